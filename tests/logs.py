"""Small logs for the metrics' tests: rows written as tuples or dicts, and random ones for the properties."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
from hypothesis import settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal

TODAY = date(2026, 3, 12)  # a Thursday
MONDAY = date(2026, 3, 9)
NOTHING = pd.DataFrame()
PERSONS = [f"p{number}" for number in range(6)]

INTERACTION = {
    "id": "", "on": TODAY, "direction": "outbound", "channel": "email", "mode": "one_to_one", "avenue": "",
    "purpose": "other", "outcome": "pending", "reply_to": "", "message": "", "counts_as_contact": True,
}  # fmt: skip
EXCHANGE = {
    "id": "", "on": TODAY, "person": "p0", "direction": "given", "kind": "advice", "value": None,
    "status": "delivered", "minutes": None, "third_party": "", "thanked_on": None, "source": "",
}  # fmt: skip
PERSON = {
    "id": "", "name": "", "audience": "", "circles": [], "scope": "unknown", "closeness": "", "introduced_by": "",
    "first_met_on": None, "target_by": None, "cadence_days": None, "do_not_contact": False, "source": "",
}  # fmt: skip
few = settings(max_examples=20)  # each example runs a dozen groupbys
DAYS = {"on", "first_met_on", "target_by", "thanked_on"}
NUMBERS = {"value", "minutes", "cadence_days"}


def table(blank: dict[str, Any], rows: list[dict[str, Any]], letter: str = "r") -> pd.DataFrame:
    """A frame as the workbook gives it, with ids r000, r001 ... where none is given."""
    filled = [{**blank, "id": f"{letter}{number:03}", **row} for number, row in enumerate(rows)]
    frame = pd.DataFrame(filled, columns=list(blank))
    for name in blank:
        if name in DAYS:
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
        elif name in NUMBERS:
            frame[name] = frame[name].astype("float64")
        elif isinstance(blank[name], bool):
            frame[name] = frame[name].astype(bool)
        elif not isinstance(blank[name], list):
            frame[name] = frame[name].astype("str")
    return frame


def interactions(*rows: dict[str, Any]) -> pd.DataFrame:
    return table(INTERACTION, [{k: v for k, v in row.items() if k != "with_"} for row in rows], "i")


def contacts(*rows: dict[str, Any]) -> pd.DataFrame:
    """One row for each interaction and each of its persons (`with_`)."""
    pairs = [
        {"interaction": f"i{number:03}", "person": person, "on": row.get("on", TODAY),
         "counts_as_contact": row.get("counts_as_contact", True)}
        for number, row in enumerate(rows) for person in row.get("with_", [])
    ]  # fmt: skip
    frame = pd.DataFrame(pairs, columns=["interaction", "person", "on", "counts_as_contact"])
    return frame.astype({"interaction": "str", "person": "str", "on": "datetime64[s]", "counts_as_contact": bool})


def log(*rows: dict[str, Any]) -> tuple[pd.DataFrame, pd.DataFrame]:
    return interactions(*rows), contacts(*rows)


def people(*rows: dict[str, Any]) -> pd.DataFrame:
    return table(PERSON, list(rows), "p")


def exchanges(*rows: dict[str, Any]) -> pd.DataFrame:
    return table(EXCHANGE, list(rows), "e")


def given(*values: float | None, **more: Any) -> list[dict[str, Any]]:
    return [{"direction": "given", "value": value, **more} for value in values]


def received(*values: float | None, **more: Any) -> list[dict[str, Any]]:
    return [{"direction": "received", "value": value, **more} for value in values]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def talked(row: dict[str, Any]) -> bool:
    """A conversation: met, or in person, or by phone and something came of it."""
    silent = {"in_person": {"no_reply"}, "phone": {"no_reply", "pending"}}.get(row["channel"])
    return row["outcome"] == "met" or (silent is not None and row["outcome"] not in silent)


def shuffled(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sample(frac=1, random_state=7) if len(frame) else frame


def same(one: pd.DataFrame | pd.Series[Any], other: pd.DataFrame | pd.Series[Any]) -> None:
    """Equal to the last bit, with the same types and order."""
    if isinstance(one, pd.DataFrame):
        assert_frame_equal(one, other, check_exact=True)
    else:
        assert_series_equal(one, other, check_exact=True)


days = st.integers(-10, 900).map(ago)  # some lie after today
random_interactions = st.lists(
    st.fixed_dictionaries({
        "on": days,
        "direction": st.sampled_from(["outbound", "inbound", "mutual"]),
        "channel": st.sampled_from(["email", "phone", "in_person", "linkedin"]),
        "mode": st.sampled_from(["one_to_one", "one_to_many"]),
        "outcome": st.sampled_from(["pending", "no_reply", "replied", "met", "declined", "referral", "sale", "other"]),
        "reply_to": st.sampled_from(["", *(f"i{number:03}" for number in range(12))]),
        "counts_as_contact": st.sampled_from([True, True, True, False]),
        "with_": st.lists(st.sampled_from(PERSONS), max_size=3, unique=True),
    }),
    max_size=25,
)  # fmt: skip
random_exchanges = st.lists(
    st.fixed_dictionaries({
        "on": days,
        "person": st.sampled_from(PERSONS),
        "direction": st.sampled_from(["given", "received"]),
        "kind": st.sampled_from(["advice", "introduction", "endorsement"]),
        "value": st.sampled_from([None, 1, 2, 3, 4, 5]),
        "status": st.sampled_from(["delivered", "delivered", "delivered", "offered", "declined"]),
        "minutes": st.sampled_from([None, 5, 30]),
        "source": st.sampled_from(["", "linkedin_endorsements"]),
    }),
    max_size=25,
)  # fmt: skip
random_people = st.lists(
    st.fixed_dictionaries({
        "first_met_on": st.one_of(st.none(), days),
        "source": st.sampled_from(["", "linkedin"]),
        "audience": st.sampled_from(["", "a1", "a2"]),
        "circles": st.lists(st.sampled_from(["school", "choir", "data"]), max_size=3, unique=True),
        "closeness": st.sampled_from(["", "close", "moderate", "weak"]),
        "cadence_days": st.sampled_from([None, 7, 30, 365]),
        "target_by": st.one_of(st.none(), days),
        "do_not_contact": st.booleans(),
    }),
    max_size=6,
).map(lambda rows: [{"id": f"p{number}", **row} for number, row in enumerate(rows)])  # fmt: skip
