"""What the figures say beside the charts, in whole sentences made from the numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from netkit.charts.words import listed, rate_planned, signed
from netkit.numbers import count, figure, in_words
from netkit.vocabulary import say_day

LABELS = {
    "giving more": "more went out than came in",
    "receiving more": "more came in than went out",
    "balanced": "balanced",
    "unclear": "too close to call",
}


def balance_says(overall: pd.Series[Any], since: date | None = None) -> tuple[str, ...]:
    """The balance of the whole network since a day (None: ever), its interval, on counts too, how much was mutual."""
    if not overall["n"]:
        return ("No help is logged yet, in either direction.",)
    times = f"{figure(overall['given_n'])} given, {figure(overall['received_n'])} received"
    if overall["label"] == "too early":
        rated = _rated(int(overall["rated"]), int(overall["n"]))
        return (f"It is early: {times}, {rated}. The balance is said from three rated ones on.",)
    when = f"Since {say_day(since)}" if since else "Over all time"
    told = (
        f"{when} the balance is {signed(overall['net'])}, on a scale from −1 (all received) to +1 (all given): "
        f"{LABELS[overall['label']]}. Most likely (90%) it is between {signed(overall['low'])} and "
        f"{signed(overall['high'])}. Counted by times and not by worth it is {signed(overall['net_n'])} ({times}).",
    )
    share = float(overall["mutuality"])  # NaN in a report of figures alone
    return (*told, f"Mutuality is {share:.0%}: {_mutual(share)}") if share == share else told


def _rated(n: int, of: int) -> str:
    if n == of:
        return "and it is rated" if n == 1 else "all rated"
    if n == 0:
        return "none rated yet"
    return f"{in_words(n)} of them rated"


def _mutual(share: float) -> str:
    rest = "The rest went one way, as it does when people are at different points of their road."
    if share >= 0.95:
        return "nearly all of the help went both ways between the same two people."
    if share <= 0.05:
        return f"hardly any help went both ways between the same two people. {rest}"
    return f"that share of the help went both ways between the same two people. {rest}"


def pace_says(pace: pd.DataFrame, weeks: pd.DataFrame) -> str:
    """How the running week stands against its target, and what is needed by Sunday to be on pace."""
    if weeks.empty or pace.empty:
        return "This week has no target; 1_plan asks for one under When."
    now = weeks.iloc[-1]
    fresh = int(now["new_people"] + now["reawakened"])
    if now["off"]:
        return f"This week is off; so far it brought {count(fresh, 'person')} new or back in touch."
    needed = int(pace["needed"].iloc[-1])
    aim = "keep the pace of the last weeks" if len(pace) > 1 else "do"
    rest = f"{in_words(needed)} more by Sunday would {aim}" if needed else "on pace"
    target = float(now["target"])
    if target != int(target):
        return f"This week so far {in_words(fresh)}, with {rate_planned(target)} planned: {rest}."
    if fresh > target > 0:
        return f"This week so far {in_words(fresh)}, {in_words(fresh - int(target))} more than planned: {rest}."
    return f"This week so far {in_words(fresh, int(target))} of {in_words(int(target), fresh)}: {rest}."


def forecast_says(forecast: pd.Series[Any]) -> str:
    """The rate lately with its interval, and what next week is likely to bring; how much is missing to say it."""
    if forecast["label"]:
        there = f"{'is' if forecast['n'] == 1 else 'are'} {in_words(forecast['n'])}"
        return f"What next week may bring stands here after four complete weeks; so far there {there}."
    weeks, rate = count(int(forecast["n"]), "week"), f"about {forecast['rate']:.1f} people a week"
    long_run = f"between {forecast['rate_low']:.1f} and {forecast['rate_high']:.1f} in the long run"
    low, high = int(forecast["low"]), int(forecast["high"])
    likely = count(low, "person") if low == high else f"{low} to {high} people"
    return f"Over the last {weeks} that counted it was {rate}, and {long_run}. Next week {likely} would be no surprise."


def replies_says(rate: pd.Series[Any], median: pd.Series[Any]) -> str:
    """The share of outreach that was answered with its interval, and how long half of the answers took."""
    n, answered = int(rate["n"]), int(rate["answered"])
    if not n:
        return ""
    was = "was" if answered == 1 else "were"
    sent = f"{figure(answered)} of {count(n, 'message')} older than two weeks {was} answered"
    if rate["label"]:
        return f"{sent}: too few for a share."
    share = f"{sent}: {rate['rate']:.0%}, and likely between {rate['low']:.0%} and {rate['high']:.0%} in the long run."
    if median["label"]:
        return share
    days = int(median["median"])
    soon = f"within {count(days, 'day')}" if days else "on the same day"
    return f"{share} Of {count(int(median['n']), 'message')} whose wait is known half were answered {soon}."


def made_from(today: date, counts: dict[str, int], sample: bool) -> str:
    """The day and what the review was made from: `Made on 1 Apr 2026 from 74 entries and ...`"""
    parts = [count(n, noun) for noun, n in counts.items() if n]
    end = " This is a sample: nobody in it exists." if sample else ""
    made = f"from {listed(parts)}" if parts else "from a workbook in which nothing is logged yet"
    return f"Made on {say_day(today)} {made}.{end}"
