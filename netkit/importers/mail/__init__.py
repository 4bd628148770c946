"""Mail: a mailbox (mbox, as Gmail's Takeout gives it), single messages (eml), or folders of them.

Of each message its headers alone are read: who, when, which way, and which mail it answers; never the body.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache, partial
from pathlib import PurePath

from netkit.errors import NetkitError, Problem, shortened
from netkit.importers.addresses import is_machine, person_at
from netkit.importers.contract import Found
from netkit.importers.files import File, troubles
from netkit.importers.mail import headers as said
from netkit.importers.mail.labels import unwanted
from netkit.importers.mail.stream import Headers, Message, is_mailbox, is_message, messages
from netkit.importers.owner import Owner
from netkit.records import Interaction, Person

SOURCE = "mail"
LABEL = "mail"
LOOKS_LIKE = "a mailbox (.mbox, such as Gmail's Takeout) or single mails (.eml)"
MOST_PEOPLE = 50  # a mail to more of them makes nobody an acquaintance
EARLIEST = date(1971, 1, 1)  # no mail is older; computers without a clock say 1970
DELETED = 0x8  # the mark that Thunderbird sets on a mail until the folder is compacted


def knows(file: File) -> bool:
    """Whether it begins like a mailbox, or with the headers of a mail."""
    return is_mailbox(file.head) or is_message(file.head)


def read(file: File, owner: Owner) -> Iterator[Found | Problem]:
    """A contact a message, keyed by its Message-ID; NetkitError if no address of the owner is known.

    Outbound with everybody it went to if the owner sent it, else inbound with its sender. Spam, trash, drafts,
    lists and what machines send are skipped, and mail in which no address of the owner occurs.
    """
    owner.need_address(file.name)
    folders = [PurePath(part).stem for part in (*PurePath(file.folder).parts, file.name)]
    people = cache(partial(person_at, SOURCE))
    with troubles(file.name), file.open() as stream:
        for message in messages(stream):
            try:
                row: Found | Problem = _row(message, folders, owner, people)
            except NetkitError as error:
                row = Problem(file.name, message.line, str(error))
            yield row


def _row(message: Message, folders: list[str], owner: Owner, person: Callable[[str, str], Person]) -> Found:
    """The contact of a message; NetkitError says why it is none."""
    headers = message.headers()
    if why := _unwanted(headers, folders):
        raise NetkitError(why)
    sender = _sender(headers)
    to, bad = _recipients(headers)
    mine = owner.is_me(email=sender[1])
    if not mine and "list-unsubscribe" in headers:  # one's own, sent with a tool that adds it, is outreach all the same
        raise NetkitError("it went to a mailing list")
    people = _written_to(to, bad, owner) if mine else [sender]
    if not mine and not any(owner.is_me(email=email) for email in _arrived_at(to, headers)):
        raise NetkitError("none of your addresses is in it")
    if len(people) > MOST_PEOPLE:
        raise NetkitError(f"it went to {len(people):,} people at once")
    many = len(people) > 1 if mine else _is_for_many(to, sender, owner)
    day, inferred = _day(headers, message, owner)
    known = tuple(person(*address) for address in people)
    contact = Interaction(
        on=day,
        date_inferred=inferred,
        people=[each.id for each in known],
        channel="email",
        mode="one_to_many" if many else "one_to_one",
        direction="outbound" if mine else "inbound",
        outcome="pending" if mine else "replied",
        reply_to=said.message_id(_first(headers, "in-reply-to")) or said.last_id(_first(headers, "references")),
        source=SOURCE,
        source_key=said.message_id(_first(headers, "message-id")) or _own_key(message.head),
    )
    left_out = [f"{shortened(piece)} is left out; an e-mail address has an @" for piece in bad] if mine else []
    return Found(message.line, known, contact, left_out=tuple(left_out))


def _unwanted(headers: Headers, folders: list[str]) -> str:
    """Why a message is left out whoever wrote it; '' if it is not."""
    labels = ",".join([*map(said.words, headers.get("x-gmail-labels", [])), *folders])
    if why := unwanted(labels):
        return why
    if _first(headers, "x-spam-flag").casefold() == "yes":
        return "it is spam"
    with suppress(ValueError):
        if int(_first(headers, "x-mozilla-status") or "0", 16) & DELETED:
            return "it was thrown away"
    bulk = _first(headers, "precedence").casefold() in ("bulk", "list", "junk")
    if bulk or "list-id" in headers:
        return "it went to a mailing list"
    return "a machine sent it" if _first(headers, "auto-submitted").casefold() not in ("", "no") else ""


def _sender(headers: Headers) -> said.Address:
    """Who wrote it: the first address of From, else that of Sender."""
    values = headers.get("from", []) + headers.get("sender", [])
    sender = next((found[0] for found, _ in map(said.addresses, values) if found), None)
    if sender is None:
        wrong = next(filter(None, values), "")
        raise NetkitError(f"its sender {shortened(wrong)} is no e-mail address" if wrong else "it names no sender")
    if is_machine(sender[1]):
        raise NetkitError("a machine sent it")
    return sender


def _recipients(headers: Headers) -> tuple[list[said.Address], list[str]]:
    """Everybody it was written to, each once, and what is named among them but is no address."""
    read = [said.addresses(value) for name in ("to", "cc", "bcc") for value in headers.get(name, [])]
    found: dict[str, said.Address] = {}
    for address in (address for addresses, _ in read for address in addresses):
        found.setdefault(address[1].casefold(), address)
    return list(found.values()), [piece for _, bad in read for piece in bad]


def _written_to(to: list[said.Address], bad: list[str], owner: Owner) -> list[said.Address]:
    """The people to whom the owner wrote."""
    others = [address for address in to if not owner.is_me(email=address[1])]
    people = [address for address in others if not is_machine(address[1])]
    if people:
        return people
    if bad:
        raise NetkitError(f"{shortened(bad[0])}, to whom it went, is no e-mail address")
    if not to:
        raise NetkitError("it names nobody it went to")
    raise NetkitError("it went to a machine" if others else "a note to yourself")


def _is_for_many(to: list[said.Address], sender: said.Address, owner: Owner) -> bool:
    """Whether a mail to the owner went to others too, or to nobody by name."""
    others = (email for _, email in to if email.casefold() != sender[1].casefold())
    return not to or any(not owner.is_me(email=email) for email in others)


def _arrived_at(to: list[said.Address], headers: Headers) -> list[str]:
    """The e-mails at which it may have reached the owner, also as a blind copy."""
    noted = [*headers.get("delivered-to", []), *headers.get("x-original-to", [])]
    return [email for _, email in to] + [value.strip("<> ") for value in noted]


def _day(headers: Headers, message: Message, owner: Owner) -> tuple[date, bool]:
    """The day in the owner's zone, and whether it was worked out: from how the mail was passed on, not its Date."""
    dated = map(said.moment, headers.get("date", [])[:1])
    for inferred, moments in ((False, dated), (True, said.passed_on(message))):
        for moment in filter(None, moments):
            with suppress(OverflowError):
                if EARLIEST <= (day := owner.day_of(moment)) <= owner.today:
                    return day, inferred
    raise NetkitError(f"it has no date that can be read: {shortened(_first(headers, 'date'))}")


def _first(headers: Headers, name: str) -> str:
    return headers.get(name, [""])[0]


def _own_key(head: bytes) -> str:
    """A key for a message that has no Message-ID."""
    return f"sha256:{hashlib.sha256(head).hexdigest()[:32]}"
