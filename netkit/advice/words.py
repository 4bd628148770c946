"""Spans of time and other people's words, as a friendly sentence says them."""

from __future__ import annotations

from datetime import date

import pandas as pd

from netkit.numbers import count


def span(days: int) -> str:
    """So many days as people say it: 5 days, 3 weeks, 4 months, 2 years."""
    for size, most, word in ((1, 14, "day"), (7, 12 * 7, "week"), (30, 24 * 30, "month"), (365, 10**6, "year")):
        if days < most:
            return count(round(days / size), word)
    return "ages"


def ago(on: date | pd.Timestamp, today: date) -> str:
    """How long ago a day is: today, yesterday, 5 days ago."""
    days = (pd.Timestamp(today) - pd.Timestamp(on)).days
    return {0: "today", 1: "yesterday"}.get(days) or f"{span(days)} ago"


def every(days: int) -> str:
    """A cadence: every day, every week, every 8 weeks, every 45 days."""
    size, word = (7, "week") if days % 7 == 0 else (30, "month") if days % 30 == 0 else (1, "day")
    return f"every {word}" if days == size else f"every {days // size} {word}s"


def quoted(text: str) -> str:
    """Somebody's own words, in quotation marks."""
    return f"“{text.strip()}”"
