"""The plan on one page, to read in the notebook and to download and print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from netkit import vocabulary as v
from netkit.forms.plan.items import LISTS, helped
from netkit.numbers import count
from netkit.questions import Plan, Why, questions_of
from netkit.records import Person


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


def card(plan: Plan, people: Iterable[Person], today: date, owner: str = "") -> str:
    """The plan as HTML with one heading (h2) and a part (h3) for each question that has an answer."""
    said = {
        "How I got here": plan.message.story,
        "What should stick": plan.message.remember,
        "What I ask for": plan.message.need,
        "What I can help with": plan.message.help,
    }
    return (
        _templates()
        .get_template("card.html")
        .render(
            plan=plan,
            asked=questions_of(Why)["intent"].label,
            owner=owner,
            day=v.say_day(today),
            cards={path: listed.card for path, listed in LISTS.items()},
            said=[(label, text) for label, text in said.items() if text],
            scopes=", ".join(v.SCOPE.say(scope) for scope in plan.where.scopes),
            ways=", ".join(v.AVENUE_KIND.say(avenue.kind) for avenue in plan.how.avenues if avenue.kind),
            when=list(_when(plan)),
            people=[(person.called, helped(person, plan)) for person in people],
        )
    )


def _when(plan: Plan) -> Iterator[str]:
    when = plan.when
    if when.number and when.per:
        yield f"{count(when.number, 'new person')} {v.PERIOD.say(when.per)}"
    if when.catch_ups and when.catch_ups_per:
        yield f"{when.catch_ups} to catch up with {v.PERIOD.say(when.catch_ups_per)}"
    if when.slot_day:
        yield f"15 minutes on {v.WEEKDAY.say(when.slot_day)}" + (f" at {when.slot_time}" if when.slot_time else "")
    if when.review:
        yield f"Looking back on {v.WEEKDAY.say(when.review)}"
    if when.next:
        yield f"First step: {when.next}" + (f", {v.say_day(when.next_on)}" if when.next_on else "")


def page(card: str) -> str:
    """The card as a page of its own that asks nothing of anywhere and prints on one sheet."""
    body = card.replace("<h2>", "<h1>").replace("</h2>", "</h1>").replace("<h3>", "<h2>").replace("</h3>", "</h2>")
    return _templates().get_template("card_page.html").render(card=Markup(body))
