"""New ids for a redacted copy: by those that a cell of the owner's prints, two reports can't be joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from netkit.questions import Item, questions_of
from netkit.records import Record, SavedReport, new_id
from netkit.report.contents import Contents
from netkit.report.groups import TOLD
from netkit.values import Model
from netkit.workbook.rows import LINKS, table_of

R = TypeVar("R", bound=Record)
# the fields that refer to something and are no foreign key, since a list or the plan holds it
_MORE_LINKS = {
    "person": ("audience", "offers"), "interaction": ("people",), "event": ("goal",), "progress": ("goal",),
}  # fmt: skip
_LINKING = {"link", "links", "people"}  # kinds of questions


def with_new_ids(contents: Contents) -> Contents:
    """The contents with another random id for each record and item of the plan, and with every link led there.

    People stand in the order of what they are called here, for the order in which they were stored is the same in
    every report.
    """
    new = {id: new_id() for id in _ids(contents)}
    return replace(
        contents,
        plans=[(day, _item(plan, new)) for day, plan in contents.plans],
        people=sorted((_record(each, new) for each in contents.people), key=lambda person: person.name),
        events=[_record(each, new) for each in contents.events],
        interactions=[_record(each, new) for each in contents.interactions],
        exchanges=[_record(each, new) for each in contents.exchanges],
        actions=[_record(each, new) for each in contents.actions],
        progress=[_record(each, new) for each in contents.progress],
        reports=[_without_ids(_record(each, new)) for each in contents.reports],
    )


def without_id(figures: dict[str, Any]) -> dict[str, Any]:
    """The figures of a report without the id of their goal, which is that of the copy they were made from."""
    goal = figures.get("goal")
    return figures | ({"goal": {name: value for name, value in goal.items() if name != "id"}} if goal else {})


def _ids(contents: Contents) -> Iterator[str]:
    yield from (record.id for record in contents.records())
    for _, plan in contents.plans:
        yield from _item_ids(plan)


def _item_ids(model: Model) -> Iterator[str]:
    for name, value in model:
        if name == "id":
            yield value
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, Model):
                yield from _item_ids(part)


def _record(record: R, new: Mapping[str, str]) -> R:
    table = table_of(type(record))
    links = ("id", *LINKS.get(table, {}), *_MORE_LINKS.get(table, {}))
    return record.changed(**{name: _led(getattr(record, name), new) for name in links})


def _without_ids(report: SavedReport) -> SavedReport:
    """An earlier report without the ids among its figures: the next is compared with the numbers."""
    figures = without_id(report.figures)
    return report.changed(figures={name: value for name, value in figures.items() if name != TOLD})


def _item(model: Model, new: Mapping[str, str]) -> Any:
    """A plan, a part or an item of it, with its links led to the new ids."""
    changed: dict[str, Any] = {name: _item(part, new) for name, part in model if isinstance(part, Model)}
    for name, question in questions_of(type(model)).items():
        value = getattr(model, name)
        if question.kind == "items":
            changed[name] = [_item(item, new) for item in value]
        elif question.kind in _LINKING:
            changed[name] = _led(value, new)
    if isinstance(model, Item):
        changed["id"] = new[model.id]
    return model.changed(**changed)


def _led(value: Any, new: Mapping[str, str]) -> Any:
    return [new.get(id, id) for id in value] if isinstance(value, list) else new.get(value, value)
