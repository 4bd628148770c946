"""Where things lie: the project's folder, the workbook, what comes with netkit, and which workbook is shown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from netkit.errors import NetkitError, WorkbookError
from netkit.workbook import store

Which = Literal["own", "sample"]

PACKAGE = Path(__file__).resolve().parent.parent


def root() -> Path | None:
    """The clone that this netkit runs from; None for an installed one."""
    clone = PACKAGE.parent
    return clone if (clone / "notebooks" / "1_plan.ipynb").is_file() else None


def share(name: str) -> Path:
    """What comes with netkit (`notebooks`, `sample`, `PRIVACY.md`), in the clone or in the installed package."""
    clone = root()
    if clone is None:
        return PACKAGE / "share" / name
    return clone / ("data/sample" if name == "sample" else name)


def private() -> Path | None:
    """The clone's folder for the owner's own files; None outside a clone."""
    clone = root()
    return clone and clone / "data" / "private"


def keep_to_owner(folder: Path) -> None:
    """Make a folder for the owner alone; one that is there already (git makes it for everybody) is closed to others."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077 and os.access(folder, os.W_OK):
        folder.chmod(0o700)


def put(path: Path, content: bytes) -> None:
    """Write a file for the owner alone: it appears whole, or what stood there stays; NetkitError says why it does."""
    if not path.parent.is_dir():
        raise NetkitError(f"There is no folder {path.parent}; make it first, or name another one.")
    if path.exists() and not path.is_file():  # else root would put a file in the place of a device
        raise NetkitError(f"{path} can't be written: it is no ordinary file.")
    path = path.resolve()  # a link stays one
    try:
        with store.aside(path.parent, path) as new:
            new.touch(mode=0o600)
            new.write_bytes(content)
            new.replace(path)
    except OSError as error:
        raise NetkitError(f"{path} can't be written: {error.strerror or error}.") from None


@contextmanager
def new_folder(folder: Path, or_else: str = "") -> Iterator[None]:
    """A folder for the owner alone, to be filled in the block: if that fails, what is in it goes again.

    NetkitError if there is something in it already; `or_else` says what can be named instead of a new one.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NetkitError(f"{folder} is not empty; name a new folder{or_else}, so that nothing is overwritten.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for file in folder.iterdir():
            file.unlink()
        raise


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


def has_own() -> bool:
    """Whether the owner has begun a workbook of their own."""
    try:
        return default_path().exists()
    except NetkitError:
        return False  # outside a clone, and none is named: said when it is opened


def chosen() -> Which | None:
    """The workbook chosen last, in any notebook; one's own if there is one already; else None."""
    try:
        said = _memo().read_text(encoding="utf-8").strip()
    except (OSError, NetkitError):
        said = ""
    if said == "sample":
        return "sample"
    return "own" if said == "own" or has_own() else None


def choose(which: Which) -> None:
    """Remember which workbook to show, beside one's own workbook (or where that will be)."""
    try:
        _memo().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        put(_memo(), f"{which}\n".encode())
    except (OSError, NetkitError):
        pass  # it is asked again next time; what matters is said when the workbook itself is opened


def _memo() -> Path:
    return default_path().with_name("shown.txt")
