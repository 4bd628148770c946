"""What does not fit together in a plan; said, and no points taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from netkit.questions import Audience, Goal, Plan
from netkit.scoring.aims import best_goal
from netkit.scoring.links import (
    audiences_of,
    catch_ups_a_week,
    goals_of,
    has_place,
    is_served,
    new_a_week,
    reaches,
)
from netkit.scoring.people import Named
from netkit.scoring.result import Finding
from netkit.scoring.shares import called
from netkit.targets import DUST, FEWEST_WEEKS, PER_WEEK, RECENT_WEEKS, chance
from netkit.vocabulary import PERIOD

if TYPE_CHECKING:
    import pandas as pd

OUT_OF_REACH = 0.05
SELDOM = 0.4  # [choice] people a week: rarer than "one every two weeks"
MANY_A_WEEK = 10  # more new people than one meets one by one


def findings_of(plan: Plan, named: Sequence[Named], today: date, weekly: pd.DataFrame | None) -> Iterator[Finding]:
    """Everything that doesn't fit; nothing for a blank plan."""
    best = best_goal(plan, today)
    for goal in goals_of(plan):
        yield from _goal(goal, plan, is_best=goal == best)
    for audience in audiences_of(plan):
        yield from _audience(audience, plan)
    yield from _named(named)
    yield from _volume(plan)
    if weekly is not None and new_a_week(plan):
        yield from _reach(plan, weekly)


def _goal(goal: Goal, plan: Plan, is_best: bool) -> Iterator[Finding]:
    if not is_served(goal, plan):
        yield Finding(
            "who",
            "goal_without_who",
            "who.audiences",
            f"Nobody serves {called(goal)} yet.",
            "Say who serves it",
            goal=goal.id,
        )
    if not is_best and not (goal.number and goal.by):
        lacks = "number" if not goal.number else "by"
        yield Finding(
            "why",
            "goal_unmeasured",
            f"why.goals.{goal.id}.{lacks}",
            f"{called(goal)} has no {'number' if lacks == 'number' else 'day'} yet; fine for later, "
            "and better once it is next.",
            "Say how many" if lacks == "number" else "Choose a day",
        )


def _audience(audience: Audience, plan: Plan) -> Iterator[Finding]:
    if not has_place(audience, plan):
        yield Finding(
            "who",
            "who_without_where",
            f"who.audiences.{audience.id}.places",
            f"There is no place yet where you'd meet {called(audience)}.",
            "Say where they are",
        )
    if not any(reaches(avenue, audience) for avenue in plan.how.avenues):
        yield Finding(
            "how",
            "who_without_avenue",
            "how.avenues",
            f"None of your ways reaches {called(audience)} yet.",
            "Pick a way that does",
        )


def _named(named: Sequence[Named]) -> Iterator[Finding]:
    bare = [person for person in named if not person.offered]
    if bare:
        others = f" and {len(bare) - 1} more" if len(bare) > 1 else ""
        yield Finding(
            "help",
            "named_without_offer",
            f"person.{bare[0].id}.offers",
            f"What might help {bare[0].name}{others}? Or choose “I'll ask”.",
            f"Choose something for {bare[0].name}",
        )
    keys = [person.key for person in named]
    for at, person in enumerate(named):
        if person.key in keys[:at]:
            yield Finding(
                "when",
                "named_twice",
                "when.named",
                f"{person.name} is named twice; if they are two people, say so in their names.",
                "Look at the names",
            )


def _volume(plan: Plan) -> Iterator[Finding]:
    when, new, catch_ups = plan.when, new_a_week(plan), catch_ups_a_week(plan)
    if plan.how.mode == "one_to_one" and new > MANY_A_WEEK:
        yield Finding(
            "how",
            "too_many_one_to_one",
            "how.mode",
            f"{when.number} {PERIOD.say(when.per)}, one by one, is a lot; a group or event reaches several.",
            "Choose both",
            "both",
        )
    if 0 < new + catch_ups < 0.5:
        yield Finding(
            "when",
            "too_rare",
            "when.number",
            "That is fewer than one person in two weeks; a catch-up now and then may be easy to add.",
            "Choose a number",
        )
    minutes = [avenue.minutes for avenue in plan.how.avenues if avenue.minutes]
    if minutes and when.hours:
        asked = (new + catch_ups) * sum(minutes) / len(minutes)
        if asked > when.hours * 60 + DUST:
            yield Finding(
                "when",
                "too_little_time",
                "when.hours",
                f"Your numbers ask for about {asked:.0f} minutes a week; you have {when.hours * 60:.0f}.",
                "Look at the hours",
            )


def _reach(plan: Plan, weekly: pd.DataFrame) -> Iterator[Finding]:
    """Whether the target is within reach (`targets.chance`), by the last weeks that are complete and not off.

    A target by the day is told by the week where less than one a day is usual, one by the week by the month where
    one in two weeks is more than usual.
    """
    counted = weekly[weekly["complete"].astype(bool) & ~weekly["off"].astype(bool)].tail(RECENT_WEEKS)
    weeks, fresh = len(counted), float(counted["new_people"].sum() + counted["reawakened"].sum())
    if weeks < FEWEST_WEEKS:
        return
    when = plan.when
    if chance(new_a_week(plan), when.per, fresh, weeks) >= OUT_OF_REACH:
        return
    per = _told_by(when.per, fresh / weeks)
    value = max(1, round(fresh / weeks / PER_WEEK[per]))
    if value * PER_WEEK[per] >= new_a_week(plan):
        return
    lately = f"Lately about {say_rate(fresh / weeks)}" if fresh else f"The last {weeks} weeks were quiet"
    yield Finding(
        "when",
        "target_out_of_reach",
        "when.number",
        f"{lately}; try {value} {PERIOD.say(per)}?",
        f"Make it {value}" if per == when.per else f"Make it {value} {PERIOD.say(per)}",
        value,
        () if per == when.per else (("when.per", per),),
    )


def _told_by(per: str, a_week: float) -> str:
    """The period of a target, or the next longer one in which so many a week are a number of one or more."""
    if per == "day" and a_week < PER_WEEK["day"]:
        per = "week"
    return "month" if per == "week" and a_week < SELDOM else per


def say_rate(a_week: float) -> str:
    """A rate as people say it: 3 a week, one a week, one every two weeks."""
    if a_week >= 2 / 3:
        return f"{round(a_week)} a week" if a_week >= 1.5 else "one a week"
    weeks = round(1 / a_week)
    return "one every two weeks" if weeks == 2 else f"one every {weeks} weeks"
