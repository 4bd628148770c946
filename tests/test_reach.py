from __future__ import annotations

import math
from collections import Counter
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from netkit.errors import BadValue
from netkit.metrics import reach, volume
from netkit.metrics.reach.goals import tally
from netkit.questions import Audience, Goal, Plan, Who, Why
from tests.logs import (
    NOTHING,
    TODAY,
    ago,
    contacts,
    exchanges,
    few,
    log,
    people,
    random_exchanges,
    random_interactions,
    random_people,
    same,
    shuffled,
    table,
    talked,
)

UNITS = ["conversations", "people", "meetings", "introductions", "other"]
PLAN = Plan(
    why=Why(goals=[Goal(id=unit, outcome=f"6 {unit}", kind="knowledge", number=6, unit=unit, by=ago(-50))
                   for unit in UNITS]),
    who=Who(audiences=[Audience(id="a1", goals=UNITS, circle="school"), Audience(id="a2")]),
)  # fmt: skip
PLANS = [(ago(200), Plan()), (ago(50), PLAN), (ago(1), PLAN)]
KNOWN = people({"id": "p0", "audience": "a1"}, {"id": "p1", "audience": "a1"}, {"id": "p2", "audience": "a2"})


def progress(plan: Plan, *frames: Any) -> pd.DataFrame:
    """reach.progress from interactions, contacts, people, exchanges, what was typed, today and plans."""
    return reach.progress(plan, tally(plan, *frames), frames[2], *frames[5:])


def over_time(plan: Plan, *frames: Any) -> pd.DataFrame:
    return reach.over_time(progress(plan, *frames), tally(plan, *frames), frames[5])


def typed(*rows: dict[str, Any]) -> pd.DataFrame:
    return table({"id": "", "goal": "other", "on": TODAY, "value": None}, list(rows), "g")


def test_each_goal_is_counted_in_its_own_unit_from_the_people_tied_to_it() -> None:
    rows = log(
        {"on": ago(9), "with_": ["p0", "p1"], "channel": "in_person"},
        {"on": ago(8), "with_": ["p0"], "channel": "phone", "outcome": "replied"},
        {"on": ago(7), "with_": ["p0"]}, {"on": ago(6), "with_": ["p2"], "outcome": "met"},
        {"on": ago(5), "with_": ["p1"], "channel": "phone", "outcome": "no_reply"},
        {"on": ago(51), "with_": ["p0"], "outcome": "met"},
    )  # fmt: skip
    helps = exchanges({"person": "p0", "kind": "introduction", "direction": "received"},
                      {"person": "p9", "kind": "introduction", "direction": "received", "third_party": "p1"},
                      {"person": "p9", "kind": "introduction", "direction": "received"},
                      {"person": "p0", "kind": "introduction", "direction": "given"})  # fmt: skip
    frame = progress(PLAN, *rows, KNOWN, helps, typed({"on": ago(9), "value": 1}, {"value": 2.5}), TODAY, PLANS)
    assert frame["done"].to_dict() == {
        "conversations": 2, "people": 2, "meetings": 1, "introductions": 2, "other": 2.5,
    }  # fmt: skip
    assert frame["ids"].tolist() == [
        ["i000", "i001"], ["i000", "i000"], ["i000"], ["e000", "e001"], ["g000", "g001"],
    ]  # fmt: skip
    assert frame["table"].tolist() == ["interactions"] * 3 + ["exchanges", "progress"]
    # half of the hundred days from the goal's first plan to its date
    assert frame["expected"].tolist() == [3] * 5
    assert frame["start"].tolist() == [pd.Timestamp(ago(50))] * 5
    assert frame["share"].tolist() == [frame["done"].iloc[place] / 6 for place in range(5)]


def test_an_introduction_counts_by_whoever_introduced_somebody_tied() -> None:
    helps = exchanges({"person": "p8", "kind": "introduction", "direction": "received"})
    known = people({"id": "p0", "audience": "a1", "introduced_by": "p8"}, {"id": "p8"})
    frame = progress(PLAN, NOTHING, NOTHING, known, helps, NOTHING, TODAY)
    assert frame.loc["introductions", "done"] == 1


def test_without_plans_all_counts_and_nothing_is_expected() -> None:
    rows = log({"on": ago(900), "with_": ["p0"], "outcome": "met"})
    one = progress(PLAN, *rows, KNOWN, NOTHING, NOTHING, TODAY).loc["conversations"]
    assert (one["done"], one["label"]) == (1, "")
    assert pd.isna(one["start"])
    assert math.isnan(one["expected"])


def test_a_goal_that_has_to_be_typed_says_so_until_it_is() -> None:
    frame = progress(PLAN, NOTHING, NOTHING, NOTHING, NOTHING, typed({"on": ago(-1), "value": 3}), TODAY)
    assert frame["label"].tolist() == ["nobody is tied to it yet"] * 4 + ["not said yet"]
    assert math.isnan(frame.loc["other", "done"])


@pytest.mark.parametrize(("by", "expected"), [(ago(10), 6), (TODAY, 6), (ago(-50), 3), (ago(50), 6), (None, math.nan)])
def test_expected_lies_on_the_line_to_the_date(by: date | None, expected: float) -> None:
    plan = Plan(why=Why(goals=[Goal(id="g", number=6, by=by)]))
    frame = progress(plan, *[NOTHING] * 5, TODAY, [(ago(50), plan)])
    assert frame["expected"].item() == pytest.approx(expected, nan_ok=True)


def test_the_line_of_a_goal_begins_at_its_start_and_ends_today() -> None:
    rows = log({"on": ago(25), "with_": ["p0"], "outcome": "met"})
    frame = over_time(PLAN, *rows, KNOWN, NOTHING, NOTHING, TODAY, PLANS)
    line = frame[frame["goal"] == "conversations"]
    assert line["day"].tolist() == [pd.Timestamp(ago(days)) for days in (50, 25, 0)]
    assert line["done"].tolist() == [0, 1, 1]
    assert line["expected"].tolist() == [0, 1.5, 3]
    assert line["ids"].tolist() == [[], ["i000"], []]


def test_a_goal_is_carried_by_two_active_people_or_fragile_with_one() -> None:
    rows = [{"on": ago(89), "with_": ["p0"]}, {"on": ago(90), "with_": ["p1"]}, {"with_": ["p2"]}]
    frame = reach.coverage(PLAN, contacts(*rows), KNOWN, TODAY)
    assert frame.loc["people", ["audiences", "people", "active", "label"]].tolist() == [1, 2, 1, "fragile"]
    assert frame.loc["people", "ids"] == ["p0"]
    assert set(reach.coverage(PLAN, contacts(*rows), KNOWN, TODAY, days=100)["label"]) == {"carried"}
    assert set(reach.coverage(PLAN, NOTHING, KNOWN, TODAY)["label"]) == {"nobody yet"}


def test_a_person_in_two_circles_counts_half_in_each() -> None:
    known = people({"circles": ["choir", "school"]}, {"circles": ["school"]}, {})
    frame = reach.circles(known)
    assert frame["people"].to_dict() == {"school": 1.5, "choir": 0.5}
    assert frame["ids"].to_dict() == {"school": ["p000", "p001"], "choir": ["p000"]}


def test_even_circles_have_their_number_as_diversity() -> None:
    # Hill 1973, Jost 2006: D1 of N equal parts is N; of .5, .25, .25 it is exp(1.5 ln 2) = 2.8284
    even = people(*({"circles": [name]} for name in "abcdef"))
    assert reach.diversity(even)["d1"] == pytest.approx(6)
    uneven = reach.diversity(people(*({"circles": [name]} for name in "aabc")))
    assert uneven["d1"] == pytest.approx(2.8284, abs=5e-5)
    assert uneven["label"] == "not enough yet (4 of 5)"
    assert math.isnan(reach.diversity(people({}))["d1"])


def test_people_without_a_circle_take_that_of_their_audience() -> None:
    assert reach.circles(KNOWN, PLAN)["ids"].to_dict() == {"school": ["p0", "p1"]}


def test_introductions_make_a_tree() -> None:
    known = people({"id": "p0", "name": "Ana"}, {"id": "p1", "introduced_by": "p0"},
                   {"id": "p2", "introduced_by": "p1"}, {"id": "p3", "introduced_by": "gone"})  # fmt: skip
    rows = contacts({"on": ago(9), "with_": ["p1"]})
    frame = reach.introductions(known, rows, NOTHING, TODAY)
    assert frame["depth"].to_dict() == {"p1": 1, "p2": 2, "p3": 1}
    assert frame.loc["p1", ["introducer", "introducer_name"]].tolist() == ["p0", "Ana"]
    assert frame.loc["p1", "first_on"] == pd.Timestamp(ago(9))


@pytest.mark.parametrize(
    ("links", "message"),
    [({"p0": "p0"}, "themselves"), ({"p0": "p1", "p1": "p2", "p2": "p0"}, "circle: .+ → .+ → .+ → ")],
)
def test_a_circle_of_introductions_is_refused(links: dict[str, str], message: str) -> None:
    known = people(*({"id": person, "name": f"N{person}", "introduced_by": by} for person, by in links.items()))
    with pytest.raises(BadValue, match=message):
        reach.introductions(known, NOTHING, NOTHING, TODAY)


def test_thanks_are_said_by_the_exchange_or_by_an_interaction() -> None:
    known = people({"id": "p0"}, *({"id": f"p{place}", "introduced_by": "p0"} for place in (1, 2)),
                   {"id": "p3", "introduced_by": "p8"}, {"id": "p4", "introduced_by": "p9"})  # fmt: skip
    helps = exchanges(
        {"person": "p0", "kind": "introduction", "direction": "received", "third_party": "p1", "thanked_on": ago(1)},
        {"person": "p0", "kind": "introduction", "direction": "received", "third_party": "p2", "thanked_on": ago(-1)},
    )
    rows = log({"on": ago(9), "with_": ["p1", "p2", "p3", "p4"]}, {"on": ago(8), "with_": ["p8"], "purpose": "thank"},
               {"on": ago(10), "with_": ["p9"], "purpose": "thank"})  # fmt: skip
    frame = reach.introductions(known, rows[1], helps, TODAY, rows[0])
    assert frame["thanked"].to_dict() == {"p1": True, "p2": False, "p3": True, "p4": False}
    assert frame["ids"].to_dict() == {"p1": ["e000"], "p2": ["e001"], "p3": [], "p4": []}
    summary = reach.met_by_introduction(known, rows[1], helps, TODAY, rows[0])
    assert (summary["n"], summary["introduced"], summary["depth"]) == (6, 4, 1)
    assert summary["unthanked"] == ["p2", "p4"]
    assert summary["ids"] == ["p1", "p2", "p3", "p4"]


def test_thanks_by_word_count_from_the_day_of_the_introduction_with_or_without_a_contact() -> None:
    known = people({"id": "p1", "introduced_by": "p5"}, {"id": "p2", "introduced_by": "p6"},
                   {"id": "p3", "introduced_by": "p7", "first_met_on": ago(20)},
                   {"id": "p4", "introduced_by": "p8"})  # fmt: skip
    helps = exchanges(
        {"person": "p5", "kind": "introduction", "direction": "received", "third_party": "p1", "on": ago(20)},
        {"person": "p6", "kind": "introduction", "direction": "received", "third_party": "p2", "on": ago(20)},
    )
    # p5 was thanked before the first contact with p1, p6 before the introduction, p7 since the day first met
    rows = log(
        {"on": ago(9), "with_": ["p1"]}, {"on": ago(15), "with_": ["p5"], "purpose": "thank"},
        {"on": ago(21), "with_": ["p6"], "purpose": "thank"}, {"on": ago(20), "with_": ["p7"], "purpose": "thank"},
        {"on": ago(-1), "with_": ["p8"], "purpose": "thank"},
    )  # fmt: skip
    frame = reach.introductions(known, rows[1], helps, TODAY, rows[0])
    assert frame["thanked"].to_dict() == {"p1": True, "p2": False, "p3": True, "p4": False}


def test_the_mix_of_ties_is_reported() -> None:
    frame = reach.ties(people(*({"closeness": how} for how in ["close", "weak", "weak", "moderate", "weak", ""])))
    assert frame["n"].tolist() == [1, 1, 3, 1]
    assert frame["share"].tolist()[:3] == [0.2, 0.2, 0.6]
    assert math.isnan(frame.loc["", "share"])
    assert set(frame["label"]) == {""}


def test_empty_frames_have_the_right_columns_and_types() -> None:
    rows, helps, known = log({"with_": ["p0"], "outcome": "met"}), exchanges({}), people({"id": "p0", "circles": ["a"]})
    for empty in ([NOTHING] * 5, [*log(), people(), exchanges(), typed()]):
        touched, persons, none = empty[1], empty[2], empty[3]
        for figure in (progress, over_time):
            blank, whole = figure(Plan(), *empty, TODAY), figure(PLAN, *rows, known, helps, typed({}), TODAY)
            assert blank.empty
            assert blank.dtypes.to_dict() == whole.dtypes.to_dict()
        pairs = [
            (reach.coverage(Plan(), touched, persons, TODAY), reach.coverage(PLAN, rows[1], known, TODAY)),
            (reach.circles(persons), reach.circles(known)),
            (reach.ties(persons), reach.ties(known)),
            (
                reach.introductions(persons, touched, none, TODAY, empty[0]),
                reach.introductions(people({"introduced_by": "p9"}), rows[1], helps, TODAY, rows[0]),
            ),
        ]
        for blank, whole in pairs:
            assert blank.dtypes.to_dict() == whole.dtypes.to_dict()
        assert reach.met_by_introduction(persons, touched, none, TODAY)["label"] == "not enough yet (0 of 5)"
        assert reach.diversity(persons)["ids"] == []


@few
@given(rows=random_interactions, helps=random_exchanges, known=random_people)
def test_progress_agrees_with_a_calculation_in_plain_python(
    rows: list[dict[str, Any]], helps: list[dict[str, Any]], known: list[dict[str, Any]]
) -> None:
    frame = progress(PLAN, *log(*rows), people(*known), exchanges(*helps), NOTHING, TODAY, PLANS)
    tied = {facts["id"] for facts in known if facts["audience"] == "a1"}
    talks = [
        row for row in rows
        if ago(50) <= row["on"] <= TODAY and tied & set(row["with_"])
        and talked(row)
    ]  # fmt: skip
    introductions = [
        row for row in helps
        if row["kind"] == "introduction" and row["direction"] == "received" and row["status"] == "delivered"
        and ago(50) <= row["on"] <= TODAY and row["person"] in tied
    ]  # fmt: skip
    assert frame["done"].tolist()[:4] == [
        len(talks), len({person for row in talks for person in row["with_"]} & tied),
        sum(row["channel"] == "in_person" for row in talks), len(introductions),
    ]  # fmt: skip


@few
@given(known=random_people)
def test_the_diversity_of_circles_agrees_with_a_calculation_in_plain_python(known: list[dict[str, Any]]) -> None:
    parts: Counter[str] = Counter()
    for facts in known:
        for circle in facts["circles"]:
            parts[circle] += 1 / len(facts["circles"])
    found = reach.diversity(people(*known))
    if parts:
        shares = [part / sum(parts.values()) for part in parts.values()]
        assert found["d1"] == pytest.approx(math.prod(share**-share for share in shares))
    else:
        assert math.isnan(found["d1"])


@few
@given(rows=random_interactions, helps=random_exchanges, known=random_people)
def test_the_order_of_the_rows_changes_no_figure(
    rows: list[dict[str, Any]], helps: list[dict[str, Any]], known: list[dict[str, Any]]
) -> None:
    for facts in known[1:]:
        facts["introduced_by"] = "p0"
    one = [*log(*rows), people(*known), exchanges(*helps), typed({"on": ago(9), "value": 1}, {"value": 2})]
    other = [shuffled(frame) for frame in one]
    for figure in (progress, over_time):
        same(figure(PLAN, *one, TODAY, PLANS), figure(PLAN, *other, TODAY, PLANS))
    pairs = []
    for rows_, touched, persons, given_, _ in (one, other):
        pairs.append([
            reach.coverage(PLAN, touched, persons, TODAY), reach.circles(persons), reach.diversity(persons),
            reach.ties(persons), reach.introductions(persons, touched, given_, TODAY, rows_),
            reach.met_by_introduction(persons, touched, given_, TODAY, rows_),
        ])  # fmt: skip
    for left, right in zip(*pairs, strict=True):
        same(left, right)


@few
@given(rows=random_interactions, known=random_people)
def test_coverage_and_what_is_untied_agree_with_a_calculation_in_plain_python(
    rows: list[dict[str, Any]], known: list[dict[str, Any]]
) -> None:
    frame = reach.coverage(PLAN, contacts(*rows), people(*known), TODAY)
    tied = {facts["id"] for facts in known if facts["audience"] == "a1"}  # a2 serves no goal
    recent = {
        person for row in rows if row["counts_as_contact"] and 0 <= (TODAY - row["on"]).days < 90
        for person in row["with_"]
    }  # fmt: skip
    active = sorted(tied & recent)
    label = ["nobody yet", "fragile", "carried"][min(2, len(active))]
    for unit in UNITS:
        line = frame.loc[unit, ["audiences", "people", "active", "label", "ids"]].tolist()
        assert line == [1, len(tied), len(active), label, active]
    talks = [
        (row["on"], f"i{number:03}") for number, row in enumerate(rows)
        if ago(50) <= row["on"] <= TODAY and row["with_"] and not tied & set(row["with_"])
        and talked(row)
    ]  # fmt: skip
    assert reach.untied(PLAN, *log(*rows), people(*known), TODAY, PLANS) == [id for _, id in sorted(talks)]


@few
@given(rows=random_interactions, helps=random_exchanges, known=random_people)
def test_the_line_of_a_goal_is_its_progress_on_each_of_its_days(
    rows: list[dict[str, Any]], helps: list[dict[str, Any]], known: list[dict[str, Any]]
) -> None:
    frames = [*log(*rows), people(*known), exchanges(*helps), NOTHING]
    line = over_time(PLAN, *frames, TODAY, PLANS)
    ends = line.groupby("goal", sort=False)["day"].agg(["min", "max"])
    assert {(first.date(), last.date()) for first, last in ends.itertuples(index=False)} == {(ago(50), TODAY)}
    # on the straight line from 0 at the first plan with the goal, 50 days ago, to 6 in 50 days
    by_hand = [6 * (50 - (TODAY - day.date()).days) / 100 for day in line["day"]]
    assert line["expected"].tolist() == pytest.approx(by_hand)
    day = sorted(line["day"].unique())[-2]
    then = progress(PLAN, *frames, day.date(), PLANS)["done"]
    for goal, done in line.loc[line["day"] == day, ["goal", "done"]].itertuples(index=False, name=None):
        assert done == then[goal] or (math.isnan(done) and math.isnan(then[goal]))


@few
@given(
    rows=random_interactions, helps=random_exchanges, known=random_people,
    links=st.lists(st.integers(0, 7), min_size=6, max_size=6),
)  # fmt: skip
def test_introductions_agree_with_a_calculation_in_plain_python(
    rows: list[dict[str, Any]], helps: list[dict[str, Any]], known: list[dict[str, Any]], links: list[int]
) -> None:
    led = {f"p{place}": f"p{link}" for place, link in enumerate(links[: len(known)]) if link < place}
    for facts in known:
        facts["introduced_by"] = led.get(facts["id"], "")
    for row in rows:
        row["purpose"] = "thank" if row["channel"] == "linkedin" else "other"
    for row in helps:
        row["third_party"] = {5: "p1", 30: "p3"}.get(row["minutes"], "")
        row["thanked_on"] = row["on"] if row["value"] in (4, 5) else None
    logs, persons, given_ = log(*rows), people(*known), exchanges(*helps)
    tree = reach.introductions(persons, logs[1], given_, TODAY, logs[0])
    assert tree["introducer"].to_dict() == led
    depth = {"": 0}
    for person in sorted(known_id["id"] for known_id in known):  # whoever introduces somebody has a lower number
        depth[person] = depth[led[person]] + 1 if person in led else 0
    for person, introducer in led.items():
        met = [row["on"] for row in rows if person in row["with_"] and row["counts_as_contact"] and row["on"] <= TODAY]
        told = [
            (row["on"], f"e{number:03}", row["thanked_on"]) for number, row in enumerate(helps)
            if row["kind"] == "introduction" and row["direction"] == "received" and row["status"] == "delivered"
            and row["on"] <= TODAY and row["person"] == introducer and row["third_party"] in ("", person)
        ]  # fmt: skip
        by_word = bool(met) and any(
            row["purpose"] == "thank" and introducer in row["with_"] and min(met) <= row["on"] <= TODAY for row in rows
        )
        line = tree.loc[person]
        assert line["depth"] == depth[person]
        assert line["ids"] == [id for _, id, _ in sorted(told, key=lambda one: one[:2])]
        assert line["thanked"] == (by_word or any(thanked for _, _, thanked in told))
        assert line["first_on"] == pd.Timestamp(min(met)) if met else pd.isna(line["first_on"])
    summary = reach.met_by_introduction(persons, logs[1], given_, TODAY, logs[0])
    touches = volume.in_touch(logs[1], persons, TODAY)  # held by a calculation of its own in test_volume
    new = set(touches.loc[touches["kind"] == "new", "person"])
    assert (summary["n"], summary["ids"]) == (len(new), sorted(new & set(led)))
    assert summary["depth"] == max(depth.values())
    assert summary["unthanked"] == [person for person in sorted(led) if not tree.loc[person, "thanked"]]
    if new:
        # method.md B: Jeffreys with 0 as lower end at none and 1 as upper end at all, here of scipy.stats
        k, belief = len(new & set(led)), stats.beta(len(new & set(led)) + 0.5, len(new - set(led)) + 0.5)
        low, high = 0 if k == 0 else belief.ppf(0.025), 1 if k == len(new) else belief.ppf(0.975)
        found = [summary[name] for name in ("share", "low", "high")]
        assert found == pytest.approx([k / len(new), low, high])


@few
@given(known=random_people)
def test_circles_and_ties_agree_with_a_calculation_in_plain_python(known: list[dict[str, Any]]) -> None:
    found = reach.circles(people(*known), PLAN)
    members: dict[str, dict[str, float]] = {}
    for facts in known:
        theirs = facts["circles"] or (["school"] if facts["audience"] == "a1" else [])  # of the audience, in PLAN
        for circle in theirs:
            members.setdefault(circle, {})[facts["id"]] = 1 / len(theirs)
    everybody = sum(sum(parts.values()) for parts in members.values())
    assert found["ids"].to_dict() == {circle: sorted(parts) for circle, parts in members.items()}
    for circle, parts in members.items():
        assert found.loc[circle, "people"] == pytest.approx(sum(parts.values()))
        assert found.loc[circle, "share"] == pytest.approx(sum(parts.values()) / everybody)
    ties, said = reach.ties(people(*known)), [facts["closeness"] for facts in known if facts["closeness"]]
    for how in ("close", "moderate", "weak"):
        assert ties.loc[how, "n"] == said.count(how)
        share = said.count(how) / len(said) if said else math.nan
        assert ties.loc[how, "share"] == pytest.approx(share, nan_ok=True)
    assert ties.loc["", "n"] == len(known) - len(said)


def test_conversations_with_nobody_of_a_goal_are_untied() -> None:
    rows = log(
        {"on": ago(9), "with_": ["p2", "p3"], "outcome": "met"}, {"on": ago(10), "with_": ["p3"], "outcome": "met"},
        {"on": ago(8), "with_": ["p0", "p3"], "outcome": "met"}, {"on": ago(7), "with_": ["p3"]},
        {"on": ago(51), "with_": ["p3"], "outcome": "met"},
    )  # fmt: skip
    assert reach.untied(PLAN, *rows, KNOWN, TODAY, PLANS) == ["i001", "i000"]
    assert reach.untied(PLAN, *rows, KNOWN, TODAY) == ["i004", "i001", "i000"]
    assert reach.untied(Plan(), *rows, KNOWN, TODAY) == []
    assert reach.untied(PLAN, NOTHING, NOTHING, NOTHING, TODAY, PLANS) == []
