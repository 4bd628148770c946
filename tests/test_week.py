"""Paste your week: what each line says was written out by hand; today is Monday 23 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkit.importers.week import Draft, drafts
from netkit.importers.week.days import coming_day, past_day
from netkit.records import Person

TODAY = date(2026, 11, 23)
NAMES = {
    "ines": "Ines Okafor", "ben": "Ben Ost", "mara": "Mara Holwell, PhD", "benl": "Ben Lind", "will": "Will Stone",
    "zoe": "Zoë Lund",
}  # fmt: skip
PEOPLE = [Person(id=id, name=name) for id, name in NAMES.items()]


def only(text: str) -> Draft:
    (draft,) = drafts(text, TODAY, PEOPLE)
    return draft


def said(text: str) -> dict[str, object]:
    """What a line says, but for its text and a day of today that it does not say."""
    draft = only(text)
    values = {name: getattr(draft, name) for name in Draft.__slots__ if name not in ("text", "day_said")}
    return {name: value for name, value in values.items() if value and (name, value) != ("on", TODAY)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("coffee with Ines on Tuesday, promised the slides", {
            "people": ("ines",), "on": date(2026, 11, 17), "avenue": "coffee", "channel": "in_person",
            "promised": "the slides",
        }),
        ("- Emailed Ben Ost yesterday about the job at Rail North", {
            "people": ("ben",), "on": date(2026, 11, 22), "channel": "email", "left": "about the job at Rail North",
        }),
        ("zoe called, I'll send her the meetup list by Friday", {
            "avenue": "call", "channel": "phone", "promised": "send her the meetup list", "due_on": date(2026, 11, 27),
            "left": "zoe",
        }),
        ("Zoe called, I’ll send her the meetup list by Friday", {
            "people": ("zoe",), "avenue": "call", "channel": "phone", "direction": "inbound",
            "promised": "send her the meetup list", "due_on": date(2026, 11, 27),
        }),
        ("lunch with ben and Priya Shah, talked about pricing", {
            "several": (("ben", ("ben", "benl")),), "strangers": ("Priya Shah",), "channel": "in_person",
            "left": "talked about pricing",
        }),
        ("Heard back from Mara Holwell on 12 March", {
            "people": ("mara",), "on": date(2026, 3, 12), "direction": "inbound",
        }),
        ("met Will and Ines at the meetup on Saturday 14 Nov", {
            "people": ("will", "ines"), "on": date(2026, 11, 14), "avenue": "meetup", "channel": "event", "left": "met",
        }),
        ("Ines replied to my LinkedIn note", {
            "people": ("ines",), "channel": "linkedin", "direction": "inbound", "outcome": "replied",
            "left": "replied to my note",
        }),
        ("wrote to Zoe on LinkedIn yesterday and will send her the list tomorrow", {
            "people": ("zoe",), "on": date(2026, 11, 22), "channel": "linkedin", "left": "wrote",
            "promised": "send her the list", "due_on": date(2026, 11, 24),
        }),
        ("no reply from Zoe yet", {"people": ("zoe",), "outcome": "no_reply", "left": "no reply from yet"}),
        ("Zoe hasn't answered", {"people": ("zoe",), "channel": "email", "outcome": "no_reply", "left": "hasn't"}),
        ("Will call Ines next week", {"people": ("ines",), "promised": "call Ines", "due_on": date(2026, 11, 30)}),
        ("we sat in the sun", {"left": "sat in the sun"}),
        ("12 marketing people will hear from me", {"left": "12 marketing people will hear from me"}),
    ],
)  # fmt: skip
def test_a_line_says_who_when_how_and_what_was_promised(text: str, expected: dict[str, object]) -> None:
    assert said(text) == expected


def test_a_line_with_a_day_alone_dates_those_below() -> None:
    found = drafts("Tuesday:\ncoffee with Ines\ncall with Zoe yesterday\n\nThu\nemail to Mara Holwell", TODAY, PEOPLE)
    assert [(draft.people, draft.on, draft.day_said) for draft in found] == [
        (("ines",), date(2026, 11, 17), False),
        (("zoe",), date(2026, 11, 22), True),
        (("mara",), date(2026, 11, 19), False),
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY), ("last night", date(2026, 11, 22)), ("two days ago", date(2026, 11, 21)),
        ("a week ago", date(2026, 11, 16)), ("on Monday", TODAY), ("last Monday", date(2026, 11, 16)),
        ("on Sun", date(2026, 11, 22)), ("Mar 12th, 2025", date(2025, 3, 12)), ("the 3rd of Dec", date(2025, 12, 3)),
        ("2026-11-20", date(2026, 11, 20)), ("next Tuesday", None), ("31 February", None), ("in the sun", None),
        ("by Friday", None), ("2027-01-01", None), ("Saturday 14 November", date(2026, 11, 14)),
    ],
)  # fmt: skip
def test_a_day_is_the_last_one_that_the_words_can_mean(text: str, day: date | None) -> None:
    found = past_day(text, TODAY)
    assert (found and found[0]) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by Friday", date(2026, 11, 27)), ("on Monday", date(2026, 11, 30)), ("tomorrow", date(2026, 11, 24)),
        ("soon", None),
    ],
)  # fmt: skip
def test_a_promise_is_for_the_next_day_that_the_words_can_mean(text: str, day: date | None) -> None:
    found = coming_day(text, TODAY)
    assert (found and found[0]) == day


@given(st.text(), st.lists(st.text(min_size=1).filter(str.strip), max_size=5))
def test_any_text_gives_drafts_of_days_that_have_been(text: str, names: list[str]) -> None:
    people = [Person(name=name) for name in names if "\0" not in name]
    found = drafts(text, TODAY, people)
    assert len(found) <= 50
    assert all(draft.on <= TODAY and draft.text for draft in found)


@given(st.lists(st.text("abc XYZ,.!?:'-12é", min_size=1, max_size=30), max_size=40))
def test_each_line_that_is_no_day_is_a_draft_with_its_words(lines: list[str]) -> None:
    told = [f"we sang {line} x{place}x" for place, line in enumerate(lines)]
    found = drafts("\n".join(told), TODAY, PEOPLE)
    assert [next(w for w in draft.text.split() if w[:1] == w[-1:] == "x" and w[1:-1].isdigit()) for draft in found] == [
        f"x{place}x" for place in range(len(lines))
    ]


WORDS = "coffee with Ines on Tuesday , promised the slides by Friday and Ben called yesterday I'll to 3 May x"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=25))
def test_each_word_is_read_or_left(words: list[str]) -> None:
    for draft in drafts(" ".join(words), TODAY, PEOPLE):
        assert "x" not in draft.text.split() or "x" in f"{draft.left} {draft.promised}".replace(",", " ").split()


def test_a_long_text_ends_after_50_lines() -> None:
    assert len(drafts("a " * 100_000 + "\n" + "coffee with Ines\n" * 1_000, TODAY, PEOPLE)) == 50
