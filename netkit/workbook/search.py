"""Finding people by any part of their names, work, place, circles, tags or addresses."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from netkit.workbook.rows import folded

# whom one was in touch with last comes first; the others follow by name
QUERY = """
SELECT p.id, p.name, p.emails, p.role, p.organisation, p.place, (
  SELECT max(i."on") FROM interaction_person ip JOIN interaction i ON i.id = ip.interaction
  WHERE ip.person = p.id AND i.counts_as_contact AND i."on" <= ?) AS last_on
FROM person p WHERE {match}
ORDER BY last_on DESC NULLS LAST, p.name, p.id LIMIT ? OFFSET ?
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


def search(connection: sqlite3.Connection, text: str, today: date, limit: int = 20, offset: int = 0) -> list[Hit]:
    """The people whose search text holds every word of `text`; with no word, those met last."""
    words = folded(text).split()
    match = " AND ".join([r"p.search LIKE ? ESCAPE '\'"] * len(words)) or "1"
    patterns = [f"%{_escaped(word)}%" for word in words]
    found = connection.execute(QUERY.format(match=match), (today.isoformat(), *patterns, limit, offset))
    return [
        Hit(
            row["id"],
            row["name"] or row["emails"][2:-2].split('","')[0],
            row["role"],
            row["organisation"],
            row["place"],
            date.fromisoformat(row["last_on"]) if row["last_on"] else None,
        )
        for row in found
    ]


def count(connection: sqlite3.Connection, text: str) -> int:
    """How many people a search finds in all."""
    words = folded(text).split()
    match = " AND ".join([r"search LIKE ? ESCAPE '\'"] * len(words)) or "1"
    found = connection.execute(
        f"SELECT count(*) FROM person WHERE {match}", [f"%{_escaped(word)}%" for word in words]
    ).fetchone()
    return int(found[0])


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
