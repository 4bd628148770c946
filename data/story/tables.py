"""The sample as records, table by table: the people of the cast, the log, and what was written by hand."""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from typing import Any

from data.story import words
from data.story.cast import CAST, Role
from data.story.dice import Dice, ident
from data.story.log import Log, named, person_id, tell
from data.story.plans import DOORS, LIST, PLAIN, READ, TODAY, TRY, WEEK
from netkit.records import RECORDS, Record, Settings

OFFERS = {"Ciara Eastwood": TRY, "Amara Kovalenko": PLAIN, "Femi Osei": TRY, "Bilal Aziz": LIST, "Tenzin": LIST}
DIFFERENT = [("Miriam Castellan", "Wen Castellane"), ("Rosa Young", "Robert Young")]

# day, whom, which way, what kind, how far it is, and in a few words: help that is under way or came to nothing
UNDER_WAY = [
    ("2024-11-28", "Neil", "received", "resource", "lapsed", "A set of bus times; the person left."),
    ("2025-01-29", "José", "given", "time_or_work", "declined", "Offered to check his invoices' sums. He has software."),
    ("2025-03-02", "Owen", "given", "introduction", "lapsed", "Meant to bring him and the choir together."),
    ("2025-06-26", "Dev", "received", "recommendation", "declined", "Too early, he said, and he was right."),
    ("2025-09-25", "Ruth", "given", "invitation", "declined", "A talk at our school; no time this year."),
    ("2025-10-20", "Łukasz", "received", "time_or_work", "lapsed", "An evening on databases that we never found."),
    ("2025-12-18", "Wen", "given", "feedback", "accepted", "Her new report, once it has words."),
    ("2026-01-29", "Colm", "received", "information", "requested", "When trainee posts open again."),
    ("2026-02-12", "Priya", "given", "time_or_work", "accepted", "The timetable handbook, before I go anywhere."),
    ("2026-02-27", "Rowan", "given", "time_or_work", "accepted", "The second bus map: check the numbers."),
    ("2026-03-10", "Margaret", "given", "time_or_work", "offered", "Sorting her slides on a rainy Sunday."),
    ("2026-03-18", "Amara", "given", "resource", "accepted", "The survey template for ward staff."),
    ("2026-03-20", "Femi", "received", "referral", "offered", "She will pass my page on in September."),
    ("2026-03-26", "Samira", "given", "resource", "requested", "A room in June: ask the school's caretaker."),
]  # fmt: skip

# whom, what sort of step, in her own words, and its days: due, done, not before, let go
STEPS = [
    ("Amara", "promise", "send her the survey template", {"due_on": "2026-04-02"}),
    ("Mei", "thank", "thank her for Femi, and say what came of it", {"due_on": "2026-04-05"}),
    ("Ciara", "ask", "ask for 20 minutes about the first year as an analyst", {"due_on": "2026-04-08"}),
    ("Rowan", "promise", "check the numbers of the second bus map", {"due_on": "2026-03-27"}),
    ("Lauren", "follow_up", "two friendly lines, if no answer by then", {"due_on": "2026-04-01"}),
    ("Ruth", "report_back", "show her the second analysis, with her sentence in it", {"due_on": "2026-04-10"}),
    ("Lena", "promise", "rehearse her interview", {"due_on": "2026-04-04"}),
    ("", "follow_up", "write the third small analysis: one page, one question", {"due_on": "2026-04-06"}),
    ("Anil", "ask", "ask Dominic for two lines of introduction to Anil", {"due_on": "2026-03-31", "snoozed_until": "2026-04-20"}),
    ("Samira", "promise", "ask the caretaker about a room in June", {"due_on": "2026-04-03"}),
    ("Graham", "follow_up", "write again after Easter", {"due_on": "2025-04-30", "dismissed_on": "2025-05-04"}),
    ("Victoria", "follow_up", "send the article about shop data", {"due_on": "2024-11-25", "dismissed_on": "2024-12-01"}),
    ("Peter", "thank", "a jar of jam for his patience with my tax form", {"due_on": "2025-02-01", "done_on": "2025-01-30"}),
    ("Margaret", "report_back", "tell her how the first talk with Ruth went", {"due_on": "2025-01-31", "done_on": "2025-01-26"}),
    ("Joel", "ask", "ask for his sister's number", {"due_on": "2025-12-03", "done_on": "2025-12-02"}),
]  # fmt: skip

HOW_FAR = [
    (READ, "2025-06-29", 0), (READ, "2025-09-28", 0.5), (READ, "2025-11-30", 0.5), (READ, "2026-01-25", 1),
    (READ, "2026-02-15", 1.5), (READ, "2026-03-08", 2), (READ, "2026-03-22", 2.25),
]  # fmt: skip


def tables() -> dict[type[Record], list[Record]]:
    """Every table of the sample, validated, in the order in which its rows can be read."""
    log = tell()
    rows: dict[str, list[dict[str, Any]]] = {
        "Person": [person(role) for role in sorted(CAST, key=depth)],
        "Event": [event(day) for day in words.EVENTS],
        "Interaction": log.interactions,
        "Exchange": sorted(log.exchanges + [under_way(*each) for each in UNDER_WAY], key=lambda row: row["on"]),
        "Action": sorted(log.actions + [step(*each) for each in STEPS], key=lambda row: row["due_on"]),
        "Progress": [{"id": ident("progress", on), "goal": goal["id"], "on": on, "value": value} for goal, on, value in HOW_FAR],
        "SavedReport": [earlier_report(log)],
        "Distinct": [{"id": ident("distinct", a), "person": person_id(named(a)), "other": person_id(named(b))} for a, b in DIFFERENT],
        "ImportBatch": [import_batch()],
    }
    return {record: [record.read(row) for row in rows[record.__name__]] for record in RECORDS}


def depth(role: Role) -> int:
    """How many introductions lie before somebody: who introduced stands before who was introduced."""
    return 1 + depth(named(role.by)) if role.by else 0


def person(role: Role) -> dict[str, Any]:
    dice = Dice("person", role.name or role.how)
    slug = ascii_slug(role)
    home = "example.org" if role.organisation else "example.net"
    row: dict[str, Any] = {
        "id": person_id(role), "name": role.name, "role": role.role, "organisation": role.organisation, "circles": list(role.circles),
        "audience": ident("audience", role.audience) if role.audience else "", "scope": role.scope, "place": role.place,
        "closeness": role.closeness if role.first else "", "how_met": role.how, "introduced_by": person_id(named(role.by)) if role.by else "",
        "first_met_on": role.known or None,
        "emails": [f"{slug}@{dice.pick((home, 'example.com'))}"] if slug and dice.chance(0.75) else [],
        "phones": [phone(role, dice)] if slug and (role.every or dice.chance(0.2)) and role.scope == "local" else [],
        "url": f"https://www.example.com/in/{slug.replace('.', '-')}" if slug and "data" in role.circles and dice.chance(0.6) else "",
        "note": dice.pick(words.PRIVATE) if role.first and dice.chance(0.4) else "",
        "offers": [OFFERS[role.name]["id"]] if role.name in OFFERS else [],
    }  # fmt: skip
    if role.more.get("source") == "linkedin":
        row |= {"source_key": slug.replace(".", "-"), "url": f"https://www.example.com/in/{slug.replace('.', '-')}"}
    more = {key: value for key, value in role.more.items() if key != "offers" or role.name not in OFFERS}
    return row | more


def ascii_slug(role: Role) -> str:
    """The name as it stands in an address; from another spelling where the name has no Latin letters."""
    for name in (role.name, *role.more.get("other_names", [])):
        folded = unicodedata.normalize("NFKD", name.lower().replace("ł", "l").replace("ø", "o")).encode("ascii", "ignore").decode()
        if len(folded) >= len(name) / 2 and folded:
            return ".".join(folded.replace("'", "").split())
    return ""


def phone(role: Role, dice: Dice) -> str:
    """A number of the ranges that are kept for stories and films."""
    return f"+44 7700 900{dice.whole(100, 999)}" if dice.chance(0.7) else f"0113 496 0{dice.whole(100, 999)}"


def event(day: str) -> dict[str, Any]:
    name, place, scope, cost = words.EVENTS[day]
    goal = WEEK["id"] if "Hospitals" in name else DOORS["id"] if name == "Open Data Evening" else ""
    return {"id": ident("event", day), "name": name, "on": day, "place": place, "scope": scope, "cost": cost, "goal": goal}


def under_way(on: str, who: str, direction: str, kind: str, status: str, note: str) -> dict[str, Any]:
    return {"id": ident("exchange", on, who, status), "on": on, "person": person_id(named(who)), "direction": direction, "kind": kind,
            "status": status, "note": note}  # fmt: skip


def step(who: str, kind: str, what: str, days: dict[str, str]) -> dict[str, Any]:
    return {"id": ident("action", who, what), "person": person_id(named(who)) if who else "", "kind": kind, "what": what, **days}


def earlier_report(log: Log) -> dict[str, Any]:
    return {
        "id": ident("report", "2026-02-01"), "made_on": "2026-02-01", "level": "initials", "since": "2025-12-01", "until": "2026-02-01",
        "worked": "One question in place of my life story.", "stuck": "I write on Wednesdays and forget to answer on Thursdays.",
        "wanted": "Who else sees waiting lists from the inside?", "allowed": ["Young"],
    }  # fmt: skip


def import_batch() -> dict[str, Any]:
    came = [role for role in CAST if role.more.get("source") == "linkedin"]
    return {
        "id": ident("batch", "linkedin"), "made_on": "2025-11-30", "source": "linkedin_connections", "file": "Connections.csv",
        "hash": sha256(b"the Connections.csv of Nora Elmfield").hexdigest(),
        "counts": {"new": len(came), "merged": 5, "unchanged": 0, "skipped": 2},
        "skipped": [{"line": 9, "reason": "only a date, no name"}, {"line": 14, "reason": "only a date, no name"}],
    }  # fmt: skip


def settings() -> Settings:
    """What Nora chose, the sample's own today among it."""
    return Settings(
        owner_names=["Nora Elmfield"], owner_addresses=["nora.elmfield@example.org"], region="GB", zone="Europe/London", today=TODAY,
        examples="career", report_level="initials", report_since="2025-12-01",
        worked="Asking for 20 minutes about one concrete thing. And Wednesdays at 16:15: by now a habit.",
        stuck="I meet analysts, but hardly anybody who takes on juniors. At the meetup I end up with the people I know already.",
        wanted="Do you know one person who takes on junior analysts in a hospital or a council? Two lines of introduction would be plenty.",
    )  # fmt: skip
