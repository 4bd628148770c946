"""What the owner wrote down or said of a suggestion: open actions, and what was put off, done or let go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd

from netkit import vocabulary as v
from netkit.advice.rows import day_of, each
from netkit.advice.step import NEXT, Step
from netkit.metrics.frames import looked_up
from netkit.questions import Plan
from netkit.vocabulary import say_day

SOON = 7  # days ahead that an open action is shown
END = " .\n"


def open_actions(actions: pd.DataFrame) -> pd.DataFrame:
    """The actions neither done nor let go."""
    return actions[actions["done_on"].isna() & actions["dismissed_on"].isna()]


def written(actions: pd.DataFrame, today: date) -> Iterator[Step]:
    """A step for each open action that is not put off, and due within a week or on no day."""
    now = pd.Timestamp(today)
    open_ones = open_actions(actions)
    awake = open_ones[~(open_ones["snoozed_until"] > now)]
    for row in each(awake[~(awake["due_on"] > now + pd.Timedelta(days=SOON))]):
        promised = row.kind == "promise"
        what = row.what.strip(END) or v.ACTION_KIND.say(row.kind)
        said = f"You promised: {what}" if promised else what
        kind = "promise" if promised else {"thank": "thank", "report_back": "report_back"}.get(row.kind, "planned")
        day = day_of(row.due_on)
        yield Step(row.person, "", kind, _reason(said, day), day, row.id, own=True)


def planned(plan: Plan, actions: pd.DataFrame, today: date) -> Iterator[Step]:
    """The plan's next step, from a week before its day on, as long as it stands there and is not put off."""
    what, day = plan.when.next.strip(END), plan.when.next_on
    is_far = day is not None and day > today + timedelta(days=SOON)
    if what and not is_far and (put_off(plan, actions) or today) <= today:
        yield Step("", "", "planned", _reason(what, day), day, NEXT, own=True)


def put_off(plan: Plan, actions: pd.DataFrame) -> date | None:
    """The day until which the plan's next step was put off, in these words; None if it was not."""
    same = actions[(actions["person"] == "") & (actions["what"] == plan.when.next)]
    return day_of(same["snoozed_until"].max())


def _reason(what: str, day: date | None) -> str:
    return f"{what[:1].upper()}{what[1:]}{', by ' + say_day(day) if day else ''}."


def let_go(actions: pd.DataFrame, contacts: pd.DataFrame, today: date) -> set[tuple[str, str]]:
    """Person and kind of action where one says: not now, or that it was done or let go since the last contact.

    A suggestion put off is kept as an action that was let go, with the day until which it is snoozed. A promise in
    words stands for nothing but itself.
    """
    actions = actions[(actions["kind"] != "promise") | (actions["what"] == "")]
    ended, later = actions["done_on"].fillna(actions["dismissed_on"]), actions["snoozed_until"]
    last = contacts[contacts["on"] <= pd.Timestamp(today)].groupby("person")["on"].max()
    since = looked_up(actions["person"], last, pd.NaT)
    over = ended.notna() & ~(later > ended) & ~(since > ended)
    away = (later > pd.Timestamp(today)) | over
    return set(zip(actions.loc[away, "person"], actions.loc[away, "kind"], strict=True))
