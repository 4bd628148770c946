"""The pace of the last weeks against the plan, and what is needed this week."""

from __future__ import annotations

from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.style import GIVEN, INK, MUTED, PAPER, Space, beside, is_narrow, set_ticks, styled, tick_days
from netkit.charts.words import listed, sentence, span
from netkit.numbers import count, figure, in_words, plural
from netkit.targets import whole
from netkit.vocabulary import say_day

NOUNS = {"fresh": "person", "catch_ups": "catch-up"}


def shown_pace(pace: pd.DataFrame, today: date) -> pd.DataFrame:
    """The pace with `at`: how many weeks had passed at each row, the running one as far as it is gone."""
    gone = ((pd.Timestamp(today) - pace.index[-1]).days + 1) / 7 if len(pace) else 0.0
    return pace.assign(at=[*range(1, len(pace)), len(pace) - 1 + min(1.0, gone)][-len(pace) :])


def _ready(pace: pd.DataFrame) -> pd.DataFrame:
    return pace if "at" in pace else pace.assign(at=range(1, len(pace) + 1))


@styled(Space(height=248, left=32, right=128), _ready)
def plot_pace(pace: pd.DataFrame, ax: Axes) -> Axes:
    """What was done and what the plan asked for, both summed up week by week from nothing.

    `pace` has one row a week (index: its Monday) with done, expected (both cumulative) and at (weeks passed; without
    it each week counts as a whole one). Without rows the axes stay empty.
    """
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    if pace.empty:
        return ax
    at, done, asked = ([0.0, *pace[name].astype(float)] for name in ("at", "done", "expected"))
    ax.set_xlim(0, len(pace))
    ax.set_ylim(0, 1.1 * max(3.0, done[-1], asked[-1]))
    ax.fill_between(at, done, asked, color=GIVEN, alpha=0.12, linewidth=0)
    ax.plot(at, asked, color=INK, linewidth=1.5, label="planned")
    ax.plot(at, done, color=GIVEN, linewidth=2.5, label="done")
    ax.plot(at[1:], done[1:], "o", color=GIVEN, markeredgecolor=PAPER, markersize=7, clip_on=False, zorder=4)
    per_pixel = ax.get_ylim()[1] / ax.bbox.height
    short = max(0.0, 22 - abs(done[-1] - asked[-1]) / per_pixel) / 2 * (1 if done[-1] >= asked[-1] else -1)
    beside(ax, at[-1], done[-1], f"{figure(done[-1])} so far", GIVEN, down=-short)
    beside(ax, at[-1], asked[-1], _planned(asked[-1]), MUTED, down=short, fontweight="normal")
    mondays = [week.date() for week in pace.index]
    days = tick_days(mondays, 3 if is_narrow(ax) else 6)
    set_ticks(ax, [mondays.index(day) for day in days], days, with_day=True)
    return ax


def _planned(people: float) -> str:
    """`5 planned`, in whole people; without a number as long as that is none."""
    return f"{figure(n)} planned" if (n := whole(people)) else "planned"


def pace_title(pace: pd.DataFrame, noun: str) -> str:
    """What is needed by Sunday, before anything else."""
    needed, done = int(pace["needed"].iloc[-1]), int(pace["done"].iloc[-1])
    if not needed:
        planned = whole(pace["expected"].iloc[-1])
        weeks = f" in {in_words(len(pace))} weeks" if len(pace) > 1 else ""
        beside = f", about {planned} planned by now" if planned else ""
        return f"Needed this week: no more; {count(done, noun)}{weeks} so far{beside}"
    return f"Needed this week: {in_words(needed)} more {plural(needed, noun)} by Sunday to be on pace"


def pace_foot(pace: pd.DataFrame, noun: str, today: date) -> str:
    weeks = len(pace) - 1
    before = f"the last {in_words(weeks)} weeks that count and this one" if weeks > 1 else "last week and this one"
    where = before if weeks else "this week"
    first = pace.index[0].date()
    forgiven = " What is older is forgiven." if weeks else ""
    return f"n = {count(pace['done'].iloc[-1], noun)} in {where}, {span(first, today)}.{forgiven}"


def pace_alt(pace: pd.DataFrame, noun: str) -> str:
    done = listed([figure(n) for n in pace["done"]])
    asked = listed([figure(round(n, 1)) for n in pace["expected"]])
    return f"Two lines of {plural(2, noun)}, summed up week by week. Done: {done}. Planned: {asked}."


def pace_table(pace: pd.DataFrame, noun: str) -> Table:
    rows = [
        (say_day(week), figure(row["done"]), figure(round(row["expected"], 1)), figure(round(row["ahead"], 1)))
        for week, row in zip(pace.index, pace.to_dict("records"), strict=True)
    ]
    caption = f"{sentence(plural(2, noun))} up to the end of each week; the last row up to today"
    return Table(caption, ["Week of", "Done", "Planned", "Ahead"], rows)


def pace_chart(pace: pd.DataFrame, today: date, of: str = "fresh", off: bool = False) -> Chart:
    """The chart of metrics.volume.pace, or what to plan to see it; `off`: this week is declared off."""
    key, noun = ("pace" if of == "fresh" else "catch-up-pace"), NOUNS[of]
    if pace.empty or off:
        rest = (
            "This week is off, so nothing is needed. Enjoy it." if off else "The plan has no number for this week yet."
        )
        what = "people new or back in touch" if of == "fresh" else "catch-ups"
        return nothing(
            key, "What is needed this week will stand here",
            f"{rest} A line of the {what} beside what was planned: say how many a week under When in 1_plan.",
        )  # fmt: skip
    shown = shown_pace(pace, today)
    sub = "People new or back in touch" if of == "fresh" else "Catch-ups with people known before"
    return Chart(
        key, pace_title(shown, noun), f"{sub}, summed up since {say_day(shown.index[0])}, beside the plan",
        pace_foot(shown, noun, today), pace_alt(shown, noun), plot_pace, shown, pace_table(shown, noun),
    )  # fmt: skip
