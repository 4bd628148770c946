"""Files of each format brought in, against the same rows inserted; a LinkedIn export against csv.reader too."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from stopwatch import Measured, in_turns, timed
from test_mail_speed import write as write_mail

import netkit as nk
from netkit.importers import bring_in, preview
from netkit.importers.same import suggestions
from netkit.records import Person
from netkit.workbook import Workbook
from netkit.workbook.vcards import vcard_file

Report = Callable[[Measured], None]
TODAY = date(2026, 3, 29)
ME = "Nora Elmfield", "https://www.linkedin.com/in/nora-elmfield"
HEADS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER",
)
TABLES = ("person", "interaction", "interaction_person")
Rows = dict[str, list[tuple[object, ...]]]


def connections(many: int) -> Iterator[list[str]]:
    for n in range(many):
        name, url = member(n)
        email = f"person{n}@mail.example" if n % 40 == 0 else ""
        day = f"{n % 28 + 1:02} Jan {2010 + n % 15}"
        yield [*name.split(" ", 1), url, email, f"Company {n % 500}", f"Role {n % 300}", day]


def messages(many: int) -> Iterator[list[str]]:
    for n in range(many):
        talk, other = n // 4, member(n // 4)
        sender, receiver = (ME, other) if n % 2 == 0 else (other, ME)
        sent = datetime(2018, 1, 1) + timedelta(minutes=17 * n)
        words = "Hello there, how are you these days?\nAll the best, and so on and so on. " * 4
        yield [f"2-{talk}", "", *sender, *receiver, f"{sent} UTC", "", words, "INBOX"]


def member(n: int) -> tuple[str, str]:
    return f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n % 26]}na{n % 997} Last{n}", f"https://www.linkedin.com/in/person-{n}"


def linkedin(folder: Path, rows: int) -> Path:
    """An export with a connection for each two messages."""
    path = folder / "Complete_LinkedInDataExport.zip"
    tables = connections(rows // 2), messages(rows)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, head, lines in zip(("Connections", "messages"), HEADS, tables, strict=True):
            text = io.StringIO(newline="")
            csv.writer(text).writerows([head.split(","), *lines])
            archive.writestr(f"{name}.csv", text.getvalue())
    return path


def google(folder: Path, rows: int) -> Path:
    path = folder / "contacts.csv"
    head = "First Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Value,Phone 1 - Value"
    lines = (
        [*member(n)[0].split(" ", 1), f"Company {n % 500}", f"Role {n % 300}", "* myContacts",
         f"person{n}@mail.example", f"+44 20 7946 {n % 10_000:04}"]
        for n in range(rows)
    )  # fmt: skip
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([head.split(","), *lines])
    return path


def cards(folder: Path, rows: int) -> Path:
    path = folder / "people.vcf"
    people = (
        Person(
            name=member(n)[0], emails=[f"person{n}@mail.example"], phones=[f"+44 20 7946 {n % 10_000:04}"],
            organisation=f"Company {n % 500}", role=f"Role {n % 300}", birthday="1980-03-12",
        )
        for n in range(rows)
    )  # fmt: skip
    path.write_bytes(vcard_file(people))
    return path


def calendar(folder: Path, rows: int) -> Path:
    path = folder / "calendar.ics"
    with path.open("w", newline="", encoding="utf-8") as stream:
        stream.write("BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\n")
        for n in range(rows):
            at = datetime(2016, 1, 4, 10) + timedelta(minutes=43 * n)
            stream.write(
                f"BEGIN:VEVENT\r\nUID:meeting{n}@google.example\r\nDTSTAMP:20240201T000000Z\r\nSUMMARY:Coffee {n}\r\n"
                f"DTSTART:{at:%Y%m%dT%H%M%SZ}\r\nDTEND:{at + timedelta(minutes=30):%Y%m%dT%H%M%SZ}\r\n"
                "ORGANIZER;CN=Robin Field:mailto:robin@field.example\r\n"
                f"ATTENDEE;PARTSTAT=ACCEPTED;CN={member(n % 5_000)[0]}:mailto:person{n % 5_000}@mail.example\r\n"
                "STATUS:CONFIRMED\r\nEND:VEVENT\r\n"
            )
        stream.write("END:VCALENDAR\r\n")
    return path


def mail(folder: Path, rows: int) -> Path:
    return write_mail(folder / "box.mbox", lambda number, _: number == rows)


FORMATS = {"Google contacts": google, "vCard": cards, "a calendar": calendar, "mail": mail}


def fresh(folder: Path, number: Iterator[int]) -> Workbook:
    return nk.open_workbook(folder / f"workbook{next(number)}.sqlite", TODAY)


def rows_of(workbook: Workbook) -> Rows:
    """What an import wrote, by table and in that order."""
    with closing(sqlite3.connect(workbook.path)) as connection:
        return {table: connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in TABLES}


def insert(workbook: Workbook, rows: Rows) -> None:
    """The same rows inserted into a workbook's file, whose triggers write the history."""
    with closing(sqlite3.connect(workbook.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO change (id, at, what, open) VALUES (1, '2026-03-29T12:00:00Z', 'bare', 0)")
        for table, values in rows.items():
            if values:
                places = ", ".join("?" * len(values[0]))
                connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', values)
        connection.execute("UPDATE change SET open = NULL WHERE id = (SELECT max(id) FROM change)")
        connection.execute("COMMIT")


def read_as_csv(export: Path) -> int:
    """Every file of an export read by csv.reader; the number of its rows."""
    rows = 0
    with zipfile.ZipFile(export) as archive:
        for name in archive.namelist():
            with archive.open(name) as stream:
                rows += sum(1 for _ in csv.reader(io.TextIOWrapper(stream, "utf-8", newline="")))
    return rows


def test_a_linkedin_export_is_imported_in_three_times_csv_reader_and_the_same_inserts(
    rows: int, tmp_path: Path, report: Report, remark: Callable[[str], None]
) -> None:
    export, number = linkedin(tmp_path, rows), count()
    first = fresh(tmp_path, number)
    looked = timed(lambda: preview(first, export, me=ME))
    found = bring_in(first, export, me=ME)
    assert found.gained == {"people": rows // 2, "interactions": rows, "exchanges": 0}
    written = rows_of(first)

    def ours() -> float:
        workbook = fresh(tmp_path, number)
        return timed(lambda: bring_in(workbook, export, me=ME))

    def floor() -> float:
        workbook = fresh(tmp_path, number)
        return timed(lambda: (read_as_csv(export), insert(workbook, written)))

    took = in_turns(ours, floor, 5)
    if rows == 10_000:
        again = timed(lambda: preview(first, export, me=ME))
        alike = timed(lambda: suggestions(first))
        remark(
            f"Beside the floor of {rows:,} messages: its preview takes {looked / took[1]:.2f} times as long, the "
            f"preview of the same again {again / took[1]:.2f} times, who may be one person {alike / took[1]:.2f} times."
        )
    assert first.undo(found.batches[0].change).stayed == []
    how = "up to 5 rounds, each into a new workbook; so many messages, half as many connections, one transaction"
    goal = 3 if rows >= 10_000 else None
    floor_said = "`csv.reader` and the same inserts with history"
    report(Measured("import of a LinkedIn export", floor_said, *took, goal, how, rows))


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_imported_beside_the_same_inserts(name: str, few: int, tmp_path: Path, report: Report) -> None:
    path, number = FORMATS[name](tmp_path, few), count()
    me = [*ME, "robin@field.example"]
    first = fresh(tmp_path, number)
    assert bring_in(first, path, me=me).rows == few
    written = rows_of(first)

    def ours() -> float:
        workbook = fresh(tmp_path, number)
        return timed(lambda: bring_in(workbook, path, me=me))

    def floor() -> float:
        workbook = fresh(tmp_path, number)
        return timed(lambda: insert(workbook, written))

    took = in_turns(ours, floor, 3)
    how = "up to 3 rounds, each into a new workbook; so many rows of the file, read, matched and written at once"
    report(Measured(f"import of {name}", "the same inserts with history", *took, None, how, few))
