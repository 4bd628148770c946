"""The sample holds what its story promises, and the dictionary says what is there.

The story's properties are computed here from the CSV files alone, without netkit.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import netkit as nk
from data.story.dictionary import dictionary
from netkit.workbook import store

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample"
TODAY = date(2026, 3, 29)
MONDAY = timedelta(days=7)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table, in the order of their days where they have one."""
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return sorted(csv.DictReader(file), key=lambda row: row.get("on", ""))


def contents(folder: Path) -> dict[str, list[str]]:
    return {file.name: file.read_bytes().decode("utf-8").splitlines(keepends=True) for file in folder.iterdir()}


def day(text: str) -> date:
    return date.fromisoformat(text)


def monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


@pytest.fixture(scope="module")
def people() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows("person")}


@pytest.fixture(scope="module")
def contacts() -> list[tuple[date, str, dict[str, str]]]:
    """Day, person and row of every contact, in order of days."""
    return [(day(row["on"]), person, row) for row in rows("interaction") for person in json.loads(row["people"])]


@pytest.fixture(scope="module")
def plans() -> list[tuple[date, Any]]:
    versions = json.loads((SAMPLE / "plan.json").read_text("utf-8"))
    return [(day(version["effective_on"]), version["plan"]) for version in versions]


# --- the files ----------------------------------------------------------------------------------------------------


def test_the_script_writes_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    code = "import sys, pathlib; from data.story.write import write; write(pathlib.Path(sys.argv[1]))"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "made")], check=True, cwd=ROOT, env=environment)
    assert contents(tmp_path / "made") == contents(SAMPLE)


def test_a_workbook_that_loads_the_sample_is_whole_and_exports_the_same_bytes(tmp_path: Path) -> None:
    workbook = nk.open_workbook(tmp_path / "w.sqlite")
    workbook.load(SAMPLE)
    assert workbook.check() == []
    assert workbook.today == TODAY
    assert contents(workbook.export(tmp_path / "out")) == contents(SAMPLE)


def test_the_dictionary_is_the_one_that_the_code_gives() -> None:
    with (ROOT / "data" / "README.md").open(encoding="utf-8", newline="") as file:
        assert file.read() == dictionary()


def test_the_dictionary_names_every_table_and_column_of_the_file(tmp_path: Path) -> None:
    said = (ROOT / "data" / "README.md").read_text("utf-8")
    path = nk.open_workbook(tmp_path / "w.sqlite").path
    records = dict(re.findall(r"^### (\w+)\n\n[^|]+((?:\|.*\n)+)", said, re.MULTILINE))
    only_here = said[said.index("## Only in the workbook's file") : said.index("## Vocabularies")]
    by_hand = dict(re.findall(r"^\| `(\w+)` \|((?:.*\n)(?:\| \|.*\n)*)", only_here, re.MULTILINE))
    with store.reading(path) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        for (table,) in tables.fetchall():
            text = records.get(table, "") + by_hand.get(table, "")
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            assert [column for column in columns if f"`{column}`" not in text] == [], table


def test_the_sample_is_as_large_as_it_is_said_to_be(plans: list[tuple[date, Any]]) -> None:
    assert len(rows("person")) == 80
    assert 430 <= len(rows("interaction")) <= 470
    assert 140 <= len(rows("exchange")) <= 165
    assert [on.isoformat() for on, _ in plans] == ["2024-10-07", "2025-05-12", "2025-12-01", "2026-01-12"]
    days = [day(row["on"]) for row in rows("interaction")]
    assert (days[-1] - days[0]).days > 17 * 30
    assert days[-1] <= TODAY


def test_every_id_is_there_once_and_every_link_leads_somewhere(
    people: dict[str, dict[str, str]], plans: list[tuple[date, Any]]
) -> None:
    ids = [row["id"] for file in SAMPLE.glob("*.csv") for row in rows(file.stem)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][a-z2-9]{9}", each) for each in ids)
    _, plan = plans[-1]
    goals = {goal["id"] for goal in plan["why"]["goals"]}
    audiences = {audience["id"] for audience in plan["who"]["audiences"]}
    offers = {offer["id"] for offer in plan["help"]["offers"]}
    assert {person["audience"] for person in people.values()} <= audiences | {""}
    given = {offer for person in people.values() for offer in json.loads(person["offers"])}
    assert {offer for offer in given if " " not in offer} == offers  # beside them stand her own words
    assert {row["goal"] for row in rows("progress")} <= goals
    for _, version in plans:
        known = {goal["id"] for goal in version["why"]["goals"]}
        assert set(version["when"]["named"]) <= set(people)
        assert {goal for audience in version["who"]["audiences"] for goal in audience["goals"]} <= known
    assert {row["message"] for row in rows("interaction")} - {""} == {v["message"]["version"] for _, v in plans}


# --- the people ---------------------------------------------------------------------------------------------------


def test_nobody_in_it_can_be_reached(people: dict[str, dict[str, str]]) -> None:
    for person in people.values():
        assert all(re.fullmatch(r"[a-z.-]+@example\.(org|com|net)", mail) for mail in json.loads(person["emails"]))
        # the ranges of Ofcom's "Telephone numbers for use in TV and radio drama programmes"
        for phone in json.loads(person["phones"]):
            assert re.fullmatch(r"\+44 7700 900\d{3}|0113 496 0\d{3}", phone)
        assert person["url"] == "" or person["url"].startswith("https://www.example.com/")


def test_the_names_are_hard_to_redact(people: dict[str, dict[str, str]]) -> None:
    names = [person["name"] for person in people.values()]
    initials = Counter("".join(part[0] for part in name.split()) for name in names if " " in name)
    assert initials["AK"] >= 3  # equal initials
    assert "" in names  # only an address
    assert [name for name in names if name.isascii() and len(name.split()) == 1]  # one word
    assert [name for name in names if re.search("[À-ž]", name)]  # accents
    assert [name for name in names if re.search("[Α-ω]", name)]
    assert [name for name in names if re.search("[一-鿿]", name)]  # a script without case
    assert {"Rosa Young", "Robert Young", "Peter May", "Grace Bell"} <= set(names)  # ordinary words


def test_somebody_is_left_in_peace_and_somebody_kept_out_of_reports(
    people: dict[str, dict[str, str]], contacts: list[tuple[date, str, dict[str, str]]]
) -> None:
    [left] = [key for key, person in people.items() if person["do_not_contact"] == "1"]
    [kept_out] = [key for key, person in people.items() if person["keep_out_of_reports"] == "1"]
    assert [row["outcome"] for _, person, row in contacts if person == left] == ["declined", "declined"]
    assert len([1 for _, person, _ in contacts if person == kept_out]) >= 5


def test_some_named_people_are_met_and_some_are_not(
    plans: list[tuple[date, Any]], contacts: list[tuple[date, str, dict[str, str]]]
) -> None:
    met = {person for _, person, row in contacts if row["outcome"] in ("met", "opportunity")}
    named = set(plans[-1][1]["when"]["named"])
    assert len(named) == 5
    assert len(named & met) == 2


def test_some_cadences_are_overdue_and_most_are_kept(
    people: dict[str, dict[str, str]], contacts: list[tuple[date, str, dict[str, str]]]
) -> None:
    last = {person: on for on, person, row in contacts if row["counts_as_contact"] == "1"}
    chosen = {key: int(person["cadence_days"]) for key, person in people.items() if person["cadence_days"]}
    overdue = [key for key, days in chosen.items() if (TODAY - last[key]).days > days]
    assert 2 <= len(overdue) < len(chosen) / 2


def test_circles_and_closeness_vary(people: dict[str, dict[str, str]]) -> None:
    circles = Counter(circle for person in people.values() for circle in json.loads(person["circles"]))
    assert len([circle for circle, times in circles.items() if times >= 2]) >= 6
    assert {"close", "moderate", "weak"} <= {person["closeness"] for person in people.values()}


# --- the order of time --------------------------------------------------------------------------------------------


def test_an_answer_comes_after_what_it_answers_and_within_a_month() -> None:
    by_id = {row["id"]: row for row in rows("interaction")}
    delays = []
    for row in by_id.values():
        if row["reply_to"]:
            asked = by_id[row["reply_to"]]
            assert (asked["direction"], row["direction"]) == ("outbound", "inbound")
            assert set(json.loads(asked["people"])) == set(json.loads(row["people"]))
            delays.append((day(row["on"]) - day(asked["on"])).days)
    assert len(delays) >= 40
    assert 0 <= min(delays) < max(delays) <= 31


def test_who_introduced_was_known_before_who_was_introduced(
    people: dict[str, dict[str, str]], contacts: list[tuple[date, str, dict[str, str]]]
) -> None:
    first = {person: on for on, person, _ in reversed(contacts)}
    chains = []
    for key, person in people.items():
        chain = [key]
        while by := people[chain[-1]]["introduced_by"]:
            assert by not in chain
            chain.append(by)
        chains.append(len(chain) - 1)
        if person["introduced_by"]:
            before = [on for on, other, _ in contacts if other == person["introduced_by"] and on < first[key]]
            assert before, person["name"]
    assert max(chains) == 3
    assert Counter(chains)[1] >= 3


def test_nobody_gives_or_receives_before_they_were_in_touch(
    people: dict[str, dict[str, str]], contacts: list[tuple[date, str, dict[str, str]]]
) -> None:
    first = {person: on for on, person, _ in reversed(contacts)}
    for row in rows("exchange"):
        assert day(row["on"]) >= first[row["person"]], people[row["person"]]["name"]
        for later in ("thanked_on", "reported_on"):
            assert row[later] == "" or day(row["on"]) <= day(row[later]) <= TODAY
    for key, person in people.items():
        assert person["first_met_on"] == "" or day(person["first_met_on"]) <= first.get(key, TODAY)


# --- the story ----------------------------------------------------------------------------------------------------


def fresh_by_week(people: dict[str, dict[str, str]], contacts: list[tuple[date, str, dict[str, str]]]) -> Counter[date]:
    """New people, and people reached again after a year or longer, by the Monday of their week."""
    seen = {key: day(person["first_met_on"]) for key, person in people.items() if person["first_met_on"]}
    weeks: Counter[date] = Counter()
    for on, person, row in contacts:
        if row["counts_as_contact"] == "1":
            if person not in seen or (on - seen[person]).days >= 365:
                weeks[monday(on)] += 1
            seen[person] = on
    return weeks


def test_eleven_of_the_last_fourteen_counted_weeks_met_the_target_and_the_last_four_in_a_row(
    people: dict[str, dict[str, str]],
    contacts: list[tuple[date, str, dict[str, str]]],
    plans: list[tuple[date, Any]],
) -> None:
    fresh, kept, week = fresh_by_week(people, contacts), [], monday(TODAY) - MONDAY
    while len(kept) < 14:
        plan = [plan for on, plan in plans if on <= week][-1]
        spans = [(day(off["first"]), day(off["last"])) for off in plan["when"]["off"]]
        if not any(first < week + MONDAY and week <= last for first, last in spans):
            assert plan["when"]["per"] == "week"
            kept.append(fresh[week] >= plan["when"]["number"])
        week -= MONDAY
    assert sum(kept) == 11
    assert all(kept[:4])
    assert not all(kept[:5])


def test_there_are_gaps_slumps_and_bursts(contacts: list[tuple[date, str, dict[str, str]]]) -> None:
    weeks = Counter(monday(on) for on, _, _ in contacts)
    all_weeks = [date(2024, 9, 30) + number * MONDAY for number in range(78)]
    counts = [weeks[week] for week in all_weeks]
    assert counts.count(0) >= 5
    assert max(counts) >= 4 * sorted(counts)[len(counts) // 2] / 1.5
    summer = [on for on, _, _ in contacts if date(2025, 7, 28) <= on <= date(2025, 8, 24)]
    assert summer == []


def test_weeks_off_are_holidays_and_one_illness(plans: list[tuple[date, Any]]) -> None:
    named = [off["what"] for _, plan in plans for off in plan["when"]["off"]]
    assert {"half-term", "Christmas", "Easter"} <= set(named)
    assert [what for what in named if "doctor" in what]


def test_some_ties_are_reopened_after_a_year_or_longer(
    people: dict[str, dict[str, str]], contacts: list[tuple[date, str, dict[str, str]]]
) -> None:
    seen: dict[str, date] = {}
    again = []
    for on, person, _ in contacts:
        if person in seen and (on - seen[person]).days >= 365:
            again.append(people[person]["name"])
        seen[person] = on
    assert again == ["Neil Garforth", "Fiona Marsh"]


def test_a_mentor_mostly_gives_and_two_former_pupils_only_receive(people: dict[str, dict[str, str]]) -> None:
    ties: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows("exchange"):
        if row["status"] == "delivered":
            ties[people[row["person"]]["name"]][row["direction"]] += 1
    assert ties["Margaret Sowerby"]["received"] >= 6
    assert ties["Margaret Sowerby"]["given"] <= 1
    for pupil in ("Aisha Rahmani", "Callum Dyer"):
        assert (ties[pupil]["given"] >= 4, ties[pupil]["received"]) == (True, 0)
    assert len([name for name, tie in ties.items() if tie["given"] and tie["received"]]) >= 15


def test_help_leans_to_receiving_first_and_to_giving_later() -> None:
    net = [0, 0]
    for row in rows("exchange"):
        if row["status"] == "delivered" and row["value"]:
            net[row["on"] >= "2025-09-01"] += int(row["value"]) * (1 if row["direction"] == "given" else -1)
    assert net[0] < 0 < net[1]


def test_help_has_every_status_and_some_is_not_rated_yet_and_some_never_thanked() -> None:
    help_ = rows("exchange")
    assert {row["status"] for row in help_} == {
        "offered", "requested", "accepted", "delivered", "declined", "lapsed",
    }  # fmt: skip
    delivered = [row for row in help_ if row["status"] == "delivered"]
    assert 2 <= len([row for row in delivered if not row["value"]]) <= 8
    assert {row["value"] for row in delivered} >= {"1", "2", "3", "4", "5"}
    received = [row for row in delivered if row["direction"] == "received"]
    introduced = [row for row in received if row["kind"] == "introduction"]
    assert [row["on"] for row in introduced if not row["thanked_on"]] == ["2025-10-08", "2026-03-11"]
    assert len([row for row in delivered if row["minutes"]]) >= 30


def test_the_later_messages_are_answered_more_often() -> None:
    rates = {}
    for version in ("long letter", "one question"):
        sent = [row for row in rows("interaction") if row["message"] == version and row["outcome"] != "pending"]
        rates[version] = len([row for row in sent if row["outcome"] in ("replied", "meeting_set")]) / len(sent)
    assert rates["long letter"] < 0.5 < rates["one question"]


def test_next_steps_are_open_done_put_off_and_let_go() -> None:
    steps = rows("action")
    open_ = [row for row in steps if not row["done_on"] and not row["dismissed_on"]]
    assert {row["kind"] for row in open_} >= {"promise", "thank", "ask", "follow_up", "report_back"}
    assert [row for row in open_ if day(row["due_on"]) < TODAY]
    assert [row for row in open_ if row["snoozed_until"] > TODAY.isoformat()]
    assert [row for row in steps if row["dismissed_on"]]
    assert len([row for row in steps if row["done_on"]]) >= 15


def test_the_plan_is_a_good_one_but_not_a_perfect_one(tmp_path: Path) -> None:
    workbook = nk.open_workbook(tmp_path / "w.sqlite")
    workbook.load(SAMPLE)
    assert nk.score_plan(workbook.plan(), workbook.people(), TODAY).ready in (5, 6)


def test_five_of_six_conversations_with_analysts_are_held(
    people: dict[str, dict[str, str]], plans: list[tuple[date, Any]]
) -> None:
    plan = plans[-1][1]
    [goal] = [goal for goal in plan["why"]["goals"] if goal["kind"] == "knowledge"]
    serving = {audience["id"] for audience in plan["who"]["audiences"] if goal["id"] in audience["goals"]}
    talks = [
        row
        for row in rows("interaction")
        if (row["outcome"] == "met" or row["channel"] in ("in_person", "phone", "video"))
        and any(people[person]["audience"] in serving for person in json.loads(row["people"]))
    ]
    assert (len(talks), goal["number"], goal["unit"]) == (5, 6, "conversations")
