"""Messages of a mailbox one by one, their headers only: the memory it takes does not grow with the mailbox."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

BLOCK = 1 << 18  # bytes that are read at a time
LARGEST = 1 << 18  # bytes of headers that are kept of one message: a hundred times what is usual
LONGEST = 1 << 10  # bytes of the line between two messages, and a little of what follows it
# "From ines@okafor.example Mon Jan  1 10:00:00 2024", and a header below it: no sentence of a letter looks like that
ENVELOPE = rb"From (?=[^\n]{0,600}\b(?:19|20)\d\d\b)[^\n]{0,500}\d\d:\d\d[^\n]{0,100}\n"
BORDER = re.compile(rb"\n" + ENVELOPE + rb"(?=[!-9;-~]{1,100}[ \t]{0,9}:|>From )")
END = re.compile(rb"\n(?:\r*\n|(?=" + ENVELOPE + rb"))")
LEAD = re.compile(rb"\s*(?:\d+\s*\n)?")  # empty lines, and the size that Apple's Mail writes above a message
HEADER = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
FIELDS = (
    "from", "sender", "to", "cc", "bcc", "delivered-to", "x-original-to", "date", "message-id", "in-reply-to",
    "references", "x-gmail-labels", "list-id", "list-unsubscribe", "precedence", "auto-submitted",
    "x-spam-flag", "x-mozilla-status",
)  # fmt: skip
VALUE = rb"[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)"
FIELD = re.compile(rb"\n(" + "|".join(FIELDS).encode() + rb")" + VALUE, re.IGNORECASE)
RECEIVED = re.compile(rb"\nreceived" + VALUE, re.IGNORECASE)

Headers = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Message:
    """The line on which a message begins, the "From " line above it (b"" if none), and its headers as they stand."""

    line: int
    envelope: bytes
    head: bytes

    def headers(self) -> Headers:
        """The headers that say who, when and in answer to what: each name in small letters with all its values."""
        found: Headers = {}
        for name, value in FIELD.findall(b"\n" + self.head):
            found.setdefault(name.decode().lower(), []).append(letters(value))
        return found

    def received(self) -> list[str]:
        """Where it passed, the last place first; looked up apart, for it is long and seldom wanted."""
        return [letters(value) for value in RECEIVED.findall(b"\n" + self.head)]


def letters(value: bytes) -> str:
    """Raw 8-bit letters as UTF-8, else as Windows-1252; on one line."""
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        text = value.decode("cp1252", errors="replace")
    return " ".join(text.replace("\x00", "").split())


def messages(stream: BinaryIO) -> Iterator[Message]:
    """The messages of an mbox, or the one message of any other file."""
    window = _Window(stream)
    if not is_mailbox(window.data):
        window.leave(_lead(window.data))
        yield Message(window.line, b"", window.headers())
        return
    while envelope := window.border():
        yield Message(window.line - 1, envelope, window.headers())


def is_mailbox(data: bytes) -> bool:
    """Whether a file begins with the line that stands between the messages of an mbox."""
    return bool(BORDER.match(b"\n" + data.removeprefix(BOM_UTF8).lstrip()))


def is_message(data: bytes) -> bool:
    """Whether a file begins with headers, among them a sender and one more that every mail has."""
    data = data.removeprefix(BOM_UTF8)
    start = _lead(data)
    if not HEADER.match(data, start):
        return False
    message = Message(1, b"", data[start : _end(data, start)])
    named = message.headers().keys()
    return "from" in named and (not named.isdisjoint(("date", "message-id", "to")) or bool(message.received()))


def _lead(data: bytes) -> int:
    """Where the headers of a file of one message begin."""
    found = LEAD.match(data)
    return found.end() if found else 0


def _end(data: bytes, start: int) -> int:
    """Where the headers end that begin at `start`."""
    found = END.search(data, start)
    return found.start() if found else len(data)


class _Window:
    """What is in memory of a stream: a block, how far it is used, and on which line that is."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.at, self.line = stream, 0, 0
        self.data = b"\n" + stream.read(BLOCK).removeprefix(BOM_UTF8)  # a first line like any other

    def more(self) -> bool:
        """Forget what was used, and read on; False at the end."""
        block = self.stream.read(BLOCK)
        self.data, self.at = self.data[self.at :] + block, 0
        return bool(block)

    def leave(self, end: int) -> None:
        """Go on to `end`."""
        self.line += self.data.count(b"\n", self.at, end)
        self.at = end

    def border(self) -> bytes:
        """The next line between two messages, and go behind it; b"" at the end."""
        while not (found := BORDER.search(self.data, self.at)):
            self.leave(max(self.at, len(self.data) - LONGEST))
            if not self.more():
                return b""
        self.leave(found.end())
        return found[0].strip()

    def headers(self) -> bytes:
        """What stands before the next empty line, and go there; of endless headers the first 256 KB."""
        while (end := _end(self.data, self.at)) == len(self.data) and end - self.at < LARGEST and self.more():
            pass
        end = min(end, self.at + LARGEST)
        found = self.data[self.at : end]
        self.leave(end)
        return found
