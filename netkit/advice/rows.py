"""Rows of a frame, as the advice reads them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows with their columns as attributes; an index with a name is one of them."""
    named = frame.reset_index() if frame.index.name else frame
    return iter(named.itertuples(index=False))


def day_of(value: Any) -> date | None:
    """A cell as a day, or None where it is empty."""
    return None if pd.isna(value) else pd.Timestamp(value).date()
