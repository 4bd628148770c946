"""2_people in a real browser: a file is chosen, looked at, brought in, searched, changed at once, and undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from desk import Notebook, OpenNotebook
from playwright.sync_api import expect

from netkit import Interaction, Person, open_workbook
from netkit.questions import Audience
from netkit.records import Distinct

LINKEDIN = Path(__file__).parents[1] / "data" / "linkedin"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
FOCUSED = "() => document.activeElement.innerText"
TOO_WIDE = """() => [...document.querySelectorAll('.jp-OutputArea .nk')]
  .filter(form => form.scrollWidth > form.clientWidth + 1).length"""


def people(open_notebook: OpenNotebook, width: int = 1600, dark: bool = False) -> Notebook:
    """2_people with every cell run and the side bar out of the way."""
    notebook = open_notebook("2_people", width=width, dark=dark)
    notebook.side_bar(False)
    notebook.run_all()
    return notebook


def seeded(path: Path) -> None:
    """A workbook with fourteen people, a coffee and an audience."""
    workbook = open_workbook(path)
    plan = workbook.plan()
    analysts = Audience(description="analysts at our hospitals")
    workbook.save_plan(plan.changed(who=plan.who.changed(audiences=[analysts])), plan)
    work = ["Leeds General", "Kestrel Books"]
    workbook.add_all([Person(name=f"Ines Okafor {n}", organisation=work[n % 2]) for n in range(13)], "Thirteen")
    mara = workbook.add(Person(name="Mara Holwell", role="editor", organisation="Kestrel Books"))
    workbook.add(Interaction(on=date(2026, 3, 2), people=[mara.id]))


def choose_file(notebook: Notebook, path: Path) -> None:
    with notebook.page.expect_file_chooser() as chooser:
        notebook.button("Choose the file").click()
    chooser.value.set_files(path)


def test_a_connections_file_is_chosen_looked_at_brought_in_and_there_after_a_restart(
    open_notebook: OpenNotebook, workbook: Path
) -> None:
    notebook = people(open_notebook)
    notebook.button("Start my own").click()
    notebook.says("Nobody here yet")
    assert notebook.axe() == []
    choose_file(notebook, LINKEDIN / "2022.csv")
    notebook.says("1 × a hidden member: LinkedIn gives only the day")
    expect(notebook.button("Import 4 people")).to_be_focused()
    assert notebook.axe() == []
    notebook.screenshot("people-preview")
    notebook.page.keyboard.press("Enter")
    expect(notebook.button("Undo")).to_be_focused()
    expect(notebook.button("Zoë Lund, MBA, PMP")).to_be_visible()
    assert open_workbook(workbook).count() == 4
    notebook.restart_kernel()
    notebook.run_all()
    expect(notebook.button("Zoë Lund, MBA, PMP")).to_be_visible()
    notebook.button("Undo").click()
    notebook.says("2022.csv is taken back")
    assert open_workbook(workbook).count() == 0


def test_somebody_typed_and_then_imported_is_put_together_apart_and_off(
    open_notebook: OpenNotebook, workbook: Path
) -> None:
    open_workbook(workbook).add(Person(name="Zoë Lund, MBA, PMP", note="likes tea"))
    notebook = people(open_notebook)
    notebook.button("Bring in people from a file").click()
    choose_file(notebook, LINKEDIN / "2022.csv")
    notebook.says("One new person has the name of somebody who is here already.")
    expect(notebook.button("Import 4 people")).to_be_focused()
    notebook.page.keyboard.press("Enter")
    same = notebook.button("The same person")
    expect(notebook.button("Later")).to_be_focused()  # a second Enter merges nobody
    assert notebook.axe() == []
    notebook.screenshot("people-twice")
    same.press("Enter")
    notebook.says("is one person now. That was the last.")
    assert sorted(p.note for p in open_workbook(workbook).where(Person)) == ["", "", "", "likes tea"]
    expect(notebook.form.get_by_role("button", name="Undo").last).to_be_focused()
    notebook.page.keyboard.press("Enter")
    notebook.says("Taken back")
    notebook.button("Later").click()
    notebook.says("Later, then")
    (put_off,) = open_workbook(workbook).where(Distinct)
    assert put_off.later


def test_a_file_larger_than_the_servers_own_limit_can_be_chosen(
    open_notebook: OpenNotebook, workbook: Path, tmp_path: Path
) -> None:
    open_workbook(workbook)
    rows = [f"Ines,Okafor,https://www.linkedin.com/in/okafor-{n},,{'x' * 12_000},,08 Jan 2021\n" for n in range(1000)]
    file = tmp_path / "Connections.csv"
    file.write_text(HEADER + "".join(rows))
    assert file.stat().st_size > 12_000_000
    notebook = people(open_notebook)
    choose_file(notebook, file)
    expect(notebook.button("Import 1,000 people")).to_be_focused()


def test_all_who_are_found_are_changed_at_once_and_back(open_notebook: OpenNotebook, workbook: Path) -> None:
    seeded(workbook)
    notebook = people(open_notebook)
    notebook.says("14 people, the first 12 below")
    notebook.button("2 more").click()
    notebook.field("Find people").fill("leeds")
    notebook.says("7 of your 14 people")
    notebook.button("Tag or change these 7 people at once").click()
    audience = notebook.field("Which of your people are they?").locator("visible=true")
    audience.select_option("analysts at our hospitals")
    notebook.field("Which part of your life?").fill("health")
    notebook.field("A tag Beside").fill("met in Leeds")
    assert notebook.axe() == []
    notebook.screenshot("people-together")
    notebook.button("Apply to all 7 found").click()
    expect(notebook.button("Undo")).to_be_focused()
    expect(notebook.button("Ines Okafor 0")).to_contain_text("analysts at our hospitals · health")
    notebook.page.keyboard.press("Enter")
    expect(notebook.button("Ines Okafor 0")).not_to_contain_text("health")
    assert all(person.circles == [] for person in open_workbook(workbook).where(Person))


def test_a_person_is_found_written_down_named_removed_and_brought_back_by_keyboard_alone(
    open_notebook: OpenNotebook, workbook: Path
) -> None:
    seeded(workbook)
    notebook = people(open_notebook)
    keys = notebook.page.keyboard
    notebook.field("Find people").focus()
    keys.type("holw")
    keys.press("Enter")
    expect(notebook.field("What do they do?")).to_be_focused()
    keys.press("End")
    keys.type(" and friend")
    tab_to(notebook, "Yes, name them in my plan")
    keys.press("Space")
    tab_to(notebook, "Done")
    keys.press("Enter")
    mara = notebook.button("Mara Holwell")
    expect(mara).to_be_focused()
    expect(mara).to_contain_text("named in your plan")
    before = notebook.sources()
    for key in "ddab":
        keys.press(key)
    assert notebook.sources() == before
    keys.press("Enter")
    tab_to(notebook, "Remove Mara Holwell")
    keys.press("Enter")
    expect(notebook.button("Undo")).to_be_focused()
    notebook.says("Removed Mara Holwell.")
    keys.press("Enter")
    expect(mara).to_be_visible()
    (stored,) = [person for person in open_workbook(workbook).where(Person) if person.name == "Mara Holwell"]
    assert stored.role == "editor and friend"
    assert open_workbook(workbook).plan().when.named == [stored.id]


def tab_to(notebook: Notebook, words: str) -> None:
    """Press Tab until the button of these words has the cursor."""
    for _ in range(40):
        notebook.page.keyboard.press("Tab")
        if words in notebook.page.evaluate(FOCUSED):
            return
    pytest.fail(f"Tab never came to {words!r}")


@pytest.mark.parametrize(("width", "dark"), [(1000, False), (1000, True), (1600, True)])
def test_list_and_sheet_are_readable_in_every_theme_and_width(
    open_notebook: OpenNotebook, workbook: Path, width: int, dark: bool
) -> None:
    seeded(workbook)
    notebook = people(open_notebook, width, dark)
    notebook.button("Bring in people from a file").click()
    notebook.page.set_viewport_size({"width": width, "height": 800})
    notebook.button("Ines Okafor 3").click()
    expect(notebook.field("What do they do?")).to_be_in_viewport()
    notebook.button("Done").click()
    notebook.width(width)
    notebook.button("Mara Holwell").click()
    notebook.button("More about them").click()
    notebook.field("Who introduced you?").fill("leeds")
    notebook.says("Enter goes to the first line, Tab goes from one to the next.")
    notebook.page.keyboard.press("Enter")
    expect(notebook.button("Ines Okafor 0")).to_be_focused()
    notebook.page.keyboard.press("Tab")
    expect(notebook.button("Ines Okafor 10")).to_be_focused()
    notebook.page.keyboard.press("Enter")
    expect(notebook.button("Ines Okafor 10 ×")).to_be_visible()
    notebook.button("Forget them for good").click()
    expect(notebook.button("Keep them")).to_be_focused()
    assert notebook.axe() == []
    assert notebook.page.evaluate(TOO_WIDE) == 0
    notebook.screenshot(f"people-{width}-{'dark' if dark else 'light'}")
