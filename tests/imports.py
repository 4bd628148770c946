"""What holds of every import, of whatever file: all its rows add up, it comes in once, and it goes again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from netkit import Workbook
from netkit.errors import NetkitError
from netkit.importers import File, Preview, commit, preview
from netkit.records import Exchange, ImportBatch, Interaction, Person


def comes_in_once(workbook: Workbook, source: File | Path, **how: Any) -> Preview | None:
    """Look at a file, bring it in, look again, and take it back; None if it is refused."""
    before = _held(workbook)
    try:
        found = preview(workbook, source, **how)
    except NetkitError:
        return None
    skipped = [(problem.line, problem.message) for problem in found.skipped]
    assert all(line and message and "\n" not in message for line, message in skipped)
    batches = commit(workbook, found)
    assert (batches == []) == (found.gains == 0)
    held = _held(workbook)
    assert [len(held[kind]) - len(before[kind]) for kind in (Interaction, Exchange)] == [
        found.gained["interactions"], found.gained["exchanges"],
    ]  # fmt: skip
    if batches:
        assert [batch.counts for batch in batches] == [part.counts for part in found.parts]
        assert sum(len(reason["lines"]) for batch in batches for reason in batch.skipped) == len(skipped)
    again = preview(workbook, source, **how)
    assert again.counts == {"new": 0, "merged": 0, "unchanged": found.rows - len(skipped), "skipped": len(skipped)}
    assert [(problem.line, problem.message) for problem in again.skipped] == skipped
    assert commit(workbook, again) == []
    assert _held(workbook) == held
    if batches:
        assert workbook.undo(batches[0].change).stayed == []
    assert _held(workbook) == before
    assert workbook.check() == []
    return found


def _held(workbook: Workbook) -> dict[type, list[Any]]:
    return {kind: workbook.where(kind) for kind in (Person, Interaction, Exchange, ImportBatch)}
