"""What an import should know of the owner, and what can be guessed from its files and from the computer."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files as resources
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from netkit.importers import identify, importers_of
from netkit.importers.addresses import is_machine
from netkit.importers.files import File, files_of
from netkit.importers.mail import headers
from netkit.importers.mail.stream import is_mailbox, is_message, messages
from netkit.importers.meetings import knows as is_calendar
from netkit.importers.meetings.blocks import calendars
from netkit.importers.text import find_table, rows_of
from netkit.records import Settings

if TYPE_CHECKING:
    from netkit.workbook import Workbook

Party = tuple[str, str]  # name and e-mail, either may be ''
LOOKED_AT = 500  # messages or meetings of a file
PROFILE, EMAILS = ("First Name", "Last Name", "Headline"), ("Email Address", "Primary")  # in an export of LinkedIn
NAME, MAIL = re.compile(r';CN="?([^":;]*)', re.IGNORECASE), re.compile(r"mailto:([^\s;,]+@[^\s;,]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Guess:
    """Who the owner may be: names, e-mail addresses, country (two letters) and time zone; empty where nothing tells."""

    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    region: str = ""
    zone: str = ""


def asked(workbook: Workbook, source: Path | File, mapping: Mapping[str, str]) -> Guess | None:
    """What to ask the owner before these files are read, with guesses; None if all that they need is known.

    Mail and calendars need an e-mail of the owner's, LinkedIn's messages a name or an address, phones the country.
    NetkitError as identify.
    """
    taken, _ = identify(source, importers_of(mapping))
    sources = {one.SOURCE for _, one in taken}
    return guess(source) if _lacks(workbook.settings(), sources, "phones" in mapping.values()) else None


def _lacks(settings: Settings, sources: set[str], phones: bool) -> bool:
    mine = [*settings.owner_names, *settings.owner_addresses]
    return (
        (not sources.isdisjoint({"mail", "calendar"}) and not any("@" in address for address in mine))
        or ("linkedin_messages" in sources and not mine)
        or ((phones or not sources.isdisjoint({"vcard", "contacts_csv"})) and not settings.region)
    )


def guess(source: Path | File | None = None) -> Guess:
    """Who is in most messages and meetings of the files, if there are any, and where the computer is."""
    names, addresses = list[str](), list[str]()
    for file in files_of(source) if source else ():
        own = _own(file) or _in_most(list(islice(_parties(file), LOOKED_AT)))
        names += [name for name, _ in own if name]
        addresses += [email for _, email in own if email]
    zone = zone_of_computer()
    return Guess(_each(names), _each(addresses), regions_of_zones().get(zone, ""), zone)


def _each(words: list[str]) -> tuple[str, ...]:
    """Each once, the most frequent first."""
    return tuple(word for word, _ in Counter(words).most_common(3))


def _own(file: File) -> list[Party]:
    """What LinkedIn's Profile.csv and Email Addresses.csv say of their owner."""
    for columns in (PROFILE, EMAILS):
        if table := find_table(file, columns):
            found = [row.cells for row in islice(rows_of(file, table), 10)]
            if columns == PROFILE:
                return [(f"{cells['first name']} {cells['last name']}".strip(), "") for cells in found[:1]]
            return [("", cells["email address"]) for cells in found]
    return []


def _in_most(groups: list[set[Party]]) -> list[Party]:
    """The one who is in more than half of several groups, and in more of them than anybody else."""
    if len(groups) < 2:
        return []
    keys = Counter(chain.from_iterable({_key(party) for party in group} for group in groups))
    (first, most), *others = keys.most_common(2) or [("", 0)]
    if most <= len(groups) / 2 or (others and others[0][1] == most):
        return []
    return [max((party for group in groups for party in group if _key(party) == first), key=lambda p: len(p[0]))]


def _key(party: Party) -> str:
    return (party[1] or party[0]).casefold()


def _parties(file: File) -> Iterator[set[Party]]:
    """Who takes part in each message or meeting of a file."""
    if is_mailbox(file.head) or is_message(file.head):
        with file.open() as stream:
            for message in messages(stream):
                said = message.headers()
                values = chain.from_iterable(said.get(name, []) for name in ("from", "to", "cc", "delivered-to"))
                yield {(n, e) for value in values for n, e in headers.addresses(value)[0] if not is_machine(e)}
    elif is_calendar(file):
        with file.text() as lines:
            for block in (block for calendar in calendars(lines) for block in calendar.events):
                guests = chain.from_iterable(block.values(name) for name in ("ATTENDEE", "ORGANIZER"))
                yield {(_first(NAME, guest), email) for guest in guests if (email := _first(MAIL, guest))}
    elif table := find_table(file, ("From", "To")):
        for row in rows_of(file, table):
            yield {(row.cells[side], "") for side in ("from", "to") if row.cells.get(side)}


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].strip() if found else ""


def zone_of_computer() -> str:
    """The time zone that the computer is set to, as Europe/London; '' if it does not say, or it is no place's."""
    set_to = os.environ.get("TZ", "").removeprefix(":") or os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    return set_to if set_to in regions_of_zones() else ""


def regions_of_zones() -> dict[str, str]:
    """The country (two letters) of each time zone that is some country's own."""
    return {zone: region for region, _, zone, *_ in _lines("zone.tab")}


def countries() -> list[tuple[str, str]]:
    """Every country by its name, with its two letters."""
    return sorted((name, region) for region, name, *_ in _lines("iso3166.tab"))


def _lines(name: str) -> Iterator[list[str]]:
    """The lines of a table of the time zone database."""
    text = (resources("tzdata.zoneinfo") / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
