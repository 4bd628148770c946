"""What the files of a LinkedIn export have in common: how people, days and moments are written in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache

from netkit.folding import folded
from netkit.importers.addresses import profile_slug, web_address
from netkit.records import Person
from netkit.vocabulary import MONTHS

FAMILY = "linkedin"
EXPORT = "LinkedIn's export (the ZIP), or its Connections, messages, Invitations, Recommendations, Endorsements (CSV)"
HIDDEN = {"", "linkedin member", "unknown member"}  # members who closed their account, or hide
WORDED = re.compile(r"(?P<d>\d{1,2})[ -](?P<m>[A-Za-z]{3,9})[ -](?P<y>\d{4}|\d\d)")  # 08 Jan 2021, 7-Sep-22
TIMED = re.compile(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d\d),? .+")  # 11/17/17, 9:40 PM: month first
ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)")
CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AP]M)?", re.IGNORECASE)


def parse_day(text: str) -> date | None:
    """The day of `08 Jan 2021`, `7-Sep-22`, `11/17/17, 9:40 PM` or `2021-01-08`; None for anything else.

    A bare `08/01/2021` is not read: nobody can tell whether its month comes first.
    """
    match = WORDED.fullmatch(text) or TIMED.fullmatch(text) or ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = match["y"], match["m"], match["d"]
    try:
        number = int(month) if month.isdecimal() else MONTHS.index(month[:3].capitalize()) + 1
        return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    except ValueError:
        return None


def parse_moment(text: str) -> datetime | None:
    """The moment of `2021-03-04 10:20:30 UTC`, `2023/06/05 15:47:58 UTC` or `11/17/17, 9:40 PM` (no zone)."""
    zone = UTC if text.endswith("UTC") else None
    plain = text.removesuffix("UTC").strip()
    if plain[:4].isdecimal():
        try:
            found = datetime.fromisoformat(plain.replace("/", "-"))
            return found if found.tzinfo else found.replace(tzinfo=zone)
        except ValueError:
            return None
    day, clock = parse_day(plain), CLOCK.search(plain)
    if day is None or clock is None:
        return None
    hour, minute, second, half = clock.groups()
    hours = int(hour) % 12 + 12 * (half.upper() == "PM") if half else int(hour)
    try:
        return datetime(day.year, day.month, day.day, hours, int(minute), int(second or 0), tzinfo=zone)
    except ValueError:
        return None


@lru_cache(maxsize=50_000)
def key_of(name: str, url: str = "") -> str:
    """What somebody is known by: the part of their profile after /in/, else their name; '' for a hidden member."""
    slug = profile_slug(web_address(url)) if url else ""
    said = folded(name)
    return slug or (f"name {said}" if said not in HIDDEN else "")


@dataclass
class People:
    """The people that a file names, each made once; who has no name in any row is called by their profile."""

    made: dict[str, Person] = field(default_factory=dict)

    def get(self, name: str, url: str = "", organisation: str = "", role: str = "") -> Person:
        """The person of a name and profile; neither of them is empty for a hidden member (key_of says)."""
        key = key_of(name, url)
        if key not in self.made:
            self.made[key] = Person(
                name=name if folded(name) not in HIDDEN else key,
                organisation=organisation,
                role=role,
                url=web_address(url) if not key.startswith("name ") else "",
                source=FAMILY,
                source_key=key,
            )
        return self.made[key]
