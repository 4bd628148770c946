"""Whatever is done to a file of any format: no row is lost, nothing is half done, and undo takes all of it back."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit import open_workbook
from netkit.importers import uploaded
from tests.imports import comes_in_once

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 11, 23)
ME = ["robin@field.example", "Nora Elmfield"]  # who gave the files of tests/data
MAPPING = {"Who": "name", "Firma": "organisation", "Mail 1": "emails", "Joined": "first_met_on", "Remarks": "note"}
PIECES = [
    b"\0", b'"', b"\n", b"\r", b"\r\n", b"\xff\xfe", b"\xe9", b"\xed\xa0\x80", b"=1+1", b"'", b",", b";", b"\t", b":::",
    b"@", b"<b>", b"=?utf-8?b?", b"BEGIN:VCARD\n", b"END:VCARD\n", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"a" * 5_000,
    b"RRULE:FREQ=SECONDLY\r\n", b"RRULE:FREQ=WEEKLY\r\n", b"SEQUENCE:99\r\n", b"DTSTART:00010101T000000Z\r\n",
    b"RECURRENCE-ID:99991231T235959Z\r\n", b"\nFrom a@b.example Mon Jan  1 10:00:00 2024\nFrom: ", b"0001-01-01",
    b"9999-12-31 23:59:59 UTC",
]  # fmt: skip
FOLDERS = ("linkedin", "contacts", "vcard", "calendar", "mail")
PATHS = [path for folder in FOLDERS for path in sorted((DATA / folder).glob("[!.]*")) if path.suffix != ".md"]


@st.composite
def damaged(draw: st.DrawFn, folder: str) -> tuple[str, bytes]:
    """A file of the folder whose lines were lost, doubled and mixed up, with pieces of other formats, or cut off."""
    path = draw(st.sampled_from([path for path in PATHS if path.parent.name == folder]))
    data = path.read_bytes()
    for deed in draw(st.lists(st.sampled_from(["lose", "double", "swap", "mix", "put", "over", "cut"]), max_size=5)):
        at, piece = draw(st.integers(0, len(data))), draw(st.sampled_from(PIECES) | st.binary(max_size=6))
        lines = data.splitlines(keepends=True) or [b""]
        one, other = (draw(st.integers(0, len(lines) - 1)) for _ in "ab")
        if deed == "lose":
            del lines[one]
        elif deed == "double":
            lines[other:other] = lines[one : one + 9]
        elif deed == "swap":
            lines[one], lines[other] = lines[other], lines[one]
        elif deed == "mix":
            lines[one] = b",".join(draw(st.permutations(lines[one].split(b",")[:50])))
        data = {"put": data[:at] + piece + data[at:], "over": data[:at] + piece + data[at + len(piece) :]}.get(
            deed, data[:at] if deed == "cut" else b"".join(lines)
        )
    return path.name, data


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_every_fixture_comes_in_once_and_goes_again(path: Path, tmp_path: Path) -> None:
    workbook = open_workbook(tmp_path / "workbook.sqlite", TODAY)
    assert comes_in_once(workbook, path, me=ME, region="GB", mapping=MAPPING)


@pytest.mark.parametrize("folder", FOLDERS)
def test_so_does_a_folder_of_them(folder: str, tmp_path: Path) -> None:
    workbook = open_workbook(tmp_path / "workbook.sqlite", TODAY)
    assert comes_in_once(workbook, DATA / folder, me=ME, region="GB", mapping=MAPPING)


@pytest.mark.parametrize("folder", FOLDERS)
@settings(max_examples=12)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_all_its_rows_add_up(folder: str, data: st.DataObject) -> None:
    file = uploaded(*data.draw(damaged(folder)))
    with tempfile.TemporaryDirectory() as place:
        workbook = open_workbook(Path(place) / "workbook.sqlite", TODAY)
        comes_in_once(workbook, file, me=ME, region="GB", mapping=MAPPING)
