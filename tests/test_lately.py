"""What bears on the days to come, read alone: the same advice as from all the frames, whatever was logged."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from netkit import advice
from netkit import vocabulary as v
from netkit.advice.ahead import GIVES
from netkit.metrics.volume import weekly
from netkit.questions import Help, Off, Offer, Plan, When
from netkit.records import Action, Exchange, Interaction, Person, Record
from netkit.workbook import Workbook, open_workbook
from netkit.workbook.lately import first_monday

TODAY = date(2026, 3, 12)


def some_life(chance: random.Random, path: Path) -> Workbook:
    """A workbook of a few people over years, with all that advice looks at, on days before and after today."""
    workbook = open_workbook(path, TODAY)
    people = [_person(chance, number) for number in range(chance.randint(1, 12))]
    records: list[Record] = [*people]
    for _ in range(chance.randint(0, 80)):
        records.append(_happened(chance, [person.id for person in people]))
    workbook.add_all(records, "A life")
    with workbook.change("Plans") as draft:
        for ago in sorted(chance.sample(range(1500), 3), reverse=True):
            when = When(
                number=chance.randint(0, 2), per=chance.choice(["day", "week", "month"]),
                named=[person.id for person in people if chance.random() < 0.3],
            )  # fmt: skip
            offers = [Offer(id="o1", what="feedback on a letter", kind="feedback")]
            draft.write_plan(Plan(when=when, help=Help(offers=offers)), TODAY - timedelta(days=ago))
    return workbook


def _day(chance: random.Random) -> date:
    return TODAY - timedelta(days=int(chance.choice([20, 120, 1500]) * chance.random()) - chance.randint(0, 5))


def _person(chance: random.Random, number: int) -> Person:
    return Person(
        id=f"p{number}",
        name=f"Person {number}",
        cadence_days=chance.choice([None, None, 30, 400]),
        target_by=chance.choice([None, None, _day(chance)]),
        needs=chance.choice([[], [], ["feedback on my letter"], ["an introduction"]]),
        offers=chance.choice([[], [], ["o1"], ["a list of meetups"]]),
        do_not_contact=chance.random() < 0.1,
        source=chance.choice(["", "linkedin"]),
        first_met_on=chance.choice([None, _day(chance)]),
    )


def _happened(chance: random.Random, people: list[str]) -> Record:
    on, person = _day(chance), chance.choice(people)
    if chance.random() < 0.6:
        return Interaction(
            on=on, people=chance.sample(people, min(len(people), chance.choice([0, 1, 1, 1, 2]))),
            direction=chance.choice(list(v.DIRECTION)), outcome=chance.choice(["pending", "pending", "met"]),
            purpose=chance.choice(["other", "thank"]), counts_as_contact=chance.random() < 0.9,
        )  # fmt: skip
    if chance.random() < 0.7:
        return Exchange(
            on=on, person=person, direction=chance.choice(["given", "received"]),
            kind=chance.choice(["feedback", "introduction", "advice"]), value=chance.choice([None, 2, 3, 5]),
            status=chance.choice(["delivered", "delivered", "accepted", "requested"]),
            thanked_on=chance.choice([None, on]),
        )  # fmt: skip
    later = chance.choice([None, on + timedelta(days=10)])
    ends = dict.fromkeys(chance.sample(["done_on", "dismissed_on", "snoozed_until"], chance.randint(0, 2)), later)
    return Action(
        person=chance.choice([person, ""]),
        kind=chance.choice(list(v.ACTION_KIND)),
        what="Send it",
        due_on=later,
        **ends,
    )


@pytest.mark.parametrize("seed", range(16))
def test_advice_from_what_happened_lately_is_that_from_all_frames(tmp_path: Path, seed: int) -> None:
    book = some_life(random.Random(seed), tmp_path / "life.sqlite")
    people, interactions, contacts, exchanges, actions = (
        book.people(), book.interactions(), book.contacts(), book.exchanges(), book.actions(),
    )  # fmt: skip
    plan, now = book.plan(), advice.now(book)
    weeks = weekly(interactions, contacts, people, book.plans(), TODAY)
    assert now.week == advice.this_week(weeks, exchanges, TODAY)
    assert now.steps == advice.next_steps(people, interactions, contacts, exchanges, actions, plan, TODAY)
    assert now.gives == advice.gives(people, exchanges, plan, TODAY, GIVES, actions=actions)
    assert now.names == advice.next_names(people, contacts, plan, TODAY, actions)
    whole = advice.reminders(people, interactions, contacts, exchanges, actions, plan, TODAY)
    assert advice.reminders(*book.lately().frames, plan, TODAY) == whole


@pytest.mark.parametrize(
    ("weeks", "off", "said"),
    [
        (1, 0, ""),
        (3, 0, "Third week in a row"),
        (3, 20, "Third week in a row"),
        (7, 20, "Seventh week in a row"),
        (9, 20, "Eight weeks in a row or more"),
        (40, 0, "Eight weeks in a row or more"),
    ],
)
def test_a_row_of_weeks_is_counted_however_far_back_it_began(tmp_path: Path, weeks: int, off: int, said: str) -> None:
    book = open_workbook(tmp_path / "row.sqlite", TODAY)
    first, *others = [Person(id=f"p{n}", name=f"Person {n}") for n in range(weeks + 1)]
    ago = [n if n == 1 else n + off for n in range(1, weeks + 1)]  # time off after the first week, seen from today
    met = [Interaction(on=TODAY - timedelta(weeks=n), people=[other.id]) for n, other in zip(ago, others, strict=True)]
    old = Interaction(on=met[-1].on - timedelta(weeks=5), people=[first.id])
    book.add_all([first, *others, old, *met], "A row")
    away = [Off(first=TODAY - timedelta(weeks=off + 1), last=TODAY - timedelta(weeks=2))] if off else []
    with book.change("Plan") as draft:
        draft.write_plan(Plan(when=When(number=1, per="week", off=away)), old.on)
    weeks = weekly(book.interactions(), book.contacts(), book.people(), book.plans(), TODAY)
    before = advice.now(book).week.before
    assert before == advice.this_week(weeks, book.exchanges(), TODAY).before
    assert before.startswith(said)


def test_years_ago_nothing_is_read_but_what_is_of_those_who_are_near(tmp_path: Path) -> None:
    book = open_workbook(tmp_path / "old.sqlite", TODAY)
    near, far = Person(name="Ines Okafor", cadence_days=30), Person(name="Ada Marquist")
    long_ago = [Interaction(on=date(2019, 5, 1), people=[person.id]) for person in (near, far)]
    book.add_all([near, far, *long_ago], "Long ago")
    found = book.lately()
    assert found.people["name"].tolist() == ["Ines Okafor"]
    assert found.contacts["person"].tolist() == [near.id]
    assert found.interactions.empty
    assert not found.is_all


# by the calendar of 2026: 5 January, 2 February and 1 June are Mondays
@pytest.mark.parametrize(
    ("today", "months", "monday"),
    [
        (date(2026, 3, 12), 2, date(2026, 1, 5)),
        (date(2026, 2, 2), 0, date(2026, 2, 2)),
        (date(2026, 6, 1), 0, date(2026, 6, 1)),
        (date(2026, 1, 31), 12, date(2025, 1, 6)),
        (date(9, 1, 1), 10**6, date(1, 1, 1)),
    ],
)
def test_it_begins_with_the_first_monday_of_a_month(today: date, months: int, monday: date) -> None:
    assert first_monday(today, months) == monday
