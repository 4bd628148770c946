"""The short lists of words that fields choose from: what is stored, and how it is said to people."""

from __future__ import annotations

from datetime import date


class Vocabulary(dict[str, str]):
    """Terms a field may hold, each with the words people see; '' stands beside them for "not said"."""

    def __init__(self, name: str, terms: dict[str, str]) -> None:
        super().__init__(terms)
        self.name = name

    def say(self, term: str) -> str:
        """The words for a stored term; '' for '' and the term itself where it is unknown."""
        return self.get(term, term)


GOAL_KIND = Vocabulary(
    "goal kind",
    {
        "open_doors": "a way in",
        "knowledge": "know-how",
        "inspiration": "fresh energy",
        "ideas": "new ideas",
        "support": "company",
    },
)
UNIT = Vocabulary(
    "unit",
    {
        "conversations": "conversations",
        "people": "people met",
        "introductions": "introductions",
        "meetings": "meetings in person",
        "other": "something else",
    },
)
OF_ONE = {
    "conversations": "conversation",
    "people": "person met",
    "introductions": "introduction",
    "meetings": "meeting in person",
}
ACQUAINTANCE = Vocabulary(
    "acquaintance", {"not_yet": "not yet", "some": "some", "lost_touch": "some, but we lost touch"}
)
AUDIENCE_KIND = Vocabulary(
    "audience kind",
    {
        "peer": "peer",
        "mentor": "mentor",
        "hiring_side": "somebody who hires",
        "recruiter": "recruiter",
        "client": "client",
        "investor": "investor",
        "partner": "partner",
        "alumni": "from my school or old work",
        "community": "from my community",
    },
)
SCOPE = Vocabulary(
    "scope",
    {"local": "near", "national": "my country", "international": "abroad", "unknown": "don't know"},
)
DENSITY = Vocabulary("density", {"one": "well known in one place", "many": "a little in many"})
AVENUE_KIND = Vocabulary(
    "avenue",
    {
        "informational_interview": "informational interview",
        "coffee": "coffee",
        "call": "call",
        "introduction": "introduction",
        "meetup": "meetup",
        "conference": "conference",
        "networking_event": "networking event",
        "online_community": "online community",
        "social_network": "social network",
        "talk_or_post": "talk or post",
        "other": "something else",
    },
)
# what an avenue usually means: by which channel, and one person at a time or many
AVENUE_MEANS = {
    "informational_interview": ("video", "one_to_one"),
    "coffee": ("in_person", "one_to_one"),
    "call": ("phone", "one_to_one"),
    "introduction": ("email", "one_to_one"),
    "meetup": ("event", "one_to_many"),
    "conference": ("event", "one_to_many"),
    "networking_event": ("event", "one_to_many"),
    "online_community": ("social_network", "one_to_many"),
    "social_network": ("social_network", "one_to_many"),
    "talk_or_post": ("social_network", "one_to_many"),
    "other": ("other", "one_to_one"),
}
CHANNEL = Vocabulary(
    "channel",
    {
        "email": "e-mail",
        "linkedin": "LinkedIn",
        "phone": "phone",
        "video": "video",
        "text": "text message",
        "in_person": "in person",
        "event": "event",
        "social_network": "social network",
        "letter": "letter",
        "other": "something else",
    },
)
MODE = Vocabulary("mode", {"one_to_one": "one person at a time", "one_to_many": "groups"})
PLAN_MODE = Vocabulary("plan mode", {**MODE, "both": "both"})
CUE_KIND = Vocabulary(
    "cue kind",
    {"time": "a time of the week", "habit": "right after a habit", "event": "when something happens"},
)
PERIOD = Vocabulary("period", {"day": "a day", "week": "a week", "month": "a month"})
WEEKDAY = Vocabulary(
    "weekday",
    {
        "monday": "Monday",
        "tuesday": "Tuesday",
        "wednesday": "Wednesday",
        "thursday": "Thursday",
        "friday": "Friday",
        "saturday": "Saturday",
        "sunday": "Sunday",
    },
)
EFFORT = Vocabulary(
    "effort",
    {
        "five_minutes": "5 minutes",
        "fifteen_minutes": "15 minutes",
        "under_hour": "under an hour",
        "hours": "hours",
        "days": "days",
    },
)
HELP_KIND = Vocabulary(
    "kind of help",
    {
        "introduction": "introduction",
        "referral": "referral",
        "advice": "advice",
        "information": "information",
        "feedback": "feedback",
        "recommendation": "recommendation",
        "endorsement": "endorsement",
        "resource": "something to use",
        "time_or_work": "time or work",
        "visibility": "visibility",
        "invitation": "invitation",
        "moral_support": "moral support",
        "other": "something else",
    },
)
HELP_VALUE = {
    1: "a kind gesture",
    2: "handy, saved some minutes",
    3: "real help, settled a question or a task",
    4: "big help, saved days or opened a way",
    5: "rare help, may change a job or a business",
}
USUAL_VALUE = {
    "endorsement": 1,
    "information": 2,
    "invitation": 2,
    "visibility": 2,
    "moral_support": 2,
    "resource": 2,
    "advice": 3,
    "feedback": 3,
    "introduction": 3,
    "recommendation": 3,
    "time_or_work": 3,
    "referral": 4,
}
STATUS = Vocabulary(
    "status",
    {
        "offered": "offered",
        "requested": "asked for",
        "accepted": "agreed",
        "delivered": "done",
        "declined": "declined",
        "lapsed": "came to nothing",
    },
)
DIRECTION = Vocabulary(
    "direction",
    {"outbound": "I reached out", "inbound": "they reached out", "mutual": "we met by chance or plan"},
)
HELP_DIRECTION = Vocabulary("direction of help", {"given": "given", "received": "received"})
PURPOSE = Vocabulary(
    "purpose",
    {
        "first_contact": "to say hello for the first time",
        "follow_up": "to follow up",
        "catch_up": "to catch up",
        "ask": "to ask for something",
        "offer": "to offer something",
        "thank": "to say thanks",
        "report_back": "to tell what came of it",
        "other": "something else",
    },
)
OUTCOME = Vocabulary(
    "outcome",
    {
        "pending": "waiting for an answer",
        "no_reply": "no answer",
        "replied": "they answered",
        "meeting_set": "a meeting is set",
        "met": "we met or talked",
        "declined": "they declined",
        "referral": "they pointed me on",
        "opportunity": "an opportunity",
        "sale": "a sale",
        "other": "something else",
    },
)
CLOSENESS = Vocabulary("closeness", {"close": "close", "moderate": "know each other", "weak": "barely know each other"})
ACTION_KIND = Vocabulary(
    "kind of next step",
    {
        "promise": "something I promised",
        "follow_up": "follow up",
        "thank": "say thanks",
        "report_back": "tell what came of it",
        "ask": "ask for something",
    },
)
LEVEL = Vocabulary(
    "level of names",
    {
        "full": "full names",
        "initials": "initials",
        "pseudonyms": "made-up names",
        "none": "figures only, no names",
    },
)
EXAMPLES = Vocabulary("examples", {"career": "changing career", "founding": "founding", "staying": "staying in touch"})
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS = tuple(name[:3] for name in MONTH_NAMES)


def say_unit(n: float, unit: str) -> str:
    """What a number of this unit counts: conversations, or conversation if it is 1; '' where that is something else."""
    return OF_ONE.get(unit, "") if n == 1 or unit == "other" else UNIT.say(unit)


def say_day(day: date) -> str:
    """A day as people read it wherever they live: 12 Mar 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
