"""Finding entries of the log by whom, when, how, and the words that were noted."""

from __future__ import annotations

import re
import sqlite3

from netkit.folding import without_accents
from netkit.records import Interaction
from netkit.vocabulary import AVENUE_KIND, CHANNEL, Vocabulary
from netkit.workbook import rows
from netkit.workbook.search import escaped

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTH = " ".join(f"WHEN '{number:02}' THEN '{name}'" for number, name in enumerate(MONTHS, 1))
DAY = f"""' ' || CAST(substr(i."on", 9) AS INTEGER) || ' ' || CASE substr(i."on", 6, 2) {MONTH} END || ' '
    || substr(i."on", 1, 4) || ' ' || i."on" LIKE '% ' || :word{{n}} ESCAPE '\\'"""
WAY = "i.avenue IN (SELECT value FROM json_each(:ways{n})) OR i.channel IN (SELECT value FROM json_each(:ways{n}))"
# LIKE knows the capitals of plain letters itself: only other notes need to be folded, one by one
WORD = r"""
  i.id IN (
    SELECT interaction FROM interaction_person
    WHERE person IN (SELECT id FROM person WHERE search LIKE '%' || :word{n} ESCAPE '\'))
  OR i.note LIKE '%' || :word{n} ESCAPE '\'
  OR i.note GLOB '*[^ -~]*' AND folded(i.note) LIKE '%' || :word{n} ESCAPE '\'
  OR i.id IN (SELECT interaction FROM exchange WHERE note <> '' AND folded(note) LIKE '%' || :word{n} ESCAPE '\')
  OR i.event IN (SELECT id FROM event WHERE folded(name) LIKE '%' || :word{n} ESCAPE '\')"""

# the newest are looked through first, since they are mostly meant
RECENT = """i."on" >= (SELECT "on" FROM interaction ORDER BY "on" DESC LIMIT 1 OFFSET 5000)"""


def latest(connection: sqlite3.Connection, text: str, limit: int) -> list[Interaction]:
    """The entries of which every word of a text is found, newest first.

    A word is any part of a name, role, place of work or address of their people, of a note or of an event's name, or
    the beginning of the way ("coffee", "e-mail") or of a part of the day ("28 march", "2026-03").
    """
    connection.create_function("folded", 1, without_accents, deterministic=True)
    match, values = ["1"], dict[str, str | int](limit=limit)
    for n, word in enumerate(_words(without_accents(text))):
        ways = [*_begun(AVENUE_KIND, word), *_begun(CHANNEL, word)]
        dated = word[0].isdigit() or word.startswith(MONTHS) or any(month.startswith(word) for month in MONTHS)
        either = [WORD, *([WAY] if ways else []), *([DAY] if dated else [])]
        match.append(f"({' OR '.join(either).format(n=n)})")
        values |= {f"word{n}": f"{escaped(word)}%", f"ways{n}": rows.to_json(ways)}
    found = _newest(connection, [*match, RECENT], values) if len(match) > 1 else []
    if len(found) < limit:
        found = _newest(connection, match, values)
    return [rows.read(connection, Interaction, row) for row in found]


def _newest(connection: sqlite3.Connection, match: list[str], values: dict[str, str | int]) -> list[sqlite3.Row]:
    by_index = len(match) == 1 or RECENT in match  # else reading the table through is ten times faster
    query = f"""SELECT i.* FROM interaction i WHERE {" AND ".join(match)}
        ORDER BY {"" if by_index else "+"}i."on" DESC, i.rowid DESC LIMIT :limit"""
    return connection.execute(query, values).fetchall()


def _words(text: str) -> list[str]:
    """The words of a folded text; a day or a month of a year ("8 mar 2026", "mar 2026") is one of them."""
    days: list[str] = []

    def taken(found: re.Match[str]) -> str:
        month = next((name for name in MONTHS if name.startswith(found[2])), "")
        if not month or not (found[1] or found[3]):
            return found[0]
        days.append(" ".join(part for part in (found[1], month, found[3]) if part))
        return " "

    return [*re.sub(r"(?:\b(\d{1,2}) )?\b([a-z]{3,})\b(?: (\d{4})\b)?", taken, text).split(), *days]


def _begun(vocabulary: Vocabulary, word: str) -> list[str]:
    """The terms of which a word begins one of the words that people see."""
    parts = {term: without_accents(words).split() for term, words in vocabulary.items()}
    return [term for term, said in parts.items() if any(part.startswith(word) for part in said)]
