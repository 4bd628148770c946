"""All that stands in an entry as plain values, and back: so that what is not saved yet outlives the kernel."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from netkit.advice import Step
from netkit.forms.fields import Field
from netkit.forms.log.said import Said
from netkit.records import Exchange, Interaction, Person

if TYPE_CHECKING:
    from netkit.forms.log.entry import Entry


def typed(entry: Entry) -> dict[str, Any]:
    """What stands in an entry, fit for JSON; with what was stored before, so that no other change is overwritten."""
    was, step = entry.was, entry.settling.step
    helps = [
        {"direction": row.direction, "stored": row.stored and _dump(row.stored), **_values(row.fields)}
        for row in entry.helps.rows
    ]
    stored = was and {"entry": _dump(was.interaction), "helps": [_dump(one) for one in was.helps], "event": was.event}
    about = step and {**asdict(step), "due_on": _plain(step.due_on)}
    return {
        "was": stored, "about": about, "who": entry.who.value, "search": entry.who.line.value, "how": entry.how.value,
        "touched": sorted(entry.touched), "fields": _values(entry.fields), "helps": helps,
    }  # fmt: skip


def retype(entry: Entry, found: dict[str, Any]) -> None:
    """Put it all into the entry again; people who are gone are left out. Any error means that it can't be read."""
    entry.clear()
    if found["was"]:
        helps = [Exchange.read(one) for one in found["was"]["helps"]]
        stored = Interaction.read(found["was"]["entry"])
        entry.load(Said(stored, helps, {one.id: one for one in helps}, event=found["was"]["event"]))
    if found["about"]:
        due_on = found["about"]["due_on"]
        entry.settling.fill(Step(**{**found["about"], "due_on": date.fromisoformat(due_on) if due_on else None}))
    entry.who.fill([id for id in found["who"] if entry.form.workbook.where(Person, id=id)])
    entry.who.line.value = found["search"]
    entry.how.fill(found["how"])
    entry.touched = set(found["touched"])
    entry.who.changed()
    _fill(entry.fields, found["fields"])
    entry.helps.fill([])
    for one in found["helps"]:
        row = entry.helps.add(one["direction"], Exchange.read(one["stored"]) if one["stored"] else None)
        _fill(row.fields, one)
    entry.show_typed()


def _values(fields: dict[str, Field]) -> dict[str, Any]:
    return {name: _plain(field.value) for name, field in fields.items()}


def _fill(fields: dict[str, Field], values: dict[str, Any]) -> None:
    for name, field in fields.items():
        field.fill(values[name])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _dump(record: Interaction | Exchange) -> dict[str, Any]:
    found: dict[str, Any] = record.model_dump(mode="json")
    return found
