"""The words of a report's first screen."""

from __future__ import annotations

from datetime import date

import pytest

from netkit.report.front import goal_card, step_says


@pytest.mark.parametrize(("name", "said"), [("P. K.", "Thank P. K."), ("Petra Kim", "Thank Petra Kim.")])
def test_a_step_ends_with_one_full_stop(name: str, said: str) -> None:
    assert step_says("thank", name, "") == (said, "")


def test_a_goal_that_is_partly_done_is_drawn_as_a_share() -> None:
    goal = {"id": "g", "unit": "other", "done": 2.25, "target": 3.0, "by": None}
    whole, done = goal_card(goal, date(2026, 3, 29)).bars
    assert (whole.look, done.look, done.width) == ("o", "g", 160 * 2.25 / 3)
