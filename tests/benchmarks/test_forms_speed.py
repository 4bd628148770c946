"""1_plan in a real browser, from "run all" to its last form, against a notebook that only makes as many widgets."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import chromium
import nbformat
import pytest
from desk import WAIT, Lab, Notebook
from nbclient import NotebookClient
from playwright.sync_api import BrowserContext, sync_playwright
from stopwatch import ROOT, Measured, in_turns, timed

import netkit as nk

CLEAR = "async () => { await jupyterapp.commands.execute('notebook:clear-all-cell-outputs'); }"
COUNT = """
import collections, json
from ipywidgets.widgets import widget
made = collections.Counter(type(each).__name__ for each in widget._instances.values())
print(json.dumps({name: many for name, many in made.items() if not name.endswith(('Layout', 'Style'))}))
"""
BARE = """
import ipywidgets as w
w.VBox([getattr(w, name)() for name in %r])
"""


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    lab = Lab(tmp_path)
    nk.open_workbook(lab.workbook).load(ROOT / "data" / "sample")
    yield lab
    lab.close()


@pytest.fixture
def browser(lab: Lab) -> Iterator[BrowserContext]:
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.HELP)
    with (
        sync_playwright() as play,
        play.chromium.launch(executable_path=path, args=chromium.FLAGS) as browser,
        browser.new_context(viewport={"width": 1600, "height": 1000}) as context,
    ):
        yield context


def widgets_of(notebook: Path) -> dict[str, int]:
    """How many widgets of each class a notebook makes, layouts and styles left out."""
    book = nbformat.read(notebook, as_version=4)
    book.cells.append(nbformat.v4.new_code_cell(COUNT))
    NotebookClient(book, timeout=120, store_widget_state=False).execute()
    return dict(json.loads(book.cells[-1].outputs[0].text))


def bare_notebook(made: dict[str, int], cells: int, path: Path) -> None:
    """As many widgets of the same classes, shown by as many cells."""
    names = [name for name, many in made.items() for _ in range(many)]
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(BARE % names[start::cells]) for start in range(cells)],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}},
    )
    nbformat.write(book, path)


def run_to_the_last_form(notebook: Notebook) -> float:
    """Seconds from "run all" until every cell is done and the last one shows its widgets, in a fresh kernel."""
    notebook.page.bring_to_front()  # a page in the background is drawn late
    notebook.restart_kernel()
    notebook.page.evaluate(CLEAR)
    notebook.form.first.wait_for(state="detached")
    last = notebook.page.locator(".jp-CodeCell").last.locator(".jp-OutputArea-output .jupyter-widgets").first

    def run() -> None:
        notebook.run_all()
        last.wait_for(state="visible", timeout=WAIT)

    return timed(run)


def test_the_plan_is_on_the_screen_in_one_and_a_half_times_a_bare_notebook_of_as_many_widgets(
    lab: Lab, browser: BrowserContext, monkeypatch: pytest.MonkeyPatch, report: Callable[[Measured], None]
) -> None:
    monkeypatch.setenv("NETKIT_WORKBOOK", str(lab.workbook))
    plan = lab.folder / "notebooks" / "1_plan.ipynb"
    made = widgets_of(plan)
    cells = sum(cell.cell_type == "code" for cell in nbformat.read(plan, as_version=4).cells)
    bare_notebook(made, cells, plan.with_name("bare.ipynb"))

    def opened(name: str) -> Notebook:
        notebook = Notebook(browser.new_page(), plan.with_name(name))
        notebook.page.set_default_timeout(WAIT)
        notebook.page.goto(f"{lab.url}/lab/workspaces/{name[:4]}/tree/notebooks/{name}?token={lab.token}")
        notebook.wait_ready()
        return notebook

    ours, floor = opened("1_plan.ipynb"), opened("bare.ipynb")
    took = in_turns(lambda: run_to_the_last_form(ours), lambda: run_to_the_last_form(floor), 7)
    how = (
        f"7 runs each in Chromium, each in a fresh kernel that is ready; {sum(made.values())} widgets "
        f"of {len(made)} classes in {cells} cells on both sides, the bare ones empty; the plan is the sample's"
    )
    report(Measured("1_plan, from “run all” to the last form", "bare widgets", *took, 1.5, how))
