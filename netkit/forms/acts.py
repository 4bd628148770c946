"""What a person does with a suggestion: done, later, let go, promised, applied. Each is one change, and remembered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from netkit.advice import KEPT_AS, NEXT, Give, Step
from netkit.advice.giving import asks_for
from netkit.advice.written import planned
from netkit.errors import NetkitError, cut
from netkit.folding import folded
from netkit.forms.ways import MEETING
from netkit.records import Action, Exchange, Interaction, Person, Record
from netkit.vocabulary import say_day
from netkit.workbook.plan_fields import at

if TYPE_CHECKING:
    from netkit.questions import Plan
    from netkit.scoring import Finding
    from netkit.workbook import Workbook

WEEK = timedelta(days=7)
SETTLED = {"thank": "thanked_on", "report_back": "reported_on"}  # the field that says so of an exchange
PURPOSES = {
    "thank": "thank",
    "report_back": "report_back",
    "nudge": "follow_up",
    "due": "catch_up",
    "meet": "first_contact",
    "meanwhile": "first_contact",
}
ASKING = ("first_contact", "follow_up", "catch_up")  # purposes for which one waits for an answer


class Kept(NamedTuple):
    """The number of the change, for undo, and what it was in words."""

    change: int
    words: str


def settled(workbook: Workbook, step: Step | None) -> list[tuple[Record, str]]:
    """The records behind a step that is done, and the field of each that takes the day."""
    if step is None:
        return []
    actions: list[tuple[Record, str]] = [(one, "done_on") for one in workbook.where(Action, id=step.ref)]
    if step.kind not in SETTLED:
        return actions
    return [*actions, *((one, SETTLED[step.kind]) for one in workbook.where(Exchange, id=step.ref))]


def do(workbook: Workbook, step: Step) -> Kept:
    """Tick off a next step; whatever was not written down as one is a contact, and is logged as one today.

    A promise of help (`kind_of`) is logged as help given, help agreed to is delivered; the plan's own leaves the plan.
    """
    if step.ref == NEXT:
        return _leave_plan(workbook, step, "Done", "ticked off")
    today, records = workbook.today, settled(workbook, step)
    agreed = workbook.where(Exchange, id=step.ref) if step.kind == "promise" else []
    written = [record for record, _ in records if isinstance(record, Action)]
    with workbook.change(f"Done: {step.name}") as draft:
        for record, field in records:
            draft.set(record, field, today, getattr(record, field))
        for help in agreed:
            draft.replace(help, help.changed(status="delivered", on=today))
        kinds = [kind for one in written if (kind := kind_of(workbook, one))]
        for made in _given(workbook, step, kinds[0], written[0].what) if kinds else []:
            draft.add(made)
        if not written and not agreed:
            draft.add(_contact(workbook, step.person, PURPOSES.get(step.kind, "other")))
    if not written and not agreed:
        return Kept(draft.id, f"contact with {step.name} is in your log")
    return Kept(draft.id, f"{'help given' if kinds or agreed else 'ticked off'}, {step.name}")


def give(workbook: Workbook, what: Give) -> Kept:
    """Log something as given today; it is not suggested again."""
    with workbook.change(f"Given: {what.name}") as draft:
        for made in _given(workbook, what, what.kind or "other", what.what):
            draft.add(made)
        draft.add(Action(person=what.person, kind="promise", what=what.what, done_on=workbook.today))
    return Kept(draft.id, f"help given to {what.name} is in your log")


def kind_of(workbook: Workbook, promise: Action) -> str:
    """The kind of help that was promised, where its words are an offer or a need of the person; else ""."""
    if promise.kind != "promise" or not promise.person:
        return ""
    person, offers = workbook.get(Person, promise.person), workbook.plan().help.offers
    kinds = {folded(words): "other" for words in person.offers}
    kinds |= {folded(need): min(asks_for(need), default="other") for need in person.needs}
    kinds |= {folded(offer.what): offer.kind or "other" for offer in offers}
    return kinds.get(folded(promise.what), "")


def _given(workbook: Workbook, about: Step | Give, kind: str, what: str) -> list[Record]:
    """Help given today, not rated yet, and the contact at which it was given, where both can be changed."""
    contact = _contact(workbook, about.person, "offer")
    help = Exchange(on=contact.on, person=about.person, direction="given", kind=kind, note=what, interaction=contact.id)
    return [contact, help]


def _contact(workbook: Workbook, person: str, purpose: str) -> Interaction:
    """A contact of today, by the way that was taken with this person before; thanks and gifts wait for no answer."""
    before = workbook.contacts()
    before = before[(before["person"] == person) & (before["mode"] == "one_to_one")].sort_values("on")
    channel = str(before["channel"].iloc[-1]) if len(before) else "other"
    waits = "pending" if purpose in ASKING else "other"
    return Interaction(
        on=workbook.today, people=[person], channel=channel, purpose=purpose,
        direction="mutual" if channel in MEETING else "outbound", outcome="met" if channel in MEETING else waits,
    )  # fmt: skip


def put_off(workbook: Workbook, about: Step | Give) -> Kept:
    """Not before a week from now."""
    until = workbook.today + WEEK
    change = _remember(workbook, about, f"Later: {about.name}", snoozed_until=until)
    return Kept(change, f"{about.name} comes up again on {say_day(until)}")


def let_go(workbook: Workbook, about: Step | Give) -> Kept:
    """No more, until something new happens with this person."""
    if isinstance(about, Step) and about.ref == NEXT:
        return _leave_plan(workbook, about, "Let go", "let go")
    change = _remember(workbook, about, f"Let go: {about.name}", dismissed_on=workbook.today)
    return Kept(change, f"let go, {about.name}")


def _leave_plan(workbook: Workbook, step: Step, title: str, said: str) -> Kept:
    """The plan's next step is over: its fields are empty for the next one."""
    plan = workbook.plan()
    if step.reason not in [one.reason for one in planned(plan, workbook.actions(), workbook.today)]:
        raise NetkitError("the plan has another next step by now. Run this cell again to see it.")
    what = cut(plan.when.next)
    with workbook.change(f"{title}: {what}") as draft:
        draft.set(plan, NEXT, "", plan.when.next)
        draft.set(plan, "when.next_on", None, plan.when.next_on)
    return Kept(draft.id, f"{said}, {what}")


def _remember(workbook: Workbook, about: Step | Give, what: str, **days: object) -> int:
    """In the action behind a suggestion, or in one of its own, which is never shown (advice/written.py reads it)."""
    own = workbook.where(Action, id=about.ref) if isinstance(about, Step) else []
    with workbook.change(what) as draft:
        for action in own:
            draft.replace(action, action.changed(**days))
        if not own:
            kind, words = ("promise", about.what) if isinstance(about, Give) else (KEPT_AS[about.kind], "")
            words = workbook.plan().when.next if isinstance(about, Step) and about.ref == NEXT else words
            gone = {"dismissed_on": workbook.today} | days
            draft.add(Action(person=about.person, kind=kind, what=words, **gone))
    return draft.id


def promise(workbook: Workbook, give: Give) -> Kept:
    """Take a give on, within a week: it is among the next steps from now on."""
    due = workbook.today + WEEK
    with workbook.change(f"Give: {give.name}") as draft:
        draft.add(Action(person=give.person, kind="promise", what=give.what, due_on=due))
    return Kept(draft.id, f"{give.name} is among your next steps, by {say_day(due)}")


def mend(workbook: Workbook, finding: Finding, plan: Plan) -> Kept:
    """Set in the plan what a finding suggests; Conflict if it is not as in `plan` any more."""
    with workbook.change(f"Plan: {finding.act}") as draft:
        for field, value in finding.answers:
            draft.set(plan, field, value, at(plan, field))
    return Kept(draft.id, f"your plan says so from today: {finding.act[:1].lower()}{finding.act[1:]}")
