"""A number of people planned for a day, a week or a month: how much that is a week, and over what it is judged."""

from __future__ import annotations

from math import ceil, isnan, nan

PER_WEEK = {"day": 7, "week": 1, "month": 12 / 52}  # a target's number times this is its number a week
JUDGED_WEEKS = {"day": 1.0, "week": 1.0, "month": 52 / 12}  # a number by the month is judged over a month
RECENT_WEEKS = 12  # [choice] a quarter is "lately"
FEWEST_WEEKS = 4  # complete weeks, below which nothing is said about what is usual
DUST = 1e-9  # less than any person or point: what sums of thirds leave behind


def whole(people: float) -> int:
    """So many people and no parts of one, halves rounded down: what a part of a month asks for."""
    return max(0, ceil(people - 0.5 - DUST))


def chance(a_week: float, per: str, events: float, weeks: float) -> float:
    """P(N >= the target) in the next week, or month for a number by the month, after `events` in `weeks` weeks.

    `a_week` is the target by the week, `per` the period in which it was planned. With the rate Gamma(events + 1/2,
    weeks), N over t weeks is negative binomial: P(N >= n) = nbinom.sf(n - 1, events + 1/2, weeks / (weeks + t)).
    Check: 5 a week, 24, 8 -> .2043. NaN without a week or a target.
    """
    from scipy.special import betainc  # slow to load, and not needed to know a period

    span = JUDGED_WEEKS.get(per, 1.0)
    if weeks <= 0 or isnan(a_week):
        return nan
    least = ceil(a_week * span - DUST)
    return 1.0 if least <= 0 else float(betainc(least, events + 0.5, span / (weeks + span)))
