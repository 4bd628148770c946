"""Text as folded words, and known phrases found in it: what redaction and the scan have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

# Marks that belong to the letter before them, and signs that cannot be seen: both are parts of a word.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0970-\u0dff\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
# Scripts that put no space between words, or hang endings on them: each of their letters counts as a word.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(f"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\\W_])(?:(?![{_UNSPACED}])[^\\W_]|[{_MARKS}])*")
_EVERYDAY = Path(__file__).with_name("everyday.txt")
_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, how it reads without case and accents, whether it is capitalised."""

    start: int
    end: int
    folded: str
    capital: bool


@lru_cache(maxsize=100_000)
def bare(word: str) -> str:
    """The word without case, accents, widths and unseen signs; '' if nothing but those is in it."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    return "".join(sign for sign in plain if sign.isalnum()).translate(_STROKES)


def words(text: str) -> list[Word]:
    """The words of a text in order; in scripts without spaces each letter is one."""
    found = []
    for match in _WORD.finditer(text):
        raw, folded = match.group(), bare(match.group())
        if folded:
            first = raw[0]
            capital = first.isupper() or first.istitle() or (first.isalpha() and first.lower() == first.upper())
            found.append(Word(match.start(), match.end(), folded, capital))
    return found


def key(text: str) -> tuple[str, ...]:
    """The folded words of a phrase: two spellings of one name have the same key."""
    return tuple(word.folded for word in words(text))


def is_everyday(word: str) -> bool:
    """Whether a folded word is so common in English that in small letters it names nobody."""
    return word in _everyday() or word.isdigit()


@cache
def _everyday() -> frozenset[str]:
    return frozenset(_EVERYDAY.read_text(encoding="utf-8").split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A known phrase; `value` is what the caller wants back with it, `capital` asks for capitals in the text."""

    key: tuple[str, ...]
    value: str
    capital: bool = False
    kind: str = ""


@dataclass
class Phrases:
    """Many phrases, found in one pass over a text however many they are."""

    phrases: Iterable[Phrase]
    _by_first: dict[str, list[Phrase]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for phrase in dict.fromkeys(self.phrases):
            if phrase.key:
                self._by_first.setdefault(phrase.key[0], []).append(phrase)
        for starting in self._by_first.values():
            starting.sort(key=lambda phrase: -len(phrase.key))  # stable: of equal phrases the first one wins

    def find(self, found: list[Word], overlapping: bool = False) -> Iterator[tuple[int, Phrase]]:
        """Each phrase among the words, with the index of its first word; the longest first.

        What lies inside one that was found is not found again, unless `overlapping`.
        """
        at = 0
        while at < len(found):
            step = 1
            for phrase in self._by_first.get(found[at].folded, ()):
                if _stands(phrase, found, at):
                    yield at, phrase
                    if not overlapping:
                        step = len(phrase.key)
                        break
            at += step

    def replace(self, text: str, inside: bool = False) -> str:
        """The text with each phrase replaced by its value; `inside` spares what may be no name.

        That is the first word of a sentence, and what stands before another capital, as in "Leeds Data Meetup".
        """
        text = unicodedata.normalize("NFC", text)
        found, parts, done = words(text), [], 0
        for at, phrase in self.find(found):
            if inside and not _is_inside(text, found, at, at + len(phrase.key)):
                continue
            parts += [text[done : found[at].start], phrase.value]
            done = found[at + len(phrase.key) - 1].end
            if phrase.value.endswith(".") and text[done : done + 1] == "." != text[done + 1 : done + 2]:
                done += 1  # the full stop of an initial ends the sentence too
        return "".join([*parts, text[done:]])


def _stands(phrase: Phrase, found: list[Word], at: int) -> bool:
    here = found[at : at + len(phrase.key)]
    return tuple(word.folded for word in here) == phrase.key and (
        not phrase.capital or all(word.capital for word in here)
    )


def _is_inside(text: str, found: list[Word], start: int, end: int) -> bool:
    before = text[found[start - 1].end if start else 0 : found[start].start]
    after = text[found[end - 1].end : found[end].start] if end < len(found) else "."
    return start > 0 and not set(".!?:\n") & set(before) and not (after == " " and found[end].capital)
