"""Cards and their properties in vCard 2.1, 3.0 and 4.0 as they are met: folded, encoded, damaged or cut off."""

from __future__ import annotations

import binascii
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

GROUP = r"(?:[\w-]{1,60}\.)?"
MARK = re.compile(rf"^{GROUP}(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
AGENT = re.compile(rf"^{GROUP}AGENT\b[^\n:]*:\s*\Z", re.IGNORECASE | re.MULTILINE)  # a card within follows
START = re.compile(rf'{GROUP}([A-Za-z][\w-]{{0,60}})((?:;(?:[^":;\n]++|"[^"\n]*+")*+)*+):')
LOOSE = re.compile(rf"{GROUP}([A-Za-z][\w-]{{0,60}})(;[^:\n]*+)?:")  # where a quotation mark stays open
LONGEST_START = 4_000  # characters of a name and its parameters
NAMES = {
    "ADR", "AGENT", "ANNIVERSARY", "BDAY", "CALADRURI", "CALURI", "CATEGORIES", "CLASS", "CLIENTPIDMAP", "EMAIL",
    "FBURL", "FN", "GENDER", "GEO", "IMPP", "KEY", "KIND", "LABEL", "LANG", "LOGO", "MAILER", "MEMBER", "N", "NAME",
    "NICKNAME", "NOTE", "ORG", "PHOTO", "PRODID", "PROFILE", "RELATED", "REV", "ROLE", "SORT-STRING", "SOUND", "SOURCE",
    "TEL", "TITLE", "TZ", "UID", "URL", "VERSION", "XML",
}  # fmt: skip
OLD = re.compile(r"^VERSION:2", re.IGNORECASE | re.MULTILINE)  # its folds keep the space
FOLD = re.compile(r"(?<!=)\n[ \t]")
LONG = 70  # characters from which a line break without indent is a fold rather than a new line
CHARSET = re.compile(
    r"CHARSET=\"?((?:utf-?8|utf-?16|iso|windows|cp|koi|big5|gb|shift|euc|mac|latin|us-ascii)[\w:-]*)", re.I
)
WIDE = ("utf-16", "utf16", "iso-2022", "iso2022")  # their bytes can pass for UTF-8


class Card(NamedTuple):
    """A card: the line it begins on (from 1), its text as it stands in the file, and whether its END is there."""

    line: int
    text: str
    ended: bool


class Property(NamedTuple):
    """A property: its name and parameters in capitals, and its value, decoded but still escaped."""

    name: str
    params: str
    value: str


def text_of(data: bytes) -> str:
    """The text of bytes that are not UTF-8 throughout: each line as UTF-8, by its CHARSET, or as Windows-1252."""
    lines = data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    whole = re.sub(rb"([\x80-\xff])\n[ \t]([\x80-\xbf])", rb"\1\2", lines)  # a fold within a letter
    return "\n".join(_letters(line, line[:200].decode("latin-1")) for line in whole.split(b"\n"))


def cards_of(text: str) -> Iterator[Card]:
    """The cards of a text, one after the other; a card within a card (AGENT) stays in the outer one's text."""
    text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    start, inner, line, counted = -1, 0, 1, 0
    for mark in MARK.finditer(text):
        begins = mark[1].upper() == "BEGIN"
        if begins and start >= 0 and AGENT.search(text, max(start, mark.start() - 200), mark.start()):
            inner += 1
        elif begins:
            if start >= 0:
                yield Card(line, text[start : mark.start()], False)
            start, inner = mark.start(), 0
            line, counted = line + text.count("\n", counted, start), start
        elif inner:
            inner -= 1
        elif start >= 0:
            yield Card(line, text[start : mark.end()], True)
            start = -1
    if start >= 0:
        yield Card(line, text[start:], False)


def properties_of(card: Card, wanted: Collection[str]) -> Iterator[Property]:
    """The properties of a card that have one of the wanted names; those of a card within are not among them."""
    name = params = ""
    parts: list[str] = []
    for line in _lines(card.text):
        start = START.match(line, 0, LONGEST_START) or LOOSE.match(line, 0, LONGEST_START)
        soft = bool(parts) and parts[-1][-1:] == "=" and "QUOTED-PRINTABLE" in params
        new = start[1].upper() if start else ""
        if start and (new in NAMES or new.startswith("X-") or (new == start[1] and not soft)):
            if name in wanted:
                yield _property(name, params, "".join(parts))
            name, params, parts = new, (start[2] or "").upper(), [line[start.end() :]]
        elif parts and soft:
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif parts and line.strip():
            indented = line[0] in " \t"
            parts.append(line[1:] if indented else line if len(parts[-1]) >= LONG else f"\n{line}")
    if name in wanted:
        yield _property(name, params, "".join(parts))


def _lines(text: str) -> Iterator[str]:
    """The lines between BEGIN and END, unfolded, without those of a card within."""
    unfolded = FOLD.sub(" " if OLD.search(text) else "", text)
    nested = unfolded.upper().count("VCARD") > 2
    inner = 0
    for line in unfolded.split("\n")[1:]:
        mark = MARK.match(line) if nested else None
        inner += 0 if mark is None else 1 if mark[1].upper() == "BEGIN" else -1
        if mark is None and inner <= 0:
            yield line


def _property(name: str, params: str, value: str) -> Property:
    if "QUOTED-PRINTABLE" in params:
        value = _letters(binascii.a2b_qp(value.removesuffix("=").encode("utf-8")), params)
    elif "BASE64" in params or "ENCODING=B" in params:
        try:
            value = _letters(binascii.a2b_base64("".join(value.split()).encode()), params)
        except (binascii.Error, UnicodeError):
            value = ""
    return Property(name, params, value.replace("\r\n", "\n").replace("\r", "\n").strip())


def _letters(data: bytes, params: str) -> str:
    """Bytes as text: UTF-8 if they are that, else in the CHARSET that is named, else Windows-1252."""
    named = CHARSET.search(params)
    charset = named[1].lower() if named else "utf-8"
    for encoding in (charset, "utf-8") if charset.startswith(WIDE) else ("utf-8", charset):
        try:
            return data.decode(encoding).replace("\0", "")
        except (UnicodeError, LookupError):
            continue
    return data.decode("cp1252", "replace").replace("\0", "")
