"""1_plan, headless: seven steps, each knowing what the others know, and what is made of the answers."""

from __future__ import annotations

import base64
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkit.forms.desk import Desk
from netkit.forms.picker import SearchPicker
from netkit.forms.plan import CalendarFile, FirstNotes, PlanCard, PlanForm
from netkit.forms.plan.calendar import calendar
from netkit.forms.plan.card import card, page
from netkit.questions import (
    STEPS,
    Audience,
    Avenue,
    Goal,
    Help,
    How,
    IfThen,
    Off,
    Offer,
    Plan,
    Venue,
    When,
    Who,
    Why,
    questions_of,
)
from netkit.records import Person
from netkit.vocabulary import WEEKDAY
from netkit.workbook import Workbook, open_sample, open_workbook
from tests.hand import Hand

TODAY = date(2026, 3, 2)  # a Monday


@pytest.fixture
def workbook(own_workbook: Path) -> Workbook:
    return open_workbook(today=TODAY)


class Writer:
    """Somebody who fills in the plan."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.form = PlanForm(workbook)
        self.form.saver.delay = 60  # a second passes when the test says so
        hand = Hand(self.form.widget)
        self.press, self.offers, self.button = hand.press, hand.offers, hand.button
        self.text, self.field = hand.text, hand.field
        self._type = hand.type

    def type(self, label: str, value: Any) -> None:
        self._type(label, value)
        assert self.form.saver.flush(), self.form.status.text

    @property
    def plan(self) -> Plan:
        return self.workbook.plan()


@pytest.fixture
def writer(workbook: Workbook) -> Writer:
    return Writer(workbook)


# The steps --------------------------------------------------------------------------------------------------


def test_the_empty_plan_offers_the_first_sentence_and_no_list_of_lacks(writer: Writer) -> None:
    assert "0 of 7 ready" in writer.text()
    assert "What would make it stronger" not in writer.text()
    writer.press("Write that sentence")
    writer.type("What should be different", "I know if data work suits me.")
    assert writer.plan.why.intent == "I know if data work suits me."


def test_a_cue_is_asked_for_by_its_kind(writer: Writer) -> None:
    writer.press("How\n")
    writer.press("Add an if-then")
    assert "If it is ..." in writer.text()
    writer.type("What sets it off?", "right after a habit")
    assert [words in writer.text() for words in ("Right after ...", "... I ...", "If it is ...")] == [True, True, False]
    writer.type("Right after ...", "my Sunday breakfast")
    writer.type("... I ...", "write to one person")
    writer.press("Done")
    assert "Right after my Sunday breakfast" in writer.text()
    writer.press("Add an if-then")
    assert "If it is ..." in writer.text()


def test_the_last_step_leads_on_and_a_plan_opened_again_is_all_saved(writer: Writer) -> None:
    writer.press("Why\n")
    writer.type("What should be different", "I know if data work suits me.")
    assert "the way on to 2_people" not in writer.text()
    writer.press("Help\n")
    assert "the way on to 2_people" in writer.text()
    assert Writer(writer.workbook).form.status.text == "All saved"
    assert PlanForm(open_sample()).status.text == "Nothing to save yet"


def test_each_step_says_its_question_and_its_place(writer: Writer) -> None:
    for place, step in enumerate(STEPS.values(), 1):
        writer.press(f"{step.name}\n")
        assert f"Step {place} of 7" in writer.text()
        assert step.question in writer.text()


def test_back_and_next_lead_through_the_steps(writer: Writer) -> None:
    assert not writer.offers("Back")
    for name in ("Who", "What", "Where", "How", "When", "Help"):
        writer.press(f"Next: {name}")
    assert not writer.offers("Next")
    writer.press("Back: When")
    assert "Step 6 of 7" in writer.text()


def test_every_essential_field_is_shown_at_once_and_the_others_under_more(writer: Writer) -> None:
    for key, step in STEPS.items():
        writer.press(f"{step.name}\n")
        asked = questions_of(type(getattr(Plan(), key)))
        labels = [question.label for question in asked.values()]
        for question in asked.values():
            if labels.count(question.label) > 1:
                continue  # "In what time?" is asked of new people, and of catch-ups under "more"
            assert (question.label in writer.text()) == question.essential, question.label
        if not all(question.essential for question in asked.values()):
            writer.press(f"More about {step.name.lower()}")
            assert all(question.label in writer.text() for question in asked.values())


def test_a_first_draft_asks_about_35_fields() -> None:
    """design.md: 1 goal, 1 audience, 3 names, 2 offers, one of each other list; about 35 fields are shown."""
    lists = {Goal: 1, Audience: 1, Venue: 1, Avenue: 1, IfThen: 1, Offer: 2}
    parts = [type(getattr(Plan(), key)) for key in STEPS]
    asked = [question for part in parts for question in questions_of(part).values() if question.essential]
    fields = sum({"items": 0, "people": 3}.get(question.kind, 1) for question in asked)
    for model, times in lists.items():
        fields += times * sum(question.essential for question in questions_of(model).values())
    assert 32 <= fields <= 38


def test_a_step_shows_its_state_by_a_word_too(writer: Writer) -> None:
    assert writer.offers("Why\nempty")
    writer.press("Add a goal")
    writer.type("What will you have then?", "I can describe an analyst's week")
    assert writer.offers("Why\nstarted")
    writer.type("What would move you most?", "know-how")
    writer.type("How many?", "6")
    writer.type("By which day?", date(2026, 6, 1))
    assert writer.offers("Why\nready")
    assert "1 of 7 ready" in writer.text()


def test_the_form_opens_where_something_is_left_to_do(workbook: Workbook) -> None:
    goal = Goal(outcome="six talks", kind="knowledge", number=6, unit="conversations", by=date(2026, 6, 1))
    workbook.save_plan(Plan(why=Why(intent="x", goals=[goal])), Plan())
    assert "Step 2 of 7" in Writer(workbook).text()


# Lists ------------------------------------------------------------------------------------------------------


def test_a_goal_is_added_with_its_first_field_edited_removed_and_brought_back(writer: Writer) -> None:
    writer.press("Add a goal")
    assert "New goal" in writer.text()
    assert writer.plan.why.goals == []
    writer.type("What will you have then?", "six talks")
    id = writer.plan.why.goals[0].id
    writer.type("How many?", "6")
    writer.press("Done")
    writer.press("six talks")
    assert "Goal 1 of 1" in writer.text()
    writer.type("What will you have then?", "seven talks")
    writer.press("Remove goal")
    assert writer.plan.why.goals == []
    writer.press("Undo")
    assert [(goal.id, goal.outcome, goal.number) for goal in writer.plan.why.goals] == [(id, "seven talks", 6)]
    assert writer.offers("seven talks\n6 · no day yet")


def test_an_entry_in_which_nothing_was_typed_leaves_nothing(writer: Writer) -> None:
    writer.press("Add a goal")
    writer.press("Done")
    assert writer.plan.why.goals == []
    assert writer.offers("Add a goal")


def test_an_entry_is_a_card_or_the_sheet_that_is_open_never_both(writer: Writer) -> None:
    writer.press("Add a goal")
    writer.type("What will you have then?", "six talks")
    assert not writer.offers("six talks\n"), "a card above what is being typed would push it down"
    writer.type("What would move you most?", "know-how")
    writer.press("Done")
    assert writer.offers("six talks\nknow-how · no day yet")
    writer.press("six talks\n")
    assert not writer.offers("six talks\n")


def test_a_sheet_with_a_bad_number_stays_open_and_says_what_would_be_right(writer: Writer) -> None:
    writer.press("Add a goal")
    writer.type("What will you have then?", "six talks")
    writer._type("How many?", "six")
    writer.press("Done")
    assert "whole number" in writer.text()
    assert "Goal 1 of 1" in writer.text()
    writer.type("How many?", "6")
    writer.press("Done")
    assert writer.plan.why.goals[0].number == 6


# What one step knows is offered in the next -----------------------------------------------------------------


def planned(workbook: Workbook) -> Writer:
    """One goal, one kind of people with two places."""
    goal = Goal(id="g1", outcome="six talks", kind="knowledge")
    people = Audience(id="a1", description="analysts", focus="beds", places=["Data Meetup", "Chat"], goals=["g1"])
    workbook.save_plan(Plan(why=Why(goals=[goal]), who=Who(audiences=[people])), Plan())
    return Writer(workbook)


def test_who_opens_with_each_goal_that_nobody_serves_and_links_it(workbook: Workbook) -> None:
    goals = [Goal(id="g1", outcome="six talks"), Goal(id="g2", outcome="two doors")]
    workbook.save_plan(Plan(why=Why(goals=goals)), Plan())
    writer = Writer(workbook)
    writer.press("Who\n")
    assert writer.offers("For “six talks”: which people?")
    writer.press("For “two doors”: which people?")
    assert not writer.offers("For “two doors”: which people?"), "it would go as soon as something is typed below"
    writer.press("Done")
    writer.press("For “two doors”: which people?")
    writer.type("For “two doors”: which people?", "data leads")
    assert writer.plan.who.audiences[0].goals == ["g2"]
    writer.press("Done")
    assert writer.offers("For “six talks”: which people?")
    assert not writer.offers("For “two doors”: which people?")


def test_a_second_kind_of_people_serves_the_only_goal_too(workbook: Workbook) -> None:
    writer = planned(workbook)
    writer.press("Who\n")
    writer.press("Add a kind of people")
    writer.type("For “six talks”: which people?", "data leads")
    assert [audience.goals for audience in writer.plan.who.audiences] == [["g1"], ["g1"]]


def test_places_named_under_who_are_ticked_in_where(workbook: Workbook) -> None:
    writer = planned(workbook)
    writer.press("Where\n")
    writer.press("near")
    writer.form.saver.flush()
    writer.press("Data Meetup")
    venue = writer.plan.where.venues[0]
    assert (venue.name, venue.audiences, venue.scope) == ("Data Meetup", ["a1"], "local")
    writer.press("Data Meetup")
    assert writer.plan.where.venues == []
    writer.press("Undo")
    assert writer.plan.where.venues == [venue]


def test_a_place_ticked_right_after_how_far_is_as_far_as_was_just_said(workbook: Workbook) -> None:
    writer = planned(workbook)
    writer.press("Where\n")
    assert writer.offers("Where\nempty"), "places named under Who are no answer here"
    writer.press("near")
    writer.press("Data Meetup")  # within the second after which "near" is stored
    writer.press("Chat")
    assert [(one.name, one.scope) for one in writer.plan.where.venues] == [("Data Meetup", "local"), ("Chat", "local")]


def test_where_asks_for_a_tick_while_places_named_under_who_wait(workbook: Workbook) -> None:
    writer = planned(workbook)
    writer.press("Where\n")
    assert writer.offers("Tick a place (+4)")
    assert "filled" not in writer.button("Add a place")._dom_classes
    assert writer.text().count("Tick those") == 1


def test_a_ticked_way_brings_its_channel_and_mode(writer: Writer) -> None:
    writer.press("How\n")
    writer.press("coffee")
    (coffee,) = writer.plan.how.avenues
    assert (coffee.kind, coffee.channel, coffee.mode) == ("coffee", "in_person", "one_to_one")


def test_a_chip_taken_away_takes_all_ways_of_its_kind_and_undo_brings_all_back(workbook: Workbook) -> None:
    twice = How(avenues=[Avenue(kind="coffee"), Avenue(kind="call"), Avenue(kind="coffee", minutes=60)])
    workbook.save_plan(Plan(how=twice), Plan())
    writer = Writer(workbook)
    writer.press("How\n")
    writer.press("coffee")
    assert [avenue.kind for avenue in writer.plan.how.avenues] == ["call"]
    writer.press("Undo")
    assert sorted(avenue.kind for avenue in writer.plan.how.avenues) == ["call", "coffee", "coffee"]
    assert sorted(avenue.minutes or 0 for avenue in writer.plan.how.avenues) == [0, 0, 60]


def test_channel_and_mode_follow_a_changed_kind_unless_changed_by_hand(writer: Writer) -> None:
    writer.press("How\n")
    writer.press("coffee")
    writer.press("coffee\nreaches")
    writer.type("Which way?", "meetup")
    assert [(a.channel, a.mode) for a in writer.plan.how.avenues] == [("event", "one_to_many")]
    writer.press("More about this way")
    assert writer.field("By what means?").label == "event"
    writer.type("By what means?", "video")
    writer.type("Which way?", "coffee")
    assert [(a.channel, a.mode) for a in writer.plan.how.avenues] == [("video", "one_to_one")]


def test_a_named_person_is_a_person_of_the_workbook(writer: Writer) -> None:
    writer.press("When\n")
    writer._type("Who comes to mind?", "Ines Okafor")
    writer.form._panels["when"].fields["named"].enter()  # type: ignore[attr-defined]
    writer.form.saver.flush()
    (person,) = writer.workbook.where(Person)
    assert (person.name, writer.plan.when.named) == ("Ines Okafor", [person.id])


def named(workbook: Workbook) -> Writer:
    """One named person, two offers."""
    person = workbook.add(Person(id="p1", name="Ines Okafor"))
    offers = [Offer(id="o1", what="a proof read"), Offer(id="o2", what="the meetup list")]
    workbook.save_plan(Plan(when=When(named=[person.id]), help=Help(offers=offers)), Plan())
    return Writer(workbook)


def test_what_might_help_a_named_person_is_an_offer_own_words_or_to_ask(workbook: Workbook) -> None:
    writer = named(workbook)
    writer.press("Help\n")
    writer.press("Ines Okafor\nnothing chosen yet")
    assert "What might make Ines's week easier?" in writer.text()
    writer._type("In your own words", "a room in June")
    writer.press("the meetup list")
    writer.press("I'll ask")
    assert writer.form.saver.flush()
    ines = workbook.get(Person, "p1")
    assert (ines.offers, ines.will_ask) == (["o2", "a room in June"], True)
    writer.press("Done")
    writer.press("Ines Okafor\nthe meetup list · a room in June · I'll ask")
    writer.press("the meetup list")
    assert writer.form.saver.flush()
    assert workbook.get(Person, "p1").offers == ["a room in June"]


def test_somebody_without_a_name_is_asked_about_without_one(workbook: Workbook) -> None:
    person = workbook.add(Person(emails=["ines@school.example"]))
    workbook.save_plan(Plan(when=When(named=[person.id])), Plan())
    writer = Writer(workbook)
    writer.press("Help\n")
    writer.press("ines@school.example")
    assert "What might make their week easier?" in writer.text()


def test_a_day_of_a_goal_or_a_step_that_has_gone_by_is_said_kindly_at_its_field(workbook: Workbook) -> None:
    late = Goal(outcome="A new job", by=date(2026, 3, 1))
    workbook.save_plan(Plan(why=Why(goals=[late]), when=When(next="Call Ines", next_on=TODAY)), Plan())
    writer = Writer(workbook)
    writer.form.go(f"why.goals.{late.id}.by")
    day = writer.field("By which day?")
    assert "This day has gone by" in day.description
    assert "bad" not in day._dom_classes
    writer.type("By which day?", date(2026, 6, 1))
    assert "gone by" not in day.description

    writer.form.go("when.next_on")
    assert "gone by" not in writer.field("Which day?").description
    writer.type("Which day?", date(2026, 2, 27))
    assert "This day has gone by" in writer.field("Which day?").description


def test_a_named_person_can_have_a_day(workbook: Workbook) -> None:
    writer = named(workbook)
    writer.press("When\n")
    writer.press("Ines Okafor\nno day yet")
    writer.type("Meet by?", date(2026, 4, 30))
    assert workbook.get(Person, "p1").target_by == date(2026, 4, 30)
    writer.press("Done")
    assert writer.offers("Ines Okafor\nby 30 Apr 2026")


def name(writer: Writer, name: str) -> None:
    picker = writer.form._panels["when"].fields["named"]
    assert isinstance(picker, SearchPicker)
    picker.line.value = name
    picker.enter()
    assert writer.form.saver.flush()


def test_who_is_named_belongs_to_the_only_people_of_the_plan_and_that_can_be_changed(workbook: Workbook) -> None:
    workbook.save_plan(Plan(who=Who(audiences=[Audience(id="a1", description="analysts")])), Plan())
    writer = Writer(workbook)
    writer.press("When\n")
    name(writer, "Mina Park")
    mina = workbook.where(Person)[0]
    assert mina.audience == "a1"
    writer.press("Mina Park\nanalysts · no day yet")
    assert writer.field("Which of your people").label == "analysts"
    writer.type("Which of your people", "Choose ...")
    assert workbook.get(Person, mina.id).audience == ""


def test_with_several_kinds_of_people_the_one_named_is_asked_about_right_there(workbook: Workbook) -> None:
    audiences = [Audience(id="a1", description="analysts"), Audience(id="a2", description="nurses")]
    workbook.save_plan(Plan(who=Who(audiences=audiences)), Plan())
    writer = Writer(workbook)
    writer.press("When\n")
    name(writer, "Mina Park")
    writer.press("Mina Park\nwhich of your people? · no day yet")
    writer.type("Which of your people", "nurses")
    assert workbook.where(Person)[0].audience == "a2"
    writer.press("Done")
    assert writer.offers("Mina Park\nnurses · no day yet")


def test_without_names_help_leads_to_where_they_are_named(writer: Writer) -> None:
    writer.press("Help\n")
    writer.press("Name somebody")
    assert "Who comes to mind?" in writer.text()


# The side ---------------------------------------------------------------------------------------------------


def test_a_tip_is_a_button_that_opens_the_field(workbook: Workbook) -> None:
    goal = Goal(outcome="six talks", kind="knowledge", number=6, unit="conversations")
    workbook.save_plan(Plan(why=Why(goals=[goal])), Plan())
    writer = Writer(workbook)
    writer.press("Choose a day (+4)")
    assert "Goal 1 of 1" in writer.text()
    writer.type("By which day?", date(2026, 6, 1))
    assert "1 of 7 ready" in writer.text()


def test_every_tip_of_every_plan_in_the_making_leads_somewhere(workbook: Workbook) -> None:
    for look in (Writer(workbook), planned(workbook), named(workbook)):
        score = look.form.score()
        for tip in (*score.reasons, *score.findings):
            look.form.go(tip.field)
            assert "Not saved" not in look.form.status.text, tip
            assert f"{STEPS[look.form.here].name}\n" in look.button(f"{STEPS[look.form.here].name}\n").description


def test_a_finding_with_a_number_sets_it(workbook: Workbook) -> None:
    writer = Writer(workbook)
    writer.form.answer("when.number", 2)
    assert writer.plan.when.number == 2


# Examples ---------------------------------------------------------------------------------------------------


def test_the_examples_can_be_switched_and_stay_so(writer: Writer) -> None:
    assert "I know if data work suits me." in writer.text()
    writer.type("Examples for", "founding")
    assert "Three clinics use what we build." in writer.text()
    writer.press("Add a goal")
    assert "three clinics try the planner" in writer.text()
    assert writer.workbook.settings().examples == "founding"
    assert "Three clinics use what we build." in Writer(writer.workbook).text()


# Two notebooks, a new kernel, the sample --------------------------------------------------------------------


def test_a_new_form_shows_what_the_old_one_saved(writer: Writer) -> None:
    writer.type("What should be different", "I know if data work suits me.")
    again = Writer(writer.workbook)
    assert again.field("What should be different").value == "I know if data work suits me."


def test_two_notebooks_keep_each_others_changes_and_show_them_on_the_next_step(workbook: Workbook) -> None:
    one, other = Writer(workbook), Writer(open_workbook(today=TODAY))
    one.type("What should be different", "from the one")
    other.press("What\n")
    other.type("What should stick?", "from the other")
    assert (workbook.plan().why.intent, workbook.plan().message.remember) == ("from the one", "from the other")
    other.press("Why\n")
    assert other.field("What should be different").value == "from the one"


def test_a_conflict_in_the_plan_is_shown_and_settled(workbook: Workbook) -> None:
    one, other = Writer(workbook), Writer(open_workbook(today=TODAY))
    one.type("What should be different", "mine")
    other._type("What should be different", "theirs")
    other.form.saver.flush()
    assert "Yours: “theirs”" in other.text()
    assert workbook.plan().why.intent == "mine"
    other.press("Keep mine")
    assert workbook.plan().why.intent == "theirs"


def test_an_entry_that_was_removed_elsewhere_is_said(workbook: Workbook) -> None:
    writer = planned(workbook)
    writer.press("Who\n")
    writer.press("analysts\n")
    workbook.set(workbook.plan(), "who.audiences.a1", None, workbook.plan().who.audiences[0])
    writer._type("What fills their working day?", "rotas")
    writer.form.saver.flush()
    assert "Not saved" in writer.form.status.text
    assert workbook.plan().who.audiences == []


def test_an_entry_that_cannot_come_back_is_said(workbook: Workbook) -> None:
    writer = planned(workbook)
    writer.press("Who\n")
    writer.press("analysts\n")
    writer.press("Remove kind of people")
    workbook.set(workbook.plan(), "who.audiences.a1", Audience(id="a1", description="others"), None)
    writer.press("Undo")
    assert "stays" in writer.form.status.text
    assert [one.description for one in workbook.plan().who.audiences] == ["others"]


def test_the_sample_can_be_walked_through_without_a_change() -> None:
    sample = open_sample()
    before = sample.plan()
    writer = Writer(sample)
    for step in STEPS.values():
        writer.press(f"{step.name}\n")
    writer.press("Why\n")
    writer._type("What should be different", "something else")
    writer.form.saver.flush()
    assert "only for looking around" in writer.form.status.text
    writer.press("How\n")
    writer.press("conference")
    assert "only for looking around" in writer.form.status.text
    assert not writer.button("conference").value
    assert sample.plan() == before


# What is made of the plan -----------------------------------------------------------------------------------


def test_the_card_the_notes_and_the_calendar_follow_the_form(workbook: Workbook) -> None:
    workbook.add(Person(id="p1", name="Ines Okafor"))
    desk = Desk()  # on the clock's own day
    form = Hand(desk.show(PlanForm))
    plan_card, notes, ics = (Hand(desk.show(one)) for one in (PlanCard, FirstNotes, CalendarFile))
    assert "No plan yet" in plan_card.text()
    assert "Nobody is named yet" in notes.text()
    assert "No day chosen yet" in ics.text()
    form.type("What should be different", "I know if data work suits me.")
    desk.flush()
    assert "I know if data work suits me." in plan_card.text()
    form.press("When\n")
    form.type("Which day will you look back?", "Sunday")
    desk.flush()
    assert "10 minutes every Sunday to look back" in ics.text()
    desk.workbook.set(desk.workbook.plan(), "when.named", ["p1"], [])
    form.press("Help\n")
    form.press("Ines Okafor")
    form.press("I'll ask")
    desk.flush()
    assert "Hello Ines" in notes.text()


FULL = Plan(
    why=Why(intent="Know <if> it suits me", goals=[Goal(outcome="six talks & more", number=6, unit="conversations")]),
    how=How(ifthens=[
        IfThen(cue="Wednesday 16:15", action="write to one person"),
        IfThen(cue_kind="habit", cue="right after my Sunday breakfast", action="write."),
        IfThen(cue_kind="event", cue="somebody names a name"),
    ]),
    when=When(
        number=1,
        per="week",
        slot_day="wednesday",
        slot_time="16:15",
        review="sunday",
        off=[Off(first=date(2026, 3, 9), last=date(2026, 3, 22))],
    ),
    help=Help(offers=[Offer(id="o1", what="a proof read", effort="fifteen_minutes")]),
)  # fmt: skip


def test_the_card_says_what_the_plan_says_with_what_people_typed_escaped() -> None:
    made = card(FULL, [Person(name="Ines <b>", offers=["o1"])], TODAY, "Nora")
    for words in (
        "What should be different in three months?</p>\n<h2>Know &lt;if&gt; it suits me</h2>",
        "six talks &amp; more", "6 conversations", "Ines &lt;b&gt;", "a proof read",
        "If it is Wednesday 16:15, then I write to one person.", "Right after my Sunday breakfast, I write.",
        "When somebody names a name, I ...</strong>", "1 new person a week", "Nora, 2 Mar 2026",
    ):  # fmt: skip
        assert words in made


def test_the_printed_card_asks_nothing_of_anywhere_and_has_one_heading_of_the_first_level() -> None:
    made = page(card(FULL, [], TODAY))
    assert made.count("<h1>") == 1
    assert "<h3>" not in made
    assert not re.search(r"https?://|src=|<script|<link", made)
    assert "default-src 'none'" in made


def test_the_cards_link_holds_the_page() -> None:
    workbook = open_sample()
    text = PlanCard(workbook)._html.value
    found = re.search(r'href="data:text/html;charset=utf-8;base64,([^"]+)"', text)
    assert found is not None
    assert base64.b64decode(found[1]).decode().startswith("<!doctype html>")


def events_of(file: bytes) -> dict[str, Any]:
    return {str(one["uid"]): one for one in icalendar.Calendar.from_ical(file).walk("VEVENT")}


def test_the_weekly_slot_and_the_look_back_are_in_the_calendar() -> None:
    events = events_of(calendar(FULL, TODAY))
    slot, review = events["slot@netkit"], events["review@netkit"]
    assert slot["dtstart"].dt == datetime(2026, 3, 4, 16, 15)  # the Wednesday of that week
    assert slot.duration.total_seconds() == 15 * 60
    assert review["dtstart"].dt == datetime(2026, 3, 8, 16, 15)  # the Sunday
    for event in (slot, review):
        assert event["rrule"]["freq"] == ["WEEKLY"]
        (alarm,) = event.walk("VALARM")
        assert alarm["trigger"].dt.total_seconds() == -10 * 60
        assert event["dtstamp"].dt.date() == TODAY
    off = [day.dt for day in slot["exdate"].dts]
    assert off == [datetime(2026, 3, 11, 16, 15), datetime(2026, 3, 18, 16, 15)]


@pytest.mark.parametrize(
    "off",
    [
        Off(first=date(2026, 3, 5), last=date(2026, 3, 11)),
        Off(first=date(2026, 3, 11), last=date(2026, 3, 5)),
        Off(first=date(2026, 3, 11)),
        Off(last=date(2026, 3, 11)),
    ],
)
def test_days_off_written_in_any_way_are_left_out_of_the_calendar(off: Off) -> None:
    slot = events_of(calendar(Plan(when=When(slot_day="wednesday", off=[off])), TODAY))["slot@netkit"]
    assert [day.dt for day in slot["exdate"].dts] == [datetime(2026, 3, 11, 9)]


def test_slot_and_look_back_on_one_day_stand_one_after_the_other() -> None:
    when = When(slot_day="friday", review="friday")
    events = events_of(calendar(Plan(when=when), TODAY))
    assert events["slot@netkit"]["dtstart"].dt == datetime(2026, 3, 6, 9, 0)
    assert events["review@netkit"]["dtstart"].dt == datetime(2026, 3, 6, 9, 15)


def test_a_look_back_after_a_slot_late_at_night_is_on_the_next_day() -> None:
    events = events_of(calendar(Plan(when=When(slot_day="friday", slot_time="23:50", review="friday")), TODAY))
    assert events["slot@netkit"]["dtstart"].dt == datetime(2026, 3, 6, 23, 50)
    assert events["review@netkit"]["dtstart"].dt == datetime(2026, 3, 7, 0, 5)


@pytest.mark.parametrize(
    ("when", "says"),
    [
        (When(slot_day="friday"), "15 minutes every Friday at 9:00, as no time is chosen."),
        (
            When(slot_day="friday", slot_time="16:15", review="sunday"),
            "15 minutes every Friday at 16:15 and 10 minutes every Sunday to look back, at the same time.",
        ),
        (
            When(slot_day="friday", review="friday"),
            "15 minutes every Friday at 9:00, as no time is chosen, and 10 minutes right after them to look back.",
        ),
        (When(review="sunday", slot_time="17:00"), "10 minutes every Sunday to look back, at 17:00."),
        (
            When(review="sunday", off=[Off(first=date(2026, 3, 8)), Off(), Off(last=date(2026, 3, 15))]),
            "10 minutes every Sunday to look back, at 9:00, as no time is chosen; "
            "not on 8 Mar 2026; not on 15 Mar 2026.",
        ),
        (
            When(review="sunday", slot_time="17:00", off=[Off(first=date(2026, 3, 22), last=date(2026, 3, 9))]),
            "10 minutes every Sunday to look back, at 17:00; not from 9 Mar 2026 to 22 Mar 2026.",
        ),
    ],
)
def test_what_is_said_of_the_calendar_file_is_what_is_in_it(workbook: Workbook, when: When, says: str) -> None:
    workbook.save_plan(Plan(when=when), Plan())
    assert says in Hand(CalendarFile(workbook).widget).text()


def test_without_a_day_there_is_no_calendar_file() -> None:
    assert calendar(Plan(), TODAY) == b""


@given(
    day=st.sampled_from(list(WEEKDAY)),
    at=st.times().map(lambda t: f"{t:%H:%M}"),
    today=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_the_first_slot_is_within_a_week_on_the_day_that_was_chosen(day: str, at: str, today: date) -> None:
    made = calendar(Plan(when=When(slot_day=day, slot_time=at)), today)
    (event,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
    first = event["dtstart"].dt
    assert 0 <= (first.date() - today).days < 7
    assert (list(WEEKDAY)[first.weekday()], f"{first:%H:%M}") == (day, at)


def test_only_what_is_typed_has_an_example(writer: Writer) -> None:
    writer.press("Add a goal")
    text = writer.text()
    assert "e.g. I can describe an analyst's week" in text
    assert "e.g. know-how" not in text
    assert "e.g. 10 Jun 2026" in text, "a hundred days after 2 March"
