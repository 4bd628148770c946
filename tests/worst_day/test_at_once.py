"""Two processes at one moment: one puts a backup back while the other saves, or both open an older workbook."""

from __future__ import annotations

import multiprocessing
import sqlite3
from contextlib import closing
from multiprocessing.connection import Connection as Pipe
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

import netkit as nk
from netkit.records import Person
from netkit.workbook import backups, restore, store
from tests.test_store import EARLIER
from tests.worst_day.deeds import DAY

ROUNDS = 12
context = multiprocessing.get_context("forkserver")


@pytest.fixture
def folder(quick: Path, request: pytest.FixtureRequest) -> Path:
    made = quick / request.node.name[:20]
    made.mkdir()
    return made


def save(path: Path, pipe: Pipe) -> None:
    """Add people as fast as it goes until told to stop; tell whom."""
    book, saved = nk.open_workbook(path, DAY), []
    pipe.send("begun")
    while not pipe.poll():
        saved.append(book.add(Person(name=f"Person {len(saved)}")).id)
    pipe.send(saved)


def ids(path: Path) -> set[str]:
    return {person.id for person in nk.open_workbook(path, DAY).where(Person)}


def test_what_was_saved_while_a_backup_was_put_back_is_in_the_workbook_or_in_the_copy_that_was_kept(
    folder: Path,
) -> None:
    path, old = folder / "book.sqlite", folder / "old.bak"
    nk.open_workbook(path, DAY).backup(old)
    store.rest()
    pipe, end = context.Pipe()
    other = context.Process(target=save, args=(path, end))
    other.start()
    end.close()
    assert pipe.recv() == "begun"
    kept = [restore(old, path) for _ in range(ROUNDS)]
    pipe.send("stop")
    saved = pipe.recv()
    other.join()
    assert set(saved) == ids(path).union(*(ids(one) for one in kept if one))
    assert len(saved) > ROUNDS
    assert all(backups.is_good(one) for one in kept if one)
    assert nk.open_workbook(path, DAY).check() == []
    assert sorted(file.name for file in folder.iterdir()) == ["backups", "book.sqlite", "old.bak"]


def open_each(paths: list[Path], both: Barrier, pipe: Pipe) -> None:
    """Open one workbook after the other, each at the same moment as the other process; tell what went wrong."""
    said = []
    for path in paths:
        both.wait()
        try:
            nk.open_workbook(path, DAY)
        except nk.NetkitError as error:
            said.append(str(error))
    pipe.send(said)


def test_of_two_processes_that_open_an_older_workbook_at_once_one_brings_it_up_to_date(folder: Path) -> None:
    paths = [folder / f"{number}" / "book.sqlite" for number in range(ROUNDS)]
    for path in paths:
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(EARLIER[-1].read_text(encoding="utf-8"))
    both, pairs = context.Barrier(2), [context.Pipe() for _ in range(2)]
    processes = [context.Process(target=open_each, args=(paths, both, end)) for _, end in pairs]
    for process in processes:
        process.start()
    assert [pipe.recv() for pipe, _ in pairs] == [[], []]
    for process in processes:
        process.join()
    for path in paths:
        assert nk.open_workbook(path, DAY).check() == []
        (kept,) = backups.automatic(path)
        assert backups.is_good(kept)
        assert [file.name for file in backups.folder(path).iterdir()] == [kept.name]
