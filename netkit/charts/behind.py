"""The rows behind a figure, in words: which entries, help or people it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from netkit.charts.chart import MOST_ROWS, Table
from netkit.charts.funnel import WORDS
from netkit.charts.mixing import ASPECTS
from netkit.charts.words import some
from netkit.numbers import count, figure, in_words
from netkit.vocabulary import AVENUE_KIND, CHANNEL, CLOSENESS, HELP_KIND, MODE, OUTCOME, SCOPE, say_day

MOST_OF_A_PART = 12
HEADS = ("Day", "Who", "What", "Counts for")
BEGAN = {"outbound": ", I reached out", "inbound": ", they reached out"}
MENDED = {
    "interaction": "Find the entry under Latest in 3_log, by a name and the day.",
    "exchange": "Find help under Latest in 3_log, by a name and the day: in its entry, or by itself if it has none.",
    "person": "Find the person in 2_people, by name.",
}
SAYS: dict[str, Mapping[str, str]] = {
    "stage": WORDS, "kind": HELP_KIND, "channel": CHANNEL, "closeness": CLOSENESS, "aspect": ASPECTS,
    "term": {**MODE, **SCOPE, **AVENUE_KIND},
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
        began = BEGAN.get(row["direction"], "")
        return who, f"{CHANNEL.say(row['channel'])}{began}: {OUTCOME.say(row['outcome'])}"

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
    ids: Iterable[Sequence[str]] = rows.get("ids", [[]] * len(rows))
    if frame.index.name == "person":  # whoever was never met is there for what is written down about them
        ids = [each or [person] for each, person in zip(ids, rows.index, strict=True)]
    exploded = pd.DataFrame({"part": parts, "id": ids}).explode("id")
    return exploded.dropna(subset="id").reset_index(drop=True)


def _parts(frame: pd.DataFrame, audiences: Mapping[str, str]) -> list[str]:
    for column in ("name", "outcome"):
        if column in frame:
            return [str(name) for name in frame[column]]
    if isinstance(frame.index, pd.RangeIndex):
        return [""] * len(frame)
    keys = frame.index if isinstance(frame.index, pd.MultiIndex) else [(key,) for key in frame.index]
    return [": ".join(_word(str(n), k, audiences) for n, k in zip(frame.index.names, key, strict=True)) for key in keys]


def _word(name: str, key: Any, audiences: Mapping[str, str]) -> str:
    if isinstance(key, date):
        return say_day(key)
    if name == "days":
        return f"after {count(key, 'day')}"
    if key == "":
        return "no circle" if name == "circle" else "not noted"
    return audiences.get(key) or SAYS.get(name, {}).get(key, str(key))


def rows_table(made: pd.DataFrame, log: Log) -> Table:
    """The rows behind a figure from its `pairs`: of each part the last twelve; no column that no row needs."""
    kept = made.groupby("part", sort=False).tail(MOST_OF_A_PART).head(MOST_ROWS)
    told = {row["id"]: row for row in log.rows(kept["id"].tolist()).to_dict("records")}
    found = [(part, told[key]) for part, key in zip(kept["part"], kept["id"], strict=True) if key in told]
    rows = [{"Day": _day(row["on"]), "Who": row["who"], "What": row["what"], "Counts for": part} for part, row in found]
    heads = [head for head in HEADS if any(row[head] for row in rows)]
    last = f", of which the last {in_words(MOST_OF_A_PART)} of each part are listed"
    cut = last if len(kept) < len(made) else ""
    caption = f"Made from {count(made['id'].nunique(), 'row')} of the workbook{cut}. {_mend(told.values())}"
    return Table(caption, heads, [[row[head] or "–" for head in heads] for row in rows], first=True, words=True)


def _mend(rows: Iterable[Mapping[Any, Any]]) -> str:
    """Where each sort of row that is listed can be put right."""
    tables = {row["table"] for row in rows}
    places = [where for table, where in MENDED.items() if table in tables]
    return f"Is one of them wrong? {' '.join(places)} A report leaves this list out"


def _day(when: Any) -> str:
    return "" if pd.isna(when) else say_day(when)
