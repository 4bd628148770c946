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
    from netkit.questions import Goal, Plan

ACTIVE_DAYS = 90  # [choice] a quarter, the usual horizon of a goal
COUNTED = {"conversations": "interactions", "people": "interactions", "meetings": "interactions",
           "introductions": "exchanges"}  # fmt: skip


def progress(
    plan: Plan,
    interactions: pd.DataFrame,
    contacts: pd.DataFrame,
    people: pd.DataFrame,
    exchanges: pd.DataFrame,
    progress: pd.DataFrame,
    today: date,
    plans: Sequence[tuple[date, Plan]] = (),
) -> pd.DataFrame:
    """How far each goal is, counted from the log where its unit can be, else as typed at the last review.

    Index goal (id, in the plan's order): outcome, kind, unit, target, done, by, start, expected (today, on
    the straight line from 0 at start to target at by), share = done / target, people (tied to it), label,
    ids, table (which the ids are of: interactions, exchanges or progress). A person is tied to a goal by
    their audience. Counted: conversations and meetings (interactions with somebody tied), people (tied, by
    their first conversation), introductions (received, by or to somebody tied, or by whoever introduced one
    of them). start is the day of the first of `plans` that has the goal; what lies before it isn't counted;
    without plans start and expected are empty and all counts. done is NaN where it has to be typed and is
    not yet; label says so, or that nobody is tied.
    """
    rows = _tally(plan, interactions, contacts, people, exchanges, progress, today, plans)
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


def over_time(
    plan: Plan,
    interactions: pd.DataFrame,
    contacts: pd.DataFrame,
    people: pd.DataFrame,
    exchanges: pd.DataFrame,
    progress: pd.DataFrame,
    today: date,
    plans: Sequence[tuple[date, Plan]] = (),
) -> pd.DataFrame:
    """The line behind each goal of `progress`: done and expected on each day on which something changed, and today.

    Columns goal, day, done, expected, ids (rows of that day). The first row of a goal is its start with 0
    done (if the start is known), the last is today. Goals in the plan's order; empty without goals.
    """
    rows = _tally(plan, interactions, contacts, people, exchanges, progress, today, plans)
    starts = _starts(plan, plans, today)
    lines = [_line(goal, rows[rows["goal"] == goal.id], starts.get(goal.id), today) for goal in plan.why.goals]
    empty = {"goal": "str", "day": "datetime64[us]", "done": "float64", "expected": "float64", "ids": "object"}
    if not lines:
        return pd.DataFrame(columns=list(empty)).astype(empty)
    return pd.concat(lines, ignore_index=True).astype(empty)


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
    talks = ordered(talks[talks["conversation"] & (talks["on"] >= pd.Timestamp(first))], ["on", "interaction"])
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


def _tally(
    plan: Plan,
    interactions: pd.DataFrame,
    contacts: pd.DataFrame,
    people: pd.DataFrame,
    exchanges: pd.DataFrame,
    progress: pd.DataFrame,
    today: date,
    plans: Sequence[tuple[date, Plan]],
) -> pd.DataFrame:
    """Whatever counts towards each goal, oldest first: goal, on, id, done (so far)."""
    tied, starts = _tied(plan, people), _starts(plan, plans, today)
    talks = steps(interactions, contacts, today)
    talks = talks[talks["conversation"] & talks["person"].isin(tied["person"])]
    talks = ordered(talks.rename(columns={"interaction": "id"}), ["on", "id", "person"])
    helps = _introductions(exchanges, people, today)
    typed = logged(progress, today, "goal", "value").dropna(subset="value").rename(columns={"value": "done"})
    parts = [pd.DataFrame({"goal": [], "on": [], "id": [], "done": []}).astype(typed.dtypes.to_dict())]
    for goal in plan.why.goals:
        start = pd.Timestamp(starts.get(goal.id, date.min))
        if goal.unit not in COUNTED:
            parts.append(typed[typed["goal"] == goal.id])
            continue
        rows = helps if goal.unit == "introductions" else talks[talks["meeting"]] if goal.unit == "meetings" else talks
        rows = rows[(rows["on"] >= start) & rows["person"].isin(tied.loc[tied["goal"] == goal.id, "person"])]
        rows = rows.drop_duplicates("person" if goal.unit == "people" else "id")
        parts.append(rows[["on", "id"]].assign(goal=goal.id, done=np.arange(1.0, len(rows) + 1)))
    return pd.concat(parts, ignore_index=True)[["goal", "on", "id", "done"]]


def _introductions(exchanges: pd.DataFrame, people: pd.DataFrame, today: date) -> pd.DataFrame:
    """Introductions received, once for each person by whom they may be tied to a goal: id, on, person."""
    helps = delivered(exchanges, today)
    helps = helps[(helps["kind"] == "introduction") & (helps["direction"] == "received")][["id", "on", "person"]]
    third = columns(exchanges, "id", "third_party").rename(columns={"third_party": "to"})
    led = columns(people, "id", "introduced_by").rename(columns={"id": "to", "introduced_by": "person"})
    to = [helps[["id", "on"]].merge(third, on="id"), helps.merge(led, on="person")[["id", "on", "to"]]]
    everyone = [helps, *(rows.rename(columns={"to": "person"}) for rows in to)]
    return pd.concat(everyone).sort_values(["on", "id", "person"], ignore_index=True)


def _expected(frame: pd.DataFrame, day: pd.Series[Any]) -> pd.Series[Any]:
    """The number on the straight line from 0 at start to target at by; the target from then on."""
    whole, gone = ((end - frame["start"]).dt.days.astype("float64") for end in (frame["by"], day))
    way = (gone / whole.where(whole > 0)).clip(0, 1)
    expected: pd.Series[Any] = frame["target"] * way.mask(whole <= 0, 1.0)
    return expected


def _line(goal: Goal, rows: pd.DataFrame, start: date | None, today: date) -> pd.DataFrame:
    ends = [pd.Timestamp(day) for day in (start, today) if day is not None]
    index = pd.DatetimeIndex(sorted({*ends, *rows["on"]})).as_unit("us")
    first = np.nan if goal.unit not in COUNTED else 0.0
    done = rows.groupby("on")["done"].last().reindex(index).ffill().fillna(first)
    fixed = pd.DataFrame({"target": _floats([goal.number] * len(index), index)})
    fixed["by"], fixed["start"] = _days([goal.by] * len(index), index), _days([start] * len(index), index)
    expected = _expected(fixed, pd.Series(index, index=index))
    line = pd.DataFrame({"goal": goal.id, "day": index, "done": done, "expected": expected}, index=index)
    return line.assign(ids=gathered(rows["id"], rows["on"], index))


def _floats(numbers: Sequence[float | None], index: pd.Index[Any]) -> pd.Series[Any]:
    return pd.Series([np.nan if number is None else float(number) for number in numbers], index=index, dtype="float64")


def _days(days: Sequence[date | None], index: pd.Index[Any]) -> pd.Series[Any]:
    return pd.Series(
        [pd.NaT if day is None else pd.Timestamp(day) for day in days], index=index, dtype="datetime64[us]"
    )
