"""What somebody does at the moment of the crash: each deed tells, step by step, what is said to be done."""

from __future__ import annotations

import contextlib
import resource
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

import netkit as nk
from netkit.importers import bring_in
from netkit.importers.same import merge_people
from netkit.questions import Plan
from netkit.records import Distinct, Exchange, Interaction, Person
from netkit.workbook import backups, migrations, restore, store

DAY = date(2026, 3, 1)
STEP = Path(__file__).parent / "900_rebuilt.sql"  # a migration that writes every person anew
BOOK = "book.sqlite"
BACKUPS = 2  # automatic ones in the folder at the start
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{0} Test\nEMAIL:{0}@example.org\nEND:VCARD\n"
COMING = 25  # people in each file that is brought in
MARK = "Quendrelix"  # part of the name of everybody
Tell = Callable[[int], None]


def prepared(folder: Path) -> None:
    """A workbook last changed on an earlier day, with backups, beside what is brought in."""
    folder.mkdir()
    book = nk.open_workbook(folder / BOOK, DAY)
    people = [Person(id=f"person{n}", name=f"{MARK}{n} Vamborough{n}", note="0") for n in range(6)]
    talks = [Interaction(id=f"talk{n}", on=DAY, people=[p.id, people[0].id][: 1 + n % 2]) for n, p in enumerate(people)]
    gifts = [Exchange(on=DAY, person=person.id, direction="given", kind="advice") for person in people]
    book.add_all([*people, *talks, *gifts, Distinct(person="person4", other="person5")], "A start")
    book.set(Plan(), "why.intent", "0", "")
    for number in range(BACKUPS):
        backups.keep(book.path, f"version-{number}")
    shutil.copy2(book.path, folder / "old.bak")
    book.set(people[0], "place", "here", "")
    _yesterday(book.path)
    for number in range(3):
        cards = [CARD.format(f"Import{number}-{n}") for n in range(COMING)]
        (folder / f"people{number}.vcf").write_text("".join(cards), encoding="utf-8")
    store.rest()


def _yesterday(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE change SET at = '2026-02-28T12:00:00Z'")


def save(folder: Path, tell: Tell) -> None:
    """Two fields at once, again and again; the first save of the day keeps a backup."""
    book = nk.open_workbook(folder / BOOK, DAY)
    person, plan = book.get(Person, "person0"), book.plan()
    for number in range(1, 9):
        with book.change("Both") as draft:
            draft.set(person, "note", f"{number}", f"{number - 1}")
            draft.set(plan, "why.intent", f"{number}", f"{number - 1}")
        tell(number)


def bring(folder: Path, tell: Tell) -> None:
    book = nk.open_workbook(folder / BOOK, DAY)
    for number in range(3):
        bring_in(book, folder / f"people{number}.vcf")
        tell(number + 1)


def merge(folder: Path, tell: Tell) -> None:
    book = nk.open_workbook(folder / BOOK, DAY)
    for number in range(1, 4):
        merge_people(book, book.get(Person, "person0"), book.get(Person, f"person{number}"))
        tell(number)


def undo(folder: Path, tell: Tell) -> None:
    """An import is taken back, brought back, and so on."""
    book = nk.open_workbook(folder / BOOK, DAY)
    change = bring_in(book, folder / "people0.vcf").batches[0].change
    tell(1)
    for number in range(2, 8):
        change = book.undo(change).id
        tell(number)


def migrate(folder: Path, tell: Tell) -> None:
    with one_more_migration():
        nk.open_workbook(folder / BOOK, DAY)
    tell(1)


@contextlib.contextmanager
def one_more_migration() -> Iterator[None]:
    """As if the next netkit were installed."""
    steps = migrations.STEPS
    migrations.STEPS, migrations.NEWEST = [*steps, STEP], len(steps) + 1
    try:
        yield
    finally:
        migrations.STEPS, migrations.NEWEST = steps, len(steps)


def back_up(folder: Path, tell: Tell) -> None:
    book = nk.open_workbook(folder / BOOK, DAY)
    for number in range(1, 5):
        book.backup(folder / f"copy{number}.sqlite")
        tell(number)


def put_back(folder: Path, tell: Tell) -> None:
    restore(folder / "old.bak", folder / BOOK)
    tell(1)


def forget(folder: Path, tell: Tell) -> None:
    book = nk.open_workbook(folder / BOOK, DAY)
    for number in range(3):
        book.forget(f"person{number}")
        tell(number + 1)


DEEDS = {one.__name__: one for one in (save, bring, merge, undo, migrate, back_up, put_back, forget)}


def run(deed: str, folder: Path, pipe: Pipe, torn: tuple[int, int] = (0, 0)) -> None:
    """Do a deed in a process of its own; 'inside' is told when SQLite begins to commit, to copy or to write anew.

    With `torn`, from that count of them on the system ends the process when it first writes past so many bytes of a
    file: some pages of a save are in the file then, and the others are not.
    """
    told = 0

    def watched(act: Callable[..., Any]) -> Callable[..., Any]:
        def watching(self: store.Connection, *given: Any, **named: Any) -> Any:
            nonlocal told
            if given[0] in ("COMMIT", "VACUUM") or isinstance(given[0], store.Connection):
                told += 1
                pipe.send("inside")
                if told == torn[0]:
                    resource.setrlimit(resource.RLIMIT_FSIZE, (torn[1], torn[1]))
            return act(self, *given, **named)

        return watching

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    store.Connection.execute = watched(sqlite3.Connection.execute)
    store.Connection.backup = watched(sqlite3.Connection.backup)
    pipe.send("begun")
    DEEDS[deed](folder, pipe.send)
    pipe.send("done")
