"""Whose workbook it is: their names and addresses, which are never other people's, their country and their day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from netkit.errors import NetkitError
from netkit.folding import folded
from netkit.importers.addresses import profile_slug, web_address
from netkit.records import Person

if TYPE_CHECKING:
    from netkit.workbook import Workbook

TAG = re.compile(r"\+[^@]*@")


@dataclass(frozen=True)
class Owner:
    """What an importer knows of the owner: names, e-mails and profiles (folded), region (two letters) and zone."""

    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    region: str = ""
    zone: ZoneInfo | None = None  # None: the computer's
    today: date = date.max

    def is_me(self, name: str = "", email: str = "", url: str = "") -> bool:
        """Whether one of these is the owner's; an e-mail also with a tag, as in me+news@example.org."""
        return (
            (bool(email) and not {said := email.strip().casefold(), TAG.sub("@", said)}.isdisjoint(self.addresses))
            or (bool(url) and profile_slug(web_address(url)) in self.addresses)
            or (bool(name) and folded(name) in self.names)
        )

    def is_person(self, person: Person) -> bool:
        """Whether a person is the owner."""
        return self.is_me(person.name, url=person.url) or any(self.is_me(email=each) for each in person.emails)

    def need_address(self, name: str) -> None:
        """NetkitError if no e-mail of the owner is known: mail and meetings (of the file `name`) make no sense then."""
        if not any("@" in address for address in self.addresses):
            how = "under “Who you are” in 2_people, or with --me"
            raise NetkitError(
                f"{name}: say first which e-mail addresses are yours, {how}, to tell you from the others."
            )

    def day_of(self, moment: datetime) -> date:
        """The day of a moment in the owner's zone; one without a zone is taken as the owner's."""
        if moment.tzinfo is None:
            return moment.date()
        try:
            return moment.astimezone(self.zone).date()
        except OverflowError:  # the first or the last day that there is
            return moment.date()


def owner_of(workbook: Workbook, me: Iterable[str] = (), region: str = "") -> Owner:
    """The owner as the settings say; `me` adds names, e-mails or profile addresses, `region` wins over theirs."""
    settings = workbook.settings()
    words = [*settings.owner_names, *settings.owner_addresses, *me]
    profiles = {word: profile_slug(web_address(word.strip())) for word in words}
    return Owner(
        names=frozenset(folded(word) for word in words if "@" not in word and not profiles[word]),
        addresses=frozenset(profiles[word] or word.strip().casefold() for word in words),
        region=(region or settings.region).upper(),
        zone=ZoneInfo(settings.zone) if settings.zone else None,
        today=workbook.today,
    )
