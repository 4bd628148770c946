"""Numbers as people say them, with what they count."""

from __future__ import annotations

_IRREGULAR = {"person": "people", "reply": "replies", "entry": "entries"}
_SMALL = (
    *("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
    "twenty",
)


def plural(n: float, noun: str) -> str:
    """The noun alone, in the form that goes with n: `person` for 1, `people` for anything else."""
    if n == 1:
        return noun
    head, of, tail = noun.partition(" of ")
    lead, _, last = head.rpartition(" ")
    return f"{lead} {_IRREGULAR.get(last, last + 's')}".strip() + of + tail


def count(n: float, noun: str) -> str:
    """`1 person`, `12 people`, `0 people`, `1,204 people`."""
    return f"{figure(n)} {plural(n, noun)}"


def figure(n: float) -> str:
    """A number with at most two decimals, thousands apart: `3`, `0.23`, `1,204`; a dash for NaN."""
    if n != n:
        return "–"
    return f"{n:,.2f}".rstrip("0").rstrip(".").replace("-", "−")


def in_words(n: int, *beside: int) -> str:
    """`four` up to twenty, else `21`; a number in `beside` that needs digits makes this one digits too."""
    return _SMALL[n] if all(0 <= each <= 20 for each in (n, *beside)) else figure(n)


def spelled(n: int, noun: str) -> str:
    """`one week`, `three weeks`, `21 days`."""
    return f"{in_words(n)} {plural(n, noun)}"
