"""Whether a workbook is whole: the file, its links, and every value in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from netkit.errors import NetkitError, shortened
from netkit.questions import Plan
from netkit.records import RECORDS
from netkit.workbook import draft, history, rows, store


def problems(path: Path) -> list[str]:
    """What is wrong with a workbook's file, one sentence each; a file that can't be opened raises WorkbookError."""
    store.look_at(path)
    with store.reading(path) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
        if found:
            return [str(store.Damaged(path, shortened("; ".join(found), 200)))]
        links = connection.execute("PRAGMA foreign_key_check").fetchall()
        said = [f"A row of {row[0]} refers to a {row[2]} that is not there." for row in links]
        return [*said, *_bad_records(connection), *_bad_plans(connection), *_history(connection)]


def _bad_records(connection: sqlite3.Connection) -> Iterator[str]:
    for kind in RECORDS:
        for row in connection.execute(f'SELECT * FROM "{rows.table_of(kind)}"').fetchall():
            try:
                rows.read(connection, kind, row)
            except NetkitError as error:
                yield f"{rows.table_of(kind)} {row['id']}: {error}"
    try:
        draft.settings(connection)
    except NetkitError as error:
        yield str(error)


def _bad_plans(connection: sqlite3.Connection) -> Iterator[str]:
    for day, document in connection.execute("SELECT effective_on, document FROM plan ORDER BY effective_on").fetchall():
        try:
            Plan.read(json.loads(document))
        except NetkitError as error:
            yield f"Plan of {day}: {error}"


def _history(connection: sqlite3.Connection) -> Iterator[str]:
    found = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    for table in history.tables(connection):
        for name in ("added", "changed", "removed"):
            if f"{table}_{name}" not in found:
                yield f"Changes of {table} are not written to the history (trigger {table}_{name} is missing)."
