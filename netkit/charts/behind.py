"""The rows behind a figure, in words: which entries, help or people it was made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from netkit.charts.chart import Table
from netkit.charts.funnel import WORDS
from netkit.charts.mixing import ASPECTS
from netkit.charts.words import count, figure, some
from netkit.vocabulary import AVENUE_KIND, CHANNEL, CLOSENESS, DIRECTION, HELP_KIND, MODE, OUTCOME, SCOPE, say_day

MOST_OF_A_PART = 12
SAYS: dict[str, Mapping[str, str]] = {
    "stage": WORDS, "kind": HELP_KIND, "channel": CHANNEL, "closeness": CLOSENESS, "aspect": ASPECTS,
    "term": {**MODE, **SCOPE, **AVENUE_KIND}, "all": {"all": ""},
}  # fmt: skip


class Log:
    """Every row of a workbook by its id, in words."""

    def __init__(
        self, interactions: pd.DataFrame, people: pd.DataFrame, exchanges: pd.DataFrame, progress: pd.DataFrame
    ) -> None:
        self._names = pd.Series(people["name"].to_numpy(dtype=object), index=pd.Index(people["id"]))
        self._tables = {
            "interaction": (interactions.set_index("id"), self._interaction),
            "exchange": (exchanges.set_index("id"), self._exchange),
            "person": (people.set_index("id"), self._person),
            "progress": (progress.set_index("id"), lambda row: ("", f"noted: {figure(row['value'])}")),
        }

    def rows(self, ids: Sequence[str]) -> pd.DataFrame:
        """id, table, on (NaT for people), who and what of each id, in their order; what is gone is left out."""
        found: dict[str, tuple[str, Any, str, str]] = {}
        for table, (frame, says) in self._tables.items():
            held = frame.loc[[each for each in dict.fromkeys(ids) if each in frame.index]]
            for key, row in zip(held.index, held.to_dict("records"), strict=True):
                found[str(key)] = (table, row.get("on", pd.NaT), *says(row))
        rows = [(each, *found[each]) for each in ids if each in found]
        return pd.DataFrame(rows, columns=["id", "table", "on", "who", "what"]).astype({"on": "datetime64[us]"})

    def name(self, person: str) -> str:
        return str(self._names.get(person, "")) or "somebody"

    def _interaction(self, row: Mapping[Any, Any]) -> tuple[str, str]:
        who = some([self.name(person) for person in row["people"]], 3) or "a post to many"
        return who, f"{CHANNEL.say(row['channel'])}, {DIRECTION.say(row['direction'])}: {OUTCOME.say(row['outcome'])}"

    def _exchange(self, row: Mapping[Any, Any]) -> tuple[str, str]:
        worth = "not rated yet" if pd.isna(row["value"]) else f"worth {figure(row['value'])}"
        return self.name(row["person"]), f"{row['direction']}: {HELP_KIND.say(row['kind'])}, {worth}"

    def _person(self, row: Mapping[Any, Any]) -> tuple[str, str]:
        return row["name"] or "somebody", ", ".join(filter(None, [row["role"], row["organisation"]]))


def pairs(frame: pd.DataFrame | pd.Series[Any], audiences: Mapping[str, str]) -> pd.DataFrame:
    """Which ids made which part of a figure: part (in words) and id, the latest part of a line in time first."""
    if isinstance(frame, pd.Series):
        return pd.DataFrame({"part": "", "id": list(frame.get("ids", []))}, dtype=object)
    rows = frame.iloc[::-1] if isinstance(frame.index, pd.DatetimeIndex) else frame
    parts = _parts(rows, audiences)
    exploded = pd.DataFrame({"part": parts, "id": rows.get("ids", [[]] * len(rows))}).explode("id")
    return exploded.dropna(subset="id").reset_index(drop=True)


def _parts(frame: pd.DataFrame, audiences: Mapping[str, str]) -> list[str]:
    for column in ("name", "outcome"):
        if column in frame:
            return [str(name) for name in frame[column]]
    keys = frame.index if isinstance(frame.index, pd.MultiIndex) else [(key,) for key in frame.index]
    return [": ".join(_word(str(n), k, audiences) for n, k in zip(frame.index.names, key, strict=True)) for key in keys]


def _word(name: str, key: Any, audiences: Mapping[str, str]) -> str:
    if isinstance(key, date):
        return say_day(key)
    return audiences.get(key) or SAYS.get(name, {}).get(key, str(key)) if key != "" else "not noted"


def rows_table(made: pd.DataFrame, log: Log) -> Table:
    """The rows behind a figure from its `pairs`: of each part the last twelve, with how many more there are."""
    kept = made.groupby("part", sort=False).tail(MOST_OF_A_PART).head(120)
    told = {row["id"]: row for row in log.rows(kept["id"].tolist()).to_dict("records")}
    found = [(part, told[key]) for part, key in zip(kept["part"], kept["id"], strict=True) if key in told]
    rows = [(part, _day(row["on"]), row["who"], row["what"]) for part, row in found]
    heads = ["Part", "Day", "Who", "What"]
    start = 0 if any(part for part, _ in found) else 1
    n = made["id"].nunique()
    caption = f"Made from {count(n, 'row')} of the workbook. A report leaves this list out"
    return Table(caption, heads[start:], [row[start:] for row in rows], first=True, more=len(made) - len(kept))


def _day(when: Any) -> str:
    return "–" if pd.isna(when) else say_day(when)
