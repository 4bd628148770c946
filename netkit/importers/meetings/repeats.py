"""Meetings that are held again and again: which rules can be followed, and the days they come to."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from netkit.errors import NetkitError

if TYPE_CHECKING:
    from icalendar import Event

YEARS = 10  # how far back repetitions are followed
LINE = "X-NETKIT-LINE"  # notes in an event on which line of the file it begins
MOST = 1_000  # repetitions of one meeting, the last ones
LONGEST_COUNT = 10_000
LONGEST_RULE = 500  # characters
LEAP = 2024  # a year that has a 29 February
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
TOO_FREQUENT = ("HOURLY", "MINUTELY", "SECONDLY")
OF_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")


def refusal(rule: str) -> str:
    """Why a rule (FREQ=WEEKLY;COUNT=3) is not followed; '' if it is.

    Refused is what no meeting has and what a computer could count at for hours: several times a day, steps of
    nothing, days that never come.
    """
    if len(rule) > LONGEST_RULE:
        return "in a way that nobody knows"
    parts = dict(part.strip().upper().partition("=")[::2] for part in rule.split(";") if part.strip())
    step, count = parts.get("INTERVAL", "1"), parts.get("COUNT", "1")
    by = {name for name in parts if name.startswith("BY")}
    if parts.get("FREQ") in TOO_FREQUENT or any("," in parts.get(name, "") for name in OF_A_DAY):
        return "more often than once a day"
    if parts.get("FREQ") not in FREQUENCIES:
        return "in a way that nobody knows"
    if not re.fullmatch(r"0*[1-9]\d{0,3}", step):
        return "in steps that lead nowhere"
    if not re.fullmatch(r"\d{1,9}", count) or int(count) > LONGEST_COUNT:
        return "more often than anybody can meet"
    if "COUNT" in parts and "UNTIL" in parts:
        return "both a number of times and until a day, which nobody can follow"
    rare = by - {"BYDAY", "BYMONTH", *OF_A_DAY}
    lost = parts["FREQ"] == "DAILY" and (rare or (by - {*OF_A_DAY} and int(step) > 1))
    return "on days that may never come" if lost or _never_comes(parts) else ""


def _never_comes(parts: dict[str, str]) -> bool:
    """Whether no month has such a day (30 February), or so many Mondays (the sixth): to look for it takes a second."""
    days, months = _numbers(parts.get("BYMONTHDAY", "")), _numbers(parts.get("BYMONTH", "")) or range(1, 13)
    lengths = [monthrange(LEAP, month)[1] for month in months if 1 <= month <= 12]
    counted = [_numbers(day) for day in parts.get("BYDAY", "").split(",")]
    most = 5 if parts["FREQ"] == "MONTHLY" else 53
    too_many = all(numbers and not 1 <= abs(numbers[0]) <= most for numbers in counted)
    return too_many or bool(days and not any(1 <= abs(day) <= length for day in days for length in lengths))


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"[+-]?\d{1,9}", text)]


def occurrences(events: Iterable[Event], today: date) -> tuple[list[Event], int]:
    """The times up to today at which the events of one UID are held, and how many earlier ones are left out.

    At most the last 1,000 of ten years; those that were moved are where they were moved to.
    """
    import recurring_ical_events
    from icalendar import Calendar

    series = Calendar()
    first, end = date(today.year - YEARS, 1, 1), min(today, date(2199, 12, 30)) + timedelta(days=1)
    try:
        for event in _by_their_hour(list(events)):
            series.add_component(event)
        held = recurring_ical_events.of(series).between(first, end)
    except Exception as error:  # whatever the libraries raise on a rule, it is that rule's trouble alone
        raise NetkitError("its repetition can't be read") from error
    done = sorted((event for event in held if day_in(event) <= today), key=day_in)
    return done[-MOST:], len(done[:-MOST])


def _by_their_hour(events: list[Event]) -> list[Event]:
    """The events; where a meeting has an hour, a time of it that is named by its day alone is named by both."""
    start = next((moment(event, "DTSTART") for event in events if "RECURRENCE-ID" not in event), None)
    named: list[Any] = [event["RECURRENCE-ID"] for event in events if "RECURRENCE-ID" in event]
    for one in named:
        if isinstance(start, datetime) and isinstance(one.dt, date) and not isinstance(one.dt, datetime):
            one.dt = datetime.combine(one.dt, start.time(), start.tzinfo)
    return events


def day_in(event: Event) -> date:
    """The day of an event in its own zone."""
    start: date = moment(event, "DTSTART")
    return start.date() if isinstance(start, datetime) else start


def moment(event: Event, name: str) -> Any:
    """The day, the time or the length that a property holds."""
    held: Any = event[name]
    return held.dt
