"""What next week may bring, from how uneven the last weeks were, and whether the target is within reach."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.style import (
    GIVEN,
    INK,
    MUTED,
    PAPER,
    REAWAKENED,
    Space,
    beside,
    is_narrow,
    set_ticks,
    styled,
    tick_days,
    width_of,
)
from netkit.charts.words import listed, rate_planned, span
from netkit.numbers import count, figure, plural
from netkit.vocabulary import say_day

WEEK = pd.Timedelta(days=7)
FAR = 0.05  # [choice] the chance of a target, below which it lies beyond the bar and the plan's finding speaks


def shown_forecast(forecast: pd.Series[Any], weeks: pd.DataFrame) -> pd.DataFrame:
    """The weeks it is made from with done, and a last row for next week with low, high, rate and target."""
    past = weeks[weeks["complete"] & ~weeks["off"]].tail(int(forecast["n"]))
    done = pd.DataFrame({"done": (past["new_people"] + past["reawakened"]).astype(float)})
    ahead = {name: float(forecast[name]) for name in ("low", "high", "rate", "target")}
    coming = pd.DataFrame(ahead, index=pd.DatetimeIndex(weeks.index[-1:]) + WEEK)
    return pd.concat([done, coming])


def _space(shown: pd.DataFrame, width: int) -> Space:
    likely = f"{_range(shown.iloc[-1])} likely" if len(shown) else ""
    aimed = f"target {rate_planned(shown['target'].iloc[-1])}" if len(shown) else ""
    return Space(height=264, left=24, right=round(max(112, width_of(likely, 16) + 8, width_of(aimed) + 16)), top=20)


@styled(_space)
def plot_forecast(shown: pd.DataFrame, ax: Axes) -> Axes:
    """Bars of the weeks gone by, and for next week a pale bar from low to high with the rate across it.

    `shown` has one row a week (index: its Monday) with done; the last is next week, with low, high, rate and target
    (NaN: none). Without rows the axes stay empty.
    """
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    if shown.empty:
        return ax
    past, ahead, at = shown.iloc[:-1], shown.iloc[-1], len(shown) - 0.5
    ax.set_xlim(-0.6, len(shown) + 0.1)
    tops = [3.0, *past["done"], ahead["high"], *([ahead["target"]] if ahead["target"] == ahead["target"] else [])]
    ax.set_ylim(0, 1.08 * max(tops))
    ax.bar(range(len(past)), past["done"], 0.64, color=GIVEN, label="done")
    height = max(ahead["high"] - ahead["low"], 0.12)
    ax.bar(at, height, 0.8, bottom=ahead["low"], color=GIVEN, alpha=REAWAKENED, label="likely")
    ax.bar(at, height, 0.8, bottom=ahead["low"], facecolor="none", edgecolor=GIVEN, linewidth=1.5)
    ax.plot([at - 0.4, at + 0.4], [ahead["rate"]] * 2, color=GIVEN, linewidth=2.5, label="rate")
    ax.annotate(
        "next week",
        (at, 0),
        (0, -8),
        va="top",
        textcoords="offset points",
        ha="center",
        color=INK,
        annotation_clip=False,
    )
    beside(ax, at + 0.4, ahead["high"], f"{_range(ahead)} likely", GIVEN, down=-4)
    if ahead["target"] == ahead["target"]:
        for colour, width, order in ((PAPER, 4.5, 3), (INK, 2.0, 4)):
            ax.plot([at - 0.5, at + 0.5], [ahead["target"]] * 2, color=colour, linewidth=width, zorder=order)
        crowded = abs(ahead["target"] - ahead["high"]) * ax.bbox.height / ax.get_ylim()[1] < 22
        style: Any = {"fontsize": 12, "fontweight": "normal", "down": 16 if crowded else 0}
        beside(ax, at + 0.5, ahead["target"], f"target {rate_planned(ahead['target'])}", MUTED, **style)
    mondays = [week.date() for week in past.index]
    days = tick_days(mondays, 3 if is_narrow(ax) else 6)
    set_ticks(ax, [mondays.index(day) for day in days], days, with_day=True)
    return ax


def _range(ahead: Any) -> str:
    low, high = figure(ahead["low"]), figure(ahead["high"])
    return low if low == high else f"{low} to {high}"


def forecast_title(forecast: pd.Series[Any]) -> str:
    """What is likely, and how likely the target is."""
    lead = f"Next week {_range(forecast)} {plural(forecast['high'], 'person')} are likely"
    if forecast["high"] == 1:
        lead = f"Next week {_range(forecast)} person is likely"
    target, p = forecast["target"], forecast["p_target"]
    if target != target or target <= 0:
        return lead
    return f"{lead}; the target of {_target(forecast)} is {reach(p)}"


def _target(forecast: pd.Series[Any]) -> str:
    said = rate_planned(forecast["target"], forecast["per"])
    return said if forecast["per"] == "month" else said.removesuffix(" a week")


def reach(p: float) -> str:
    """Whether a target is within reach, in words, for the chance that it is met."""
    if p >= 0.5:
        return "within reach"
    return "a stretch" if p >= FAR else "far from what was usual lately"


def forecast_foot(forecast: pd.Series[Any], shown: pd.DataFrame) -> str:
    weeks, events = int(forecast["n"]), int(forecast["events"])
    first, last = shown.index[0].date(), (shown.index[-2] + pd.Timedelta(days=6)).date()
    long_run = f"between {forecast['rate_low']:.1f} and {forecast['rate_high']:.1f} in the long run"
    made = f"n = {count(events, 'person')} in {count(weeks, 'complete week')} that were not off, {span(first, last)}"
    return f"{made}: about {forecast['rate']:.1f} a week, {long_run}. {_chance(forecast)}".strip()


def _chance(forecast: pd.Series[Any]) -> str:
    target, p = forecast["target"], forecast["p_target"]
    if target != target or target <= 0:
        return ""
    number, _, period = rate_planned(target, forecast["per"]).partition(" a ")
    usual = f"The chance of {number} or more in one {period} is {p:.0%}."
    return usual if p >= FAR else f"{usual} A smaller number that is kept does more than a large one that is not."


def forecast_alt(forecast: pd.Series[Any], shown: pd.DataFrame) -> str:
    past = listed([figure(n) for n in shown["done"].iloc[:-1]])
    bars = f"Bars of people, new or back in touch, in past weeks: {past}. For next week a pale bar, {_range(forecast)}."
    return f"{bars} {_chance(forecast)}".strip()


def forecast_chart(forecast: pd.Series[Any], weeks: pd.DataFrame) -> Chart:
    """The chart of metrics.volume.forecast, with the weeks of volume.weekly behind it, or how much is missing."""
    if forecast["label"]:
        return nothing(
            "forecast", f"What next week may bring: {forecast['label']}",
            "It takes four complete weeks to say how many people are likely next week, and whether the target is "
            "within reach. Weeks off don't count; an empty week does. Log as it comes in 3_log.",
        )  # fmt: skip
    shown = shown_forecast(forecast, weeks)
    rows = [(say_day(week), figure(done)) for week, done in zip(shown.index[:-1], shown["done"].iloc[:-1], strict=True)]
    table = Table(
        "People of the weeks it is made from", ["Week of", "People"], [*rows, ("Next week", _range(forecast))]
    )
    return Chart(
        "forecast", forecast_title(forecast),
        "People new or back in touch, per week; next week most likely (90%) falls into the pale bar",
        forecast_foot(forecast, shown), forecast_alt(forecast, shown), plot_forecast, shown, table,
    )  # fmt: skip
