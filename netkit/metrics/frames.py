"""What every metric does with its frames: fill in, cut at today, order, gather the rows behind a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from netkit import collector

DAYS = {"on", "first_met_on", "target_by", "thanked_on"}
NUMBERS = {"value", "minutes", "cadence_days"}
FLAGS = {"counts_as_contact": True, "do_not_contact": False, "to_many": False}
LISTS = {"circles"}
FEWEST = 5  # rows, below which no share is shown


def columns(frame: pd.DataFrame, *names: str) -> pd.DataFrame:
    """These columns in the types that the metrics count on; what is missing is blank."""
    return pd.DataFrame({name: _column(frame, name) for name in names}, index=frame.index)


def _column(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    found = frame[name] if name in frame else pd.Series(None, index=frame.index, dtype=object)
    if name in DAYS:
        return pd.to_datetime(found).dt.normalize().astype("datetime64[us]")
    if name in NUMBERS:
        return pd.to_numeric(found).astype("float64")
    if name in FLAGS:
        return found if found.dtype == bool else found.astype("boolean").fillna(FLAGS[name]).astype(bool)
    if name in LISTS:
        return found.map(lambda items: items if isinstance(items, list) else []).astype(object)
    return (found.fillna("") if found.hasnans else found).astype("str")


def until(frame: pd.DataFrame, today: date, *names: str) -> pd.DataFrame:
    """These columns of the rows up to today, as they come; what `steps` made of the log is so already."""
    if "step" in frame:
        return frame[["on", *names]]
    rows = columns(frame, "on", *names)
    past = rows["on"] <= pd.Timestamp(today)
    return (rows if past.all() else rows[past]).reset_index(drop=True)


def logged(frame: pd.DataFrame, today: date, *names: str) -> pd.DataFrame:
    """These columns of the rows up to today, oldest first and by id within a day: their order never matters."""
    return ordered(until(frame, today, "id", *names), ["on", "id"])


def met(contacts: pd.DataFrame, today: date) -> pd.DataFrame:
    """The contacts up to today, oldest first: on, interaction, person, counts_as_contact, and what `steps` adds."""
    if "step" in contacts:
        return contacts
    rows = until(contacts, today, "interaction", "person", "counts_as_contact")
    return ordered(rows, ["on", "interaction", "person"])


def flagged(contacts: pd.DataFrame, interactions: pd.DataFrame) -> pd.DataFrame:
    """The contacts with counts_as_contact, which where they have no such column is said by their interactions."""
    if "counts_as_contact" in contacts or "counts_as_contact" not in interactions:
        return contacts
    flags = columns(interactions, "id", "counts_as_contact").set_index("id")["counts_as_contact"]
    return contacts.assign(counts_as_contact=looked_up(contacts["interaction"], flags, True))


def counted(contacts: pd.DataFrame, today: date) -> pd.DataFrame:
    """The contacts up to today that count as being in touch, as they come: on, interaction, person."""
    rows = until(contacts, today, "interaction", "person", "counts_as_contact")
    return rows.loc[rows["counts_as_contact"], ["on", "interaction", "person"]].reset_index(drop=True)


def ordered(frame: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """The rows sorted by a day and then by texts, numbered anew.

    Days are quick to sort; so the texts, which are slow, are compared within one day only.
    """
    day, *texts = (frame[name].to_numpy(dtype=object if place else None) for place, name in enumerate(by))
    order = np.argsort(day, kind="stable")
    new_day, first = np.diff(day[order]).astype(bool), texts[0][order]
    if (new_day | (first[:-1] < first[1:])).all():
        return frame.iloc[order].reset_index(drop=True)
    ends = np.flatnonzero(new_day) + 1
    within: list[int] = []
    with collector.resting():
        keys = first.tolist() if len(texts) == 1 else list(zip(*(text[order] for text in texts), strict=True))
        for start, end in pairwise([0, *ends.tolist(), len(keys)]):
            within += sorted(range(start, end), key=keys.__getitem__)
    return frame.iloc[order[within]].reset_index(drop=True)


def gathered(ids: pd.Series[Any], by: pd.Series[Any], keys: Iterable[Any]) -> pd.Series[Any]:
    """For each key the list of the ids of its rows, in their order; [] where it has none."""
    index = pd.Index(keys)
    places = index.get_indexer(pd.Index(by)) + 1  # 0 for what is none of the keys
    rows = ids.to_numpy(dtype=object)[np.argsort(places, kind="stable")].tolist()
    ends = np.bincount(places, minlength=len(index) + 1).cumsum().tolist()
    with collector.resting():
        lists = [rows[start:end] for start, end in pairwise(ends)]
    return pd.Series(lists, index=index, dtype=object)


def looked_up(keys: pd.Series[Any], table: pd.Series[Any], otherwise: Any = None) -> pd.Series[Any]:
    """The table's value at each key, or `otherwise` where it has none."""
    once = table[~table.index.duplicated()]
    found: pd.Series[Any] = pd.Series(once.reindex(pd.Index(keys), fill_value=otherwise).array, index=keys.index)
    return found


def by_person(rows: pd.DataFrame, contacts: pd.DataFrame, facts: pd.Series[Any]) -> pd.DataFrame:
    """The interactions (index: 0, 1 ...), once for each different fact about the people in them, named as `facts`.

    `facts` are of persons by their id, '' of strangers. In the order of the rows and the facts; without those in which
    there is nobody.
    """
    whom = columns(contacts, "interaction", "person")
    at = pd.Index(rows["id"]).get_indexer(pd.Index(whom["interaction"]))
    known = facts[~facts.index.duplicated()]
    terms = pd.Index(sorted({"", *known.unique().tolist()}))  # numbers are quicker to sort than texts
    of = np.append(terms.get_indexer(pd.Index(known)), 0)[known.index.get_indexer(pd.Index(whom["person"]))]
    places = np.unique(at[at >= 0] * len(terms) + of[at >= 0])
    found: pd.DataFrame = rows.iloc[places // len(terms)]
    return found.assign(**{str(facts.name): terms.to_numpy()[places % len(terms)]})


def monday(days: pd.Series[Any]) -> pd.Series[Any]:
    """The Monday of the week that each day lies in."""
    start: pd.Series[Any] = days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    return start


def monday_of(day: date) -> pd.Timestamp:
    """The Monday of the week that this day lies in."""
    return pd.Timestamp(day) - pd.Timedelta(days=day.weekday())


def day_range(first: pd.Timestamp | None, last: date, step: int, name: str) -> pd.DatetimeIndex:
    """Every `step`-th day from the first to the last; empty without a first."""
    days = [] if first is None or pd.isna(first) else pd.date_range(first, pd.Timestamp(last), freq=f"{step}D")
    return pd.DatetimeIndex(np.asarray(days, dtype="datetime64[us]"), name=name)


def enough(n: int, needed: int) -> str:
    """'' where n rows carry a figure, else "not enough yet (2 of 3)"."""
    return "" if n >= needed else f"not enough yet ({n} of {needed})"
