"""The history: changes begun and ended, which the file's triggers write down row by row, and the way back."""

from __future__ import annotations

import json
import sqlite3
import time
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from netkit.errors import NetkitError
from netkit.workbook.triggers import DERIVED

UNDO = "Undo: "  # how the name of a change begins that took another back
TOGETHER = timedelta(minutes=10)  # successive saves of one field within it are one change
CHANGES = "SELECT id, at, what, session, batch, undoes FROM change"
ON_ITS_OWN = 0  # in change.open: being made, and goes on with no row; NULL once a change has ended


class Change(NamedTuple):
    """An entry of the history; `undoes` names the change it took back, `undone` says whether it is taken back."""

    id: int
    at: str
    what: str
    session: str
    batch: str
    undoes: int | None
    undone: bool


class Begun(NamedTuple):
    """A change that is open; `earlier` is the row of the history that a save goes on with, as it was before."""

    id: int
    earlier: sqlite3.Row | None = None


class Undone(NamedTuple):
    """What an undo did: its own id (undo that to redo), what was taken back, and what had to stay, and why.

    `again` says that it was an undo that was taken back: `what` is there again.
    """

    id: int
    what: str
    stayed: list[str]
    again: bool


def now() -> str:
    """This moment in UTC, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def begin(
    connection: sqlite3.Connection, what: str, session: str, batch: str, undoes: int | None = None, joins: bool = False
) -> Begun:
    """Open a change, to which the triggers write until `end`; `joins` lets the save before go on if it can."""
    earlier = _earlier(connection, session, batch) if joins else None
    if earlier is None:
        insert = "INSERT INTO change (at, what, session, batch, undoes, open) VALUES (?, ?, ?, ?, ?, ?)"
        found = connection.execute(insert, (now(), what, session, batch, undoes, ON_ITS_OWN))
        return Begun(int(found.lastrowid or 0))
    connection.execute("UPDATE change SET open = ? WHERE id = ?", (earlier["id"], earlier["change"]))
    return Begun(earlier["change"], earlier)


def _earlier(connection: sqlite3.Connection, session: str, batch: str) -> sqlite3.Row | None:
    """What the newest change wrote, if it is this session's, just saved the same field, and wrote nothing else."""
    last = connection.execute(f"{CHANGES} ORDER BY id DESC LIMIT 1").fetchone()
    if last is None or (last["session"], last["batch"], last["undoes"]) != (session, batch, None):
        return None
    if datetime.fromisoformat(now()) - datetime.fromisoformat(last["at"]) >= TOGETHER:
        return None
    found = connection.execute("SELECT * FROM change_row WHERE change = ?", (last["id"],))
    rows: list[sqlite3.Row] = found.fetchmany(2)
    return rows[0] if len(rows) == 1 else None


def end(connection: sqlite3.Connection, begun: Begun) -> int:
    """Close a change, and return its number; one that wrote nothing vanishes, and its number is 0."""
    connection.execute("UPDATE change SET open = NULL WHERE id = ?", (begun.id,))
    rows = connection.execute("SELECT id, after FROM change_row WHERE change = ? ORDER BY id", (begun.id,)).fetchmany(2)
    if begun.earlier is not None:
        return _gone_on(connection, begun.earlier, rows)
    if not rows:
        connection.execute("DELETE FROM change WHERE id = ? AND undoes IS NULL", (begun.id,))
    return begun.id if rows else 0


def _gone_on(connection: sqlite3.Connection, earlier: sqlite3.Row, rows: list[sqlite3.Row]) -> int:
    """Leave one step of the earlier save and the new one; what turns out to be more is a change of its own."""
    after = rows[0]["after"]  # of the earlier row: the others come after it
    if len(rows) > 1:
        return _apart(connection, earlier, after)
    if after == earlier["after"]:
        return 0
    if after == earlier["before"]:
        connection.execute("DELETE FROM change_row WHERE id = ?", (earlier["id"],))
        connection.execute("DELETE FROM change WHERE id = ?", (earlier["change"],))
        return 0
    return int(earlier["change"])


def _apart(connection: sqlite3.Connection, earlier: sqlite3.Row, after: str | None) -> int:
    """Give back to the earlier save what it wrote, and make a change of its own of what was written since."""
    again = "INSERT INTO change (at, what, session, batch) SELECT ?, what, session, batch FROM change WHERE id = ?"
    own = int(connection.execute(again, (now(), earlier["change"])).lastrowid or 0)
    others = (own, earlier["change"], earlier["id"])
    connection.execute("UPDATE change_row SET change = ? WHERE change = ? AND id <> ?", others)
    if after != earlier["after"]:
        connection.execute("UPDATE change_row SET after = ? WHERE id = ?", (earlier["after"], earlier["id"]))
        row = (own, earlier["table"], earlier["row"], earlier["after"], after)
        connection.execute('INSERT INTO change_row (change, "table", "row", before, after) VALUES (?, ?, ?, ?, ?)', row)
    return own


# the undos of a change, and theirs; one that found all changed since counts until there is another change after it
UNDOS = """
WITH RECURSIVE undo(id, undoes) AS (
  SELECT id, undoes FROM change WHERE undoes = ? UNION
  SELECT c.id, c.undoes FROM change c JOIN undo ON c.undoes = undo.id)
SELECT id, undoes FROM undo WHERE EXISTS (SELECT 1 FROM change_row r WHERE r.change = undo.id)
  OR id > (SELECT max(change) FROM change_row) ORDER BY id DESC
"""


def is_undone(connection: sqlite3.Connection, change: int) -> bool:
    """Whether a change is taken back now: by an undo that is not taken back itself."""
    undone: set[int] = set()
    for id, undoes in connection.execute(UNDOS, (change,)):  # an undo comes after what it takes back
        if id not in undone:
            undone.add(undoes)
    return change in undone


def listed(connection: sqlite3.Connection, limit: int) -> list[Change]:
    """The latest changes, newest first."""
    rows = connection.execute(f"{CHANGES} ORDER BY id DESC LIMIT ?", (limit,)).fetchall()
    return [Change(**dict(row), undone=is_undone(connection, row["id"])) for row in rows]


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
    found = connection.execute(f"{CHANGES} WHERE id = ?", (change,)).fetchone()
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
    return Undone(mine.id, what, stayed, again)


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
