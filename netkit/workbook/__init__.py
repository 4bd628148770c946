"""The workbook: one SQLite file that holds the plan, the people, the log and the history of all changes."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from netkit.errors import LookOnly, NetkitError, WorkbookError
from netkit.workbook import history, migrations, store
from netkit.workbook.history import Change, Undone
from netkit.workbook.places import default_path, root, share

if TYPE_CHECKING:
    import sqlite3

    import pandas as pd

    from netkit.questions import Plan
    from netkit.records import Interaction, Person, Record, Settings
    from netkit.workbook.draft import Draft
    from netkit.workbook.search import Hit

    R = TypeVar("R", bound=Record)
    Thing = TypeVar("Thing", bound=Record | Plan | Settings)

__all__ = [
    "Change", "Undone", "Workbook", "default_path", "open_sample", "open_workbook", "restore", "root", "share",
]  # fmt: skip


def open_workbook(path: str | Path | None = None, today: date | None = None) -> Workbook:
    """Open a workbook, the owner's own if no path is named; one that is not there yet is made.

    `today` stands in for the clock. WorkbookError says what is wrong with a file that can't be opened; the file is
    left as it was. A file of an older netkit is brought up to date, after a backup beside it.
    """
    if path is None:
        file = default_path()
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    else:
        file = Path(path).expanduser().absolute()
    if not file.exists():
        store.create(file)
    version = store.look_at(file)
    if version < migrations.NEWEST:
        store.migrate(file, version)
    return Workbook(file, today)


def open_sample() -> Workbook:
    """The sample: invented people, only for looking around, on the sample's own today."""
    from netkit.workbook import sample

    return Workbook(sample.path(), look_only=True)


def restore(backup: str | Path, path: str | Path | None = None) -> Path | None:
    """Put a backup in the place of a workbook; returns where the workbook that stood there was kept, if one did."""
    source, target = Path(backup).expanduser(), Path(path).expanduser() if path else default_path()
    if not source.exists():
        raise WorkbookError(f"There is no backup {source}.")
    found = Workbook(source.absolute(), None)
    store.look_at(source)
    problems = found.check()
    if problems:
        raise WorkbookError(f"{source} is damaged too: {problems[0]}")
    return store.put_back(source, target)


class Workbook:
    """A workbook's file; each call opens it for that one operation, so many notebooks can share one.

    A change is one transaction: whatever returned is on the disk, whatever raised changed nothing.
    """

    def __init__(self, path: Path, today: date | None = None, look_only: bool = False) -> None:
        self.path, self.look_only, self._today = path, look_only, today
        self.session = secrets.token_hex(8)

    def __repr__(self) -> str:
        return f"Workbook({str(self.path)!r}{', only for looking around' if self.look_only else ''})"

    # --- reading -----------------------------------------------------------------------------------------------

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
        from netkit.questions import Plan

        with store.reading(self.path) as connection:
            found = connection.execute("SELECT effective_on, document FROM plan ORDER BY effective_on").fetchall()
        return [(date.fromisoformat(row[0]), Plan.read(json.loads(row[1]))) for row in found]

    def get(self, kind: type[R], id: str) -> R:
        """The record of an id; Missing if it is not there (any more)."""
        from netkit.workbook import rows

        with store.reading(self.path) as connection:
            return rows.get(connection, kind, id)

    def where(self, kind: type[R], **equal: Any) -> list[R]:
        """The records of a class whose fields equal these values, in the order in which they were added."""
        from netkit.workbook import rows

        with store.reading(self.path) as connection:
            return rows.where(connection, kind, equal)

    def latest(self, limit: int = 20) -> list[Interaction]:
        """The latest interactions, newest first."""
        from netkit.records import Interaction
        from netkit.workbook import rows

        with store.reading(self.path) as connection:
            return rows.where(connection, Interaction, {}, '"on" DESC, rowid DESC', limit)

    def search(self, text: str, limit: int = 20, offset: int = 0) -> list[Hit]:
        """The people in whose names, work, place, circles, tags or addresses every word of `text` is found.

        Capitals and accents don't matter, any part of a word does. Whom one was in touch with last comes first.
        """
        from netkit.workbook.search import search

        with store.reading(self.path) as connection:
            return search(connection, text, self._day(connection), limit, offset)

    def count(self, text: str = "") -> int:
        """How many people a search finds; without a text, how many there are."""
        from netkit.workbook.search import count

        with store.reading(self.path) as connection:
            return count(connection, text)

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

    def _frame(self, kind: type[Record]) -> pd.DataFrame:
        from netkit.workbook import frames

        with store.reading(self.path) as connection:
            return frames.frame(connection, kind)

    # --- changing ----------------------------------------------------------------------------------------------

    @contextmanager
    def change(self, what: str, batch: str = "", field: bool = False) -> Iterator[Draft]:
        """Make several changes at once: one transaction, one entry of the history, all or nothing.

        A `field` change joins the one before it if both saved the same field (`batch`) within ten minutes.
        """
        from netkit.workbook.draft import Draft

        if self.look_only:
            raise LookOnly("This is the sample, only for looking around. Start your own workbook to keep things.")
        with store.writing(self.path) as connection:
            change = history.begin(connection, what, self.session, batch)
            draft = Draft(connection, self._day(connection), change)
            yield draft
            draft.id = history.end(connection, change, joins=field)

    def set(self, thing: Thing, field: str, new: Any, was: Any) -> Thing:
        """Save one field of a record, the plan or the settings if it still holds `was`, else raise Conflict.

        A field of the plan is a path such as `why.intent` or `why.goals.<id>.by`; `why.goals.<id>` with `was` None
        adds an item, with `new` None takes it out. Returns the thing as it now stands.
        """
        from netkit.workbook.draft import field_name

        what, key = field_name(thing, field)
        with self.change(what, key, field=True) as draft:
            return draft.set(thing, field, new, was)

    def save_plan(self, plan: Plan, was: Plan) -> Plan:
        """Save every field in which `plan` differs from `was`, or none of them (Conflict); returns what now stands."""
        with self.change("Plan") as draft:
            return draft.save_plan(plan, was)

    def add(self, record: R) -> R:
        """Add a record and return it."""
        with self.change(f"Added {_called(record)}") as draft:
            return draft.add(record)

    def add_all(self, records: Iterable[Record], what: str) -> int:
        """Add many records at once, in any order; returns the number of the change, for undo."""
        with self.change(what) as draft:
            draft.add_all(records)
        return draft.id

    def remove(self, record: Record) -> None:
        """Take a record out, and with a person their exchanges, next steps and places in interactions."""
        with self.change(f"Removed {_called(record)}") as draft:
            draft.remove(record)

    # --- history -----------------------------------------------------------------------------------------------

    def changes(self, limit: int = 20) -> list[Change]:
        """The latest changes, newest first."""
        with store.reading(self.path) as connection:
            return history.listed(connection, limit)

    def undo(self, change: int | None = None, everywhere: bool = False) -> Undone:
        """Take back a change: the one named, or the last of this session (`everywhere`: of the workbook).

        What has changed since stays, and `stayed` says so. Undoing an undo's id brings the change back.
        NetkitError if there is nothing to undo.
        """
        if self.look_only:
            raise LookOnly("This is the sample, only for looking around; there is nothing to undo.")
        with store.writing(self.path) as connection:
            chosen = change or history.last_to_undo(connection, None if everywhere else self.session)
            return history.undo(connection, chosen, self.session)

    def forget(self, person: Person | str) -> None:
        """Take a person out for good: from every table, the plan, the history and the automatic backups.

        Their names and addresses in texts about others become "somebody". This can't be undone; files that were
        exported or shared are beyond its reach.
        """
        from netkit.records import Person
        from netkit.workbook import forget

        id = person if isinstance(person, str) else person.id
        self.get(Person, id)  # Missing if there is nobody of that id
        with self.change(forget.FORGOT) as draft:
            forget.forget(draft, id)
        store.vacuum(self.path)
        for copy in sorted(store.backups(self.path).glob("*.sqlite")):
            forget.forget_in_backup(copy, id)

    # --- the file ----------------------------------------------------------------------------------------------

    def check(self) -> list[str]:
        """What is wrong with the file, one sentence each; an empty list if all is well."""
        from netkit.workbook import check

        return check.problems(self.path)

    def backup(self, path: str | Path) -> Path:
        """Copy the whole workbook, history included, to a file that must not be there yet."""
        target = Path(path).expanduser().absolute()
        if target.exists():
            raise NetkitError(f"{target} is there already; name another file, so that nothing is overwritten.")
        store.copy(self.path, target)
        return target

    def export(self, folder: str | Path) -> Path:
        """Write everything but the history as CSV and JSON into a new folder."""
        from netkit.workbook import files

        target = Path(folder).expanduser().absolute()
        with store.reading(self.path) as connection:
            files.write(connection, target)
        return target

    def load(self, folder: str | Path) -> int:
        """Replace what is in the workbook by what `export` wrote, as one change that can be undone; returns its id."""
        from netkit.workbook import files

        source = Path(folder).expanduser().absolute()
        with self.change(f"Loaded {source.name}") as draft:
            files.replace(draft, source)
        return draft.id


def _called(record: Record) -> str:
    return history.named(record.model_dump(mode="json", include={"name", "what", "on"})).strip() or "a record"
