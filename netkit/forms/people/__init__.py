"""The forms of 2_people: bring people in, find them, and write down what is known about each."""

from __future__ import annotations

from netkit.forms.people.bring import ImportForm
from netkit.forms.people.form import PeopleForm
from netkit.forms.people.merge import MergeForm

__all__ = ["ImportForm", "MergeForm", "PeopleForm"]
