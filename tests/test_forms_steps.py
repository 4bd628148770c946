"""What a person does with suggestions, in 3_log and in 4_review, and what the workbook holds afterwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from netkit.forms.form import Form
from netkit.forms.log import LogForm
from netkit.forms.log.board import NOTHING_TO_GIVE
from netkit.forms.steps import NO_GIVE, NO_MEND, NO_STEP, StepsForm
from netkit.questions import Audience, Goal, Help, Offer, Plan, When, Who, Why
from netkit.records import Action, Exchange, Interaction, Person, Record
from netkit.workbook import Workbook, open_sample, open_workbook
from tests.hand import Hand

TODAY = date(2026, 3, 12)  # a Thursday
NEXT = date(2026, 3, 19)
INES = Person(id="ines", name="Ines Okafor")
ROOM = Plan(help=Help(offers=[Offer(id="o", what="rooms at our library", kind="resource")]))


def review(workbook: Workbook, *records: Record, plan: Plan | None = None) -> tuple[StepsForm, Hand]:
    for record in records:
        workbook.add(record)
    if plan:
        workbook.save_plan(plan, Plan())
    form = StepsForm(workbook)
    return form, Hand(form.widget)


def said(form: Form) -> str:
    return Hand(form.widget).text()


def thanks(**values: object) -> Exchange:
    return Exchange(
        **{"id": "x", "on": date(2026, 3, 2), "person": "ines", "direction": "received", "kind": "advice", "value": 4}
        | values
    )


def test_an_empty_workbook_says_what_brings_suggestions(workbook: Workbook) -> None:
    _, hand = review(workbook)
    assert [words in hand.text() for words in (NO_STEP, NO_GIVE, NO_MEND)] == [True, True, True]


def test_a_promise_that_is_done_is_ticked_off_and_can_be_undone(workbook: Workbook) -> None:
    promise = Action(id="a", person="ines", kind="promise", what="send the slides", due_on=TODAY)
    form, hand = review(workbook, INES, promise)
    hand.press("Done")
    assert workbook.get(Action, "a").done_on == TODAY
    assert form.cards.status.text.endswith("ticked off, Ines Okafor")
    assert "send the slides" not in hand.text()
    assert workbook.latest() == []
    hand.press("Undo")
    assert workbook.get(Action, "a").done_on is None
    assert "send the slides" in hand.text()
    hand.press("Bring it back")
    assert workbook.get(Action, "a").done_on == TODAY


def test_the_plans_next_step_is_ticked_off_let_go_or_put_off_where_it_is_shown(workbook: Workbook) -> None:
    ida = Plan(when=When(next="ask Ida who she knows", next_on=TODAY))
    form, hand = review(workbook, plan=ida)
    for press in ("Done", "Let it go"):
        hand.press(press)
        assert (workbook.plan().when.next, workbook.plan().when.next_on) == ("", None)
        assert "ask Ida" in form.cards.status.text
        assert "Ask Ida" not in hand.text()
        hand.press("Undo")
        assert workbook.plan() == ida
        assert "Ask Ida who she knows, by 12 Mar 2026." in hand.text()
    hand.press("Next week")
    assert "Ask Ida" not in hand.text()
    assert "Ask Ida" not in said(LogForm(workbook))
    assert workbook.plan() == ida
    book = open_workbook(today=NEXT)
    assert "Ask Ida" in said(StepsForm(book))
    workbook.set(ida, "when.next", "ring Ben", "ask Ida who she knows")
    form.refresh()
    assert "Ring Ben, by 12 Mar 2026." in hand.text()


def test_a_next_step_that_the_plan_has_no_more_is_not_ticked_off(workbook: Workbook) -> None:
    ida = Plan(when=When(next="ask Ida", next_on=TODAY))
    form, hand = review(workbook, plan=ida)
    workbook.set(ida, "when.next", "ring Ben", "ask Ida")
    hand.press("Done")
    assert workbook.plan().when.next == "ring Ben"
    assert "another next step by now" in form.cards.status.text


def test_thanks_that_were_said_are_logged_by_the_usual_way(workbook: Workbook) -> None:
    letter = Interaction(on=date(2026, 3, 1), people=["ines"], channel="letter", outcome="met")
    _, hand = review(workbook, INES, letter, thanks())
    hand.press("Done")
    entry = workbook.latest(1)[0]
    assert (entry.on, entry.people, entry.channel, entry.purpose) == (TODAY, ["ines"], "letter", "thank")
    assert workbook.get(Exchange, "x").thanked_on == TODAY
    hand.press("Undo")
    assert [one.id for one in workbook.latest()] == [letter.id]
    assert workbook.get(Exchange, "x").thanked_on is None


def test_help_that_was_agreed_to_is_delivered_when_it_is_done(workbook: Workbook) -> None:
    _, hand = review(workbook, INES, thanks(direction="given", status="accepted"))
    hand.press("Done")
    help = workbook.get(Exchange, "x")
    assert (help.status, help.on) == ("delivered", TODAY)


def test_a_suggestion_comes_again_next_week(workbook: Workbook) -> None:
    form, hand = review(workbook, INES, thanks())
    hand.press("Next week")
    assert form.cards.status.text.endswith("Ines Okafor comes up again on 19 Mar 2026")
    assert NO_STEP in hand.text()
    assert NO_STEP in said(StepsForm(open_workbook(today=NEXT - timedelta(1))))
    assert "gave you big help" in said(StepsForm(open_workbook(today=NEXT)))


def test_ones_own_step_is_snoozed_and_let_go_in_its_own_record(workbook: Workbook) -> None:
    _, hand = review(workbook, INES, Action(id="a", person="ines", kind="promise", what="send the slides"))
    hand.press("Next week")
    assert workbook.get(Action, "a").snoozed_until == NEXT
    hand.press("Undo")
    hand.press("Let it go")
    assert workbook.get(Action, "a").dismissed_on == TODAY
    assert len(workbook.where(Action)) == 1


def test_what_was_let_go_stays_away_until_something_new_happens(workbook: Workbook) -> None:
    met = Interaction(on=date(2026, 1, 1), people=["ines"], outcome="met")
    _, hand = review(workbook, INES.changed(cadence_days=7), met)
    hand.press("Let it go")
    assert NO_STEP in hand.text()
    later = open_workbook(today=TODAY + timedelta(30))
    assert NO_STEP in said(StepsForm(later))
    later.add(Interaction(on=TODAY + timedelta(3), people=["ines"], outcome="met"))
    assert "your rhythm is every week" in said(StepsForm(later))


def test_a_give_that_is_taken_on_is_a_promise_and_not_offered_again(workbook: Workbook) -> None:
    _, hand = review(workbook, INES.changed(needs=["a room in June"]), plan=ROOM)
    hand.press("I’ll do it")
    (action,) = workbook.where(Action)
    assert (action.person, action.kind, action.what, action.due_on) == ("ines", "promise", "rooms at our library", NEXT)
    assert "You promised: rooms at our library" in hand.text()
    assert NO_GIVE in hand.text()
    hand.press("Undo")
    assert workbook.where(Action) == []


@pytest.mark.parametrize(
    "offer", [{"needs": ["a room in June"]}, {"offers": ["o"]}, {"offers": ["Rooms at our library"]}]
)
def test_a_give_that_was_taken_on_and_is_done_is_logged_as_help_given(
    workbook: Workbook, offer: dict[str, list[str]]
) -> None:
    form, hand = review(workbook, INES.changed(**offer), plan=ROOM)
    hand.press("I’ll do it")
    hand.press("Done")
    (given,) = workbook.where(Exchange)
    assert (given.person, given.direction, given.kind, given.value) == ("ines", "given", "resource", None)
    assert (given.on, given.status, given.note.casefold()) == (TODAY, "delivered", "rooms at our library")
    assert given.interaction == workbook.latest(1)[0].id
    assert workbook.where(Action)[0].done_on == TODAY
    assert form.cards.status.text.endswith("help given, Ines Okafor")
    hand.press("Undo")
    assert (workbook.where(Exchange), workbook.latest()) == ([], [])


def test_something_that_was_given_already_is_logged_at_once_and_not_suggested_again(workbook: Workbook) -> None:
    mail = Interaction(on=date(2026, 3, 1), people=["ines"], channel="email", outcome="replied")
    form, hand = review(workbook, INES.changed(offers=["a cup of tea"]), mail)
    hand.press("Done")
    assert form.cards.status.text.endswith("help given to Ines Okafor is in your log")
    (given,) = workbook.where(Exchange)
    assert (given.kind, given.note, given.on, given.value) == ("other", "a cup of tea", TODAY, None)
    entry = workbook.latest(1)[0]
    assert (entry.id, entry.channel, entry.purpose, entry.outcome) == (given.interaction, "email", "offer", "other")
    assert NO_GIVE in hand.text()
    assert NO_STEP in said(StepsForm(open_workbook(today=TODAY + timedelta(10))))  # no answer is waited for
    hand.press("Undo")
    assert "You thought of “a cup of tea” for them." in hand.text()
    assert (workbook.where(Exchange), workbook.where(Action), len(workbook.latest())) == ([], [], 1)


@pytest.mark.parametrize(("button", "after"), [("Done", 400), ("Let it go", 400), ("Next week", 6)])
def test_what_was_done_with_a_give_is_remembered_in_another_session(
    workbook: Workbook, button: str, after: int
) -> None:
    for record in (INES, Person(id="ben", name="Ben", do_not_contact=True)):
        workbook.add(record.changed(offers=["a cup of tea"]))
    hand = Hand(LogForm(workbook).widget)
    assert hand.text().count("a cup of tea") == 1
    hand.press(button)
    later = open_workbook(today=TODAY + timedelta(after))
    assert NO_GIVE in said(StepsForm(later))
    assert NOTHING_TO_GIVE in said(LogForm(later))


def test_a_give_that_was_taken_on_is_there_when_it_is_logged(workbook: Workbook) -> None:
    review(workbook, INES.changed(needs=["a room in June"]), plan=ROOM)[1].press("I’ll do it")
    form = LogForm(workbook)
    hand = Hand(form.widget)
    hand.press("Log Ines")
    hand.press("coffee")
    hand.press("Save coffee with Ines")
    (given,) = workbook.where(Exchange)
    assert (given.kind, given.note, given.value) == ("resource", "rooms at our library", 2)
    assert workbook.where(Action)[0].done_on == TODAY


def test_a_give_that_was_put_off_is_no_open_promise_and_comes_back(workbook: Workbook) -> None:
    _, hand = review(workbook, INES.changed(needs=["a room in June"]), plan=ROOM)
    hand.press("Next week")
    assert NO_GIVE in hand.text()
    after = said(StepsForm(open_workbook(today=NEXT)))
    assert "you offer “rooms at our library”" in after
    assert NO_STEP in after


def test_a_click_mends_the_plan_from_today_and_another_one_takes_it_back(workbook: Workbook) -> None:
    plan = Plan(
        why=Why(goals=[Goal(id="g", outcome="two pilots", number=2, by=NEXT)]),
        who=Who(audiences=[Audience(id="b", description="bakers")]),
    )
    _, hand = review(workbook, plan=plan)
    hand.press("Let “bakers” serve it")
    assert workbook.plan().who.audiences[0].goals == ["g"]
    assert NO_MEND in hand.text()
    hand.press("Undo")
    assert workbook.plan() == plan


def test_a_plan_that_another_notebook_changed_is_not_overwritten(workbook: Workbook) -> None:
    plan = Plan(
        why=Why(goals=[Goal(id="g", outcome="two pilots", number=2, by=NEXT)]),
        who=Who(audiences=[Audience(id="b", description="bakers")]),
    )
    form, hand = review(workbook, plan=plan)
    workbook.set(plan, "who.audiences.b.goals", ["other"], [])
    hand.press("Let “bakers” serve it")
    assert form.cards.status.text.startswith("Not saved: ")
    assert workbook.plan().who.audiences[0].goals == ["other"]


def test_the_names_say_the_pace_that_their_days_ask_for(workbook: Workbook) -> None:
    _, hand = review(workbook, INES.changed(target_by=NEXT), plan=Plan(when=When(named=["ines"])))
    assert "To keep the days you set, meet about one a week (1 person by 19 Mar 2026)." in hand.text()


def test_the_sample_shows_all_three_and_keeps_nothing() -> None:
    form = StepsForm(open_sample())
    hand = Hand(form.widget)
    assert hand.text().count("thought of") == 3
    hand.press("Done")
    assert "This is the sample" in form.cards.status.text
    before = len(form._steps.children)
    hand.press("Show all")
    assert len(form._steps.children) > before


# The same cards in 3_log


def test_on_the_board_a_step_is_done_and_the_latest_entries_follow(workbook: Workbook) -> None:
    for record in (INES, thanks()):
        workbook.add(record)
    form = LogForm(workbook)
    hand = Hand(form.widget)
    hand.press("Done")
    assert "contact with Ines Okafor is in your log" in form.board.cards.status.text
    assert any("Ines Okafor" in card.description for card in form.latest._cards)


def test_a_name_chosen_on_the_board_is_in_the_plan_and_taken_back_beside(workbook: Workbook) -> None:
    workbook.add(INES)
    form = LogForm(workbook)
    hand = Hand(form.widget)
    hand.press("Choose a name")
    form.board._who.line.value = "ines"
    form.board._who.enter()
    assert workbook.plan().when.named == ["ines"]
    assert form.board.cards.status.text.endswith("Ines Okafor is in your plan")
    form.board.cards.undo()
    assert workbook.plan().when.named == []
