"""Outreach by week, Monday to Sunday, against the target that was in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netkit.metrics.frames import (
    columns,
    day_range,
    flagged,
    gathered,
    looked_up,
    met,
    monday,
    monday_of,
    ordered,
    until,
)
from netkit.metrics.volume.turns import counts, verdicts
from netkit.targets import PER_WEEK

if TYPE_CHECKING:
    from netkit.questions import Off, Plan

SILENCE_DAYS = 365  # after a year or more of silence a known person is reached again, not just met again
COUNTS = ["outreach", "new_people", "reawakened", "catch_ups"]
WEEKLY = [
    "outreach", "new_people", "reawakened", "target", "per", "verdict",
    "catch_ups", "catch_up_target", "catch_up_per", "catch_up_verdict", "off", "complete", "ids",
]  # fmt: skip
KINDS = ["new", "reawakened", "catch_up"]
ASKED = ["target", "per", "catch_up_target", "catch_up_per"]


def weekly(
    interactions: pd.DataFrame,
    contacts: pd.DataFrame,
    people: pd.DataFrame,
    plans: Sequence[tuple[date, Plan]],
    today: date,
) -> pd.DataFrame:
    """Outreach and people of each week, against the plan in force on its Monday.

    Index week (Monday, from the first row or plan to the running week): outreach (outbound interactions), new_people,
    reawakened, target (people a week, for new and reawakened together), per (day, week or month: the period it was
    planned in), verdict (met, below, open, off or none: see `turns.verdicts`), catch_ups (people known before,
    reawakened ones too), catch_up_target, catch_up_per, catch_up_verdict, off (declared off), complete (over before
    today), ids (the outbound interactions, and those by which people were counted). `in_touch` is the frame beside
    it, person by person. The first plan holds from its own week; weeks before it, and plans without a number, have
    NaN as target. Empty without rows and plans.
    """
    sent = until(interactions, today, "id", "direction")
    sent = sent[sent["direction"] == "outbound"]
    touched = _counted(flagged(contacts, interactions), people, today)
    weeks = day_range(_first_week(sent["on"], touched["on"], plans, today), today, 7, "week")
    sizes = touched.groupby(["week", "kind"]).size().unstack(fill_value=0)
    kinds = sizes.reindex(index=weeks, columns=KINDS, fill_value=0)
    frame = targets(plans, weeks, today)
    frame["outreach"] = sent.groupby(monday(sent["on"])).size().reindex(weeks, fill_value=0)
    frame["new_people"], frame["reawakened"] = kinds["new"], kinds["reawakened"]
    frame["catch_ups"] = kinds["catch_up"] + kinds["reawakened"]
    frame["complete"] = weeks + pd.Timedelta(days=7) <= pd.Timestamp(today)
    seen = [sent[["on", "id"]], touched[["on", "interaction"]].rename(columns={"interaction": "id"})]
    rows = ordered(pd.concat(seen).drop_duplicates("id"), ["on", "id"])
    frame["ids"] = gathered(rows["id"], monday(rows["on"]), weeks)
    frame = frame.astype(dict.fromkeys(COUNTS, "int64")).assign(verdict="", catch_up_verdict="")
    frame["verdict"], frame["catch_up_verdict"] = (verdicts(counts(frame, of)) for of in ("fresh", "catch_ups"))
    return frame[WEEKLY]


def in_touch(contacts: pd.DataFrame, people: pd.DataFrame, today: date) -> pd.DataFrame:
    """The people of each week, which `weekly` counts: week, person, kind, ids (interactions).

    kind is new (the first ever contact falls in the week, and they were not known before: first_met_on
    before that Monday, or brought in from elsewhere without a day), reawakened (known, and silent for 365
    days or more; an imported person without a day counts as silent) or catch_up (any other known person).
    Contacts that don't count as being in touch are left out. In order of week and person; empty without
    contacts.
    """
    rows = ordered(_counted(contacts, people, today), ["week", "person"])
    is_first = rows["kind"] != ""
    frame = rows.loc[is_first, ["week", "person", "kind"]].reset_index(drop=True)
    frame["ids"] = gathered(rows["interaction"], is_first.cumsum() - 1, frame.index)
    return frame


def newcomers(contacts: pd.DataFrame, people: pd.DataFrame, today: date, since: date) -> list[str]:
    """The ids of the new people of the weeks that begin on `since` or later."""
    rows = _counted(contacts, people, today)
    return rows.loc[(rows["kind"] == "new") & (rows["week"] >= pd.Timestamp(since)), "person"].tolist()


def targets(plans: Sequence[tuple[date, Plan]], weeks: pd.DatetimeIndex, today: date) -> pd.DataFrame:
    """What the plan in force on each Monday asks for: target, catch_up_target (people a week), their periods, off.

    A week is off if a day off of that plan touches it, or one of the latest plan, where time off may be
    told afterwards.
    """
    held = sorted((when, number, plan) for number, (when, plan) in enumerate(plans) if when <= today)
    asked = [(np.nan, "", np.nan, "")]
    asked += [
        (*_a_week(plan.when.number, plan.when.per), *_a_week(plan.when.catch_ups, plan.when.catch_ups_per))
        for _, _, plan in held
    ]
    starts = [monday_of(held[0][0]), *(pd.Timestamp(when) for when, _, _ in held[1:])] if held else []
    force = pd.DatetimeIndex(starts).searchsorted(weeks, side="right")
    frame = pd.DataFrame([asked[place] for place in force], columns=ASKED, index=weeks)
    off = _touched(held[-1][2].when.off if held else [], weeks)
    for number, (_, _, plan) in enumerate(held, 1):
        off |= (force == number) & _touched(plan.when.off, weeks)
    types = dict(zip(ASKED, ["float64", "str"] * 2, strict=True))
    return frame.astype(types).assign(off=off)


def _a_week(number: int | None, per: str) -> tuple[float, str]:
    return (np.nan, "") if number is None or per not in PER_WEEK else (number * PER_WEEK[per], per)


def _touched(offs: Sequence[Off], weeks: pd.DatetimeIndex) -> np.ndarray[Any, np.dtype[np.bool_]]:
    hit = np.zeros(len(weeks), dtype=bool)
    for off in offs:
        if days := off.span:
            first, last = map(pd.Timestamp, days)
            hit |= np.asarray((weeks <= last) & (weeks + pd.Timedelta(days=6) >= first))
    return hit


def _first_week(
    sent: pd.Series[Any], touched: pd.Series[Any], plans: Sequence[tuple[date, Plan]], today: date
) -> pd.Timestamp | None:
    days = [sent.min(), touched.min(), *(pd.Timestamp(when) for when, _ in plans if when <= today)]
    first = min((day for day in days if not pd.isna(day)), default=None)
    return None if first is None else monday_of(first)


def touches(contacts: pd.DataFrame, people: pd.DataFrame, today: date) -> pd.DataFrame:
    """Every contact up to today with its week, oldest first; a frame of this function is taken as it is.

    Columns as of `met`, week (its Monday), kind: that of the person in this week at the first contact in it that
    counts as being in touch, '' at all others.
    """
    if "week" in contacts:
        return contacts
    rows = met(contacts, today)
    rows = rows.assign(week=monday(rows["on"]))
    counted = rows[rows["counts_as_contact"]]
    before = counted.groupby("person")["on"].shift()
    opening = counted[~(before >= counted["week"])]
    kinds = _kinds(opening, before.reindex(opening.index), people)
    return rows.assign(kind=kinds.reindex(rows.index, fill_value=""))


def _kinds(rows: pd.DataFrame, before: pd.Series[Any], people: pd.DataFrame) -> pd.Series[Any]:
    """What the first contact of a week made of each person, who was in touch last on the day `before`."""
    known = columns(people, "id", "first_met_on", "source").set_index("id")
    undated = (known["source"] != "") & known["first_met_on"].isna()
    first_met = looked_up(rows["person"], known["first_met_on"])
    last = before.fillna(first_met.where(first_met < rows["week"]))
    imported = before.isna() & looked_up(rows["person"], undated, False)
    silent = ((rows["on"] - last).dt.days >= SILENCE_DAYS) | imported
    places = np.select([last.isna() & ~imported, silent], [0, 1], 2)
    return pd.Series(np.take(np.array(KINDS, dtype=object), places), index=rows.index, dtype="str")


def _counted(contacts: pd.DataFrame, people: pd.DataFrame, today: date) -> pd.DataFrame:
    rows = touches(contacts, people, today)
    return rows[rows["counts_as_contact"]]
