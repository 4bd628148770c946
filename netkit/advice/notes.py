"""The first note to a named person, joined from the plan's message and what might help them."""

from __future__ import annotations

from netkit.questions import Plan
from netkit.records import Person

END = ".!?…。！？ \n"


def first_note(plan: Plan, person: Person, owner: str = "") -> str:
    """A note to copy and send: story, what should stick, why them, the ask, something for them; the unsaid is left out.

    The answers stand in it as they were written, so that it works in every language. `owner` signs it.
    """
    message = plan.message
    told = [_sentence(message.story), _one_line(message.remember)]
    asked = [_why_them(plan, person), _sentence("My small ask: ", message.need, " A no is fine, too.")]
    parts = [
        f"Hello {_greeted(person)},",
        " ".join(part for part in told if part),
        " ".join(part for part in asked if part),
        _for_them(plan, person) or _sentence("If it is ever of use to you: ", message.help),
        f"Best wishes{chr(10) + owner if owner else ''}",
    ]
    return "\n\n".join(part for part in parts if part)


def _one_line(remember: str) -> str:
    """Quoted, so that it reads well as a sentence, as half of one, and as a word."""
    said = remember.strip(END)
    return f"The one line to remember me by: “{said}”." if said else ""


def _why_them(plan: Plan, person: Person) -> str:
    """Which of the plan's people they may be, or know: true of whoever it is."""
    theirs = next((one.description.strip(END) for one in plan.who.audiences if one.id == person.audience), "")
    return (
        f"I'd like to hear from {theirs}, and thought of you: as one of them, or as somebody who may know one."
        if theirs
        else ""
    )


def _for_them(plan: Plan, person: Person) -> str:
    words = {offer.id: offer.what for offer in plan.help.offers}
    offers = [words.get(offer, offer).strip(END) for offer in person.offers]
    if any(offers):
        return _sentence("Something I could do for you: ", ", or ".join(filter(None, offers)))
    return "And what would make your week easier? I'd like to know." if person.will_ask else ""


def _sentence(before: str, text: str | None = None, after: str = "") -> str:
    said = (before if text is None else text).strip()
    if not said:
        return ""
    whole = said if text is None else before + said
    return (whole if whole[-1] in END else whole + ".") + after


def _greeted(person: Person) -> str:
    """The first name, or all of it where the first word is a title; without a name, nobody is called wrongly."""
    first = person.name.split()[:1]
    if not first:
        return "there"
    return person.name.strip() if first[0].endswith(".") else first[0]
