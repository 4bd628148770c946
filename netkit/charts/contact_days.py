"""A calendar of the days with contact: which days of the week, and how steadily."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.style import GIVEN, GRID, MUTED, NARROW, Space, is_narrow, styled
from netkit.charts.words import sentence, span
from netkit.numbers import count, figure, plural
from netkit.vocabulary import MONTHS, WEEKDAY, say_day

WIDE_WEEKS, NARROW_WEEKS, CELL = 53, 24, 12
LEVELS = (0.0, 0.3, 0.6, 1.0)  # opacity of a day without contact, and of three shades (see `shades`)
FEW = (2, 4)  # contacts from which the second and the third shade begin
DAY = pd.Timedelta(days=1)


def shown_days(days: pd.DataFrame, today: date) -> pd.DataFrame:
    """Every day of the last 53 weeks up to today, with n (interactions)."""
    last = pd.Timestamp(today)
    first = last - (last.day_of_week + 7 * (WIDE_WEEKS - 1)) * DAY
    return days[["n"]].reindex(pd.date_range(first, last, name="day"), fill_value=0)


def shades(days: pd.DataFrame) -> tuple[int, int]:
    """Contacts from which the second and the third shade begin: two and four; thirds where most days had more."""
    seen = days["n"][days["n"] > 0]
    if not len(seen) or seen.median() < FEW[1]:
        return FEW
    middle = int(seen.quantile(1 / 3)) + 1
    return middle, max(middle + 1, int(seen.quantile(2 / 3)) + 1)


def _weeks(width: float) -> int:
    return NARROW_WEEKS if width <= NARROW else WIDE_WEEKS


def _space(_: pd.DataFrame, width: int) -> Space:
    return Space(height=7 * CELL + 48, left=36, right=width - 36 - _weeks(width) * CELL, top=28, bottom=20)


@styled(_space)
def plot_days(days: pd.DataFrame, ax: Axes) -> Axes:
    """A square for each day, a column for each week: empty without contact, the stronger the colour the more.

    `days` has one row a day (index: the day, without gaps, up to today) with n. A narrow chart shows the last 24
    weeks. Without rows the axes stay empty.
    """
    weeks = _weeks(NARROW if is_narrow(ax) else 1000)
    ax.axis("off")
    ax.set_xlim(0, weeks)
    ax.set_ylim(7, 0)
    if days.empty:
        return ax
    last = days.index[-1]
    first = last - (last.day_of_week + 7 * (weeks - 1)) * DAY
    shown = days[days.index >= first]
    levels = np.digitize(shown["n"], [1, *shades(days)])
    for level, alpha in enumerate(LEVELS):
        at = pd.DatetimeIndex(shown.index[levels == level])
        look: Any = {"facecolor": GIVEN, "alpha": alpha} if alpha else {"facecolor": "none", "edgecolor": GRID}
        if len(at):
            ax.add_patch(PathPatch(_squares((at - first).days), linewidth=0 if alpha else 1, label=str(level), **look))
    for day in pd.DatetimeIndex(shown.index[shown.index.day == 1]):
        if (day - first).days // 7 < weeks - 2:
            ax.text((day - first).days // 7, -0.6, MONTHS[day.month - 1], color=MUTED)
    for row, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun")):
        ax.annotate(name, (0, row + 0.5), (-32, 0), textcoords="offset points", color=MUTED, va="center_baseline")
    return ax


def _squares(places: Any) -> Path:
    """One path of a square for each day, counted from the first Monday: a figure of many patches is slow and large."""
    corners = np.array([(0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92), (0.08, 0.08)])
    at = np.column_stack(np.divmod(np.asarray(places), 7))
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    return Path((at[:, None, :] + corners).reshape(-1, 2), codes * len(at))


def days_title(days: pd.DataFrame) -> str:
    """On how many days there was contact, and on which day of the week most often."""
    seen = pd.DatetimeIndex(days.index[days["n"] > 0])
    n = len(seen)
    lead = f"contact on {figure(n)} {plural(n, 'day')} of the last {WIDE_WEEKS} weeks"
    by = weekdays(seen)
    if n < 5 or (by == by.max()).sum() > 1:
        return sentence(lead)
    return sentence(f"{lead}, most often on {list(WEEKDAY.values())[int(by.argmax())]}s")


def weekdays(days: pd.DatetimeIndex) -> pd.Series[int]:
    """How many of the days are Mondays, Tuesdays ... (0 to 6)."""
    return pd.Series(days.day_of_week).value_counts().reindex(range(7), fill_value=0)


def days_chart(days: pd.DataFrame, today: date) -> Chart:
    """The chart of metrics.touch.days, or what to log to see it."""
    shown = shown_days(days, today)
    if not shown["n"].any():
        return nothing(
            "days", "A calendar of your contacts will stand here",
            "A square for each day of the last year, filled when you were in touch with somebody. Log the first "
            "contact in 3_log.",
        )  # fmt: skip
    seen = shown[shown["n"] > 0]
    by = weekdays(pd.DatetimeIndex(seen.index))
    told = ", ".join(f"{name} {by[at]}" for at, name in enumerate(WEEKDAY.values()))
    pairs = zip(pd.DatetimeIndex(seen.index), seen["n"], strict=True)
    rows = [(say_day(day), figure(n)) for day, n in pairs]
    middle, many = shades(shown)
    first = "one" if middle == 2 else f"up to {figure(middle - 1)}"
    second = "two or three" if (middle, many) == FEW else f"up to {figure(many - 1)}"
    return Chart(
        "days", days_title(shown),
        f"A square for each day; the stronger the colour, the more contacts: {first}, {second}, or more",
        f"n = {count(int(shown['n'].sum()), 'contact')} on {count(len(seen), 'day')}, "
        f"{span(shown.index[0], shown.index[-1])}.",
        f"A calendar of the last 53 weeks. Days with contact by day of the week: {told}.", plot_days, shown,
        Table("Days with contact", ["Day", "Contacts"], rows),
    )  # fmt: skip
