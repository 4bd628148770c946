"""The forms of 1_plan, 2_people and 3_log: built in a kernel, and on the screen of a real browser."""

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
from stopwatch import ROOT, Measured, in_turns, memory_of, timed, timed_python

import netkit as nk
from netkit.workbook import Workbook

Report = Callable[[Measured], None]
FORMS = pytest.mark.parametrize("name", ["1_plan", "2_people", "3_log"])

CLEAR = "async () => { await jupyterapp.commands.execute('notebook:clear-all-cell-outputs'); }"
COUNT = """
import collections, json
from ipywidgets.widgets import widget
made = collections.Counter(type(each).__name__ for each in widget._instances.values())
print(json.dumps({name: many for name, many in made.items() if not name.endswith(('Layout', 'Style', 'Link'))}))
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
    """How many widgets of each class a notebook makes, layouts, styles and links left out."""
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


def opened(browser: BrowserContext, lab: Lab, file: str) -> Notebook:
    notebook = Notebook(browser.new_page(), lab.folder / "notebooks" / file)
    notebook.page.set_default_timeout(WAIT)
    notebook.page.goto(f"{lab.url}/lab/workspaces/{file[:4]}/tree/notebooks/{file}?token={lab.token}")
    notebook.wait_ready()
    return notebook


def code_on(name: str, workbook: Workbook) -> str:
    """All code of a notebook, to run on a workbook."""
    cells = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4).cells
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    return f"import os\nos.environ['NETKIT_WORKBOOK'] = {str(workbook.path)!r}\n{code}"


@FORMS
def test_the_forms_are_built_in_one_and_a_half_times_their_time_on_an_empty_workbook(
    life: Callable[[int], Workbook], size: int, name: str, tmp_path: Path, report: Report
) -> None:
    full, empty = code_on(name, life(size)), code_on(name, nk.open_workbook(tmp_path / "empty.sqlite"))
    took = in_turns(lambda: timed_python(full), lambda: timed_python(empty), 5)
    how = "5 fresh Pythons each, all cells of the notebook, without a browser"
    goal = 1.5 if size <= 100_000 else None
    what = f"{name}, its forms built"
    report(Measured(what, "an empty workbook", *took, goal, how, size, memory_of(full)))


@FORMS
def test_the_forms_are_on_the_screen_in_one_and_a_half_times_their_time_on_an_empty_workbook(
    life: Callable[[int], Workbook], name: str, lab: Lab, browser: BrowserContext, report: Report
) -> None:
    size = 100_000
    life(size).backup(lab.workbook.with_name("full.sqlite"))
    source = lab.folder / "notebooks" / f"{name}.ipynb"
    for which in ("full", "none"):
        book = nbformat.read(source, as_version=4)
        chosen = f"import os\nos.environ['NETKIT_WORKBOOK'] = {str(lab.workbook.with_name(f'{which}.sqlite'))!r}"
        book.cells.insert(0, nbformat.v4.new_code_cell(chosen))
        nbformat.write(book, source.with_name(f"{which}.ipynb"))
    nk.open_workbook(lab.workbook.with_name("none.sqlite"))
    full, empty = opened(browser, lab, "full.ipynb"), opened(browser, lab, "none.ipynb")
    took = in_turns(lambda: run_to_the_last_form(full), lambda: run_to_the_last_form(empty), 5, 12)
    how = "5 runs each in Chromium, from “run all” to the last form, each in a fresh kernel that is ready"
    report(Measured(f"{name}, on the screen", "an empty workbook", *took, 1.5, how, size))


def test_the_plan_is_on_the_screen_in_one_and_a_half_times_a_bare_notebook_of_as_many_widgets(
    lab: Lab, browser: BrowserContext, monkeypatch: pytest.MonkeyPatch, report: Report
) -> None:
    monkeypatch.setenv("NETKIT_WORKBOOK", str(lab.workbook))
    plan = lab.folder / "notebooks" / "1_plan.ipynb"
    made = widgets_of(plan)
    cells = sum(cell.cell_type == "code" for cell in nbformat.read(plan, as_version=4).cells)
    bare_notebook(made, cells, plan.with_name("bare.ipynb"))

    ours, floor = opened(browser, lab, "1_plan.ipynb"), opened(browser, lab, "bare.ipynb")
    took = in_turns(lambda: run_to_the_last_form(ours), lambda: run_to_the_last_form(floor), 5, 12)
    how = (
        f"5 runs each in Chromium, each in a fresh kernel that is ready; {sum(made.values())} widgets "
        f"of {len(made)} classes in {cells} cells on both sides, the bare ones empty; the plan is the sample's"
    )
    report(Measured("1_plan, from “run all” to the last form", "bare widgets", *took, 1.5, how))
