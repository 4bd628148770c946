"""What goes wrong with the file, told in one sentence each; that it was not saved is said by who tells it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netkit.errors import Missing, WorkbookError, shortened


class Damaged(WorkbookError):
    """What lies there is no workbook, or not a whole one; says how the newest good backup comes back."""

    def __init__(self, path: Path, why: str) -> None:
        from netkit.workbook import backups

        super().__init__(f"{path} is damaged, or not a netkit workbook: {why}. {backups.way_back(path)}")


@contextmanager
def troubles(path: Path) -> Iterator[None]:
    """Tell what SQLite and the disk complain about as a WorkbookError of one sentence."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise _refused(path, str(error)) from error
    except sqlite3.Error as error:
        raise told(path, str(error)) from error
    except json.JSONDecodeError as error:
        raise Damaged(path, shortened(error)) from error
    except OSError as error:
        raise _on_disk(path, error) from error


@contextmanager
def disk_troubles(path: Path) -> Iterator[None]:
    """Tell what the disk complains about as a WorkbookError of one sentence."""
    try:
        yield
    except OSError as error:
        raise _on_disk(path, error) from error


def _on_disk(path: Path, error: OSError) -> WorkbookError:
    return WorkbookError(f"{path}: {error.strerror or error}.")


def _refused(path: Path, error: str) -> WorkbookError | Missing:
    if "FOREIGN KEY" in error:
        return Missing("It refers to somebody or something that is not in the workbook any more.")
    return WorkbookError(f"{path} refused the value ({error}).")


def told(path: Path, error: str) -> WorkbookError:
    """The error of one sentence for what SQLite says."""
    if any(word in error for word in ("not a database", "malformed", "corrupt", "no such", "has no column", "decode")):
        return Damaged(path, shortened(error))
    if "locked" in error or "busy" in error:
        return WorkbookError(f"{path} is used by another program, or by an import. Try again soon.")
    if "readonly" in error or "read-only" in error:
        return WorkbookError(f"{path} or its folder is read-only. Allow writing to it, then try again.")
    if "full" in error or "disk I/O" in error:
        which = "is full" if "full" in error else "can't be read or written (is it full, over a quota, or failing?)"
        return WorkbookError(f"The disk of {path} {which}. Make room, then try again.")
    if "unable to open" in error:
        return WorkbookError(f"{path} can't be opened: is its folder still there, and may it be written to?")
    return WorkbookError(f"{path}: {error}.")
