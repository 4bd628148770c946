"""The sample as a workbook: made from its CSV once per process, in a folder that goes with it."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from netkit.errors import WorkbookError
from netkit.workbook import store
from netkit.workbook.places import share


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="netkit-sample-")


def path() -> Path:
    """Where this process keeps its copy of the sample."""
    from netkit.workbook import Workbook

    file = Path(_folder().name) / "sample.sqlite"
    if not file.exists():
        source = share("sample")
        if not (source / "plan.json").is_file():
            raise WorkbookError(f"The sample is missing: there is no {source / 'plan.json'}.")
        store.create(file)
        Workbook(file).load(source)
    return file
