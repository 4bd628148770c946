"""Keeping in touch: who is due by the owner's own cadence, who has been silent for years, where each stands.

Last contact, stage and overdue are worked out here and never stored. Contacts marked as not counting are
left out, and so are people to be left in peace (do_not_contact), who have the stage paused.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from netkit.metrics.frames import columns, gathered, looked_up, met
from netkit.metrics.steps import ANSWERED, CONTACTED, MET, steps

__all__ = ["days", "dormant", "due", "stage"]
DORMANT_YEARS = 3  # Levin, Walter & Murnighan 2011, Org Sci 22:923
FADING_DAYS = 365  # [choice] for people without a cadence; with one, twice the cadence
FACTS = ["name", "closeness", "do_not_contact", "cadence_days", "target_by", "first_met_on"]
FAMILIARITY = {"close": 3, "moderate": 2, "weak": 1}


def due(people: pd.DataFrame, contacts: pd.DataFrame, today: date, named: Collection[str] = ()) -> pd.DataFrame:
    """Everybody with a cadence, and the named people who were never contacted; the most overdue first.

    Index person: name, cadence_days, last_on, days (since then), ratio = days / cadence_days, due_on
    (last_on + cadence_days, or target_by where never contacted), due (due_on is today or past, or a cadence
    without any contact), named (in `named`, or with a target_by), target_by, n (contacts), ids
    (interactions of the last day). Without a contact last_on, days and ratio are empty, and such rows
    follow by target_by. Nobody has a cadence until the owner chose one. Empty without such people.
    """
    frame = _in_reach(people, contacts, today)
    frame["named"] = frame.index.isin(list(named)) | frame["target_by"].notna()
    frame = frame[frame["cadence_days"].notna() | (frame["named"] & (frame["n"] == 0))]
    frame["ratio"] = frame["days"] / frame["cadence_days"]
    again = frame["last_on"] + pd.to_timedelta(frame["cadence_days"], unit="D")
    frame["due_on"] = again.fillna(frame["target_by"].where(frame["n"] == 0)).astype("datetime64[us]")
    waiting = frame["cadence_days"].notna() & frame["due_on"].isna()
    frame["due"] = (frame["due_on"] <= pd.Timestamp(today)) | waiting
    frame = frame.sort_values(
        ["ratio", "target_by", "person"], ascending=[False, True, True], na_position="last", kind="stable"
    )
    return frame[
        ["name", "cadence_days", "last_on", "days", "ratio", "due_on", "due", "named", "target_by", "n", "ids"]
    ]


def dormant(
    people: pd.DataFrame, contacts: pd.DataFrame, today: date, years: int = DORMANT_YEARS, suggest: int = 3
) -> pd.DataFrame:
    """People known and silent for `years` years or more, the most familiar first.

    Index person: name, closeness, last_on (last contact, or the day first met), days (of silence), n
    (contacts), suggestion ("familiar", "less_familiar" or ""), ids (interactions of the last day). Of
    `suggest` suggestions the last is one less familiar (of one person alone none is): people wrongly favour the
    most familiar (Walter et al. 2015), and dormant ties help much (Levin, Walter & Murnighan 2011, Org Sci 22:923).
    Familiar: by closeness, then number of contacts. Empty without such people.
    """
    frame = _in_reach(people, contacts, today)
    frame["last_on"] = frame["last_on"].fillna(frame["first_met_on"])
    frame = frame[frame["last_on"] <= pd.Timestamp(today) - pd.DateOffset(years=years)]
    frame["days"] = (pd.Timestamp(today) - frame["last_on"]).dt.days.astype("float64")
    frame["rank"] = frame["closeness"].map(FAMILIARITY).fillna(0)
    frame = frame.sort_values(["rank", "n", "last_on", "person"], ascending=[False, False, False, True], kind="stable")
    place = np.arange(len(frame))
    last = (place == len(frame) - 1) & (suggest > 0)
    chosen = np.select([last & (place > 0), last | (place < suggest - 1)], ["less_familiar", "familiar"], "")
    frame["suggestion"] = pd.Series(chosen, index=frame.index, dtype="str")
    return frame[["name", "closeness", "last_on", "days", "n", "suggestion", "ids"]]


def stage(people: pd.DataFrame, interactions: pd.DataFrame, contacts: pd.DataFrame, today: date) -> pd.DataFrame:
    """Where each person stands today, in order of their ids.

    Index person: name, stage, last_on, days (since), n (contacts), ids (interactions of the last day). The first of
    these that holds is the stage:

    - paused: to be left in peace
    - to_meet: no contact yet, and no day on which they were first met
    - contacted: reached out to, no answer yet
    - dormant: answered or met, and silent for 3 years or more
    - replied: answered or wrote, not yet met or spoken to
    - fading: met, and silent for more than twice the cadence (without one: for a year or more [choice])
    - active: met, and in touch on two days or more
    - met: met, and in touch on that one day so far

    Met is a conversation, or a day first met. Silence runs from the last contact, or else from the day first met.
    """
    frame = known(people, contacts, today).copy()
    rows = steps(interactions, contacts, today)
    rows = rows[rows["counts_as_contact"]]
    far = looked_up(pd.Series(frame.index, index=frame.index), rows.groupby("person")["step"].max(), 0)
    met_before = frame["first_met_on"] <= pd.Timestamp(today)
    far = far.where(~met_before, far.clip(lower=MET))
    frame["last_contact"] = frame["last_on"]
    last = frame["last_on"].fillna(frame["first_met_on"].where(met_before))
    frame["last_on"], frame["days"] = last, (pd.Timestamp(today) - last).dt.days.astype("float64")
    asleep = last <= pd.Timestamp(today) - pd.DateOffset(years=DORMANT_YEARS)
    fading = frame["days"] >= (2 * frame["cadence_days"] + 1).fillna(FADING_DAYS)
    order: list[tuple[Any, str]] = [
        (frame["do_not_contact"], "paused"),
        (far == 0, "to_meet"),
        (far == CONTACTED, "contacted"),
        (asleep, "dormant"),
        (far == ANSWERED, "replied"),
        (fading, "fading"),
        (frame["first_on"] < frame["last_contact"], "active"),
    ]
    stages = np.select([holds for holds, _ in order], [name for _, name in order], "met")
    frame["stage"] = pd.Series(stages, index=frame.index, dtype="str")
    return frame[["name", "stage", "last_on", "days", "n", "ids"]].sort_index()


def days(contacts: pd.DataFrame, today: date) -> pd.DataFrame:
    """The days with contact, oldest first.

    Index day: n (interactions that count as being in touch), people (different persons), ids (interactions).
    Empty without contacts.
    """
    rows = met(contacts, today)
    rows = rows[rows["counts_as_contact"]]
    once = rows[(rows["interaction"] != rows["interaction"].shift()) | (rows["on"] != rows["on"].shift())]
    with_whom = rows[["on", "person"]].drop_duplicates()
    sizes = {"n": once.groupby("on").size(), "people": with_whom.groupby("on").size()}
    frame = pd.DataFrame(sizes).astype("int64")
    return frame.assign(ids=gathered(once["interaction"], once["on"], frame.index)).rename_axis("day")


def known(people: pd.DataFrame, contacts: pd.DataFrame, today: date) -> pd.DataFrame:
    """Everybody with their contacts up to today; a frame of this function is taken as it is.

    Index person: name, closeness, do_not_contact, cadence_days, target_by, first_met_on, last_on and first_on (of their
    contacts), days (since the last), n (contacts), ids (interactions of the last day).
    """
    if "last_on" in people:
        return people
    frame = columns(people, "id", *FACTS).set_index("id").rename_axis("person")
    rows = met(contacts, today)
    rows = rows[rows["counts_as_contact"]]
    by = rows.groupby("person")["on"]
    frame["last_on"] = by.max().reindex(frame.index).astype("datetime64[us]")
    frame["days"] = (pd.Timestamp(today) - frame["last_on"]).dt.days.astype("float64")
    frame["n"] = by.size().reindex(frame.index, fill_value=0).astype("int64")
    frame["first_on"] = by.min().reindex(frame.index).astype("datetime64[us]")
    latest = rows[rows["on"] == looked_up(rows["person"], frame["last_on"])]
    frame["ids"] = gathered(latest["interaction"], latest["person"], frame.index)
    return frame


def _in_reach(people: pd.DataFrame, contacts: pd.DataFrame, today: date) -> pd.DataFrame:
    """Those of them who are not to be left in peace."""
    frame = known(people, contacts, today)
    return frame[~frame["do_not_contact"]].copy()
