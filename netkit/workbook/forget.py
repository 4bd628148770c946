"""Taking somebody out for good: from the tables, the plan, the history and the free texts of others."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from netkit.errors import WorkbookError
from netkit.folding import folded
from netkit.records import Person
from netkit.workbook import backups, check, history, migrations, rows, store, triggers, unsaved
from netkit.workbook.draft import Draft
from netkit.workbook.eraser import Eraser
from netkit.workbook.troubles import troubles

FORGOT = "Forgot somebody"


# the columns in which people write freely: only there may somebody be named who is not whom the row is about
WRITTEN = {
    "person": ("how_met", "tags", "circles", "offers", "needs", "note", "raw"),
    "event": ("name", "place"),
    "interaction": ("message", "note", "source_key"),
    "exchange": ("note", "source_key"),
    "action": ("what",),
    "plan": ("document",),
    "setting": ("value",),
    "saved_report": ("worked", "stuck", "wanted", "allowed", "figures"),
    "import_batch": ("file", "skipped"),
}
# what is said about somebody else: here only a name of several words tells of whom it is
SAID = {"person": ("organisation", "role", "place")}
SPOKEN = ("worked", "stuck", "wanted", "allowed")  # the settings that are free text


def forget(draft: Draft, person: str) -> bool:
    """Purge the person of an id within an open change, whatever ids they ever had; False if nothing was known of them.

    What touched only them can't be undone any more.
    """
    connection = draft.connection
    ever = _ever(connection, person)
    ids = {person, *(row["id"] for row in ever)}
    others = [row["name"] for row in connection.execute("SELECT id, name FROM person") if row["id"] not in ids]
    eraser = Eraser(ids, ever, others)
    for table in WRITTEN:
        _clean_table(connection, table, eraser)
    rows.index_people(connection, draft.id)
    for found in rows.where(connection, Person, {"id": person}):
        draft.remove(found)
    touched = _purge(connection, draft.id, ids)
    _clean_history(connection, eraser)
    _cut_short(connection, draft.id, touched)
    connection.executemany("INSERT OR IGNORE INTO forgotten VALUES (?)", [(id,) for id in ids])
    return bool(ever)


def _ever(connection: sqlite3.Connection, person: str) -> list[dict[str, Any]]:
    """The person's row, as it is and as it ever was, under this id and under others that are not there any more.

    Somebody who was merged, removed, or taken back with an import is the same person if a whole name, an e-mail
    address, a page or the key of an import is the same, and nobody else has it.
    """
    people = {row["id"]: dict(row) for row in connection.execute("SELECT * FROM person")}
    ever = [people.pop(person)] if person in people else []
    past: dict[str, list[dict[str, Any]]] = {}
    for row in connection.execute("""SELECT before, after FROM change_row WHERE "table" = 'person' ORDER BY id"""):
        for side in (json.loads(side) for side in row if side):
            past.setdefault(side["id"], []).append(side)
    ever += past.pop(person, [])
    own = _marks(ever) - _marks(people.values())
    gone = [sides for id, sides in past.items() if id not in people and _marks(sides) & own]
    return [*ever, *(side for sides in gone for side in sides)]


def _marks(sides: Iterable[dict[str, Any]]) -> set[str]:
    """By what people are known again, as it is compared."""
    found: set[str] = set()
    for row in sides:
        found |= {row["name"], row["url"], row["source_key"]}
        found.update(*(json.loads(row[name]) for name in ("other_names", "emails")))
    return {folded(mark) for mark in found if mark.strip()}


def finish(path: Path) -> bool:
    """Purge whom a workbook has forgotten from its free pages and its backups; whether a backup knew of anybody.

    WorkbookError names the backups that can't be read, after all others are done; whom they may hold stays noted.
    """
    with store.reading(path) as connection:
        gone = [row[0] for row in connection.execute("SELECT person FROM forgotten")]
    unsaved.keep(path, {})
    try:
        store.vacuum(path)
    except WorkbookError as error:
        raise WorkbookError(f"Forgotten; the last traces go when the workbook is next opened. {error}") from error
    kept = backups.folder(path)
    for folder in (path.parent, kept):
        backups.clear(folder, path)
    known, left = False, []
    for copy in sorted(kept.glob("*.sqlite")):
        try:
            known |= _forget_in_backup(copy, gone)
        except WorkbookError as error:
            left.append(str(error))
    if left:
        raise WorkbookError(f"Forgotten, but not in every backup; remove these yourself: {' '.join(left)}")
    with store.writing(path) as connection:
        connection.executemany("DELETE FROM forgotten WHERE person = ?", [(person,) for person in gone])
    return known


def _forget_in_backup(path: Path, gone: list[str]) -> bool:
    """Purge people from a backup, which is brought up to date for it; False if nothing was known of them."""
    store.look_at(path)
    with troubles(path), store.connect(path) as connection:
        migrations.run(connection)
    with store.writing(path) as connection:
        begun = history.begin(connection, FORGOT, "", "")
        draft = Draft(connection, date.fromisoformat(history.now()[:10]), begun.id)
        known = [forget(draft, person) for person in gone]
        history.end(connection, begun)
        connection.execute("DELETE FROM forgotten")
    store.vacuum(path)
    store.journal(path).unlink(missing_ok=True)  # of a file that was damaged when it was kept
    return any(known)


def _clean_table(connection: sqlite3.Connection, table: str, eraser: Eraser) -> None:
    keys = triggers.keys(connection, table)
    for row in connection.execute(f'SELECT * FROM "{table}"').fetchall():
        new = _cleaned(table, dict(row), eraser)
        if new:
            sets = ", ".join(f'"{name}" = ?' for name in new)
            where = " AND ".join(f'"{key}" = ?' for key in keys)
            values = (*new.values(), *(row[key] for key in keys))
            connection.execute(f'UPDATE "{table}" SET {sets} WHERE {where}', values)


def _cleaned(table: str, row: dict[str, Any], eraser: Eraser) -> dict[str, Any]:
    """The columns of a row that name the person, without them."""
    if table == "setting" and row["name"] not in SPOKEN:
        return {}
    clean = {name: eraser.clean(row[name]) for name in WRITTEN.get(table, ()) if name in row}
    clean |= {name: eraser.clean_fact(row[name]) for name in SAID.get(table, ()) if name in row}
    return {name: value for name, value in clean.items() if value != row[name]}


def _clean_history(connection: sqlite3.Connection, eraser: Eraser) -> None:
    for row in connection.execute('SELECT id, "table", before, after FROM change_row').fetchall():
        sides = [json.loads(side) if side else None for side in (row["before"], row["after"])]
        clean = [side and side | _cleaned(row["table"], side, eraser) for side in sides]
        if clean != sides:
            new = [rows.to_json(side) if side else None for side in clean]
            connection.execute("UPDATE change_row SET before = ?, after = ? WHERE id = ?", (*new, row["id"]))
    for id, what in connection.execute("SELECT id, what FROM change").fetchall():
        if (clean_what := eraser.clean(what)) != what:
            connection.execute("UPDATE change SET what = ? WHERE id = ?", (clean_what, id))


def _purge(connection: sqlite3.Connection, change: int, ids: set[str]) -> set[str]:
    """Delete the history of the person's rows and of all that went with them; the keys of what it was about."""
    about = """WITH them AS (SELECT value AS id FROM json_each(:ids))
        SELECT id, change, "row" FROM change_row WHERE change = :change
        OR EXISTS (SELECT 1 FROM them WHERE instr("row", '"' || them.id || '"'))
        OR ("table", "row") IN (SELECT "table", "row" FROM change_row WHERE change = :change AND after IS NULL)
        OR EXISTS (SELECT 1 FROM json_each(coalesce(after, before)) WHERE atom IN (SELECT id FROM them))"""
    found = connection.execute(about, {"change": change, "ids": rows.to_json([*ids])}).fetchall()
    connection.executemany("DELETE FROM change_row WHERE id = ?", [(row["id"],) for row in found])
    touched = {row["change"] for row in found} - {change}
    connection.executemany("UPDATE change SET what = 'A change', batch = '' WHERE id = ?", [(id,) for id in touched])
    return {row["row"] for row in found}


def _cut_short(connection: sqlite3.Connection, change: int, touched: set[str]) -> None:
    """Delete what is left of a history that ends before the row as it now is; changes left empty vanish."""
    ended = [(table, key) for table, key, _ in check.not_as_saved(connection, touched)] if touched else []
    connection.executemany('DELETE FROM change_row WHERE "table" = ? AND "row" = ?', ended)
    empty = """DELETE FROM change WHERE id <> ? AND NOT EXISTS (SELECT 1 FROM change_row r WHERE r.change = change.id)
        AND NOT EXISTS (SELECT 1 FROM change c WHERE c.undoes = change.id)"""
    while connection.execute(empty, (change,)).rowcount:
        pass
