"""Records as rows of the file and back: lists as JSON, days as text, a link that is not there as NULL."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any, TypeVar

from netkit.errors import Missing
from netkit.folding import without_accents
from netkit.records import RECORDS, Interaction, Person, Record

R = TypeVar("R", bound=Record)
# the columns that refer to a row elsewhere; the schema's foreign keys say the same
LINKS: dict[str, dict[str, str]] = {
    "person": {"introduced_by": "person"},
    "interaction": {"reply_to": "interaction", "event": "event"},
    "exchange": {"person": "person", "interaction": "interaction", "third_party": "person"},
    "action": {"person": "person"},
    "distinct": {"person": "person", "other": "person"},
}


@cache
def table_of(record: type[Record]) -> str:
    """The table of a record class: its name in snake case."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", record.__name__).lower()


@cache
def json_fields(record: type[Record]) -> frozenset[str]:
    """The fields that are lists or dicts."""
    return frozenset(n for n, f in record.model_fields.items() if isinstance(f.default, list | dict))


def to_json(value: Any) -> str:
    """JSON as it is stored: compact, accents as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def cell(record: type[Record], field: str, value: Any) -> Any:
    """A field's value as the file stores it."""
    write = _writer(record, field)
    return write(value) if write else value


@cache
def _writer(record: type[Record], field: str) -> Callable[[Any], Any] | None:
    """What makes a cell of a field's value; None for text, numbers and flags, which are stored as they are."""
    if field in json_fields(record):
        return lambda value: "[]" if value == [] else to_json(value)
    if field in LINKS.get(table_of(record), {}):
        return lambda value: value or None
    if isinstance(record.model_fields[field].default, str | bool):
        return None
    return lambda value: value.isoformat() if isinstance(value, date) else value


@cache
def columns(record: type[Record]) -> tuple[str, ...]:
    """The fields of a record that are columns of its table; the people of an interaction have one of their own."""
    return tuple(name for name in record.model_fields if (record, name) != (Interaction, "people"))


@cache
def select(record: type[Record]) -> str:
    """The SELECT of all rows of a class; each column by its table, for a bare name that is none is taken for a text."""
    table = table_of(record)
    names = ", ".join(f'"{table}"."{name}"' for name in columns(record))
    return f'SELECT {names} FROM "{table}"'


@cache
def own_links(record: type[Record]) -> tuple[str, ...]:
    """The fields that refer to another row of the same table."""
    return tuple(f for f, table in LINKS.get(table_of(record), {}).items() if table == table_of(record))


SEARCHED = ("name", "other_names", "role", "organisation", "place", "circles", "tags", "emails")


def searched(person: Person) -> str:
    """What a search looks through: names, work, place, circles, tags and addresses."""
    found = (getattr(person, name) for name in SEARCHED)
    return without_accents("\n".join(x for value in found for x in ([value] if isinstance(value, str) else value)))


def index_people(connection: sqlite3.Connection, change: int) -> None:
    """Make the search text anew of the people whose rows a change wrote."""
    found = connection.execute(
        f"""{select(Person)} WHERE id IN (
           SELECT json_extract("row", '$.id') FROM change_row WHERE change = ? AND "table" = 'person')""",
        (change,),
    ).fetchall()
    for row in found:
        text = searched(read(connection, Person, row))
        connection.execute("UPDATE person SET search = ? WHERE id = ? AND search <> ?", (text, row["id"], text))


def insert(connection: sqlite3.Connection, kind: type[Record], records: Iterable[Any]) -> None:
    """Write new rows of one class; the foreign keys must be there already, or earlier among them."""
    connection.executemany(_insert(kind), (_values(kind, record) for record in records))
    if kind is Interaction:
        _add_people(connection, ((record.id, record.people) for record in records))


def _values(kind: type[Record], record: Record) -> list[Any]:
    values = _cells(kind, record)
    return [*values, searched(record)] if isinstance(record, Person) else values


def _cells(kind: type[Record], record: Record) -> list[Any]:
    said = record.__dict__
    return [write(said[name]) if write else said[name] for name, write in _writers(kind)]


@cache
def _writers(kind: type[Record]) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    return tuple((name, _writer(kind, name)) for name in columns(kind))


@cache
def _insert(kind: type[Record]) -> str:
    names = [*columns(kind), *(["search"] if kind is Person else [])]
    quoted = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{table_of(kind)}" ({quoted}) VALUES ({", ".join("?" * len(names))})'


def set_people(connection: sqlite3.Connection, interaction: str, people: list[str]) -> None:
    """Write who took part, if that differs from what is there."""
    found = connection.execute(
        "SELECT person FROM interaction_person WHERE interaction = ? ORDER BY position", (interaction,)
    )
    before = [row[0] for row in found]
    if before == people:
        return
    connection.execute("DELETE FROM interaction_person WHERE interaction = ?", (interaction,))
    _add_people(connection, [(interaction, people)])


def _add_people(connection: sqlite3.Connection, taking_part: Iterable[tuple[str, list[str]]]) -> None:
    connection.executemany(
        "INSERT INTO interaction_person VALUES (?, ?, ?)",
        ((interaction, person, at) for interaction, people in taking_part for at, person in enumerate(people)),
    )


def update(connection: sqlite3.Connection, old: Record, new: Record) -> None:
    """Write the fields of a row that differ."""
    kind = type(new)
    values = {n: cell(kind, n, getattr(new, n)) for n in columns(kind) if getattr(new, n) != getattr(old, n)}
    if isinstance(new, Person) and not values.keys().isdisjoint(SEARCHED):
        values["search"] = searched(new)
    if values:
        sets = ", ".join(f'"{name}" = ?' for name in values)
        connection.execute(f'UPDATE "{table_of(kind)}" SET {sets} WHERE id = ?', (*values.values(), new.id))
    if isinstance(new, Interaction):
        set_people(connection, new.id, new.people)


def read(connection: sqlite3.Connection, kind: type[R], row: sqlite3.Row) -> R:
    """The record of a row."""
    values = {name: row[name] for name in columns(kind)}
    values |= {name: json.loads(row[name]) for name in json_fields(kind) if name in values}
    values |= {name: "" for name in LINKS.get(table_of(kind), {}) if values[name] is None}
    if kind is Interaction:
        found = connection.execute(
            "SELECT person FROM interaction_person WHERE interaction = ? ORDER BY position", (row["id"],)
        )
        values["people"] = [person[0] for person in found]
    return kind.read(values)


def get(connection: sqlite3.Connection, kind: type[R], id: str) -> R:
    """The record of an id; Missing if it is not there."""
    return read(connection, kind, _row(connection, kind, id))


def get_again(connection: sqlite3.Connection, record: R) -> R:
    """A record as it is stored now, `record` itself if that is the same; Missing if it is not there."""
    kind = type(record)
    row = _row(connection, kind, record.id)
    same = kind is not Interaction and tuple(row) == tuple(_cells(kind, record))
    return record if same else read(connection, kind, row)


def _row(connection: sqlite3.Connection, kind: type[Record], id: str) -> sqlite3.Row:
    found: sqlite3.Row | None = connection.execute(f"{select(kind)} WHERE id = ?", (id,)).fetchone()
    if found is None:
        raise Missing(f"That {kind.__name__.lower()} is not in the workbook any more.")
    return found


def where(
    connection: sqlite3.Connection,
    kind: type[R],
    equal: dict[str, Any] | None = None,
    order: str = "rowid",
    limit: int = -1,
) -> list[R]:
    """The records whose fields equal these values, in the order of a column."""
    equal = equal or {}
    unknown = set(equal) - set(columns(kind))
    if unknown:
        raise Missing(f"A {kind.__name__.lower()} has no field {', '.join(sorted(unknown))}.")
    conditions = " AND ".join(f'"{name}" IS ?' for name in equal) or "1"
    values = [cell(kind, name, value) for name, value in equal.items()]
    rows = connection.execute(
        f"{select(kind)} WHERE {conditions} ORDER BY {order} LIMIT ?", (*values, limit)
    ).fetchall()
    return [read(connection, kind, row) for row in rows]


def keys(connection: sqlite3.Connection, kind: type[Record]) -> dict[tuple[str, str], str]:
    """The ids of the records that came from a source, by the source and its own key."""
    found = connection.execute(f"SELECT source, source_key, id FROM \"{table_of(kind)}\" WHERE source_key <> ''")
    return {(row[0], row[1]): row[2] for row in found}


def referring(connection: sqlite3.Connection, table: str, id: str) -> list[tuple[type[Record], str, Record]]:
    """The records that refer to a row by a link: class, field and record."""
    kinds = {table_of(kind): kind for kind in RECORDS}
    found: list[tuple[type[Record], str, Record]] = []
    for name, links in LINKS.items():
        for field in (f for f, target in links.items() if target == table):
            found += [(kinds[name], field, record) for record in where(connection, kinds[name], {field: id})]
    return found
