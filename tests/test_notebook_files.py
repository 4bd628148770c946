"""The notebooks as they are committed: all that stand in notebooks/, none by name."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

every_notebook = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)


def committed(notebook: Path) -> dict[str, Any]:
    """The notebook as committed, for the file may be in use; else the file itself."""
    show = ["git", "-c", "safe.directory=*", "show", f"HEAD:notebooks/{notebook.name}"]  # whoever owns the clone
    shown = subprocess.run(show, cwd=ROOT, capture_output=True)
    text = shown.stdout if shown.returncode == 0 else notebook.read_bytes()
    content: dict[str, Any] = json.loads(text)
    return content


def code_cells(notebook: Path) -> list[dict[str, Any]]:
    return [cell for cell in committed(notebook)["cells"] if cell["cell_type"] == "code"]


def lines(cell: dict[str, Any]) -> list[str]:
    return "".join(cell["source"]).splitlines()


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@every_notebook
def test_a_notebook_holds_no_output_and_no_widget_state(notebook: Path) -> None:
    assert [cell for cell in code_cells(notebook) if cell["outputs"] or cell["execution_count"]] == []
    assert "widgets" not in committed(notebook)["metadata"]


@every_notebook
def test_a_notebook_is_written_as_jupyter_writes_it_so_that_saving_changes_nothing(notebook: Path) -> None:
    text = notebook.read_text(encoding="utf-8")
    assert text == nbformat.writes(nbformat.reads(text, as_version=4)) + "\n"


@every_notebook
def test_a_notebook_names_its_kernel_so_that_jupyterlab_does_not_ask(notebook: Path) -> None:
    assert committed(notebook)["metadata"]["kernelspec"]["name"] == "python3"


@every_notebook
def test_a_notebook_begins_with_how_to_run_it_and_its_heading(notebook: Path) -> None:
    first = committed(notebook)["cells"][0]
    text = "".join(first["source"])
    assert first["cell_type"] == "markdown"
    assert "Run All Cells" in text
    assert sum(line.startswith("# ") for line in text.splitlines()) == 1


@every_notebook
def test_a_forms_cell_is_hidden_and_can_be_neither_edited_nor_deleted(notebook: Path) -> None:
    for cell in code_cells(notebook):
        if "form" in cell["metadata"].get("tags", []):
            kept = {name: cell["metadata"].get(name) for name in ("jupyter", "deletable", "editable")}
            assert kept == {"jupyter": {"source_hidden": True}, "deletable": False, "editable": False}


@every_notebook
def test_a_notebooks_code_is_short_and_its_logic_in_the_library(notebook: Path) -> None:
    cells = [[line for line in lines(cell) if not line.startswith("#")] for cell in code_cells(notebook)]
    assert sum(map(len, cells)) <= 25
    assert max(map(len, cells), default=0) <= 5
    words = {line.split()[0] for cell in cells for line in cell if line.split()}
    assert not words & {"def", "class", "for", "while", "async"}
