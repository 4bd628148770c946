"""What the browser tests stand on: a running `netkit lab`, and a notebook opened in it as a person sees it.

A test asks for the fixtures of conftest.py:

    def test_a_goal_is_there_again_after_a_restart(open_notebook, workbook):
        plan = open_notebook("1_plan")  # waits for the kernel; also width=1000, dark=True
        plan.run_all()                  # Run > Run All Cells, until every cell is done
        plan.field("What would you like?").fill("A new job")
        plan.button("Next").click()
        plan.says("Saved")              # waits until these words are in the form
        plan.restart_kernel(); plan.run_all()
        expect(plan.field("What would you like?")).to_have_value("A new job")
        assert plan.axe() == [] # nothing serious or critical in the outputs
        plan.screenshot("plan-goal")    # in tests/browser/shots, not committed

`workbook` is the path of the workbook that the kernels open: not yet made, and this test's own (open it in
the test with netkit.open_workbook(workbook) to see or prepare it). `plan.page` is Playwright's page,
`plan.form` what the cells show. A request to any other address than the server's fails the test.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

REPOSITORY = Path(__file__).resolve().parents[2]
SHOTS = Path(__file__).parent / "shots"
WAIT = 120_000  # milliseconds, for whatever is waited for; a guard, no measure of speed

READY = """file => {
  const shown = window.jupyterapp?.shell?.currentWidget;
  const kernel = shown?.sessionContext?.session?.kernel;
  return !!shown?.context?.path?.endsWith(file) && kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""
RUN_ALL = """() => {
  window.ranAll = false;
  jupyterapp.commands.execute('notebook:run-all-cells').then(() => { window.ranAll = true; });
}"""
RESTART = "async () => { await jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart(); }"
CELLS = "() => jupyterapp.shell.currentWidget.content.model.sharedModel.cells.map(cell => cell.getSource())"


class Lab:
    """`netkit lab` on a folder of its own; its kernels open the workbook in the folder's data/private."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        self.workbook = self.folder / "data" / "private" / "workbook.sqlite"
        self.log = folder / "lab.log"
        home = {name: str(folder / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
        command = [sys.executable, "-m", "netkit", "lab", str(self.folder), "--no-browser"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*command, "--workbook", str(self.workbook), "--", "--expose-app-in-browser"],
                env=os.environ | home | {"PYTHONUNBUFFERED": "1"},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.url, self.token = self._address()

    def _address(self) -> tuple[str, str]:
        for _ in range(240):
            said = self.log.read_text()
            if found := re.search(r"(http://127\.0\.0\.1:\d+)/lab/\S*\?token=(\w+)", said):
                return found[1], found[2]
            if self.process.poll() is not None:
                break
            time.sleep(0.5)
        self.close()
        raise RuntimeError(f"netkit lab did not start:\n{self.log.read_text()}")

    def clear(self) -> None:
        """End all kernels, close all tabs, forget settings and workbook, and lay the notebooks anew."""
        for workspace in json.loads(self._ask("GET", "/lab/api/workspaces"))["workspaces"]["ids"]:
            self._ask("DELETE", f"/lab/api/workspaces/{workspace}")
        for session in json.loads(self._ask("GET", "/api/sessions") or "[]"):
            self._ask("DELETE", f"/api/sessions/{session['id']}")
        shutil.rmtree(self.folder.parent / "jupyter_config_dir" / "lab", ignore_errors=True)
        shutil.rmtree(self.workbook.parent, ignore_errors=True)
        self.workbook.parent.mkdir(mode=0o700)
        for notebook in (REPOSITORY / "notebooks").glob("*.ipynb"):
            shutil.copyfile(notebook, self.folder / "notebooks" / notebook.name)

    def _ask(self, method: str, path: str) -> str:
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(self.url + path, method=method, headers=headers)
        with urllib.request.urlopen(request) as answer:
            return str(answer.read().decode())

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)


@dataclass
class Notebook:
    """A notebook in JupyterLab, in a page of its own."""

    page: Page
    file: Path

    def wait_ready(self) -> None:
        """Until this notebook is in front, its kernel connected and idle; the toolbar says idle too early."""
        self.page.wait_for_function(READY, arg=self.file.name)

    def run_all(self) -> None:
        """Run > Run All Cells, until every cell is done."""
        self.page.evaluate(RUN_ALL)
        self.page.wait_for_function("window.ranAll")  # a promise alone would be waited for without end
        self.wait_ready()

    def restart_kernel(self) -> None:
        """Kernel > Restart; the outputs stay where they are."""
        self.page.evaluate(RESTART)
        self.wait_ready()

    @property
    def form(self) -> Locator:
        """The widgets that the cells show."""
        return self.page.locator(".jp-OutputArea-output .jupyter-widgets")

    @property
    def output(self) -> Locator:
        """All that the cells show, widgets or not."""
        return self.page.locator(".jp-Notebook .jp-OutputArea-output")

    def field(self, label: str) -> Locator:
        """The field whose question contains `label` (help and example are part of a label)."""
        return self.form.get_by_label(label)

    def button(self, name: str) -> Locator:
        """The button whose words contain `name`."""
        return self.form.get_by_role("button", name=name)

    def says(self, words: str) -> None:
        """Wait until the outputs show `words`."""
        expect(self.output.filter(has_text=words).first).to_be_visible()

    def sources(self) -> list[str]:
        """The cells' sources as they stand in the page, saved or not."""
        sources: list[str] = self.page.evaluate(CELLS)
        return sources

    def save(self) -> dict[str, Any]:
        """File > Save Notebook; the notebook as it is on the disk then."""
        self.page.evaluate("async () => { await jupyterapp.commands.execute('docmanager:save'); }")
        content: dict[str, Any] = json.loads(self.file.read_text(encoding="utf-8"))
        return content

    def dark(self, dark: bool = True) -> None:
        """Settings > Theme."""
        theme = f"JupyterLab {'Dark' if dark else 'Light'}"
        self.page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
        self.page.wait_for_selector(f"body[data-jp-theme-name='{theme}']", state="attached")
        expect(self.page.locator("#jupyterlab-splash")).to_have_count(0)

    def width(self, pixels: int) -> None:
        """Make the window `pixels` wide."""
        self.page.set_viewport_size({"width": pixels, "height": 1000})

    def side_bar(self, shown: bool) -> None:
        """View > Appearance > Show Left Sidebar."""
        self.page.evaluate("on => { const s = jupyterapp.shell; on ? s.expandLeft() : s.collapseLeft(); }", shown)

    def axe(self) -> list[str]:
        """What axe-core finds serious or critical in the outputs, one line each; not those of JupyterLab."""
        found = Axe().run(self.page, context={"include": [[".jp-OutputArea"]]}).response["violations"]
        serious = [one for one in found if one["impact"] in ("serious", "critical")]
        return [f"{one['id']}: {node['html'][:200]}" for one in serious for node in one["nodes"]]

    def screenshot(self, name: str) -> Path:
        """The page as a person sees it, in tests/browser/shots, which is not committed."""
        SHOTS.mkdir(exist_ok=True)
        (SHOTS / ".gitignore").write_text("*\n")
        self.page.screenshot(path=SHOTS / f"{name}.png")
        return SHOTS / f"{name}.png"


OpenNotebook = Callable[..., Notebook]
"""The fixture open_notebook: (name, width=1600, dark=False) -> Notebook."""
