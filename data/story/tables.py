"""The sample as records, table by table: the people of the cast, the log, and what was written by hand."""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from typing import Any

from data.story.cast import CAST, Role, named
from data.story.dice import Dice, ident
from data.story.log import EVENTS, WORDS, Row, tell
from data.story.plans import DOORS, LIST, PLAIN, READ, TODAY, TRY, WEEK
from netkit.records import RECORDS, Record, Settings

OFFERS = {"Ciara Eastwood": TRY, "Amara Kovalenko": PLAIN, "Femi Osei": TRY, "Bilal Aziz": LIST, "Tenzin": LIST}
DIFFERENT = [("Miriam Castellan", "Wen Castellane"), ("Rosa Young", "Robert Young")]


def tables() -> dict[type[Record], list[Record]]:
    """Every table of the sample, validated."""
    log = tell()
    rows: dict[str, list[Row]] = {
        "Person": [person(role) for role in CAST],
        "Event": [event(**each) for each in EVENTS.values()],
        "Interaction": log.interactions,
        "Exchange": log.exchanges + [under_way(each) for each in WORDS["under_way"]],
        "Action": log.actions + [step(each) for each in WORDS["steps"]],
        "Progress": [{"id": ident("progress", each["on"]), "goal": READ["id"], **each} for each in WORDS["progress"]],
        "SavedReport": [earlier_report()],
        "Distinct": [
            {"id": ident("distinct", one), "person": named(one).id, "other": named(other).id}
            for one, other in DIFFERENT
        ],
        "ImportBatch": [import_batch()],
    }
    return {record: [record.read(row) for row in rows[record.__name__]] for record in RECORDS}


def person(role: Role) -> Row:
    dice, address = Dice("person", role.key), ascii_name(role)
    profile = f"https://www.example.com/in/{address.replace('.', '-')}" if address else ""
    imported = role.more.get("source") == "linkedin"
    domain = dice.pick(("example.com", "example.org" if role.organisation else "example.net"))
    return {
        "id": role.id,
        "name": role.name,
        "role": role.role,
        "organisation": role.organisation,
        "circles": role.circles,
        "audience": ident("audience", role.audience) if role.audience else "",
        "scope": role.scope,
        "place": role.place,
        "closeness": role.closeness if role.first else "",
        "how_met": role.how,
        "introduced_by": named(role.by).id if role.by else "",
        "first_met_on": role.known or None,
        "emails": [f"{address}@{domain}"] if address and dice.chance(0.75) else [],
        "phones": [phone(dice)] if address and role.scope == "local" and (role.every or dice.chance(0.2)) else [],
        "url": profile if imported or ("data" in role.circles and dice.chance(0.6)) else "",
        "source_key": address.replace(".", "-") if imported else "",
        "note": dice.pick(WORDS["private"]["about"]) if role.first and dice.chance(0.4) else "",
        "offers": [OFFERS[role.name]["id"]] if role.name in OFFERS else [],
        **role.more,
    }


def ascii_name(role: Role) -> str:
    """The name as it stands in an address; by another spelling where the name has no Latin letters."""
    for name in (role.name, *role.more.get("other_names", [])):
        plain = unicodedata.normalize("NFKD", name.lower().translate(str.maketrans("łøğ", "log")))
        letters = plain.encode("ascii", "ignore").decode()
        if len(letters) > len(name) / 2:
            return ".".join(letters.split())
    return ""


def phone(dice: Dice) -> str:
    """A number of the ranges that are kept for stories and films."""
    return f"+44 7700 900{dice.whole(100, 999)}" if dice.chance(0.7) else f"0113 496 0{dice.whole(100, 999)}"


def event(on: str, name: str, **more: Any) -> Row:
    goal = WEEK["id"] if "Hospitals" in name else DOORS["id"] if name == "Open Data Evening" else ""
    return {"id": ident("event", on), "on": on, "name": name, "goal": goal, **more}


def under_way(told: Row) -> Row:
    """Help that is not delivered (yet)."""
    row = {key: value for key, value in told.items() if key != "with"}
    return {"id": ident("exchange", told["on"], told["with"], told["status"]), "person": named(told["with"]).id, **row}


def step(told: Row) -> Row:
    row = {key: value for key, value in told.items() if key != "with"}
    who = named(told["with"]).id if told["with"] else ""
    return {"id": ident("action", told["with"], told["what"]), "person": who, **row}


def earlier_report() -> Row:
    return {
        "id": ident("report", "2026-02-01"),
        "made_on": "2026-02-01",
        "level": "initials",
        "since": "2025-12-01",
        "until": "2026-02-01",
        "worked": "One question in place of my life story.",
        "stuck": "I write on Wednesdays and forget to answer on Thursdays.",
        "wanted": "Who else sees waiting lists from the inside?",
        "allowed": ["Young"],
    }


def import_batch() -> Row:
    came = [role for role in CAST if role.more.get("source") == "linkedin"]
    return {
        "id": ident("batch", "linkedin"),
        "made_on": "2025-11-30",
        "source": "linkedin_connections",
        "file": "Connections.csv",
        "hash": sha256(b"the Connections.csv of Nora Elmfield").hexdigest(),
        "counts": {"new": len(came), "merged": 5, "unchanged": 0, "skipped": 2},
        "skipped": [{"line": line, "reason": "only a date, no name"} for line in (9, 14)],
    }


def settings() -> Settings:
    """What Nora chose, the sample's own today among it."""
    return Settings(
        owner_names=["Nora Elmfield"],
        owner_addresses=["nora.elmfield@example.org"],
        region="GB",
        zone="Europe/London",
        today=TODAY,
        report_since="2025-12-01",
        worked="Asking for 20 minutes about one concrete thing. And Wednesdays at 16:15: by now a habit.",
        stuck="I meet analysts, but hardly anybody who takes on juniors. At the meetup I end up with people I know.",
        wanted="Do you know one person who takes on junior analysts in a hospital or a council? "
        "Two lines of introduction would be plenty.",
    )
