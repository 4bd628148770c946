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
    """What netkit took and what the floor took, in seconds, and the goal: at most so many times the floor."""

    what: str
    floor: str
    ours_took: float
    floor_took: float
    goal: float
    how: str

    @property
    def ratio(self) -> float:
        return self.ours_took / self.floor_took

    @property
    def is_kept(self) -> bool:
        return self.ratio <= self.goal


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
    return float(subprocess.run([sys.executable, "-c", timing], check=True, capture_output=True, text=True).stdout)


def table(rows: list[Measured]) -> str:
    """The results as a Markdown table, with a line for each on how it was measured."""
    head = "| what | floor | netkit | floor | ratio | goal | kept |\n| --- | --- | --: | --: | --: | --: | --- |"
    lines = [
        f"| {row.what} | {row.floor} | {_milliseconds(row.ours_took)} | {_milliseconds(row.floor_took)} "
        f"| {row.ratio:.2f} | {row.goal:g} | {'yes' if row.is_kept else 'NO'} |"
        for row in rows
    ]
    notes = [f"- {row.what}: {row.how}" for row in rows]
    return "\n".join([head, *lines, "", *notes])


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms" if seconds < 1 else f"{seconds:.2f} s"
