"""What to do next: who, why, what to give, and the words for a first note; on small workbooks."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit import advice
from netkit.advice import Give, Step, Week
from netkit.advice.giving import thought_of
from netkit.advice.words import ago, every, span
from netkit.forms.acts import mend
from netkit.metrics.volume import weekly
from netkit.questions import Audience, Avenue, Goal, Help, How, Message, Offer, Plan, When, Who, Why
from netkit.questions.examples import EXAMPLES
from netkit.records import Action, Exchange, Interaction, Person, Record
from netkit.workbook import Workbook, open_workbook

TODAY = date(2026, 3, 11)  # a Wednesday
ANA = Person(id="ana", name="Ana Ruiz")
BEN = Person(id="ben", name="Ben Otieno")


def before(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def wb(tmp_path: Path) -> Workbook:
    return open_workbook(tmp_path / "w.sqlite", today=TODAY)


def steps(wb: Workbook, *records: Record, plan: Plan | None = None) -> list[Step]:
    for record in records:
        wb.add(record)
    frames = (wb.people(), wb.interactions(), wb.contacts(), wb.exchanges(), wb.actions())
    return advice.next_steps(*frames, plan or Plan(), TODAY)


def kinds(found: list[Step]) -> list[tuple[str, str]]:
    return [(step.person, step.kind) for step in found]


def note(person: str, days: int, **values: object) -> Interaction:
    return Interaction(on=before(days), people=[person], channel="email", **values)


def help_from(person: str, days: int, **values: object) -> Exchange:
    return Exchange(
        **{"on": before(days), "person": person, "direction": "received", "kind": "advice", "value": 3} | values
    )


def test_an_empty_workbook_asks_for_nothing(wb: Workbook) -> None:
    assert steps(wb) == []
    assert advice.gives(wb.people(), wb.exchanges(), Plan(), TODAY) == []
    assert advice.next_names(wb.people(), wb.contacts(), Plan(), TODAY) == []
    week = advice.this_week(weekly(wb.interactions(), wb.contacts(), wb.people(), [], TODAY), wb.exchanges(), TODAY)
    assert week == Week("Nothing logged yet. One conversation is a week well begun.", 0, 0, "")


def test_an_open_promise_is_said_with_its_day(wb: Workbook) -> None:
    promise = Action(id="a", person="ana", kind="promise", what="send the slides.", due_on=before(-2))
    (step,) = steps(wb, ANA, promise)
    assert step == Step(
        "ana", "Ana Ruiz", "promise", "You promised: send the slides, by 13 Mar 2026.", date(2026, 3, 13), "a", own=True
    )


def test_the_plans_own_next_step_comes_up_a_week_ahead_and_stays_until_the_plan_has_another(wb: Workbook) -> None:
    def planned(days: int | None) -> list[Step]:
        on = None if days is None else before(-days)
        return steps(wb, plan=Plan(when=When(next="ask Ida who she knows at the port.", next_on=on)))

    (step,) = planned(3)
    reason = "Ask Ida who she knows at the port, by 14 Mar 2026."
    assert step == Step("", "Your next step", "planned", reason, date(2026, 3, 14), "when.next", own=True)
    assert [len(planned(days)) for days in (7, 8, 0, -30, None)] == [1, 0, 1, 1, 1]
    assert planned(None)[0].reason == "Ask Ida who she knows at the port."
    assert steps(wb, plan=Plan(when=When(next=" ", next_on=TODAY))) == []


def test_what_the_owner_wrote_down_comes_before_what_netkit_thinks_of(wb: Workbook) -> None:
    plan = Plan(when=When(next="ask Ida", next_on=before(-3)))
    report = Action(person="ben", what="send him the solar report", due_on=before(-7))
    mine = Action(what="update my profile", due_on=before(-1))
    found = steps(wb, ANA, BEN, help_from("ben", 1), help_from("ana", 2), report, mine, plan=plan)
    said = [
        "Update my profile, by 12 Mar 2026.",
        "Ask Ida, by 14 Mar 2026.",
        "Send him the solar report, by 18 Mar 2026.",
    ]
    assert [step.reason for step in found[:3]] == said
    assert kinds(found[3:]) == [("ana", "thank"), ("ben", "thank")]
    first = advice.each_once(found, 9)
    assert sorted(step.reason for step in first[:3]) == sorted(said)
    assert kinds(first[3:]) == [("ana", "thank")]
    assert len(advice.each_once(found, 9, skip=["when.next", "ben"])) == 2


@pytest.mark.parametrize(
    "state",
    [{"done_on": before(1)}, {"dismissed_on": before(1)}, {"snoozed_until": before(-1)}, {"due_on": before(-8)}],
)
def test_what_is_done_let_go_snoozed_or_a_week_off_is_not_shown(wb: Workbook, state: dict[str, date]) -> None:
    assert steps(wb, ANA, Action(person="ana", kind="promise", what="send the slides", **state)) == []


def test_help_that_was_agreed_to_is_a_promise_unless_one_is_written_down(wb: Workbook) -> None:
    agreed = Exchange(on=before(3), person="ana", direction="given", kind="feedback", status="accepted")
    (step,) = steps(wb, ANA, agreed)
    assert (step.kind, step.reason) == ("promise", "You agreed to this on 8 Mar 2026: feedback.")
    (step,) = steps(wb, Action(person="ana", kind="promise", what="read her talk"))
    assert step.reason == "You promised: read her talk."


def test_thanks_are_suggested_for_help_of_value_3_or_more_until_they_were_said(wb: Workbook) -> None:
    assert steps(wb, ANA, BEN, help_from("ana", 5, value=2), help_from("ana", 5, value=None)) == []
    (step,) = steps(wb, help_from("ana", 5, id="x", value=4))
    assert (step.kind, step.ref) == ("thank", "x")
    assert step.reason == "Ana Ruiz gave you big help 5 days ago (advice); a thank-you takes a minute."
    assert steps(wb, note("ana", 4, purpose="thank")) == []
    assert kinds(steps(wb, help_from("ben", 5, thanked_on=before(5)))) == []


def test_thanks_of_a_day_to_come_silence_nothing_yet(wb: Workbook) -> None:
    found = steps(wb, ANA, BEN, help_from("ana", 5), help_from("ben", 5, thanked_on=before(-1)))
    assert kinds(found) == [("ana", "thank"), ("ben", "thank")]
    assert kinds(steps(wb, note("ana", -1, purpose="thank"))) == kinds(found)


def test_what_came_of_advice_is_told_after_three_weeks(wb: Workbook) -> None:
    assert steps(wb, ANA, help_from("ana", 20, thanked_on=before(19))) == []
    (step,) = steps(wb, help_from("ana", 21, thanked_on=before(19)))
    assert step.kind == "report_back"
    assert step.reason == "Ana Ruiz would like to hear what came of it: advice, 3 weeks ago."


def test_somebody_is_due_by_the_owners_own_cadence(wb: Workbook) -> None:
    met = {"outcome": "met"}
    (step,) = steps(
        wb, ANA.changed(cadence_days=56), BEN.changed(cadence_days=70), note("ana", 63, **met), note("ben", 63, **met)
    )
    assert (step.person, step.kind, step.due_on) == ("ana", "due", date(2026, 3, 4))
    assert step.reason == "Last in touch 9 weeks ago; your rhythm is every 8 weeks."


def test_named_people_who_were_never_contacted_come_by_their_day(wb: Workbook) -> None:
    plan = Plan(when=When(named=["ana", "ben"]))
    found = steps(wb, ANA, BEN.changed(target_by=date(2026, 4, 30)), plan=plan)
    assert [(s.person, s.reason) for s in found] == [
        ("ben", "In your plan; meet by 30 Apr 2026."),
        ("ana", "In your plan; a first hello is enough."),
    ]
    assert advice.next_names(wb.people(), wb.contacts(), plan, TODAY) == found


def test_a_note_without_an_answer_is_nudged_once_after_seven_days(wb: Workbook) -> None:
    cleo = Person(id="cleo", name="Cleo")
    (step,) = steps(wb, ANA, BEN, cleo, note("ana", 6), note("ben", 7), note("cleo", 60))
    assert (step.person, step.kind, step.reason[:28]) == ("ben", "nudge", "No answer since 4 Mar 2026; ")


def test_a_nudge_is_not_repeated_and_an_answer_ends_the_wait(wb: Workbook) -> None:
    assert (
        steps(wb, ANA, BEN, note("ana", 20), note("ana", 10), note("ben", 20), note("ben", 19, direction="inbound"))
        == []
    )


def test_an_answer_by_somebody_else_or_one_that_counts_for_nothing_ends_the_wait_too(wb: Workbook) -> None:
    assistant = Person(id="cleo", name="Cleo")
    asked = [note("ana", 10, id="to_ana"), note("ben", 10, id="to_ben")]
    assert kinds(steps(wb, ANA, BEN, assistant, *asked)) == [("ana", "nudge"), ("ben", "nudge")]
    assert kinds(steps(wb, note("cleo", 9, direction="inbound", reply_to="to_ana"))) == [("ben", "nudge")]
    assert steps(wb, note("ben", 9, direction="inbound", reply_to="to_ben", counts_as_contact=False)) == []


@pytest.mark.parametrize(("days", "nudged"), [([100, 10], True), ([50, 43], False), ([95, 60, 30], False)])
def test_a_note_long_after_one_that_was_let_be_is_a_first_one_however_much_is_read(
    wb: Workbook, days: list[int], nudged: bool
) -> None:
    whole = kinds(steps(wb, ANA, *(note("ana", ago) for ago in days)))
    assert whole == kinds(advice.now(wb).steps) == [("ana", "nudge")] * nudged


@pytest.mark.parametrize(("channel", "nudged"), [("phone", True), ("video", True), ("in_person", False)])
def test_a_call_that_nobody_took_waits_for_an_answer_and_a_talk_does_not(
    wb: Workbook, channel: str, nudged: bool
) -> None:
    talk = Interaction(on=before(10), people=["ana"], channel=channel)
    assert kinds(steps(wb, ANA, talk)) == [("ana", "nudge")] * nudged


@pytest.mark.parametrize("purpose", ["thank", "report_back", "offer"])
def test_thanks_news_and_gifts_wait_for_no_answer(wb: Workbook, purpose: str) -> None:
    assert steps(wb, ANA, note("ana", 10, purpose=purpose)) == []


@pytest.mark.parametrize(
    ("on", "shown"), [(date(2026, 3, 6), True), (date(2026, 3, 8), True), (date(2026, 3, 9), False)]
)
def test_after_three_business_days_without_an_answer_another_named_person_is_suggested(
    wb: Workbook, on: date, shown: bool
) -> None:
    # after Friday the 6th and Sunday the 8th come Monday, Tuesday, and today; after Monday the 9th one fewer
    plan = Plan(when=When(named=["ana", "ben"]))
    found = steps(wb, ANA, BEN, Interaction(on=on, people=["ana"]), plan=plan)
    assert kinds(found) == [("ben", "meanwhile" if shown else "meet")]
    assert ("Ana Ruiz hasn't answered yet" in found[0].reason) is shown


BOTH = Plan(when=When(named=["ana", "ben"]), help=Help(offers=[Offer(what="feedback")]))


@pytest.mark.parametrize(
    ("kind", "records"),
    [
        ("promise", [Action(person="ana", kind="promise", what="send the slides")]),
        ("promise", [Exchange(on=before(3), person="ana", direction="given", kind="advice", status="accepted")]),
        ("thank", [help_from("ana", 5)]),
        ("planned", [Action(person="ana", what="call")]),
        ("report_back", [help_from("ana", 30, thanked_on=before(29))]),
        ("due", [note("ana", 30, outcome="met")]),
        ("nudge", [note("ana", 9)]),
        ("meanwhile", [note("ben", 5)]),
        ("meet", []),
    ],
)
def test_nobody_who_is_to_be_left_in_peace_comes_up_in_any_kind_of_step(
    wb: Workbook, kind: str, records: list[Record]
) -> None:
    ana = ANA.changed(target_by=before(-9), cadence_days=25)
    assert ("ana", kind) in kinds(steps(wb, ana, BEN, *records, plan=BOTH))
    wb.set(ana, "do_not_contact", True, False)
    assert not is_named(wb, BOTH)


def is_named(wb: Workbook, plan: Plan, marked: str = "Ana") -> bool:
    """Whether anybody with this in their name is in anything that is suggested."""
    frames = (wb.people(), wb.interactions(), wb.contacts(), wb.exchanges(), wb.actions())
    people, interactions, contacts, exchanges, actions = frames
    found = (
        advice.next_steps(*frames, plan, TODAY),
        advice.reminders(*frames, plan, TODAY),
        advice.gives(people, exchanges, plan, TODAY, 99, actions=actions),
        advice.next_names(people, contacts, plan, TODAY, actions),
        advice.mends(plan, [(before(100), plan)], people, interactions, contacts, TODAY),
    )
    return marked in str(found)


ids = st.sampled_from(["p0", "p1", "p2", "p3"])
days_ago = st.integers(-9, 120).map(before)
random_records = st.one_of(
    st.builds(
        Interaction, on=days_ago, people=st.lists(ids, min_size=1, max_size=2, unique=True),
        outcome=st.sampled_from(["pending", "met"]), channel=st.just("email"),
    ),
    st.builds(
        Exchange, on=days_ago, person=ids, direction=st.sampled_from(["given", "received"]), value=st.just(4),
        kind=st.just("advice"), status=st.sampled_from(["accepted", "delivered"]),
        thanked_on=st.none() | st.just(before(1)),
    ),
    st.builds(
        Action, person=ids, kind=st.sampled_from(["promise", "thank", "ask"]), what=st.just("tea"), due_on=days_ago
    ),
)  # fmt: skip


@settings(max_examples=15)
@given(quiet=st.lists(st.booleans(), min_size=4, max_size=4), records=st.lists(random_records, max_size=12))
def test_whatever_was_logged_nobody_to_be_left_in_peace_is_named(quiet: list[bool], records: list[Record]) -> None:
    goal = Goal(id="g", outcome="two pilots", number=2, by=before(-60))
    plan = Plan(
        why=Why(goals=[goal]),
        who=Who(audiences=[Audience(id="a", description="bakers", goals=["g"])]),
        when=When(named=["p0", "p1"], number=5, per="week"),
        help=Help(offers=[Offer(what="feedback")]),
    )
    people = [
        Person(
            id=f"p{n}", name=f"{'Quiet' if left else 'Friend'} {n}", audience="a", cadence_days=7, needs=["feedback"],
            target_by=before(-5), do_not_contact=left,
        )
        for n, left in enumerate(quiet)
    ]  # fmt: skip
    with TemporaryDirectory() as folder:
        wb = open_workbook(Path(folder) / "w.sqlite", today=TODAY)
        wb.add_all([*people, *records], "all")
        assert not is_named(wb, plan, "Quiet")


def test_a_give_that_was_done_or_let_go_hides_no_help_that_was_agreed_to(wb: Workbook) -> None:
    agreed = Exchange(on=before(3), person="ana", direction="given", kind="feedback", status="accepted")
    gone = Action(person="ana", kind="promise", what="rooms at our library", dismissed_on=TODAY)
    done = Action(person="ana", kind="promise", what="a cup of tea", done_on=TODAY)
    assert kinds(steps(wb, ANA, agreed, gone, done)) == [("ana", "promise")]
    assert steps(wb, Action(person="ana", kind="promise", dismissed_on=TODAY)) == []


def test_a_suggestion_that_was_let_go_stays_away_until_something_new_happens(wb: Workbook) -> None:
    due = ANA.changed(cadence_days=7)
    gone = Action(person="ana", kind="follow_up", dismissed_on=before(1))
    assert steps(wb, due, note("ana", 30, outcome="met"), gone) == []
    wb.set(wb.get(Action, gone.id), "dismissed_on", before(40), before(1))
    assert kinds(steps(wb)) == [("ana", "due")]
    assert steps(wb, Action(person="ana", kind="follow_up", snoozed_until=before(-1), done_on=before(39))) == []


def test_a_suggestion_put_off_comes_back_after_its_day(wb: Workbook) -> None:
    due, met = ANA.changed(cadence_days=7), note("ana", 30, outcome="met")
    put_off = Action(person="ana", kind="follow_up", dismissed_on=before(3), snoozed_until=before(-1))
    assert steps(wb, due, met, put_off) == []
    wb.set(put_off, "snoozed_until", before(0), before(-1))
    assert kinds(steps(wb)) == [("ana", "due")]


def test_names_that_were_put_off_are_left_out_and_a_day_gone_by_is_no_reproach(wb: Workbook) -> None:
    plan = Plan(when=When(named=["ana", "ben"]))
    for record in (ANA.changed(target_by=before(9)), BEN, Action(person="ben", kind="ask", dismissed_on=before(1))):
        wb.add(record)
    found = advice.next_names(wb.people(), wb.contacts(), plan, TODAY, wb.actions())
    assert [(step.person, step.reason) for step in found] == [
        ("ana", "In your plan for 2 Mar 2026; a first hello is welcome any day.")
    ]


def named(*days: date | None) -> list[Step]:
    return [Step(str(n), "", "meet", "", day) for n, day in enumerate(days)]


def test_the_pace_keeps_every_day() -> None:
    # by hand: 1 in 1 week, 2 in 4 weeks, 3 in 4 weeks: the first asks for most, 1 a week; then 3 in 1 week
    soon, later = TODAY + timedelta(7), TODAY + timedelta(28)
    assert advice.pace(named(soon, later, later, None), TODAY) == (
        "To keep the days you set, meet about one a week (1 person by 18 Mar 2026)."
    )
    assert (
        advice.pace(named(soon, soon, soon), TODAY)
        == "To keep the days you set, meet about 3 a week (3 people by 18 Mar 2026)."
    )
    assert advice.pace(named(before(3)), TODAY) == "To keep the days you set, meet about one a week (1 person now)."
    assert (
        advice.pace(named(later), TODAY)
        == "To keep the days you set, meet about one every 4 weeks (1 person by 8 Apr 2026)."
    )
    assert advice.pace(named(None), TODAY) == "" == advice.pace([], TODAY)


def test_each_person_comes_once_and_different_kinds_first() -> None:
    found = [
        Step(p, p, k, "") for p, k in [("a", "promise"), ("b", "promise"), ("a", "due"), ("c", "due"), ("d", "meet")]
    ]
    assert kinds(advice.each_once(found, 2)) == [("a", "promise"), ("c", "due")]
    assert kinds(advice.each_once(found, 9, skip=["a"])) == [("b", "promise"), ("c", "due"), ("d", "meet")]


# One thing to give


def give(wb: Workbook, plan: Plan, **person: object) -> Give | None:
    wb.add(ANA.changed(**person))
    return next(iter(advice.gives(wb.people(), wb.exchanges(), plan, TODAY)), None)


ROOM = Plan(help=Help(offers=[Offer(id="o", what="rooms at our library", effort="five_minutes", kind="resource")]))


def test_an_offer_meets_a_need_by_its_words_also_in_another_form(wb: Workbook) -> None:
    found = give(wb, ROOM, needs=["a room for a talk", "a rooom in June"])
    assert found is not None
    assert (found.person, found.offer, found.kind) == ("ana", "o", "resource")
    assert found.reason.endswith("and you offer “rooms at our library”. It takes five minutes.")


def test_small_words_are_no_match(wb: Workbook) -> None:
    assert give(wb, ROOM, needs=["somebody at the bank"]) is None


def test_a_kind_of_help_given_before_meets_a_need_that_names_it(wb: Workbook) -> None:
    wb.add(BEN)
    for days in (30, 60):
        wb.add(Exchange(on=before(days), person="ben", direction="given", kind="feedback", value=3))
    found = give(wb, Plan(), needs=["feedback on a talk"])
    assert found is not None
    assert found.reason == "Looks for “feedback on a talk”; you have given feedback 2 times before."


def test_what_was_chosen_for_a_person_is_suggested_until_it_was_given(wb: Workbook) -> None:
    found = give(wb, ROOM, offers=["o"])
    assert found is not None
    assert found.reason == "You thought of “rooms at our library” for them. It takes five minutes."
    wb.add(Exchange(on=before(20), person="ana", direction="given", kind="resource"))
    assert advice.gives(wb.people(), wb.exchanges(), ROOM, TODAY) == []


@pytest.mark.parametrize(
    ("note", "shown"),
    [  # of the words proofread, german, press, text: three, all, two (not more than half), none
        ("proofread his press text", False),
        ("Proofread a German  press text", False),
        ("a press text", True),
        ("", True),
    ],
)
def test_a_gift_noted_in_more_than_half_of_its_words_is_given(wb: Workbook, note: str, shown: bool) -> None:
    plan = Plan(help=Help(offers=[Offer(id="o", what="proofread a German press text", effort="fifteen_minutes")]))
    ben = wb.add(BEN.changed(offers=["o"], needs=["a German press text"]))
    wb.add(Exchange(on=before(2), person="ben", direction="given", kind="other", note=note))
    assert [g.offer for g in advice.gives(wb.people(), wb.exchanges(), plan, TODAY)] == (["o"] if shown else [])
    found = thought_of(ben, wb.where(Exchange, person="ben"), plan)
    assert [(one.what, one.kind) for one in found] == ([("proofread a German press text", "feedback")] if shown else [])


def test_who_just_got_something_comes_last(wb: Workbook) -> None:
    for person in (ANA, BEN):
        wb.add(person.changed(offers=["a cup of tea"]))
    assert [g.person for g in advice.gives(wb.people(), wb.exchanges(), Plan(), TODAY)] == ["ana", "ben"]
    wb.add(Exchange(on=before(3), person="ana", direction="given", kind="other"))
    assert [g.person for g in advice.gives(wb.people(), wb.exchanges(), Plan(), TODAY)] == ["ben", "ana"]


def test_who_just_got_something_comes_after_a_give_that_fits_far_less(wb: Workbook) -> None:
    wb.add(ANA.changed(offers=["a cup of tea"]))
    wb.add(Person(id="cyd", emails=["cyd@x.example"], needs=["feedback"]))
    wb.add(Exchange(on=before(3), person="ana", direction="given", kind="feedback"))
    found = advice.gives(wb.people(), wb.exchanges(), Plan(), TODAY)
    assert [(g.person, g.name) for g in found] == [("cyd", "cyd@x.example"), ("ana", "Ana Ruiz")]
    assert found[0].fit < found[1].fit / 2


def test_a_need_asks_for_a_kind_of_help_in_its_own_words(wb: Workbook) -> None:
    wb.add(BEN)
    wb.add(Exchange(on=before(30), person="ben", direction="given", kind="feedback", value=3))
    found = give(wb, Plan(), needs=["a reader for her dissertation"])
    assert found is not None
    assert (found.what, found.kind) == ("a reader for her dissertation", "feedback")
    assert found.reason == "Looks for “a reader for her dissertation”; you have given feedback 1 time before."


def test_an_offer_of_the_kind_asked_for_is_a_weak_sign(wb: Workbook) -> None:
    found = give(wb, ROOM, needs=["a tool to plan loaves"])
    assert found is not None
    assert (found.fit, found.offer) == (0.25, "")
    assert found.reason == "Looks for “a tool to plan loaves”: something to use, as you offer."


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ({}, False),
        ({"done_on": before(2)}, False),
        ({"dismissed_on": before(2)}, False),
        ({"dismissed_on": before(2), "snoozed_until": before(-5)}, False),
        ({"dismissed_on": before(9), "snoozed_until": before(2)}, True),
    ],
)
def test_what_was_promised_put_off_or_let_go_is_not_suggested_again(
    wb: Workbook, state: dict[str, date], shown: bool
) -> None:
    wb.add(ANA.changed(offers=["o"]))
    wb.add(Action(person="ana", kind="promise", what="Rooms at our  library", **state))
    found = advice.gives(wb.people(), wb.exchanges(), ROOM, TODAY, actions=wb.actions())
    assert [one.person for one in found] == (["ana"] if shown else [])


# The plan and the log


def mends(wb: Workbook, plan: Plan, *records: Record, since: int = 70) -> list[tuple[str, str, str, object]]:
    for record in records:
        wb.add(record)
    found = advice.mends(plan, [(before(since), plan)], wb.people(), wb.interactions(), wb.contacts(), TODAY)
    return [(one.kind, one.field, one.act, one.value) for one in found]


def test_a_blank_plan_has_nothing_to_mend(wb: Workbook) -> None:
    assert mends(wb, Plan()) == []


@pytest.mark.parametrize(
    ("number", "per", "met", "act", "becomes"),
    [  # so many new people in ten weeks; by hand: 5 in 10 weeks is one in two weeks, 1 is .43 a month, 3 is 1.3
        (5, "week", 5, "Make it 1", (1, "week")),
        (5, "week", 3, "Make it 1 a month", (1, "month")),
        (5, "week", 1, "Make it 1 a month", (1, "month")),
        (1, "day", 1, "Make it 1 a month", (1, "month")),
        (1, "day", 10, "Make it 1 a week", (1, "week")),
        (20, "month", 1, "Make it 1", (1, "month")),
    ],
)
def test_a_target_lately_out_of_reach_is_made_smaller_by_a_click_in_a_period_that_fits(
    wb: Workbook, number: int, per: str, met: int, act: str, becomes: tuple[int, str]
) -> None:
    plan = wb.save_plan(Plan(when=When(number=number, per=per)), Plan())
    for n in range(met):
        wb.add(Person(id=f"p{n}", name=f"Friend {n}"))
        wb.add(note(f"p{n}", 69 - 6 * n))
    (finding,) = advice.mends(plan, [(before(70), plan)], wb.people(), wb.interactions(), wb.contacts(), TODAY)
    assert (finding.kind, finding.field, finding.act) == ("target_out_of_reach", "when.number", act)
    mend(wb, finding, plan)
    assert (wb.plan().when.number, wb.plan().when.per) == becomes


def test_a_goal_that_nobody_serves_gets_the_audience_with_most_people(wb: Workbook) -> None:
    plan = Plan(
        why=Why(goals=[Goal(id="g", outcome="two pilots", number=2, by=before(-60))]),
        who=Who(audiences=[Audience(id="a", description="teachers"), Audience(id="b", description="bakers")]),
    )
    people = [ANA.changed(audience="b"), BEN.changed(audience="b")]
    assert mends(wb, plan, *people) == [("goal_without_who", "who.audiences.b.goals", "Let “bakers” serve it", ["g"])]


@pytest.mark.parametrize("outcomes", [["A job", "A job in Berlin"], ["A job in Berlin", "A job"]])
def test_an_audience_serves_the_goal_that_is_said_though_another_has_the_same_words(
    wb: Workbook, outcomes: list[str]
) -> None:
    # one click for the field of the audience: the last goal's
    goals = [Goal(id=f"g{n}", outcome=words) for n, words in enumerate(outcomes)]
    plan = Plan(why=Why(goals=goals), who=Who(audiences=[Audience(id="a", description="bakers")]))
    (finding,) = advice.mends(plan, [], wb.people(), wb.interactions(), wb.contacts(), TODAY)
    assert (finding.text, finding.value) == (f"Nobody serves “{outcomes[1]}” yet.", ["g1"])


def test_who_was_last_in_touch_is_told_by_contacts_that_count_and_have_been(wb: Workbook) -> None:
    plan = Plan(
        why=Why(goals=[Goal(id="g", outcome="two pilots", number=2, by=before(-60))]),
        who=Who(audiences=[Audience(id="a", description="bakers", goals=["g"])]),
    )
    people = [ANA.changed(audience="a"), BEN.changed(audience="a")]
    quiet = [note("ana", 100), note("ben", 300), note("ben", 5, counts_as_contact=False), note("ben", -5)]
    assert mends(wb, plan, *people, *quiet) == [("goal_silent", "when.named", "Name Ana Ruiz", ["ana"])]


def test_a_goal_whose_people_were_silent_for_a_quarter_gets_a_name(wb: Workbook) -> None:
    plan = Plan(
        why=Why(goals=[Goal(id="g", outcome="two pilots", number=2, by=before(-60))]),
        who=Who(audiences=[Audience(id="a", description="bakers", goals=["g"])]),
    )
    people = [ANA.changed(audience="a"), BEN.changed(audience="a")]
    quiet = [note("ana", 300), note("ben", 100)]
    assert mends(wb, plan, *people, *quiet) == [("goal_silent", "when.named", "Name Ben Otieno", ["ben"])]
    assert mends(wb, plan, note("ana", 5)) == []


def coffees(hours: float, number: int) -> Plan:
    return Plan(when=When(number=number, per="week", hours=hours), how=How(avenues=[Avenue(kind="coffee", minutes=60)]))


def test_hours_that_do_not_suffice_mean_fewer_people_or_else_more_hours(wb: Workbook) -> None:
    # 60 minutes each: three people in two hours are one too many; one person in half an hour takes the hour
    assert mends(wb, coffees(2, 3), since=0) == [("too_little_time", "when.number", "Make it 2 a week", 2)]
    assert mends(wb, coffees(0.5, 1), since=0) == [("too_little_time", "when.hours", "Make it 1 hour", 1.0)]


def test_hours_are_judged_by_the_minutes_logged_where_there_are_enough_weeks(wb: Workbook) -> None:
    # ten complete weeks before Monday 9 March with 20 hours in all: two hours a week, the plan has one
    plan = coffees(1, 1)
    logged = [note("ana", days, minutes=600) for days in (10, 30)] + [note("ana", 70)]
    assert mends(wb, plan, ANA, *logged)[-1] == ("took_more_time", "when.hours", "Make it 2 hours", 2.0)


# This week


def week(wb: Workbook, plan: Plan, *records: Record) -> Week:
    for record in records:
        wb.add(record)
    weeks = weekly(wb.interactions(), wb.contacts(), wb.people(), [(date(2026, 2, 2), plan)], TODAY)
    return advice.this_week(weeks, wb.exchanges(), TODAY)


def test_the_week_is_said_against_the_plan(wb: Workbook) -> None:
    plan = Plan(when=When(number=2, per="week"))
    assert week(wb, plan).reached == "Nobody yet; your plan says 2 new people."
    old = Interaction(on=date(2024, 1, 1), people=["ben"])
    now = [Interaction(on=date(2026, 3, 10), people=[p]) for p in ("ana", "ben")]
    found = week(wb, plan, ANA, BEN, old, *now, help_from("ana", 1), help_from("ana", 3))
    assert found.reached == "2 of 2 people this week, 1 new and 1 back in touch."
    assert (found.given, found.received) == (0, 1)
    fewer = week(wb, Plan(when=When(number=1, per="week")))
    assert fewer.reached == "2 people this week, 1 new and 1 back in touch, 1 more than planned."


def test_the_week_counts_linkedins_endorsements_only_where_the_balance_does(wb: Workbook) -> None:
    endorsed = help_from("ana", 1, kind="endorsement", value=None, source="linkedin_endorsements_received")
    for record in (ANA, endorsed):
        wb.add(record)
    assert advice.now(wb).week.received == 0
    wb.set(wb.settings(), "count_endorsements", True, False)
    assert advice.now(wb).week.received == 1


def test_weeks_in_a_row_are_said_from_the_second_on(wb: Workbook) -> None:
    plan = Plan(when=When(number=1, per="week"))
    first = [ANA, Interaction(on=date(2026, 3, 4), people=["ana"])]
    assert week(wb, plan, *first).before == ""
    second = [BEN, Interaction(on=date(2026, 2, 25), people=["ben"])]
    assert week(wb, plan, *second).before == "Second week in a row that met the plan, up to last Sunday."


# The first note


@pytest.mark.parametrize("which", ["career", "founding", "staying"])
def test_a_first_note_reads_well_with_the_examples_of_netkit(which: str) -> None:
    said = EXAMPLES[which]
    message = Message(**{name: said[f"message.{name}"] for name in ("story", "remember", "need", "help")})
    people = Audience(id="a", description=str(said["audience.description"]))
    plan = Plan(message=message, who=Who(audiences=[people]), help=Help(offers=[Offer(id="o", what="a list.")]))
    note = advice.first_note(plan, ANA.changed(offers=["o"], audience="a"), "Nora")
    assert note == READ[which]


READ = {  # read aloud by somebody who did not write them
    "career": """Hello Ana,

Nine years of maths, then a whole school's timetables; I liked those best. \
The one line to remember me by: “makes numbers plain”.

I'd like to hear from analysts at our hospitals, and thought of you: \
as one of them, or as somebody who may know one. \
My small ask: 20 minutes about your start. A no is fine, too.

Something I could do for you: a list.

Best wishes
Nora""",
    "founding": """Hello Ana,

A year in my sister's clinic: every missed visit was a small disaster. \
The one line to remember me by: “fills empty appointments”.

I'd like to hear from managers of small physio clinics, and thought of you: \
as one of them, or as somebody who may know one. \
My small ask: one week of your real diary. A no is fine, too.

Something I could do for you: a list.

Best wishes
Nora""",
    "staying": """Hello Ana,

Twenty years of drawing houses, and I still ask how people live in them. \
The one line to remember me by: “asks the question behind the plan”.

I'd like to hear from people I built my first houses with, and thought of you: \
as one of them, or as somebody who may know one. \
My small ask: your view of one sketch. A no is fine, too.

Something I could do for you: a list.

Best wishes
Nora""",
}


def test_a_first_note_leaves_out_what_is_not_said() -> None:
    assert advice.first_note(Plan(), Person(emails=["x@example.com"])) == "Hello there,\n\nBest wishes"
    asked = advice.first_note(Plan(message=Message(help="old roofs")), Person(name="Dr. Ana Ruiz", will_ask=True))
    assert asked == "Hello Dr. Ana Ruiz,\n\nAnd what would make your week easier? I'd like to know.\n\nBest wishes"


def test_spans_are_said_as_people_say_them() -> None:
    assert [span(n) for n in (1, 13, 14, 63, 90, 400, 800)] == [
        "1 day", "13 days", "2 weeks", "9 weeks", "3 months", "13 months", "2 years",
    ]  # fmt: skip
    assert [ago(before(n), TODAY) for n in (0, 1, 5)] == ["today", "yesterday", "5 days ago"]
    assert [every(n) for n in (1, 7, 56, 30, 90, 45)] == [
        "every day", "every week", "every 8 weeks", "every month", "every 3 months", "every 45 days",
    ]  # fmt: skip
