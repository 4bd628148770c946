"""Make the pictures of the README from the sample, into .github/pictures: `make pictures`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(Path(__file__).parent / "browser"))

import chromium  # noqa: E402  (the browser tests' own helpers)
from desk import Lab, Notebook  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

import netkit as nk  # noqa: E402
from netkit.workbook.places import choose  # noqa: E402

PICTURES = REPOSITORY / ".github" / "pictures"
NOTEBOOKS = {"1_plan": "plan", "2_people": "people", "3_log": "log", "4_review": "review"}
SIZE = {"width": 1280, "height": 1000}


def main() -> None:
    """Draw every picture anew; each shows invented people only."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        lab = Lab(Path(folder))
        try:
            lab.clear()
            os.environ["NETKIT_WORKBOOK"] = str(lab.workbook)
            choose("sample")
            for notebook, name in NOTEBOOKS.items():
                take_notebook(browser, lab, notebook, PICTURES / f"{name}.png")
            take_report(browser, Path(folder) / "report.html", PICTURES / "report.png")
        finally:
            lab.close()
            browser.close()


def take_notebook(browser: Browser, lab: Lab, notebook: str, picture: Path) -> None:
    """The first form or chart of a notebook, as it stands after Run All."""
    page = browser.new_page(viewport=SIZE)
    page.goto(f"{lab.url}/lab/tree/notebooks/{notebook}.ipynb?token={lab.token}&reset")
    shown = Notebook(page, lab.folder / "notebooks" / f"{notebook}.ipynb")
    shown.wait_ready()
    shown.side_bar(False)
    shown.run_all()
    page.wait_for_timeout(2000)  # pictures and fonts settle
    first = shown.output.nth(1 if notebook != "4_review" else 2)
    first.scroll_into_view_if_needed()
    first.evaluate("cell => cell.scrollIntoView({block: 'start'})")
    page.wait_for_timeout(500)
    page.screenshot(path=picture)
    page.close()


def take_report(browser: Browser, report: Path, picture: Path) -> None:
    """The first screen of the sample's report."""
    nk.report.write(nk.open_sample(), report)
    page = browser.new_page(viewport=SIZE)
    page.goto(report.as_uri())
    page.screenshot(path=picture)
    page.close()


if __name__ == "__main__":
    main()
