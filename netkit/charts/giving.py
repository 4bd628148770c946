"""Help given and received, as running sums with the gap between them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.style import GIVEN, MUTED, RECEIVED, Space, beside, day_ticks, styled, thinned
from netkit.charts.words import sentence, since, span
from netkit.numbers import count, figure, in_words, plural
from netkit.vocabulary import say_day

DAY = pd.Timedelta(days=1)


def _help_space(over_time: pd.DataFrame, width: int) -> Space:
    digits = len(figure(float(round(over_time[["given", "received"]].to_numpy(float).max(initial=0)))))
    return Space(height=264, left=16 + 8 * digits, right=max(112, 90 + 9 * digits))


@styled(_help_space)
def plot_help(over_time: pd.DataFrame, ax: Axes) -> Axes:
    """Two rising steps, given and received, the gap shaded in the colour of whoever is ahead.

    `over_time` has one row a day (index: the day) with given and received, as running sums. Without rows the axes
    stay empty.
    """
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    if over_time.empty:
        return ax
    last = over_time.index[-1] + DAY  # a day is drawn to its end: what came today is a step, not a mere edge
    first = min(over_time.index[0] - DAY, last - 7 * DAY)
    steps = _turns(over_time, first, last)
    days = np.repeat(steps.index.to_numpy(), 2)[1:]
    given, received = (np.repeat(steps[name].to_numpy(float), 2)[:-1] for name in ("given", "received"))
    day_ticks(ax, first.date(), last.date())
    top = max(1.0, *given, *received)
    ax.yaxis.set_major_formatter(lambda value, _: figure(value))
    ax.set_ylim(0, top * 1.08)
    for ahead, colour in ((given >= received, GIVEN), (received >= given, RECEIVED)):
        ax.fill_between(days, given, received, where=ahead, color=colour, alpha=0.2, linewidth=0)
    ax.plot(days, received, color=RECEIVED, label="received")
    ax.plot(days, given, color=GIVEN, label="given")
    _ends(ax, days[-1], given[-1], received[-1])
    _widest(ax, over_time, top)
    return ax


def _turns(over_time: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Nothing on the first day, then the days on which a sum changes, and the end: all that steps need."""
    sums = over_time[["given", "received"]].astype(float)
    turns = sums[sums.diff().fillna(1).ne(0).any(axis=1)]
    turns = turns if len(turns) <= 300 else thinned(turns, 140)
    end = sums.tail(1).set_axis([last])
    return pd.concat([pd.DataFrame({"given": 0.0, "received": 0.0}, index=[first]), turns, end])


def _ends(ax: Axes, last: Any, given: float, received: float) -> None:
    """What each line came to, beside its end; pushed apart where they end close together."""
    per_pixel = (ax.get_ylim()[1] - ax.get_ylim()[0]) / ax.bbox.height
    short = max(0.0, 20 - abs(given - received) / per_pixel) / 2
    up = short if given >= received else -short
    beside(ax, last, given, f"{figure(given)} given", GIVEN, down=-up)
    beside(ax, last, received, f"{figure(received)} received", RECEIVED, down=up)


def _widest(ax: Axes, over_time: pd.DataFrame, top: float) -> None:
    when, gap = widest_gap(over_time)
    if gap < 0.08 * top or len(over_time) < 21:
        return
    height = over_time[["given", "received"]].max(axis=1).loc[when]
    left = when > over_time.index[len(over_time) // 4]
    style: Any = {"textcoords": "offset points", "va": "bottom", "ha": "right" if left else "left"}
    ax.annotate(f"{figure(gap)} apart", (when, height), (0, 6), color=MUTED, **style)


def widest_gap(over_time: pd.DataFrame) -> tuple[pd.Timestamp, float]:
    """The first day on which the two sums are furthest apart, and by how much."""
    gap = (over_time["given"] - over_time["received"]).abs()
    at = int(gap.argmax())
    return over_time.index[at], float(gap.iloc[at])


def help_title(over_time: pd.DataFrame, unit: str = "point") -> str:
    """What each way came to since when, and how far apart they are."""
    given, received = (float(over_time[name].iloc[-1]) for name in ("given", "received"))
    first, last = over_time.index[0].date(), over_time.index[-1].date()
    what = count(given, unit) if unit == "point" else figure(given)  # of times the line below the title speaks
    lead = f"{sentence(since(first, last))}, {what} given and {figure(received)} received"
    gap, end = widest_gap(over_time)[1], given - received
    if len(over_time) < 21:
        return lead
    if end == 0:
        return f"{lead}: even" + (f" now, {figure(gap)} apart at most" if gap else "")
    if gap <= max(given, received) / 4:
        return f"{lead}: never more than {in_words(int(gap)) if gap == int(gap) else figure(gap)} apart"
    return f"{lead}: {'given' if end > 0 else 'received'} is ahead by {figure(abs(end))}"


def help_foot(over_time: pd.DataFrame, overall: pd.Series[Any], in_groups: bool = False) -> str:
    """n, the period, and how much of it is not rated; or that what is told is told `in_groups`."""
    n, waiting = int(overall["n"]), int(overall["n"] - overall["rated"])
    period = span(over_time.index[0].date(), over_time.index[-1].date())
    times = plural(n, "time")
    rated = "all of it is rated" if not waiting else f"{figure(waiting)} not rated yet, left out of the points"
    rated = "none of it is rated yet" if waiting == n else rated
    rated = "rated help alone, in groups of five people" if in_groups else rated
    return f"n = {figure(n)} {times} help was delivered, with {count(overall['people'], 'person')}, {period}; {rated}."


def help_alt(over_time: pd.DataFrame, unit: str) -> str:
    given, received = (float(over_time[name].iloc[-1]) for name in ("given", "received"))
    when, gap = widest_gap(over_time)
    wide = over_time.loc[when]
    ahead = "given" if wide["given"] > wide["received"] else "received"
    parts = [
        f"Two rising step lines, {span(over_time.index[0].date(), over_time.index[-1].date())}",
        f"Help given reaches {figure(given)}, help received {figure(received)}, both in {unit}",
        f"They are furthest apart on {say_day(when)}, with {ahead} ahead by {figure(gap)}"
        if gap
        else "They never part",
    ]
    return ". ".join(parts) + "."


def month_ends(over_time: pd.DataFrame) -> pd.DataFrame:
    """The last row of each month."""
    days = over_time.index.to_series()
    last: pd.Series[bool] = days.dt.month.ne(days.shift(-1).dt.month)
    return over_time.loc[last]


def help_table(over_time: pd.DataFrame, unit: str) -> Table:
    """The sums at the end of each month."""
    ends = month_ends(over_time)
    rows = [
        (say_day(day), figure(row["given"]), figure(row["received"]), figure(row["given"] - row["received"]))
        for day, row in zip(ends.index, ends[["given", "received"]].to_dict("records"), strict=True)
    ]
    return Table(f"Help up to the end of each month, in {unit}", ["Up to", "Given", "Received", "Apart"], rows)


def help_chart(over_time: pd.DataFrame, overall: pd.Series[Any], in_groups: bool = False) -> Chart:
    """The chart of metrics.balance.over_time, with overall for its footnote; counts where nothing is rated yet.

    `in_groups` says that help of fewer than five people stands together, as in a report of figures alone.
    """
    if over_time.empty:
        return nothing(
            "help",
            "Help, both ways, will stand here",
            "Two lines, what you gave and what you received. Add the first help to an entry in 3_log: five minutes "
            "of somebody's time count.",
        )
    unit, sub = (
        "point",
        (
            "Help given and received in points, added up: 1 to 5 each time, by what it was worth to whoever "
            "received it; the gap is shaded"
        ),
    )
    if not overall["rated"]:
        over_time = over_time.assign(given=over_time["given_n"], received=over_time["received_n"])
        unit, sub = "time", "Help given and received, counted by times until some of it is rated; the gap is shaded"
    return Chart(
        "help", help_title(over_time, unit), sub, help_foot(over_time, overall, in_groups),
        help_alt(over_time, f"{unit}s"), plot_help, over_time, help_table(over_time, f"{unit}s"),
    )  # fmt: skip
