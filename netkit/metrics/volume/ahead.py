"""Against the plan, from the frame of `weekly`: the pace so far, what to expect of next week, weeks in a row."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from netkit.metrics.estimates import next_week, rate_interval
from netkit.metrics.frames import enough
from netkit.metrics.volume.turns import Of, counts, turns
from netkit.targets import DUST, FEWEST_WEEKS, RECENT_WEEKS, chance

PACE_WEEKS = 4  # [choice] what is older is forgiven: nobody makes up for a winter in one week


def pace(weeks: pd.DataFrame, today: date, of: Of = "fresh", last: int = PACE_WEEKS) -> pd.DataFrame:
    """People done and asked for since `last` weeks ago, summed up week by week, the running week prorated to today.

    Index week (the last complete weeks with a target that are not off, then the running week): done, expected (both
    cumulative), ahead (done - expected), needed (people still needed by that Sunday to be on pace, in whole people,
    halves down; in the last row: the number needed this week), ids (interactions of the week). last=0 looks at this
    week alone. Empty when the running week has no target; off, it asks for nothing.
    """
    frame = counts(weeks, of)
    now, past = frame[~frame["complete"]].tail(1), _counted(frame).dropna(subset="target")
    if now["target"].isna().all():
        now, past = now.head(0), past.head(0)
    now = now.assign(done=now["done"].where(~now["off"], 0), target=now["target"].where(~now["off"], 0.0))
    rows = pd.concat([past.tail(last) if last else past.head(0), now])
    elapsed = ((pd.Timestamp(today) - pd.DatetimeIndex(rows.index)).days + 1).to_numpy(dtype=float).clip(0, 7) / 7
    done, asked = rows["done"].cumsum().astype("int64"), rows["target"].cumsum()
    expected = asked - rows["target"] * (1 - elapsed)
    needed = np.ceil((asked - done - 0.5 - DUST).clip(lower=0)).astype("int64")
    return pd.DataFrame(
        {"done": done, "expected": expected, "ahead": done - expected, "needed": needed, "ids": rows["ids"]}
    )


def forecast(weeks: pd.DataFrame, of: Of = "fresh", last: int = RECENT_WEEKS) -> pd.Series[Any]:
    """What next week is likely to bring, from the last complete weeks that were not off (empty weeks count).

    n (weeks W), events (k), rate = (k + 1/2) / W a week with rate_low, rate_high (90 %, Gamma), low, high
    (90 % interval of next week's number, negative binomial with the overdispersion phi), target (people a
    week, of the latest week), per (the period in which it was planned), p_target = P(N >= target), of a number
    by the month over a month, label, ids. With no week NaN; below 4 weeks "not enough yet (2 of 4)".
    """
    frame = counts(weeks, of)
    past = _counted(frame).tail(last)
    events, n = int(past["done"].sum()), len(past)
    rate, rate_low, rate_high = rate_interval(events, n)
    low, high, phi = next_week(past["done"])
    target, per = frame[["target", "per"]].iloc[-1] if len(frame) else (np.nan, "")
    figures = {
        "n": n, "events": events, "rate": rate, "rate_low": rate_low, "rate_high": rate_high,
        "low": low, "high": high, "phi": phi, "target": float(target), "per": per,
        "p_target": chance(float(target), per, events, n),
        "label": enough(n, FEWEST_WEEKS), "ids": [row for ids in past["ids"] for row in ids],
    }  # fmt: skip
    return pd.Series(figures, dtype=object)


def streak(weeks: pd.DataFrame, of: Of = "fresh") -> pd.Series[Any]:
    """Weeks in a row at or above their target, up to now; months, if all targets were by the month (see `turns`).

    n (in a row), best (longest ever), met, judged (how many met their target, of how many), per ("week" or "month"),
    weeks (list of Mondays), ids. A week off neither counts nor breaks it, nor does what is left of a month lessened to
    nobody; a week without a target, or with one of none, breaks it. 0 without weeks.
    """
    past = turns(weeks, of)
    met = past["verdict"] == "met"
    judged = past[past["verdict"] != "none"]
    runs = (~met).cumsum()[met]
    current = past[met & ((~met).cumsum() == (~met).sum())]
    figures = {
        "n": len(current), "best": int(runs.value_counts().max()) if len(runs) else 0,
        "met": int(met.sum()), "judged": len(judged), "per": past["per"].iloc[-1] if len(past) else "week",
        "weeks": [week for weeks in current["weeks"] for week in weeks],
        "ids": [row for ids in current["ids"] for row in ids],
    }  # fmt: skip
    return pd.Series(figures, dtype=object)


def _counted(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["complete"] & ~frame["off"]]
