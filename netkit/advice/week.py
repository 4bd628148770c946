"""What happened this week, in two sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from netkit.metrics.balance import in_balance
from netkit.metrics.frames import monday_of
from netkit.metrics.volume import streak
from netkit.numbers import count
from netkit.targets import whole

ORDINALS = ("", "", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh")
LONG = {"week": (8, "Eight weeks"), "month": (2, "Two months")}  # from there on the row is long, however long [choice]


@dataclass(frozen=True, slots=True)
class Week:
    """The running week: the people reached against the plan, help each way, and how the weeks before went."""

    reached: str
    given: int
    received: int
    before: str


def this_week(weeks: pd.DataFrame, exchanges: pd.DataFrame, today: date, endorsements: bool = False) -> Week:
    """The running week, the last row of metrics.volume.weekly; friendly words where nothing was logged yet.

    Help is counted as in metrics.balance, LinkedIn's `endorsements` only if they are asked for.
    """
    now = (exchanges["on"] >= monday_of(today)) & (exchanges["on"] <= pd.Timestamp(today))
    helped = exchanges.loc[now & in_balance(exchanges, endorsements), "direction"].tolist()
    reached = _reached(weeks.iloc[-1]) if len(weeks) else "Nothing logged yet. One conversation is a week well begun."
    return Week(reached, helped.count("given"), helped.count("received"), _before(weeks))


def _reached(week: Any) -> str:
    fresh, reopened = int(week["new_people"] + week["reawakened"]), int(week["reawakened"])
    again, goal = int(week["catch_ups"]) - reopened, whole(week["target"]) if week["target"] > 0 else 0
    if week["off"]:
        return (
            "A week off: enjoy it."
            if not fresh + again
            else f"A week off, and in touch with {count(fresh + again, 'person')}."
        )
    if not fresh + again:
        return f"Nobody yet; your plan says {count(goal, 'new person')}." if goal else "Nobody yet this week."
    said = f"{fresh} of {count(goal, 'person')}" if goal and goal >= fresh else count(fresh, "person")
    over = f", {fresh - goal} more than planned" if 0 < goal < fresh else ""
    catch_ups = f", and {count(again, 'catch-up')}" if again else ""
    return f"{said} this week{_of_them(fresh - reopened, reopened)}{over}{catch_ups}."


def _of_them(new: int, reopened: int) -> str:
    """Both kinds are said: somebody new, and an old door opened again."""
    if not reopened:
        return ", all new" if new > 1 else ", new" if new else ""
    again = "back in touch"
    return f", {new} new and {reopened} {again}" if new else f", {again}" if reopened == 1 else f", all {again}"


def is_long(weeks: pd.DataFrame) -> bool:
    """Whether so many weeks in a row met the plan that it doesn't matter how many more did."""
    n, per = _row(weeks)
    return n >= LONG[per][0]


def _before(weeks: pd.DataFrame) -> str:
    n, per = _row(weeks)
    long, words = LONG[per]
    until = ", up to last Sunday" if per == "week" else ""
    if n >= long:
        return f"{words} in a row or more that met the plan{until}."
    return f"{ORDINALS[n]} {per} in a row that met the plan{until}." if n > 1 else ""


def _row(weeks: pd.DataFrame) -> tuple[int, str]:
    """How many weeks or months in a row met the plan; the years before there was a target are not gone through."""
    row = streak(weeks[weeks["target"].notna().cummax()])
    return int(row["n"]), str(row["per"])
