"""Whether a target was met: week by week, or over the month where it is a number by the month."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pandas as pd

from netkit.targets import DUST, JUDGED_WEEKS

Of = Literal["fresh", "catch_ups", "outreach"]
JUDGED = ["met", "below"]


def counts(weeks: pd.DataFrame, of: Of) -> pd.DataFrame:
    """done, target, per and verdict of each week, for fresh (new and reawakened) people, catch-ups or outreach.

    Outreach has no target.
    """
    kept = weeks[["off", "complete", "ids"]]
    if of == "fresh":
        fresh = weeks["new_people"] + weeks["reawakened"]
        return kept.assign(done=fresh, target=weeks["target"], per=weeks["per"], verdict=weeks["verdict"])
    if of == "outreach":
        return kept.assign(done=weeks[of], target=np.nan, per="", verdict="none")
    named = {name: weeks[f"catch_up_{name}"] for name in ("target", "per", "verdict")}
    return kept.assign(done=weeks[of], **named)


def verdicts(weeks: pd.DataFrame) -> pd.Series[Any]:
    """What became of each week's target, from done, target, per, off and complete.

    met or below; open (it still runs), off, none (no target, or one of none). A number by the month is judged
    over the weeks whose Mondays lie in that month, which share one verdict when the month is over [choice]. Weeks
    off, and those in which another target was in force, lessen it in proportion, to whole people (halves down);
    lessened to nobody, the weeks that are left are off too: what isn't asked for is not missed.
    """
    turn, days = _turn(weeks), pd.DatetimeIndex(weeks.index)
    by_month = weeks["per"] == "month"
    share = (JUDGED_WEEKS["month"] / _mondays(days)).where(by_month, 1.0)
    counted = pd.DataFrame({"done": weeks["done"], "asked": weeks["target"] * share}).where(~weeks["off"], 0.0)
    sums = counted.groupby(turn).transform("sum")
    asked = np.ceil(sums["asked"] - 0.5 - DUST)
    month = days.to_period("M")
    open_ones = ~weeks["complete"] | (by_month & month.isin(month[~weeks["complete"]]))
    states = [weeks["off"], ~(weeks["target"] > 0), open_ones, asked <= 0, sums["done"] >= asked]
    found = np.select(states, ["off", "none", "open", "off", "met"], "below")
    return pd.Series(found, index=weeks.index, dtype="str")


def turns(weeks: pd.DataFrame, of: Of = "fresh") -> pd.DataFrame:
    """The weeks that are over and not off with their verdict, oldest first; months, if all targets were by the month.

    Index first (Monday): per ("week" or "month"), verdict (met, below, or none without a target), weeks (list of
    Mondays), ids. Where the plan had both, a number by the month gives its verdict to each of its weeks.
    """
    frame = counts(weeks, of)
    frame = frame[frame["complete"] & frame["verdict"].isin([*JUDGED, "none"])]
    judged = frame.loc[frame["verdict"] != "none", "per"]
    per = "month" if len(judged) and (judged == "month").all() else "week"
    by = frame.assign(week=frame.index).groupby(_turn(frame if per == "month" else frame.assign(per="")))
    found = by.agg(first=("week", "min"), verdict=("verdict", "first"), weeks=("week", list)).assign(per=per)
    ids = [[id for ids in rows for id in ids] for rows in by["ids"].agg(list)]
    return found.assign(ids=pd.Series(ids, index=found.index, dtype=object)).set_index("first").sort_index()


def _turn(weeks: pd.DataFrame) -> pd.Series[Any]:
    """What each week is judged with: only itself, or the weeks of its month that have a number by the month."""
    days = pd.Series(pd.DatetimeIndex(weeks.index).strftime("%Y-%m-%d"), index=weeks.index)
    return days.mask(weeks["per"] == "month", days.str[:7])


def _mondays(weeks: pd.DatetimeIndex) -> pd.Series[Any]:
    """How many Mondays the month of each of these Mondays has: four or five."""
    first = (weeks.day - 1) % 7
    return pd.Series((weeks.days_in_month - first - 1) // 7 + 1, index=weeks)
