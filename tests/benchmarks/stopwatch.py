"""How the benchmarks measure: netkit and a floor in turns, in the same minute on the same machine, by their medians."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


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


def in_turns(ours: Callable[[], float], floor: Callable[[], float], rounds: int) -> tuple[float, float]:
    """The medians of both, run by turns after one run of each that doesn't count; each returns its seconds."""
    ours(), floor()
    took = [(ours(), floor()) for _ in range(rounds)]
    return statistics.median(each[0] for each in took), statistics.median(each[1] for each in took)


def timed(run: Callable[[], object]) -> float:
    """How long a call takes, in seconds."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def timed_python(code: str) -> float:
    """How long code takes in a fresh Python, in seconds, without the start of that Python itself."""
    timing = f"import time; start = time.perf_counter()\n{code}\nprint(time.perf_counter() - start)"
    return float(_said(timing))


def memory_of(code: str) -> float | None:
    """The most memory that code holds in a fresh Python, that Python included, in MB; None where Linux doesn't say."""
    if sys.platform != "linux":
        return None
    asked = f"{code}\nprint([line for line in open('/proc/self/status') if line.startswith('VmHWM')][0].split()[1])"
    return int(_said(asked)) / 1000


def _said(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.splitlines()[-1]
