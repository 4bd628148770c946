"""What comes back: how much outreach is answered, and how soon."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import numpy as np
import pandas as pd

from netkit.errors import BadValue
from netkit.metrics.estimates import jeffreys
from netkit.metrics.frames import FEWEST, by_person, columns, enough, gathered
from netkit.metrics.steps import outcomes
from netkit.targets import DUST

WAITING_DAYS = 14  # [choice] younger outreach may still be answered


def reply_rate(
    interactions: pd.DataFrame,
    today: date,
    by: Literal["channel", "message", "avenue", "mode", "audience"] | None = None,
    contacts: pd.DataFrame | None = None,
    people: pd.DataFrame | None = None,
    waiting_days: int = WAITING_DAYS,
) -> pd.DataFrame:
    """The share of outreach that was answered, overall (index "all") or by a column, the most frequent first.

    Columns n, answered, rate, low, high (95 %, Jeffreys), label, ids. Answered: outcome replied or later,
    a conversation, or an inbound interaction is linked to it. Outreach younger than `waiting_days` is left out, and
    so is what waits for no answer: a post to many (where `people` is a column), thanks, a report of what came of
    help, an offer. By audience needs contacts and people (BadValue without);
    outreach to people of several audiences counts in each. Overall n is 0 and the rate NaN without rows; by
    a column the frame is empty.
    """
    sent = outreach(interactions, today)
    sent = sent[(pd.Timestamp(today) - sent["on"]).dt.days >= waiting_days].reset_index(drop=True)
    if by is None:
        return _shares(sent, pd.Series("all", index=sent.index, dtype="str"), ["all"]).rename_axis("all")
    if by == "audience":
        sent = _with_audience(sent, contacts, people)
    sizes = sent.groupby(by).size().sort_index().sort_values(ascending=False, kind="stable")
    return _shares(sent, sent[by], sizes.index).rename_axis(by)


def time_to_reply(interactions: pd.DataFrame, today: date) -> pd.DataFrame:
    """How many days outreach waits for its answer, by Kaplan and Meier (1958); plot `answered`.

    Index days (0, and every day on which something was answered or still waits): at_risk, replied,
    censored, waiting = S(t), answered = 1 - S(t) with low, high (95 %, Greenwood, log-log), ids (answered
    after so many days, or still waiting after so many). Answered means a linked inbound interaction; what was
    answered without a link has no known time and is left out; unanswered outreach is censored at today. One
    row at day 0 without outreach.
    """
    sent = outreach(interactions, today)
    sent = sent[sent["replied_on"].notna() | ~sent["answered"]].reset_index(drop=True)
    until = sent["replied_on"].fillna(pd.Timestamp(today))
    days = (until - sent["on"]).dt.days.clip(lower=0).astype("int64")
    linked = sent["replied_on"].notna()
    index = pd.Index(sorted({0, *days}), name="days", dtype="int64")
    ends = pd.DataFrame({"replied": linked, "censored": ~linked}).astype("int64").groupby(days).sum()
    frame = ends.reindex(index, fill_value=0)
    frame.insert(0, "at_risk", len(sent) - frame.sum(axis=1).cumsum().shift(fill_value=0).astype("int64"))
    frame = frame.assign(**_kaplan_meier(frame["at_risk"], frame["replied"]))
    frame["ids"] = gathered(sent["id"], days, index)
    return frame


def median_days(waits: pd.DataFrame) -> pd.Series[Any]:
    """The median of `time_to_reply`'s frame: n (outreach), replied, median (days), label, ids.

    The median is the first day on which S(t) <= 1/2; NaN and "median not reached" before that is so, which
    is a result, not a fault. "not enough yet (2 of 5)" below 5 rows.
    """
    n = int(waits["at_risk"].max())
    half = waits.index[waits["waiting"] <= 0.5 + DUST]
    median = float(half[0]) if len(half) else np.nan
    label = enough(n, FEWEST) or ("" if len(half) else "median not reached")
    ids = [id for some in waits["ids"] for id in some]
    figures = {"n": n, "replied": int(waits["replied"].sum()), "median": median, "label": label, "ids": ids}
    return pd.Series(figures, dtype=object)


def outreach(interactions: pd.DataFrame, today: date) -> pd.DataFrame:
    """The outbound interactions that wait for an answer, with the columns of `steps.outcomes`."""
    rows = outcomes(interactions, today)
    return rows[rows["asks"]].reset_index(drop=True)


def _with_audience(sent: pd.DataFrame, contacts: pd.DataFrame | None, people: pd.DataFrame | None) -> pd.DataFrame:
    if contacts is None or people is None:
        raise BadValue("by", "audience", "give contacts and people as well, for audiences are theirs")
    return by_person(sent, contacts, columns(people, "id", "audience").set_index("id")["audience"])


def _shares(sent: pd.DataFrame, by: pd.Series[Any], keys: Any) -> pd.DataFrame:
    index = pd.Index(keys, dtype="str")
    sums = sent["answered"].astype("int64").groupby(by).agg(["size", "sum"]).reindex(index, fill_value=0)
    n, answered = sums["size"].astype("int64"), sums["sum"].astype("int64")
    low, high = jeffreys(answered, n)
    frame = pd.DataFrame({"n": n, "answered": answered, "rate": answered / n.where(n > 0)})
    frame["low"], frame["high"] = low, high
    frame["label"] = pd.Series([enough(size, FEWEST) for size in n], index=index, dtype="str")
    return frame.assign(ids=gathered(sent["id"], by, index))


def _kaplan_meier(at_risk: pd.Series[Any], replied: pd.Series[Any]) -> dict[str, Any]:
    """waiting, answered and the interval of answered, from those at risk and the events of each time."""
    from scipy import special

    left = at_risk.where(at_risk > 0)
    waiting = (1 - replied / left).fillna(1.0).cumprod()
    # Greenwood's variance on the scale of log(-log S); no interval where S is 0 or 1
    spread = (replied / (left * (left - replied).where(left > replied))).fillna(0.0).cumsum()
    inside = waiting.where((waiting > 0) & (waiting < 1))
    factor = np.exp(special.ndtri(0.975) * np.sqrt(spread) / np.log(inside))
    low, high = 1 - inside**factor, 1 - inside ** (1 / factor)
    return {"waiting": waiting, "answered": 1 - waiting, "low": low, "high": high}
