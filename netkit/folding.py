"""Text as it is compared: two spellings of one word fold to the same."""

from __future__ import annotations

from unicodedata import combining, normalize


def folded(text: str) -> str:
    """Without capitals, in one form of each letter (NFKC), white space single: what says the same is the same."""
    return " ".join(normalize("NFKC", normalize("NFKC", text).casefold()).split())


def without_accents(text: str) -> str:
    """Without capitals and accents, white space single: what is found by those who type plain letters."""
    if text.isascii():
        return " ".join(text.casefold().split())
    return " ".join("".join(c for c in normalize("NFKD", text.casefold()) if not combining(c)).split())
