"""Groups of fewer than five people, which a report of figures alone doesn't show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any, TypeVar

import pandas as pd

from netkit.metrics.balance import in_balance
from netkit.metrics.fives import FEWEST_PEOPLE
from netkit.metrics.reach.goals import COUNTED
from netkit.questions import Plan
from netkit.records import Exchange, Interaction, Person, SavedReport
from netkit.report.contents import Contents

# what a small group becomes: not said, or something else
PERSON_GROUPS = {"audience": "", "scope": "unknown", "closeness": ""}
INTERACTION_GROUPS = {"channel": "other", "avenue": "", "purpose": "other", "event": ""}
EXCHANGE_GROUPS = {"kind": "other"}
TOLD = "groups"  # among the figures that are kept with a report of figures alone

R = TypeVar("R", Person, Interaction, Exchange)


def too_small(groups: Mapping[str, set[str]], rest: str) -> set[str]:
    """The groups (name -> members) that are to join `rest`, so that each one left has none or at least five people.

    Whoever subtracts the groups that are shown from the whole finds the rest: it must be large enough too, so the
    smallest groups join it until it is.
    """
    joining = {name for name, members in groups.items() if len(members) < FEWEST_PEOPLE or name == rest}
    others = sorted(set(groups) - joining, key=lambda name: (len(groups[name]), name))
    while others and 0 < len(_members(groups, joining)) < FEWEST_PEOPLE:
        joining.add(others.pop(0))
    return joining


def _members(groups: Mapping[str, set[str]], names: Iterable[str]) -> set[str]:
    return {member for name in names for member in groups[name]}


def large_enough(contents: Contents) -> Contents:
    """The contents with every small group of people, of interactions and of help joined to the rest."""
    return replace(
        contents,
        plans=[(day, _numbered(_without_small_goals(plan))) for day, plan in contents.plans],
        people=_joined(contents.people, PERSON_GROUPS, lambda p: [p.id]),
        interactions=_joined(contents.interactions, INTERACTION_GROUPS, lambda i: i.people),
        exchanges=_joined(
            in_fives(contents.exchanges, _told(contents.reports), contents.settings.count_endorsements),
            EXCHANGE_GROUPS,
            lambda e: [e.person],
        ),
    )


def _joined(records: Sequence[R], fields: dict[str, str], members: Callable[[R], list[str]]) -> Sequence[R]:
    for name, rest in fields.items():
        groups: dict[str, set[str]] = {}
        for record in records:
            groups.setdefault(getattr(record, name), set()).update(members(record))
        small = too_small(groups, rest)
        records = [r.changed(**{name: rest}) if getattr(r, name) in small else r for r in records]
    return records


def in_fives(
    exchanges: Sequence[Exchange], told: Sequence[Sequence[str]] = (), endorsements: bool = False
) -> list[Exchange]:
    """Rated help in groups of at least five people, each way apart; all of a group is on the day of its last.

    Only what is in the balance is told, LinkedIn's `endorsements` if they count there, in groups of their own.
    What doesn't fill a group yet is held back, and the groups that a report `told` stay together (see `told_groups`),
    also if older help is logged or rated later. So the difference between two days of a chart, or between two reports,
    is a whole group or nothing, and never what one person gave or got.
    """
    kept: list[Exchange] = []
    counted = sorted(_counted(exchanges, endorsements), key=lambda e: e.on)
    always = {e.id for e in _counted(exchanges, endorsements=False)}  # the others may be gone from the next report
    for way, stays in product(("given", "received"), (True, False)):
        rest = {e.id: e for e in counted if e.direction == way and (e.id in always) == stays}
        groups = [group for ids in told if _is_large(group := [rest[id] for id in ids if id in rest])]
        for each in [each for group in groups for each in group]:
            del rest[each.id]
        groups.append([])
        for each in rest.values():
            groups[-1].append(each)
            if _is_large(groups[-1]):
                groups.append([])
        kept += [one for group in groups[:-1] for one in _as_one(group)]
    return kept


def _is_large(group: Sequence[Exchange]) -> bool:
    return len({each.person for each in group}) >= FEWEST_PEOPLE


def _as_one(group: Sequence[Exchange]) -> list[Exchange]:
    day = max(each.on for each in group)
    return [each.changed(on=day, thanked_on=None, reported_on=None, interaction="") for each in group]


def told_groups(exchanges: Sequence[Exchange]) -> list[list[str]]:
    """The ids of the help that `in_fives` put together, for the next report: those of one way and day."""
    groups: dict[tuple[str, date], list[str]] = {}
    for each in exchanges:
        groups.setdefault((each.direction, each.on), []).append(each.id)
    return list(groups.values())


def _told(reports: Sequence[SavedReport]) -> list[list[str]]:
    """The groups that the last report of figures alone told."""
    kept: list[Any] = [report.figures[TOLD] for report in reports if TOLD in report.figures]
    return kept[-1] if kept else []


def _counted(exchanges: Sequence[Exchange], endorsements: bool) -> list[Exchange]:
    frame = pd.DataFrame([dict(each) for each in exchanges], columns=list(Exchange.model_fields))
    kept = in_balance(frame, endorsements) & frame["value"].notna()
    return [each for each, is_kept in zip(exchanges, kept, strict=True) if is_kept]


def _without_small_goals(plan: Plan) -> Plan:
    """The plan without the goals that count what is logged and are reached with fewer than five."""
    gone = {goal.id for goal in plan.why.goals if goal.unit in COUNTED and 0 < (goal.number or 0) < FEWEST_PEOPLE}
    audiences = [each.changed(goals=[id for id in each.goals if id not in gone]) for each in plan.who.audiences]
    return plan.changed(
        why=plan.why.changed(goals=[goal for goal in plan.why.goals if goal.id not in gone]),
        who=plan.who.changed(audiences=audiences),
        message=plan.message.changed(goal="") if plan.message.goal in gone else plan.message,
    )


def _numbered(plan: Plan) -> Plan:
    """The plan, whose texts are gone, with a plain name where a chart needs one."""
    goals = [goal.changed(outcome=f"goal {n}") for n, goal in enumerate(plan.why.goals, 1)]
    audiences = [each.changed(description=f"group {n}") for n, each in enumerate(plan.who.audiences, 1)]
    venues = [venue.changed(name=f"place {n}") for n, venue in enumerate(plan.where.venues, 1)]
    return plan.changed(
        why=plan.why.changed(goals=goals),
        who=plan.who.changed(audiences=audiences),
        where=plan.where.changed(venues=venues),
    )
