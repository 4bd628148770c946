"""Paste your week and the calendar file of 3_log, through their widgets."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from netkit.forms.log import LogForm
from netkit.records import Action, Person
from netkit.workbook import Workbook, open_workbook
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
