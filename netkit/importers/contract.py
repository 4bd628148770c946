"""What every importer gives, and what becomes of it. How to write one stands in netkit/importers/__init__.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from netkit.errors import NetkitError, Problem
from netkit.importers.files import File
from netkit.importers.owner import Owner
from netkit.numbers import count, plural
from netkit.records import Exchange, ImportBatch, Interaction, Person

Verdict = Literal["new", "merged", "unchanged"]
VERDICTS: tuple[Verdict, ...] = ("new", "merged", "unchanged")
SHOWN = 1_000  # rows of each verdict that a preview keeps to be looked at
KINDS = {"people": "person", "interactions": "contact", "exchanges": "act of help"}


@dataclass(frozen=True, slots=True)
class Found:
    """What one row says: people, perhaps one contact or one help with them, and what of it could not be taken.

    `interaction.people` and `exchange.person` are ids of `people`; `interaction.reply_to` is the source_key of the
    interaction that it answers (of the same source, before or after it in the file), or ''.
    """

    line: int
    people: tuple[Person, ...]
    interaction: Interaction | None = None
    exchange: Exchange | None = None
    left_out: tuple[str, ...] = ()


class Importer(Protocol):
    """A module that reads one format: its name in the workbook, its name for people, and how its files look."""

    @property
    def SOURCE(self) -> str: ...  # noqa: N802  (a module's constant)

    @property
    def LABEL(self) -> str: ...  # noqa: N802

    @property
    def LOOKS_LIKE(self) -> str: ...  # noqa: N802

    def knows(self, file: File) -> bool:
        """Whether the file is of this format, told from its head; false for every other file, never an error."""

    def read(self, file: File, owner: Owner) -> Iterator[Found | Problem]:
        """One Found for each row that can be taken, one Problem for each row that is skipped, with its reason."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: the file that is read ('' if none), the share of all bytes (0 to 1), the rows so far."""

    file: str
    share: float
    rows: int


FEW = 5  # rows of which one reason says where they stand


def by_reason(problems: Iterable[Problem]) -> list[tuple[str, list[Problem]]]:
    """Each reason with its rows, the most frequent first."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.message, []).append(problem)
    return sorted(found.items(), key=lambda one: -len(one[1]))


def places(problems: Sequence[Problem], files: bool = False) -> str:
    """Where the first few rows stand, such as "lines 3, 7"; with their file if there are several, or if `files`."""
    first, several = problems[:FEW], len({problem.source for problem in problems}) > 1
    more = f" and {len(problems) - FEW:,} more" if len(problems) > FEW else ""
    if several:
        return ", ".join(f"{problem.source} line {problem.line}" for problem in first) + more
    lines = f"{plural(len(problems), 'line')} {', '.join(str(problem.line) for problem in first)}{more}"
    return f"{first[0].source}, {lines}" if files else lines


Watch = Callable[[Progress], object]  # called again and again; False stops the import


class Stopped(NetkitError):
    """An import was stopped; nothing was brought in."""


class Unknown(NetkitError):
    """No importer knows the file `name`: `what` says so in one sentence, `expected` is what it could have been.

    It is [] where `what` says what would help.
    """

    def __init__(self, name: str, what: str, expected: list[str]) -> None:
        super().__init__(f"{what}." + (f" Expected: {'; or '.join(expected)}." if expected else ""))
        self.name, self.what, self.expected = name, f"{what}.", expected


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of a row: the (first) person as they would then stand, and the contact or help, if it has one."""

    line: int
    verdict: Verdict
    person: Person
    record: Interaction | Exchange | None = None


@dataclass
class Part:
    """The files of one format in an import, and what becomes of their rows.

    rows read = new + merged + unchanged + skipped. `skipped` and `problems` (what of a row could not be taken, while
    the rest was) have file, line and reason; `lines` holds the first 1,000 rows of each verdict.
    """

    source: str
    label: str
    name: str
    files: list[File]
    hash: str = ""
    encoding: str = ""
    mapping: dict[str, str] = field(default_factory=dict)
    verdicts: Counter[str] = field(default_factory=Counter)
    lines: list[Line] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what becomes of them: new, merged, unchanged, skipped."""
        return {verdict: self.verdicts[verdict] for verdict in VERDICTS} | {"skipped": len(self.skipped)}


@dataclass
class Preview:
    """What an import would do (or did); while it is a preview nothing is written.

    `left` names the files of a ZIP or folder that no importer knows. `gained`: how many people are new or learn
    something, how many interactions and exchanges are new. `alike`: for each new person who has the name of somebody
    who was here before, that one's id.
    """

    name: str
    parts: list[Part]
    left: list[str] = field(default_factory=list)
    gained: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    alike: list[str] = field(default_factory=list)
    again: tuple[tuple[str, ...], str] = ((), "")  # `me` and `region`, for the commit
    batches: list[ImportBatch] = field(default_factory=list)  # what a commit wrote

    @property
    def label(self) -> str:
        """What the files are, for people."""
        return ", ".join(part.label for part in self.parts)

    @property
    def encoding(self) -> str:
        """How the letters of the first text were read; '' where that was no question."""
        return next((part.encoding for part in self.parts if part.encoding), "")

    @property
    def lines(self) -> list[Line]:
        """The first rows of each verdict and part."""
        return [line for part in self.parts for line in part.lines]

    @property
    def skipped(self) -> list[Problem]:
        """The rows that are left out, with their reasons."""
        return [problem for part in self.parts for problem in part.skipped]

    @property
    def problems(self) -> list[Problem]:
        """What could not be taken of rows that come in all the same."""
        return [problem for part in self.parts for problem in part.problems]

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what becomes of them: new, merged, unchanged, skipped."""
        total: Counter[str] = Counter()
        for part in self.parts:
            total.update(part.counts)
        return {verdict: total[verdict] for verdict in (*VERDICTS, "skipped")}

    @property
    def rows(self) -> int:
        """Rows read."""
        return sum(self.counts.values())

    @property
    def gains(self) -> int:
        """How many people are new or learn something, and how many interactions and exchanges are new."""
        return sum(self.gained.values())

    @property
    def gain(self) -> str:
        """The gains in words: "874 people, 1,203 contacts"."""
        said = [count(n, KINDS[kind]) for kind, n in self.gained.items() if n]
        return ", ".join(said) or "nobody"
