"""The file: made whole, guarded, and every trouble told in one message with the file left as it was."""

from __future__ import annotations

import csv
import json
import sqlite3
import stat
import threading
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import netkit as nk
from netkit.questions import Plan
from netkit.records import Person
from netkit.workbook import backups, migrations, store

DAY = date(2026, 3, 1)


@pytest.fixture
def book(tmp_path: Path) -> nk.Workbook:
    made = nk.open_workbook(tmp_path / "book.sqlite", today=DAY)
    made.add(Person(name="Ines"))
    return made


def test_the_owners_workbook_is_made_on_first_use_for_the_owner_alone(own_workbook: Path) -> None:
    nk.open_workbook(today=DAY)
    assert stat.S_IMODE(own_workbook.stat().st_mode) == 0o600
    assert sorted(path.name for path in own_workbook.parent.iterdir()) == [own_workbook.name]


def test_a_missing_folder_is_said_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(nk.WorkbookError, match="There is no folder"):
        nk.open_workbook(tmp_path / "nowhere" / "book.sqlite")
    assert list(tmp_path.iterdir()) == [tmp_path / "own"]


def other_sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    store.create(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()


def truncated(path: Path) -> None:
    store.create(path)
    path.write_bytes(path.read_bytes()[: 3 * 4096])


def scrambled_start(path: Path) -> None:
    store.create(path)
    path.write_bytes(b"x" * 16 + path.read_bytes()[16:])


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (other_sqlite, "belongs to another program"),
        (newer, "newer netkit"),
        (truncated, "damaged"),
        (scrambled_start, "damaged, or not a netkit workbook"),
        (lambda path: path.write_bytes(b""), "it is empty"),
        (lambda path: path.write_text("Dear diary, " * 400), "not a netkit workbook"),
        (lambda path: path.mkdir(), "is a folder"),
    ],
)
def test_a_file_that_is_no_workbook_gets_one_message_and_is_left_alone(tmp_path: Path, make, says: str) -> None:
    path = tmp_path / "book.sqlite"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(nk.WorkbookError, match=says) as raised:
        nk.open_workbook(path)
    assert str(path) in str(raised.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_read_only_file_is_read_and_never_written(book: nk.Workbook) -> None:
    book.path.chmod(0o400)
    again = nk.open_workbook(book.path, today=DAY)
    assert list(again.people()["name"]) == ["Ines"]
    before = book.path.read_bytes()
    with pytest.raises(nk.WorkbookError, match="read-only"):
        again.add(Person(name="Zoë"))
    assert book.path.read_bytes() == before


def test_a_disk_that_may_be_written_again_is_written_at_the_first_save(
    book: nk.Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when it was mounted read-only: the modes of the file and of its folder stay as they are."""
    store.rest()
    with monkeypatch.context() as mounted:
        mounted.setattr(store, "is_writable", lambda path: False)
        assert list(book.people()["name"]) == ["Ines"]
    book.add(Person(name="Zoë"))
    assert list(book.people()["name"]) == ["Ines", "Zoë"]


def test_behind_a_link_it_is_the_folder_of_the_file_that_must_be_one_to_write_to(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    nk.open_workbook(tmp_path / "far" / "book.sqlite").add(Person(name="Ines"))
    (tmp_path / "book.sqlite").symlink_to(tmp_path / "far" / "book.sqlite")
    book = nk.open_workbook(tmp_path / "book.sqlite", today=DAY)
    assert list(book.people()["name"]) == ["Ines"]
    (tmp_path / "far").chmod(0o500)
    with pytest.raises(nk.WorkbookError, match="read-only"):
        book.add(Person(name="Zoë"))
    (tmp_path / "far").chmod(0o700)
    book.add(Person(name="Kai"))
    assert list(book.people()["name"]) == ["Ines", "Kai"]


def test_a_locked_file_is_said_and_saving_works_again_afterwards(
    book: nk.Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "TIMEOUT", 0.05)
    store.rest()
    holder = sqlite3.connect(book.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(nk.WorkbookError, match="used by another program"):
        book.add(Person(name="Zoë"))
    holder.execute("ROLLBACK")
    holder.close()
    book.add(Person(name="Zoë"))
    assert list(book.people()["name"]) == ["Ines", "Zoë"]


def test_a_file_that_is_gone_is_said(book: nk.Workbook) -> None:
    book.path.unlink()
    with pytest.raises(nk.WorkbookError, match=str(book.path)):
        book.add(Person(name="Zoë"))
    assert not book.path.exists()


def test_a_save_that_waits_while_a_backup_takes_the_files_place_goes_into_the_new_file(
    book: nk.Workbook, tmp_path: Path
) -> None:
    copy = book.backup(tmp_path / "copy.sqlite")
    with store.writing(book.path) as connection:
        waiting = threading.Thread(target=lambda: book.add(Person(name="Zoë")))
        waiting.start()
        waiting.join(0.3)  # it has opened the file, and waits for its turn
        copy.replace(book.path)
        assert connection.in_transaction
    waiting.join()
    assert list(nk.open_workbook(book.path).people()["name"]) == ["Ines", "Zoë"]


def test_the_end_of_a_save_is_on_the_disk_before_it_is_said(book: nk.Workbook) -> None:
    """https://www.sqlite.org/pragma.html#pragma_synchronous: EXTRA (3) syncs the folder once the journal is gone."""
    with store.connect(book.path) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 3
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_a_journal_whose_workbook_was_deleted_is_not_rolled_back_into_a_new_one(book: nk.Workbook) -> None:
    store.rest()
    book.path.unlink()
    store.journal(book.path).write_bytes(b"left over" * 100)
    assert nk.open_workbook(book.path).check() == []
    assert not store.journal(book.path).exists()


def test_a_file_that_was_replaced_is_the_one_written_to(book: nk.Workbook, tmp_path: Path) -> None:
    """A resting connection must not go on writing to the file that lay there before."""
    copy = book.backup(tmp_path / "copy.sqlite")
    book.add(Person(name="Lost with the old file"))
    copy.replace(book.path)
    book.add(Person(name="Zoë"))
    assert list(nk.open_workbook(book.path).people()["name"]) == ["Ines", "Zoë"]


def test_a_file_that_is_replaced_while_it_is_opened_is_opened_anew(
    book: nk.Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = book.backup(tmp_path / "copy.sqlite")
    store.rest()
    opens = sqlite3.connect

    def too_late(*args: Any, **named: Any) -> sqlite3.Connection:
        opened = opens(*args, **named)
        if copy.exists():
            copy.replace(book.path)
        return opened

    monkeypatch.setattr(sqlite3, "connect", too_late)
    book.add(Person(name="Zoë"))
    monkeypatch.undo()
    assert list(nk.open_workbook(book.path).people()["name"]) == ["Ines", "Zoë"]


def test_many_threads_save_at_once_and_nothing_is_lost(book: nk.Workbook) -> None:
    people = [book.add(Person(name=f"Person {number}")) for number in range(8)]
    failed: list[Exception] = []

    def write(person: Person) -> None:
        try:
            for number in range(10):
                book.set(person, "note", f"{number}", f"{number - 1}" if number else "")
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [book.get(Person, person.id).note for person in people] == ["9"] * 8


def test_a_migration_keeps_everything_and_leaves_a_backup(
    book: nk.Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = tmp_path / "900_star_sign.sql"
    step.write_text("ALTER TABLE person ADD COLUMN star_sign TEXT NOT NULL DEFAULT '';", encoding="utf-8")
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, step])
    monkeypatch.setattr(migrations, "NEWEST", len(migrations.STEPS))
    migrated = nk.open_workbook(book.path, today=DAY)
    assert list(migrated.people()["name"]) == ["Ines"]
    with store.reading(book.path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(migrations.STEPS)
        trigger = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'person_added'").fetchone()[0]
    assert "star_sign" in trigger
    (backup,) = backups.folder(book.path).iterdir()
    assert backup.name.endswith(f"version-{len(migrations.STEPS) - 1}.sqlite")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


EARLIER = sorted((Path(__file__).parent / "data" / "workbooks").glob("version_*.sql"))


@pytest.mark.parametrize("written", EARLIER, ids=lambda path: path.stem)
def test_a_workbook_of_an_earlier_version_opens_and_keeps_all(tmp_path: Path, written: Path) -> None:
    path = tmp_path / "book.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(written.read_text(encoding="utf-8"))
        before = connection.execute("SELECT * FROM change_row ORDER BY id").fetchall()
    version = int(written.stem.removeprefix("version_"))
    book = nk.open_workbook(path, today=DAY)
    assert book.check() == []
    made = book.export(tmp_path / "out")
    expected = written.with_suffix("")
    for file in expected.glob("*.csv"):
        assert cells(made / file.name, like=file) == cells(file, like=file)
    for file in expected.glob("*.json"):
        assert holds(json.loads((made / file.name).read_bytes()), json.loads(file.read_bytes()))
    with store.reading(path) as connection:
        assert [tuple(row) for row in connection.execute("SELECT * FROM change_row ORDER BY id")] == before
    (kept,) = backups.automatic(path, f"version-{version}")
    with store.opened(kept, store.LOOK) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == version
    book.undo(everywhere=True)
    assert book.check() == []


@pytest.mark.parametrize("written", EARLIER, ids=lambda path: path.stem)
def test_a_backup_of_an_earlier_version_is_restored_and_an_open_notebook_goes_on_with_it(
    book: nk.Workbook, tmp_path: Path, written: Path
) -> None:
    from netkit.workbook import restore

    earlier = tmp_path / "earlier.sqlite"
    with closing(sqlite3.connect(earlier)) as connection:
        connection.executescript(written.read_text(encoding="utf-8"))
    restore(earlier, book.path)
    ines = book.get(Person, "ines")
    assert ines.name == "Ines Okafor"
    assert book.set(ines, "role", "sailor", ines.role).role == "sailor"
    assert book.undo().stayed == []


@pytest.mark.parametrize("stands", [True, False], ids=["in place of another", "where nothing was"])
@pytest.mark.parametrize(
    "harm",
    ["DROP TABLE recording", "PRAGMA foreign_keys = OFF; UPDATE exchange SET person = 'nobody'"],
    ids=["a table is missing", "a row refers to nobody"],
)
def test_a_backup_of_an_earlier_version_that_cannot_be_brought_up_to_date_replaces_nothing(
    book: nk.Workbook, tmp_path: Path, harm: str, stands: bool
) -> None:
    from netkit.workbook import restore

    earlier = tmp_path / "earlier.sqlite"
    with closing(sqlite3.connect(earlier)) as connection:
        connection.executescript(EARLIER[0].read_text(encoding="utf-8") + harm)
    target = book.path if stands else tmp_path / "new.sqlite"
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(nk.WorkbookError, match=r"earlier\.sqlite is damaged"):
        restore(earlier, target)
    assert sorted(tmp_path.rglob("*")) == before
    assert [person.name for person in book.where(Person)] == ["Ines"]


def cells(path: Path, like: Path) -> list[dict[str, str]]:
    """The rows of a CSV, with the columns that an earlier one had."""
    with path.open(encoding="utf-8", newline="") as file, like.open(encoding="utf-8", newline="") as earlier:
        names = next(csv.reader(earlier))
        return [{name: row[name] for name in names} for row in csv.DictReader(file)]


def holds(now: Any, earlier: Any) -> bool:
    """Whether JSON says all that an earlier one did; fields that came since are free."""
    if isinstance(earlier, dict):
        return all(name in now and holds(now[name], value) for name, value in earlier.items())
    if isinstance(earlier, list):
        return len(now) == len(earlier) and all(map(holds, now, earlier))
    return bool(now == earlier)


def test_a_migration_that_fails_changes_nothing(
    book: nk.Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = tmp_path / "900_broken.sql"
    step.write_text("DELETE FROM person;\nINSERT INTO nowhere VALUES (1);", encoding="utf-8")
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, step])
    monkeypatch.setattr(migrations, "NEWEST", len(migrations.STEPS))
    with pytest.raises(nk.WorkbookError):
        nk.open_workbook(book.path, today=DAY)
    monkeypatch.undo()
    assert list(nk.open_workbook(book.path, today=DAY).people()["name"]) == ["Ines"]


def test_of_a_file_that_another_netkit_brought_up_to_date_an_open_notebook_says_so(
    book: nk.Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ines = book.where(Person)[0]
    step = tmp_path / "900_shorter.sql"
    step.write_text("ALTER TABLE person DROP COLUMN note;\nALTER TABLE change DROP COLUMN batch;", encoding="utf-8")
    with monkeypatch.context() as newer:
        newer.setattr(migrations, "STEPS", [*migrations.STEPS, step])
        newer.setattr(migrations, "NEWEST", len(migrations.STEPS))
        nk.open_workbook(book.path, today=DAY)
    acts = [book.people, book.interactions, book.log, book.latest, lambda: book.set(ines, "role", "nurse", "")]
    for act in acts:
        with pytest.raises(nk.WorkbookError, match=r"another version of netkit .* Restart this notebook"):
            act()


def test_a_table_that_is_gone_is_damage(book: nk.Workbook) -> None:
    store.rest()
    with closing(sqlite3.connect(book.path)) as connection:
        connection.execute("DROP TABLE exchange")
    with pytest.raises(nk.WorkbookError, match=r"is damaged, or not a netkit workbook: .*no such table"):
        book.exchanges()


def test_a_backup_is_whole_and_never_overwrites(book: nk.Workbook, tmp_path: Path) -> None:
    copy = book.backup(tmp_path / "copy.sqlite")
    assert list(nk.open_workbook(copy).people()["name"]) == ["Ines"]
    assert nk.open_workbook(copy).changes() == book.changes()
    with pytest.raises(nk.NetkitError, match="there already"):
        book.backup(copy)


def test_restore_brings_back_a_backup_and_keeps_what_stood_there(book: nk.Workbook, tmp_path: Path) -> None:
    from netkit.workbook import restore

    copy = book.backup(tmp_path / "copy.sqlite")
    book.set(Plan(), "why.intent", "later", "")
    kept = restore(copy, book.path)
    assert book.plan() == Plan()
    assert kept is not None
    assert nk.open_workbook(kept, today=DAY).plan().why.intent == "later"
    with pytest.raises(nk.WorkbookError, match="no backup"):
        restore(tmp_path / "none.sqlite", book.path)


def test_restore_refuses_a_damaged_backup_and_mends_a_damaged_workbook(book: nk.Workbook, tmp_path: Path) -> None:
    from netkit.workbook import restore

    copy = book.backup(tmp_path / "copy.sqlite")
    store.rest()
    book.path.write_bytes(book.path.read_bytes()[:5000])
    restore(copy, book.path)
    assert list(nk.open_workbook(book.path).people()["name"]) == ["Ines"]
    store.rest()
    copy.write_bytes(copy.read_bytes()[:5000])
    with pytest.raises(nk.WorkbookError, match="damaged"):
        restore(copy, book.path)
    assert list(nk.open_workbook(book.path).people()["name"]) == ["Ines"]


@pytest.mark.parametrize("day", ["not a day", "2026-13-01", "tomorrow"])
def test_the_file_itself_refuses_a_day_that_is_none(book: nk.Workbook, day: str) -> None:
    store.rest()
    connection = sqlite3.connect(book.path)
    for sql in (
        "INSERT INTO interaction (id, \"on\") VALUES ('x', ?)",
        "UPDATE person SET first_met_on = ?",
        "INSERT INTO plan VALUES (?, '{}')",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(sql, (day,))
    connection.close()


def test_restore_over_a_crashed_workbook_brings_the_backup_and_keeps_both_halves(
    book: nk.Workbook, tmp_path: Path
) -> None:
    from netkit.workbook import restore

    copy = book.backup(tmp_path / "copy.sqlite")
    book.path.with_name(book.path.name + "-journal").write_bytes(b"half a journal" * 100)
    first, second = restore(copy, book.path), restore(copy, book.path)
    assert first != second
    assert nk.open_workbook(book.path, today=DAY).check() == []
    assert list(nk.open_workbook(book.path).people()["name"]) == ["Ines"]


def test_a_workbook_is_not_restored_from_itself(book: nk.Workbook) -> None:
    from netkit.workbook import restore

    with pytest.raises(nk.WorkbookError, match="is the workbook itself"):
        restore(book.path, book.path)
    assert list(book.people()["name"]) == ["Ines"]
