"""The week in a real browser, on a workbook like the sample: the ritual counted, and what to do next."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from pathlib import Path

import pytest
from desk import Lab, Notebook, OpenNotebook
from playwright.sync_api import expect
from test_log import TOO_WIDE, Counter, log

from netkit import Workbook, open_workbook
from netkit.records import Action
from netkit.workbook import share

MOST = 60  # clicks and keys beyond the words typed
CELLS = ("from netkit import forms\ndesk = forms.hello()", "desk.show(forms.steps.StepsForm)")


def like_the_sample(path: Path) -> Workbook:
    """An own workbook with all that is in the sample."""
    workbook = open_workbook(path)
    workbook.load(share("sample"))
    return workbook


class Ritual(Counter):
    """Counts keys and clicks; the letters of names and notes are words, and counted apart."""

    words = 0

    def write(self, text: str) -> None:
        self.notebook.page.keyboard.type(text, delay=40)
        self.words += len(text)

    def find(self, letters: str, name: str) -> None:
        """Type some letters of a name in the field that has the focus, and take the first that is found."""
        self.write(letters)
        expect(self.notebook.form.locator("button.hit.first:visible", has_text=name)).to_be_visible()
        self.press("Enter")

    def log(self, letters: str, name: str, way: str) -> None:
        self.find(letters, name)
        self.click(self.notebook.form.get_by_role("button", name=way, exact=True))

    def save(self) -> None:
        self.click(self.notebook.button("Save ").last)
        self.notebook.says("Saved ")
        self.is_at("Who?")


def test_the_weekly_ritual_takes_few_keys_and_clicks(
    open_notebook: OpenNotebook, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = like_the_sample(workbook)
    before, named = len(stored.interactions()), stored.plan().when.named
    notebook = log(open_notebook)
    person, began = Ritual(notebook), time.monotonic()
    person.click(notebook.button("I’ll do it").first)  # one give
    notebook.says("is among your next steps")
    for letters, name in (("sowerby", "Margaret Sowerby"), ("marek", "Marek Zieliński")):  # next week's names
        person.click(notebook.button("Choose another name"))
        person.is_at("Whom would you like to meet?")
        person.find(letters, name)
        notebook.says(f"{name} is in your plan")
    person.click(notebook.field("Who?"))  # three conversations: with help given, with a note and a next step, bare
    person.log("grace", "Grace Bell", "coffee")
    person.click(notebook.button("+ What I gave"))
    person.is_at("What was it?")
    person.press("i")
    person.save()
    person.log("ikram", "Ikram Yusuf", "call")
    person.click(notebook.field("What happened?"))
    person.write("Her school looks for somebody who can count.")
    person.click(notebook.field("Next step"))
    person.write("send her the list of evenings")
    person.save()
    person.log("tenzin", "Tenzin", "coffee")
    person.save()
    taken = person.keys + person.clicks
    counted = f"{person.keys} keys, {person.clicks} clicks; at most {MOST}"
    spent = f"{person.words} letters, {time.monotonic() - began:.0f} seconds by a machine"
    with capsys.disabled():
        print(f"\nThe week: {taken} ({counted}), {spent}")
    assert taken <= MOST
    assert len(stored.interactions()) == before + 3
    assert len(stored.plan().when.named) == len(named) + 2
    ahead = [one.kind for one in stored.where(Action)[-2:] if one.due_on == stored.today + timedelta(7)]
    assert ahead == ["promise", "follow_up"]  # the give that was chosen, and the next step of the second entry
    notebook.form.get_by_text("Your 15 minutes").scroll_into_view_if_needed()
    notebook.screenshot("week-after")


def next_steps(lab: Lab, open_notebook: OpenNotebook, width: int = 1600, dark: bool = False) -> Notebook:
    """A notebook that shows the steps, as 4_review does."""
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{**cell, "id": f"c{n}", "source": source} for n, source in enumerate(CELLS)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    document = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (lab.folder / "notebooks" / "steps.ipynb").write_text(json.dumps(document), encoding="utf-8")
    notebook = open_notebook("steps", width=width, dark=dark)
    notebook.side_bar(False)
    notebook.run_all()
    notebook.says("Next steps")
    return notebook


@pytest.mark.parametrize(("width", "dark"), [(1600, False), (1000, True)])
def test_steps_are_done_and_undone_and_fit(
    lab: Lab, open_notebook: OpenNotebook, workbook: Path, width: int, dark: bool
) -> None:
    stored = like_the_sample(workbook)
    notebook = next_steps(lab, open_notebook, width, dark)
    notebook.screenshot(f"steps-{width}")
    assert notebook.axe() == []
    assert notebook.page.evaluate(TOO_WIDE) == 0
    notebook.button("Make it 3.5 hours").click()
    notebook.says("your plan says so from today")
    assert stored.plan().when.hours == 3.5
    expect(notebook.button("Undo")).to_be_focused()
    notebook.page.keyboard.press("Enter")
    notebook.says("taken back")
    assert stored.plan().when.hours == 1.5
    notebook.button("Let it go").first.click()
    notebook.says("let go, ")
    assert notebook.axe() == []
    notebook.screenshot(f"steps-after-{width}")


@pytest.mark.parametrize(("width", "dark"), [(1000, False), (1600, True)])
def test_an_empty_workbook_says_what_brings_suggestions(
    lab: Lab, open_notebook: OpenNotebook, workbook: Path, width: int, dark: bool
) -> None:
    open_workbook(workbook)
    notebook = next_steps(lab, open_notebook, width, dark)
    notebook.says("Nothing is waiting.")
    assert notebook.axe() == []
    notebook.screenshot(f"steps-empty-{width}")
