"""Recommendations and endorsements of a LinkedIn export, given and received: help that is not rated yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from netkit.errors import BadValue, Problem
from netkit.importers.contract import Found
from netkit.importers.files import File
from netkit.importers.linkedin import EXPORT, FAMILY, People, key_of, parse_day, parse_moment
from netkit.importers.owner import Owner
from netkit.importers.text import find_table, rows_of
from netkit.records import Exchange

STATUS = {"PENDING": "offered", "REJECTED": "declined"}  # anything else was delivered


@dataclass(frozen=True)
class Help:
    """The importer of one of the four files."""

    SOURCE: str
    LABEL: str
    kind: str
    direction: str
    first: str
    last: str
    day: str
    status: str
    url: str = ""
    what: str = ""  # a column that tells several of one person and day apart
    called: str = ""  # a word of the file's name, where given and received have the same columns
    LOOKS_LIKE: str = EXPORT

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns by which the file is known."""
        return tuple(column for column in (self.first, self.last, self.day, self.status, self.url, self.what) if column)

    def knows(self, file: File) -> bool:
        """Whether it is a table that has all the columns, and is called by the right word."""
        return self.called in PurePath(file.name).stem.casefold() and find_table(file, self.columns) is not None

    def read(self, file: File, owner: Owner) -> Iterator[Found | Problem]:
        """One help a row, delivered unless its status says otherwise."""
        table = find_table(file, self.columns)
        people = People()
        for row in rows_of(file, table) if table else ():
            cells = {column: row.cells.get(column.casefold(), "") for column in (*self.columns, "Company", "Job Title")}
            try:
                yield (
                    Problem(file.name, row.line, row.trouble)
                    if row.trouble
                    else self._found(row.line, cells, owner, people)
                )
            except BadValue as error:
                yield Problem(file.name, row.line, str(error))

    def _found(self, line: int, cells: dict[str, str], owner: Owner, people: People) -> Found:
        name, url = f"{cells[self.first]} {cells[self.last]}".strip(), cells.get(self.url, "")
        if not key_of(name, url):
            raise BadValue(self.first, name, "LinkedIn hides who it is")
        moment = parse_moment(cells[self.day])
        on = owner.day_of(moment) if moment else parse_day(cells[self.day])
        if on is None:
            raise BadValue(
                self.day, cells[self.day], "a day is written like 2023/06/05 15:47:58 UTC or 08/30/22, 05:51 PM"
            )
        person = people.get(name, url, cells["Company"], cells["Job Title"])
        help = Exchange(
            on=on,
            person=person.id,
            direction=self.direction,
            kind=self.kind,
            status=STATUS.get(cells[self.status].upper(), "delivered"),
            source=FAMILY,
            source_key=" ".join(
                part
                for part in (self.kind, self.direction, person.source_key, str(on), cells.get(self.what, ""))
                if part
            ),
        )
        return Found(line, (person,), exchange=help)


def _recommendations(direction: str) -> Help:
    return Help(
        SOURCE=f"linkedin_recommendations_{direction}",
        LABEL=f"LinkedIn recommendations {direction}",
        kind="recommendation",
        direction=direction,
        first="First Name",
        last="Last Name",
        day="Creation Date",
        status="Status",
        called=direction,
    )


def _endorsements(direction: str, other: str) -> Help:
    return Help(
        SOURCE=f"linkedin_endorsements_{direction}",
        LABEL=f"LinkedIn endorsements {direction}",
        kind="endorsement",
        direction=direction,
        first=f"{other} First Name",
        last=f"{other} Last Name",
        day="Endorsement Date",
        status="Endorsement Status",
        url=f"{other} Public Url",
        what="Skill Name",
    )


FILES = (
    _recommendations("given"),
    _recommendations("received"),
    _endorsements("given", "Endorsee"),
    _endorsements("received", "Endorser"),
)
