"""One person once: who may be the same person, side by side, and what becomes of the two when the user says so."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from netkit.errors import NetkitError
from netkit.folding import folded, without_accents
from netkit.importers.addresses import personal, profile_slug
from netkit.importers.matching import added, both_notes
from netkit.importers.phones import digits
from netkit.importers.raw import joined, written
from netkit.names import without_titles
from netkit.records import Distinct, Person, label_of
from netkit.workbook import merge

if TYPE_CHECKING:
    from netkit.workbook import Workbook

ALIKE = 85  # of 100, by the words in order (token sort): from it on names are worth a question
ALIKE_THERE = 60  # the same among people of one organisation (Robert and Bob Smith score 76); else, of what differs
SHORT_FORM = 40  # of what differs among people of one organisation: Robert and Bob score 44
CROWD = 200  # people of one word, such as Maria, above whom the word says nothing
LAST_DIGITS = 9  # of a phone number, by which it is known with and without its country
LISTS = {"emails": str.casefold, "phones": digits, "circles": folded, "tags": folded, "offers": folded, "needs": folded}
FIRST_SAID = (
    "name", "birthday", "organisation", "role", "url", "audience", "place", "closeness", "how_met",
    "target_by", "cadence_days",
)  # fmt: skip
SPOKEN = ("birthday", "organisation", "role", "url", "place", "how_met")  # of which the other's goes into the note


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two who may be one, the surer of them first: how sure (0 to 200), and the reasons in words."""

    one: Person
    other: Person
    score: float
    reasons: tuple[str, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the two."""
        return frozenset((self.one.id, self.other.id))


@dataclass(frozen=True, slots=True)
class Seen:
    """A person as they are compared: folded names and organisation, ends of phones, personal e-mails, profile."""

    person: Person
    names: tuple[str, ...]
    there: str
    phones: frozenset[str]
    mails: frozenset[str]
    slug: str


def suggestions(workbook: Workbook, among: Container[str] | None = None, limit: int = 200) -> list[Suggestion]:
    """Pairs of people who may be the same, the likeliest first and those put off last; none said to be different.

    `among`: only pairs of which one has such an id.
    """
    people = [_seen(person) for person in workbook.where(Person)]
    wanted = None if among is None else {place for place, seen in enumerate(people) if seen.person.id in among}
    said = {frozenset((pair.person, pair.other)): pair.later for pair in workbook.where(Distinct)}
    order = {pair: place for place, pair in enumerate(said)}
    found = [
        _suggestion(people[one], people[other], score, reasons)
        for one, other in {pair for block in _blocks(people) for pair in _pairs(block, wanted)}
        for score, reasons in _compared(people[one], people[other])
    ]
    open_ones = (pair for pair in found if said.get(pair.ids, True))
    return sorted(open_ones, key=lambda s: (order.get(s.ids, -1), -s.score, folded(s.one.name), s.one.id, s.other.id))[
        :limit
    ]


def _suggestion(one: Seen, other: Seen, score: float, reasons: tuple[str, ...]) -> Suggestion:
    fuller, barer = sorted((one.person, other.person), key=_fullness, reverse=True)
    return Suggestion(fuller, barer, score, reasons)


def _fullness(person: Person) -> tuple[int, str]:
    return sum(bool(value) for _, value in person), person.id


def _seen(person: Person) -> Seen:
    names = (without_accents(without_titles(name)).replace(",", " ") for name in (person.name, *person.other_names))
    return Seen(
        person,
        tuple(" ".join(sorted(name.split())) for name in names if name),
        without_accents(person.organisation),
        frozenset(digits(each)[-LAST_DIGITS:] for each in person.phones) - {""},
        frozenset(personal(each) for each in person.emails) - {""},
        profile_slug(person.url),
    )


def _blocks(people: list[Seen]) -> Iterator[list[int]]:
    """Places in the list of people worth comparing: a word of their names, their initials, a phone, an address."""
    blocks: dict[str, list[int]] = {}
    for place, seen in enumerate(people):
        keys = {f"phone {phone}" for phone in seen.phones} | {f"mail {mail}" for mail in seen.mails}
        for name in seen.names:
            words = name.split()
            keys |= {f"word {word}" for word in words if len(word) > 1}
            keys.add("initials " + "".join(word[0] for word in words))
            keys |= {f"there {word[:3]} {seen.there}" for word in words if seen.there}
        for key in keys:
            blocks.setdefault(key, []).append(place)
    return (block for block in blocks.values() if 1 < len(block) <= CROWD)


def _pairs(block: list[int], wanted: set[int] | None) -> Iterator[tuple[int, int]]:
    """The pairs of a block, the smaller place first; only those with somebody who is wanted."""
    if wanted is None:
        return combinations(block, 2)
    return ((min(a, b), max(a, b)) for a in wanted.intersection(block) for b in block if a != b)


def _compared(one: Seen, other: Seen) -> Iterator[tuple[float, tuple[str, ...]]]:
    """How sure it is that two are one, and why; nothing if it is not worth a question."""
    there = one.there != "" and one.there == other.there
    mail, phone = not one.mails.isdisjoint(other.mails), not one.phones.isdisjoint(other.phones)
    least, beside = (0, 0) if mail or phone else (ALIKE_THERE, SHORT_FORM) if there else (ALIKE, ALIKE_THERE)
    alike = max((_alike(a, b, least, beside) for a in one.names for b in other.names), default=0.0)
    two_profiles = one.slug != "" and other.slug not in ("", one.slug)
    if alike < least or (two_profiles and alike < 100 and not (mail or phone)):
        return
    reasons = {
        "the same name" if alike == 100 else "names that are alike": alike >= ALIKE_THERE,
        "the same e-mail": mail,
        "the same phone": phone,
        f"both at {one.person.organisation}": there,
    }
    score = alike + 50 * mail + 30 * phone + 15 * there - 25 * two_profiles
    yield score, tuple(words for words, holds in reasons.items() if holds)


def _alike(one: str, other: str, least: float, beside: float) -> float:
    """How alike two names are, of 100; 0 below the least, or if what stands beside a word of both is less alike."""
    alike = fuzz.ratio(one, other, score_cutoff=least)
    if not least <= alike < 100:
        return alike
    words, others = one.split(), other.split()
    rest = [" ".join(word for word in a if word not in b) for a, b in ((words, others), (others, words))]
    return alike if not all(rest) or fuzz.ratio(*rest) >= beside else 0.0


def say_different(workbook: Workbook, one: Person, other: Person) -> int:
    """Remember that two are different people, so that nobody asks again; the number of the change, for undo."""
    return _remember(workbook, Distinct(person=one.id, other=other.id), f"{_both(one, other)} are different people")


def put_off(workbook: Workbook, one: Person, other: Person) -> int:
    """Remember that two are to be asked about again after all others; the number of the change, for undo."""
    pair = Distinct(person=one.id, other=other.id, later=True)
    return _remember(workbook, pair, f"{_both(one, other)}: decided later")


def _remember(workbook: Workbook, pair: Distinct, what: str) -> int:
    """Write what is said of two in the place of what was said before."""
    two = {pair.person, pair.other}
    with workbook.change(what) as draft:
        for old in workbook.where(Distinct):
            if {old.person, old.other} == two:
                draft.remove(old)
        draft.add(pair)
    return draft.id


def merge_people(workbook: Workbook, one: Person, other: Person) -> tuple[Person, int]:
    """Make two records one: the person as they then stand, and the number of the change, for undo.

    What `one` says wins; every name, e-mail, phone, circle, tag, need and offer of both is kept, both notes, and in
    the note what `other` said otherwise. Interactions, exchanges, next steps, introductions and places in the plan
    move. A later import meets the one person by the keys of both. NetkitError if they are one already.
    """
    if one.id == other.id:
        raise NetkitError("That is one and the same person already.")
    with workbook.change(f"{_both(one, other)} are one person") as draft:
        one, other = draft.get(Person, one.id), draft.get(Person, other.id)
        merged = joined_people(one, other)
        merge.move(draft, other.id, one.id)
        draft.remove(other)
        draft.replace(draft.get(Person, one.id), merged)
    return merged, draft.id


def joined_people(one: Person, other: Person) -> Person:
    """The first person with all that the second says beside it."""
    values: dict[str, Any] = {name: getattr(one, name) or getattr(other, name) for name in FIRST_SAID}
    values |= {name: added(getattr(one, name), getattr(other, name), key) for name, key in LISTS.items()}
    own = {folded(values["name"])}
    names = added(one.other_names, [other.name, *other.other_names], folded)
    days = [day for day in (one.first_met_on, other.first_met_on) if day]
    differs = {n for n in SPOKEN if getattr(other, n) and folded(getattr(other, n)) != folded(values[n])}
    said = "; ".join(f"{label_of(Person, n)}: {getattr(other, n)}" for n in SPOKEN if n in differs)
    keys = [f"linkedin {profile_slug(other.url)}"] if profile_slug(other.url) and "url" in differs else []
    keys += [f"{other.source} {other.source_key}"] if other.source_key else []
    return one.changed(
        **values,
        other_names=[name for name in names if folded(name) not in own],
        introduced_by=next(
            (id for id in (one.introduced_by, other.introduced_by) if id not in ("", one.id, other.id)), ""
        ),
        first_met_on=min(days, default=None),
        scope=other.scope if one.scope in ("", "unknown") else one.scope,
        will_ask=one.will_ask or other.will_ask,
        do_not_contact=one.do_not_contact or other.do_not_contact,
        keep_out_of_reports=one.keep_out_of_reports or other.keep_out_of_reports,
        note=both_notes(both_notes(one.note, other.note), said),
        raw=joined(one.raw, other.raw, written(("KEY", key) for key in keys)),
        source=one.source or other.source,
        source_key=one.source_key or ("" if one.source else other.source_key),
    )


def _both(one: Person, other: Person) -> str:
    return " and ".join(person.called for person in (one, other))
