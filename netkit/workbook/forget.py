"""Taking somebody out for good: from the tables, the plan, the history and the free texts of others."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

from netkit.records import Person
from netkit.workbook import history, migrations, rows, store
from netkit.workbook.draft import Draft

SOMEBODY = "somebody"


class Eraser:
    """Takes a person's names, addresses and id out of any value, also out of the JSON in a text.

    A name of several words goes wherever it stands; a name of one word only where it is written as theirs is, so
    that an ordinary word of the same letters stays.
    """

    def __init__(self, person: Person) -> None:
        self.id = person.id
        names = [name for name in (person.name, *person.other_names) if name.strip()]
        keys = [key for key in (*person.emails, *person.phones, person.url, person.source_key) if key.strip()]
        anyhow = _either(
            [rf"(?<!\w){re.escape(n)}(?!\w)" for n in names if len(n.split()) > 1] + [*map(re.escape, keys)]
        )
        exactly = _either([rf"(?<!\w){re.escape(n)}(?!\w)" for n in names if len(n.split()) == 1])
        self.pattern = re.compile(f"(?i:{anyhow})|{exactly}")

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


def _either(parts: list[str]) -> str:
    return "|".join(sorted(parts, key=len, reverse=True)) or r"(?!)"


def forget(draft: Draft, person: Person) -> None:
    """Purge a person within an open change; what touched only them can't be undone any more."""
    connection, eraser = draft.connection, Eraser(person)
    draft.remove(person)
    for table in history.tables(connection):
        _clean_table(connection, table, history.keys(connection, table), eraser)
    _purge(connection, draft.id, person.id)
    _clean_table(connection, "change_row", ["id"], eraser)
    _clean_table(connection, "change", ["id"], eraser)


def forget_in_backup(path: Path, person: Person) -> None:
    """Purge a person from a backup, which is brought up to date for it; one that can't be read is left alone."""
    store.look_at(path)
    with store.troubles(path), store.connect(path) as connection:
        migrations.run(connection)
    with store.writing(path) as connection:
        change = history.begin(connection, "Forgot somebody", "", "")
        if connection.execute("SELECT 1 FROM person WHERE id = ?", (person.id,)).fetchone():
            forget(Draft(connection, date.max, change), rows.get(connection, Person, person.id))
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
    """Delete the history of the person's row, of all that went with it, and of this change itself."""
    connection.execute(
        """DELETE FROM change_row WHERE ("table", "row") IN (
             SELECT "table", "row" FROM change_row WHERE change = ? AND after IS NULL)""",
        (change,),
    )
    connection.execute(
        """DELETE FROM change_row WHERE "row" LIKE :has OR EXISTS (
             SELECT 1 FROM json_each(coalesce(after, before)) WHERE atom = :id)""",
        {"has": f'%"{person}"%', "id": person},
    )
    connection.execute("DELETE FROM change_row WHERE change = ?", (change,))
