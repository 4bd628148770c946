"""What an entry says, and how it is written to the workbook: all of it in one change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netkit.advice import Step
from netkit.advice.giving import is_given
from netkit.folding import folded
from netkit.forms.acts import settled
from netkit.records import Action, Event, Exchange, Interaction, Person, Record

if TYPE_CHECKING:
    from netkit.workbook import Workbook
    from netkit.workbook.draft import Draft


@dataclass
class Said:
    """An interaction with all that goes with it.

    `known` are those of the helps that are stored already, as they were; `event` is a name; `offer`, `will_ask` and
    `needs` are about all its people; `audience` is which of the plan's people they were said to be, before and now;
    `settles` is the suggestion that it came from.
    """

    interaction: Interaction
    helps: list[Exchange] = field(default_factory=list)
    known: dict[str, Exchange] = field(default_factory=dict)
    step: Action | None = None
    event: str = ""
    offer: str = ""
    will_ask: bool = False
    needs: list[str] = field(default_factory=list)
    audience: tuple[str, str] = ("", "")
    settles: Step | None = None


def read(workbook: Workbook, id: str) -> Said:
    """An entry as it is stored; Missing if it is gone."""
    interaction = workbook.get(Interaction, id)
    events = workbook.where(Event, id=interaction.event) if interaction.event else []
    event = events[0].name if events else ""
    helps = workbook.where(Exchange, interaction=id)
    return Said(interaction, helps, {one.id: one for one in helps}, event=event)


def store(workbook: Workbook, said: Said, was: Said | None, what: str) -> int:
    """Write an entry, new or changed since `was`, as one change; returns its number (0 if nothing differed).

    Conflict if another notebook changed one of the same fields since; nothing is written then.
    """
    people = [workbook.get(Person, id) for id in said.interaction.people]
    events = [one for one in workbook.where(Event) if said.event and folded(one.name) == folded(said.event)]
    done = {record.id: (record, name) for record, name in [*settled(workbook, said.settles), *_kept(workbook, said)]}
    with workbook.change(what) as draft:
        event = events[0].id if events else draft.add(Event(name=said.event)).id if said.event else ""
        interaction = said.interaction.changed(event=event)
        _write(draft, interaction, was.interaction if was else None)
        for one in said.helps:
            _write(draft, one.changed(interaction=interaction.id), said.known.get(one.id))
        kept = {one.id for one in said.helps}
        for gone in [one for one in (was.helps if was else []) if one.id not in kept]:
            draft.remove(gone)
        if said.step:
            draft.add(said.step)
        for person in people:
            _write(draft, _about(person, said), person)
        for record, name in done.values():
            draft.set(record, name, said.interaction.on, getattr(record, name))
    return draft.id


def _kept(workbook: Workbook, said: Said) -> list[tuple[Record, str]]:
    """The open promises that the help given here keeps, by its words."""
    new = [one for one in said.helps if one.direction == "given" and one.status == "delivered" and one.note]
    promises = {one.person: workbook.where(Action, person=one.person, kind="promise") for one in new}
    return [
        (promise, "done_on")
        for one in new
        for promise in promises[one.person]
        if not (promise.done_on or promise.dismissed_on) and is_given(promise.what, [one.note])
    ]


def _write(draft: Draft, new: Record, was: Record | None) -> None:
    if was is None:
        draft.add(new)
        return
    for name, value in new:
        if value != getattr(was, name):
            draft.set(was, name, value, getattr(was, name))


def _about(person: Person, said: Said) -> Person:
    """What was learned of a person is added to what is known."""
    offers = [*person.offers, *([said.offer] if said.offer else [])]
    was, now = said.audience
    audience = now if person.audience in ("", was) else person.audience
    ask, needs = person.will_ask or said.will_ask, [*person.needs, *said.needs]
    return person.changed(offers=offers, will_ask=ask, needs=needs, audience=audience)
