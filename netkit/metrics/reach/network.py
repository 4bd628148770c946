"""The people around: how varied their circles are, who introduced whom, and how strong the ties are."""

from __future__ import annotations

from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netkit.errors import BadValue
from netkit.metrics.balance import delivered
from netkit.metrics.circles import in_circles
from netkit.metrics.estimates import jeffreys
from netkit.metrics.frames import FEWEST, columns, counted, enough, gathered, looked_up
from netkit.metrics.thanks import thanked
from netkit.metrics.volume.weeks import newcomers
from netkit.vocabulary import CLOSENESS

if TYPE_CHECKING:
    from netkit.questions import Plan


def circles(people: pd.DataFrame, plan: Plan | None = None) -> pd.DataFrame:
    """How the people spread over circles, the largest first; a person in m circles counts 1/m in each.

    Index circle: people (the sum of these parts), share, n (persons in it), ids. People without a circle
    take that of their audience, if a plan is given; those without any are left out. Empty without circles.
    """
    rows = in_circles(people, plan)
    sums = rows.groupby("circle").agg(people=("part", "sum"), n=("part", "size"))
    sums = sums.sort_index().sort_values("people", ascending=False, kind="stable")
    frame = pd.DataFrame({"people": sums["people"].astype("float64")})
    frame["share"] = frame["people"] / frame["people"].sum()
    frame["n"] = sums["n"].astype("int64")
    return frame.assign(ids=gathered(rows["person"], rows["circle"], frame.index)).rename_axis("circle")


def diversity(people: pd.DataFrame, plan: Plan | None = None) -> pd.Series[Any]:
    """The effective number of circles, D1 = exp(-sum p ln p) (Hill 1973, Ecology 54:427; Jost 2006, Oikos 113:363).

    d1, circles (how many there are), n (people in any), label ("not enough yet" below 5 people), ids. With
    as many people in each circle D1 is their number. NaN without people in a circle.
    """
    rows = in_circles(people, plan)
    p = circles(people, plan)["share"].to_numpy()
    n = int(rows["person"].nunique())
    d1 = float(np.exp(-(p * np.log(p)).sum())) if len(p) else np.nan
    ids = sorted(rows["person"].unique())
    return pd.Series({"d1": d1, "circles": len(p), "n": n, "label": enough(n, FEWEST), "ids": ids}, dtype=object)


def introductions(
    people: pd.DataFrame,
    contacts: pd.DataFrame,
    exchanges: pd.DataFrame,
    today: date,
    interactions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The tree of introductions, one row for each person who was introduced, in order of their ids.

    Index person: name, introducer (id), introducer_name, depth (1 if nobody introduced the introducer),
    first_on (first contact), thanked, ids (the exchanges that tell of it). Thanked: an introduction
    received from the introducer, to this person or to nobody said, has a thanked_on; or (with interactions)
    an interaction to say thanks had the introducer in it, from the day of the introduction (of that exchange, or
    else first met, or else the first contact). A cycle or a self-introduction is
    refused with BadValue. Empty without any.
    """
    known = columns(people, "id", "name", "introduced_by", "first_met_on").set_index("id").sort_index()
    known = known.rename_axis("person")
    frame = known[known["introduced_by"] != ""].rename(columns={"introduced_by": "introducer"})
    depths = _depths(frame["introducer"], known["name"])
    frame["introducer_name"] = looked_up(frame["introducer"], known["name"], "").astype("str")
    frame["depth"] = pd.Series([depths[person] for person in frame.index], index=frame.index, dtype="int64")
    first = counted(contacts, today).groupby("person")["on"].min()
    frame["first_on"] = first.reindex(frame.index).astype("datetime64[us]")
    told = _told(frame["introducer"], exchanges, today)
    first_told = told.groupby("person")[["on", "thanked_on"]].min().reindex(frame.index)
    on = first_told["on"].fillna(frame["first_met_on"]).fillna(frame["first_on"])
    helps = pd.DataFrame({"person": frame["introducer"], "on": on, "thanked_on": first_told["thanked_on"]})
    frame["thanked"] = thanked(helps, pd.DataFrame() if interactions is None else interactions, contacts, today)
    return frame.drop(columns="first_met_on").assign(ids=gathered(told["id"], told["person"], frame.index))


def met_by_introduction(
    people: pd.DataFrame,
    contacts: pd.DataFrame,
    exchanges: pd.DataFrame,
    today: date,
    interactions: pd.DataFrame | None = None,
    since: date | None = None,
    tree: pd.DataFrame | None = None,
) -> pd.Series[Any]:
    """How many of the new people (as in `volume.weekly`) since `since` were met by an introduction.

    n (new people), introduced, share with low, high (95 %, Jeffreys), depth (of the longest chain),
    unthanked (ids of introduced people whose introducer was never thanked), label ("not enough yet" below
    5), ids (the introduced). `tree` is the frame of `introductions`, if it is there already.
    """
    tree = introductions(people, contacts, exchanges, today, interactions) if tree is None else tree
    fresh = newcomers(contacts, people, today, since or date.min)
    introduced = sorted(set(fresh) & set(tree.index))
    n, k = len(fresh), len(introduced)
    low, high = jeffreys(k, n)
    figures = {
        "n": n, "introduced": k, "share": k / n if n else np.nan, "low": float(low), "high": float(high),
        "depth": int(tree["depth"].max()) if len(tree) else 0, "unthanked": tree.index[~tree["thanked"]].tolist(),
        "label": enough(n, FEWEST), "ids": introduced,
    }  # fmt: skip
    return pd.Series(figures, dtype=object)


def ties(people: pd.DataFrame) -> pd.DataFrame:
    """The mix of close, moderate and weak ties: reported, not scored.

    Moderately weak ties led to most job moves (Rajkumar et al. 2022, Science 377:1304). Index closeness
    (close, moderate, weak, '' not said): n, share (of those said; NaN for ''), label ("not enough yet"
    below 5 said), ids.
    """
    rows = columns(people, "id", "closeness").sort_values("id")
    index = pd.Index([*CLOSENESS, ""], name="closeness", dtype="str")
    frame = pd.DataFrame({"n": rows.groupby("closeness").size().reindex(index, fill_value=0).astype("int64")})
    said = int(frame["n"].iloc[:-1].sum())
    frame["share"] = frame["n"].where(index != "") / (said or np.nan)
    frame["label"] = pd.Series(enough(said, FEWEST), index=index, dtype="str")
    return frame.assign(ids=gathered(rows["id"], rows["closeness"], index))


def _depths(introducer: pd.Series[Any], names: pd.Series[Any]) -> dict[str, int]:
    """How many introductions lead to each person; BadValue where they lead back to the same person."""
    parents: dict[str, str] = dict(zip(introducer.index, introducer, strict=True))
    try:
        order = list(TopologicalSorter({person: [parent] for person, parent in parents.items()}).static_order())
    except CycleError as error:
        circle = [names.get(person, "") or person for person in error.args[1]]
        if len(circle) == 2:
            raise BadValue("introduced_by", circle[0], "nobody introduces themselves; name somebody else") from None
        right = f"somebody earlier must come first, for this goes in a circle: {' → '.join(circle)}"
        raise BadValue("introduced_by", circle[0], right) from None
    depths: dict[str, int] = {}
    for person in order:
        depths[person] = depths[parents[person]] + 1 if person in parents else 0
    return depths


def _told(introducer: pd.Series[Any], exchanges: pd.DataFrame, today: date) -> pd.DataFrame:
    """The delivered introductions that each person owes their acquaintance to: person, id, thanked_on."""
    rows = delivered(exchanges, today)
    rows = rows[(rows["kind"] == "introduction") & (rows["direction"] == "received")]
    rows = rows.rename(columns={"person": "introducer"})[["introducer", "third_party", "id", "on", "thanked_on"]]
    pairs = introducer.rename_axis("person").reset_index().merge(rows, on="introducer")
    pairs = pairs[(pairs["third_party"] == pairs["person"]) | (pairs["third_party"] == "")]
    return pairs.sort_values(["person", "on", "id"])[["person", "id", "on", "thanked_on"]]
