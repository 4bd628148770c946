"""Paste your week, fetch the calendar file, say what the columns of a table are: in a real browser."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from desk import OpenNotebook
from playwright.sync_api import expect
from test_log import TOO_WIDE, seeded
from test_people import people

from netkit import open_workbook
from netkit.records import Action, Person

PASTED = "coffee with Ines yesterday, promised the slides, she knows a printer\nlunch with Priya Shah"
CLUB = "Who,Company,E-Mail\nEva Lind,Data Works,eva@lind.example\n"


def test_a_pasted_week_is_saved_draft_by_draft_and_the_next_steps_go_into_the_calendar(
    workbook: Path, open_notebook: OpenNotebook
) -> None:
    book = seeded(workbook)
    notebook = open_notebook("3_log", width=1600)
    notebook.run_all()
    notebook.button("Paste your week").click()
    notebook.field("What was your week like?").fill(PASTED)
    notebook.button("Read it").click()
    notebook.says("2 drafts; nothing is saved yet")
    notebook.says("You promised: the slides.")
    assert notebook.axe() == []
    assert notebook.page.evaluate(TOO_WIDE) == 0
    notebook.screenshot("log-week")
    notebook.button("Fill it in below").first.click()
    notebook.button("Save coffee with Ines").click()
    notebook.says("coffee with Ines Okafor, 0 given, 0 received")
    entry = book.latest(1)[0]
    assert (entry.people, entry.on, entry.note) == (["ines"], book.today - timedelta(1), "she knows a printer")
    assert [step.what for step in book.where(Action, person="ines")] == ["the slides"]
    expect(notebook.button("Fill it in below")).to_have_count(1)
    notebook.button("Put next steps into my calendar").click()
    with notebook.page.expect_download() as download:
        notebook.form.get_by_text("Download the calendar file").click()
    assert download.value.suggested_filename == "reminders.ics"
    assert Path(download.value.path()).read_bytes().count(b"BEGIN:VEVENT") >= 2


def test_a_table_that_nobody_knows_comes_in_by_its_columns(
    workbook: Path, open_notebook: OpenNotebook, tmp_path: Path
) -> None:
    file = tmp_path / "club.csv"
    file.write_text(CLUB, encoding="utf-8")
    notebook = people(open_notebook, width=1000)
    notebook.button("Start my own").click()
    notebook.field("Or where is it on this computer?").fill(str(file))
    notebook.button("Look at it").click()
    notebook.says("Say what the columns of club.csv are")
    notebook.field("Who e.g. “Eva Lind”").select_option("Name")
    assert notebook.axe() == []
    assert notebook.page.evaluate(TOO_WIDE) == 0
    notebook.screenshot("people-columns")
    notebook.button("Look at it with these").click()
    notebook.button("Import 1 person").click()
    notebook.says("1 person from club.csv")
    assert [person.name for person in open_workbook(workbook).where(Person)] == ["Eva Lind"]
