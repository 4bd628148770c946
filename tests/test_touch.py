from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given

from netkit.metrics import touch
from tests.logs import (
    NOTHING,
    PERSONS,
    TODAY,
    ago,
    contacts,
    few,
    interactions,
    log,
    people,
    random_interactions,
    random_people,
    same,
    shuffled,
    talked,
)

THREE_YEARS_AGO = date(2023, 3, 12)


def test_due_is_the_time_since_the_last_contact_against_the_own_cadence() -> None:
    known = people(*({"id": f"p{place}", "cadence_days": days} for place, days in enumerate([30, 60, 20, None])))
    rows = contacts({"on": ago(90), "with_": ["p0", "p1", "p2"]}, {"on": ago(45), "with_": ["p0", "p3"]})
    frame = touch.due(known, rows, TODAY)
    assert frame["ratio"].to_dict() == {"p2": 4.5, "p0": 1.5, "p1": 1.5}
    assert frame["ids"].tolist() == [["i000"], ["i001"], ["i000"]]
    assert frame.loc["p0", "due_on"] == pd.Timestamp(ago(15))


@pytest.mark.parametrize(("days", "due"), [(29, False), (30, True)])
def test_somebody_is_due_when_the_cadence_has_passed(days: int, due: bool) -> None:
    frame = touch.due(people({"cadence_days": 30}), contacts({"on": ago(days), "with_": ["p000"]}), TODAY)
    assert frame["due"].tolist() == [due]


def test_named_people_who_were_never_contacted_follow_by_their_target_date() -> None:
    known = people({"id": "p0", "target_by": ago(-9)}, {"id": "p1", "target_by": ago(1)}, {"id": "p2"}, {"id": "p3"},
                   {"id": "p4", "cadence_days": 7}, {"id": "p5", "target_by": ago(5)})  # fmt: skip
    rows = contacts({"on": ago(1), "with_": ["p4", "p5"]})
    frame = touch.due(known, rows, TODAY, named=["p2", "p0"])
    assert frame.index.tolist() == ["p4", "p1", "p0", "p2"]
    assert frame["named"].tolist() == [False, True, True, True]
    assert frame["due"].tolist() == [False, True, False, False]
    assert frame.loc["p0", "due_on"] == pd.Timestamp(ago(-9))


def test_a_cadence_without_any_contact_is_due() -> None:
    frame = touch.due(people({"cadence_days": 30}), NOTHING, TODAY)
    assert frame["due"].tolist() == [True]
    assert math.isnan(frame["ratio"].item())


def test_who_is_to_be_left_in_peace_is_never_due_nor_dormant() -> None:
    known = people({"id": "p0", "cadence_days": 7, "do_not_contact": True, "first_met_on": ago(3000)})
    rows = contacts({"on": ago(2000), "with_": ["p0"]})
    assert touch.due(known, rows, TODAY).empty
    assert touch.dormant(known, rows, TODAY).empty
    assert touch.stage(known, interactions({"on": ago(2000)}), rows, TODAY)["stage"].tolist() == ["paused"]


def test_a_contact_that_does_not_count_restarts_no_cadence() -> None:
    rows = contacts({"on": ago(40), "with_": ["p000"]}, {"with_": ["p000"], "counts_as_contact": False})
    assert touch.due(people({"cadence_days": 30}), rows, TODAY)["days"].tolist() == [40]


@pytest.mark.parametrize(("last", "names"), [(THREE_YEARS_AGO, ["p0"]), (date(2023, 3, 13), [])])
def test_a_tie_is_dormant_after_three_years_of_silence(last: date, names: list[str]) -> None:
    # method.md C; Levin, Walter & Murnighan 2011
    assert touch.dormant(people({"id": "p0"}), contacts({"on": last, "with_": ["p0"]}), TODAY).index.tolist() == names
    assert touch.dormant(people({"id": "p0", "first_met_on": last}), NOTHING, TODAY).index.tolist() == names


def test_one_less_familiar_person_is_among_the_suggestions() -> None:
    close = ["", "weak", "close", "moderate", "close"]
    known = people(
        *({"id": f"p{place}", "closeness": how, "first_met_on": ago(2000)} for place, how in enumerate(close))
    )
    frame = touch.dormant(known, contacts({"on": ago(1500), "with_": ["p4"]}), TODAY)
    assert frame.index.tolist() == ["p4", "p2", "p3", "p1", "p0"]
    assert frame["suggestion"].tolist() == ["familiar", "familiar", "", "", "less_familiar"]
    assert touch.dormant(known.head(1), NOTHING, TODAY)["suggestion"].tolist() == ["familiar"]
    two = touch.dormant(known.head(2), NOTHING, TODAY)["suggestion"]
    assert two.to_dict() == {"p1": "familiar", "p0": "less_familiar"}
    assert set(touch.dormant(known, NOTHING, TODAY, suggest=0)["suggestion"]) == {""}


@pytest.mark.parametrize(
    ("facts", "rows", "stage"),
    [
        ({}, [], "to_meet"),
        ({}, [{}], "contacted"),
        ({}, [{"channel": "in_person", "counts_as_contact": False}], "to_meet"),
        ({}, [{"on": ago(2000)}], "contacted"),
        ({}, [{"outcome": "declined"}], "replied"),
        ({}, [{"direction": "inbound", "on": ago(700)}], "replied"),
        ({}, [{"direction": "inbound", "on": ago(1200)}], "dormant"),
        ({}, [{"channel": "in_person"}], "met"),
        ({}, [{"channel": "in_person"}, {}], "met"),  # both on one day
        ({}, [{"channel": "in_person", "on": ago(9)}, {}], "active"),
        ({}, [{"outcome": "met", "on": ago(364)}], "met"),
        ({}, [{"outcome": "met", "on": ago(365)}], "fading"),
        ({"cadence_days": 30}, [{"outcome": "met", "on": ago(60)}], "met"),
        ({"cadence_days": 30}, [{"outcome": "met", "on": ago(61)}], "fading"),
        ({}, [{"outcome": "met", "on": THREE_YEARS_AGO}], "dormant"),
        ({"first_met_on": ago(10)}, [], "met"),
        ({"first_met_on": ago(500)}, [], "fading"),
        ({"first_met_on": ago(3000)}, [{"on": ago(5)}, {"on": ago(2)}], "active"),
        ({"first_met_on": ago(-10)}, [], "to_meet"),
        ({"do_not_contact": True}, [{"outcome": "met"}], "paused"),
    ],
)
def test_the_stage_follows_from_the_log(facts: dict[str, Any], rows: list[dict[str, Any]], stage: str) -> None:
    frames = log(*({**row, "with_": ["p0"]} for row in rows))
    found = touch.stage(people({"id": "p0", **facts}), *frames, TODAY)
    assert found["stage"].tolist() == [stage]


def test_empty_frames_have_the_right_columns_and_types() -> None:
    known, rows = people({"id": "p0", "cadence_days": 7}), contacts({"on": ago(2000), "with_": ["p0"]})
    for persons, touched in ((NOTHING, NOTHING), (people(), contacts())):
        assert touch.due(persons, touched, TODAY).dtypes.to_dict() == touch.due(known, rows, TODAY).dtypes.to_dict()
        frame, whole = touch.dormant(persons, touched, TODAY), touch.dormant(known, rows, TODAY)
        assert frame.dtypes.to_dict() == whole.dtypes.to_dict()
        frame, whole = (touch.stage(one, NOTHING, other, TODAY) for one, other in ((persons, touched), (known, rows)))
        assert frame.empty
        assert frame.dtypes.to_dict() == whole.dtypes.to_dict()


@few
@given(rows=random_interactions, known=random_people)
def test_due_and_dormant_agree_with_a_calculation_in_plain_python(
    rows: list[dict[str, Any]], known: list[dict[str, Any]]
) -> None:
    due, asleep = (
        figure(people(*known), contacts(*rows), TODAY).to_dict("index") for figure in (touch.due, touch.dormant)
    )
    for facts in known:
        days = [
            row["on"] for row in rows if facts["id"] in row["with_"] and row["counts_as_contact"] and row["on"] <= TODAY
        ]
        last, cadence, open_to = max(days, default=None), facts["cadence_days"], not facts["do_not_contact"]
        assert (facts["id"] in due) == (open_to and bool(cadence or (facts["target_by"] and last is None)))
        if facts["id"] in due and cadence and last:
            assert due[facts["id"]]["ratio"] == pytest.approx((TODAY - last).days / cadence)
            assert due[facts["id"]]["due"] == ((TODAY - last).days >= cadence)
            assert due[facts["id"]]["n"] == len(days)
        since = last or facts["first_met_on"]
        assert (facts["id"] in asleep) == (open_to and since is not None and since <= THREE_YEARS_AGO)


@few
@given(rows=random_interactions, known=random_people)
def test_every_person_has_one_stage_and_the_order_of_the_rows_changes_nothing(
    rows: list[dict[str, Any]], known: list[dict[str, Any]]
) -> None:
    frames, persons = log(*rows), people(*known)
    mixed = [shuffled(frame) for frame in frames]
    stages = touch.stage(persons, *frames, TODAY)
    assert stages.index.tolist() == PERSONS[: len(known)]
    named = {"to_meet", "contacted", "replied", "met", "active", "fading", "dormant", "paused"}
    assert set(stages["stage"]) <= named
    same(stages, touch.stage(shuffled(persons), *mixed, TODAY))
    same(touch.due(persons, frames[1], TODAY), touch.due(shuffled(persons), mixed[1], TODAY))
    same(touch.dormant(persons, frames[1], TODAY), touch.dormant(shuffled(persons), mixed[1], TODAY))


def test_a_day_with_contact_counts_its_interactions_and_people_once() -> None:
    rows = contacts(
        {"on": ago(3), "with_": ["p000", "p001"]}, {"on": ago(3), "with_": ["p000"]}, {"on": ago(1), "with_": ["p001"]},
        {"on": ago(1), "with_": ["p001"], "counts_as_contact": False}, {"on": ago(-2), "with_": ["p001"]},
    )  # fmt: skip
    days = touch.days(shuffled(rows), TODAY)
    assert days.index.date.tolist() == [ago(3), ago(1)]
    assert days[["n", "people"]].to_numpy().tolist() == [[2, 2], [1, 1]]
    assert days["ids"].tolist() == [["i000", "i001"], ["i002"]]
    same(touch.days(rows, TODAY), days)
    assert touch.days(NOTHING, TODAY).empty


@few
@given(rows=random_interactions)
def test_the_days_with_contact_agree_with_a_calculation_in_plain_python(rows: list[dict[str, Any]]) -> None:
    found = touch.days(contacts(*rows), TODAY)
    counting = [
        (f"i{number:03}", row) for number, row in enumerate(rows)
        if row["on"] <= TODAY and row["counts_as_contact"] and row["with_"]
    ]  # fmt: skip
    assert found.index.date.tolist() == sorted({row["on"] for _, row in counting})
    for day, line in found.iterrows():
        mine = [(id, row) for id, row in counting if row["on"] == day.date()]
        assert line["ids"] == [id for id, _ in mine]
        assert (line["n"], line["people"]) == (len(mine), len({person for _, row in mine for person in row["with_"]}))


def _stage_by_hand(facts: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """The list in the docstring of touch.stage, read from above."""
    linked = {row["reply_to"] for row in rows if row["direction"] == "inbound" and row["on"] <= TODAY}
    mine = [
        (f"i{number:03}", row) for number, row in enumerate(rows)
        if facts["id"] in row["with_"] and row["counts_as_contact"] and row["on"] <= TODAY
    ]  # fmt: skip
    first_met = facts["first_met_on"] if facts["first_met_on"] and facts["first_met_on"] <= TODAY else None
    met = first_met is not None or any(row["outcome"] in {"referral", "sale"} or talked(row) for _, row in mine)
    answered = met or any(
        row["outcome"] in {"replied", "declined"} or row["direction"] == "inbound" or id in linked for id, row in mine
    )
    days = sorted(row["on"] for _, row in mine)
    if facts["do_not_contact"]:
        return "paused"
    if not mine and first_met is None:
        return "to_meet"
    if not answered:
        return "contacted"
    last = days[-1] if days else first_met
    if last <= THREE_YEARS_AGO:
        return "dormant"
    if not met:
        return "replied"
    silent, cadence = (TODAY - last).days, facts["cadence_days"]
    if silent > 2 * cadence if cadence else silent >= 365:
        return "fading"
    return "active" if len(set(days)) > 1 else "met"


@few
@given(rows=random_interactions, known=random_people)
def test_the_stage_agrees_with_a_calculation_in_plain_python(
    rows: list[dict[str, Any]], known: list[dict[str, Any]]
) -> None:
    stages = touch.stage(people(*known), *log(*rows), TODAY)["stage"].to_dict()
    assert stages == {facts["id"]: _stage_by_hand(facts, rows) for facts in known}
