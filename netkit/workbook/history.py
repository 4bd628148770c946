"""The history: triggers that write down every change of every row, and the way back."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from netkit.errors import NetkitError

OWN = ("change", "change_row", "recording", "forgotten", "sqlite_sequence")
DERIVED = ("search",)  # columns made from the others: not in the history, made anew after an undo
UNDO = "Undo: "  # how the name of a change begins that took another back
TOGETHER = timedelta(minutes=10)  # successive saves of one field within it are one change


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the history; `undoes` names the change it took back, `undone` says whether it is taken back."""

    id: int
    at: str
    what: str
    session: str
    batch: str
    undoes: int | None
    undone: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: its own id (undo that to redo), what was taken back, and what had to stay, and why.

    `again` says that it was an undo that was taken back: `what` is there again.
    """

    id: int
    what: str
    stayed: list[str]
    again: bool


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def tables(connection: sqlite3.Connection) -> list[str]:
    """The tables whose rows have a history."""
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    return [row[0] for row in found if row[0] not in OWN]


def keys(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table's primary key."""
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    return [column[1] for column in sorted(columns, key=lambda c: c[5]) if column[5]]


def drops(connection: sqlite3.Connection) -> list[str]:
    """The SQL that drops the triggers, so that a migration can reshape the tables."""
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    return [f'DROP TRIGGER "{row[0]}"' for row in found]


def triggers(connection: sqlite3.Connection) -> list[str]:
    """The SQL of three triggers a table: what is inserted, updated or deleted is written to change_row."""
    return [sql for table in tables(connection) for sql in _triggers(connection, table)]


def _triggers(connection: sqlite3.Connection, table: str) -> list[str]:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")') if row[1] not in DERIVED]
    quoted = [f'"{column}"' for column in columns]
    row = {side: _json(side, columns) for side in ("OLD", "NEW")}
    key = {side: _json(side, keys(connection, table)) for side in ("OLD", "NEW")}
    return [
        f'CREATE TRIGGER "{table}_{name}" AFTER {event} ON "{table}" BEGIN\n'
        "  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'\n"
        "    WHERE (SELECT change FROM recording) IS NULL;\n"
        '  INSERT INTO change_row (change, "table", "row", before, after) VALUES (\n'
        "    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),\n"
        f"    '{table}', {key[side]}, {before}, {after});\n"
        "END"
        for name, event, side, before, after in (
            ("added", "INSERT", "NEW", "NULL", row["NEW"]),
            ("changed", f"UPDATE OF {', '.join(quoted)}", "NEW", row["OLD"], row["NEW"]),
            ("removed", "DELETE", "OLD", row["OLD"], "NULL"),
        )
    ]


def _json(side: str, columns: list[str]) -> str:
    return "json_object(" + ", ".join(f"""'{c}', {side}."{c}\"""" for c in columns) + ")"


def begin(connection: sqlite3.Connection, what: str, session: str, batch: str, undoes: int | None = None) -> int:
    """Open a change, to which the triggers write until `end`."""
    found = connection.execute(
        "INSERT INTO change (at, what, session, batch, undoes) VALUES (?, ?, ?, ?, ?)",
        (now(), what, session, batch, undoes),
    )
    connection.execute("UPDATE recording SET change = ?", (found.lastrowid,))
    return int(found.lastrowid or 0)


def end(connection: sqlite3.Connection, change: int, joins: bool = False) -> int:
    """Close a change: an empty one vanishes, a save of the same field joins the one before it."""
    connection.execute("UPDATE recording SET change = NULL")
    if not connection.execute("SELECT 1 FROM change_row WHERE change = ? LIMIT 1", (change,)).fetchone():
        connection.execute("DELETE FROM change WHERE id = ? AND undoes IS NULL", (change,))
        return 0
    return _joined(connection, change) if joins else change


def _joined(connection: sqlite3.Connection, change: int) -> int:
    """Join a save of one field with the save of that field right before it, if that was in the same session."""
    mine = connection.execute("SELECT * FROM change WHERE id = ?", (change,)).fetchone()
    last = connection.execute(
        "SELECT * FROM change WHERE id < ? AND session = ? ORDER BY id DESC LIMIT 1",
        (change, mine["session"]),
    ).fetchone()
    if last is None or not _is_same_field(mine, last):
        return change
    rows = connection.execute(
        "SELECT * FROM change_row WHERE change IN (?, ?) ORDER BY id", (last["id"], change)
    ).fetchall()
    if len(rows) != 2 or [rows[0]["table"], rows[0]["row"]] != [rows[1]["table"], rows[1]["row"]]:
        return change
    if rows[0]["after"] != rows[1]["before"]:
        return change  # somebody else wrote to the row in between
    if connection.execute("SELECT 1 FROM change WHERE undoes = ?", (last["id"],)).fetchone():
        return change  # it was taken back and brought back since
    if rows[0]["before"] == rows[1]["after"]:
        connection.execute("DELETE FROM change_row WHERE change IN (?, ?)", (last["id"], change))
        connection.execute("DELETE FROM change WHERE id IN (?, ?)", (last["id"], change))
        return 0
    connection.execute("UPDATE change_row SET after = ? WHERE id = ?", (rows[1]["after"], rows[0]["id"]))
    connection.execute("DELETE FROM change_row WHERE id = ?", (rows[1]["id"],))
    connection.execute("DELETE FROM change WHERE id = ?", (change,))
    return int(last["id"])


def _is_same_field(mine: sqlite3.Row, last: sqlite3.Row) -> bool:
    if mine["batch"] != last["batch"] or last["undoes"] is not None:
        return False
    return datetime.fromisoformat(mine["at"]) - datetime.fromisoformat(last["at"]) < TOGETHER


IS_UNDONE = """
WITH RECURSIVE taken_back(id, depth) AS (
  SELECT ?, 0 UNION ALL SELECT c.id, depth + 1 FROM change c JOIN taken_back t ON c.undoes = t.id)
SELECT max(depth) % 2 FROM taken_back
"""


def is_undone(connection: sqlite3.Connection, change: int) -> bool:
    """Whether a change is taken back now: an undo of its undo brings it back."""
    return bool(connection.execute(IS_UNDONE, (change,)).fetchone()[0])


def listed(connection: sqlite3.Connection, limit: int) -> list[Change]:
    """The latest changes, newest first."""
    rows = connection.execute("SELECT * FROM change ORDER BY id DESC LIMIT ?", (limit,)).fetchall()
    return [
        Change(r["id"], r["at"], r["what"], r["session"], r["batch"], r["undoes"], is_undone(connection, r["id"]))
        for r in rows
    ]


def last_to_undo(connection: sqlite3.Connection, session: str | None) -> int:
    """The newest change (of one session, or of all) that is neither taken back nor itself an undo."""
    where = "" if session is None else "AND session = ?"
    rows = connection.execute(
        f"SELECT id FROM change WHERE undoes IS NULL {where} ORDER BY id DESC",
        () if session is None else (session,),
    )
    for row in rows:
        if not is_undone(connection, row[0]):
            return int(row[0])
    raise NetkitError("There is nothing to undo.")


def undo(connection: sqlite3.Connection, change: int, session: str) -> Undone:
    """Take back a change inside the caller's transaction; a row that has changed since stays, and that is said."""
    found = connection.execute("SELECT * FROM change WHERE id = ?", (change,)).fetchone()
    if found is None:
        raise NetkitError(f"There is no change {change} in the history.")
    if is_undone(connection, change):
        raise NetkitError(f"“{found['what']}” is undone already.")
    again = found["undoes"] is not None and found["what"].startswith(UNDO)
    what = found["what"].removeprefix(UNDO) if again else found["what"]
    mine = begin(connection, what if again else UNDO + what, session, "", undoes=change)
    rows = connection.execute("SELECT * FROM change_row WHERE change = ? ORDER BY id DESC", (change,)).fetchall()
    stayed = [said for row in rows if (said := _revert(connection, row))]
    end(connection, mine)
    return Undone(mine, what, stayed, again)


def _revert(connection: sqlite3.Connection, row: sqlite3.Row) -> str:
    """Bring a row back to what it was before; '' if that went well, else what stays and why."""
    table, key = row["table"], json.loads(row["row"])
    before, after = (json.loads(row[side]) if row[side] else None for side in ("before", "after"))
    where = " AND ".join(f'"{column}" = ?' for column in key)
    found = connection.execute(f'SELECT * FROM "{table}" WHERE {where}', tuple(key.values())).fetchone()
    current = {name: value for name, value in dict(found).items() if name not in DERIVED} if found else None
    name = named(before or after or {})
    try:
        wanted = reverted(current, before, after)
    except Changed:
        return f"{name} has changed since and stays"
    connection.execute("SAVEPOINT one_row")
    try:
        _write(connection, table, where, tuple(key.values()), current, wanted)
    except sqlite3.IntegrityError:
        connection.execute("ROLLBACK TO one_row")
        return f"{name} is used by something newer and stays"
    connection.execute("RELEASE one_row")
    return ""


def _write(
    connection: sqlite3.Connection,
    table: str,
    where: str,
    key: tuple[Any, ...],
    current: dict[str, Any] | None,
    wanted: dict[str, Any] | None,
) -> None:
    if wanted is None:
        if current is not None:
            connection.execute(f'DELETE FROM "{table}" WHERE {where}', key)
    elif current is None:
        columns = ", ".join(f'"{c}"' for c in wanted)
        marks = ", ".join("?" * len(wanted))
        connection.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', tuple(wanted.values()))
    elif wanted != current:
        sets = ", ".join(f'"{c}" = ?' for c in wanted)
        connection.execute(f'UPDATE "{table}" SET {sets} WHERE {where}', (*wanted.values(), *key))


class Changed(Exception):
    """What is to be taken back has changed since."""


def reverted(now: Any, before: Any, after: Any) -> Any:
    """`now` with the step from `before` to `after` taken back, leaving alone what that step did not touch.

    Works on rows and on the JSON in them (objects by key, lists of items by their id); raises Changed where the
    same thing was changed again later.
    """
    if now == after:
        return before
    if before == after:
        return now
    if all(isinstance(x, dict) for x in (now, before, after)):
        names = [*now, *(n for n in before if n not in now)]
        gone = object()
        steps = {n: reverted(now.get(n, gone), before.get(n, gone), after.get(n, gone)) for n in names}
        return {n: value for n, value in steps.items() if value is not gone}
    parts = [_parts(x) for x in (now, before, after)]
    if all(part is not None for part in parts):
        kind = type(now)
        return _whole(kind, reverted(*parts))
    raise Changed


def _parts(value: Any) -> dict[str, Any] | None:
    """A JSON text as its value, and a list of items as a dict by id: what `reverted` can go into."""
    if isinstance(value, str) and value[:1] in "{[" and value:
        try:
            found = json.loads(value)
        except ValueError:
            return None  # a text that only begins like JSON
        return {"json": found} if isinstance(found, dict | list) else None
    if isinstance(value, list) and all(isinstance(x, dict) and "id" in x for x in value):
        return {x["id"]: x for x in value}
    return None


def _whole(kind: type, parts: dict[str, Any]) -> Any:
    if kind is str:
        return json.dumps(parts["json"], ensure_ascii=False, separators=(",", ":"))
    return list(parts.values())


def named(row: dict[str, Any]) -> str:
    """How a row is called in a sentence."""
    return str(row.get("name") or row.get("what") or row.get("on") or row.get("effective_on") or "A row")
