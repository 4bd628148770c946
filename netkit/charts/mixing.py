"""What the plan wants beside what was done: one or many, near or far, which avenues, which people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.lanes import lanes, lay, say_all, thickness
from netkit.charts.style import GIVEN, MUTED, REAWAKENED, TOO_EARLY, mark, styled
from netkit.charts.words import listed, part, sentence, shortened, some, span
from netkit.numbers import count, figure, plural, spelled
from netkit.vocabulary import AVENUE_KIND, MODE, SCOPE

ASPECTS = {"mode": "One or many", "scope": "How far away", "avenue": "By which avenue", "audience": "With whom"}
VOCABULARIES = {"mode": MODE, "scope": SCOPE, "avenue": AVENUE_KIND}
MOST_TERMS = 6  # of an aspect, besides those of the plan


def shown_mix(mix: pd.DataFrame, audiences: Mapping[str, str]) -> pd.DataFrame:
    """Rows to draw: group, name, planned, said, n, share, label; of what is not in the plan the six most frequent.

    A group in which nothing was noted is left out.
    """
    rows = mix.reset_index()
    rows["said"] = rows["term"] != ""
    rows = rows[rows["planned"] | (rows["n"] > 0)].sort_values("n", ascending=False, kind="stable")
    rows = rows[(rows["said"] & (rows["n"] > 0)).groupby(rows["aspect"]).transform("any")]
    extra = (~rows["planned"] & rows["said"]).groupby(rows["aspect"]).cumsum()
    rows = rows[rows["planned"] | ~rows["said"] | (extra <= MOST_TERMS)]
    order = rows["aspect"].map(list(ASPECTS).index) * 2 + ~rows["said"]
    rows = rows.loc[order.sort_values(kind="stable").index]
    names = [_name(aspect, term, audiences) for aspect, term in zip(rows["aspect"], rows["term"], strict=True)]
    return rows.assign(group=rows["aspect"].map(ASPECTS), name=names).reset_index(drop=True)


def _name(aspect: str, term: str, audiences: Mapping[str, str]) -> str:
    if not term:
        return "not noted"
    return audiences.get(term) or VOCABULARIES.get(aspect, MODE).say(term)


def _shares(shown: pd.DataFrame) -> list[str]:
    return [_share(row) for row in shown.to_dict("records")]


def _ready(shown: pd.DataFrame) -> pd.DataFrame:
    return shown if "said" in shown else shown_mix(shown, {})


@styled(lanes(left=216, right=144, top=32, words=_shares), _ready)
def plot_mix(shown: pd.DataFrame, ax: Axes) -> Axes:
    """A bar for each way, as a share of its group: filled if the plan names it, a tint with an edge if not.

    Without a plan all are filled, and nothing is said of it.

    `shown` is the frame of metrics.volume.mix, or has one row a bar with group, name, planned, said (else muted), n,
    share and label. Without rows the axes stay empty.
    """
    rows, thick, is_planned = lay(ax, shown), thickness(ax), bool(shown["planned"].any())
    ax.set_xlim(0, max([0.01, *shown["share"].fillna(0)]))
    ax.set_xticks([])
    for at, row in zip(rows, shown.to_dict("records"), strict=True):
        share = row["share"] if row["share"] == row["share"] else 0.0
        if row["planned"] or (row["said"] and not is_planned):
            ax.barh(at, share, thick, color=GIVEN, label="planned")
        else:
            colour, faint = (GIVEN, REAWAKENED) if row["said"] else (MUTED, TOO_EARLY)
            ax.barh(at, share, thick, color=colour, alpha=faint, label="not planned")
            if row["said"]:
                ax.barh(at, share, thick, facecolor="none", edgecolor=GIVEN, linewidth=1.5)
    say_all(ax, rows, shown["name"].tolist(), _shares(shown), 28)
    if is_planned:
        right = mark(ax, ax.bbox.x0, ax.bbox.y1 + 18, "in the plan", GIVEN, "square")
        mark(ax, right + 16, ax.bbox.y1 + 18, "not in the plan", GIVEN, "outline")
    return ax


def _share(row: Mapping[Any, Any]) -> str:
    n = row["n"]
    if not n:
        return "not yet" if row["planned"] else "0"
    if row["label"]:
        return figure(n)
    return f"{figure(n)}, {part(row['share'])}"


def mix_title(shown: pd.DataFrame) -> str:
    """How many of the plan's avenues were used, and which were not yet."""
    planned = shown[shown["planned"] & (shown["aspect"] == "avenue")]
    if planned.empty:
        return "How it was done so far"
    waiting = [shortened(name, 32) for name in planned["name"][planned["n"] == 0]]
    done, to_come = len(planned) - len(waiting), f"still to come: {some(waiting, 3)}"
    if not done:
        return f"The {plural(len(planned), 'way')} in the plan {'is' if len(planned) == 1 else 'are'} {to_come}"
    used = f"{spelled(done, 'way')} in the plan {'was' if done == 1 else 'were'} used"
    return sentence(used + (f"; {to_come}" if waiting else ""))


def _not_noted(mix: pd.DataFrame, shown: pd.DataFrame) -> str:
    """Which groups of the plan no entry says anything of."""
    planned = set(mix[mix["planned"]].index.get_level_values("aspect")) - set(shown["aspect"])
    names = [name.lower() for aspect, name in ASPECTS.items() if aspect in planned]
    return f" Not noted yet: {listed(names)}." if names else ""


def mix_chart(mix: pd.DataFrame, audiences: Mapping[str, str], first: date | None, last: date) -> Chart:
    """The chart of metrics.volume.mix since `first` (None: ever); `audiences` says each id's words."""
    shown = shown_mix(mix, audiences)
    n = int(shown.loc[shown["aspect"] == "mode", "n"].sum())
    if not n:
        return nothing(
            "mix", "Plan and practice will stand here",
            "One person at a time or groups, near or far, by which avenue and with whom: what your plan wants, beside "
            "what you did. It begins with the first entry in 3_log.",
        )  # fmt: skip
    said = [f"{row['group'].lower()}, {row['name']}: {_share(row)}" for row in shown.to_dict("records")]
    period = span(first, last) if first else f"up to {span(last, last)}"
    rest = (f" For shares: {shown['label'].iloc[0]}." if n < 5 else "") + _not_noted(mix, shown)
    return Chart(
        "mix", mix_title(shown), "Entries that I began or that came about on both sides, as a share of each group",
        f"n = {count(n, 'entry')}, {period}; one with people of two kinds counts for both.{rest}",
        f"Bars in groups. {sentence('; '.join(said))}.", plot_mix, shown,
        _table(shown),
    )  # fmt: skip


def _table(shown: pd.DataFrame) -> Table:
    rows = [
        (f"{row['group']}: {row['name']}", "yes" if row["planned"] else "no", figure(row["n"]),
         "–" if row["label"] else part(row["share"]))
        for row in shown.to_dict("records")
    ]  # fmt: skip
    return Table("Plan and practice", ["What", "In the plan", "Entries", "Share"], rows, first=True)
