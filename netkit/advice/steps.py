"""Next steps, ranked, each with its reason in one sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

import pandas as pd

from netkit.advice.helped import agreed, thanks, to_tell
from netkit.advice.meeting import to_meet
from netkit.advice.rows import day_of, each
from netkit.advice.step import KEPT_AS, Step, about, named, names_of
from netkit.advice.waiting import meanwhile, nudges, silent
from netkit.advice.words import every, span
from netkit.advice.written import let_go, written
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
    """Everything worth doing now, most pressing first: by kind, then by the day due.

    promise and planned (open actions due within a week, help agreed to), thank (help of value 3 or more, no thanks
    yet), report_back (what came of it, after three weeks), due (by cadence), nudge (once, after 7 days without an
    answer), meanwhile (another named person, after 3 business days without one), meet (named, never contacted).
    Never somebody to be left in peace; nothing snoozed or let go. What the owner wrote down stands for what would be
    suggested with the same person. Empty on an empty workbook.
    """
    names = names_of(people)
    due = touch.due(people, contacts, today, plan.when.named)
    waiting = silent(contacts, interactions, today)
    own = list(written(actions, today))
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
    ranked = sorted([*own, *once.values()], key=lambda step: (ranks[step.kind], step.due_on or date.max))
    return [named(step, names[step.person]) for step in ranked if step.person in names]


def each_once(steps: Iterable[Step], n: int, skip: Collection[str] = ()) -> list[Step]:
    """n of the steps: no person twice, none to skip, and the first of each kind before a second of any."""
    persons: dict[str, Step] = {}
    for step in steps:
        if step.person not in skip:
            persons.setdefault(step.person, step)
    kinds: dict[str, Step] = {}
    for step in persons.values():
        kinds.setdefault(step.kind, step)
    firsts = list(kinds.values())
    return [*firsts, *(step for step in persons.values() if step not in firsts)][:n]


def _overdue(due: pd.DataFrame) -> Iterator[Step]:
    for row in each(due[due["due"] & due["cadence_days"].notna()]):
        rhythm = every(int(row.cadence_days))
        if pd.isna(row.days):
            reason = f"You'd like to be in touch {rhythm}; this would be the first time."
        else:
            reason = f"Last in touch {span(int(row.days))} ago; your rhythm is {rhythm}."
        yield Step(row.person, "", "due", reason, day_of(row.due_on), (row.ids or [""])[-1])
