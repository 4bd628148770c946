"""What the scoring of a plan hands back: points, a reason for each one lost, and findings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import ceil, floor

from netkit.questions import STEPS
from netkit.targets import DUST

POINTS = {"why": 15, "who": 15, "message": 15, "where": 10, "how": 15, "when": 15, "help": 15}
READY_AT = 0.8  # share of a question's points from which on it is called ready [choice]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some points are not earned yet, how to earn them, and where.

    `field` is the path it points to, such as `why.goals.<id>.by`, or a list to add to, such as
    `why.goals`; for what helps a person, `person.<id>.offers`. `act` is the text of a button to go there.
    """

    question: str
    criterion: str
    lost: float
    field: str
    why: str
    how: str
    act: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit together in the plan; it costs no points.

    `field` and `act` as in a Reason; `value` is what a click would set the field to, None if not known,
    and `also` what it sets at once: pairs of field and value. `goal` is the id of a goal that nobody serves.
    """

    question: str
    kind: str
    field: str
    text: str
    act: str
    value: object = None
    also: tuple[tuple[str, object], ...] = ()
    goal: str = ""

    @property
    def answers(self) -> tuple[tuple[str, object], ...]:
        """Every field that a click sets, with its value; nothing where no value is known."""
        return () if self.value is None else ((self.field, self.value), *self.also)


@dataclass(frozen=True, slots=True)
class PlanScore:
    """How complete and specific a plan is, not how true: points, reasons and findings.

    `answered` are the questions of which anything is said.
    """

    total: float
    parts: dict[str, float]
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...]
    answered: frozenset[str]

    @property
    def ready(self) -> int:
        """How many of the seven questions are ready."""
        return sum(self.state(question) == "ready" for question in self.parts)

    def state(self, question: str) -> str:
        """`ready` at 80 % of a question's points, else `started`, or `empty` where nothing is answered."""
        if self.parts[question] >= READY_AT * POINTS[question] - DUST:
            return "ready"
        return "started" if question in self.answered else "empty"

    def next(self, question: str | None = None) -> Reason | None:
        """What earns most at this question, or at the first that is not ready; all of a criterion counts together."""
        asked = question or next((q for q in self.parts if self.state(q) != "ready"), None)
        reasons = [reason for reason in self.reasons if asked in (None, reason.question)]
        by_criterion: defaultdict[str, float] = defaultdict(float)
        for reason in reasons:
            by_criterion[f"{reason.question}.{reason.criterion}"] += reason.lost
        return max(reasons, key=lambda one: by_criterion[f"{one.question}.{one.criterion}"], default=None)

    def summary(self) -> str:
        """The sentence beside the form: "5 of 7 ready, next: choose a day (Why)"."""
        ready = f"{self.ready} of {len(self.parts)} ready"
        step = self.next()
        if step is None or self.ready == len(self.parts):
            return f"{ready}: go on to 2_people."
        act = step.act[:1].lower() + step.act[1:]
        return f"{ready}, next: {act.split(' (+')[0]} ({STEPS[step.question].name})."


def lose(question: str, criterion: str, lost: float, field: str, why: str, how: str, act: str) -> Reason:
    """A Reason whose button also says how many points it brings."""
    return Reason(question, criterion, lost, field, why, how, f"{act} (+{say_points(lost)})")


def say_points(points: float, earned: bool = False) -> str:
    """Points as people read them, whole: half a point earned counts, half a point to earn does not."""
    whole = floor(points + 0.5) if earned else ceil(points - 0.5)
    return str(whole) if whole else "a little"
