"""The deeper charts: what they draw (read from the artists), what they say (written by hand), and the rows behind."""

from __future__ import annotations

import inspect
import json
import os
import re
import sqlite3
import subprocess
import sys
from datetime import date
from functools import cache
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from netkit import Exchange, Interaction, Person, charts, metrics, open_sample, open_workbook
from netkit.charts import introductions as tree_charts
from netkit.charts import mixing, pace, style, waiting
from netkit.charts.chart import Chart
from netkit.charts.figures import FIGURES
from netkit.charts.review import plain
from netkit.charts.telling import sections
from netkit.errors import BadValue
from netkit.metrics import balance, reach, touch, volume
from netkit.metrics.reach.goals import tally
from netkit.questions import Audience, Goal, How, Plan, When, Where, Who, Why
from netkit.questions import Avenue as PlanAvenue
from netkit.records import Settings
from netkit.workbook import Workbook
from tests.logs import TODAY, ago, contacts, exchanges, given, interactions, log, people, received

NAMES = {"a1": "analysts", "a2": "old friends"}


def weeks(*done: int, target: float = 2.0, off: tuple[int, ...] = ()) -> pd.DataFrame:
    """volume.weekly for these numbers of new people; the last week still runs, on Thursday 12 Mar 2026."""
    n = len(done)
    verdicts = ["off" if at in off else "met" if one >= target else "below" for at, one in enumerate(done[:-1])]
    return pd.DataFrame(
        {"new_people": done, "reawakened": 0, "catch_ups": 0, "catch_up_target": np.nan, "outreach": done,
         "target": target, "per": "week", "verdict": [*verdicts, "open"], "off": [at in off for at in range(n)],
         "complete": [True] * (n - 1) + [False], "ids": [[f"i{at}"] for at in range(n)]},
        index=pd.date_range(end="2026-03-09", periods=n, freq="7D", name="week"),
    )  # fmt: skip


def words(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def seen(html: str) -> str:
    """The words of a page without its tags, alt texts with them."""
    return " ".join([*re.findall(r'aria-label="([^"]*)"', html), re.sub(r"<[^>]*>", " ", html)])


# ── pace ──


def test_the_pace_leads_with_what_is_needed_this_week() -> None:
    chart = charts.pace_chart(volume.pace(weeks(2, 1, 0), TODAY), TODAY)
    assert chart.title == "Needed this week: three more people by Sunday to be on pace"
    assert chart.foot == "n = 3 people in the last two weeks that count and this one, 23 Feb 2026 to 12 Mar 2026. " + (
        "What is older is forgiven."
    )


def test_people_are_planned_whole() -> None:
    frame = pd.DataFrame({"done": [1], "expected": [1 / 7], "needed": [0]})  # on the Monday of a week with one planned
    assert pace.pace_title(frame, "person") == "Needed this week: no more; 1 person so far"
    assert [pace._planned(people) for people in (1 / 7, 5.1)] == ["planned", "5 planned"]


def test_somebody_ahead_of_the_pace_needs_no_more() -> None:
    chart = charts.pace_chart(volume.pace(weeks(5, 3, 1), TODAY), TODAY)
    told = "9 people in three weeks so far, about 5 planned by now"  # 2 + 2 + 2 x 4/7 is 5.1
    assert chart.title == f"Needed this week: no more; {told}"


def test_a_week_off_asks_for_nothing_and_a_plan_without_a_number_says_where_to_give_one() -> None:
    asked = volume.pace(weeks(1, 1), TODAY)
    assert "This week is off, so nothing is needed" in charts.pace_chart(asked, TODAY, off=True).sub
    assert "under When in 1_plan" in charts.pace_chart(asked.iloc[:0], TODAY).sub


def test_the_lines_of_the_pace_end_today_and_not_on_sunday() -> None:
    ax = charts.plot_pace(pace.shown_pace(volume.pace(weeks(2, 1, 0), TODAY), TODAY))
    lines = {line.get_label(): line.get_xydata().tolist() for line in ax.lines}
    assert lines["done"] == [[0, 0], [1, 2], [2, 3], [2 + 4 / 7, 3]]
    assert lines["planned"][-1] == pytest.approx([2 + 4 / 7, 4 + 2 * 4 / 7])


# ── next week ──


def test_the_forecast_says_its_interval_and_whether_the_target_is_within_reach() -> None:
    frame = weeks(*[3] * 8, 0, target=5.0)  # method.md, B: 24 in 8 weeks: P(0) = (8/9)^24.5 = .056, P(N >= 5) = .2043
    chart = charts.forecast_chart(volume.forecast(frame), frame)
    assert chart.title == "Next week 0 to 6 people are likely; the target of 5 is a stretch"
    assert chart.foot.endswith("The chance of 5 or more in one week is 20%.")


def test_a_target_far_away_is_said_kindly_with_what_to_do() -> None:
    frame = weeks(*[1, 0] * 4, 0, target=10.0)
    chart = charts.forecast_chart(volume.forecast(frame), frame)
    assert chart.title.endswith("the target of 10 is far from what was usual lately")
    assert "A smaller number that is kept does more than a large one that is not." in chart.foot


def test_a_target_by_the_month_is_within_reach_or_not_over_a_month() -> None:
    frame = weeks(0, 1, 0, 0, 1, 0, 0, 0, 0, target=2 * 12 / 52).assign(per="month")
    chart = charts.forecast_chart(volume.forecast(frame), frame)
    # nbinom.sf(1, 2.5, 8 / (8 + 52 / 12)) = .3635, by scipy
    assert chart.title == "Next week 0 to 1 person is likely; the target of 2 a month is a stretch"
    assert chart.foot.endswith("The chance of 2 or more in one month is 36%.")
    assert "target 2 a month" in words(charts.plot_forecast(chart.frame))


def test_before_four_weeks_there_is_no_forecast_but_how_much_is_missing() -> None:
    frame = weeks(1, 2, 1)
    chart = charts.forecast_chart(volume.forecast(frame), frame)
    assert chart.title == "What next week may bring: not enough yet (2 of 4)"
    assert "<svg" not in chart.html


def test_next_week_is_a_pale_bar_from_low_to_high_beside_the_weeks_gone_by() -> None:
    frame = weeks(*[3] * 8, 0, target=5.0)
    ax = charts.plot_forecast(charts.forecast_chart(volume.forecast(frame), frame).frame)
    bars = {box.get_label(): [(bar.get_y(), bar.get_height()) for bar in box] for box in ax.containers}
    assert bars["done"] == [(0, 3)] * 8
    assert bars["likely"] == [(0, 6)]


# ── weeks in a row ──


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (weeks(2, 2, 2, 0), "Three weeks in a row met the target, the longest row so far"),
        (weeks(2, 2, 2, 0, 2, 2, 0), "Two weeks in a row met the target; the longest row was three"),
        (weeks(2, 2, 0, 0), "The longest row so far is two weeks in a row; the next can begin this week"),
        (weeks(0, 2, 0), "Last week met the target"),
        (weeks(0, 1, 0), "The first week that meets the target begins a row"),
    ],
)
def test_a_row_that_ended_is_never_called_broken(frame: pd.DataFrame, said: str) -> None:
    assert charts.streak_chart(volume.streak(frame), frame).title == said


def test_each_complete_week_is_a_square_and_a_week_off_is_hatched() -> None:
    frame = weeks(2, 0, 1, 2, off=(1,))
    ax = charts.plot_streak(charts.streak_chart(volume.streak(frame), frame).frame)
    squares = [
        (patch.get_label(), patch.get_hatch()) for patch in ax.patches if patch.get_label() in ("met", "off", "below")
    ]
    assert squares == [("met", None), ("off", "///"), ("below", None)]


def test_weeks_with_a_target_of_none_are_no_row_and_no_squares() -> None:
    frame = weeks(0, 1, 2, 0).assign(target=[0.0, 0.0, 2.0, 2.0], verdict=["none", "none", "met", "open"])
    streak = volume.streak(frame)
    assert (streak["n"], streak["met"], streak["judged"]) == (1, 1, 1)
    assert charts.streak_chart(streak, frame).frame["verdict"].tolist() == ["met"]


# ── plan and practice ──

PLAN = Plan(
    who=Who(audiences=[Audience(id="a1", description="analysts")]),
    where=Where(scopes=["local"]),
    how=How(mode="one_to_one", avenues=[PlanAvenue(kind="coffee"), PlanAvenue(kind="meetup")]),
)
FIVE = [{"with_": ["p000"], "avenue": "coffee"}] * 4 + [{"with_": ["p001"], "avenue": ""}]
KNOWN = people({"audience": "a1", "scope": "local"}, {"scope": "international"})


def test_what_is_still_to_come_of_the_plan_is_named() -> None:
    chart = charts.mix_chart(volume.mix(*log(*FIVE), KNOWN, PLAN, TODAY), NAMES, ago(3), TODAY)
    assert chart.title == "One way in the plan was used; still to come: meetup"
    assert chart.foot == ("n = 5 entries, 9 Mar 2026 to 12 Mar 2026; one with people of two kinds counts for both.")
    assert "by which avenue, coffee: 4, 80%; by which avenue, meetup: not yet" in chart.alt


def test_one_person_at_a_time_is_none_of_the_ways_in_the_plan() -> None:
    entries = [{"with_": ["p000"], "avenue": "event"}, {"with_": ["p000"], "avenue": ""}]
    chart = charts.mix_chart(volume.mix(*log(*entries), KNOWN, PLAN, TODAY), NAMES, ago(3), TODAY)
    assert chart.title == "The ways in the plan are still to come: coffee and meetup"
    one = PLAN.changed(how=How(mode="one_to_one", avenues=[PlanAvenue(kind="coffee")]))
    assert charts.mix_chart(volume.mix(*log(*entries), KNOWN, one, TODAY), NAMES, ago(3), TODAY).title == (
        "The way in the plan is still to come: coffee"
    )


def test_below_five_entries_no_share_of_the_plan_is_shown() -> None:
    chart = charts.mix_chart(volume.mix(*log(*FIVE[:2]), KNOWN, PLAN, TODAY), NAMES, None, TODAY)
    assert "%" not in chart.alt
    assert "For shares: not enough yet (2 of 5)." in chart.foot


def test_a_group_in_which_nothing_was_noted_is_left_out() -> None:
    entries = [{"with_": ["p000"], "avenue": "", "channel": "video"}] * 2
    chart = charts.mix_chart(volume.mix(*log(*entries), people({"audience": "a1"}), PLAN, TODAY), NAMES, None, TODAY)
    assert chart.frame is not None
    assert set(chart.frame["group"]) == {"One or many", "With whom"}
    assert chart.title == "How it was done so far"
    assert chart.foot.endswith("Not noted yet: how far away and by which avenue.")


def test_what_is_not_in_the_plan_is_paler_and_what_is_not_noted_is_muted() -> None:
    ax = charts.plot_mix(mixing.shown_mix(volume.mix(*log(*FIVE), KNOWN, PLAN, TODAY), NAMES))
    kinds = {(box.get_label(), to_hex(box[0].get_facecolor()), box[0].get_alpha()) for box in ax.containers if len(box)}
    assert ("planned", style.GIVEN.lower(), None) in kinds
    assert ("not planned", style.GIVEN.lower(), style.REAWAKENED) in kinds
    assert ("not planned", style.MUTED.lower(), style.TOO_EARLY) in kinds


# ── answers ──


def sent(n: int, answered: int, days: int = 30, **more: Any) -> list[dict[str, Any]]:
    """n messages, of which the first `answered` were."""
    return [{"on": ago(days), "outcome": "replied" if at < answered else "no_reply", **more} for at in range(n)]


def answers(*rows: dict[str, Any]) -> Chart:
    frame = interactions(*rows)
    rates = {by: volume.reply_rate(frame, TODAY, by) for by in ("channel", "message")}  # type: ignore[arg-type]
    return charts.answers_chart(volume.reply_rate(frame, TODAY).iloc[0], rates, NAMES)


def test_a_channel_stands_out_only_where_its_interval_leaves_out_the_whole() -> None:
    chart = answers(*sent(20, 2), *sent(20, 19, channel="text"), *sent(4, 2, channel="letter"))
    assert chart.title == "23 of 44 were answered, 52%; more often: text message; less often: e-mail"
    assert "letter: 2 of 4." in chart.alt
    assert "letter: 2 of 4, " not in chart.alt


def test_answers_that_differ_little_are_said_to_be_alike() -> None:
    assert (
        answers(*sent(10, 5), *sent(10, 6, channel="text")).title
        == "Eleven of twenty were answered, 55%; none stands out"
    )


@pytest.mark.parametrize(("hits", "said"), [(0, "has no answer yet"), (1, "was answered")])
def test_one_message_alone_is_told_as_one(hits: int, said: str) -> None:
    assert answers(*sent(1, hits)).title == f"The one message so far {said}"


def test_the_days_below_a_narrow_pace_have_room() -> None:
    shown = pace.shown_pace(volume.pace(weeks(2, 1, 0, 2, 1, 3), TODAY), TODAY)
    ends = [label.get_window_extent() for label in charts.plot_pace(shown, width=328).get_xticklabels()]
    assert all(one.x1 < other.x0 for one, other in pairwise(ends))


@pytest.mark.parametrize("last", [14, 20, 35, 48, 53, 60, 90])
@pytest.mark.parametrize("width", [712, 328])
def test_the_words_of_how_long_an_answer_takes_have_room_at_every_length(width: int, last: int) -> None:
    waits = pd.DataFrame({"answered": np.linspace(0, 0.6, last + 1), "low": np.nan, "high": np.nan})
    ax = charts.plot_waiting(waits, width=width)
    days = [label.get_window_extent() for label in ax.get_xticklabels()]
    assert all(one.x1 + 4 < other.x0 for one, other in pairwise(days))
    assert len(days) >= 3
    for one, other in combinations([text.get_window_extent() for text in ax.texts], 2):
        assert not one.padded(-1).overlaps(other.padded(-1))


@pytest.mark.parametrize("width", [712, 328])
def test_the_middle_line_crosses_no_words(width: int) -> None:
    ways = pd.DataFrame({
        "name": ["advice", "a friendly introduction"], "given": 4321.0, "received": 3900.0, "given_n": 1834,
        "received_n": 1622, "rated": 99, "group": ["By kind", "By a group with quite a long name"],
    })  # fmt: skip
    ax = charts.plot_by_person(ways, width=width)
    ax.figure.canvas.draw()
    found = next(each for each in ax.get_children() if each.get_label() == "middle")
    drawn = found.get_transform().transform_path(found.get_path()) if isinstance(found, Line2D) else None
    paths = [drawn] if drawn else [ax.transData.transform_path(path) for path in found.get_paths()]
    assert len(paths) == (1 if width == 712 else 2)
    for text in ax.texts:
        assert not any(path.intersects_bbox(text.get_window_extent().padded(-2)) for path in paths), text.get_text()


def test_a_goal_of_today_has_its_words_inside_the_drawing() -> None:
    plan = Plan(why=Why(goals=[Goal(id="g", outcome="a job", kind="knowledge", number=3, unit="people", by=TODAY)]))
    plans = [(TODAY, plan)]
    rows = tally(plan, *log(), people(), exchanges(), pd.DataFrame(), TODAY, plans)
    frame = reach.progress(plan, rows, people(), TODAY, plans)
    chart = charts.progress_chart(frame, reach.over_time(frame, rows, TODAY), TODAY)
    for width in (712, 328):
        ax = chart.plot(chart.frame, width=width)  # type: ignore[misc]
        ax.figure.canvas.draw()
        drawn = [text for text in (*ax.texts, *ax.get_xticklabels()) if text.get_text()]
        assert [text.get_text() for text in drawn if text.get_window_extent().x0 < 0] == []


def test_a_share_of_too_few_has_no_dot_and_no_interval() -> None:
    ax = charts.plot_answers(answers(*sent(10, 5), *sent(4, 2, channel="letter")).frame)
    assert [line.get_xdata()[0] for line in ax.lines if line.get_label() == "share"] == [0.5]
    (interval,) = [line.get_xdata() for line in ax.lines if line.get_label() == "interval"]
    assert interval == pytest.approx([0.2235, 0.7765], abs=5e-5)  # method.md, B: Jeffreys, 5 of 10


def freireich() -> pd.DataFrame:
    """Messages answered after the days of the 6-MP arm (Freireich 1963), method.md B."""
    events = [6] * 3 + [7, 10, 13, 16, 22, 23]
    open_ones = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    first = len(events) + len(open_ones)
    rows = [{"on": ago(days), "outcome": "pending"} for days in [*(d + 40 for d in events), *open_ones]]
    replies = [{"on": ago(40), "direction": "inbound", "reply_to": f"i{at:03}"} for at in range(len(events))]
    assert first == 21
    return volume.time_to_reply(interactions(*rows, *replies), TODAY)


def test_the_curve_of_answers_is_that_of_kaplan_and_meier() -> None:
    waits = freireich()
    chart = charts.waiting_chart(waits, volume.median_days(waits))
    assert chart.title == "Half have an answer within 23 days, 55% within 34 days"  # median 23, 1 - S(23) = .552
    assert chart.foot.startswith("n = 21 messages: 9 with an answer whose day is known, 12 still open")
    ax = charts.plot_waiting(waiting.shown_waits(waits))
    (curve,) = [line for line in ax.lines if line.get_label() == "answered"]
    assert dict(zip(*curve.get_data(), strict=True))[7] == pytest.approx(1 - 0.807, abs=5e-4)


def test_a_median_that_is_not_reached_is_a_result() -> None:
    waits = freireich().loc[:10].assign(at_risk=lambda frame: frame["at_risk"])
    chart = charts.waiting_chart(waits, volume.median_days(waits))
    assert chart.title == "Half is not reached: 25% are answered after 15 days"  # 1 - S(10) = 1 - .753


def test_the_time_to_an_answer_is_not_drawn_from_fewer_than_five() -> None:
    waits = volume.time_to_reply(interactions(*sent(3, 0)), TODAY)
    assert charts.waiting_chart(waits, volume.median_days(waits)).title == (
        "How long an answer takes: not enough yet (3 of 5)"
    )


def test_the_time_to_an_answer_is_not_drawn_before_the_day_of_one_is_known() -> None:
    # nine were answered, but of none the answer itself is logged: the six others alone would say "0% are answered"
    waits = volume.time_to_reply(interactions(*sent(15, 9)), TODAY)
    chart = charts.waiting_chart(waits, volume.median_days(waits))
    assert (chart.title, chart.plot) == ("How long an answer takes: not known of any yet", None)
    assert "log it in 3_log as an answer" in chart.sub


# ── help ──


def test_help_by_kind_says_what_goes_out_and_what_comes_in() -> None:
    rows = exchanges(*given(3, 3, 3), *received(2, kind="introduction"))
    chart = charts.kinds_chart(balance.by_kind(rows, TODAY))
    assert chart.title == "Given most: advice; received most: introduction"
    assert chart.foot == (
        "n = 4 times help was delivered. Faded: too early to say, fewer than three rated (1). "
        "Beside each stands how often."
    )
    ax = charts.plot_by_kind(chart.frame)
    assert {box.get_label(): [bar.get_width() for bar in box] for box in ax.containers} == {
        "given": [9, 0], "received": [0, -2]
    }  # fmt: skip


def test_the_balance_of_a_group_never_stands_without_its_interval_and_mutuality() -> None:
    rows = exchanges(*given(3, 3, person="p000"), *received(2, person="p000"), *given(1, person="p001"))
    known = people({"audience": "a1", "circles": ["choir"]}, {"circles": ["choir", "work"]})
    groups = {by: balance.by_group(rows, known, TODAY, by) for by in ("audience", "circle")}  # type: ignore[arg-type]
    chart = charts.groups_chart(groups, NAMES)
    assert chart.title == "Help went both ways with “analysts” and one of two circles"
    one_way = {by: balance.by_group(rows.tail(1), known, TODAY, by) for by in ("audience", "circle")}  # type: ignore[arg-type]
    known_of = {by: frame.rename({"": "a1"}) for by, frame in one_way.items()}
    assert charts.groups_chart(known_of, NAMES).title == (
        "Help went both ways with no kind of people yet and none of two circles"
    )
    assert chart.table is not None
    cells = {row[0]: row[5:] for row in chart.table.rows}
    assert cells["analysts"][1:] == ("+0.33", "50%")  # counts 2 - 1 of 3; mutuality 2 x 2 / 8
    assert re.fullmatch(r"\+0\.50 \(−\d\.\d\d to \+\d\.\d\d\)", cells["analysts"][0])
    assert cells["work"] == ("too early", "–", "–")


def test_minutes_are_said_in_hours_and_drawn_both_ways() -> None:
    rows = exchanges(*given(3, minutes=90), *received(None, minutes=30, on=ago(20)), *given(2))
    chart = charts.minutes_chart(balance.minutes(rows, TODAY))
    assert chart.title == "1.5 hours of help given, 30 minutes received"
    assert chart.foot == "n = 2 times with known minutes since Feb 2026."
    ax = charts.plot_minutes(chart.frame)
    assert {box.get_label(): [bar.get_height() for bar in box] for box in ax.containers} == {
        "given": [0, 1.5], "received": [-0.5, 0]
    }  # fmt: skip


# ── people ──


def due(*rows: dict[str, Any], touched: tuple[int, ...]) -> pd.DataFrame:
    known = people(*rows)
    met = contacts(*[{"on": ago(days), "with_": [f"p{at:03}"]} for at, days in enumerate(touched)])
    return touch.due(known, met, TODAY)


def test_those_who_are_due_would_be_glad_of_a_word() -> None:
    frame = due(
        {"name": "Ada", "cadence_days": 28}, {"name": "Bo", "cadence_days": 60},
        {"name": "Cy", "target_by": "2026-04-30"},
        touched=(31, 10),
    )  # fmt: skip
    chart = charts.due_chart(frame, TODAY)
    assert chart.title == "One of two would be glad of a word; one person still to be met"
    ax = charts.plot_due(chart.frame)
    assert {"Ada", "31 days, every 28", "It is time again", "Cy", "by 30 Apr", "Still to be met"} <= set(words(ax))
    bars = {box.get_label(): box[0].get_width() for box in ax.containers}
    assert bars["due"] == pytest.approx(31 / 28)
    assert not re.search(r"\b(overdue|late|neglect\w*|missed)\b", seen(chart.html))


def test_with_nobody_due_the_chart_says_so_gladly() -> None:
    assert charts.due_chart(due({"name": "Ada", "cadence_days": 28}, touched=(3,)), TODAY).title == (
        "In touch with the one person who has a rhythm"
    )


def test_of_the_old_ties_one_pick_is_less_familiar() -> None:
    known = people(*[
        {"name": name, "closeness": tie, "first_met_on": "2015-05-01"}
        for name, tie in (("Ada", "close"), ("Bo", "close"), ("Cy", "moderate"), ("Di", "weak"))
    ])  # fmt: skip
    chart = charts.dormant_chart(touch.dormant(known, contacts(), TODAY), TODAY)
    assert chart.title == "Four old acquaintances with no contact noted for three years or more may be worth a word"
    assert chart.frame is not None
    assert chart.frame["name"].tolist() == ["Ada", "Bo", "Di", "Cy"]
    assert "May 2015, 10 years" in words(charts.plot_dormant(chart.frame))


def test_the_calendar_counts_days_and_their_weekday() -> None:
    met = contacts(
        *[{"on": ago(7 * week + 1), "with_": ["p000"]} for week in range(6)], {"on": ago(0), "with_": ["p0"]}
    )
    chart = charts.days_chart(touch.days(met, TODAY), TODAY)
    assert chart.title == "Contact on 7 days of the last 53 weeks, most often on Wednesdays"
    assert chart.sub.endswith("the more contacts: one, two or three, or more")
    assert chart.foot == "n = 7 contacts on 7 days, 10 Mar 2025 to 12 Mar 2026."
    ax = charts.plot_days(chart.frame)
    squares = {patch.get_label(): len(patch.get_path().vertices) // 5 for patch in ax.patches}
    assert squares == {"0": 368 - 7, "1": 7}  # 52 weeks and the four days of this one


def test_the_calendar_of_somebody_busy_parts_the_days_in_thirds() -> None:
    met = contacts(*[{"on": ago(day), "with_": ["p0"]} for day in range(1, 10) for _ in range(10 * day)])
    chart = charts.days_chart(touch.days(met, TODAY), TODAY)
    assert chart.sub.endswith("the more contacts: up to 36, up to 63, or more")  # of 10, 20 ... 90 contacts a day
    squares = [len(patch.get_path().vertices) // 5 for patch in charts.plot_days(chart.frame).patches]
    assert squares == [368 - 9, 3, 3, 3]


def goals(*labels: str) -> pd.DataFrame:
    active = {"nobody yet": 0, "fragile": 1, "carried": 3}
    return pd.DataFrame({
        "outcome": [f"goal {at}" for at in range(len(labels))], "audiences": 1, "people": 5,
        "active": [active[label] for label in labels], "label": labels, "ids": [[] for _ in labels],
    })  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (["carried", "carried"], "Both goals are carried by two people or more"),
        (["carried", "fragile"], "“goal 1” rests on one person"),
        (
            ["fragile", "fragile", "nobody yet"],
            "Two goals rest on one person each; “goal 2” waits for its first person",
        ),
    ],
)
def test_a_goal_that_one_person_carries_is_named(labels: list[str], said: str) -> None:
    assert charts.coverage_chart(goals(*labels), TODAY).title == said


def test_a_goal_has_a_dot_for_each_active_person_and_an_empty_one_for_nobody() -> None:
    ax = charts.plot_coverage(goals("nobody yet", "fragile", "carried"))
    full = [len(line.get_xdata()) for line in ax.lines if line.get_label() == "active"]
    assert full == [0, 1, 3]
    assert [line.get_markerfacecolor() for line in ax.lines if line.get_label() != "active"] == ["none"]


def test_circles_are_said_with_their_effective_number_from_five_people_on() -> None:
    known = people(*[{"circles": [circle]} for circle in ("choir", "work") * 3])
    assert charts.circles_chart(reach.circles(known), reach.diversity(known)).title == (
        "Two circles, as varied as 2.0 of one size"
    )
    few = known.iloc[:3]
    assert charts.circles_chart(reach.circles(few), reach.diversity(few)).title == (
        "Two circles; how varied they are: not enough yet (3 of 5)"
    )


def test_ties_are_counted_and_not_scored() -> None:
    chart = charts.ties_chart(reach.ties(people(*[{"closeness": tie} for tie in ("close", "weak", "weak", "")])))
    assert chart.title == "Of 3 people, 1 are close and 2 barely know me"
    assert "This is no score" in chart.foot
    ax = charts.plot_ties(chart.frame)
    assert [bar.get_width() for box in ax.containers for bar in box] == [1, 0, 2, 1]


LED = people(
    {"name": "Ada"}, {"name": "Bo", "introduced_by": "p000"}, {"name": "Cy", "introduced_by": "p001"},
    {"name": "Di", "introduced_by": "p000"},
)  # fmt: skip
THANKED = exchanges({"person": "p000", "kind": "introduction", "direction": "received", "third_party": "p001",
                     "thanked_on": ago(1)})  # fmt: skip


def introduced() -> Chart:
    met = contacts(
        {"with_": ["p001"], "on": ago(50)}, {"with_": ["p002"], "on": ago(9)}, {"with_": ["p003"], "on": ago(80)}
    )
    tree = reach.introductions(LED, met, THANKED, TODAY)
    return charts.introductions_chart(tree, reach.met_by_introduction(LED, met, THANKED, TODAY))


def test_the_tree_of_introductions_says_who_can_still_be_thanked() -> None:
    chart = introduced()
    assert chart.title == "Three people came by introduction, through two; two introductions can still be thanked for"
    assert chart.foot == (
        "n = 3 introductions, the longest chain has two; "
        "share of new people met by introduction: not enough yet (3 of 5)."
    )
    assert "Ada led to Bo; Bo led to Cy, thanks open; Ada led to Di, thanks open" in chart.alt


def test_each_person_stands_below_whoever_introduced_them() -> None:
    chart = introduced()
    assert chart.frame is not None
    rows = chart.frame[["name", "depth", "above"]].to_numpy().tolist()
    assert rows == [["Ada", 0, -1], ["Di", 1, 0], ["Bo", 1, 0], ["Cy", 2, 2]]  # the earliest contact first
    ax = charts.plot_introductions(chart.frame)
    dots = [line.get_markerfacecolor() for line in ax.lines if line.get_marker() == "o"]
    assert dots == [style.GIVEN, "none", style.RECEIVED, "none"]


def test_a_large_tree_is_cut_and_that_is_said() -> None:
    many = people({"name": "Ada"}, *[{"name": f"P{at}", "introduced_by": "p000"} for at in range(60)])
    tree = reach.introductions(many, contacts(), exchanges(), TODAY)
    chart = charts.introductions_chart(tree, reach.met_by_introduction(many, contacts(), exchanges(), TODAY))
    assert len(chart.frame) == tree_charts.MOST  # type: ignore[arg-type]
    assert "The first 32 lines are drawn." in chart.foot


# ── all of them ──


@cache
def every() -> dict[str, Chart]:
    """Every chart of the sample, as the notebook shows them."""
    return {chart.key: chart for shown in sections(charts.Review(open_sample())).values() for chart in shown}


KEYS = [
    "progress", "outreach", "funnel", "help", "balance", "by-person",
    "mix", "pace", "catch-up-pace", "forecast", "streak", "answers", "waiting", "by-kind", "by-group", "minutes", "due",
    "dormant", "days", "coverage", "circles", "ties", "introductions",
]  # fmt: skip


def test_the_sample_has_every_chart() -> None:
    assert sorted(every()) == sorted(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_a_chart_of_the_sample_is_a_figure_with_its_words_and_numbers(key: str) -> None:
    chart = every()[key]
    assert all([chart.title, chart.sub, chart.foot, chart.alt, chart.table])
    html = chart.html
    assert html.count('role="img"') == 2
    assert not re.search(r"(?<!, )#[0-9a-fA-F]{6}", html)
    assert not re.search(r"\b(nan|NaT|None)\b", seen(html))
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert all(each.startswith((f"{key}-wide-", f"{key}-narrow-")) for each in ids)


def test_the_same_sample_gives_the_same_bytes_in_another_process_place_and_order_of_sets() -> None:
    told = (
        "import json; from netkit import charts, open_sample; from netkit.charts.telling import sections\n"
        "shown = [chart for of in sections(charts.Review(open_sample())).values() for chart in of]\n"
        "print(json.dumps({chart.key: chart.html for chart in shown}))"
    )
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    found = subprocess.run([sys.executable, "-c", told], env=elsewhere, capture_output=True, check=True)
    assert json.loads(found.stdout) == {key: chart.html for key, chart in every().items()}


@pytest.mark.parametrize("key", KEYS)
def test_a_chart_of_the_sample_draws_on_the_axes_it_is_given(key: str) -> None:
    chart, ax = every()[key], Figure().add_subplot()
    assert chart.plot is not None
    assert chart.plot(chart.frame, ax) is ax
    assert chart.frame is not None
    assert not [bar for box in chart.plot(chart.frame.iloc[:0], ax=Figure().add_subplot()).containers for bar in box]


AS_MADE = {
    "plot_answers": "volume.reply_rate.channel", "plot_balance": "balance.over_time", "plot_by_group":
    "balance.by_group.circle", "plot_by_kind": "balance.by_kind", "plot_by_person": "balance.by_person", "plot_circles":
    "reach.circles", "plot_coverage": "reach.coverage", "plot_days": "touch.days", "plot_dormant": "touch.dormant",
    "plot_due": "touch.due", "plot_funnel": "volume.funnel", "plot_help": "balance.over_time", "plot_introductions":
    "reach.introductions", "plot_minutes": "balance.minutes", "plot_mix": "volume.mix", "plot_pace": "volume.pace",
    "plot_streak": "volume.weekly", "plot_ties": "reach.ties", "plot_waiting": "volume.time_to_reply", "plot_weekly":
    "volume.weekly",
}  # fmt: skip
OF_TWO_FRAMES = {"plot_forecast", "plot_progress"}  # what is drawn is joined from two figures


@pytest.mark.parametrize("name", AS_MADE)
def test_a_plot_draws_the_frame_just_as_its_metric_made_it(name: str) -> None:
    frame = FIGURES[AS_MADE[name]](charts.Review(open_sample()).frames)
    assert isinstance(frame, pd.DataFrame)
    plot, given_ax = getattr(charts, name), Figure().add_subplot()
    assert plot(frame, ax=given_ax) is given_ax
    drawn, empty = (plot(rows) for rows in (frame, frame.iloc[:0]))
    marks = [len([*ax.patches, *ax.collections, *ax.lines]) for ax in (drawn, empty)]
    assert marks[0] > marks[1]


def test_every_plot_takes_axes_if_one_has_some() -> None:
    plots = {name for name in charts.__all__ if name.startswith("plot_")}
    assert plots == {*AS_MADE, *OF_TWO_FRAMES}
    for name in plots:
        frame, ax, _ = inspect.signature(getattr(charts, name)).parameters.values()
        assert (frame.name, ax.name, ax.default) == ("frame", "ax", None)


def test_an_empty_workbook_is_told_what_to_log_and_nothing_is_drawn(own_workbook: Any) -> None:
    review = charts.Review(open_workbook(own_workbook, date(2026, 3, 29)))
    groups = [review.week(), review.answers(), review.help_both_ways(), review.in_touch(), review.reach()]
    empty = [review.plan_and_practice(), *(chart for group in groups for chart in group.charts)]
    for chart in empty:
        assert chart.plot is None, chart.key
        assert re.search("1_plan|2_people|3_log|first message|three years", chart.sub), chart.key


# ── every figure and the rows behind it ──


def test_every_function_of_the_metrics_is_among_the_figures() -> None:
    parts = {name: getattr(metrics, name) for name in metrics.__all__}
    made = {f"{name}.{function}" for name, part in parts.items() for function in part.__all__}
    assert {".".join(name.split(".")[:2]) for name in FIGURES} == made


def test_the_frames_that_all_figures_share_give_what_the_rows_as_they_are_give() -> None:
    book = open_sample()
    raw, exchanges, plan, today = book.log(), book.exchanges(), book.plan(), book.today
    rows, touched, persons = raw
    weeks = volume.weekly(*raw, book.plans(), today)
    tree = reach.introductions(persons, touched, exchanges, today, rows)
    counts = tally(plan, *raw, exchanges, book.progress(), today, book.plans())
    alone = {
        "reach.progress": reach.progress(plan, counts, persons, today, book.plans()),
        "reach.untied": pd.Series({"n": 28, "ids": reach.untied(plan, *raw, today, book.plans())}),
        "reach.coverage": reach.coverage(plan, touched, persons, today),
        "reach.circles": reach.circles(persons, plan),
        "reach.diversity": reach.diversity(persons, plan),
        "reach.introductions": tree,
        "reach.met_by_introduction": reach.met_by_introduction(persons, touched, exchanges, today, rows),
        "reach.ties": reach.ties(persons),
        "volume.weekly": weeks,
        "volume.in_touch": volume.in_touch(touched, persons, today),
        "volume.funnel": volume.funnel(*raw, today, plan.when.named),
        "volume.mix": volume.mix(*raw, plan, today),
        "volume.reply_rate.channel": volume.reply_rate(rows, today, "channel"),
        "volume.reply_rate.audience": volume.reply_rate(rows, today, "audience", touched, persons),
        "volume.time_to_reply": volume.time_to_reply(rows, today),
        "balance.overall": balance.overall(exchanges, today),
        "balance.over_time": balance.over_time(exchanges, today),
        "balance.by_person": balance.by_person(exchanges, today),
        "balance.by_kind": balance.by_kind(exchanges, today),
        "balance.by_group.audience": balance.by_group(exchanges, persons, today),
        "balance.by_group.circle": balance.by_group(exchanges, persons, today, "circle", plan=plan),
        "balance.minutes": balance.minutes(exchanges, today),
        "touch.due": touch.due(persons, touched, today, plan.when.named),
        "touch.dormant": touch.dormant(persons, touched, today),
        "touch.days": touch.days(touched, today),
        "touch.stage": touch.stage(persons, rows, touched, today),
    }
    shared = charts.Review(book).figures()
    for name, made in alone.items():
        assert plain(made) == shared[name], name


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_can_list_the_rows_behind_it(name: str) -> None:
    review = charts.Review(open_sample())
    figure = FIGURES[name](review.frames)
    ids = [figure["ids"]] if isinstance(figure, pd.Series) else figure["ids"].tolist()
    wanted = {id for some in ids for id in some} | ({*figure.index} if figure.index.name == "person" else set())
    found = review.rows(name)
    assert len(found) > 0
    assert set(found["id"]) <= wanted
    assert {id for some in ids for id in some} <= set(found["id"])


def test_whoever_was_never_met_stands_behind_a_figure_themselves() -> None:
    review = charts.Review(open_sample())
    old = review.frames.dormant  # in the sample known from before the log began: there is nothing else about them
    assert old["n"].sum() == 0
    assert review.rows("touch.dormant")["who"].tolist() == old["name"].tolist()
    assert "Made from 3 rows of the workbook" in review.in_touch().charts[1].html


def test_a_figure_over_time_has_a_row_for_each_day() -> None:
    rows = charts.Review(open_sample()).figures()["balance.over_time"]
    days = pd.to_datetime([row["day"] for row in rows])
    assert set(np.diff(days) / np.timedelta64(1, "D")) == {1.0}


@pytest.fixture
def small(own_workbook: Any) -> Workbook:
    workbook = open_workbook(own_workbook, date(2026, 3, 29))
    ada = workbook.add(Person(name="Ada Quill"))
    for day in (date(2026, 3, 2), date(2026, 3, 9)):
        workbook.add(Interaction(on=day, people=[ada.id], channel="email", outcome="replied"))
    workbook.add(Exchange(on=date(2026, 3, 9), person=ada.id, direction="given", kind="advice", value=2))
    return workbook


def test_the_rows_behind_a_figure_are_said_with_day_who_and_what(small: Workbook) -> None:
    rows = charts.Review(small).rows("volume.reply_rate.channel")
    assert (
        rows[["part", "who", "what"]].to_numpy().tolist()
        == [["e-mail", "Ada Quill", "e-mail, I reached out: they answered"]] * 2
    )
    assert rows["on"].dt.date.tolist() == [date(2026, 3, 2), date(2026, 3, 9)]
    assert charts.Review(small).rows("balance.overall")["what"].tolist() == ["given: advice, worth 2"]


def test_the_people_to_meet_are_those_of_the_plan_in_force(small: Workbook) -> None:
    [ada] = small.where(Person)
    with small.change("two plans") as change:
        change.write_plan(Plan(when=When(named=[ada.id])), date(2026, 3, 1))
        change.write_plan(Plan(when=When(number=1, per="week")), date(2026, 4, 6))
    assert charts.Review(small).frames.named == [ada.id]


def test_what_the_review_was_made_from_is_of_its_period_up_to_today(small: Workbook) -> None:
    with small.change("plans") as change:
        for day in (date(2026, 1, 5), date(2026, 2, 2), date(2026, 3, 9), date(2026, 4, 6)):
            change.write_plan(Plan(when=When(number=day.month, per="week")), day)
    early = Workbook(small.path, date(2026, 3, 4))
    reviews = charts.Review(small), charts.Review(small, since=date(2026, 3, 5)), charts.Review(early)
    assert [review.made_from().paragraphs[0] for review in reviews] == [
        "Made on 29 Mar 2026 from 2 entries, 1 time of help and 3 versions of the plan.",
        "Made on 29 Mar 2026 from 1 entry, 1 time of help and 2 versions of the plan.",
        "Made on 4 Mar 2026 from 1 entry and 2 versions of the plan.",
    ]


def test_a_figure_that_is_none_says_which_there_are(small: Workbook) -> None:
    with pytest.raises(BadValue, match=r"volume\.weekly"):
        charts.Review(small).rows("volume.monthly")


def test_the_rows_open_below_the_chart_but_not_in_a_reports_copy(small: Workbook) -> None:
    html = charts.Review(small).outreach().html
    assert "<summary>The rows behind it</summary>" in html
    assert "Made from 2 rows of the workbook. Is one of them wrong?" in html
    assert "under Latest in 3_log, by a name and the day" in html
    assert "in 2_people" not in html
    assert "<td>Ada Quill</td>" in html
    small.set(Settings(), "today", date(2026, 3, 29), None)  # as a report's copy has it
    assert "Ada Quill" not in charts.Review(small).outreach().html


def test_of_many_rows_the_last_of_each_part_are_listed_and_the_others_counted(small: Workbook) -> None:
    ada = small.search("Ada")[0].id
    small.add_all([Interaction(on=date(2026, 3, 10), people=[ada], channel="email") for _ in range(30)], "many")
    html = charts.Review(small).in_touch().html
    assert "Made from 32 rows of the workbook, of which the last twelve of each part are listed." in html


def test_introductions_in_a_circle_are_said_and_spoil_nothing_else(small: Workbook) -> None:
    bo = small.add(Person(name="Bo Berg"))
    ada = small.search("Ada")[0]
    connection = sqlite3.connect(small.path)  # another program: netkit itself refuses a circle
    connection.executemany("UPDATE person SET introduced_by = ? WHERE id = ?", [(bo.id, ada.id), (ada.id, bo.id)])
    connection.commit()
    connection.close()
    review = charts.Review(small)
    assert review.reach().charts[-1].title == "The tree of introductions can't be drawn yet"
    assert "goes in a circle" in review.figures()["reach.introductions"]["error"]
    assert review.figures()["volume.weekly"]


GOAL_PLAN = Plan(why=Why(goals=[Goal(id="g", outcome="x")]))


def test_a_chart_of_one_row_is_drawn_without_a_warning() -> None:
    for chart in (
        charts.kinds_chart(balance.by_kind(exchanges(*given(None)), TODAY)),
        charts.coverage_chart(reach.coverage(GOAL_PLAN, contacts(), people(), TODAY), TODAY),
        charts.minutes_chart(balance.minutes(exchanges(*given(1, minutes=5)), TODAY)),
        charts.days_chart(touch.days(contacts({"with_": ["p0"]}), TODAY), TODAY),
    ):
        assert chart.html.count('role="img"') == 2
