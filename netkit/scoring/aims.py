"""The criteria of Why, Who, What and Where: what is lost, why, and how to earn it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from netkit.questions import Goal, Plan, Venue
from netkit.scoring.likeness import groups, is_said, word_count
from netkit.scoring.links import (
    audiences_of,
    goals_of,
    has_place,
    is_pictured,
    is_served,
    places_waiting,
    venues_of,
)
from netkit.scoring.result import Reason, lose
from netkit.scoring.shares import Row, share
from netkit.vocabulary import say_day

LONGEST_MESSAGE = 60  # words
FARTHEST_GOAL = 18  # months


def best_goal(plan: Plan, today: date) -> Goal | None:
    """The goal that earns the most, the first of equals; None without any."""
    return max(goals_of(plan), key=lambda goal: -sum(r.lost for r in _goal_lacks(goal, today)), default=None)


def why_reasons(plan: Plan, today: date) -> Iterator[Reason]:
    """What the best goal does not earn."""
    best = best_goal(plan, today)
    yield from _goal_lacks(best or Goal(), today, "" if best else "why.goals")


def _goal_lacks(goal: Goal, today: date, no_goal: str = "") -> Iterator[Reason]:
    def at(field: str) -> str:
        return no_goal or f"why.goals.{goal.id}.{field}"

    if not goal.kind:
        yield lose(
            "why",
            "kind",
            3,
            at("kind"),
            "It isn't said yet what would move you most.",
            "Choose one: a way in, know-how, fresh energy, new ideas, or company.",
            "Choose what would move you most",
        )
    if not is_said(goal.outcome):
        yield lose(
            "why",
            "outcome",
            4,
            at("outcome"),
            "Your goal has no words yet.",
            "Say in a few words something you'd notice, such as “I can describe an analyst's week”.",
            "Say what your goal is",
        )
    if not goal.number:
        yield lose(
            "why",
            "measure",
            4,
            at("number"),
            "Without a number it is hard to see how far you've come.",
            "Write how many, of what. A guess is fine: 6 conversations.",
            "Say how many",
        )
    yield from _date_lacks(goal.by, at("by"), today)


def _date_lacks(by: date | None, field: str, today: date) -> Iterator[Reason]:
    latest = _months_later(today, FARTHEST_GOAL)
    if by is None:
        why = "It has no day yet."
        how = "Choose the day by which you'd like to have it; three months is a good start."
    elif by <= today:
        why = f"Time went by: its day was {say_day(by)}."
        how = "Choose a new day; what you have done so far still counts."
    elif by > latest:
        why = f"{say_day(by)} is far away, and far days don't pull."
        how = f"Choose a first stretch of it, up to {say_day(latest)}."
    else:
        return
    yield lose("why", "date", 4, field, why, how, "Choose a day")


PICTURE = Row(
    "who",
    "picture",
    8,
    "it isn't said yet both who they are and what fills their working day",
    "There are no people here yet.",
    "Say which people, narrow enough to picture one, and guess what fills their day.",
    "Say who they are",
)
SERVED = Row(
    "who",
    "served",
    5,
    "there are no people yet",
    "Without a goal nobody can serve it yet.",
    "Think who knows, who decides, or who has done it; and tie them to this goal.",
    "Say who serves it",
    "Add a goal first",
)
ACQUAINTANCE = Row(
    "who",
    "acquaintance",
    2,
    "it isn't said yet whether you know any",
    "There is nobody yet to know or not to know.",
    "Not yet, some, or lost touch: each has its own first step.",
    "Say if you know any",
)
PLACE = Row(
    "where",
    "who",
    3,
    "there is no place yet where you'd run into several at once",
    "There are no people yet to have a place.",
    "A room, a group or a page is enough.",
    "Say where they are",
)


def who_reasons(plan: Plan) -> Iterator[Reason]:
    """What Who does not earn: pictures of the people, goals served, whether one knows any."""
    audiences, none = audiences_of(plan), "who.audiences"
    free = next((f"{none}.{audience.id}.goals" for audience in audiences if not audience.goals), none)
    yield from share(
        PICTURE,
        audiences,
        is_pictured,
        lambda a: f"{none}.{a.id}.{'focus' if is_said(a.description) else 'description'}",
        none,
    )
    yield from share(SERVED, goals_of(plan), lambda g: is_served(g, plan), lambda g: free, "why.goals")
    yield from share(
        ACQUAINTANCE, audiences, lambda a: bool(a.acquaintance), lambda a: f"{none}.{a.id}.acquaintance", none
    )


MESSAGE = {
    "story": (
        4,
        "Your story isn't told yet.",
        "Tell how you got here, as you would over coffee.",
        "Tell your story",
    ),
    "remember": (
        3,
        "It isn't said yet what should stick.",
        "One line that people can repeat.",
        "Say what should stick",
    ),
    "need": (
        4,
        "You haven't said what you'd ask for.",
        "Ask for something small enough for a yes.",
        "Say what you'd ask for",
    ),
    "help": (
        4,
        "It isn't said yet what people can come to you for.",
        "Everyday skills count.",
        "Say what you can help with",
    ),
}


def message_reasons(plan: Plan) -> Iterator[Reason]:
    """What the message does not earn: short answers, each of its own."""
    texts = {field: getattr(plan.message, field) for field in MESSAGE}
    fits_in = {field: is_said(text) and word_count(text) <= LONGEST_MESSAGE for field, text in texts.items()}
    short = [field for field in MESSAGE if fits_in[field]]
    counted = set()
    for group in groups([texts[field] for field in short]):
        counted.add(max((short[at] for at in group), key=lambda field: MESSAGE[field][0]))
    for field, (points, why, how, act) in MESSAGE.items():
        if field in counted:
            continue
        if fits_in[field]:
            why, how = "It says nearly the same as another answer here.", "Say something of its own. " + how
        elif is_said(texts[field]):
            why = f"It has {word_count(texts[field])} words; people keep about {LONGEST_MESSAGE}."
            how, act = "Keep the part you'd tell a friend.", "Make it shorter"
        yield lose("message", field, points, f"message.{field}", why, how, act)


def where_reasons(plan: Plan) -> Iterator[Reason]:
    """What Where does not earn: distances, a place for each, a place for each Who."""
    scopes = [scope for scope in plan.where.scopes if scope != "unknown"]
    if not scopes:
        yield lose(
            "where",
            "scope",
            3,
            "where.scopes",
            "It isn't said yet how far you'll look.",
            "Near, your country, abroad; online places count by their people.",
            "Say how far you'll look",
        )
    lacking = len(scopes) - _scopes_with_venue(plan, scopes)
    if lacking or not scopes:
        verb = "Tick" if places_waiting(plan) else "Name"
        yield lose(
            "where",
            "place",
            4 * (lacking / len(scopes) if scopes else 1),
            "where.venues",
            "Not every distance has a place of its own yet." if venues_of(plan) else "There is no place yet.",
            f"{verb} a place, group or page that you will really go to; one for each distance you ticked.",
            f"{verb} a place",
        )
    yield from share(
        PLACE,
        audiences_of(plan),
        lambda audience: has_place(audience, plan),
        lambda audience: f"who.audiences.{audience.id}.places",
        "who.audiences",
    )


def _scopes_with_venue(plan: Plan, scopes: list[str]) -> int:
    """How many scopes have a named venue of their own (the largest matching, so that order doesn't matter).

    A venue whose scope isn't said can stand for any; venues of nearly the same name are one.
    """
    venues = venues_of(plan)
    alike = groups([venue.name for venue in venues])
    options = [set().union(*(_could_be(venues[at], scopes) for at in group)) for group in alike]
    holder: dict[str, int] = {}

    def place(venue: int, seen: set[str]) -> bool:
        for scope in options[venue] - seen:
            seen.add(scope)
            if scope not in holder or place(holder[scope], seen):
                holder[scope] = venue
                return True
        return False

    return sum(place(venue, set()) for venue in range(len(options)))


def _could_be(venue: Venue, scopes: list[str]) -> set[str]:
    if venue.scope in ("", "unknown"):
        return set(scopes)
    return {venue.scope} & set(scopes)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
