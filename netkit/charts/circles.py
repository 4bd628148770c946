"""How people spread over the circles of a life, and how close they are."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.lanes import lanes, lay, say_all, thickness
from netkit.charts.style import GIVEN, MUTED, TOO_EARLY, styled
from netkit.charts.words import listed, part, sentence
from netkit.numbers import count, figure, in_words
from netkit.vocabulary import CLOSENESS

MOST = 12
KNOW = {"close": "are close", "moderate": "know me", "weak": "barely know me"}


def _names(circles: pd.DataFrame) -> list[str]:
    return [str(name) for name in circles.index]


def _words(circles: pd.DataFrame) -> list[str]:
    return [f"{_parts(p)}, {part(s)}" for p, s in zip(circles["people"], circles["share"], strict=True)]


@styled(lanes(left=192, right=112, words=_words, names=_names))
def plot_circles(circles: pd.DataFrame, ax: Axes) -> Axes:
    """A bar for each circle, the largest first.

    `circles` has one row a circle (index: its name) with people (somebody in m circles counts 1/m in each) and share.
    Without rows the axes stay empty.
    """
    return _bars(ax, circles["people"], _names(circles), _words(circles))


@styled(lanes(left=192, right=112))
def plot_ties(ties: pd.DataFrame, ax: Axes) -> Axes:
    """A bar for each closeness; what is not said is muted.

    `ties` has one row a closeness (index: its term, '' not said) with n, share and label. Without rows the axes stay
    empty.
    """
    names = [CLOSENESS.say(str(term)) or "not said" for term in ties.index]
    shares = zip(ties["n"], ties["share"], ties["label"], strict=True)
    words = [figure(n) if label or share != share else f"{figure(n)}, {part(share)}" for n, share, label in shares]
    return _bars(ax, ties["n"], names, words)


def _bars(ax: Axes, sizes: pd.Series[Any], names: list[str], words: list[str]) -> Axes:
    rows = lay(ax, sizes.to_frame())
    ax.set_xlim(0, max([1.0, *sizes]))
    ax.set_xticks([])
    for at, term, size in zip(rows, sizes.index, sizes, strict=True):
        style: Any = {"color": GIVEN} if term else {"color": MUTED, "alpha": TOO_EARLY}
        ax.barh(at, size, thickness(ax), label=str(term), **style)
    say_all(ax, rows, names, words, 24)
    return ax


def _parts(people: float) -> str:
    return figure(round(people) if people >= 10 else round(people, 1))


def circles_title(diversity: pd.Series[Any], largest: str) -> str:
    """How many circles there are, and as varied as how many of one size."""
    n, d1 = int(diversity["circles"]), float(diversity["d1"])
    if n == 1:
        return f"All in one circle so far: {largest}"
    lead = sentence(f"{in_words(n)} circles")
    if diversity["label"]:
        return f"{lead}; how varied they are: {diversity['label']}"
    return f"{lead}, as varied as {d1:.1f} of one size"


def circles_chart(circles: pd.DataFrame, diversity: pd.Series[Any]) -> Chart:
    """The chart of metrics.reach.circles with diversity, or what to say to see it."""
    if circles.empty:
        return nothing(
            "circles", "The circles of your life will stand here",
            "School, work, choir: people of different circles hear of different things. Say in 2_people which part of "
            "your life somebody belongs to.",
        )  # fmt: skip
    rows = [
        (str(name), _parts(row["people"]), part(row["share"]), figure(row["n"]))
        for name, row in zip(circles.index, circles.to_dict("records"), strict=True)
    ]
    drawn = f"; the {in_words(MOST)} largest are drawn" if len(circles) > MOST else ""
    said = "; ".join(f"{name} {people}" for name, people, *_ in rows[:MOST])
    return Chart(
        "circles", circles_title(diversity, str(circles.index[0])),
        "People by circle; somebody in two circles counts half in each",
        f"n = {count(diversity['n'], 'person')} in {count(len(circles), 'circle')}{drawn}. As varied as: the effective "
        "number of circles (Hill 1973; Jost 2006). One person in a new circle adds more than one in the largest.",
        f"Bars of people by circle: {said}.", plot_circles, circles.head(MOST),
        Table("Circles", ["Circle", "People", "Share", "Persons in it"], rows, first=True),
    )  # fmt: skip


def ties_chart(ties: pd.DataFrame) -> Chart:
    """The chart of metrics.reach.ties, or what to say to see it."""
    said = ties[ties.index != ""]
    n = int(said["n"].sum())
    if not n:
        return nothing(
            "ties", "How close you are will stand here",
            "Close friends, people you know, people you barely know: each brings something else. Say in 2_people how "
            "well you know each other.",
        )  # fmt: skip
    words = [f"{figure(k)} {KNOW[str(term)]}" for term, k in said["n"].items() if k]
    shown = ties[(ties.index != "") | (ties["n"] > 0)]
    rows = [
        (CLOSENESS.say(str(term)) or "not said", figure(row["n"]),
         "–" if row["label"] or row["share"] != row["share"] else part(row["share"]))
        for term, row in zip(shown.index, shown.to_dict("records"), strict=True)
    ]  # fmt: skip
    few = said["label"].iloc[0]
    return Chart(
        "ties", f"Of {count(n, 'person')}, {listed(words)}",
        "People by how close you are. It takes all kinds: those one knows a little led to most new jobs "
        "(Rajkumar and others 2022)",
        f"n = {count(n, 'person')} of whom it is said{f'; shares are {few}' if few else ''}. This is no score.",
        f"Bars of people by closeness: {listed(words)}.", plot_ties, shown,
        Table("Ties", ["How close", "People", "Share"], rows, first=True),
    )  # fmt: skip
