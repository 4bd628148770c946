"""The question schema: the plan with its seven parts, and how each of their fields is asked."""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from netkit import vocabulary as v
from netkit.questions.question import Kind, Question, Step, example_of, more, questions_of
from netkit.values import Day, Model, Text, Texts, new_id, number, one_of


def _time(value: str) -> str:
    if value and not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
        raise ValueError("write a time of the day as 16:15")
    return value


Count = Annotated[int | None, number(0, 10_000)]
Hours = Annotated[float | None, number(0, 168, "hours", whole=False)]
Time = Annotated[Text, AfterValidator(_time)]
Scopes = Annotated[
    list[Annotated[Text, one_of(v.SCOPE, needed=True)]], AfterValidator(lambda s: list(dict.fromkeys(s)))
]


class Item(Model):
    """An entry of a list in the plan; its id stays the same across versions."""

    id: Text = Field(default_factory=new_id)


class Goal(Item):
    """What somebody wants to have, how much of it, and by when."""

    outcome: Annotated[Text, Question("What will you have then?", "Something you'd notice.")] = ""
    kind: Annotated[
        Text,
        one_of(v.GOAL_KIND),
        Question(
            "What would move you most?",
            "A way in, know-how, fresh energy, new ideas, or company.",
            terms=v.GOAL_KIND,
        ),
    ] = ""
    by: Annotated[Day, Question("By which day?", "Three months is a good start.", kind="day", ahead=True)] = None
    number: Annotated[
        Count,
        Question("How many?", "A guess is fine. For fresh energy or company, two people are enough.", kind="number"),
    ] = None
    unit: Annotated[
        Text, one_of(v.UNIT), Question("Of what?", "Conversations are the easiest to count.", terms=v.UNIT)
    ] = ""


class Why(Model):
    """The intent, the goals, and what the conversations are about."""

    intent: Annotated[
        Text, Question("What should be different in three months?", "One honest sentence.", kind="text")
    ] = ""
    goals: Annotated[list[Goal], Question("Goals", "One is enough.", kind="items")] = []
    topics: Annotated[Text, more("What do you want to talk about?", "Two or three things.")] = ""
    gain: Annotated[
        Text,
        more(
            "Why would they gain, too?",
            "A conversation is worth more when both sides leave with something.",
            kind="text",
        ),
    ] = ""


class Audience(Item):
    """One kind of people: a picture narrow enough to look for."""

    description: Annotated[Text, Question("Which people?", "Narrow enough to picture one.")] = ""
    focus: Annotated[Text, Question("What fills their working day?", "Guess; correct it later.")] = ""
    places: Annotated[
        Texts,
        Question("Where would you run into several at once?", "Rooms, groups, pages. One a line.", kind="names"),
    ] = []
    acquaintance: Annotated[
        Text,
        one_of(v.ACQUAINTANCE),
        Question("Do you know any?", "Not yet, some, or lost touch.", terms=v.ACQUAINTANCE),
    ] = ""
    goals: Annotated[Texts, more("Which goals do they serve?", "Filled in for you.", kind="links", of="goals")] = []
    kind: Annotated[
        Text,
        one_of(v.AUDIENCE_KIND),
        more("What would they be to you?", "Peer, mentor, client ...", terms=v.AUDIENCE_KIND),
    ] = ""
    circle: Annotated[Text, more("Which part of your life?", "To see variety.")] = ""


class Who(Model):
    """Which kinds of people serve each goal."""

    audiences: Annotated[list[Audience], Question("Kinds of people", "One for each goal is enough.", kind="items")] = []


class Message(Model):
    """What they shall remember of me, of what I need, and of how I might help."""

    story: Annotated[Text, Question("How did you get here?", "As told over coffee; 60 words at most.", kind="text")] = (
        ""
    )
    remember: Annotated[Text, Question("What should stick?", "One line.")] = ""
    need: Annotated[Text, Question("What would you ask for today?", "Small enough for a yes.")] = ""
    help: Annotated[Text, Question("What can people come to you for?", "Everyday skills count.")] = ""
    goal: Annotated[Text, more("Which goal is the ask for?", "One ask, one goal.", kind="link", of="goals")] = ""
    version: Annotated[Text, more("Name this version", "To compare replies.")] = ""


class Venue(Item):
    """A place, room, group or page where people of an audience are."""

    name: Annotated[Text, Question("Which place?", "Its name is enough.")] = ""
    scope: Annotated[Text, one_of(v.SCOPE), more("How far?", "Online places count by their people.", terms=v.SCOPE)] = (
        ""
    )
    audiences: Annotated[
        Texts, more("Who's there?", "Whom you'd hope to meet there.", kind="links", of="audiences")
    ] = []


class Where(Model):
    """Local, national, international: and the places one will really go to."""

    scopes: Annotated[
        Scopes,
        Question(
            "How far will you look?",
            "A group online counts by where its people are.",
            kind="choices",
            terms=v.SCOPE,
        ),
    ] = []
    venues: Annotated[
        list[Venue],
        Question(
            "Which places will you really go to?",
            "Tick those you named under Who; one is enough.",
            kind="items",
        ),
    ] = []
    density: Annotated[
        Text,
        one_of(v.DENSITY),
        more("Well known in one place, or a little in many?", "Both can work.", terms=v.DENSITY),
    ] = ""


class Avenue(Item):
    """A way to reach people; its channel and mode follow from the kind unless changed."""

    kind: Annotated[
        Text, one_of(v.AVENUE_KIND), Question("Which way?", "One you enjoy lasts longest.", terms=v.AVENUE_KIND)
    ] = ""
    audiences: Annotated[
        Texts, more("Whom does it reach?", "Everyone unless changed.", kind="links", of="audiences")
    ] = []
    minutes: Annotated[Count, more("How many minutes does it take?", "With the way there.", kind="number")] = None
    channel: Annotated[Text, one_of(v.CHANNEL), more("By what means?", "Filled in for you.", terms=v.CHANNEL)] = ""
    mode: Annotated[Text, one_of(v.MODE), more("One person or a group?", "Filled in for you.", terms=v.MODE)] = ""


CUES = {"time": ("If it is", "then I"), "habit": ("Right after", "I"), "event": ("When", "I")}


class IfThen(Item):
    """A cue and the one small act that follows it, said by the kind of the cue."""

    cue_kind: Annotated[
        Text,
        one_of(v.CUE_KIND),
        Question("What sets it off?", "A time, or a habit you have already, works best.", terms=v.CUE_KIND),
    ] = ""
    cue: Annotated[Text, Question("If it is ...", "A cue that you can't miss.")] = ""
    action: Annotated[Text, Question("... then I ...", "One small act.")] = ""
    count: Annotated[Count, more("How many each time?", "One or two is plenty.", kind="number")] = None

    @property
    def asked(self) -> tuple[str, str]:
        """How the cue and the act are asked for: ("Right after ...", "... I ...")."""
        begins, goes_on = CUES.get(self.cue_kind, CUES["time"])
        return f"{begins} ...", f"... {goes_on} ..."

    @property
    def said(self) -> tuple[str, str]:
        """The two halves of the sentence: ("Right after my Sunday breakfast", "I write to one person")."""
        begins, goes_on = CUES.get(self.cue_kind, CUES["time"])
        cue = re.sub(r"^(right after|after|when|if it is)\s+", "", self.cue.strip(), flags=re.IGNORECASE)
        return f"{begins} {cue or '...'}", f"{goes_on} {self.action.strip(' .') or '...'}"


class How(Model):
    """One-to-one, one-to-many or a mix, and which avenues reach whom."""

    mode: Annotated[
        Text,
        one_of(v.PLAN_MODE),
        Question("One person at a time, groups, or both?", "Choose what you'd keep up.", terms=v.PLAN_MODE),
    ] = ""
    avenues: Annotated[
        list[Avenue], Question("Which ways suit you?", "Pick what works on a tired Tuesday.", kind="items")
    ] = []
    ifthens: Annotated[
        list[IfThen],
        Question(
            "If-then plans",
            "The strongest part of a plan: a cue you can't miss, and one small act.",
            kind="items",
        ),
    ] = []


class Off(Item):
    """Days off, first and last included; weeks that they touch don't count."""

    first: Annotated[Day, Question("First day off", "Nothing is planned from here ...", kind="day")] = None
    last: Annotated[Day, Question("Last day off", "... up to here.", kind="day")] = None
    what: Annotated[Text, more("What for?", "For your own memory.")] = ""

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day, in order; where only one is said it is both, where none is said there is no span."""
        days = [day for day in (self.first, self.last) if day is not None]
        return (min(days), max(days)) if days else None


class When(Model):
    """How many new people and catch-ups, whom by name, when in the week, and the next step."""

    number: Annotated[
        Count, Question("How many new people can you manage?", "People, not messages.", kind="number")
    ] = None
    per: Annotated[Text, one_of(v.PERIOD), Question("In what time?", "A week is easy to keep.", terms=v.PERIOD)] = ""
    named: Annotated[Texts, Question("Who comes to mind?", "Three are enough to begin.", kind="people")] = []
    next: Annotated[Text, Question("What is your first step?", "Under ten minutes.")] = ""
    next_on: Annotated[Day, Question("Which day?", "Within two weeks.", kind="day", ahead=True)] = None
    slot_day: Annotated[
        Text,
        one_of(v.WEEKDAY),
        Question("When in the week are your 15 minutes?", "One quiet quarter of an hour.", terms=v.WEEKDAY),
    ] = ""
    slot_time: Annotated[Time, Question("At what time?", "Fifteen minutes that are yours.", kind="time")] = ""
    review: Annotated[
        Text,
        one_of(v.WEEKDAY),
        Question("Which day will you look back?", "Ten minutes; add it to your calendar.", terms=v.WEEKDAY),
    ] = ""
    hours: Annotated[Hours, more("How many hours a week?", "Half an hour is 0.5.", kind="number")] = None
    catch_ups: Annotated[Count, more("How many catch-ups?", "People you already know.", kind="number")] = None
    catch_ups_per: Annotated[
        Text, one_of(v.PERIOD), more("In what time?", "A month is easy to keep.", terms=v.PERIOD)
    ] = ""
    off: Annotated[list[Off], more("Any weeks off?", "They won't count against you.", kind="items")] = []


class Offer(Item):
    """Something the owner could gladly give."""

    what: Annotated[Text, Question("What could you gladly give?", "Small is good.")] = ""
    effort: Annotated[
        Text, one_of(v.EFFORT), Question("How long would it take?", "Five minutes count.", terms=v.EFFORT)
    ] = ""
    kind: Annotated[
        Text, one_of(v.HELP_KIND), more("What sort of help?", "The nearest one will do.", terms=v.HELP_KIND)
    ] = ""


class Help(Model):
    """How can I help? What the owner could gladly give."""

    offers: Annotated[
        list[Offer], Question("What you could give", "Two small things are enough to begin.", kind="items")
    ] = []


class Plan(Model):
    """The answers to the six questions and to the one that stays."""

    why: Why = Field(default_factory=Why)
    who: Who = Field(default_factory=Who)
    message: Message = Field(default_factory=Message)
    where: Where = Field(default_factory=Where)
    how: How = Field(default_factory=How)
    when: When = Field(default_factory=When)
    help: Help = Field(default_factory=Help)


STEPS = {
    "why": Step("Why", "Why do you want to meet people?", "One sentence and one goal are enough for today."),
    "who": Step("Who", "Who could help, and whom could you help?", "Start from each goal: who knows, who decides?"),
    "message": Step("What", "What do you want them to know?", "Four short answers you could say over coffee."),
    "where": Step("Where", "Where will you meet them?", "One place you really go to beats five you might."),
    "how": Step("How", "How will you reach them?", "Two or three ways are enough."),
    "when": Step("When", "When, how often, and whom first?", "A small number that you keep is the right number."),
    "help": Step("Help", "How can I help?", "The question that stays, with every person and every entry."),
}

__all__ = [
    "STEPS", "Audience", "Avenue", "Goal", "Help", "How", "IfThen", "Item", "Kind", "Message", "Off", "Offer",
    "Plan", "Question", "Step", "Venue", "When", "Where", "Who", "Why", "example_of", "questions_of",
]  # fmt: skip
