"""A chart with everything that belongs to it, as one piece of HTML for JupyterLab and the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netkit.charts.style import DARK, LIGHT, NARROW, WIDE
from netkit.charts.svg import inline_svg
from netkit.numbers import count
from netkit.vocabulary import MONTHS

if TYPE_CHECKING:
    from pandas import DataFrame

PLAIN = "mathjax_ignore"  # JupyterLab would set what people write between dollars as a formula
MOST_ROWS = 120  # of the table below a chart; the drawing shows them all
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})\b(?: (\d{{4}}))?")


def _mixed(share: int) -> str:
    return f"color-mix(in srgb, var(--jp-ui-font-color0) {share}%, var(--jp-layout-color0))"


CSS = (Path(__file__).parent / "chart.css").read_text(encoding="utf-8")
# Paper and ink are JupyterLab's own, so that any of its themes fits; the two meanings stay.
_LAB = f""".jp-OutputArea :is(.nk-chart, .nk-says) {{
  --paper: var(--jp-layout-color0); --ink: var(--jp-ui-font-color0);
  --card: {_mixed(4)}; --muted: {_mixed(66)}; --grid: {_mixed(16)};
  --given: {LIGHT["given"]}; --received: {LIGHT["received"]};
}}
[data-jp-theme-light="false"] .jp-OutputArea :is(.nk-chart, .nk-says) {{
  --given: {DARK["given"]}; --received: {DARK["received"]};
}}
"""
STYLE = f'<style class="nk-style">\n{_LAB}{CSS}</style>\n'
"""What goes before each chart in a notebook; a page that has CSS of its own leaves it out (`Chart.html`)."""


@dataclass(frozen=True)
class Table:
    """The numbers behind a chart, as text: the first column names the row.

    Of many rows the last are shown, or the first where they are not in order of time (`first`). A table of `words` is
    read from the left.
    """

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    first: bool = False
    words: bool = False

    def html(self) -> str:
        shown = self.rows[:MOST_ROWS] if self.first else self.rows[-MOST_ROWS:]
        head = "".join(f'<th scope="col">{escape(h)}</th>' for h in self.heads)
        body = "".join(self._row(row) for row in shown)
        more = len(self.rows) - MOST_ROWS
        caption = self.caption + (f"; {count(more, 'row')} more in the workbook" if more > 0 else "")
        return (
            f'<table class="data{" words" if self.words else ""}"><caption>{with_days(caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _row(self, row: Sequence[str]) -> str:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        return f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>\n'


@dataclass(frozen=True)
class Chart:
    """A title that says what is seen, the drawing, its footnote, the numbers; a notebook shows it as it is.

    `key` is unique on the page. Without a `plot` it is the friendly stand-in that says what to log. `behind` makes the
    list of the rows that the figure was made from, which opens below the numbers.
    """

    key: str
    title: str
    sub: str
    foot: str = ""
    alt: str = ""
    plot: Callable[..., Any] | None = None
    frame: DataFrame | None = None
    table: Table | None = field(default=None, repr=False)
    behind: Callable[[], Table] | None = field(default=None, repr=False)

    @cached_property
    def html(self) -> str:
        """The `<figure>` without any style: the same numbers give the same bytes."""
        title = f'<h3 class="nk-title">{with_days(self.title)}</h3>'
        if self.plot is None:
            return f'<div class="nk-chart empty {PLAIN}">{title}<p class="sub">{with_days(self.sub)}</p></div>'
        return (
            f'<figure class="nk-chart {PLAIN}" data-chart="{escape(self.key)}">\n'
            f'<figcaption>{title}<p class="sub">{with_days(self.sub)}</p></figcaption>\n'
            f"{self.svg('wide', WIDE)}\n{self.svg('narrow', NARROW)}\n"
            f'<p class="foot">{with_days(self.foot)}</p>\n{self._lists()}</figure>'
        )

    def svg(self, name: str, width: int) -> str:
        """The drawing at one width, as an inline `<svg>`."""
        assert self.plot is not None
        ax = self.plot(self.frame, width=width)
        return inline_svg(ax.figure, f"{self.key}-{name}", f"chart {name}", self.alt)

    def _lists(self) -> str:
        rows = self.behind() if self.behind else None
        return _opens("The numbers", self.table) + _opens("The rows behind it", rows)

    def _repr_html_(self) -> str:
        return STYLE + self.html

    def __str__(self) -> str:
        return " ".join(filter(None, [f"{self.title}.", self.alt, self.foot]))


def _opens(summary: str, table: Table | None) -> str:
    if table is None or not table.rows:
        return ""
    return f'<details><summary>{summary}</summary><div class="scroll">{table.html()}</div></details>\n'


@dataclass(frozen=True)
class Charts:
    """Several charts that answer one question, shown one below the other."""

    charts: tuple[Chart, ...]

    @property
    def html(self) -> str:
        return "\n".join(chart.html for chart in self.charts)

    def _repr_html_(self) -> str:
        return STYLE + self.html

    def __str__(self) -> str:
        return "\n".join(map(str, self.charts))


@dataclass(frozen=True)
class Says:
    """Sentences made from the numbers, shown by a notebook as prose."""

    paragraphs: tuple[str, ...]

    @property
    def html(self) -> str:
        inner = "".join(f"<p>{with_days(text)}</p>" for text in self.paragraphs if text)
        return f'<div class="nk-says {PLAIN}">{inner}</div>'

    def _repr_html_(self) -> str:
        return STYLE + self.html

    def __str__(self) -> str:
        return "\n".join(self.paragraphs)


def nothing(key: str, title: str, what_to_log: str) -> Chart:
    """The stand-in for a chart that has no rows yet: what will be here, and what to log to see it."""
    return Chart(key, title, what_to_log)


def with_days(text: str) -> str:
    """Escaped text in which no line breaks inside a day such as 12 Mar 2026."""
    return _DAY.sub(lambda m: m[0].replace(" ", "&nbsp;"), escape(text))
