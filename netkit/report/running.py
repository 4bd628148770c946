"""A notebook run afresh on a workbook, and the cells of it that a report shows."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import nbformat as untyped
from nbformat import NotebookNode

from netkit.errors import NetkitError
from netkit.records import Settings

nbformat: Any = untyped
NOTEBOOK = "4_review.ipynb"
CELL_SECONDS, START_SECONDS = 600, 120  # that one cell may take, and a kernel until it answers
LONGEST_SOCKET = 103 - len("-1")  # bytes of a path that every system takes (sun_path of macOS), without a kernel's end
FACTS = "application/vnd.netkit.report+json"
_BROUGHT = Path(__file__).with_name("brought_cells.txt")
_FACTS_CELL = (
    "from datetime import date\nfrom IPython.display import display\nfrom netkit.report.figures import facts\n"
    "from netkit.workbook import open_workbook\nframes = getattr(globals().get('review'), 'frames', None)\n"
    "display({{{kind!r}: facts(open_workbook(), date.fromisoformat({made_on!r}), frames)}}, raw=True)"
)
_NOTES = "notes:"  # a tag that says of which section, by the id of its heading's cell, a method note is
_WAITS = 'class="nk-chart empty '  # a chart without rows, which tells its owner what to log
_SILENT = re.compile(r'<div class="nk-says [^"]*"></div>')


class CellError(NetkitError):
    """A cell of the notebook failed, so that there is no report; `cell` are its first words, `reason` says why."""

    def __init__(self, cell: str, reason: str) -> None:
        self.cell, self.reason = cell, reason
        super().__init__(f"The report was not written, because a cell failed: “{cell}”. {reason}")


@dataclass
class Section:
    """A part of the report: its heading, the prose beside it, and the figures; `waits` if a chart has no rows yet."""

    id: str
    title: str
    level: int
    waits: bool = False
    prose: list[NotebookNode] = field(default_factory=list)
    figures: list[NotebookNode] = field(default_factory=list)


def read_notebook(path: Path) -> NotebookNode:
    """A notebook file; NetkitError says what is wrong with one that is none."""
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.reader.NotJSONError) as error:
        raise NetkitError(f"{path} can't be read as a notebook: {error}.") from None
    return notebook


def is_report(notebook: NotebookNode) -> bool:
    """Whether a notebook says that it is the source of a report."""
    return bool(notebook.metadata.get("netkit", {}).get("report"))


def fingerprint(cell: NotebookNode) -> str:
    """What tells a cell that netkit brought from one that somebody wrote or changed."""
    return hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:16]


def is_netkits(cell: NotebookNode) -> bool:
    """Whether a cell is as netkit brought it."""
    return fingerprint(cell) in _BROUGHT.read_text(encoding="ascii").split()


def titles(notebook: NotebookNode) -> list[str]:
    """The headings of the sections that can be left out, in order."""
    return [
        heading[1] for cell in notebook.cells if (heading := _heading(cell)) and heading[0] == 2 and _is_shown(cell)
    ]


def chosen_cells(notebook: NotebookNode, settings: Settings) -> tuple[NotebookNode, int]:
    """A copy of the notebook with the cells that are to run, and how many of the owner's are left out at this level.

    Cells tagged only-here make a picture for the notebook alone; by-person figures are run if they are wanted. At the
    level none it is what netkit brought to set up, and the cells that it marked as telling of no group of people
    (figures-only): a new one is left out until somebody thought of it.
    """
    none = settings.report_level == "none"
    wanted = [cell for cell in notebook.cells if "only-here" not in _tags(cell)]  # not shown, and nothing needs it
    wanted = [cell for cell in wanted if settings.report_by_person or "by-person" not in _tags(cell)]
    own = [cell for cell in wanted if not is_netkits(cell) and cell.source.strip()]
    kept = [cell for cell in wanted if is_netkits(cell) and _tags(cell) & {"figures-only", "not-in-report"}]
    chosen = [nbformat.from_dict(cell) for cell in (kept if none else wanted)]
    copy: NotebookNode = nbformat.v4.new_notebook(cells=chosen, metadata=dict(notebook.metadata))
    copy.metadata.pop("widgets", None)
    for cell in (cell for cell in copy.cells if cell.cell_type == "code"):
        cell.outputs, cell.execution_count = [], None
    return copy, len(own) if none else 0


def run(
    notebook: NotebookNode,
    workbook: Path,
    folder: Path,
    made_on: date,
    tell: Callable[[str], object] = lambda step: None,
) -> dict[str, Any]:
    """Run every cell on a workbook, in a kernel of its own that starts in a folder; returns the first screen's facts.

    `made_on` is the day that the report is made, on which its period may be over. The outputs are in the notebook
    afterwards; `tell` hears of each cell that begins. CellError names the cell that failed and the reason; NetkitError
    says why no kernel started; KeyboardInterrupt if it was stopped.
    """
    from nbclient import NotebookClient

    code = _FACTS_CELL.format(kind=FACTS, made_on=made_on.isoformat())
    facts: NotebookNode = nbformat.v4.new_code_cell(code)
    notebook.cells.append(facts)
    of = len(notebook.cells)
    client = NotebookClient(
        notebook, timeout=CELL_SECONDS, startup_timeout=START_SECONDS, kernel_name="python3", store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
        on_cell_start=lambda cell, cell_index: tell(f"figures, {cell_index + 1} of {of}"),
    )  # fmt: skip
    _keep_to_oneself(client, workbook.parent)
    try:
        client.execute(env={**os.environ, "NETKIT_WORKBOOK": str(workbook)})
    except Exception as error:
        raise _what_happened(error, client, notebook) from None
    notebook.cells.pop()
    made: dict[str, Any] = next(output.data[FACTS] for output in facts.outputs if FACTS in output.get("data", {}))
    return made


def _what_happened(error: Exception, client: Any, notebook: NotebookNode) -> BaseException:
    """What a run ended with, in netkit's words."""
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    if hasattr(client, "_async_cleanup_kernel_future"):  # nbclient's handler took a Ctrl-C or a kill for itself
        return KeyboardInterrupt()
    if isinstance(error, CellExecutionError):
        return CellError(_first_words(_failed(notebook)), f"{error.ename}: {error.evalue}".strip(": "))
    if isinstance(error, CellTimeoutError | DeadKernelError):
        return CellError(_first_words(_failed(notebook)), str(error).strip())
    if isinstance(error, RuntimeError):
        return NetkitError(f"The report was not written, because Python did not start for it: {error} Try once more.")
    return error


def _keep_to_oneself(client: Any, folder: Path) -> None:
    """Let the kernel speak over sockets in a private folder; where that can't be, encrypted if it knows how."""
    import zmq

    manager = client.create_kernel_manager()
    sockets = str(folder / "kernel")
    if os.name != "nt" and len(os.fsencode(sockets)) <= LONGEST_SOCKET:
        manager.transport, manager.ip = "ipc", sockets
    elif zmq.has("curve"):
        manager.transport_encryption = "auto"


def _failed(notebook: NotebookNode) -> NotebookNode:
    """The cell at which it ended: the last one that began."""
    cells: list[NotebookNode] = notebook.cells
    ran = [cell for cell in cells if cell.cell_type == "code" and (cell.outputs or cell.execution_count)]
    return ran[-1] if ran else cells[0]


def _first_words(cell: NotebookNode) -> str:
    line = next((line for line in cell.source.splitlines() if line.strip()), "").strip()
    return line if len(line) <= 60 else line[:59] + "…"


def sections(notebook: NotebookNode, left_out: list[str]) -> list[Section]:
    """The cells to show, in sections: one begins with each heading, prose apart from figures.

    A section whose charts all wait for their first rows is left out, and so are the method notes of such sections.
    """
    found: list[Section] = []
    skipping = False
    for cell in notebook.cells:
        heading = _heading(cell)
        if heading and heading[0] <= 2:
            skipping = heading[1] in left_out
        if skipping or not _is_shown(cell) or (cell.cell_type == "code" and not cell.outputs):
            continue
        if heading or not found:
            found.append(Section(cell.get("id", ""), heading[1] if heading else "", heading[0] if heading else 2))
        html = _html(cell)
        if _WAITS in html and "<figure" not in html:
            found[-1].waits = True
        elif not _SILENT.search(html):
            (found[-1].prose if _is_prose(cell) else found[-1].figures).append(cell)
    return _noted([section for section in found if not _is_empty(section)])


def _is_empty(section: Section) -> bool:
    """Whether there is nothing to see in it but what netkit says of a chart that waits."""
    return section.waits and not section.figures and all(map(is_netkits, section.prose))


def _noted(found: list[Section]) -> list[Section]:
    """The sections, with no other method notes than those of what is there, and no heading above none."""
    there = {_NOTES + section.id for section in found}

    def is_wanted(cell: NotebookNode) -> bool:
        of = {tag for tag in _tags(cell) if tag.startswith(_NOTES)}
        return not of or bool(of & there)

    noted = [replace(section, prose=list(filter(is_wanted, section.prose))) for section in found]
    return [now for now, was in zip(noted, found, strict=True) if now.figures or len(now.prose) > 1 or now == was]


def _is_shown(cell: NotebookNode) -> bool:
    return "not-in-report" not in _tags(cell)


def _tags(cell: NotebookNode) -> set[str]:
    return set(cell.metadata.get("tags", []))


def _heading(cell: NotebookNode) -> tuple[int, str] | None:
    """Level and words of the heading with which a cell begins."""
    found = re.match(r"(#{1,6})\s+(.+)", cell.source.strip()) if cell.cell_type == "markdown" else None
    return (len(found[1]), found[2].strip()) if found else None


def _is_prose(cell: NotebookNode) -> bool:
    """Whether a cell belongs beside the figures: text of netkit or of the owner, or sentences made from numbers."""
    return cell.cell_type == "markdown" or 'class="nk-says ' in _html(cell)


def _html(cell: NotebookNode) -> str:
    """What the outputs of a cell are as HTML."""
    return "".join("".join(output.get("data", {}).get("text/html", "")) for output in cell.get("outputs", []))
