"""4_review as it is seen in JupyterLab: drawn, themed, readable, and inside its frame in any font."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from desk import Notebook, OpenNotebook
from playwright.sync_api import expect

from netkit.forms import choose

BEYOND = """font => [...document.querySelectorAll('.jp-OutputArea svg.chart')]
  .filter(svg => svg.getClientRects().length).flatMap(svg => {
    svg.style.fontFamily = font;
    const frame = svg.getBoundingClientRect();
    const beyond = box => box.left < frame.left - 1 || box.right > frame.right + 1
      || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
    return [...svg.querySelectorAll('text')].filter(text => beyond(text.getBoundingClientRect()))
      .map(text => svg.classList + ': ' + text.textContent);
  })"""
DRAWN = "() => [...document.querySelectorAll('svg.chart')].filter(svg => svg.getClientRects().length).length"
ABOVE = "element => getComputedStyle(element.closest('.jp-OutputArea-output'), '::before').content"


@pytest.fixture
def review(open_notebook: OpenNotebook, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Notebook]:
    """4_review on the sample, every cell run; it then stands at its top."""
    monkeypatch.setenv("NETKIT_WORKBOOK", str(workbook))
    choose("sample")

    def run(width: int = 1600, dark: bool = False) -> Notebook:
        notebook = open_notebook("4_review", width=width, dark=dark)
        notebook.run_all()
        notebook.says("weeks met the target")
        expect(notebook.page.get_by_role("heading", name="How is it going?")).to_be_in_viewport()
        return notebook

    return run


def look(notebook: Notebook, chart: str, shot: str) -> None:
    """Jump to a chart, past those above that were never in sight; it is there, and stays while its picture is taken."""
    figure = notebook.output.locator(f"figure[data-chart={chart}]")
    figure.evaluate("figure => figure.scrollIntoView({block: 'center'})")
    expect(figure.locator("svg.wide")).to_be_in_viewport(ratio=1)
    notebook.screenshot(shot)
    expect(figure.locator("svg.wide")).to_be_in_viewport(ratio=1)


def test_the_charts_take_the_theme_and_say_so_when_another_workbook_is_chosen(review: Callable[..., Notebook]) -> None:
    notebook = review()
    line = notebook.output.locator("figure[data-chart=help] svg.wide path[style*='--given']").last
    expect(line).to_have_css("stroke", "rgb(11, 98, 164)")
    assert notebook.axe() == []
    look(notebook, "balance", "review-light")
    notebook.dark()
    expect(line).to_have_css("stroke", "rgb(109, 183, 242)")
    assert notebook.axe() == []
    look(notebook, "progress", "review-dark")
    assert line.evaluate(ABOVE) == "none"
    notebook.button("Start my own").click()
    notebook.says("What is pale below is still the sample’s")
    expect(notebook.button("Look around in the sample")).to_be_focused()
    assert "Still from the other workbook" in line.evaluate(ABOVE)


def test_a_narrow_window_has_the_narrow_drawing(review: Callable[..., Notebook]) -> None:
    notebook = review(width=1600)
    figure = notebook.output.locator("figure[data-chart=outreach]")
    expect(figure.locator("svg.wide")).to_be_visible()
    expect(figure.locator("svg.narrow")).to_be_hidden()
    notebook.width(700)
    expect(figure.locator("svg.narrow")).to_be_visible()
    expect(figure.locator("svg.wide")).to_be_hidden()


def test_no_words_reach_beyond_their_drawing_in_any_font_or_width(review: Callable[..., Notebook]) -> None:
    notebook = review()
    for width in (1600, 700):
        notebook.width(width)
        notebook.page.wait_for_function(f"({DRAWN})() == 23")
        for font in ("DejaVu Sans", "Liberation Sans, Arial", "serif"):
            assert notebook.page.evaluate(BEYOND, font) == []


def test_the_numbers_and_the_rows_behind_a_chart_open_below_it(review: Callable[..., Notebook]) -> None:
    figure = review().output.locator("figure[data-chart=outreach]")
    figure.get_by_text("The numbers").click()
    expect(figure.locator("table caption").first).to_be_visible()
    expect(figure.locator("thead th").first).to_have_text("Week of")
    figure.get_by_text("The rows behind it").click()
    expect(figure.locator("table").last.locator("thead th")).to_have_text(["Day", "Who", "What", "Counts for"])
