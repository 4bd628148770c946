"""Each goal of the plan: how far it is against its date, and how many people carry it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netkit.metrics.balance import delivered
from netkit.metrics.frames import columns, counted, gathered, logged, ordered
from netkit.metrics.steps import steps

if TYPE_CHECKING:
    from netkit.questions import Plan

ACTIVE_DAYS = 90  # [choice] a quarter, the usual horizon of a goal
COUNTED = {"conversations": "interactions", "people": "interactions", "meetings": "interactions",
           "introductions": "exchanges"}  # fmt: skip


def tally(
    plan: Plan,
    interactions: pd.DataFrame,
    contacts: pd.DataFrame,
    people: pd.DataFrame,
    exchanges: pd.DataFrame,
    typed: pd.DataFrame,
    today: date,
    plans: Sequence[tuple[date, Plan]] = (),
) -> pd.DataFrame:
    """Whatever counts towards each goal of the plan, from which `progress` and `over_time` are made.

    Columns goal, on, id, done (so far); in the plan's order of goals, oldest first. A person is tied to a goal by their
    audience. Counted: conversations and meetings (interactions with somebody tied), people (tied, by their first
    conversation), introductions (received, by or to somebody tied, or by whoever introduced one of them). What lies
    before the first of `plans` that has the goal isn't counted; without plans all is. A goal of another unit has what
    was typed at the reviews. Empty without rows.
    """
    tied, starts = _tied(plan, people), _starts(plan, plans, today)
    talks = steps(interactions, contacts, today)
    talks = talks[talks["conversation"] & talks["person"].isin(tied["person"])].rename(columns={"interaction": "id"})
    helps = _introductions(exchanges, people, today)
    said = logged(typed, today, "goal", "value").dropna(subset="value").rename(columns={"value": "done"})
    parts = [pd.DataFrame({"goal": [], "on": [], "id": [], "done": []}).astype(said.dtypes.to_dict())]
    for goal in plan.why.goals:
        start = pd.Timestamp(starts.get(goal.id, date.min))
        if goal.unit not in COUNTED:
            parts.append(said[said["goal"] == goal.id])
            continue
        rows = helps if goal.unit == "introductions" else talks[talks["meeting"]] if goal.unit == "meetings" else talks
        rows = rows[(rows["on"] >= start) & rows["person"].isin(tied.loc[tied["goal"] == goal.id, "person"])]
        rows = rows.drop_duplicates("person" if goal.unit == "people" else "id")
        parts.append(rows[["on", "id"]].assign(goal=goal.id, done=np.arange(1.0, len(rows) + 1)))
    return pd.concat(parts, ignore_index=True)[["goal", "on", "id", "done"]]


def progress(
    plan: Plan,
    rows: pd.DataFrame,
    people: pd.DataFrame,
    today: date,
    plans: Sequence[tuple[date, Plan]] = (),
) -> pd.DataFrame:
    """How far each goal is, by the `tally` of it.

    Index goal (id, in the plan's order): outcome, kind, unit, target, done, by, start (the day of the first of `plans`
    that has the goal), expected (today, on the straight line from 0 at start to target at by), share = done / target,
    people (tied to it), label, ids, table (which the ids are of: interactions, exchanges or progress). Without plans
    start and expected are empty. done is NaN where it has to be typed and is not yet; label says so, or that nobody is
    tied.
    """
    tied = _tied(plan, people).groupby("goal").size()
    starts = _starts(plan, plans, today)
    index = pd.Index([goal.id for goal in plan.why.goals], name="goal", dtype="str")
    frame = pd.DataFrame(index=index)
    for field in ("outcome", "kind", "unit"):
        frame[field] = pd.Series([getattr(goal, field) for goal in plan.why.goals], index=index, dtype="str")
    frame["target"] = _floats([goal.number for goal in plan.why.goals], index)
    countable = frame["unit"].isin(list(COUNTED))
    frame["done"] = rows.groupby("goal")["done"].last().reindex(index)
    frame["done"] = frame["done"].astype("float64").mask(frame["done"].isna() & countable, 0.0)
    frame["by"] = _days([goal.by for goal in plan.why.goals], index)
    frame["start"] = _days([starts.get(goal.id) for goal in plan.why.goals], index)
    frame["expected"] = _expected(frame, pd.Series(pd.Timestamp(today), index=index))
    frame["share"] = frame["done"] / frame["target"].where(frame["target"] > 0)
    frame["people"] = tied.reindex(index, fill_value=0).astype("int64")
    nobody = countable & (frame["people"] == 0)
    label = np.select([nobody, frame["done"].isna()], ["nobody is tied to it yet", "not said yet"], "")
    frame["label"] = pd.Series(label, index=index, dtype="str")
    frame["ids"] = gathered(rows["id"], rows["goal"], index)
    frame["table"] = frame["unit"].map(COUNTED).fillna("progress").astype("str")
    return frame


def over_time(progress: pd.DataFrame, rows: pd.DataFrame, today: date) -> pd.DataFrame:
    """The line behind each goal of `progress`: done and expected on each day of its `tally`, and today.

    Columns goal, day, done, expected, ids (rows of that day). The first row of a goal is its start with 0
    done (if the start is known), the last is today. Goals in the plan's order; empty without goals.
    """
    lines = [_line(goal, rows[rows["goal"] == goal.name], today) for _, goal in progress.iterrows()]
    empty = {"goal": "str", "day": "datetime64[us]", "done": "float64", "expected": "float64", "ids": "object"}
    return pd.concat([pd.DataFrame(columns=list(empty)).astype(empty), *lines], ignore_index=True).astype(empty)


def coverage(
    plan: Plan, contacts: pd.DataFrame, people: pd.DataFrame, today: date, days: int = ACTIVE_DAYS
) -> pd.DataFrame:
    """How many people carry each goal: tied to it by their audience, and in touch within the last `days` days.

    Index goal (id, in the plan's order): outcome, audiences (that serve it), people (tied), active (in
    touch), label ("nobody yet", "fragile" with one, "carried" by two or more), ids (the active persons).
    """
    index = pd.Index([goal.id for goal in plan.why.goals], name="goal", dtype="str")
    served = pd.Series([goal for audience in plan.who.audiences for goal in set(audience.goals)], dtype="str")
    tied = _tied(plan, people)
    rows = counted(contacts, today)
    recent = rows[rows["on"] > pd.Timestamp(today) - pd.Timedelta(days=days)]
    active = tied[tied["person"].isin(recent["person"])].sort_values("person")
    frame = pd.DataFrame(index=index)
    frame["outcome"] = pd.Series([goal.outcome for goal in plan.why.goals], index=index, dtype="str")
    for name, of in (("audiences", served), ("people", tied["goal"]), ("active", active["goal"])):
        frame[name] = of.groupby(of).size().reindex(index, fill_value=0).astype("int64")
    label = np.select([frame["active"] == 0, frame["active"] == 1], ["nobody yet", "fragile"], "carried")
    frame["label"] = pd.Series(label, index=index, dtype="str")
    return frame.assign(ids=gathered(active["person"], active["goal"], index))


def untied(
    plan: Plan,
    interactions: pd.DataFrame,
    contacts: pd.DataFrame,
    people: pd.DataFrame,
    today: date,
    plans: Sequence[tuple[date, Plan]] = (),
) -> list[str]:
    """Ids of the conversations that count towards no goal, since nobody in them is tied to one; oldest first.

    From the day of the first of `plans` with a goal that counts what is logged; [] without such a goal.
    """
    goals = [goal.id for goal in plan.why.goals if COUNTED.get(goal.unit) == "interactions"]
    starts = _starts(plan, plans, today)
    first = min((starts.get(goal, date.min) for goal in goals), default=date.max)
    talks = steps(interactions, contacts, today)
    talks = talks[talks["conversation"] & (talks["on"] >= pd.Timestamp(first))]
    carried = talks.loc[talks["person"].isin(_tied(plan, people)["person"]), "interaction"]
    return list(dict.fromkeys(talks.loc[~talks["interaction"].isin(carried), "interaction"]))


def _tied(plan: Plan, people: pd.DataFrame) -> pd.DataFrame:
    """Every pair of goal and person that an audience ties together."""
    pairs = [(audience.id, goal) for audience in plan.who.audiences for goal in dict.fromkeys(audience.goals)]
    served = pd.DataFrame({"audience": [a for a, _ in pairs], "goal": [g for _, g in pairs]}, dtype="str")
    known = columns(people, "id", "audience").rename(columns={"id": "person"})
    return served.merge(known, on="audience")[["goal", "person"]].drop_duplicates()


def _starts(plan: Plan, plans: Sequence[tuple[date, Plan]], today: date) -> dict[str, date]:
    """The day on which each goal first stood in a plan."""
    starts: dict[str, date] = {}
    for when, version in sorted(plans, key=lambda held: held[0]):
        if when <= today:
            for goal in version.why.goals:
                starts.setdefault(goal.id, when)
    return starts


def _introductions(exchanges: pd.DataFrame, people: pd.DataFrame, today: date) -> pd.DataFrame:
    """Introductions received, once for each person by whom they may be tied to a goal: id, on, person."""
    helps = delivered(exchanges, today)
    helps = helps[(helps["kind"] == "introduction") & (helps["direction"] == "received")]
    helps, third = helps[["id", "on", "person"]], helps[["id", "on", "third_party"]]
    led = columns(people, "id", "introduced_by").rename(columns={"id": "to", "introduced_by": "person"})
    to = [third.rename(columns={"third_party": "to"}), helps.merge(led, on="person")[["id", "on", "to"]]]
    everyone = [helps, *(rows.rename(columns={"to": "person"}) for rows in to)]
    return ordered(pd.concat(everyone), ["on", "id", "person"])


def _expected(frame: pd.DataFrame, day: pd.Series[Any]) -> pd.Series[Any]:
    """The number on the straight line from 0 at start to target at by; the target from then on."""
    whole, gone = ((end - frame["start"]).dt.days.astype("float64") for end in (frame["by"], day))
    way = (gone / whole.where(whole > 0)).clip(0, 1)
    expected: pd.Series[Any] = frame["target"] * way.mask(whole <= 0, 1.0)
    return expected


def _line(goal: pd.Series[Any], rows: pd.DataFrame, today: date) -> pd.DataFrame:
    days = pd.DatetimeIndex(sorted({goal["start"], pd.Timestamp(today), *rows["on"]} - {pd.NaT})).as_unit("us")
    first = 0.0 if goal["unit"] in COUNTED else np.nan
    line = pd.DataFrame({"goal": goal.name, "day": days, "by": goal["by"], "start": goal["start"]}, index=days)
    line["target"] = goal["target"]
    line["done"] = rows.groupby("on")["done"].last().reindex(days).ffill().fillna(first)
    line["expected"] = _expected(line, line["day"])
    line["ids"] = gathered(rows["id"], rows["on"], days)
    return line[["goal", "day", "done", "expected", "ids"]]


def _floats(numbers: Sequence[float | None], index: pd.Index[Any]) -> pd.Series[Any]:
    return pd.Series([np.nan if number is None else float(number) for number in numbers], index=index, dtype="float64")


def _days(days: Sequence[date | None], index: pd.Index[Any]) -> pd.Series[Any]:
    return pd.Series(
        [pd.NaT if day is None else pd.Timestamp(day) for day in days], index=index, dtype="datetime64[us]"
    )
