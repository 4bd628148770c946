"""Addresses by which a person is known for certain: a profile on LinkedIn, a personal e-mail."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from netkit.records import Person

WEB = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
BARE = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?([/?#]\S*)?", re.IGNORECASE)
PROFILE = re.compile(r"https?://(?:[\w-]+\.)*linkedin\.com(?::\d+)?/in/([^/?#\s]+)", re.IGNORECASE)
ROLES = {  # what stands before the @ where several people share an address
    "abuse", "accounts", "admin", "administrator", "billing", "booking", "bookings", "careers",
    "contact", "enquiries", "enquiry", "events", "feedback", "finance", "hello", "help", "helpdesk",
    "hi", "hr", "info", "inquiries", "inquiry", "invoice", "invoices", "it", "jobs", "legal", "mail",
    "mailer-daemon", "marketing", "media", "news", "newsletter", "no-reply", "noreply", "do-not-reply",
    "donotreply", "office", "orders", "postmaster", "press", "privacy", "reception", "recruiting",
    "recruitment", "sales", "secretary", "security", "service", "services", "shop", "staff",
    "subscribe", "support", "team", "webmaster", "welcome",
}  # fmt: skip
MACHINE = re.compile(r".*noreply.*|donotreply.*|dontreply.*|mailerdaemon|postmaster|bounces?|unsubscribe")


@lru_cache(maxsize=10_000)
def web_address(text: str) -> str:
    """The address with its scheme (https:// where it has none); '' for anything that is no page on the web."""
    if WEB.fullmatch(text):
        return text
    return f"https://{text}" if BARE.fullmatch(text) else ""


@lru_cache(maxsize=10_000)
def profile_slug(url: str) -> str:
    """What LinkedIn knows a member by: the part after /in/, percent-decoded, in lower case; '' if there is none."""
    match = PROFILE.match(url)
    return unquote(match[1]).lower() if match else ""


def personal(email: str) -> str:
    """The address folded for comparison; '' for one of a role, such as info@, which several people share."""
    folded = email.strip().casefold()
    name, at, domain = folded.partition("@")
    shared = name.split("+")[0] in ROLES
    return folded if name and at and domain and not shared else ""


def person_at(source: str, name: str, email: str) -> Person:
    """Somebody whom a source knows by their e-mail, and perhaps a name."""
    return Person(name=name, emails=[email], source=source, source_key=email.casefold())


def is_machine(email: str) -> bool:
    """Whether nobody reads what is sent to an e-mail: no-reply@, mailer-daemon@."""
    name = email.partition("@")[0].partition("+")[0].casefold().translate({ord(sign): None for sign in "-_."})
    return bool(MACHINE.fullmatch(name))
