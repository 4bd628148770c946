"""One pass through the files of an import: read, match, count, and (for a commit) write, a few thousand at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from netkit import collector
from netkit.errors import BadValue, Problem
from netkit.importers import encoding
from netkit.importers.contract import SHOWN, Found, Importer, Part, Preview, Progress, Stopped, Watch
from netkit.importers.files import File, troubles, watched
from netkit.importers.matching import known
from netkit.importers.owner import Owner
from netkit.records import Exchange, Interaction, Person, Record

if TYPE_CHECKING:
    from netkit.workbook import Workbook
    from netkit.workbook.draft import Draft

CHUNK = 2_000  # rows that are written together
BREATH = 200  # rows after which the watch is asked, also by readers that go through their file first


class Pass:
    """A pass through the files of `preview`, which it fills; without a draft nothing is written."""

    def __init__(
        self, workbook: Workbook, preview: Preview, owner: Owner, watch: Watch | None, draft: Draft | None = None
    ) -> None:
        self.preview, self.owner, self.watch, self.draft = preview, owner, watch, draft
        self.stored = {person.id: person for person in workbook.where(Person)} if draft else {}
        people = self.stored.values() if draft else workbook.where(Person)
        self.index = known(people, {kind: workbook.keys(kind) for kind in (Interaction, Exchange)})
        self.total = sum(file.size for part in preview.parts for file in part.files) or 1
        self.before = self.position = self.rows = 0
        self.records: list[Interaction | Exchange] = []
        self.changed: set[str] = set()

    def run(self, importers: dict[str, Importer]) -> None:
        """Read every part with its importer (by SOURCE); Stopped if the watch says so."""
        with collector.resting():  # it takes a sixth of the time
            self._run(importers)

    def _run(self, importers: dict[str, Importer]) -> None:
        for part in self.preview.parts:
            whole = hashlib.sha256()
            for file in part.files:
                file.hashed(whole)
                self._read(part, importers[part.source], file)
                self.before += file.size
            part.hash = whole.hexdigest()
        self._write()
        self._answer()
        self.preview.gained["people"] = len(self.changed)
        self.preview.alike = self.index.alike

    def _read(self, part: Part, importer: Importer, file: File) -> None:
        seen = watched(file, lambda position: self._tick(file.name, position))
        with troubles(file.name):
            for row in _rows(importer, seen, self.owner):
                self.rows += 1
                if isinstance(row, Found):
                    self._take(part, file, row)
                else:
                    part.skipped.append(row)
                if self.rows % BREATH == 0:
                    self._tick(file.name, self.position)
                if self.rows % CHUNK == 0:
                    self._write()
        if not part.encoding and "encoding" in vars(seen):
            part.encoding = encoding.said(seen.encoding)

    def _take(self, part: Part, file: File, row: Found) -> None:
        others = [person for person in row.people if person.id in self.index.met or not self.owner.is_person(person)]
        if not others:
            part.skipped.append(Problem(file.name, row.line, "it is about nobody but you"))
            return
        line = self.index.take(row if len(others) == len(row.people) else _without(row, others))
        part.problems += [Problem(file.name, row.line, message) for message in row.left_out]
        part.verdicts[line.verdict] += 1
        if part.verdicts[line.verdict] <= SHOWN:
            part.lines.append(line)
        if line.record is not None and line.verdict == "new":
            self._keep(line.record)

    def _keep(self, record: Interaction | Exchange) -> None:
        self.preview.gained["exchanges" if isinstance(record, Exchange) else "interactions"] += 1
        if self.draft is not None:
            self.records.append(record)

    def _tick(self, name: str, position: int) -> None:
        self.position = position
        share = min(1.0, (self.before + position) / self.total)
        if self.watch and self.watch(Progress(name, share, self.rows)) is False:
            raise Stopped("Stopped. Nothing was brought in.")

    # Writing

    def _write(self) -> None:
        people, self.index.touched = self.index.touched, {}
        self.changed |= people.keys()
        if self.draft is None:
            return
        records: list[Record] = [person for id, person in people.items() if id not in self.stored]
        for id in people.keys() & self.stored.keys():
            self.draft.replace(self.stored[id], people[id])
        self.stored |= people
        self.draft.add_all([*records, *self.records])
        self.records = []

    def _answer(self) -> None:
        """Link the answers whose question came later in the file; one that never came stays without a link."""
        if self.draft is None:
            return
        for id, asked in self.index.late_answers():
            self.draft.set(self.draft.get(Interaction, id), "reply_to", asked, "")


def _rows(importer: Importer, file: File, owner: Owner) -> Iterator[Found | Problem]:
    try:
        yield from importer.read(file, owner)
    except BadValue as error:  # a reader tells each bad row itself; this is a last net below it
        yield Problem(file.name, None, str(error))


def _without(row: Found, people: list[Person]) -> Found:
    """The row with these people alone."""
    ids = {person.id for person in people}
    interaction = row.interaction and row.interaction.model_copy(
        update={"people": [id for id in row.interaction.people if id in ids]}
    )
    exchange = row.exchange if row.exchange and row.exchange.person in ids else None
    return Found(row.line, tuple(people), interaction, exchange, row.left_out)
