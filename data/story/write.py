"""The files of data/sample, in the exchange format of a workbook: always the same bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from data.story.plans import plans
from data.story.tables import settings, tables
from netkit.questions import Plan
from netkit.workbook.files import write_csv
from netkit.workbook.rows import table_of


def write(folder: Path) -> None:
    """All files of the sample into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for record, rows in tables().items():
        write_csv(folder / f"{table_of(record)}.csv", record, sorted(rows, key=lambda row: row.id))
    versions = [{"effective_on": on, "plan": Plan.read(plan).model_dump(mode="json")} for on, plan in plans()]
    _write_json(folder / "plan.json", versions)
    _write_json(folder / "settings.json", settings().model_dump(mode="json"))


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="")
