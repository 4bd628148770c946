from __future__ import annotations

import math
from collections import defaultdict
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given as over
from scipy import stats

from netkit.errors import BadValue
from netkit.metrics import balance, reach
from netkit.questions import Audience, Plan, Who
from tests.logs import (
    NOTHING,
    TODAY,
    ago,
    exchanges,
    few,
    given,
    people,
    random_exchanges,
    random_people,
    received,
    same,
    shuffled,
)

# method.md A, "Interval (90 %)": given, received, s, n_eff, low, high, P(give more); and "Labels" for each
INTERVALS = [
    ([3], [], 1, 1, -0.543, 0.997, 0.818, "too early"),
    ([3, 2, 4], [], 1, 2.793, 0.069, 0.999, 0.961, "giving more"),
    ([3, 2, 4, 1], [2], 0.667, 4.235, -0.120, 0.955, 0.918, "unclear"),
    ([3, 3, 2, 4], [3, 4, 2, 3], 0, 7.579, -0.533, 0.533, 0.5, "unclear"),
    ([1] * 9, [1], 0.8, 10, 0.339, 0.964, 0.996, "giving more"),
]


@pytest.mark.parametrize(("gave", "got", "s", "n_eff", "low", "high", "p_give", "label"), INTERVALS)
def test_the_intervals_of_the_method_come_out_to_the_digits_given(
    gave: list[int], got: list[int], s: float, n_eff: float, low: float, high: float, p_give: float, label: str
) -> None:
    rows = exchanges(*given(*gave), *received(*got))
    one = balance.by_person(rows, TODAY).loc["p0"]
    assert [round(one[name], 3) for name in ("balance", "n_eff", "low", "high", "p_give")] == [
        s, n_eff, low, high, p_give,
    ]  # fmt: skip
    assert (one["n"], one["label"]) == (len(gave) + len(got), label)


def _network(matrix: list[list[int]]) -> pd.DataFrame:
    """Every unordered pair of a who-to-whom matrix as a tie of the owner: M is over pairs."""
    rows: list[dict[str, Any]] = []
    for i in range(len(matrix)):
        for j in range(i):
            rows += given(*[1] * matrix[i][j], person=f"{i}-{j}") + received(*[1] * matrix[j][i], person=f"{i}-{j}")
    return exchanges(*rows)


def test_mutuality_is_one_minus_the_directional_consistency_of_bonobo_grooming() -> None:
    # Vervaecke 2000, DCI .9566982; 6 x 6, column-major: [i][j] is grooming given by i to j
    cells = [
        0, 2, 30, 6, 19, 122, 0, 0, 18, 0, 19, 85, 0, 1, 0, 3, 8, 84,
        0, 0, 0, 0, 267, 50, 0, 0, 0, 5, 0, 10, 1, 0, 4, 4, 1, 0,
    ]  # fmt: skip
    matrix = np.array(cells).reshape(6, 6, order="F").tolist()
    assert balance.overall(_network(matrix), TODAY)["mutuality"] == pytest.approx(0.0433018, abs=5e-8)


def test_mutuality_of_the_matrix_of_dyada_is_eight_ninths() -> None:
    # DyaDA's matrix(c(0,1,2,1,0,1,3,1,0),3): DCI 1/9
    matrix = np.array([0, 1, 2, 1, 0, 1, 3, 1, 0]).reshape(3, 3, order="F").tolist()
    assert balance.overall(_network(matrix), TODAY)["mutuality"] == pytest.approx(8 / 9)


def test_net_can_be_even_while_every_tie_is_one_sided() -> None:
    rows = exchanges(*given(3, 3, person="p1"), *received(3, 3, person="p2"))
    whole = balance.overall(rows, TODAY)
    assert (whole["net"], whole["mutuality"]) == (0, 0)


@pytest.mark.parametrize(
    ("gave", "got", "label"),
    [
        (2, 0, "too early"), (3, 0, "giving more"), (0, 3, "receiving more"), (3, 3, "unclear"),
        (11, 11, "unclear"), (12, 12, "balanced"),
    ],
)  # fmt: skip
def test_a_label_is_given_only_where_the_numbers_carry_it(gave: int, got: int, label: str) -> None:
    # method.md A: balanced takes n_eff of about 23, with equal values n_eff = n
    assert balance.overall(exchanges(*given(*[2] * gave), *received(*[2] * got)), TODAY)["label"] == label


def test_no_exchange_is_not_a_balance_of_zero() -> None:
    whole = balance.overall(NOTHING, TODAY)
    assert whole["label"] == "no exchanges yet"
    assert (whole["n"], whole["ids"]) == (0, [])
    assert all(math.isnan(whole[name]) for name in ("net", "mutuality", "low", "high", "p_give", "n_eff", "net_n"))


def test_what_is_not_rated_yet_is_counted_and_left_out_of_the_values() -> None:
    rows = exchanges(*given(None, None, None), *received(4))
    one = balance.by_person(rows, TODAY).loc["p0"]
    assert (one["n"], one["rated"], one["given_n"], one["received_n"]) == (4, 1, 3, 1)
    assert (one["balance"], one["balance_n"], one["n_eff"]) == (-1, 0.5, 1)
    assert one["label"] == "too early"
    assert math.isnan(balance.by_person(exchanges(*given(None)), TODAY).loc["p0", "balance"])


def test_only_what_was_delivered_up_to_today_counts() -> None:
    rows = exchanges(*given(3), *given(3, status="offered"), *given(3, status="declined"), *given(3, on=ago(-1)))
    assert balance.overall(rows, TODAY)["ids"] == ["e000"]


def test_imported_endorsements_stay_out_unless_asked_for() -> None:
    # method.md A: 300 of value 1 received against 20 of value 3 given read as -.67
    rows = exchanges(
        *received(*[1] * 300, kind="endorsement", source="linkedin_endorsement_received"), *given(*[3] * 20)
    )
    assert balance.overall(rows, TODAY)["net"] == 1
    assert round(balance.overall(rows, TODAY, endorsements=True)["net"], 2) == -0.67
    assert balance.overall(exchanges(*received(1, kind="endorsement")), TODAY)["n"] == 1


def test_a_half_life_halves_what_is_that_old() -> None:
    rows = exchanges(*given(4, on=ago(365)), *received(4))
    one = balance.by_person(rows, TODAY, half_life_days=365).loc["p0"]
    assert (one["given"], one["received"], one["balance"]) == (2, 4, pytest.approx(-1 / 3))
    assert one["n_eff"] == pytest.approx(36 / 20)
    with pytest.raises(BadValue, match="half_life_days"):
        balance.overall(rows, TODAY, half_life_days=0)
    with pytest.raises(BadValue, match="weighed already"):
        balance.overall(balance.delivered(rows, TODAY), TODAY, half_life_days=365)


def test_a_name_is_passed_through() -> None:
    rows = exchanges(*given(3)).assign(name="Ines")
    assert balance.by_person(rows, TODAY).loc["p0", "name"] == "Ines"


def test_over_time_sums_up_and_judges_the_last_ninety_days() -> None:
    rows = exchanges(*given(3, on=ago(100)), *given(2, on=ago(90)), *received(4, on=ago(89)), *given(None))
    frame = balance.over_time(rows, TODAY)
    assert len(frame) == 101
    last = frame.iloc[-1]
    assert (last["given"], last["received"], last["s"], last["n"]) == (5, 4, -1, 2)
    assert (last["given_n"], last["received_n"], last["ids"]) == (3, 1, ["e003"])
    # on the 90th day before today the one of ten days earlier is still in its window, and nothing received
    assert frame["s"].loc[pd.Timestamp(ago(90))] == 1
    with pytest.raises(BadValue, match="90 days or more"):
        balance.over_time(rows, TODAY, window_days=89)


def test_by_kind_and_by_group_show_net_and_mutuality_together() -> None:
    rows = exchanges(*given(3, kind="advice", person="p0"), *received(3, kind="advice", person="p1"),
                     *given(2, kind="referral", person="p1"))  # fmt: skip
    kinds = balance.by_kind(rows, TODAY)
    assert kinds.index.tolist() == ["advice", "referral"]
    assert kinds[["balance", "mutuality", "n"]].values.tolist() == [[0, 0, 2], [1, 0, 1]]
    known = people({"id": "p0", "circles": ["choir", "school"], "audience": "a1"}, {"id": "p1"})
    circles = balance.by_group(rows, known, TODAY, "circle")
    assert circles["ids"].to_dict() == {"": ["e001", "e002"], "choir": ["e000"], "school": ["e000"]}
    assert balance.by_group(rows, known, TODAY)["given"].to_dict() == {"": 2, "a1": 3}


def test_help_by_circle_goes_by_the_circles_of_reach() -> None:
    plan = Plan(who=Who(audiences=[Audience(id="a1", circle="school")]))
    known = people({"id": "p0", "audience": "a1"}, {"id": "p1", "circles": [" choir ", "choir"]}, {"id": "p2"})
    rows = exchanges(*given(3, person="p0"), *given(2, person="p1"), *given(1, person="p2"))
    assert balance.by_group(rows, known, TODAY, "circle", plan=plan)["given"].to_dict() == {
        "": 1, "choir": 2, "school": 3,
    }  # fmt: skip
    assert balance.by_group(rows, known, TODAY, "circle")["given"].to_dict() == {"": 4, "choir": 2}
    assert set(reach.circles(known, plan).index) == {"choir", "school"}


def test_a_blank_cell_of_a_plain_frame_is_no_text() -> None:
    # as pandas reads it from a file: an empty cell is NaN
    rows = exchanges(*given(3, person="p0"), *given(2, person="p1"))
    known = people({"id": "p0", "audience": "a1"}, {"id": "p1"})
    known["audience"] = known["audience"].replace("", None).astype("str")
    assert known["audience"].isna().tolist() == [False, True]
    assert balance.by_group(rows, known, TODAY)["given"].to_dict() == {"": 2, "a1": 3}


def test_minutes_are_summed_by_month_and_never_mixed_with_values() -> None:
    rows = exchanges(*given(5, on=date(2026, 1, 30), minutes=20), *received(1, on=date(2026, 3, 1), minutes=45),
                     *given(3, on=TODAY))  # fmt: skip
    frame = balance.minutes(rows, TODAY)
    assert frame[["given", "received", "n"]].values.tolist() == [[20, 0, 1], [0, 0, 0], [0, 45, 1]]
    assert frame["ids"].tolist() == [["e000"], [], ["e001"]]


def test_empty_frames_have_the_right_columns_and_types() -> None:
    full = exchanges(*given(3, minutes=5))
    known = people({"id": "p0"})
    for empty in (NOTHING, exchanges()):
        for figure in (balance.by_person, balance.over_time, balance.by_kind, balance.minutes):
            frame = figure(empty, TODAY)
            assert len(frame) == 0
            assert frame.dtypes.to_dict() == figure(full, TODAY).dtypes.to_dict()
        frame = balance.by_group(empty, NOTHING, TODAY, "circle")
        assert frame.dtypes.to_dict() == balance.by_group(full, known, TODAY).dtypes.to_dict()


def _counting(rows: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Ids and rows of what was delivered up to today, without what LinkedIn's endorsements say, oldest first."""
    ordered = sorted(enumerate(rows), key=lambda pair: (pair[1]["on"], pair[0]))
    return [
        (f"e{number:03}", row) for number, row in ordered
        if row["status"] == "delivered" and row["on"] <= TODAY and not (row["kind"] == "endorsement" and row["source"])
    ]  # fmt: skip


def _by_hand(rows: list[dict[str, Any]], half_life: float | None) -> dict[str, dict[str, Any]]:
    """The balance in plain Python and scipy.stats, person by person."""
    found: dict[str, dict[str, Any]] = defaultdict(lambda: {"given": [], "received": [], "n": 0, "ids": []})
    for id, row in _counting(rows):
        one = found[row["person"]]
        one["n"] += 1
        one["ids"].append(id)
        if row["value"] is not None:
            age = (TODAY - row["on"]).days
            one[row["direction"]].append(row["value"] * (2 ** (-age / half_life) if half_life else 1))
    for one in found.values():
        g, r, weights = sum(one["given"]), sum(one["received"]), one["given"] + one["received"]
        if not weights:
            continue
        n_eff = sum(weights) ** 2 / sum(w * w for w in weights)
        belief = stats.beta(0.5 + g / (g + r) * n_eff, 0.5 + r / (g + r) * n_eff)
        one |= {"balance": (g - r) / (g + r), "n_eff": n_eff, "low": 2 * belief.ppf(0.05) - 1,
                "high": 2 * belief.ppf(0.95) - 1, "p_give": belief.sf(0.5)}  # fmt: skip
    return found


@few
@over(rows=random_exchanges)
@pytest.mark.parametrize("half_life", [None, 200.0])
def test_by_person_agrees_with_a_calculation_in_plain_python(
    rows: list[dict[str, Any]], half_life: float | None
) -> None:
    frame = balance.by_person(exchanges(*rows), TODAY, half_life)
    by_hand = _by_hand(rows, half_life)
    assert frame.index.tolist() == sorted(by_hand)
    for person, one in by_hand.items():
        assert frame.loc[person, "ids"] == one["ids"]
        assert frame.loc[person, "n"] == one["n"]
        for name in ("balance", "n_eff", "low", "high", "p_give"):
            assert frame.loc[person, name] == pytest.approx(one.get(name, math.nan), nan_ok=True, abs=1e-9)


@few
@over(rows=random_exchanges)
def test_overall_agrees_with_a_calculation_in_plain_python(rows: list[dict[str, Any]]) -> None:
    whole = balance.overall(exchanges(*rows), TODAY)
    ties = [(sum(one["given"]), sum(one["received"])) for one in _by_hand(rows, None).values()]
    times = [(row["person"], row["direction"]) for _, row in _counting(rows)]
    met = {person for person, _ in times}
    pairs = [(times.count((person, "given")), times.count((person, "received"))) for person in met]
    if times:
        assert whole["net_n"] == pytest.approx(sum(g - r for g, r in pairs) / len(times))
        assert whole["mutuality_n"] == pytest.approx(2 * sum(min(pair) for pair in pairs) / len(times))
    assert whole["people"] == len(met)
    total = sum(g + r for g, r in ties)
    assert whole["n"] == sum(one["n"] for one in _by_hand(rows, None).values())
    if total:
        assert whole["net"] == pytest.approx(sum(g - r for g, r in ties) / total)
        assert whole["mutuality"] == pytest.approx(2 * sum(min(tie) for tie in ties) / total)
    else:
        assert math.isnan(whole["net"])


@few
@over(rows=random_exchanges)
def test_over_time_agrees_with_a_calculation_in_plain_python(rows: list[dict[str, Any]]) -> None:
    frame = balance.over_time(exchanges(*rows), TODAY)
    counted = [row for _, row in _counting(rows)]
    for day, line in list(frame.iterrows())[:: max(len(frame) // 5, 1)]:
        so_far = [row for row in counted if row["on"] <= day.date()]
        window = [row for row in so_far if (day.date() - row["on"]).days < 90]
        for way in ("given", "received"):
            assert line[way] == sum(row["value"] or 0 for row in so_far if row["direction"] == way)
        g, r = (sum(row["value"] or 0 for row in window if row["direction"] == way) for way in ("given", "received"))
        assert line["n"] == len(window)
        assert line["s"] == pytest.approx((g - r) / (g + r) if g + r else math.nan, nan_ok=True)


@few
@over(rows=random_exchanges, known=random_people)
def test_help_by_kind_audience_and_circle_agrees_with_a_calculation_in_plain_python(
    rows: list[dict[str, Any]], known: list[dict[str, Any]]
) -> None:
    frame, persons = exchanges(*rows), people(*known)
    facts = {row["id"]: row for row in known}
    figures = [
        (balance.by_kind(frame, TODAY), lambda row: [row["kind"]]),
        (balance.by_group(frame, persons, TODAY), lambda row: [facts.get(row["person"], {}).get("audience", "")]),
        (
            balance.by_group(frame, persons, TODAY, "circle"),
            lambda row: facts.get(row["person"], {}).get("circles") or [""],
        ),
    ]
    for found, groups_of in figures:
        members: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
        for id, row in _counting(rows):
            for group in groups_of(row):
                members[group].append((id, row))
        assert found.index.tolist() == sorted(members, key=lambda group: (-len(members[group]), group))
        for group, mine in members.items():
            line, ties = found.loc[group], _by_hand([row for _, row in mine], None).values()
            g, r = (sum(sum(one[way]) for one in ties) for way in ("given", "received"))
            shared = 2 * sum(min(sum(one["given"]), sum(one["received"])) for one in ties)
            counts = [sum(row["direction"] == way for _, row in mine) for way in ("given", "received")]
            assert line["ids"] == [id for id, _ in mine]
            assert line[["given", "received", "n", "given_n", "received_n"]].tolist() == [g, r, len(mine), *counts]
            assert line["rated"] == sum(row["value"] is not None for _, row in mine)
            assert line["balance_n"] == pytest.approx((counts[0] - counts[1]) / len(mine))
            for name, value in (("balance", g - r), ("mutuality", shared)):
                assert line[name] == pytest.approx(value / (g + r) if g + r else math.nan, nan_ok=True)


@few
@over(rows=random_exchanges)
def test_minutes_agree_with_a_calculation_in_plain_python(rows: list[dict[str, Any]]) -> None:
    known = [(id, row) for id, row in _counting(rows) if row["minutes"] is not None]
    first = min(((row["on"].year, row["on"].month) for _, row in known), default=(9999, 1))
    months = [(year, month) for year in range(2020, 2027) for month in range(1, 13)]
    frame = balance.minutes(exchanges(*rows), TODAY)
    assert [(day.year, day.month) for day in frame.index] == [m for m in months if first <= m <= (2026, 3)]
    for day, line in frame.iterrows():
        mine = [(id, row) for id, row in known if (row["on"].year, row["on"].month) == (day.year, day.month)]
        spent = [sum(row["minutes"] for _, row in mine if row["direction"] == way) for way in ("given", "received")]
        assert line[["given", "received", "n"]].tolist() == [*spent, len(mine)]
        assert line["ids"] == [id for id, _ in mine]


@few
@over(rows=random_exchanges, known=random_people)
def test_the_order_of_the_rows_changes_no_figure(rows: list[dict[str, Any]], known: list[dict[str, Any]]) -> None:
    frame, persons = exchanges(*rows), people(*known)
    mixed = shuffled(frame)
    same(balance.by_person(frame, TODAY, 100), balance.by_person(mixed, TODAY, 100))
    same(balance.overall(frame, TODAY, 100), balance.overall(mixed, TODAY, 100))
    same(balance.over_time(frame, TODAY), balance.over_time(mixed, TODAY))
    same(balance.by_kind(frame, TODAY), balance.by_kind(mixed, TODAY))
    same(balance.minutes(frame, TODAY), balance.minutes(mixed, TODAY))
    same(balance.by_group(frame, persons, TODAY, "circle"), balance.by_group(mixed, shuffled(persons), TODAY, "circle"))
