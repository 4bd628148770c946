"""Ended at any moment, by kill -9 or in the middle of a write: what was told is there, and nothing is half done."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

import netkit as nk
from netkit.records import Distinct, Exchange, ImportBatch, Interaction, Person
from netkit.workbook import Workbook, backups, store
from tests.worst_day import deeds
from tests.worst_day.deeds import BOOK, DAY, MARK

KILLS = -(-300 // len(deeds.DEEDS))  # of each deed, while it is under way: 300 in all
TORN = 8  # of each deed, at least: ended by the system in the middle of what it writes
PAGE = 4096
SEED = 20261123


@pytest.fixture(scope="module")
def context() -> ForkServerContext:
    """Processes that are there at once: forked from one in which everything is loaded already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pytest", "tests.worst_day.deeds", "netkit.workbook.forget"])
    return context


@pytest.fixture(scope="module")
def start(quick: Path) -> Iterator[Path]:
    folder = quick / "start"
    deeds.prepared(folder)
    yield folder
    store.rest()


class Crash:
    """A deed, ended at a moment: `done` is the last step that was told, `by` the signal that hit it under way, or 0."""

    def __init__(self, context: ForkServerContext, deed: str, folder: Path, *torn: tuple[int, int]) -> None:
        self.told: list[object] = []
        self.pipe, end = context.Pipe(duplex=False)
        self.process = context.Process(target=deeds.run, args=(deed, folder, end, *torn))
        self.process.start()
        end.close()
        self.read_until("begun", 1)
        self.begun = time.perf_counter()

    def read_until(self, what: str, times: int) -> None:
        try:
            while self.told.count(what) < times and self.told[-1:] != ["done"]:
                self.told.append(self.pipe.recv())
        except EOFError:
            pytest.fail(f"It ended by itself, exit {self.process.exitcode}, after {self.told}")

    def finish(self) -> float:
        """Let it come to its end; the seconds it took."""
        self.read_until("done", 1)
        took = time.perf_counter() - self.begun
        self.end()
        return took

    def kill(self, after: float) -> None:
        time.sleep(after)
        self.process.kill()
        self.end()

    def end(self) -> None:
        try:
            while True:
                self.told.append(self.pipe.recv())
        except (EOFError, OSError):
            self.pipe.close()
        self.process.join()
        assert self.process.exitcode in (0, -signal.SIGKILL, -signal.SIGXFSZ), self.told
        self.by = 0 if "done" in self.told else -self.process.exitcode
        self.done = max((told for told in self.told if isinstance(told, int)), default=0)


@pytest.mark.parametrize("deed", list(deeds.DEEDS))
def test_killed_at_any_moment_nothing_said_is_lost_and_nothing_is_half_done(
    context: ForkServerContext, start: Path, quick: Path, deed: str
) -> None:
    chance = random.Random(f"{SEED} {deed}")
    whole = Crash(context, deed, copied(start, quick))
    longest = whole.finish()
    inside = whole.told.count("inside")
    ends: Counter[int] = Counter()
    for number in range(6 * KILLS):
        if ends[signal.SIGKILL] == KILLS:
            break
        folder, at = copied(start, quick), chance.randint(1, inside)
        if number % 4 == 0:
            crash = Crash(context, deed, folder, (at, chance.randrange(PAGE, (folder / BOOK).stat().st_size, PAGE)))
            crash.end()
        else:
            crash = Crash(context, deed, folder)
            if number % 2:
                crash.kill(chance.uniform(0, longest))
            else:
                crash.read_until("inside", at)
                crash.kill(chance.uniform(0, longest / (inside + 1)))
        ends[crash.by] += 1
        if not crash.by:
            longest *= 0.9  # it came too late: perhaps the machine was busy in the first round
        try:
            with deeds.one_more_migration() if deed == "migrate" else nullcontext():
                book = after_the_crash(folder)
                HOLDS[deed](book, {crash.done, crash.done + 1} if crash.by else {crash.done})
                saves_again_and_is_tidy(book)
        except Exception as error:
            error.add_note(f"{deed}, seed {SEED}, crash {number}, told {crash.told}")
            raise
    assert ends[signal.SIGKILL] == KILLS, f"too few came before the end: {ends}"
    assert ends[signal.SIGXFSZ] >= TORN, f"too few were torn: {ends}"


def copied(start: Path, quick: Path) -> Path:
    store.rest()
    shutil.rmtree(quick / "case", ignore_errors=True)
    return Path(shutil.copytree(start, quick / "case"))


def after_the_crash(folder: Path) -> Workbook:
    """The workbook opened again, and what holds whatever was going on."""
    book = nk.open_workbook(folder / BOOK, DAY)
    assert book.check() == []
    for copy in backups.folder(book.path).glob("*.sqlite"):
        assert backups.is_good(copy)
    for place in (folder, backups.folder(book.path)):
        backups.clear(place, book.path)
    return book


def saves_again_and_is_tidy(book: Workbook) -> None:
    book.set(book.get(Person, "person5"), "role", "nurse", "")
    expected = {BOOK, "old.bak", "backups"} | {f"people{n}.vcf" for n in range(3)}
    assert {path.name for path in book.path.parent.iterdir() if not path.name.startswith("copy")} == expected
    assert {path.suffix for path in backups.folder(book.path).iterdir()} == {".sqlite"}


def saved(book: Workbook, may: set[int]) -> None:
    note, intent = int(book.get(Person, "person0").note), int(book.plan().why.intent)
    assert note == intent
    assert note in may
    daily = backups.automatic(book.path, backups.DAILY)
    assert len(daily) <= 1
    assert daily or not note, "it is kept before the first change"
    for copy in daily:
        assert Workbook(copy, DAY).get(Person, "person0").note == "0"


def brought(book: Workbook, may: set[int]) -> None:
    assert book.count() in {6 + deeds.COMING * number for number in may}
    batches = book.where(ImportBatch)
    assert len(batches) in may
    for batch in batches:
        assert book.undo(batch.change).stayed == []
    assert book.count() == 6


def merged(book: Workbook, may: set[int]) -> None:
    gone = 6 - book.count()
    assert gone in may
    assert [len(book.where(Exchange, person=f"person{n}")) for n in range(6)] == [
        1 + gone,
        *(int(n > gone) for n in range(1, 6)),
    ]
    people = [set(talk.people) for talk in sorted(book.where(Interaction), key=lambda talk: talk.id)]
    assert people == [
        {"person0"} if n <= gone else {f"person{n}", "person0"} if n % 2 else {f"person{n}"} for n in range(6)
    ]


def undone(book: Workbook, may: set[int]) -> None:
    there = [6 + deeds.COMING * (number % 2) for number in range(9)]
    assert book.count() in {there[number] for number in may}
    assert len(book.where(ImportBatch)) == int(book.count() > 6)


def migrated(book: Workbook, may: set[int]) -> None:
    assert [(p.note, p.name) for p in book.where(Person)] == [("0", f"{MARK}{n} Vamborough{n}") for n in range(6)]
    with store.reading(book.path) as connection:
        assert {row[0] for row in connection.execute("SELECT star_sign FROM person")} == {"unknown"}
    assert backups.automatic(book.path, f"version-{len(deeds.migrations.STEPS) - 1}")


def backed_up(book: Workbook, may: set[int]) -> None:
    copies = sorted(path.name for path in book.path.parent.glob("copy*"))
    assert copies in [[f"copy{n + 1}.sqlite" for n in range(number)] for number in may]
    for copy in copies:
        again = Workbook(book.path.parent / copy)
        assert again.check() == []
        assert (again.where(Person), again.changes()) == (book.where(Person), book.changes())


def put_back(book: Workbook, may: set[int]) -> None:
    place = book.get(Person, "person0").place
    assert place in {"here" if number == 0 else "" for number in may}
    kept = backups.automatic(book.path, backups.REPLACED)
    assert kept or place == "here"
    for copy in kept:
        assert Workbook(copy).get(Person, "person0").place == "here"


def forgotten(book: Workbook, may: set[int]) -> None:
    gone = 6 - book.count()
    assert gone in may
    assert len(book.where(Exchange)) == 6 - gone
    assert len(book.where(Distinct)) == 1
    raw = everything(book.path.parent)
    for number in range(gone):
        for words in (f"{MARK}{number}", f"Vamborough{number}", f"person{number}"):
            assert words.encode() not in raw, words
    assert f"{MARK}{gone}".encode() in raw


def everything(folder: Path) -> bytes:
    """All bytes of all files in a folder, whatever they are called; what is brought in or kept by hand is not ours."""
    own = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".vcf", ".bak")]
    return b"\n".join(path.read_bytes() + path.name.encode() for path in own)


HOLDS: dict[str, Callable[[Workbook, set[int]], None]] = {
    "save": saved, "bring": brought, "merge": merged, "undo": undone,
    "migrate": migrated, "back_up": backed_up, "put_back": put_back, "forget": forgotten,
}  # fmt: skip
