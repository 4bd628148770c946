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
    keeps its UID, so that a newer file replaces the older one. On the day of the slot the review begins as that ends,
    even if it is past midnight by then.
    """
    when = plan.when
    at, events = _time(when.slot_time), []
    if when.slot_day:
        slot = _next(today, when.slot_day, at)
        events.append(_weekly(plan, today, "slot", slot, SLOT, "Networking: your 15 minutes", _what_for(plan)))
    if when.review:
        review = slot + SLOT if when.review == when.slot_day else _next(today, when.review, at)
        events.append(_weekly(plan, today, "review", review, REVIEW, "Networking: look back at the week", ""))
    return calendar_file(events)


def _weekly(plan: Plan, today: date, id: str, first: datetime, lasts: timedelta, title: str, text: str) -> Event:
    made = event(id, today, first, title, text, BEFORE)
    made.add("duration", lasts)
    made.add("rrule", {"freq": "weekly"})
    if off := list(_days_off(plan, first)):
        made.add("exdate", off)
    return made


def _next(today: date, weekday: str, at: time) -> datetime:
    day = today + timedelta(days=(list(WEEKDAY).index(weekday) - today.weekday()) % 7)
    return datetime.combine(day, at)


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
