"""Help both ways by kind, and by the groups that people belong to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.ways import facts, plot_ways
from netkit.charts.words import listed, sentence, shortened, signed
from netkit.metrics.balance import FEWEST_RATED
from netkit.numbers import count, figure, in_words, plural
from netkit.vocabulary import HELP_KIND

MOST = 12  # rows drawn of a group
COLUMNS = ("given_n", "received_n", "given", "received")
GROUP = {"audience": "kind of people", "circle": "circle"}
NO_GROUP = {"audience": "kind not noted", "circle": "no circle"}
plot_by_kind = plot_ways
plot_by_group = plot_ways


def kinds_title(kinds: pd.DataFrame) -> str:
    """What was given most often, and what received."""
    most = []
    for way, noun in (("given", "given most"), ("received", "received most")):
        times = kinds[f"{way}_n"]
        if times.max() > 0:
            names = [HELP_KIND.say(str(kind)) for kind in times.index[times == times.max()]]
            most.append(f"{noun}: {listed(names[:2])}")
    return sentence("; ".join(most))


def kinds_chart(kinds: pd.DataFrame) -> Chart:
    """The chart of metrics.balance.by_kind, or what to log to see it."""
    if kinds.empty:
        return nothing(
            "by-kind", "Help by kind will stand here",
            "Advice, introductions, feedback: what you give most and what you are given. Add the first help to an "
            "entry in 3_log.",
        )  # fmt: skip
    shown = kinds.assign(name=[HELP_KIND.say(str(kind)) for kind in kinds.index])
    return Chart(
        "by-kind", kinds_title(kinds),
        "Points by kind of help, 1 to 5 each time by what it was worth; received to the left and given to the right",
        ways_foot(shown, int(shown["n"].sum())), ways_alt(shown), plot_by_kind, shown.head(MOST),
        ways_table(shown, "Kind"),
    )  # fmt: skip


def shown_groups(groups: Mapping[str, pd.DataFrame], audiences: Mapping[str, str]) -> pd.DataFrame:
    """The frames of balance.by_group by audience and by circle as one, with group and name; '' goes last."""
    parts = []
    for by, frame in groups.items():
        terms = pd.Index(frame.index, name="term")
        names = [str(audiences.get(term, term)) if term else NO_GROUP[by] for term in terms]
        rows = frame.set_index(terms).reset_index().assign(group=f"By {GROUP[by]}", by=by, name=names)
        if (rows["term"] != "").any():
            parts += [rows[rows["term"] != ""].head(MOST), rows[rows["term"] == ""]]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def groups_title(shown: pd.DataFrame) -> str:
    """With how many kinds of people and circles help went both ways."""
    known = shown[shown["term"] != ""]
    both = (known["given_n"] > 0) & (known["received_n"] > 0)
    told = []
    for by in known["by"].unique():
        n, k = int((known["by"] == by).sum()), int(both[known["by"] == by].sum())
        who = f"{in_words(n, k)} {plural(n, GROUP[by])}"
        if n == 1:
            name = shortened(str(known["name"][known["by"] == by].iloc[0]), 40)
            told.append(f"“{name}”" if k else f"no {GROUP[by]} yet")
        else:
            told.append(f"all {who}" if k == n > 2 else f"{in_words(k, n)} of {who}")
    return f"Help went both ways with {listed(told)}"


def groups_chart(groups: Mapping[str, pd.DataFrame], audiences: Mapping[str, str]) -> Chart:
    """The chart of metrics.balance.by_group by audience and circle, or what to say to see it."""
    shown = shown_groups(groups, audiences)
    if shown.empty:
        return nothing(
            "by-group", "Help by kind of people and circle will stand here",
            "Say in 2_people which of your people somebody is, or to which part of your life they belong, and add "
            "help to an entry in 3_log.",
        )  # fmt: skip
    whole = int(groups["audience"]["n"].sum())
    return Chart(
        "by-group", groups_title(shown),
        "Points of help, received to the left, given to the right; somebody in two circles counts in both",
        ways_foot(shown, whole), ways_alt(shown), plot_by_group, shown, ways_table(shown, "Group"),
    )  # fmt: skip


def ways_foot(shown: pd.DataFrame, times: int) -> str:
    early = int((shown["rated"] < FEWEST_RATED).sum())
    faint = f" Faded: too early to say, fewer than three rated ({figure(early)})." if early else ""
    return f"n = {count(times, 'time')} help was delivered.{faint} Beside each stands how often."


def ways_alt(shown: pd.DataFrame) -> str:
    said = [f"{row['name']}: {facts(row['given_n'], row['received_n'])}" for row in shown.to_dict("records")]
    return f"Bars of help, received to the left and given to the right. {'; '.join(said)}."


def ways_table(shown: pd.DataFrame, head: str) -> Table:
    """Counts beside values, and the net balance always with mutuality; neither with fewer than three rated."""
    heads = [head, "Times given", "received", "Worth given", "received", "Balance by worth", "by times", "Mutuality"]
    rows = [(str(row["name"]), *(figure(row[c]) for c in COLUMNS), *_index(row)) for row in shown.to_dict("records")]
    return Table("Help both ways; worth is in points, 1 to 5 each time", heads, rows, first=True)


def _index(row: Mapping[Any, Any]) -> tuple[str, str, str]:
    if row["rated"] < FEWEST_RATED:
        return "too early", "–", "–"
    between = f"{signed(row['balance'])} ({signed(row['low'])} to {signed(row['high'])})"
    return between, signed(row["balance_n"]), f"{row['mutuality']:.0%}"
