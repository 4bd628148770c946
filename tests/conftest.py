"""What every test has: a workbook place of its own, properties without deadlines, and golden files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from netkit.workbook import Workbook, open_workbook

settings.register_profile("netkit", deadline=None, derandomize=True)
settings.load_profile("netkit")

GOLDEN = Path(__file__).parent / "data" / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshots", action="store_true", help="Write the golden files anew instead of comparing.")


@pytest.fixture(autouse=True)
def own_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test ever opens the developer's workbook: the default is one of its own, not yet made."""
    path = tmp_path / "own" / "workbook.sqlite"
    path.parent.mkdir()
    monkeypatch.setenv("NETKIT_WORKBOOK", str(path))
    return path


@pytest.fixture
def workbook(own_workbook: Path, request: pytest.FixtureRequest) -> Workbook:
    """A workbook of the test's own, still blank, on the day that its module calls TODAY."""
    return open_workbook(own_workbook, request.module.TODAY)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """golden(name, text): the text is that of tests/data/golden/NAME; `make snapshots` writes it there."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--snapshots"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        with file.open(encoding="utf-8", newline="") as stored:
            assert text == stored.read()

    return compare
