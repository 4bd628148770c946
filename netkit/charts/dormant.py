"""Old ties: with whom no contact is noted for three years or more, with one pick that one would not think of."""

from __future__ import annotations

from datetime import date

import pandas as pd
from matplotlib.axes import Axes

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.lanes import lanes, lay, say_all, thickness
from netkit.charts.style import GIVEN, REAWAKENED, styled
from netkit.charts.words import sentence
from netkit.numbers import count, figure, in_words, plural
from netkit.vocabulary import CLOSENESS, MONTHS, say_day

PICKS = {"familiar": "Begin with", "less_familiar": "One less familiar", "": "And others"}
MOST, YEAR = 8, 365.25


def shown_dormant(dormant: pd.DataFrame) -> pd.DataFrame:
    """The suggestions, the less familiar one after the familiar, and a few of the others."""
    rows = pd.concat([dormant[dormant["suggestion"] == pick] for pick in PICKS]).head(MOST)
    return rows.assign(group=rows["suggestion"].map(PICKS))


def _words(dormant: pd.DataFrame) -> list[str]:
    return [_silent(last, days) for last, days in dormant[["last_on", "days"]].to_numpy()]


@styled(lanes(left=168, right=168, words=_words))
def plot_dormant(dormant: pd.DataFrame, ax: Axes) -> Axes:
    """A bar of years without a contact for each person, those suggested filled.

    `dormant` has one row a person, in the order to draw, with name, group, days, last_on and suggestion. Without rows
    the axes stay empty.
    """
    rows = lay(ax, dormant)
    ax.set_xlim(0, max([1.0, *(dormant["days"] / YEAR)]))
    ax.set_xticks([])
    for at, days, pick in zip(rows, dormant["days"], dormant["suggestion"], strict=True):
        ax.barh(at, days / YEAR, thickness(ax), color=GIVEN, alpha=1 if pick else REAWAKENED, label=pick or "other")
    names = [name or str(person) for person, name in dormant["name"].items()]
    say_all(ax, rows, names, _words(dormant))
    return ax


def _silent(last: pd.Timestamp, days: float) -> str:
    return f"{MONTHS[last.month - 1]} {last.year}, {count(int(days / YEAR), 'year')}"


def dormant_title(dormant: pd.DataFrame) -> str:
    """How many old ties there are, and what they are good for."""
    n = len(dormant)
    old = f"{in_words(n)} old {plural(n, 'acquaintance')}"
    return sentence(f"{old} with no contact noted for three years or more may be worth a word")


def dormant_chart(dormant: pd.DataFrame, today: date) -> Chart:
    """The chart of metrics.touch.dormant, or what it is good for."""
    if dormant.empty:
        return nothing(
            "dormant", "Old acquaintances will stand here",
            "People you knew well and have not heard of for three years often help most: they have seen other things "
            "since. Bring in old contacts in 2_people, with the day you first met.",
        )  # fmt: skip
    shown = shown_dormant(dormant)
    rows = [
        (row["name"] or str(person), CLOSENESS.say(row["closeness"]) or "–", say_day(row["last_on"]), figure(row["n"]))
        for person, row in zip(dormant.index, dormant.to_dict("records"), strict=True)
    ]
    more = f"; {in_words(len(shown))} are drawn" if len(dormant) > len(shown) else ""
    silences = zip(shown["name"], shown["last_on"], shown["days"], strict=True)
    said = [f"{name or 'somebody'}: {_silent(last, days)}" for name, last, days in silences]
    return Chart(
        "dormant", dormant_title(dormant),
        "Years since the last contact noted here, or the day you met or connected; filled, some to begin with, one of "
        "them less familiar",
        f"n = {count(len(dormant), 'person')} on {say_day(today)}{more}. Old ties bring much new (Levin, Walter "
        "and Murnighan 2011).",
        f"Bars of years without a contact noted. {'; '.join(said)}.", plot_dormant, shown,
        Table("Old acquaintances", ["Person", "How close", "Last noted", "Contacts"], rows, first=True),
    )  # fmt: skip
