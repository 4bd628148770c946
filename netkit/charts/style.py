"""How every chart looks: one colour for each role, one set of rcParams, one sheet of CSS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import IdentityTransform
from pandas import DataFrame

from netkit.charts.words import short_day
from netkit.vocabulary import MONTHS

# Drawn in the light values; svg.py turns each into var(--role, #HEX), so no two roles share one value.
LIGHT = {
    "paper": "#FFFFFF",
    "card": "#F6F8FA",
    "ink": "#1B1F24",
    "muted": "#57606A",
    "grid": "#D9DEE4",
    "given": "#0B62A4",
    "received": "#B8500B",
}
DARK = {
    "paper": "#16191D",
    "card": "#1F242A",
    "ink": "#E6EAEE",
    "muted": "#9AA4AF",
    "grid": "#363D45",
    "given": "#6DB7F2",
    "received": "#F0A35E",
}
PAPER, _, INK, MUTED, GRID, GIVEN, RECEIVED = LIGHT.values()
REAWAKENED, TOO_EARLY = 0.28, 0.35  # opacity of what is fainter on purpose
WIDE, NARROW = 712, 328  # CSS pixels; one unit of the SVG is one of them
RC: Any = {  # Any: matplotlib types the names one by one
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",  # for measuring only: the page brings its own
    "font.size": 12,
    "xtick.labelsize": 12,
    "ytick.labelsize": 12,
    "figure.dpi": 72,
    "savefig.dpi": 72,
    "savefig.transparent": True,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "text.color": INK,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.edgecolor": MUTED,
    "axes.linewidth": 1,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": GRID,
    "grid.linewidth": 1,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.minor.size": 0,
    "xtick.major.pad": 8,
    "ytick.major.pad": 8,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "lines.linewidth": 2,
    "lines.solid_capstyle": "butt",
    "lines.solid_joinstyle": "miter",
    "patch.linewidth": 0,
    "hatch.linewidth": 1,
    "hatch.color": GRID,
    "axes.unicode_minus": True,
    "text.parse_math": False,  # a name with dollars in it is no formula
    "text.usetex": False,
}


@dataclass(frozen=True)
class Space:
    """Height of a chart and its margins, in CSS pixels."""

    height: int = 264
    left: int = 24
    right: int = 8
    top: int = 12
    bottom: int = 40


def canvas(width: int, space: Space) -> Axes:
    """Empty Axes in the house style, on a Figure of their own (never pyplot's)."""
    with rc_context(RC):
        figure = Figure(figsize=(width / 72, space.height / 72))
        inner = (width - space.left - space.right, space.height - space.top - space.bottom)
        return figure.add_axes(
            (
                space.left / width,
                space.bottom / space.height,
                inner[0] / width,
                inner[1] / space.height,
            )
        )


Layout = Callable[[DataFrame, int], Space]


def styled(
    space: Space | Layout, ready: Callable[[DataFrame], DataFrame] = lambda frame: frame
) -> Callable[[Callable[..., Axes]], Callable[..., Axes]]:
    """Makes plot(frame, ax=None) draw in the house style, on wide Axes of its own where none are given.

    `space` may follow from the frame and the width, where the height depends on how many rows there are. `ready`
    gives a frame that is just as its metric made it the columns that are drawn.
    """

    def wrap(plot: Callable[..., Axes]) -> Callable[..., Axes]:
        @wraps(plot)
        def drawn(frame: DataFrame, ax: Axes | None = None, width: int = WIDE) -> Axes:
            shown = ready(frame)
            with rc_context(RC):
                return plot(shown, canvas(width, _space(space, shown, width)) if ax is None else ax)

        del drawn.__wrapped__  # else its signature would be that of plot: no ax=None
        return drawn

    return wrap


def _space(space: Space | Layout, frame: DataFrame, width: int) -> Space:
    return space if isinstance(space, Space) else space(frame, width)


def is_narrow(ax: Axes) -> bool:
    """Whether the chart is the one for a phone."""
    return bool(ax.figure.bbox.width < 500)


def beside(ax: Axes, x: Any, y: float, text: str, colour: str, **style: Any) -> None:
    """Words to the right of a point; `down` moves them by so many pixels."""
    down = style.pop("down", 0)
    style = {"fontsize": 14, "fontweight": "bold", "va": "center", **style}
    ax.annotate(
        text,
        (x, y),
        xytext=(8, -down),
        textcoords="offset points",
        color=colour,
        annotation_clip=False,
        **style,
    )


def mark(ax: Axes, x: float, y: float, words: str, colour: str = INK, shape: str = "line") -> float:
    """A `line`, `square`, `outline` (tinted), `hatched` or `empty` square and its name; gives where it ends.

    Places are pixels of the figure.
    """
    at: Any = {"transform": IdentityTransform(), "clip_on": False}
    if shape == "line":
        ax.add_line(Line2D([x, x + 14], [y, y], color=colour, linewidth=2, **at))
    elif shape in ("square", "outline"):
        alpha = 1 if shape == "square" else REAWAKENED
        ax.add_patch(Rectangle((x + 2, y - 5), 10, 10, facecolor=colour, alpha=alpha, **at))
    if shape in ("outline", "hatched", "empty"):
        edge: Any = {"facecolor": "none", "edgecolor": colour, "linewidth": 1.5, "hatchcolor": colour}
        ax.add_patch(Rectangle((x + 2, y - 5), 10, 10, hatch="////" if shape == "hatched" else None, **edge, **at))
    ax.text(x + 20, y, words, color=colour, va="center_baseline", transform=IdentityTransform())
    return x + 20 + width_of(words)


def width_of(words: str, size: float = 12) -> float:
    """About how many pixels the words take, in a wide font."""
    return len(words) * size * 0.58


def day_ticks(ax: Axes, first: date, last: date) -> None:
    """Months, or Mondays in a span of under seven weeks, below an axis of days; years on their own line."""
    by_week = (last - first).days < 49
    most = 4 if is_narrow(ax) else 9
    days = tick_days(_mondays(first, last) if by_week else _months(first, last), most) or [first]
    end = last if last > first else first + timedelta(1)
    ax.set_xlim(at_start(first), at_start(end))  # type: ignore[arg-type]  # days are fine, its types say numbers
    set_ticks(ax, [at_start(each) for each in days], days, with_day=by_week)


def set_ticks(ax: Axes, places: Sequence[Any], days: Sequence[date], with_day: bool) -> None:
    """Days at their places, with the year below the first of them and below the first of each later year."""
    ax.set_xticks(list(places), [short_day(d) if with_day else MONTHS[d.month - 1] for d in days])
    for at, (place, when) in enumerate(zip(places, days, strict=True)):
        if at == 0 or when.year != days[at - 1].year:
            below: Any = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
            ax.annotate(str(when.year), (place, 0), (0, -33), ha="center", color=MUTED, annotation_clip=False, **below)


def tick_days(days: Sequence[date], most: int) -> list[date]:
    """At most `most` of the days: of months whole quarters, halves or years, else every second, third ..."""
    months = len({(d.year, d.month) for d in days}) == len(days)
    for step in (1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 480):
        kept = [d for at, d in enumerate(days) if ((d.year * 12 + d.month - 1) if months else at) % step == 0]
        if len(kept) <= most:
            return kept or list(days[:1])
    return list(days[:1])


def thinned(frame: DataFrame, most: int = 240) -> DataFrame:
    """Every so many rows, with the last one always: a line of more points is not seen better, only larger."""
    step = -(-len(frame) // most)
    return frame if step <= 1 else frame.iloc[(len(frame) - 1) % step :: step]


def at_start(when: date) -> datetime:
    return datetime(when.year, when.month, when.day)


def _mondays(first: date, last: date) -> list[date]:
    start = first + timedelta(-first.weekday() % 7)
    return [start + timedelta(7 * n) for n in range((last - start).days // 7 + 1)]


def _months(first: date, last: date) -> list[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [d for d in (date(m // 12, m % 12 + 1, 1) for m in months) if first <= d <= last]
