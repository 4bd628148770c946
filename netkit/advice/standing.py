"""How far the goals are that the log can't count, as it was last noted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from netkit.metrics.frames import logged
from netkit.metrics.reach.goals import COUNTED
from netkit.questions import Goal, Plan
from netkit.vocabulary import say_day


@dataclass(frozen=True, slots=True)
class Standing:
    """An open goal by its id, its words, and where it stands; `value` is what was noted today, None for nothing."""

    goal: str
    outcome: str
    told: str
    value: float | None


def standings(plan: Plan, progress: pd.DataFrame, today: date) -> list[Standing]:
    """Each open goal that the log can't count, in the plan's order; [] without such a goal.

    `progress` has the columns goal, on and value, which is how far the goal is in all, not since the last note. A
    goal that has its number is no longer open from the next day on; one without a number always is.
    """
    notes = logged(progress, today, "goal", "value").dropna(subset="value")
    return list(_open(plan, notes, today))


def _open(plan: Plan, notes: pd.DataFrame, today: date) -> Iterator[Standing]:
    for goal in plan.why.goals:
        last = notes[notes["goal"] == goal.id].tail(1)
        done = float(last["value"].iloc[0]) if len(last) else None
        on = last["on"].iloc[0].date() if len(last) else None
        reached = bool(done and goal.number and done >= goal.number)
        if goal.unit not in COUNTED and (on == today or not reached):
            told = _told(goal, done, "today" if on == today else f"on {say_day(on)}" if on else "")
            yield Standing(goal.id, goal.outcome or "A goal without words", told, done if on == today else None)


def _told(goal: Goal, done: float | None, when: str) -> str:
    of = f" of {goal.number:,.10g}" if goal.number else ""
    return f"Nothing noted{of} yet" if done is None else f"{done:,.10g}{of} {when}"
