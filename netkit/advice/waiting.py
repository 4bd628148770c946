"""Notes without an answer: a reminder, once, and meanwhile somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pandas as pd

from netkit.advice.meeting import to_meet
from netkit.advice.rows import day_of, each
from netkit.advice.step import Step
from netkit.metrics.frames import counted
from netkit.metrics.steps import outcomes
from netkit.questions import Plan
from netkit.vocabulary import say_day

TRY_ANOTHER = 3  # business days without an answer
NUDGE = 7  # days without an answer
STALE = 45  # days after which an unanswered note is let be [choice]
IN_A_ROW = 2 * STALE  # days back; a note from before was let be by the time of the next


def silent(contacts: pd.DataFrame, interactions: pd.DataFrame, today: date) -> pd.DataFrame:
    """People whose last contact is a note of one's own that waits for an answer: on, interaction, notes in a row."""
    since = pd.Timestamp(today) - pd.Timedelta(days=IN_A_ROW)
    known = outcomes(interactions[interactions["on"] >= since], today)
    quiet = known["outcome"].isin(["pending", "no_reply"]) & ~known["answered"]
    notes = known.loc[known["asks"] & quiet & (known["mode"] == "one_to_one"), "id"]
    rows = counted(contacts[contacts["on"] >= since], today)
    rows["waiting"] = rows["interaction"].isin(notes)
    rows["answers"] = (~rows["waiting"]).groupby(rows["person"]).cumsum()
    rows["notes"] = rows.groupby(["person", "answers"])["waiting"].cumsum()
    last = rows.groupby("person").tail(1)
    last = last[last["waiting"]].assign(days=lambda f: (pd.Timestamp(today) - f["on"]).dt.days)
    return last[last["days"] <= STALE].set_index("person")


def nudges(silent: pd.DataFrame) -> Iterator[Step]:
    """A friendly reminder for each first note that waited for a week."""
    for row in each(silent[(silent["days"] >= NUDGE) & (silent["notes"] == 1)]):
        reason = f"No answer since {say_day(row.on)}; mails get lost, and one friendly reminder is fine."
        yield Step(row.person, "", "nudge", reason, day_of(row.on), row.interaction)


def meanwhile(
    silent: pd.DataFrame, due: pd.DataFrame, plan: Plan, names: dict[str, str], today: date
) -> Iterator[Step]:
    """For each named person who has not answered for three business days, another named one to write to."""
    others = iter(to_meet(due, plan, today))
    waiting = silent[silent.index.isin(plan.when.named) & (silent["days"] < NUDGE)].sort_values("on")
    for row in each(waiting):
        if row.person not in names or _business_days(row.on, today) < TRY_ANOTHER:
            continue
        other = next(others, None)
        if other:
            reason = f"{names[row.person]} hasn't answered yet; meanwhile you could write to {{name}}."
            yield Step(other.person, "", "meanwhile", reason, other.due_on, row.interaction)


def _business_days(on: pd.Timestamp, today: date) -> int:
    """Business days after the day of a note, today included."""
    return int(np.busday_count((on + pd.Timedelta(days=1)).date(), today + timedelta(days=1)))
