"""Outreach: how much, whom, how far ahead of the plan, and what comes back."""

from netkit.metrics.volume.ahead import forecast, pace, streak
from netkit.metrics.volume.replies import median_days, reply_rate, time_to_reply
from netkit.metrics.volume.stages import funnel, mix
from netkit.metrics.volume.weeks import in_touch, weekly

__all__ = [
    "forecast", "funnel", "in_touch", "median_days", "mix", "pace", "reply_rate", "streak", "time_to_reply", "weekly",
]  # fmt: skip
