"""Invented lives of any length as workbooks: ten years of contacts, help and next steps, and a plan."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import netkit as nk
from netkit import vocabulary as v
from netkit.records import Action, Exchange, Interaction, Person, Record
from netkit.workbook import Workbook

TODAY = date.today()  # as for whoever opens a notebook
YEARS = 10
MOST_PEOPLE = 50_000
FIRST = ["Ines", "Ada", "Eve", "Jonas", "Lena", "Ravi", "Mara", "Sven", "Gita", "Luis", "Noor", "Zoë", "Björn", "Yuki"]
LAST = ["Okafor", "Marquist", "Kadell", "Ferham", "Holwell", "Linova", "Delacroix", "Engström", "Silva", "Haddad"]
WORK = ["nurse", "teacher", "recruiter", "planner", "analyst", "baker", "editor", "engineer", "founder", "lawyer"]
AT = ["Leeds General", "Kestrel Books", "Data Works", "Rail North", "Bright Foods", "Harbour Press", "City Council"]
PLACES = ["Leeds", "York", "Hull", "Bath", "Derby", "Lyon", "Gent", "Porto"]
CIRCLES = ["school", "choir", "work", "running", "neighbours"]
CHANNELS = ["email", "linkedin", "phone", "video", "in_person"]
OUTCOMES = ["pending", "replied", "met", "no_reply"]


def write(path: Path, interactions: int) -> Workbook:
    """A workbook of so many interactions, half as many people (at most 50,000) and a fifth as much help."""
    workbook = nk.open_workbook(path, TODAY)
    sample = nk.open_sample()
    chance = random.Random(interactions)
    with workbook.change("A life") as draft:
        people = list(_people(chance, min(interactions // 2, MOST_PEOPLE)))
        draft.add_all(people)
        for start in range(0, interactions, 50_000):
            draft.add_all(_log(chance, people, min(50_000, interactions - start)))
        for day, plan in sample.plans():
            named = [person.id for person in people[: len(plan.when.named)]]
            draft.write_plan(plan.changed(when=plan.when.changed(named=named)), day)
    return workbook


def _people(chance: random.Random, many: int) -> Iterator[Person]:
    for number in range(many):
        yield Person(
            id=f"p{number:09}",
            name=f"{chance.choice(FIRST)} {chance.choice(LAST)}{number // 100 or ''}",
            role=chance.choice(WORK),
            organisation=chance.choice(AT),
            place=chance.choice(PLACES),
            circles=[chance.choice(CIRCLES)],
            emails=[f"person{number}@mail.example"] if number % 3 == 0 else [],
            closeness=chance.choice(["", "weak", "moderate", "close"]),
            cadence_days=90 if number % 200 == 0 else None,
            needs=["a job in publishing"] if number % 500 == 0 else [],
            source="linkedin",
            source_key=f"person-{number}",
        )


def _log(chance: random.Random, people: list[Person], many: int) -> list[Record]:
    """Contacts, more with some people than with others, and the help and the next steps that came of them."""
    records: list[Record] = []
    for number in range(many):
        person = people[int(len(people) * chance.random() ** 2)].id
        on = TODAY - timedelta(days=chance.randrange(365 * YEARS))
        interaction = Interaction(
            on=on, people=[person], channel=chance.choice(CHANNELS),
            direction=chance.choice(list(v.DIRECTION)), outcome=chance.choice(OUTCOMES),
            purpose=chance.choice(list(v.PURPOSE)), note="Tea, and a long talk about work.",
        )  # fmt: skip
        records.append(interaction)
        if number % 5 == 0:
            records.append(
                Exchange(
                    on=on, person=person, interaction=interaction.id, direction=chance.choice(["given", "received"]),
                    kind=chance.choice(list(v.HELP_KIND)), value=chance.randint(1, 5),
                )
            )  # fmt: skip
        if number % 50 == 0:
            due = on + timedelta(days=14)
            done = due if (TODAY - due).days > 30 else None
            records.append(Action(person=person, what="Send the link", due_on=due, done_on=done))
    return records
