"""How long an answer takes: the share that is answered by each day, with what still waits counted in."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.style import INK, MUTED, RECEIVED, Space, beside, styled, thinned
from netkit.numbers import count, figure
from netkit.targets import DUST

LAST_DAYS, SHORTEST = 90, 14  # days: the longest and the shortest scale
STEPS = (7, 14, 21, 28)  # days from one label to the next: the first of these that leaves room
LABEL = 44  # pixels from one to the next


def shown_waits(waits: pd.DataFrame) -> pd.DataFrame:
    """From day 0 until a little after the last answer: two weeks at least, a quarter at most."""
    answered = waits.index[waits["replied"] > 0]
    last = max(SHORTEST, min(LAST_DAYS, int((answered.max() if len(answered) else 0) * 1.5)))
    shown = waits[waits.index <= last]
    if shown.index[-1] < last:
        shown = pd.concat([shown, shown.tail(1).set_axis([last]).assign(replied=0, censored=0)]).rename_axis("days")
    return shown


@styled(Space(height=264, left=48, right=120))
def plot_waiting(waits: pd.DataFrame, ax: Axes) -> Axes:
    """A step line of the share that is answered by each day, with its band, and where it passes a half.

    `waits` has one row a day (index: days since it was sent) with answered, low and high (NaN: none). Without rows the
    axes stay empty.
    """
    ax.set_ylim(0, 1)
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    if waits.empty:
        return ax
    ax.set_xlim(0, max(1, waits.index[-1]))
    frame = thinned(waits)
    band: Any = {"step": "post", "color": RECEIVED, "alpha": 0.2, "linewidth": 0}
    low, high = frame["low"].fillna(frame["answered"]), frame["high"].fillna(frame["answered"])
    ax.fill_between(frame.index, low, high, **band)
    ax.plot(frame.index, frame["answered"], drawstyle="steps-post", color=RECEIVED, linewidth=2.5, label="answered")
    last_day = int(ax.get_xlim()[1])
    step = next((step for step in STEPS if step * ax.bbox.width >= LABEL * last_day), STEPS[-1])
    days = range(0, last_day + 1, step)
    ax.set_xticks(days, [f"{day} days" if day == days[-1] else str(day) for day in days])
    half = waits.index[waits["answered"] >= 0.5 - DUST]
    if len(half):
        ax.plot([half[0]] * 2, [0, 0.5], color=INK, linewidth=1, linestyle=(0, (2, 3)), label="median")
        late = half[0] > last_day * 0.66  # its words would run into those at the end of the line
        side: Any = {"xytext": (-8, 6), "ha": "right"} if late else {"xytext": (8, -14)}
        words: Any = {"textcoords": "offset points", "color": INK, "annotation_clip": False}
        ax.annotate(f"half by day {half[0]}", (half[0], 0.5), **side, **words)
    last = float(frame["answered"].iloc[-1])
    beside(ax, ax.get_xlim()[1], min(0.95, max(0.05, last)), f"{last:.0%}", RECEIVED, down=-2)
    beside(
        ax, ax.get_xlim()[1], min(0.95, max(0.05, last)), "answered", MUTED, down=15, fontsize=12, fontweight="normal"
    )
    return ax


def waiting_title(median: pd.Series[Any], shown: pd.DataFrame) -> str:
    """By which day half is answered; where that is not reached, that it isn't, with the share so far."""
    share, last = float(shown["answered"].iloc[-1]), int(shown.index[-1])
    if median["label"]:
        return f"Half is not reached: {share:.0%} are answered after {last} days"
    days = int(median["median"])
    if days == 0:
        return "Half of the answers come on the same day"
    return f"Half have an answer within {count(days, 'day')}, {share:.0%} within {count(last, 'day')}"


def waiting_foot(median: pd.Series[Any]) -> str:
    n, replied = int(median["n"]), int(median["replied"])
    return (
        f"n = {count(n, 'message')}: {figure(replied)} with an answer whose day is known, {figure(n - replied)} still "
        "open, counted in for as long as they have waited (Kaplan and Meier). Answers not linked to their message are "
        "left out."
    )


def waiting_alt(median: pd.Series[Any], shown: pd.DataFrame) -> str:
    half = "it stays below a half" if median["label"] else f"it passes a half on day {figure(median['median'])}"
    return f"A rising step line from 0% to {shown['answered'].iloc[-1]:.0%} after {int(shown.index[-1])} days; {half}."


def waiting_chart(waits: pd.DataFrame, median: pd.Series[Any]) -> Chart:
    """The chart of metrics.volume.time_to_reply with volume.median_days, or how much is missing to draw it."""
    if median["label"].startswith("not enough") or not median["replied"]:
        few = median["label"] if median["label"].startswith("not enough") else "not known of any yet"
        return nothing(
            "waiting", f"How long an answer takes: {few}",
            "It is drawn from five messages on. When an answer comes, log it in 3_log as an answer to what you sent, "
            "so that the days between are known.",
        )  # fmt: skip
    shown = shown_waits(waits)
    days = shown[shown["replied"] > 0]
    rows = [
        (figure(float(day)), figure(row["replied"]), f"{row['answered']:.0%}")
        for day, row in zip(days.index, days.to_dict("records"), strict=True)
    ]
    return Chart(
        "waiting", waiting_title(median, shown),
        "Share of messages answered by each day after they were sent; it lies in the band with a chance of 95%",
        waiting_foot(median), waiting_alt(median, shown), plot_waiting, shown,
        Table("Answers by days since the message was sent", ["Days", "Answers", "Answered by then"], rows, first=True),
    )  # fmt: skip
