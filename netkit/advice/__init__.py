"""What to do next: whom to reach and why, what to give, whom to meet; and the words for a first note.

Pure functions from the workbook's frames, the plan and `today`. Whoever is to be left in peace is never named,
and what was snoozed or let go stays away until something new happens.
"""

from netkit.advice.gives import Give, gives, one_give
from netkit.advice.notes import first_note
from netkit.advice.steps import ACTION_KIND, Step, each_once, next_names, next_steps
from netkit.advice.week import Week, this_week

__all__ = [
    "ACTION_KIND", "Give", "Step", "Week", "each_once", "first_note", "gives", "next_names", "next_steps", "one_give",
    "this_week",
]  # fmt: skip
