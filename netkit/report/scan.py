"""The last look at a finished report: whether anything in the file still tells who somebody is.

Full names, e-mail addresses, phone numbers, web addresses, organisations and notes are looked for everywhere: in
text, attributes, drawings and metadata, with entities, percent signs, base64 and \\u-escapes decoded, without case
and accents. A single word (a first name, a last name, an organisation of one word) counts only in what the
owner wrote: a name where it is capitalised, an organisation also in small letters, unless it is an everyday word.
What netkit itself says never counts; nor does what the owner allowed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from unicodedata import digit

from netkit.errors import NetkitError
from netkit.records import Person
from netkit.report.contents import Contents
from netkit.report.names import handle_phrases, hidden_owner, is_odd, name_phrases, odd_names, part_phrases
from netkit.report.organisations import organisation_phrases
from netkit.report.reading import Run, read_page
from netkit.report.running import NOTEBOOK, is_netkits, read_notebook
from netkit.report.words import Phrase, Phrases, key, words
from netkit.vocabulary import MONTH_NAMES, MONTHS, WEEKDAY
from netkit.workbook import share
from netkit.workbook.eraser import FEWEST_DIGITS

SHORTEST_NOTE = 3  # words; a shorter note says nothing that could be told from ordinary words
_PHONE = re.compile(r"(?<![\w.])\+?\(?\d(?:[ \u00a0\u202f().\-/]{0,2}\d){6,16}(?![\w])")
_SPEAKING = ("report/*.py", "charts/*.py", "metrics/**/*.py", "advice/*.py", "vocabulary.py", "numbers.py")
_WINDOW = 2  # words before and after, by which the owner's words are known again in the page
_CALENDAR = frozenset(name.lower() for name in (*WEEKDAY, *MONTH_NAMES, *MONTHS, "sept"))


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that tells who somebody is: what sort of thing, the words themselves, and where they stand."""

    kind: str
    words: str
    place: str

    def __str__(self) -> str:
        return f"{self.kind} “{self.words}” {self.place}"


class LeakError(NetkitError):
    """The report would betray somebody; nothing was written. `hits` says what and where."""

    def __init__(self, hits: list[Hit]) -> None:
        self.hits = hits
        more = f", and {len(hits) - 3} more" if len(hits) > 3 else ""
        super().__init__(
            f"The report was not written, because it would show {'; '.join(map(str, hits[:3]))}{more}. "
            "Change those words where you wrote them, or allow them in 5_share."
        )


@dataclass(frozen=True)
class Secrets:
    """What must not be in a report: phrases that count everywhere, those that count in the owner's words, phones."""

    anywhere: list[Phrase] = field(default_factory=list)
    in_own_words: list[Phrase] = field(default_factory=list)
    phones: dict[str, str] = field(default_factory=dict)
    odd: list[str] = field(default_factory=list)  # names that are more signs than letters, in the owner's words


def secrets_of(contents: Contents, level: str) -> Secrets:
    """The secrets of a workbook at a level: at full, names and organisations are none unless somebody is kept out.

    Nor are those of somebody kept out then, where somebody who is shown bears them too.
    """
    secrets = Secrets()
    hidden = [person for person in contents.people if level != "full" or person.keep_out_of_reports]
    towns = {word for place in _places(contents) for word in key(place)}
    for person in contents.people:
        _add_addresses(secrets, person)
    for person in hidden:
        _add_names(secrets, person, "the name")
        _add(secrets, organisation_phrases(person.organisation, towns))
    if owner := hidden_owner(contents.settings):
        _add_addresses(secrets, owner)
        _add_names(secrets, owner, "your name")
    notes = [record.note for group in (contents.people, contents.interactions, contents.exchanges) for record in group]
    secrets.anywhere.extend(Phrase(key(note), _short(note), kind="a note") for note in notes if _is_telling(note))
    if level == "full":
        _drop_shared(secrets, [person for person in contents.people if not person.keep_out_of_reports])
    return secrets


def _places(contents: Contents) -> list[str]:
    return [person.place for person in contents.people] + [event.place for event in contents.events]


def _add_names(secrets: Secrets, person: Person, kind: str) -> None:
    """The names of somebody; May or April alone would stop every report that has a date in it."""
    secrets.odd.extend(odd_names(person))
    _add(secrets, (replace(phrase, kind=kind) for phrase in name_phrases(person, "")))
    parts = (replace(phrase, kind=kind) for phrase in part_phrases(person, ""))
    secrets.in_own_words.extend(p for p in [*parts, *handle_phrases(person)] if not _is_calendar(p))


def _add(secrets: Secrets, phrases: Iterable[Phrase]) -> None:
    """Several words, or one that was run together, count anywhere; a single word in the owner's words only."""
    for phrase in phrases:
        alone = len(phrase.key) == 1 and (phrase.capital or phrase.kind == "the organisation")
        (secrets.in_own_words if alone else secrets.anywhere).append(phrase)


def _add_addresses(secrets: Secrets, person: Person) -> None:
    url = key(re.sub(r"^https?://(www\.)?", "", person.url, flags=re.IGNORECASE))
    addresses = [*map(key, person.emails), *([url] if len(url) > 1 else [])]
    secrets.anywhere.extend(Phrase(address, "", kind="the address") for address in addresses)
    secrets.phones.update({digits: phone for phone in person.phones if len(digits := _digits(phone)) >= FEWEST_DIGITS})


def _is_calendar(phrase: Phrase) -> bool:
    return set(phrase.key) <= _CALENDAR


def _is_telling(note: str) -> bool:
    return len(key(note)) >= SHORTEST_NOTE


def _short(note: str) -> str:
    text = " ".join(note.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _digits(phone: str) -> str:
    return "".join(str(digit(sign)) for sign in phone if sign.isdecimal()).lstrip("0")  # Arabic ones too


def _drop_shared(secrets: Secrets, shown: list[Person]) -> None:
    """What those who are shown are called, or where they work, may stand though somebody kept out shares it."""
    names = {phrase.key for person in shown for phrase in [*name_phrases(person, ""), *part_phrases(person, "")]}
    names |= {(word,) for name in names for word in name}
    works = "".join(f" {' '.join(p.key)} ." for person in shown for p in organisation_phrases(person.organisation))

    def is_shared(phrase: Phrase) -> bool:
        if phrase.kind == "the organisation":
            return f" {' '.join(phrase.key)} " in works
        return phrase.kind == "the name" and phrase.key in names

    for phrases in (secrets.anywhere, secrets.in_own_words):
        phrases[:] = [phrase for phrase in phrases if not is_shared(phrase)]


def scan(html: str, secrets: Secrets, own_words: Iterable[str] = (), allowed: Collection[str] = ()) -> list[str]:
    """Look through a finished file; what was allowed and is in it comes back. LeakError if anything else is found.

    `own_words` are the texts that the owner wrote and the report may show; elements with data-words="owner" are
    theirs too.
    """
    hits = list(dict.fromkeys(_hits(html, secrets, own_words)))
    passes = set(map(_sense, allowed))
    leaks = [hit for hit in hits if _sense(hit.words) not in passes]
    if leaks:
        raise LeakError(_one_each(leaks))
    return list(dict.fromkeys(hit.words for hit in hits))


def _one_each(hits: list[Hit]) -> list[Hit]:
    return list({(hit.kind, _sense(hit.words)): hit for hit in reversed(hits)}.values())[::-1]


def _sense(text: str) -> tuple[str, ...]:
    """What makes two spellings one: the folded words, or the text as it is where its signs tell more than letters."""
    return (text,) if is_odd(text) else key(text)


def _hits(html: str, secrets: Secrets, own_words: Iterable[str]) -> Iterator[Hit]:
    anywhere, single = Phrases(secrets.anywhere), Phrases(secrets.in_own_words)
    odd = re.compile("|".join(map(re.escape, secrets.odd))) if secrets.odd else None
    quoted = Phrases(_quoted(own_words, single, anywhere))
    for run in read_page(html):
        yield from _outermost(_phrases(run, (anywhere, single), quoted))
        yield from _phones(run, secrets.phones)
        for match in odd.finditer(run.text) if odd else ():
            if run.is_own(match.start()):
                yield Hit("the name", match.group(), run.place(match.start()))
        for match in _home().finditer(run.text):
            yield Hit("the folder", match.group(), run.place(match.start()))


@cache
def _home() -> re.Pattern[str]:
    """The home folder of whoever is at this computer, as a path or printed by Python: a login name is in it."""
    home = str(Path.home())
    either = "|".join(re.escape(path) for path in {home, home.replace("\\", "\\\\")} if len(home) > 1)
    return re.compile(rf"(?<!\w)(?:{either or '(?!)'})(?![\w-])", re.IGNORECASE)


def _phrases(run: Run, known: tuple[Phrases, Phrases], quoted: Phrases) -> Iterator[tuple[int, int, Hit]]:
    """The phrases in a text that count there (from, to, hit); of the first ones anywhere, if netkit doesn’t say so."""
    found = words(run.text)
    quotes = {at + int(phrase.value) for at, phrase in quoted.find(found, overlapping=True)}
    for anywhere, phrases in zip((True, False), known, strict=True):
        for at, phrase in phrases.find(found, overlapping=True):
            start, end = found[at].start, found[at + len(phrase.key) - 1].end
            if at in quotes or run.is_own(start) or (anywhere and not netkit_says(phrase.key)):
                yield start, end, Hit(phrase.kind, run.text[start:end], run.place(start))


def _outermost(hits: Iterable[tuple[int, int, Hit]]) -> Iterator[Hit]:
    """The hits in order without those that lie inside another one: who allows “Acme Analytics” allows its Acme."""
    last = 0
    for _, end, hit in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if end > last:
            yield hit
        last = max(last, end)


def _quoted(own_words: Iterable[str], *phrases: Phrases) -> Iterator[Phrase]:
    """The owner's words around each telling one, by which the place is known again wherever the page shows it."""
    for text in own_words:
        found = words(text)
        for at, phrase in (hit for known in phrases for hit in known.find(found, overlapping=True)):
            first, after = max(0, at - _WINDOW), at + len(phrase.key)
            around = tuple(word.folded for word in found[first : after + _WINDOW])
            yield Phrase(around, str(at - first), capital=len(around) == 1 and phrase.capital)
            cut = [(first, after), (at, after + _WINDOW)]  # as where a drawing has room for a part of a text only
            pieces = [(tuple(word.folded for word in found[start:end]), at - start) for start, end in cut]
            yield from (Phrase(piece, str(before)) for piece, before in pieces if len(piece) > _WINDOW)


def _phones(run: Run, phones: dict[str, str]) -> Iterator[Hit]:
    if not phones:
        return
    for match in _PHONE.finditer(run.text):
        digits = _digits(match.group())
        for known, phone in phones.items():
            same = digits == known or (min(len(digits), len(known)) >= 9 and digits[-9:] == known[-9:])
            if same:
                yield Hit("the phone number", phone, run.place(match.start()))


@cache
def _netkit_words() -> str:
    """Everything that netkit itself says in a report, as folded words: its code, templates and cells of 4_review."""
    package = Path(__file__).resolve().parents[1]
    modules = [path for part in _SPEAKING for path in package.glob(part)]
    texts = [text for path in modules for text in _constants(ast.parse(path.read_text(encoding="utf-8")))]
    texts += [path.read_text(encoding="utf-8") for path in package.rglob("*.j2")]
    texts += [cell.source for cell in read_notebook(share("notebooks") / NOTEBOOK).cells if is_netkits(cell)]
    return f" {' '.join(' '.join(key(text)) + ' .' for text in texts)} "


def _constants(tree: ast.AST) -> Iterator[str]:
    """The texts in a module that a person may come to read: docstrings are not among them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ""  # a docstring; the walk comes to it later
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def netkit_says(phrase: tuple[str, ...]) -> bool:
    """Whether netkit's own words contain these, so that a page may hold them whoever is called so."""
    return f" {' '.join(phrase)} " in _netkit_words()
