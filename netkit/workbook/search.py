"""Finding people by any part of their names, work, place, circles, tags or addresses."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from netkit.folding import without_accents

SHOWN = "p.id, p.name, p.emails, p.role, p.organisation, p.place"
FEW = 2_000  # up to so many people found, it is cheapest to look up the last contact of each

FOUND_FEW = """
SELECT {shown}, (
  SELECT max(i."on") FROM interaction_person ip JOIN interaction i ON i.id = ip.interaction
  WHERE ip.person = p.id AND i.counts_as_contact AND i."on" <= ?) AS last_on
FROM person p WHERE {match}
ORDER BY {first}last_on DESC NULLS LAST, p.name, p.id LIMIT ?
"""
# the name without capitals and accents, a space before each word; asked of those alone whose searched text may hold it
NAME = "' ' || without_accents(p.name)"
# from the newest contact back, which soon meets enough of many people
MET = """
SELECT {shown}, i."on" AS last_on
FROM interaction i CROSS JOIN interaction_person ip ON ip.interaction = i.id CROSS JOIN person p ON p.id = ip.person
WHERE i.counts_as_contact AND i."on" <= ? AND {match}
ORDER BY i."on" DESC
"""
# the plus keeps SQLite from going through all of them for each interaction
AMONG = "+p.id IN (SELECT value FROM json_each(?))"
WRITTEN = """SELECT id FROM person WHERE id IN (
SELECT json_extract("row", '$.id') FROM change_row WHERE change = ? AND "table" = 'person')"""
NOT_MET = """
SELECT {shown}, NULL AS last_on FROM person p WHERE {match} ORDER BY p.name, p.id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A person found: enough for one card; `last_on` is the day of the last contact that counts."""

    id: str
    name: str
    role: str
    organisation: str
    place: str
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Sought:
    """Who is looked for: every word of a text is found; work and role are these; they are among these ids, if any."""

    text: str = ""
    organisation: str = ""
    role: str = ""
    among: tuple[str, ...] = ()


class Condition(NamedTuple):
    """A condition on a person, and its parameters."""

    sql: str
    values: tuple[str, ...] = ()

    def and_(self, other: Condition, holds: bool = True) -> Condition:
        """Both; or this without the other."""
        sql = f"{self.sql} AND {'' if holds else 'NOT '}({other.sql})"
        return Condition(sql, (*self.values, *other.values))


def search(
    connection: sqlite3.Connection, sought: str | Sought, today: date, limit: int = 20, offset: int = 0
) -> list[Hit]:
    """The people who are sought: first those of that very name, then those of whose name each word sought begins one.

    Within these and the others, those met last come first, the rest by name.
    """
    connection.create_function("without_accents", 1, without_accents, deterministic=True)
    who = Sought(sought) if isinstance(sought, str) else sought
    rows = _rows(connection, _match(who), _first(who.text), today, limit + offset)
    return [_hit(row) for row in rows[offset:]]


def _rows(
    connection: sqlite3.Connection, match: Condition, first: list[Condition], today: date, wanted: int
) -> list[sqlite3.Row]:
    """The people who match; those for whom the conditions of `first` hold come before the others."""
    few = f"SELECT count(*) FROM (SELECT 1 FROM person p WHERE {match.sql} LIMIT {FEW + 1})"
    number = connection.execute(few, match.values).fetchone()[0]
    if number <= FEW:
        order = "".join(f"({each.sql}) DESC, " for each in first)
        query = FOUND_FEW.format(shown=SHOWN, match=match.sql, first=order)
        values = (today.isoformat(), *match.values, *(value for each in first for value in each.values), wanted)
        return connection.execute(query, values).fetchall() if number else []
    if not first:
        return _among_many(connection, match, today, wanted)
    begun = _rows(connection, match.and_(first[0]), first[1:], today, wanted)
    left = wanted - len(begun)
    others = _rows(connection, match.and_(first[0], holds=False), first[1:], today, left) if left else []
    return [*begun, *others]


def _among_many(connection: sqlite3.Connection, match: Condition, today: date, wanted: int) -> list[sqlite3.Row]:
    found: dict[str, sqlite3.Row] = {}
    for row in connection.execute(MET.format(shown=SHOWN, match=match.sql), (today.isoformat(), *match.values)):
        found.setdefault(row["id"], row)
        if len(found) == wanted:
            return list(found.values())
    others = connection.execute(NOT_MET.format(shown=SHOWN, match=match.sql), (*match.values, wanted))
    return [*found.values(), *(row for row in others if row["id"] not in found)][:wanted]


def _hit(row: sqlite3.Row) -> Hit:
    return Hit(
        id=row["id"],
        name=row["name"] or json.loads(row["emails"])[0],
        role=row["role"],
        organisation=row["organisation"],
        place=row["place"],
        last_on=date.fromisoformat(row["last_on"]) if row["last_on"] else None,
    )


def count(connection: sqlite3.Connection, sought: str | Sought) -> int:
    """How many people a search finds in all."""
    match = _match(Sought(sought) if isinstance(sought, str) else sought)
    return int(connection.execute(f"SELECT count(*) FROM person p WHERE {match.sql}", match.values).fetchone()[0])


def commonest(connection: sqlite3.Connection, sought: Sought, field: str, most: int) -> list[tuple[str, int]]:
    """The values of a field (organisation, role) that most of those who are sought have, with how many have each."""
    match = _match(sought)
    found = connection.execute(
        f"""SELECT p."{field}", count(*) FROM person p WHERE p."{field}" <> '' AND {match.sql}
            GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?""",
        (*match.values, most),
    )
    return [(row[0], row[1]) for row in found]


def written(connection: sqlite3.Connection, change: int) -> tuple[str, ...]:
    """The ids of the people whom a change wrote, such as an import, and who are still there."""
    return tuple(row[0] for row in connection.execute(WRITTEN, (change,)))


def _match(who: Sought) -> Condition:
    words = [f"%{escaped(word)}%" for word in without_accents(who.text).split()]
    exactly = {"organisation": who.organisation, "role": who.role}
    given = {f"p.{field} = ?": value for field, value in exactly.items() if value}
    given |= {AMONG: json.dumps(who.among)} if who.among else {}
    conditions = [*[r"p.search LIKE ? ESCAPE '\'"] * len(words), *given]
    return Condition(" AND ".join(conditions) or "1", (*words, *given.values()))


def _first(text: str) -> list[Condition]:
    """What is true of those who come first: that very name, then a name of which each word begins one; or nothing."""
    words = without_accents(text).split()
    if not words:
        return []
    name = " ".join(words)
    very = Condition(rf"p.search LIKE ? ESCAPE '\' AND {NAME} = ?", (f"{escaped(name)}%", f" {name}"))
    begins = " AND ".join([rf"' ' || p.search LIKE ? ESCAPE '\' AND {NAME} LIKE ? ESCAPE '\'"] * len(words))
    return [very, Condition(begins, tuple(each for word in words for each in 2 * [f"% {escaped(word)}%"]))]


def escaped(word: str) -> str:
    """A word that means itself in LIKE ... ESCAPE '\\'."""
    return word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
