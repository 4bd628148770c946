"""One person once: who is suggested, what a merge keeps and moves, and that it can be undone."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit import Workbook
from netkit.errors import NetkitError
from netkit.importers import commit, preview, uploaded
from netkit.importers.raw import entries, joined, written
from netkit.importers.same import joined_people, merge_people, put_off, say_different, suggestions
from netkit.records import Action, Distinct, Exchange, Interaction, Person

TODAY = date(2026, 11, 23)
DAY = date(2026, 3, 1)


def pairs(workbook: Workbook) -> list[tuple[set[str], tuple[str, ...]]]:
    return [({each.one.name, each.other.name}, each.reasons) for each in suggestions(workbook)]


def content(workbook: Workbook) -> dict[str, list[Any]]:
    """All rows but the history, by table."""
    connection = sqlite3.connect(workbook.path)
    tables = ["person", "interaction", "interaction_person", "exchange", "action", "distinct", "plan"]
    found = {table: connection.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2').fetchall() for table in tables}
    connection.close()
    return found


# --- suggestions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ({"name": "Ada Stone"}, {"name": "Ada Stone, PhD"}, ("the same name",)),
        ({"name": "Zoë Lund"}, {"name": "LUND Zoe"}, ("the same name",)),
        # rapidfuzz token_sort_ratio: 90 and 76 (formats.md)
        ({"name": "John Smith"}, {"name": "Joan Smith"}, ("names that are alike",)),
        (
            {"name": "Robert Smith", "organisation": "Rail North"},
            {"name": "Bob Smith", "organisation": "Rail North"},
            ("names that are alike", "both at Rail North"),
        ),
        (
            {"name": "R. S.", "phones": ["+44 20 7946 0958"]},
            {"name": "Bob", "phones": ["020 7946 0958"]},
            ("the same phone",),
        ),
        ({"name": "Bo Fox", "other_names": ["Ada Stone"]}, {"name": "Ada Stone"}, ("the same name",)),
        ({"name": "Robert Smith"}, {"name": "Bob Smith"}, None),
        ({"name": "Ida O'Brien"}, {"name": "Ida O'Brien, Ben Schmidt"}, None),
        (  # rapidfuzz: 76 and, of the first names, 29
            {"name": "Ben Müller", "organisation": "Rail North"},
            {"name": "Anna Müller", "organisation": "Rail North"},
            None,
        ),
        ({"name": "Stone, Ada"}, {"name": "Ada Stone"}, ("the same name",)),
        # a long last name alone makes them alike: rapidfuzz token_sort_ratio 88
        ({"name": "Ben Featherstonehaugh"}, {"name": "Anna Featherstonehaugh"}, None),
        ({"name": "Ada Stone"}, {"name": "Eve Cole"}, None),
    ],
)
def test_who_may_be_one_is_suggested_with_the_reasons(
    workbook: Workbook, one: dict[str, Any], other: dict[str, Any], reasons: tuple[str, ...] | None
) -> None:
    workbook.add(Person(**one))
    workbook.add(Person(**other))
    assert [found[1] for found in pairs(workbook)] == ([reasons] if reasons else [])


ORSTED = {"organisation": "Ørsted"}


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ({"name": "Ben Müller"}, {"name": "Anna Müller"}, None),
        ({"name": "Pedro Ivanova"}, {"name": "Rosa Ivanova"}, None),
        ({"name": "Ulrike Tanaka"}, {"name": "Ulrike Novak"}, None),
        ({"name": "Ben Müller"}, {"name": "Ben Müller, PhD"}, ("the same name", "both at Ørsted")),
        (
            {"name": "Ben Müller", "phones": ["030 1234567"]},
            {"name": "Benjamin Müller", "phones": ["030 1234567"]},
            ("names that are alike", "the same phone", "both at Ørsted"),
        ),
    ],
)
def test_two_profiles_are_two_people_unless_name_phone_or_mail_is_the_same(
    workbook: Workbook, one: dict[str, Any], other: dict[str, Any], reasons: tuple[str, ...] | None
) -> None:
    for number, said in enumerate((one, other)):
        workbook.add(Person(**said, **ORSTED, url=f"https://www.linkedin.com/in/m-{number}"))
    assert [found[1] for found in pairs(workbook)] == ([reasons] if reasons else [])


def test_the_likeliest_comes_first_and_the_fuller_record_stands_first(workbook: Workbook) -> None:
    workbook.add(Person(name="Joan Smith"))
    workbook.add(Person(name="John Smith"))
    workbook.add(Person(name="Ada Stone"))
    full = workbook.add(Person(name="Ada Stone", role="Analyst", note="tea"))
    first, second = suggestions(workbook)
    assert (first.one, first.score > second.score) == (full, True)


def test_different_is_remembered(workbook: Workbook) -> None:
    workbook.add(Person(name="Ada Stone"))
    workbook.add(Person(name="Ada Stone"))
    (found,) = suggestions(workbook)
    say_different(workbook, found.one, found.other)
    assert suggestions(workbook) == []
    workbook.undo()
    assert len(suggestions(workbook)) == 1


def test_nobody_is_merged_by_an_import_because_of_a_name(workbook: Workbook) -> None:
    head = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    workbook.add(Person(name="Ada Stone", organisation="Rail North"))
    commit(
        workbook, preview(workbook, uploaded("Connections.csv", f"{head}Ada,Stone,,Rail North,,01 Jan 2024\n".encode()))
    )
    assert workbook.count() == 2
    assert pairs(workbook) == [({"Ada Stone"}, ("the same name", "both at Rail North"))]


# --- merging -----------------------------------------------------------------------------------------------------


def two(workbook: Workbook) -> tuple[Person, Person]:
    one = workbook.add(
        Person(
            name="Ada Stone", emails=["ada@stone.example"], phones=["+44 20 7946 0958"], organisation="Rail North",
            note="tea", first_met_on=date(2021, 1, 8), source="linkedin", source_key="ada-stone",
            url="https://www.linkedin.com/in/ada-stone",
        )
    )  # fmt: skip
    other = workbook.add(
        Person(
            name="A. Stone", other_names=["Ada Pebble"], emails=["ADA@stone.example", "ada@home.example"],
            phones=["00442079460958", "020 7946 0000"], organisation="Kestrel Books", role="Editor", note="cake",
            first_met_on=date(2019, 5, 4), tags=["choir"], source="google", source_key="g7", do_not_contact=True,
            raw="PHONE 7946 0000", introduced_by=one.id,
        )
    )  # fmt: skip
    return one, other


def test_a_merge_keeps_every_value_and_both_notes(workbook: Workbook) -> None:
    one, other = two(workbook)
    merged, _ = merge_people(workbook, one, other)
    assert merged == workbook.get(Person, one.id)
    assert workbook.count() == 1
    assert merged == one.changed(
        other_names=["A. Stone", "Ada Pebble"],
        emails=["ada@stone.example", "ada@home.example"],
        phones=["+44 20 7946 0958", "00442079460958", "020 7946 0000"],
        role="Editor",
        note="tea\n\ncake\n\nWhere do they work?: Kestrel Books",
        first_met_on=date(2019, 5, 4),
        tags=["choir"],
        do_not_contact=True,
        raw="PHONE 7946 0000\nKEY google g7",
    )


def test_a_merge_moves_all_that_refers_to_the_other_and_one_undo_brings_it_back(workbook: Workbook) -> None:
    one, other = two(workbook)
    third = workbook.add(Person(name="Bo Fox", introduced_by=other.id))
    talk = workbook.add(Interaction(on=DAY, people=[third.id, other.id]))
    both = workbook.add(Interaction(on=DAY, people=[other.id, third.id, one.id]))
    help = workbook.add(Exchange(on=DAY, person=other.id, direction="given", kind="advice"))
    intro = workbook.add(
        Exchange(on=DAY, person=third.id, direction="given", kind="introduction", third_party=other.id)
    )
    loop = workbook.add(Exchange(on=DAY, person=one.id, direction="given", kind="introduction", third_party=other.id))
    back = workbook.add(Exchange(on=DAY, person=other.id, direction="given", kind="introduction", third_party=one.id))
    step = workbook.add(Action(person=other.id, what="send the slides"))
    workbook.add(Distinct(person=other.id, other=third.id))
    workbook.add(Distinct(person=other.id, other=one.id))
    plan = workbook.plan()
    workbook.set(plan, "when.named", [other.id, third.id], plan.when.named)
    before = content(workbook)
    _, change = merge_people(workbook, one, other)
    assert workbook.get(Person, third.id).introduced_by == one.id
    assert workbook.get(Interaction, talk.id).people == [third.id, one.id]
    assert workbook.get(Interaction, both.id).people == [one.id, third.id]
    assert workbook.get(Exchange, help.id).person == one.id
    assert workbook.get(Exchange, intro.id).third_party == one.id
    for each in (loop, back):
        now = workbook.get(Exchange, each.id)
        assert (now.person, now.third_party) == (one.id, "")
    assert workbook.get(Action, step.id).person == one.id
    assert [(pair.person, pair.other) for pair in workbook.where(Distinct)] == [(one.id, third.id)]
    assert workbook.plan().when.named == [one.id, third.id]
    assert workbook.check() == []
    assert workbook.undo(change).stayed == []
    assert content(workbook) == before


def test_a_later_import_meets_the_one_person_by_the_keys_of_both(workbook: Workbook) -> None:
    head = b"First Name,Last Name,Email Address,Company,Position,Connected On\n"
    file = uploaded("Connections.csv", head + b"Ines,Okafor,,,,08 Jan 2021\n")
    own = workbook.add(Person(name="Ines"))
    commit(workbook, preview(workbook, file))
    (imported,) = workbook.where(Person, name="Ines Okafor")
    merge_people(workbook, own, imported)
    assert preview(workbook, file).counts["unchanged"] == 1
    url = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\nI,O,linkedin.com/in/ines,,,,\n"
    commit(workbook, preview(workbook, uploaded("Connections.csv", url)))
    merge_people(workbook, workbook.get(Person, own.id), workbook.where(Person, name="I O")[0])
    assert preview(workbook, uploaded("Connections.csv", url)).counts["unchanged"] == 1
    assert workbook.count() == 1


def test_a_person_is_not_merged_with_themselves(workbook: Workbook) -> None:
    one = workbook.add(Person(name="Ada Stone"))
    with pytest.raises(NetkitError, match="one and the same"):
        merge_people(workbook, one, one)


TEXT = st.text(alphabet="aB ë,\n+0", max_size=6)
PERSON = st.builds(
    Person,
    name=TEXT.map(lambda text: f"N{text}"),
    other_names=st.lists(TEXT.filter(str.strip), max_size=2),
    emails=st.lists(st.sampled_from(["a@x.example", "A@X.example", "b@y.example"]), max_size=2),
    phones=st.lists(st.sampled_from(["+44 20 7946 0958", "020"]), max_size=2),
    organisation=TEXT,
    role=TEXT,
    note=TEXT,
    tags=st.lists(TEXT.filter(str.strip), max_size=2),
)


@given(PERSON, PERSON)
@settings(max_examples=150)
def test_nothing_that_either_said_is_lost_in_a_merge(one: Person, other: Person) -> None:
    after = json.dumps(joined_people(one, other).model_dump(mode="json"), ensure_ascii=False).casefold()
    for person in (one, other):
        texts = [
            person.name,
            person.organisation,
            person.role,
            person.note,
            *person.other_names,
            *person.emails,
            *person.tags,
        ]
        for text in texts:
            said = json.dumps(" ".join(text.split()), ensure_ascii=False)[1:-1].casefold()
            assert said in " ".join(after.replace("\\n", " ").split())


WORDS = st.sampled_from(["PHONE", "VCARD", "KEY"])


@given(st.lists(st.tuples(WORDS, st.text(alphabet="ab \n:", max_size=8)), max_size=4))
def test_what_is_kept_verbatim_is_read_back_as_it_was(found: list[tuple[str, str]]) -> None:
    assert entries(written(found)) == list(dict.fromkeys(found))
    assert joined(written(found), written(found)) == written(found)


def test_a_pair_put_off_comes_last_until_it_is_decided(workbook: Workbook) -> None:
    for name in ("Ada Stone", "Ada Stone", "Bo Fox", "Bo Foxe"):
        workbook.add(Person(name=name))
    first, second = suggestions(workbook)
    assert first.one.name == "Ada Stone"  # the same name is likelier than one alike
    change = put_off(workbook, first.one, first.other)
    assert [pair.ids for pair in suggestions(workbook)] == [second.ids, first.ids]
    put_off(workbook, second.one, second.other)
    assert [pair.ids for pair in suggestions(workbook)] == [first.ids, second.ids]
    say_different(workbook, first.other, first.one)
    assert [pair.ids for pair in suggestions(workbook)] == [second.ids]
    assert len(workbook.where(Distinct)) == 2  # what was said last stands in the place of what was said before
    workbook.undo()
    workbook.undo()
    workbook.undo(change)
    assert [pair.ids for pair in suggestions(workbook)] == [first.ids, second.ids]


def test_only_pairs_with_some_people_can_be_asked_for(workbook: Workbook) -> None:
    ada, _, bo, _ = (workbook.add(Person(name=name)) for name in ("Ada Stone", "Ada Stone", "Bo Fox", "Bo Fox"))
    assert [bo.id in pair.ids for pair in suggestions(workbook, {bo.id})] == [True]
    assert [ada.id in pair.ids for pair in suggestions(workbook, {ada.id})] == [True]
