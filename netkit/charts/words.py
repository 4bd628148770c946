"""Shares, days and lists as people say them: what titles, footnotes and alt texts are joined from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date

from netkit.numbers import count, figure
from netkit.targets import PER_WEEK
from netkit.vocabulary import MONTH_NAMES, MONTHS, PERIOD, say_day


def part(share: float) -> str:
    """A share in whole percent: `61%`; `100%` only of all and `0%` only of none, else `over 99%` and `under 1%`."""
    if 0.995 <= share < 1:
        return "over 99%"
    return "under 1%" if 0 < share < 0.005 else f"{share:.0%}"


def rate_planned(a_week: float, per: str = "") -> str:
    """A number a week in the period in which it was planned: `3 a week`, `2 a month`; `0.3 a week` if it fits none.

    Without `per` a part of a person a week is by the month.
    """
    a_month = a_week / PER_WEEK["month"]
    if per == "month" or (a_week != int(a_week) and abs(a_month - round(a_month)) < 1e-6):
        return f"{figure(round(a_month))} {PERIOD.say('month')}"
    return f"{figure(a_week)} {PERIOD.say('week')}"


def signed(x: float) -> str:
    """`+0.16`, `−0.16` or `0.00`: two decimals, a real minus sign."""
    text = f"{x:+.2f}".replace("-", "−")
    return "0.00" if text in ("+0.00", "−0.00") else text


def short_day(when: date) -> str:
    """`12 Mar`."""
    return f"{when.day} {MONTHS[when.month - 1]}"


def month(when: date, seen_from: date) -> str:
    """`January`, or `January 2025` where that is ten months ago or more."""
    far = (seen_from - when).days > 300
    return f"{MONTH_NAMES[when.month - 1]} {when.year}" if far else MONTH_NAMES[when.month - 1]


def about(when: date, seen_from: date) -> str:
    """`early January`, `mid-January` or `late January`, with the year where that is ten months ago or more."""
    part = ("early ", "mid-", "late ")[min(2, (when.day - 1) // 10)]
    return part + month(when, seen_from)


def since(first: date, last: date) -> str:
    """`since January`, or `since 12 Mar` in the first two months."""
    return f"since {month(first, last) if (last - first).days > 60 else short_day(first)}"


def span(first: date, last: date) -> str:
    """`1 Dec 2025 to 29 Mar 2026`, or the one day."""
    return say_day(first) if first == last else f"{say_day(first)} to {say_day(last)}"


def listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def some(parts: Sequence[str], most: int = 4, noun: str = "other") -> str:
    """The list, cut after `most` parts: `a, b, c, d and 3 others`."""
    rest = len(parts) - most
    return listed(parts) if rest <= 0 else f"{', '.join(parts[:most])} and {count(rest, noun)}"


def shortened(text: str, most: int) -> str:
    """The text, cut to `most` characters with an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def wrapped(text: str, most: int) -> list[str]:
    """The text in one or two lines of at most `most` characters, cut with an ellipsis where it is longer."""
    return textwrap.wrap(text, most, max_lines=2, placeholder="…") or [""]


def sentence(*parts: str) -> str:
    """The parts that are not empty, joined by spaces, with a capital at the start."""
    text = " ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def runs(flags: Iterable[bool]) -> list[tuple[int, int]]:
    """First and last position of each unbroken run of True."""
    found: list[tuple[int, int]] = []
    for at, flag in enumerate(flags):
        if flag and found and found[-1][1] == at - 1:
            found[-1] = (found[-1][0], at)
        elif flag:
            found.append((at, at))
    return found
