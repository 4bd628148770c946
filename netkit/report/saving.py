"""A report written: as a file of its own, whole or not at all, and remembered for the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from netkit.records import Settings
from netkit.report.making import Report, make
from netkit.report.words import bare
from netkit.workbook.places import put

if TYPE_CHECKING:
    from netkit.workbook import Workbook

ENDS = {"full": "-full-names", "initials": "", "pseudonyms": "-made-up-names", "none": "-figures-only"}


def write(
    workbook: Workbook,
    path: str | Path | None = None,
    names: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Path:
    """Write the report of a workbook as one HTML file, whole or not at all; returns where it is.

    path None (or a folder): `file_name` here (or there). names, since and until: as last chosen in 5_share (at
    first: initials, from the start, until today). The workbook remembers what the report said, for the next one;
    the sample doesn't. Raises what `make` raises; nothing is written then.
    """
    return save(workbook, make(workbook, names, since, until), path)


def save(workbook: Workbook, report: Report, path: str | Path | None = None) -> Path:
    """Write a report that was made, and remember what it said; path and what comes back are those of `write`."""
    target = Path(path).expanduser() if path else Path()
    if target.is_dir():
        target = target / file_name(workbook.settings(), workbook.today, report.level)
    with remembering(workbook, report):
        put(target, report.html.encode())
    return target


@contextmanager
def remembering(workbook: Workbook, report: Report) -> Iterator[None]:
    """Keep what a report said if what is done with it meanwhile goes well; where it can't be kept, nothing is done.

    The next report can say then what changed; the sample keeps nothing.
    """
    if workbook.look_only:
        yield
        return
    with workbook.change("Report") as change:
        change.add(report.saved)
        yield


def file_name(settings: Settings, today: date, level: str) -> str:
    """OWNER-DATE.html: the owner's name in small plain letters, or `report` where it is not to be shown.

    Another level of names than initials is named, so that what two readers get on one day lies in two files.
    """
    owner = settings.owner_names[0] if settings.report_owner and settings.owner_names else "report"
    plain = "-".join(filter(None, (bare(word) for word in re.split(r"[\W_]+", owner)))) or "report"
    return f"{plain}-{today.isoformat()}{ENDS[level]}.html"
