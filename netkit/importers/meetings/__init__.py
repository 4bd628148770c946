"""Meetings: calendars (.ics) as Google, Outlook and Apple export them.

A meeting that has been becomes a contact with all who were asked and did not decline; of titles and descriptions
nothing is kept.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from netkit.errors import NetkitError, Problem
from netkit.importers.addresses import person_at
from netkit.importers.contract import Found
from netkit.importers.files import File, troubles
from netkit.importers.meetings.blocks import Block, Calendar, calendars, named
from netkit.importers.meetings.parsing import learn_zones, parsed
from netkit.importers.meetings.people import Guest, guests
from netkit.importers.meetings.repeats import LINE, MOST, YEARS, day_in, moment, occurrences
from netkit.importers.owner import Owner
from netkit.records import Interaction, Person
from netkit.vocabulary import say_day

if TYPE_CHECKING:
    from icalendar import Event

SOURCE = "calendar"
LABEL = "calendar"
LOOKS_LIKE = "a calendar (.ics) as Google, Outlook and Apple export it"
MOST_PEOPLE = 50  # a meeting of more of them makes nobody an acquaintance
LONGEST = timedelta(days=1)  # what takes longer is a trip, and its minutes say nothing
ONLINE = re.compile(
    r"\b(zoom|teams|google meet|webex|skype|whereby|jitsi|facetime|video|online|virtual|remote)\b", re.I
)
BY_PHONE = re.compile(r"(tel:|phone\b|call\b|telephone\b).*|\+?[\d\s()./-]{6,}", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,9}")

Trouble = tuple[int, str]  # a line and what is wrong there
Maker = Callable[[str, str], Person]  # of a name and an e-mail
Version = tuple[int, str]


class Held(NamedTuple):
    """A time at which a meeting was held, with its block in the file and what of it could not be taken."""

    block: Block
    event: Event
    left_out: tuple[str, ...] = ()


def knows(file: File) -> bool:
    """Whether it begins like a calendar."""
    return bool(re.match(r"\s*BEGIN:VCALENDAR", file.start.lstrip("\ufeff"), re.IGNORECASE))


def read(file: File, owner: Owner) -> Iterator[Found | Problem]:
    """A contact for each time a meeting was held, keyed by its UID; NetkitError if no address of the owner is known.

    Only up to today: what lies ahead is skipped. Cancelled and declined meetings, those that name nobody else, and
    those of others are skipped too; a rule of repetition that no meeting has is refused.
    """
    owner.need_address(file.name)
    person = cache(partial(person_at, SOURCE))
    with troubles(file.name), file.text() as lines:
        for calendar in calendars(lines):
            learn_zones(calendar.zones)
            for blocks in _series(calendar):
                for row in _rows(blocks, owner, person, cancelled=calendar.method == "CANCEL"):
                    yield row if isinstance(row, Found) else Problem(file.name, *row)


def _series(calendar: Calendar) -> list[list[Block]]:
    """The events of a calendar that belong together: those of one UID; one without stands alone."""
    series: dict[str, list[Block]] = {}
    for block in calendar.events:
        series.setdefault(block.text("UID") or f"line {block.line}", []).append(block)
    return list(series.values())


def _rows(blocks: list[Block], owner: Owner, person: Maker, cancelled: bool) -> Iterator[Found | Trouble]:
    """The contacts of a meeting, and what is no contact with its line and why."""
    known: list[Held] = []
    newest = _newest(blocks)
    begins: dict[str, str] = {}
    for block in blocks:
        time = block.text("RECURRENCE-ID")
        if _version(block) < newest[time]:
            yield block.line, "it was replaced by a newer version"
            continue
        try:
            held = Held(block, *parsed(block))
        except NetkitError as error:
            yield block.line, str(error)
            continue
        if begins.setdefault(time, block.text("DTSTART")) == block.text("DTSTART"):
            known.append(held)
        else:
            yield block.line, "an earlier event of the file has the same UID, and begins at another time"
    times, never = _times(known, owner.today)
    yield from never
    for held in times:
        try:
            row: Found | Trouble = _row(held, owner, person, cancelled)
        except NetkitError as error:
            row = held.block.line, str(error)
        yield row


def _newest(blocks: list[Block]) -> dict[str, Version]:
    """The newest version of each time of a meeting, by its RECURRENCE-ID; what is cancelled or moved is a new one."""
    newest: dict[str, Version] = {}
    for block in blocks:
        time = block.text("RECURRENCE-ID")
        newest[time] = max(newest.get(time, (0, "")), _version(block))
    return newest


def _version(block: Block) -> Version:
    """Its number, then when it was written down, which is always in UTC (RFC 5546, 2.1.5)."""
    found = NUMBER.match(block.text("SEQUENCE"))
    return int(found[0]) if found else 0, block.text("DTSTAMP")


def _times(known: list[Held], today: date) -> tuple[list[Held], list[Trouble]]:
    """The times at which a meeting was held; and each event of it that stands for none of them, with the reason."""
    if not any(one.block.repeats for one in known):
        return known, []
    try:
        times = _repeated(known, today)
    except NetkitError as error:
        return [], [(one.block.line, str(error)) for one in known]
    lines = {held.block.line for held in times}
    return times, [(one.block.line, _never_held(one, today)) for one in known if one.block.line not in lines]


def _repeated(known: list[Held], today: date) -> list[Held]:
    """The times at which a repeated meeting was held; what is left out of it is said with the first one."""
    by_line = {str(held.block.line): held for held in known}
    held, dropped = occurrences([one.event for one in known], today)
    notes = tuple(dict.fromkeys(note for one in known for note in one.left_out))
    if dropped:
        notes += (f"{dropped:,} earlier times of it are left out; the last {MOST:,} are taken",)
    blocks = [by_line[str(event[LINE])].block for event in held]
    return [
        Held(block, event, () if number else notes)
        for number, (block, event) in enumerate(zip(blocks, held, strict=True))
    ]


def _never_held(one: Held, today: date) -> str:
    day = day_in(one.event)
    if day > today:
        return f"it lies ahead, on {say_day(day)}"
    if day.year < today.year - YEARS:
        return f"it was not held in the last {YEARS} years"
    return "no time of it is taken: it was moved, taken out, or lies too far back"


def _row(held: Held, owner: Owner, person: Maker, cancelled: bool) -> Found:
    """The contact of one time of a meeting; NetkitError says why it is none."""
    start = moment(held.event, "DTSTART")
    day = owner.day_of(start) if isinstance(start, datetime) else start
    if cancelled or held.block.text("STATUS").upper() == "CANCELLED":
        raise NetkitError("it was cancelled")
    if day > owner.today:
        raise NetkitError(f"it lies ahead, on {say_day(day)}")
    others, bad = _others(held.event, owner)
    people = tuple(person(guest.name, guest.email) for guest in others)
    contact = Interaction(
        on=day,
        people=[each.id for each in people],
        channel=_channel(held.block),
        mode="one_to_many" if len(people) > 1 else "one_to_one",
        direction="mutual",
        outcome="met",
        minutes=_minutes(held.event),
        source=SOURCE,
        source_key=_key(held),
    )
    return Found(held.block.line, people, contact, left_out=(*held.left_out, *bad))


def _others(event: Event, owner: Owner) -> tuple[list[Guest], list[str]]:
    """Who else was there, as far as they did not decline, and what is written among them but is no address."""
    attendees, bad = guests(event, "ATTENDEE")
    organizers, _ = guests(event, "ORGANIZER")
    mine = [guest for guest in (*attendees, *organizers) if owner.is_me(email=guest.email)]
    if any(guest.answer == "DECLINED" for guest in mine):
        raise NetkitError("you declined it")
    everybody = {guest.email.casefold(): guest for guest in (*organizers, *attendees) if guest not in mine}
    there = [guest for guest in everybody.values() if guest.answer != "DECLINED"]
    if organizers and everybody and not mine:
        raise NetkitError("none of your addresses is in it")
    if not there:
        raise NetkitError("everybody else declined it" if everybody else "it names nobody else")
    if len(there) > MOST_PEOPLE:
        raise NetkitError(f"{len(there):,} people were asked to it")
    return there, bad


def _channel(block: Block) -> str:
    """By video where a link or the place says so, by phone where it is a number, in person at any other place."""
    place = block.text("LOCATION")
    if block.video or ONLINE.search(place):
        return "video"
    if BY_PHONE.fullmatch(place):
        return "phone"
    return "in_person" if place else "other"


def _minutes(event: Event) -> int | None:
    """How long it took; None if that is not said, or is a day and more."""
    start = moment(event, "DTSTART")
    end = moment(event, "DTEND") if "DTEND" in event else None
    if end is None and "DURATION" in event:
        end = start + moment(event, "DURATION")
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return None
    try:
        took = end - start
    except TypeError:  # one in a time zone, the other in none
        return None
    return int(took.total_seconds() // 60) if timedelta() < took < LONGEST else None


def _key(held: Held) -> str:
    """The UID, and of a repeated meeting the time at which it was to be held; or a key of its own."""
    uid = held.block.text("UID")
    if not uid:
        lasting = [line for line in held.block.lines if named(line) != "DTSTAMP"]  # which is new in each export
        uid = "sha256:" + hashlib.sha256("\n".join(lasting).encode(errors="replace")).hexdigest()[:32]
    if "RECURRENCE-ID" not in held.event:
        return uid
    one_of_many = "RANGE" in held.event["RECURRENCE-ID"].params  # this one and all that follow were changed
    at = moment(held.event, "DTSTART" if one_of_many else "RECURRENCE-ID")
    if isinstance(at, datetime) and at.tzinfo is not None:
        at = at.astimezone(UTC)
    return f"{uid} {at.isoformat() if isinstance(at, date) else at}"
