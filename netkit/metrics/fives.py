"""Numbers in fives, for readers who shall see figures and nobody behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from netkit.metrics.reach.goals import COUNTED

FEWEST_PEOPLE = 5  # people, below which no number is told


def down_to_fives(n: float) -> int:
    """A number rounded down to fives: of two such numbers nobody can tell whether one to four lie between them."""
    return int(n // FEWEST_PEOPLE) * FEWEST_PEOPLE


def whole_fives(ids: Iterable[str], people: Mapping[str, set[str]]) -> float:
    """How many of these entries, oldest first, are told: in fives, and with at least five people to each five.

    `people` has those of each entry. NaN where none can be told.
    """
    whole, group = 0, set[str]()
    for n, id in enumerate(ids, 1):
        group |= people.get(id, set())
        if len(group) >= FEWEST_PEOPLE:
            whole, group = n, set()
    return down_to_fives(whole) or float("nan")


def goals_in_fives(progress: pd.DataFrame, people: Mapping[str, set[str]]) -> pd.DataFrame:
    """The frame of reach.progress with what is counted in `whole_fives`, ids cut to it; what somebody typed stays."""
    counted = progress["unit"].isin(list(COUNTED))
    done = progress["done"].mask(counted, progress["ids"].map(lambda ids: whole_fives(ids, people)).astype("float64"))
    cut = [
        ids[: int(n) if n == n else 0] if is_counted else ids
        for ids, n, is_counted in zip(progress["ids"], done, counted, strict=True)
    ]
    return progress.assign(done=done, ids=pd.Series(cut, index=progress.index, dtype=object))


def lines_in_fives(lines: pd.DataFrame, units: pd.Series[str], people: Mapping[str, set[str]]) -> pd.DataFrame:
    """The frame of reach.over_time with what is counted in `whole_fives`; `units` are the goals' (index: id)."""
    counted = lines["goal"].map(units).isin(list(COUNTED))
    so_far = lines.groupby("goal")["ids"].transform(lambda ids: pd.Series([*ids], index=ids.index).cumsum())
    return lines.assign(
        done=lines["done"].mask(counted, so_far.map(lambda ids: whole_fives(ids, people)).astype("float64"))
    )
