"""Who in a file is in the workbook already: by profile, by the source's own key, by personal e-mail; never by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from netkit.folding import folded
from netkit.importers.addresses import personal, profile_slug
from netkit.importers.contract import Found, Line, Verdict
from netkit.importers.phones import digits
from netkit.importers.raw import entries, joined
from netkit.records import Exchange, Interaction, Person

FILLED = ("name", "organisation", "role", "url", "birthday", "place", "first_met_on")
R = TypeVar("R", Interaction, Exchange)
Keys = dict[tuple[str, str], str]  # source and its own key -> id


@dataclass
class Known:
    """What is there: people, found by whatever is certain about them, and the keys of interactions and exchanges."""

    people: dict[str, Person] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)  # of people, from a key such as "e-mail ines@example.org"
    keys: dict[type[Interaction | Exchange], Keys] = field(default_factory=dict)
    met: dict[str, str] = field(default_factory=dict)  # of people, from the id of one as a reader made it
    touched: dict[str, Person] = field(default_factory=dict)  # as they should stand
    waiting: list[tuple[str, str, str]] = field(default_factory=list)  # id, source and key of what it answers
    answers: dict[str, str] = field(default_factory=dict)  # id of a new interaction -> id of the one it answers
    names: dict[str, str] = field(default_factory=dict)  # folded, of the people of the workbook -> id
    alike: list[str] = field(default_factory=list)  # ids of those whose name somebody new has, one for each

    def add(self, person: Person) -> None:
        """Take in a person, new or changed; a key that somebody has already stays theirs."""
        self.people[person.id] = person
        for key in keys_of(person):
            self.ids.setdefault(key, person.id)

    def find(self, person: Person) -> Person | None:
        """The person with the same id (of a card that netkit wrote), or of the first certain key that is known."""
        if person.id in self.people:
            return self.people[person.id]
        found = (self.ids.get(key) for key in keys_of(person))
        return next((self.people[id] for id in found if id), None)

    def owns(self, email: str, person: Person) -> bool:
        """Whether an e-mail is nobody else's."""
        return self.ids.get(f"e-mail {personal(email)}", person.id) == person.id

    def take(self, row: Found) -> Line:
        """What becomes of a row: its people and its record as they then stand, with the ids of the workbook.

        A record whose key is known is there already, and so is all that its row says.
        """
        record = row.interaction or row.exchange
        keys = self.keys.setdefault(type(record), {}) if record else {}
        if record and (record.source, record.source_key) in keys:
            return Line(row.line, "unchanged", row.people[0], record)
        verdicts = [self.take_person(person) for person in row.people]
        first = self.people[self.met[row.people[0].id]]
        if record is None:
            return Line(row.line, _sum(verdicts), first)
        record = self._linked(record)
        keys[record.source, record.source_key] = record.id
        return Line(row.line, "new", first, record)

    def take_person(self, person: Person) -> Verdict:
        """Match a person of a file, once: whoever a reader gives again is the same."""
        if person.id in self.met:
            return "unchanged"
        if id := person.introduced_by:
            known_id = self.met.get(id, id if id in self.people else "")
            person = person.model_copy(update={"introduced_by": known_id})
        there = self.find(person)
        if there is None and (namesake := self.names.get(folded(person.name)) if person.name else None):
            self.alike.append(namesake)
        after = filled(there, person, self) if there else person
        self.met[person.id] = after.id
        for key in keys_of(person):
            self.ids.setdefault(key, after.id)  # the same key later in the file is the same person
        if after == there:
            return "unchanged"
        self.add(after)
        self.touched[after.id] = after
        return "merged" if there else "new"

    def _linked(self, record: Interaction | Exchange) -> Interaction | Exchange:
        """The record with the ids of the workbook; an answer whose question is not known yet goes to `waiting`."""
        if isinstance(record, Exchange):
            return _changed(record, person=self.met[record.person])
        people = list(dict.fromkeys(self.met[id] for id in record.people))
        asked = self.keys[Interaction].get((record.source, record.reply_to), "") if record.reply_to else ""
        if asked:
            self.answers[record.id] = asked
        elif record.reply_to:
            self.waiting.append((record.id, record.source, record.reply_to))
        return _changed(record, people=people, reply_to=asked)

    def late_answers(self) -> Iterator[tuple[str, str]]:
        """Who waited for a question that came later in the file, and its id; nobody answers themselves in the end."""
        for id, source, key in self.waiting:
            asked = up = self.keys[Interaction].get((source, key), "")
            while up and up != id:
                up = self.answers.get(up, "")
            if asked and not up:
                self.answers[id] = asked
                yield id, asked


def _changed(record: R, **values: Any) -> R:
    """A copy with these values, which are known to be right; the record itself if it has them already."""
    same = all(getattr(record, name) == value for name, value in values.items())
    return record if same else record.model_copy(update=values)


def _sum(verdicts: list[Verdict]) -> Verdict:
    return "new" if "new" in verdicts else "merged" if "merged" in verdicts else "unchanged"


def keys_of(person: Person) -> list[str]:
    """The keys that are certain, the surest first."""
    slug = profile_slug(person.url) if person.url else ""
    keys = [f"linkedin {slug}"] if slug else []
    if person.source_key:
        keys.append(f"{person.source} {person.source_key}")
    keys += [f"e-mail {email}" for each in person.emails if (email := personal(each))]
    return keys + [text for word, text in entries(person.raw) if word == "KEY"] if person.raw else keys


def known(people: Iterable[Person], keys: Mapping[type[Interaction | Exchange], Keys] | None = None) -> Known:
    """An index of the people of a workbook, and of the keys of its interactions and exchanges."""
    index = Known(keys=dict(keys or {}))
    for person in sorted(people, key=lambda p: p.id):
        index.add(person)
        index.names |= {folded(name): person.id for name in (person.name, *person.other_names) if name}
    return index


def filled(there: Person, new: Person, index: Known) -> Person:
    """The person with empty fields filled, further e-mails, phones and names added; what is there stays as it is."""
    values: dict[str, Any] = {n: getattr(new, n) for n in FILLED if not getattr(there, n) and getattr(new, n)}
    if not there.source:
        values |= {"source": new.source, "source_key": new.source_key}
    emails = [each for each in new.emails if index.owns(each, there)]
    names = [new.name] if there.name and folded(new.name) != folded(there.name) else []
    values["emails"] = added(there.emails, emails, str.casefold)
    values["phones"] = added(there.phones, new.phones, digits)
    values["other_names"] = added(there.other_names, [*names, *new.other_names], folded)
    values["circles"] = added(there.circles, new.circles, folded)
    values["tags"] = added(there.tags, new.tags, folded)
    values["note"] = both_notes(there.note, new.note)
    values["raw"] = joined(there.raw, new.raw) if new.raw else there.raw
    changed = {name: value for name, value in values.items() if value != getattr(there, name)}
    return there.changed(**changed) if changed else there


def added(have: list[str], more: Iterable[str], key: Callable[[str], str]) -> list[str]:
    """A list with what is not in it yet, compared by `key`."""
    there = {key(one) for one in have}
    fresh = {key(one): one for one in more if one}
    return [*have, *(one for own, one in fresh.items() if own not in there)]


def both_notes(one: str, other: str) -> str:
    """Both notes, the second below the first; each once."""
    if not one or not other or other in one:
        return one or other
    return f"{one}\n\n{other}"
