"""The words of a report's first screen."""

from __future__ import annotations

import pytest

from netkit.report.front import step_says


@pytest.mark.parametrize(("name", "said"), [("P. K.", "Thank P. K."), ("Petra Kim", "Thank Petra Kim.")])
def test_a_step_ends_with_one_full_stop(name: str, said: str) -> None:
    assert step_says("thank", name, "") == (said, "")
