"""What is to be done and who is due, as events for the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from netkit import vocabulary as v
from netkit.advice.ics import calendar_file, event
from netkit.advice.rows import day_of, each
from netkit.advice.step import YOURS, Step, names_of
from netkit.advice.steps import next_steps
from netkit.advice.words import every
from netkit.advice.written import open_actions, put_off
from netkit.metrics import touch
from netkit.questions import Plan

AT_NINE = timedelta(hours=9)  # when the alarm of a whole day rings
TITLES = {
    "promise": "Your promise to {name}",
    "planned": "Next step with {name}",
    "thank": "Say thanks to {name}",
    "report_back": "Tell {name} what came of it",
    "due": "Be in touch with {name}",
    "nudge": "A friendly reminder to {name}",
    "meet": "Meet {name}",
}
OF_PERSON = {"due", "nudge", "meet"}  # one of each kind for a person, whatever it came from


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day to do something: `id` is the same for the same thing, today and later."""

    id: str
    on: date
    title: str
    text: str


def reminders(
    people: pd.DataFrame,
    interactions: pd.DataFrame,
    contacts: pd.DataFrame,
    exchanges: pd.DataFrame,
    actions: pd.DataFrame,
    plan: Plan,
    today: date,
) -> list[Reminder]:
    """A reminder for each next step, also the plan's, open action with a day and person with a cadence, by their days.

    What is overdue, or due on no day, is for today. Whoever is named without a day is left to the plan. Nobody to be
    left in peace, nothing let go; [] on an empty workbook.
    """
    steps = next_steps(people, interactions, contacts, exchanges, actions, plan, today)
    now = (step for step in steps if step.person and step.kind in TITLES and (step.kind != "meet" or step.due_on))
    named = names_of(people)
    found: dict[str, Reminder] = {}
    for one in [
        *(_of_step(step, set(actions["id"]), today) for step in now),
        *_written(actions, named, today),
        *_planned(plan, actions, today),
        *_by_cadence(touch.due(people, contacts, today, plan.when.named), named, today),
    ]:
        found.setdefault(one.id, one)
    return sorted(found.values(), key=lambda one: (one.on, one.title, one.id))


def reminders_file(found: Iterable[Reminder], today: date, revision: int = 0) -> bytes:
    """Reminders as an iCalendar file: whole days that stay free, each with an alarm at nine; b"" if there are none.

    `revision` is a number that grows with every change of the workbook.
    """
    return calendar_file(event(one.id, today, one.on, one.title, one.text, AT_NINE, revision) for one in found)


def _of_step(step: Step, actions: set[str], today: date) -> Reminder:
    id = f"{step.kind}-{step.person if step.kind in OF_PERSON or not step.ref else step.ref}"
    on = max(step.due_on or today, today)
    title = TITLES[step.kind].format(name=step.name)
    return Reminder(f"action-{step.ref}" if step.ref in actions else id, on, title, step.reason)


def _written(actions: pd.DataFrame, named: dict[str, str], today: date) -> Iterator[Reminder]:
    """Open actions that have a day, also those that are still far off or put off."""
    for row in each(open_actions(actions)):
        days = [day for day in (day_of(row.due_on), day_of(row.snoozed_until)) if day]
        if not days or row.person not in named | {"": ""}:
            continue
        title = TITLES["promise" if row.kind == "promise" else "planned"].format(name=named.get(row.person, ""))
        text = row.what.strip() or v.ACTION_KIND.say(row.kind)
        yield Reminder(f"action-{row.id}", max(*days, today), title if row.person else YOURS, text)


def _planned(plan: Plan, actions: pd.DataFrame, today: date) -> Iterator[Reminder]:
    """The plan's next step, also one that is still far off or put off."""
    if what := plan.when.next.strip():
        yield Reminder(
            "plan-next", max(plan.when.next_on or today, put_off(plan, actions) or today, today), YOURS, what
        )


def _by_cadence(due: pd.DataFrame, named: dict[str, str], today: date) -> Iterator[Reminder]:
    """People whose turn is still to come."""
    for row in each(due[due["cadence_days"].notna() & (due["due_on"] > pd.Timestamp(today))]):
        text = f"You'd like to be in touch {every(int(row.cadence_days))}."
        title = TITLES["due"].format(name=named[row.person])
        yield Reminder(f"due-{row.person}", row.due_on.date(), title, text)
