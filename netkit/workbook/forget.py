"""Taking somebody out for good: from the tables, the plan, the history and the free texts of others."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from netkit.errors import WorkbookError
from netkit.records import Person
from netkit.workbook import backups, check, history, migrations, rows, store, triggers, unsaved
from netkit.workbook.draft import Draft
from netkit.workbook.troubles import troubles

SOMEBODY = "somebody"
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
SPOKEN = ("worked", "stuck", "wanted", "allowed")  # the settings that are free text
FEWEST_DIGITS = 7  # a shorter phone number may be any number


class Eraser:
    """Takes a person's names, addresses and id out of a free text, also out of the JSON in it.

    A name of several words goes wherever it stands whole; a name of one word only where it is written as theirs is,
    and not within the name of somebody else (`others`), so that ordinary words and namesakes stay.
    """

    def __init__(self, id: str, rows_of_person: Iterable[dict[str, Any]], others: Iterable[str]) -> None:
        self.id = id
        names: set[str] = set()
        keys: set[str] = set()
        for row in rows_of_person:
            names |= {row["name"], *json.loads(row["other_names"])}
            keys |= {_address(key) for key in (*json.loads(row["emails"]), row["url"]) if key.strip()}
            keys |= {_phone(phone) for phone in json.loads(row["phones"])}
        names = {name for name in names if name.strip()}
        alone = {name for name in names if len(name.split()) == 1}
        theirs = _either(_whole(name) for name in others if alone & set(name.split()))
        anyhow = _either([*(_whole(name) for name in names - alone), *keys])
        self.pattern = re.compile(f"(?P<other>{theirs})|(?i:{anyhow})|{_either(_whole(name) for name in alone)}")

    def clean(self, value: Any) -> Any:
        """The value without the person."""
        if isinstance(value, str):
            return self._clean_text(value)
        if isinstance(value, list):
            return [self.clean(x) for x in value if x != self.id]
        if isinstance(value, dict):
            return {name: self.clean(x) for name, x in value.items()}
        return value

    def _clean_text(self, text: str) -> str:
        if text[:1] in ("{", "["):
            try:
                found = json.loads(text)
            except ValueError:
                found = None
            if isinstance(found, dict | list):
                clean = self.clean(found)
                return text if clean == found else rows.to_json(clean)
        return self.pattern.sub(lambda match: match["other"] or SOMEBODY, text.replace(self.id, ""))


def _whole(name: str) -> str:
    return rf"(?<!\w){re.escape(name)}(?!\w)"


def _address(key: str) -> str:
    return rf"(?<![\w.@/-]){re.escape(key)}(?![\w@/-])"


def _phone(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    spaced = r"[\s().-]*".join(digits)
    return rf"(?<!\d)\+?{spaced}(?!\d)" if len(digits) >= FEWEST_DIGITS else ""


def _either(parts: Iterable[str]) -> str:
    return "|".join(sorted((part for part in parts if part.strip()), key=len, reverse=True)) or r"(?!)"


def forget(draft: Draft, person: str) -> bool:
    """Purge the person of an id within an open change; False if nothing was known of them.

    What touched only them can't be undone any more.
    """
    connection = draft.connection
    ever = _ever(connection, person)
    others = connection.execute("SELECT name FROM person WHERE id <> ?", (person,)).fetchall()
    eraser = Eraser(person, ever, [row[0] for row in others])
    for table in WRITTEN:
        _clean_table(connection, table, eraser)
    rows.index_people(connection, draft.id)
    for found in rows.where(connection, Person, {"id": person}):
        draft.remove(found)
    touched = _purge(connection, draft.id, person)
    _clean_history(connection, eraser)
    _cut_short(connection, draft.id, touched)
    connection.execute("INSERT OR IGNORE INTO forgotten VALUES (?)", (person,))
    return bool(ever)


def _ever(connection: sqlite3.Connection, person: str) -> list[dict[str, Any]]:
    """The person's row, as it is and as it ever was."""
    now = connection.execute("SELECT * FROM person WHERE id = ?", (person,)).fetchall()
    past = connection.execute(
        """SELECT before, after FROM change_row WHERE "table" = 'person' AND "row" = ?""",
        (rows.to_json({"id": person}),),
    ).fetchall()
    return [*map(dict, now), *(json.loads(side) for row in past for side in row if side)]


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


def _purge(connection: sqlite3.Connection, change: int, person: str) -> set[str]:
    """Delete the history of the person's row and of all that went with it; the keys of the rows that it was about."""
    about = """SELECT id, change, "row" FROM change_row WHERE change = :change OR "row" LIKE :has
        OR ("table", "row") IN (SELECT "table", "row" FROM change_row WHERE change = :change AND after IS NULL)
        OR EXISTS (SELECT 1 FROM json_each(coalesce(after, before)) WHERE atom = :id)"""
    found = connection.execute(about, {"change": change, "has": f'%"{person}"%', "id": person}).fetchall()
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
