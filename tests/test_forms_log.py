"""3_log through its widgets: what a person types and presses, and what the workbook holds afterwards."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import ipywidgets
import nbformat
import pytest

from netkit import forms
from netkit.forms.log import LogForm
from netkit.forms.ways import AVENUES, CHANNELS, WAYS, called, ways_of
from netkit.questions import Audience, Avenue, Help, How, Message, Offer, Plan, When, Who
from netkit.records import Action, Event, Exchange, Interaction, Person
from netkit.vocabulary import AVENUE_MEANS, CHANNEL, MODE, OUTCOME
from netkit.workbook import Workbook, open_sample, open_workbook, share
from tests.hand import Hand

TODAY = date(2026, 3, 12)  # a Thursday


@pytest.fixture
def workbook(own_workbook: Path) -> Workbook:
    workbook = open_workbook(today=TODAY)
    workbook.add(Person(id="ines", name="Ines Okafor", role="teacher"))
    workbook.add(Person(id="ben", name="Ben Otieno"))
    return workbook


class Desk:
    """A log form and the hand that works on it."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.form = LogForm(workbook)
        self.hand = Hand(self.form.widget)

    def pick(self, letters: str) -> None:
        self.form.entry.who.line.value = letters
        self.form.entry.who.enter()

    def coffee(self) -> Interaction:
        self.pick("okaf")
        self.hand.press("coffee")
        self.hand.press("Save coffee with Ines")
        return self.workbook.latest(1)[0]

    @property
    def status(self) -> str:
        return self.form.status.text


def test_who_and_how_are_enough(workbook: Workbook) -> None:
    desk = Desk(workbook)
    entry = desk.coffee()
    assert (entry.on, entry.people, entry.avenue, entry.channel) == (TODAY, ["ines"], "coffee", "in_person")
    assert (entry.mode, entry.direction, entry.outcome) == ("one_to_one", "mutual", "met")
    assert desk.form.done.status.text.endswith(": coffee with Ines Okafor, 0 given, 0 received")
    assert desk.status.startswith("Saved ")
    assert desk.form.entry.who.value == []
    assert desk.hand.button("Save").description == "Save"


def test_enter_in_a_line_saves(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.pick("okaf")
    desk.hand.press("coffee")
    desk.hand.field("Next step")._handle_custom_msg({"event": "submit"}, [])
    assert len(workbook.latest()) == 1


def test_pressed_too_early_the_button_says_what_is_missing(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.hand.press("Save")
    assert desk.status == "Not saved: who was it? Type a few letters above."
    desk.pick("ben")
    desk.hand.press("Save")
    assert desk.status == "Not saved: how was it? Choose one of the ways."
    desk.hand.press("coffee")
    desk.hand.press("+ What I gave")
    desk.hand.press("Save coffee with Ben")
    assert desk.status == "Not saved: what kind of help was it? Choose it in its row."
    assert workbook.latest() == []


def test_the_kind_of_help_prefills_its_worth_and_both_ways_are_stored(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.pick("okaf")
    desk.hand.press("coffee")
    desk.hand.press("+ What I gave")
    desk.hand.type("What was it?", "introduction")
    assert desk.hand.field("What is it worth to them?").label == "3  real help, settled a question or a task"
    desk.hand.type("In a few words", "to Ana")
    row = desk.form.entry.helps.add("received")
    row.choose("referral")
    row.worth.fill("")
    desk.hand.press("Save coffee with Ines")
    given, received = workbook.where(Exchange)
    entry = workbook.latest(1)[0]
    assert (given.person, given.direction, given.kind, given.value, given.note) == (
        "ines", "given", "introduction", 3, "to Ana",
    )  # fmt: skip
    assert (received.direction, received.kind, received.value) == ("received", "referral", None)
    assert {given.interaction, received.interaction} == {entry.id}
    assert "1 given, 1 received" in desk.form.done.status.text


def test_a_save_is_one_change_and_can_be_undone_and_brought_back(workbook: Workbook) -> None:
    desk = Desk(workbook)
    before = len(workbook.changes())
    desk.pick("okaf")
    desk.hand.press("call")
    desk.hand.press("+ What I received")
    desk.hand.type("What was it?", "advice")
    desk.hand.type("Next step", "send the list")
    desk.hand.press("Save call with Ines")
    assert len(workbook.changes()) == before + 1
    assert workbook.changes(1)[0].what == "Call with Ines Okafor"
    desk.hand.press("Undo")
    assert (workbook.latest(), workbook.where(Exchange), workbook.where(Action)) == ([], [], [])
    desk.hand.press("Bring it back")
    assert len(workbook.latest()) == len(workbook.where(Exchange)) == len(workbook.where(Action)) == 1


def test_what_was_saved_before_can_be_undone_too(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.coffee()
    stored = [workbook.latest(1)[0].id]
    assert not desk.hand.offers("Undo the one before")
    stored.append(desk.coffee().id)
    desk.hand.press("Undo")
    assert [one.id for one in workbook.latest()] == stored[:1]
    desk.hand.press("Bring it back")
    assert len(workbook.latest()) == 2
    desk.hand.press("Undo")
    desk.hand.press("Undo the one before")
    assert workbook.latest() == []
    assert not desk.hand.offers("Undo the one before")
    desk.hand.press("Bring it back")
    assert [one.id for one in workbook.latest()] == stored[:1]


def test_what_was_thought_of_for_somebody_is_given_by_a_click_and_comes_up_no_more(workbook: Workbook) -> None:
    workbook.set(workbook.get(Person, "ines"), "offers", ["proofread a German press text"], [])
    desk = Desk(workbook)
    assert "You thought of “proofread a German press text” for them." in desk.hand.text()
    desk.pick("okaf")
    desk.hand.press("coffee")
    desk.hand.press("+ proofread a German press text")
    assert desk.hand.field("What was it?").label == "feedback"
    desk.hand.press("Save coffee with Ines")
    (given,) = workbook.where(Exchange)
    assert (given.person, given.direction, given.kind, given.value, given.note) == (
        "ines", "given", "feedback", 3, "proofread a German press text",
    )  # fmt: skip
    assert "You thought of" not in desk.hand.text()
    desk.pick("okaf")
    assert "You thought of" not in desk.hand.text()


def test_a_gift_that_was_promised_before_keeps_the_promise(workbook: Workbook) -> None:
    workbook.set(workbook.get(Person, "ines"), "offers", ["proofread a press text"], [])
    desk = Desk(workbook)
    desk.hand.press("I’ll do it")
    assert "You promised: proofread a press text" in desk.hand.text()
    workbook.add(Action(id="other", person="ines", kind="promise", what="the list of meetups"))
    desk.pick("okaf")
    desk.hand.press("coffee")
    desk.hand.press("+ proofread a press text")
    desk.hand.press("Save coffee with Ines")
    promises = {one.what: one.done_on for one in workbook.where(Action)}
    assert promises == {"proofread a press text": TODAY, "the list of meetups": None}
    assert "You promised: proofread" not in desk.hand.text()


def test_with_several_people_a_gift_thought_of_says_for_whom_it_is(workbook: Workbook) -> None:
    workbook.set(workbook.get(Person, "ben"), "offers", ["a press text"], [])
    desk = Desk(workbook)
    desk.pick("okaf")
    desk.pick("ben")
    desk.hand.press("coffee")
    desk.hand.press("+ a press text (Ben)")
    desk.hand.type("What was it?", "feedback")
    desk.hand.press("Save coffee with Ines and Ben")
    assert [one.person for one in workbook.where(Exchange)] == ["ben"]


def test_worth_chosen_by_hand_stays_when_the_kind_is_changed(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.hand.press("+ What I gave")
    desk.hand.type("What was it?", "introduction")
    desk.hand.type("What is it worth to them?", "4  big help, saved days or opened a way")
    desk.hand.type("What was it?", "advice")
    assert desk.form.entry.helps.rows[0].worth.value == "4"


def test_help_with_several_people_asks_with_whom(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.pick("okaf")
    desk.pick("otieno")
    desk.hand.press("meetup")
    desk.hand.press("+ What I gave")
    desk.hand.type("With whom?", "Ben Otieno")
    desk.hand.type("What was it?", "advice")
    desk.hand.press("Save meetup with Ines and Ben")
    assert workbook.latest(1)[0].people == ["ines", "ben"]
    assert [one.person for one in workbook.where(Exchange)] == ["ben"]


def test_the_next_step_gets_a_day_a_week_ahead_once_it_is_typed(workbook: Workbook) -> None:
    desk = Desk(workbook)
    assert "By when?" not in desk.hand.text()
    desk.pick("okaf")
    desk.hand.press("e-mail")
    desk.hand.type("Next step", "send the meetup list")
    assert desk.hand.field("By when?").value == date(2026, 3, 19)
    desk.hand.type("What sort of step?", "something I promised")
    desk.hand.press("Save e-mail to Ines")
    (step,) = workbook.where(Action)
    assert (step.person, step.kind, step.what, step.due_on) == (
        "ines", "promise", "send the meetup list", date(2026, 3, 19),
    )  # fmt: skip


def test_how_can_i_help_is_asked_by_name_and_kept_with_the_person(workbook: Workbook) -> None:
    workbook.save_plan(Plan(help=Help(offers=[Offer(id="o", what="Share the meetup list")])), Plan())
    desk = Desk(workbook)
    assert "How can I help?" in desk.hand.text()
    desk.pick("okaf")
    desk.hand.press("coffee")
    desk.hand.type("What might make Ines's week easier?", "share the meetup list")
    desk.hand.press("I'll ask Ines")
    desk.form.entry.detail._more.turn(True)
    desk.hand.type("What have they said they need?", "a room in June\n")
    desk.hand.press("Save coffee with Ines")
    ines = workbook.get(Person, "ines")
    assert (ines.offers, ines.will_ask, ines.needs) == (["o"], True, ["a room in June"])
    desk.pick("okaf")
    assert "So far: Share the meetup list. They need: a room in June." in desk.hand.text()


def test_somebody_new_is_added_as_they_are_picked(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.pick("Gita Kadell")
    desk.hand.press("LinkedIn")
    desk.hand.press("Save LinkedIn note to Gita")
    (entry,) = workbook.latest()
    assert workbook.get(Person, entry.people[0]).name == "Gita Kadell"
    assert (entry.channel, entry.direction, entry.outcome) == ("linkedin", "outbound", "pending")


def test_what_was_chosen_by_hand_is_not_overwritten_by_the_way(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.pick("okaf")
    desk.hand.type("What came of it?", "they declined")
    desk.hand.press("e-mail")
    desk.hand.press("Save e-mail to Ines")
    assert workbook.latest(1)[0].outcome == "declined"


def test_what_follows_from_the_way_says_so_until_it_is_chosen_by_hand(workbook: Workbook) -> None:
    desk = Desk(workbook)
    began, came = desk.form.entry.direction, desk.form.entry.outcome
    desk.pick("okaf")
    desk.hand.type("Who began?", "they reached out")
    desk.hand.press("coffee")
    assert (began.value, came.value) == ("inbound", "met")
    assert ["Filled in for you." in field.words for field in (began, came)] == [False, True]
    desk.hand.press("e-mail")
    assert (began.value, came.value) == ("inbound", "pending")
    desk.hand.type("What came of it?", "they declined")
    assert "Filled in for you." not in came.words


def written_to(workbook: Workbook) -> Desk:
    """The log with a mail from Ines begun."""
    desk = Desk(workbook)
    desk.pick("okaf")
    desk.hand.press("e-mail")
    desk.hand.type("Who began?", "they reached out")
    return desk


def test_an_answer_is_linked_to_the_open_note_that_it_answers(workbook: Workbook) -> None:
    asked = workbook.add(Interaction(on=date(2026, 3, 2), people=["ines"], channel="email"))
    workbook.add(Interaction(on=date(2026, 3, 3), people=["ben"], channel="email"))
    desk = written_to(workbook)
    desk.hand.press("Save e-mail from Ines")
    assert workbook.latest(1)[0].reply_to == asked.id


def test_what_came_in_before_a_note_does_not_answer_it(workbook: Workbook) -> None:
    workbook.add(Interaction(on=date(2026, 3, 2), people=["ines"], channel="email"))
    desk = written_to(workbook)
    desk.hand.press("Today, 12 Mar 2026. Change the day")
    desk.hand.type("Which day?", date(2026, 3, 1))
    desk.hand.press("Save e-mail from Ines")
    assert workbook.latest(1)[0].reply_to == ""


def test_an_old_entry_that_is_opened_and_saved_answers_what_it_answered(workbook: Workbook) -> None:
    came = Interaction(id="came", on=date(2026, 3, 5), people=["ines"], channel="email", direction="inbound")
    workbook.add(came)
    workbook.add(Interaction(on=date(2026, 3, 2), people=["ines"], channel="email"))
    desk = Desk(workbook)
    desk.hand.press("Ines Okafor\nE-mail, 5 Mar 2026")
    desk.hand.type("What happened?", "she thanked me")
    desk.hand.press("Save changes")
    assert workbook.get(Interaction, "came").note == "she thanked me"
    assert workbook.get(Interaction, "came").reply_to == ""


def test_a_note_to_somebody_taken_out_again_is_answered_no_more(workbook: Workbook) -> None:
    workbook.add(Interaction(on=date(2026, 3, 2), people=["ines"], channel="email"))
    desk = written_to(workbook)
    desk.form.entry.who.fill(["ben"])
    desk.form.entry.who.changed()
    desk.hand.press("Save e-mail from Ben")
    assert workbook.latest(1)[0].reply_to == ""


def test_an_event_of_the_same_name_is_the_same_however_it_is_typed(workbook: Workbook) -> None:
    workbook.add(Event(id="cafe", name="Café Night"))
    desk = Desk(workbook)
    for typed in ("cafe\u0301  night", ""):
        desk.pick("okaf")
        desk.hand.press("coffee")
        desk.form.entry.detail.fields["event"].fill(typed)
        desk.hand.press("Save coffee with Ines")
    assert [one.event for one in workbook.latest(2)] == ["", "cafe"]
    assert len(workbook.where(Event)) == 1


def test_a_next_step_with_several_says_for_whom_it_stands(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.pick("okaf")
    assert "It stands for" not in desk.hand.text()
    desk.pick("otieno")
    assert "Under ten minutes. It stands for Ines Okafor." in desk.hand.text()
    desk.hand.type("Next step", "send the list")
    desk.hand.press("coffee")
    desk.hand.press("Save coffee with Ines and Ben")
    assert [one.person for one in workbook.where(Action)] == ["ines"]


def test_somebody_new_beside_others_belongs_to_nobody_until_that_is_said(workbook: Workbook) -> None:
    planned(workbook, "analysts")
    desk = Desk(workbook)
    desk.pick("okaf")
    desk.pick("Mina Park")
    assert desk.hand.field("Which of your people").label == "Choose ..."
    assert [one.audience for one in workbook.where(Person, name="Mina Park")] == [""]


def test_a_post_to_many_needs_nobody(workbook: Workbook) -> None:
    plan = Plan(how=How(avenues=[Avenue(kind="talk_or_post")]), message=Message(version="spring"))
    workbook.save_plan(plan, Plan())
    desk = Desk(workbook)
    desk.hand.press("talk or post")
    desk.hand.press("Save talk or post to many")
    entry = workbook.latest(1)[0]
    assert (entry.people, entry.mode) == ([], "one_to_many")
    assert "To many Talk or post, 12 Mar 2026" in desk.hand.text()


def test_an_events_name_is_kept_for_the_next_entry(workbook: Workbook) -> None:
    desk = Desk(workbook)
    for name in ("Data Meetup", "data meetup"):
        desk.pick("okaf")
        desk.hand.press("meetup")
        desk.form.entry.detail._more.turn(True)
        desk.hand.type("At which event?", name)
        desk.hand.press("Save meetup with Ines")
    (event,) = workbook.where(Event)
    assert {entry.event for entry in workbook.latest()} == {event.id}


def test_the_version_of_the_message_goes_with_what_is_written(workbook: Workbook) -> None:
    workbook.save_plan(Plan(message=Message(version="spring")), Plan())
    desk = Desk(workbook)
    desk.coffee()
    desk.pick("okaf")
    desk.hand.press("e-mail")
    desk.hand.press("Save e-mail to Ines")
    assert [entry.message for entry in workbook.latest()] == ["spring", ""]


# The latest entries


def test_a_stored_entry_opens_and_its_changes_are_saved(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.coffee()
    desk.hand.press("Ines Okafor\nCoffee, 12 Mar 2026")
    assert "Change this entry" in desk.hand.text()
    assert "Coffee with Ines Okafor, 12 Mar 2026." in desk.hand.text()
    desk.hand.type("What happened?", "She knows Ana.")
    desk.hand.press("+ What I received")
    desk.hand.type("What was it?", "introduction")
    desk.hand.press("Save changes")
    (entry,) = workbook.latest()
    assert (entry.note, entry.avenue, entry.outcome) == ("She knows Ana.", "coffee", "met")
    (received,) = workbook.where(Exchange, interaction=entry.id)
    desk.hand.press("Ines Okafor\nCoffee")
    desk.hand.type("What is it worth to you?", "4  big help, saved days or opened a way")
    desk.hand.press("Save changes")
    assert workbook.get(Exchange, received.id).value == 4
    desk.hand.press("Ines Okafor\nCoffee")
    desk.hand.press("Take it out")
    desk.hand.press("Save changes")
    assert workbook.where(Exchange) == []


def test_opening_and_saving_a_stored_entry_changes_nothing(workbook: Workbook) -> None:
    whole = Interaction(
        on=date(2025, 1, 2), people=["ines"], avenue="other", channel="letter", direction="inbound", purpose="ask",
        outcome="opportunity", minutes=30, message="old words", counts_as_contact=False, note="n", date_inferred=True,
        source="vcard", source_key="k",
    )  # fmt: skip
    workbook.add(whole)
    workbook.add(Exchange(on=date(2025, 1, 2), person="ines", direction="given", kind="other", interaction=whole.id,
                          effort="hours", minutes=5, status="offered"))  # fmt: skip
    before = workbook.changes()
    desk = Desk(workbook)
    desk.hand.press("Ines Okafor\nLetter")
    desk.hand.press("Save changes")
    assert workbook.latest() == [whole]
    assert workbook.changes() == before


def stored_coffee(workbook: Workbook, *people: str) -> Interaction:
    """A coffee with advice received from the first that day, and an introduction given to them four days later."""
    coffee = workbook.add(Interaction(on=date(2026, 3, 5), people=list(people), avenue="coffee", channel="in_person"))
    for id, on, way, kind in (("a", coffee.on, "received", "advice"), ("b", date(2026, 3, 9), "given", "introduction")):
        help = Exchange(id=id, on=on, person=people[0], direction=way, kind=kind, value=3, interaction=coffee.id)
        workbook.add(help)
    return coffee


def test_help_follows_the_day_of_its_entry_unless_it_had_a_day_of_its_own(workbook: Workbook) -> None:
    coffee = stored_coffee(workbook, "ines")
    desk = Desk(workbook)
    desk.form.open(coffee.id)
    desk.hand.press("Change the day")
    desk.hand.type("Which day?", date(2026, 3, 3))
    desk.hand.press("Save changes")
    assert workbook.get(Interaction, coffee.id).on == workbook.get(Exchange, "a").on == date(2026, 3, 3)
    assert workbook.get(Exchange, "b").on == date(2026, 3, 9)
    desk.hand.press("Undo")
    assert workbook.get(Interaction, coffee.id).on == workbook.get(Exchange, "a").on == date(2026, 3, 5)


def test_help_of_somebody_taken_out_of_who_is_never_given_to_another_by_itself(workbook: Workbook) -> None:
    coffee = stored_coffee(workbook, "ines", "ben")
    desk = Desk(workbook)
    desk.form.open(coffee.id)
    desk.hand.press("Ines Okafor ×")
    assert desk.hand.text().count("Whose help this was is not under Who any more.") == 2
    desk.hand.press("Save changes")
    assert desk.status == "Not saved: with whom was the help? Choose it in its row, or take it out."
    assert {one.person for one in workbook.where(Exchange)} == {"ines"}
    desk.pick("okaf")
    assert "not under Who any more" not in desk.hand.text()
    desk.hand.press("Ines Okafor ×")
    desk.hand.type("With whom?", "Ben Otieno")
    desk.hand.press("Take it out")  # the first, which is chosen for Ben, and then the other
    desk.hand.press("Take it out")
    desk.hand.press("Save changes")
    assert workbook.where(Exchange) == []
    assert workbook.get(Interaction, coffee.id).people == ["ben"]
    desk.hand.press("Undo")
    assert [one.person for one in workbook.where(Exchange)] == ["ines", "ines"]


def test_somebody_else_instead_takes_the_help_of_a_stored_entry_only_when_chosen(workbook: Workbook) -> None:
    coffee = stored_coffee(workbook, "ines")
    desk = Desk(workbook)
    desk.form.open(coffee.id)
    desk.hand.press("Ines Okafor ×")
    desk.pick("otieno")
    for row in desk.form.entry.helps.rows:
        assert row.person.value == ""
        row.person.widget.value = "ben"
    desk.hand.press("Save changes")
    assert {one.person for one in workbook.where(Exchange)} == {"ben"}


def test_a_new_entry_with_the_wrong_person_keeps_its_help_for_the_right_one(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.pick("otieno")
    desk.hand.press("coffee")
    desk.hand.press("+ What I gave")
    desk.hand.type("What was it?", "advice")
    desk.hand.press("Ben Otieno ×")
    desk.pick("okaf")
    desk.hand.press("Save coffee with Ines")
    assert [one.person for one in workbook.where(Exchange)] == ["ines"]


@pytest.mark.parametrize(
    "words", ["okafor", "coffee 5 mar", "2026-03-05 ines", "ínes march 2026", "Timetables", "blue folder", "data meet"]
)
def test_an_old_entry_is_found_by_whom_when_how_and_what_was_noted(workbook: Workbook, words: str) -> None:
    coffee = stored_coffee(workbook, "ines")
    meetup = workbook.add(Event(name="Data Meetup"))
    workbook.set(coffee, "note", "We spoke of TIMETABLES.", "")
    workbook.set(coffee, "event", meetup.id, "")
    workbook.set(workbook.get(Exchange, "a"), "note", "the blue folder", "")
    mail = Interaction(on=date(2026, 2, 5), people=["ben"], channel="email")
    workbook.add_all([mail.changed(id=f"m{n}") for n in range(30)], "thirty")
    desk = Desk(workbook)
    desk.hand.type("Find an entry", words)
    assert len(desk.form.latest._box.children) == 1
    desk.hand.press("Ines Okafor\nCoffee, 5 Mar 2026")
    desk.hand.press("Remove")
    assert "No entry has all of these words." in desk.hand.text()
    desk.hand.press("Undo")
    assert desk.hand.offers("Ines Okafor\nCoffee, 5 Mar 2026")
    desk.coffee()
    assert (desk.hand.field("Find an entry").value, len(desk.form.latest._box.children)) == ("", 6)


@pytest.mark.parametrize("words", ["6 mar", "%", "_", "okafor call", "5 mar 2025", "ben"])
def test_an_entry_in_which_a_word_is_missing_is_not_found(workbook: Workbook, words: str) -> None:
    stored_coffee(workbook, "ines")
    assert workbook.latest(5, words) == []


def test_earlier_ones_that_were_removed_elsewhere_meanwhile_are_just_not_there(workbook: Workbook) -> None:
    workbook.add_all([Interaction(on=TODAY, people=["ines"], channel="video") for _ in range(8)], "Many")
    desk = Desk(workbook)
    elsewhere = open_workbook(workbook.path)
    for entry in elsewhere.latest()[:3]:
        elsewhere.remove(entry)
    desk.hand.press("Earlier ones")
    assert desk.form.status.state != "failed"
    assert len(desk.form.latest._box.children) == 5


RECOMMENDED = Exchange(
    id="rec", on=date(2019, 5, 4), person="ines", direction="received", kind="recommendation", source="linkedin"
)
ENDORSED = RECOMMENDED.changed(id="end", person="ben", kind="endorsement")


def test_help_that_was_brought_in_is_rated_corrected_and_taken_back(workbook: Workbook) -> None:
    workbook.add(RECOMMENDED)
    desk = Desk(workbook)
    desk.hand.press("Ines Okafor\n4 May 2019\nreceived: recommendation, not rated yet")
    assert "Recommendation received, Ines Okafor, 4 May 2019." in desk.hand.text()
    desk.hand.type("What is it worth to you?", "4  big help, saved days or opened a way")
    desk.hand.type("Given or received?", "given")
    desk.hand.field("When?").value = date(2019, 5, 5)
    desk.hand.type("In a few words", "for the hospital")
    assert desk.form.flush()
    (stored,) = workbook.where(Exchange)
    changed = {"value": 4, "direction": "given", "on": date(2019, 5, 5), "note": "for the hospital"}
    assert stored == RECOMMENDED.changed(**changed)
    assert desk.hand.offers("Ines Okafor\n5 May 2019\ngiven: recommendation, big help")
    desk.hand.press("Undo")
    assert (workbook.where(Exchange)[0].note, desk.hand.field("In a few words").value) == ("", "")
    desk.hand.press("Done")
    assert "Change this help" not in desk.hand.text()
    assert (workbook.latest(), workbook.where(Exchange)[0].value) == ([], 4)  # nobody met, nobody written to


def test_help_that_was_brought_in_is_removed_and_brought_back(workbook: Workbook) -> None:
    workbook.add(RECOMMENDED)
    desk = Desk(workbook)
    desk.hand.press("Ines Okafor\n4 May 2019")
    desk.hand.press("Remove")
    assert (workbook.where(Exchange), desk.hand.offers("Ines Okafor\n4 May")) == ([], False)
    desk.hand.press("Undo")
    assert workbook.where(Exchange) == [RECOMMENDED]
    assert desk.hand.offers("Ines Okafor\n4 May 2019")


def test_help_of_an_impossible_day_is_told_at_its_field_and_waits(workbook: Workbook) -> None:
    workbook.add(RECOMMENDED)
    desk = Desk(workbook)
    desk.hand.press("Ines Okafor\n4 May 2019")
    desk.hand.field("When?").value = date(2026, 3, 13)
    assert not desk.form.flush()
    assert "that day is still to come" in desk.hand.text()
    assert workbook.where(Exchange) == [RECOMMENDED]


def test_open_help_that_is_removed_elsewhere_is_closed(workbook: Workbook) -> None:
    workbook.add(RECOMMENDED)
    desk = Desk(workbook)
    desk.hand.press("Ines Okafor\n4 May 2019")
    open_workbook(workbook.path).remove(RECOMMENDED)
    desk.hand.type("In a few words", "too late")
    assert desk.form.flush()
    assert "is not in the workbook any more" in desk.hand.text()
    assert "Change this help" not in desk.hand.text()
    assert not desk.hand.offers("Undo")


@pytest.mark.parametrize("words", ["okafor", "recommendation", "May 2019", "hospital", "not rated yet"])
def test_help_without_an_entry_is_found_by_whom_when_what_and_that_nobody_rated_it(
    workbook: Workbook, words: str
) -> None:
    workbook.add(RECOMMENDED.changed(note="for the hospital"))
    for _ in range(9):
        workbook.add(Interaction(on=TODAY, people=["ben"], channel="video"))
    workbook.add(Exchange(on=TODAY, person="ben", direction="given", kind="advice", value=3))
    desk = Desk(workbook)
    assert not desk.hand.offers("Ines Okafor\n4 May 2019")
    desk.hand.type("Find an entry", words)
    assert [card.description.partition("\n")[0] for card in desk.form.latest._box.children] == ["Ines Okafor"]


def test_help_not_rated_yet_is_one_click_away_as_long_as_there_is_any(workbook: Workbook) -> None:
    coffee = workbook.add(Interaction(on=TODAY, people=["ben"], avenue="coffee", channel="in_person"))
    workbook.add(Exchange(on=TODAY, person="ben", direction="given", kind="advice", interaction=coffee.id))
    workbook.add(RECOMMENDED)
    desk = Desk(workbook)
    desk.hand.press("Help not rated yet")
    cards = [card.description.partition("\n")[0] for card in desk.form.latest._box.children]
    assert (cards, desk.hand.offers("Help not rated yet")) == (["Ben Otieno", "Ines Okafor"], False)
    desk.hand.press("Ines Okafor\n4 May 2019")
    desk.hand.type("What is it worth", "3  real help, settled a question or a task")
    assert desk.form.flush()
    assert [card.description.partition("\n")[0] for card in desk.form.latest._box.children] == ["Ben Otieno"]
    desk.hand.type("Find an entry", "")
    assert not desk.hand.offers("Help not rated yet")


def test_endorsements_are_asked_about_only_if_they_count_and_only_a_few_at_a_time(workbook: Workbook) -> None:
    workbook.add_all([ENDORSED.changed(id=f"end{n}") for n in range(2000)], "Endorsements")
    desk = Desk(workbook)
    assert desk.hand.text().count("endorsement") == 0
    assert not desk.hand.offers("Help not rated yet")
    workbook.set(workbook.settings(), "count_endorsements", True, False)
    desk.form.refresh()
    assert desk.hand.text().count("received: endorsement, not rated yet") == 6
    desk.hand.press("Earlier ones")
    assert desk.hand.text().count("received: endorsement, not rated yet") == 12


def test_a_workbook_without_help_is_not_asked_about_any(workbook: Workbook) -> None:
    desk = Desk(workbook)
    assert not desk.hand.offers("Help not rated yet")
    desk.coffee()
    assert not desk.hand.offers("Help not rated yet")


def test_an_entry_is_removed_with_its_help_and_that_can_be_undone(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.coffee()
    desk.hand.press("Ines Okafor\nCoffee")
    desk.hand.press("Remove")
    assert workbook.latest() == []
    desk.hand.press("Undo")
    assert len(workbook.latest()) == 1


def test_an_entry_can_be_left_as_it_was(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.coffee()
    desk.hand.press("Ines Okafor\nCoffee")
    desk.hand.type("What happened?", "nothing")
    desk.hand.press("Leave it as it was")
    assert workbook.latest(1)[0].note == ""
    assert not desk.hand.offers("Save changes")


def test_two_notebooks_on_one_entry_show_both_sides(workbook: Workbook) -> None:
    desk = Desk(workbook)
    entry = desk.coffee()
    desk.hand.press("Ines Okafor\nCoffee")
    workbook.set(entry, "note", "theirs", "")
    desk.hand.type("What happened?", "mine")
    desk.hand.press("Save changes")
    assert "The other one says “theirs”." in desk.hand.text()
    assert workbook.latest(1)[0].note == "theirs"
    desk.hand.press("Keep mine")
    assert workbook.latest(1)[0].note == "mine"


def test_the_other_side_can_be_taken(workbook: Workbook) -> None:
    desk = Desk(workbook)
    entry = desk.coffee()
    desk.hand.press("Ines Okafor\nCoffee")
    workbook.set(entry, "note", "theirs", "")
    desk.hand.type("What happened?", "mine")
    desk.hand.press("Save changes")
    desk.hand.press("Take the other one")
    assert desk.form.entry.note.value == "theirs"
    assert not desk.hand.offers("Keep mine")


def test_what_is_typed_is_not_thrown_away_for_another_entry(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.coffee()
    desk.pick("otieno")
    desk.hand.press("Ines Okafor\nCoffee")
    assert desk.status == "Save or clear what is there first; then open this one."
    desk.hand.press("Clear")
    desk.hand.press("Ines Okafor\nCoffee")
    assert desk.hand.offers("Save changes")


# Your 15 minutes


def test_the_board_teaches_what_will_be_there(workbook: Workbook) -> None:
    text = Desk(workbook).hand.text()
    assert "Your 15 minutes Thursday 12 Mar 2026, week 11" in text
    assert "Nothing logged yet. One conversation is a week well begun. 0 given → ← 0 received" in text
    assert "Nobody is waiting." in text
    assert "Whom would you like to meet next?" in text


def test_a_suggestion_fills_the_entry_and_saving_it_settles_it(workbook: Workbook) -> None:
    promise = workbook.add(Action(person="ines", kind="promise", what="send the slides", due_on=date(2026, 3, 13)))
    desk = Desk(workbook)
    assert "You promised: send the slides, by 13 Mar 2026." in desk.hand.text()
    desk.hand.press("Log Ines")
    assert desk.form.entry.who.value == ["ines"]
    desk.hand.press("e-mail")
    desk.hand.press("Save e-mail to Ines")
    assert workbook.get(Action, promise.id).done_on == TODAY
    assert "send the slides" not in desk.hand.text()


def test_a_suggestion_need_not_be_settled(workbook: Workbook) -> None:
    promise = workbook.add(Action(person="ines", kind="promise", what="send the slides"))
    desk = Desk(workbook)
    desk.hand.press("Log Ines")
    desk.hand.press("Done with this")
    desk.hand.press("call")
    desk.hand.press("Save call with Ines")
    assert workbook.get(Action, promise.id).done_on is None


def test_thanks_that_are_logged_are_kept_with_the_help(workbook: Workbook) -> None:
    owed = workbook.add(Exchange(on=date(2026, 3, 8), person="ines", direction="received", kind="advice", value=4))
    desk = Desk(workbook)
    desk.hand.press("Log Ines")
    desk.hand.press("text message")
    desk.hand.press("Save text message to Ines")
    assert workbook.get(Exchange, owed.id).thanked_on == TODAY
    assert workbook.latest(1)[0].purpose == "thank"


def test_help_that_was_agreed_to_becomes_given(workbook: Workbook) -> None:
    agreed = Exchange(on=date(2026, 3, 8), person="ines", direction="given", kind="feedback", status="accepted")
    workbook.add(agreed)
    desk = Desk(workbook)
    desk.hand.press("Log Ines")
    desk.hand.press("video")
    desk.hand.press("Save video call with Ines")
    (given,) = workbook.where(Exchange)
    assert (given.id, given.status, given.on, given.value) == (agreed.id, "delivered", TODAY, None)
    assert given.interaction == workbook.latest(1)[0].id


def test_a_give_is_logged_as_given(workbook: Workbook) -> None:
    workbook.set(workbook.get(Person, "ben"), "offers", ["the meetup list"], [])
    desk = Desk(workbook)
    desk.hand.press("Log Ben")
    desk.hand.type("What was it?", "information")
    desk.hand.press("e-mail")
    desk.hand.press("Save e-mail to Ben")
    (given,) = workbook.where(Exchange)
    assert (given.person, given.direction, given.note) == ("ben", "given", "the meetup list")


def test_next_weeks_names_are_named_in_the_plan(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.hand.press("Choose a name")
    picker = desk.form.board._who
    picker.line.value = "otieno"
    picker.enter()
    assert workbook.plan().when.named == ["ben"]
    assert "In your plan; a first hello is enough." in desk.hand.text()
    assert desk.form.board.cards.status.text.endswith("Ben Otieno is in your plan")


def test_of_several_names_typed_for_next_week_each_is_in_the_plan(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.hand.press("Choose a name")
    picker = desk.form.board._who
    picker.line.value = "Ida O'Brien, Leo Ström"
    picker.enter()
    named = [workbook.get(Person, id).name for id in workbook.plan().when.named]
    assert named == ["Ida O'Brien", "Leo Ström"]
    assert desk.form.board.cards.status.text.endswith("Ida O'Brien and Leo Ström are in your plan")


def test_another_one_shows_somebody_else_and_comes_round(workbook: Workbook) -> None:
    workbook.add(Person(id="cleo", name="Cleo"))
    workbook.save_plan(Plan(when=When(named=["ines", "ben", "cleo"])), Plan())
    desk = Desk(workbook)
    reach = desk.form.board._reach
    shown = []
    for _ in range(3):
        shown.append(Hand(reach).text())
        desk.hand.press("Another one")
    assert "Ines" in shown[0]
    assert "Ines" not in shown[1]
    assert "Ines" in shown[2]


def test_the_sample_is_only_looked_at_and_says_so(own_workbook: Path) -> None:
    desk = Desk(open_sample())
    desk.pick("a")
    desk.hand.press("coffee")
    desk.hand.press("Save coffee")
    assert desk.status.startswith("Not saved: This is the sample, only for looking around.")


# The ways


def test_every_way_is_made_of_the_records_terms() -> None:
    assert {term: (way.channel, way.mode) for term, way in AVENUES.items()} == {
        term: means for term, means in AVENUE_MEANS.items() if term != "other"
    }
    assert all(way.channel in CHANNEL and way.mode in MODE and way.outcome in OUTCOME for way in WAYS.values())
    assert all(not way.avenue for way in CHANNELS.values())


def test_the_plans_own_ways_come_first_as_the_plan_means_them() -> None:
    plan = Plan(how=How(avenues=[Avenue(kind="call", channel="video"), Avenue(kind="other"), Avenue()]))
    ways = ways_of(plan)
    assert list(ways)[:3] == ["call", "coffee", "video"]
    assert (ways["call"].channel, ways["call"].mode) == ("video", "one_to_one")
    assert len(ways) <= 8


def test_an_interaction_is_called_as_one_would_say_it() -> None:
    def said(names: list[str], **values: str) -> str:
        return called(Interaction(on=TODAY, **values), names)

    assert said(["Ines"], avenue="coffee", channel="in_person") == "coffee with Ines"
    assert said(["Ines", "Ben"], channel="email") == "e-mail to Ines and Ben"
    assert said(["Ines", "Ben", "Ana"], channel="email", direction="inbound") == "e-mail from Ines and 2 others"
    assert said([], avenue="talk_or_post", channel="social_network") == "talk or post to many"


def test_a_switch_waits_for_an_entry_that_is_not_saved(workbook: Workbook) -> None:
    desk = forms.Desk()
    hand = Hand(desk.show(LogForm))
    form = desk._forms["netkit.forms.log.form.LogForm"]
    assert isinstance(form, LogForm)
    form.entry.who.take("ines")
    hand.press("coffee")
    Hand(desk.widget).press("Look around in the sample")
    assert desk.which == "own"
    assert "Not switched yet." in Hand(desk.widget).text()
    assert form.status.text == "Not saved yet: coffee with Ines. Save or clear it."
    hand.press("Clear")
    Hand(desk.widget).press("Look around in the sample")
    assert desk.which == "sample"


def test_an_entry_that_is_not_saved_is_still_there_when_the_cells_run_again(workbook: Workbook) -> None:
    first = forms.hello()
    first.show(LogForm)
    form = first._forms["netkit.forms.log.form.LogForm"]
    assert isinstance(form, LogForm)
    form.entry.who.take("ines")
    Hand(first.show(LogForm)).press("coffee")
    again = forms.hello()
    Hand(again.show(LogForm)).press("Save coffee with Ines")
    assert workbook.latest(1)[0].people == ["ines"]
    assert "Save coffee" not in Hand(again.show(LogForm)).text()


# What is not saved yet, when the kernel stops


def side_file(workbook: Workbook) -> Path:
    return workbook.path.with_name("workbook-unsaved.json")


def test_what_was_typed_is_there_again_in_another_kernel_and_saved_once(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.pick("okaf")
    desk.pick("otieno")
    desk.hand.press("coffee")
    desk.hand.type("What came of it?", "an opportunity")
    desk.hand.press("Change the day")
    desk.hand.type("Which day?", date(2026, 3, 10))
    desk.hand.type("What happened?", "Zoë told of “schools”.\nTwo lines.")
    desk.hand.press("+ What I gave")
    desk.hand.type("With whom?", "Ben Otieno")
    desk.hand.type("What was it?", "introduction")
    desk.hand.type("What is it worth to them?", "4  big help, saved days or opened a way")
    desk.hand.type("In a few words", "to Ana")
    desk.hand.type("Next step", "send the list")
    desk.hand.type("By when?", date(2026, 3, 30))
    desk.hand.press("More about this entry")
    desk.hand.type("Minutes", "45")
    desk.hand.type("What have they said they need?", "a room in June")
    again = Desk(open_workbook(today=TODAY))
    assert again.status == "Not saved yet: it stands here as you left it"
    again.hand.press("Save coffee with Ines and Ben")
    (entry,) = workbook.latest()
    assert (entry.people, entry.on, entry.outcome, entry.minutes) == (
        ["ines", "ben"], date(2026, 3, 10), "opportunity", 45,
    )  # fmt: skip
    assert entry.note == "Zoë told of “schools”.\nTwo lines."
    (given,) = workbook.where(Exchange)
    assert (given.person, given.kind, given.value, given.note) == ("ben", "introduction", 4, "to Ana")
    (step,) = workbook.where(Action)
    assert (step.what, step.due_on) == ("send the list", date(2026, 3, 30))
    assert workbook.get(Person, "ben").needs == ["a room in June"]
    assert not side_file(workbook).exists()
    assert Desk(open_workbook(today=TODAY)).status == "Nothing to save yet"


def test_an_entry_that_is_being_changed_is_open_again_in_another_kernel(workbook: Workbook) -> None:
    coffee = stored_coffee(workbook, "ines")
    first = Desk(workbook)
    first.form.open(coffee.id)
    first.hand.type("What happened?", "mine")
    again = Desk(open_workbook(today=TODAY))
    assert "Change this entry" in again.hand.text()
    workbook.set(coffee, "note", "theirs", "")
    again.hand.press("Save changes")
    assert "The other one says “theirs”." in again.hand.text()
    again.hand.press("Keep mine")
    assert workbook.get(Interaction, coffee.id).note == "mine"
    assert {one.on for one in workbook.where(Exchange)} == {date(2026, 3, 5), date(2026, 3, 9)}


def test_a_suggestion_that_was_begun_still_settles_what_it_came_from(workbook: Workbook) -> None:
    promise = workbook.add(Action(person="ines", kind="promise", what="send the slides", due_on=TODAY))
    Desk(workbook).hand.press("Log Ines")
    again = Desk(open_workbook(today=TODAY))
    assert "You promised: send the slides, by 12 Mar 2026." in again.hand.text()
    again.hand.press("e-mail")
    again.hand.press("Save e-mail to Ines")
    assert workbook.get(Action, promise.id).done_on == TODAY


def test_what_is_cleared_or_of_somebody_forgotten_or_unreadable_is_not_kept(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.pick("okaf")
    if os.name == "posix":
        assert side_file(workbook).stat().st_mode & 0o777 == 0o600
    desk.hand.press("Clear")
    assert not side_file(workbook).exists()
    desk.pick("okaf")
    desk.hand.type("What happened?", "Ines moved house")
    workbook.forget("ines")
    assert not side_file(workbook).exists()
    for text in ("{", "[]", '{"who": 3}', '{"was": null, "about": null, "who": [], "search": "", "how": ""}'):
        side_file(workbook).write_text(text, encoding="utf-8")
        assert Desk(open_workbook(today=TODAY)).status == "Nothing to save yet"


def test_what_is_not_saved_yet_is_in_no_export_and_in_no_backup(workbook: Workbook, tmp_path: Path) -> None:
    desk = Desk(workbook)
    desk.hand.type("What happened?", "a secret of mine")
    workbook.export(tmp_path / "out")
    workbook.backup(tmp_path / "copy.sqlite")
    found = [file for file in tmp_path.rglob("*") if file.is_file() and b"a secret of mine" in file.read_bytes()]
    assert [file.name for file in found if file != side_file(workbook)] == []


def planned(workbook: Workbook, *audiences: str) -> None:
    """A plan with people of these descriptions, whose ids are the same words."""
    who = Who(audiences=[Audience(id=one, description=one) for one in audiences])
    workbook.save_plan(Plan(who=who), Plan())


def test_somebody_new_belongs_to_the_only_people_of_the_plan(workbook: Workbook) -> None:
    planned(workbook, "analysts")
    desk = Desk(workbook)
    desk.pick("okaf")
    desk.hand.press("Ines Okafor ×")
    desk.pick("Mina Park")
    assert desk.hand.field("Which of your people").label == "analysts", "it is seen, so it can be changed"
    desk.hand.press("coffee")
    desk.hand.press("Save coffee with Mina")
    assert [one.audience for one in workbook.where(Person, name="Mina Park")] == ["analysts"]
    desk.pick("Noor Haddad")
    desk.hand.type("Which of your people", "Choose ...")
    desk.hand.press("coffee")
    desk.hand.press("Save coffee with Noor")
    assert [one.audience for one in workbook.where(Person, name="Noor Haddad")] == [""]


def test_whose_they_are_is_asked_below_who_as_long_as_it_is_not_known(workbook: Workbook) -> None:
    planned(workbook, "analysts", "nurses")
    desk = Desk(workbook)
    assert "Which of your people" not in desk.hand.text()
    desk.pick("okaf")
    desk.hand.type("Which of your people", "nurses")
    desk.hand.press("coffee")
    desk.hand.press("Save coffee with Ines")
    assert workbook.get(Person, "ines").audience == "nurses"
    desk.pick("okaf")
    assert "Which of your people" not in desk.hand.text()
    desk.hand.press("More about this entry")
    desk.hand.type("Which of your people", "analysts")
    desk.hand.press("coffee")
    desk.hand.press("Save coffee with Ines")
    assert workbook.get(Person, "ines").audience == "analysts"


def test_among_several_only_those_not_known_yet_take_the_choice(workbook: Workbook) -> None:
    planned(workbook, "analysts", "nurses")
    workbook.set(workbook.get(Person, "ines"), "audience", "analysts", "")
    desk = Desk(workbook)
    desk.pick("okaf")
    desk.pick("otieno")
    desk.hand.type("Which of your people", "nurses")
    desk.hand.press("coffee")
    desk.hand.press("Save coffee with")
    assert [workbook.get(Person, id).audience for id in ("ines", "ben")] == ["analysts", "nurses"]


def test_a_day_to_come_is_refused_at_the_day_and_nothing_is_stored(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.pick("okaf")
    desk.hand.press("coffee")
    desk.hand.press("Change the day")
    desk.hand.type("Which day?", date(2026, 3, 13))
    desk.hand.press("Save coffee with Ines")
    said = "that day is still to come; put it under Next step."
    assert desk.status == f"Not saved: Which day: {said}"
    assert f"Not saved: {said}" in desk.hand.text()
    assert workbook.latest() == []
    desk.hand.type("Which day?", TODAY)
    assert "still to come" not in desk.hand.text()
    assert desk.status == "Not saved yet"
    desk.hand.press("Save coffee with Ines")
    assert workbook.latest(1)[0].on == TODAY


def test_an_entry_that_was_stored_with_a_day_to_come_can_still_be_mended(workbook: Workbook) -> None:
    stored = workbook.add(Interaction(on=date(2026, 3, 20), people=["ines"]))
    desk = Desk(workbook)
    desk.form.open(stored.id)
    desk.form.entry.note.widget.value = "moved"
    desk.hand.press("Save changes")
    assert workbook.get(Interaction, stored.id).note == "moved"


def test_a_bad_number_is_said_at_its_field_in_its_words_until_it_is_corrected(workbook: Workbook) -> None:
    desk = Desk(workbook)
    desk.pick("okaf")
    desk.hand.press("coffee")
    desk.form.entry.detail.fields["minutes"].widget.value = "an hour"
    desk.hand.press("Save coffee with Ines")
    assert desk.status.startswith("Not saved: Minutes: write a whole number")
    assert "Not saved: write a whole number" in desk.form.entry.detail.fields["minutes"].message
    assert desk.hand.field("Minutes").value == "an hour"  # "More" is open on it
    desk.hand.type("Minutes", "60")
    assert desk.form.entry.detail.fields["minutes"].message == ""
    assert desk.status == "Not saved yet"
    desk.hand.press("Save coffee with Ines")
    assert workbook.latest(1)[0].minutes == 60


def test_the_status_says_so_while_something_typed_waits(workbook: Workbook) -> None:
    desk = Desk(workbook)
    assert desk.status == "Nothing to save yet"
    desk.hand.type("Next step", "call the hospital")
    assert desk.status == "Not saved yet"
    desk.hand.press("Clear")
    assert desk.status == "Nothing to save yet"


def test_nobody_stands_twice_on_the_board(workbook: Workbook) -> None:
    names = ["Ada", "Bea", "Cleo", "Dora", "Emil"]
    for name in names:
        workbook.add(Person(id=name.lower(), name=f"{name} Lind"))
    workbook.save_plan(Plan(when=When(named=["ada", "bea"])), Plan())
    desk = Desk(workbook)
    text = desk.hand.text()
    assert text.count("Log Ada") == text.count("Log Bea") == 1
    assert "Those you named are among the people to reach. Who comes after them?" in text
    workbook.set(workbook.plan(), "when.named", [name.lower() for name in names], ["ada", "bea"])
    desk.form.refresh()
    text = desk.hand.text()
    assert [text.count(f"Log {name}") for name in names] == [1, 1, 1, 1, 0]
    assert "And 1 more in your plan." in text


def test_three_things_to_give_stand_on_the_board_and_others_come_round(workbook: Workbook) -> None:
    for name in ("Ada", "Bea", "Cleo", "Dora"):
        workbook.add(Person(name=name, offers=["a cup of tea"]))
    desk = Desk(workbook)

    def given() -> list[str]:
        return re.findall("Log (Ada|Bea|Cleo|Dora)", Hand(desk.form.board._give).text())

    assert given() == ["Ada", "Bea", "Cleo"]
    desk.hand.press("Another one")
    assert given() == ["Bea", "Cleo", "Dora"]
    desk.hand.press("Another one")
    assert given() == ["Ada", "Bea", "Cleo"]
    desk.hand.press("I’ll do it")
    assert given() == ["Bea", "Cleo", "Dora"]


def test_no_two_headings_of_the_log_are_the_same(workbook: Workbook) -> None:
    shown = [one.value for one in Desk(workbook).hand.seen() if isinstance(one, ipywidgets.HTML)]
    cells = nbformat.read(share("notebooks") / "3_log.ipynb", 4).cells
    words = re.findall("<h[23]>([^<]+)<", " ".join(shown)) + re.findall("## (.+)", "\n".join(c.source for c in cells))
    words += ["What happened?"]  # the field
    assert len(words) == len(set(words))
    assert sum("What happened" in one for one in words) == 1


def test_an_offer_without_words_is_not_among_what_might_help(workbook: Workbook) -> None:
    workbook.save_plan(Plan(help=Help(offers=[Offer(id="o"), Offer(id="p", what="a list")])), Plan())
    workbook.add(Person(id="cleo", name="Cleo Lind", offers=["o", "a book", "p"]))
    desk = Desk(workbook)
    desk.pick("cleo")
    assert "So far: a book, a list." in desk.hand.text()


def test_somebody_without_a_name_is_asked_about_without_one(workbook: Workbook) -> None:
    workbook.add(Person(id="x", emails=["xenia@school.example"]))
    desk = Desk(workbook)
    desk.form.entry.who.take("x")
    assert "What might make their week easier?" in desk.hand.text()
    assert "xenia@school.example's week" not in desk.hand.text()
