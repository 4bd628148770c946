"""Any other table with a header, read as its columns are mapped to the fields of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from netkit.errors import NetkitError, Problem, shortened
from netkit.importers.card import FIELDS
from netkit.importers.contacts_columns import guessed
from netkit.importers.contacts_csv import people_of
from netkit.importers.contract import Found, Importer
from netkit.importers.files import File
from netkit.importers.owner import Owner
from netkit.importers.text import any_table, column_name, find_table, rows_of
from netkit.records import ImportBatch

if TYPE_CHECKING:
    from netkit.workbook import Workbook

LOOKED_AT = 20  # rows in which an example is looked for


class Mapped:
    """An importer for the tables that have all the mapped columns and that none of the `others` knows."""

    SOURCE = "csv"
    LABEL = "table"
    LOOKS_LIKE = "a table (CSV) whose header has the columns that you named"

    def __init__(self, mapping: Mapping[str, str], others: Sequence[Importer] = ()) -> None:
        unknown = [field for field in mapping.values() if field not in FIELDS]
        if unknown:
            raise NetkitError(
                f"There is no field {shortened(unknown[0])} to map to. Choose one of {', '.join(FIELDS)}."
            )
        self.mapping, self.others = dict(mapping), others

    def knows(self, file: File) -> bool:
        """Whether it is a table with all the mapped columns, and nobody else's."""
        return find_table(file, tuple(self.mapping)) is not None and not any(one.knows(file) for one in self.others)

    def read(self, file: File, owner: Owner) -> Iterator[Found | Problem]:
        """A person a row."""
        table = find_table(file, tuple(self.mapping))
        if table:
            fields = {column_name(column): field for column, field in self.mapping.items()}
            yield from people_of(file, table, fields, self.SOURCE, owner)


def remembered(workbook: Workbook, file: File) -> dict[str, str]:
    """The mapping of the latest import whose mapped columns are all in a table; {} if there was none."""
    table = any_table(file)
    columns = set(table.columns) if table else set()
    earlier = ({column_name(c): f for c, f in batch.mapping.items()} for batch in workbook.where(ImportBatch)[::-1])
    return next((mapping for mapping in earlier if mapping and mapping.keys() <= columns), {})


def offered(workbook: Workbook, file: File) -> dict[str, str] | None:
    """The columns of a table that nobody knows, each with its field or '': as last time, else as it looks.

    None if it is no table.
    """
    table = any_table(file)
    if table is None:
        return None
    columns = [column for column in dict.fromkeys(table.columns) if column]
    fields = remembered(workbook, file) or guessed(columns)
    return {column: fields.get(column, "") for column in columns}


def examples(file: File) -> dict[str, str]:
    """The first value in each column of a table, to tell what it holds."""
    table, found = any_table(file), dict[str, str]()
    for row in islice(rows_of(file, table), LOOKED_AT) if table else ():
        for column, cell in row.cells.items():
            if cell:
                found.setdefault(column, cell)
    return found
