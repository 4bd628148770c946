"""How many people carry each goal: none, one (fragile), two or more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.lanes import lanes, lay, say_all
from netkit.charts.style import GIVEN, MUTED, styled
from netkit.charts.words import sentence, shortened
from netkit.numbers import count, figure, in_words
from netkit.vocabulary import say_day

MOST_DOTS, MOST_GOALS = 12, 12
SAYS = {"nobody yet": "nobody yet", "fragile": "one: fragile", "carried": "carried"}


def _names(coverage: pd.DataFrame) -> list[str]:
    return [_goal(outcome) for outcome in coverage["outcome"]]


def _words(coverage: pd.DataFrame) -> list[str]:
    return [_says(row) for row in coverage.to_dict("records")]


@styled(lanes(left=296, right=176, names=_names, words=_words))
def plot_coverage(coverage: pd.DataFrame, ax: Axes) -> Axes:
    """A dot for each person who was in touch lately, up to twelve; an empty circle where there is nobody.

    `coverage` has one row a goal with outcome, people (tied to it), active (in touch lately) and label. Without rows
    the axes stay empty.
    """
    rows = lay(ax, coverage)
    ax.set_xlim(-0.6, MOST_DOTS + 0.2)
    ax.set_xticks([])
    for at, active in zip(rows, coverage["active"], strict=True):
        dots = range(min(int(active), MOST_DOTS))
        ax.plot(list(dots), [at] * len(dots), "o", color=GIVEN, markersize=9, label="active")
        if not active:
            ax.plot([0], [at], "o", color="none", markeredgecolor=MUTED, markersize=9, markeredgewidth=1.5)
    say_all(ax, rows, _names(coverage), _words(coverage), 40)
    return ax


def _goal(outcome: str) -> str:
    return outcome or "A goal without words"


def _says(row: Mapping[Any, Any]) -> str:
    if row["label"] != "carried":
        return SAYS[row["label"]]
    return f"{figure(row['active'])} of {figure(row['people'])} in touch"


def coverage_title(coverage: pd.DataFrame) -> str:
    """Which goals nobody carries, or one person alone; else that all are carried."""
    n = len(coverage)
    nobody = [shortened(_goal(o), 60) for o in coverage["outcome"][coverage["label"] == "nobody yet"]]
    alone = [shortened(_goal(o), 60) for o in coverage["outcome"][coverage["label"] == "fragile"]]
    if not nobody and not alone:
        lead = {1: "The goal is", 2: "Both goals are"}.get(n, f"All {in_words(n)} goals are")
        return f"{lead} carried by two people or more"
    told = []
    for names, one, many in (
        (alone, "rests on one person", "rest on one person each"),
        (nobody, "waits for its first person", "wait for their first person"),
    ):
        if names:
            what = f"“{names[0]}”" if len(names) == 1 else f"{in_words(len(names))} goals"
            told.append(f"{what} {one if len(names) == 1 else many}")
    return sentence("; ".join(told))


def coverage_chart(coverage: pd.DataFrame, today: date, days: int = 90) -> Chart:
    """The chart of metrics.reach.coverage, or what to write to see it."""
    if coverage.empty:
        return nothing(
            "coverage", "Who carries your goals will stand here",
            "For each goal the people who serve it and were in touch lately. Add a goal under Why in 1_plan, and say "
            "under Who which people serve it.",
        )  # fmt: skip
    rows = [
        (_goal(row["outcome"]), *(figure(row[name]) for name in ("audiences", "people", "active")), SAYS[row["label"]])
        for row in coverage.to_dict("records")
    ]
    said = [f"{row[0]}: {count(int(row[3].replace(',', '')), 'person')} of {row[2]}, {row[4]}" for row in rows]
    drawn = f" The first {in_words(MOST_GOALS)} are drawn." if len(coverage) > MOST_GOALS else ""
    return Chart(
        "coverage", coverage_title(coverage),
        f"People of the kinds that serve each goal, in touch in the last {days} days; one alone is fragile",
        f"n = {count(len(coverage), 'goal')}, as of {say_day(today)}. At most {in_words(MOST_DOTS)} dots.{drawn}",
        f"Dots of people for each goal. {'. '.join(said)}.", plot_coverage, coverage.head(MOST_GOALS),
        Table("Who carries the goals", ["Goal", "Kinds of people", "People", "In touch", "So it is"], rows, first=True),
    )  # fmt: skip
