"""The workbook: what is saved is there, one field at a time, and nobody's change is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import netkit as nk
from netkit.questions import Goal, Plan
from netkit.records import RECORDS, Action, Event, Exchange, Interaction, Person, Settings, vocabulary_of

DAY = date(2026, 3, 1)


@pytest.fixture
def book(tmp_path: Path) -> nk.Workbook:
    return nk.open_workbook(tmp_path / "book.sqlite", today=DAY)


def test_a_new_workbook_is_empty_and_whole(book: nk.Workbook) -> None:
    assert book.check() == []
    assert book.plan() == Plan()
    assert book.plans() == []
    frames = [book.people(), book.interactions(), book.contacts(), book.exchanges(), book.actions(), book.events()]
    assert [len(frame) for frame in frames] == [0] * 6


def test_empty_frames_have_the_same_columns_and_types_as_full_ones(book: nk.Workbook) -> None:
    read = ("people", "interactions", "contacts", "exchanges", "actions", "events")
    empty = {name: getattr(book, name)() for name in read}
    fill(book)
    for name in read:
        full = getattr(book, name)()
        assert len(full) > 0
        assert dict(full.dtypes) == dict(empty[name].dtypes), name


def fill(book: nk.Workbook) -> tuple[Person, Person, Interaction]:
    ines = Person(name="Ines Okafor", role="teacher", emails=["ines@example.org"], circles=["school"])
    zoe = Person(name="Zoë Åkesson", organisation="Rail North", introduced_by=ines.id, cadence_days=56)
    meetup = Event(name="Data Meetup", on=date(2026, 2, 20))
    coffee = Interaction(on=date(2026, 2, 20), people=[zoe.id, ines.id], channel="in_person", event=meetup.id)
    gift = Exchange(on=coffee.on, person=ines.id, direction="given", kind="advice", value=3, interaction=coffee.id)
    book.add_all([gift, coffee, zoe, meetup, ines, Action(person=zoe.id, what="send slides")][::-1], "A start")
    return ines, zoe, coffee


def test_frames_hold_days_numbers_lists_and_flags_as_promised(book: nk.Workbook) -> None:
    ines, zoe, coffee = fill(book)
    people = book.people().set_index("id")
    assert people.loc[ines.id, "emails"] == ["ines@example.org"]
    assert people.loc[zoe.id, "cadence_days"] == 56
    assert pd.isna(people.loc[ines.id, "cadence_days"])
    assert not people.loc[ines.id, "do_not_contact"]
    assert people.loc[ines.id, "introduced_by"] == ""
    assert book.interactions()["on"][0] == pd.Timestamp("2026-02-20")
    assert book.interactions()["people"][0] == [zoe.id, ines.id]
    contacts = book.contacts()
    assert list(contacts["person"]) == [zoe.id, ines.id]
    assert list(contacts["interaction"]) == [coffee.id] * 2
    assert list(book.exchanges()["name"]) == ["Ines Okafor"]


def test_the_log_read_at_once_is_its_frames_read_one_by_one(book: nk.Workbook) -> None:
    ines, zoe, _ = fill(book)
    for day, people in ((9, [ines.id]), (3, []), (9, [zoe.id, ines.id]), (5, [zoe.id])):
        book.add(Interaction(on=date(2026, 1, day), people=people))
    for at_once, alone in zip(book.log(), (book.interactions(), book.contacts(), book.people()), strict=True):
        pd.testing.assert_frame_equal(at_once, alone)
    assert [len(people) for people in book.log()[0]["people"]] == [0, 1, 1, 2, 2]


def test_records_come_back_as_they_were_given(book: nk.Workbook) -> None:
    ines, zoe, coffee = fill(book)
    assert [book.get(Person, ines.id), book.get(Person, zoe.id)] == [ines, zoe]
    assert book.get(Interaction, coffee.id) == coffee
    assert book.where(Exchange, person=ines.id)[0].value == 3
    assert book.where(Action, person=ines.id) == []
    assert book.latest(5) == [coffee]


def test_a_save_that_knows_the_stored_value_is_kept_and_one_that_does_not_is_a_conflict(book: nk.Workbook) -> None:
    ines = book.add(Person(name="Ines"))
    assert book.set(ines, "role", "teacher", "").role == "teacher"
    with pytest.raises(nk.Conflict) as raised:
        book.set(ines, "role", "nurse", "")
    assert (raised.value.mine, raised.value.theirs) == ("nurse", "teacher")
    assert book.get(Person, ines.id).role == "teacher"


def test_two_notebooks_that_change_different_fields_both_keep_their_changes(book: nk.Workbook) -> None:
    other = nk.open_workbook(book.path, today=DAY)
    mine, theirs = book.plan(), other.plan()
    goal = Goal(outcome="six talks")
    book.set(mine, "why.intent", "I know", "")
    other.set(theirs, f"why.goals.{goal.id}", goal, None)
    other.set(theirs, "message.story", "Nine years", "")
    book.set(mine, f"why.goals.{goal.id}.by", date(2026, 6, 30), None)
    plan = nk.open_workbook(book.path, today=DAY).plan()
    assert (plan.why.intent, plan.message.story) == ("I know", "Nine years")
    assert plan.why.goals == [goal.changed(by=date(2026, 6, 30))]


def test_an_item_of_the_plan_is_added_changed_and_taken_out_by_its_id(book: nk.Workbook) -> None:
    first, second = Goal(outcome="a"), Goal(outcome="b")
    for goal in (first, second):
        book.set(book.plan(), f"why.goals.{goal.id}", goal, None)
    book.set(book.plan(), f"why.goals.{first.id}", None, first)
    assert book.plan().why.goals == [second]
    with pytest.raises(nk.Missing):
        book.set(book.plan(), f"why.goals.{first.id}.outcome", "c", "a")


def test_a_plan_is_saved_by_its_differences_or_not_at_all(book: nk.Workbook) -> None:
    goal = Goal(outcome="six talks")
    blank = book.plan()
    mine = blank.changed(why=blank.why.changed(intent="mine", goals=[goal]))
    book.set(blank, "message.story", "theirs", "")
    saved = book.save_plan(mine, blank)
    assert (saved.why.intent, saved.message.story) == ("mine", "theirs")
    late = blank.changed(why=blank.why.changed(intent="late", topics="late"))
    with pytest.raises(nk.Conflict):
        book.save_plan(late, blank)
    assert book.plan() == saved


def test_a_change_today_makes_todays_version_and_leaves_earlier_ones_alone(tmp_path: Path) -> None:
    path = tmp_path / "book.sqlite"
    nk.open_workbook(path, today=date(2026, 1, 5)).set(Plan(), "why.intent", "January", "")
    march = nk.open_workbook(path, today=date(2026, 3, 2))
    march.set(march.plan(), "why.intent", "March", "January")
    march.set(march.plan(), "why.topics", "jobs", "")
    assert [(day, plan.why.intent) for day, plan in march.plans()] == [
        (date(2026, 1, 5), "January"),
        (date(2026, 3, 2), "March"),
    ]
    assert march.plan(on=date(2026, 2, 1)).why.intent == "January"
    assert march.plan(on=date(2026, 1, 4)) == Plan()


def test_settings_are_saved_one_by_one(book: nk.Workbook) -> None:
    settings = book.settings()
    book.set(settings, "owner_names", ["Nora"], [])
    book.set(settings, "region", "GB", "")
    assert book.settings() == Settings(owner_names=["Nora"], region="GB")
    with pytest.raises(nk.Conflict):
        book.set(settings, "region", "DE", "")


@pytest.mark.parametrize(
    ("field", "value", "right"),
    [
        ("cadence_days", "often", "whole number of days"),
        ("scope", "mars", "choose one of local"),
        ("first_met_on", "12/3/26", "year-month-day"),
        ("nonsense", "x", "no field of that name"),
    ],
)
def test_a_bad_value_is_refused_with_what_would_be_right(book: nk.Workbook, field: str, value: str, right: str) -> None:
    ines = book.add(Person(name="Ines"))
    with pytest.raises(nk.BadValue, match=right):
        book.set(ines, field, value, "")
    assert book.get(Person, ines.id) == ines


def test_a_link_to_nobody_is_refused(book: nk.Workbook) -> None:
    with pytest.raises(nk.Missing):
        book.add(Exchange(on=DAY, person="nobody", direction="given", kind="advice"))
    assert book.changes() == []


def test_several_changes_at_once_are_all_kept_or_none(book: nk.Workbook) -> None:
    def two_at_once() -> None:
        with book.change("Two at once") as draft:
            draft.add(Person(name="Ines"))
            draft.set(Settings(), "region", 7, "")

    with pytest.raises(nk.BadValue):
        two_at_once()
    assert len(book.people()) == 0
    assert book.changes() == []


def test_a_person_is_removed_with_what_is_theirs_and_comes_back_whole(book: nk.Workbook, tmp_path: Path) -> None:
    ines, zoe, coffee = fill(book)
    book.set(book.plan(), "when.named", [ines.id, zoe.id], [])
    before = book.export(tmp_path / "before")
    book.remove(ines)
    assert list(book.people()["id"]) == [zoe.id]
    assert book.get(Person, zoe.id).introduced_by == ""
    assert book.get(Interaction, coffee.id).people == [zoe.id]
    assert len(book.exchanges()) == 0
    assert book.plan().when.named == [zoe.id]
    book.remove(zoe)
    assert len(book.interactions()) == 0, "an interaction with nobody left goes too"
    book.undo()
    book.undo()
    assert same_files(before, book.export(tmp_path / "after"))


def same_files(one: Path, other: Path) -> bool:
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(path.name for path in other.iterdir())
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in names)


def test_search_finds_any_part_of_a_word_without_regard_to_accents_and_capitals(book: nk.Workbook) -> None:
    ines, zoe, _ = fill(book)
    book.add(Person(name="Oka 100%"))
    assert {hit.id for hit in book.search("OKA")} >= {ines.id}
    assert [hit.id for hit in book.search("akes zoe")] == [zoe.id]
    assert [hit.id for hit in book.search("kafor teach")] == [ines.id]
    assert [hit.name for hit in book.search("0%")] == ["Oka 100%"]
    assert book.search("okafor rail") == []
    assert book.count("oka") == 2


def test_search_puts_first_whom_one_met_last_and_counts_on(book: nk.Workbook) -> None:
    ada, bo, cy = (book.add(Person(name=f"Person {x}")) for x in "ABC")
    book.add(Interaction(on=date(2026, 2, 1), people=[cy.id]))
    book.add(Interaction(on=date(2026, 2, 9), people=[bo.id]))
    book.add(Interaction(on=date(2026, 9, 9), people=[ada.id]))  # not yet
    assert [hit.id for hit in book.search("person")] == [bo.id, cy.id, ada.id]
    assert [hit.last_on for hit in book.search("person")] == [date(2026, 2, 9), date(2026, 2, 1), None]
    assert [hit.id for hit in book.search("person", limit=1, offset=1)] == [cy.id]


def test_search_puts_names_that_begin_as_typed_before_what_is_found_elsewhere(book: nk.Workbook) -> None:
    names = ["Candida Osei", "Bo Fox, PhD candidate", "Zöe Idá O'Brien", "Ida Oakes", "Idá O"]
    candida, bo, zoe, oakes, o = (book.add(Person(name=name)) for name in names)
    role = book.add(Person(name="Ada Stone", role="Ida Office"))
    for day, person in enumerate((oakes, zoe, candida, role), 1):
        book.add(Interaction(on=date(2026, 2, day), people=[person.id]))
    found = [hit.id for hit in book.search("ida o")]
    assert found == [o.id, zoe.id, oakes.id, role.id, candida.id, bo.id]
    assert [hit.id for hit in book.search("ida o", limit=2, offset=1)] == found[1:3]


def test_search_knows_a_very_name_whose_letters_are_more_when_folded(book: nk.Workbook) -> None:
    anna, spaced = book.add(Person(name="Anna", organisation="Groß AG")), book.add(Person(name="Ada  Stone Groß"))
    gross = book.add(Person(name="Groß"))
    for day, person in enumerate((gross, spaced, anna), 1):
        book.add(Interaction(on=date(2026, 2, day), people=[person.id]))
    assert [hit.id for hit in book.search("groß")] == [gross.id, spaced.id, anna.id]
    assert [hit.id for hit in book.search("GROSS")] == [gross.id, spaced.id, anna.id]
    assert book.search("ada stone gross")[0].id == spaced.id


def test_among_very_many_the_same_come_first(book: nk.Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    book.add_all([Person(name=f"{first} {n}") for n in range(12) for first in ("Ida", "Candida")], "many")
    book.add_all(
        [Interaction(on=date(2026, 2, 1 + n), people=[p.id]) for n, p in enumerate(book.where(Person)[:9])], ""
    )
    few = [hit.id for hit in book.search("ida", 30)]
    assert [book.get(Person, id).name.split()[0] for id in few] == ["Ida"] * 12 + ["Candida"] * 12
    for limit in (0, 1, 12, 13):  # people who are few enough to be ordered at once
        monkeypatch.setattr("netkit.workbook.search.FEW", limit)
        assert [hit.id for hit in book.search("ida", 30)] == few
        assert [hit.id for hit in book.search("ida", 5, 10)] == few[10:15]


def test_a_person_renamed_is_found_by_the_new_name(book: nk.Workbook) -> None:
    ines = book.add(Person(name="Ines"))
    book.set(ines, "name", "Agnes", "Ines")
    assert [hit.id for hit in book.search("agn")] == [ines.id]
    assert book.search("ines") == []


def test_the_sample_can_be_looked_at_but_not_changed() -> None:
    sample = nk.open_sample()
    assert sample.check() == []
    assert sample.today == sample.settings().today
    with pytest.raises(nk.LookOnly):
        sample.add(Person(name="Ines"))
    with pytest.raises(nk.LookOnly):
        sample.undo()


def test_the_file_refuses_the_words_that_the_records_refuse(book: nk.Workbook) -> None:
    """The CHECKs of the schema and the vocabularies of the records say the same."""
    from netkit.workbook import rows, store

    with store.reading(book.path) as connection:
        sql = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall())
    for kind in RECORDS:
        for field in kind.model_fields:
            terms = vocabulary_of(kind, field)
            for term in terms or ():
                assert f"'{term}'" in sql[rows.table_of(kind)], f"{kind.__name__}.{field} {term}"


def test_nobody_introduced_somebody_who_introduced_them(book: nk.Workbook) -> None:
    ines = book.add(Person(name="Ines"))
    zoe = book.add(Person(name="Zoë", introduced_by=ines.id))
    ravi = book.add(Person(name="Ravi", introduced_by=zoe.id))
    for circle in (ines.id, ravi.id):
        with pytest.raises(nk.BadValue, match="introduced"):
            book.set(ines, "introduced_by", circle, "")
    assert book.get(Person, ines.id).introduced_by == ""


def test_records_are_found_by_a_field_that_is_called_kind(book: nk.Workbook) -> None:
    ines, _, _ = fill(book)
    assert [gift.person for gift in book.where(Exchange, kind="advice")] == [ines.id]
