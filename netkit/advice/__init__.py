"""What to do next: whom to reach and why, what to give, whom to meet; and the words for a first note.

Pure functions from the workbook's frames, the plan and `today`. Whoever is to be left in peace is never named,
and what was snoozed or let go stays away until something new happens.

Names are loaded when they are first used: the first note, which the plan shows, needs no pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netkit.advice.agenda import Reminder, reminders, reminders_file
    from netkit.advice.ahead import Now, now
    from netkit.advice.giving import Give, gives
    from netkit.advice.meeting import next_names, pace
    from netkit.advice.mending import mends
    from netkit.advice.notes import first_note
    from netkit.advice.standing import Standing, standings
    from netkit.advice.step import KEPT_AS, NEXT, Step
    from netkit.advice.steps import each_once, next_steps
    from netkit.advice.week import Week, this_week

_HOME = {
    "agenda": ("Reminder", "reminders", "reminders_file"),
    "ahead": ("Now", "now"),
    "giving": ("Give", "gives"),
    "meeting": ("next_names", "pace"),
    "mending": ("mends",),
    "notes": ("first_note",),
    "standing": ("Standing", "standings"),
    "step": ("KEPT_AS", "NEXT", "Step"),
    "steps": ("each_once", "next_steps"),
    "week": ("Week", "this_week"),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "KEPT_AS", "NEXT", "Give", "Now", "Reminder", "Standing", "Step", "Week", "each_once", "first_note", "gives",
    "mends", "next_names", "next_steps", "now", "pace", "reminders", "reminders_file", "standings", "this_week",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'netkit.advice' has no attribute {name!r}")
    value: object = getattr(import_module(f"netkit.advice.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value
