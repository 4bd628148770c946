"""The tables as data frames: days as datetime64, optional numbers as float64, lists as Python lists."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, get_args

import pandas as pd

from netkit.records import Exchange, Interaction, Record
from netkit.workbook import rows

CONTACTS = """
SELECT i.id AS interaction, ip.person, i."on", i.direction, i.channel, i.mode, i.outcome, i.counts_as_contact
FROM interaction i JOIN interaction_person ip ON ip.interaction = i.id {which} ORDER BY i."on", i.rowid, ip.position
"""
Values = Mapping[str, str]
NONE: Values = {}


def frame(connection: sqlite3.Connection, kind: type[Record], which: str = "", values: Values = NONE) -> pd.DataFrame:
    """The records of a class, one row each, columns as its fields; empty with the same columns if there are none.

    `which` is a condition in SQL with its named values; without it they are all there.
    """
    names = rows.columns(kind)
    order = '"on", rowid' if "on" in names else "rowid"
    found = connection.execute(
        f'SELECT {", ".join(f"{chr(34)}{n}{chr(34)}" for n in names)} FROM "{rows.table_of(kind)}" '
        f"{_where(which)} ORDER BY {order}",
        values,
    ).fetchall()
    table = pd.DataFrame(
        {name: _series(kind, name, values) for name, values in zip(names, _columns(found, len(names)), strict=True)}
    )
    if kind is Interaction:
        people = _people(connection, table["id"], which, values)
        table.insert(list(Interaction.model_fields).index("people"), "people", people)
    if kind is Exchange:
        theirs = which and f"id IN (SELECT person FROM exchange WHERE {which})"
        names_of = dict(connection.execute(f"SELECT id, name FROM person {_where(theirs)}", values).fetchall())
        table["name"] = pd.Series([names_of[id] for id in table["person"]], dtype="str")
    return table


def contacts(connection: sqlite3.Connection, which: str = "", values: Values = NONE) -> pd.DataFrame:
    """One row per interaction and person, with what the interaction says of both; `which` as in `frame`."""
    names = ["interaction", "person", "on", "direction", "channel", "mode", "outcome", "counts_as_contact"]
    found = connection.execute(CONTACTS.format(which=_where(which)), values).fetchall()
    said = dict(zip(names, _columns(found, len(names)), strict=True))
    table = {
        "interaction": pd.Series(said["interaction"], dtype="str"),
        "person": pd.Series(said["person"], dtype="str"),
    }
    return pd.DataFrame(table | {name: _series(Interaction, name, said[name]) for name in names[2:]})


def _where(which: str) -> str:
    return f"WHERE {which}" if which else ""


def _columns(found: list[sqlite3.Row], width: int) -> list[Sequence[Any]]:
    return list(zip(*found, strict=True)) if found else [()] * width


def _series(kind: type[Record], name: str, values: Sequence[Any]) -> pd.Series[Any]:
    type_of = _type_of(kind, name)
    if type_of == "json":
        return pd.Series([[] if value == "[]" else json.loads(value) for value in values], dtype="object")
    if type_of == "day":
        return pd.Series(pd.to_datetime(list(values), format="%Y-%m-%d"), dtype="datetime64[s]")
    if type_of == "text":
        return pd.Series(["" if value is None else value for value in values], dtype="str")
    return pd.Series(values, dtype="bool" if type_of == "flag" else "float64")


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


def _people(connection: sqlite3.Connection, ids: pd.Series[Any], which: str, values: Values) -> pd.Series[Any]:
    people: dict[str, list[str]] = {}
    among = which and f"interaction IN (SELECT id FROM interaction WHERE {which})"
    for interaction, person in connection.execute(
        f"SELECT interaction, person FROM interaction_person {_where(among)} ORDER BY interaction, position", values
    ):
        people.setdefault(interaction, []).append(person)
    return pd.Series([people.get(id, []) for id in ids], dtype="object")
