"""Bring in what people already have: tell what a file is, show what would happen, then do it as one change.

    found = preview(workbook, Path("Connections.csv"))     # a file, a folder, a whole export as ZIP, or an upload
    found.counts                                           # {"new": 871, "merged": 2, "unchanged": 0, "skipped": 14}
    batch = commit(workbook, found)                        # one change of the history
    workbook.undo(batch.change)                            # at any time later

A new format is one module with SOURCE, LABEL, LOOKS_LIKE, knows() and read() (contract.Importer), listed below.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from netkit.errors import NetkitError, Problem
from netkit.importers import linkedin_connections
from netkit.importers.contract import Found, Importer, Line, Preview
from netkit.importers.files import File, files_of, uploaded
from netkit.importers.matching import known, matched
from netkit.importers.text import decoded
from netkit.records import ImportBatch, Person

if TYPE_CHECKING:
    from netkit.workbook import Workbook

IMPORTERS: tuple[Importer, ...] = (linkedin_connections,)

__all__ = [
    "IMPORTERS", "File", "Found", "Importer", "Line", "Preview", "Problem", "commit", "identify", "preview",
    "uploaded",
]  # fmt: skip


def identify(source: Path | str | File) -> tuple[list[tuple[File, Importer]], list[str]]:
    """The files that can be read, each with its importer, and the names of those that are left.

    `source` is a file, a folder or a ZIP. NetkitError names the file and what was expected if no importer knows
    any of it, or if two claim the same file.
    """
    place = source if isinstance(source, File) else Path(source)
    files = files_of(place)
    claims = [(file, [one for one in IMPORTERS if one.knows(file)]) for file in files]
    for file, claimed in claims:
        if len(claimed) > 1:
            names = " and as ".join(one.LABEL for one in claimed)
            raise NetkitError(f"{file.name} can be read as {names}; keep only the columns of one of them.")
    taken = [(file, claimed[0]) for file, claimed in claims if claimed]
    if not taken:
        expected = "; or ".join(one.LOOKS_LIKE for one in IMPORTERS)
        alone = [file.name for file in files] == [place.name]
        what = f"{place.name} can't be read" if alone else f"In {place.name} there is nothing that can be read"
        raise NetkitError(f"{what}. Expected: {expected}.")
    return taken, [file.name for file, claimed in claims if not claimed]


def preview(workbook: Workbook, source: Path | str | File) -> Preview:
    """What an import would do with each row; nothing is written. NetkitError as for identify."""
    taken, left = identify(source)
    read = [row for file, importer in taken for row in importer.read(file)]
    found = [row for row in read if isinstance(row, Found)]
    contents = [file.content() for file, _ in taken]
    return Preview(
        name=source.name if isinstance(source, File) else Path(source).name,
        source=taken[0][1].SOURCE,
        label=taken[0][1].LABEL,
        encoding=decoded(contents[0])[1],
        hash=hashlib.sha256(b"".join(contents)).hexdigest(),
        found=found,
        lines=matched(found, known(workbook.where(Person))),
        skipped=[row for row in read if isinstance(row, Problem)],
        left=left,
    )


def commit(workbook: Workbook, preview: Preview) -> ImportBatch | None:
    """Write what was previewed as one change; None if there was nothing to change.

    Each row is held against the people as they are now, so that a second commit of one preview adds nobody twice.
    """
    with workbook.change(f"Imported {preview.gain} from {preview.name}") as draft:
        there = {person.id: person for person in workbook.where(Person)}
        result = replace(preview, lines=matched(preview.found, known(there.values())))
        after = {line.person.id: line.person for line in result.lines if line.verdict != "unchanged"}
        draft.add_all(person for id, person in after.items() if id not in there)
        for id in after.keys() & there.keys():
            for field, value in after[id]:
                if value != getattr(there[id], field):
                    draft.set(there[id], field, value, getattr(there[id], field))
        return draft.add(_batch(result, draft.today, draft.id)) if after else None


def _batch(done: Preview, today: date, change: int) -> ImportBatch:
    return ImportBatch(
        made_on=today,
        change=change,
        source=done.source,
        file=done.name,
        hash=done.hash,
        counts=done.counts,
        skipped=[{"line": row.line, "reason": row.message} for row in done.skipped],
    )
