"""Charts: what they draw (read from the artists), what they say (written by hand), how they stand in a page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from netkit import Exchange, Interaction, Person, Plan, charts, numbers, open_sample, open_workbook
from netkit.charts import chart, funnel, giving, leaning, outreach, people, progress, sentences, style, words
from netkit.charts.svg import inline_svg
from netkit.metrics import balance
from netkit.questions import Audience, Goal, When, Who, Why
from netkit.records import Settings

TODAY = date(2026, 3, 29)


def nora() -> pd.DataFrame:
    """The eighteen weeks of an invented person, three of them off, the last one still running."""
    new = [1, 2, 0, 0, 0, 1, 2, 3, 2, 0, 2, 1, 0, 2, 3, 4, 2, 1]
    again = [0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0]
    return pd.DataFrame(
        {
            "new_people": new,
            "reawakened": again,
            "target": [1.0] * 6 + [2.0] * 12,
            "per": "week",
            "verdict": [
                *["met", "met", "below", "off", "off", "met", "met", "met", "met"],
                *["below", "met", "below", "off", "met", "met", "met", "met", "open"],
            ],
            "ids": [[f"i{at}"] for at in range(18)],
            "off": [at in (3, 4, 12) for at in range(18)],
            "complete": [True] * 17 + [False],
        },
        index=pd.date_range("2025-12-01", periods=18, freq="7D"),
    )


def helps(*rows: tuple[str, str, str, float | None]) -> pd.DataFrame:
    """Delivered exchanges from (day, person, direction, value)."""
    frame = pd.DataFrame(rows, columns=["on", "person", "direction", "value"])
    frame["on"] = pd.to_datetime(frame["on"])
    ids = [f"e{at}" for at in range(len(frame))]
    return frame.assign(id=ids, kind="advice", status="delivered", name=frame["person"].str.title())


def stages(*n: int) -> pd.DataFrame:
    return pd.DataFrame({"n": n, "of": (n[0], *n[:-1])}, index=list(funnel.WORDS))


def goals(*rows: tuple[str, str, float, float, float, str | None]) -> pd.DataFrame:
    """metrics.reach.progress from (outcome, unit, done, target, expected, by)."""
    frame = pd.DataFrame(rows, columns=["outcome", "unit", "done", "target", "expected", "by"])
    frame["by"], frame["start"] = pd.to_datetime(frame["by"]), pd.Timestamp("2026-01-12")
    frame["label"], frame["ids"] = "", [["a"]] * len(frame)
    return frame.set_index(pd.Index([f"g{at}" for at in range(len(frame))], name="goal"))


def steps(frame: pd.DataFrame) -> pd.DataFrame:
    """A line for each goal: nothing at the start, all of it today."""
    ends = [("2026-01-12", 0.0), ("2026-03-29", None)]
    rows = [
        (goal, day, done if done is not None else frame.loc[goal, "done"]) for goal in frame.index for day, done in ends
    ]
    lines = pd.DataFrame(rows, columns=["goal", "day", "done"])
    return lines.assign(day=pd.to_datetime(lines["day"]))


# ── words ──


@pytest.mark.parametrize(
    ("n", "noun", "said"),
    [
        (0, "person", "0 people"),
        (1, "person", "1 person"),
        (2, "reply", "2 replies"),
        (1204, "complete week", "1,204 complete weeks"),
        (2, "version of the plan", "2 versions of the plan"),
    ],
)
def test_a_count_has_its_noun_in_the_right_form(n: int, noun: str, said: str) -> None:
    assert numbers.count(n, noun) == said


def test_small_numbers_are_words_unless_their_neighbour_needs_digits() -> None:
    assert numbers.in_words(11, 14) == "eleven"
    assert numbers.in_words(11, 60) == "11"
    assert numbers.in_words(0) == "none"
    assert [words.part(n / 625) for n in (0, 1, 313, 622, 625)] == ["0%", "under 1%", "50%", "over 99%", "100%"]


@pytest.mark.parametrize(("x", "said"), [(0.156, "+0.16"), (-0.16, "−0.16"), (0.001, "0.00"), (-0.001, "0.00")])
def test_a_balance_is_said_with_its_sign_and_two_decimals(x: float, said: str) -> None:
    assert words.signed(x) == said


def test_a_list_reads_as_one_says_it() -> None:
    assert words.listed([]) == ""
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.some(list("abcdef"), 4) == "a, b, c, d and 2 others"


def test_a_period_of_one_day_is_that_day() -> None:
    assert words.span(date(2026, 3, 12), date(2026, 3, 12)) == "12 Mar 2026"
    assert words.span(date(2025, 12, 1), date(2026, 3, 29)) == "1 Dec 2025 to 29 Mar 2026"


# ── outreach ──


def test_the_title_says_how_many_weeks_met_the_target_and_the_run_at_the_end() -> None:
    assert outreach.weekly_title(nora().iloc[:17]) == "Eleven of fourteen weeks met the target, the last four in a row"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (slice(0, 1), "The one week that counts met the target"),
        (slice(2, 3), "The first week stayed below the target"),
        (slice(0, 2), "Both weeks met the target"),
        (slice(14, 17), "All three weeks met the target"),
        (slice(9, 12), "One of three weeks met the target"),
        (slice(11, 13), "The first week stayed below the target"),
        (slice(3, 5), "One person new or back in touch in two weeks"),
    ],
)
def test_the_title_fits_few_weeks_too(rows: slice, said: str) -> None:
    assert outreach.weekly_title(nora().iloc[rows]) == said


def test_a_plan_by_the_month_is_told_by_the_month() -> None:
    # nine Mondays from 1 Dec 2025: five in December, four in January; February has just begun
    verdicts = ["met"] * 5 + ["below"] * 4 + ["open"]
    weeks = nora().iloc[:10].assign(per="month", target=2 * 12 / 52, off=False, verdict=verdicts)
    assert outreach.weekly_title(weeks) == "One of two months met the target"
    assert outreach.weekly_title(weeks.iloc[:5]) == "The one month that counts met the target"
    assert "2 months counted, none off. A number by the month is judged when its month is over." in (
        outreach.weekly_foot(weeks)
    )
    assert "The target is 2 a month from 1 Dec 2025. 1 of 2 counted months met it. Below it: the month of 5 Jan." in (
        outreach.weekly_alt(weeks)
    )
    assert [row[-1] for row in outreach.weekly_table(weeks).rows] == ["yes"] * 5 + ["no"] * 4 + ["not over yet"]


def test_without_a_target_the_title_counts_people() -> None:
    assert (
        outreach.weekly_title(nora().iloc[:3].assign(target=np.nan, verdict="none"))
        == "Four people new or back in touch in three weeks"
    )


def test_weeks_below_the_target_are_never_called_a_failure() -> None:
    assert outreach.weekly_title(nora().iloc[[2, 9]]) == "None of two weeks met the target yet"


def test_the_footnote_says_n_and_the_period_and_what_is_not_judged() -> None:
    assert outreach.weekly_foot(nora()) == (
        "n = 31 people in 17 complete weeks, 1 Dec 2025 to 29 Mar 2026; 14 weeks counted, 3 off. "
        "The week of 30 Mar is still running: hatched (1 person so far), and not judged."
    )


def test_the_alt_text_says_targets_exceptions_and_the_highest_week() -> None:
    assert outreach.weekly_alt(nora().iloc[:17]) == (
        "Bar chart of new people and people back in touch, week by week, 1 Dec 2025 to 29 Mar 2026. "
        "The target is 1 a week from 1 Dec 2025 and 2 a week from 12 Jan 2026. 11 of 14 counted weeks met it. "
        "Below it: the weeks of 15 Dec, 2 Feb and 16 Feb. 3 weeks off, hatched. "
        "The highest week, of 16 Mar, had 5 people."
    )


def test_bars_stand_on_each_other_and_the_target_pauses_in_weeks_off() -> None:
    ax = charts.plot_weekly(nora().iloc[:17])
    bars = {box.get_label(): box for box in ax.containers}
    assert [bar.get_height() for bar in bars["new"]] == [1, 2, 1, 2, 3, 2, 2, 1, 2, 3, 4, 2]
    assert [bar.get_y() for bar in bars["back in touch"]] == [2, 0, 3, 0, 2, 4]
    ends = [tuple(line.get_xdata()) for line in ax.lines if len(line.get_xdata()) == 2 and line.get_linewidth() == 2]
    drawn = [end for end in ends if max(end) <= 17]
    assert drawn == [(-0.5, 2.5), (4.5, 5.5), (5.5, 11.5), (12.5, 16.5)]


def test_the_running_week_is_hatched_beside_the_others_and_named() -> None:
    ax = charts.plot_weekly(nora())
    (now,) = next(box for box in ax.containers if box.get_label() == "this week so far")
    assert (now.get_height(), now.get_x() + now.get_width() / 2, now.get_hatch()) == (1, 17, "////")
    assert sum(box.get_label() == "new" for box in ax.containers) == 1
    assert "this week so far" in {text.get_text() for text in ax.texts}
    assert charts.weekly_chart(nora()).alt.endswith("This week, of 30 Mar 2026, has 1 person so far.")


def test_the_years_before_the_plan_are_not_drawn() -> None:
    weeks = pd.concat([nora().iloc[:1]] * 300 + [nora()]).set_axis(pd.date_range("2020-03-02", periods=318, freq="7D"))
    weeks["target"] = [np.nan] * 300 + [1.0] * 18
    shown = outreach.shown_weeks(weeks.assign(complete=[True] * 317 + [False]))
    assert len(shown) == outreach.WEEKS_BEFORE + 18


# ── help ──


TWICE = helps(
    ("2026-01-05", "ines", "received", 3), ("2026-02-02", "ines", "given", 2), ("2026-03-02", "omar", "given", 5)
)


def test_the_title_of_the_sums_says_both_and_who_is_ahead() -> None:
    assert (
        giving.help_title(balance.over_time(TWICE, TODAY))
        == "Since January, 7 points given and 3 received: given is ahead by 4"
    )


def test_sums_that_stay_close_are_said_to_stay_close() -> None:
    rows = [("2026-01-05", "ines", way, 4.0) for way in ("given", "received")] * 3 + [
        ("2026-02-02", "omar", "given", 2.0)
    ]
    title = giving.help_title(balance.over_time(helps(*rows), TODAY))
    assert title == "Since January, 14 points given and 12 received: never more than two apart"


def test_sums_that_meet_are_said_to_be_even() -> None:
    rows = helps(("2026-01-05", "ines", "received", 3), ("2026-02-02", "ines", "given", 3))
    assert (
        giving.help_title(balance.over_time(rows, TODAY))
        == "Since January, 3 points given and 3 received: even now, 3 apart at most"
    )


def test_the_first_days_only_say_what_there_was() -> None:
    rows = helps(("2026-03-25", "ines", "given", 3))
    assert giving.help_title(balance.over_time(rows, TODAY)) == "Since 25 Mar, 3 points given and 0 received"


@pytest.mark.parametrize(
    ("value", "said"),
    [(3.0, "all of it is rated."), (None, "none of it is rated yet.")],
)
def test_the_footnote_of_help_says_what_is_not_rated(value: float | None, said: str) -> None:
    rows = helps(("2026-03-25", "ines", "given", value))
    chart = charts.help_chart(balance.over_time(rows, TODAY), balance.overall(rows, TODAY))
    assert chart.foot == f"n = 1 time help was delivered, with 1 person, 25 Mar 2026 to 29 Mar 2026; {said}"


def test_help_that_is_not_rated_yet_is_drawn_by_times() -> None:
    rows = helps(("2026-01-05", "ines", "given", None), ("2026-03-05", "omar", "received", None))
    chart = charts.help_chart(balance.over_time(rows, TODAY), balance.overall(rows, TODAY))
    assert chart.title == "Since January, 1 given and 1 received: even now, 1 apart at most"
    assert "counted by times" in chart.sub


def test_the_lines_end_at_the_sums_and_their_labels_are_apart() -> None:
    rows = helps(
        ("2026-01-05", "ines", "given", 5), ("2026-02-02", "ines", "received", 5), ("2026-02-03", "ines", "given", 1)
    )
    ax = charts.plot_help(balance.over_time(rows, TODAY))
    assert {line.get_label(): line.get_ydata()[-1] for line in ax.lines} == {"received": 5, "given": 6}
    ends = {text.get_text(): text.get_window_extent().y0 for text in ax.texts}
    assert ends["6 given"] - ends["5 received"] >= 19.9


def test_the_balance_is_not_drawn_before_the_third_rated_exchange() -> None:
    chart = charts.balance_chart(balance.over_time(TWICE.iloc[:2], TODAY))
    assert chart.title == "The balance of help comes with the third rated exchange"
    assert "<svg" not in chart.html


def test_the_balance_says_which_way_and_since_when() -> None:
    days = pd.date_range("2026-01-01", periods=60)
    frame = pd.DataFrame({"s": 0.1, "low": -0.1, "high": 0.3, "n": 5}, index=days)
    frame["label"] = ["receiving more"] * 20 + ["unclear"] * 40
    assert leaning.balance_title(frame) == (
        "Over the last 90 days neither way stands out, since late January; before, from early January on, more came in "
        "than went out"
    )
    a_day = frame.assign(label=["receiving more"] * 20 + ["unclear"] * 20 + ["giving more"] + ["unclear"] * 19)
    assert leaning.balance_title(a_day) == leaning.balance_title(frame)  # what lasted a day is no stretch
    assert (
        leaning.balance_title(frame.assign(label="giving more")) == "Over the last 90 days more goes out than comes in"
    )
    assert leaning.balance_foot(frame, 90) == "n = help 5 times in any 90 days, 1 Jan 2026 to 1 Mar 2026."


def test_windows_with_too_little_break_the_line() -> None:
    rows = helps(
        *[(f"2025-0{month}-01", "ines", "given", 3.0) for month in (1, 1, 1)],
        *[("2026-03-01", "omar", "given", 3.0)] * 3,
    )
    shown = leaning.shown_balance(balance.over_time(rows, TODAY))
    assert shown["s"].notna().sum() == 90 + 29
    assert "Where the line breaks" in leaning.balance_foot(shown, 90)


# ── the first day ──


def on_day_one(tmp_path: Any) -> charts.Review:
    """A plan and three coffees, all of today: help given twice (5 and 3) and received once (3)."""
    workbook = open_workbook(tmp_path / "w.sqlite", TODAY)
    plan = workbook.plan()
    goal = Goal(id="g", outcome="six talks", number=6, unit="conversations", by=date(2026, 6, 30))
    analysts = Audience(id="a", description="analysts", goals=["g"])
    aimed = plan.changed(why=Why(goals=[goal]), who=Who(audiences=[analysts]), when=When(number=2, per="week"))
    workbook.save_plan(aimed, plan)
    for name, way, worth in (("Ada", "given", 5), ("Ben", "received", 3), ("Cleo", "given", 3)):
        person = workbook.add(Person(name=name, audience="a"))
        workbook.add(Interaction(on=TODAY, people=[person.id], channel="in_person", outcome="met"))
        workbook.add(Exchange(on=TODAY, person=person.id, direction=way, value=worth, kind="advice"))
    return charts.Review(workbook)


@pytest.mark.parametrize("width", [style.WIDE, style.NARROW])
def test_what_was_logged_today_is_seen_today(tmp_path: Any, width: int) -> None:
    review = on_day_one(tmp_path)

    def drawn(chart: charts.Chart) -> Axes:
        assert chart.plot is not None
        axes: Axes = chart.plot(chart.frame, width=width)
        return axes

    (bar,) = next(box for box in drawn(review.outreach()).containers if box.get_label() == "this week so far")
    assert bar.get_height() == 3
    assert review.outreach().title == "Three people new or back in touch this week so far"
    help = {line.get_label(): line.get_window_extent() for line in drawn(review.help()).lines}
    assert min(help["given"].width, help["received"].width) > 20
    axes = drawn(review.balance())
    (line,) = (line for line in axes.lines if line.get_label() == "balance")
    assert line.get_window_extent().width > 20
    assert set(line.get_ydata()) == {(8 - 3) / (8 + 3)}
    assert axes.collections[0].get_window_extent().height > 20  # the interval
    (dot,) = (line for line in drawn(review.progress()).lines if line.get_label() == "now")
    assert dot.get_marker() == "o"
    assert [list(dot.get_xdata()), *dot.get_ydata()] == [[pd.Timestamp(TODAY)], -1 + progress.TOP * 3 / 6]


@pytest.mark.parametrize("width", [style.WIDE, style.NARROW])
def test_the_lowest_balance_stands_clear_of_the_days_below_it(tmp_path: Any, width: int) -> None:
    chart = on_day_one(tmp_path).balance()
    assert chart.plot is not None
    axes = chart.plot(chart.frame, width=width)
    axes.figure.draw_without_rendering()
    lowest, *_ = (label.get_window_extent() for label in axes.get_yticklabels())
    assert not any(lowest.overlaps(day.get_window_extent()) for day in axes.get_xticklabels())


# ── by person ──


def test_beside_a_person_stand_facts_and_no_label() -> None:
    chart = charts.people_chart(balance.by_person(TWICE, TODAY))
    assert chart.title == "Help went both ways with one of two people"
    assert chart.alt == (
        "Bars of help by person, received to the left and given to the right. "
        "Ines: 1 given, 1 received; Omar: 1 given, 0 received."
    )
    assert not re.search("giving more|receiving more|owes?|debt", chart.html)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (TWICE.iloc[:2], "With one person so far: 1 given, 1 received"),
        (TWICE.iloc[[0, 2]], "With each of two people help went one way so far"),
        (
            pd.concat([TWICE, helps(("2026-03-03", "omar", "received", 1)).assign(id="z")]),
            "Help went both ways with both people",
        ),
    ],
)
def test_the_title_of_people_fits_few_of_them(rows: pd.DataFrame, said: str) -> None:
    assert charts.people_chart(balance.by_person(rows, TODAY)).title == said


def test_bars_are_faded_where_it_is_too_early() -> None:
    often = helps(*[("2026-03-01", "ada", "given", 3.0)] * 3, ("2026-03-01", "ben", "received", 2.0))
    ax = charts.plot_by_person(people.shown_people(balance.by_person(often, TODAY)))
    bars = {box.get_label(): [(bar.get_width(), bar.get_alpha()) for bar in box] for box in ax.containers}
    assert bars == {"given": [(9, 1.0), (0, style.TOO_EARLY)], "received": [(0, 1.0), (-2, style.TOO_EARLY)]}


def test_at_most_twelve_people_are_drawn_and_the_others_said() -> None:
    many = helps(*[("2026-03-01", f"p{at:02}", "given", 3.0) for at in range(15)])
    chart = charts.people_chart(balance.by_person(many, TODAY))
    assert chart.frame is not None
    assert len(chart.frame) == 12
    assert chart.foot.startswith("n = 15 times help was delivered, with 15 people; the twelve with most are drawn.")


# ── stages ──


@pytest.mark.parametrize(
    ("n", "said"),
    [
        ((34, 31, 19, 12, 4), "In touch with 31 people: heard from 19, met 12; with four something came of it"),
        ((3, 3, 2, 1, 0), "In touch with three people: heard from two, met one"),
        ((1, 1, 0, 0, 0), "In touch with one person, no answer yet"),
        ((1, 1, 1, 0, 0), "In touch with one person: heard from one, met none"),  # true of whoever wrote first, too
        ((3, 0, 0, 0, 0), "Three people to meet, in touch with none yet"),
    ],
)
def test_the_title_of_the_stages_counts_people(n: tuple[int, ...], said: str) -> None:
    assert funnel.funnel_title(stages(*n)) == said


def test_no_share_is_shown_of_fewer_than_five() -> None:
    assert funnel.share_of(19, 31) == "19 of 31, 61%"
    assert funnel.share_of(2, 4) == "2 of 4"
    assert funnel.share_of(0, 0) == "–"


def test_each_stage_stands_on_the_one_before() -> None:
    ax = charts.plot_funnel(stages(34, 31, 19, 12, 4))
    bars = {box.get_label(): [bar.get_width() for bar in box] for box in ax.containers}
    assert bars == {"n": [34, 31, 19, 12, 4], "stage before": [34, 34, 31, 19, 12]}


# ── goals ──


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("x", "conversations", 5.0, 6.0, 4.7, "2026-04-30"), "Five of six conversations, 32 days left"),
        (("x", "people", 0.0, 1.0, 0.1, "2026-03-30"), "None of one person, 1 day left"),
        (("x", "other", 2.25, 3.0, 2.5, "2026-03-29"), "2.25 of 3, and the day is today"),
        (("x", "meetings", 2.0, 6.0, 6.0, "2026-03-01"), "Two of six meetings, and the day was 1 Mar 2026"),
        (("x", "meetings", 7.0, 6.0, 6.0, None), "Seven of six meetings: reached"),
        (("x", "meetings", 7.0, np.nan, np.nan, None), "7 meetings"),
        (("x", "other", np.nan, 3.0, 1.0, None), "One goal, and nothing noted towards it yet"),
    ],
)
def test_the_title_of_one_goal_says_how_far_and_how_long(row: Any, said: str) -> None:
    assert progress.progress_title(goals(row), TODAY) == said


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ((5, 5, 5), "All three goals keep an even pace"),
        ((5, 5, 1), "Two of three goals keep an even pace"),
        ((5, 1, 1), "One of three goals keeps an even pace"),
        ((5, 5), "Both goals keep an even pace"),
    ],
)
def test_the_title_of_many_goals_says_how_many_keep_their_pace(done: tuple[float, ...], said: str) -> None:
    frame = goals(*[("x", "other", float(each), 6.0, 4.7, "2026-04-30") for each in done])
    assert progress.progress_title(frame, TODAY) == said


def test_a_goal_climbs_to_its_number_and_beyond_it_stays_in_its_lane() -> None:
    frame = goals(("a", "people", 3.0, 6.0, 4.7, "2026-04-30"), ("b", "people", 99.0, 6.0, 4.7, "2026-04-30"))
    ax = charts.plot_progress(progress.progress_lines(frame, steps(frame)))
    ends = [line.get_ydata()[-1] for line in ax.lines if line.get_label() == "done"]
    assert ends[0] == pytest.approx(-1 + progress.TOP / 2)
    assert -2 + progress.TOP < ends[1] < -1


def test_a_goal_that_nobody_is_tied_to_says_what_to_do() -> None:
    frame = goals(("a first job", "people", 0.0, 6.0, 4.7, "2026-04-30")).assign(label="nobody is tied to it yet")
    assert "Nobody is tied to “a first job” yet" in progress.progress_foot(frame, TODAY)


def test_a_target_is_said_in_the_period_of_the_plan() -> None:
    # a month is 52 / 12 weeks (netkit.vocabulary.PER_WEEK)
    assert words.rate_planned(2 * 12 / 52) == "2 a month"
    assert words.rate_planned(3.0) == "3 a week"
    assert words.rate_planned(7.0) == "7 a week"
    assert words.rate_planned(0.3) == "0.3 a week"


@pytest.mark.parametrize(
    ("fresh", "target", "said"),
    [
        (1, 2.0, "This week so far one of two: on pace."),
        (2, 1.0, "This week so far two, one more than planned: on pace."),
        (2, 2 * 12 / 52, "This week so far two, with 2 a month planned: on pace."),
    ],
)
def test_the_running_week_is_said_beside_its_plan(fresh: int, target: float, said: str) -> None:
    week = pd.DataFrame({"new_people": [fresh], "reawakened": [0], "target": [target], "off": [False]})
    assert sentences.pace_says(pd.DataFrame({"needed": [0]}), week) == said


def test_the_pace_of_the_last_weeks_is_spoken_of_once_there_are_any() -> None:
    week = pd.DataFrame({"new_people": [0], "reawakened": [0], "target": [2.0], "off": [False]})
    said = "This week so far none of two: two more by Sunday would"
    assert sentences.pace_says(pd.DataFrame({"needed": [2]}), week) == f"{said} do."
    assert sentences.pace_says(pd.DataFrame({"needed": [1, 2]}), week) == f"{said} keep the pace of the last weeks."


@pytest.mark.parametrize(
    ("rated", "times", "said"),
    [(0, 2, "none rated yet"), (1, 1, "and it is rated"), (2, 2, "all rated"), (2, 5, "two of them rated")],
)
def test_how_much_is_rated_is_said_in_good_english(rated: int, times: int, said: str) -> None:
    overall = {"n": times, "rated": rated, "given_n": times, "received_n": 0, "label": "too early"}
    (told,) = sentences.balance_says(pd.Series(overall))
    assert told == f"It is early: {times} given, 0 received, {said}. The balance is said from three rated ones on."


def test_the_foot_says_how_many_conversations_count_towards_no_goal() -> None:
    frame = goals(("six talks", "conversations", 0, 6, 1, "2026-06-30"))
    asked = "3 conversations are not tied to a goal yet: say in 2_people which of your people they are."
    assert asked in progress.progress_foot(frame, TODAY, 3)
    assert "1 conversation is not tied" in progress.progress_foot(frame, TODAY, 1)
    assert "tied" not in progress.progress_foot(frame, TODAY)


# ── sentences beside the charts ──


def test_the_time_to_an_answer_is_said_of_those_that_it_is_made_from() -> None:
    # 10 of 20 answered, six of them with a link: the time is known of 16
    rate = pd.Series({"n": 20, "answered": 10, "rate": 0.5, "low": 0.29, "high": 0.71, "label": ""})
    said = sentences.replies_says(rate, pd.Series({"n": 16, "replied": 6, "median": 11.0, "label": ""}))
    assert said.endswith(" Of 16 messages whose wait is known half were answered within 11 days.")


def test_the_balance_is_said_with_its_interval_and_never_alone() -> None:
    rows = helps(*[("2026-03-01", "ines", "given", 3.0)] * 2, *[("2026-03-02", "ines", "received", 3.0)] * 2)
    said = sentences.balance_says(balance.overall(rows, TODAY))
    assert re.fullmatch(
        r"Over all time the balance is 0\.00, on a scale from −1 \(all received\) to \+1 \(all given\): too close to "
        r"call\. Most likely \(90%\) it is between −0\.\d\d and \+0\.\d\d\. "
        r"Counted by times and not by worth it is 0\.00 \(2 given, 2 received\)\.",
        said[0],
    )
    assert sentences.balance_says(balance.overall(rows, TODAY), TODAY)[0].startswith(
        "Since 29 Mar 2026 the balance is "
    )
    assert said[1] == "Mutuality is 100%: nearly all of the help went both ways between the same two people."


def test_with_little_help_the_facts_are_said_instead() -> None:
    assert sentences.balance_says(balance.overall(TWICE.iloc[:1], TODAY)) == (
        "It is early: 0 given, 1 received, and it is rated. The balance is said from three rated ones on.",
    )
    assert sentences.balance_says(balance.overall(TWICE.iloc[:0], TODAY)) == (
        "No help is logged yet, in either direction.",
    )


# ── the page ──


@cache
def every_chart() -> dict[str, charts.Chart]:
    by_person = helps(*[("2026-03-01", f"p{at:02}", "given", 3.0) for at in range(5)])
    frame = goals(("a & b <i>", "people", 3.0, 6.0, 4.7, "2026-04-30"))
    long = helps(
        *[(f"2026-0{m}-0{d}", "ines", way, 3.0) for m in (1, 2, 3) for d in (1, 5) for way in ("given", "received")]
    )
    sums = balance.over_time(long, TODAY)
    return {
        "progress": charts.progress_chart(frame, steps(frame), TODAY),
        "outreach": charts.weekly_chart(nora()),
        "funnel": charts.funnel_chart(stages(34, 31, 19, 12, 4), TODAY),
        "help": charts.help_chart(sums, balance.overall(long, TODAY)),
        "balance": charts.balance_chart(sums),
        "by-person": charts.people_chart(balance.by_person(by_person, TODAY)),
    }


NAMES = ["progress", "outreach", "funnel", "help", "balance", "by-person"]


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_a_figure_with_caption_two_drawings_footnote_and_numbers(name: str) -> None:
    html = every_chart()[name].html
    order = ["<figure", "<figcaption>", "<h3", 'class="sub"', "chart wide", "chart narrow", 'class="foot"', "<details>"]
    assert sorted(order, key=html.index) == order
    assert html.count('role="img"') == 2
    assert html.count("<caption>") == 1
    assert 'viewBox="0 0 712 ' in html
    assert 'viewBox="0 0 328 ' in html


def test_the_same_numbers_give_the_same_bytes() -> None:
    again = every_chart.__wrapped__()
    assert {name: each.html for name, each in again.items()} == {
        name: each.html for name, each in every_chart().items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_colour_is_a_role_and_no_style_reaches_the_page(name: str) -> None:
    html = every_chart()[name].html
    assert not re.search(r"(?<!, )#[0-9a-fA-F]{6}", html)
    assert "<style" not in html
    assert "font-family" not in html
    assert not re.search(r"https?:", html)


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_the_figures_own(name: str) -> None:
    html = every_chart()[name].html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert all(each.startswith((f"{name}-wide-", f"{name}-narrow-")) for each in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", html)) <= set(ids)


def test_what_a_person_typed_is_escaped_wherever_it_stands() -> None:
    html = every_chart()["progress"].html
    assert "<i>" not in html
    assert html.count("a &amp; b &lt;i&gt;") >= 4  # both drawings, the alt texts and the table


class Texts(HTMLParser):
    """The words inside the drawings."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.found = False, []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.inside = tag == "text"

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.found.append(data)


def test_the_words_of_a_drawing_stay_words() -> None:
    parser = Texts()
    parser.feed(every_chart()["outreach"].html)
    assert {"new", "back in touch", "off", "1 Dec", "2025", "2 a week from 12 Jan"} <= set(parser.found)


@pytest.mark.parametrize("empty", [
    lambda: charts.weekly_chart(nora().iloc[:0]),
    lambda: charts.funnel_chart(stages(0, 0, 0, 0, 0), TODAY),
    lambda: charts.help_chart(balance.over_time(TWICE.iloc[:0], TODAY), balance.overall(TWICE.iloc[:0], TODAY)),
    lambda: charts.balance_chart(balance.over_time(TWICE.iloc[:0], TODAY)),
    lambda: charts.people_chart(balance.by_person(TWICE.iloc[:0], TODAY)),
    lambda: charts.progress_chart(goals().iloc[:0], steps(goals()), TODAY),
])  # fmt: skip
def test_an_empty_chart_says_what_to_log(empty: Callable[[], charts.Chart]) -> None:
    html = empty().html
    assert "<svg" not in html
    assert re.search("3_log|1_plan", html)


@pytest.mark.parametrize(("plot", "frame"), [
    (charts.plot_weekly, nora().iloc[:0]),
    (charts.plot_help, balance.over_time(TWICE.iloc[:0], TODAY)),
    (charts.plot_balance, balance.over_time(TWICE.iloc[:0], TODAY)),
    (charts.plot_by_person, people.shown_people(balance.by_person(TWICE.iloc[:0], TODAY))),
    (charts.plot_progress, progress.progress_lines(goals(), steps(goals()))),
    (charts.plot_funnel, stages(0, 0, 0, 0, 0).iloc[:0]),
])  # fmt: skip
def test_plotting_nothing_leaves_the_axes_empty(plot: Callable[..., Axes], frame: pd.DataFrame) -> None:
    assert not [bar for box in plot(frame).containers for bar in box]


def test_plots_draw_on_the_axes_they_are_given_and_return_them() -> None:
    ax = Figure().add_subplot()
    assert charts.plot_weekly(nora(), ax) is ax
    assert charts.plot_weekly(nora(), ax=ax) is ax


def test_five_thousand_exchanges_still_make_a_small_figure() -> None:
    luck = np.random.default_rng(7)
    days = pd.Timestamp(TODAY) - pd.to_timedelta(luck.integers(0, 3650, 5000), unit="D")
    rows = pd.DataFrame({"on": days, "person": [f"p{n}" for n in luck.integers(0, 900, 5000)]})
    rows = rows.assign(id=[f"e{n}" for n in range(5000)], kind="advice", status="delivered", name=rows["person"])
    rows = rows.assign(
        direction=luck.choice(["given", "received"], 5000), value=luck.integers(1, 6, 5000).astype(float)
    )
    sums = balance.over_time(rows, TODAY)
    assert len(charts.help_chart(sums, balance.overall(rows, TODAY)).html) < 60_000
    assert len(charts.balance_chart(sums).html) < 60_000
    assert len(charts.people_chart(balance.by_person(rows, TODAY)).html) < 60_000


@pytest.mark.parametrize("colours", [style.LIGHT, style.DARK], ids=["light", "dark"])
def test_words_are_readable_on_paper_and_card_in_both_themes(colours: dict[str, str]) -> None:
    for role in ("ink", "muted", "given", "received"):
        for ground in ("paper", "card"):
            assert contrast(colours[role], colours[ground]) >= 4.5  # WCAG 2.2, 1.4.3


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_each_role_has_a_colour_of_its_own() -> None:
    assert len(set(style.LIGHT.values())) == len(style.LIGHT)


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=40))
def test_any_text_can_stand_in_a_table_and_in_words(text: str) -> None:
    html = chart.Table(text, [text], [[text]]).html()
    assert html.count("<") == html.count(">") == chart.Table("", [""], [[""]]).html().count("<")
    assert "<script" not in chart.with_days(text + "<script>")


# ── the review of a workbook ──


def test_the_review_of_the_sample_has_a_figure_for_each_metric_in_plain_values() -> None:
    figures = charts.Review(open_sample()).figures()
    assert json.loads(json.dumps(figures, allow_nan=False)) == figures
    assert {"reach.progress", "volume.weekly", "volume.funnel", "balance.overall", "balance.by_person"} <= set(figures)
    assert figures["volume.weekly"][0]["week"] < figures["volume.weekly"][-1]["week"]
    assert all("ids" in row for row in figures["volume.weekly"])


def test_a_review_from_a_day_on_keeps_to_it_but_remembers_who_was_known(tmp_path: Any) -> None:
    workbook = open_workbook(tmp_path / "w.sqlite", TODAY)
    ada = workbook.add(Person(name="Ada Quill"))
    for day in (date(2025, 11, 3), date(2026, 3, 2)):
        workbook.add(Interaction(on=day, people=[ada.id]))
        workbook.add(Exchange(on=day, person=ada.id, direction="given", kind="advice", value=2))
    whole, part = charts.Review(workbook), charts.Review(workbook, since=date(2026, 3, 1))
    assert whole.frames.weekly["new_people"].sum() == 1
    assert part.frames.weekly["new_people"].sum() == 0
    assert (whole.frames.overall["given"], part.frames.overall["given"]) == (4, 2)


def test_the_answers_of_a_review_from_a_day_on_are_those_to_what_was_sent_since(tmp_path: Any) -> None:
    workbook = open_workbook(tmp_path / "w.sqlite", TODAY)
    ada = workbook.add(Person(name="Ada Quill"))
    sent = [(date(2025, 11, 3), "replied", "email"), (date(2026, 1, 12), "no_reply", "email"),
            (date(2026, 2, 2), "replied", "letter"), (date(2026, 2, 9), "no_reply", "letter")]  # fmt: skip
    for day, outcome, channel in sent:
        workbook.add(Interaction(on=day, people=[ada.id], channel=channel, outcome=outcome))
    asked = workbook.add(Interaction(on=date(2026, 1, 19), people=[ada.id], channel="email"))
    workbook.add(Interaction(on=date(2026, 1, 22), people=[ada.id], direction="inbound", reply_to=asked.id))
    whole, part = (charts.Review(workbook, since=day).frames for day in (None, date(2026, 1, 12)))
    for frames, n, answered, channels, waited in (
        (whole, 5, 3, {"email": (3, 2), "letter": (2, 1)}, 3),
        (part, 4, 2, {"email": (2, 1), "letter": (2, 1)}, 3),
    ):
        assert frames.reply_rate.loc["all", ["n", "answered"]].tolist() == [n, answered]
        by = frames.reply_rates["channel"]
        assert {term: (row["n"], row["answered"]) for term, row in by.iterrows()} == channels
        assert (frames.median_days["n"], frames.median_days["replied"]) == (waited, 1)


def test_only_a_reports_copy_takes_the_first_day_of_the_report(tmp_path: Any) -> None:
    workbook = open_workbook(tmp_path / "w.sqlite", TODAY)
    workbook.set(Settings(), "report_since", date(2026, 1, 1), None)
    assert charts.Review(workbook).frames.since is None
    workbook.set(workbook.settings(), "today", TODAY, None)  # as a report's copy has it
    assert charts.Review(workbook).frames.since == date(2026, 1, 1)
    assert charts.Review(open_sample()).frames.since is None


def test_the_review_shows_no_goal_as_a_friendly_word(tmp_path: Any) -> None:
    workbook = open_workbook(tmp_path / "w.sqlite", TODAY)
    workbook.save_plan(Plan(), Plan())
    assert charts.Review(workbook).progress().title == "Your goals will stand here"


def test_an_svg_says_its_alt_text_and_nothing_of_its_maker() -> None:
    svg = inline_svg(style.canvas(328, style.Space()).figure, "k", "chart narrow", 'Says "x" & <y>')
    assert svg.startswith('<svg class="chart narrow" viewBox="0 0 328 264" role="img" aria-label="Says &quot;x&quot;')
    assert "matplotlib" not in svg.lower()
