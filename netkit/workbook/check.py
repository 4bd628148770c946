"""Whether a workbook is whole: the file, its links, every value in it, which must be as it was saved; and backed up."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from math import isclose
from pathlib import Path
from typing import Any

from netkit.errors import NetkitError, shortened
from netkit.questions import Plan
from netkit.records import RECORDS
from netkit.workbook import backups, draft, history, rows, store, triggers
from netkit.workbook.troubles import Damaged

LAST = """
SELECT "table", "row", after FROM change_row
WHERE id IN (SELECT max(id) FROM change_row WHERE {among} GROUP BY "table", "row") ORDER BY id
"""


def problems(path: Path) -> list[str]:
    """What is wrong with a workbook's file, one sentence each; a file that can't be opened raises WorkbookError."""
    store.look_at(path)
    with store.reading(path) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
        if found:
            return [str(Damaged(path, shortened("; ".join(found), 200)))]
        links = connection.execute("PRAGMA foreign_key_check").fetchall()
        said = [f"A row of {row[0]} refers to a {row[2]} that is not there." for row in links]
        unlike = [text for _, _, text in not_as_saved(connection)]
        said += [*_bad_records(connection), *_bad_plans(connection), *_history(connection), *unlike]
        return [*said, *filter(None, [backups.lacking(path, connection)])]


def _bad_records(connection: sqlite3.Connection) -> Iterator[str]:
    for kind in RECORDS:
        for row in connection.execute(rows.select(kind)).fetchall():
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
    for table in triggers.tables(connection):
        for name in ("added", "changed", "removed"):
            if f"{table}_{name}" not in found:
                yield f"Changes of {table} are not written to the history (trigger {table}_{name} is missing)."


def not_as_saved(connection: sqlite3.Connection, keys: Collection[str] = ()) -> Iterator[tuple[str, str, str]]:
    """Table, key and a sentence for each row (of these keys, if any) that is not as the history wrote it last.

    So a bit is found that turned on the disk, in a text where SQLite can't see it.
    """
    known, among = triggers.tables(connection), rows.to_json(list(keys))
    query = LAST.format(among='"row" IN (SELECT value FROM json_each(:among))' if keys else "1")
    for table, key, after in connection.execute(query, {"among": among}):
        where = json.loads(key)
        if table not in known:
            continue
        found = connection.execute(
            f'SELECT * FROM "{table}" WHERE ' + " AND ".join(f'"{name}" = ?' for name in where), tuple(where.values())
        ).fetchone()
        now, last = dict(found) if found else {}, json.loads(after) if after else {}
        if bool(now) != bool(last):
            yield table, key, f"{table}: {history.named(now or last)} is {'there again' if now else 'gone'}, unsaid."
        for name in (name for name in last if name in now and not _is_same(now[name], last[name])):
            said = ", and the history has it as ".join(_around(now[name], last[name]))
            yield table, key, f"{table} {history.named(last)}: {name} is {said}; one of the two is damaged."


def _is_same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, int | float):
        return isclose(one, other)  # older SQLites write fewer digits into JSON
    return bool(one == other)


def _around(*values: Any) -> list[str]:
    """Two values from shortly before the place where they begin to differ."""
    texts = [str(value) for value in values]
    alike = next((at for at, both in enumerate(zip(*texts, strict=False)) if both[0] != both[1]), 0)
    start = max(0, alike - 20)
    return [shortened(("…" if start else "") + text[start:]) for text in texts]
