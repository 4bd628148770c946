"""Contacts of Google and Outlook as CSV: old and new, on the desktop and on the web, in four languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from netkit.errors import BadValue, Problem
from netkit.importers.card import MANY, NOBODY, Said, person_of
from netkit.importers.contacts_columns import BOOKS, folded_keys, numbered
from netkit.importers.contract import Found
from netkit.importers.files import File
from netkit.importers.owner import Owner
from netkit.importers.text import Row, Table, find_table, rows_of

SOURCE = "contacts_csv"
LABEL = "contacts of Google or Outlook"
LOOKS_LIKE = "contacts that Google or Outlook exported as CSV"
JOINED = ":::"  # between several values of one cell
ACTIVE = ("'=", "'+", "'-", "'@", "''")  # a cell made safe for spreadsheets begins so


def knows(file: File) -> bool:
    """Whether it has the columns of one of the address books."""
    return _book_of(file) is not None


def read(file: File, owner: Owner) -> Iterator[Found | Problem]:
    """A person a row."""
    book = _book_of(file)
    if book:
        family, table, fields = book
        yield from people_of(file, table, fields, family, owner)


def _book_of(file: File) -> tuple[str, Table, dict[str, str]] | None:
    """The family, the table, and the field of each of its columns."""
    for family, signature, columns in BOOKS:
        table = find_table(file, signature)
        if table:
            return family, table, folded_keys(columns) | numbered(table.columns)
    return None


def people_of(
    file: File, table: Table, fields: Mapping[str, str], family: str, owner: Owner
) -> Iterator[Found | Problem]:
    """A person for each row of a table, by the field of each of its columns (folded)."""
    for row in rows_of(file, table, keep_lines=True):
        try:
            yield _found(row, fields, family, owner, file.name)
        except BadValue as error:
            yield Problem(file.name, row.line, str(error))


def _found(row: Row, fields: Mapping[str, str], family: str, owner: Owner, name: str) -> Found | Problem:
    if row.trouble:
        return Problem(name, row.line, row.trouble)
    person, left_out = person_of(_said(row.cells, fields), family, owner)
    if person is None:
        return Problem(name, row.line, NOBODY if any(row.cells.values()) else "the row is empty")
    return Found(row.line, (person,), left_out=tuple(left_out))


def _said(cells: Mapping[str, str], fields: Mapping[str, str]) -> Said:
    """The values by field, in the order of `fields`; what is marked as primary comes first."""
    said: Said = {}
    for column, field in sorted(fields.items(), key=lambda one: not _is_primary(one[0], cells)):
        cell = cells.get(column, "")
        cell = cell[1:] if cell.startswith(ACTIVE) else cell
        parts = [cell] if field == "note" else cell.split(JOINED)
        if field in MANY:
            parts = [each for part in parts for each in part.split(";")]
        said.setdefault(field, []).extend(part.strip() for part in parts if part.strip())
    return said


def _is_primary(column: str, cells: Mapping[str, str]) -> bool:
    """Whether Google marks the kind of a value, such as that of `e-mail 2 - value`, with an asterisk."""
    start = column.removesuffix("value")
    return start != column and any(cells.get(f"{start}{kind}", "").startswith("*") for kind in ("type", "label"))
