"""Whether figures alone tell of a few people: an attacker reads one report, or two.

The attacker knows how netkit works, makes the reports of all worlds that could be, keeps those that read like the ones
at hand, and sees what size a group has in them. A size from one to four is not to be told from any other of these, or
from none.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest

from netkit.charts import Review
from netkit.questions import Audience, Goal, Plan, When, Who, Why
from netkit.records import Exchange, Interaction, Person, Progress, Record, Settings
from netkit.report.contents import Contents
from netkit.report.copy import private_copy
from netkit.report.figures import facts
from netkit.report.front import cards
from netkit.report.redact import redact
from netkit.workbook import Workbook

TODAY = date(2026, 3, 29)
START, LATELY, LONG_AGO = date(2026, 1, 5), date(2026, 3, 24), date(2021, 5, 1)
FEW = {1, 2, 3, 4}


def betrayed(reports: Iterable[tuple[Hashable, int]]) -> list[set[int]]:
    """The sizes that reports (what one says, size of the group) leave possible, where that tells of a few people."""
    possible: dict[Hashable, set[int]] = defaultdict(set)
    for said, size in reports:
        possible[said].add(size)
    return [sizes for sizes in possible.values() if sizes < FEW]


def met(id: str, on: date = LATELY, n: int = 0) -> Interaction:
    return Interaction(id=f"{id}-{on}-{n}", on=on, people=[id], channel="video", outcome="met")


def helped(id: str, way: str, on: date = LATELY) -> Exchange:
    return Exchange(id=f"{id}-{way}", on=on, person=id, direction=way, kind="advice", value=3)


MORE: dict[str, Callable[[str], list[Record]]] = {
    "written to": lambda id: [met(id).changed(channel="email", outcome="pending")],
    "met three times": lambda id: [met(id, n=n) for n in range(3)],
    "met again": lambda id: [met(id, LONG_AGO), met(id)],
    "helped": lambda id: [helped(id, "given")],
    "helped both ways": lambda id: [helped(id, "given"), helped(id, "received")],
}


def world(more: int, kind: str) -> Contents:
    """Five people met and helped both ways by winter's end, and so many more of a kind in the last week."""
    goals = [Goal(id="goal", number=12, unit="conversations"), Goal(id="own", number=3, unit="other")]
    plan = Plan(
        why=Why(goals=goals), who=Who(audiences=[Audience(id="all", goals=["goal"])]), when=When(number=2, per="week")
    )
    first, then = ([Person(id=f"{name}{n}", name=f"{name} {n}", audience="all") for n in range(many)]
                   for name, many in (("First", 5), ("Then", more)))  # fmt: skip
    days = [START + timedelta(weeks=n) for n in range(5)]
    records: list[Record] = [met(p.id, day) for day, p in zip(days, first, strict=True)]
    records += [helped(p.id, way, days[-1]) for p in first for way in ("given", "received")]
    records += [record for person in then for record in MORE[kind](person.id)]
    return Contents(
        Settings(report_level="none"), [(START, plan)], [*first, *then],
        interactions=[each for each in records if isinstance(each, Interaction)],
        exchanges=[each for each in records if isinstance(each, Exchange)],
        progress=[Progress(goal="own", on=START, value=2)],
    )  # fmt: skip


def read(contents: Contents) -> str:
    """All that a report of figures alone says, drawings by their data."""
    with private_copy(redact(contents, "none", Random(1)), TODAY) as path:
        book = Workbook(path)
        review = Review(book)
        shown = facts(book, review.frames)
        del shown["figures"]  # what the workbook keeps of it
        charts = [review.progress(), review.help(), review.balance()]
        drawn = [c.frame.drop(columns="ids", errors="ignore").to_csv() if c.frame is not None else "" for c in charts]
        said = [(c.title, c.sub, c.foot, c.alt, c.table) for c in charts]
        return json.dumps([shown, said, drawn, review.help_says().html], default=str)


@pytest.mark.parametrize("kind", MORE)
def test_no_few_people_can_be_found_by_subtracting_one_report_from_another(kind: str) -> None:
    reports = {more: read(world(more, kind)) for more in range(10)}
    assert betrayed((said, more) for more, said in reports.items()) == []
    pairs = [((reports[one], reports[two]), two - one) for one, two in product(reports, repeat=2)]
    assert betrayed(pairs) == []
    assert len(set(reports.values())) > 1  # and still it tells how much was done


def test_no_few_people_can_be_found_by_subtracting_one_figure_from_another() -> None:
    plain = {
        "goal": None,
        "weeks": {"kept": 1, "counted": 2, "off": 0, "marks": ["kept", "missed"]},
        "help": {"given": 0.0, "received": 0.0, "times": 0, "rated": 0, "label": ""},
    }

    def said(contacted: int, replied: int, met: int, new: int, again: int) -> str:
        stages = {"contacted": contacted, "replied": replied, "met": met, "waiting": contacted - replied}
        figures = {
            **plain,
            "stages": stages,
            "fresh": {"new": new, "again": again, "planned": 7, "now": min(new, 3), "over": 9},
        }
        return str(cards(figures, TODAY, coarse=True))

    stages = [(c, r, m) for c, r, m in product(range(5, 20), range(20), range(20)) if m <= r <= c]
    groups: list[Callable[[int, int, int], int]] = [lambda c, r, m: c - r, lambda c, r, m: r - m, lambda c, r, m: c - m]
    told = {stage: said(*stage, new=5, again=0) for stage in stages}
    for size in groups:
        assert betrayed((told[stage], size(*stage)) for stage in stages) == []
    fresh = {(new, again): said(5, 5, 5, new, again) for new, again in product(range(20), repeat=2)}
    for at in (0, 1):
        assert betrayed((text, each[at]) for each, text in fresh.items()) == []
