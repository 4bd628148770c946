"""Whether thanks were said for help."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from netkit.metrics.frames import columns, looked_up, until


def thanked(helps: pd.DataFrame, interactions: pd.DataFrame, contacts: pd.DataFrame, today: date) -> pd.Series[Any]:
    """For each help (person, on, thanked_on) whether thanks for it were said up to today.

    They were if it has a day of thanks, or if an interaction to say thanks had the person in it on the day of the
    help or later (on any day where that of the help isn't known).
    """
    notes = until(interactions, today, "id", "purpose")
    days = notes[notes["purpose"] == "thank"].set_index("id")["on"]
    whom = columns(contacts, "interaction", "person")
    whom = whom[whom["interaction"].isin(days.index)]
    last = looked_up(whom["interaction"], days).groupby(whom["person"]).max()
    said = looked_up(helps["person"], last).astype("datetime64[us]")
    by_word = (said >= helps["on"]) | (said.notna() & helps["on"].isna())
    by_day: pd.Series[Any] = helps["thanked_on"] <= pd.Timestamp(today)
    return by_day | by_word
