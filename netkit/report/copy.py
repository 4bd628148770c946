"""The redacted copy: a workbook of its own in a folder that nobody else may open, gone when it is not needed."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from netkit.records import Settings
from netkit.report.contents import Contents
from netkit.workbook import store, triggers
from netkit.workbook.draft import Draft, write_setting

_PREFIX = "netkit-report-"
_MOST_SECONDS = 3600  # that a report may take; what is older was left behind


@contextmanager
def private_copy(contents: Contents, today: date) -> Iterator[Path]:
    """A workbook that holds these contents, no history and its own today, while the block runs.

    The folder is 0700, the file 0600; what a killed program left behind is cleared first.
    """
    clear_leftovers()
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-") as folder:
        path = Path(folder) / "workbook.sqlite"
        store.create(path)
        _fill(path, contents, today)
        yield path


def _fill(path: Path, contents: Contents, today: date) -> None:
    with store.writing(path) as connection:
        for statement in triggers.dropped(connection):
            connection.execute(statement)
        draft = Draft(connection, today, 0)
        draft.add_all(contents.records())
        for day, plan in contents.plans:
            draft.write_plan(plan, day)
        settings = contents.settings.changed(today=today).model_dump(mode="json")
        blank = Settings().model_dump(mode="json")
        for name in (name for name, value in settings.items() if value != blank[name]):
            write_setting(connection, name, settings[name])
        for statement in triggers.created(connection):
            connection.execute(statement)


def clear_leftovers() -> None:
    """Delete the copies of programs that were killed before they could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if _is_left_behind(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_left_behind(folder: Path) -> bool:
    number = folder.name.removeprefix(_PREFIX).partition("-")[0]
    try:
        old = time.time() - folder.stat().st_mtime > _MOST_SECONDS
    except OSError:
        return False  # gone meanwhile
    return old or (number.isdecimal() and int(number) != os.getpid() and not _runs(int(number)))


def _runs(process: int) -> bool:
    if os.name == "nt":
        return True  # asking would end it there; its copy goes when it is old
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):  # a number that no process has
        return False
    except PermissionError:
        return True
    return True
