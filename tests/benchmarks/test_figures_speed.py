"""The figures of the review against reading the rows that they are made from, and each drawing against empty axes."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure
from stopwatch import Measured, in_turns, timed

import netkit as nk
from netkit.charts.frames import FIGURES, Frames
from netkit.charts.review import Review
from netkit.charts.telling import sections
from netkit.questions import Audience, Avenue, Goal, How, Plan, When, Where, Who, Why
from netkit.records import Exchange, Interaction, Person, Record
from netkit.workbook import Workbook

TODAY, DAYS = date(2026, 3, 29), 3650
PLAN = Plan(
    why=Why(goals=[Goal(id=unit, outcome=unit, kind="knowledge", number=9, unit=unit, by=TODAY + timedelta(days=90))
                   for unit in ("conversations", "people", "introductions")]),
    who=Who(audiences=[Audience(id=f"a{n}", description=f"audience {n}", goals=["conversations", "people"])
                       for n in range(4)]),
    where=Where(scopes=["local", "national"]),
    how=How(mode="both", avenues=[Avenue(id="c", kind="coffee"), Avenue(id="m", kind="meetup")]),
    when=When(number=3, per="week", catch_ups=10, catch_ups_per="month"),
)  # fmt: skip


def a_life(interactions: int) -> Iterator[Record]:
    """Ten years: a tenth as many people and a fifth as much help, of all kinds, in no order."""
    chance, n = random.Random(1), interactions // 10
    kinds = list(nk.records.vocabulary_of(Exchange, "kind"))
    for at in range(n):
        yield Person(
            id=f"p{at:06}", name=f"Person {at}", audience=chance.choice(["", "a0", "a1", "a2", "a3"]),
            circles=chance.choice([[], ["school"], ["choir", "school"]]), cadence_days=chance.choice([None, None, 90]),
            closeness=chance.choice(["", "close", "moderate", "weak"]), scope=chance.choice(["local", "national"]),
            introduced_by=f"p{chance.randrange(at):06}" if at and at % 9 == 0 else "",
        )  # fmt: skip
    for at in range(interactions):
        answer = at and at % 4 == 0
        yield Interaction(
            id=f"i{at:06}", on=TODAY - timedelta(days=chance.randrange(DAYS)),
            people=[f"p{each:06}" for each in chance.sample(range(n), chance.choice([1, 1, 1, 2]))],
            direction="inbound" if answer else chance.choice(["outbound", "outbound", "mutual"]),
            channel=chance.choice(["email", "phone", "in_person", "social_network"]),
            outcome=chance.choice(["pending", "no_reply", "replied", "met", "referral"]),
            avenue=chance.choice(["", "coffee", "call"]), message=chance.choice(["", "spring", "autumn"]),
            reply_to=f"i{at - 1:06}" if answer else "",
        )  # fmt: skip
    for at in range(interactions // 5):
        yield Exchange(
            id=f"e{at:06}", on=TODAY - timedelta(days=chance.randrange(DAYS)), person=f"p{chance.randrange(n):06}",
            direction=chance.choice(["given", "received"]), kind=chance.choice(kinds), status="delivered",
            value=chance.choice([None, 1, 2, 3, 4, 5]), minutes=chance.choice([None, 20, 60]),
        )  # fmt: skip


def lived(path: Path, interactions: int) -> Workbook:
    workbook = nk.open_workbook(path, TODAY)
    workbook.save_plan(PLAN, Plan())
    workbook.add_all(list(a_life(interactions)), "A long life")
    return workbook


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Workbook]:
    folder = tmp_path_factory.mktemp("lives")
    return {size: lived(folder / f"{size}.sqlite", size) for size in (10_000, 100_000)}


def rows_of(book: Workbook) -> tuple[pd.DataFrame, ...]:
    return *book.log(), book.exchanges(), book.progress()


def seconds_for_figures(book: Workbook) -> float:
    """What all figures take, the rows they are made from read before."""
    frames = Frames(book, None)
    assert (len(frames.log[0]), len(frames.exchanges), len(frames.typed), len(frames.plans)) > (0, 0, 0, 0)
    assert frames.plan is not None
    return timed(lambda: [make(frames) for make in FIGURES.values()])


HOW = "3 rounds in one process; 100,000 interactions, 20,000 exchanges, 10,000 people; nothing drawn"


def test_all_figures_of_a_long_life_take_three_times_what_reading_its_rows_takes(
    lives: dict[int, Workbook], report: Callable[[Measured], None]
) -> None:
    book = lives[100_000]
    took = in_turns(lambda: seconds_for_figures(book), lambda: timed(lambda: rows_of(book)), 3)
    report(Measured("all figures of the review", "reading their rows", *took, 3, HOW))


def test_ten_times_the_rows_take_twelve_times_as_long(
    lives: dict[int, Workbook], report: Callable[[Measured], None]
) -> None:
    took = in_turns(lambda: seconds_for_figures(lives[100_000]), lambda: seconds_for_figures(lives[10_000]), 3)
    report(Measured("all figures of 100,000 interactions", "those of 10,000", *took, 12, HOW))


def test_the_rows_are_read_in_one_and_a_half_times_what_pandas_takes_for_the_bare_tables(
    lives: dict[int, Workbook], report: Callable[[Measured], None]
) -> None:
    book = lives[100_000]
    connection = sqlite3.connect(book.path)

    def bare() -> None:
        for table in ("interaction", "interaction_person", "person", "exchange", "progress"):
            pd.read_sql(f"SELECT * FROM {table}", connection)

    took = in_turns(lambda: timed(lambda: rows_of(book)), lambda: timed(bare), 3)
    connection.close()
    report(Measured("reading the rows", "`pandas.read_sql` of the bare tables", *took, 1.5, HOW))


def test_no_chart_of_the_sample_takes_eight_times_empty_axes(
    tmp_path: Path, report: Callable[[Measured], None]
) -> None:
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
            Measured(f"draw “{chart.key}”, the slowest", "empty axes", *took, 8, "5 rounds, as SVG 712 wide")
        )
    report(max(measured, key=lambda one: one.ratio))
