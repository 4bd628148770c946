"""Keeping in touch: the days since the last contact against the rhythm that the owner chose for each person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.lanes import lanes, lay, say_all, thickness
from netkit.charts.style import GIVEN, INK, REAWAKENED, styled
from netkit.charts.words import sentence, short_day
from netkit.numbers import count, figure, in_words, spelled
from netkit.vocabulary import say_day

MOST, FARTHEST, ENOUGH = 16, 3.0, 8  # rows drawn; rhythms after which a bar is cut; people due in a usual week


def shown_due(due: pd.DataFrame) -> pd.DataFrame:
    """The first sixteen: those who are due, then whose turn comes next; named people who were never met at the end."""
    never = due["last_on"].isna()
    head = due[~never].head(MOST - min(int(never.sum()), MOST // 2))
    rows = pd.concat([head, due[never].head(MOST - len(head))])
    group = pd.Series("Their turn comes later", index=rows.index, dtype="str")
    group = group.mask(rows["due"], "It is time again").mask(rows["last_on"].isna(), "Still to be met")
    return rows.assign(group=group)


def _words(due: pd.DataFrame) -> list[str]:
    return [gap(row) for row in due.to_dict("records")]


@styled(lanes(right=128, bottom=28, words=_words))
def plot_due(due: pd.DataFrame, ax: Axes) -> Axes:
    """A bar for each person: days since the last contact as a share of their rhythm, with a line where it is time.

    `due` has one row a person, in the order to draw, with name, group, ratio (NaN: never in touch), days,
    cadence_days, due and due_on. Without rows the axes stay empty.
    """
    rows = lay(ax, due)
    ax.set_xlim(0, min(FARTHEST, max([1.5, *due["ratio"].fillna(0)])))
    ratio = due["ratio"].fillna(0).clip(upper=ax.get_xlim()[1])
    for at, share, late in zip(rows, ratio, due["due"], strict=True):
        ax.barh(
            at, share, thickness(ax), color=GIVEN, alpha=1 if late else REAWAKENED, label="due" if late else "later"
        )
    ax.set_xticks([])
    if due["ratio"].notna().any():
        tall = thickness(ax) * 0.7
        for at, share in zip(rows, due["ratio"], strict=True):
            if share == share:
                ax.plot([1, 1], [at - tall, at + tall], color=INK, linewidth=1.5)
        below: Any = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
        ax.annotate("time again", (1, 0), (0, -18), ha="center", color=INK, annotation_clip=False, **below)
    names = [name or str(person) for person, name in due["name"].items()]
    say_all(ax, rows, names, _words(due))
    return ax


def gap(row: Mapping[Any, Any]) -> str:
    """`31 days, every 28`; of somebody never met the day until which they are to be."""
    if row["days"] != row["days"]:
        return "no day yet" if pd.isna(row["due_on"]) else f"by {short_day(row['due_on'])}"
    return f"{count(row['days'], 'day')}, every {figure(row['cadence_days'])}"


def due_title(due: pd.DataFrame) -> str:
    """For how many it is time again, and how many named people are still to be met."""
    rhythm = due[due["last_on"].notna()]
    late, n, waiting = int(rhythm["due"].sum()), len(rhythm), len(due) - len(rhythm)
    met = f"{spelled(waiting, 'person')} still to be met" if waiting else ""
    if not n:
        return sentence(met)
    if not late:
        lead = "in touch with the one person who has a rhythm" if n == 1 else f"in touch with all {in_words(n)}"
    else:
        lead = f"{in_words(late, n)} of {in_words(n, late)} would be glad of a word"
        lead += ", and a few a week are enough" if late > ENOUGH else ""
    return sentence("; ".join(filter(None, [lead, met])))


def due_chart(due: pd.DataFrame, today: date) -> Chart:
    """The chart of metrics.touch.due, or what to choose to see it."""
    if due.empty:
        return nothing(
            "due", "Who is due for a word will stand here",
            "Choose a rhythm for a few people in 2_people, every 60 days for example, or name whom to meet under When "
            "in 1_plan. Nobody is due until you choose.",
        )  # fmt: skip
    shown = shown_due(due)
    rows = [
        (row["name"] or str(person), figure(row["days"]), figure(row["cadence_days"]),
         "–" if pd.isna(row["last_on"]) else say_day(row["last_on"]),
         "–" if pd.isna(row["due_on"]) else say_day(row["due_on"]))
        for person, row in zip(due.index, due.to_dict("records"), strict=True)
    ]  # fmt: skip
    rest = f"; {in_words(len(shown))} are drawn" if len(due) > len(shown) else ""
    said = [f"{row['name'] or 'somebody'}: {gap(row)}" for row in shown.to_dict("records")]
    return Chart(
        "due", due_title(due),
        "Days since the last contact, as a share of the rhythm you chose for each; at the mark it is time again",
        f"n = {count(len(due), 'person')} with a rhythm or a day to be met by, as of {say_day(today)}{rest}. A rhythm "
        "begins anew with each contact that counts.",
        f"Bars of the time since the last contact, by person. {'; '.join(said)}.", plot_due, shown,
        Table("Keeping in touch", ["Person", "Days", "Every", "Last contact", "Time again"], rows, first=True),
    )  # fmt: skip
