"""Names of people: how they may be spelt, and the labels that stand for them in a report."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from random import Random

from netkit.records import Person, Settings
from netkit.report.words import Phrase, Phrases, is_everyday, key, words

_SIGN = re.compile(r"[^\w\s]")
_TELLING = re.compile(r"[^\W\d_]|[^\x00-\u218f]")  # a letter or a picture: "?" and "-" stand for no name
_SHORT = re.compile(r"""[("“„«\[]\s*([^\W\d_][\w'’ -]{0,24})[)"“”»\]]""")  # Ines (Nessie) Okafor
_NAME = re.compile(r"[^\W\d_][\w'’.-]*")  # between a first and a last name
_TITLES = frozenset({
    "Dr", "Prof", "Professor", "Mr", "Mrs", "Ms", "Miss", "Mx", "Sir", "Dame", "Lord", "Lady", "Rev", "Herr", "Frau",
    "Dott", "Dipl", "Ing",
})  # fmt: skip
_DEGREES = frozenset({
    "PhD", "DPhil", "MD", "MBA", "MSc", "BSc", "MA", "BA", "MPhil", "LLM", "LLB", "JD", "CPA", "CFA", "PMP", "RN",
    "Esq", "Jr", "Sr", "II", "III", "IV",
})  # fmt: skip  # with their capitals: Ma is a name
_PARTICLES = frozenset({
    "de", "del", "della", "der", "den", "di", "da", "do", "dos", "du", "la", "le", "van", "von", "zu", "zur", "bin",
    "ibn", "al", "el", "of", "the",
})  # fmt: skip
_TWO_LETTERS = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa",
})  # fmt: skip
SHORTEST_JOINED = 7  # letters of a first and a last name run together, below which it may be a word
SHORTEST_HANDLE = 5  # letters, or one less with a digit among them
_FAMILY_FIRST = re.compile("[\u3400-\u9fff\uac00-\ud7af]{3,5}")  # 王小明: the last two letters are the given name
_NOUNS = ("Person", "Contact", "Somebody", "Partner")
_PSEUDONYMS = Path(__file__).with_name("pseudonyms.txt")  # first words on its first line, second on its second


def spellings(name: str) -> list[tuple[str, ...]]:
    """The keys under which a whole name is met: as stored, without title or middle name, reversed, run together.

    Each also with the letters that stand for an umlaut: Joerg Mueller for Jörg Müller.
    """
    return list(dict.fromkeys(found for spelt in _transcribed(name) for found in _spellings(spelt)))


def _spellings(name: str) -> Iterator[tuple[str, ...]]:
    chunks = _called(name)
    whole = [key(name), key(name.split(",")[0]), key(" ".join(chunks))]
    if len(chunks) > 1:
        first, last = key(chunks[0]), key(chunks[-1])
        whole += [first + last, last + first, last + key(" ".join(chunks[:-1]))]
        joined = ["".join(first + last), "".join(last + first)]
        yield from ((word,) for word in joined if len(word) >= SHORTEST_JOINED and first and last)
    yield from (spelling for spelling in whole if len(spelling) > 1)


def single_words(name: str) -> list[tuple[str, ...]]:
    """The keys of the words of a name, the first name first, if they are more than a letter and no particle.

    A word with a hyphen counts whole, by its parts and run together, and so does a short name in brackets or quotes;
    with an s behind it too (the Okafors) where that is no everyday word.
    """
    found = [key(part) for spelt in _transcribed(name) for part in _parts(spelt)]
    singles = [single for single in dict.fromkeys(found) if len("".join(single)) > 1]
    joined = [word for word in map("".join, singles) if word.isascii()]
    several = [f"{word}s" for word in joined if not is_everyday(f"{word}s")]
    return list(dict.fromkeys([*singles, *((word,) for word in [*joined, *several])]))


def _parts(name: str) -> Iterator[str]:
    chunks = _called(name)
    middle = [chunk for chunk in chunks[1:-1] if _NAME.fullmatch(chunk) and chunk.casefold() not in _PARTICLES]
    for chunk in [*chunks[:1], *middle, *chunks[1:][-1:], *_SHORT.findall(name)]:
        yield chunk
        if _FAMILY_FIRST.fullmatch(chunk):
            yield from filter(lambda part: len(part) > 1, (chunk[-2:], chunk[:-2]))
        yield from (part for part in re.split(r"[-\u2010\u2011]", chunk) if part != chunk)


def _called(name: str) -> list[str]:
    """The words by which somebody is called, first name first, without title, degree or short name."""
    before, _, after = _SHORT.sub(" ", unicodedata.normalize("NFC", name)).partition(",")
    given = [chunk for chunk in after.split(",")[0].split() if _letters(chunk) not in _DEGREES]
    chunks = [*given, *before.split()]
    while len(chunks) > 1 and _letters(chunks[0]) in _TITLES:
        chunks = chunks[1:]
    while len(chunks) > 2 and _letters(chunks[-1]) in _DEGREES and not before.isupper():
        chunks = chunks[:-1]
    return chunks


def _letters(chunk: str) -> str:
    return "".join(letter for letter in chunk if letter.isalpha())


def _transcribed(name: str) -> list[str]:
    plain = unicodedata.normalize("NFC", name)
    return list(dict.fromkeys([plain, plain.translate(_TWO_LETTERS)]))


def names_of(person: Person) -> list[str]:
    """The name and the other names of a person, the empty left out."""
    return [name for name in (person.name, *person.other_names) if name.strip()]


def hidden_owner(settings: Settings) -> Person | None:
    """The owner as one of the people to be known again, where their name is not to be shown."""
    told = settings.owner_names, settings.owner_addresses
    names, emails = ([each for each in group if each.strip()] for group in told)
    if settings.report_owner or not (names or emails):
        return None
    return Person(name="".join(names[:1]), other_names=names[1:], emails=emails)


def name_phrases(person: Person, value: str) -> Iterator[Phrase]:
    """Every whole name of a person as a phrase; a name of one word counts only where it is capitalised."""
    for name in names_of(person):
        yield from (Phrase(spelling, value, kind="name") for spelling in spellings(name))
        if len(key(name)) == 1:
            yield Phrase(key(name), value, capital=True, kind="name")


def odd_names(person: Person) -> list[str]:
    """Names that are odd: these are looked for as they are written."""
    plain = [unicodedata.normalize("NFC", name).strip() for name in names_of(person)]
    return list(filter(is_odd, plain))


def is_odd(name: str) -> bool:
    """Whether the signs of a name tell more than its letters, such as an emoji."""
    return len(key(name)) < 2 and bool(_SIGN.search(name) and _TELLING.search(name))


def part_phrases(person: Person, value: str) -> Iterator[Phrase]:
    """First and last names alone, capitalised, as phrases."""
    for name in names_of(person):
        yield from (Phrase(single, value, capital=True, kind="name") for single in single_words(name))


def handle_phrases(person: Person) -> Iterator[Phrase]:
    """By what somebody is known on the web, capitals or not: iokafor, the name in an e-mail address or a profile's."""
    own = {single for name in names_of(person) for single in single_words(name)}
    written = [email.split("@")[0] for email in person.emails] + person.url.rstrip("/").split("/")[3:][-1:]
    found = [handle for name in names_of(person) for handle in _initial_and_last(name)] + list(map(key, written))
    for handle in dict.fromkeys(found):
        length = sum(map(len, handle)) + any(sign.isdigit() for word in handle for sign in word)
        if length >= SHORTEST_HANDLE and handle not in own and not all(map(is_everyday, handle)):
            yield Phrase(handle, "", kind="the handle")


def _initial_and_last(name: str) -> Iterator[tuple[str, ...]]:
    for chunks in map(_called, _transcribed(name)):
        first, last = key(chunks[0] if len(chunks) > 1 else ""), "".join(key(chunks[-1] if chunks else ""))
        if first:
            letter = first[0][:1]
            yield from ((letter + last,), (last + letter,), (letter, last))


def initials(name: str) -> str:
    """The first letters of the first and the last word, such as `I. O.`; '' in scripts without capitals."""
    chunks = _called(name)
    letters = [next((c for c in chunk if c.isalpha()), "") for chunk in dict.fromkeys([*chunks[:1], *chunks[-1:]])]
    if not letters or any(not letter or letter.lower() == letter.upper() for letter in letters):
        return ""
    return " ".join(f"{letter.upper()[:1]}." for letter in letters)


def labels(people: Sequence[Person], level: str, random: Random, hidden: Sequence[Person] = ()) -> dict[str, str]:
    """What stands for each person (by id) at a level of names; no label betrays anybody's name, nor that of
    the hidden, who get none.

    full: the name. initials: `I. O.`, equal ones numbered; none where the script has no capitals. pseudonyms: two
    random words. Whoever has no label by these rules is "Person 3"; so is everybody at the level none.
    """
    known = [*people, *hidden]
    telling = Phrases(phrase for p in known for phrase in [*name_phrases(p, p.id), *part_phrases(p, p.id)])
    if level == "full":
        wished = {person.id: person.name.strip() for person in people}
    elif level == "initials":
        wished = _numbered({person.id: initials(person.name) for person in people})
    elif level == "pseudonyms":
        wished = _pseudonyms([person.id for person in people], telling, random)
    else:
        wished = {}
    if level != "full":
        wished = {id: label for id, label in wished.items() if not _tells(telling, label)}
    plain = (f"{_noun(telling)} {number}" for number in count(1))
    safe = (label for label in plain if label not in wished.values() and not _tells(telling, label))
    return {person.id: wished.get(person.id) or next(safe) for person in people}


def _numbered(wished: dict[str, str]) -> dict[str, str]:
    often, seen = Counter(wished.values()), Counter[str]()
    numbered = {}
    for id, label in wished.items():
        seen[label] += 1
        numbered[id] = f"{label} {seen[label]}" if label and often[label] > 1 else label
    return numbered


def _pseudonyms(ids: list[str], telling: Phrases, random: Random) -> dict[str, str]:
    lines = _PSEUDONYMS.read_text(encoding="utf-8").splitlines()
    first, second = ([word for word in line.split() if not _tells(telling, word)] for line in lines)
    pairs = len(first) * len(second)
    chosen = random.sample(range(-(-len(ids) // pairs) * pairs), len(ids)) if pairs else []
    return {id: _pair(first, second, number) for id, number in zip(ids, chosen, strict=False)}


def _pair(first: list[str], second: list[str], number: int) -> str:
    more, rest = divmod(number, len(first) * len(second))
    one, two = divmod(rest, len(second))
    return f"{first[one]} {second[two]}" + (f" {more + 1}" if more else "")


def _noun(telling: Phrases) -> str:
    return next((noun for noun in _NOUNS if not _tells(telling, noun)), "No.")


def _tells(telling: Phrases, label: str) -> bool:
    return next(telling.find(words(label)), None) is not None
