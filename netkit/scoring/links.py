"""How the parts of a plan hang together: who serves which goal, where, and by which avenue."""

from __future__ import annotations

from netkit.folding import folded
from netkit.questions import Audience, Avenue, Goal, Plan, Venue
from netkit.scoring.likeness import is_said
from netkit.targets import PER_WEEK
from netkit.values import Model
from netkit.vocabulary import AVENUE_MEANS


def goals_of(plan: Plan) -> list[Goal]:
    """The goals of which anything is said."""
    return [goal for goal in plan.why.goals if _is_begun(goal)]


def audiences_of(plan: Plan) -> list[Audience]:
    """The audiences of which anything is said."""
    return [audience for audience in plan.who.audiences if _is_begun(audience)]


def venues_of(plan: Plan) -> list[Venue]:
    """The venues that have a name."""
    return [venue for venue in plan.where.venues if is_said(venue.name)]


def places_waiting(plan: Plan) -> list[str]:
    """The places named under Who that are no venue yet."""
    taken = {folded(venue.name) for venue in venues_of(plan)}
    places = [place for audience in plan.who.audiences for place in audience.places]
    return [place for place in places if is_said(place) and folded(place) not in taken]


def is_pictured(audience: Audience) -> bool:
    """Whether it is said who they are and what fills their day."""
    return is_said(audience.description) and is_said(audience.focus)


def is_served(goal: Goal, plan: Plan) -> bool:
    """Whether an audience that says who it is serves the goal."""
    return any(goal.id in audience.goals and is_said(audience.description) for audience in plan.who.audiences)


def has_place(audience: Audience, plan: Plan) -> bool:
    """Whether it names a place of its own, or a venue says that they are there."""
    there = any(audience.id in venue.audiences for venue in venues_of(plan))
    return there or any(is_said(place) for place in audience.places)


def fits(avenue: Avenue, mode: str) -> bool:
    """Whether an avenue is of the plan's mode; of none where the plan doesn't say."""
    if not avenue.kind or not mode:
        return False
    return mode in ("both", avenue.mode or AVENUE_MEANS[avenue.kind][1])


def reaches(avenue: Avenue, audience: Audience) -> bool:
    """Whether an avenue reaches an audience: everyone, unless it says whom."""
    return bool(avenue.kind) and (not avenue.audiences or audience.id in avenue.audiences)


def new_a_week(plan: Plan) -> float:
    """New people a week by the plan; 0 where number or period is not said."""
    return (plan.when.number or 0) * PER_WEEK.get(plan.when.per, 0)


def catch_ups_a_week(plan: Plan) -> float:
    """Catch-ups a week by the plan; 0 where number or period is not said."""
    return (plan.when.catch_ups or 0) * PER_WEEK.get(plan.when.catch_ups_per, 0)


def _is_begun(entry: Model) -> bool:
    return any(value not in ("", None, []) for field, value in entry if field != "id")
