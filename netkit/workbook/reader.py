"""The reading side of a workbook: the plan, the records, the people found, the tables as data frames."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from netkit import collector
from netkit.workbook import history, store
from netkit.workbook.history import Change

if TYPE_CHECKING:
    import sqlite3

    import pandas as pd

    from netkit.questions import Plan
    from netkit.records import Exchange, Interaction, Record, Settings
    from netkit.workbook.lately import Lately
    from netkit.workbook.search import Hit, Sought

    R = TypeVar("R", bound=Record)


class Reader:
    """A workbook's file, read; each call sees one moment of it, whoever else is writing."""

    def __init__(self, path: Path, today: date | None = None) -> None:
        self.path, self._today = path, today

    @property
    def today(self) -> date:
        """The day it is: as given at the opening, the sample's own, or the clock's in the owner's time zone."""
        if self._today is not None:
            return self._today
        with store.reading(self.path) as connection:
            return self._day(connection)

    def _day(self, connection: sqlite3.Connection) -> date:
        if self._today is not None:
            return self._today
        found = connection.execute("SELECT name, value FROM setting WHERE name IN ('today', 'zone')")
        chosen = {row[0]: json.loads(row[1]) for row in found}
        if chosen.get("today"):
            return date.fromisoformat(chosen["today"])
        return datetime.now(ZoneInfo(chosen["zone"]) if chosen.get("zone") else None).date()

    def settings(self) -> Settings:
        """The owner's settings."""
        from netkit.workbook import draft

        with store.reading(self.path) as connection:
            return draft.settings(connection)

    @collector.resting()  # the models are made at the first reading: a twentieth of the time
    def plan(self, on: date | None = None) -> Plan:
        """The plan in force on a day, today if none is named; a blank plan before the first one."""
        from netkit.questions import Plan

        with store.reading(self.path) as connection:
            found = connection.execute(
                "SELECT document FROM plan WHERE effective_on <= ? ORDER BY effective_on DESC LIMIT 1",
                ((on or self._day(connection)).isoformat(),),
            ).fetchone()
            return Plan.read(json.loads(found[0])) if found else Plan()

    def plans(self) -> list[tuple[date, Plan]]:
        """All versions of the plan with the day from which each is in force, in order."""
        from netkit.workbook import draft

        with store.reading(self.path) as connection:
            return draft.plans(connection)

    def get(self, kind: type[R], id: str) -> R:
        """The record of an id; Missing if it is not there (any more)."""
        from netkit.workbook import rows

        with store.reading(self.path) as connection:
            return rows.get(connection, kind, id)

    def where(self, kind: type[R], /, **equal: Any) -> list[R]:
        """The records of a class whose fields equal these values, in the order in which they were added."""
        from netkit.workbook import rows

        with store.reading(self.path) as connection:
            return rows.where(connection, kind, equal)

    def uses(self, person: str) -> int:
        """How many interactions, exchanges, next steps and people refer to somebody, who is given by their id."""
        from netkit.records import Distinct
        from netkit.workbook import rows

        with store.reading(self.path) as connection:
            met = "SELECT count(*) FROM interaction_person WHERE person = ?"
            referring = [kind for kind, _, _ in rows.referring(connection, "person", person) if kind is not Distinct]
            return int(connection.execute(met, (person,)).fetchone()[0]) + len(referring)

    def keys(self, kind: type[R]) -> dict[tuple[str, str], str]:
        """The ids of the imported records of a class, by source and the source's own key."""
        from netkit.workbook import rows

        with store.reading(self.path) as connection:
            return rows.keys(connection, kind)

    def latest(self, limit: int = 20, text: str = "") -> list[Interaction]:
        """The latest interactions, newest first; with a text, those in which every word of it is found.

        A word may be part of a person, a note or an event's name, or begin a way or a part of the day ("28 mar").
        """
        from netkit.workbook import entries

        with store.reading(self.path) as connection:
            return entries.latest(connection, text, limit)

    def latest_alone(self, limit: int = 20, text: str = "") -> list[Exchange]:
        """The latest help that belongs to no interaction, found as interactions are: by a word, its kind, its day.

        LinkedIn's endorsements are among it only if the settings count them; "not rated yet" finds what has no worth.
        """
        from netkit.workbook import entries

        with store.reading(self.path) as connection:
            return entries.latest_alone(connection, text, limit)

    def search(self, text: str | Sought, limit: int = 20, offset: int = 0) -> list[Hit]:
        """The people in whose names, work, place, circles, tags or addresses every word of `text` is found.

        Capitals and accents don't matter, any part of a word does. Somebody of that very name comes first, then those
        of whose name each word begins one, then the others; whom one was in touch with last stands before the rest.
        A Sought names their work, their role or some of them beside the text.
        """
        from netkit.workbook.search import search

        with store.reading(self.path) as connection:
            return search(connection, text, self._day(connection), limit, offset)

    def count(self, text: str | Sought = "") -> int:
        """How many people a search finds; without a text, how many there are."""
        from netkit.workbook.search import count

        with store.reading(self.path) as connection:
            return count(connection, text)

    def written(self, change: int) -> tuple[str, ...]:
        """The ids of the people whom a change wrote, such as an import, and who are still there."""
        from netkit.workbook.search import written

        with store.reading(self.path) as connection:
            return written(connection, change)

    def commonest(self, field: str, sought: Sought, most: int = 30) -> list[tuple[str, int]]:
        """The values of a field (organisation, role) that most of those have who are sought, with how many each."""
        from netkit.workbook.search import commonest

        with store.reading(self.path) as connection:
            return commonest(connection, sought, field, most)

    def people(self) -> pd.DataFrame:
        """All people, columns as the fields of Person."""
        from netkit.records import Person

        return self._frame(Person)

    def interactions(self) -> pd.DataFrame:
        """All interactions, one row each, columns as the fields of Interaction (people: list of ids)."""
        from netkit.records import Interaction

        return self._frame(Interaction)

    def contacts(self) -> pd.DataFrame:
        """One row per interaction and person: interaction, person, on, direction, channel, mode, outcome,
        counts_as_contact."""
        from netkit.workbook import frames

        with store.reading(self.path) as connection:
            return frames.contacts(connection)

    def log(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """All interactions, contacts and people of one moment, sooner read together than one by one."""
        from netkit.workbook import frames

        with store.reading(self.path) as connection:
            return frames.log(connection)

    def exchanges(self) -> pd.DataFrame:
        """All help given and received, columns as the fields of Exchange, and the person's name."""
        from netkit.records import Exchange

        return self._frame(Exchange)

    def actions(self) -> pd.DataFrame:
        """All next steps, columns as the fields of Action."""
        from netkit.records import Action

        return self._frame(Action)

    def events(self) -> pd.DataFrame:
        """All events, columns as the fields of Event."""
        from netkit.records import Event

        return self._frame(Event)

    def progress(self) -> pd.DataFrame:
        """What was typed about goals that can't be counted, columns as the fields of Progress."""
        from netkit.records import Progress

        return self._frame(Progress)

    def reports(self) -> pd.DataFrame:
        """The reports that were written, columns as the fields of SavedReport."""
        from netkit.records import SavedReport

        return self._frame(SavedReport)

    def lately(self, months: int = 2) -> Lately:
        """The frames as far as they bear on the days to come, since so many months before the running one."""
        from netkit.workbook.lately import lately

        with store.reading(self.path) as connection:
            return lately(connection, self._day(connection), months)

    def _frame(self, kind: type[Record]) -> pd.DataFrame:
        from netkit.workbook import frames

        with store.reading(self.path) as connection:
            return frames.frame(connection, kind)

    def changes(self, limit: int = 20) -> list[Change]:
        """The latest changes, newest first."""
        with store.reading(self.path) as connection:
            return history.listed(connection, limit)

    def check(self) -> list[str]:
        """What is wrong with the file, one sentence each; an empty list if all is well."""
        from netkit.workbook import check

        return check.problems(self.path)
