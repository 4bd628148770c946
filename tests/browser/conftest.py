"""Fixtures of the browser tests; desk.py says how to use them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import chromium
import pytest
from desk import WAIT, Lab, Notebook, OpenNotebook
from playwright.sync_api import Browser, Request, expect, sync_playwright

expect.set_options(timeout=WAIT)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of the session; without one the tests fail and say how to get it."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.HELP)
    with (
        sync_playwright() as play,
        play.chromium.launch(executable_path=path, args=chromium.FLAGS) as browser,
    ):
        yield browser


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """The one `netkit lab` of the session."""
    lab = Lab(tmp_path_factory.mktemp("lab"))
    yield lab
    lab.close()


@pytest.fixture
def workbook(lab: Lab) -> Iterator[Path]:
    """Where the kernels look for the workbook: empty before the test, emptied after it."""
    lab.clear()
    yield lab.workbook
    lab.clear()


@pytest.fixture
def open_notebook(browser: Browser, lab: Lab, workbook: Path) -> Iterator[OpenNotebook]:
    """Open a notebook by name, with its kernel ready and nothing run; each call opens a window of its own."""
    outside: list[str] = []

    def only_here(request: Request) -> None:  # listening alone: a route would switch the browser's cache off
        if not request.url.startswith((lab.url, "data:", "blob:")):
            outside.append(request.url)

    with browser.new_context(viewport={"width": 1600, "height": 1000}) as context:
        context.set_default_timeout(WAIT)
        context.on("request", only_here)

        def open_notebook(name: str, width: int = 1600, dark: bool = False) -> Notebook:
            file = lab.folder / "notebooks" / f"{name}.ipynb"
            notebook = Notebook(context.new_page(), file)
            notebook.width(width)
            notebook.page.goto(f"{lab.url}/lab/tree/notebooks/{file.name}?token={lab.token}")
            notebook.wait_ready()
            notebook.dark(dark)
            return notebook

        yield open_notebook
    assert outside == [], "the page asked for something from outside"
