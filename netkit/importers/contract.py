"""What every importer gives, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol

from netkit.errors import Problem
from netkit.importers.files import File
from netkit.records import Person

Verdict = Literal["new", "merged", "unchanged"]
VERDICTS: tuple[Verdict, ...] = ("new", "merged", "unchanged")


@dataclass(frozen=True, slots=True)
class Found:
    """What one row says: a person, and what of the row could not be taken (the rest of it was)."""

    line: int
    person: Person
    left_out: tuple[str, ...] = ()


class Importer(Protocol):
    """A module that reads one format: its name in the workbook, its name for people, and how its files look."""

    SOURCE: str
    LABEL: str
    LOOKS_LIKE: str

    def knows(self, file: File) -> bool:
        """Whether the file is of this format, told from its head."""

    def read(self, file: File) -> Iterator[Found | Problem]:
        """One Found for each row that can be taken, one Problem for each row that is skipped, with its reason."""


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of a row: the person as they would then stand in the workbook."""

    line: int
    verdict: Verdict
    person: Person


@dataclass(frozen=True)
class Preview:
    """What an import would do; nothing is written yet.

    rows read = new + merged + unchanged + skipped. `skipped` and `problems` (what of a row could not be taken)
    have line and reason; `left` names the files of a ZIP or folder that are not read.
    """

    name: str
    source: str
    label: str
    encoding: str
    hash: str
    found: list[Found]
    lines: list[Line]
    skipped: list[Problem]
    left: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        """What could not be taken of rows that come in all the same."""
        return [Problem(self.name, f.line, message) for f in self.found for message in f.left_out]

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what becomes of them: new, merged, unchanged, skipped."""
        verdicts = [line.verdict for line in self.lines]
        return {verdict: verdicts.count(verdict) for verdict in VERDICTS} | {"skipped": len(self.skipped)}

    @property
    def gains(self) -> int:
        """How many people are new, or learn something."""
        return len({line.person.id for line in self.lines if line.verdict != "unchanged"})

    @property
    def gain(self) -> str:
        """That number in words: "874 people"."""
        return "1 person" if self.gains == 1 else f"{self.gains:,} people"

    @property
    def rows(self) -> int:
        """Rows read."""
        return len(self.found) + len(self.skipped)
