"""What is typed in the log and not saved yet, in a file beside the workbook: there again after a restart.

Of two logs that are open at once, what was typed last is kept: each holds its own on the screen as long as it runs.
It is in no export, backup or report, and goes when the entry is saved or cleared, or somebody is forgotten.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from netkit.errors import NetkitError
from netkit.workbook import backups
from netkit.workbook.places import put


def kept(workbook: Path) -> dict[str, Any]:
    """What was kept last; empty if nothing was."""
    try:
        found = json.loads(_file(workbook).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def keep(workbook: Path, typed: dict[str, Any]) -> None:
    """Keep what is typed now, for the owner's eyes only; without any, nothing stays."""
    file = _file(workbook)
    with suppress(OSError, NetkitError):  # it is a help, not a promise: the form says "Not saved yet" all the while
        if typed:
            put(file, json.dumps(typed).encode())
            return
        file.unlink(missing_ok=True)
        backups.clear(file.parent, file)  # what a crash left of it


def _file(workbook: Path) -> Path:
    return workbook.with_name(f"{workbook.name.removesuffix('.sqlite')}-unsaved.json")
