"""Two processes at one moment: one puts a backup back while the other saves."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import pytest

import netkit as nk
from netkit.records import Person
from netkit.workbook import backups, restore, store
from tests.worst_day.deeds import DAY

ROUNDS = 15
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
