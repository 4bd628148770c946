"""1_plan: the form of the plan, and what is made of it."""

from netkit.forms.plan.ends import CalendarFile, FirstNotes, PlanCard
from netkit.forms.plan.form import PlanForm

__all__ = ["CalendarFile", "FirstNotes", "PlanCard", "PlanForm"]
