"""When two answers say the same: words, in any script, and the groups that nearly equal answers form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from unicodedata import category

from netkit.folding import folded

ALIKE = 0.8  # token-set Jaccard from which on two answers count as one
# Scripts written without spaces: first and last code point, and about how many letters make a word [choice].
UNSPACED = (
    (0x0E00, 0x0EFF, 5),  # Thai, Lao
    (0x1000, 0x109F, 5),  # Burmese
    (0x1780, 0x17FF, 5),  # Khmer
    (0x3040, 0x30FF, 3),  # kana
    (0x3400, 0x9FFF, 2),  # Han
    (0xF900, 0xFAFF, 2),
    (0x20000, 0x3FFFF, 2),
)


def tokens(text: str) -> frozenset[str]:
    """Its words; in a script without spaces its pairs of neighbouring letters. Empty if nothing is said."""
    found: set[str] = set()
    for letters_a_word, run in _runs(folded(text)):
        found.update(_pairs(run) if letters_a_word else [run])
    return frozenset(found)


def word_count(text: str) -> int:
    """How many words the text has; in scripts without spaces reckoned from its letters."""
    words = 0.0
    for letters_a_word, run in _runs(folded(text)):
        letters = sum(not category(char).startswith("M") for char in run)
        words += letters / letters_a_word if letters_a_word else 1
    return -int(-words // 1)


def is_said(text: str) -> bool:
    """Whether there is at least one letter or digit."""
    return any(category(char)[0] in "LN" for char in text)


def groups(texts: Sequence[str]) -> list[list[int]]:
    """Positions of the texts that say nearly the same, as connected components, in order of appearance.

    Two are linked if the Jaccard index of their token sets is at least .8; texts without words are one group.
    """
    bags = [tokens(text) for text in texts]
    found: list[list[int]] = []
    for new, bag in enumerate(bags):
        linked = [group for group in found if any(_jaccard(bag, bags[old]) >= ALIKE for old in group)]
        merged = sorted([new, *(position for group in linked for position in group)])
        found = sorted([*(group for group in found if group not in linked), merged])
    return found


def distinct(texts: Iterable[str]) -> int:
    """How many different things the texts say."""
    return len(groups(list(texts)))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Runs of letters of one kind of script; the number is the letters a word has there, 0 with spaces."""
    for (is_word, letters_a_word), run in groupby(text, lambda char: (_in_word(char), _letters_a_word(char))):
        if is_word:
            yield letters_a_word, "".join(run)


def _in_word(char: str) -> bool:
    return category(char)[0] in "LMN"


def _letters_a_word(char: str) -> int:
    return next((letters for first, last, letters in UNSPACED if first <= ord(char) <= last), 0)


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]
