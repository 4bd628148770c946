"""New and reawakened people week by week, against the target in force."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.style import (
    GIVEN,
    GRID,
    INK,
    MUTED,
    PAPER,
    REAWAKENED,
    Space,
    is_narrow,
    mark,
    set_ticks,
    styled,
    tick_days,
    width_of,
)  # fmt: skip
from netkit.charts.words import listed, rate_planned, runs, sentence, short_day, some, span
from netkit.metrics.volume.turns import turns
from netkit.numbers import count, figure, in_words, plural, spelled
from netkit.vocabulary import say_day

MOST_WEEKS, WEEKS_BEFORE = 104, 12
FARTHEST = 80  # pixels that the words on a target may stand after its beginning, where others are in their way


def shown_weeks(weekly: pd.DataFrame) -> pd.DataFrame:
    """The weeks worth drawing, the one that runs too: from twelve before the first target on, at most two years.

    Without any target the last half year.
    """
    aimed = weekly["target"].notna().to_numpy().nonzero()[0]
    first = max(0, int(aimed[0]) - WEEKS_BEFORE) if len(aimed) else max(0, len(weekly) - 26)
    return weekly.iloc[first:].tail(MOST_WEEKS)


def parted(weekly: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The weeks that are over, and the one that still runs, which is never judged."""
    over = weekly["complete"].astype(bool)
    return weekly[over], weekly[~over]


def _people(weekly: pd.DataFrame) -> int:
    return int((weekly["new_people"] + weekly["reawakened"]).sum())


def _space(weekly: pd.DataFrame, width: int) -> Space:
    most = (weekly["new_people"] + weekly["reawakened"]).max() if len(weekly) else 0
    return Space(height=288, left=max(24, 8 + 8 * len(figure(most * 1.06))), right=8, top=70, bottom=40)


@styled(_space)
def plot_weekly(weekly: pd.DataFrame, ax: Axes) -> Axes:
    """Bars of new people with reawakened people on top, the target in pieces, weeks off hatched.

    `weekly` has a row for each week (index: its Monday) with new_people, reawakened, target (NaN: none), off and
    complete; the week that still runs is an outline, hatched. Without rows the axes stay empty.
    """
    over = weekly["complete"].to_numpy(bool)
    new, again = (weekly[name].to_numpy(float) for name in ("new_people", "reawakened"))
    ax.set_xlim(-0.6, max(len(weekly) - 0.4, 3.4))
    ax.set_ylim(0, 1.06 * max([3.0, *(new + again), *weekly["target"].dropna()]))
    ax.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    _off(ax, weekly["off"].astype(bool))
    (at,) = (new * over).nonzero()
    ax.bar(at, new[at], 0.64, color=GIVEN, label="new")
    if (again * over).any():
        _back_in_touch(ax, new, again * over)
    runs_now = np.flatnonzero(~over & (new + again > 0))
    if len(runs_now):
        _so_far(ax, runs_now, (new + again)[runs_now])
    _target(ax, weekly)
    _key(ax, bool((new * over).any()), bool((again * over).any()), bool(len(runs_now)))
    _weeks_below(ax, [each.date() for each in weekly.index])
    return ax


def _off(ax: Axes, off: pd.Series[bool]) -> None:
    """Weeks off are hatched, neighbours joined; "off" stands above where there is room."""
    said = -np.inf
    for first, last in runs(off):
        ax.axvspan(first - 0.5, last + 0.5, facecolor="none", edgecolor=GRID, hatch="//", linewidth=0)
        middle = ax.transData.transform(((first + last) / 2, 0))[0]
        if middle - said > 28:
            ax.text((first + last) / 2, ax.get_ylim()[1], "off", color=MUTED, ha="center", va="bottom")
            said = middle


def _back_in_touch(ax: Axes, new: np.ndarray, again: np.ndarray) -> None:
    """A tint, with an edge so that it reads without colour; no edge where a bar is too thin for one."""
    (at,) = again.nonzero()
    ax.bar(at, again[at], 0.64, bottom=new[at], color=PAPER)
    ax.bar(at, again[at], 0.64, bottom=new[at], color=GIVEN, alpha=REAWAKENED, label="back in touch")
    slot = ax.bbox.width / (ax.get_xlim()[1] - ax.get_xlim()[0])
    if slot * 0.64 >= 5:
        edge: Any = {"facecolor": "none", "edgecolor": GIVEN, "linewidth": 1.5}
        ax.bar(at, again[at], 0.64 - 1.5 / slot, bottom=new[at], **edge)


def _so_far(ax: Axes, at: np.ndarray, people: np.ndarray) -> None:
    """The week that still runs: an outline, hatched in its own colour, so that no one takes it for a week judged."""
    ax.bar(at, people, 0.64, color=PAPER)
    hatched: Any = {"facecolor": "none", "edgecolor": GIVEN, "linewidth": 1.5, "hatch": "////", "hatchcolor": GIVEN}
    ax.bar(at, people, 0.64, label="this week so far", **hatched)


def targets(weekly: pd.DataFrame) -> list[tuple[int, int, float]]:
    """First and last position and target of each run of weeks with one target, weeks off cut out."""
    pieces = []
    for value in weekly["target"].dropna().unique():
        same = (weekly["target"] == value) & ~weekly["off"].astype(bool)
        pieces += [(first, last, float(value)) for first, last in runs(same)]
    return sorted(pieces)


def _target(ax: Axes, weekly: pd.DataFrame) -> None:
    """The target's line, cut out of the bars, and above the chart what it is, where there is room."""
    said, free = float("nan"), ax.bbox.x0
    for first, last, value in targets(weekly):
        for colour, width, order in ((PAPER, 4.5, 3), (INK, 2.0, 4)):
            ax.plot([first - 0.5, last + 0.5], [value] * 2, color=colour, linewidth=width, zorder=order)
        words = rate_planned(value)
        if not is_narrow(ax):
            words = f"target {words}" if said != said else f"{words} from {short_day(weekly.index[first])}"
        start = max(ax.transData.transform((first - 0.5, 0))[0], ax.bbox.x0 + 4)
        place = min(max(start, free), ax.bbox.x1 - width_of(words) - 20)
        if value != said and free <= place < start + FARTHEST:
            free = mark(ax, place, ax.bbox.y1 + 30, words) + 10
        said = value


def _key(ax: Axes, new: bool, again: bool, now: bool) -> None:
    words = "back" if now and is_narrow(ax) else "back in touch"
    seen = [("new", "square", new), (words, "outline", again), ("this week so far", "hatched", now)]
    place = ax.bbox.x0 + 4
    for name, shape, drawn in seen:
        if drawn:
            place = mark(ax, place, ax.bbox.y1 + 54, name, GIVEN, shape) + 16


def _weeks_below(ax: Axes, mondays: list[date]) -> None:
    few = len(mondays) <= 4
    firsts = [d for at, d in enumerate(mondays) if few or at == 0 or d.month != mondays[at - 1].month]
    if not few and len(firsts) > 1 and (firsts[1] - firsts[0]).days < 21:
        firsts = firsts[1:]
    days = tick_days(firsts, 4 if is_narrow(ax) else 9)
    set_ticks(ax, [mondays.index(d) for d in days], days, with_day=len(mondays) <= 26)


# ── words ──


def judged(weekly: pd.DataFrame) -> tuple[pd.Series[bool], str]:
    """Whether the target was met, for each week that counts, or month where all targets were by the month; which."""
    counted = turns(weekly)
    counted = counted[counted["verdict"] != "none"]
    return counted["verdict"] == "met", "".join(counted["per"].unique()) or "week"


def weekly_title(weekly: pd.DataFrame) -> str:
    """How many weeks met the target and the run at the end; without targets, how many people."""
    met, per = judged(weekly)
    kept, n = int(met.sum()), len(met)
    if n == 0:
        return _title_unjudged(*parted(weekly))
    streak = n if kept == n else int(met[::-1].cummin().sum())
    if n == 1:
        return f"The one {per} that counts met the target" if kept else f"The first {per} stayed below the target"
    if kept == n:
        return f"Both {per}s met the target" if n == 2 else f"All {in_words(n)} {per}s met the target"
    end = f", the last {in_words(streak)} in a row" if streak > 1 else "" if kept else " yet"
    return sentence(f"{in_words(kept, n)} of {in_words(n, kept)} {per}s met the target{end}")


def _title_unjudged(over: pd.DataFrame, now: pd.DataFrame) -> str:
    people, more = _people(over), _people(now)
    if more and not people:
        return sentence(in_words(more), plural(more, "person"), "new or back in touch this week so far")
    rest = f", {in_words(more)} more this week so far" if more else ""
    when = f"in {spelled(len(over), 'week')}{rest}"
    return sentence(in_words(people, len(over)), plural(people, "person"), "new or back in touch", when)


def weekly_foot(weekly: pd.DataFrame) -> str:
    """n, the period, which weeks counted, and how far the one that runs has come."""
    over, now = parted(weekly)
    n, off, (met, per) = len(over), int(over["off"].sum()), judged(weekly)
    if not n:
        now_on = f"the week of {say_day(now.index[-1])} is still running and is not judged"
        return f"n = {count(_people(now), 'person')}; {now_on}."
    month = "A number by the month is judged when its month is over." if (weekly["per"] == "month").any() else ""
    parts = [f"n = {count(_people(over), 'person')} in {count(n, 'complete week')}, {_span(over)}"]
    if len(met):
        away = (count(off, "week") if off and per == "month" else off) or "none"
        parts.append(f"{count(len(met), per)} counted, {away} off")
    return " ".join(filter(None, [f"{'; '.join(parts)}.", month, *map(_still, now.index, [_people(now)])]))


def _still(monday: date, people: int) -> str:
    hatched = f"hatched ({count(people, 'person')} so far)" if people else "empty so far"
    return f"The week of {short_day(monday)} is still running: {hatched}, and not judged."


def _span(weekly: pd.DataFrame) -> str:
    return span(weekly.index[0], weekly.index[-1] + timedelta(6))


def weekly_alt(weekly: pd.DataFrame) -> str:
    """What is drawn, the targets, the weeks below, the highest week: for somebody who can't see it."""
    over, now = parted(weekly)
    fresh = over["new_people"] + over["reawakened"]
    met, per = judged(weekly)
    below = [short_day(first) for first in met.index[~met]]
    steps = [f"{rate_planned(value)} from {say_day(weekly.index[first])}" for first, _, value in _versions(weekly)]
    parts = [
        "Bar chart of new people and people back in touch, week by week" + (f", {_span(over)}" if len(over) else ""),
        f"The target is {listed(steps)}" if steps else "There was no target",
        f"{len(met) - len(below)} of {count(len(met), f'counted {per}')} met it" if len(met) else "",
        f"Below it: the {plural(len(below), per)} of {some(below, 6)}" if below else "",
        f"{sentence(count(int(weekly['off'].sum()), 'week'))} off, hatched" if weekly["off"].any() else "",
        f"The highest week, of {short_day(fresh.index[int(fresh.argmax())])}, had {count(fresh.max(), 'person')}"
        if len(over)
        else "",
        *(f"This week, of {say_day(monday)}, has {count(_people(now), 'person')} so far" for monday in now.index),
    ]
    return ". ".join(filter(None, parts)) + "."


def _versions(weekly: pd.DataFrame) -> list[tuple[int, int, float]]:
    pieces = targets(weekly)
    return [piece for at, piece in enumerate(pieces) if at == 0 or piece[2] != pieces[at - 1][2]]


def weekly_table(weekly: pd.DataFrame) -> Table:
    says = weekly["verdict"].map({"met": "yes", "below": "no", "off": "week off", "open": "not over yet"}).fillna("–")
    figures = weekly[["target", "new_people", "reawakened"]].astype(float).map(figure)
    rows = [(say_day(week), *row, end) for week, row, end in zip(weekly.index, figures.to_numpy(), says, strict=True)]
    heads = ["Week of", "Target", "New", "Back in touch", "Target met"]
    return Table("People per week, by its Monday", heads, rows)


def weekly_chart(weekly: pd.DataFrame) -> Chart:
    """The chart of metrics.volume.weekly, or what to log to see it."""
    shown = shown_weeks(weekly)
    over, now = parted(shown)
    if not len(over) and not _people(now):
        return nothing(
            "outreach",
            "Your weeks will stand here",
            "A bar for each week: new people, and those back in touch after a year or longer. Log one in 3_log.",
        )
    return Chart(
        "outreach",
        weekly_title(shown),
        "New people, and people with no contact noted for a year or longer, per week, beside the number planned",
        weekly_foot(shown),
        weekly_alt(shown),
        plot_weekly,
        shown,
        weekly_table(shown),
    )
