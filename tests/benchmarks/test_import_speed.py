"""A LinkedIn export of 10,000 connections and 20,000 messages, against csv.reader and the same inserts."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from stopwatch import Measured, in_turns, timed

import netkit as nk
from netkit.importers import bring_in, preview
from netkit.importers.same import suggestions
from netkit.workbook import Workbook

CONNECTIONS, MESSAGES = 10_000, 20_000
TODAY = date(2026, 3, 29)
ME = "Nora Elmfield", "https://www.linkedin.com/in/nora-elmfield"
HEADS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER",
)
TABLES = ("person", "interaction", "interaction_person")


def connections() -> Iterator[list[str]]:
    for n in range(CONNECTIONS):
        name, url = member(n)
        email = f"person{n}@mail.example" if n % 40 == 0 else ""
        day = f"{n % 28 + 1:02} Jan {2010 + n % 15}"
        yield [*name.split(" ", 1), url, email, f"Company {n % 500}", f"Role {n % 300}", day]


def messages() -> Iterator[list[str]]:
    for n in range(MESSAGES):
        talk, other = n // 4, member(n // 4)
        sender, receiver = (ME, other) if n % 2 == 0 else (other, ME)
        sent = datetime(2018, 1, 1) + timedelta(minutes=97 * n)
        words = "Hello there, how are you these days?\nAll the best, and so on and so on. " * 4
        yield [f"2-{talk}", "", *sender, *receiver, f"{sent} UTC", "", words, "INBOX"]


def member(n: int) -> tuple[str, str]:
    return f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n % 26]}na{n % 997} Last{n}", f"https://www.linkedin.com/in/person-{n}"


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "Complete_LinkedInDataExport.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, head, rows in zip(("Connections", "messages"), HEADS, (connections(), messages()), strict=True):
            text = io.StringIO(newline="")
            csv.writer(text).writerows([head.split(","), *rows])
            archive.writestr(f"{name}.csv", text.getvalue())
    return path


def fresh(folder: Path, number: Iterator[int]) -> Workbook:
    return nk.open_workbook(folder / f"workbook{next(number)}.sqlite", TODAY)


def rows_of(workbook: Workbook) -> dict[str, list[tuple[object, ...]]]:
    """What an import wrote, by table and in that order."""
    connection = sqlite3.connect(workbook.path)
    found = {table: connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in TABLES}
    connection.close()
    return found


def bare(export: Path, workbook: Workbook, rows: dict[str, list[tuple[object, ...]]]) -> None:
    """csv.reader on every file, and the same rows inserted into a workbook's file, whose triggers write the history."""
    with zipfile.ZipFile(export) as archive:
        for name in archive.namelist():
            with archive.open(name) as stream:
                assert sum(1 for _ in csv.reader(io.TextIOWrapper(stream, "utf-8", newline=""))) > CONNECTIONS
    connection = sqlite3.connect(workbook.path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO change (id, at, what) VALUES (1, '2026-03-29T12:00:00Z', 'bare')")
    connection.execute("UPDATE recording SET change = 1")
    for table, values in rows.items():
        connection.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(values[0]))})', values)
    connection.execute("UPDATE recording SET change = NULL")
    connection.execute("COMMIT")
    connection.close()


def test_a_linkedin_export_is_imported_in_three_times_csv_reader_and_the_same_inserts(
    export: Path, tmp_path: Path, report: Callable[[Measured], None], remark: Callable[[str], None]
) -> None:
    number = count()
    first = fresh(tmp_path, number)
    looked = timed(lambda: preview(first, export, me=ME))
    found = bring_in(first, export, me=ME)
    assert found.gained == {"people": CONNECTIONS, "interactions": MESSAGES, "exchanges": 0}
    rows = rows_of(first)

    def ours() -> float:
        workbook = fresh(tmp_path, number)
        return timed(lambda: bring_in(workbook, export, me=ME))

    def floor() -> float:
        workbook = fresh(tmp_path, number)
        return timed(lambda: bare(export, workbook, rows))

    took = in_turns(ours, floor, 5)
    remark(f"The preview of that export takes {looked / took[1]:.2f} times what its floor takes.")
    again = timed(lambda: preview(first, export, me=ME))
    remark(f"The preview of the same export again, which changes nothing, takes {again / took[1]:.2f} times.")
    remark(f"Who may be one person among {CONNECTIONS:,}: {timed(lambda: suggestions(first)) / took[1]:.2f} times.")
    assert first.undo(found.batches[0].change).stayed == []
    how = f"5 runs each into a new workbook; {CONNECTIONS:,} connections, {MESSAGES:,} messages, one transaction"
    report(Measured("import of a LinkedIn export", "`csv.reader` and the same inserts with history", *took, 3, how))
