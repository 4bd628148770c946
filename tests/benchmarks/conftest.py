"""The results of all benchmarks in one table at the end, and the sample as a workbook to measure on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stopwatch import ROOT, Measured, table

import netkit as nk
from netkit.workbook import Workbook

RESULTS: list[Measured] = []
NOTES: list[str] = []


@pytest.fixture(scope="session", autouse=True)
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fresh Pythons find all modules compiled after their first run, wherever they may write."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("compiled")))
        yield


@pytest.fixture
def report() -> Callable[[Measured], None]:
    """Put a result into the table, and fail if its goal is missed."""

    def add(result: Measured) -> None:
        RESULTS.append(result)
        assert result.is_kept, f"{result.what}: {result.ratio:.2f} times the floor, the goal is {result.goal:g}"

    return add


@pytest.fixture
def remark() -> Callable[[str], None]:
    """Put a line below the table."""
    return NOTES.append


@pytest.fixture
def sample(own_workbook: Path) -> Workbook:
    """The sample as the workbook that is opened when none is named, on the disk of the project."""
    workbook = nk.open_workbook(own_workbook)
    workbook.load(ROOT / "data" / "sample")
    return workbook


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if RESULTS or NOTES:
        terminalreporter.section("ratios, by medians of runs in turns")
        terminalreporter.write_line(table(RESULTS))
        for note in NOTES:
            terminalreporter.write_line(f"- {note}")
