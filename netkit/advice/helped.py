"""Next steps that help leads to: what one agreed to give, thanks, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from netkit import vocabulary as v
from netkit.advice.rows import day_of, each
from netkit.advice.step import Step
from netkit.advice.words import ago
from netkit.metrics.thanks import thanked
from netkit.vocabulary import say_day

WORTH_THANKS = 3  # help of this value or more
RECENT = 90  # days for which thanks and telling what came of it are still suggested [choice]
TELL_AFTER = 21  # days until there is something to tell [choice]
TOLD = ("advice", "introduction", "referral", "feedback", "recommendation")


def agreed(exchanges: pd.DataFrame, today: date) -> Iterator[Step]:
    """Help asked for or agreed to, and not given yet."""
    rows = _recent(exchanges, today)
    rows = rows[(rows["direction"] == "given") & rows["status"].isin(["requested", "accepted"])]
    for row in each(rows):
        what = _help(row)
        said = "You agreed to" if row.status == "accepted" else "They asked for"
        reason = f"{said} this on {say_day(row.on)}: {what}."
        yield Step(row.person, "", "promise", reason, day_of(row.on), row.id, own=True)


def thanks(exchanges: pd.DataFrame, interactions: pd.DataFrame, contacts: pd.DataFrame, today: date) -> Iterator[Step]:
    """Help that was worth much, as long as no thanks were said."""
    rows = _received(exchanges, today)
    for row in each(rows[~thanked(rows, interactions, contacts, today)]):
        worth = "big help" if row.value >= 4 else "real help"
        what = _help(row)
        yield Step(
            row.person, "", "thank",
            f"{{name}} gave you {worth} {ago(row.on, today)} ({what}); a thank-you takes a minute.",
            day_of(row.on), row.id,
        )  # fmt: skip


def to_tell(exchanges: pd.DataFrame, today: date) -> Iterator[Step]:
    """Help that may have come to something by now, and whoever gave it was not told."""
    rows = _received(exchanges, today)
    old = rows["on"] <= pd.Timestamp(today) - pd.Timedelta(days=TELL_AFTER)
    untold = (rows["thanked_on"] <= pd.Timestamp(today)) & ~(rows["reported_on"] <= pd.Timestamp(today))
    for row in each(rows[old & untold & rows["kind"].isin(TOLD)]):
        what = _help(row)
        reason = f"{{name}} would like to hear what came of it: {what}, {ago(row.on, today)}."
        yield Step(row.person, "", "report_back", reason, day_of(row.on), row.id)


def _help(row: Any) -> str:
    """What the help was, in the owner's words or by its kind."""
    return str(row.note).strip(" .\n") or v.HELP_KIND.say(row.kind)


def _recent(exchanges: pd.DataFrame, today: date) -> pd.DataFrame:
    age = pd.Timestamp(today) - exchanges["on"]
    return exchanges[(age >= pd.Timedelta(0)) & (age <= pd.Timedelta(days=RECENT))]


def _received(exchanges: pd.DataFrame, today: date) -> pd.DataFrame:
    rows = _recent(exchanges, today)
    return rows[(rows["direction"] == "received") & (rows["status"] == "delivered") & (rows["value"] >= WORTH_THANKS)]
