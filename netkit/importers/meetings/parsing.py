"""One event of a calendar file as icalendar understands it, and what of it could not be understood."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from netkit.errors import NetkitError, shortened
from netkit.importers.meetings.blocks import Block
from netkit.importers.meetings.repeats import LINE, moment, refusal

if TYPE_CHECKING:
    from icalendar import Event

EARLIEST = 1970  # a year: what repeats from before it was never a meeting of the owner's
MOST_ZONES = 100
ZONE = re.compile(r';TZID="?([^";:]+)', re.IGNORECASE)
ZONE_ENDS = "END:VTIMEZONE"
RULE = re.compile(r"RRULE[^:]*:(.*)", re.IGNORECASE)


def parsed(block: Block) -> tuple[Event, tuple[str, ...]]:
    """The event, and what of it is left out; NetkitError if its beginning or its repetition can't be taken."""
    from icalendar import Event

    begins = block.values("DTSTART")
    if len(begins) != 1:
        raise NetkitError("it has two beginnings" if begins else "it has no beginning")
    for rule in block.values("RRULE"):
        if why := refusal(rule.partition(":")[2]):
            raise NetkitError(f"it is repeated {why}: {shortened(rule.partition(':')[2])}")
    event = _tried(lambda: Event.from_ical("\r\n".join(["BEGIN:VEVENT", *block.lines, "END:VEVENT"])))
    if not isinstance(event, Event):
        raise NetkitError("it can't be read")
    start = _tried(lambda: moment(event, "DTSTART"))
    if not isinstance(start, date):
        raise NetkitError(f"its beginning {shortened(block.text('DTSTART'))} is no day")
    if block.repeats and start.year < EARLIEST:
        raise NetkitError(f"it is repeated since {start.year}")
    event[LINE] = str(block.line)
    _tried(partial(_end_with_the_day, event, start))
    return event, (*_unread(event, block), *_unknown_zone(begins[0], start), *_wrong_end(event, block, start))


def _end_with_the_day(event: Event, start: date) -> None:
    """Let a repetition until a day end with it, where it has hours: else it would end as that day begins."""
    rule: Any = event.get("RRULE", {})
    (until,) = rule.get("UNTIL", [None])
    if isinstance(start, datetime) and isinstance(until, date) and not isinstance(until, datetime):
        end = datetime.combine(until, time.max, start.tzinfo)
        rule["UNTIL"] = [end.astimezone(UTC) if end.tzinfo else end]


def _unread(event: Event, block: Block) -> list[str]:
    """The lines of an event that icalendar passes over, as it does where a quotation mark stays open."""
    lost = [line for line in block.lines if _passed_over(line)] if event.errors else []
    return [f"{shortened(line)} is left out; it can't be read" for line in lost]


def _passed_over(line: str) -> bool:
    from icalendar import Event

    alone = _tried(lambda: Event.from_ical(f"BEGIN:VEVENT\r\n{line}\r\nEND:VEVENT"))
    return not isinstance(alone, Event) or any(name is None for name, _ in alone.errors)


def _unknown_zone(begins: str, start: date) -> list[str]:
    zone = ZONE.search(begins.partition(":")[0] + ":")
    if zone and isinstance(start, datetime) and start.tzinfo is None:
        return [f"its time zone {shortened(zone[1])} is not known; yours is taken"]
    return []


def _wrong_end(event: Event, block: Block, start: date) -> list[str]:
    """What is wrong with its end, which is then taken out of the event."""
    wrong = []
    for name, is_right in (("DTEND", _ends_after), ("DURATION", _lasts)):
        if name in event and not _tried(partial(is_right, event, start)):
            del event[name]
            wrong.append(f"its end {shortened(block.text(name))} is left out; an end lies after the beginning")
    return wrong


def _ends_after(event: Event, start: date) -> bool:
    return bool(moment(event, "DTEND") >= start)


def _lasts(event: Event, start: date) -> bool:
    return bool(start + moment(event, "DURATION") >= start)


def _tried(look: Callable[[], object]) -> object:
    """What is found, or None: icalendar raises at the touch of what is broken, and not always the same."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return look()
    except Exception:
        return None


def learn_zones(zones: list[list[str]]) -> None:
    """Let icalendar know the time zones that a calendar describes; those of another calendar are forgotten."""
    from icalendar import Timezone
    from icalendar.timezone import tzp

    tzp.use_default()
    for lines in zones[:MOST_ZONES]:
        rules = [found[1] for found in map(RULE.match, lines) if found]
        if any(refusal(rule) or "FREQ=YEARLY" not in rule.upper() for rule in rules):
            continue
        with suppress(Exception):  # an unknown zone is said with each meeting in it
            ended = lines[-1].upper() == ZONE_ENDS
            Timezone.from_ical("\r\n".join([*lines, *([] if ended else [ZONE_ENDS])]))
