"""The tree of introductions: who led to whom, and who can still be thanked."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.style import GIVEN, INK, MUTED, NARROW, RECEIVED, Space, is_narrow, styled
from netkit.charts.words import part, sentence, shortened
from netkit.numbers import count, figure, in_words, spelled
from netkit.vocabulary import MONTHS, say_day

MOST, ROW = 32, 28  # rows drawn; height of one


def tree_rows(tree: pd.DataFrame) -> pd.DataFrame:
    """The tree in the order to draw: each introducer above whom they introduced; the largest trees first.

    Columns person, name, depth (0: nobody introduced them), above (the row of the introducer, -1 at depth 0),
    first_on, thanked.
    """
    led: dict[str, list[str]] = {}
    for person, introducer in tree["introducer"].items():
        led.setdefault(str(introducer), []).append(str(person))
    sizes = {root: _size(root, led) for root in led if root not in tree.index}
    rows: list[dict[str, Any]] = []
    for root in sorted(sizes, key=lambda each: (-sizes[each], each)):
        name = str(tree.loc[tree["introducer"] == root, "introducer_name"].iloc[0])
        _grow(rows, root, {"name": name or root, "depth": 0, "above": -1}, tree, led)
    return pd.DataFrame(rows, columns=["person", "name", "depth", "above", "first_on", "thanked"])


def _size(person: str, led: dict[str, list[str]]) -> int:
    return 1 + sum(_size(each, led) for each in led.get(person, []))


def _grow(
    rows: list[dict[str, Any]], person: str, row: dict[str, Any], tree: pd.DataFrame, led: dict[str, list[str]]
) -> None:
    here, depth = len(rows), row["depth"]
    rows.append({"person": person, "first_on": pd.NaT, "thanked": True, **row})
    for each in sorted(led.get(person, []), key=lambda one: (tree.at[one, "first_on"], one)):
        facts = {name: tree.at[each, name] for name in ("name", "first_on", "thanked")}
        _grow(rows, each, {**facts, "name": facts["name"] or each, "depth": depth + 1, "above": here}, tree, led)


def _space(rows: pd.DataFrame, width: int) -> Space:
    return Space(height=ROW * max(1, len(rows)) + 8, left=8, right=8 if width <= NARROW else 160, top=4, bottom=4)


def _ready(rows: pd.DataFrame) -> pd.DataFrame:
    return tree_rows(rows) if "introducer" in rows else rows


@styled(_space, _ready)
def plot_introductions(rows: pd.DataFrame, ax: Axes) -> Axes:
    """A line for each person, set in below whoever introduced them; an empty dot where thanks are still open.

    `rows` is the frame of metrics.reach.introductions, or has name, depth, above (the row of the introducer), first_on
    and thanked, in the order to draw. Without rows the axes stay empty.
    """
    ax.axis("off")
    ax.set_xlim(0, ax.bbox.width)
    ax.set_ylim(max(1, len(rows)) - 0.5, -0.5)
    step = min(16 if is_narrow(ax) else 32, (ax.bbox.width - 168) / max(1, *rows["depth"], 1))
    for at, row in enumerate(rows.to_dict("records")):
        x = 8 + step * row["depth"]
        if row["depth"]:
            ax.plot([x - step, x - step, x], [row["above"] + 0.28, at, at], color=MUTED, linewidth=1, label="led to")
        _dot(ax, x, at, row)
        ax.text(x + 12, at, shortened(row["name"], 22), color=INK, va="center_baseline")
        style: Any = {"color": MUTED, "ha": "right", "va": "center_baseline"}
        right = ax.bbox.width if is_narrow(ax) else ax.bbox.width + 152
        ax.text(right, at, _when(row, is_narrow(ax)), clip_on=False, **style)
    return ax


def _dot(ax: Axes, x: float, at: int, row: dict[Any, Any]) -> None:
    style: Any = {"markersize": 9, "markeredgewidth": 1.5, "zorder": 3}
    if not row["depth"]:
        ax.plot([x], [at], "o", color=GIVEN, label="introducer", **style)
    else:
        full = RECEIVED if row["thanked"] else "none"
        ax.plot(
            [x], [at], "o", color=full, markeredgecolor=RECEIVED, label="thanked" if row["thanked"] else "open", **style
        )


def _when(row: dict[Any, Any], short: bool) -> str:
    if not row["depth"]:
        return ""
    first = row["first_on"]
    day = "not met yet" if pd.isna(first) else f"{MONTHS[first.month - 1]} {first.year}"
    thanks = "" if row["thanked"] else "thanks open"
    return thanks or day if short else ", ".join(filter(None, [day, thanks]))


def introductions_title(tree: pd.DataFrame) -> str:
    """How many people came by introduction, and for how many thanks are still open."""
    n, open_ones = len(tree), int((~tree["thanked"].astype(bool)).sum())
    by = tree["introducer"].nunique()
    lead = f"{spelled(n, 'person')} came by introduction, through {in_words(by)}"
    if not open_ones:
        return sentence(f"{lead}; everybody was thanked")
    return sentence(f"{lead}; {spelled(open_ones, 'introduction')} can still be thanked for")


def introductions_chart(tree: pd.DataFrame, met: pd.Series[Any]) -> Chart:
    """The chart of metrics.reach.introductions with met_by_introduction, or what to say to see it."""
    if tree.empty:
        return nothing(
            "introductions", "Who led you to whom will stand here",
            "A tree of introductions, and who can still be thanked. Say in 2_people who introduced you to somebody.",
        )  # fmt: skip
    rows = tree_rows(tree)
    if met["label"]:
        share = f"share of new people met by introduction: {met['label']}"
    else:
        met_so = f"{figure(met['introduced'])} of {figure(met['n'])} new people were met by introduction"
        share = f"{met_so}, {part(met['share'])}"
        share += f" (between {met['low']:.0%} and {met['high']:.0%} in the long run)"
    drawn = f" The first {MOST} lines are drawn." if len(rows) > MOST else ""
    deepest = int(tree["depth"].max())
    table = [
        (row["name"] or str(person), row["introducer_name"] or str(row["introducer"]),
         "–" if pd.isna(row["first_on"]) else say_day(row["first_on"]), "yes" if row["thanked"] else "not yet")
        for person, row in zip(tree.index, tree.to_dict("records"), strict=True)
    ]  # fmt: skip
    said = [f"{by} led to {name}{'' if thanked == 'yes' else ', thanks open'}" for name, by, _, thanked in table[:MOST]]
    return Chart(
        "introductions", introductions_title(tree),
        "Each person below whoever introduced them; an empty dot: thanks not noted yet",
        f"n = {count(len(tree), 'introduction')}, the longest chain has {in_words(deepest)}; {share}.{drawn}",
        f"A tree of names. {'; '.join(said)}.", plot_introductions, rows.head(MOST),
        Table("Introductions", ["Person", "Introduced by", "First contact", "Thanked"], table, first=True),
    )  # fmt: skip
