"""Which people of the workbook a sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from netkit.folding import without_accents
from netkit.records import Person

LONGEST = 6  # words of a name
WORD = re.compile(r"[^\W\d_][\w'’-]*\.?")
LINKS = {  # words behind which a name stands
    "with", "from", "to", "and", "met", "meet", "saw", "call", "called", "rang", "phoned", "for", "emailed", "texted",
    "told",
}  # fmt: skip
ALSO_WORDS = {  # first names that are words of every day, too
    "april", "art", "august", "bill", "dawn", "dean", "faith", "frank", "grace", "grant", "hope", "jack", "joy", "june",
    "mark", "may", "pat", "penny", "rob", "rose", "sue", "summer", "sunny", "will",
}  # fmt: skip


@dataclass
class Named:
    """The people a text names, by id; names that several have, with their ids; capitalised names of nobody."""

    people: list[str] = field(default_factory=list)
    several: dict[str, list[str]] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


def book_of_names(people: Iterable[Person]) -> dict[str, list[str]]:
    """Whole names, other names, e-mails and first names (without_accents), each with the ids of those who have it."""
    book: dict[str, list[str]] = {}
    for person in people:
        whole = [without_accents(name.split(",")[0]) for name in (person.name, *person.other_names)]
        firsts = [name.split()[0] for name in whole if name and not name.split()[0].endswith(".")]
        for name in dict.fromkeys([*whole, *firsts]):
            if name:
                book.setdefault(name, []).append(person.id)
    return book


def named(text: str, book: dict[str, list[str]], taken: Iterable[tuple[int, int]] = ()) -> Named:
    """Whom a text names; what is within the `taken` spans is no name."""
    found, spans = Named(), list(taken)
    words = [m for m in WORD.finditer(text) if not any(a < m.end() and m.start() < b for a, b in spans)]
    at = 0
    while at < len(words):
        step = _known(text, words, at, book, found) or _stranger(text, words, at, found)
        at += step or 1
    found.people = list(dict.fromkeys(found.people))
    return found


def _known(text: str, words: list[re.Match[str]], at: int, book: dict[str, list[str]], found: Named) -> int:
    """How many words from here are somebody's name, the longest there is."""
    for count in range(min(LONGEST, len(words) - at), 0, -1):
        start, end = words[at].start(), words[at + count - 1].end()
        name = without_accents(text[start:end]).removesuffix(".").removesuffix("'s").removesuffix("’s")
        ids = book.get(name)
        if not ids or (count == 1 and not _is_meant(text, words, at, name)):
            continue
        if len(ids) == 1:
            found.people.append(ids[0])
        else:
            found.several[text[start:end]] = ids
        found.spans.append((start, end))
        return count
    return 0


def _is_meant(text: str, words: list[re.Match[str]], at: int, name: str) -> bool:
    """Whether a single word is a name here: it has a capital, or stands behind a word such as with."""
    linked = at > 0 and words[at - 1][0].lower() in LINKS
    return linked or (words[at][0][0].isupper() and name not in ALSO_WORDS)


def _stranger(text: str, words: list[re.Match[str]], at: int, found: Named) -> int:
    """How many words from here look like the name of somebody who is not in the workbook."""
    linked = at > 0 and words[at - 1][0].lower() in LINKS and _touch(text, words[at - 1 :][:2])
    if not linked or not words[at][0][0].isupper() or re.match(r"I\b", words[at][0]):
        return 0
    count = 1
    while at + count < len(words) and words[at + count][0][0].isupper() and _touch(text, words[at + count - 1 :][:2]):
        count += 1
    start, end = words[at].start(), words[at + count - 1].end()
    found.strangers.append(text[start:end].removesuffix("."))
    found.spans.append((start, end))
    return count


def _touch(text: str, two: list[re.Match[str]]) -> bool:
    return text[two[0].end() : two[1].start()] == " " and not two[0][0].endswith(".")
