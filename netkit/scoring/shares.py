"""Rows of the score that a list earns in proportion: each audience, each goal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from netkit.questions import Audience, Goal
from netkit.scoring.likeness import distinct, is_said
from netkit.scoring.result import Reason, lose

Entry = TypeVar("Entry", Goal, Audience)


@dataclass(frozen=True, slots=True)
class Row:
    """One such criterion; `why` goes on after the entry's name, `none` is said of an empty list."""

    question: str
    criterion: str
    points: float
    why: str
    none: str
    how: str
    act: str
    first: str = "Say who they are"  # the button where the list is empty


def share(
    row: Row,
    entries: list[Entry],
    earns: Callable[[Entry], bool],
    field: Callable[[Entry], str],
    no_entry: str,
) -> Iterator[Reason]:
    """A reason for each entry that doesn't earn its share; an empty list earns nothing.

    Entries that earn and say nearly the same count once. One that does not earn counts by itself: if it
    could merge with a neighbour, padding an answer until the two look alike would raise the share.
    """
    lacking = [entry for entry in entries if not earns(entry)]
    earning = distinct(text_of(entry) for entry in entries if earns(entry))
    for entry in lacking:
        lost = row.points / (earning + len(lacking))
        why = f"For {called(entry)}, {row.why}."
        yield lose(row.question, row.criterion, lost, field(entry), why, row.how, row.act)
    if not entries:
        yield lose(row.question, row.criterion, row.points, no_entry, row.none, row.how, row.first)


def text_of(entry: Goal | Audience) -> str:
    """The words by which two entries are compared."""
    return entry.outcome if isinstance(entry, Goal) else f"{entry.description} {entry.focus}"


def called(entry: Goal | Audience) -> str:
    """What a sentence calls an entry."""
    said = entry.outcome if isinstance(entry, Goal) else entry.description
    return f"“{said.strip()}”" if is_said(said) else "the one without words yet"
