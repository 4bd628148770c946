"""Where things lie: the project's folder, the workbook, the notebooks and the sample that come with netkit."""

from __future__ import annotations

import os
from pathlib import Path

from netkit.errors import WorkbookError

PACKAGE = Path(__file__).resolve().parent.parent


def root() -> Path | None:
    """The clone that this netkit runs from; None for an installed one."""
    clone = PACKAGE.parent
    return clone if (clone / "notebooks" / "1_plan.ipynb").is_file() else None


def share(name: str) -> Path:
    """The folder `notebooks` or `sample`, in the clone or in the installed package."""
    clone = root()
    if clone is None:
        return PACKAGE / "share" / name
    return clone / ("data/sample" if name == "sample" else name)


def private() -> Path | None:
    """The clone's folder for the owner's own files; None outside a clone."""
    clone = root()
    return clone and clone / "data" / "private"


def default_path() -> Path:
    """The owner's workbook: $NETKIT_WORKBOOK, or data/private/workbook.sqlite of the clone.

    WorkbookError outside a clone where the variable is not set.
    """
    named, folder = os.environ.get("NETKIT_WORKBOOK"), private()
    if named:
        return Path(named).expanduser().absolute()
    if folder is None:
        raise WorkbookError(
            "Which workbook? Start with `netkit lab FOLDER`, or name one with --workbook FILE or $NETKIT_WORKBOOK."
        )
    return folder / "workbook.sqlite"
