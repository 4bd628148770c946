"""Connections.csv of a LinkedIn export, as it was from 2018 on, or as Excel saved it again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from netkit.errors import BadValue, Problem, shortened
from netkit.importers.addresses import profile_slug, web_address
from netkit.importers.contract import Found
from netkit.importers.files import File
from netkit.importers.linkedin import EXPORT, FAMILY, parse_day
from netkit.importers.owner import Owner
from netkit.importers.text import Row, find_table, rows_of
from netkit.records import Person

SOURCE = "linkedin_connections"
LABEL = "LinkedIn connections"
LOOKS_LIKE = EXPORT
COLUMNS = ("First Name", "Last Name", "Email Address", "Company", "Position", "Connected On")
RIGHT = {  # the URL stands in files since 2022
    "URL": "a profile's address begins with https://",
    "Email Address": "an e-mail address has an @",
    "Connected On": "a day is written like 08 Jan 2021",
}


def knows(file: File) -> bool:
    """Whether it is a table that has all the columns."""
    return find_table(file, COLUMNS) is not None


def read(file: File, owner: Owner) -> Iterator[Found | Problem]:
    """A person a row, keyed by their profile; hidden members, of whom LinkedIn gives only the day, are skipped."""
    table = find_table(file, COLUMNS)
    seen: dict[str, dict[str, str]] = {}
    for row in rows_of(file, table) if table else ():
        why = row.trouble or _unusable(row.cells)
        try:
            yield Problem(file.name, row.line, why) if why else _found(row, seen)
        except BadValue as error:
            yield Problem(file.name, row.line, str(error))


def _unusable(cells: dict[str, str]) -> str:
    if any(cells[column] for column in ("first name", "last name", "email address")):
        return ""
    if any(cells.get(column) for column in ("url", "company", "position")):
        return "it has neither a name nor an e-mail address"
    return "a hidden member: LinkedIn gives only the day" if cells["connected on"] else "the row is empty"


def _found(row: Row, seen: dict[str, dict[str, str]]) -> Found:
    said = {column: row.cells.get(column.casefold(), "") for column in (*COLUMNS, "URL")}
    name = f"{said['First Name']} {said['Last Name']}".strip()
    url, day = web_address(said["URL"]), parse_day(said["Connected On"])
    email = said["Email Address"] if "@" in said["Email Address"] else ""
    person = Person(
        name=name,
        organisation=said["Company"],
        role=said["Position"],
        emails=[email] if email else [],
        url=url,
        first_met_on=day,
        source=FAMILY,
        source_key=profile_slug(url) or _own_key(f"{(name or email).casefold()} {day or ''}", said, seen),
    )
    taken = {"URL": url, "Email Address": email, "Connected On": day}
    left_out = [f"{c} {shortened(said[c])} is left out; {RIGHT[c]}" for c in taken if said[c] and not taken[c]]
    return Found(row.line, (person,), left_out=tuple(left_out))


def _own_key(key: str, said: dict[str, str], seen: dict[str, dict[str, str]]) -> str:
    """Name and day, by which a row without a profile is known again; a number tells different rows apart."""
    keys = (key if n == 1 else f"{key} #{n}" for n in count(1))
    return next(k for k in keys if seen.setdefault(k, said) == said)
