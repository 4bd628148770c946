"""Next steps, ranked, each with its reason in one sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

import pandas as pd

from netkit.advice.helped import agreed, thanks, to_tell
from netkit.advice.meeting import to_meet
from netkit.advice.rows import day_of, each
from netkit.advice.step import KEPT_AS, YOURS, Step, about, named, names_of
from netkit.advice.waiting import meanwhile, nudges, silent
from netkit.advice.words import every, span
from netkit.advice.written import let_go, planned, written
from netkit.metrics import touch
from netkit.questions import Plan


def next_steps(
    people: pd.DataFrame,
    interactions: pd.DataFrame,
    contacts: pd.DataFrame,
    exchanges: pd.DataFrame,
    actions: pd.DataFrame,
    plan: Plan,
    today: date,
) -> list[Step]:
    """Everything worth doing now, one's own first, most pressing first: by kind, then by the day due.

    One's own is what was written down (open actions and the plan's next step, due within a week), which stands for
    what would be suggested with the same person, and help agreed to. Then come thank (help of value 3 or more, no
    thanks yet), report_back (what came of it, after three weeks), due (by cadence), nudge (once, after 7 days without
    an answer), meanwhile (another named person, after 3 business days without one), meet (named, never contacted).
    Never somebody to be left in peace; nothing snoozed or let go. Empty on an empty workbook.
    """
    names = names_of(people) | {"": YOURS}
    due = touch.due(people, contacts, today, plan.when.named)
    waiting = silent(contacts, interactions, today)
    own = [*written(actions, today), *planned(plan, actions, today)]
    found = [
        *agreed(exchanges, today),
        *thanks(exchanges, interactions, contacts, today),
        *to_tell(exchanges, today),
        *_overdue(due),
        *nudges(waiting),
        *meanwhile(waiting, due, plan, names, today),
        *to_meet(due, plan, today),
    ]
    away = let_go(actions, contacts, today) | {about(step) for step in own}
    once: dict[tuple[str, str], Step] = {}
    for step in found:
        if about(step) not in away:
            once.setdefault(about(step), step)
    ranks = {kind: rank for rank, kind in enumerate(KEPT_AS)}
    ranked = sorted([*own, *once.values()], key=lambda step: (not step.own, ranks[step.kind], step.due_on or date.max))
    return [named(step, names[step.person]) for step in ranked if step.person in names]


def each_once(steps: Iterable[Step], n: int, skip: Collection[str] = ()) -> list[Step]:
    """n of the steps: no person twice, none to skip, one's own first, then the first of each kind before a second."""
    persons: dict[str, Step] = {}
    for step in sorted(steps, key=lambda step: not step.own):
        if step.whom not in skip:
            persons.setdefault(step.whom, step)
    firsts: dict[tuple[bool, str], Step] = {}
    for step in persons.values():
        firsts.setdefault((step.own, step.kind), step)
    first = set(firsts.values())
    return sorted(persons.values(), key=lambda step: (not step.own, step not in first))[:n]


def _overdue(due: pd.DataFrame) -> Iterator[Step]:
    for row in each(due[due["due"] & due["cadence_days"].notna()]):
        rhythm = every(int(row.cadence_days))
        if pd.isna(row.days):
            reason = f"You'd like to be in touch {rhythm}; this would be the first time."
        else:
            reason = f"Last in touch {span(int(row.days))} ago; your rhythm is {rhythm}."
        yield Step(row.person, "", "due", reason, day_of(row.due_on), (row.ids or [""])[-1])
