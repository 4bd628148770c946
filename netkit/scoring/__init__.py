"""The score of a plan: how complete and specific it is, with a reason for every point not earned yet.

It measures completeness and specificity, not truth; no study validates its weights. Free text is gated
for presence, never rewarded for length; points come from structured fields and the links between them.
"""

from __future__ import annotations

from datetime import date
from math import fsum
from typing import TYPE_CHECKING

from netkit.questions import Plan
from netkit.scoring.acts import help_reasons, how_reasons, when_reasons
from netkit.scoring.aims import message_reasons, where_reasons, who_reasons, why_reasons
from netkit.scoring.findings import findings_of
from netkit.scoring.people import named_people
from netkit.scoring.result import POINTS, Finding, PlanScore, Reason

if TYPE_CHECKING:
    import pandas as pd

    from netkit.scoring.people import People


def score_plan(plan: Plan, people: People, today: date, weekly: pd.DataFrame | None = None) -> PlanScore:
    """The plan's points (of 100), by question, a reason for each one lost, and findings that cost nothing.

    `people` is a frame (or a list of Person) with id, name, offers and will_ask; only the named are read.
    `weekly` is metrics.volume.weekly(...) or None: with it, a target lately out of reach is a finding.
    A blank plan has 0 points and every criterion as a reason.
    """
    named = named_people(plan, people)
    reasons = (
        *why_reasons(plan, today), *who_reasons(plan), *message_reasons(plan), *where_reasons(plan),
        *how_reasons(plan), *when_reasons(plan, named, today), *help_reasons(plan, named),
    )  # fmt: skip
    parts = {
        question: abs(round(points - fsum(r.lost for r in reasons if r.question == question), 6))
        for question, points in POINTS.items()
    }
    findings = tuple(findings_of(plan, named, today, weekly))
    answered = {question for question in POINTS if getattr(plan, question) != getattr(Plan(), question)}
    if any(person.offered for person in named):
        answered.add("help")
    return PlanScore(round(fsum(parts.values()), 6), parts, reasons, findings, frozenset(answered))


__all__ = ["POINTS", "Finding", "PlanScore", "Reason", "score_plan"]
