"""The schema, as named steps from one version of the file to the next: 001_tables.sql, 002_...

No trigger writes down what a step does: one that changes what is in a column that was there before also changes it in
the newest `after` of those rows in change_row, or `netkit check` would take them for damaged.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from netkit.workbook import triggers

STEPS = sorted(Path(__file__).parent.glob("[0-9]*.sql"))
NEWEST = len(STEPS)


def run(connection: sqlite3.Connection, before: Callable[[int], object] | None = None) -> None:
    """Take every step that the file has not seen yet, all in one transaction (so two programs never take one twice).

    `before` is called with the version of a file that is about to change. Foreign keys rest meanwhile, since a step
    may rebuild a table, and are checked after each.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if before and version < len(STEPS):
            before(version)
        for number, step in enumerate(STEPS[version:], version + 1):
            _take(connection, step)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("PRAGMA foreign_keys = ON")


def _take(connection: sqlite3.Connection, step: Path) -> None:
    try:
        for statement in (*triggers.dropped(connection), *_statements(step.read_text("utf-8"))):
            connection.execute(statement)
        for statement in triggers.created(connection):
            connection.execute(statement)
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.IntegrityError("a row refers to one that is not there")
    except sqlite3.IntegrityError as error:  # of the file, for a sound one takes every step
        raise sqlite3.DatabaseError(f"malformed: {error}") from error


def _statements(sql: str) -> Iterator[str]:
    """The statements of a script, one by one; a trigger is one statement."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
