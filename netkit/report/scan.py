"""The last look at a finished report: whether anything in the file still tells who somebody is.

Full names, e-mail addresses, phone numbers, web addresses, organisations and notes are looked for everywhere: in
text, attributes, drawings and metadata, with entities, percent signs, base64 and \\u-escapes decoded, without case
and accents. A single word (a first name, a last name, an organisation of one word) counts only in what the
owner wrote, where it is capitalised. What netkit itself says never counts; nor does what the owner allowed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from netkit.errors import NetkitError
from netkit.records import Person
from netkit.report.contents import Contents
from netkit.report.names import name_phrases, odd_names, part_phrases
from netkit.report.reading import Run, read_page
from netkit.report.running import NOTEBOOK, is_netkits, read_notebook
from netkit.report.words import Phrase, Phrases, Word, key, words
from netkit.workbook import share

SHORTEST_NOTE = 3  # words; a shorter note says nothing that could be told from ordinary words
FEWEST_DIGITS = 7  # of a phone number
_PHONE = re.compile(r"(?<![\w.])\+?\(?\d(?:[ \u00a0\u202f().\-/]{0,2}\d){6,16}(?![\w])")
_SPEAKING = ("report/*.py", "charts/*.py", "metrics/**/*.py", "advice/*.py", "vocabulary.py")
_WINDOW = 2  # words before and after, by which the owner's words are known again in the page
_CALENDAR = frozenset(
    re.findall(
        r"\w+",
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december jan feb mar apr jun jul aug sep sept oct nov dec",
    )
)


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
    for person in contents.people:
        _add_addresses(secrets, person.emails, [person.url], person.phones)
        if level != "full" or person.keep_out_of_reports:
            _add_names(secrets, person.organisation, name_phrases(person, ""))
            secrets.odd.extend(odd_names(person))
            secrets.in_own_words.extend(p for p in _shown(part_phrases(person, "")) if not _is_calendar(p))
    if not contents.settings.report_owner:
        owners = [Phrase(key(name), name, kind="your name") for name in contents.settings.owner_names]
        secrets.anywhere.extend(phrase for phrase in owners if len(phrase.key) > 1)
        _add_addresses(secrets, contents.settings.owner_addresses, [], [])
    notes = [record.note for group in (contents.people, contents.interactions, contents.exchanges) for record in group]
    secrets.anywhere.extend(Phrase(key(note), _short(note), kind="a note") for note in notes if _is_telling(note))
    if level == "full":
        _drop_shared(secrets, [person for person in contents.people if not person.keep_out_of_reports])
    return secrets


def _add_names(secrets: Secrets, organisation: str, names: Iterable[Phrase]) -> None:
    for phrase in _shown(names):
        (secrets.in_own_words if phrase.capital else secrets.anywhere).append(phrase)
    found = key(organisation)
    if len(found) > 1:
        secrets.anywhere.append(Phrase(found, organisation, kind="the organisation"))
    elif found:
        capital = organisation.strip()[:1].isupper()
        secrets.in_own_words.append(Phrase(found, organisation, capital, kind="the organisation"))


def _add_addresses(secrets: Secrets, emails: list[str], urls: list[str], phones: list[str]) -> None:
    secrets.anywhere.extend(Phrase(key(email), email, kind="the address") for email in emails)
    plain = [(url, re.sub(r"^https?://(www\.)?", "", url, flags=re.IGNORECASE)) for url in urls]
    secrets.anywhere.extend(Phrase(key(short), url, kind="the address") for url, short in plain if len(key(short)) > 1)
    secrets.phones.update({digits: phone for phone in phones if len(digits := _digits(phone)) >= FEWEST_DIGITS})


def _shown(phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    return (Phrase(p.key, " ".join(p.key), p.capital, "the name") for p in phrases)


def _is_calendar(phrase: Phrase) -> bool:
    """May or April as a first name alone would stop every report that has a date in it."""
    return set(phrase.key) <= _CALENDAR


def _is_telling(note: str) -> bool:
    return len(key(note)) >= SHORTEST_NOTE


def _short(note: str) -> str:
    text = " ".join(note.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone).lstrip("0")


def _drop_shared(secrets: Secrets, shown: list[Person]) -> None:
    """What those who are shown are called, or where they work, may stand though somebody kept out shares it."""
    whole = {phrase.key for person in shown for phrase in name_phrases(person, "")}
    parts = {phrase.key for person in shown for phrase in part_phrases(person, "")}
    singles = {(word,) for name in whole for word in name}
    places = "".join(f" {' '.join(key(person.organisation))} ." for person in shown)

    def is_shared(phrase: Phrase, names: set[tuple[str, ...]]) -> bool:
        if phrase.kind == "the organisation":
            return f" {' '.join(phrase.key)} " in places
        return phrase.kind == "the name" and phrase.key in names

    secrets.anywhere[:] = [p for p in secrets.anywhere if not is_shared(p, whole)]
    secrets.in_own_words[:] = [p for p in secrets.in_own_words if not is_shared(p, whole | parts | singles)]


def scan(html: str, secrets: Secrets, own_words: Iterable[str] = (), allowed: Collection[str] = ()) -> list[str]:
    """Look through a finished file; what was allowed and is in it comes back. LeakError if anything else is found.

    `own_words` are the texts that the owner wrote and the report may show; elements with data-words="owner" are
    theirs too.
    """
    hits = list(dict.fromkeys(_hits(html, secrets, own_words)))
    passes = {key(word) for word in allowed}
    leaks = [hit for hit in hits if key(hit.words) not in passes]
    if leaks:
        raise LeakError(_one_each(leaks))
    return list(dict.fromkeys(hit.words for hit in hits))


def _one_each(hits: list[Hit]) -> list[Hit]:
    return list({(hit.kind, key(hit.words)): hit for hit in reversed(hits)}.values())[::-1]


def _hits(html: str, secrets: Secrets, own_words: Iterable[str]) -> Iterator[Hit]:
    anywhere, single = Phrases(secrets.anywhere), Phrases(secrets.in_own_words)
    odd = re.compile("|".join(map(re.escape, secrets.odd))) if secrets.odd else None
    quoted = Phrases(_quoted(own_words, single, anywhere))
    for run in read_page(html):
        found = words(run.text)
        quotes = {at + int(phrase.value) for at, phrase in quoted.find(found, overlapping=True)}
        for known in (anywhere, single):
            for at, phrase in known.find(found, overlapping=True):
                start = found[at].start
                own = at in quotes or run.is_own(start)
                if own or (known is anywhere and not netkit_says(phrase.key)):
                    yield Hit(phrase.kind, _as_written(run, found, at, phrase), run.place(start))
        yield from _phones(run, secrets.phones)
        for match in odd.finditer(run.text) if odd else ():
            if run.is_own(match.start()):
                yield Hit("the name", match.group(), run.place(match.start()))


def _as_written(run: Run, found: list[Word], at: int, phrase: Phrase) -> str:
    return run.text[found[at].start : found[at + len(phrase.key) - 1].end]


def _quoted(own_words: Iterable[str], *phrases: Phrases) -> Iterator[Phrase]:
    """The owner's words around each telling one, by which the place is known again wherever the page shows it."""
    for text in own_words:
        found = words(text)
        for at, phrase in (hit for known in phrases for hit in known.find(found, overlapping=True)):
            before, after = max(0, at - _WINDOW), at + len(phrase.key) + _WINDOW
            around = tuple(word.folded for word in found[before:after])
            yield Phrase(around, str(at - before), capital=len(around) == 1 and phrase.capital)


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
