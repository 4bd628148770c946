"""The words of a report's first screen."""

from __future__ import annotations

from datetime import date

import pytest

from netkit.numbers import figure
from netkit.report.front import changes, fresh_card, goal_card, step_says


@pytest.mark.parametrize(("name", "said"), [("P. K.", "Thank P. K."), ("Petra Kim", "Thank Petra Kim.")])
def test_a_step_ends_with_one_full_stop(name: str, said: str) -> None:
    assert step_says("thank", name, "") == (said, "")


TOLD = "4 new, 1 after a quiet year"


@pytest.mark.parametrize(
    ("planned", "over", "beside", "small", "says"),
    [
        (0, 0, 0, "this week so far", f"{TOLD}."),
        (2, 0, 0, "with 2 planned this week", f"{TOLD}."),
        (8, 3, 0, "of 8 planned", f"{TOLD}; two this week."),
        (0, 3, 0, "so far", f"{TOLD}; two this week."),
        (2, 0, 2, "with 2 planned this week", f"{TOLD}; two more beside the plan."),
    ],
)
def test_new_people_are_told_with_this_week(planned: int, over: int, beside: int, small: str, says: str) -> None:
    fresh = {"new": 4, "again": 1, "planned": planned, "now": 2, "over": over, "beside": beside}
    card = fresh_card(fresh, figure)
    assert (card.title, card.value, card.says) == ("New or back in touch", [("5", ""), (small, "small")], says)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (28, "One to go, and one day left."),
        (29, "One to go, and its day has come."),
        (30, "One to go, and its day was one day ago."),
    ],
)
def test_a_goal_says_how_far_its_day_is(day: int, says: str) -> None:
    goal = {"id": "g", "unit": "conversations", "done": 5.0, "target": 6.0, "by": "2026-03-29"}
    assert goal_card(goal, date(2026, 3, day)).says == says


@pytest.mark.parametrize(
    ("target", "unit", "small"),
    [
        (1.0, "introductions", "of 1 introduction"),
        (1.0, "people", "of 1 person met"),
        (1.0, "meetings", "of 1 meeting in person"),
        (2.0, "meetings", "of 2 meetings in person"),
        (1.0, "other", "of 1"),
        (None, "conversations", "conversations"),
    ],
)
def test_a_goal_says_what_it_counts_also_of_one(target: float | None, unit: str, small: str) -> None:
    goal = {"id": "g", "unit": unit, "done": 0.0, "target": target, "by": None}
    assert goal_card(goal, date(2026, 3, 29)).value[1] == (small, "small")


def test_a_goal_that_is_partly_done_is_drawn_as_a_share() -> None:
    goal = {"id": "g", "unit": "other", "done": 2.25, "target": 3.0, "by": None}
    whole, done = goal_card(goal, date(2026, 3, 29)).bars
    assert (whole.look, done.look, done.width) == ("o", "g", 160 * 2.25 / 3)


def test_another_goal_is_not_compared_with_the_one_before() -> None:
    before = {"goal": {"unit": "conversations", "by": "2026-05-31", "done": 5.0, "target": 6.0}}
    raised = {"goal": {"unit": "conversations", "by": "2026-05-31", "done": 6.0, "target": 8.0}}
    other = {"goal": {"unit": "people", "by": "2026-09-30", "done": 1.0, "target": 10.0}}
    assert changes(raised, before) == [("Goal", "5 of 6", "6 of 8")]
    assert changes(other, before) == [("Goal", "–", "1 of 10")]
