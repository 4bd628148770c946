"""All that a workbook holds as plain records: what is redacted, copied and scanned for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from netkit.questions import Plan
from netkit.records import Action, Event, Exchange, Interaction, Person, Progress, Record, SavedReport, Settings
from netkit.workbook import draft, rows, store

if TYPE_CHECKING:
    from netkit.workbook import Workbook


@dataclass(frozen=True)
class Contents:
    """All that a workbook holds, its history apart."""

    settings: Settings = field(default_factory=Settings)
    plans: Sequence[tuple[date, Plan]] = ()
    people: Sequence[Person] = ()
    events: Sequence[Event] = ()
    interactions: Sequence[Interaction] = ()
    exchanges: Sequence[Exchange] = ()
    actions: Sequence[Action] = ()
    progress: Sequence[Progress] = ()
    reports: Sequence[SavedReport] = ()

    def records(self) -> list[Record]:
        """Every record, those that others refer to first."""
        first: list[Record] = [*self.people, *self.events]
        return [*first, *self.interactions, *self.exchanges, *self.actions, *self.progress, *self.reports]


def read_contents(workbook: Workbook) -> Contents:
    """All that a workbook holds at one moment, its history apart: nobody stands in a record who is not in people."""
    with store.reading(workbook.path) as connection:
        return Contents(
            draft.settings(connection),
            draft.plans(connection),
            rows.where(connection, Person),
            rows.where(connection, Event),
            rows.where(connection, Interaction),
            rows.where(connection, Exchange),
            rows.where(connection, Action),
            rows.where(connection, Progress),
            rows.where(connection, SavedReport),
        )
