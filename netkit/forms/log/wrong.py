"""What an entry says that can't be stored: told at its field, in the field's own words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from netkit.errors import BadValue, NetkitError
from netkit.forms.fields import Field
from netkit.forms.widgets import show

TO_COME = "that day is still to come; put it under Next step"


def told(error: BadValue, fields: Mapping[str, Field]) -> NetkitError:
    """Say it at the field that is meant, and put the cursor there; gives what the status line says."""
    field = fields.get(error.field.partition(".")[2])
    if field is None:
        return NetkitError(f"{error.expected}.")
    show(field.widget)
    field.say(f"Not saved: {error.expected}.")
    field.focus()
    return NetkitError(f"{field.question.label.rstrip('?. ')}: {error.expected}.")


def happened(on: date, today: date) -> date:
    """The day, which BadValue refuses where it is still to come."""
    if on > today:
        raise BadValue("interaction.on", on, TO_COME)
    return on
