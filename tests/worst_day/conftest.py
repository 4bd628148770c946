"""Where the worst days happen: in memory if the system has a place there, since a thousand of them wear out a disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which writing is quick; a killed process and a full quota are the same there as on a disk."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path_factory.mktemp("quick")
        return
    folder = Path(tempfile.mkdtemp(prefix="netkit-test-", dir=MEMORY))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
