"""5_share and the report as they are seen: written by the button, by the menu, and read on screen, phone and paper."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
import zlib
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk import SHOTS, WAIT, Lab, OpenNotebook
from playwright.sync_api import Browser, Page, expect

from netkit.forms import choose
from netkit.report import make
from netkit.workbook import open_sample, open_workbook

DESKTOP, PHONE = (1280, 800), (390, 844)


@pytest.fixture(scope="module", params=["initials", "none"])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("report") / f"{request.param}.html"
    path.write_text(make(open_sample(), request.param).html, encoding="utf-8")
    return path


def opened(browser: Browser, report: Path, size: tuple[int, int] = DESKTOP, dark: bool = False) -> Page:
    """The report in a window without a network; whatever it asks for fails the test."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light", offline=True
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.as_uri())
    assert asked == [report.as_uri()]
    return page


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("dark", [False, True])
def test_the_report_reads_well_in_both_themes_and_sizes(
    browser: Browser, report: Path, size: tuple[int, int], dark: bool
) -> None:
    page = opened(browser, report, size, dark)
    wrong = Axe().run(page).response["violations"]
    assert [f"{one['id']}: {node['html'][:200]}" for one in wrong for node in one["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"report-{report.stem}-{size[0]}{'-dark' if dark else ''}.png", full_page=True)
    page.close()


def test_its_first_screen_fits_and_says_it_all(browser: Browser, report: Path) -> None:
    page = opened(browser, report)
    last = page.locator("section.words, section.next").last
    box = last.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= DESKTOP[1]
    expect(page.locator(".five li")).to_have_count(5)
    page.close()


def test_it_prints_on_four_pages_at_its_true_size(browser: Browser, report: Path) -> None:
    page = opened(browser, report, dark=True)
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 4
    pieces = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    drawn = [zlib.decompressobj().decompress(piece) for piece in pieces if piece[:1] == b"x"]
    scales = re.findall(rb"^(\S+) 0 0 -\S+ 0 \S+ cm\nq\n(\S+) 0 0 ", b"\n\n".join(drawn), re.MULTILINE)
    points = {round(float(whole) * float(inner), 3) for whole, inner in scales}
    assert points == {72 / 96}  # to a pixel: less would be shrunk to fit
    page.close()


def test_the_button_writes_a_report_and_the_settings_are_there_again(
    open_notebook: OpenNotebook, workbook: Path
) -> None:
    open_workbook(workbook)
    share = open_notebook("5_share", width=1000)
    share.run_all()
    share.field("Where I am stuck").fill("On Thursdays")
    share.button("made-up names").click()
    share.button("Show it to me first").click()
    share.says("nothing is written yet")
    preview = share.page.frame_locator("iframe[title='Preview of the report']")
    expect(preview.locator("h1")).to_have_text("A networking report")
    share.screenshot("share-preview")
    assert share.axe() == []
    share.button("Write the report").click()
    share.says("is yours to send")
    [written] = (workbook.parent / "reports").iterdir()
    assert "On Thursdays" in written.read_text(encoding="utf-8")
    with share.page.context.expect_page() as shown:
        share.form.get_by_role("link", name=written.name).click()
    expect(shown.value.locator("h1")).to_have_text("A networking report")
    shown.value.close()
    share.screenshot("share-written")
    share.restart_kernel()
    share.run_all()
    expect(share.field("Where I am stuck")).to_have_value("On Thursdays")
    expect(share.form.locator(".chip.mod-active", has_text="made-up names")).to_be_visible()
    assert [cell for cell in share.save()["cells"] if cell.get("outputs")] == []


def test_the_form_looks_right_in_the_dark_and_wide(
    open_notebook: OpenNotebook, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETKIT_WORKBOOK", str(workbook))
    choose("sample")
    share = open_notebook("5_share", width=1600, dark=True)
    share.run_all()
    share.says("For whom is it?")
    assert share.axe() == []
    share.screenshot("share-dark")


def test_jupyterlabs_menu_makes_the_same_report_of_the_marked_notebook_only(lab: Lab, workbook: Path) -> None:
    open_workbook(workbook)

    def exported(notebook: str) -> str:
        address = f"{lab.url}/nbconvert/netkit_report/notebooks/{notebook}.ipynb?download=false"
        request = urllib.request.Request(address, headers={"Authorization": f"token {lab.token}"})
        with urllib.request.urlopen(request, timeout=WAIT / 1000) as answer:
            return str(answer.read().decode())

    html = exported("4_review")
    assert "A networking report" in html
    assert "<script" not in html
    assert lab.token not in html
    refused = exported("1_plan")
    assert "This notebook is no report" in refused
    assert lab.token not in refused
