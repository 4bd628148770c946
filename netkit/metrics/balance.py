"""Mutual benefit: what was given and received, by person, overall, over time, by kind, group and minutes.

A private look at one's own habits, never a debt that anybody owes. Everywhere: only delivered exchanges up
to today count; one not rated yet (value empty) is counted (n) and left out of the values; endorsements
brought in from LinkedIn are left out unless asked for. Values are the benefit to whoever received it, from
1 to 5; a weight is value * 2^(-age in days / half_life_days), without half life the value itself.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from netkit.errors import BadValue
from netkit.metrics.circles import in_circles
from netkit.metrics.estimates import balance_interval, effective_size
from netkit.metrics.frames import columns, day_range, gathered, logged

if TYPE_CHECKING:
    from netkit.questions import Plan

__all__ = ["by_group", "by_kind", "by_person", "minutes", "over_time", "overall"]
SHORTEST_WINDOW = 90  # days: favours come back late (Gomes, Mundry & Boesch 2009, Proc R Soc B 276:699)
FEWEST_RATED = 3  # rated exchanges, below which it is too early to say anything
SAID = [
    "person", "name", "direction", "kind", "value", "status", "minutes", "source", "third_party", "thanked_on",
]  # fmt: skip
SUMS = ["given", "received", "squares", "n", "rated", "given_n", "received_n"]
FIGURES = [
    "given", "received", "balance", "low", "high", "p_give", "n", "n_eff", "label", "ids",
    "given_n", "received_n", "balance_n", "rated",
]  # fmt: skip


def by_person(
    exchanges: pd.DataFrame, today: date, half_life_days: float | None = None, endorsements: bool = False
) -> pd.DataFrame:
    """The balance with each person, in order of their ids.

    Index person: [name, if exchanges has it], given, received (sums of weights), balance = (G - R) / (G +
    R), low, high (90 %), p_give (P that more is given), n (exchanges), n_eff (Kish), label, ids
    (exchanges); then given_n, received_n, balance_n (the same on counts), rated. Labels are for the whole
    network: beside a person say the facts. Nobody without an exchange is in it; nobody with only unrated
    ones has a balance (NaN).
    """
    helps = delivered(exchanges, today, half_life_days, endorsements)
    figures = _figures(helps, helps["person"], pd.Index(sorted(helps["person"].unique()), dtype="str"))
    if "name" in exchanges:
        figures.insert(0, "name", helps.drop_duplicates("person", keep="last").set_index("person")["name"])
    return figures.rename_axis("person")


def overall(
    exchanges: pd.DataFrame, today: date, half_life_days: float | None = None, endorsements: bool = False
) -> pd.Series[Any]:
    """The balance of the whole network, which leads wherever balances are shown.

    given, received, net = (sum G - sum R) / (sum G + sum R), mutuality = 2 sum min(G, R) / sum (G + R) over
    persons (Squartini et al. 2013, Sci Rep 3:2729; = 1 - DCI, van Hooff & Wensing 1987), low, high (90 %,
    of net), p_give, n, n_eff, label, ids; then given_n, received_n, net_n, mutuality_n (the same on
    counts), rated, people (how many). Without a rated exchange net and mutuality are NaN; without any, "no
    exchanges yet".
    """
    helps = delivered(exchanges, today, half_life_days, endorsements)
    whole = pd.Series("all", index=helps.index, dtype="str")
    figures = _figures(helps, whole, pd.Index(["all"])).rename(columns={"balance": "net", "balance_n": "net_n"})
    figures.insert(3, "mutuality", mutuality(helps, whole))
    counts = helps.assign(given=helps["given_n"], received=helps["received_n"])
    figures["mutuality_n"] = mutuality(counts, whole)
    figures["people"] = helps["person"].nunique()
    return figures.astype(object).iloc[0]


def over_time(exchanges: pd.DataFrame, today: date, window_days: int = 90, endorsements: bool = False) -> pd.DataFrame:
    """Help given and received since the start, and the balance of the last `window_days` days, for every day.

    Index day (from the first exchange to today): given, received (cumulative values), s, low, high (90 %),
    n, n_eff, label (all of the window that ends on that day), given_n, received_n (cumulative counts), ids
    (of that day). BadValue for a window below 90 days. Empty without an exchange; s is NaN while the window
    holds no value.
    """
    if window_days < SHORTEST_WINDOW:
        raise BadValue("window_days", window_days, f"take {SHORTEST_WINDOW} days or more: favours come back late")
    helps = delivered(exchanges, today, None, endorsements)
    days = day_range(helps["on"].min(), today, 1, "day")
    daily = helps.groupby("on")[SUMS].sum().reindex(days, fill_value=0)
    so_far = daily.cumsum()
    window = so_far - so_far.shift(window_days, fill_value=0)
    judged = _judged(window)
    frame = pd.concat([so_far[["given", "received"]], judged], axis=1).rename(columns={"balance": "s"})
    frame[["given_n", "received_n"]] = so_far[["given_n", "received_n"]].astype("int64")
    frame["ids"] = gathered(helps["id"], helps["on"], days)
    return frame[
        ["given", "received", "s", "low", "high", "n", "n_eff", "label", "given_n", "received_n", "ids"]
    ].rename_axis("day")


def by_kind(exchanges: pd.DataFrame, today: date, endorsements: bool = False) -> pd.DataFrame:
    """Help given and received by kind of help, the most frequent first; columns as in by_group, index kind."""
    helps = delivered(exchanges, today, None, endorsements)
    return _grouped(helps, helps["kind"]).rename_axis("kind")


def by_group(
    exchanges: pd.DataFrame,
    people: pd.DataFrame,
    today: date,
    by: Literal["audience", "circle"] = "audience",
    endorsements: bool = False,
    plan: Plan | None = None,
) -> pd.DataFrame:
    """Help given and received by audience or circle of the person, the most frequent first.

    Index audience (its id) or circle, '' for people without: given, received, balance, mutuality, low,
    high, p_give, n, n_eff, label, ids, given_n, received_n, balance_n, rated. Help for a person in several
    circles counts in each; people without one take that of their audience, if a plan is given.
    """
    helps = delivered(exchanges, today, None, endorsements)
    known = columns(people, "id", "audience").rename(columns={"id": "person"})
    groups = in_circles(people, plan)[["person", "circle"]] if by == "circle" else known
    helps = helps.merge(groups.drop_duplicates(), on="person", how="left")
    return _grouped(helps, helps[by].fillna("").astype("str")).rename_axis(by)


def minutes(exchanges: pd.DataFrame, today: date, endorsements: bool = False) -> pd.DataFrame:
    """Minutes spent on help, by month: never mixed with values.

    Index month (its first day, from the first exchange with minutes to today): given, received (minutes),
    n (exchanges whose minutes are known), ids. Empty without any.
    """
    helps = delivered(exchanges, today, None, endorsements)
    helps = helps[helps["minutes"].notna()].reset_index(drop=True)
    month = helps["on"].dt.to_period("M").dt.to_timestamp().astype("datetime64[us]")
    first = month.min()
    months = pd.DatetimeIndex(
        [] if pd.isna(first) else pd.date_range(first, pd.Timestamp(today), freq="MS"), name="month"
    ).as_unit("us")
    spent = {
        way: helps["minutes"].where(helps["direction"] == way, 0).groupby(month).sum() for way in ("given", "received")
    }
    frame = pd.DataFrame(spent | {"n": helps.groupby(month).size()}).reindex(months, fill_value=0)
    return frame.astype({"given": "float64", "received": "float64", "n": "int64"}).assign(
        ids=gathered(helps["id"], month, months)
    )


def delivered(
    exchanges: pd.DataFrame, today: date, half_life_days: float | None = None, endorsements: bool = False
) -> pd.DataFrame:
    """The exchanges that count, oldest first, with their weights; a frame of this function is taken as it is.

    Columns id, on, person, name, direction, kind, minutes, third_party, thanked_on, and per row what the figures sum:
    given, received (weights), squares, n, rated, given_n, received_n. BadValue for a half life that is not above 0,
    and for weights that are to be others than those that a frame has.
    """
    if "rated" in exchanges:
        if half_life_days is not None or endorsements:
            raise BadValue("exchanges", "weighed already", "give the rows as they were logged")
        return exchanges
    if half_life_days is not None and not half_life_days > 0:
        raise BadValue("half_life_days", half_life_days, "take a number of days above 0, or none")
    rows = logged(exchanges, today, *SAID)
    rows = rows[in_balance(rows, endorsements)].reset_index(drop=True)
    age = (pd.Timestamp(today) - rows["on"]).dt.days
    weight = rows["value"] * (1.0 if half_life_days is None else 0.5 ** (age / half_life_days))
    ways = {way: rows["direction"] == way for way in ("given", "received")}
    sums = {way: weight.where(is_way, 0.0).fillna(0.0) for way, is_way in ways.items()}
    sums |= {f"{way}_n": is_way.astype("int64") for way, is_way in ways.items()}
    sums |= {"squares": (weight**2).fillna(0.0), "rated": weight.notna().astype("int64")}
    return rows.drop(columns=["status", "value", "source"]).assign(**sums, n=1)


def in_balance(helps: pd.DataFrame, endorsements: bool = False) -> pd.Series[Any]:
    """Whether each help is in the balance: what was delivered, and LinkedIn's endorsements only if they are asked for.

    Columns status, direction, kind, source; an empty frame gives an empty series.
    """
    imported = (helps["kind"] == "endorsement") & helps["source"].str.startswith("linkedin")
    done = (helps["status"] == "delivered") & helps["direction"].isin(["given", "received"])
    return done & (endorsements | ~imported)


def mutuality(helps: pd.DataFrame, by: pd.Series[Any]) -> pd.Series[Any]:
    """M = 2 sum min(G, R) / sum (G + R) over the persons of each group: 0 one-sided, 1 each tie even; NaN at 0."""
    ties = helps.groupby([by, helps["person"]])[["given", "received"]].sum()
    shared, total = (each.groupby(level=0).sum() for each in (ties.min(axis=1), ties.sum(axis=1)))
    return 2 * shared / total.where(total > 0)


def _grouped(helps: pd.DataFrame, by: pd.Series[Any]) -> pd.DataFrame:
    order = by.groupby(by).size().sort_index().sort_values(ascending=False, kind="stable").index
    figures = _figures(helps, by, pd.Index(order, dtype="str"))
    figures.insert(3, "mutuality", mutuality(helps, by))
    return figures


def _figures(helps: pd.DataFrame, by: pd.Series[Any], keys: pd.Index[Any]) -> pd.DataFrame:
    sums = helps.groupby(by)[SUMS].sum().reindex(keys, fill_value=0)
    frame = pd.concat([sums[["given", "received"]].astype("float64"), _judged(sums)], axis=1)
    frame[["given_n", "received_n", "rated"]] = sums[["given_n", "received_n", "rated"]].astype("int64")
    frame["balance_n"] = (sums["given_n"] - sums["received_n"]) / sums["n"].where(sums["n"] > 0)
    frame["ids"] = gathered(helps["id"], by, keys)
    return frame[FIGURES]


def _judged(sums: pd.DataFrame) -> pd.DataFrame:
    """balance, low, high, p_give, n, n_eff, label of sums of weights."""
    total = sums["given"] + sums["received"]
    n_eff = effective_size(total, sums["squares"])
    low, high, p_give = balance_interval(sums["given"], sums["received"], n_eff)
    frame = pd.DataFrame(index=sums.index)
    frame["balance"] = (sums["given"] - sums["received"]) / total.where(total > 0)
    frame["low"], frame["high"], frame["p_give"] = low, high, p_give
    frame["n"] = sums["n"].astype("int64")
    frame["n_eff"] = n_eff.astype("float64")
    frame["label"] = pd.Series(_labels(sums["n"], sums["rated"], low, high, p_give), index=sums.index, dtype="str")
    return frame


def _labels(n: Any, rated: Any, low: Any, high: Any, p_give: Any) -> Any:
    return np.select(
        [n == 0, rated < FEWEST_RATED, p_give >= 0.95, p_give <= 0.05, (low >= -1 / 3) & (high <= 1 / 3)],
        ["no exchanges yet", "too early", "giving more", "receiving more", "balanced"],
        "unclear",
    )
