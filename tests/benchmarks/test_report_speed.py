"""The report against nbconvert, which runs the same notebook and writes it as HTML."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from stopwatch import ROOT, Measured, in_turns, timed

from netkit.workbook import Workbook

LARGEST = 400 * 1024


def test_the_report_is_written_in_1_3_times_what_nbconvert_takes_and_is_small(
    sample: Workbook, tmp_path: Path, report: Callable[[Measured], None], remark: Callable[[str], None]
) -> None:
    notebook = tmp_path / "4_review.ipynb"
    shutil.copyfile(ROOT / "notebooks" / "4_review.ipynb", notebook)
    written = tmp_path / "report.html"

    def run(*command: str) -> float:
        return timed(
            lambda: subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True, cwd=tmp_path)
        )

    def ours() -> float:
        return run("netkit", "report", "--sample", "-o", str(written))

    def floor() -> float:
        return run("jupyter", "nbconvert", "--execute", "--to", "html", str(notebook))

    took = in_turns(ours, floor, 3)
    size, stock = written.stat().st_size, notebook.with_suffix(".html").stat().st_size
    remark(f"The report of the sample is {size / 1024:.0f} KB, nbconvert's page {stock / 1024:.0f} KB.")
    assert size <= LARGEST
    assert os.environ["NETKIT_WORKBOOK"] == str(sample.path)  # what nbconvert's run shows: the same people
    how = "3 runs each of the whole command, on the sample; the redaction, the leak check and the images included"
    report(Measured("`netkit report --sample`", "`jupyter nbconvert --execute --to html`", *took, 1.3, how))
