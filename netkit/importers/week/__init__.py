"""Paste your week: lines of plain text, "coffee with Ines on Tuesday, promised the slides", as drafts of entries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from netkit.importers.week.days import coming_day, past_day
from netkit.importers.week.names import Named, book_of_names, named
from netkit.records import Person

LONGEST_LINE = 500  # characters of a line that is looked at
MOST = 50  # lines of a week
WAYS = (  # the words, the avenue, the channel; what stands first in a line counts
    (r"informational interview", "informational_interview", "video"),
    (r"video(?: ?call)?|zoom(?:ed)?|teams|skyped?|facetimed?|google meet", "", "video"),
    (r"linkedin|inmail", "", "linkedin"),
    (r"phone call|phoned?|called|calls?|rang", "call", "phone"),
    (r"e-?mail(?:s|ed)?|mail(?:s|ed)?", "", "email"),
    (r"text(?:s|ed)?|texted|whatsapp(?:ed)?|sms|signal|messaged?", "", "text"),
    (r"coffees?|tea", "coffee", "in_person"),
    (r"meet-?up", "meetup", "event"),
    (r"conference|congress", "conference", "event"),
    (r"networking event|reception|fair|mixer", "networking_event", "event"),
    (r"letter|postcard|card", "", "letter"),
    (r"wrote|replied|answered", "", "email"),
    (r"lunch|dinner|breakfast|drinks?|beers?|walk|visit(?:ed)?|saw|met|meeting|bumped into|ran into", "", "in_person"),
)
VAGUE = len(WAYS) - 2  # from here on they count only where no other stands
WORDS = list(enumerate((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), a, c) for words, a, c in WAYS))
CAME = re.compile(
    r"\b(?:heard|mail|e-?mail|call|note|message|text|letter|word|reply|answer)\s+(?:back\s+)?(?=from\b)", re.IGNORECASE
)
DID = re.compile(
    r"\s*(?:\w+\s+)?(?:called|rang|phoned|e-?mailed|mailed|wrote|texted|messaged|replied|answered|got back)\b",
    re.IGNORECASE,
)
REPLIED = re.compile(r"\b(?:replied|answered|got back|reply|answer)\b", re.IGNORECASE)
SILENT = re.compile(
    r"\b(?:no (?:reply|answer|word)|\w*(?:not|n['’]t|never) (?:yet )?(?:replied|answered|reply|answer|got back|"
    r"get back|heard))\b",
    re.IGNORECASE,
)
PROMISE = re.compile(
    r"\b(?:(?:and\s+)?i?\s*promised(?:\s+(?:her|him|them))?(?:\s+to)?|i(?:'ll|’ll| will| must| need to| should)|"
    r"(?:need|have) to|to ?do:|follow up:|"
    r"(?:^|(?<=, )|(?<=; )|(?<=and ))will"
    r"(?=\s+(?:ask|call|e?-?mail|find|invite|meet|read|see|send|share|thank|write)\b))\s+(?P<what>[^,;.!\n]+)",
    re.IGNORECASE,
)
HEADING = re.compile(r"[\s:–—-]*")
FILLER = re.compile(
    r"^(?:(?:had|a|an|the|and|with|on|at|in|from|to|we|i|was|at|of|for|then|her|him|them|quick|short|long|nice|good)\b\s*)+"
    r"|(?:\s*\b(?:with|on|at|in|from|to|and|a|an|the|of|for))+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a line says of a contact; the form asks for the rest.

    `people` are ids; `several` are names that more than one has, each with the ids; `strangers` are names that nobody
    has. `day_said` is False where the day is only that of the line above, or today. Terms that were not said are "".
    `left` is what could not be read.
    """

    text: str
    on: date
    day_said: bool = False
    people: tuple[str, ...] = ()
    several: tuple[tuple[str, tuple[str, ...]], ...] = ()
    strangers: tuple[str, ...] = ()
    avenue: str = ""
    channel: str = ""
    direction: str = ""
    outcome: str = ""
    promised: str = ""
    due_on: date | None = None
    left: str = ""


def drafts(text: str, today: date, people: Iterable[Person]) -> list[Draft]:
    """A draft for each line that has words, up to 50; a line with a day alone dates those below it. [] for no text."""
    book, day = book_of_names(people), None
    found: list[Draft] = []
    for line in text.splitlines():
        plain = " ".join(line.replace("\0", " ").split())[:LONGEST_LINE].lstrip("-*•·– \t")
        said = past_day(plain, today)
        if said and HEADING.fullmatch(_without(plain, [said[1]])):
            day = said[0]
        elif plain and len(found) < MOST:
            found.append(_draft(plain, today, day, book))
    return found


def _draft(text: str, today: date, above: date | None, book: dict[str, list[str]]) -> Draft:
    spans: list[tuple[int, int]] = []
    promise = PROMISE.search(text)
    what, due_on = _promised(promise, today)
    spans += [promise.span()] if promise else []
    before = text[: promise.start()] if promise else text
    said = past_day(before, today) or (past_day(text, today) if not promise else None)
    spans += [said[1]] if said else []
    people = named(before, book, spans)
    if promise and not people.spans:
        people = named(text, book, spans[1:])
    ways = ((place >= VAGUE, words.search(before), a, c) for place, (words, a, c) in WORDS)
    way = min(((vague, m.span(), a, c) for vague, m, a, c in ways if m), default=None)
    silent = SILENT.search(before)
    came = None if silent else CAME.search(before)
    spans += [way[1]] if way else []
    spans += [came.span()] if came and not way else []
    return Draft(
        text=text,
        on=said[0] if said else above or today,
        day_said=said is not None,
        people=tuple(people.people),
        several=tuple((name, tuple(ids)) for name, ids in people.several.items()),
        strangers=tuple(people.strangers),
        avenue=way[2] if way else "",
        channel=way[3] if way else "",
        direction="inbound" if not silent and (came or _began(before, people)) else "",
        outcome="no_reply" if silent else "replied" if REPLIED.search(before) else "",
        promised=what,
        due_on=due_on,
        left=_left(_without(text, [*spans, *people.spans])),
    )


def _promised(promise: re.Match[str] | None, today: date) -> tuple[str, date | None]:
    """What was promised, and until when."""
    if promise is None:
        return "", None
    what = promise["what"]
    due = coming_day(what, today)
    return _without(what, [due[1]] if due else []).strip(), due[0] if due else None


def _began(text: str, people: Named) -> bool:
    """Whether one of them is said to have called or written: "Ines called"."""
    return any(DID.match(text, end) for _, end in people.spans)


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split())


def _left(text: str) -> str:
    """What is left, part by part between commas, without the words that only held it together."""
    parts = [FILLER.sub("", part.strip(" .:!–-")).strip(" .:!–-") for part in re.split(r"[,;]", text)]
    return ", ".join(part for part in parts if part and not FILLER.fullmatch(f"{part} "))
