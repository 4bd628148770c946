"""The ways of being in touch: what one chip says, and what it fills in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from netkit import vocabulary as v
from netkit.questions import Plan
from netkit.records import Interaction, Person, label_of

MEETING = {"in_person", "phone", "video", "event"}  # channels by which one has met or talked
USUAL = ("coffee", "call", "video", "email", "linkedin", "text", "meetup")
MOST = 8  # chips; the rest is found under "more"
NOUNS = {
    "email": "e-mail", "linkedin": "LinkedIn note", "phone": "call", "video": "video call", "text": "text message",
    "in_person": "meeting", "event": "event", "social_network": "post", "letter": "letter", "other": "contact",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """A way of being in touch, by an avenue or only by a channel."""

    words: str
    avenue: str
    channel: str
    mode: str

    @property
    def outcome(self) -> str:
        """What usually came of it by the time it is written down."""
        if self.channel in MEETING:
            return "met"
        return "pending" if self.mode == "one_to_one" else "other"

    @property
    def direction(self) -> str:
        """Who usually began."""
        return "mutual" if self.channel in MEETING else "outbound"


AVENUES = {kind: Way(words, kind, *v.AVENUE_MEANS[kind]) for kind, words in v.AVENUE_KIND.items() if kind != "other"}
CHANNELS = {
    "video": Way("video", "", "video", "one_to_one"),
    "email": Way("e-mail", "", "email", "one_to_one"),
    "linkedin": Way("LinkedIn", "", "linkedin", "one_to_one"),
    "text": Way("text message", "", "text", "one_to_one"),
}
WAYS = AVENUES | CHANNELS


def ways_of(plan: Plan) -> dict[str, Way]:
    """The ways that get a chip: those of the plan first, as the plan means them, then the usual ones."""
    planned = {
        avenue.kind: Way(
            WAYS[avenue.kind].words,
            avenue.kind,
            avenue.channel or WAYS[avenue.kind].channel,
            avenue.mode or WAYS[avenue.kind].mode,
        )
        for avenue in plan.how.avenues
        if avenue.kind in WAYS
    }
    usual = {term: WAYS[term] for term in USUAL if term not in planned}
    return dict(list((planned | usual).items())[:MOST])


def way_of(interaction: Interaction, ways: dict[str, Way]) -> str:
    """The term of the way by which an interaction went; '' if no chip says it."""
    whole = (
        term for term, way in ways.items() if (way.avenue, way.channel) == (interaction.avenue, interaction.channel)
    )
    by_avenue = (term for term, way in ways.items() if way.avenue and way.avenue == interaction.avenue)
    return next(whole, "") or next(by_avenue, "")


def called(interaction: Interaction, names: Sequence[str]) -> str:
    """What an interaction is called: "coffee with Ines", "e-mail from Ben and 2 others", "post to many"."""
    return called_by(interaction.avenue, interaction.channel, interaction.direction, names)


def called_by(avenue: str, channel: str, direction: str, names: Sequence[str]) -> str:
    """The same, of an interaction that is not whole yet."""
    noun = v.AVENUE_KIND.say(avenue) if avenue not in ("", "other") else NOUNS[channel or "other"]
    link = "with" if channel in MEETING else "from" if direction == "inbound" else "to"
    if not names:
        return f"{noun} {link} many"
    others = len(names) - 1
    and_others = "" if not others else f" and {names[1]}" if others == 1 else f" and {others} others"
    return f"{noun} {link} {names[0]}{and_others}"


def first_name(name: str) -> str:
    """What a sentence calls somebody."""
    return name.split()[0] if name.split() and not name.split()[0].endswith(".") else name


def how_to_help(person: Person) -> str:
    """How can I help, asked of somebody by name; where they have none, in the words for anybody."""
    first = first_name(person.name.strip())
    return f"What might make {first}'s week easier?" if first else label_of(Person, "offers")
