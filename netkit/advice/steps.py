"""Next steps, ranked, each with its reason in one sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from netkit import vocabulary as v
from netkit.advice.rows import day_of, each
from netkit.advice.words import ago, count, every, span
from netkit.metrics import touch
from netkit.metrics.frames import counted, looked_up
from netkit.questions import Plan
from netkit.scoring.findings import say_rate
from netkit.vocabulary import say_day

# the kind of each step, in order of rank, and the kind of Action that snoozing, dismissing or doing it is kept as
ACTION_KIND = {
    "promise": "promise",
    "thank": "thank",
    "planned": "follow_up",
    "report_back": "report_back",
    "due": "follow_up",
    "nudge": "follow_up",
    "meanwhile": "ask",
    "meet": "ask",
}
SOON = 7  # days ahead that an open action is shown
WORTH_THANKS = 3  # help of this value or more
RECENT = 90  # days for which thanks and telling what came of it are still suggested [choice]
TELL_AFTER = 21  # days until there is something to tell [choice]
TOLD = ("advice", "introduction", "referral", "feedback", "recommendation")
TRY_ANOTHER = 3  # business days without an answer
NUDGE = 7  # days without an answer
WAITS_FOR_NONE = ("thank", "report_back", "offer")  # purposes of notes that need no answer
STALE = 45  # days after which an unanswered note is let be [choice]


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do for or with a person: `ref` is the id of the action, exchange or interaction behind it."""

    person: str
    name: str
    kind: str
    reason: str
    due_on: date | None = None
    ref: str = ""


def next_steps(
    people: pd.DataFrame,
    interactions: pd.DataFrame,
    contacts: pd.DataFrame,
    exchanges: pd.DataFrame,
    actions: pd.DataFrame,
    plan: Plan,
    today: date,
) -> list[Step]:
    """Everything worth doing now, most pressing first: by kind, then by the day due.

    promise and planned (open actions due within a week, help agreed to), thank (help of value 3 or more, no thanks
    yet), report_back (what came of it, after three weeks), due (by cadence), nudge (once, after 7 days without an
    answer), meanwhile (another named person, after 3 business days without one), meet (named, never contacted).
    Never somebody to be left in peace; nothing snoozed or let go. What the owner wrote down stands for what would be
    suggested with the same person. Empty on an empty workbook.
    """
    names = names_of(people)
    due = touch.due(people, contacts, today, plan.when.named)
    silent = _silent(contacts, interactions, today)
    written = list(_from_actions(actions, today))
    found = [
        *_agreed(exchanges, today),
        *_thanks(exchanges, interactions, today),
        *_to_tell(exchanges, today),
        *_overdue(due),
        *_nudges(silent),
        *_meanwhile(silent, due, plan, names, today),
        *_to_meet(due, plan, today),
    ]
    away = _let_go(actions, contacts, today) | {_about(step) for step in written}
    once: dict[tuple[str, str], Step] = {}
    for step in found:
        if _about(step) not in away:
            once.setdefault(_about(step), step)
    ranks = {kind: rank for rank, kind in enumerate(ACTION_KIND)}
    ranked = sorted([*written, *once.values()], key=lambda step: (ranks[step.kind], step.due_on or date.max))
    return [_named(step, names[step.person]) for step in ranked if step.person in names]


def each_once(steps: Iterable[Step], n: int, skip: Collection[str] = ()) -> list[Step]:
    """n of the steps: no person twice, none to skip, and the first of each kind before a second of any."""
    persons: dict[str, Step] = {}
    for step in steps:
        if step.person not in skip:
            persons.setdefault(step.person, step)
    kinds: dict[str, Step] = {}
    for step in persons.values():
        kinds.setdefault(step.kind, step)
    firsts = list(kinds.values())
    return [*firsts, *(step for step in persons.values() if step not in firsts)][:n]


def next_names(
    people: pd.DataFrame, contacts: pd.DataFrame, plan: Plan, today: date, actions: pd.DataFrame | None = None
) -> list[Step]:
    """The named people who were not contacted yet, by the day until which they are to be met.

    With `actions`, those who were snoozed or let go are left out.
    """
    names = names_of(people)
    away = set() if actions is None else _let_go(actions, contacts, today)
    steps = _to_meet(touch.due(people, contacts, today, plan.when.named), plan, today)
    return [_named(step, names[step.person]) for step in steps if step.person in names and _about(step) not in away]


def pace(names: Sequence[Step], today: date) -> str:
    """What the days of the names ask for, as a sentence; "" where none has a day.

    So many a week that every day is kept: the most of (names until a day) / (weeks until it), a week at least.
    """
    days = sorted(step.due_on for step in names if step.due_on)
    if not days:
        return ""
    rates = [(n / max(1.0, (day - today).days / 7), day, n) for n, day in enumerate(days, 1)]
    rate, day, n = max(rates, key=lambda found: found[0])
    until = "now" if day <= today else f"by {say_day(day)}"
    return f"The days of those you named ask for about {say_rate(rate)} ({count(n, 'person')} {until})."


def _about(step: Step) -> tuple[str, str]:
    return step.person, ACTION_KIND[step.kind]


def names_of(people: pd.DataFrame) -> dict[str, str]:
    """Names by id of everybody who may be contacted; the e-mail address where there is no name."""
    rows = people[~people["do_not_contact"].astype(bool)]
    firsts = [mails[0] if mails else "somebody" for mails in rows["emails"]] if "emails" in rows else rows["name"]
    return {id: name or first for id, name, first in zip(rows["id"], rows["name"], firsts, strict=True)}


def _named(step: Step, name: str) -> Step:
    return Step(step.person, name, step.kind, step.reason.replace("{name}", name), step.due_on, step.ref)


def _from_actions(actions: pd.DataFrame, today: date) -> Iterator[Step]:
    now = pd.Timestamp(today)
    open_ones = actions[actions["done_on"].isna() & actions["dismissed_on"].isna()]
    awake = open_ones[~(open_ones["snoozed_until"] > now)]
    for row in each(awake[~(awake["due_on"] > now + pd.Timedelta(days=SOON))]):
        promised = row.kind == "promise"
        what = row.what.strip(" .\n") or v.ACTION_KIND.say(row.kind)
        reason = f"You promised: {what}" if promised else what[:1].upper() + what[1:]
        kind = "promise" if promised else {"thank": "thank", "report_back": "report_back"}.get(row.kind, "planned")
        day = day_of(row.due_on)
        yield Step(row.person, "", kind, f"{reason}{', by ' + say_day(day) if day else ''}.", day, row.id)


def _agreed(exchanges: pd.DataFrame, today: date) -> Iterator[Step]:
    rows = _recent(exchanges, today)
    rows = rows[(rows["direction"] == "given") & rows["status"].isin(["requested", "accepted"])]
    for row in each(rows):
        what = _help(row)
        said = "You agreed to" if row.status == "accepted" else "They asked for"
        yield Step(row.person, "", "promise", f"{said} this on {say_day(row.on)}: {what}.", day_of(row.on), row.id)


def _thanks(exchanges: pd.DataFrame, interactions: pd.DataFrame, today: date) -> Iterator[Step]:
    rows = _received(exchanges, today)
    said = interactions[interactions["purpose"] == "thank"][["on", "people"]].explode("people")
    last = said.groupby("people")["on"].max()
    for row in each(rows[rows["thanked_on"].isna()]):
        if row.person in last.index and last[row.person] >= row.on:
            continue
        worth = "big help" if row.value >= 4 else "real help"
        what = _help(row)
        yield Step(
            row.person, "", "thank",
            f"{{name}} gave you {worth} {ago(row.on, today)} ({what}); a thank-you takes a minute.",
            day_of(row.on), row.id,
        )  # fmt: skip


def _to_tell(exchanges: pd.DataFrame, today: date) -> Iterator[Step]:
    rows = _received(exchanges, today)
    old = rows["on"] <= pd.Timestamp(today) - pd.Timedelta(days=TELL_AFTER)
    untold = rows["thanked_on"].notna() & rows["reported_on"].isna()
    for row in each(rows[old & untold & rows["kind"].isin(TOLD)]):
        what = _help(row)
        reason = f"{{name}} would like to hear what came of it: {what}, {ago(row.on, today)}."
        yield Step(row.person, "", "report_back", reason, day_of(row.on), row.id)


def _overdue(due: pd.DataFrame) -> Iterator[Step]:
    for row in each(due[due["due"] & due["cadence_days"].notna()]):
        meant = every(int(row.cadence_days))
        if pd.isna(row.days):
            reason = f"You meant to be in touch {meant}; this would be the first time."
        else:
            reason = f"Last in touch {span(int(row.days))} ago; you meant {meant}."
        yield Step(row.person, "", "due", reason, day_of(row.due_on), (row.ids or [""])[-1])


def _to_meet(due: pd.DataFrame, plan: Plan, today: date) -> list[Step]:
    order = {id: place for place, id in enumerate(plan.when.named)}
    rows = due[due["named"] & (due["n"] == 0)]
    steps = [
        Step(str(person), "", "meet", _meeting(day_of(by), today), day_of(by))
        for person, by in zip(rows.index, rows["target_by"], strict=True)
    ]
    return sorted(steps, key=lambda step: (step.due_on or date.max, order.get(step.person, len(order))))


def _meeting(by: date | None, today: date) -> str:
    if by and by < today:
        return f"In your plan for {say_day(by)}; a first hello is welcome any day."
    return f"In your plan; meet by {say_day(by)}." if by else "In your plan; a first hello is enough."


def _silent(contacts: pd.DataFrame, interactions: pd.DataFrame, today: date) -> pd.DataFrame:
    """People whose last contact is a note of one's own that waits for an answer: on, interaction, notes in a row."""
    done = interactions.loc[interactions["purpose"].isin(WAITS_FOR_NONE), "id"]
    rows = counted(contacts, today).merge(
        contacts[["interaction", "person", "direction", "outcome", "mode"]], on=["interaction", "person"]
    )
    asked = (rows["direction"] == "outbound") & rows["outcome"].isin(["pending", "no_reply"])
    rows["waiting"] = asked & (rows["mode"] == "one_to_one") & ~rows["interaction"].isin(done)
    rows["answers"] = (~rows["waiting"]).groupby(rows["person"]).cumsum()
    rows["notes"] = rows.groupby(["person", "answers"])["waiting"].cumsum()
    last = rows.groupby("person").tail(1)
    last = last[last["waiting"]].assign(days=lambda f: (pd.Timestamp(today) - f["on"]).dt.days)
    return last[last["days"] <= STALE].set_index("person")


def _nudges(silent: pd.DataFrame) -> Iterator[Step]:
    for row in each(silent[(silent["days"] >= NUDGE) & (silent["notes"] == 1)]):
        reason = f"No answer since {say_day(row.on)}; mails get lost, and one friendly reminder is fine."
        yield Step(row.person, "", "nudge", reason, day_of(row.on), row.interaction)


def _meanwhile(
    silent: pd.DataFrame, due: pd.DataFrame, plan: Plan, names: dict[str, str], today: date
) -> Iterator[Step]:
    """For each named person who has not answered for three business days, another named one to write to."""
    others = iter(_to_meet(due, plan, today))
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


def _let_go(actions: pd.DataFrame, contacts: pd.DataFrame, today: date) -> set[tuple[str, str]]:
    """Person and kind of action where one says: not now, or that it was done or let go since the last contact.

    A suggestion put off is kept as an action that was let go, with the day until which it is snoozed.
    """
    ended, later = actions["done_on"].fillna(actions["dismissed_on"]), actions["snoozed_until"]
    last = contacts[contacts["on"] <= pd.Timestamp(today)].groupby("person")["on"].max()
    since = looked_up(actions["person"], last, pd.NaT)
    over = ended.notna() & ~(later > ended) & ~(since > ended)
    away = (later > pd.Timestamp(today)) | over
    return set(zip(actions.loc[away, "person"], actions.loc[away, "kind"], strict=True))


def _help(row: Any) -> str:
    """What the help was, in the owner's words or by its kind."""
    return str(row.note).strip(" .\n") or v.HELP_KIND.say(row.kind)


def _recent(exchanges: pd.DataFrame, today: date) -> pd.DataFrame:
    age = pd.Timestamp(today) - exchanges["on"]
    return exchanges[(age >= pd.Timedelta(0)) & (age <= pd.Timedelta(days=RECENT))]


def _received(exchanges: pd.DataFrame, today: date) -> pd.DataFrame:
    rows = _recent(exchanges, today)
    return rows[(rows["direction"] == "received") & (rows["status"] == "delivered") & (rows["value"] >= WORTH_THANKS)]
