"""Bars from a middle line: received to the left, given to the right."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from netkit.charts.lanes import lanes, lay, named, say_all, thickness
from netkit.charts.style import GIVEN, INK, RECEIVED, TOO_EARLY, Space, is_narrow, styled
from netkit.metrics.balance import FEWEST_RATED
from netkit.numbers import figure


def _space(ways: pd.DataFrame, width: int) -> Space:
    return lanes(left=216 if "group" in ways else 168, top=28, bottom=24, words=_facts)(ways, width)


@styled(_space, named)
def plot_ways(ways: pd.DataFrame, ax: Axes) -> Axes:
    """Bars from a middle line: received to the left, given to the right; faded with fewer than three rated.

    `ways` has one row a bar, in the order to draw, with name (else the index names it), given, received (points),
    given_n, received_n (times) and rated; where it has `group`, a heading stands before each. Without rows the axes
    stay empty.
    """
    rows = lay(ax, ways)
    most = max([1.0, *ways["given"], *ways["received"]])
    alpha = [1.0 if rated >= FEWEST_RATED else TOO_EARLY for rated in ways["rated"]]
    for name, sign, colour in (("given", 1, GIVEN), ("received", -1, RECEIVED)):
        bars = ax.barh(rows, sign * ways[name], thickness(ax), color=colour, label=name)
        for bar, faint in zip(bars, alpha, strict=True):
            bar.set_alpha(faint)
    middle: Any = {"color": INK, "linewidth": 1.5, "label": "middle"}
    if is_narrow(ax):  # where words stand above each bar, the line would cross them
        half = thickness(ax) * 0.6
        ax.vlines([0] * len(rows), [at - half for at in rows], [at + half for at in rows], **middle)
    else:
        ax.axvline(0, **middle)
    ax.set_xlim(-most * 1.02, most * 1.02)
    ax.xaxis.set_major_locator(MaxNLocator(4, integer=True, symmetric=True))
    ax.xaxis.set_major_formatter(lambda value, _: figure(abs(value)))
    say_all(ax, rows, ways["name"].tolist(), _facts(ways), 28 if "group" in ways else 21)
    top: Any = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points", "va": "bottom"}
    ax.annotate("received", (0, 1), (-8, 8), ha="right", color=RECEIVED, fontweight="bold", **top)
    ax.annotate("given", (0, 1), (8, 8), ha="left", color=GIVEN, fontweight="bold", **top)
    return ax


def _facts(ways: pd.DataFrame) -> list[str]:
    return [facts(given, received) for given, received in zip(ways["given_n"], ways["received_n"], strict=True)]


def facts(given: int, received: int) -> str:
    """`3 given, 1 received`: beside a person stand the facts, never a label."""
    return f"{figure(given)} given, {figure(received)} received"
