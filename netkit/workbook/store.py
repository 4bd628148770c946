"""The file: made, looked at, opened and locked."""

from __future__ import annotations

import atexit
import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from netkit.errors import NetkitError, WorkbookError, shortened
from netkit.workbook import migrations
from netkit.workbook.troubles import Damaged, told, troubles

APPLICATION_ID = 0x6E6B7762  # "nkwb" in the header of every workbook
TIMEOUT = 5.0  # seconds to wait for another program that is writing
LOOK = "ro&immutable=1"  # opened without a lock, a journal or a side file, so that nothing can be changed


def look_at(path: Path) -> int:
    """The version of a workbook's schema; WorkbookError if the file is none, and it is left as it was."""
    if path.is_dir():
        raise WorkbookError(f"{path} is a folder; name the workbook's file in it, such as workbook.sqlite.")
    with troubles(path):
        if path.stat().st_size == 0:
            raise Damaged(path, "it is empty")
    if _is_another_programs(path):
        raise WorkbookError(f"{path} belongs to another program, not to netkit. Name another file.")
    with troubles(path), connect(path) as connection:
        version, page, pages = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "page_size", "page_count")
        )
        size = path.stat().st_size  # now that SQLite has taken back what a crash left half done
    if version > migrations.NEWEST:
        raise WorkbookError(
            f"{path} was written by a newer netkit (version {version} of the file; this one knows "
            f"{migrations.NEWEST}). Update netkit to open it."
        )
    if size < page * pages:
        raise Damaged(path, f"{size:,} of its {page * pages:,} bytes are there")
    return int(version)


def _is_another_programs(path: Path) -> bool:
    """Whether it is a database of another program; asked without a lock, so that nothing of theirs is touched."""
    try:
        with opened(path, LOOK) as connection:
            return bool(connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID)
    except sqlite3.DatabaseError:
        return False  # no database, or seen in the midst of a save: a look with a lock will say


def create(path: Path) -> None:
    """Make an empty workbook at `path`, whole or not at all; one that appears meanwhile is left alone."""
    if not path.parent.is_dir():
        raise WorkbookError(f"There is no folder {path.parent}; make it first, or name another file.")
    with troubles(path), aside(path.parent, path) as new:
        with opened(new, "rwc") as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrations.run(connection)
        new.chmod(0o600)
        if not path.exists():
            journal(path).unlink(missing_ok=True)  # of a file that is gone: else it is rolled back into this one
        try:
            os.link(new, path)
        except FileExistsError:
            return
        except OSError:  # a file system without links
            new.replace(path)


@contextmanager
def aside(folder: Path, workbook: Path) -> Iterator[Path]:
    """A place in `folder` to make a copy of a workbook before it gets its name, so that it appears whole or not."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=unfinished(workbook)) as made:
        yield Path(made) / workbook.name


def unfinished(workbook: Path) -> str:
    """How the folders begin in which copies of a workbook are made; one that stays was left by a crash."""
    return f".{workbook.name}-unfinished-"


def journal(path: Path) -> Path:
    """What SQLite writes beside a workbook while it saves, to take back what a crash leaves half done."""
    return path.with_name(path.name + "-journal")


class Connection(sqlite3.Connection):
    """A connection, whether it may change its file, the folder of that, and the marks of both at its opening."""

    may_change = False
    folder = Path()
    marks: tuple[int, ...] | None = None


@contextmanager
def connect(path: Path) -> Iterator[Connection]:
    """A connection for this operation alone; changes stand in explicit transactions.

    What may not be changed is opened for reading only. A connection is used by one operation at a time, in whichever
    thread; the last one that may change its file rests until the next operation, because reading the schema anew costs
    more than a save. It is dropped if the file was replaced meanwhile, or the mode of it or of its folder changed.
    """
    connection = _resting.take(path) or _open(path)
    try:
        yield connection
    except BaseException:
        connection.close()
        raise
    if connection.in_transaction:
        connection.execute("ROLLBACK")  # the end of a reading
    if connection.may_change:
        _resting.put(path, connection)
    else:
        connection.close()  # by the next operation it may be one to change


@contextmanager
def opened(path: Path, mode: str) -> Iterator[Connection]:
    """A connection that is closed at the end."""
    connection = _open(path, mode)
    try:
        yield connection
    finally:
        connection.close()


def _open(path: Path, mode: str | None = None) -> Connection:
    """A new connection: ro, LOOK, rw or rwc (make the file if it is missing); if None, rw where it may be, else ro."""
    folder = path.resolve().parent
    marks, chosen = _marks(path, folder), mode or ("rw" if is_writable(path) else "ro")
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={chosen}",
        uri=True,
        timeout=TIMEOUT,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = EXTRA")  # FULL, and the end of the journal is on the disk too
    except UnicodeDecodeError as error:  # what SQLite says of it quotes damaged letters
        connection.close()
        raise sqlite3.DatabaseError("malformed schema") from error
    except BaseException:
        connection.close()
        raise
    connection.may_change, connection.folder, connection.marks = "rw" in chosen, folder, _marks(path, folder)
    if mode != "rwc" and connection.marks != marks:  # replaced in this moment
        connection.close()
        return _open(path, mode)
    return connection


def _marks(path: Path, folder: Path) -> tuple[int, ...] | None:
    """Which file lies at a path, and its mode and that of its folder; None if there is none."""
    try:
        file, around = path.stat(), folder.stat()
    except OSError:
        return None
    return file.st_dev, file.st_ino, file.st_mode, around.st_mode


def _is_current(connection: Connection, path: Path) -> bool:
    """Whether it is still the file at its path, and as it was at the opening."""
    return connection.marks == _marks(path, connection.folder)


class _Resting:
    """Connections that wait for their next operation: at most one a file, and of the files used last."""

    MOST = 4

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.waiting: dict[tuple[int, Path], Connection] = {}

    def take(self, path: Path) -> Connection | None:
        with self.lock:
            connection = self.waiting.pop((os.getpid(), path), None)
        if connection is not None and not _is_current(connection, path):
            connection.close()
            return None
        return connection

    def put(self, path: Path, connection: Connection) -> None:
        late = connection
        with self.lock:
            if (os.getpid(), path) not in self.waiting:
                self.waiting[os.getpid(), path] = connection
                if len(self.waiting) <= self.MOST:
                    return
                late = self.waiting.pop(next(iter(self.waiting)))
        late.close()

    def clear(self) -> None:
        with self.lock:
            waiting, self.waiting = self.waiting, {}
        for connection in waiting.values():
            connection.close()


_resting = _Resting()
rest = _resting.clear  # closes what waits, before a file is replaced and at the end
atexit.register(rest)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that sees one moment of the file."""
    with troubles(path), connect(path) as connection:
        connection.execute("BEGIN")
        _expect_newest(connection, path)
        try:
            yield connection
        except NetkitError:
            raise
        except (ValueError, TypeError, KeyError) as error:  # a day, a number or JSON that is none any more
            raise Damaged(path, shortened(error)) from error


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection in one transaction: all of it is kept, or (on any error) nothing."""
    with troubles(path), ExitStack() as stack:
        connection = stack.enter_context(_in_turn(path))
        while not _is_current(connection, path):  # a backup took its place, or its mode changed, while we waited
            stack.close()
            connection = stack.enter_context(_in_turn(path))
        try:
            _expect_newest(connection, path)
            yield connection
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _expect_newest(connection: sqlite3.Connection, path: Path) -> None:
    """WorkbookError if the file is of another version than when it was opened, whose tables mean something else."""
    if connection.execute("PRAGMA user_version").fetchone()[0] != migrations.NEWEST:
        raise WorkbookError(
            f"{path} was changed by another version of netkit meanwhile. Restart this notebook: Kernel, Restart Kernel "
            "and Run All Cells."
        )


@contextmanager
def _in_turn(path: Path) -> Iterator[Connection]:
    """A connection that has begun to write, once others have ended."""
    with connect(path) as connection:
        if not connection.may_change:  # SQLite would say so at the first change, when the day's backup has been made
            raise told(path, "readonly")
        connection.execute("BEGIN IMMEDIATE")
        yield connection


@contextmanager
def alone(path: Path) -> Iterator[Connection]:
    """A connection beside which nobody reads or writes until its end, from one transaction to the next."""
    with opened(path, "rw") as connection:
        connection.execute("PRAGMA journal_mode = PERSIST")  # as long as it has the file it can't delete the journal
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # before, two could wait for each other
        connection.execute("COMMIT")
        try:
            yield connection
        finally:
            connection.execute("PRAGMA locking_mode = NORMAL")
            connection.execute("PRAGMA journal_mode = DELETE")


def is_writable(path: Path) -> bool:
    """Whether a file may be changed, and journalled in its folder; what is marked read-only may not, even by root."""
    file = path.resolve() if path.is_symlink() else path
    return _may_change(file) and _may_change(file.parent)


def _may_change(place: Path) -> bool:
    """Whether a file or folder may be changed; one that is not there hinders nothing."""
    try:
        return bool(place.stat().st_mode & 0o222) and os.access(place, os.W_OK)
    except FileNotFoundError:
        return True


def has_unfinished(path: Path) -> bool:
    """Whether somebody was forgotten in the file, but perhaps not yet in its free pages and backups."""
    with reading(path) as connection:
        return connection.execute("SELECT 1 FROM forgotten LIMIT 1").fetchone() is not None


def vacuum(path: Path) -> None:
    """Write the file anew, so that nothing of what was deleted is left in its free pages, nor in a log beside it."""
    with troubles(path), connect(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # had another program turned on its log
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
