"""Finding entries of the log, and help that belongs to none, by whom, when, how, and the words that were noted."""

from __future__ import annotations

import re
import sqlite3

from netkit.folding import without_accents
from netkit.records import Exchange, Interaction
from netkit.vocabulary import AVENUE_KIND, CHANNEL, HELP_KIND, MONTH_NAMES, Vocabulary
from netkit.workbook import rows
from netkit.workbook.search import escaped

MONTHS = tuple(name.lower() for name in MONTH_NAMES)
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
  OR i.note GLOB '*[^ -~]*' AND without_accents(i.note) LIKE '%' || :word{n} ESCAPE '\'
  OR i.id IN (
    SELECT interaction FROM exchange WHERE note <> '' AND without_accents(note) LIKE '%' || :word{n} ESCAPE '\')
  OR i.event IN (SELECT id FROM event WHERE without_accents(name) LIKE '%' || :word{n} ESCAPE '\')"""
UNRATED = {"not", "rated", "yet"}  # by these words help is found whose worth nobody has said
WITH_UNRATED = "i.id IN (SELECT interaction FROM exchange WHERE value IS NULL AND status = 'delivered')"

ALONE = """i.interaction IS NULL AND (
  i.kind <> 'endorsement' OR i.source NOT LIKE 'linkedin%'
  OR EXISTS (SELECT 1 FROM setting WHERE name = 'count_endorsements' AND value = 'true'))"""
KIND = "i.kind IN (SELECT value FROM json_each(:ways{n}))"
WORD_OF_HELP = r"""
  i.person IN (SELECT id FROM person WHERE search LIKE '%' || :word{n} ESCAPE '\')
  OR i.note <> '' AND without_accents(i.note) LIKE '%' || :word{n} ESCAPE '\'"""
UNRATED_HELP = "i.value IS NULL AND i.status = 'delivered'"

# the newest are looked through first, since they are mostly meant
RECENT = """i."on" >= (SELECT "on" FROM interaction ORDER BY "on" DESC LIMIT 1 OFFSET 5000)"""


def latest(connection: sqlite3.Connection, text: str, limit: int) -> list[Interaction]:
    """The entries of which every word of a text is found, newest first.

    A word is any part of a name, role, place of work or address of their people, of a note or of an event's name, or
    the beginning of the way ("coffee", "e-mail") or of a part of the day ("28 march", "2026-03"); "not rated yet" finds
    those with help that nobody has rated.
    """
    match, values = _matching(connection, text, (WORD, WAY, WITH_UNRATED), AVENUE_KIND, CHANNEL)
    values["limit"] = limit
    found = _newest(connection, [*match, RECENT], values) if len(match) > 1 else []
    if len(found) < limit:
        found = _newest(connection, match, values)
    return [rows.read(connection, Interaction, row) for row in found]


def latest_alone(connection: sqlite3.Connection, text: str, limit: int) -> list[Exchange]:
    """The help that belongs to no entry, found and ordered as the entries are, its kind in the place of a way.

    LinkedIn's endorsements are among it only if the owner counts them.
    """
    match, values = _matching(connection, text, (WORD_OF_HELP, KIND, UNRATED_HELP), HELP_KIND)
    query = f"""SELECT i.* FROM exchange i WHERE {ALONE} AND {" AND ".join(match)}
        ORDER BY i."on" DESC, i.rowid DESC LIMIT :limit"""
    return [rows.read(connection, Exchange, row) for row in connection.execute(query, values | {"limit": limit})]


def _matching(
    connection: sqlite3.Connection, text: str, where: tuple[str, str, str], *ways_of: Vocabulary
) -> tuple[list[str], dict[str, str | int]]:
    """A condition for each word of a text, and their values; `where` a word is, a way, and help not rated yet."""
    connection.create_function("without_accents", 1, without_accents, deterministic=True)
    in_word, in_way, unrated = where
    match, values = ["1"], dict[str, str | int]()
    for n, word in enumerate(_words(without_accents(text))):
        ways = [term for vocabulary in ways_of for term in _begun(vocabulary, word)]
        dated = word[0].isdigit() or word.startswith(MONTHS) or any(month.startswith(word) for month in MONTHS)
        further = [(in_way, ways), (DAY, dated), (unrated, word in UNRATED)]
        either = [in_word, *(condition for condition, holds in further if holds)]
        match.append(f"({' OR '.join(either).format(n=n)})")
        values |= {f"word{n}": f"{escaped(word)}%", f"ways{n}": rows.to_json(ways)}
    return match, values


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
