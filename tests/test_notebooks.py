"""The notebooks, run: all that stand in notebooks/, on the sample, on an empty workbook and on three entries."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from netkit import Exchange, Interaction, Person, Workbook, open_workbook
from netkit.forms import choose

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))
# Numbers that prose may name, since they are the method's and nobody's own: a look back takes 15 minutes, worth
# goes from 1 to 5, the balance from -1 to +1 over 90 days.
METHOD = {"0", "1", "2", "3", "5", "15", "90"}

every_notebook = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)


def run(notebook: Path) -> nbformat.NotebookNode:
    """The notebook as it is, run in its own folder as JupyterLab does; a cell that fails raises."""
    content = nbformat.read(notebook, as_version=4)
    place = {"metadata": {"path": str(notebook.parent)}}
    NotebookClient(content, timeout=120, store_widget_state=False, resources=place).execute()
    return content


def told(content: nbformat.NotebookNode) -> list[Any]:
    return [output for cell in content.cells for output in cell.get("outputs", [])]


def log_three(workbook: Workbook) -> None:
    """Three entries of three kinds: a message, a coffee, and help given at it."""
    today = workbook.today
    ada = workbook.add(Person(name="Ada Quill"))
    workbook.add(Interaction(on=today - timedelta(9), people=[ada.id], channel="email"))
    coffee = workbook.add(Interaction(on=today - timedelta(2), people=[ada.id], channel="in_person", outcome="met"))
    workbook.add(Exchange(on=today, person=ada.id, direction="given", kind="advice", value=3, interaction=coffee.id))


def on_the_sample(own: Path) -> None:
    choose("sample")


def on_an_empty_workbook(own: Path) -> None:
    open_workbook(own)


def on_three_entries(own: Path) -> None:
    log_three(open_workbook(own))


@pytest.mark.parametrize("state", [on_the_sample, on_an_empty_workbook, on_three_entries])
@every_notebook
def test_a_notebook_runs_without_an_error_or_a_warning(
    notebook: Path, state: Callable[[Path], None], own_workbook: Path
) -> None:
    state(own_workbook)
    outputs = told(run(notebook))
    assert [out for out in outputs if out.output_type == "error" or out.get("name") == "stderr"] == []
    shown = "".join(json.dumps(out.get("data", {}).get("text/html", "")) for out in outputs)
    assert "Traceback" not in shown


@every_notebook
def test_the_prose_states_no_number_of_the_users(notebook: Path) -> None:
    content = nbformat.read(notebook, as_version=4)
    texts = [c for c in content.cells if c.cell_type == "markdown" and "notes:" not in str(c.metadata.get("tags"))]
    prose = [c.source for c in texts]  # the method notes have numbers of their own
    plain = re.sub(r"`[^`]*`|\b\d_\w+", "", "\n".join(prose))
    assert set(re.findall(r"\d+", plain)) <= METHOD


@pytest.fixture
def review() -> Path:
    return next(path for path in NOTEBOOKS if path.stem == "4_review")


def shown_html(content: nbformat.NotebookNode) -> str:
    return "".join(output.get("data", {}).get("text/html", "") for output in told(content))


def test_the_review_draws_the_sample_and_keeps_to_its_day(review: Path, own_workbook: Path) -> None:
    choose("sample")
    shown = shown_html(run(review))
    assert shown.count('<figure class="nk-chart ') == 23
    assert "29&nbsp;Mar&nbsp;2026" in shown


def test_the_review_of_an_empty_workbook_says_what_to_log_instead_of_drawing(review: Path, own_workbook: Path) -> None:
    open_workbook(own_workbook)
    shown = shown_html(run(review))
    assert "<svg" not in shown
    assert "3_log" in shown


def test_the_review_marks_what_a_report_leaves_out(review: Path) -> None:
    cells = nbformat.read(review, as_version=4).cells
    tags = {cell.id: set(cell.metadata.get("tags", [])) for cell in cells}
    assert {"not-in-report"} == tags["start"] == tags["workbook"]
    assert {"by-person"} == tags["by-person"]
    assert nbformat.read(review, as_version=4).metadata.netkit.report is True
