"""The disk is full, the file read-only or locked: that is said, what was typed stays, and it is saved afterwards."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
from click import ClickException

import netkit as nk
from netkit.cli import main
from netkit.forms.form import Form
from netkit.forms.log import LogForm
from netkit.forms.people import PeopleForm
from netkit.forms.plan import PlanForm
from netkit.forms.share import ShareForm
from netkit.importers import bring_in, uploaded
from netkit.importers.same import merge_people
from netkit.records import Action, Person
from netkit.workbook import Workbook, backups, migrations, places, store, unsaved
from netkit.workbook.vcards import write_vcards
from tests.hand import Hand, Patient
from tests.worst_day.deeds import CARD

DAY = date(2026, 3, 1)
LONG = "a very long story" * 2000  # needs new pages in the file


@contextmanager
def quota(path: Path, most: int = 512) -> Iterator[None]:
    """No file may grow beyond so many bytes: what a quota does, and what any user can set for their own process."""
    allowed = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, allowed[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, allowed)


@contextmanager
def full(path: Path) -> Iterator[None]:
    """SQLite gets no further page for the file, and says what it says on a full disk."""
    with store.connect(path) as connection:  # the one that rests, and is taken for the next save
        most = connection.execute("PRAGMA max_page_count").fetchone()[0]
        connection.execute("PRAGMA max_page_count = 1")
    yield
    with store.connect(path) as connection:
        connection.execute(f"PRAGMA max_page_count = {most}")


@contextmanager
def marked(place: Path, mode: int) -> Iterator[None]:
    before = place.stat().st_mode
    place.chmod(mode)
    try:
        yield
    finally:
        place.chmod(before)


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
connection.execute("SELECT * FROM person").fetchone()
print("held", flush=True)
sys.stdin.readline()
"""


@contextmanager
def held(path: Path, how: str) -> Iterator[None]:
    """Another program holds the file until the end of the block."""
    command = [sys.executable, "-c", HOLD, str(path), how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.communicate("\n")


@contextmanager
def newer(path: Path) -> Iterator[None]:
    """A newer netkit has brought the file up to date, in which a column is called otherwise."""
    standing = path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE change RENAME COLUMN batch TO lot")
        connection.execute(f"PRAGMA user_version = {migrations.NEWEST + 1}")
    yield
    path.write_bytes(standing)


ROOM = "Make room, then try again."
READ_ONLY = "{} or its folder is read-only. Allow writing to it, then try again."
IN_USE = "{} is used by another program, or by an import. Try again soon."
TROUBLES: dict[str, tuple[Callable[[Path], AbstractContextManager[None]], str]] = {
    "quota": (quota, f"The disk of {{}} can't be read or written (is it full, over a quota, or failing?). {ROOM}"),
    "full disk": (full, f"The disk of {{}} is full. {ROOM}"),
    "read-only file": (lambda path: marked(path, 0o400), READ_ONLY),
    "read-only folder": (lambda path: marked(path.parent, 0o500), READ_ONLY),
    "locked": (lambda path: held(path, "BEGIN EXCLUSIVE"), IN_USE),
    "somebody writes": (lambda path: held(path, "BEGIN IMMEDIATE"), IN_USE),
    "another version": (
        newer,
        "{} was changed by another version of netkit meanwhile. Restart this notebook: Kernel, Restart Kernel and Run "
        "All Cells.",
    ),
}
"""What hinders a save, and what is said of it; {} is the workbook."""


@pytest.fixture
def book(quick: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbook]:
    monkeypatch.setattr(store, "TIMEOUT", 0.1)
    folder = quick / "trouble"
    folder.mkdir()
    made = nk.open_workbook(folder / "book.sqlite", DAY)
    made.add(Person(name="Ines Okafor", role="teacher"))
    yield made
    store.rest()
    for file in sorted(folder.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    folder.rmdir()


def plan_form(book: Workbook) -> tuple[Form, str, str]:
    return PlanForm(book), "What should be different", "Try again"


def people_form(book: Workbook) -> tuple[Form, str, str]:
    form = PeopleForm(book)
    Patient(form).press("Ines Okafor")
    return form, "What do they do?", "Try again"


def share_form(book: Workbook) -> tuple[Form, str, str]:
    return ShareForm(book), "What worked", "Try again"


def log_form(book: Workbook) -> tuple[Form, str, str]:
    form = LogForm(book)
    form.entry.who.take(book.where(Person)[0].id)
    Hand(form.widget).press("coffee")
    return form, "What happened?", "Save coffee with Ines"


FORMS: dict[str, tuple[Callable[[Workbook], tuple[Form, str, str]], Callable[[Workbook], str]]] = {
    "plan": (plan_form, lambda book: book.plan().why.intent),
    "people": (people_form, lambda book: book.where(Person)[0].role),
    "log": (log_form, lambda book: "".join(entry.note for entry in book.latest(1))),
    "share": (share_form, lambda book: book.settings().worked),
}
"""The form, a field of it, and the button that saves once more; and what is stored of that field."""


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("name", FORMS)
def test_a_form_says_what_hinders_it_keeps_what_was_typed_and_saves_it_afterwards(
    book: Workbook, name: str, trouble: str
) -> None:
    (hinders, says), (opened, stored) = TROUBLES[trouble], FORMS[name]
    form, field, save = opened(book)
    form.saver.delay = 60
    hand = Hand(form.widget)
    hand.type(field, LONG)
    before, was = book.path.read_bytes(), stored(book)
    with hinders(book.path):
        hand.press(save) if name == "log" else form.saver.flush()
        assert form.status.text == f"Not saved: {says.format(book.path)}"
        assert form.status.state == "failed"
        assert hand.field(field).value == LONG
    assert book.path.read_bytes() == before
    assert stored(book) == was != LONG
    hand.press(save)
    assert form.status.state == "saved"
    assert stored(book) == LONG
    assert book.check() == []
    assert [file.name for file in book.path.parent.iterdir()] == ["book.sqlite"]


def test_whoever_only_reads_hinders_a_save_no_longer_than_they_read(book: Workbook) -> None:
    ines = book.where(Person)[0]
    with held(book.path, "BEGIN"), pytest.raises(nk.WorkbookError, match="used by another program"):
        book.set(ines, "role", "nurse", "teacher")
    assert book.set(ines, "role", "nurse", "teacher").role == "nurse"


def back_up(book: Workbook) -> None:
    book.backup(book.path.parent / "copy.sqlite")


def export(book: Workbook) -> None:
    book.export(book.path.parent / "out")


def import_cards(book: Workbook) -> None:
    bring_in(book, uploaded("people.vcf", "".join(map(CARD.format, range(200))).encode()))


ACTS: dict[str, Callable[[Workbook], object]] = {
    "save": lambda book: book.set(book.where(Person)[0], "note", LONG, ""),
    "save on a new day": lambda book: book.set(book.where(Person)[0], "note", "short", ""),
    "import": import_cards,
    "merge": lambda book: merge_people(book, *book.where(Person)),
    "undo": lambda book: book.undo(),
    "forget": lambda book: book.forget(book.where(Person)[0]),
    "backup": back_up,
    "export": export,
    "restore": lambda book: backups.put_back(book.path.with_name("old.bak"), book.path),
}


@pytest.mark.parametrize("act", ACTS)
def test_wherever_the_room_ends_all_is_done_or_nothing(book: Workbook, act: str) -> None:
    """The quota is drawn tighter step by step over all that an act writes."""
    book.set(book.where(Person)[0], "how_met", LONG, "")
    book.add(Person(name="Ines Okafor", note=LONG))
    if act != "save":
        with store.writing(book.path) as connection:
            connection.execute("UPDATE change SET at = '2026-02-28T12:00:00Z'")
    book.backup(book.path.with_name("old.bak"))
    store.rest()
    start = {file: file.read_bytes() for file in book.path.parent.iterdir()}
    size = len(start[book.path])
    failed = 0
    for most in [0, 100, 512, 2000, *range(4096, size + 20 * 4096, 3 * 4096)]:
        before = book.where(Person)
        with quota(book.path, most):
            said = tried(ACTS[act], book)
        assert not said or "full" in said or "File too large" in said, said
        failed += bool(said)
        again = nk.open_workbook(book.path, DAY)
        assert again.check() == []
        if said and act != "forget":  # that is finished when it is opened again
            assert again.where(Person) == before
        made = {"backup": {"copy.sqlite"}, "export": {"out"}}.get(act, set()) if not said else set()
        names = {file.name for file in book.path.parent.iterdir() if file.is_file() or any(file.iterdir())}
        assert names - {"backups"} == {"book.sqlite", "old.bak"} | made
        assert all(backups.is_good(file) for file in backups.folder(book.path).glob("*"))
        begin_again(book.path.parent, start)
    assert failed > 3


def tried(act: Callable[[Workbook], object], book: Workbook) -> str:
    """Why an act could not be done; nothing if it was."""
    try:
        act(book)
    except nk.WorkbookError as error:
        return str(error)
    return ""


def begin_again(folder: Path, start: dict[Path, bytes]) -> None:
    store.rest()
    for file in sorted(folder.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    for file, content in start.items():
        file.write_bytes(content)


# Files beside the workbook


def remind(book: Workbook, file: Path) -> None:
    main(["remind", "--workbook", str(book.path), "--today", str(DAY), "-o", str(file)], standalone_mode=False)


FILES: dict[str, tuple[str, Callable[[Workbook, Path], object]]] = {
    "cards": ("people.vcf", lambda book, file: write_vcards(book.where(Person), file)),
    "reminders": ("reminders.ics", remind),
    "what is typed and not saved": ("book-unsaved.json", lambda book, _: unsaved.keep(book.path, {"note": LONG})),
    "which workbook is shown": ("shown.txt", lambda *_: places.choose("sample")),
}


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_can_not_be_written_stays_as_it_was_and_is_the_owners_alone_once_it_is(
    book: Workbook, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETKIT_WORKBOOK", str(book.path))
    book.add(Action(person=book.where(Person)[0].id, what="send the list", due_on=DAY))
    name, write = FILES[file]
    target = book.path.with_name(name)
    target.write_text("what stood there")
    target.chmod(0o644)
    said = ""
    with quota(book.path, 0):
        try:
            write(book, target)
        except (nk.NetkitError, ClickException) as error:
            said = str(error)
    assert said in (f"{target} can't be written: File too large.", "")
    assert target.read_text() == "what stood there"
    assert {one.name for one in book.path.parent.iterdir()} == {"book.sqlite", name}
    write(book, target)
    assert target.read_text() != "what stood there"
    assert target.stat().st_mode & 0o777 == 0o600
    assert {one.name for one in book.path.parent.iterdir()} == {"book.sqlite", name}


def test_of_cards_for_which_there_is_no_room_none_is_left(book: Workbook) -> None:
    folder = book.path.with_name("cards")
    many = [Person(name="Ada King"), Person(name="Ines Okafor", note=LONG)]
    with quota(book.path, 4096), pytest.raises(nk.NetkitError, match="can't be written: File too large"):
        write_vcards(many, folder)
    assert list(folder.iterdir()) == []
    assert write_vcards(many, folder) == 2


def test_a_link_stays_a_link_and_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    places.put(tmp_path / "link", b"cards")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"cards"
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(nk.NetkitError, match="no ordinary file"):
        places.put(tmp_path / "pipe", b"cards")
    assert (tmp_path / "pipe").is_fifo()
