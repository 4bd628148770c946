"""A table that nobody knows, brought in by saying what its columns are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from netkit.forms.people import ImportForm
from netkit.importers import uploaded
from netkit.records import ImportBatch, Person
from netkit.workbook import Workbook, open_workbook
from tests.hand import Hand, Patient

CLUB = "Who,Company,E-Mail,Remarks\nEva Lind,Data Works,eva@lind.example,sings\nBen Ost,,,\n"


@pytest.fixture
def workbook(own_workbook: Path) -> Workbook:
    return open_workbook(today=date(2026, 3, 2))


def look(workbook: Workbook, text: str = CLUB, name: str = "club.csv") -> tuple[ImportForm, Hand]:
    form = ImportForm(workbook)
    hand = Patient(form)
    if hand.offers("Bring in people from a file"):
        hand.press("Bring in people from a file")
    hand.look_at(uploaded(name, text.encode()))
    return form, hand


def test_the_columns_are_asked_about_with_an_example_and_a_guess(workbook: Workbook) -> None:
    form, hand = look(workbook)
    assert "What are these columns?" in hand.text()
    assert form.status.text == "Say what the columns of club.csv are"
    assert "e.g. “Eva Lind”" in hand.text()
    assert [hand.field(name).label for name in ("Who", "Company", "E-mail", "Remarks")] == [
        "Leave it out", "Company", "E-mail", "Leave it out",
    ]  # fmt: skip


def test_what_was_chosen_is_looked_at_brought_in_and_kept_for_the_next_time(workbook: Workbook) -> None:
    _, hand = look(workbook)
    hand.type("Who", "Name")
    hand.type("Remarks", "Note")
    hand.press("Look at it with these")
    assert "2 new" in hand.text()
    hand.press("Import 2 people")
    assert sorted((p.name, p.organisation, p.note) for p in workbook.where(Person)) == [
        ("Ben Ost", "", ""),
        ("Eva Lind", "Data Works", "sings"),
    ]
    (batch,) = workbook.where(ImportBatch)
    assert batch.mapping == {"who": "name", "company": "organisation", "e-mail": "emails", "remarks": "note"}
    _, again = look(workbook)
    assert again.field("Who").label == "Name"


def test_without_a_name_and_an_address_nothing_is_looked_at(workbook: Workbook) -> None:
    form, hand = look(workbook, "Colour,Size\nred,1\n")
    hand.press("Look at it with these")
    assert form.status.text == "Not looked at yet: choose at least the column of the names or of the e-mail addresses."


def test_what_is_no_table_is_refused_as_before(workbook: Workbook) -> None:
    form, hand = look(workbook, "\x00\x01", "picture.png")
    assert "What are these columns?" not in hand.text()
    assert "can't be read" in form.path.message
