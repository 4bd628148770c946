"""Who is named in a meeting: names and e-mails of those who were asked and of who asked them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netkit.errors import shortened
from netkit.importers.addresses import is_machine

if TYPE_CHECKING:
    from icalendar import Event

NO_PERSON = ("RESOURCE", "ROOM", "GROUP")
NO_PERSON_AT = ("resource.calendar.google.com", "group.calendar.google.com", "group.v.calendar.google.com")


class Guest(NamedTuple):
    """Somebody in a meeting: name and e-mail ('' if unknown), and what they answered (ACCEPTED, DECLINED, ...)."""

    name: str
    email: str
    answer: str


def guests(event: Event, name: str) -> tuple[list[Guest], list[str]]:
    """The people of a property (ATTENDEE, ORGANIZER), and what is written there but is no e-mail address.

    Rooms, groups and machines are no people.
    """
    value = event.get(name, [])
    found, bad = [], []
    for one in value if isinstance(value, list) else [value]:
        guest = _guest(one)
        if guest is None:
            continue
        if guest.email:
            found.append(guest)
        else:
            what = shortened(str(one)) if one else "without an address"
            bad.append(f"{name.capitalize()} {what} is left out; an e-mail address has an @")
    return found, bad


def _guest(value: object) -> Guest | None:
    parameters = {str(key).upper(): str(text).strip(" '\"") for key, text in getattr(value, "params", {}).items()}
    if parameters.get("CUTYPE", "").upper() in NO_PERSON:
        return None
    address = str(value).strip()
    address = address[7:] if address.casefold().startswith("mailto:") else address
    known = (parameters.get("EMAIL", ""), address, parameters.get("CN", ""))
    email = next((each.strip(" <>") for each in known if _is_email(each)), "")
    if email and (is_machine(email) or email.casefold().endswith(NO_PERSON_AT)):
        return None
    name = parameters.get("CN", "")
    return Guest("" if _is_email(name) else name, email, parameters.get("PARTSTAT", "").upper())


def _is_email(text: str) -> bool:
    name, at, domain = text.strip(" <>").rpartition("@")
    return bool(name and at and "." in domain) and not any(
        sign.isspace() or sign in "/:;,<>" for sign in text.strip(" <>")
    )
