"""What the headers of a mail say: names and addresses, moments, labels, the mail that it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses, parsedate_to_datetime
from functools import lru_cache

from netkit.importers.mail.stream import Message, letters

# what the standard library raises on real mail; binascii's error is a ValueError
BROKEN = (HeaderParseError, ValueError, LookupError, AttributeError, TypeError, OverflowError, RecursionError)
LONGEST = 20_000  # characters of a header that are taken apart with care
WORD = re.compile(r"=\?[^?\s]+\?[qQ]\?[^?]*\?=")
ATOM = r"[^\s<>()\[\],;:\"\\@]+"
ADDRESS = rf"{ATOM}@{ATOM}"
NAME = r"""(?:"(?P<quoted>[^"\\]*)"|(?P<bare>[^"<>(),;:@\\\[\]]*))"""
ENTRY = re.compile(rf" ?(?:{NAME} ?<(?P<angle>{ADDRESS})>|(?P<alone>{ADDRESS})) ?(?:,|$)")
WHOLE = re.compile(rf"{ATOM}@[^\s<>()\[\],;:\"\\@.]+(?:\.[^\s<>()\[\],;:\"\\@.]+)+")
NO_LETTER = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
ID = re.compile(r"<([^<>\s]{1,1000})>")
BARE = re.compile(r"[^<>@\s]{1,500}@[^<>@\s]{1,500}")
STAMP = re.compile(r"([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d(?::\d\d)?) (?:([+-]\d{4}) )?(\d{4})")

Address = tuple[str, str]  # the name ('' if none) and the e-mail


def words(text: str) -> str:
    """A text with its encoded words (=?utf-8?q?...?=) decoded, on one line; as it is where that fails."""
    return _words(text) if len(text) <= LONGEST else text


@lru_cache(1_000)  # the same names and labels come again and again
def _words(text: str) -> str:
    if "=?" in text:
        with suppress(*BROKEN):
            text = "".join(_word(part, charset) for part, charset in decode_header(text))
    return " ".join(NO_LETTER.sub(" ", text).split())


def _word(part: str | bytes, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    try:
        return part.decode(charset or "utf-8")
    except (LookupError, ValueError):
        return letters(part)


def addresses(value: str) -> tuple[list[Address], list[str]]:
    """The names and e-mails of a list of addresses, each e-mail once, and the pieces that are no e-mail address."""
    found: dict[str, Address] = {}
    bad: list[str] = []
    for name, email in _entries(value):
        email = email.strip("'.")
        if WHOLE.fullmatch(email):
            found.setdefault(email.casefold(), (_name(name, email), email))
        elif email:
            bad.append(next((piece.strip() for piece in value.split(",") if email in piece), email))
    return list(found.values()), bad


def _entries(value: str) -> list[Address]:
    """Name and e-mail of each entry, as they stand; the usual ones at once, the others by the standard library."""
    found: list[Address] = []
    at = 0
    while at < len(value):
        match = ENTRY.match(value, at)
        if match is None:
            return found + _parsed(value[at:])
        found.append((match["quoted"] or match["bare"] or "", match["angle"] or match["alone"]))
        at = match.end()
    return found


def _parsed(value: str) -> list[Address]:
    if len(value) <= LONGEST:
        # a bare comma within an encoded word would be taken for the end of an entry
        whole = WORD.sub(lambda word: word[0].replace(",", "=2C").replace(" ", "_"), value)
        with suppress(*BROKEN):
            return getaddresses([whole])
    return [("", email) for email in re.findall(ADDRESS, value)]


def _name(name: str, email: str) -> str:
    """The name for people: decoded, without quotation marks; '' if it only repeats the e-mail."""
    said = words(name).strip('" ')
    said = said[1:-1].strip() if said[:1] == said[-1:] == "'" else said
    return "" if said.casefold() == email.casefold() else said


def moment(text: str) -> datetime | None:
    """The moment of a Date header; -0000 and a zone left out are UTC; None for what is no date."""
    try:
        found = parsedate_to_datetime(text)
    except BROKEN:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def passed_on(message: Message) -> Iterator[datetime | None]:
    """The moments at which a mail was passed on, the last one first; then that of its "From " line."""
    for value in message.received():
        yield moment(value.rpartition(";")[2])
    if found := STAMP.search(letters(message.envelope)):
        month, day, time, zone, year = found.groups()
        yield moment(f"{day} {month} {year} {time} {zone or '+0000'}")


def message_id(value: str) -> str:
    """The (first) id of a Message-ID or In-Reply-To header, without its brackets; '' if there is none."""
    return next(iter(_ids(value)), "")


def last_id(value: str) -> str:
    """The last id of a References header: the mail that was answered; '' if there is none."""
    return next(reversed(_ids(value)), "")


def _ids(value: str) -> list[str]:
    """The ids of a header; some programs leave out the brackets, and then nothing else may stand there."""
    pieces = value.split()
    return ID.findall(value) or (pieces if all(map(BARE.fullmatch, pieces)) else [])
