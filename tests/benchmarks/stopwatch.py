"""How the benchmarks measure: netkit and a floor in turns, in the same minute on the same machine, by their medians.

All times are those of the clock on the wall: what somebody waits, the disk and other processes included.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from netkit.workbook import Workbook

ROOT = Path(__file__).resolve().parents[2]
# not getrusage: a child begins with what its parent held
HELD = """
from pathlib import Path
said = Path("/proc/self/status")
found = [line.split()[1] for line in said.read_text().splitlines() if line.startswith("VmHWM")] if said.exists() else []
print(*found)
"""
ENOUGH = 4.0  # seconds, after which no further round begins


@dataclass(frozen=True)
class Measured:
    """What netkit took and what the floor took, in seconds, and the goal: at most so many times the floor.

    `size` is how many interactions the workbook had, None where it is no matter of the workbook's size; `memory` the
    most that a fresh Python held while it did it, in MB; `goal` None where there is none at that size.
    """

    what: str
    floor: str
    ours_took: float
    floor_took: float
    goal: float | None
    how: str
    size: int | None = None
    memory: float | None = None

    @property
    def ratio(self) -> float:
        return self.ours_took / self.floor_took

    @property
    def is_kept(self) -> bool:
        return self.goal is None or self.ratio <= self.goal


def in_turns(
    ours: Callable[[], float], floor: Callable[[], float], rounds: int, enough: float = ENOUGH
) -> tuple[float, float]:
    """The medians of both, run by turns; each returns its seconds. The first round doesn't count, a second always does.

    A further round begins until there are so many, or time is up.
    """
    begun = time.perf_counter()
    ours(), floor()
    took = [(ours(), floor())]
    while len(took) < rounds and time.perf_counter() - begun < enough:
        took.append((ours(), floor()))
    return statistics.median(each[0] for each in took), statistics.median(each[1] for each in took)


def timed(run: Callable[[], object]) -> float:
    """How long a call takes, in seconds."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def timed_python(code: str) -> float:
    """How long code takes in a fresh Python, in seconds, without the start of that Python itself."""
    return run_python(code)[0]


def memory_of(code: str) -> float | None:
    """The most memory that code holds in a fresh Python, that Python included, in MB; None where Linux doesn't say."""
    return run_python(code)[1]


def run_python(code: str) -> tuple[float, float | None]:
    """The time and the memory of code in a fresh Python, as timed_python and memory_of."""
    timing = f"import time; start = time.perf_counter()\n{code}\nprint(time.perf_counter() - start)\n{HELD}"
    done = subprocess.run([sys.executable, "-c", timing], check=True, capture_output=True, text=True)
    took, held = done.stdout.splitlines()[-2:]
    return float(took), int(held) / 1000 if held else None


def opening(workbook: Workbook) -> str:
    """The code that opens a workbook in a fresh Python, as `book`."""
    return f"import netkit as nk\nbook = nk.open_workbook({str(workbook.path)!r})\n"
