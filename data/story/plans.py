"""The four versions of Nora's plan: from curiosity to a date, and from a letter to one small question."""

from __future__ import annotations

from typing import Any

from data.story.dice import ident

TODAY = "2026-03-29"
STORY = (
    "Eleven years of maths lessons, then the timetable for a whole school. I noticed that I liked the "
    "timetable best: a thousand wishes, one table, and everybody can live with it."
)


def off(first: str, last: str, what: str) -> dict[str, Any]:
    return {"id": ident("off", first), "first": first, "last": last, "what": what}


def goal(key: str, **answers: Any) -> dict[str, Any]:
    return {"id": ident("goal", key), **answers}


def audience(key: str, goals: list[str], **answers: Any) -> dict[str, Any]:
    return {"id": ident("audience", key), "goals": [ident("goal", each) for each in goals], **answers}


def venue(key: str, audiences: list[str], **answers: Any) -> dict[str, Any]:
    return {"id": ident("venue", key), "audiences": [ident("audience", each) for each in audiences], **answers}


def avenue(kind: str, minutes: int, channel: str, mode: str) -> dict[str, Any]:
    return {"id": ident("avenue", kind), "kind": kind, "minutes": minutes, "channel": channel, "mode": mode}


def ifthen(key: str, kind: str, cue: str, action: str, count: int = 1) -> dict[str, Any]:
    return {"id": ident("ifthen", key), "cue_kind": kind, "cue": cue, "action": action, "count": count}


def offer(key: str, what: str, effort: str, kind: str) -> dict[str, Any]:
    return {"id": ident("offer", key), "what": what, "effort": effort, "kind": kind}


LOOK_AROUND = goal(
    "look around",
    kind="inspiration",
    outcome="I have seen six ways to work with numbers",
    number=6,
    unit="people",
    by="2025-04-30",
)
READ = goal(
    "read",
    kind="ideas",
    outcome="three small analyses on paper that a stranger understands",
    number=3,
    unit="other",
    by="2026-05-31",
)
WEEK = goal(
    "week",
    kind="knowledge",
    outcome="I can describe an analyst's week",
    number=6,
    unit="conversations",
    by="2026-04-30",
)
DOORS = goal(
    "doors",
    kind="open_doors",
    outcome="two people who take on juniors know what I can do",
    number=2,
    unit="introductions",
    by="2026-06-30",
)
COMPANY = goal(
    "company",
    kind="support",
    outcome="two others who change too, once a month",
    number=8,
    unit="meetings",
    by="2026-07-31",
)

NEIGHBOURS = audience(
    "neighbours",
    ["look around", "read"],
    description="people around Leeds who work with numbers",
    focus="questions that somebody upstairs asked yesterday",
    acquaintance="some",
    kind="community",
    circle="data",
    places=["Leeds Data Meetup", "Open Data Evening"],
)
EXTEACHERS = audience(
    "exteachers",
    ["company", "read"],
    description="teachers who moved to data work",
    focus="their first two years in a new trade",
    acquaintance="some",
    kind="peer",
    circle="data",
    places=["Staffroom Door, the chat group"],
)
ANALYSTS = audience(
    "analysts",
    ["week"],
    description="analysts at our hospitals",
    focus="waiting lists and beds",
    acquaintance="some",
    kind="mentor",
    circle="health",
    places=["Leeds Data Meetup", "Aire Valley Hospitals careers evening"],
)
HIRERS = audience(
    "hirers",
    ["doors"],
    description="people who take on junior analysts",
    focus="too many letters, too few that say why",
    acquaintance="not_yet",
    kind="hiring_side",
    circle="data",
)

MEETUP = venue("meetup", ["neighbours", "analysts"], name="Leeds Data Meetup", scope="local")
EVENING = venue("evening", ["neighbours"], name="Open Data Evening, Bradford", scope="local")
DOOR = venue("door", ["exteachers"], name="Staffroom Door, the chat group", scope="national")

COFFEE = avenue("coffee", 75, "in_person", "one_to_one")
INTERVIEW = avenue("informational_interview", 45, "video", "one_to_one")
CALL = avenue("call", 30, "phone", "one_to_one")
EVENT = avenue("meetup", 150, "event", "one_to_many")

WEDNESDAY = ifthen("wednesday", "time", "Wednesday 16:15, when the last bus has left", "write to one person", 1)
THANKS = ifthen(
    "thanks", "habit", "right after a conversation, before I close the notebook", "send two lines of thanks"
)
PERSON = ifthen("person", "event", "the second time somebody mentions a name", "ask for two lines of introduction")

TRY = offer("try", "try your training on real beginners: my pupils", "fifteen_minutes", "feedback")
PLAIN = offer("plain", "put one page of yours into plain words", "under_hour", "feedback")
LIST = offer("list", "pass on my list of evenings and meetups around Leeds", "five_minutes", "information")


def plans() -> list[tuple[str, dict[str, Any]]]:
    """Each version with the day from which it holds."""
    return [("2024-10-07", _first()), ("2025-05-12", _second()), ("2025-12-01", _third()), ("2026-01-12", _fourth())]


def _first() -> dict[str, Any]:
    return {
        "why": {"intent": "I have looked over the school wall.", "goals": [LOOK_AROUND]},
        "who": {"audiences": [{**NEIGHBOURS, "goals": [LOOK_AROUND["id"]], "acquaintance": "not_yet"}]},
        "message": {
            "story": "Ten years of maths lessons, and every year I know less what else I could do with it.",
            "need": "to hear how you came to your work",
            "help": "explaining sums to anybody",
            "version": "long letter",
        },
        "where": {"scopes": ["local", "national"], "venues": [MEETUP]},
        "how": {
            "mode": "both",
            "avenues": [COFFEE, EVENT],
            "ifthens": [ifthen("curious", "event", "I read about somebody's work and envy them", "write to them")],
        },
        "when": {
            "number": 2,
            "per": "month",
            "next": "go to the Leeds Data Meetup once",
            "next_on": "2024-10-17",
            "named": [ident("person", "Margaret Sowerby")],
            "off": [
                off("2024-10-28", "2024-11-03", "half-term"),
                off("2024-12-23", "2025-01-05", "Christmas"),
                off("2025-02-17", "2025-02-23", "half-term"),
                off("2025-04-14", "2025-04-27", "Easter"),
            ],
        },
        "help": {"offers": [offer("sums", "help a child of yours with maths", "under_hour", "time_or_work")]},
    }


def _second() -> dict[str, Any]:
    return {
        "why": {
            "intent": "I know which kind of data work I would miss if I had not tried it.",
            "topics": "first jobs, mistakes, what they would unlearn",
            "goals": [{**READ, "by": "2025-12-20"}],
        },
        "who": {"audiences": [{**NEIGHBOURS, "goals": [READ["id"]]}, {**EXTEACHERS, "goals": [READ["id"]]}]},
        "message": {
            "story": STORY,
            "remember": "makes tables that people can live with",
            "need": "20 minutes about your start",
            "help": "a plain-words reader for your reports",
            "version": "timetables",
        },
        "where": {"scopes": ["local", "national"], "venues": [MEETUP, DOOR], "density": "one"},
        "how": {"mode": "both", "avenues": [COFFEE, INTERVIEW, EVENT], "ifthens": [WEDNESDAY]},
        "when": {
            "number": 1,
            "per": "week",
            "catch_ups": 1,
            "catch_ups_per": "week",
            "hours": 1,
            "named": [ident("person", "Dev Malhotra"), ident("person", "Ruth Adeyemi-Clarke")],
            "next": "write to Dev about his first winter out of school",
            "next_on": "2025-05-21",
            "slot_day": "wednesday",
            "slot_time": "16:15",
            "review": "sunday",
            "off": [
                off("2025-05-12", "2025-05-18", "shingles, doctor's orders"),
                off("2025-05-26", "2025-06-01", "half-term"),
                off("2025-07-28", "2025-08-24", "summer, no screens"),
                off("2025-10-27", "2025-11-02", "half-term"),
            ],
        },
        "help": {"offers": [PLAIN, LIST]},
    }


def _third() -> dict[str, Any]:
    second = _second()
    return {
        **second,
        "why": {
            "intent": "By May I know if data work suits me.",
            "topics": "an ordinary week, mistakes, what juniors do",
            "gain": "They get a reader who asks what a number is for, and a class to try things on.",
            "goals": [WEEK, READ],
        },
        "who": {"audiences": [ANALYSTS, {**EXTEACHERS, "goals": [READ["id"]]}, {**NEIGHBOURS, "goals": [READ["id"]]}]},
        "message": {
            **second["message"],
            "need": "20 minutes about one week of your work",
            "goal": WEEK["id"],
            "version": "twenty minutes",
        },
        "when": {
            **second["when"],
            "named": [ident("person", each) for each in ("Gareth Llewelyn-Voss", "Ciara Eastwood", "Mei Stanhope")],
            "next": "ask Joel for his sister's number",
            "next_on": "2025-12-03",
            "off": [off("2025-12-22", "2026-01-04", "Christmas"), off("2026-02-16", "2026-02-22", "half-term")],
        },
    }


def _fourth() -> dict[str, Any]:
    third = _third()
    return {
        **third,
        "why": {**third["why"], "goals": [WEEK, DOORS, COMPANY, READ]},
        "who": {"audiences": [ANALYSTS, HIRERS, EXTEACHERS, {**NEIGHBOURS, "goals": [READ["id"]]}]},
        "message": {
            **third["message"],
            "remember": "makes numbers plain",
            "need": "20 minutes about one thing you did last week",
            "help": "a plain-words reader, and pupils who say honestly what they do not understand",
            "version": "one question",
        },
        "where": {"scopes": ["local", "national"], "venues": [MEETUP, EVENING], "density": "one"},
        "how": {"mode": "both", "avenues": [COFFEE, INTERVIEW, CALL, EVENT], "ifthens": [WEDNESDAY, THANKS, PERSON]},
        "when": {
            "number": 2,
            "per": "week",
            "catch_ups": 1,
            "catch_ups_per": "week",
            "hours": 1.5,
            "named": [
                ident("person", each)
                for each in ("Ciara Eastwood", "Amara Kovalenko", "Femi Osei", "Anil Kapoor", "李雨桐")
            ],
            "next": "ask Ciara for 20 minutes about her first year",
            "next_on": "2026-04-08",
            "slot_day": "wednesday",
            "slot_time": "16:15",
            "review": "sunday",
            "off": [
                off("2026-02-16", "2026-02-22", "half-term"),
                off("2026-04-06", "2026-04-12", "second week of Easter"),
                off("2026-05-25", "2026-05-31", "half-term"),
            ],
        },
        "help": {"offers": [TRY, PLAIN, LIST]},
    }
