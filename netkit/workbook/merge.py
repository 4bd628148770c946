"""Two records of one person: whatever refers to the one is made to refer to the other."""

from __future__ import annotations

from netkit.questions import Plan
from netkit.records import Distinct, Exchange, Interaction, Person
from netkit.workbook import rows
from netkit.workbook.draft import Draft, plan_document


def move(draft: Draft, source: str, target: str) -> None:
    """Give `target` the interactions, exchanges, next steps, introductions and place in the plan of `source`.

    Takes the ids of two persons. A link that would lead from somebody to themselves is emptied, and a pair said to be
    different goes when both are the same now.
    """
    found = draft.connection.execute("SELECT interaction FROM interaction_person WHERE person = ?", (source,))
    for (id,) in found.fetchall():
        people = rows.get(draft.connection, Interaction, id).people
        rows.set_people(draft.connection, id, list(dict.fromkeys(target if p == source else p for p in people)))
    for kind, field, record in rows.referring(draft.connection, "person", source):
        now = rows.get(draft.connection, kind, record.id)
        to_self = (isinstance(now, Person) and now.id == target) or (
            isinstance(now, Exchange) and {now.person, now.third_party} == {source, target}
        )
        if isinstance(now, Distinct) and target in (now.person, now.other):
            draft.remove(now)
        elif to_self and field != "person":
            rows.update(draft.connection, now, now.changed(**{field: ""}))
        else:
            changes = {"third_party": ""} if to_self and isinstance(now, Exchange) else {}
            rows.update(draft.connection, now, now.changed(**{field: target}, **changes))
    _rename_in_plan(draft, source, target)


def _rename_in_plan(draft: Draft, source: str, target: str) -> None:
    plan = Plan.read(plan_document(draft.connection, draft.today))
    if source in plan.when.named:
        named = list(dict.fromkeys(target if id == source else id for id in plan.when.named))
        draft.write_plan(plan.changed(when=plan.when.changed(named=named)))
