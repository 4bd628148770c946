"""The schema, as named steps from one version of the file to the next: 001_tables.sql, 002_...

No trigger writes down what a step does: one that changes what is in a column that was there before also changes it in
the newest `after` of those rows in change_row, or `netkit check` would take them for damaged.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from netkit.workbook import triggers

STEPS = sorted(Path(__file__).parent.glob("[0-9]*.sql"))
NEWEST = len(STEPS)


def run(connection: sqlite3.Connection) -> None:
    """Take every step that the file has not seen yet, each in one transaction (so two programs never take one twice).

    Foreign keys rest meanwhile, since a step may rebuild a table, and are checked before each commit.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    while _step(connection, STEPS):
        pass
    connection.execute("PRAGMA foreign_keys = ON")


def _step(connection: sqlite3.Connection, steps: list[Path]) -> bool:
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < len(steps):
            for statement in (*triggers.dropped(connection), *_statements(steps[version].read_text("utf-8"))):
                connection.execute(statement)
            for statement in triggers.created(connection):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1}")
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise sqlite3.IntegrityError(f"FOREIGN KEY broken by {steps[version].name}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return bool(version + 1 < len(steps))


def _statements(sql: str) -> Iterator[str]:
    """The statements of a script, one by one; a trigger is one statement."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
