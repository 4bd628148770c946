"""The people named in a plan, as far as scoring needs to know them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netkit.folding import folded
from netkit.questions import Plan
from netkit.records import Person
from netkit.scoring.likeness import is_said

if TYPE_CHECKING:
    import pandas as pd

    People = pd.DataFrame | Sequence[Person]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody the plan names; `key` tells names apart, `offered` if it is said what might help them."""

    id: str
    key: str
    name: str
    offered: bool


def named_people(plan: Plan, people: People) -> list[Named]:
    """The named people that the workbook has, in the plan's order; an id without a person is left out.

    `people` has the columns (or records with the fields) id, name, offers and will_ask.
    """
    known = {row.id: row for row in _rows(people, plan.when.named)}
    empty = {offer.id for offer in plan.help.offers if not is_said(offer.what)}
    return [
        Named(row.id, folded(row.name) or row.id, row.name or "somebody without a name", _offered(row, empty))
        for row in (known[id] for id in plan.when.named if id in known)
    ]


def _rows(people: People, ids: list[str]) -> Iterable[Any]:
    if not len(people):
        return []
    if isinstance(people, Sequence):
        return [person for person in people if person.id in ids]
    named = people.loc[people["id"].isin(ids), ["id", "name", "offers", "will_ask"]]
    return named.itertuples(index=False)


def _offered(row: Any, empty: set[str]) -> bool:
    return bool(row.will_ask) or any(is_said(offer) and offer not in empty for offer in row.offers)
