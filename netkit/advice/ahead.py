"""All that there is to say now, read from the workbook without the years before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from netkit.advice.giving import Give, gives
from netkit.advice.meeting import next_names
from netkit.advice.step import Step
from netkit.advice.steps import next_steps
from netkit.advice.week import Week, is_long, this_week
from netkit.metrics.volume import weekly

if TYPE_CHECKING:
    from netkit.workbook import Workbook
    from netkit.workbook.lately import Lately

GIVES = 20
MONTHS, FURTHER = 2, 4  # how far back; and how many times further, as long as a row of weeks has no end


@dataclass(frozen=True, slots=True)
class Now:
    """The running week, the next steps, what could be given, and whom to meet; each as its own function says."""

    week: Week
    steps: list[Step]
    gives: list[Give]
    names: list[Step]


def now(workbook: Workbook) -> Now:
    """What there is to say on the workbook's today: the same as from all its frames, and sooner in a long life."""
    plan, today = workbook.plan(), workbook.today
    near = workbook.lately(MONTHS)
    return Now(
        this_week(_weeks(workbook, near), near.exchanges, today, workbook.settings().count_endorsements),
        next_steps(*near.frames, plan, today),
        gives(near.people, near.exchanges, plan, today, GIVES, actions=near.actions, gave=near.gave),
        next_names(near.people, near.contacts, plan, today, near.actions),
    )


def _weeks(workbook: Workbook, near: Lately) -> pd.DataFrame:
    """The weeks, true as far back as it matters how many in a row met the plan."""
    months, plans = MONTHS, workbook.plans()
    while True:
        weeks = weekly(near.interactions, near.contacts, near.people, plans, workbook.today)
        seen = weeks[weeks.index >= pd.Timestamp(near.since)]
        broken = seen["complete"] & seen["verdict"].isin(["below", "none"])
        if near.is_all or broken.any() or is_long(weeks):
            return weeks
        months *= FURTHER
        near = workbook.lately(months)
