"""Paste your week, the goals that only you can count, and the calendar file of 3_log, through their widgets."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from netkit.charts import Review
from netkit.forms.log import LogForm
from netkit.questions import Goal, Plan, Why
from netkit.records import Action, Person, Progress
from netkit.workbook import Workbook, open_sample, open_workbook
from tests.hand import Hand

TODAY = date(2026, 3, 12)  # a Thursday
WEEK = "What was your week like?"


@pytest.fixture
def workbook(own_workbook: Path) -> Workbook:
    workbook = open_workbook(today=TODAY)
    workbook.add(Person(id="ines", name="Ines Okafor", role="teacher"))
    workbook.add(Person(id="ben", name="Ben Otieno"))
    workbook.add(Person(id="benl", name="Ben Lind"))
    return workbook


def pasted(workbook: Workbook, text: str) -> tuple[LogForm, Hand]:
    form = LogForm(workbook)
    hand = Hand(form.widget)
    hand.press("Paste your week")
    hand.type(WEEK, text)
    hand.press("Read it")
    return form, hand


def test_a_line_becomes_a_draft_that_fills_the_entry_and_is_saved_with_its_promise(workbook: Workbook) -> None:
    form, hand = pasted(workbook, "coffee with Ines on Tuesday, promised the slides, she likes tea")
    assert "Coffee, Ines Okafor" in hand.text()
    assert "You promised: the slides." in hand.text()
    assert form.status.text == "1 draft; nothing is saved yet"
    assert workbook.latest() == []
    hand.press("Fill it in below")
    hand.press("Save coffee with Ines")
    (entry,) = workbook.latest()
    assert (entry.on, entry.people, entry.avenue, entry.channel) == (date(2026, 3, 10), ["ines"], "coffee", "in_person")
    assert (entry.direction, entry.outcome, entry.note) == ("mutual", "met", "she likes tea")
    (step,) = workbook.where(Action)
    assert (step.what, step.kind, step.person, step.due_on) == ("the slides", "promise", "ines", date(2026, 3, 19))
    assert hand.offers("Paste your week")
    assert form.status.text.startswith("Saved ")


def test_who_is_not_certain_stands_in_the_search_and_what_was_not_read_beside(workbook: Workbook) -> None:
    form, hand = pasted(workbook, "lunch with Ben <b>\nEmail from Priya Shah yesterday")
    assert "Ben: you know 2 of that name." in hand.text()
    hand.press("Fill it in below")
    assert form.entry.who.value == []
    assert form.entry.who.line.value == "Ben"
    assert form.entry.note.value == "<b>"
    hand.press("Clear")
    hand.press("Leave it out")
    assert "Priya Shah is not here yet." in hand.text()
    hand.press("Fill it in below")
    form.entry.who.enter()
    assert [person.name for person in workbook.where(Person) if person.id in form.entry.who.value] == ["Priya Shah"]
    assert (form.entry.direction.value, form.entry.day.value) == ("inbound", date(2026, 3, 11))


def test_what_is_typed_below_is_not_thrown_away(workbook: Workbook) -> None:
    form, hand = pasted(workbook, "coffee with Ines")
    form.entry.who.take("ben")
    hand.press("Fill it in below")
    assert form.entry.who.value == ["ben"]
    assert form.status.text.endswith("Save or clear what is below first; then this one.")


def test_a_draft_stays_until_its_entry_is_saved_and_the_next_one_follows(workbook: Workbook) -> None:
    _, hand = pasted(workbook, "Monday:\ncoffee with Ines\ncall with Ben Lind")
    hand.press("Fill it in below")
    hand.press("Clear")
    assert "Coffee, Ines Okafor" in hand.text()
    hand.press("Fill it in below")
    hand.press("Save coffee with Ines")
    assert "Coffee, Ines Okafor" not in hand.text()
    hand.press("Fill it in below")
    hand.press("Save call with Ben")
    assert [(one.people, one.on) for one in workbook.latest()] == [
        (["benl"], date(2026, 3, 9)),
        (["ines"], date(2026, 3, 9)),
    ]


def test_no_text_says_what_to_do(workbook: Workbook) -> None:
    _, hand = pasted(workbook, "  \n")
    assert "Write a line or two first." in hand.text()


def test_the_calendar_file_has_the_next_steps(workbook: Workbook) -> None:
    hand = Hand(LogForm(workbook).widget)
    hand.press("Put next steps into my calendar")
    assert "Nothing to remind you of yet" in hand.text()
    workbook.add(Action(person="ines", what="call", due_on=date(2026, 4, 1)))
    form = LogForm(workbook)
    hand = Hand(form.widget)
    hand.press("Put next steps into my calendar")
    assert "Download the calendar file (1 event)" in hand.text()
    values = [str(getattr(widget, "value", "")) for widget in hand.seen()]
    page = next(value for value in values if "download" in value)
    data = b64decode(re.search(r"base64,([^\"]+)", page)[1])  # type: ignore[index]
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 4, 1)


def with_goals(workbook: Workbook, *notes: tuple[date, float]) -> Hand:
    """3_log on a plan with a goal that the log counts and one that it can't, and what was noted of that so far."""
    talks = Goal(id="talks", outcome="six talks", number=6, unit="conversations")
    papers = Goal(id="papers", outcome="three small analyses", number=3, unit="other", by=date(2026, 5, 31))
    workbook.save_plan(Plan(why=Why(goals=[talks, papers])), workbook.plan())
    workbook.add_all([Progress(goal="papers", on=on, value=value) for on, value in notes], "Notes")
    return Hand(LogForm(workbook).widget)


def notes_of(workbook: Workbook) -> list[tuple[date, float | None]]:
    return [(one.on, one.value) for one in workbook.where(Progress, goal="papers")]


def test_a_goal_that_the_log_cannot_count_is_noted_once_a_day_and_drawn_by_the_review(workbook: Workbook) -> None:
    before = date(2026, 3, 1)
    hand = with_goals(workbook, (before, 2.25))
    assert "three small analyses 2.25 of 3 on 1 Mar 2026. And now?" in hand.text()
    assert "six talks" not in hand.text()
    form = LogForm(workbook)
    hand = Hand(form.widget)
    for typed in ("2.", "2.5"):
        hand.type("three small analyses", typed)
        assert form.flush()
    assert notes_of(workbook) == [(before, 2.25), (TODAY, 2.5)]
    assert "three small analyses 2.5 of 3 today" in hand.text()
    assert ": 2.5 noted" in hand.text()

    assert "three small analyses: 2.5 of 3" in Review(workbook).progress().alt
    hand.press("Undo")
    assert notes_of(workbook) == [(before, 2.25)]
    assert hand.field("three small analyses").value == ""
    hand.press("Bring it back")
    assert hand.field("three small analyses").value == "2.5"
    hand.type("three small analyses", "")
    assert form.flush()
    assert notes_of(workbook) == [(before, 2.25)]


def test_a_note_that_is_no_number_is_said_at_its_field_and_holds_the_form(workbook: Workbook) -> None:
    with_goals(workbook)
    form = LogForm(workbook)
    hand = Hand(form.widget)
    assert "Nothing noted of 3 yet. And now?" in hand.text()
    hand.type("three small analyses", "two")
    assert not form.flush()
    assert "Not saved: write a number from 0 to 1,000,000,000." in hand.text()
    assert notes_of(workbook) == []


def test_a_note_changed_in_another_notebook_is_chosen_between(workbook: Workbook) -> None:
    with_goals(workbook, (TODAY, 1))
    form = LogForm(workbook)
    hand = Hand(form.widget)
    (note,) = workbook.where(Progress)
    workbook.set(note, "value", 2, 1)
    hand.type("three small analyses", "3")
    assert not form.flush()
    hand.press("Keep mine")
    assert notes_of(workbook) == [(TODAY, 3)]


def test_a_goal_reached_before_today_and_one_that_is_counted_are_not_asked_about(workbook: Workbook) -> None:
    hand = with_goals(workbook, (date(2026, 3, 11), 3))
    assert "three small analyses" not in hand.text()
    workbook.add(Progress(goal="papers", on=TODAY, value=2))
    assert "2 of 3 today" in Hand(LogForm(workbook).widget).text()


def test_in_the_sample_a_note_is_not_kept_and_that_is_said() -> None:
    form = LogForm(open_sample())
    hand = Hand(form.widget)
    assert "three small analyses on paper that a stranger understands 2.25 of 3 on 22 Mar 2026" in hand.text()
    hand.type("three small analyses", "3")
    assert form.flush()
    assert "Not saved: This is the sample" in hand.text()
