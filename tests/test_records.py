"""The records: the terms they choose from, their defaults, and what they say about a bad value."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkit import vocabulary as v
from netkit.errors import BadValue, NetkitError, Problem
from netkit.records import (
    RECORDS,
    Action,
    Event,
    Exchange,
    Interaction,
    Person,
    Progress,
    Settings,
    label_of,
    vocabulary_of,
)  # fmt: skip

# The vocabularies as the design lists them.
TERMS = {
    "GOAL_KIND": "open_doors knowledge inspiration ideas support",
    "UNIT": "conversations people introductions meetings other",
    "ACQUAINTANCE": "not_yet some lost_touch",
    "AVENUE_KIND": "informational_interview coffee call introduction meetup conference networking_event "
                   "online_community social_network talk_or_post other",
    "CHANNEL": "email linkedin phone video text in_person event social_network letter other",
    "MODE": "one_to_one one_to_many",
    "PLAN_MODE": "one_to_one one_to_many both",
    "DIRECTION": "outbound inbound mutual",
    "HELP_DIRECTION": "given received",
    "SCOPE": "local national international unknown",
    "DENSITY": "one many",
    "CUE_KIND": "time habit event",
    "PERIOD": "day week month",
    "AUDIENCE_KIND": "peer mentor hiring_side recruiter client investor partner alumni community",
    "HELP_KIND": "introduction referral advice information feedback recommendation endorsement resource "
                 "time_or_work visibility invitation moral_support other",
    "EFFORT": "five_minutes fifteen_minutes under_hour hours days",
    "STATUS": "offered requested accepted delivered declined lapsed",
    "PURPOSE": "first_contact follow_up catch_up ask offer thank report_back other",
    "OUTCOME": "pending no_reply replied meeting_set met declined referral opportunity sale other",
    "CLOSENESS": "close moderate weak",
    "ACTION_KIND": "promise follow_up thank report_back ask",
    "LEVEL": "full initials pseudonyms none",
    "EXAMPLES": "career founding staying",
}  # fmt: skip


@pytest.mark.parametrize("name", TERMS)
def test_a_vocabulary_has_the_terms_of_the_design_each_with_words(name: str) -> None:
    vocabulary = getattr(v, name)
    assert list(vocabulary) == TERMS[name].split()
    assert all(vocabulary.say(term) for term in vocabulary)


def test_what_is_not_said_or_not_known_is_said_as_it_is() -> None:
    assert v.CHANNEL.say("") == ""
    assert v.CHANNEL.say("pigeon") == "pigeon"


def test_the_worth_of_help_has_five_steps_and_most_kinds_a_usual_one() -> None:
    assert list(v.HELP_VALUE) == [1, 2, 3, 4, 5]
    usual = {"endorsement": 1, "information": 2, "advice": 3, "introduction": 3, "referral": 4}
    assert {kind: v.USUAL_VALUE[kind] for kind in usual} == usual
    assert set(v.USUAL_VALUE) <= set(v.HELP_KIND)


def test_every_avenue_has_its_usual_channel_and_mode() -> None:
    assert set(v.AVENUE_MEANS) == set(v.AVENUE_KIND)
    assert all(channel in v.CHANNEL and mode in v.MODE for channel, mode in v.AVENUE_MEANS.values())


@pytest.mark.parametrize("record", [*RECORDS, Settings], ids=lambda record: record.__name__)
def test_every_field_of_a_record_says_what_it_means(record) -> None:  # type: ignore[no-untyped-def]
    assert all(field.description for field in record.model_fields.values())
    assert record.__doc__
    assert all(label_of(record, field) for field in record.model_fields)


def test_a_field_knows_its_vocabulary() -> None:
    assert vocabulary_of(Interaction, "outcome") is v.OUTCOME
    assert vocabulary_of(Exchange, "direction") is v.HELP_DIRECTION
    assert vocabulary_of(Person, "scope") is v.SCOPE
    assert vocabulary_of(Person, "name") is None


# What is required, and what comes by itself


def test_a_person_needs_a_name_or_one_e_mail() -> None:
    assert Person(emails=["ana@example.com"]).name == ""
    for empty in ({}, {"name": " "}, {"emails": [""]}):
        with pytest.raises(BadValue, match=r"^person: a person needs a name or an e-mail address"):
            Person(**empty)


def test_an_interaction_needs_only_its_day() -> None:
    coffee = Interaction(on="2026-03-12")
    assert coffee.on == date(2026, 3, 12)
    assert (coffee.people, coffee.outcome, coffee.counts_as_contact) == ([], "pending", True)
    with pytest.raises(BadValue, match=r"interaction\.on: nothing can't be used; it is needed here\."):
        Interaction()


def test_help_needs_its_day_person_direction_and_kind_and_may_wait_for_its_worth() -> None:
    whole = {"on": "2026-03-12", "person": "p", "direction": "given", "kind": "advice"}
    assert (Exchange(**whole).value, Exchange(**whole).status) == (None, "delivered")
    for field in whole:
        with pytest.raises(BadValue, match=rf"exchange\.{field}: nothing can't be used; it is needed here"):
            Exchange(**{name: value for name, value in whole.items() if name != field})


BAD = [
    (Person, {"name": "Ana", "url": "javascript:alert(1)"}, "url", "an address on the web begins with http:// or"),
    (Person, {"name": "Ana", "birthday": "12 March"}, "birthday", "write a birthday as 1980-03-12, or --03-12 without"),
    (Person, {"name": "Ana", "birthday": "1981-02-29"}, "birthday", "write a birthday as 1980-03-12"),
    (Person, {"name": "Ana", "cadence_days": 0}, "cadence_days", "write a whole number of days from 1 to 3,650"),
    (Person, {"name": "Ana", "cadence_days": 2.5}, "cadence_days", "write a whole number of days from 1 to 3,650"),
    (Person, {"name": "Ana", "scope": "moon"}, "scope", "choose one of local, national, international, unknown"),
    (Person, {"name": "a\x00b"}, "name", "it has a character that no text can hold; take it out"),
    (Person, {"name": "Ana", "do_not_contact": "maybe"}, "do_not_contact", r"it is either yes \(1\) or no \(0\)"),
    (Person, {"name": "Ana", "naem": "x"}, "naem", "there is no field of that name"),
    (Interaction, {"on": "12.03.2026"}, "on", "write a day as year-month-day, for example 2026-03-12"),
    (Interaction, {"on": "1066-10-14"}, "on", "a day lies between 1900 and 2199"),
    (Interaction, {"on": "2026-03-12", "channel": ""}, "channel", "choose one of email, linkedin, phone"),
    (Interaction, {"on": "2026-03-12", "minutes": -1}, "minutes", "write a whole number of minutes from 0 to 100,000"),
    (Exchange, {"on": "2026-03-12", "person": "p", "direction": "both", "kind": "advice"}, "direction",
     "choose one of given, received"),
    (Exchange, {"on": "2026-03-12", "person": "p", "direction": "given", "kind": "advice", "value": 6}, "value",
     "write a whole number from 1 to 5"),
    (Action, {"kind": "nag"}, "kind", "choose one of promise, follow_up, thank, report_back, ask"),
    (Action, {"due_on": "soon"}, "due_on", "write a day as year-month-day"),
    (Settings, {"zone": "Mars/Olympus"}, "zone", "write a time zone as Europe/London"),
    (Settings, {"zone": "../../etc/passwd"}, "zone", "write a time zone as Europe/London"),
    (Settings, {"region": "United Kingdom"}, "region", "write a country as two capital letters"),
    (Event, {"name": "PyCon", "cost": "free"}, "cost", "write a number from 0 to 1,000,000,000"),
    (Progress, {"goal": "g", "on": ""}, "on", "a day is needed here"),
    (Settings, {"report_level": "some"}, "report_level", "choose one of full, initials, pseudonyms, none"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "values", "field", "right"), BAD)
def test_a_bad_value_is_told_with_its_field_and_what_would_be_right(record, values, field: str, right: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadValue, match=right) as caught:
        record(**values)
    assert caught.value.field == f"{record.__name__.lower()}.{field}"
    assert isinstance(caught.value, NetkitError)
    assert "\n" not in str(caught.value)


def test_a_long_bad_value_is_cut_in_the_message() -> None:
    with pytest.raises(BadValue) as caught:
        Interaction(on="x" * 500)
    assert len(str(caught.value)) < 200


def test_a_change_is_checked_and_leaves_the_record_itself_alone() -> None:
    ana = Person(name="Ana")
    assert ana.changed(place="Leeds").place == "Leeds"
    assert ana.place == ""
    with pytest.raises(BadValue):
        ana.changed(scope="moon")


def test_days_may_come_as_day_moment_or_text_and_numbers_as_text() -> None:
    for on in (date(2026, 3, 12), datetime(2026, 3, 12, 9), "2026-03-12", " 2026-03-12 "):
        assert Interaction(on=on, minutes="45").on == date(2026, 3, 12)
    assert Interaction(on="2026-03-12", minutes="45").minutes == 45
    assert Interaction(on="2026-03-12", minutes="").minutes is None


def test_lists_keep_their_order_and_name_nobody_twice() -> None:
    assert Interaction(on="2026-03-12", people=["b", "a", "b"]).people == ["b", "a"]


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(st.builds(Person, name=texts.filter(str.strip), note=texts, tags=st.lists(texts), raw=texts))
def test_a_person_comes_back_from_json_as_they_were(person: Person) -> None:
    assert Person.read(json.loads(person.model_dump_json())) == person


def test_a_problem_names_the_file_and_the_line() -> None:
    assert str(Problem("Connections.csv", 12, "no name")) == "Connections.csv, line 12: no name"
    assert str(Problem("Connections.csv", None, "no header")) == "Connections.csv: no header"


def test_ids_are_short_and_stay_text_in_a_spreadsheet() -> None:
    for record in (Person(name="Ana"), Interaction(on="2026-03-12")):
        assert len(record.id) == 10
        assert record.id[0].isalpha()
