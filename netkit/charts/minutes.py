"""Time spent on help, month by month: minutes, which are never mixed with worth."""

from __future__ import annotations

from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.style import GIVEN, INK, RECEIVED, Space, is_narrow, mark, set_ticks, styled, tick_days
from netkit.numbers import count, figure
from netkit.vocabulary import MONTHS

MOST_MONTHS = 24


@styled(Space(height=264, left=52, right=8, top=32))
def plot_minutes(minutes: pd.DataFrame, ax: Axes) -> Axes:
    """Hours of each month: given above the line, received below it.

    `minutes` has one row a month (index: its first day) with given and received, in minutes. Without rows the axes
    stay empty.
    """
    ax.spines["bottom"].set_visible(False)
    given, received = minutes["given"] / 60, minutes["received"] / 60
    top, low = 1.1 * max([0.5, *given]), -1.1 * max([0.5, *received])
    ax.set_ylim(low, top)
    ax.set_xlim(-0.6, max(len(minutes) - 0.4, 5.4))
    ax.yaxis.set_major_locator(MaxNLocator(5))
    ax.yaxis.set_major_formatter(lambda value, _: f"{figure(abs(value))} h")
    ax.bar(range(len(minutes)), given, 0.64, color=GIVEN, label="given")
    ax.bar(range(len(minutes)), -received, 0.64, color=RECEIVED, label="received")
    ax.axhline(0, color=INK, linewidth=1.5)
    right = mark(ax, ax.bbox.x0 + 4, ax.bbox.y1 + 16, "given", GIVEN, "square")
    mark(ax, right + 16, ax.bbox.y1 + 16, "received", RECEIVED, "square")
    months = [month.date() for month in minutes.index]
    days = tick_days(months, 4 if is_narrow(ax) else 12)
    set_ticks(ax, [months.index(day) for day in days], days, with_day=False)
    return ax


def long(minutes: float) -> str:
    """`45 minutes`, `1 hour`, `2.5 hours`, `34 hours`."""
    if minutes < 60:
        return count(round(minutes), "minute")
    hours = minutes / 60
    return count(round(hours) if hours >= 10 else round(hours * 2) / 2, "hour")


def _month(first: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"


def minutes_chart(minutes: pd.DataFrame) -> Chart:
    """The chart of metrics.balance.minutes, or what to log to see it."""
    if minutes.empty:
        return nothing(
            "minutes", "Time spent on help will stand here",
            "How long help took, month by month, apart from what it was worth. Under “more”, an entry of help in 3_log "
            "has a field for minutes; rough ones do.",
        )  # fmt: skip
    shown = minutes.tail(MOST_MONTHS)
    given, received = float(minutes["given"].sum()), float(minutes["received"].sum())
    title = f"{long(given)} of help given, {long(received)} received"
    period = f"{_month(shown.index[0])} to {_month(shown.index[-1])}"
    earlier = f"; the last {MOST_MONTHS} months are drawn" if len(minutes) > MOST_MONTHS else ""
    rows = [
        (_month(month), *(figure(row[name]) for name in ("given", "received", "n")))
        for month, row in zip(minutes.index, minutes.to_dict("records"), strict=True)
    ]
    return Chart(
        "minutes", title, "Hours spent by whoever helped, per month; what it was worth is another question",
        f"n = {count(int(minutes['n'].sum()), 'time')} with known minutes since {_month(minutes.index[0])}{earlier}.",
        f"Bars of hours per month, given up and received down, {period}. {title}.", plot_minutes, shown,
        Table("Minutes of help by month", ["Month", "Given", "Received", "Times"], rows),
    )  # fmt: skip
