"""The report: one HTML file of the review, redacted at the source and scanned before it is written.

write(workbook, path) makes it; make() does all but the writing, for a preview. PRIVACY.md says what is in it at which
level of names; ReportExporter does the same from JupyterLab's File menu.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netkit.report.making import Report, make, parts, too_few
from netkit.report.running import CellError
from netkit.report.saving import save, write
from netkit.report.scan import Hit, LeakError

if TYPE_CHECKING:
    from netkit.report.exporter import ReportExporter


def __getattr__(name: str) -> object:
    if name == "ReportExporter":  # nbconvert takes its time, and the kernel that makes a report's figures needs none
        from netkit.report.exporter import ReportExporter

        return ReportExporter
    raise AttributeError(f"module 'netkit.report' has no attribute {name!r}")


__all__ = [
    "CellError", "Hit", "LeakError", "Report", "ReportExporter", "make", "parts", "save", "too_few", "write",
]  # fmt: skip
