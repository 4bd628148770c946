"""The workbook against bare SQLite: saving a field, and finding people among 50,000."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from stopwatch import Measured, in_turns, timed

import netkit as nk
from netkit.records import Interaction, Person
from netkit.workbook import Workbook

MANY = 50_000
# the whole of what a search answers with, in one statement: twenty people, those met last first
FIRST_TWENTY = """
SELECT p.id, p.name, p.role, p.organisation, p.place, (
  SELECT max(i."on") FROM interaction_person ip JOIN interaction i ON i.id = ip.interaction
  WHERE ip.person = p.id AND i.counts_as_contact) AS last_on
FROM person p WHERE p.search LIKE ? ORDER BY last_on DESC NULLS LAST, p.name LIMIT 20
"""


@pytest.fixture
def bare(sample: Workbook, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """A bare commit of one text, in a file of one table beside the workbook, as safe as the workbook's."""
    connection = sqlite3.connect(tmp_path / "bare.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE field (id TEXT PRIMARY KEY, value TEXT)")
    connection.execute("INSERT INTO field VALUES ('one', '')")

    def commit(value: str) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE field SET value = ? WHERE id = 'one'", (value,))
        connection.execute("COMMIT")

    yield commit
    connection.close()


HOW = "100 rounds in one process, on the same disk, journal DELETE and synchronous FULL; the bare connection stays open"


def test_a_field_of_a_person_is_saved_in_twice_the_time_of_a_bare_commit(
    sample: Workbook, bare: Callable[[str], None], report: Callable[[Measured], None]
) -> None:
    person, number = sample.where(Person, name="Amara Kovalenko")[0], count()

    def save() -> float:
        nonlocal person
        was, text = person, f"Tea, not coffee. {next(number)}"
        start = timed(lambda: sample.set(was, "note", text, was.note))
        person = sample.get(Person, was.id)
        return start

    took = in_turns(save, lambda: timed(lambda: bare(f"{next(number)}")), 100)
    report(Measured("save a field of a person", "a bare commit", *took, 2, HOW))


def test_a_field_of_the_plan_is_saved_in_twice_the_time_of_a_bare_commit(
    sample: Workbook, bare: Callable[[str], None], report: Callable[[Measured], None]
) -> None:
    plan, number = sample.plan(), count()

    def save() -> float:
        nonlocal plan
        was, text = plan, f"By May I know. {next(number)}"
        took = timed(lambda: sample.set(was, "why.intent", text, was.why.intent))
        plan = sample.plan()
        return took

    took = in_turns(save, lambda: timed(lambda: bare(f"{next(number)}")), 100)
    report(Measured("save a field of the plan", "a bare commit", *took, 2, HOW))


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """A workbook of 50,000 people, each third of them met once."""
    first = ["Ines", "Ada", "Eve", "Jonas", "Lena", "Ravi", "Mara", "Sven", "Gita", "Luis", "Noor"]
    last = ["Okafor", "Marquist", "Kadell", "Ferham", "Holwell", "Linova", "Delacroix", "Engström"]
    work = ["nurse", "teacher", "recruiter", "planner", "analyst", "baker", "editor"]
    at = ["Leeds General", "Kestrel Books", "Data Works", "Rail North", "Bright Foods"]
    people = [
        Person(
            id=f"p{n:09}",
            name=f"{first[n % len(first)]} {last[n % len(last)]}",
            role=work[n % 7],
            organisation=at[n % 5],
            place="Leeds",
        )
        for n in range(MANY)
    ]
    start = date(2016, 1, 1)
    met = [Interaction(on=start + timedelta(days=n % 3650), people=[f"p{n:09}"]) for n in range(0, MANY, 3)]
    workbook = nk.open_workbook(tmp_path_factory.mktemp("crowd") / "crowd.sqlite", date(2026, 3, 29))
    workbook.add_all([*people, *met], "A crowd")
    return workbook


@pytest.mark.parametrize("text", ["okafor", "kafor", "teacher", "a", "nobody by that name"])
def test_the_first_twenty_of_50_000_are_found_in_three_times_the_bare_query(
    crowd: Workbook, text: str, report: Callable[[Measured], None]
) -> None:
    connection = sqlite3.connect(crowd.path)

    def ask() -> list[tuple[str, ...]]:
        return connection.execute(FIRST_TWENTY, (f"%{text}%",)).fetchall()

    met = [hit.last_on and hit.last_on.isoformat() for hit in crowd.search(text, 20)]
    assert met == [row[5] for row in ask()]
    took = in_turns(lambda: timed(lambda: crowd.search(text, 20)), lambda: timed(ask), 21)
    connection.close()
    how = f"21 rounds in one process, {MANY:,} people and {MANY // 3:,} contacts; the bare query gives the same answer"
    report(Measured(f"search “{text}”", "the bare query", *took, 3, how))
