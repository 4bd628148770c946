"""Changes while they are being made: several together in one transaction and one entry of the history."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar, cast

from netkit.errors import BadValue, Conflict
from netkit.questions import Plan, questions_of
from netkit.records import RECORDS, Interaction, Person, Record, Settings, label_of
from netkit.values import Model
from netkit.workbook import plan_fields, rows

Thing = TypeVar("Thing", bound=Record | Plan | Settings)
R = TypeVar("R", bound=Record)

# records that go with the one they refer to; other links to it are emptied
OWNED = {
    ("exchange", "person"),
    ("exchange", "interaction"),
    ("action", "person"),
    ("distinct", "person"),
    ("distinct", "other"),
}


class Draft:
    """What can be changed in an open transaction; `id` is the number of the change (0 once closed: nothing changed)."""

    def __init__(self, connection: sqlite3.Connection, today: date, id: int) -> None:
        self.connection, self.today, self.id = connection, today, id

    def call(self, what: str) -> None:
        """Give the change another name in the history than it began with."""
        self.connection.execute("UPDATE change SET what = ? WHERE id = ?", (what, self.id))

    def add(self, record: R) -> R:
        """Write a new record and return it."""
        self._insert(type(record), [record])
        return record

    def add_all(self, records: Iterable[Record]) -> None:
        """Write new records in any order: links among them are made once both ends are there."""
        by_kind: dict[type[Record], list[Record]] = {kind: [] for kind in RECORDS}
        for record in records:
            by_kind[type(record)].append(record)
        for kind, added in by_kind.items():
            later = self._ahead(kind, added)
            alone = {record.id: dict.fromkeys(links, "") for record, links in later}
            self._insert(kind, [r.model_copy(update=alone[r.id]) if r.id in alone else r for r in added])
            for record, _ in later:
                self._update(rows.get(self.connection, kind, record.id), record)

    def _ahead(self, kind: type[Record], added: list[Record]) -> list[tuple[Record, list[str]]]:
        """Those of some new records that refer to a row of their own table that is not there before them."""
        there: set[str] = set()
        found = []
        for record in added if rows.own_links(kind) else ():
            links = [f for f in rows.own_links(kind) if (id := getattr(record, f)) and id not in there]
            links = [f for f in links if not self._exists(kind, getattr(record, f))]
            found += [(record, links)] if links else []
            there.add(record.id)
        return found

    def _insert(self, kind: type[Record], records: list[Any]) -> None:
        try:
            rows.insert(self.connection, kind, records)
        except sqlite3.IntegrityError as error:
            id = f"{rows.table_of(kind)}.id"
            if str(error) != f"UNIQUE constraint failed: {id}":
                raise
            raise BadValue(id, records[0].id, "an id is taken; leave it out for a new one") from None
        for record in records if kind is Person else ():
            if record.introduced_by == record.id:
                self._refuse_circle(record)

    def get(self, kind: type[R], id: str) -> R:
        """The record of an id as it stands in this transaction; Missing if it is not there."""
        return rows.get(self.connection, kind, id)

    def replace(self, was: Record, new: Record) -> None:
        """Write the fields in which `new` differs from `was`; Conflict if it is not `was` that is stored."""
        now = rows.get(self.connection, type(was), was.id)
        if now != was:
            field = next(name for name in type(was).model_fields if getattr(now, name) != getattr(was, name))
            raise Conflict(field, getattr(new, field), getattr(now, field))
        self._update(now, new)

    def _update(self, old: Record, new: Record) -> None:
        rows.update(self.connection, old, new)
        if isinstance(new, Person) and isinstance(old, Person) and new.introduced_by != old.introduced_by:
            self._refuse_circle(new)

    def _refuse_circle(self, person: Person) -> None:
        """Nobody can have introduced somebody who introduced them, however many stand between."""
        seen, introducer = {person.id}, person.introduced_by
        while introducer:
            if introducer in seen:
                raise BadValue(
                    "person.introduced_by", person.name, "somebody they introduced can't have introduced them"
                )
            seen.add(introducer)
            row = self.connection.execute("SELECT introduced_by FROM person WHERE id = ?", (introducer,)).fetchone()
            introducer = (row and row[0]) or ""

    def set(self, thing: Thing, field: str, new: Any, was: Any) -> Thing:
        """Write one field if it still holds `was`, else raise Conflict; returns the thing as it now stands."""
        if isinstance(thing, Plan):
            return cast("Thing", self._set_plan(thing, field, new, was))
        if isinstance(thing, Settings):
            return cast("Thing", self._set_setting(field, new, was))
        return cast("Thing", self._set_record(thing, field, new, was))

    def _set_record(self, record: R, field: str, new: Any, was: Any) -> R:
        kind = type(record)
        if field not in kind.model_fields or field == "id":
            raise BadValue(f"{rows.table_of(kind)}.{field}", new, "there is no field of that name to change")
        old = rows.get_again(self.connection, record)
        changed = old.changed(**{field: new})
        before, after = getattr(old, field), getattr(changed, field)
        if before == after:
            return old
        if plan_fields.plain(before) != plan_fields.plain(was):
            raise Conflict(field, new, before)
        self._update(old, changed)
        return changed

    def _set_setting(self, field: str, new: Any, was: Any) -> Settings:
        old = settings(self.connection)
        changed = old.changed(**{field: new})
        if getattr(old, field) == getattr(changed, field):
            return old
        if plan_fields.plain(getattr(old, field)) != plan_fields.plain(was):
            raise Conflict(field, new, getattr(old, field))
        write_setting(self.connection, field, plan_fields.plain(getattr(changed, field)))
        return changed

    def _set_plan(self, plan: Plan, path: str, new: Any, was: Any) -> Plan:
        text = plan_text(self.connection, self.today)
        now = plan if plan.model_dump_json() == text else Plan.read(json.loads(text))
        part = path.partition(".")[0]  # alone: the others are validated already
        document = {part: plan_fields.plain(getattr(now, part))} if part in Plan.model_fields else {}
        stored, wanted = plan_fields.at(document, path), plan_fields.plain(new)
        if stored == wanted:
            return now
        if stored != plan_fields.plain(was):
            raise Conflict(path, new, stored)
        changed = now.changed(**plan_fields.put(document, path, wanted))
        if wanted is None and isinstance(stored, dict):
            changed = Plan.read(plan_fields.without(plan_fields.plain(changed), stored["id"]))
            self._leave_people(stored["id"])
        return self.write_plan(changed)

    def _leave_people(self, item: str) -> None:
        """Take an item of the plan (an offer, an audience) out of the people who refer to it."""
        found = self.connection.execute(
            "SELECT id FROM person WHERE audience = ? OR EXISTS (SELECT 1 FROM json_each(offers) WHERE atom = ?)",
            (item, item),
        ).fetchall()
        for (id,) in found:
            person = rows.get(self.connection, Person, id)
            audience = "" if person.audience == item else person.audience
            offers = [offer for offer in person.offers if offer != item]
            rows.update(self.connection, person, person.changed(audience=audience, offers=offers))

    def save_plan(self, plan: Plan, was: Plan) -> Plan:
        """Write every field in which `plan` differs from `was`; a Conflict in any of them keeps them all back."""
        new, old = plan_fields.plain(plan), plan_fields.plain(was)
        saved = Plan.read(plan_document(self.connection, self.today))
        for path, before, after in plan_fields.differences(old, new):
            saved = self._set_plan(saved, path, after, before)
        return self.write_plan(Plan.read(plan_fields.reordered(plan_fields.plain(saved), new)))

    def write_plan(self, plan: Plan, effective_on: date | None = None) -> Plan:
        """Write the whole plan as the version of a day (today's if none is named)."""
        day, document = (effective_on or self.today).isoformat(), plan.model_dump_json()
        if effective_on is None and document == plan_text(self.connection, self.today):
            return plan
        self.connection.execute(
            "INSERT INTO plan VALUES (?, ?) ON CONFLICT (effective_on) DO UPDATE SET document = excluded.document",
            (day, document),
        )
        return plan

    def remove(self, record: Record) -> None:
        """Take a record out, with what belongs to it; other links to it are emptied."""
        if not self._has(record):
            return
        if isinstance(record, Person):
            self._leave_interactions(record.id)
            self._leave_plan(record.id)
        for kind, field, other in rows.referring(self.connection, rows.table_of(type(record)), record.id):
            if (rows.table_of(kind), field) in OWNED:
                self.remove(other)
            elif self._has(other):
                now = rows.get(self.connection, kind, other.id)
                rows.update(self.connection, now, now.changed(**{field: ""}))
        if isinstance(record, Interaction):
            rows.set_people(self.connection, record.id, [])
        self.connection.execute(f'DELETE FROM "{rows.table_of(type(record))}" WHERE id = ?', (record.id,))

    def _leave_interactions(self, person: str) -> None:
        found = self.connection.execute("SELECT interaction FROM interaction_person WHERE person = ?", (person,))
        for (id,) in found.fetchall():
            interaction = rows.get(self.connection, Interaction, id)
            others = [p for p in interaction.people if p != person]
            if others:
                rows.set_people(self.connection, id, others)
            else:
                self.remove(interaction)

    def _leave_plan(self, person: str) -> None:
        plan = Plan.read(plan_document(self.connection, self.today))
        if person in plan.when.named:
            named = [id for id in plan.when.named if id != person]
            self.write_plan(plan.changed(when=plan.when.changed(named=named)))

    def _has(self, record: Record) -> bool:
        return self._exists(type(record), record.id)

    def _exists(self, kind: type[Record], id: str) -> bool:
        table = rows.table_of(kind)
        return self.connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (id,)).fetchone() is not None


def plan_document(connection: sqlite3.Connection, on: date) -> dict[str, Any]:
    """The plan in force on a day, as plain values; a blank one if there is none yet."""
    found: dict[str, Any] = json.loads(plan_text(connection, on))
    return found


def plan_text(connection: sqlite3.Connection, on: date) -> str:
    """The JSON of the plan in force on a day; a blank plan's if there is none yet."""
    row = connection.execute(
        "SELECT document FROM plan WHERE effective_on <= ? ORDER BY effective_on DESC LIMIT 1",
        (on.isoformat(),),
    ).fetchone()
    return row[0] if row else Plan().model_dump_json()


def plans(connection: sqlite3.Connection) -> list[tuple[date, Plan]]:
    """All versions of the plan with the day from which each is in force, in order."""
    found = connection.execute("SELECT effective_on, document FROM plan ORDER BY effective_on").fetchall()
    return [(date.fromisoformat(row[0]), Plan.read(json.loads(row[1]))) for row in found]


def settings(connection: sqlite3.Connection) -> Settings:
    """The settings as stored, with the defaults of those that were never set."""
    return Settings.read({row[0]: json.loads(row[1]) for row in connection.execute("SELECT name, value FROM setting")})


def write_setting(connection: sqlite3.Connection, name: str, value: Any) -> None:
    """Write one setting."""
    connection.execute(
        "INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, rows.to_json(value)),
    )


def field_name(thing: Record | Plan | Settings, field: str) -> tuple[str, str]:
    """How the change of a field is called in the history, and the key by which successive saves of it are joined."""
    if isinstance(thing, Plan):
        return f"Plan: {plan_label(thing, field)}", f"plan.{field}"
    if isinstance(thing, Settings):
        return (
            f"Settings: {label_of(Settings, field)}" if field in Settings.model_fields else field,
            f"settings.{field}",
        )
    label = label_of(type(thing), field) if field in type(thing).model_fields else field
    name = getattr(thing, "name", "") or type(thing).__name__
    return f"{name}: {label}", f"{rows.table_of(type(thing))}.{thing.id}.{field}"


def plan_label(plan: Plan, path: str) -> str:
    """The question that a path of the plan answers."""
    model: Any = plan
    label = path
    for key in path.split("."):
        if isinstance(model, list):
            model = next((item for item in model if item.id == key), None)
            continue
        asked = questions_of(type(model)).get(key) if isinstance(model, Model) else None
        label = asked.label if asked else label
        model = getattr(model, key, None)
    return label
