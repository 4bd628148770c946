"""The weekly quarter of an hour and the day to look back, as a calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from icalendar import Event

from netkit.advice.ics import calendar_file, event
from netkit.questions import Plan
from netkit.vocabulary import WEEKDAY

USUAL_TIME = time(9)
SLOT, REVIEW = timedelta(minutes=15), timedelta(minutes=10)
BEFORE = timedelta(minutes=-10)


def calendar(plan: Plan, today: date) -> bytes:
    """The plan's weekly slot and review day as an iCalendar file (RFC 5545); b"" if neither day is chosen.

    Times are floating: the same on the clock wherever one is; 9:00 where no time is said. Each event repeats
    weekly from its first day on or after `today`, leaves out days off, has a reminder ten minutes before, and
    keeps its UID, so that a newer file replaces the older one.
    """
    when = plan.when
    at = _time(when.slot_time)
    review_at = (datetime.combine(today, at) + SLOT).time() if when.review == when.slot_day else at
    events = [
        _weekly(plan, today, "slot", when.slot_day, at, SLOT, "Networking: your 15 minutes", _what_for(plan)),
        _weekly(plan, today, "review", when.review, review_at, REVIEW, "Networking: look back at the week", ""),
    ]
    return calendar_file(found for found in events if found is not None)


def _weekly(
    plan: Plan, today: date, id: str, weekday: str, at: time, lasts: timedelta, title: str, text: str
) -> Event | None:
    if not weekday:
        return None
    first = datetime.combine(_next(today, weekday), at)
    made = event(id, today, first, title, text, BEFORE)
    made.add("duration", lasts)
    made.add("rrule", {"freq": "weekly"})
    if off := list(_days_off(plan, first)):
        made.add("exdate", off)
    return made


def _next(today: date, weekday: str) -> date:
    return today + timedelta(days=(list(WEEKDAY).index(weekday) - today.weekday()) % 7)


def _time(text: str) -> time:
    if not text:
        return USUAL_TIME
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def _days_off(plan: Plan, first: datetime) -> Iterator[datetime]:
    for off in plan.when.off:
        if off.span is None:
            continue
        start, end = off.span
        day = first
        while day.date() <= end:
            if day.date() >= start:
                yield day
            day += timedelta(weeks=1)


def _what_for(plan: Plan) -> str:
    acts = [f"{', '.join(one.said)}." for one in plan.how.ifthens if one.cue and one.action]
    return "\n".join(["Open 3_log: it begins with what to do.", *acts])
