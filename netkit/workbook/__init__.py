"""The workbook: one SQLite file that holds the plan, the people, the log and the history of all changes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from netkit.errors import LookOnly, Missing, NetkitError, WorkbookError
from netkit.workbook import backups, history, migrations, store
from netkit.workbook.history import Change, Undone
from netkit.workbook.places import default_path, keep_to_owner, private, root, share
from netkit.workbook.reader import Reader
from netkit.workbook.troubles import disk_troubles

if TYPE_CHECKING:
    import sqlite3

    from netkit.questions import Plan
    from netkit.records import Person, Record, Settings
    from netkit.workbook.draft import Draft

    R = TypeVar("R", bound=Record)
    Thing = TypeVar("Thing", bound=Record | Plan | Settings)

MEMORY, RESTING = 64_000, 2_000  # kB of a file that are kept in memory: while it is changed, and afterwards

__all__ = [
    "Change", "Undone", "Workbook", "default_path", "open_sample", "open_workbook", "restore", "root", "share",
]  # fmt: skip


def open_workbook(path: str | Path | None = None, today: date | None = None) -> Workbook:
    """Open a workbook, the owner's own if no path is named; one that is not there yet is made.

    `today` stands in for the clock. WorkbookError says what is wrong with a file that can't be opened; the file is
    left as it was. A file of an older netkit is brought up to date, after a backup beside it; a forgetting that was
    cut short is finished.
    """
    file = default_path() if path is None else Path(path).expanduser().absolute()
    if file.parent == private():
        keep_to_owner(file.parent)
    if not file.exists():
        store.create(file)
    while store.look_at(file) < migrations.NEWEST:  # again if an older backup takes its place at this moment
        backups.migrate(file)
    if store.is_writable(file) and store.has_unfinished(file):
        from netkit.workbook import forget

        with suppress(WorkbookError):  # it is tried again at the next opening
            forget.finish(file)
    return Workbook(file, today)


def open_sample() -> Workbook:
    """The sample: invented people, only for looking around, on the sample's own today."""
    from netkit.workbook import sample

    return Workbook(sample.path(), look_only=True)


def restore(backup: str | Path, path: str | Path | None = None) -> Path | None:
    """Put a backup in the place of a workbook; returns where the workbook that stood there was kept, if one did.

    A backup of an older netkit is brought up to date there, so that a notebook that is open goes on with it.
    """
    source, target = Path(backup).expanduser(), Path(path).expanduser() if path else default_path()
    if not source.exists():
        raise WorkbookError(f"There is no backup {source}.")
    if target.exists() and source.samefile(target):
        raise WorkbookError(f"{source} is the workbook itself; name a backup of it.")
    store.look_at(source)
    if not backups.is_good(source):
        raise WorkbookError(f"{source} is damaged too: its pages don't fit together.")
    return backups.put_back(source, target)


class Workbook(Reader):
    """A workbook's file; each call opens it for that one operation, so many notebooks can share one.

    A change is one transaction: whatever returned is on the disk, whatever raised changed nothing.
    """

    def __init__(self, path: Path, today: date | None = None, look_only: bool = False) -> None:
        super().__init__(path, today)
        self.look_only = look_only
        self.session = os.urandom(8).hex()

    def __repr__(self) -> str:
        return f"Workbook({str(self.path)!r}{', only for looking around' if self.look_only else ''})"

    @contextmanager
    def change(self, what: str, batch: str = "", field: bool = False) -> Iterator[Draft]:
        """Make several changes at once: one transaction, one entry of the history, all or nothing.

        A `field` change joins the one before it if both saved the same field (`batch`) within ten minutes.
        """
        from netkit.workbook.draft import Draft

        if self.look_only:
            raise LookOnly("This is the sample, only for looking around. Start your own workbook to keep things.")
        with self._writing(small=field) as connection:
            begun = history.begin(connection, what, self.session, batch, joins=field)
            draft = Draft(connection, self._day(connection), begun.id)
            yield draft
            draft.id = history.end(connection, begun)

    @contextmanager
    def _writing(self, small: bool = False) -> Iterator[sqlite3.Connection]:
        with store.writing(self.path) as connection:
            backups.keep_daily(self.path, connection)
            if small:
                yield connection
                return
            # as far as its changes fit into memory, others can read on: SQLite writes to the file at the end alone
            connection.execute(f"PRAGMA cache_size = -{MEMORY}")
            yield connection
            connection.execute(f"PRAGMA cache_size = -{RESTING}")

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

    def undo(self, change: int | None = None, everywhere: bool = False) -> Undone:
        """Take back a change: the one named, or the last of this session (`everywhere`: of the workbook).

        What has changed since stays, and `stayed` says so. Undoing an undo's id brings the change back.
        NetkitError if there is nothing to undo.
        """
        from netkit.workbook import rows

        if self.look_only:
            raise LookOnly("This is the sample, only for looking around; there is nothing to undo.")
        with self._writing() as connection:
            if change is None:
                change = history.last_to_undo(connection, None if everywhere else self.session)
            undone = history.undo(connection, change, self.session)
            rows.index_people(connection, undone.id)
            return undone

    def forget(self, person: Person | str) -> None:
        """Take a person out for good: from every table, the plan, the history and the automatic backups.

        Their names and addresses in texts about others become "somebody". This can't be undone; files that were
        exported or shared are beyond its reach. Cut short, it is finished when the workbook is next opened.
        """
        from netkit.workbook import forget

        id = person if isinstance(person, str) else person.id
        with self.change(forget.FORGOT) as draft:
            known = forget.forget(draft, id)
        known |= forget.finish(self.path)
        if not known:
            raise Missing("That person is not in the workbook any more.")

    def backup(self, path: str | Path) -> Path:
        """Copy the whole workbook, history included, to a file that must not be there yet."""
        target = Path(path).expanduser().absolute()
        if target.exists():
            raise NetkitError(f"{target} is there already; name another file, so that nothing is overwritten.")
        backups.save_as(self.path, target)
        return target

    def export(self, folder: str | Path) -> Path:
        """Write everything but the history as CSV and JSON into a new folder."""
        from netkit.workbook import files

        target = Path(folder).expanduser().absolute()
        with store.reading(self.path) as connection, disk_troubles(target):
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
