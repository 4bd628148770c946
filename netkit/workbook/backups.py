"""Backups: one before the first change of a day and before a migration, checked as they are made; and the way back."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

from netkit.errors import WorkbookError
from netkit.vocabulary import say_day
from netkit.workbook import history, migrations, store
from netkit.workbook.troubles import Damaged, troubles

DAYS = 7  # of the copies made once a day the newest are kept; the others stay until the owner deletes them
DAILY, REPLACED = "daily", "before-restore"
BEFORE = """
SELECT at FROM change WHERE at < (SELECT substr(at, 1, 10) FROM change ORDER BY id DESC LIMIT 1)
ORDER BY id DESC LIMIT 1
"""
_hindered: set[Path] = set()  # workbooks whose copy of the day is tried again at the next save


def folder(path: Path) -> Path:
    """The folder of automatic backups beside a workbook."""
    return path.parent / "backups"


def copy(source: Path, target: Path, workbook: Path | None = None) -> None:
    """Copy a workbook (of `workbook`, if not its own) to `target`, which appears checked and whole, or not at all.

    Whatever a crash left in that folder of an earlier copy is cleared, so nobody else may be copying it meanwhile.
    """
    _expect_folder(target)
    with (
        _appearing(target, workbook or source) as new,
        store.opened(source, "ro") as old,
        store.opened(new, "rwc") as connection,
    ):
        old.backup(connection)
        if not _is_sound(connection):
            raise Damaged(source, "its pages don't fit together")


def _expect_folder(target: Path) -> None:
    if not target.parent.is_dir():
        raise WorkbookError(f"There is no folder {target.parent} to put the backup in.")


@contextmanager
def _appearing(target: Path, workbook: Path) -> Iterator[Path]:
    """A place for a file that gets its name once it is written."""
    clear(target.parent, workbook)
    with troubles(target), store.aside(target.parent, workbook) as new:
        yield new
        new.chmod(0o600)
        store.rest()
        new.replace(target)


def clear(where: Path, workbook: Path) -> None:
    """Remove what a crash left of copies of a workbook that were not finished."""
    for left in where.glob(f"{store.unfinished(workbook)}*"):
        shutil.rmtree(left, ignore_errors=True)


def save_as(path: Path, target: Path) -> None:
    """Copy a workbook to `target` while nobody changes it."""
    with store.writing(path) if store.is_writable(path) else nullcontext():
        copy(path, target)


def keep(path: Path, why: str) -> Path:
    """Copy a workbook that nobody changes meanwhile into its folder of automatic backups; returns where."""
    target = _name(path, why)
    copy(path, target)
    return target


def keep_daily(path: Path, connection: sqlite3.Connection) -> None:
    """Keep a copy if an open transaction is about to make the first change of a day, and the newest seven of them.

    One copy a day, and one after each restore: a save that fails, or goes on with one of the day before, leaves no
    change of today behind it. As it is made, a damaged file raises WorkbookError, and so is not written to; a copy for
    which there is no room or no leave is done without, since that is no reason not to save, and `lacking` says so.
    """
    last, today = connection.execute("SELECT at FROM change ORDER BY id DESC LIMIT 1").fetchone(), history.now()[:10]
    if path not in _hindered and (last is None or last[0][:10] >= today):
        return
    _hindered.discard(path)
    kept, restored = (
        max((_moment(path, one) for one in automatic(path, why)), default="") for why in (DAILY, REPLACED)
    )
    if kept.startswith(_stamp(today)) and kept >= restored:
        return
    try:
        keep(path, DAILY)
    except Damaged:
        raise
    except WorkbookError as error:
        if isinstance(error.__cause__, OSError):  # of the folder, found out at once; for want of room it takes a copy
            _hindered.add(path)
        return
    for old in automatic(path, DAILY)[DAYS:]:
        old.unlink(missing_ok=True)


def lacking(path: Path, connection: sqlite3.Connection) -> str:
    """The sentence that says that no copy was kept before the newest day with changes; '' if one was.

    Of a workbook with no folder of backups beside it, or with those of others alone, it is not said: it may be a copy.
    """
    before = connection.execute(BEFORE).fetchone()
    kept, others = automatic(path), any(folder(path).glob("*.sqlite"))
    if before is None or not folder(path).exists() or (others and not kept):
        return ""
    if any(_moment(path, one) >= _stamp(before[0]) for one in kept):
        return ""
    return (
        f"What was saved until {_day(before[0])} is in no backup: none could be made in "
        f"{folder(path)}. Is that a folder that may be written to, with room on its disk?"
    )


def put_back(backup: Path, path: Path) -> Path | None:
    """Replace a workbook by a backup; what stood there is kept among the automatic backups, with all that was saved.

    A backup of an older netkit is brought up to date before; if it can't be, nothing is replaced.
    """
    path = path.resolve()
    _expect_folder(path)
    clear(path.parent, path)
    with troubles(path), store.aside(path.parent, path) as new:
        copy(backup, new)
        with troubles(backup), store.opened(new, "rw") as connection:
            migrations.run(connection)
        if path.exists() and _opens(path):
            return _write_over(path, new)
        kept = _set_aside(path) if path.exists() else None
        store.journal(path).unlink(missing_ok=True)  # else it would be rolled back into the backup
        store.rest()
        new.replace(path)
        return kept


def _opens(path: Path) -> bool:
    """Whether SQLite can write to a file, once it has taken back what a crash left half done."""
    try:
        with store.opened(path, "rw") as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("PRAGMA user_version = 0")  # goes back with the connection
    except sqlite3.Error as error:
        return "locked" in str(error)  # by somebody who could
    return True


def _write_over(path: Path, backup: Path) -> Path:
    """Write a backup into a file in one transaction; nobody saves between that and the copy of what stood there."""
    with troubles(path), store.alone(path) as standing:
        kept = _name(path, REPLACED)
        with _appearing(kept, path) as new, store.opened(new, "rwc") as connection:
            standing.backup(connection)
        with store.opened(backup, "ro") as source:
            source.backup(standing)
    return kept


def _set_aside(path: Path) -> Path:
    """Copy a file that SQLite can't open, as it is, with a journal beside it."""
    kept = _name(path, REPLACED)
    for file, target in ((path, kept), (store.journal(path), store.journal(kept))):
        if file.exists():
            with _appearing(target, path) as new:
                shutil.copyfile(file, new)
    return kept


def automatic(path: Path, why: str = "") -> list[Path]:
    """The automatic backups of a workbook, newest first; of one kind if `why` names it."""
    ours = re.compile(rf"{re.escape(path.stem)}-\d{{8}}T\d{{6}}Z-{why}[^.]*{re.escape(_ending(path))}")
    return sorted((file for file in folder(path).glob("*.sqlite") if ours.fullmatch(file.name)), reverse=True)


def way_back(path: Path) -> str:
    """The sentence that says how a damaged workbook is mended: the newest good backup, and the command."""
    kept = next((one for one in automatic(path) if REPLACED not in one.name and is_good(one)), None)
    if kept is None:
        return "It was left as it is. If you have a copy of it elsewhere: netkit restore FILE"
    command = f"netkit restore {_quoted(kept)} --workbook {_quoted(path)}"
    return f"It was left as it is. The newest good backup is of {_day(_moment(path, kept))}; to have it back: {command}"


def is_good(backup: Path) -> bool:
    """Whether a backup is a workbook whose pages all fit together."""
    try:
        with store.opened(backup, store.LOOK) as connection:
            of = connection.execute("PRAGMA application_id").fetchone()[0]
            return bool(of == store.APPLICATION_ID) and _is_sound(connection)
    except sqlite3.Error:
        return False


def _is_sound(connection: sqlite3.Connection) -> bool:
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def migrate(path: Path) -> None:
    """Bring an older workbook to the newest schema, after a backup beside it, unless somebody else just did."""
    if not store.is_writable(path):
        raise WorkbookError(f"{path} is from an older netkit and must be brought up to date, but it is read-only.")
    with troubles(path), store.connect(path) as connection:
        migrations.run(connection, lambda version: keep(path, f"version-{version}"))


def _quoted(path: Path) -> str:
    """A path as it is typed into a shell."""
    if os.name == "posix":
        import shlex

        return shlex.quote(str(path))
    return f'"{path}"' if " " in str(path) else str(path)


def _name(path: Path, why: str) -> Path:
    """A name among the automatic backups that is not taken yet; the folder is made."""
    with troubles(folder(path)):
        folder(path).mkdir(mode=0o700, exist_ok=True)
    moment = _stamp(history.now())
    numbers = ("", *(f"-{n}" for n in range(2, 1000)))
    names = (f"{path.stem}-{moment}-{why}{number}{_ending(path)}" for number in numbers)
    return next(folder(path) / name for name in names if not (folder(path) / name).exists())


def _stamp(moment: str) -> str:
    return moment.replace(":", "").replace("-", "")


def _moment(path: Path, kept: Path) -> str:
    """When an automatic backup was made, as its name says it."""
    return kept.name.removeprefix(f"{path.stem}-").partition("-")[0]


def _day(moment: str) -> str:
    """The day of a moment where this computer is."""
    return say_day(datetime.fromisoformat(moment).astimezone().date())


def _ending(path: Path) -> str:
    """How the backups of a workbook end: book.db, book and book.sqlite may lie in one folder."""
    return ".sqlite" if path.suffix == ".sqlite" else f"{path.suffix or '.'}.sqlite"
