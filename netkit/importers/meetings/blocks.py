"""The events of a calendar file, taken apart line by line, so that a broken one spoils no other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

NAME = re.compile(r"[A-Za-z0-9-]+")
WANTED = {
    "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE", "DTSTAMP", "STATUS",
    "ATTENDEE", "ORGANIZER", "LOCATION",
}  # fmt: skip
EXCHANGE = re.compile(r'TZID([=:])"?tzone://Microsoft/(\w+)"?', re.IGNORECASE)  # its colon is no end of the name
LINK = re.compile(
    r"https?://[^\s/]*(?:zoom\.us|meet\.google\.com|teams\.(?:microsoft|live)\.com|webex\.com|whereby\.com|meet\.jit\.si"
    r"|gotomeet|gotomeeting\.com|bluejeans\.com|chime\.aws|facetime\.apple\.com)",
    re.IGNORECASE,
)
DEEPEST = 50  # components within components
LONGEST = 100_000  # characters of a line that are kept: what is cut can't be read, which is said


@dataclass
class Block:
    """An event as it stands: its line in the file, its lines that matter here, and whether it has a video link."""

    line: int
    lines: list[str] = field(default_factory=list)
    video: bool = False

    def add(self, line: str, name: str) -> None:
        """Take in a line of it, if it matters; of titles and descriptions nothing is kept."""
        if name in WANTED:
            self.lines.append(line[:LONGEST])
        self.video = self.video or bool(LINK.search(line))

    @property
    def repeats(self) -> bool:
        """Whether it is held several times, or is one of several times."""
        return any(named(line) in ("RRULE", "RDATE", "RECURRENCE-ID") for line in self.lines)

    def values(self, name: str) -> list[str]:
        """The lines of a property, without its name."""
        return [line[len(name) :] for line in self.lines if named(line) == name]

    def text(self, name: str) -> str:
        """The first value of a property, without its parameters; '' if there is none."""
        return next(iter(self.values(name)), "").partition(":")[2].strip()


@dataclass
class Calendar:
    """A VCALENDAR: what is done with its events ("CANCEL", ...), its time zones as text, and its events."""

    method: str = ""
    zones: list[list[str]] = field(default_factory=list)
    events: list[Block] = field(default_factory=list)


def named(line: str) -> str:
    """The name of the property that a line holds, in capitals; '' if it holds none."""
    found = NAME.match(line)
    return found[0].upper() if found else ""


def calendars(lines: Iterable[str]) -> Iterator[Calendar]:
    """The calendars of a file; an event or a calendar whose end is missing ends where the next one begins."""
    calendar, within = Calendar(), list[str]()
    for number, whole in unfolded(lines):
        line = EXCHANGE.sub(lambda zone: f"TZID{zone[1]}{zone[2].upper()}", whole)
        name, value = named(line), line.partition(":")[2].strip()
        part = value.upper()
        if name == "BEGIN" and part == "VCALENDAR":
            yield calendar
            calendar, within = Calendar(), []
        elif name == "BEGIN" and part == "VEVENT":
            calendar.events.append(Block(number))
            within = [part]
        elif name == "BEGIN" and part == "VTIMEZONE":
            calendar.zones.append([])
            within = [part]
        elif name == "BEGIN":
            within = [*within, part][:DEEPEST]
        _take(calendar, within, line, name, value)
        if name == "END" and part in within:
            while within.pop() != part:
                pass
    yield calendar


def _take(calendar: Calendar, within: list[str], line: str, name: str, value: str) -> None:
    """Put a line where it belongs; those of tasks, alarms and the like belong nowhere."""
    if within[:1] == ["VTIMEZONE"]:
        calendar.zones[-1].append(line)
    elif within == ["VEVENT"]:
        calendar.events[-1].add(line, name)
    elif not within and name == "METHOD":
        calendar.method = value.upper()


def unfolded(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The content lines with the number of the line on which each begins; empty lines count, and are no content."""
    number, start, pieces, before = 0, 0, list[str](), ""
    for raw in lines:
        if not (raw == "\r\n" and before.endswith("\r")):  # \r\r\n is one end of a line, not two
            number += 1
        before = raw
        line = raw.strip("\r\n\ufeff").replace("\x00", "")
        if line[:1] in (" ", "\t") and pieces:
            pieces.append(line[1:])
        elif line:
            if pieces:
                yield start, "".join(pieces)
            start, pieces = number, [line]
    if pieces:
        yield start, "".join(pieces)
