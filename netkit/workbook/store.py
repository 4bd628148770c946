"""The file: opened, checked, locked, and its troubles told in one sentence each."""

from __future__ import annotations

import atexit
import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netkit.errors import Missing, WorkbookError
from netkit.workbook import history, migrations

APPLICATION_ID = 0x6E6B7762  # "nkwb" in the header of every workbook
TIMEOUT = 5.0  # seconds to wait for another program that is writing
WAY_BACK = "It was left as it is; `netkit restore BACKUP` brings back a backup."


def look_at(path: Path) -> int:
    """The version of a workbook's schema; WorkbookError if the file is none, and it is left as it was."""
    if path.is_dir():
        raise WorkbookError(f"{path} is a folder; name the workbook's file in it, such as workbook.sqlite.")
    with troubles(path):
        size = path.stat().st_size
    if size == 0:
        raise WorkbookError(f"{path} is damaged: it is empty. {WAY_BACK}")
    with troubles(path), connect(path, _mode(path)) as connection:
        of, version, page, pages = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version", "page_size", "page_count")
        )
    if of != APPLICATION_ID:
        raise WorkbookError(f"{path} belongs to another program, not to netkit. Name another file.")
    if version > migrations.NEWEST:
        raise WorkbookError(
            f"{path} was written by a newer netkit (version {version} of the file; this one knows "
            f"{migrations.NEWEST}). Update netkit to open it."
        )
    if size < page * pages:
        raise WorkbookError(f"{path} is damaged: {size:,} of its {page * pages:,} bytes are there. {WAY_BACK}")
    return int(version)


def create(path: Path) -> None:
    """Make an empty workbook at `path`, whole or not at all; one that appears meanwhile is left alone."""
    if not path.parent.is_dir():
        raise WorkbookError(f"There is no folder {path.parent}; make it first, or name another file.")
    with troubles(path), tempfile.TemporaryDirectory(dir=path.parent, prefix=".new-workbook-") as folder:
        new = Path(folder) / path.name
        with connect(new, "rwc") as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrations.run(connection)
        rest()
        new.chmod(0o600)
        try:
            os.link(new, path)
        except FileExistsError:
            return
        except OSError:  # a file system without links
            new.replace(path)


@contextmanager
def connect(path: Path, mode: str = "rw") -> Iterator[sqlite3.Connection]:
    """A connection for this operation alone; changes stand in explicit transactions.

    `mode` is SQLite's: ro, rw, or rwc (make the file if it is missing). A connection is used by one operation at a
    time, in whichever thread; the last one rests until the next operation, because reading the schema anew costs
    more than a save. It is dropped if the file was replaced meanwhile.
    """
    connection = _resting.take(path, mode) or _open(path, mode)
    try:
        yield connection
    except BaseException:
        connection.close()
        raise
    if connection.in_transaction:
        connection.execute("ROLLBACK")  # the end of a reading
    _resting.put(path, mode, connection)


def _open(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=TIMEOUT,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


class _Resting:
    """Connections that wait for their next operation: at most one a file, and of the files used last."""

    MOST = 4

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.found: dict[tuple[int, Path, str], tuple[tuple[int, int], sqlite3.Connection]] = {}

    def take(self, path: Path, mode: str) -> sqlite3.Connection | None:
        with self.lock:
            identity, connection = self.found.pop((os.getpid(), path, mode), (None, None))
        if connection is not None and identity != _identity(path):
            connection.close()
            return None
        return connection

    def put(self, path: Path, mode: str, connection: sqlite3.Connection) -> None:
        identity = _identity(path)
        with self.lock:
            if mode != "rwc" and identity is not None and (os.getpid(), path, mode) not in self.found:
                self.found[os.getpid(), path, mode] = identity, connection
                late = [self.found.pop(next(iter(self.found)))[1]] if len(self.found) > self.MOST else []
            else:
                late = [connection]
        for one in late:
            one.close()

    def clear(self) -> None:
        with self.lock:
            found, self.found = self.found, {}
        for _, connection in found.values():
            connection.close()


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file lies at a path; None if none does."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


_resting = _Resting()
rest = _resting.clear  # closes what waits, before a file is replaced and at the end
atexit.register(rest)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that sees one moment of the file."""
    with troubles(path), connect(path, _mode(path)) as connection:
        connection.execute("BEGIN")
        yield connection


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection in one transaction: all of it is kept, or (on any error) nothing."""
    if not is_writable(path):
        raise WorkbookError(f"Not saved: {path} is read-only. Allow writing to it, then try again.")
    with troubles(path), connect(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def is_writable(path: Path) -> bool:
    """Whether the file may be changed; a file marked read-only is not, even for root."""
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK) if path.exists() else True


def _mode(path: Path) -> str:
    return "rw" if is_writable(path) else "ro"


@contextmanager
def troubles(path: Path) -> Iterator[None]:
    """Tell what SQLite and the disk complain about as a WorkbookError of one sentence."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise _refused(path, str(error)) from error
    except sqlite3.Error as error:
        raise WorkbookError(_said(path, str(error))) from error
    except OSError as error:
        raise WorkbookError(f"{path}: {error.strerror or error}. Nothing was saved.") from error


def _refused(path: Path, error: str) -> WorkbookError | Missing:
    if "FOREIGN KEY" in error:
        return Missing("Not saved: it refers to somebody or something that is not in the workbook any more.")
    return WorkbookError(f"Not saved: {path} refused the value ({error}).")


def _said(path: Path, error: str) -> str:
    if "not a database" in error:
        return f"{path} is not a netkit workbook, or it is damaged at its start. {WAY_BACK}"
    if "locked" in error or "busy" in error:
        return f"{path} is being used by another program. Nothing was saved; try again in a moment."
    if "readonly" in error or "read-only" in error:
        return f"Not saved: {path} or its folder is read-only. Allow writing to it, then try again."
    if "full" in error:
        return f"Not saved: the disk of {path} is full. Make room, then try again."
    if "malformed" in error or "corrupt" in error or "no such table" in error:
        return f"{path} is damaged ({error}). {WAY_BACK}"
    if "unable to open" in error:
        return f"{path} can't be opened: is its folder still there, and may it be written to?"
    return f"{path}: {error}. Nothing was saved."


def migrate(path: Path, version: int) -> None:
    """Bring an older workbook to the newest schema, after a backup beside it."""
    if not is_writable(path):
        raise WorkbookError(f"{path} is from an older netkit and must be brought up to date, but it is read-only.")
    keep_backup(path, f"version-{version}")
    with troubles(path), connect(path) as connection:
        migrations.run(connection)


def copy(source: Path, target: Path) -> None:
    """Copy a workbook to `target`, which appears whole or not at all, and is checked first."""
    if not target.parent.is_dir():
        raise WorkbookError(f"There is no folder {target.parent} to put the backup in.")
    with troubles(target), tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        new = Path(folder) / target.name
        with connect(source, _mode(source)) as old, connect(new, "rwc") as connection:
            old.backup(connection)
            if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise WorkbookError(f"{source} is damaged, so no backup was made. {WAY_BACK}")
        rest()
        new.chmod(0o600)
        new.replace(target)


def vacuum(path: Path) -> None:
    """Write the file anew, so that nothing of what was deleted is left in its free pages."""
    with troubles(path), connect(path) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")


def put_back(backup: Path, path: Path) -> Path | None:
    """Replace a workbook by a backup; what stood there is kept, as it is, among the automatic backups."""
    kept = None
    journal = path.with_name(path.name + "-journal")
    if path.exists():
        _recover(path)
        kept = _kept_name(path, "before-restore")
        for file, target in ((path, kept), (journal, kept.with_name(kept.name + "-journal"))):
            if file.exists():
                shutil.copy2(file, target)
    journal.unlink(missing_ok=True)  # else it would be rolled back into the backup
    copy(backup, path)
    return kept


def _recover(path: Path) -> None:
    """Let SQLite take back what a crash left half done; a file that is too damaged for it stays as it is."""
    try:
        with connect(path, _mode(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        pass
    rest()


def backups(path: Path) -> Path:
    """The folder of automatic backups beside a workbook."""
    return path.parent / "backups"


def keep_backup(path: Path, why: str) -> Path:
    """Copy the workbook into its folder of automatic backups and return where."""
    target = _kept_name(path, why)
    copy(path, target)
    return target


def _kept_name(path: Path, why: str) -> Path:
    """A name among the automatic backups that is not taken yet; the folder is made."""
    backups(path).mkdir(mode=0o700, exist_ok=True)
    moment = history.now().replace(":", "").replace("-", "")
    names = (f"{path.stem}-{moment}-{why}{number}.sqlite" for number in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(backups(path) / name for name in names if not (backups(path) / name).exists())
