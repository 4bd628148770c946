"""Eighteen months of contacts and of help each way, told scene by scene from the courses in cast.py."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from data.story import words
from data.story.cast import CAST, Role
from data.story.dice import Dice, ident
from data.story.plans import TODAY, plans
from netkit.vocabulary import USUAL_VALUE

END = date.fromisoformat(TODAY)
# days on which nothing was written down: Christmas, shingles, a summer without screens, Christmas again
SILENCE = [("2024-12-23", "2025-01-03"), ("2025-05-12", "2025-05-17"), ("2025-07-28", "2025-08-25"), ("2025-12-23", "2025-12-29")]
SLUMPS = [("2025-03-03", "2025-03-30"), ("2025-06-16", "2025-07-13"), ("2025-10-27", "2025-11-23")]
BUSIER = "2025-12-01"
WAITING = 14  # days after which no answer counts as none

# scene: avenue, channel, direction, purpose, outcome, minutes, and the days since the scene before
SCENES: dict[str, tuple[str, str, str, str, str, tuple[int, int] | None, tuple[int, ...]]] = {
    "ask": ("", "linkedin", "outbound", "first_contact", "pending", (10, 25), (0,)),
    "nudge": ("", "linkedin", "outbound", "follow_up", "pending", (5, 10), (13, 15, 20)),
    "catch": ("", "email", "outbound", "catch_up", "pending", (10, 20), (0,)),
    "letter": ("", "letter", "outbound", "catch_up", "pending", (60, 60), (0,)),
    "note": ("", "email", "outbound", "follow_up", "pending", (5, 15), (21, 28, 35)),
    "thank": ("", "email", "outbound", "thank", "other", (5, 5), (0, 1, 1, 2)),
    "news": ("", "email", "outbound", "report_back", "other", (5, 10), (20, 30)),
    "reply": ("", "email", "inbound", "other", "replied", None, (0, 1, 1, 2, 2, 3, 4, 6, 9, 11)),
    "no": ("", "email", "inbound", "other", "declined", None, (1, 2, 5)),
    "hello": ("", "linkedin", "inbound", "other", "replied", (10, 20), (0,)),
    "text": ("", "text", "outbound", "catch_up", "replied", (5, 10), (14,)),
    "email": ("", "email", "outbound", "catch_up", "replied", (10, 20), (14,)),
    "video": ("informational_interview", "video", "mutual", "ask", "met", (25, 50), (6, 8, 9, 13)),
    "call": ("call", "phone", "mutual", "catch_up", "met", (10, 35), (5, 7, 9)),
    "coffee": ("coffee", "in_person", "mutual", "catch_up", "met", (45, 90), (7, 9, 12)),
    "visit": ("other", "in_person", "mutual", "catch_up", "met", (20, 60), (10,)),
    "wave": ("", "in_person", "mutual", "other", "other", None, (9,)),
    "meet": ("meetup", "event", "mutual", "other", "met", (120, 180), (0,)),
    "intro": ("introduction", "email", "inbound", "first_contact", "meeting_set", (5, 10), (0,)),
}  # fmt: skip
MEETINGS = {scene for scene, told in SCENES.items() if told[4] == "met"}
EFFORT = {
    "introduction": "five_minutes", "referral": "fifteen_minutes", "advice": "under_hour", "information": "five_minutes",
    "feedback": "under_hour", "recommendation": "hours", "resource": "fifteen_minutes", "time_or_work": "hours",
    "visibility": "five_minutes", "invitation": "five_minutes", "moral_support": "under_hour",
}  # fmt: skip
MINUTES = {"five_minutes": 5, "fifteen_minutes": 15, "under_hour": 45, "hours": 120}
HELP = re.compile(r"([<>])([a-z_]+)([1-5?]?)(?:=(\w+))?")


@dataclass
class Log:
    """What has been told so far: rows of interactions and exchanges as they go into their tables."""

    interactions: list[dict[str, Any]] = field(default_factory=list)
    exchanges: list[dict[str, Any]] = field(default_factory=list)
    actions: list[dict[str, Any]] = field(default_factory=list)


def tell() -> Log:
    """The whole log, in the order of its days."""
    log = Log()
    for role in CAST:
        if role.every:
            keep_up(log, role)
        elif role.first:
            follow(log, role)
    for day, note in words.POSTS.items():
        add(log, Dice("post", day), [], "note", date.fromisoformat(day), note, avenue="talk_or_post", channel="social_network",
            mode="one_to_many", purpose="other", outcome="other", minutes=40)  # fmt: skip
    for rows in (log.interactions, log.exchanges, log.actions):
        rows.sort(key=lambda row: row.get("on") or row["due_on"])
    return log


def person_id(role: Role) -> str:
    return ident("person", role.name or role.how)


def named(first_name: str) -> Role:
    """The one person of the cast with that first name (or whole name)."""
    found = [role for role in CAST if role.name == first_name or role.name.split(" ")[0] == first_name]
    assert len(found) == 1, first_name
    return found[0]


def keep_up(log: Log, role: Role) -> None:
    """A tie that is kept: every so many days a meeting or a message, less in a slump, none in a silence."""
    dice, day, turn = Dice("tie", role.name), date.fromisoformat(role.first), 0
    ways, help_ = role.ways.split(), role.help.split()
    until = date.fromisoformat(role.until or TODAY)
    while day <= until:
        if turn == 0 or not (within(day, SLUMPS) and dice.chance(0.6)):
            row = scene(log, role, dice, ways[turn % len(ways)], past_silence(day), {})
            if dice.chance(role.chance):
                exchange(log, role, dice, help_[turn % len(help_)], row)
            turn += 1
        every = role.every * (0.8 if day.isoformat() < BUSIER else 1.2)  # in the last months the new people take her time
        day += timedelta(days=max(5, int(every) + dice.whole(-role.every // 4, role.every // 4)))


def follow(log: Log, role: Role) -> None:
    """The course of a tie, scene after scene, each some days after the one before."""
    dice, day, row = Dice("course", role.name or role.how), date.fromisoformat(role.first), None
    tokens, fixed = role.course.split(), True
    for token in tokens:
        if token[0] == "@":
            day, fixed = date.fromisoformat(token[1:]), True
        elif token[0] in "<>":
            assert row is not None, role
            exchange(log, role, dice, token, row)
        else:
            token, _, days = token.partition("+")
            name, _, came_of_it = token.partition("!")
            if not fixed:
                day = past_silence(day + timedelta(days=int(days or dice.pick(SCENES[name][6]))), dice, name)
            fixed = False
            if day > END:
                return
            row = scene(log, role, dice, name, day, row or {}, **({"outcome": came_of_it} if came_of_it else {}))


def past_silence(day: date, dice: Dice | None = None, name: str = "") -> date:
    """The day, or a day after the silence that it falls into; what Nora begins herself falls on a Wednesday."""
    if dice and name in ("note", "nudge") and dice.chance(0.7):
        day += timedelta(days=(2 - day.weekday()) % 7)
    for first, last in SILENCE:
        if first <= day.isoformat() <= last:
            return date.fromisoformat(last) + timedelta(days=1 + day.toordinal() % 19)
    return day


def within(day: date, spans: list[tuple[str, str]]) -> bool:
    return any(first <= day.isoformat() <= last for first, last in spans)


def scene(log: Log, role: Role, dice: Dice, name: str, day: date, before: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One contact; an answer is tied to what it answers, and closes it."""
    if name == "meet":
        return at_event(log, role, dice, day)
    if name in ("ask", "nudge", "catch"):
        more["message"] = version_on(day)
    if name in ("reply", "no"):
        before["outcome"] = "declined" if name == "no" else "replied"
        if not dice.chance(0.85) and name == "reply" and not more:
            return before  # an answer that was never written down by itself
        more |= {"reply_to": before["id"], "channel": before["channel"]}
    if name in MEETINGS and before and before["outcome"] in ("replied", "pending"):
        before["outcome"] = "meeting_set"
    people = [person_id(role)]
    if name == "intro":
        people.insert(0, person_id(named(role.by)))
    row = add(log, dice, people, name, day, say(dice.pick(words.NOTES[name]), role), **more)
    if name == "intro":
        introduction(log, dice, role, row)
    return row


def add(log: Log, dice: Dice, people: list[str], name: str, day: date, note: str, **more: Any) -> dict[str, Any]:
    avenue, channel, direction, purpose, outcome, minutes, _ = SCENES[name]
    if outcome == "pending" and (END - day).days > WAITING:
        outcome = "no_reply"  # until somebody answers
    row = {
        "id": ident("interaction", *people, name, day), "on": day.isoformat(), "people": people, "avenue": avenue, "channel": channel,
        "mode": "one_to_one", "direction": direction, "purpose": purpose, "outcome": outcome, "note": note,
        "counts_as_contact": name != "wave",
        "minutes": dice.whole(minutes[0] // 5, minutes[1] // 5) * 5 if minutes and dice.chance(0.7) else None, **more,
    }  # fmt: skip
    log.interactions.append(row)
    return row


def at_event(log: Log, role: Role, dice: Dice, day: date) -> dict[str, Any]:
    """The one contact of an evening, with everybody whom Nora talked to there."""
    title = words.EVENTS[day.isoformat()][0]
    key = ident("event", day)
    row = next((row for row in log.interactions if row.get("event") == key), None)
    if row is None:
        kind = "meetup" if "Meetup" in title else "conference" if "Day" in title else "networking_event"
        row = add(log, dice, [], "meet", day, "", mode="one_to_many", event=key, avenue=kind, minutes=150)
    row["people"].append(person_id(role))
    talked = [each.name.split(" ")[0] for each in CAST if person_id(each) in row["people"]]
    row["note"] = f"{title}: talked to {', '.join(talked)}."
    return row


def exchange(log: Log, role: Role, dice: Dice, token: str, at: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Help at a contact: from a token such as `>feedback4`, or `<introduction3=Mei`."""
    sign, kind, worth, third = HELP.fullmatch(token).groups()  # type: ignore[union-attr]
    direction, bank = ("given", words.GIVEN) if sign == ">" else ("received", words.RECEIVED)
    on = date.fromisoformat(at["on"])
    value = int(worth) if worth.isdigit() else USUAL_VALUE[kind]
    row = {
        "id": ident("exchange", role.name or role.how, on, kind, direction), "on": on.isoformat(), "person": person_id(role), "direction": direction,
        "kind": kind, "value": None if worth == "?" else max(1, min(5, value + dice.pick((0, 0, 0, 0, 1, -1) if not role.every else (0, 0, 1, -1)))),
        "effort": EFFORT[kind], "minutes": MINUTES[EFFORT[kind]] if dice.chance(0.45) else None, "interaction": at["id"],
        "third_party": person_id(named(third)) if third else "",
        "note": say(dice.pick(bank[kind]), role, third), **more,
    }  # fmt: skip
    if direction == "received":
        row |= {"thanked_on": after(on, dice.whole(0, 4)) if dice.chance(0.85) else None,
                "reported_on": after(on, dice.whole(20, 60)) if kind == "advice" and dice.chance(0.4) else None} | more  # fmt: skip
    elif dice.chance(0.3):
        promise(log, role, dice, on, kind)
    log.exchanges.append(row)
    return row


def introduction(log: Log, dice: Dice, role: Role, at: dict[str, Any]) -> None:
    """The help in being introduced; of Noor's and of Femi's introduction nobody has said thanks yet."""
    on = date.fromisoformat(at["on"])
    thanked = None if role.name in ("Noor Siddiqui", "Femi Osei") else after(on, dice.whole(0, 2))
    exchange(log, named(role.by), dice, f"<introduction{4 if role.name == 'Femi Osei' else 3}", at, third_party=person_id(role), thanked_on=thanked,
             note=f"Two lines of introduction to {role.name}.")  # fmt: skip


def promise(log: Log, role: Role, dice: Dice, on: date, kind: str) -> None:
    what = {
        "feedback": "send back the pages with my notes", "information": "send the list of evenings", "resource": "put the worksheet in the post",
        "advice": "send the two names I mentioned", "time_or_work": "finish the sheet", "introduction": "write the two lines of introduction",
    }.get(kind, "ask how it went")  # fmt: skip
    due = on + timedelta(days=dice.pick((3, 5, 7, 7, 10)))
    if done := after(on, dice.whole(1, 9)):
        log.actions.append({"id": ident("action", role.name, on, kind), "person": person_id(role), "kind": "follow_up" if what.startswith("ask") else "promise",
                            "what": what, "due_on": due.isoformat(), "done_on": done})  # fmt: skip


def after(on: date, days: int) -> str | None:
    """The day so many days later, or nothing where it lies ahead of today."""
    day = on + timedelta(days=days)
    return day.isoformat() if day <= END else None


def version_on(day: date) -> str:
    """The message that the plan in force on a day calls its own; '' before the first plan."""
    found = [plan["message"]["version"] for start, plan in plans() if start <= day.isoformat()]
    return found[-1] if found else ""


def say(text: str, role: Role, third: str = "") -> str:
    first = role.name.split(" ")[0] or "Somebody I do not know yet"
    told = text.format(first=first, topic=role.topic or "how things are", insight=role.insight, third=third, by=role.by.split(" ")[0])
    return " ".join(told.split())
