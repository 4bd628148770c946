"""What a field of the plan says about itself: its label, help, kind, and whether it is essential."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from typing import Any, Literal

from netkit import vocabulary as v
from netkit.questions.examples import EXAMPLES
from netkit.values import Model

Kind = Literal[
    "line",  # one line of text
    "text",  # a few lines of text
    "number",
    "day",
    "time",  # of the day, 16:15
    "choice",  # one term of a vocabulary
    "choices",  # several terms
    "names",  # a list of short texts
    "link",  # the id of one item elsewhere in the plan
    "links",  # the ids of several
    "items",  # a list of records, each with an id
    "people",  # ids of persons of the workbook
]


@dataclass(frozen=True, slots=True)
class Question:
    """How a field is asked: in which words, by which kind of field, choosing from which terms or list (`of`).

    An essential field is shown at once, the others under "more". A day `ahead` says so once it has gone by.
    """

    label: str
    help: str = ""
    kind: Kind = "line"
    terms: v.Vocabulary | None = None
    of: str = ""
    essential: bool = True
    ahead: bool = False

    def __post_init__(self) -> None:
        if self.terms is not None and self.kind == "line":
            object.__setattr__(self, "kind", "choice")


more = partial(Question, essential=False)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the plan: its short name, the question, and one line of help."""

    name: str
    question: str
    help: str


@cache
def questions_of(model: type[Any]) -> Mapping[str, Question]:
    """The questions of a part or a list item, by field, in the order in which they are asked."""
    asked = {
        name: next((part for part in field.metadata if isinstance(part, Question)), None)
        for name, field in model.model_fields.items()
    }
    return {name: question for name, question in asked.items() if question is not None}


def example_of(model: type[Model], field: str, which: str, today: date) -> str:
    """The example answer to a field from one set (career, founding, staying), a day after today; '' for a list."""
    example = EXAMPLES[which].get(f"{model.__name__.lower()}.{field}", "")
    return v.say_day(today + timedelta(days=example)) if isinstance(example, int) else example
