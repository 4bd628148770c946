"""The tables as data frames: days as datetime64, optional numbers as float64, lists as Python lists."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any, get_args

import numpy as np
import pandas as pd

from netkit.records import Exchange, Interaction, Person, Record
from netkit.workbook import rows

SAID = ["on", "direction", "channel", "mode", "outcome", "counts_as_contact"]  # of a contact, by its interaction
CONTACTS = """
SELECT i.id, ip.person, i."on", i.direction, i.channel, i.mode, i.outcome, i.counts_as_contact
FROM interaction i JOIN interaction_person ip ON ip.interaction = i.id {which} ORDER BY i.rowid, ip.position
"""
Values = Mapping[str, str]
Places = np.ndarray[Any, np.dtype[np.intp]]
Types = Mapping[str, tuple[type[Record], str]]  # the field that each column holds
NONE: Values = {}


def frame(connection: sqlite3.Connection, kind: type[Record], which: str = "", values: Values = NONE) -> pd.DataFrame:
    """The records of a class, one row each, columns as its fields; empty with the same columns if there are none.

    `which` is a condition in SQL with its named values; without it they are all there.
    """
    table = _bare(connection, kind, which, values)
    if kind is Interaction:
        _insert_people(table, *_taking_part(connection, table["id"], which, values))
    if kind is Exchange:
        theirs = which and f"id IN (SELECT person FROM exchange WHERE {which})"
        names_of = dict(connection.execute(f"SELECT id, name FROM person {_where(theirs)}", values).fetchall())
        table["name"] = pd.Series([names_of[id] for id in table["person"].tolist()], dtype="str")
    return table


def contacts(connection: sqlite3.Connection, which: str = "", values: Values = NONE) -> pd.DataFrame:
    """One row per interaction and person, with what the interaction says of both; `which` as in `frame`."""
    types: Types = {"interaction": (Interaction, "id"), "person": (Person, "id"), **{n: (Interaction, n) for n in SAID}}
    return _table(connection, CONTACTS.format(which=_where(which)), values, types)


def log(connection: sqlite3.Connection) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """All interactions, contacts and people; the contacts are made of the interactions, which are read once."""
    interactions = _bare(connection, Interaction)
    places, persons = _taking_part(connection, interactions["id"])
    met = interactions[["id", *SAID]].iloc[places].reset_index(drop=True).rename(columns={"id": "interaction"})
    met.insert(1, "person", persons)
    _insert_people(interactions, places, persons)
    return interactions, met, frame(connection, Person)


def _where(which: str) -> str:
    return f"WHERE {which}" if which else ""


def _bare(connection: sqlite3.Connection, kind: type[Record], which: str = "", values: Values = NONE) -> pd.DataFrame:
    names, links = rows.columns(kind), rows.LINKS.get(rows.table_of(kind), {})
    cells = ", ".join(f"coalesce(\"{name}\", '')" if name in links else f'"{name}"' for name in names)
    query = f'SELECT {cells} FROM "{rows.table_of(kind)}" {_where(which)} ORDER BY rowid'
    return _table(connection, query, values, {name: (kind, name) for name in names})


def _table(connection: sqlite3.Connection, query: str, values: Values, types: Types) -> pd.DataFrame:
    """What a query finds, by day where there is one, as it was added within a day."""
    found = _found(connection, query, values, list(types))
    table = pd.DataFrame({name: _typed(found[name], _type_of(*field)) for name, field in types.items()})
    return table.sort_values("on", kind="stable", ignore_index=True) if "on" in types else table


def _found(connection: sqlite3.Connection, query: str, values: Values, names: list[str]) -> pd.DataFrame:
    cursor = connection.cursor()
    cursor.row_factory = None  # bare tuples, which pandas takes soonest
    return pd.DataFrame.from_records(cursor.execute(query, values).fetchall(), columns=names)


def _typed(cells: pd.Series[Any], type_of: str) -> pd.Series[Any]:
    if type_of == "json":
        return pd.Series(json.loads(f"[{','.join(cells.tolist())}]"), dtype="object")
    if type_of == "day":
        return pd.to_datetime(cells, format="%Y-%m-%d").astype("datetime64[s]")
    if type_of == "text":
        return cells.astype("str")
    return cells.astype("bool") if type_of == "flag" else cells.astype("float64")


@cache
def _type_of(kind: type[Record], name: str) -> str:
    if name in rows.json_fields(kind):
        return "json"
    annotation = kind.model_fields[name].annotation
    names = {getattr(part, "__name__", "") for part in (annotation, *get_args(annotation))}
    if "date" in names:
        return "day"
    if "bool" in names:
        return "flag"
    return "number" if names & {"int", "float"} else "text"


def _taking_part(
    connection: sqlite3.Connection, ids: pd.Series[Any], which: str = "", values: Values = NONE
) -> tuple[Places, pd.Series[Any]]:
    """Who took part in these interactions, in their order: at which place of theirs, and the person."""
    among = which and f"interaction IN (SELECT id FROM interaction WHERE {which})"
    query = f"SELECT interaction, person FROM interaction_person {_where(among)} ORDER BY interaction, position"
    found = _found(connection, query, values, ["interaction", "person"])
    places = pd.Index(ids).get_indexer(pd.Index(found["interaction"]))
    order = np.argsort(places, kind="stable")
    return places[order], found["person"].astype("str").iloc[order].reset_index(drop=True)


def _insert_people(interactions: pd.DataFrame, places: Places, persons: pd.Series[Any]) -> None:
    ends, ids = np.searchsorted(places, np.arange(len(interactions) + 1)).tolist(), persons.tolist()
    people = pd.Series([ids[start:end] for start, end in pairwise(ends)], dtype="object")
    interactions.insert(list(Interaction.model_fields).index("people"), "people", people)
