"""Outreach: how much, whom, how far ahead of the plan, and what comes back."""

from netkit.metrics.volume.weeks import in_touch, weekly

__all__ = ["in_touch", "weekly"]
