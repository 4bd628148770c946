"""The lists of the plan: what each is called, what its cards say, and how its records are stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netkit import vocabulary as v
from netkit.forms.fields import Field
from netkit.numbers import figure
from netkit.questions import Audience, Avenue, Goal, IfThen, Item, Off, Offer, Plan, Venue
from netkit.records import Person
from netkit.workbook.plan_fields import at

if TYPE_CHECKING:
    from netkit.forms.plan.form import PlanForm

Card = Callable[[Any, Plan], tuple[str, str]]


@dataclass(frozen=True)
class Listed:
    """One list of the plan: the class of its records, what one is called, its card, and its empty state."""

    model: type[Item]
    noun: str
    card: Card
    empty: tuple[str, str]


def joined(*parts: str) -> str:
    """The parts that say something, with a dot between them."""
    return " · ".join(part for part in parts if part)


def names_of(ids: Sequence[str], items: Sequence[Any], field: str) -> str:
    """What the items of these ids are called, in one line."""
    called = {item.id: getattr(item, field) for item in items}
    return ", ".join(called[id] for id in ids if called.get(id))


def _goal(goal: Goal, plan: Plan) -> tuple[str, str]:
    much = f"{figure(goal.number)} {v.say_unit(goal.number, goal.unit)}".strip() if goal.number else ""
    by = f"by {v.say_day(goal.by)}" if goal.by else "no day yet"
    return goal.outcome, joined(v.GOAL_KIND.say(goal.kind), much, by)


def _audience(audience: Audience, plan: Plan) -> tuple[str, str]:
    goals = names_of(audience.goals, plan.why.goals, "outcome")
    known = f"you know: {v.ACQUAINTANCE.say(audience.acquaintance)}" if audience.acquaintance else ""
    return audience.description, joined(audience.focus, ", ".join(audience.places), known, goals and f"for “{goals}”")


def _venue(venue: Venue, plan: Plan) -> tuple[str, str]:
    return venue.name, joined(v.SCOPE.say(venue.scope), names_of(venue.audiences, plan.who.audiences, "description"))


def _avenue(avenue: Avenue, plan: Plan) -> tuple[str, str]:
    whom = names_of(avenue.audiences, plan.who.audiences, "description") or "reaches everyone"
    minutes = f"{avenue.minutes} minutes" if avenue.minutes else ""
    means = joined(v.CHANNEL.say(avenue.channel), v.MODE.say(avenue.mode))
    return v.AVENUE_KIND.say(avenue.kind), joined(whom, minutes, means)


def _ifthen(ifthen: IfThen, plan: Plan) -> tuple[str, str]:
    if not (ifthen.cue or ifthen.action):
        return "", ""
    times = f"{ifthen.count} each time" if ifthen.count else ""
    cue, act = ifthen.said
    return cue, joined(act, times)


def _off(off: Off, plan: Plan) -> tuple[str, str]:
    days = [v.say_day(day) for day in (off.first, off.last) if day]
    return off.what or "Weeks off", " to ".join(days)


def _offer(offer: Offer, plan: Plan) -> tuple[str, str]:
    return offer.what, joined(v.EFFORT.say(offer.effort), v.HELP_KIND.say(offer.kind))


LISTS = {
    "why.goals": Listed(
        Goal, "goal", _goal, ("No goal yet", "Something you'd notice when it is there. One is enough.")
    ),
    "who.audiences": Listed(
        Audience,
        "kind of people",
        _audience,
        ("Nobody yet", "A picture of one kind of people makes it easy to see where they are."),
    ),
    "where.venues": Listed(
        Venue, "place", _venue, ("No place yet", "A room, a group or a page. One you really go to is enough.")
    ),
    "how.avenues": Listed(Avenue, "way", _avenue, ("", "")),
    "how.ifthens": Listed(
        IfThen,
        "if-then",
        _ifthen,
        ("No if-then yet", "For example: if it is Wednesday 16:15, then I write to one person."),
    ),
    "when.off": Listed(Off, "break", _off, ("", "")),
    "help.offers": Listed(
        Offer, "offer", _offer, ("Nothing yet", "Five minutes count: an article, a name, a second pair of eyes.")
    ),
}


class PlanItems:
    """A list of the plan as the source of a ListEditor."""

    def __init__(self, form: PlanForm, path: str) -> None:
        self.form, self.path, self.listed = form, path, LISTS[path]

    def items(self) -> Sequence[Any]:
        found: Sequence[Any] = at(self.form.plan, self.path)
        return found

    def card(self, item: Any) -> tuple[str, str]:
        return self.listed.card(item, self.form.plan)

    def new(self) -> Any:
        goals = self.form.plan.why.goals
        if self.listed.model is Audience and len(goals) == 1:
            return Audience(goals=[goals[0].id])
        return self.listed.model()

    def watch(self, item: Any, name: str, field: Field) -> None:
        self.form.watch(field, f"{self.path}.{item.id}.{name}", item)

    def remove(self, item: Any) -> Callable[[], object]:
        return self.form.remove_item(f"{self.path}.{item.id}", self.listed.noun, item)


class NamedPeople:
    """The people named in the plan as the source of a ListEditor; `second` is the second line of a card."""

    def __init__(self, form: PlanForm, second: Callable[[Person], str]) -> None:
        self.form, self.second = form, second

    def items(self) -> Sequence[Person]:
        return self.form.named()

    def card(self, item: Person) -> tuple[str, str]:
        return item.called, self.second(item)

    def new(self) -> Any:
        raise NotImplementedError("people are named under When")

    def remove(self, item: Person) -> Callable[[], object]:
        raise NotImplementedError("people are named under When")

    def watch(self, item: Person, name: str, field: Field) -> None:
        self.form.look_ahead(field)
        if name not in ("offers", "words"):
            self.form.saver.watch(
                field,
                getattr(item, name),
                lambda new, was: getattr(self.form.set_person(item, name, new, was), name),
            )
            return
        self.form.saver.watch(field, self._part(item, name), lambda new, was: self._store_part(item, name, new, was))

    def _part(self, person: Person, name: str) -> list[str]:
        """Of what might help somebody: the plan's offers, or the rest, which is in own words."""
        ids = {offer.id for offer in self.form.plan.help.offers}
        return [one for one in person.offers if (one in ids) == (name == "offers")]

    def _store_part(self, person: Person, name: str, new: list[str], was: list[str]) -> list[str]:
        rest = self._part(self.form.people[person.id], "words" if name == "offers" else "offers")
        whole = [new + rest, was + rest] if name == "offers" else [rest + new, rest + was]
        return self._part(self.form.set_person(person, "offers", *whole), name)


def helped(person: Person, plan: Plan) -> str:
    """What might help a person, in words: offers of the plan, own words, "I'll ask"."""
    ids = {offer.id for offer in plan.help.offers}
    words = ", ".join(one for one in person.offers if one not in ids)
    return joined(names_of(person.offers, plan.help.offers, "what"), words, "I'll ask" if person.will_ask else "")
