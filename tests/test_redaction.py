from __future__ import annotations

import json
import os
import signal
import string
import subprocess
import sys
import tempfile
import threading
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit.metrics.fives import FEWEST_PEOPLE
from netkit.questions import Audience, Goal, Help, Message, Offer, Plan, Venue, When, Where, Who, Why
from netkit.records import (
    Action,
    Event,
    Exchange,
    Interaction,
    Person,
    Progress,
    SavedReport,
    Settings,
)
from netkit.report.contents import Contents, read_contents
from netkit.report.copy import clear_leftovers, private_copy
from netkit.report.groups import TOLD, in_fives, told_groups, too_small
from netkit.report.ids import with_new_ids
from netkit.report.names import initials, labels, name_phrases, names_of, part_phrases, spellings
from netkit.report.redact import free_texts, redact
from netkit.report.words import Phrases, key, words
from netkit.vocabulary import LEVEL
from netkit.workbook import Workbook, open_workbook

TODAY = date(2026, 3, 29)
LEVELS = [*LEVEL]
below_full = pytest.mark.parametrize("level", LEVELS[1:])
every_level = pytest.mark.parametrize("level", LEVELS)


def person(name: str = "Inés Okafor", **fields: object) -> Person:
    return Person.read({"name": name, **fields})


def redacted(level: str, *people: Person, **rest: object) -> Contents:
    return redact(Contents(people=people, **rest), level, Random(7))  # type: ignore[arg-type]


def said(contents: Contents) -> str:
    """Everything that is in the contents, as one text."""
    records = [record.model_dump(mode="json") for record in contents.records()]
    plans = [plan.model_dump(mode="json") for _, plan in contents.plans]
    return json.dumps([records, plans, contents.settings.model_dump(mode="json")], ensure_ascii=False)


INES = person(
    other_names=["Inés de la Cruz"],
    organisation="Acme Analytics",
    role="head of beds",
    emails=["ines@example.org"],
    phones=["+44 20 7946 0123"],
    url="https://example.org/in/ines",
    birthday="1980-03-12",
    raw="BEGIN:VCARD",
    place="Leeds",
    how_met="at the swimming pool",
    tags=["swims"],
    needs=["a room in June"],
    offers=["my list of evenings"],
    note="told me about her divorce",
    source_key="ines-okafor-7",
)
HELD_BACK = ["example.org", "7946", "1980-03-12", "VCARD", "swims", "divorce", "ines-okafor-7"]
TELLING = ["Okafor", "Cruz", "Acme", "beds", "Leeds", "swimming", "room in June", "evenings"]


@every_level
def test_notes_addresses_and_what_an_import_brought_are_in_no_report(level: str) -> None:
    met = Interaction(on=TODAY, people=[INES.id], note="she cried")
    help_ = Exchange(on=TODAY, person=INES.id, direction="given", kind="advice", note="about the divorce")
    text = said(redacted(level, INES, interactions=[met], exchanges=[help_]))
    assert [word for word in [*HELD_BACK, "cried"] if word in text] == []


@below_full
def test_below_full_nothing_says_who_somebody_is_or_what_they_need(level: str) -> None:
    text = said(redacted(level, INES))
    assert [word for word in TELLING if word in text] == []


def test_at_full_names_and_what_people_need_stay() -> None:
    shown = redacted("full", INES).people[0]
    assert (shown.name, shown.other_names) == ("Inés Okafor", ["Inés de la Cruz"])
    assert (shown.needs, shown.offers) == (["a room in June"], ["my list of evenings"])


@every_level
def test_a_person_kept_out_of_reports_is_gone_with_all_that_was_only_with_them(level: str) -> None:
    hidden, other = person("Kept Out", keep_out_of_reports=True), person("Ada King", introduced_by="")
    other = other.changed(introduced_by=hidden.id)
    alone = Interaction(on=TODAY, people=[hidden.id])
    both = Interaction(on=TODAY, people=[hidden.id, other.id], reply_to=alone.id)
    to_many = Interaction(on=TODAY)
    help_ = [
        Exchange(on=TODAY, person=hidden.id, direction="given", kind="advice"),
        Exchange(
            on=TODAY,
            person=other.id,
            direction="given",
            kind="introduction",
            third_party=hidden.id,
            interaction=alone.id,
        ),
    ]
    plan = Plan(when=When(named=[hidden.id, other.id]), why=Why(intent="Be like Kept Out"))
    seen = redacted(
        level,
        hidden,
        other,
        interactions=[alone, both, to_many],
        exchanges=help_,
        actions=[Action(person=hidden.id, what="write to them"), Action(what="ask Kept Out")],
        plans=[(TODAY, plan)],
    )
    text = said(seen)
    assert hidden.id not in text
    assert "kept out" not in text.lower()
    assert [i.id for i in seen.interactions] == [both.id, to_many.id]
    assert [e.id for e in seen.exchanges] == ([help_[1].id] if level != "none" else [])  # there in fives only
    assert len(seen.actions) == 1


def test_the_labels_are_initials_and_equal_ones_are_numbered() -> None:
    people = [person("Amara Kessler"), person("Anton de Klerk, PhD"), person("Ines"), person("Bo Berg")]
    assert list(labels(people, "initials", Random(1)).values()) == ["A. K. 1", "A. K. 2", "I.", "B. B."]


def test_names_in_scripts_without_capitals_and_missing_names_become_numbers() -> None:
    people = [person("王小明"), person("Ivan Orlov"), person("", emails=["x@example.org"]), person("مريم حداد")]
    assert list(labels(people, "initials", Random(1)).values()) == ["Person 1", "I. O.", "Person 2", "Person 3"]


def test_a_label_never_is_somebodys_name() -> None:
    people = [person("A. K."), person("Amara Kessler"), person("X"), person("Person 1")]
    assert list(labels(people, "initials", Random(1)).values()) == [f"Contact {n}" for n in (1, 2, 3, 4)]


def test_a_label_never_is_the_name_of_somebody_kept_out() -> None:
    kept_out = person("I", keep_out_of_reports=True)
    assert [each.name for each in redacted("initials", INES, kept_out).people] == ["Person 1"]


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("Okafor, Ines", "Ines"), ("Okafor, Ines", "Ines Okafor"), ("Dr. Ines Okafor", "Ines"),
        ("Ines Okafor PhD", "Okafor"), ("Ines Okafor (Leeds)", "Okafor"), ("María García López", "García"),
        ('Robert "Bob" Smith', "Bob"), ("Anne-Marie Smith", "Anne"), ("Jack Ma", "Ma"), ("Thi Le", "Le"),
        ("Jörg Müller", "Joerg Mueller"), ("Søren Ågård", "Soeren Aagaard"), ("Groß, Uwe", "Uwe Gross"),
        ("Ines Okafor", "#InesOkafor"), ("Ines Okafor", "@okaforines"),
    ],
)  # fmt: skip
def test_a_name_is_known_however_it_is_written(stored: str, written: str) -> None:
    somebody = person(stored)
    known = Phrases([*name_phrases(somebody, "she"), *part_phrases(somebody, "she")])
    assert next(known.find(words(f"Lunch with {written}, and a walk")), None) is not None


def test_a_title_a_degree_and_a_comma_make_no_initials() -> None:
    for stored in ("Dr. Ines Okafor", "Okafor, Ines", "Ines Okafor PhD", "Ines Okafor (Leeds)", "Okafor, Dr Ines, MBA"):
        assert initials(stored) == "I. O."
    assert initials("Jack Ma") == "J. M."


def test_initials_of_greek_and_polish_names_keep_their_letters() -> None:
    assert initials("Ελένη Δούκα") == "Ε. Δ."
    assert initials("Łucja Wrona") == "Ł. W."


def test_pseudonyms_differ_within_a_report_and_between_two() -> None:
    people = [person(f"Name{n} Surname{n}") for n in range(5000)]
    first, second = (labels(people, "pseudonyms", Random(seed)) for seed in (1, 2))
    assert len(set(first.values())) == 5000
    assert first != second


def test_a_pseudonym_never_holds_a_word_of_a_name() -> None:
    found = labels([person("Robin Heron"), *(person(f"N{n} Alder") for n in range(99))], "pseudonyms", Random(3))
    assert not {"Robin", "Heron", "Alder"} & {word for label in found.values() for word in label.split()}


def texts_after(text: str, level: str = "initials", **people: object) -> str:
    met = Interaction(on=TODAY, people=[INES.id])
    other = person("Ada King")
    return redacted(level, INES, other, settings=Settings(worked=text), interactions=[met], **people).settings.worked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Coffee with Inés Okafor.", "Coffee with I. O."),
        ("coffee with INES  OKAFOR’s friend", "coffee with I. O.’s friend"),
        ("Okafor, Ines said so", "I. O. said so"),
        ("met Ine\u0301s\u00a0Okafor and ada king", "met I. O. and A. K."),
        ("Ｉｎｅｓ Ｏｋａｆｏｒ", "I. O."),
        ("ask Ines for it", "ask I. O. for it"),  # whom the owner deals with
        ("ask Ada for it", "ask Ada for it"),  # whom they don't: the scan asks about it
        ("Ines said", "Ines said"),  # may be another word: the scan asks
        ("the Ines Data Meetup", "the Ines Data Meetup"),
        ("Kokafor Inest", "Kokafor Inest"),
    ],
)
def test_known_names_in_the_owners_words_become_labels(text: str, shown: str) -> None:
    assert texts_after(text) == shown


def test_at_the_level_none_the_owners_words_are_left_out() -> None:
    plan = Plan(
        why=Why(intent="secret", goals=[Goal(outcome="secret", number=6, unit="meetings")]),
        who=Who(audiences=[Audience(description="secret", places=["secret"], circle="secret")]),
        where=Where(venues=[Venue(name="secret")]),
    )
    seen = redacted(
        "none",
        person(circles=["secret"]),
        plans=[(TODAY, plan)],
        settings=Settings(worked="secret", stuck="secret", wanted="secret", allowed={"none": ["secret"]}),
        events=[Event(name="secret", place="secret")],
        actions=[Action(what="secret")],
        reports=[SavedReport(made_on=TODAY, worked="secret", figures={"met": 3})],
    )
    assert "secret" not in said(seen)
    assert seen.plans[0][1].why.goals[0].number == 6
    assert seen.reports[0].figures == {"met": 3}


def test_a_step_with_somebody_knows_their_first_or_last_name_alone() -> None:
    seen = redacted("initials", INES, actions=[Action(person=INES.id, what="Ines: send the list; then Okafor again")])
    assert seen.actions[0].what == "I. O.: send the list; then I. O. again"


def test_the_owners_own_name_is_chosen_apart() -> None:
    chosen = Settings(owner_names=["Nora Elmfield"], owner_addresses=["n@example.org"], worked="As Nora Elmfield says")
    assert redacted("initials", settings=chosen).settings.owner_names == ["Nora Elmfield"]
    hidden = redacted("initials", settings=chosen.changed(report_owner=False)).settings
    assert (hidden.owner_names, hidden.worked) == ([], "As the owner says")
    first = redacted("initials", settings=chosen.changed(report_owner=False, worked="They say Nora listens")).settings
    assert first.worked == "They say the owner listens"
    assert hidden.owner_addresses == []


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sets(st.integers(0, 30), min_size=1), max_size=8))
@settings(max_examples=300)
def test_no_group_that_is_left_nor_what_remains_of_the_whole_is_smaller_than_five(groups: dict[str, set[int]]) -> None:
    as_text = {name: {str(member) for member in members} for name, members in groups.items()}
    joined = too_small(as_text, "rest")
    left = [members for name, members in as_text.items() if name not in joined]
    rest = {member for name in joined for member in as_text[name]}
    assert all(len(members) >= FEWEST_PEOPLE for members in left)
    assert not left or not rest or len(rest) >= FEWEST_PEOPLE


HELPS = st.lists(
    st.tuples(
        st.integers(0, 9), st.integers(0, 60), st.sampled_from(["given", "received"]), st.sampled_from([None, 1, 3, 5])
    ),
    max_size=40,
)


@given(HELPS, st.integers(0, 40), st.integers(1, 5))
@settings(max_examples=300)
def test_two_reports_of_figures_alone_differ_by_the_help_of_five_people_or_by_none(
    helps: list[tuple[int, int, str, int | None]], earlier: int, rated: int
) -> None:
    """Also if help of earlier days is logged, or rated, between the two."""
    log = [
        Exchange(on=TODAY + timedelta(day), person=f"p{who}", direction=way, kind="advice", value=value)
        for who, day, way, value in helps
    ]
    first = in_fives(log[:earlier])
    second = in_fives([each.changed(value=each.value or rated) for each in log], told_groups(first))
    for way in ("given", "received"):
        before, after = ({each.id: each for each in made if each.direction == way} for made in (first, second))
        assert before.items() <= after.items()
        new = {id: each for id, each in after.items() if id not in before}
        for group in (before, new):
            by_day: dict[date, set[str]] = {}
            for each in group.values():
                by_day.setdefault(each.on, set()).add(each.person)
            assert all(len(people) >= FEWEST_PEOPLE for people in by_day.values())


@given(HELPS, st.sets(st.integers(0, 39)), st.booleans())
@settings(max_examples=300)
def test_whether_endorsements_count_makes_a_difference_of_five_people_or_of_none(
    helps: list[tuple[int, int, str, int | None]], endorsed: set[int], at_first: bool
) -> None:
    log = [
        Exchange(
            on=TODAY + timedelta(day), person=f"p{who}", direction=way, value=value, source="linkedin",
            kind="endorsement" if n in endorsed else "recommendation",
        )
        for n, (who, day, way, value) in enumerate(helps)
    ]  # fmt: skip
    first = in_fives(log, endorsements=at_first)
    second = in_fives(log, told_groups(first), endorsements=not at_first)
    less, more = ({each.id: each for each in made} for made in ((second, first) if at_first else (first, second)))
    assert less.items() <= more.items()
    for way in ("given", "received"):
        people = {each.person for id, each in more.items() if id not in less and each.direction == way}
        assert not people or len(people) >= FEWEST_PEOPLE


@pytest.mark.parametrize(("count_endorsements", "told"), [(False, ["rec"]), (True, ["rec", "end"])])
def test_figures_alone_tell_the_help_that_the_balance_counts_wherever_it_came_from(
    count_endorsements: bool, told: list[str]
) -> None:
    """A rated recommendation of LinkedIn's is told; an endorsement only where its owner counts endorsements."""
    people = [person(f"Person {n}") for n in range(5)]
    brought_in = [
        Exchange(
            id=f"{kind[:3]}{n}", on=TODAY, person=p.id, direction="received", kind=kind, value=3, source="linkedin"
        )
        for kind in ("recommendation", "endorsement")
        for n, p in enumerate(people)
    ]
    asked = Settings(count_endorsements=count_endorsements)
    shown = redacted("none", *people, exchanges=brought_in, settings=asked).exchanges
    assert [each.id for each in shown] == [f"{kind}{n}" for kind in told for n in range(5)]
    assert not redacted("none", *people, exchanges=brought_in[:4], settings=asked).exchanges


def test_a_goal_of_fewer_than_five_that_the_log_counts_is_in_no_report_of_figures_alone() -> None:
    goals = [
        Goal(id="few", unit="people", number=3),
        Goal(id="six", unit="conversations", number=6),
        Goal(id="typed", unit="other", number=2),
    ]
    plan = Plan(why=Why(goals=goals), who=Who(audiences=[Audience(goals=["few", "six"])]))
    shown = redacted("none", plans=[(TODAY, plan)]).plans[0][1]
    assert [goal.id for goal in shown.why.goals] == ["six", "typed"]
    assert shown.who.audiences[0].goals == ["six"]


def test_each_copy_has_ids_of_its_own_that_are_led_to_and_tells_no_order_of_people() -> None:
    """So that by what a cell of the owner's prints two reports can't be joined."""
    goal, offer = Goal(outcome="a job", unit="meetings", number=9), Offer(what="my list")
    crowd = Audience(goals=[goal.id])
    ada = person("Ada King", introduced_by=INES.id, audience=crowd.id, offers=[offer.id, "own words"])
    event = Event(name="a fair", goal=goal.id)
    first = Interaction(on=TODAY, people=[INES.id, ada.id], event=event.id)
    answer = Interaction(on=TODAY, people=[ada.id], reply_to=first.id)
    help_ = Exchange(on=TODAY, person=ada.id, direction="given", kind="advice", interaction=first.id)
    plan = Plan(
        why=Why(goals=[goal]), who=Who(audiences=[crowd]), when=When(named=[ada.id]), help=Help(offers=[offer]),
        message=Message(goal=goal.id), where=Where(venues=[Venue(name="hall", audiences=[crowd.id])]),
    )  # fmt: skip
    kept = SavedReport(made_on=TODAY, figures={"goal": {"id": goal.id, "done": 3}, TOLD: [[help_.id]]})
    contents = Contents(
        plans=[(TODAY, plan)], people=[INES, ada], events=[event], interactions=[first, answer], exchanges=[help_],
        actions=[Action(person=ada.id)], progress=[Progress(goal=goal.id, on=TODAY)], reports=[kept],
    )  # fmt: skip
    old = {record.id for record in contents.records()} | {goal.id, offer.id, crowd.id}
    new, again = with_new_ids(contents), with_new_ids(contents)
    assert [id for id in old if id in said(new)] == []
    assert {record.id for record in new.records()}.isdisjoint(record.id for record in again.records())
    assert [each.name for each in new.people] == ["Ada King", "Inés Okafor"]
    [copied, ines], [meeting, reply], made = new.people, new.interactions, new.plans[0][1]
    assert (copied.introduced_by, meeting.people, reply.reply_to) == (ines.id, [ines.id, copied.id], meeting.id)
    assert (meeting.event, new.exchanges[0].interaction) == (new.events[0].id, meeting.id)
    assert {new.exchanges[0].person, new.actions[0].person, *made.when.named} == {copied.id}
    aims = {*made.who.audiences[0].goals, made.message.goal, new.events[0].goal, new.progress[0].goal}
    assert aims == {made.why.goals[0].id}
    assert (copied.audience, copied.offers) == (made.who.audiences[0].id, [made.help.offers[0].id, "own words"])
    assert made.where.venues[0].audiences == [copied.audience]
    assert new.reports[0].figures == {"goal": {"done": 3}}


HOSTILE = st.one_of(
    st.sampled_from(
        ["X", "Bo", "I", "Will May", "The", "王小明", "مريم حداد", "O'Neil", "(.*) \\d", "<b>Eve</b> & Co"]
    ),
    st.sampled_from(["A. K.", "Person 1", "Amber Heron", "Help Given", "Zoë Łuk", "Jean-Luc van der Berg, PhD"]),
    st.builds(lambda a, b: f"{a} {b}", *[st.text(string.ascii_letters, min_size=1, max_size=8)] * 2),
    st.text(min_size=1, max_size=12).filter(lambda text: key(text) != () and "\x00" not in text),
).filter(lambda name: all(not "\ud800" <= sign <= "\udfff" for sign in name))


@given(st.lists(HOSTILE, min_size=1, max_size=8), st.sampled_from(LEVELS[1:]), st.randoms(use_true_random=False))
@settings(max_examples=1000)
def test_no_whole_name_is_left_in_any_text_below_full(names: list[str], level: str, random: Random) -> None:
    people = [Person(name=name, organisation="Acme Analytics", emails=["a@example.org"]) for name in names]
    words = Settings(worked=" and then ".join(names), stuck=f"Thank {names[0]}, and {names[-1]}!")
    seen = redact(Contents(settings=words, people=people), level, random)
    shown = [*free_texts(seen), *(each.name for each in seen.people)]
    found = [f" {' '.join(key(text))} " for text in shown]
    for spelling in {s for each in people for name in names_of(each) for s in spellings(name)}:
        assert not any(f" {' '.join(spelling)} " in text for text in found)
    assert len({each.name for each in seen.people}) == len(people)


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    book = open_workbook(tmp_path / "book.sqlite", today=TODAY)
    with book.change("a story") as change:
        change.add(INES)
        change.add(Interaction(on=TODAY, people=[INES.id], note="told me about her divorce"))
    return book


def test_the_copy_is_for_its_owner_alone_and_gone_afterwards(workbook: Workbook) -> None:
    with private_copy(redact(read_contents(workbook), "initials", Random(1)), TODAY) as path:
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
        copy = Workbook(path)
        assert copy.check() == []
        assert copy.today == TODAY
        assert [person.name for person in copy.where(Person)] == ["I. O."]
    assert not path.parent.exists()


def test_the_copy_holds_no_history_and_no_trace_of_what_was_taken_out(workbook: Workbook) -> None:
    with private_copy(redact(read_contents(workbook), "initials", Random(1)), TODAY) as path:
        assert Workbook(path).changes() == []
        stored = path.read_bytes()
    assert [word for word in [*HELD_BACK, *TELLING] if word.encode() in stored] == []


def test_what_a_report_is_made_of_is_of_one_moment_whoever_is_logged_meanwhile(workbook: Workbook) -> None:
    """Else somebody could stand in a next step whom the redaction and the scan, which read people first, don't know."""
    done = threading.Event()

    def log() -> None:
        while not done.wait(0.003):  # a moment for the reader, who else may wait too long for a turn
            someone = person()
            with Workbook(workbook.path, TODAY).change("Met") as change:
                change.add_all([someone, Action(person=someone.id, what="Write to her")])

    logging = threading.Thread(target=log)
    logging.start()
    try:
        for _ in range(40):
            contents = read_contents(workbook)
            assert {action.person for action in contents.actions} <= {person.id for person in contents.people}
    finally:
        done.set()
        logging.join()


def struck_while_making(
    workbook: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> subprocess.CompletedProcess[str]:
    """A program that gets a signal while it makes a report, ended, with a temporary folder of its own: tmp_path."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    script = (
        "import os, signal, sys\nfrom netkit.report import make\nfrom netkit.workbook import open_workbook\n"
        "def strike(step):\n    if step.startswith('figures, 1 of'):\n"
        f"        os.kill(os.getpid(), signal.{name})\n"
        "make(open_workbook(sys.argv[1]), tell=strike)\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", script, str(workbook.path)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_who_stops_a_report_leaves_nothing_behind(
    workbook: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    stopped = struck_while_making(workbook, tmp_path, monkeypatch, name)
    assert stopped.stderr.strip().endswith("KeyboardInterrupt")
    assert list(tmp_path.glob("netkit-report-*")) == []


def test_a_copy_left_behind_by_a_killed_program_is_cleared_at_the_next_start(
    workbook: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = struck_while_making(workbook, tmp_path, monkeypatch, "SIGKILL")
    assert killed.returncode == -signal.SIGKILL
    [left] = tmp_path.glob("netkit-report-*")
    assert (left / "workbook.sqlite").stat().st_mode & 0o777 == 0o600
    with private_copy(Contents(), TODAY) as running:
        clear_leftovers()
        assert running.exists()
    assert not left.exists()


@pytest.mark.parametrize("number", ["9" * 30, "²"])
def test_what_anybody_may_have_put_beside_the_copies_stops_no_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / f"netkit-report-{number}-x").mkdir()
    with private_copy(Contents(), TODAY) as running:
        assert running.exists()
