"""Eighteen months of contacts and of help each way, told scene by scene from the courses of the cast."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from data.story.cast import CAST, Role, named
from data.story.dice import Dice, ident
from data.story.plans import TODAY, plans
from data.story.scenes import EFFORT, MEETINGS, MINUTES, SCENES
from netkit.vocabulary import USUAL_VALUE

Row = dict[str, Any]

WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
EVENTS = {event["on"]: event for event in WORDS["events"]}
END = date.fromisoformat(TODAY)
# nothing was written down at Christmas, with shingles, in a summer without screens; little when school was fullest
SILENCE = [
    ("2024-12-23", "2025-01-03"),
    ("2025-05-12", "2025-05-17"),
    ("2025-07-28", "2025-08-25"),
    ("2025-12-23", "2025-12-29"),
]
SLUMPS = [("2025-03-03", "2025-03-30"), ("2025-06-16", "2025-07-13"), ("2025-10-27", "2025-11-23")]
BUSIER = "2025-12-01"  # from then on the new people take her time
WAITING = 14  # days after which no answer counts as none
UNTHANKED = ("Noor Siddiqui", "Femi Osei")  # of whose introductions nobody has said thanks yet
HELP = re.compile(r"([<>])([a-z_]+)([1-5?]?)(?:=(\w+))?")


class Log:
    """What has been told so far: rows as they go into their tables."""

    def __init__(self) -> None:
        self.interactions: list[Row] = []
        self.exchanges: list[Row] = []
        self.actions: list[Row] = []
        self.learned: set[str] = set()  # from whom Nora wrote down what she took home, once each
        self.said: Counter[tuple[str, str]] = Counter()

    def contact(self, dice: Dice, name: str, day: date, people: list[Role], note: str, **more: Any) -> Row:
        """One scene as an interaction; what nobody answers has no reply, or waits for one."""
        scene, ids = SCENES[name], [role.id for role in people]
        outcome = "no_reply" if scene.outcome == "pending" and (END - day).days > WAITING else scene.outcome
        row = {
            "id": ident("interaction", *ids, name, day),
            "on": day.isoformat(),
            "people": ids,
            "avenue": scene.avenue,
            "channel": scene.channel,
            "mode": "one_to_many" if name in ("meet", "post") else "one_to_one",
            "direction": scene.direction,
            "purpose": scene.purpose,
            "outcome": outcome,
            "minutes": dice.whole(scene.minutes[0] // 5, scene.minutes[1] // 5) * 5 or None,
            "counts_as_contact": name != "wave",
            "note": note,
        }
        if not dice.chance(0.7):
            row["minutes"] = None
        self.interactions.append(row | more)
        return self.interactions[-1]

    def scene(self, role: Role, dice: Dice, name: str, day: date, before: Row, **more: Any) -> Row:
        """One contact in a course; an answer is tied to what it answers, and closes it."""
        if name == "meet":
            return self.evening(role, dice, day)
        if name in ("ask", "nudge", "catch"):
            more["message"] = version_on(day)
        if name in ("reply", "no"):
            before["outcome"] = "declined" if name == "no" else "replied"
            if name == "reply" and not more and not dice.chance(0.85):
                return before  # an answer that she never wrote down by itself
            more |= {"reply_to": before["id"], "channel": before["channel"]}
        if name in MEETINGS and before and before["outcome"] in ("replied", "pending"):
            before["outcome"] = "meeting_set"
        people = [named(role.by), role] if name == "intro" else [role]
        row = self.contact(dice, name, day, people, self.note(role, name), **more)
        if name == "intro":
            thanked = None if role.name in UNTHANKED else after(day, dice.whole(0, 2))
            note = f"Two lines of introduction to {role.name}."
            self.help(named(role.by), dice, "<introduction", row, third_party=role.id, thanked_on=thanked, note=note)
        return row

    def note(self, role: Role, name: str) -> str:
        """A line about the contact; at the first talk, what Nora took home from it."""
        told = WORDS["notes"][name]
        insightful = [text for text in told if "{insight}" in text]
        new = bool(role.insight and insightful and role.key not in self.learned)
        if new:
            self.learned.add(role.key)
        return self.say(insightful if new else [text for text in told if text not in insightful], role)

    def say(self, texts: list[str], role: Role, about: str = "") -> str:
        """One of the texts with the person's own words in it; each in turn, so that nothing is said twice in a row."""
        first = Dice("say", role.key, *texts).whole(0, len(texts) - 1)
        self.said[role.key, texts[0]] += 1
        text = texts[(first + self.said[role.key, texts[0]]) % len(texts)]
        own = {"first": role.first_name, "by": role.by.split(" ")[0], "topic": role.topic, "insight": role.insight}
        return " ".join(text.format(**own, third=about).split())

    def evening(self, role: Role, dice: Dice, day: date) -> Row:
        """The one contact of an evening, with everybody whom Nora talked to there."""
        event = ident("event", day)
        row = next((row for row in self.interactions if row.get("event") == event), None)
        name = EVENTS[day.isoformat()]["name"]
        if row is None:
            kind = "meetup" if "Meetup" in name else "conference" if "Day" in name else "networking_event"
            row = self.contact(dice, "meet", day, [], "", event=event, avenue=kind)
        row["people"].append(role.id)
        talked = [each.first_name for each in CAST if each.id in row["people"]]
        row["note"] = f"{name}: talked to {', '.join(talked)}."
        return row

    def help(self, role: Role, dice: Dice, token: str, at: Row, **more: Any) -> None:
        """Help at a contact, from a token such as `>feedback4`, `<advice?` or `>introduction=Mei`."""
        found = HELP.fullmatch(token)
        if found is None:
            raise ValueError(f"{role.key}: {token!r} says no help")
        sign, kind, worth, about = found.groups()
        direction, day = "given" if sign == ">" else "received", date.fromisoformat(at["on"])
        usual = int(worth) if worth.isdigit() else USUAL_VALUE[kind]
        row = {
            "id": ident("exchange", role.key, day, kind, direction),
            "on": at["on"],
            "person": role.id,
            "direction": direction,
            "kind": kind,
            "value": None if worth == "?" else max(1, min(5, usual + dice.pick((0, 0, 0, 1, -1)))),
            "effort": EFFORT[kind],
            "minutes": MINUTES[EFFORT[kind]] if dice.chance(0.45) else None,
            "interaction": at["id"],
            "third_party": named(about).id if about else "",
            "note": self.say(WORDS[direction][kind], role, about or ""),
        }
        if direction == "received":
            row["thanked_on"] = after(day, dice.whole(0, 4)) if dice.chance(0.85) else None
            row["reported_on"] = after(day, dice.whole(20, 60)) if kind == "advice" and dice.chance(0.4) else None
        elif dice.chance(0.3):
            self.promise(role, dice, day, kind)
        self.exchanges.append(row | more)

    def promise(self, role: Role, dice: Dice, day: date, kind: str) -> None:
        """A next step that came out of giving, and was done."""
        due, done = day + timedelta(days=dice.pick((3, 5, 7, 7, 10))), after(day, dice.whole(1, 9))
        if done is not None:
            row = {"id": ident("action", role.key, day, kind), "person": role.id, "due_on": due.isoformat()}
            told = WORDS["promises"].get(kind)
            step = {"kind": "promise", "what": told} if told else {"kind": "follow_up", "what": "ask how it went"}
            self.actions.append(row | step | {"done_on": done})


def tell() -> Log:
    """The whole log, person by person."""
    log = Log()
    for role in CAST:
        if role.every:
            keep_up(log, role)
        elif role.first:
            follow(log, role)
    for day, note in WORDS["posts"].items():
        log.contact(Dice("post", day), "post", date.fromisoformat(day), [], note)
    return log


def keep_up(log: Log, role: Role) -> None:
    """A tie that is kept: every so many days a meeting or a message, less in a slump, none in a silence."""
    dice, day, turn = Dice("tie", role.key), date.fromisoformat(role.first), 0
    ways, favours = role.ways.split(), role.help.split()
    while day.isoformat() <= (role.until or TODAY):
        if turn == 0 or not (within(day, SLUMPS) and dice.chance(0.6)):
            row = log.scene(role, dice, ways[turn % len(ways)], past_silence(day), {})
            if dice.chance(role.chance):
                log.help(role, dice, favours[turn % len(favours)], row)
            turn += 1
        every = int(role.every * (0.85 if day.isoformat() < BUSIER else 1.2))
        day += timedelta(days=max(5, every + dice.whole(-role.every // 4, role.every // 4)))


def follow(log: Log, role: Role) -> None:
    """The course of a tie, scene after scene, each some days after the one before."""
    dice, row, day = Dice("course", role.key), {}, date.fromisoformat(role.first)
    fixed = True  # the next scene is on this very day
    for token in role.course.split():
        if token[0] == "@":
            day, fixed = date.fromisoformat(token[1:]), True
        elif token[0] in "<>":
            log.help(role, dice, token, row)
        else:
            token, _, days = token.partition("+")
            name, _, outcome = token.partition("!")
            if not fixed:
                day = past_silence(day + timedelta(days=int(days or dice.pick(SCENES[name].days))))
            if not fixed and name in ("note", "nudge") and dice.chance(0.7):
                day += timedelta(days=(2 - day.weekday()) % 7)  # Wednesday is her day to write
            if day > END:
                return
            row = log.scene(role, dice, name, day, row, **({"outcome": outcome} if outcome else {}))
            fixed = False


def past_silence(day: date) -> date:
    """The day, or one of the days after the silence that it falls into."""
    for first, last in SILENCE:
        if first <= day.isoformat() <= last:
            return date.fromisoformat(last) + timedelta(days=1 + day.toordinal() % 19)
    return day


def within(day: date, spans: list[tuple[str, str]]) -> bool:
    return any(first <= day.isoformat() <= last for first, last in spans)


def after(day: date, days: int) -> str | None:
    """The day so many days later, or nothing where it lies ahead of today."""
    later = day + timedelta(days=days)
    return later.isoformat() if later <= END else None


def version_on(day: date) -> str:
    """The name that the plan in force on a day gives its message; '' before the first plan."""
    held = [plan["message"]["version"] for start, plan in plans() if start <= day.isoformat()]
    return held[-1] if held else ""
