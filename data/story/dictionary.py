"""data/README.md, the dictionary of every table and column, put together from what the code says of itself."""

from __future__ import annotations

import types
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin

from data.story.tables import tables
from netkit import vocabulary as v
from netkit.questions import STEPS, Avenue, Goal, IfThen, Item, Off, Offer, Plan, Venue, questions_of
from netkit.questions import Audience as AudienceItem
from netkit.records import RECORDS, Exchange, Interaction, Model, Person, Settings, vocabulary_of
from netkit.workbook.rows import LINKS, table_of

ITEMS: tuple[type[Item], ...] = (Goal, AudienceItem, Venue, Avenue, IfThen, Off, Offer)
LISTS = {
    Goal: "why.goals",
    AudienceItem: "who.audiences",
    Venue: "where.venues",
    Avenue: "how.avenues",
    IfThen: "how.ifthens",
    Off: "when.off",
    Offer: "help.offers",
}
TYPES = {str: "text", bool: "0 or 1", int: "whole number", float: "number", date: "day"}
KINDS = {
    "line": "text",
    "text": "text",
    "number": "number",
    "day": "day",
    "time": "time, 16:15",
    "choice": "term",
    "choices": "list of terms",
    "names": "list of texts",
    "link": "id",
    "links": "list of ids",
    "items": "list of items",
    "people": "list of ids of persons",
}


def dictionary() -> str:
    """The whole text of data/README.md."""
    sample = tables()
    hand = Path(__file__).with_name("README.in.md").read_text("utf-8")
    return hand.format(
        people=len(sample[Person]),
        contacts=len(sample[Interaction]),
        helped=len(sample[Exchange]),
        records="\n\n".join(_record(record) for record in RECORDS),
        settings=_fields(Settings),
        plan="\n\n".join([*(_part(name) for name in STEPS), *(_item(item) for item in ITEMS)]),
        vocabularies="\n\n".join(_vocabulary(terms) for terms in vocabularies()),
        worth=_table(("value", "words"), ((str(value), words) for value, words in v.HELP_VALUE.items())),
    )


def vocabularies() -> list[v.Vocabulary]:
    """All vocabularies, in the order of the alphabet."""
    return sorted(
        (terms for terms in vars(v).values() if isinstance(terms, v.Vocabulary)), key=lambda terms: terms.name
    )


def _record(record: type[Model]) -> str:
    return f"### {table_of(record)}\n\n{record.__doc__}\n\n{_fields(record)}"


def _fields(record: type[Model]) -> str:
    rows = [
        (f"`{name}`", field.title or "", _type(record, name), _meaning(record, name))
        for name, field in record.model_fields.items()
    ]
    return _table(("column", "in the form", "type", "meaning"), rows)


def _type(record: type[Model], name: str) -> str:
    needed = ", needed" if record.model_fields[name].is_required() else ""
    if (terms := vocabulary_of(record, name)) is not None:
        return f"term of [{terms.name}](#{_anchor(terms)}){needed}"
    if name == "id" or name in LINKS.get(table_of(record), {}):
        return f"id{needed}"
    return _words(record.model_fields[name].annotation) + needed


def _words(annotation: Any) -> str:
    if isinstance(annotation, types.UnionType):
        return _words(next(each for each in get_args(annotation) if each is not type(None)))
    if get_origin(annotation) is list:
        return "list of objects" if get_origin(get_args(annotation)[0]) is dict else "list of texts"
    return "object" if get_origin(annotation) is dict else TYPES[annotation]


def _meaning(record: type[Model], name: str) -> str:
    field = record.model_fields[name]
    start = "" if field.is_required() or field.default_factory else field.default
    said = f" Starts as `{int(start) if isinstance(start, bool) else start}`." if start else ""
    return (field.description or "") + said


def _part(name: str) -> str:
    step = STEPS[name]
    model: type[Model] = Plan.model_fields[name].annotation
    return f"### {name}: {step.question}\n\n{step.help}\n\n{_questions(model)}"


def _item(item: type[Item]) -> str:
    return f"### Each of {LISTS[item]}\n\n{item.__doc__}\n\n{_questions(item)}"


def _questions(model: type[Model]) -> str:
    rows = (
        [("`id`", "", "id", "Short stable id, the same in every version of the plan.")]
        if issubclass(model, Item)
        else []
    )
    for name, asked in questions_of(model).items():
        kind = KINDS[asked.kind]
        if asked.terms is not None:
            kind += f" of [{asked.terms.name}](#{_anchor(asked.terms)})"
        rows.append((f"`{name}`", asked.label, f"{kind} in {asked.of}" if asked.of else kind, asked.help))
    return _table(("field", "question", "type", "help"), rows)


def _vocabulary(terms: v.Vocabulary) -> str:
    return f"### {terms.name}\n\n" + _table(("term", "words"), ((f"`{term}`", words) for term, words in terms.items()))


def _anchor(terms: v.Vocabulary) -> str:
    return terms.name.replace(" ", "-")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
