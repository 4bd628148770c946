"""The results of all benchmarks in one table at the end, and the workbooks to measure on.

`--large` measures at a million interactions too, and files of 100,000 rows. `--table` writes the table to
tests/benchmarks/README.md and its short form to the README of the project.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import lives
import page
import pytest
from stopwatch import ROOT, Measured

import netkit as nk
from netkit.workbook import Workbook

SIZES = [1_000, 10_000, 100_000, 1_000_000]
BEGUN = time.monotonic()
RESULTS: list[Measured] = []
REMARKS: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--large", action="store_true", help="Measure at a million interactions and with files of 100,000 rows too."
    )
    parser.addoption("--table", action="store_true", help="Write the table, and its short form in the README.")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for a `size` of the workbook, or `rows` (or a `few`) of a file, runs at each, smallest first."""
    more = 1 if metafunc.config.getoption("--large") else 0
    for name, last in {"size": 3 + more, "rows": 2 + more, "few": 2}.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, SIZES[:last], ids=[f"{size // 1000}k" for size in SIZES[:last]])


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
    return REMARKS.append


@pytest.fixture
def sample(own_workbook: Path) -> Workbook:
    """The sample as the workbook that is opened when none is named, on the disk of the project."""
    workbook = nk.open_workbook(own_workbook)
    workbook.load(ROOT / "data" / "sample")
    return workbook


@pytest.fixture(scope="session")
def life(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Workbook]:
    """The workbook of a life of so many interactions, made once; see lives.py."""
    folder = tmp_path_factory.mktemp("lives")
    return cache(lambda size: lives.write(folder / f"{size}.sqlite", size))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: pytest.ExitCode, config: pytest.Config
) -> None:
    if RESULTS:
        terminalreporter.section("what one waits for, and how many times the floor that is")
        terminalreporter.write_line(page.table(RESULTS))
        for note in page.notes(RESULTS, REMARKS):
            terminalreporter.write_line(note)
        whole = exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) and not config.getoption("keyword")
        if config.getoption("--table") and whole:
            page.write(RESULTS, REMARKS, time.monotonic() - BEGUN)
