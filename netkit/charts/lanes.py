"""Rows read from top to bottom: a name at the left, what is drawn, words at the right; headings between groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from netkit.charts.style import INK, MUTED, NARROW, Layout, Space, is_narrow, width_of
from netkit.charts.words import wrapped

Words = Callable[[pd.DataFrame], Sequence[str]]
ROW, NARROW_ROW, HEADING = 32, 44, 1.2  # pixels; a heading's height is a share of a row's
LINE = 14  # pixels between the two lines of a long name
LOW = 7  # pixels by which a narrow chart draws lower, to make room for the words above
BAR, NARROW_BAR = 16, 12  # pixels


def _of_column(frame: pd.DataFrame) -> Sequence[str]:
    return frame["name"].tolist() if "name" in frame else ()


def named(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with a name for each row: where it has none, the terms of its index."""
    if "name" in frame:
        return frame
    return frame.assign(name=[str(term).replace("_", " ") or "not noted" for term in frame.index])


def lanes(
    left: int = 168,
    right: int = 144,
    top: int = 8,
    bottom: int = 8,
    words: Words = lambda _: (),
    names: Words = _of_column,
) -> Layout:
    """The space of a chart with a lane for each row; in a narrow one the words stand above what is drawn.

    `words` says what will stand at the right, so that there is room for the longest, and `names` what at the left.
    """

    def space(frame: pd.DataFrame, width: int) -> Space:
        narrow = width <= NARROW
        rows, _ = places(frame)
        said = words(frame)
        two = any(len(name) > _letters(width - 16, text) for name, text in zip(names(frame), said, strict=False))
        row = (NARROW_ROW + LINE * two) if narrow else ROW
        height = top + bottom + row * max(1.0, rows[-1] + 1 if rows else 0)
        longest = max([0.0, *map(width_of, said)])
        beside = (8, 8) if narrow else (left, max(right, round(longest) + 24))
        return Space(round(height), *beside, top, bottom)

    return space


def places(frame: pd.DataFrame) -> tuple[list[float], list[tuple[float, str]]]:
    """Where each row stands, counted from the top, and each heading: one before each new word in column `group`."""
    rows: list[float] = []
    heads: list[tuple[float, str]] = []
    at, last = 0.0, ""
    for group in frame["group"] if "group" in frame else [""] * len(frame):
        if group != last:
            above = HEADING if heads else 1.0  # the first needs no distance from what is above it
            at, last = at + above, group
            heads.append((at - 0.9, group))
        rows.append(at)
        at += 1
    return rows, heads


def lay(ax: Axes, frame: pd.DataFrame) -> list[float]:
    """Makes the axes ready for lanes and writes the headings; returns where to draw each row."""
    rows, heads = places(frame)
    ax.set_ylim((rows[-1] if rows else 0) + 0.5, -0.5)
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    ax.set_yticks([])
    for at, words in heads:
        _write(ax, 0, at, _left(ax), words, color=MUTED, fontweight="bold", va="center_baseline")
    low = (LOW + max(0.0, _row(ax) - NARROW_ROW) / 2) / _row(ax) if is_narrow(ax) else 0.0
    return [at + low for at in rows]


def thickness(ax: Axes) -> float:
    """Of a bar in a lane that is laid, as a share of the lane."""
    return (NARROW_BAR if is_narrow(ax) else BAR) / _row(ax)


def _row(ax: Axes) -> float:
    """Pixels of a lane."""
    low, high = ax.get_ylim()
    return float(ax.bbox.height / (low - high))


def say(ax: Axes, at: float, name: str, words: str, most: int = 21, colour: str = INK) -> None:
    """The name at the left of a lane (two lines of `most` letters) and the words at its right, or both above it."""
    up = 15 if is_narrow(ax) else 0
    right = 0 if is_narrow(ax) else round(ax.figure.bbox.width - ax.bbox.x1) - 8
    lines = wrapped(name, _letters(ax.bbox.width, words) if is_narrow(ax) else most)
    style: Any = {"va": "center_baseline"}
    low = up if is_narrow(ax) else -LINE / 2 * (len(lines) - 1)
    for above, line in enumerate(reversed(lines)):
        _write(ax, 0, at, _left(ax), line, low + LINE * above, color=colour, **style)
    _write(ax, 1, at, right, words, up, color=MUTED, ha="right", **style)


def _letters(room: float, words: str) -> int:
    """How many letters of a name fit in a narrow chart beside the words at the right."""
    return max(8, int((room - width_of(words)) / width_of("n")) - 1)


def say_all(ax: Axes, rows: Sequence[float], names: Sequence[str], words: Sequence[str], most: int = 21) -> None:
    """`say` for each row."""
    for at, name, text in zip(rows, names, words, strict=True):
        say(ax, at, name, text, most)


def _left(ax: Axes) -> float:
    return 0 if is_narrow(ax) else 8 - round(ax.bbox.x0)


def _write(ax: Axes, edge: int, at: float, along: float, words: str, up: float = 0, **style: Any) -> None:
    inside: Any = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "annotation_clip": False}
    ax.annotate(words, (edge, at), (along, up), **inside, **style)
