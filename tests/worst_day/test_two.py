"""Two processes save into one workbook as fast as they can: none is lost, and each conflict is said."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import NamedTuple

import netkit as nk
from netkit.questions import Plan
from netkit.records import Person, Settings
from netkit.workbook import store
from tests.worst_day.deeds import DAY

SAVES = 5000  # tried by each of the two
SHARED = {  # what both write to, and how often
    "person0.note": 4, "person0.role": 2, "person1.note": 2,
    "plan.why.intent": 4, "plan.message.story": 2, "settings.worked": 2,
}  # fmt: skip
OWN = {"ann": "person2.place", "bo": "person2.organisation"}  # one of each, beside each other in one row


class Save(NamedTuple):
    """A save that was tried: accepted if `theirs` is None, else what stood there instead of `was`."""

    field: str
    was: str
    new: str
    theirs: str | None


def write(path: Path, who: str, pipe: Pipe) -> None:
    """Save what nobody saved before, now into one field, now into another; what stands there is learnt by conflict."""
    book, chance = nk.open_workbook(path, DAY), random.Random(who)
    known = dict.fromkeys([*SHARED, OWN[who]], "")
    tried = []
    pipe.send("begun")
    pipe.recv()
    for number in range(SAVES):
        field = OWN[who] if number % 5 == 0 else chance.choices(list(SHARED), list(SHARED.values()))[0]
        was, new = known[field], f"{who} {number}"
        try:
            put(book, field, new, was)
            theirs = None
        except nk.Conflict as conflict:
            theirs = str(conflict.theirs)
        known[field] = new if theirs is None else theirs
        tried.append(Save(field, was, new, theirs))
        if number % 10 == 0:
            time.sleep(0.003)  # else whoever has the file may keep it for most of the time
    pipe.send(tried)


def put(book: nk.Workbook, field: str, new: str, was: str) -> None:
    what, _, name = field.partition(".")
    thing: Plan | Settings | Person = {"plan": Plan(), "settings": Settings()}.get(what) or Person(id=what, name=what)
    book.set(thing, name, new, was)


def stored(book: nk.Workbook, field: str) -> str:
    what, _, name = field.partition(".")
    thing = {"plan": book.plan, "settings": book.settings}.get(what, lambda: book.get(Person, what))()
    for part in name.split("."):
        thing = getattr(thing, part)
    return str(thing)


def test_of_ten_thousand_saves_by_two_processes_none_is_lost_and_each_conflict_is_said(quick: Path) -> None:
    path = quick / "two.sqlite"
    book = nk.open_workbook(path, DAY)
    book.add_all([Person(id=f"person{n}", name=f"person{n}") for n in range(3)], "A start")
    store.rest()
    context = multiprocessing.get_context("forkserver")
    pairs = [context.Pipe() for _ in OWN]
    both = [context.Process(target=write, args=(path, who, end)) for who, (_, end) in zip(OWN, pairs, strict=True)]
    for process in both:
        process.start()
    for pipe, end in pairs:
        end.close()
        assert pipe.recv() == "begun"
    for pipe, _ in pairs:
        pipe.send("go")
    tried = {who: pipe.recv() for who, (pipe, _) in zip(OWN, pairs, strict=True)}
    for process in both:
        process.join()

    saves = [save for one in tried.values() for save in one]
    assert len(saves) == 10_000
    for field in {*SHARED, *OWN.values()}:
        accepted = {save.was: save.new for save in saves if save.field == field and save.theirs is None}
        assert len(accepted) == sum(save.field == field and save.theirs is None for save in saves), "written over"
        stood = [""]  # what stood in the field, one after the other
        while stood[-1] in accepted:
            stood.append(accepted[stood[-1]])
        assert len(stood) == len(accepted) + 1, "saved, and lost"
        assert stored(book, field) == stood[-1]
        for one in saves:
            if one.field == field and one.theirs is not None:
                assert stood.index(one.theirs) > stood.index(one.was), "a conflict, though nothing had changed"
    conflicts = Counter((save.new.split()[0], save.field) for save in saves if save.theirs is not None)
    assert not conflicts.keys() & {("ann", OWN["ann"]), ("bo", OWN["bo"])}
    assert all(conflicts[who, field] for who in OWN for field in SHARED), conflicts
    assert book.check() == []
