"""Invented lives of any length as workbooks: ten years of contacts, answers, help and next steps, and a plan."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import netkit as nk
from netkit import vocabulary as v
from netkit.records import Action, Exchange, Interaction, Person, Record
from netkit.workbook import Workbook

TODAY = date.today()  # as for whoever opens a notebook
YEARS = 10
MOST_PEOPLE = 50_000
SPELL = 10_000  # interactions that are drawn; a longer life has them again, with others and on other days
FIRST = ["Ines", "Ada", "Eve", "Jonas", "Lena", "Ravi", "Mara", "Sven", "Gita", "Luis", "Noor", "Zoë", "Björn", "Yuki"]
LAST = ["Okafor", "Marquist", "Kadell", "Ferham", "Holwell", "Linova", "Delacroix", "Engström", "Silva", "Haddad"]
WORK = ["nurse", "teacher", "recruiter", "planner", "analyst", "baker", "editor", "engineer", "founder", "lawyer"]
AT = ["Leeds General", "Kestrel Books", "Data Works", "Rail North", "Bright Foods", "Harbour Press", "City Council"]
PLACES = ["Leeds", "York", "Hull", "Bath", "Derby", "Lyon", "Gent", "Porto"]
CIRCLES = ["school", "choir", "work", "running", "neighbours"]
CHANNELS = ["email", "linkedin", "phone", "video", "in_person"]
OUTCOMES = ["pending", "pending", "replied", "met", "no_reply", "referral"]
# for each table the cells that differ when a spell comes again, the nth time among so many people
OTHERS = "printf('p%09d', (CAST(substr(person, 2) AS INTEGER) + :n * 37) % :people)"
EARLIER = """date("on", '-' || (:n * 13 % 365) || ' days')"""
AGAIN = {
    "interaction": {"id": "id || '-' || :n", "on": EARLIER, "reply_to": "reply_to || '-' || :n"},
    "interaction_person": {"interaction": "interaction || '-' || :n", "person": OTHERS},
    "exchange": {
        "id": "id || '-' || :n", "on": EARLIER, "person": OTHERS, "interaction": "interaction || '-' || :n",
    },
    "action": {"id": "id || '-' || :n", "person": OTHERS},
}  # fmt: skip


def write(path: Path, interactions: int) -> Workbook:
    """A workbook of so many interactions, half as many people (at most 50,000) and a fifth as much help.

    Its plan is the sample's. More than a spell is a number of whole spells.
    """
    workbook = nk.open_workbook(path, TODAY)
    sample = nk.open_sample()
    chance, plans = random.Random(interactions), sample.plans()
    with workbook.change("A life") as draft:
        people = list(
            _people(chance, min(interactions // 2, MOST_PEOPLE), [one.id for one in plans[-1][1].who.audiences])
        )
        draft.add_all(people)
        draft.add_all(_log(chance, people, min(interactions, SPELL)))
        for day, plan in plans:
            named = [person.id for person in people[: len(plan.when.named)]]
            draft.write_plan(plan.changed(when=plan.when.changed(named=named)), day)
    if interactions > SPELL:
        _repeat(path, interactions // SPELL - 1, len(people))
    return workbook


def _people(chance: random.Random, many: int, audiences: list[str]) -> Iterator[Person]:
    for number in range(many):
        yield Person(
            id=f"p{number:09}",
            name=f"{chance.choice(FIRST)} {chance.choice(LAST)}{number // 100 or ''}",
            role=chance.choice(WORK),
            organisation=chance.choice(AT),
            place=chance.choice(PLACES),
            audience=chance.choice(["", *audiences]),
            circles=[chance.choice(CIRCLES)],
            emails=[f"person{number}@mail.example"] if number % 3 == 0 else [],
            closeness=chance.choice(["", "weak", "moderate", "close"]),
            scope=chance.choice(["local", "national"]),
            cadence_days=90 if number % 200 == 0 else None,
            introduced_by=f"p{chance.randrange(number):09}" if number % 9 == 1 else "",
            needs=["a job in publishing"] if number % 500 == 0 else [],
            source="linkedin",
            source_key=f"person-{number}",
        )


def _log(chance: random.Random, people: list[Person], many: int) -> list[Record]:
    """Contacts, more with some people than with others, and the help and the next steps that came of them."""
    records: list[Record] = []
    before = ""
    for number in range(many):
        met = [people[int(len(people) * chance.random() ** 2)].id for _ in range(2 if number % 4 == 3 else 1)]
        on, is_answer = TODAY - timedelta(days=chance.randrange(365 * YEARS)), number % 4 == 2
        interaction = Interaction(
            on=on, people=list(dict.fromkeys(met)), channel=chance.choice(CHANNELS),
            direction="inbound" if is_answer else chance.choice(["outbound", "outbound", "mutual"]),
            outcome=chance.choice(OUTCOMES), purpose=chance.choice(list(v.PURPOSE)),
            avenue=chance.choice(["", "coffee", "call"]), message=chance.choice(["", "spring", "autumn"]),
            reply_to=before if is_answer else "", note="Tea, and a long talk about work.",
        )  # fmt: skip
        before = interaction.id
        records.append(interaction)
        if number % 5 == 0:
            records.append(
                Exchange(
                    on=on, person=met[0], interaction=interaction.id, direction=chance.choice(["given", "received"]),
                    kind=chance.choice(list(v.HELP_KIND)), value=chance.choice([None, 1, 2, 3, 4, 5]),
                    minutes=chance.choice([None, 20, 60]),
                )
            )  # fmt: skip
        if number % 50 == 0:
            due = on + timedelta(days=14)
            done = due if (TODAY - due).days > 30 else None
            records.append(Action(person=met[0], what="Send the link", due_on=due, done_on=done))
    return records


def _repeat(path: Path, times: int, people: int) -> None:
    """The log over again in SQL, which is sooner than by the models; the triggers of the file write its history."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = -500000")  # 500 MB: else it goes to the disk and back for each index
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO change (at, what, open) VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'A life', 0)"
        )
        for table, cells in AGAIN.items():
            names = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            again = ", ".join(cells.get(name, f'"{name}"') for name in names)
            connection.execute(f'CREATE TEMP TABLE spell AS SELECT * FROM "{table}"')
            one = f'INSERT OR IGNORE INTO "{table}" SELECT {again} FROM spell'  # two may become one, who took part once
            for n in range(1, times + 1):
                connection.execute(one, {"n": n, "people": people})
            connection.execute("DROP TABLE spell")
        connection.execute("UPDATE change SET open = NULL WHERE id = (SELECT max(id) FROM change)")
        connection.execute("COMMIT")
