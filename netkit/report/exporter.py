"""The exporter that JupyterLab's File menu and `jupyter nbconvert --to netkit_report` know."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from netkit.errors import NetkitError
from netkit.report.making import make
from netkit.report.page import PageExporter
from netkit.report.running import is_report
from netkit.report.saving import remembering
from netkit.workbook import open_sample, open_workbook
from netkit.workbook.places import chosen


class ReportExporter(PageExporter):
    """The report of a notebook, run afresh, with level and period from the workbook that the notebooks show.

    It never raises, since JupyterLab would answer with a page that holds a token: whatever is wrong is said on a
    small page.
    """

    export_from_notebook = "netkit_report"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The report of this notebook, or a page that says in a sentence why there is none."""
        resources = resources or {}
        try:
            html = _report(nb, resources.get("metadata", {}).get("path", ""))
        except NetkitError as error:
            html = self.sorry(str(error))
        except Exception as error:
            html = self.sorry(f"Something went wrong: {type(error).__name__}. Try the button in 5_share.")
        return html, {**resources, "output_extension": ".html"}


def _report(notebook: NotebookNode, folder: str) -> str:
    if not is_report(notebook):
        raise NetkitError("This notebook is no report. Open 4_review, and choose the same there.")
    workbook = open_sample() if chosen() == "sample" else open_workbook()
    report = make(workbook, notebook=notebook, folder=Path(folder) if folder else None)
    with remembering(workbook, report):
        return report.html
