"""Every figure of the review by its name, from the metrics of a workbook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from netkit.charts.frames import Frames
from netkit.metrics import touch, volume

FIGURES: dict[str, Callable[[Frames], pd.DataFrame | pd.Series[Any]]] = {
    "reach.progress": lambda f: f.progress,
    "reach.over_time": lambda f: f.goal_lines,
    "reach.untied": lambda f: pd.Series({"n": len(f.untied), "ids": f.untied}, dtype="object"),
    "reach.coverage": lambda f: f.coverage,
    "reach.circles": lambda f: f.circles,
    "reach.diversity": lambda f: f.diversity,
    "reach.introductions": lambda f: f.introductions,
    "reach.met_by_introduction": lambda f: f.met_by_introduction,
    "reach.ties": lambda f: f.ties,
    "volume.weekly": lambda f: f.weekly,
    "volume.in_touch": lambda f: volume.in_touch(*f.told[1:], f.today),
    "volume.pace": lambda f: f.pace,
    "volume.pace.catch_ups": lambda f: f.catch_up_pace,
    "volume.forecast": lambda f: f.forecast,
    "volume.forecast.catch_ups": lambda f: volume.forecast(f.all_weeks, "catch_ups"),
    "volume.streak": lambda f: f.streak,
    "volume.streak.catch_ups": lambda f: volume.streak(f.all_weeks, "catch_ups"),
    "volume.funnel": lambda f: f.funnel,
    "volume.mix": lambda f: f.mix,
    "volume.reply_rate": lambda f: f.reply_rate.iloc[0],
    "volume.reply_rate.channel": lambda f: f.reply_rates["channel"],
    "volume.reply_rate.message": lambda f: f.reply_rates["message"],
    "volume.reply_rate.audience": lambda f: f.reply_rates["audience"],
    "volume.time_to_reply": lambda f: f.waits,
    "volume.median_days": lambda f: f.median_days,
    "balance.overall": lambda f: f.overall,
    "balance.over_time": lambda f: f.rolling,
    "balance.by_person": lambda f: f.by_person,
    "balance.by_kind": lambda f: f.by_kind,
    "balance.by_group.audience": lambda f: f.by_group["audience"],
    "balance.by_group.circle": lambda f: f.by_group["circle"],
    "balance.minutes": lambda f: f.minutes,
    "touch.due": lambda f: f.due,
    "touch.dormant": lambda f: f.dormant,
    "touch.days": lambda f: f.days,
    "touch.stage": lambda f: touch.stage(f.known, *f.told[:2], f.today),
}
"""Every figure of the review: the function of netkit.metrics that makes it, and which of its forms after a dot."""
