"""The people whom the plan names and who were not contacted yet, and the pace that their days ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from netkit.advice.rows import day_of
from netkit.advice.step import Step, about, named, names_of
from netkit.advice.written import let_go
from netkit.metrics import touch
from netkit.numbers import count
from netkit.questions import Plan
from netkit.scoring.findings import say_rate
from netkit.vocabulary import say_day


def next_names(
    people: pd.DataFrame, contacts: pd.DataFrame, plan: Plan, today: date, actions: pd.DataFrame | None = None
) -> list[Step]:
    """The named people who were not contacted yet, by the day until which they are to be met.

    With `actions`, those who were snoozed or let go are left out.
    """
    names = names_of(people)
    away = set() if actions is None else let_go(actions, contacts, today)
    steps = to_meet(touch.due(people, contacts, today, plan.when.named), plan, today)
    return [named(step, names[step.person]) for step in steps if step.person in names and about(step) not in away]


def pace(names: Sequence[Step], today: date) -> str:
    """What the days of the names ask for, as a sentence; "" where none has a day.

    So many a week that every day is kept: the most of (names until a day) / (weeks until it), a week at least.
    """
    days = sorted(step.due_on for step in names if step.due_on)
    if not days:
        return ""
    rates = [(n / max(1.0, (day - today).days / 7), day, n) for n, day in enumerate(days, 1)]
    rate, day, n = max(rates, key=lambda found: found[0])
    until = "now" if day <= today else f"by {say_day(day)}"
    return f"To keep the days you set, meet about {say_rate(rate)} ({count(n, 'person')} {until})."


def to_meet(due: pd.DataFrame, plan: Plan, today: date) -> list[Step]:
    """A step for each of those named who was never contacted, by the day and then in the order of the plan."""
    order = {id: place for place, id in enumerate(plan.when.named)}
    rows = due[due["named"] & (due["n"] == 0)]
    steps = [
        Step(str(person), "", "meet", _meeting(day_of(by), today), day_of(by))
        for person, by in zip(rows.index, rows["target_by"], strict=True)
    ]
    return sorted(steps, key=lambda step: (step.due_on or date.max, order.get(step.person, len(order))))


def _meeting(by: date | None, today: date) -> str:
    if by and by < today:
        return f"In your plan for {say_day(by)}; a first hello is welcome any day."
    return f"In your plan; meet by {say_day(by)}." if by else "In your plan; a first hello is enough."
