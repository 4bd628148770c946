"""Taking somebody out for good: from the tables, the plan, the history and the free texts of others."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from netkit.records import Person
from netkit.workbook import history, migrations, rows, store
from netkit.workbook.draft import Draft

SOMEBODY = "somebody"
FORGOT = "Forgot somebody"


class Eraser:
    """Takes a person's names, addresses and id out of any value, also out of the JSON in a text.

    A name of several words goes wherever it stands; a name of one word only where it is written as theirs is, so
    that an ordinary word of the same letters stays.
    """

    def __init__(self, id: str, rows_of_person: Iterable[dict[str, Any]]) -> None:
        self.id = id
        names: set[str] = set()
        keys: set[str] = set()
        for row in rows_of_person:
            names |= {row["name"], *json.loads(row["other_names"])}
            keys |= {*json.loads(row["emails"]), *json.loads(row["phones"]), row["url"], row["source_key"]}
        names = {name for name in names if name.strip()}
        alone = {name for name in names if len(name.split()) == 1}
        many = _either([*(_whole(name) for name in names - alone), *(re.escape(key) for key in keys)])
        self.pattern = re.compile(f"(?i:{many})|{_either(_whole(name) for name in alone)}")

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
        return self.pattern.sub(SOMEBODY, text.replace(self.id, ""))


def _whole(name: str) -> str:
    return rf"(?<!\w){re.escape(name)}(?!\w)"


def _either(parts: Iterable[str]) -> str:
    return "|".join(sorted((part for part in parts if part.strip()), key=len, reverse=True)) or r"(?!)"


def forget(draft: Draft, person: str) -> None:
    """Purge the person of an id within an open change; what touched only them can't be undone any more."""
    connection = draft.connection
    eraser = Eraser(person, _ever(connection, person))
    for found in rows.where(connection, Person, {"id": person}):
        draft.remove(found)
    for table in history.tables(connection):
        _clean_table(connection, table, history.keys(connection, table), eraser)
    _purge(connection, draft.id, person)
    for table in ("change_row", "change"):
        _clean_table(connection, table, ["id"], eraser)


def _ever(connection: sqlite3.Connection, person: str) -> list[dict[str, Any]]:
    """The person's row, as it is and as it ever was."""
    now = connection.execute("SELECT * FROM person WHERE id = ?", (person,)).fetchall()
    past = connection.execute(
        """SELECT before, after FROM change_row WHERE "table" = 'person' AND "row" = ?""",
        (rows.to_json({"id": person}),),
    ).fetchall()
    return [*map(dict, now), *(json.loads(side) for row in past for side in row if side)]


def forget_in_backup(path: Path, person: str) -> None:
    """Purge a person from a backup, which is brought up to date for it."""
    store.look_at(path)
    with store.troubles(path), store.connect(path) as connection:
        migrations.run(connection)
    with store.writing(path) as connection:
        change = history.begin(connection, FORGOT, "", "")
        forget(Draft(connection, date.max, change), person)
        history.end(connection, change)
    store.vacuum(path)


def _clean_table(connection: sqlite3.Connection, table: str, keys: list[str], eraser: Eraser) -> None:
    for row in connection.execute(f'SELECT * FROM "{table}"').fetchall():
        old = {name: value for name, value in dict(row).items() if name not in (*keys, "search")}
        new = {name: value for name, value in eraser.clean(old).items() if value != old[name]}
        if new:
            sets = ", ".join(f'"{name}" = ?' for name in new)
            where = " AND ".join(f'"{key}" = ?' for key in keys)
            values = (*new.values(), *(row[key] for key in keys))
            connection.execute(f'UPDATE "{table}" SET {sets} WHERE {where}', values)
            if table == "person":
                search = rows.searched(rows.get(connection, Person, row["id"]))
                connection.execute("UPDATE person SET search = ? WHERE id = ?", (search, row["id"]))


def _purge(connection: sqlite3.Connection, change: int, person: str) -> None:
    """Delete the history of the person's row and of all that went with it; changes left empty vanish."""
    about = """SELECT id, change FROM change_row WHERE change = :change OR "row" LIKE :has
        OR ("table", "row") IN (SELECT "table", "row" FROM change_row WHERE change = :change AND after IS NULL)
        OR EXISTS (SELECT 1 FROM json_each(coalesce(after, before)) WHERE atom = :id)"""
    found = connection.execute(about, {"change": change, "has": f'%"{person}"%', "id": person}).fetchall()
    connection.executemany("DELETE FROM change_row WHERE id = ?", [(row["id"],) for row in found])
    touched = {row["change"] for row in found} - {change}
    connection.executemany("UPDATE change SET what = 'A change', batch = '' WHERE id = ?", [(id,) for id in touched])
    empty = """DELETE FROM change WHERE id <> ? AND NOT EXISTS (SELECT 1 FROM change_row r WHERE r.change = change.id)
        AND NOT EXISTS (SELECT 1 FROM change c WHERE c.undoes = change.id)"""
    while connection.execute(empty, (change,)).rowcount:
        pass
