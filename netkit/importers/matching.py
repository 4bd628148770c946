"""Who in a file is in the workbook already: by profile, by the source's own key, by personal e-mail; never by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from netkit.importers.addresses import personal, profile_slug
from netkit.importers.contract import Found, Line
from netkit.records import Person

FILLED = ("name", "organisation", "role", "phones", "url", "birthday", "place", "first_met_on")


@dataclass
class Known:
    """The people there are, found by whatever is certain about them."""

    people: dict[str, Person] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)  # from a key, such as "e-mail ines@example.org"

    def add(self, person: Person) -> None:
        """Take in a person, new or changed; a key that somebody has already stays theirs."""
        self.people[person.id] = person
        for key in keys_of(person):
            self.ids.setdefault(key, person.id)

    def find(self, person: Person) -> Person | None:
        """The person of the first certain key that is known."""
        found = (self.ids.get(key) for key in keys_of(person))
        return next((self.people[id] for id in found if id), None)

    def owns(self, email: str, person: Person) -> bool:
        """Whether an e-mail is nobody else's."""
        return self.ids.get(f"e-mail {personal(email)}", person.id) == person.id


def keys_of(person: Person) -> list[str]:
    """The keys that are certain, the surest first."""
    slug = profile_slug(person.url)
    keys = [f"linkedin {slug}"] if slug else []
    if person.source_key:
        keys.append(f"{person.source} {person.source_key}")
    return keys + [f"e-mail {email}" for each in person.emails if (email := personal(each))]


def known(people: Iterable[Person]) -> Known:
    """An index of the people of a workbook."""
    index = Known()
    for person in sorted(people, key=lambda p: p.id):
        index.add(person)
    return index


def matched(rows: Iterable[Found], index: Known) -> list[Line]:
    """What becomes of each row; `index` then holds the people as they would stand afterwards."""
    return [_matched(row, index) for row in rows]


def _matched(row: Found, index: Known) -> Line:
    there = index.find(row.person)
    if there is None:
        index.add(row.person)
        return Line(row.line, "new", row.person)
    person = filled(there, row.person, index)
    index.add(person)
    for key in keys_of(row.person):
        index.ids.setdefault(key, person.id)  # the same key later in the file is the same person
    return Line(row.line, "unchanged" if person == there else "merged", person)


def filled(there: Person, new: Person, index: Known) -> Person:
    """The person with empty fields filled and further e-mails added; what is there already stays as it is."""
    values = {n: getattr(new, n) for n in FILLED if not getattr(there, n) and getattr(new, n)}
    if not there.source:
        values |= {"source": new.source, "source_key": new.source_key}
    have = {email.casefold() for email in there.emails}
    emails = [e for e in new.emails if e.casefold() not in have and index.owns(e, there)]
    if emails:
        values["emails"] = [*there.emails, *emails]
    return there.changed(**values) if values else there
