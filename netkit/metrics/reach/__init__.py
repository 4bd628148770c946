"""How far it went: progress of the goals, who serves them, circles, introductions and ties."""

from netkit.metrics.reach.goals import coverage, over_time, progress, untied
from netkit.metrics.reach.network import circles, diversity, introductions, met_by_introduction, ties

__all__ = [
    "circles", "coverage", "diversity", "introductions", "met_by_introduction", "over_time", "progress", "ties",
    "untied",
]  # fmt: skip
