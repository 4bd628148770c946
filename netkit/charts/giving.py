"""Help given and received: the running sums with the gap between them, and the balance of the last 90 days."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.style import (
    GIVEN,
    INK,
    MUTED,
    RECEIVED,
    Space,
    beside,
    day_ticks,
    is_narrow,
    styled,
    thinned,
)  # fmt: skip
from netkit.charts.words import about, count, figure, in_words, plural, sentence, signed, since, span
from netkit.vocabulary import say_day

DAY = pd.Timedelta(days=1)
FEW = ("no exchanges yet", "too early")  # labels of a window whose balance is not shown
LEANS = {
    "giving more": ("more goes out than comes in", "more went out than came in"),
    "receiving more": ("more comes in than goes out", "more came in than went out"),
    "neither": ("neither way stands out", "neither way stood out"),
}


# ── the running sums ──


def _help_space(over_time: pd.DataFrame, width: int) -> Space:
    top = over_time[["given", "received"]].to_numpy(float).max(initial=0)
    return Space(height=264, left=16 + 8 * len(figure(float(round(top)))), right=112)


@styled(_help_space)
def plot_help(over_time: pd.DataFrame, ax: Axes) -> Axes:
    """Two rising steps, given and received, the gap shaded in the colour of whoever is ahead.

    `over_time` has one row a day (index: the day) with given and received, as running sums. Without rows the axes
    stay empty.
    """
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    if over_time.empty:
        return ax
    first, last = min(over_time.index[0] - DAY, over_time.index[-1] - 13 * DAY), over_time.index[-1]
    steps = _turns(over_time, first)
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


def _turns(over_time: pd.DataFrame, first: pd.Timestamp) -> pd.DataFrame:
    """Nothing on the first day, then the days on which a sum changes, and the last: all that steps need."""
    sums = over_time[["given", "received"]].astype(float)
    changed = sums.diff().fillna(1).ne(0).any(axis=1)
    changed.iloc[-1] = True
    turns = sums[changed]
    turns = turns if len(turns) <= 300 else thinned(turns, 140)
    return pd.concat([pd.DataFrame({"given": 0.0, "received": 0.0}, index=[first]), turns])


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


def help_title(over_time: pd.DataFrame) -> str:
    """What each way came to since when, and how far apart they are."""
    given, received = (float(over_time[name].iloc[-1]) for name in ("given", "received"))
    first, last = over_time.index[0].date(), over_time.index[-1].date()
    lead = f"{sentence(since(first, last))}, {figure(given)} given and {figure(received)} received"
    gap, end = widest_gap(over_time)[1], given - received
    if len(over_time) < 21:
        return lead
    if end == 0:
        return f"{lead}: even" + (f" now, {figure(gap)} apart at most" if gap else "")
    if gap <= max(given, received) / 4:
        return f"{lead}: never more than {in_words(int(gap)) if gap == int(gap) else figure(gap)} apart"
    return f"{lead}: {'given' if end > 0 else 'received'} is ahead by {figure(abs(end))}"


def help_foot(over_time: pd.DataFrame, overall: pd.Series[Any]) -> str:
    n, waiting = int(overall["n"]), int(overall["n"] - overall["rated"])
    period = span(over_time.index[0].date(), over_time.index[-1].date())
    times = plural(n, "time")
    rated = "none is waiting for a rating" if not waiting else f"{waiting} not rated yet, left out of the sums"
    rated = "none of it is rated yet" if waiting == n else rated
    return f"n = {figure(n)} {times} help was delivered, with {count(overall['people'], 'person')}, {period}; {rated}."


def help_alt(over_time: pd.DataFrame, unit: str) -> str:
    given, received = (float(over_time[name].iloc[-1]) for name in ("given", "received"))
    when, gap = widest_gap(over_time)
    wide = over_time.loc[when]
    ahead = "given" if wide["given"] > wide["received"] else "received"
    parts = [
        f"Two rising step lines, {span(over_time.index[0].date(), over_time.index[-1].date())}",
        f"Help given reaches {figure(given)}, help received {figure(received)}, both as {unit}",
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
    return Table(f"Help up to the end of each month, as {unit}", ["Up to", "Given", "Received", "Apart"], rows)


def help_chart(over_time: pd.DataFrame, overall: pd.Series[Any]) -> Chart:
    """The chart of metrics.balance.over_time, with overall for its footnote; counts where nothing is rated yet."""
    if over_time.empty:
        return nothing(
            "help",
            "Help, both ways, will stand here",
            "Two lines, what you gave and what you received. Add the first help to an entry in 3_log: five minutes "
            "of somebody's time count.",
        )
    unit, sub = (
        "sums of ratings",
        (
            "Help given and received, as the running sum of ratings from 1 to 5 by what each was worth to "
            "whoever received it; the gap is shaded"
        ),
    )
    if not overall["rated"]:
        over_time = over_time.assign(given=over_time["given_n"], received=over_time["received_n"])
        unit, sub = "times", "Help given and received, counted by times until some of it is rated; the gap is shaded"
    return Chart(
        "help", help_title(over_time), sub, help_foot(over_time, overall), help_alt(over_time, unit),
        plot_help, over_time, help_table(over_time, unit),
    )  # fmt: skip


# ── the balance of the last 90 days ──


def shown_balance(over_time: pd.DataFrame) -> pd.DataFrame:
    """From the first window that can carry a value on; windows that can't have NaN as s, low and high."""
    few = over_time["label"].isin(FEW)
    frame = over_time.assign(**{name: over_time[name].mask(few) for name in ("s", "low", "high")})
    return frame.iloc[int((~few).to_numpy().argmax()) :] if (~few).any() else frame.iloc[:0]


@styled(Space(height=264, left=40, right=112))
def plot_balance(over_time: pd.DataFrame, ax: Axes) -> Axes:
    """The balance as a line from -1 (only received) to +1 (only given), its interval as a band.

    `over_time` has one row a day (index: the day) with s, low and high, NaN where a window can't carry them.
    Without rows the axes stay empty.
    """
    ax.set_ylim(-1, 1)
    ax.set_yticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "+0.5", "+1"])
    ax.spines["bottom"].set_visible(False)
    if over_time.empty:
        return ax
    day_ticks(ax, over_time.index[0].date(), over_time.index[-1].date())
    frame = thinned(over_time, 150 if is_narrow(ax) else 240)
    ax.fill_between(frame.index, frame["low"], frame["high"], color=MUTED, alpha=0.22, linewidth=0)
    ax.axhline(0, color=INK, linewidth=1.5)
    ax.plot(frame.index, frame["s"], color=INK, linewidth=2.5, label="balance")
    right = ax.get_xlim()[1]
    beside(ax, right, 1, "giving more", GIVEN, fontsize=12, va="top")
    beside(ax, right, -1, "receiving more", RECEIVED, fontsize=12, va="bottom")
    last = over_time.iloc[-1]
    if last["s"] == last["s"]:
        at = min(0.75, max(-0.7, float(last["s"])))
        beside(ax, right, at, signed(last["s"]), INK, down=-2)
        between = f"{signed(last['low'])} to {signed(last['high'])}"
        beside(ax, right, at, between, MUTED, down=16, fontsize=12, fontweight="normal")
    return ax


def leanings(over_time: pd.DataFrame) -> list[tuple[date, str]]:
    """The first day of each stretch in which the balance leans one way, or neither, with its name in LEANS."""
    lean = over_time["label"].where(over_time["label"].isin(list(LEANS)), "neither")
    starts = lean[over_time["s"].notna()]
    starts = starts[starts.ne(starts.shift())]
    return [(day.date(), str(name)) for day, name in zip(starts.index, starts, strict=True)]


def balance_title(over_time: pd.DataFrame) -> str:
    """Which way help leans now and since when, and which way it leaned before."""
    stretches = leanings(over_time)
    (began, now), last = stretches[-1], over_time.index[-1].date()
    if len(stretches) == 1:
        return f"So far {LEANS[now][0]}"
    before = stretches[-2][1]
    return f"Since {about(began, last)} {LEANS[now][0]}; before that {LEANS[before][1]}"


def balance_foot(over_time: pd.DataFrame, window_days: int) -> str:
    n = over_time["n"][over_time["s"].notna()]
    low, high = int(n.min()), int(n.max())
    size = f"{low} to {high} times" if low != high else count(low, "time")
    period = span(over_time.index[0].date(), over_time.index[-1].date())
    gaps = " Where the line breaks, fewer than three are rated." if over_time["s"].isna().any() else ""
    return f"n = {size} in each window of {window_days} days, {period}.{gaps}"


def balance_alt(over_time: pd.DataFrame) -> str:
    s = over_time["s"].dropna()
    low, high = s.index[int(s.argmin())], s.index[int(s.argmax())]
    last = over_time.loc[s.index[-1]]
    return (
        f"Line of the balance of help, {span(over_time.index[0].date(), over_time.index[-1].date())}, from −1 (only "
        f"received) to +1 (only given). Lowest {signed(s.min())} on {say_day(low)}, highest {signed(s.max())} on "
        f"{say_day(high)}, last {signed(last['s'])} with a 90% interval of {signed(last['low'])} to "
        f"{signed(last['high'])}."
    )


def balance_table(over_time: pd.DataFrame) -> Table:
    """The balance at the end of each month."""
    ends = month_ends(over_time)
    rows = []
    for day, row in zip(ends.index, ends.to_dict("records"), strict=True):
        seen = row["s"] == row["s"]
        between = f"{signed(row['low'])} to {signed(row['high'])}" if seen else "not enough yet"
        rows.append((say_day(day), figure(row["n"]), signed(row["s"]) if seen else "–", between))
    return Table(
        "Balance of the last 90 days, at the end of each month", ["Up to", "Times", "Balance", "90% interval"], rows
    )


def balance_chart(over_time: pd.DataFrame, window_days: int = 90) -> Chart:
    """The chart of the rolling balance in metrics.balance.over_time, or how much is missing to draw it."""
    shown = shown_balance(over_time)
    if shown.empty:
        return nothing(
            "balance",
            "The balance of help comes with the third rated exchange",
            "It shows whether more goes out or comes in, over the last 90 days, and how sure that is. "
            "In 3_log, say what each help was worth to whoever received it.",
        )
    return Chart(
        "balance", balance_title(shown),
        f"Balance over the last {window_days} days, from −1 (only received) to +1 (only given); "
        "the band is the 90% interval",
        balance_foot(shown, window_days), balance_alt(shown), plot_balance, shown, balance_table(shown),
    )  # fmt: skip
