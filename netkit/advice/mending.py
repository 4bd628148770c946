"""Where the plan and the log do not fit together, each with the one change that a click applies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import ceil, floor

import pandas as pd

from netkit.advice.step import names_of
from netkit.advice.words import quoted
from netkit.metrics.frames import counted, monday
from netkit.metrics.reach import coverage
from netkit.metrics.volume import weekly
from netkit.numbers import count
from netkit.questions import Plan
from netkit.scoring import Finding, score_plan
from netkit.scoring.links import audiences_of, catch_ups_a_week, new_a_week
from netkit.targets import FEWEST_WEEKS, PER_WEEK, RECENT_WEEKS
from netkit.vocabulary import PERIOD

MOST_HOURS = 10  # a week; more is not suggested [choice]


def mends(
    plan: Plan,
    plans: Sequence[tuple[date, Plan]],
    people: pd.DataFrame,
    interactions: pd.DataFrame,
    contacts: pd.DataFrame,
    today: date,
) -> list[Finding]:
    """Findings with a `value` that `field` of the plan can be set to: the plan against itself and against the log.

    A target lately out of reach, too many one by one, a Why that no Who serves (the audience with most people is
    proposed), a Why whose people were silent for a quarter (the one to name), hours that don't suffice by the
    minutes logged or else planned. One for each field, the log's before the plan's. Empty for a blank plan and for
    one that fits.
    """
    weeks = weekly(interactions, contacts, people, plans, today)
    found = [_clickable(one, plan, people) for one in score_plan(plan, people, today, weeks).findings]
    hours = _hours_logged(plan, weeks, interactions)
    shown = [one for one in found if one.value is not None and not (hours and one.kind == "too_little_time")]
    by_field = {one.field: one for one in [*shown, *hours, *_silent(plan, people, contacts, today)]}
    return list(by_field.values())


def _clickable(finding: Finding, plan: Plan, people: pd.DataFrame) -> Finding:
    """The finding with what a click would set, where one thing suggests itself."""
    if finding.kind == "goal_without_who":
        return _served(finding, plan, people)
    return _fitting(finding, plan) if finding.kind == "too_little_time" else finding


def _served(finding: Finding, plan: Plan, people: pd.DataFrame) -> Finding:
    sizes = people["audience"].value_counts()
    audiences = sorted(audiences_of(plan), key=lambda one: -int(sizes.get(one.id, 0)))
    if not audiences or not audiences[0].description:
        return finding
    first = audiences[0]
    field, value = f"who.audiences.{first.id}.goals", [*first.goals, finding.goal]
    return replace(finding, field=field, value=value, act=f"Let {quoted(first.description)} serve it")


def _fitting(finding: Finding, plan: Plan) -> Finding:
    """Fewer people where the hours allow for one at least, else more hours."""
    minutes = [avenue.minutes for avenue in plan.how.avenues if avenue.minutes]
    mean, when = sum(minutes) / len(minutes), plan.when
    fresh = (when.hours or 0) * 60 / mean - catch_ups_a_week(plan)
    number = floor(fresh / PER_WEEK.get(when.per, 1))
    if 1 <= number < (when.number or 0):
        return replace(finding, field="when.number", value=number, act=f"Make it {number} {PERIOD.say(when.per)}")
    return _more_hours(finding, (new_a_week(plan) + catch_ups_a_week(plan)) * mean)


def _more_hours(finding: Finding, minutes: float) -> Finding:
    hours = ceil(minutes / 30) / 2
    return replace(finding, value=hours, act=f"Make it {count(hours, 'hour')}") if hours <= MOST_HOURS else finding


def _hours_logged(plan: Plan, weeks: pd.DataFrame, interactions: pd.DataFrame) -> list[Finding]:
    """What the last complete weeks took, where minutes were logged, against the hours of the plan."""
    if not len(weeks) or not plan.when.hours:
        return []
    counted = weeks[weeks["complete"].astype(bool) & ~weeks["off"].astype(bool)].tail(RECENT_WEEKS)
    rows = interactions[monday(interactions["on"]).isin(counted.index)]
    minutes = float(rows["minutes"].sum()) / max(1, len(counted))
    if len(counted) < FEWEST_WEEKS or minutes <= plan.when.hours * 60:
        return []
    said = f"Lately it took about {minutes:.0f} minutes a week; your plan has {plan.when.hours * 60:.0f}."
    finding = _more_hours(Finding("when", "took_more_time", "when.hours", said, "Look at the hours"), minutes)
    return [finding] if finding.value is not None else []


def _silent(plan: Plan, people: pd.DataFrame, contacts: pd.DataFrame, today: date) -> Iterator[Finding]:
    """A Why with people, none of whom was in touch for a quarter: the one last in touch, or the first, to be named."""
    covered = coverage(plan, contacts, people, today)
    names, last = names_of(people), counted(contacts, today).groupby("person")["on"].max()
    silent = set(covered.index[(covered["label"] == "nobody yet") & (covered["people"] > 0)])
    for goal in [goal for goal in plan.why.goals if goal.id in silent]:
        serving = [one.id for one in plan.who.audiences if goal.id in one.goals]
        tied = [id for id in people.loc[people["audience"].isin(serving), "id"] if id in names]
        tied = [id for id in tied if id not in plan.when.named]
        if not tied or not goal.outcome:
            continue
        id = max(tied, key=lambda id: last.get(id, pd.Timestamp.min))
        said = f"Nobody who serves {quoted(goal.outcome)} was in touch for three months."
        yield Finding("when", "goal_silent", "when.named", said, f"Name {names[id]}", [*plan.when.named, id])
