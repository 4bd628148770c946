"""The report against nbconvert, which runs the same notebook and writes it as HTML."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from stopwatch import ROOT, Measured, in_turns, timed

from netkit.workbook import Workbook

LARGEST = 400 * 1024
NBCONVERT = "`jupyter nbconvert --execute --to html`"
WHOLE = "each of the whole command; the redaction, the leak check and the images included"
Report = Callable[[Measured], None]


def run(*command: str) -> None:
    subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True)


def test_the_report_is_written_in_1_3_times_what_nbconvert_takes_and_is_small(
    sample: Workbook, tmp_path: Path, report: Report, remark: Callable[[str], None]
) -> None:
    written, took = compared(tmp_path, "--sample", 3)
    size, stock = written.stat().st_size, written.with_name("4_review.html").stat().st_size
    remark(f"The report of the sample is {size / 1024:.0f} KB, nbconvert's page {stock / 1024:.0f} KB.")
    assert size <= LARGEST
    assert os.environ["NETKIT_WORKBOOK"] == str(sample.path)  # what nbconvert's run shows: the same people
    report(Measured("`netkit report --sample`", NBCONVERT, *took, 1.3, f"up to 3 runs {WHOLE}"))


def test_the_report_of_a_long_life_is_written_beside_nbconvert(
    life: Callable[[int], Workbook], few: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: Report
) -> None:
    monkeypatch.setenv("NETKIT_WORKBOOK", str(life(few).path))
    _, took = compared(tmp_path, "--names=none", 1)
    report(Measured("`netkit report`", NBCONVERT, *took, None, f"a run {WHOLE}", few))


def compared(folder: Path, option: str, rounds: int) -> tuple[Path, tuple[float, float]]:
    """The report written, and the times of netkit and of nbconvert."""
    notebook, written = folder / "4_review.ipynb", folder / "report.html"
    shutil.copyfile(ROOT / "notebooks" / "4_review.ipynb", notebook)
    netkit = ("netkit", "report", option, "-o", str(written))
    nbconvert = ("jupyter", "nbconvert", "--execute", "--to", "html", str(notebook))
    return written, in_turns(lambda: timed(lambda: run(*netkit)), lambda: timed(lambda: run(*nbconvert)), rounds)
