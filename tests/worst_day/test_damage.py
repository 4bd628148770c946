"""Damaged files: one clear message, the file left as it is, and a way back that the message names."""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import netkit as nk
from netkit.cli import main
from netkit.records import Person
from netkit.workbook import Workbook, backups, restore, store
from tests.worst_day import deeds
from tests.worst_day.deeds import BOOK, DAY

PAGE = 4096


@pytest.fixture(scope="module")
def folder(quick: Path) -> Iterator[Path]:
    """A workbook with backups; each test spoils the workbook alone."""
    deeds.prepared(quick / "damage")
    yield quick / "damage"
    store.rest()


class Whole(bytes):
    """The file before it is spoilt; too long to be shown when a test fails."""

    __repr__ = object.__repr__


@pytest.fixture(scope="module")
def whole(folder: Path) -> Whole:
    return Whole((folder / BOOK).read_bytes())


def spoilt(folder: Path, content: bytes) -> Path:
    store.rest()
    path = folder / BOOK
    path.write_bytes(content)
    return path


def left_as_it_is(path: Path, content: bytes) -> None:
    store.rest()
    assert path.read_bytes() == content
    assert not [file for file in path.parent.iterdir() if file.name.startswith(BOOK) and file != path]
    assert not list(path.parent.glob(".*"))


def goes_back(said: str, path: Path) -> None:
    """The command that a message ends with, typed as it stands, brings the workbook back."""
    command = shlex.split(said[said.index("netkit restore ") :])
    done = CliRunner().invoke(main, command[1:])
    assert done.exit_code == 0, done.output
    book = nk.open_workbook(path, DAY)
    assert book.check() == []
    assert book.count() == 6


def test_a_file_cut_at_any_page_is_said_left_alone_and_brought_back_by_the_command_it_names(
    folder: Path, whole: Whole
) -> None:
    for at in range(0, len(whole), PAGE):
        path = spoilt(folder, whole[:at])
        with pytest.raises(nk.WorkbookError, match=r"is damaged.*newest good backup is of \d+ \w+ 2026") as raised:
            nk.open_workbook(path, DAY)
        left_as_it_is(path, whole[:at])
    goes_back(str(raised.value), path)


def wal(path: Path) -> None:
    """Another program's database, with a log beside it that must not be played back by us."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("INSERT INTO songs VALUES ('Ojos')")
    connection.commit()
    kept = [(file, file.read_bytes()) for file in path.parent.glob(f"{path.name}*")]
    connection.close()
    for file, content in kept:
        if not file.name.endswith("-shm"):
            file.write_bytes(content)


def text(path: Path) -> None:
    path.write_text("Dear diary, " * 4000, encoding="utf-8")


def zeros(path: Path) -> None:
    path.write_bytes(bytes(10 * PAGE))


def newer(path: Path) -> None:
    store.create(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (wal, "another program"),
        (text, "not a netkit workbook"),
        (zeros, "not a netkit workbook"),
        (newer, "Update netkit"),
    ],
)
def test_what_is_no_workbook_of_ours_is_said_and_nothing_beside_it_changes(
    tmp_path: Path, make: Callable[[Path], None], says: str
) -> None:
    path = tmp_path / "book.sqlite"
    make(path)
    before = {file: file.read_bytes() for file in tmp_path.glob("book*")}
    with pytest.raises(nk.WorkbookError, match=says):
        nk.open_workbook(path, DAY)
    store.rest()
    assert {file: file.read_bytes() for file in tmp_path.glob("book*")} == before


@settings(max_examples=150)
@given(at=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 7)), min_size=1, max_size=40))
def test_whatever_bits_are_flipped_reading_says_one_thing_or_works_and_never_writes(
    folder: Path, whole: Whole, at: list[tuple[float, int]]
) -> None:
    content = bytearray(whole)
    for place, bit in at:
        content[int(place * len(whole))] ^= 1 << bit
    path = spoilt(folder, bytes(content))
    book = Workbook(path, DAY)
    for read in (
        lambda: nk.open_workbook(path, DAY), book.check, book.people, book.contacts, book.exchanges, book.plan,
        book.plans, book.settings, book.changes, book.latest, book.lately, lambda: book.search("vam"),
        lambda: book.where(Person),
    ):  # fmt: skip
        assert "\n" not in error_of(read)
    left_as_it_is(path, bytes(content))


def error_of(read: Callable[[], object]) -> str:
    """What is said of what can't be read: by an error of ours, never another."""
    try:
        read()
    except nk.NetkitError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b'{"why":{"intent":"0', "document is “.*:“1.*”, and the history has it as “.*:“0"),
        (b'"name":"Quendrelix3', "name is “Quendrelix3 .*”, and the history has it as “Quendrelix2 "),
    ],
    ids=["in a table", "in the history"],
)
def test_check_finds_a_bit_that_turned_in_a_text_where_sqlite_sees_nothing(
    folder: Path, whole: Whole, text: bytes, said: str
) -> None:
    content = bytearray(whole)
    content[whole.index(text) + len(text) - 1] ^= 1
    book = nk.open_workbook(spoilt(folder, bytes(content)), DAY)
    (found,) = book.check()
    assert re.search(f"{said}.*; one of the two is damaged", found.replace('"', "“"))
    left_as_it_is(book.path, bytes(content))


def test_check_names_the_way_back_of_a_file_that_is_damaged_inside(folder: Path, whole: Whole) -> None:
    content = bytearray(whole)
    for place in range(len(whole) // 2, len(whole) // 2 + 2 * PAGE):
        content[place] ^= 0xFF
    path = spoilt(folder, bytes(content))
    told = CliRunner().invoke(main, ["check", "--workbook", str(path)])
    assert told.exit_code == 1
    assert "damaged" in told.output
    left_as_it_is(path, bytes(content))
    goes_back(told.output, path)


def test_a_bit_that_turned_in_the_files_own_description_is_said_and_the_backup_comes_back(
    folder: Path, whole: Whole
) -> None:
    content = bytearray(whole)
    content[whole.index(b"CREATE TRIGGER") + 8] ^= 0x80  # no letter any more
    path = spoilt(folder, bytes(content))
    said = error_of(lambda: nk.open_workbook(path, DAY))
    left_as_it_is(path, bytes(content))
    goes_back(said, path)


def test_a_save_into_a_file_that_is_damaged_inside_is_refused_on_a_new_day_and_keeps_the_good_backups(
    folder: Path, whole: Whole
) -> None:
    content = bytearray(whole)
    content[-2 * PAGE : -PAGE] = bytes(PAGE)
    path = spoilt(folder, bytes(content))
    before = backups.automatic(path)
    with pytest.raises(nk.WorkbookError, match="newest good backup"):
        Workbook(path, DAY).set(nk.Person(id="person0", name="x"), "role", "nurse", "")
    assert backups.automatic(path) == before
    left_as_it_is(path, bytes(content))


def test_a_damaged_backup_is_passed_over_when_the_newest_good_one_is_named(folder: Path, whole: Whole) -> None:
    spoilt(folder, whole)
    good = backups.keep(folder / BOOK, "version-7")
    bad = good.with_name(good.name.replace("version-7", "version-8"))
    bad.write_bytes(good.read_bytes()[: 5 * PAGE])
    said = backups.way_back(folder / BOOK)
    bad.unlink()
    assert good.name in said


def test_backups_are_kept_of_seven_days_on_which_something_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = nk.open_workbook(tmp_path / BOOK, DAY)
    ines = nk.Person(name="Ines")
    for day in range(1, 11):
        monkeypatch.setattr("netkit.workbook.history.now", lambda day=day: f"2026-03-{day:02}T09:00:00Z")
        if day == 1:
            book.add(ines)
        for number in range(2):
            ines = book.set(ines, "note", f"{day} {number}", ines.note)
    kept = [Workbook(file).get(Person, ines.id).note for file in backups.automatic(book.path, backups.DAILY)]
    assert kept == [f"{day} 1" for day in range(9, 2, -1)], "as it stood in the evening before"


def read_only(book: Workbook, ines: Person) -> str:
    book.path.chmod(0o400)
    with pytest.raises(nk.WorkbookError, match="read-only"):
        book.set(ines, "note", "Tea", ines.note)
    return ines.note


def conflict(book: Workbook, ines: Person) -> str:
    with pytest.raises(nk.Conflict):
        book.set(ines, "note", "Tea", "what it never said")
    return ines.note


def emptied_again(book: Workbook, ines: Person) -> str:
    book.set(book.set(ines, "role", "nurse", ""), "role", "", "nurse")
    return ines.note


def typed_past_midnight(book: Workbook, ines: Person) -> str:
    was = book.get(Person, ines.id).note
    return book.set(ines, "note", f"{was}!", was).note


@pytest.mark.parametrize("act", [read_only, conflict, emptied_again, typed_past_midnight])
def test_what_leaves_no_change_of_a_day_costs_no_backup_of_the_days_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Workbook, Person], str]
) -> None:
    book, ines = nk.open_workbook(tmp_path / BOOK, DAY), nk.Person(name="Ines")
    for day in range(1, 10):
        monkeypatch.setattr("netkit.workbook.history.now", lambda day=day: f"2026-03-{day:02}T23:58:00Z")
        ines = book.set(ines, "note", f"{day}", ines.note) if day > 1 else book.add(ines)
    for minute in range(5):
        monkeypatch.setattr("netkit.workbook.history.now", lambda minute=minute: f"2026-03-10T00:0{minute}:00Z")
        said = act(book, ines)
        assert book.get(Person, ines.id).note == said
    kept = [Workbook(file).get(Person, ines.id).note for file in backups.automatic(book.path, backups.DAILY)]
    of_today = [] if act is read_only else ["9"]
    assert kept == [*of_today, "8", "7", "6", "5", "4", "3", "2", ""][:7]


def test_the_first_save_after_a_restore_keeps_a_copy_of_what_was_restored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, ines = nk.open_workbook(tmp_path / BOOK, DAY), nk.Person(name="Ines")
    book.add(ines)
    old = book.backup(tmp_path / "old.bak")
    for hour, note in ((9, "morning"), (11, "noon"), (12, "later")):
        monkeypatch.setattr("netkit.workbook.history.now", lambda hour=hour: f"2036-03-09T{hour:02}:00:00Z")
        if hour == 11:
            restore(old, book.path)
        ines = book.get(Person, ines.id)
        book.set(ines, "note", note, ines.note)
    assert [file.name for file in backups.automatic(book.path)] == [
        "book-20360309T110000Z-daily.sqlite",
        "book-20360309T110000Z-before-restore.sqlite",
        "book-20360309T090000Z-daily.sqlite",
    ]
    assert Workbook(backups.automatic(book.path)[0]).get(Person, ines.id).note == ""


def test_of_workbooks_with_like_names_in_one_folder_each_is_brought_back_from_its_own_backup(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("book.sqlite", "book.db", "book", "book.db.sqlite")]
    for path in paths:
        people = [Person(name=f"{number} of {path.name}") for number in range(6)]
        nk.open_workbook(path, DAY).add_all(people, "A start")
        backups.keep(path, backups.DAILY)
    store.rest()
    for path in paths:
        path.write_bytes(path.read_bytes()[:PAGE])
        goes_back(error_of(lambda path=path: nk.open_workbook(path, DAY)), path)
        assert {one.name for one in nk.open_workbook(path, DAY).where(Person)} == {
            f"{number} of {path.name}" for number in range(6)
        }


def test_a_backup_of_a_workbook_is_called_by_its_name_the_day_and_the_reason(tmp_path: Path) -> None:
    """As the backups are called that lie in people's folders already."""
    book = nk.open_workbook(tmp_path / BOOK, DAY)
    kept = backups.keep(book.path, backups.DAILY)
    assert re.fullmatch(r"book-\d{8}T\d{6}Z-daily\.sqlite", kept.name)
    assert backups.automatic(book.path) == [kept]


@pytest.mark.parametrize("name", ["o'neil & (x)", "$HOME `who`", "two words", "plain"])
def test_the_command_that_brings_a_workbook_back_is_one_that_the_shell_takes_as_it_is(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).mkdir()
    book = nk.open_workbook(tmp_path / name / BOOK, DAY)
    kept = backups.keep(book.path, backups.DAILY)
    command = backups.way_back(book.path).partition("netkit restore ")[2]
    said = subprocess.run(["sh", "-c", f"printf '%s\\n' {command}"], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == [str(kept), "--workbook", str(book.path)]


def test_a_save_goes_on_without_its_backup_which_check_says_and_the_next_save_makes_it(tmp_path: Path) -> None:
    deeds.prepared(tmp_path / "book")
    path = tmp_path / "book" / BOOK
    shutil.rmtree(backups.folder(path))
    backups.folder(path).write_text("in the way")
    book = nk.open_workbook(path, DAY)
    person = book.set(book.get(Person, "person0"), "role", "nurse", "")
    assert book.get(Person, "person0").role == "nurse"
    (said,) = nk.open_workbook(path, DAY).check()
    assert said.startswith(f"What was saved until 28 Feb 2026 is in no backup: none could be made in {path.parent}")
    backups.folder(path).unlink()
    book.set(person, "role", "doctor", "nurse")
    (kept,) = backups.automatic(path, backups.DAILY)
    assert Workbook(kept, DAY).get(Person, "person0").role == "nurse"
    assert book.check() == []
    old = kept.rename(kept.with_name("book-20260227T090000Z-daily.sqlite"))
    assert book.check() == [said], "that of an earlier day is none"
    old.unlink()
    assert book.check() == [said], "for want of room the folder may be empty"


def test_of_a_copy_it_is_not_said_that_it_has_no_backup(tmp_path: Path) -> None:
    deeds.prepared(tmp_path / "book")
    book = nk.open_workbook(tmp_path / "book" / BOOK, DAY)
    book.set(book.get(Person, "person0"), "role", "nurse", "")
    for copy in (tmp_path / "copy.sqlite", book.path.with_name("copy.sqlite")):
        book.backup(copy)
        assert nk.open_workbook(copy, DAY).check() == []
