"""The tables as data frames: days as datetime64, optional numbers as float64, lists as Python lists."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Set
from functools import cache
from itertools import pairwise
from typing import Any, get_args

import numpy as np
import pandas as pd

from netkit import collector
from netkit.records import Exchange, Interaction, Person, Record
from netkit.workbook import rows

SAID = ["on", "direction", "channel", "mode", "outcome", "counts_as_contact"]  # of a contact, by its interaction
CONTACTS = """
SELECT i.rowid, i.id, ip.person, i."on", i.direction, i.channel, i.mode, i.outcome, i.counts_as_contact
FROM interaction i JOIN interaction_person ip ON ip.interaction = i.id {which} ORDER BY i.rowid, ip.position
"""
TAKING_PART = """
SELECT i.rowid AS interaction, ip.person, ip.position
FROM interaction_person ip JOIN interaction i ON i.id = ip.interaction {which}
"""
Values = Mapping[str, str]
Places = np.ndarray[Any, np.dtype[np.intp]]
Types = Mapping[str, tuple[type[Record], str]]  # the field that each column holds
NONE: Values = {}
AT_ONCE = 500  # rows
RARELY_SAID_TWICE = {"id", "note", "source_key"}


@collector.resting()
def frame(connection: sqlite3.Connection, kind: type[Record], which: str = "", values: Values = NONE) -> pd.DataFrame:
    """The records of a class, one row each, columns as its fields; empty with the same columns if there are none.

    `which` is a condition in SQL with its named values; without it they are all there.
    """
    table = _bare(connection, kind, which, values)
    if kind is Interaction:
        _insert_people(table, *_taking_part(connection, table.index, which, values))
    if kind is Exchange:
        theirs = which and f"id IN (SELECT person FROM exchange WHERE {which})"
        names_of = dict(connection.execute(f"SELECT id, name FROM person {_where(theirs)}", values).fetchall())
        table["name"] = pd.array([names_of[id] for id in table["person"].tolist()], dtype="str")
    return table.reset_index(drop=True)


@collector.resting()
def contacts(connection: sqlite3.Connection, which: str = "", values: Values = NONE) -> pd.DataFrame:
    """One row per interaction and person, with what the interaction says of both; `which` as in `frame`."""
    types: Types = {"interaction": (Interaction, "id"), "person": (Person, "id"), **{n: (Interaction, n) for n in SAID}}
    return _table(connection, CONTACTS.format(which=_where(which)), values, types).reset_index(drop=True)


@collector.resting()
def log(connection: sqlite3.Connection) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """All interactions, contacts and people; the contacts are made of the interactions, which are read once."""
    interactions = _bare(connection, Interaction)
    places, persons = _taking_part(connection, interactions.index)
    met = interactions[["id", *SAID]].iloc[places].reset_index(drop=True).rename(columns={"id": "interaction"})
    met.insert(1, "person", persons)
    _insert_people(interactions, places, persons)
    return interactions.reset_index(drop=True), met, frame(connection, Person)


def _where(which: str) -> str:
    return f"WHERE {which}" if which else ""


def _bare(connection: sqlite3.Connection, kind: type[Record], which: str = "", values: Values = NONE) -> pd.DataFrame:
    names, links = rows.columns(kind), rows.LINKS.get(rows.table_of(kind), {})
    cells = ", ".join(f"coalesce(\"{name}\", '')" if name in links else f'"{name}"' for name in names)
    by = "+rowid" if which else "rowid"  # a few of them are found by an index, and not by going through all
    query = f'SELECT rowid, {cells} FROM "{rows.table_of(kind)}" {_where(which)} ORDER BY {by}'
    return _table(connection, query, values, {name: (kind, name) for name in names})


def _table(connection: sqlite3.Connection, query: str, values: Values, types: Types) -> pd.DataFrame:
    """What a query finds, by day where there is one, as added within a day; the index is the rows' own in the file."""
    types_of = {name: _type_of(*field) for name, field in types.items()}
    repeated = {name for name, type_of in types_of.items() if type_of == "text"} - RARELY_SAID_TWICE
    found = _found(connection, query, values, ["rowid", *types], repeated)
    columns = {name: _typed(found[name], type_of) for name, type_of in types_of.items()}
    table = pd.DataFrame(columns, copy=False)
    table.index = pd.Index(found["rowid"], dtype="int64")
    return table.sort_values("on", kind="stable") if "on" in types else table


def _found(
    connection: sqlite3.Connection, query: str, values: Values, names: list[str], repeated: Set[str]
) -> dict[str, list[Any]]:
    """What a query finds, column by column; a text of the `repeated` ones is held once, however many rows say it.

    It is fetched a few rows at a time, so that the rows never pile up beside the columns.
    """
    cursor = connection.cursor()
    cursor.row_factory = None  # bare tuples
    cursor.execute(query, values)
    columns: dict[str, list[Any]] = {name: [] for name in names}
    once: dict[str, str] = {}
    while fetched := cursor.fetchmany(AT_ONCE):
        for (name, column), cells in zip(columns.items(), zip(*fetched, strict=True), strict=True):
            column += map(once.setdefault, cells, cells) if name in repeated else cells
    return columns


def _typed(cells: list[Any], type_of: str) -> pd.Series[Any]:
    if type_of == "json":
        return pd.Series(json.loads(f"[{','.join(cells)}]"), dtype="object")
    if type_of == "day":
        return pd.to_datetime(pd.Series(cells, dtype="object"), format="%Y-%m-%d").astype("datetime64[s]")
    return pd.Series(cells, dtype={"text": "str", "flag": "bool", "number": "float64"}[type_of])


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
    connection: sqlite3.Connection, rows_of: pd.Index[Any], which: str = "", values: Values = NONE
) -> tuple[Places, pd.Series[Any]]:
    """Who took part in these interactions, in their order: at which place of theirs, and the person."""
    query = TAKING_PART.format(which=_where(which))
    found = _found(connection, query, values, ["interaction", "person", "position"], {"person"})
    places = rows_of.get_indexer(pd.Index(found["interaction"], dtype="int64"))
    order = np.lexsort((found["position"], places))
    return places[order], pd.Series(found["person"], dtype="str").iloc[order].reset_index(drop=True)


def _insert_people(interactions: pd.DataFrame, places: Places, persons: pd.Series[Any]) -> None:
    ends = np.bincount(places, minlength=len(interactions)).cumsum().tolist()
    ids = persons.tolist()
    people = pd.Series([ids[start:end] for start, end in pairwise([0, *ends])], interactions.index, dtype="object")
    interactions.insert(list(Interaction.model_fields).index("people"), "people", people)
