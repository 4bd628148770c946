"""The figures of the review against reading the rows that they are made from, and each drawing against empty axes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure
from stopwatch import Measured, in_turns, memory_of, opening, run_python, timed

import netkit as nk
from netkit.charts.figures import FIGURES
from netkit.charts.frames import Frames
from netkit.charts.review import Review
from netkit.charts.telling import sections
from netkit.workbook import Workbook

Life = Callable[[int], Workbook]
Report = Callable[[Measured], None]


def rows_of(book: Workbook) -> tuple[pd.DataFrame, ...]:
    return *book.log(), book.exchanges(), book.progress()


def seconds_for_figures(book: Workbook) -> float:
    """What all figures take, the rows they are made from read before."""
    frames = Frames(book, None)
    assert (len(frames.log[0]), len(frames.exchanges), len(frames.typed), len(frames.plans)) > (0, 0, 0, 0)
    assert frames.plan is not None
    return timed(lambda: [make(frames) for make in FIGURES.values()])


DRAWN = """
from netkit.charts.review import Review
from netkit.charts.telling import sections
drawn = [chart.svg("wide", 712) for shown in sections(Review(book)).values() for chart in shown if chart.plot]
"""
HOW = "up to 3 rounds in one process; nothing drawn"


def test_all_figures_of_a_long_life_take_three_times_what_reading_its_rows_takes(
    life: Life, size: int, report: Report
) -> None:
    book = life(size)
    took = in_turns(lambda: seconds_for_figures(book), lambda: timed(lambda: rows_of(book)), 3, enough=30)
    goal = 3 if size == 100_000 else None
    report(Measured("all figures of the review", "reading their rows", *took, goal, HOW, size))


def test_ten_times_the_rows_take_twelve_times_as_long(life: Life, report: Report) -> None:
    took = in_turns(lambda: seconds_for_figures(life(100_000)), lambda: seconds_for_figures(life(10_000)), 1, 12)
    report(Measured("all figures of 100,000 interactions", "those of 10,000", *took, 12, HOW))


def test_the_rows_are_read_in_one_and_a_half_times_what_pandas_takes_for_the_bare_tables(
    life: Life, size: int, report: Report
) -> None:
    book = life(size)
    connection = sqlite3.connect(book.path)

    def bare() -> None:
        for table in ("interaction", "interaction_person", "person", "exchange", "progress"):
            pd.read_sql(f"SELECT * FROM {table}", connection)

    took = in_turns(lambda: timed(lambda: rows_of(book)), lambda: timed(bare), 3, 12)
    connection.close()
    memory = memory_of(f"{opening(book)}rows = book.log(), book.exchanges(), book.progress()")
    goal = 1.5 if size == 100_000 else None
    what = "`pandas.read_sql` of the bare tables"
    report(Measured("reading the rows", what, *took, goal, HOW, size, memory))


def test_all_charts_of_a_long_life_are_drawn(life: Life, size: int, tmp_path: Path, report: Report) -> None:
    empty = nk.open_workbook(tmp_path / "empty.sqlite")
    held: list[float | None] = []

    def drawn(book: Workbook) -> float:
        took, memory = run_python(f"{opening(book)}{DRAWN}")
        held.append(memory)
        return took

    took = in_turns(lambda: drawn(life(size)), lambda: drawn(empty), 2)
    how = "a fresh Python each: netkit loaded, the rows read, every chart of 4_review drawn; up to 2 rounds"
    report(Measured("4_review, all its charts", "an empty workbook", *took, None, how, size, held[0]))


def test_no_chart_of_the_sample_takes_eight_times_empty_axes(tmp_path: Path, report: Report) -> None:
    review = Review(nk.open_sample())
    drawn = [chart for shown in sections(review).values() for chart in shown if chart.plot]
    assert len(drawn) == 23

    def empty(height: float) -> float:
        def draw() -> None:
            figure = Figure(figsize=(712 / 72, height / 72), dpi=72)
            figure.add_subplot()
            figure.savefig(tmp_path / "empty.svg")

        return timed(draw)

    measured = []
    for chart in drawn:
        height = chart.plot(chart.frame).figure.get_figheight() * 72
        took = in_turns(lambda chart=chart: timed(lambda: chart.svg("wide", 712)), lambda h=height: empty(h), 5)
        measured.append(
            Measured(
                f"draw “{chart.key}”, the slowest",
                "empty axes",
                *took,
                8,
                "up to 5 rounds, as SVG 712 wide; the sample",
            )
        )
    report(max(measured, key=lambda one: one.ratio))
