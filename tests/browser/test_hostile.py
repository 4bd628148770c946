"""A workbook stuffed with hostile texts, in a real browser: nothing runs, nothing is asked for, all of it is text."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import OpenNotebook
from playwright.sync_api import Browser, Page

from tests.hostile import RUN, TEXTS, once_allowed, stuffed_workbook

MARK = RUN.partition("=")[0]
SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output"
SEEN = """([shown, texts]) => {
  document.querySelectorAll(`${shown} details`).forEach(one => { one.open = true; });
  const all = [...document.querySelectorAll(`${shown}, ${shown} textarea`)].map(one => one.value ?? one.innerText);
  return texts.some(text => all.join(' ').includes(text));
}"""


def watched(page: Page) -> list[str]:
    """What happens on a page that shall not: a dialog, a frame of a stranger, a script refused."""
    happened: list[str] = []
    page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda said: happened.append(said.text) if "Content Security Policy" in said.text else None)
    return happened


@pytest.mark.parametrize("name", ["1_plan", "2_people", "3_log", "4_review", "5_share"])
def test_no_text_runs_in_a_notebook(open_notebook: OpenNotebook, workbook: Path, name: str) -> None:
    stuffed_workbook(workbook, TEXTS.values())
    notebook = open_notebook(name, width=1200)
    happened = watched(notebook.page)
    notebook.run_all()
    notebook.page.wait_for_function(SEEN, arg=[SHOWN, [text.strip() for text in TEXTS.values()]])
    assert [frame.url for frame in notebook.page.frames if frame.evaluate(f"window.{MARK}")] == []
    assert notebook.page.locator(f"{SHOWN} mjx-container").count() == 0
    assert notebook.page.evaluate("getComputedStyle(document.body).display") == "block"
    assert happened == []
    notebook.page.set_viewport_size({"width": 1200, "height": 3000})
    notebook.screenshot(f"hostile-{name}")


def test_no_text_runs_in_a_report(browser: Browser, tmp_path: Path) -> None:
    book, *_ = stuffed_workbook(tmp_path / "book.sqlite", TEXTS.values())
    report = tmp_path / "report.html"
    report.write_text(once_allowed(book, "full"), encoding="utf-8")
    page = browser.new_page(offline=True)
    happened, asked = watched(page), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.as_uri())
    assert (page.evaluate(f"window.{MARK}"), happened, asked) == (None, [], [report.as_uri()])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
