"""JupyterLab as `netkit lab` sets it up, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from desk import REPOSITORY, Lab, OpenNotebook
from playwright.sync_api import expect

FORM = """
import ipywidgets as w
button, said = w.Button(description="Press"), w.HTML("not yet")
kind = w.Dropdown(description="Kind", options=["advice", "information"])
button.on_click(lambda _: setattr(said, "value", "pressed"))
w.VBox([button, kind, said])
"""
"""Plain widgets, so that these tests are about the lab and not about netkit's forms."""


@pytest.fixture
def plain(lab: Lab, workbook: Path) -> str:
    """A notebook with two widgets and a number as outputs."""
    sources = [FORM, "import time; time.sleep(2); 6 * 7", "'last'"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, lab.folder / "notebooks" / "plain.ipynb")
    return "plain"


def test_a_notebooks_keys_do_nothing_on_a_focused_button_or_list(open_notebook: OpenNotebook, plain: str) -> None:
    notebook = open_notebook(plain)
    notebook.run_all()
    before = notebook.sources()
    for keys in ("dd", "a", "b", "x", "m", "z", "00", "ii"):
        notebook.button("Press").focus()
        for key in keys:
            notebook.page.keyboard.press(key)

    notebook.field("Kind").focus()
    notebook.page.keyboard.press("i")
    expect(notebook.field("Kind")).to_have_value("information")
    notebook.button("Press").press("Enter")
    notebook.says("pressed")
    assert notebook.sources() == before
    expect(notebook.page.get_by_role("dialog")).to_have_count(0)


def test_the_same_keys_still_work_on_a_cell(open_notebook: OpenNotebook, plain: str) -> None:
    notebook = open_notebook(plain)
    cells = notebook.page.locator(".jp-Notebook .jp-Cell")
    cells.last.locator(".jp-InputPrompt").click()
    expect(cells.last).to_have_class(re.compile("jp-mod-active"))
    for key in "dd":
        notebook.page.keyboard.press(key)
    expect(cells).to_have_count(2)
    assert "'last'" not in notebook.sources()


def test_saving_keeps_the_outputs_on_the_screen_and_off_the_disk(open_notebook: OpenNotebook, plain: str) -> None:
    notebook = open_notebook(plain)
    notebook.run_all()
    notebook.says("42")
    saved = notebook.save()
    notebook.says("42")
    assert [(cell["outputs"], cell["execution_count"]) for cell in saved["cells"]] == [([], None)] * 3
    assert "widgets" not in saved["metadata"]
    expect(notebook.page.get_by_role("dialog")).to_have_count(0)


def test_a_notebook_that_was_run_and_saved_is_the_file_it_was(open_notebook: OpenNotebook) -> None:
    log = open_notebook("3_log")
    log.run_all()
    log.save()
    assert log.file.read_bytes() == (REPOSITORY / "notebooks" / "3_log.ipynb").read_bytes()


def test_a_restarted_kernel_runs_the_notebook_again(open_notebook: OpenNotebook, plain: str) -> None:
    notebook = open_notebook(plain)
    notebook.run_all()
    notebook.restart_kernel()
    notebook.run_all()
    notebook.button("Press").click()
    notebook.says("pressed")


def test_the_harness_finds_fields_themes_widths_and_faults(open_notebook: OpenNotebook, plain: str) -> None:
    notebook = open_notebook(plain, width=1000, dark=True)
    notebook.run_all()
    expect(notebook.page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    assert notebook.page.viewport_size == {"width": 1000, "height": 1000}
    assert notebook.axe() == []
    assert notebook.screenshot("plain").stat().st_size > 10_000
