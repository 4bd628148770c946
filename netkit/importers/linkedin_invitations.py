"""Invitations.csv of a LinkedIn export: who asked whom to connect, and so who began."""

from __future__ import annotations

from collections.abc import Iterator

from netkit.errors import BadValue, Problem
from netkit.importers.contract import Found
from netkit.importers.files import File
from netkit.importers.linkedin import EXPORT, FAMILY, People, key_of, parse_moment
from netkit.importers.owner import Owner
from netkit.importers.text import find_table, rows_of
from netkit.records import Interaction

SOURCE = "linkedin_invitations"
LABEL = "LinkedIn invitations"
LOOKS_LIKE = EXPORT
COLUMNS = ("From", "To", "Sent At", "Direction")


def knows(file: File) -> bool:
    """Whether it is a table that has all the columns."""
    return find_table(file, COLUMNS) is not None


def read(file: File, owner: Owner) -> Iterator[Found | Problem]:
    """A first contact a row, with the one who is not the owner."""
    table = find_table(file, COLUMNS)
    people = People()
    for row in rows_of(file, table) if table else ():
        try:
            yield (
                Problem(file.name, row.line, row.trouble) if row.trouble else _found(row.line, row.cells, owner, people)
            )
        except BadValue as error:
            yield Problem(file.name, row.line, str(error))


def _found(line: int, cells: dict[str, str], owner: Owner, people: People) -> Found:
    sender = cells["from"], cells.get("inviterprofileurl", "")
    receiver = cells["to"], cells.get("inviteeprofileurl", "")
    direction = {"OUTGOING": "outbound", "INCOMING": "inbound"}.get(cells["direction"].upper(), "")
    if not direction and owner.is_me(sender[0], url=sender[1]) != owner.is_me(receiver[0], url=receiver[1]):
        direction = "outbound" if owner.is_me(sender[0], url=sender[1]) else "inbound"
    if not direction:
        raise BadValue("Direction", cells["direction"], "it is OUTGOING or INCOMING")
    other = receiver if direction == "outbound" else sender
    sent = parse_moment(cells["sent at"])
    if sent is None:
        raise BadValue("Sent At", cells["sent at"], "a moment is written like 1/29/26, 2:37 PM")
    if not key_of(*other):
        raise BadValue("To" if direction == "outbound" else "From", other[0], "LinkedIn hides who it is")
    person = people.get(*other)
    began = Interaction(
        on=owner.day_of(sent),
        people=[person.id],
        channel="linkedin",
        direction=direction,
        purpose="first_contact",
        outcome="pending" if direction == "outbound" else "replied",
        source=FAMILY,
        source_key=f"invitation {direction} {person.source_key} {sent.isoformat()}",
    )
    return Found(line, (person,), began)
