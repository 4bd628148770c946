"""Reminders: the steps of tests/test_advice.py as events; the calendar format is read back by icalendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from icalendar import Calendar

from netkit import Workbook, advice, open_sample
from netkit.advice import Reminder
from netkit.questions import Plan
from netkit.records import Action, Exchange, Interaction, Person

TODAY = date(2026, 11, 23)


def found(workbook: Workbook, today: date = TODAY) -> list[Reminder]:
    book = workbook
    frames = (book.people(), book.interactions(), book.contacts(), book.exchanges(), book.actions())
    return advice.reminders(*frames, book.plan(), today)


def told(workbook: Workbook, today: date = TODAY) -> list[tuple[str, date, str]]:
    return [(one.title, one.on, one.text) for one in found(workbook, today)]


def test_an_empty_workbook_has_none_and_no_file(workbook: Workbook) -> None:
    assert found(workbook) == []
    assert advice.reminders_file([], TODAY) == b""


def test_promises_next_steps_and_turns_have_their_day_and_what_is_overdue_is_for_today(workbook: Workbook) -> None:
    ines, ben, mara = (
        workbook.add(Person(name=name, cadence_days=days)) for name, days in [("Ines", None), ("Ben", 30), ("Mara", 90)]
    )
    workbook.add(Interaction(on=date(2026, 10, 1), people=[ben.id], outcome="met", channel="in_person"))
    workbook.add(Interaction(on=date(2026, 11, 1), people=[mara.id], outcome="met", channel="in_person"))
    workbook.add(Action(person=ines.id, kind="promise", what="send the slides", due_on=date(2026, 11, 25)))
    workbook.add(Action(person=ines.id, what="ask about the job", due_on=date(2026, 12, 20)))
    workbook.add(Action(what="update my profile", due_on=date(2026, 11, 1)))
    workbook.add(Action(person=ben.id, kind="thank", what="done", due_on=date(2026, 12, 1), done_on=TODAY))
    assert told(workbook) == [
        ("Be in touch with Ben", TODAY, "Last in touch 8 weeks ago; your rhythm is every month."),
        ("Your next step", TODAY, "update my profile"),
        ("Your promise to Ines", date(2026, 11, 25), "You promised: send the slides, by 25 Nov 2026."),
        ("Next step with Ines", date(2026, 12, 20), "ask about the job"),
        ("Be in touch with Mara", date(2027, 1, 30), "You'd like to be in touch every 3 months."),
    ]


def test_help_received_is_to_be_thanked_for_and_a_named_person_to_be_met_by_their_day(workbook: Workbook) -> None:
    ines = workbook.add(Person(name="Ines"))
    ben, mara = workbook.add(Person(name="Ben", target_by=date(2026, 12, 1))), workbook.add(Person(name="Mara"))
    workbook.save_plan(Plan.read({"when": {"named": [ben.id, mara.id]}}), Plan())
    workbook.add(
        Exchange(on=date(2026, 11, 20), person=ines.id, direction="received", kind="advice", value=4, note="on my CV")
    )
    assert [(title, on) for title, on, _ in told(workbook)] == [
        ("Say thanks to Ines", TODAY),
        ("Meet Ben", date(2026, 12, 1)),
    ]


def test_the_plans_next_step_is_in_it_however_far_off_or_gone_by(workbook: Workbook) -> None:
    plan = workbook.save_plan(Plan.read({"when": {"next": "ask Ida", "next_on": "2026-12-20"}}), Plan())
    assert told(workbook) == [("Your next step", date(2026, 12, 20), "ask Ida")]
    (one,), (late,) = found(workbook), found(workbook, date(2026, 12, 25))
    assert (one.id, late.on) == (late.id, date(2026, 12, 25))
    workbook.set(plan, "when.next", "", "ask Ida")
    assert found(workbook) == []


def test_whoever_is_to_be_left_in_peace_is_in_none(workbook: Workbook) -> None:
    ines = workbook.add(Person(name="Ines", cadence_days=7, do_not_contact=True))
    workbook.add(Action(person=ines.id, what="call", due_on=date(2026, 12, 20)))
    assert found(workbook) == []


def test_the_same_thing_keeps_its_id_when_days_go_by_and_it_is_put_off(workbook: Workbook) -> None:
    ben = workbook.add(Person(name="Ben", cadence_days=30))
    call = workbook.add(Action(person=ben.id, what="call", due_on=date(2026, 12, 20)))
    workbook.add(Interaction(on=date(2026, 11, 1), people=[ben.id], outcome="met", channel="in_person"))
    before = {one.id: one.on for one in found(workbook)}
    assert before == {f"action-{call.id}": date(2026, 12, 20), f"due-{ben.id}": date(2026, 12, 1)}
    workbook.set(call, "snoozed_until", date(2027, 1, 5), None)
    workbook.add(Interaction(on=date(2026, 11, 22), people=[ben.id], outcome="met", channel="in_person"))
    after = {one.id: one.on for one in found(workbook, date(2026, 11, 30))}
    assert after == {f"action-{call.id}": date(2027, 1, 5), f"due-{ben.id}": date(2026, 12, 22)}


def test_an_event_is_a_whole_free_day_with_an_alarm_at_nine() -> None:
    reminder = Reminder("action-k2mnpqrstu", date(2026, 12, 1), "Next step with Ines, PhD", "call; then\nwrite")
    data = advice.reminders_file([reminder], TODAY, revision=12)
    (made,) = Calendar.from_ical(data).walk("VEVENT")
    assert made.decoded("uid") == "action-k2mnpqrstu@netkit"
    assert (made.decoded("dtstart"), made.get("dtend"), str(made["transp"])) == (date(2026, 12, 1), None, "TRANSPARENT")
    assert made.decoded("dtstamp").replace(tzinfo=None) == datetime(2026, 11, 23)
    assert (made["sequence"], str(made["summary"])) == (12, "Next step with Ines, PhD")
    assert str(made["description"]) == "call; then\nwrite"
    (alarm,) = made.walk("VALARM")
    assert (str(alarm["action"]), alarm.decoded("trigger")) == ("DISPLAY", timedelta(hours=9))
    assert data.endswith(b"END:VCALENDAR\r\n")


def test_the_sample_has_some() -> None:
    sample = open_sample()
    some = found(sample, sample.today)
    assert len({one.id for one in some}) == len(some) > 5
    assert min(one.on for one in some) >= sample.today
