"""How many people came how far: to meet, in touch (whoever began), heard from, met, and what came of it."""

from __future__ import annotations

from datetime import date

import pandas as pd
from matplotlib.axes import Axes

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.style import GIVEN, INK, REAWAKENED, Space, beside, is_narrow, styled
from netkit.charts.words import part, sentence, span
from netkit.metrics.frames import FEWEST
from netkit.numbers import count, figure, in_words, plural

WORDS = {"to_meet": "to meet", "contacted": "in touch", "replied": "heard from", "met": "met", "outcome": "outcome"}


def _space(funnel: pd.DataFrame, width: int) -> Space:
    digits = len(figure(float(max([0, *funnel["n"]]))))
    right = 104 + 16 * digits if width > 500 else 72 + 8 * digits
    return Space(height=5 * 36 + 8, left=80, right=right, top=4, bottom=4)


@styled(_space)
def plot_funnel(funnel: pd.DataFrame, ax: Axes) -> Axes:
    """A bar for each stage, on the paler bar of the stage before; beside it n of how many.

    `funnel` has one row a stage (index: its term) with n and of (people at the stage before). Without rows
    the axes stay empty.
    """
    rows = range(len(funnel))
    ax.barh(rows, funnel["of"], 0.64, color=GIVEN, alpha=REAWAKENED, label="stage before")
    ax.barh(rows, funnel["n"], 0.64, color=GIVEN, label="n")
    ax.set_xlim(0, max([1, *funnel["of"]]))
    ax.set_ylim(max(1, len(funnel)) - 0.5, -0.5)
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    ax.set_xticks([])
    ax.set_yticks(list(rows), [WORDS[stage] for stage in funnel.index])
    ax.tick_params(axis="y", colors=INK)
    for at, (n, of) in enumerate(zip(funnel["n"], funnel["of"], strict=True)):
        words = figure(n) if at == 0 else share_of(n, of, short=is_narrow(ax))
        beside(ax, ax.get_xlim()[1], at, words, INK, fontsize=12, fontweight="normal", va="center_baseline")
    return ax


def share_of(n: int, of: int, short: bool = False) -> str:
    """`19 of 31, 61%`, without the share where it is of fewer than five."""
    if of < FEWEST:
        return f"{n} of {of}" if of else "–"
    return f"{figure(n)}, {part(n / of)}" if short else f"{figure(n)} of {figure(of)}, {part(n / of)}"


def funnel_title(funnel: pd.DataFrame) -> str:
    """With how many one was in touch, from how many of them one heard, and how many were met."""
    to_meet, in_touch, heard, met, more = (int(n) for n in funnel["n"])
    if not in_touch:
        return sentence(in_words(to_meet), plural(to_meet, "person"), "to meet, in touch with none yet")
    who = f"In touch with {in_words(in_touch, heard, met)} {plural(in_touch, 'person')}"
    if not heard:
        return f"{who}, no answer yet"
    told = f"heard from {in_words(heard, in_touch, met)}, met {in_words(met, in_touch, heard)}"
    end = f"; with {in_words(more)} something came of it" if more else ""
    return f"{who}: {told}{end}"


def funnel_foot(funnel: pd.DataFrame, first: date | None, today: date) -> str:
    period = f", {span(first, today)}" if first else f", up to {span(today, today)}"
    few = " No share is shown of fewer than five people." if (funnel["of"] < FEWEST).any() else ""
    return f"n = {count(int(funnel['n'].iloc[0]), 'person')}{period}. A later stage implies the earlier ones.{few}"


def funnel_alt(funnel: pd.DataFrame) -> str:
    steps = [f"{WORDS[str(stage)]} {share_of(n, of)}" for stage, n, of in funnel[["n", "of"]].itertuples()]
    return f"Bars of people by stage: to meet {figure(funnel['n'].iloc[0])}; {'; '.join(steps[1:])}."


def funnel_table(funnel: pd.DataFrame) -> Table:
    rows = [
        (WORDS[str(stage)], figure(n), figure(of), part(n / of) if of >= FEWEST else "–")
        for stage, n, of in funnel[["n", "of"]].itertuples()
    ]
    return Table("People at each stage that they reached", ["Stage", "People", "Of those before", "Share"], rows)


def funnel_chart(funnel: pd.DataFrame, today: date, since: date | None = None) -> Chart:
    """The chart of metrics.volume.funnel, or what to log to see it."""
    if funnel.empty or not funnel["n"].iloc[0]:
        return nothing(
            "funnel",
            "From a name to a conversation: it will stand here",
            "With whom you were in touch, from whom you heard and whom you met. Name three in 1_plan under When, "
            "or log a first message in 3_log.",
        )
    return Chart(
        "funnel", funnel_title(funnel),
        "Different people by how far it came, up to a referral, an opportunity or a sale; paler, the stage before",
        funnel_foot(funnel, since, today), funnel_alt(funnel), plot_funnel, funnel, funnel_table(funnel),
    )  # fmt: skip
