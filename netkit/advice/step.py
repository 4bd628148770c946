"""A next step, and whom it may be with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

# the kind of each step, in order of rank, and the kind of Action that snoozing, dismissing or doing it is kept as
KEPT_AS = {
    "promise": "promise",
    "thank": "thank",
    "planned": "follow_up",
    "report_back": "report_back",
    "due": "follow_up",
    "nudge": "follow_up",
    "meanwhile": "ask",
    "meet": "ask",
}


NEXT = "when.next"  # the field of the plan that holds its next step
YOURS = "Your next step"  # the name of a step that is with nobody


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do, mostly for or with a person: `ref` is the id of the action, exchange or interaction behind it,
    or NEXT for the plan's own. `own` is what the owner wrote down or agreed to, no idea of netkit's.
    """

    person: str
    name: str
    kind: str
    reason: str
    due_on: date | None = None
    ref: str = ""
    own: bool = False

    @property
    def whom(self) -> str:
        """The person; what is with nobody stands by itself."""
        return self.person or self.ref


def about(step: Step) -> tuple[str, str]:
    """The person and the kind of Action: what is put off, let go or written down once for both."""
    return step.person, KEPT_AS[step.kind]


def names_of(people: pd.DataFrame) -> dict[str, str]:
    """Names by id of everybody who may be contacted; the e-mail address where there is no name."""
    rows = people[~people["do_not_contact"].astype(bool)]
    firsts = [mails[0] if mails else "somebody" for mails in rows["emails"]] if "emails" in rows else rows["name"]
    ids, names = rows["id"].tolist(), rows["name"].tolist()
    return {id: name or first for id, name, first in zip(ids, names, firsts, strict=True)}


def named(step: Step, name: str) -> Step:
    """The step with the person's name, also in its reason."""
    return replace(step, name=name, reason=step.reason.replace("{name}", name))
