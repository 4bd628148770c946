"""The triggers by which the file writes its own history, whoever changes a row."""

from __future__ import annotations

import sqlite3

OWN = ("change", "change_row", "forgotten", "sqlite_sequence")
DERIVED = ("search",)  # columns made from the others: not in the history, made anew after an undo
OPEN = "(SELECT open FROM change ORDER BY id DESC LIMIT 1)"  # only the newest change can be
OF_ANOTHER_PROGRAM = f"""\
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE {OPEN} IS NULL;
"""


def tables(connection: sqlite3.Connection) -> list[str]:
    """The tables whose rows have a history."""
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    return [row[0] for row in found if row[0] not in OWN]


def keys(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table's primary key."""
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    return [column[1] for column in sorted(columns, key=lambda c: c[5]) if column[5]]


def dropped(connection: sqlite3.Connection) -> list[str]:
    """The SQL that drops the triggers, so that a migration can reshape the tables."""
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    return [f'DROP TRIGGER "{row[0]}"' for row in found]


def created(connection: sqlite3.Connection) -> list[str]:
    """The SQL of three triggers a table: what is inserted, updated or deleted is written to change_row."""
    return [sql for table in tables(connection) for sql in _created(connection, table)]


def _created(connection: sqlite3.Connection, table: str) -> list[str]:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")') if row[1] not in DERIVED]
    updated = "UPDATE OF " + ", ".join(f'"{column}"' for column in columns)
    old, new = (_json(side, columns) for side in ("OLD", "NEW"))
    old_key, new_key = (_json(side, keys(connection, table)) for side in ("OLD", "NEW"))
    return [
        f'CREATE TRIGGER "{table}_{name}" AFTER {event} ON "{table}" BEGIN\n{OF_ANOTHER_PROGRAM}'
        f"  UPDATE change_row SET after = {after}\n"
        f"""    WHERE id = {OPEN} AND "table" = '{table}' AND "row" = {key};\n"""
        '  INSERT INTO change_row (change, "table", "row", before, after) SELECT\n'
        f"    (SELECT max(id) FROM change), '{table}', {key}, {before}, {after} WHERE changes() = 0;\n"
        "END"
        for name, event, key, before, after in (
            ("added", "INSERT", new_key, "NULL", new),
            ("changed", updated, new_key, old, new),
            ("removed", "DELETE", old_key, old, "NULL"),
        )
    ]


def _json(side: str, columns: list[str]) -> str:
    return "json_object(" + ", ".join(f"""'{c}', {side}."{c}\"""" for c in columns) + ")"
