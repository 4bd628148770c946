"""Export and load: inverse to each other, field by field, and clear about what can't be read."""

from __future__ import annotations

import csv
import json
import stat
import string
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netkit as nk
from netkit.questions import Goal, Plan, Why
from netkit.records import Action, Exchange, ImportBatch, Interaction, Person, SavedReport, Settings
from netkit.workbook import store

DAY = date(2026, 3, 1)


@pytest.fixture
def book(tmp_path: Path) -> nk.Workbook:
    return nk.open_workbook(tmp_path / "book.sqlite", today=DAY)


TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\0")
    | st.sampled_from(list("=+-@＝＋－＠\t\r\n'\",;[]{}" + string.digits)),
    max_size=12,
)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31))


@settings(max_examples=40)
@given(
    names=st.lists(st.tuples(TEXT, TEXT, st.lists(TEXT, max_size=3), DAYS), min_size=1, max_size=4),
    intent=TEXT,
    owner=st.lists(TEXT, max_size=2),
    value=st.none() | st.integers(1, 5),
)
def test_what_is_exported_and_loaded_is_the_same_workbook(
    names: list[tuple[str, str, list[str], date | None]], intent: str, owner: list[str], value: int | None
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = nk.open_workbook(folder / "book.sqlite", today=DAY)
        people = [
            Person(name=f"x{name}", note=note, tags=tags, first_met_on=day, will_ask=bool(tags))
            for name, note, tags, day in names
        ]
        linked = [people[0], *(p.changed(introduced_by=people[0].id) for p in people[1:])]
        talk = Interaction(on=DAY, people=[p.id for p in people], note=intent)
        gift = Exchange(on=DAY, person=people[0].id, direction="given", kind="advice", value=value)
        book.add_all(linked[::-1], "people")
        book.add_all([talk, Interaction(on=DAY, reply_to=talk.id), gift, Action(what=intent)], "log")
        book.add(SavedReport(made_on=DAY, worked=intent, figures={"a": [1, None, "ü"]}))
        book.add(ImportBatch(made_on=DAY, source="linkedin", counts={"new": 3}, mapping={"A": "name"}))
        book.save_plan(Plan(why=Why(intent=intent, goals=[Goal(outcome=intent)])), Plan())
        book.set(Settings(), "owner_names", owner, [])
        out = book.export(folder / "out")
        other = nk.open_workbook(folder / "other.sqlite", today=DAY)
        other.load(out)
        again = other.export(folder / "again")
        for file in sorted(out.iterdir()):
            assert file.read_bytes() == (again / file.name).read_bytes()
        assert sorted(other.where(Person), key=lambda p: p.id) == sorted(book.where(Person), key=lambda p: p.id)
        assert (other.plans(), other.settings()) == (book.plans(), book.settings())
        assert other.check() == []
        store.rest()


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless_and_comes_back(book: nk.Workbook, tmp_path: Path) -> None:
    book.add(Person(name="=HYPERLINK(1)", phones=["+44 1"], note="'quoted"))
    out = book.export(tmp_path / "out")
    with (out / "person.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert (row["name"], row["note"], row["phones"]) == ("'=HYPERLINK(1)", "''quoted", '["+44 1"]')
    other = nk.open_workbook(tmp_path / "other.sqlite")
    other.load(out)
    assert other.where(Person)[0].name == "=HYPERLINK(1)"


def test_what_is_exported_is_for_the_owner_alone(book: nk.Workbook, tmp_path: Path) -> None:
    assert stat.S_IMODE(book.export(tmp_path / "out").stat().st_mode) == 0o700


def test_export_never_overwrites(book: nk.Workbook, tmp_path: Path) -> None:
    out = book.export(tmp_path / "out")
    with pytest.raises(nk.NetkitError, match="not empty"):
        book.export(out)


def test_load_replaces_and_can_be_undone(book: nk.Workbook, tmp_path: Path) -> None:
    book.add(Person(name="Ines"))
    out = book.export(tmp_path / "out")
    other = nk.open_workbook(tmp_path / "other.sqlite", today=DAY)
    other.add(Person(name="Zoë"))
    other.set(Plan(), "why.intent", "mine", "")
    other.load(out)
    assert list(other.people()["name"]) == ["Ines"]
    assert other.plan() == Plan()
    other.undo()
    assert list(other.people()["name"]) == ["Zoë"]
    assert other.plan().why.intent == "mine"


def spoil(out: Path, file: str, text: str) -> None:
    (out / file).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("person.csv", "id,name,shoe\r\nx,Ines,4\r\n", "line 1: there is no column shoe"),
        ("person.csv", "id,name,cadence_days\r\na,Ines,7\r\nb,Zoë,often\r\n", "line 3: person.cadence_days: “often”"),
        ("person.csv", "id,name,tags\r\na,Ines,[1\r\n", "line 2: person.tags: “\\[1”"),
        ("person.csv", "id,name\r\na,Ines,7\r\n", "line 2"),
        ("plan.json", "{", "can't be read as JSON"),
        ("plan.json", "{}", "must hold a JSON list"),
        ("plan.json", '[{"effective_on": "soon", "plan": {}}]', "version 1"),
        ("settings.json", '{"region": 7}', "settings.region"),
    ],
)
def test_a_file_that_cannot_be_loaded_is_named_with_its_line_and_nothing_changes(
    book: nk.Workbook, tmp_path: Path, file: str, text: str, says: str
) -> None:
    out = book.export(tmp_path / "out")
    spoil(out, file, text)
    book.add(Person(name="Ines"))
    with pytest.raises(nk.NetkitError, match=says) as raised:
        book.load(out)
    assert file in str(raised.value)
    assert list(book.people()["name"]) == ["Ines"]


def test_a_folder_that_is_no_export_is_refused(book: nk.Workbook, tmp_path: Path) -> None:
    with pytest.raises(nk.NetkitError, match="not an exported workbook"):
        book.load(tmp_path)


def test_the_plan_is_written_as_json_that_people_can_read(book: nk.Workbook, tmp_path: Path) -> None:
    book.set(Plan(), "why.intent", "Zoë ✓", "")
    found = json.loads((book.export(tmp_path / "out") / "plan.json").read_text(encoding="utf-8"))
    assert found[0]["effective_on"] == "2026-03-01"
    assert found[0]["plan"]["why"]["intent"] == "Zoë ✓"


def test_an_import_that_was_exported_has_no_place_in_the_new_history(book: nk.Workbook, tmp_path: Path) -> None:
    book.add(ImportBatch(made_on=DAY, source="linkedin", change=7))
    other = nk.open_workbook(tmp_path / "other.sqlite", today=DAY)
    other.load(book.export(tmp_path / "out"))
    assert [batch.change for batch in other.where(ImportBatch)] == [None]


def test_an_empty_line_is_passed_over_and_a_short_one_is_named(book: nk.Workbook, tmp_path: Path) -> None:
    out = book.export(tmp_path / "out")
    spoil(out, "person.csv", "id,name\r\na,Ines\r\n\r\n")
    book.load(out)
    assert list(book.people()["name"]) == ["Ines"]
    spoil(out, "person.csv", "id,name\r\na\r\n")
    with pytest.raises(nk.NetkitError, match="line 2: it has 1 cells where the header has 2"):
        book.load(out)
