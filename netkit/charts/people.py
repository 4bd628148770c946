"""Help by person: what went each way, as facts and never as a debt."""

from __future__ import annotations

import pandas as pd

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.ways import facts, plot_ways
from netkit.charts.words import sentence
from netkit.metrics.balance import FEWEST_RATED
from netkit.numbers import count, figure, in_words

MOST_PEOPLE = 12


def shown_people(by_person: pd.DataFrame) -> pd.DataFrame:
    """Those with whom help went to and fro most often, at most twelve; equals in order of their names."""
    named = by_person.assign(name=names(by_person))
    return named.sort_values(["n", "name"], ascending=[False, True], kind="stable").head(MOST_PEOPLE)


def names(by_person: pd.DataFrame) -> pd.Series[str]:
    """How each person is called in the chart; the id where there is no name."""
    ids = pd.Series(by_person.index.astype(str), index=by_person.index)
    return by_person["name"].replace("", None).fillna(ids) if "name" in by_person else ids


plot_by_person = plot_ways


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
    early = int((by_person["rated"] < FEWEST_RATED).sum())
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
    return Table("Help by person; worth is in points, 1 to 5 each time", heads, rows, first=True)


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
        "Points of help, received to the left and given to the right; help often returns by another way",
        people_foot(by_person), people_alt(by_person), plot_by_person, shown_people(by_person), people_table(by_person),
    )  # fmt: skip
