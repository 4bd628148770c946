"""Help by person: what went each way, as facts and never as a debt."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.style import GIVEN, INK, MUTED, NARROW, RECEIVED, TOO_EARLY, Space, is_narrow, styled
from netkit.charts.words import count, figure, in_words, sentence, shortened

MOST_PEOPLE, FEWEST = 12, 3


def shown_people(by_person: pd.DataFrame) -> pd.DataFrame:
    """Those with whom help went to and fro most often, at most twelve; equals in order of their names."""
    named = by_person.assign(name=names(by_person))
    return named.sort_values(["n", "name"], ascending=[False, True], kind="stable").head(MOST_PEOPLE)


def names(by_person: pd.DataFrame) -> pd.Series[str]:
    """How each person is called in the chart; the id where there is no name."""
    ids = pd.Series(by_person.index.astype(str), index=by_person.index)
    return by_person["name"].replace("", None).fillna(ids) if "name" in by_person else ids


def _space(by_person: pd.DataFrame, width: int) -> Space:
    row = 44 if width <= NARROW else 32
    beside = (8, 8) if width <= NARROW else (168, 144)
    return Space(height=52 + row * max(1, len(by_person)), left=beside[0], right=beside[1], top=28, bottom=24)


@styled(_space)
def plot_by_person(by_person: pd.DataFrame, ax: Axes) -> Axes:
    """Bars from a middle line: received to the left, given to the right; faded with fewer than three rated.

    `by_person` has one row a person, in the order to draw, with name, given, received (sums of ratings), given_n,
    received_n (times) and rated. Without rows the axes stay empty.
    """
    rows, down = range(len(by_person)), 0.16 if is_narrow(ax) else 0
    most = max(1.0, *by_person["given"], *by_person["received"]) if len(by_person) else 1.0
    alpha = [1.0 if rated >= FEWEST else TOO_EARLY for rated in by_person["rated"]]
    for name, sign, colour in (("given", 1, GIVEN), ("received", -1, RECEIVED)):
        bars = ax.barh([at + down for at in rows], sign * by_person[name], _thickness(ax), color=colour, label=name)
        for bar, faint in zip(bars, alpha, strict=True):
            bar.set_alpha(faint)
    ax.axvline(0, color=INK, linewidth=1.5)
    ax.set_xlim(-most * 1.02, most * 1.02)
    ax.set_ylim(max(len(by_person), 1) - 0.5, -0.5)
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    ax.xaxis.set_major_locator(MaxNLocator(4, integer=True, symmetric=True))
    ax.xaxis.set_major_formatter(lambda value, _: figure(abs(value)))
    ax.set_yticks([])
    _say_facts(ax, by_person)
    top: Any = {
        "xycoords": ("data", "axes fraction"),
        "textcoords": "offset points",
        "va": "bottom",
        "fontweight": "bold",
    }
    ax.annotate("received", (0, 1), (-8, 8), ha="right", color=RECEIVED, **top)
    ax.annotate("given", (0, 1), (8, 8), ha="left", color=GIVEN, **top)
    return ax


def _thickness(ax: Axes) -> float:
    return 0.28 if is_narrow(ax) else 0.5


def _say_facts(ax: Axes, by_person: pd.DataFrame) -> None:
    """Names at the left and facts at the right: beside the bars, or above them where it is narrow."""
    narrow, inside = is_narrow(ax), ("axes fraction", "data")
    for at, row in enumerate(by_person.to_dict("records")):
        name = shortened(str(row["name"]), 20)
        style: Any = {
            "xycoords": inside,
            "textcoords": "offset points",
            "annotation_clip": False,
            "va": "center_baseline",
        }
        up = 11 if narrow else 0
        ax.annotate(name, (0, at), (0, up) if narrow else (-160, 0), color=INK, **style)
        right = (0, up) if narrow else (136, 0)
        ax.annotate(facts(row["given_n"], row["received_n"]), (1, at), right, ha="right", color=MUTED, **style)


def facts(given: int, received: int) -> str:
    """`3 given, 1 received`: beside a person stand the facts, never a label."""
    return f"{given} given, {received} received"


def people_title(by_person: pd.DataFrame) -> str:
    """With how many people help went both ways."""
    n, both = len(by_person), int(((by_person["given_n"] > 0) & (by_person["received_n"] > 0)).sum())
    if n == 1:
        row = by_person.iloc[0]
        return sentence(f"With one person so far: {facts(row['given_n'], row['received_n'])}")
    if both == n:
        return f"Help went both ways with {'both people' if n == 2 else f'all {in_words(n)} people'}"
    if both == 0:
        return f"With each of {in_words(n)} people help went one way so far"
    return f"Help went both ways with {in_words(both, n)} of {in_words(n, both)} people"


def people_foot(by_person: pd.DataFrame) -> str:
    times, n = int(by_person["n"].sum()), len(by_person)
    early = int((by_person["rated"] < FEWEST).sum())
    parts = [f"n = {count(times, 'time')} help was delivered, with {count(n, 'person')}"]
    if n > MOST_PEOPLE:
        parts.append(f"the {in_words(MOST_PEOPLE)} with most are drawn")
    faint = f" Faded: too early to say, fewer than three rated ({count(early, 'person')})." if early else ""
    return "; ".join(parts) + "." + faint


def people_alt(by_person: pd.DataFrame) -> str:
    shown = shown_people(by_person)
    said = [f"{row['name']}: {facts(row['given_n'], row['received_n'])}" for row in shown.to_dict("records")]
    return f"Bars of help by person, received to the left and given to the right. {'; '.join(said)}."


def people_table(by_person: pd.DataFrame) -> Table:
    everybody = by_person.assign(name=names(by_person)).sort_values(["n", "name"], ascending=[False, True])
    columns = ["given_n", "received_n", "given", "received"]
    rows = [(str(row["name"]), *(figure(row[c]) for c in columns)) for row in everybody.to_dict("records")]
    heads = ["Person", "Times given", "Times received", "Worth given", "Worth received"]
    return Table("Help by person; worth is the sum of ratings from 1 to 5", heads, rows, first=True)


def people_chart(by_person: pd.DataFrame) -> Chart:
    """The chart of metrics.balance.by_person, or what to log to see it."""
    if by_person.empty:
        return nothing(
            "by-person",
            "Help by person will stand here",
            "For each person what went both ways, as facts. Add the first help to an entry in 3_log.",
        )
    return Chart(
        "by-person", people_title(by_person),
        "Sums of ratings from 1 to 5, received to the left and given to the right; help often returns by another way",
        people_foot(by_person), people_alt(by_person), plot_by_person, shown_people(by_person), people_table(by_person),
    )  # fmt: skip
