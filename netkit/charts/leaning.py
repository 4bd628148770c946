"""The balance of help over the last 90 days, as a line with its interval."""

from __future__ import annotations

from datetime import date

import pandas as pd
from matplotlib.axes import Axes

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.giving import DAY, month_ends
from netkit.charts.style import GIVEN, INK, MUTED, RECEIVED, Space, beside, day_ticks, is_narrow, styled, thinned
from netkit.charts.words import about, signed, span
from netkit.numbers import count, figure
from netkit.vocabulary import say_day

FEWEST_DAYS = 14  # [choice] that a leaning lasts, below which it is no stretch of its own
FEW = ("no exchanges yet", "too early")  # labels of a window whose balance is not shown
LEANS = {
    "giving more": ("more goes out than comes in", "more went out than came in"),
    "receiving more": ("more comes in than goes out", "more came in than went out"),
    "neither": ("neither way stands out", "neither way stood out"),
}


def shown_balance(over_time: pd.DataFrame) -> pd.DataFrame:
    """From the first window that can carry a value on; windows that can't have NaN as s, low and high."""
    few = over_time["label"].isin(FEW)
    frame = over_time.assign(**{name: over_time[name].mask(few) for name in ("s", "low", "high")})
    return frame.iloc[int((~few).to_numpy().argmax()) :] if (~few).any() else frame.iloc[:0]


@styled(Space(height=264, left=40, right=128))
def plot_balance(over_time: pd.DataFrame, ax: Axes) -> Axes:
    """The balance as a line from -1 (only received) to +1 (only given), its interval as a band.

    `over_time` has one row a day (index: the day) with s, low and high, NaN where a window can't carry them.
    Without rows the axes stay empty.
    """
    ax.set_ylim(-1.08, 1)  # so that −1 stands clear of the day below it
    ax.set_yticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "+0.5", "+1"])
    ax.spines["bottom"].set_visible(False)
    if over_time.empty:
        return ax
    end = over_time.index[-1] + DAY
    day_ticks(ax, min(over_time.index[0], end - 7 * DAY).date(), end.date())
    frame = thinned(over_time, 150 if is_narrow(ax) else 240)
    frame = pd.concat([frame, frame.tail(1).set_axis([end])])  # to the end of today, or one day would be a mere point
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
    """The first day of each stretch in which the balance leans one way, or neither, with its name in LEANS.

    A shorter one than FEWEST_DAYS that has gone by belongs to the stretch before it.
    """
    lean = over_time["label"].where(over_time["label"].isin(list(LEANS)), "neither")
    starts = lean[over_time["s"].notna()]
    starts = starts[starts.ne(starts.shift())]
    named: list[tuple[date, str]] = []
    for day, name, end in zip(starts.index, starts, [*starts.index[1:], None], strict=True):
        short = end is not None and (end - day).days < FEWEST_DAYS
        if not named or (name != named[-1][1] and not short):
            named.append((day.date(), str(name)))
    return named


def balance_title(over_time: pd.DataFrame) -> str:
    """Which way help leans now and since when, and which way it leaned before."""
    stretches = leanings(over_time)
    (began, now), last = stretches[-1], over_time.index[-1].date()
    if len(stretches) == 1:
        return f"Over the last 90 days {LEANS[now][0]}"
    since, before = stretches[-2]
    earlier = f"before, from {about(since, last)} on, {LEANS[before][1]}"
    return f"Over the last 90 days {LEANS[now][0]}, since {about(began, last)}; {earlier}"


def balance_foot(over_time: pd.DataFrame, window_days: int) -> str:
    n = over_time["n"][over_time["s"].notna()]
    low, high = int(n.min()), int(n.max())
    size = f"{low} to {high} times" if low != high else count(low, "time")
    period = span(over_time.index[0].date(), over_time.index[-1].date())
    gaps = " Where the line breaks, fewer than three are rated." if over_time["s"].isna().any() else ""
    return f"n = help {size} in any {window_days} days, {period}.{gaps}"


def balance_alt(over_time: pd.DataFrame) -> str:
    s = over_time["s"].dropna()
    low, high = s.index[int(s.argmin())], s.index[int(s.argmax())]
    last = over_time.loc[s.index[-1]]
    return (
        f"Line of the balance of help, {span(over_time.index[0].date(), over_time.index[-1].date())}, from −1 (only "
        f"received) to +1 (only given). Lowest {signed(s.min())} on {say_day(low)}, highest {signed(s.max())} on "
        f"{say_day(high)}, last {signed(last['s'])}, likely between {signed(last['low'])} and "
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
        "Balance of the last 90 days, at the end of each month", ["Up to", "Times", "Balance", "Likely between"], rows
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
        f"What was given against what was received over the last {window_days} days, from −1 (all received) to "
        "+1 (all given); the band is where it most likely is (90%)",
        balance_foot(shown, window_days), balance_alt(shown), plot_balance, shown, balance_table(shown),
    )  # fmt: skip
