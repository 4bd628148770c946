"""The exchange format: a folder with one CSV per table, plan.json and settings.json; out and in are inverse."""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from datetime import date
from pathlib import Path
from typing import Any

from netkit.errors import BadValue, NetkitError
from netkit.questions import Plan
from netkit.records import RECORDS, ImportBatch, Record, Settings
from netkit.workbook import draft, rows
from netkit.workbook.places import new_folder

# What a spreadsheet would take for the start of a formula, some as wide as Japanese writes it; and our own sign.
ACTIVE = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20'")


def write(connection: sqlite3.Connection, folder: Path) -> None:
    """Write the whole workbook, its history excepted, into a folder that is new or empty."""
    with new_folder(folder):
        _write_all(connection, folder)


def _write_all(connection: sqlite3.Connection, folder: Path) -> None:
    """Write the tables, and plan.json last: without it, as after a crash, the folder is not loaded."""
    for kind in RECORDS:
        found = [_alone(record) for record in rows.where(connection, kind, order="id")]
        write_csv(folder / f"{rows.table_of(kind)}.csv", kind, found)
    plans = connection.execute("SELECT effective_on, document FROM plan ORDER BY effective_on").fetchall()
    _write_json(folder / "settings.json", draft.settings(connection).model_dump(mode="json"))
    _write_json(folder / "plan.json", [{"effective_on": p[0], "plan": json.loads(p[1])} for p in plans])


def _alone(record: Record) -> Record:
    """The record without its place in the history, which stays behind."""
    return record.changed(change=None) if isinstance(record, ImportBatch) else record


def write_csv(path: Path, kind: type[Record], records: list[Any]) -> None:
    """Write records as CSV: lists as JSON cells, '' for empty, flags as 0 and 1, active cells behind a '."""
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(kind.model_fields)
        writer.writerows([_cell(getattr(record, name)) for name in kind.model_fields] for record in records)


def _cell(value: Any) -> str:
    if isinstance(value, list | dict):
        text = rows.to_json(value)
    elif isinstance(value, bool):
        text = str(int(value))
    else:
        text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(ACTIVE) else text


def _write_json(path: Path, value: Any) -> None:
    path.touch(mode=0o600)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(folder: Path) -> tuple[list[Record], list[tuple[date, Plan]], Settings]:
    """Read a folder that `write` made; a NetkitError names the file, the line, the value and what would be right."""
    if not (folder / "plan.json").is_file():
        raise NetkitError(f"{folder} is not an exported workbook: it has no plan.json.")
    tables = [read_csv(folder / f"{rows.table_of(kind)}.csv", kind) for kind in RECORDS]
    records = [_alone(record) for table in tables for record in table]
    plans = []
    for number, entry in enumerate(_read_json(folder / "plan.json", list), start=1):
        try:
            plans.append((date.fromisoformat(entry["effective_on"]), Plan.read(entry["plan"])))
        except (KeyError, TypeError, ValueError) as error:
            raise NetkitError(f"{folder / 'plan.json'}, version {number}: {error}") from None
    try:
        settings = Settings.read(_read_json(folder / "settings.json", dict))
    except BadValue as error:
        raise NetkitError(f"{folder / 'settings.json'}: {error}") from None
    return records, plans, settings


def _read_json(path: Path, kind: type[Any]) -> Any:
    if not path.exists():
        return kind()
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise NetkitError(f"{path} can't be read as JSON: {error}.") from None
    if not isinstance(value, kind):
        raise NetkitError(f"{path} must hold a JSON {'list' if kind is list else 'object'}.")
    return value


def read_csv(path: Path, kind: type[Record]) -> list[Record]:
    """Read the records of a CSV that `write_csv` made; a file that is not there holds none."""
    if not path.exists():
        return []
    csv.field_size_limit(sys.maxsize)
    found: list[Record] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        try:
            names = next(reader, [])
            unknown = [name for name in names if name not in kind.model_fields]
            if unknown:
                raise NetkitError(
                    f"{path}, line 1: there is no column {unknown[0]}; columns are {', '.join(kind.model_fields)}."
                )
            for cells in filter(None, reader):
                if len(cells) != len(names):
                    raise ValueError(f"it has {len(cells)} cells where the header has {len(names)}.")
                found.append(_record(kind, dict(zip(names, cells, strict=True))))
        except (ValueError, csv.Error) as error:
            raise NetkitError(f"{path}, line {reader.line_num}: {error}") from None
    return found


def _record(kind: type[Record], cells: dict[str, str]) -> Record:
    values: dict[str, Any] = {}
    for name, text in cells.items():
        value = text[1:] if text.startswith("'") else text
        if name in rows.json_fields(kind):
            values[name] = _json_cell(kind, name, value)
        else:
            values[name] = value
    return kind.read(values)


def _json_cell(kind: type[Record], name: str, value: str) -> Any:
    try:
        return json.loads(value) if value else kind.model_fields[name].get_default(call_default_factory=False)
    except ValueError:
        raise BadValue(f"{rows.table_of(kind)}.{name}", value, 'write a list as JSON, such as ["a", "b"]') from None


def replace(changes: draft.Draft, folder: Path) -> None:
    """Replace what the workbook holds by what a folder holds, within one change."""
    records, plans, settings = read(folder)
    for kind in reversed(RECORDS):
        for record in rows.where(changes.connection, kind):
            changes.remove(record)
    changes.connection.execute("DELETE FROM plan")
    changes.connection.execute("DELETE FROM setting")
    changes.add_all(records)
    for effective_on, plan in plans:
        changes.write_plan(plan, effective_on)
    for name, value in settings.model_dump(mode="json").items():
        if value != getattr(Settings(), name):
            draft.write_setting(changes.connection, name, value)
