"""The results as Markdown: one table for all, the page that keeps it, and the few rows that the README shows."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from stopwatch import ROOT, Measured

from netkit.vocabulary import say_day

FULL = Path(__file__).with_name("README.md")
SHORT = ROOT / "README.md"
PLACE = re.compile(r"(?<=<!-- speed -->\n).*(?=<!-- end of speed -->)", re.DOTALL)
INTRODUCTION = """# How fast it is

What one waits for, in workbooks of 1,000 to 1,000,000 interactions over ten years, with half as many people (at most
50,000) and a fifth as much help; for imports, with files of so many rows. In each cell: how long it takes, and how many
times as long as what stands beside it: a floor that no program can go below by much, or a peer that does the same. The
times are those of the clock on the wall, the disk included. Both are run by turns in the same minute and their medians
taken, so the ratios say more than the times; a goal is a ratio. The first round doesn't count, and once some seconds
are gone no further one begins. *any size* is a fixed amount, or the sample. ×10 is how many times as long it takes with
ten times as much (1 is: it doesn't grow; 10: in proportion). Memory is the most that a fresh Python held at the largest
size, Python and its modules included.

{when}, in {minutes} minutes. To repeat it: `make bench`;
`make bench ARGS=--large` goes on to a million interactions, and `make bench ARGS="--large --table"` writes this page
too and the short form in the [README](../../README.md).
"""
# shares of a profile, 23 Nov 2026; the numbers of pages and of waits for the disk from strace
REMAINS = """
## Why what remains remains

- *Figures and charts:* a small workbook pays what pandas takes for a call, hundreds of times; with 100,000 interactions
  the rows are sorted and grouped a few times more than they are read. From there on it grows less than the rows do.
- *A save* that goes on with the one before writes four pages of the file where the bare commit writes two (the row, the
  change, and what it did to the row), a change of its own six or seven; and it waits five times for the disk instead of
  four.
- *The first save of a day:* four fifths of it look through the pages of the copy, so that a backup is known to be good.
- *The plan:* two thirds of what is beyond the floor pydantic takes for the first model of any program, a fifth makes
  and builds the models of the plan.
- *Imports:* of Google contacts and of vCard, seventy percent is reading (what each cell or line is, phones in one form,
  records checked) and fifteen writing; of a calendar sixty percent is icalendar, kept because it knows the traps.
- *A million interactions* in ten years are 270 a day. 4_review reads them all; 3_log reads the last months and whatever
  there was with the people in them, which in such a life is most of it.
"""
Found = dict[int | None, Measured]  # by the size of the workbook
# what the README shows, in its words
SHOWN = {
    "1_plan, its forms built": "open the plan",
    "2_people, its forms built": "open people",
    "3_log, its forms built": "open the log",
    "save a field of a person": "save a field",
    "search “okafor”": "find somebody",
    "log an entry, until it is on the disk": "log a conversation",
    "the first save of a day": "the first save of a day, with its backup",
    "import of a LinkedIn export": "import a LinkedIn export of so many messages",
    "all figures of the review": "all figures of the review",
    "`netkit report`": "write the report",
}


def table(rows: Iterable[Measured]) -> str:
    """A row for each thing one waits for, a column for each size of the workbook."""
    waits = _waits(rows)
    sizes = _sizes(waits.values())
    head = ["what", "beside it", "any size", *(f"{size:,}" for size in sizes), "×10", "memory", "goal"]
    lines = []
    for (what, floor), found in waits.items():
        cells = [_cell(found.get(size)) for size in (None, *sizes)]
        lines.append([what, floor, *cells, _growth(found), _memory(found), _goal(found)])
    return _markdown(head, lines, 2)


def notes(rows: Iterable[Measured], remarks: Iterable[str]) -> list[str]:
    """A line for each thing on how it was measured, and what else there is to say."""
    hows = {(row.what, row.floor): row.how for row in rows}
    said = [*(f"{what}, beside {floor}: {how}" for (what, floor), how in hows.items()), *remarks]
    return [f"- {line.rstrip('.')}." for line in said]


def short(rows: Iterable[Measured]) -> str:
    """What the README shows: the times at each size, and the ratio at the largest."""
    waits = {key: found for key, found in _waits(rows).items() if key[0] in SHOWN}
    sizes = _sizes(waits.values())
    lines = []
    for (what, floor), found in waits.items():
        times = [_time(found[size].ours_took) if size in found else "" for size in sizes]
        largest = found[max((size for size in found if size), default=None)]
        lines.append([SHOWN[what], *times, f"{_times(largest.ratio)} {floor}"])
    return _markdown(["", *(f"{size:,} interactions" for size in sizes), "at the largest"], lines, 1)


def write(rows: Sequence[Measured], remarks: Sequence[str], seconds: float) -> None:
    """The whole table into its page, and the short form into the README."""
    when = f"Measured on {say_day(date.today())}, on {machine()}"
    whole = [
        INTRODUCTION.format(when=when, minutes=round(seconds / 60)),
        table(rows),
        REMAINS,
        "## How each was measured",
        "",
        *notes(rows, remarks),
        "",
    ]
    FULL.write_text("\n".join(whole), encoding="utf-8")
    text = SHORT.read_text(encoding="utf-8")
    said = f"{short(rows)}\n\n{when}, by `make bench`; [all of it](tests/benchmarks/README.md).\n"
    SHORT.write_text(PLACE.sub(lambda _: said, text), encoding="utf-8")


def machine() -> str:
    """The machine in plain words."""
    system = platform.freedesktop_os_release()["NAME"].split()[0] if sys.platform == "linux" else platform.system()
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}"


def _waits(rows: Iterable[Measured]) -> dict[tuple[str, str], Found]:
    found: dict[tuple[str, str], Found] = {}
    for row in rows:
        found.setdefault((row.what, row.floor), {})[row.size] = row
    return found


def _sizes(waits: Iterable[Found]) -> list[int]:
    return sorted({size for found in waits for size in found if size})


def _markdown(head: list[str], lines: list[list[str]], left: int) -> str:
    aligned = [*["---"] * left, *["--:"] * (len(head) - left)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, aligned, *lines))


def _cell(row: Measured | None) -> str:
    if row is None:
        return ""
    return f"{_time(row.ours_took)}, {_times(row.ratio)}{'' if row.is_kept else ' **missed**'}"


def _growth(found: Found) -> str:
    """How many times as long it takes in a workbook ten times as large, from the largest two."""
    sizes = sorted(size for size in found if size)[-2:]
    return _times(found[sizes[1]].ours_took / found[sizes[0]].ours_took) if len(sizes) == 2 else ""


def _memory(found: Found) -> str:
    held = max((row.memory or 0.0 for row in found.values()), default=0.0)
    return f"{held:,.0f} MB" if held else ""


def _goal(found: Found) -> str:
    goals = {row.goal for row in found.values() if row.goal}
    return " or ".join(_times(goal) for goal in sorted(goals))


def _times(ratio: float) -> str:
    return f"{ratio:.2f}×" if ratio < 10 else f"{ratio:.0f}×"


def _time(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.1f} ms"
