"""The history: written by the file itself, undone and redone, and purged when somebody is forgotten."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netkit as nk
from netkit.forms.log.standing import noted
from netkit.questions import Audience, Goal, Offer, Plan
from netkit.records import Exchange, Interaction, Person, Progress
from netkit.workbook import backups, check, store
from netkit.workbook.history import Changed, reverted

DAY = date(2026, 3, 1)
TOLD = "SELECT before, after FROM change_row WHERE \"table\" = 'person' ORDER BY id"


@pytest.fixture
def book(tmp_path: Path) -> nk.Workbook:
    return nk.open_workbook(tmp_path / "book.sqlite", today=DAY)


def test_undo_takes_back_the_last_change_and_undoing_the_undo_redoes_it(book: nk.Workbook) -> None:
    ines = book.add(Person(name="Ines"))
    book.set(ines, "role", "teacher", "")
    undone = book.undo()
    assert book.get(Person, ines.id).role == ""
    redone = book.undo(undone.id)
    assert book.get(Person, ines.id).role == "teacher"
    undone_again = book.undo(redone.id)
    assert book.get(Person, ines.id).role == ""
    assert {one.what for one in (undone, redone, undone_again)} == {"Ines: What do they do?"}
    assert [one.again for one in (undone, redone, undone_again)] == [False, True, False]
    book.undo()
    assert len(book.people()) == 0
    with pytest.raises(nk.NetkitError, match="nothing to undo"):
        book.undo()


def test_what_was_brought_back_is_undone_again_and_then_what_was_before_it(book: nk.Workbook) -> None:
    for name in ("Ines", "Zoë"):
        book.add(Person(name=name))
    redone = book.undo(book.undo().id)
    assert redone.again
    assert list(book.people()["name"]) == ["Ines", "Zoë"]
    assert [book.undo().what, book.undo().what] == ["Added Zoë", "Added Ines"]
    assert len(book.people()) == 0


def test_what_could_not_be_undone_can_be_once_what_hindered_it_is_undone(book: nk.Workbook) -> None:
    other = nk.open_workbook(book.path, today=DAY)
    book.add(Person(name="Zoë"))
    ines = book.add(Person(name="Ines"))
    other.set(ines, "role", "teacher", "")
    assert book.undo().stayed == ["Ines has changed since and stays"]
    assert book.undo().what == "Added Zoë"
    other.undo()
    assert book.undo().stayed == []
    assert len(book.people()) == 0


def test_what_is_undone_already_or_unknown_is_said(book: nk.Workbook) -> None:
    book.add(Person(name="Ines"))
    change = book.changes()[0].id
    book.undo(change)
    with pytest.raises(nk.NetkitError, match="undone already"):
        book.undo(change)
    for unknown in (99, 0):
        with pytest.raises(nk.NetkitError, match=f"no change {unknown}"):
            book.undo(unknown)


def test_undo_takes_back_only_the_own_sessions_change_unless_told_everywhere(book: nk.Workbook) -> None:
    other = nk.open_workbook(book.path, today=DAY)
    book.add(Person(name="Mine"))
    other.add(Person(name="Theirs"))
    assert book.undo().what == "Added Mine"
    assert list(book.people()["name"]) == ["Theirs"]
    assert book.undo(everywhere=True).what == "Added Theirs"


def test_a_row_that_has_changed_since_stays_and_that_is_said(book: nk.Workbook) -> None:
    ines = book.add(Person(name="Ines"))
    book.set(ines, "role", "teacher", "")
    first = book.changes()[0].id
    nk.open_workbook(book.path, today=DAY).set(ines, "role", "nurse", "teacher")
    assert book.undo(first).stayed == ["Ines has changed since and stays"]
    assert book.get(Person, ines.id).role == "nurse"


def test_another_field_of_the_same_row_does_not_hinder_an_undo(book: nk.Workbook) -> None:
    ines = book.add(Person(name="Ines"))
    book.set(ines, "role", "teacher", "")
    first = book.changes()[0].id
    book.set(ines, "place", "Leeds", "")
    assert book.undo(first).stayed == []
    assert (book.get(Person, ines.id).role, book.get(Person, ines.id).place) == ("", "Leeds")


def test_a_person_who_is_used_by_something_newer_stays_when_their_import_is_undone(book: nk.Workbook) -> None:
    ines = Person(name="Ines")
    change = book.add_all([ines, Person(name="Zoë")], "An import")
    book.add(Interaction(on=DAY, people=[ines.id]))
    assert book.undo(change).stayed == ["Ines is used by something newer and stays"]
    assert list(book.people()["name"]) == ["Ines"]


def test_an_older_change_of_the_plan_is_undone_field_by_field(book: nk.Workbook) -> None:
    goal = Goal(outcome="six talks")
    book.set(Plan(), "why.intent", "I know", "")
    book.set(Plan(), f"why.goals.{goal.id}", goal, None)
    added = book.changes()[0].id
    book.set(Plan(), "message.story", "Nine years", "")
    assert book.undo(added).stayed == []
    assert book.plan().why.goals == []
    assert (book.plan().why.intent, book.plan().message.story) == ("I know", "Nine years")


def test_successive_saves_of_one_field_are_one_change(book: nk.Workbook) -> None:
    was = ""
    for text in ("I", "I k", "I know"):
        book.set(Plan(), "why.intent", text, was)
        was = text
    assert [change.what for change in book.changes()] == ["Plan: What should be different in three months?"]
    book.undo()
    assert book.plan() == Plan()


def test_a_save_that_goes_on_writes_down_what_was_before_the_first_and_after_the_last(book: nk.Workbook) -> None:
    ines = book.add(Person(name="Ines"))
    for was, role in pairwise(("", "t", "te", "teacher")):
        book.set(ines, "role", role, was)
    with store.reading(book.path) as connection:
        told = [(json.loads(r[0] or "{}").get("role"), json.loads(r[1])["role"]) for r in connection.execute(TOLD)]
    assert told == [(None, ""), ("", "teacher")]
    assert book.check() == []


def test_who_was_there_is_saved_twice_and_both_times_taken_back(book: nk.Workbook) -> None:
    """The people of an interaction are rows: the second save takes one out and adds another."""
    ines, zoe = (book.add(Person(name=name)) for name in ("Ines", "Zoë"))
    tea = book.add(Interaction(on=DAY))
    for was, now in pairwise(([], [ines.id], [zoe.id])):
        tea = book.set(tea, "people", now, was)
        assert book.check() == []
    for people in ([ines.id], []):
        assert book.undo().stayed == []
        assert (book.get(Interaction, tea.id).people, book.check()) == (people, [])


def test_a_field_of_the_plan_typed_past_midnight_is_in_both_days_plans_and_both_are_taken_back(
    book: nk.Workbook,
) -> None:
    tomorrow = nk.Workbook(book.path, DAY + timedelta(days=1))
    tomorrow.session = book.session
    book.set(Plan(), "why.intent", "I", "")
    tomorrow.set(tomorrow.plan(), "why.intent", "I know", "I")
    assert [plan.why.intent for _, plan in book.plans()] == ["I", "I know"]
    assert book.check() == []
    assert tomorrow.undo().stayed == []
    assert (tomorrow.plan().why.intent, book.check()) == ("I", [])
    assert tomorrow.undo().stayed == []
    assert (tomorrow.plan(), book.check()) == (Plan(), [])


def test_an_item_taken_out_where_it_was_just_added_is_one_step_with_what_referred_to_it(book: nk.Workbook) -> None:
    ines, offer = book.add(Person(name="Ines")), Offer(what="an introduction")
    path = f"help.offers.{offer.id}"
    book.set(book.plan(), path, offer, None)
    nk.open_workbook(book.path, today=DAY).set(ines, "offers", [offer.id], [])
    book.set(book.plan(), path, None, offer)
    assert (book.plan().help.offers, book.get(Person, ines.id).offers) == ([], [])
    assert book.check() == []
    assert book.undo().stayed == []
    assert (book.plan().help.offers, book.get(Person, ines.id).offers) == ([offer], [offer.id])
    assert book.undo().stayed == []
    assert book.plan() == Plan()


def test_a_field_that_is_typed_and_emptied_again_leaves_no_change(book: nk.Workbook) -> None:
    ines = book.add(Person(name="Ines"))
    book.set(ines, "role", "t", "")
    book.set(ines, "role", "", "t")
    assert [change.what for change in book.changes()] == ["Added Ines"]


def test_a_note_of_how_far_a_goal_is_that_is_taken_out_again_leaves_no_change(book: nk.Workbook) -> None:
    for value, was in ((3.0, None), (4.0, 3.0), (None, 4.0)):
        noted(book, Progress(goal="g", on=DAY, value=value), was, "Six talks")
    assert book.changes() == []


def test_a_save_does_not_go_on_with_one_from_before_another_change(book: nk.Workbook) -> None:
    ines, zoe = (book.add(Person(name=name)) for name in ("Ines", "Zoë"))
    zoe = book.set(zoe, "introduced_by", ines.id, "")
    kai = nk.open_workbook(book.path, today=DAY).add(Person(name="Kai"))
    book.set(zoe, "introduced_by", kai.id, ines.id)
    stayed = [book.undo(everywhere=True).stayed for _ in range(5)]
    assert stayed == [[]] * 5
    assert len(book.people()) == 0


def test_saves_of_two_fields_in_turn_stay_apart(book: nk.Workbook) -> None:
    ines = book.add(Person(name="Ines"))
    for field, new, was in (("role", "a", ""), ("place", "b", ""), ("role", "c", "a")):
        book.set(ines, field, new, was)
    assert len(book.changes()) == 4


def test_what_another_program_writes_has_a_history_too(book: nk.Workbook) -> None:
    ines = book.add(Person(name="Ines"))
    with sqlite3.connect(book.path) as connection:
        connection.execute("UPDATE person SET role = 'spy' WHERE id = ?", (ines.id,))
    connection.close()
    assert book.changes()[0].what == "changed by another program"
    assert book.undo(everywhere=True).stayed == []
    assert book.get(Person, ines.id).role == ""


DOINGS = ["add", "set", "knows", "talk", "who", "give", "plan", "goal", "remove", "undo", "undo_own", "redo"]
STEPS = st.lists(st.tuples(st.sampled_from(DOINGS), st.integers(0, 9)), max_size=12)


@settings(max_examples=40)
@given(STEPS)
def test_any_changes_of_two_sessions_undone_to_the_start_give_the_start(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book, other = (nk.open_workbook(Path(folder) / "book.sqlite", today=DAY) for _ in range(2))
        start = contents(book)
        for step, number in steps:
            take(other if number % 2 else book, step, number // 2)
            assert book.check() == []
        while any(change.undoes is None and not change.undone for change in book.changes(limit=1000)):
            assert book.undo(everywhere=True).stayed == []
        assert contents(book) == start
        assert book.check() == []
        store.rest()


def take(book: nk.Workbook, step: str, number: int) -> None:
    people = book.where(Person)
    one = people[number % len(people)] if people else book.add(Person(name=f"P{number}"))
    plan = book.plan()
    if step == "add":
        book.add(Person(name=f"P{number}", introduced_by=one.id))
    elif step == "set":
        book.set(one, "note", f"n{number}" if number % 3 else "", one.note)
    elif step == "knows":
        with suppress(nk.NetkitError):  # nobody can have introduced somebody who introduced them
            book.set(one, "introduced_by", people[-1].id if people else "", one.introduced_by)
    elif step == "talk":
        book.add(Interaction(on=DAY, people=[p.id for p in people[: 1 + number % 3]] or [one.id]))
    elif step == "who" and (talks := book.where(Interaction)):
        there = talks[-1].people
        book.set(talks[-1], "people", [p for p in there if p != one.id] or [one.id], there)
    elif step == "give":
        talks = book.where(Interaction)
        talk = talks[number % len(talks)].id if talks else ""
        book.add(Exchange(on=DAY, person=one.id, direction="given", kind="advice", interaction=talk))
    elif step == "plan":
        book.set(plan, "when.named", [*plan.when.named, one.id], plan.when.named)
    elif step == "goal":
        goals = plan.why.goals
        goal = Goal(outcome=f"g{number}") if number % 2 or not goals else None
        at = goal or goals[number % len(goals)]
        book.set(plan, f"why.goals.{at.id}", goal, None if goal else at)
    elif step == "remove":
        book.remove(one)
    elif step in ("undo", "undo_own"):
        with suppress(nk.NetkitError):  # there is nothing to undo
            book.undo(everywhere=step == "undo")
    elif step == "redo" and (undos := [change for change in book.changes() if change.undoes and not change.undone]):
        book.undo(undos[0].id)


def contents(book: nk.Workbook) -> dict[str, list[tuple[Any, ...]]]:
    with store.reading(book.path) as connection:
        names = [r[0] for r in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        mine = [name for name in names if name not in ("change", "change_row", "sqlite_sequence")]
        return {name: sorted(map(tuple, connection.execute(f'SELECT * FROM "{name}"'))) for name in mine}


def test_reverting_json_leaves_alone_what_came_later() -> None:
    before, after = {"a": 1, "items": []}, {"a": 2, "items": [{"id": "x", "n": 1}]}
    later = {"a": 2, "b": 3, "items": [{"id": "x", "n": 1}, {"id": "y", "n": 2}]}
    assert reverted(later, before, after) == {"a": 1, "b": 3, "items": [{"id": "y", "n": 2}]}
    assert json.loads(reverted(json.dumps(later), json.dumps(before), json.dumps(after)))["a"] == 1
    with pytest.raises(Changed):
        reverted({"a": 9}, {"a": 1}, {"a": 2})


def test_forgetting_says_somebody_in_the_texts_about_others_and_takes_them_out_of_the_plan(book: nk.Workbook) -> None:
    ines = book.add(Person(name="Ines Okafor", emails=["ines@example.org"]))
    zoe = book.add(Person(name="Zoë", introduced_by=ines.id, note="came with ines okafor"))
    book.set(ines, "name", "Ines Okafor-Bell", "Ines Okafor")
    talk = book.add(Interaction(on=DAY, people=[ines.id, zoe.id], note="Ines Okafor-Bell told a story"))
    book.set(Plan(), "when.named", [ines.id, zoe.id], [])
    book.set(book.plan(), "when.next", "ring ines@example.org", "")
    book.forget(ines)
    assert book.get(Person, zoe.id).note == "came with somebody"
    assert book.get(Interaction, talk.id).note == "somebody told a story"
    assert book.plan().when.named == [zoe.id]
    assert book.plan().when.next == "ring somebody"


@pytest.mark.parametrize(
    "written",
    [
        "Zoë Åkerström", "ZOË ÅKERSTRÖM", "zoe akerstrom", "Zo\u0065\u0308 A\u030akerstro\u0308m", "Åkerström, Zoë",
        "Zoë\nÅkerström", "Zoë  Åkerström", "Zoë\u00a0Åkerström", "@zoëåkerström", "zoe.akerstrom",
        "Zoë Marit Åkerström", "https://www.linkedin.com/in/zoe-77", "www.linkedin.com/in/zoe-77",
        "linkedin.com/in/zoe-77/", "https://se.linkedin.com/in/Zoe-77", "Zoe@Firm.example",
        "+46 70 123 45 67", "0701234567", "+46 (0)70-123 45 67", "Marit",
    ],
)  # fmt: skip
def test_forgetting_finds_somebody_however_they_are_spelt(book: nk.Workbook, written: str) -> None:
    url, phone = "https://www.linkedin.com/in/zoe-77", "+46 70 123 45 67"
    names = {"name": "Zoë Marit Åkerström", "other_names": ["Marit"]}
    zoe = book.add(Person(emails=["zoe@firm.example"], url=url, phones=[phone], **names))
    other = Person(name="Bo Lind", role=f"aide of {zoe.name}", note=f"Ask {written}, she knows; 0701234568, zoe-7.")
    book.add(other)
    book.forget(zoe)
    left = book.get(Person, other.id)
    assert (left.role, left.note) == ("aide of somebody", "Ask somebody, she knows; 0701234568, zoe-7.")


def test_forgetting_leaves_an_ordinary_word_that_is_also_a_name(book: nk.Workbook) -> None:
    may = book.add(Person(name="May"))
    other = book.add(Person(name="Zoë", note="May said we may meet"))
    book.forget(may)
    assert book.get(Person, other.id).note == "somebody said we may meet"
    with pytest.raises(nk.Missing):
        book.forget(may)


def test_forgetting_leaves_everybody_elses_facts_as_they_are(book: nk.Workbook) -> None:
    gone = book.add(
        Person(name="Rose", phones=["202", "+44 20 7946 0000"], source_key="ann", url="https://example.org/in/ann")
    )
    others = [
        Person(name="Rose Smith", organisation="Rose Ltd", emails=["joanna@hannover.example"]),
        Person(name="Ann", url="https://example.org/in/ann-12345", note="Rose Smith and the annual fair, 202 of us"),
    ]
    for other in others:
        book.add(other)
    talk = book.add(Interaction(on=date(2026, 2, 2), channel="email", people=[p.id for p in others], note="Rose came"))
    book.forget(gone)
    assert [book.get(Person, other.id) for other in others] == others
    assert book.get(Interaction, talk.id) == talk.changed(note="somebody came")
    assert book.check() == []


def test_forgetting_goes_on_past_a_backup_that_cannot_be_read_and_says_so(book: nk.Workbook) -> None:
    ines = book.add(Person(name="Ines Okafor"))
    good = backups.keep(book.path, "test")
    bad = good.with_name("a-bad-one.sqlite")
    bad.write_bytes(b"")
    with pytest.raises(nk.WorkbookError, match="a-bad-one"):
        book.forget(ines)
    store.rest()
    assert b"Okafor" not in good.read_bytes() + book.path.read_bytes()
    assert nk.open_workbook(good, today=DAY).plans() == []


def test_a_text_that_only_looks_like_json_does_not_hinder_an_undo(book: nk.Workbook) -> None:
    ines = book.add(Person(name="Ines", note=""))
    book.set(ines, "note", "[todo] call", "")
    first = book.changes()[0].id
    nk.open_workbook(book.path, today=DAY).set(ines, "note", "[done] call", "[todo] call")
    assert book.undo(first).stayed == ["Ines has changed since and stays"]


def test_a_field_is_saved_again_after_its_change_was_undone_and_redone_elsewhere(book: nk.Workbook) -> None:
    ines = book.add(Person(name="Ines"))
    book.set(ines, "role", "a", "")
    other = nk.open_workbook(book.path, today=DAY)
    other.undo(other.undo(everywhere=True).id)
    assert book.set(ines, "role", "ab", "a").role == "ab"


def test_a_field_saved_around_what_another_did_and_undid_is_as_the_history_wrote_it_last(book: nk.Workbook) -> None:
    ines = book.add(Person(name="Ines"))
    book.set(ines, "role", "a", "")
    other = nk.open_workbook(book.path, today=DAY)
    other.set(ines, "place", "Leeds", "")
    other.undo()
    book.set(ines, "role", "ab", "a")
    assert check.problems(book.path) == []


def test_an_offer_taken_out_of_the_plan_leaves_the_people_it_was_for_and_comes_back(book: nk.Workbook) -> None:
    offer = Offer(what="a room in June")
    book.set(Plan(), f"help.offers.{offer.id}", offer, None)
    ines = book.add(Person(name="Ines", offers=[offer.id, "tea"]))
    book.set(book.plan(), f"help.offers.{offer.id}", None, offer)
    assert book.get(Person, ines.id).offers == ["tea"]
    book.undo()
    assert book.get(Person, ines.id).offers == [offer.id, "tea"]
    assert book.plan().help.offers == [offer]


def test_a_goal_taken_out_of_the_plan_leaves_the_audiences_that_served_it(book: nk.Workbook) -> None:
    goal, audience = Goal(outcome="six talks"), Audience(description="analysts")
    book.set(Plan(), f"why.goals.{goal.id}", goal, None)
    book.set(book.plan(), f"who.audiences.{audience.id}", audience.changed(goals=[goal.id]), None)
    book.set(book.plan(), f"why.goals.{goal.id}", None, goal)
    assert book.plan().who.audiences == [audience]
