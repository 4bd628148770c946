from __future__ import annotations

import calendar
import math
import re
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import netkit.metrics
from netkit.errors import BadValue
from netkit.metrics import volume
from netkit.metrics.estimates import jeffreys, next_week
from netkit.metrics.steps import outcomes, steps
from netkit.metrics.volume.weeks import touches
from netkit.questions import Audience, Avenue, How, Off, Plan, When, Where, Who
from netkit.targets import chance, whole
from tests.logs import (
    MONDAY,
    NOTHING,
    TODAY,
    ago,
    contacts,
    few,
    interactions,
    log,
    people,
    random_interactions,
    random_people,
    same,
    shuffled,
    talked,
)

REPLIED = {"replied", "meeting_set", "met", "declined", "referral", "opportunity", "sale"}


def asks(number: int | None = None, per: str = "", **when: Any) -> Plan:
    return Plan(when=When(number=number, per=per, **when))


def week(number: int) -> date:
    """The Monday so many weeks before the running week."""
    return MONDAY - timedelta(weeks=number)


# weekly


def test_outreach_counts_outbound_interactions_and_not_the_people_in_them() -> None:
    rows = [{"with_": ["p0", "p1"]}, {"direction": "inbound", "with_": ["p2"]}, {"mode": "one_to_many"}]
    frame = volume.weekly(*log(*rows), people(), [], TODAY)
    assert frame.index.tolist() == [pd.Timestamp(MONDAY)]
    assert frame["outreach"].item() == 2
    assert frame["ids"].item() == ["i000", "i001", "i002"]


def test_a_week_runs_from_monday_to_sunday_and_is_complete_only_when_it_is_over() -> None:
    sunday, monday = date(2026, 3, 8), date(2026, 3, 9)
    rows = log({"on": sunday}, {"on": monday})
    assert volume.weekly(*rows, people(), [], sunday)["complete"].tolist() == [False]
    frame = volume.weekly(*rows, people(), [], monday)
    assert frame["outreach"].tolist() == [1, 1]
    assert frame["complete"].tolist() == [True, False]


def test_weeks_in_which_nothing_happened_are_there() -> None:
    frame = volume.weekly(*log({"on": week(3)}), people(), [], TODAY)
    assert frame["outreach"].tolist() == [1, 0, 0, 0]


def test_somebody_is_new_in_the_week_of_their_first_ever_contact() -> None:
    frame = volume.weekly(*log({"on": week(2), "with_": ["p0"]}, {"with_": ["p0", "p1"]}), people(), [], TODAY)
    assert frame["new_people"].tolist() == [1, 0, 1]
    assert frame["catch_ups"].tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({}, "new"),
        ({"first_met_on": MONDAY}, "new"),  # met in the same week
        ({"first_met_on": ago(4)}, "catch_up"),  # the Sunday before
        ({"first_met_on": ago(364)}, "catch_up"),
        ({"first_met_on": ago(365)}, "reawakened"),
        ({"source": "linkedin"}, "reawakened"),  # brought in, no contact known
        ({"source": "linkedin", "first_met_on": TODAY}, "new"),  # connected just now
        ({"source": "linkedin", "first_met_on": ago(30)}, "catch_up"),
    ],
)
def test_nobody_is_new_who_was_known_before(facts: dict[str, Any], kind: str) -> None:
    frame = volume.in_touch(contacts({"with_": ["p0"]}), people({"id": "p0", **facts}), TODAY)
    assert frame[["kind", "ids"]].values.tolist() == [[kind, ["i000"]]]


@pytest.mark.parametrize(("days", "kind"), [(364, "catch_up"), (365, "reawakened")])
def test_a_year_of_silence_makes_a_contact_a_reawakened_one(days: int, kind: str) -> None:
    frame = volume.in_touch(contacts({"on": ago(days), "with_": ["p0"]}, {"with_": ["p0"]}), people(), TODAY)
    assert frame["kind"].tolist() == ["new", kind]


def test_a_reawakened_person_is_a_catch_up_too_and_counts_once_a_week() -> None:
    rows = contacts({"on": ago(800), "with_": ["p0"]}, {"on": MONDAY, "with_": ["p0"]}, {"with_": ["p0"]})
    last = volume.weekly(NOTHING, rows, people(), [], TODAY).iloc[-1]
    assert (last["new_people"], last["reawakened"], last["catch_ups"]) == (0, 1, 1)
    assert last["ids"] == ["i001", "i002"]


def test_what_does_not_count_as_contact_makes_nobody_new_and_ends_no_silence() -> None:
    rows = contacts({"on": ago(800), "with_": ["p0"]}, {"on": ago(30), "with_": ["p0"], "counts_as_contact": False},
                    {"with_": ["p0"]})  # fmt: skip
    assert volume.in_touch(rows, people(), TODAY)["kind"].tolist() == ["new", "reawakened"]


def test_the_target_is_that_of_the_plan_in_force_on_monday() -> None:
    plans = [(week(3) + timedelta(days=2), asks(1, "week")), (week(1), asks(2, "day")),
             (week(1) + timedelta(days=1), asks(3, "month", catch_ups=4, catch_ups_per="week"))]  # fmt: skip
    frame = volume.weekly(*log({"on": week(4)}), people(), plans, TODAY)
    # none before the first plan; it holds from its own week; day x 7, month x 12/52 (method.md B)
    assert frame["target"].tolist()[1:] == [1, 1, 14, 36 / 52]
    assert math.isnan(frame["target"].iloc[0])
    assert frame["catch_up_target"].iloc[-1] == 4


def test_a_plan_without_a_number_or_of_tomorrow_asks_for_nothing() -> None:
    plans = [(week(1), asks(per="week")), (TODAY + timedelta(days=1), asks(5, "week"))]
    assert volume.weekly(NOTHING, NOTHING, NOTHING, plans, TODAY)["target"].isna().tolist() == [True, True]


@pytest.mark.parametrize(
    ("span", "off"),
    [
        (Off(first=week(2), last=week(2)), [False, True, False, False]),
        (Off(first=week(2) - timedelta(days=1), last=week(2)), [True, True, False, False]),
        (Off(first=week(1) + timedelta(days=6), last=None), [False, False, True, False]),
        (Off(first=week(1), last=week(2)), [False, True, True, False]),
        (Off(), [False] * 4),
    ],
)
def test_every_week_that_a_day_off_touches_is_off(span: Off, off: list[bool]) -> None:
    plans = [(week(3), asks(1, "week", off=[span]))]
    assert volume.weekly(NOTHING, NOTHING, NOTHING, plans, TODAY)["off"].tolist() == off


def test_time_off_can_be_told_afterwards_and_stays_when_the_next_plan_drops_it() -> None:
    off = [Off(first=week(2), last=week(2))]
    before, after = asks(1, "week", off=off), asks(1, "week")
    for plans in ([(week(3), before), (TODAY, after)], [(week(3), after), (TODAY, before)]):
        assert volume.weekly(NOTHING, NOTHING, NOTHING, plans, TODAY)["off"].tolist() == [False, True, False, False]


def _kind_by_hand(person: str, monday: date, mine: list[date], known: dict[str, dict[str, Any]]) -> str:
    facts = known.get(person, {})
    best = []
    for day in (day for day in mine if monday <= day <= monday + timedelta(days=6)):
        earlier = [other for other in mine if other < day]
        met, imported = facts.get("first_met_on"), bool(facts.get("source"))
        if earlier or day in mine[: mine.index(day)]:
            silent = (day - max(earlier)).days >= 365 if earlier else False
            best.append(1 if silent else 2)
        elif met is not None and met < monday:
            best.append(1 if (day - met).days >= 365 else 2)
        else:
            best.append(1 if imported and met is None else 0)
    return ["new", "reawakened", "catch_up"][min(best)]


@few
@given(rows=random_interactions, known=random_people)
def test_weekly_agrees_with_a_calculation_in_plain_python(
    rows: list[dict[str, Any]], known: list[dict[str, Any]]
) -> None:
    frame = volume.weekly(*log(*rows), people(*known), [], TODAY)
    facts = {row["id"]: row for row in known}
    past = [row for row in rows if row["on"] <= TODAY]
    touched = [(row["on"], person) for row in past if row["counts_as_contact"] for person in row["with_"]]
    for start, line in frame.iterrows():
        monday = start.date()
        here = {person for day, person in touched if 0 <= (day - monday).days < 7}
        kinds = [
            _kind_by_hand(person, monday, sorted(day for day, who in touched if who == person), facts)
            for person in here
        ]
        out = [row for row in past if row["direction"] == "outbound" and 0 <= (row["on"] - monday).days < 7]
        assert line["outreach"] == len(out)
        assert line["new_people"] == kinds.count("new")
        assert line["reawakened"] == kinds.count("reawakened")
        assert line["catch_ups"] == kinds.count("reawakened") + kinds.count("catch_up")
        assert line["complete"] == (monday + timedelta(days=7) <= TODAY)
    assert frame["outreach"].sum() == sum(row["direction"] == "outbound" for row in past)


# ahead


def _weeks(*fresh: int, target: float = 2, off: tuple[int, ...] = (), now: int = 0, per: str = "week") -> pd.DataFrame:
    """Complete weeks with so many new people each, then the running week."""
    counts = [*fresh, now]
    index = pd.DatetimeIndex([week(len(fresh) - place) for place in range(len(counts))], name="week")
    frame = pd.DataFrame({"outreach": counts, "new_people": counts}, index=index)
    verdict = ["none" if not target > 0 else "met" if done >= target else "below" for done in fresh]
    return frame.assign(
        reawakened=0, target=float(target), per=per, catch_ups=0,
        catch_up_target=1.0, catch_up_per="week", catch_up_verdict="",
        verdict=["off" if place in off else each for place, each in enumerate([*verdict, "open"])],
        off=[place in off for place in range(len(counts))],
        complete=[True] * len(fresh) + [False], ids=[[f"w{place}"] for place in range(len(counts))],
    )  # fmt: skip


def test_the_pace_prorates_the_running_week_to_today() -> None:
    frame = volume.pace(_weeks(1, 3, 2, now=1), TODAY, last=2)
    # Thursday is the fourth of seven days
    assert frame["done"].tolist() == [3, 5, 6]
    assert frame["expected"].tolist() == pytest.approx([2, 4, 4 + 2 * 4 / 7])
    assert frame["needed"].tolist() == [0, 0, 0]
    assert frame["ids"].iloc[-1] == ["w3"]


@pytest.mark.parametrize(
    ("weeks", "last", "needed"),
    [
        (_weeks(0, 0, 1, now=1), 4, 6), (_weeks(0, 0, 1, now=1), 0, 1), (_weeks(0, 0, now=0, off=(2,)), 0, 0),
        (_weeks(0, 0, off=(0, 1)), 4, 2), (_weeks(0, target=12 / 52), 4, 0), (_weeks(0, 0, 0, 0, target=12 / 52), 4, 1),
        (_weeks(9, now=0), 4, 0),
    ],
)  # fmt: skip
def test_needed_this_week_is_what_the_pace_lacks_by_sunday(weeks: pd.DataFrame, last: int, needed: int) -> None:
    assert volume.pace(weeks, TODAY, last=last)["needed"].iloc[-1] == needed


def test_there_is_no_pace_without_a_target() -> None:
    assert volume.pace(_weeks(1, 2, target=math.nan), TODAY).empty


def test_whether_a_target_is_within_reach_is_the_number_of_the_method() -> None:
    # method.md B: k=24, W=8, target=5 -> .2043
    forecast = volume.forecast(_weeks(3, 3, 3, 3, 3, 3, 3, 3, target=5))
    assert (forecast["n"], forecast["events"], round(forecast["p_target"], 4)) == (8, 24, 0.2043)
    assert forecast["rate"] == 24.5 / 8
    assert forecast["label"] == ""


@pytest.mark.parametrize("target", [0, 0.4, 1, 3.5, 12])
def test_the_chance_of_a_target_is_that_of_scipy(target: float) -> None:
    assert chance(target, "week", 7, 5) == pytest.approx(stats.nbinom.sf(math.ceil(target) - 1, 7.5, 5 / 6))
    # one by the month over the 52 / 12 weeks of a month
    month, by_hand = 52 / 12, stats.nbinom.sf(math.ceil(target) - 1, 7.5, 5 / (5 + 52 / 12))
    assert chance(target / month, "month", 7, 5) == pytest.approx(by_hand)
    assert math.isnan(chance(target, "week", 0, 0))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=30))
def test_the_interval_of_next_week_is_that_of_scipy(counts: list[int]) -> None:
    series = pd.Series(counts, dtype=float)
    weeks, mean = len(counts), (sum(counts) + 0.5) / len(counts)
    spread = series.var() / series.mean() if weeks > 1 and sum(counts) else 1
    phi = max(1, spread)
    p = mean / (phi * mean * (1 + 1 / weeks))
    distribution = stats.nbinom(mean * p / (1 - p), p)
    assert next_week(counts) == pytest.approx((distribution.ppf(0.05), distribution.ppf(0.95), phi))


def test_steady_weeks_take_the_poisson_gamma_form() -> None:
    low, high, phi = next_week([3] * 8)
    assert phi == 1
    assert (low, high) == (stats.nbinom.ppf(0.05, 24.5, 8 / 9), stats.nbinom.ppf(0.95, 24.5, 8 / 9))


def test_a_forecast_counts_empty_weeks_and_leaves_out_weeks_off_and_the_running_one() -> None:
    forecast = volume.forecast(_weeks(4, 0, 9, 2, off=(2,), now=50))
    assert (forecast["n"], forecast["events"], forecast["label"]) == (3, 6, "not enough yet (3 of 4)")
    assert forecast["ids"] == ["w0", "w1", "w3"]
    nothing = volume.forecast(_weeks())
    assert nothing["label"] == "not enough yet (0 of 4)"
    assert all(math.isnan(nothing[name]) for name in ("rate", "low", "high", "p_target"))


@pytest.mark.parametrize(
    ("weeks", "n", "best"),
    [
        (_weeks(2, 2, 1, 2, 3, now=0), 2, 2), (_weeks(2, 2, 2, 1), 0, 3), (_weeks(2, 0, 2, off=(1,)), 2, 2),
        (_weeks(2, 2, 0, off=(2,)), 2, 2), (_weeks(2, target=math.nan), 0, 0), (_weeks(), 0, 0),
        (_weeks(2, 2, target=0), 0, 0),
    ],
)  # fmt: skip
def test_a_streak_is_of_complete_weeks_and_a_week_off_does_not_break_it(weeks: pd.DataFrame, n: int, best: int) -> None:
    streak = volume.streak(weeks)
    assert (streak["n"], streak["best"], len(streak["weeks"])) == (n, best, n)


random_weeks = st.fixed_dictionaries({
    "fresh": st.lists(st.integers(0, 5), max_size=16), "now": st.integers(0, 5),
    "target": st.sampled_from([Fraction(1), Fraction(2), Fraction(7), 3 * Fraction(12, 52)]),
    "off": st.sets(st.integers(0, 15), max_size=5), "last": st.integers(0, 6),
})  # fmt: skip


@few
@given(random_weeks)
def test_pace_forecast_and_streak_agree_with_a_calculation_in_plain_python(drawn: dict[str, Any]) -> None:
    fresh, target, last = drawn["fresh"], drawn["target"], drawn["last"]
    off = tuple(place for place in drawn["off"] if place < len(fresh))
    weeks = _weeks(*fresh, target=float(target), off=off, now=drawn["now"])
    counted = [done for place, done in enumerate(fresh) if place not in off]

    kept = [*counted[max(0, len(counted) - last) :], drawn["now"]]
    frame = volume.pace(weeks, TODAY, last=last)
    assert frame["done"].tolist() == [sum(kept[: place + 1]) for place in range(len(kept))]
    asked = [target * (place + 1) for place in range(len(kept) - 1)] + [target * (len(kept) - 1) + target * 4 / 7]
    assert frame["expected"].tolist() == pytest.approx([float(each) for each in asked])  # today is the fourth day
    assert frame["ahead"].tolist() == pytest.approx([sum(kept[: at + 1]) - float(one) for at, one in enumerate(asked)])
    assert frame["needed"].iloc[-1] == max(0, math.ceil(target * len(kept) - sum(kept) - Fraction(1, 2)))

    lately = counted[-12:]
    forecast, k, w = volume.forecast(weeks), sum(lately), len(lately)
    assert (forecast["events"], forecast["n"]) == (k, w)
    if w:
        belief = stats.gamma(k + 0.5, scale=1 / w)  # method.md B: the rate's posterior is Gamma(k + 1/2, W)
        rates = [belief.mean(), belief.ppf(0.05), belief.ppf(0.95)]
        assert [forecast[name] for name in ("rate", "rate_low", "rate_high")] == pytest.approx(rates)
        reached = stats.nbinom.sf(math.ceil(target) - 1, k + 0.5, w / (w + 1))
        assert forecast["p_target"] == pytest.approx(reached)

    runs = "".join("x" if done >= target else " " for done in counted).split(" ")
    streak = volume.streak(weeks)
    assert (streak["n"], streak["best"]) == (len(runs[-1]), max(map(len, runs)))
    assert (streak["met"], streak["judged"]) == (sum(map(len, runs)), len(counted))


def test_a_catch_up_target_is_judged_as_that_on_fresh_people_is() -> None:
    # method.md B: "A catch-up target is judged the same way"; p0 and p1 are known since before the plan
    plans = [(week(3), asks(catch_ups=1, catch_ups_per="week", off=[Off(first=week(1), last=week(1))]))]
    rows = log({"on": week(3), "with_": ["p0"]}, {"with_": ["p0", "p2"]})
    frame = volume.weekly(*rows, people({"id": "p0", "first_met_on": ago(90)}), plans, TODAY)
    assert frame["catch_ups"].tolist() == [1, 0, 0, 1]
    assert frame["catch_up_verdict"].tolist() == ["met", "below", "off", "open"]
    assert frame["verdict"].tolist() == ["none", "none", "off", "none"]
    assert volume.pace(frame, TODAY, "catch_ups")["done"].tolist() == [1, 1, 2]


# a number by the month


def _by_month(number: int, *days: date, off: Sequence[Off] = (), today: date = TODAY) -> pd.DataFrame:
    """Weeks since Monday 5 Jan 2026 with a number by the month, and somebody new on each of these days."""
    rows = log(*({"on": day, "with_": [f"p{place}"]} for place, day in enumerate(days)))
    return volume.weekly(*rows, people(), [(date(2026, 1, 5), asks(number, "month", off=list(off)))], today)


def test_a_number_by_the_month_is_judged_over_the_weeks_that_begin_in_it_once_they_are_over() -> None:
    # January 2026 has the Mondays 5, 12, 19, 26, its last week ends on 1 February; February has four, March still runs
    frame = _by_month(2, date(2026, 1, 7), date(2026, 2, 1), date(2026, 2, 2), date(2026, 3, 2), date(2026, 3, 4))
    assert frame["verdict"].tolist() == ["met"] * 4 + ["below"] * 4 + ["open"] * 2
    assert set(frame["per"]) == {"month"}
    row = volume.streak(frame)
    assert (row["per"], row["n"], row["best"], row["met"], row["judged"]) == ("month", 0, 1, 1, 2)
    april = _by_month(2, date(2026, 1, 7), date(2026, 2, 1), date(2026, 2, 2), date(2026, 2, 9), today=date(2026, 3, 2))
    row = volume.streak(april)
    assert (row["n"], row["best"], len(row["weeks"]), row["ids"]) == (2, 2, 8, ["i000", "i001", "i002", "i003"])


@pytest.mark.parametrize(
    ("number", "weeks_off", "reached", "verdict"),
    [
        (2, 2, 1, "met"), (2, 2, 0, "below"),  # half the month: one of two
        (2, 1, 1, "met"),  # three quarters of two are one and a half: one
        (3, 1, 1, "below"), (3, 1, 2, "met"),  # three quarters of three are 2.25: two
        (1, 2, 0, "off"), (1, 2, 1, "off"),  # half of one person is nobody: the rest is off too
        (1, 1, 0, "below"),
    ],
)  # fmt: skip
def test_weeks_off_lessen_a_number_by_the_month_in_proportion(
    number: int, weeks_off: int, reached: int, verdict: str
) -> None:
    off = [Off(first=date(2026, 2, 2), last=date(2026, 2, 2) + timedelta(weeks=weeks_off) - timedelta(days=1))]
    days = [date(2026, 2, 23) + timedelta(days=place) for place in range(reached)]
    frame = _by_month(number, *days, off=off).loc["2026-02-02":"2026-02-23"]
    assert frame["verdict"].tolist() == ["off"] * weeks_off + [verdict] * (4 - weeks_off)


def test_where_the_plan_had_both_each_week_of_a_month_takes_its_verdict() -> None:
    plans = [(date(2026, 1, 5), asks(1, "month")), (date(2026, 2, 9), asks(1, "week"))]
    rows = log(*({"on": day, "with_": [f"p{at}"]} for at, day in enumerate([date(2026, 1, 28), date(2026, 2, 11)])))
    frame = volume.weekly(*rows, people(), plans, TODAY)
    # a quarter of February is left to the number by the month: a quarter of one person is nobody, and breaks no row
    assert frame["verdict"].tolist() == ["met"] * 4 + ["off", "met", "below", "below", "below", "open"]
    row = volume.streak(frame)
    assert (row["per"], row["n"], row["best"], row["met"], row["judged"]) == ("week", 0, 5, 5, 8)


def test_a_month_that_asks_for_nobody_breaks_no_row() -> None:
    # three of February's four weeks are off, and a quarter of one person is nobody; each other month brought one
    days = [date(2026, 1, 7), date(2026, 3, 4), date(2026, 4, 8)]
    off = [Off(first=date(2026, 2, 2), last=date(2026, 2, 20))]
    row = volume.streak(_by_month(1, *days, off=off, today=date(2026, 5, 10)))
    assert (row["per"], row["n"], row["met"], row["judged"]) == ("month", 3, 3, 3)


def test_a_change_to_a_number_by_the_month_breaks_no_row() -> None:
    mondays = [date(2026, 1, 5) + timedelta(weeks=place) for place in range(9)]
    plans = [(mondays[0], asks(1, "week")), (date(2026, 2, 16), asks(1, "month"))]
    rows = log(*({"on": day, "with_": [f"p{at}"]} for at, day in enumerate(mondays)))
    # six weeks of one each; half of February's one person by the month is nobody; March runs
    row = volume.streak(volume.weekly(*rows, people(), plans, date(2026, 3, 8)))
    assert (row["per"], row["n"], row["judged"]) == ("week", 6, 6)


@pytest.mark.parametrize("day", [3, 10, 15, 17, 31])
def test_a_running_month_breaks_no_row(day: int) -> None:
    frame = _by_month(1, date(2026, 1, 7), date(2026, 2, 10), today=date(2026, 3, day))
    assert set(frame.loc["2026-03-01":, "verdict"]) == {"open"}
    row = volume.streak(frame)
    assert (row["per"], row["n"], row["judged"]) == ("month", 2, 2)


def test_a_number_of_none_by_the_month_asks_for_nothing_and_breaks_the_row() -> None:
    plans = [(date(2026, 1, 5), asks(1, "month")), (date(2026, 2, 2), asks(0, "month"))]
    frame = volume.weekly(*log({"on": date(2026, 1, 7), "with_": ["p0"]}), people(), plans, TODAY)
    assert frame["verdict"].tolist() == ["met"] * 4 + ["none"] * 6
    assert volume.streak(frame)["n"] == 0


def test_one_every_month_is_a_row_of_months_however_far_apart_they_are() -> None:
    days = [date(2026, 1, 5), date(2026, 2, 27)]
    row = volume.streak(_by_month(1, *days, today=date(2026, 3, 2)))
    assert (row["n"], row["met"], row["judged"]) == (2, 2, 2)


@few
@given(
    st.lists(st.integers(0, 200), max_size=12), st.integers(0, 4), st.sampled_from(["day", "week", "month"]),
    st.lists(st.integers(0, 28), max_size=4, unique=True),
)  # fmt: skip
def test_the_verdicts_agree_with_a_calculation_in_plain_python(
    reached: list[int], number: int, per: str, weeks_off: list[int]
) -> None:
    start = date(2025, 9, 1)  # a Monday
    mondays = [start + timedelta(weeks=place) for place in range(28)]
    off = [mondays[place] for place in weeks_off if place < 28]
    rows = log(*({"on": start + timedelta(days=day), "with_": [f"p{at}"]} for at, day in enumerate(reached)))
    plan = asks(number, per, off=[Off(first=day, last=day) for day in off])
    frame = volume.weekly(*rows, people(), [(start, plan)], TODAY)
    done = {monday: sum(0 <= (start + timedelta(days=day) - monday).days < 7 for day in reached) for monday in mondays}
    for monday in mondays:
        of_month = [day for day in mondays if (day.year, day.month) == (monday.year, monday.month)]
        turn = of_month if per == "month" else [monday]
        counted = [day for day in turn if day not in off]
        asked = {"day": 7, "week": 1}.get(per, 1) * number
        if per == "month":
            in_month = 4 + (of_month[0].day + 28 <= calendar.monthrange(monday.year, monday.month)[1])
            asked = max(0, math.ceil(Fraction(number * len(counted), in_month) - Fraction(1, 2)))
        expected = "met" if sum(done[day] for day in counted) >= asked else "below"
        if turn[-1] + timedelta(days=7) > TODAY or (per == "month" and monday.month == TODAY.month):
            expected = "open"
        elif number and not asked:
            expected = "off"
        expected = "off" if monday in off else expected if number else "none"
        assert frame.loc[pd.Timestamp(monday), "verdict"] == expected


def test_a_forecast_tells_the_chance_of_a_number_by_the_month_over_a_month() -> None:
    weeks = _weeks(0, 1, 0, 0, 1, 0, 0, 0, target=2 * 12 / 52, per="month")
    row = volume.forecast(weeks)
    assert row["per"] == "month"
    assert row["p_target"] == pytest.approx(stats.nbinom.sf(1, 2.5, 8 / (8 + 52 / 12)))


@pytest.mark.parametrize(
    ("people", "said"), [(0, 0), (0.5, 0), (0.51, 1), (1.5, 1), (2 * 12 / 52 * 52 / 12, 2), (-1, 0)]
)
def test_part_of_a_person_is_told_as_whole_people_with_halves_down(people: float, said: int) -> None:
    assert whole(people) == said


# replies


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 10, 0, 0.2172), (2, 10, 0.0441, 0.5028), (5, 10, 0.2235, 0.7765), (10, 10, 0.7828, 1)],
)
def test_the_interval_of_a_reply_rate_is_that_of_jeffreys(hits: int, n: int, low: float, high: float) -> None:
    # method.md B; Brown, Cai & DasGupta 2001
    assert [round(float(end), 4) for end in jeffreys(hits, n)] == [low, high]
    rows = [{"on": ago(20), "outcome": "replied" if place < hits else "no_reply"} for place in range(n)]
    figures = volume.reply_rate(interactions(*rows), TODAY).loc["all"]
    assert [round(figures[name], 4) for name in ("rate", "low", "high")] == [hits / n, low, high]


def test_an_outreach_is_answered_by_its_outcome_or_by_a_linked_inbound_interaction() -> None:
    rows = interactions(
        {"on": ago(30), "outcome": "met"}, {"on": ago(30)}, {"on": ago(30)}, {"on": ago(30), "outcome": "other"},
        {"direction": "inbound", "reply_to": "i001"}, {"direction": "outbound", "reply_to": "i002", "on": ago(20)},
    )  # fmt: skip
    figures = volume.reply_rate(rows, TODAY).loc["all"]
    assert (figures["n"], figures["answered"], figures["label"]) == (5, 2, "")


@pytest.mark.parametrize(("days", "n"), [(13, 0), (14, 1)])
def test_outreach_younger_than_the_waiting_window_is_left_out(days: int, n: int) -> None:
    rows = interactions({"on": ago(days), "outcome": "replied"})
    figures = volume.reply_rate(rows, TODAY).loc["all"]
    assert (figures["n"], figures["label"]) == (n, f"not enough yet ({n} of 5)")
    assert math.isnan(figures["rate"]) == (n == 0)


def test_a_post_to_many_waits_for_no_reply() -> None:
    rows = interactions({"on": ago(30)}, {"on": ago(30)}).assign(people=[["p0"], []])
    assert volume.reply_rate(rows, TODAY).loc["all", "ids"] == ["i000"]


def test_a_talk_counts_as_answered_and_what_waits_for_no_answer_is_left_out() -> None:
    # an answer, a talk and a call that nobody took; thanks, news and offers ask for nothing
    rows = interactions(
        {"on": ago(30), "outcome": "replied"}, {"on": ago(30), "channel": "in_person"},
        {"on": ago(30), "channel": "phone"},
        *({"on": ago(30), "purpose": purpose, "outcome": outcome} for purpose in ("thank", "report_back", "offer")
          for outcome in ("pending", "replied")),
    )  # fmt: skip
    row = volume.reply_rate(rows, TODAY).loc["all"]
    assert (row["n"], row["answered"], row["ids"]) == (3, 2, ["i000", "i001", "i002"])
    # neither answer has a known day; the call still waits after thirty
    waits = volume.time_to_reply(rows, TODAY)
    assert waits.loc[30, ["at_risk", "replied", "censored"]].tolist() == [1, 0, 1]


def test_the_reply_rate_goes_by_channel_message_and_audience() -> None:
    rows = [{"on": ago(30), "channel": "email", "outcome": "replied", "message": "spring", "with_": ["p0", "p1"]},
            {"on": ago(30), "channel": "linkedin", "with_": ["p0"]},
            {"on": ago(30), "channel": "email", "with_": ["p9"]}]  # fmt: skip
    known = people({"id": "p0", "audience": "a1"}, {"id": "p1", "audience": "a2"})
    frame, pairs = log(*rows)
    assert volume.reply_rate(frame, TODAY, "channel")["rate"].to_dict() == {"email": 0.5, "linkedin": 0}
    assert volume.reply_rate(frame, TODAY, "message")["ids"].to_dict() == {"": ["i001", "i002"], "spring": ["i000"]}
    by_audience = volume.reply_rate(frame, TODAY, "audience", pairs, known)
    assert by_audience["n"].to_dict() == {"a1": 2, "": 1, "a2": 1}
    with pytest.raises(BadValue, match="contacts and people"):
        volume.reply_rate(frame, TODAY, "audience")


@few
@given(rows=random_interactions)
def test_the_reply_rate_agrees_with_a_calculation_in_plain_python(rows: list[dict[str, Any]]) -> None:
    by_channel = volume.reply_rate(interactions(*rows), TODAY, "channel")
    linked = {row["reply_to"] for row in rows if row["direction"] == "inbound" and row["on"] <= TODAY}
    for channel in {row["channel"] for row in rows}:
        sent = [(f"i{number:03}", row) for number, row in enumerate(rows) if row["channel"] == channel
                and row["direction"] == "outbound" and (TODAY - row["on"]).days >= 14]  # fmt: skip
        assert (channel in by_channel.index) == bool(sent)
        if sent:
            answered = sum(row["outcome"] in REPLIED or talked(row) or id in linked for id, row in sent)
            line = by_channel.loc[channel]
            assert (line["n"], line["answered"]) == (len(sent), answered)
            assert sorted(line["ids"]) == [id for id, _ in sent]


def _waits(replied: list[int], waiting: list[int]) -> pd.DataFrame:
    sent = [{"on": ago(100), "outcome": "replied"} for _ in replied] + [{"on": ago(days)} for days in waiting]
    back = [
        {"direction": "inbound", "on": ago(100 - days), "reply_to": f"i{number:03}"}
        for number, days in enumerate(replied)
    ]
    return interactions(*sent, *back)


def test_the_time_to_reply_is_that_of_freireichs_remissions() -> None:
    # Freireich 1963, 6-MP arm, as in method.md B: weeks of 9 relapses and of 12 who were still well
    rows = _waits([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
    waits = volume.time_to_reply(rows, TODAY)
    days = [6, 7, 10, 13, 16, 22, 23]
    assert waits.loc[days, "waiting"].round(3).tolist() == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert waits.loc[days, "at_risk"].tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert (waits.loc[7, "ids"], waits.loc[25, "ids"]) == (["i003"], ["i016"])  # the ninth of those who wait, from i009
    median = volume.median_days(waits)
    assert sorted(median["ids"]) == [f"i{number:03}" for number in range(21)]
    assert (median["median"], median["n"], median["replied"], median["label"]) == (23, 21, 9, "")
    # Greenwood's variance by hand, on the scale of log(-log S)
    spread = 3 / (21 * 18) + 1 / (17 * 16) + 1 / (15 * 14) + 1 / (12 * 11) + 1 / (11 * 10) + 1 / (7 * 6)
    half = 1.959964 * math.sqrt(spread) / abs(math.log(waits.loc[22, "waiting"]))
    ends = [1 - waits.loc[22, "waiting"] ** math.exp(sign * half) for sign in (-1, 1)]
    assert waits.loc[22, ["low", "high"]].tolist() == pytest.approx(ends, abs=1e-6)


@pytest.mark.parametrize("half", [12, 14, 15, 19])
def test_the_median_is_reached_on_the_day_on_which_half_is_answered_to_the_last_bit(half: int) -> None:
    # n of 2n are answered after 1, 2, ... n days: S(n) = 1/2, though its factors multiply to a little more in floats
    waits = volume.time_to_reply(_waits([*range(1, half + 1)], [99] * half), TODAY)
    median = volume.median_days(waits)
    assert (median["median"], median["label"]) == (half, "")


def test_a_median_that_is_not_reached_is_a_result() -> None:
    median = volume.median_days(volume.time_to_reply(_waits([3], [50, 50, 50, 50]), TODAY))
    assert math.isnan(median["median"])
    assert median["label"] == "median not reached"
    assert volume.median_days(volume.time_to_reply(NOTHING, TODAY))["label"] == "not enough yet (0 of 5)"


def test_an_answer_without_a_link_has_no_time_and_one_of_the_same_day_has_none_to_wait() -> None:
    rows = interactions({"on": ago(9), "outcome": "replied"}, {"on": ago(5)},
                        {"on": ago(5), "direction": "inbound", "reply_to": "i001"})  # fmt: skip
    waits = volume.time_to_reply(rows, TODAY)
    assert waits[["at_risk", "replied", "waiting"]].values.tolist() == [[1, 1, 0]]


@few
@given(rows=random_interactions)
def test_the_time_to_reply_agrees_with_a_calculation_in_plain_python(rows: list[dict[str, Any]]) -> None:
    waits = volume.time_to_reply(interactions(*rows), TODAY)
    ends: list[tuple[int, bool]] = []
    for number, row in enumerate(rows):
        back = [other["on"] for other in rows if other["direction"] == "inbound" and other["on"] <= TODAY
                and other["reply_to"] == f"i{number:03}"]  # fmt: skip
        unanswered = not (row["outcome"] in REPLIED or talked(row))
        if row["direction"] == "outbound" and row["on"] <= TODAY and (back or unanswered):
            ends.append((max(((min(back) if back else TODAY) - row["on"]).days, 0), bool(back)))
    for day, line in waits.iterrows():
        still = 1.0
        for time in sorted({time for time, happened in ends if happened and time <= day}):
            still *= 1 - ends.count((time, True)) / sum(other >= time for other, _ in ends)
        assert line["waiting"] == pytest.approx(still)
        assert line["answered"] == pytest.approx(1 - still)


# stages


def test_the_funnel_counts_people_once_at_the_furthest_stage() -> None:
    rows = [{"with_": ["p0"]}, {"with_": ["p1"], "outcome": "replied"},
            {"with_": ["p1", "p2"], "channel": "video", "outcome": "met"},
            {"with_": ["p3"], "outcome": "referral"}, {"with_": ["p4"], "direction": "inbound"},
            {"with_": ["p5"], "channel": "phone", "outcome": "no_reply"}]  # fmt: skip
    frame = volume.funnel(*log(*rows), people({"id": "p6", "target_by": ago(-30)}), TODAY, named=["p7", "p0"])
    assert frame["n"].to_dict() == {"to_meet": 8, "contacted": 6, "replied": 4, "met": 3, "outcome": 1}
    assert frame["of"].tolist() == [8, 8, 6, 4, 3]
    assert frame["share"].tolist() == [1, 6 / 8, 4 / 6, 3 / 4, 1 / 3]
    assert frame["label"].tolist() == ["", "", "", "not enough yet (4 of 5)", "not enough yet (3 of 5)"]
    assert frame.loc["met", "ids"] == ["p1", "p2", "p3"]


def test_a_call_without_an_outcome_and_being_at_the_same_event_are_no_conversation_and_no_answer() -> None:
    rows = log(
        {"with_": ["p0"], "channel": "phone"}, {"with_": ["p1"], "channel": "video", "direction": "inbound"},
        {"with_": ["p2"], "channel": "event", "mode": "one_to_many", "direction": "mutual"},
        {"with_": ["p3"], "direction": "mutual", "outcome": "no_reply"},
        {"with_": ["p4"], "direction": "mutual", "outcome": "replied"}, {"with_": ["p5"], "channel": "in_person"},
        {"with_": ["p6"], "channel": "phone", "outcome": "meeting_set"},
    )  # fmt: skip
    ids = volume.funnel(*rows, people(), TODAY)["ids"]
    assert (ids["contacted"], ids["replied"]) == ([f"p{place}" for place in range(7)], ["p1", "p4", "p5", "p6"])
    assert (ids["met"], ids["outcome"]) == (["p5", "p6"], [])


def test_what_does_not_count_as_contact_brings_nobody_into_the_funnel() -> None:
    rows = log({"with_": ["p0"], "channel": "in_person", "counts_as_contact": False})
    assert volume.funnel(*rows, people(), TODAY)["n"].tolist() == [0] * 5


def test_the_funnel_can_begin_on_a_day() -> None:
    rows = log({"with_": ["p0"], "on": ago(10)}, {"with_": ["p1"], "on": ago(9)})
    assert volume.funnel(*rows, people(), TODAY, since=ago(9)).loc["contacted", "ids"] == ["p1"]


@few
@given(rows=random_interactions, known=random_people)
def test_the_funnel_agrees_with_a_calculation_in_plain_python(
    rows: list[dict[str, Any]], known: list[dict[str, Any]]
) -> None:
    frame = volume.funnel(*log(*rows), people(*known), TODAY)
    linked = {row["reply_to"] for row in rows if row["direction"] == "inbound" and row["on"] <= TODAY}
    far: dict[str, int] = {row["id"]: 0 for row in known if row["target_by"]}
    for number, row in enumerate(rows):
        if row["on"] > TODAY or not row["counts_as_contact"]:
            continue
        step = 1
        if row["outcome"] in REPLIED or row["direction"] == "inbound" or f"i{number:03}" in linked:
            step = 2
        if talked(row):
            step = 3
        if row["outcome"] in {"referral", "sale"}:
            step = 4
        for person in row["with_"]:
            far[person] = max(far.get(person, 0), step)
    assert frame["ids"].tolist() == [sorted(p for p, step in far.items() if step >= least) for least in range(5)]


def test_the_mix_sets_what_was_done_beside_what_was_planned() -> None:
    plan = Plan(
        who=Who(audiences=[Audience(id="a1"), Audience(id="a2")]),
        where=Where(scopes=["local"]),
        how=How(mode="both", avenues=[Avenue(kind="coffee")]),
    )
    rows = [{"with_": ["p0", "p1"], "avenue": "coffee"}, {"with_": ["p1"], "avenue": "call"},
            {"mode": "one_to_many"}, {"direction": "inbound", "with_": ["p0"]}]  # fmt: skip
    known = people({"id": "p0", "audience": "a1", "scope": "local"}, {"id": "p1", "scope": "national"})
    frame = volume.mix(*log(*rows), known, plan, TODAY)
    assert {key: (planned, n) for key, planned, n in frame[["planned", "n"]].itertuples()} == {
        ("mode", "one_to_one"): (True, 2), ("mode", "one_to_many"): (True, 1),
        ("scope", "local"): (True, 1), ("scope", ""): (False, 1), ("scope", "national"): (False, 2),
        ("avenue", "coffee"): (True, 1), ("avenue", ""): (False, 1), ("avenue", "call"): (False, 1),
        ("audience", "a1"): (True, 1), ("audience", "a2"): (True, 0), ("audience", ""): (False, 3),
    }  # fmt: skip
    assert frame.loc[("scope", "national"), "share"] == 0.5
    assert frame.loc[("scope", "national"), "ids"] == ["i000", "i001"]
    assert frame["label"].unique().tolist() == ["not enough yet (3 of 5)", "not enough yet (4 of 5)"]


@few
@given(
    rows=random_interactions, known=random_people, mode=st.sampled_from(["", "both", "one_to_one", "one_to_many"]),
    scopes=st.lists(st.sampled_from(["local", "national", "unknown"]), max_size=3, unique=True),
    kinds=st.lists(st.sampled_from(["coffee", "call", ""]), max_size=3), since=st.sampled_from([None, ago(300)]),
)  # fmt: skip
def test_the_mix_agrees_with_a_calculation_in_plain_python(
    rows: list[dict[str, Any]], known: list[dict[str, Any]], mode: str, scopes: list[str], kinds: list[str],
    since: date | None,
) -> None:  # fmt: skip
    for row in rows:
        row["avenue"] = {"email": "coffee", "phone": "meetup"}.get(row["channel"], "")
    for facts in known:
        facts["scope"] = {"close": "local", "weak": "international"}.get(facts["closeness"], "unknown")
    plan = Plan(
        who=Who(audiences=[Audience(id="a2")]), where=Where(scopes=scopes),
        how=How(mode=mode, avenues=[Avenue(kind=kind) for kind in kinds]),
    )  # fmt: skip
    frame = volume.mix(*log(*rows), people(*known), plan, TODAY, since)
    who = {facts["id"]: facts for facts in known}
    done = [
        (f"i{number:03}", row) for number, row in enumerate(rows)
        if row["direction"] != "inbound" and (since or date.min) <= row["on"] <= TODAY
    ]  # fmt: skip

    def terms(row: dict[str, Any], aspect: str) -> set[str]:
        if aspect in row:
            return {row[aspect]}
        said = {who.get(person, {}).get(aspect, "") for person in row["with_"]} or {""}
        return {"" if term == "unknown" else term for term in said}

    planned = {
        "mode": ["one_to_one", "one_to_many"] if mode == "both" else [mode] if mode else [],
        "scope": [scope for scope in scopes if scope != "unknown"],
        "avenue": list(dict.fromkeys(kind for kind in kinds if kind)), "audience": ["a2"],
    }  # fmt: skip
    expected = []
    for aspect, wanted in planned.items():
        ids = {term: [id for id, row in done if term in terms(row, aspect)] for term in wanted}
        ids |= {
            term: [id for id, row in done if term in terms(row, aspect)]
            for term in sorted({term for _, row in done for term in terms(row, aspect)} - set(wanted))
        }
        total = sum(map(len, ids.values()))
        label = "" if total >= 5 else f"not enough yet ({total} of 5)"
        expected += [
            (aspect, term, term in wanted, len(rows_of), total and len(rows_of) / total, label, set(rows_of))
            for term, rows_of in ids.items()
        ]
    found = frame.reset_index().fillna({"share": 0})
    found["ids"] = found["ids"].map(set)
    assert list(found.itertuples(index=False, name=None)) == expected


@few
@given(rows=random_interactions, known=random_people)
def test_the_reply_rate_by_audience_agrees_with_a_calculation_in_plain_python(
    rows: list[dict[str, Any]], known: list[dict[str, Any]]
) -> None:
    frame, pairs = log(*rows)
    found = volume.reply_rate(frame, TODAY, "audience", pairs, people(*known))
    audience = {facts["id"]: facts["audience"] for facts in known}
    linked = {row["reply_to"] for row in rows if row["direction"] == "inbound" and row["on"] <= TODAY}
    sent: dict[str, list[bool]] = {}
    for number, row in enumerate(rows):
        if row["direction"] == "outbound" and (TODAY - row["on"]).days >= 14:
            for name in {audience.get(person, "") for person in row["with_"]}:
                answered = row["outcome"] in REPLIED or talked(row) or f"i{number:03}" in linked
                sent.setdefault(name, []).append(answered)
    assert found[["n", "answered"]].to_dict("index") == {
        name: {"n": len(each), "answered": sum(each)} for name, each in sent.items()
    }


# all of them


def test_no_metric_reads_the_clock() -> None:
    folder = Path(netkit.metrics.__file__).parent
    words = re.compile(r"\b(today|now|utcnow|time)\(")
    assert not [file.name for file in folder.rglob("*.py") if words.search(file.read_text("utf-8"))]


def test_empty_frames_have_the_right_columns_and_types() -> None:
    full, pairs = log({"on": ago(20), "with_": ["p0"], "avenue": "coffee"})
    known, plans = people({"id": "p0"}), [(week(1), asks(1, "week"))]
    empties = [(NOTHING, NOTHING, NOTHING), (interactions(), contacts(), people())]
    for rows, touched, persons in empties:
        weeks = volume.weekly(rows, touched, persons, [], TODAY)
        assert weeks.empty
        whole = volume.weekly(full, pairs, known, plans, TODAY)
        assert weeks.dtypes.to_dict() == whole.dtypes.to_dict()
        assert volume.pace(weeks, TODAY).dtypes.to_dict() == volume.pace(whole, TODAY).dtypes.to_dict()
        assert volume.forecast(weeks)["n"] == volume.streak(weeks)["n"] == 0
        touch = volume.in_touch(touched, persons, TODAY)
        assert touch.dtypes.to_dict() == volume.in_touch(pairs, known, TODAY).dtypes.to_dict()
        for by in ("channel", "message", "audience"):
            frame = volume.reply_rate(rows, TODAY, by, touched, persons)
            assert frame.dtypes.to_dict() == volume.reply_rate(full, TODAY, by, pairs, known).dtypes.to_dict()
        assert volume.time_to_reply(rows, TODAY).dtypes.to_dict() == volume.time_to_reply(full, TODAY).dtypes.to_dict()
        assert volume.funnel(rows, touched, persons, TODAY)["n"].tolist() == [0] * 5
        frame = volume.mix(rows, touched, persons, Plan(), TODAY)
        assert frame.empty
        assert frame.dtypes.to_dict() == volume.mix(full, pairs, known, Plan(), TODAY).dtypes.to_dict()


@few
@given(rows=random_interactions, known=random_people)
def test_what_came_of_the_log_may_be_worked_out_once_for_all(
    rows: list[dict[str, Any]], known: list[dict[str, Any]]
) -> None:
    raw, touched = log(*rows)
    persons, told = people(*known), outcomes(raw, TODAY)
    ready = (told, steps(told, touched, TODAY), persons)
    for figure in (volume.funnel, lambda *frames: volume.mix(*frames[:3], Plan(), TODAY)):
        same(figure(raw, touched, persons, TODAY), figure(*ready, TODAY))
    of_weeks = touches(ready[1], persons, TODAY)
    for told_contacts in (ready[1], of_weeks):
        same(volume.weekly(raw, touched, persons, [], TODAY), volume.weekly(told, told_contacts, persons, [], TODAY))
        same(volume.in_touch(touched, persons, TODAY), volume.in_touch(told_contacts, persons, TODAY))
    same(volume.time_to_reply(raw, TODAY), volume.time_to_reply(told, TODAY))
    same(volume.reply_rate(raw, TODAY, "channel"), volume.reply_rate(told, TODAY, "channel"))


@few
@given(rows=random_interactions, known=random_people)
def test_the_columns_that_are_promised_are_enough(rows: list[dict[str, Any]], known: list[dict[str, Any]]) -> None:
    raw, touched = log(*rows)
    persons, plans = people(*known), [(week(9), asks(2, "week"))]
    least = raw[[
        "id", "on", "direction", "channel", "mode", "purpose", "outcome", "reply_to", "message", "counts_as_contact",
    ]]  # fmt: skip
    bare = touched[["interaction", "person", "on"]]
    same(volume.weekly(raw, touched, persons, plans, TODAY), volume.weekly(least, bare, persons, plans, TODAY))
    same(volume.funnel(raw, touched, persons, TODAY), volume.funnel(least, bare, persons, TODAY))
    same(volume.reply_rate(raw, TODAY, "channel"), volume.reply_rate(least, TODAY, "channel"))


def test_rows_after_today_are_left_out() -> None:
    rows = log({"on": ago(-1), "with_": ["p0"], "outcome": "met"})
    assert volume.weekly(*rows, people(), [], TODAY).empty
    assert volume.funnel(*rows, people(), TODAY)["n"].sum() == 0
    assert volume.mix(*rows, people(), Plan(), TODAY).empty
    reply = interactions({"on": ago(20)}, {"on": ago(-1), "direction": "inbound", "reply_to": "i000"})
    assert volume.reply_rate(reply, TODAY).loc["all", "answered"] == 0
    assert volume.time_to_reply(reply, TODAY)["censored"].tolist() == [0, 1]


@few
@given(rows=random_interactions, known=random_people)
def test_the_order_of_the_rows_changes_no_figure(rows: list[dict[str, Any]], known: list[dict[str, Any]]) -> None:
    frames = [*log(*rows), people(*known)]
    mixed = [shuffled(frame) for frame in frames]
    plans = [(week(9), asks(2, "week"))]
    one, other = (volume.weekly(*each, plans, TODAY) for each in (frames, mixed))
    same(one, other)
    same(volume.in_touch(*frames[1:], TODAY), volume.in_touch(*mixed[1:], TODAY))
    same(volume.reply_rate(frames[0], TODAY, "channel"), volume.reply_rate(mixed[0], TODAY, "channel"))
    by_audience = [volume.reply_rate(each[0], TODAY, "audience", *each[1:]) for each in (frames, mixed)]
    same(*by_audience)
    same(volume.time_to_reply(frames[0], TODAY), volume.time_to_reply(mixed[0], TODAY))
    same(volume.funnel(*frames, TODAY), volume.funnel(*mixed, TODAY))
    same(volume.mix(*frames, Plan(), TODAY), volume.mix(*mixed, Plan(), TODAY))
