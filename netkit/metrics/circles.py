"""The circles that people are in, by their own word or by their audience's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netkit.metrics.frames import columns

if TYPE_CHECKING:
    from netkit.questions import Plan


def in_circles(people: pd.DataFrame, plan: Plan | None = None) -> pd.DataFrame:
    """Each person in each of their circles, in order of the persons: person, circle, part (1/m of m circles).

    Whoever has none takes that of their audience, if a plan is given; those without any are left out. A frame of this
    function is taken as it is.
    """
    if "part" in people:
        return people
    rows = columns(people, "id", "circles", "audience").sort_values("id", ignore_index=True)
    theirs = {audience.id: [audience.circle] for audience in plan.who.audiences} if plan else {}
    own = [
        sorted({name.strip() for name in own or theirs.get(audience, [])} - {""})
        for own, audience in zip(rows["circles"], rows["audience"], strict=True)
    ]
    rows = pd.DataFrame({"person": rows["id"], "circle": pd.Series(own, index=rows.index, dtype=object)})
    rows["part"] = 1 / rows["circle"].map(len).astype("float64").replace(0.0, np.nan)
    rows = rows.explode("circle").dropna(subset="circle").reset_index(drop=True)
    return rows.astype({"circle": "str"})
