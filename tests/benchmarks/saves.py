"""Saves of a field by turns with bare commits, in a Python of their own, as a kernel that was just started has them.

`python saves.py WORKBOOK FOLDER plan` saves the intent of the plan; `... person note how_met`, in the place of `plan`,
these fields of a person in turn. The bare file is made in FOLDER, on the disk of the workbook. Prints the medians in
seconds, netkit's first.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from itertools import count, cycle
from pathlib import Path

from stopwatch import in_turns, timed

import netkit as nk
from netkit.records import Person
from netkit.workbook import Workbook

ROUNDS = 300
number = count()


def bare(folder: Path) -> Callable[[], None]:
    """A bare commit of one text, in a file of one table; the connection stays open."""
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE field (id TEXT PRIMARY KEY, value TEXT)")
    connection.execute("INSERT INTO field VALUES ('one', '')")

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE field SET value = ? WHERE id = 'one'", (f"{next(number)}",))
        connection.execute("COMMIT")

    return commit


def of_a_person(book: Workbook, fields: list[str]) -> Callable[[], float]:
    """Saves these fields of one person, one after the other; says how long each took."""
    person, asked = book.get(Person, "p000000001"), cycle(fields)

    def save() -> float:
        nonlocal person
        was, field, text = person, next(asked), f"Tea, not coffee. {next(number)}"
        took = timed(lambda: book.set(was, field, text, getattr(was, field)))
        person = book.get(Person, was.id)
        return took

    return save


def of_the_plan(book: Workbook) -> Callable[[], float]:
    """Saves the intent of the plan again and again; says how long each took."""
    plan = book.plan()

    def save() -> float:
        nonlocal plan
        was, text = plan, f"By May I know. {next(number)}"
        took = timed(lambda: book.set(was, "why.intent", text, was.why.intent))
        plan = book.plan()
        return took

    return save


if __name__ == "__main__":
    workbook, folder, kind, *fields = sys.argv[1:]
    book = nk.open_workbook(workbook)
    save = of_the_plan(book) if kind == "plan" else of_a_person(book, fields)
    commit = bare(Path(folder))
    print(*in_turns(save, lambda: timed(commit), ROUNDS))
