"""Weeks in a row that met the target, as a strip of squares."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.style import GIVEN, GRID, MUTED, NARROW, Space, is_narrow, mark, styled
from netkit.charts.words import sentence, span
from netkit.numbers import count, in_words, spelled
from netkit.vocabulary import MONTHS, say_day

MOST_WEEKS, LINE = 52, 48  # weeks drawn; height of a line of squares
SAYS = {"met": "met the target", "below": "below it", "off": "week off", "open": "not over yet", "none": "no target"}


def shown_streak(weeks: pd.DataFrame) -> pd.DataFrame:
    """The last year of complete weeks, from the first with a target on, each with its verdict: a word of SAYS."""
    past = weeks[weeks["complete"]]
    (aimed,) = (past["target"] > 0).to_numpy().nonzero()
    past = past.iloc[int(aimed[0]) :].tail(MOST_WEEKS) if len(aimed) else past.head(0)
    return past[["verdict"]]


def _a_line(width: float) -> int:
    return 13 if width <= NARROW else 26


def _space(shown: pd.DataFrame, width: int) -> Space:
    lines = -(-max(1, len(shown)) // _a_line(width))
    return Space(height=LINE * lines + 28, left=2, right=2, top=28, bottom=0)


@styled(_space)
def plot_streak(shown: pd.DataFrame, ax: Axes) -> Axes:
    """A square for each week: filled where the target was met, outlined below it, hatched in a week off.

    `shown` has one row a week (index: its Monday) with its verdict (met, below, off, open or none). Without rows the
    axes stay empty.
    """
    a_line = _a_line(NARROW if is_narrow(ax) else 1000)
    lines = -(-max(1, len(shown)) // a_line)
    ax.set_xlim(0, a_line)
    ax.set_ylim(lines, 0)
    ax.axis("off")
    for at, (week, state) in enumerate(shown["verdict"].items()):
        line, place = divmod(at, a_line)
        ax.add_patch(Rectangle((place + 0.12, line + 0.45), 0.76, 0.44, **_look(str(state))))
        day: Any = week
        if day.day <= 7 and place < a_line - 1:
            ax.text(place + 0.12, line + 0.32, _month(day), color=MUTED)
    _key(ax, set(shown["verdict"]))
    return ax


def _month(day: Any) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}" if day.month == 1 else MONTHS[day.month - 1]


def _look(state: str) -> dict[str, Any]:
    if state == "met":
        return {"facecolor": GIVEN, "label": state}
    if state == "off":
        return {"facecolor": "none", "edgecolor": GRID, "hatch": "///", "linewidth": 1, "label": state}
    edge = MUTED if state == "below" else GRID
    return {"facecolor": "none", "edgecolor": edge, "linewidth": 1.5, "label": state}


def _key(ax: Axes, states: set[str]) -> None:
    right = ax.bbox.x0
    if "met" in states:
        right = mark(ax, right, ax.bbox.y1 + 14, SAYS["met"], GIVEN, "square") + 16
    if "below" in states:
        right = mark(ax, right, ax.bbox.y1 + 14, SAYS["below"], MUTED, "empty") + 16
    if "off" in states:
        ax.figure.text(
            right / ax.figure.bbox.width, (ax.bbox.y1 + 10) / ax.figure.bbox.height, "hatched: off", color=MUTED
        )


def streak_title(streak: pd.Series[Any]) -> str:
    """The run that goes on, and the longest; without one, that it can begin any week."""
    now, best, per = int(streak["n"]), int(streak["best"]), streak["per"]
    if not best:
        return f"The first {per} that meets the target begins a row"
    if not now:
        longest = f"{spelled(best, per)}" + (" in a row" if best > 1 else "")
        return f"The longest row so far is {longest}; the next can begin this {per}"
    lead = f"{in_words(now)} {per}s in a row met the target" if now > 1 else f"last {per} met the target"
    if best > now:
        return sentence(f"{lead}; the longest row was {in_words(best)}")
    return sentence(f"{lead}, the longest row so far" if now > 1 else lead)


def streak_chart(streak: pd.Series[Any], weeks: pd.DataFrame) -> Chart:
    """The chart of metrics.volume.streak, with the weeks of volume.weekly, or what to plan to see it."""
    shown = shown_streak(weeks)
    if shown.empty or not streak["judged"]:
        return nothing(
            "streak", "Weeks in a row will stand here",
            "A square for each complete week with a target, from the Monday after it on. How many new people a week is "
            "asked under When in 1_plan.",
        )  # fmt: skip
    period = span(shown.index[0].date(), (shown.index[-1] + pd.Timedelta(days=6)).date())
    drawn = shown["verdict"].value_counts()
    told = [f"{count(int(drawn[name]), 'week')} {words}" for name, words in SAYS.items() if name in drawn]
    foot = (
        f"{streak['met']} of {count(streak['judged'], streak['per'])} with a target met it; drawn: n = "
        f"{count(len(shown), 'week')}, {period}. A week off neither counts nor ends a row."
    )
    weeks_shown = zip(pd.DatetimeIndex(shown.index), shown["verdict"], strict=True)
    rows = [(say_day(week), SAYS[str(state)]) for week, state in weeks_shown]
    return Chart(
        "streak", streak_title(streak), "A square for each complete week, oldest first",
        foot, f"Squares, one a week, {period}: {', '.join(told)}.", plot_streak, shown,
        Table("The target, week by week", ["Week of", "Target"], rows),
    )  # fmt: skip
