"""What to give: what people said they need, matched with what the owner offers and has given before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import pandas as pd
from rapidfuzz import fuzz

from netkit import vocabulary as v
from netkit.advice.rows import each
from netkit.advice.step import names_of
from netkit.advice.words import quoted
from netkit.folding import folded
from netkit.numbers import count
from netkit.questions import Offer, Plan
from netkit.records import Exchange, Person
from netkit.scoring.likeness import is_said, tokens

ALIKE = 85  # rapidfuzz ratio from which on two words are the same word in another form
FITS = 1 / 3  # share of the need's words that an offer must meet
SHORTEST = 4  # letters; shorter words (a, in, the) say nothing about a need
CHOSEN = 0.9  # what the owner chose for a person comes before all but a full match [choice]
GAVE_BEFORE = 0.3  # a kind of help given before is a weaker sign than an offer [choice]
SAME_KIND = 0.25  # and an offer that is only of the kind asked for still weaker [choice]
HALF = 0.5  # share of the words of a gift from which on a note tells of it [choice]
JUST_NOW = 14  # days after a give in which somebody else comes first
# words by which a need asks for a kind of help; those of a kind's own name count too [choice]
ASKS_FOR = {
    "introduction": "introduction introduce contact contacts connect speaker speakers",
    "referral": "referral refer vacancy opening job jobs clients customers",
    "advice": "advice advise tips mentor decide decision",
    "information": "information dates addresses facts prices calendar",
    "feedback": "feedback review read reader proofread comment comments opinion tester testers rehearse",
    "recommendation": "recommendation recommend reference references testimonial",
    "resource": "resource template templates room rooms sheet tool tools guide book books space venue",
    "time_or_work": "hands help volunteers sort translate translation rota repair",
    "visibility": "visibility share audience readers press publicity",
    "invitation": "invitation invite ticket tickets guest",
    "moral_support": "courage listen listener company encouragement",
}
BRIEF = {"five_minutes": "five minutes", "fifteen_minutes": "a quarter of an hour"}


@dataclass(frozen=True, slots=True)
class Give:
    """Something to give to a person: `offer` is the id of an offer of the plan or "", `fit` from 0 to 1 ranks it."""

    person: str
    name: str
    what: str
    kind: str
    reason: str
    offer: str = ""
    fit: float = 0.0


def gives(
    people: pd.DataFrame,
    exchanges: pd.DataFrame,
    plan: Plan,
    today: date,
    n: int = 3,
    actions: pd.DataFrame | None = None,
    gave: Mapping[str, int] | None = None,
) -> list[Give]:
    """The n gives that fit best, one for each person, the best first.

    A person's needs are met by an offer that shares their words or is of the kind that they ask for, or by a kind of
    help given before; what was chosen for a person ("What might make their week easier?") counts until help of its
    kind was given. What was noted of a gift to them in more than half of these words is given (`is_given`).
    Whoever got something in the last two weeks comes last. With `actions`, what was promised to a person in the same
    words, put off or let go is left out. `gave` is how often each kind of help was given to anybody, where `exchanges`
    are not all there are. Empty without needs and offers.
    """
    given = exchanges[(exchanges["direction"] == "given") & (exchanges["status"] == "delivered")]
    given = given[given["on"] <= pd.Timestamp(today)]
    counts = Counter(given["kind"]) if gave is None else gave
    kinds = dict(sorted(counts.items(), key=lambda kind: (-kind[1], kind[0])))
    lately = set(given.loc[given["on"] > pd.Timestamp(today) - pd.Timedelta(days=JUST_NOW), "person"])
    away = set() if actions is None else _taken_up(actions, today)
    rows = people[~people["do_not_contact"].astype(bool)]
    rows = rows[(rows["needs"].map(len) > 0) | (rows["offers"].map(len) > 0)]
    names, found = names_of(rows), []
    had, notes = defaultdict(set), defaultdict(set)
    for one in each(given[given["person"].isin(rows["id"])][["person", "kind", "note"]]):
        had[one.person].add(one.kind)
        notes[one.person].add(one.note)
    for row in each(rows):
        candidates = [*_chosen(row.offers, plan, had[row.id]), *_matched(row.needs, plan, kinds)]
        candidates = [give for give in candidates if (row.id, folded(give.what)) not in away]
        candidates = [give for give in candidates if not is_given(give.what, notes[row.id])]
        best = max(candidates, key=lambda give: give.fit, default=None)
        if best:
            found.append(replace(best, person=row.id, name=names[row.id]))
    return sorted(found, key=lambda give: (give.person in lately, -give.fit, give.name))[:n]


def thought_of(person: Person, helps: Iterable[Exchange], plan: Plan) -> list[Give]:
    """What was chosen for a person and is not given yet, by the same rule; `helps` are the exchanges with them."""
    given = [one for one in helps if one.direction == "given" and one.status == "delivered"]
    notes = {one.note for one in given}
    found = [one for one in _chosen(person.offers, plan, {one.kind for one in given}) if not is_given(one.what, notes)]
    kinds = [one.kind or min(asks_for(one.what), default="") for one in found]
    return [
        replace(one, person=person.id, name=person.called, kind=kind) for one, kind in zip(found, kinds, strict=True)
    ]


def is_given(what: str, notes: Iterable[str]) -> bool:
    """Whether one of the notes of gifts has the same words, or more than half of them."""
    return any(folded(note) == folded(what) or _overlap(what, note) > HALF for note in notes if note)


def _chosen(offers: list[str], plan: Plan, had: set[str]) -> Iterator[Give]:
    by_id = {offer.id: offer for offer in plan.help.offers}
    for chosen in offers:
        offer = by_id.get(chosen, Offer(id="", what=chosen))
        if not is_said(offer.what) or offer.kind in had:
            continue
        reason = f"You thought of {quoted(offer.what)} for them.{_brief(offer)}"
        yield Give("", "", offer.what, offer.kind, reason, offer.id, CHOSEN)


def _matched(needs: list[str], plan: Plan, kinds: Mapping[str, int]) -> Iterator[Give]:
    for need in needs:
        asks = asks_for(need)
        for offer in plan.help.offers:
            fit = _overlap(need, f"{offer.what} {v.HELP_KIND.say(offer.kind)}")
            if fit >= FITS:
                reason = f"Looks for {quoted(need)}, and you offer {quoted(offer.what)}.{_brief(offer)}"
                yield Give("", "", offer.what, offer.kind, reason, offer.id, fit)
            elif offer.kind in asks:
                words = v.HELP_KIND.say(offer.kind)
                yield Give("", "", need, offer.kind, f"Looks for {quoted(need)}: {words}, as you offer.", "", SAME_KIND)
        for kind, times in kinds.items():
            words = v.HELP_KIND.say(kind)
            if kind in asks:
                reason = f"Looks for {quoted(need)}; you have given {words} {count(times, 'time')} before."
                yield Give("", "", need, kind, reason, "", GAVE_BEFORE)


def asks_for(need: str) -> set[str]:
    """The kinds of help that a need asks for, by its words or the kind's own name."""
    said = _telling(need)
    names = {kind: _telling(v.HELP_KIND.say(kind)) for kind in ASKS_FOR}
    return {kind for kind, words in ASKS_FOR.items() if said & _telling(words) or (names[kind] and names[kind] <= said)}


def _taken_up(actions: pd.DataFrame, today: date) -> set[tuple[str, str]]:
    """Person and words of what was promised, done or let go; what was put off comes back after its day."""
    rows = actions[actions["kind"] == "promise"]
    back = (rows["snoozed_until"] <= pd.Timestamp(today)) & (rows["snoozed_until"] > rows["dismissed_on"])
    return {(row.person, folded(row.what)) for row in each(rows[~back])}


def _overlap(need: str, offer: str) -> float:
    """The share of the need's words that the offer has too, in this form or one much like it."""
    asked, has = _telling(need), _telling(offer)
    met = sum(any(fuzz.ratio(word, other) >= ALIKE for other in has) for word in asked)
    return met / len(asked) if asked else 0.0


@lru_cache(maxsize=4096)
def _telling(text: str) -> frozenset[str]:
    return frozenset({word for word in tokens(text) if len(word) >= SHORTEST or not word.isascii()})


def _brief(offer: Offer) -> str:
    return f" It takes {BRIEF[offer.effort]}." if offer.effort in BRIEF else ""
