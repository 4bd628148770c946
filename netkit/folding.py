"""Text as it is compared: two spellings of one word fold to the same."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import combining, normalize


def folded(text: str) -> str:
    """Without capitals, in one form of each letter (NFKC), white space single: what says the same is the same."""
    return " ".join(normalize("NFKC", normalize("NFKC", text).casefold()).split())


def without_accents(text: str) -> str:
    """Without capitals and accents, white space single: what is found by those who type plain letters."""
    if text.isascii():
        return " ".join(text.casefold().split())
    return " ".join("".join(c for c in normalize("NFKD", text.casefold()) if not combining(c)).split())


def letter_by_letter(text: str) -> tuple[str, Sequence[int]]:
    """A text without capitals and accents, and for each of its letters the place in `text` where it stood."""
    if text.isascii():
        return text.casefold(), range(len(text))
    plain = [(c, at) for at, whole in enumerate(text) for c in normalize("NFKD", whole.casefold()) if not combining(c)]
    return "".join(c for c, _ in plain), [at for _, at in plain]
