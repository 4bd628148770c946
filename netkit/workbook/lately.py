"""What bears on the days to come, read without the years before: as soon there in a long life as in a short one."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from netkit.records import Action, Exchange, Interaction, Person
from netkit.workbook import frames

if TYPE_CHECKING:
    import pandas as pd

HELPED = 91  # days in which help is still thanked for and told of
# who is to be contacted, helped or waited for, and with whom something went on since
NEAR = """
SELECT id FROM person WHERE cadence_days IS NOT NULL OR target_by IS NOT NULL OR needs <> '[]' OR offers <> '[]'
UNION SELECT value FROM json_each((
  SELECT document FROM plan WHERE effective_on <= :today ORDER BY effective_on DESC LIMIT 1), '$.when.named')
UNION SELECT person FROM action WHERE person IS NOT NULL AND done_on IS NULL AND dismissed_on IS NULL
UNION SELECT person FROM exchange WHERE "on" >= :helped
UNION SELECT ip.person FROM interaction i JOIN interaction_person ip ON ip.interaction = i.id WHERE i."on" >= :since
"""
THEIRS = "person IN (SELECT value FROM json_each(:near))"
GAVE = """
SELECT kind, count(*) FROM exchange WHERE direction = 'given' AND status = 'delivered' AND "on" <= :today GROUP BY kind
"""


@dataclass(frozen=True, slots=True)
class Lately:
    """The frames of a workbook as far as they bear on the days to come.

    `people` are those who are to be contacted, helped or waited for, and all with whom something went on on the day
    `since` or later (with help: in the last quarter); `contacts`, `exchanges` and `actions` are all that there ever
    were of theirs, and the actions with nobody; `interactions` those of the last quarter, or since then. `gave`
    counts the help given to anybody, by kind; `is_all` says whether nothing was logged before `since`.
    """

    people: pd.DataFrame
    interactions: pd.DataFrame
    contacts: pd.DataFrame
    exchanges: pd.DataFrame
    actions: pd.DataFrame
    gave: dict[str, int]
    since: date
    is_all: bool

    @property
    def frames(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """people, interactions, contacts, exchanges, actions."""
        return self.people, self.interactions, self.contacts, self.exchanges, self.actions


def lately(connection: sqlite3.Connection, today: date, months: int) -> Lately:
    """What there is since the first Monday of the month so many months before the running one."""
    since = first_monday(today, months)
    helped = min(since, today - timedelta(days=HELPED))
    days = {"since": since.isoformat(), "helped": helped.isoformat(), "today": today.isoformat()}
    theirs = {"near": json.dumps([row[0] for row in connection.execute(NEAR, days)])}
    before = connection.execute('SELECT 1 FROM interaction WHERE "on" < :since LIMIT 1', days).fetchone()
    return Lately(
        frames.frame(connection, Person, THEIRS.replace("person", "id", 1), theirs),
        frames.frame(connection, Interaction, '"on" >= :helped', days),
        frames.contacts(connection, f"ip.{THEIRS}", theirs),
        frames.frame(connection, Exchange, THEIRS, theirs),
        frames.frame(connection, Action, f"{THEIRS} OR person IS NULL", theirs),
        dict(connection.execute(GAVE, days).fetchall()),
        since,
        before is None,
    )


def first_monday(today: date, months: int) -> date:
    """The first Monday of the month so many months before that of a day; the first of all days before the year 1."""
    month = today.year * 12 + today.month - 1 - months
    first = date(month // 12, month % 12 + 1, 1) if month >= 12 else date.min
    return first + timedelta(days=-first.weekday() % 7)
