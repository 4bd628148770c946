"""Events for a calendar (RFC 5545) which change, and do not double, when the file is brought in again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

NETKIT = "-//netkit//networking workbook//EN"


def event(id: str, today: date, starts: date, title: str, text: str, alarm: timedelta, revision: int = 0) -> Event:
    """An event with an alarm so long after its start (before it if negative).

    `id` is the same for the same thing in every file; `revision` (SEQUENCE) grows, so that a newer file wins. A day
    without a time is an event of the whole day, which leaves that day free.
    """
    made = Event()
    made.add("uid", f"{id}@netkit")
    made.add("dtstamp", datetime.combine(today, time(), UTC))
    made.add("dtstart", starts)
    made.add("summary", title)
    if text:
        made.add("description", text)
    if revision:
        made.add("sequence", revision)
    if not isinstance(starts, datetime):
        made.add("transp", "TRANSPARENT")
    ring = Alarm()
    ring.add("action", "DISPLAY")
    ring.add("description", title)
    ring.add("trigger", alarm)
    made.add_component(ring)
    return made


def calendar_file(events: Iterable[Event]) -> bytes:
    """The events as an iCalendar file; b"" if there are none."""
    made = Calendar()
    made.add("prodid", NETKIT)
    made.add("version", "2.0")
    for each in events:
        made.add_component(each)
    return bytes(made.to_ical()) if made.subcomponents else b""
