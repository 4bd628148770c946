"""Address books as vCard 2.1, 3.0 or 4.0: from a phone, from Apple, Google or Outlook, one card a file or many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from netkit.errors import BadValue, Problem
from netkit.folding import folded
from netkit.importers.card import NOBODY, Said, person_of
from netkit.importers.contract import Found
from netkit.importers.files import File
from netkit.importers.owner import Owner
from netkit.importers.vcard_lines import MARK, Card, Property, cards_of, properties_of, text_of
from netkit.records import Person
from netkit.workbook.vcards import IN_CARD, OWN, own_person

SOURCE = "vcard"
LABEL = "vCard"
LOOKS_LIKE = "an address book as vCard (.vcf)"
SUFFIXES = (".vcf", ".vcard")
FIELD = {  # what goes into a field as it is, and the field
    "FN": "name", "TITLE": "role", "ROLE": "role", "NOTE": "note", "BDAY": "birthday", "EMAIL": "emails",
    "TEL": "phones", "URL": "url", "X-SOCIALPROFILE": "url",
}  # fmt: skip
LIST = {"NICKNAME": "other_names", "CATEGORIES": "tags"}  # several, between commas
PARTS = {  # what has parts between semicolons: the field of each, by its place
    "N": ((1, "first name"), (2, "middle name"), (0, "last name")),
    "ORG": ((0, "organisation"),),
    "ADR": ((3, "place"), (6, "place")),
}
WANTED = {*FIELD, *LIST, *PARTS, "UID", "KIND", "X-ADDRESSBOOKSERVER-KIND", "VERSION", OWN}
NOT_PEOPLE = {"group": "a group", "location": "a place", "device": "a device", "application": "a program"}
UNIQUE = 16  # characters from which a UID is taken to be nobody else's
LARGEST = 100_000  # characters of a card that is kept with its pictures
LONGEST = 900_000  # characters of a card that is kept at all
FIRST = re.compile(r"\bPREF\b(?!=[2-9]|=1\d)")
LAST = re.compile(r"\b(FAX|PAGER)\b")
BETWEEN = {mark: re.compile(rf"((?:[^\\{mark}]++|\\.|\\\Z)*+)(?:{mark}|\Z)", re.DOTALL) for mark in ",;"}
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
PICTURE = re.compile(  # its parameters, and its bytes over many lines, indented or not
    r"^((?:[\w-]{1,60}\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:][^:\n]*+:?)[^\n]*+"
    r"(?:\n(?:[ \t][^\n]*+|[A-Za-z0-9+/=]*+)(?=\n))*+",
    re.IGNORECASE | re.MULTILINE,
)


def knows(file: File) -> bool:
    """Whether it is called a vCard and has one near its top, or begins with one whatever it is called."""
    start = file.start.replace("\r", "\n")
    mark = MARK.search(start)
    if mark is None:
        return False
    return PurePath(file.name).suffix.casefold() in SUFFIXES or not start[: mark.start()].strip("\ufeff \t\n")


def read(file: File, owner: Owner) -> Iterator[Found | Problem]:
    """A person a card, the card kept verbatim in `raw` (without its pictures where it is over 100 kB)."""
    data = file.content()
    text = text_of(data) if file.encoding == "cp1252" else data.decode(file.encoding, "replace")
    named: dict[str, str] = {}
    for card in cards_of(text):
        try:
            yield _found(card, file.name, owner, named)
        except BadValue as error:
            yield Problem(file.name, card.line, str(error))


def _found(card: Card, name: str, owner: Owner, named: dict[str, str]) -> Found | Problem:
    """The person of a card; `named` notes who has which UID, for some programs give one to several people."""
    properties = list(properties_of(card, WANTED))
    kinds = [p.value.lower() for p in properties if p.name in ("KIND", "X-ADDRESSBOOKSERVER-KIND")]
    if kinds and kinds[0] in NOT_PEOPLE:
        return Problem(name, card.line, f"it is {NOT_PEOPLE[kinds[0]]}, not a person")
    if own := _own(properties):
        return Found(card.line, (own,))
    text, left_out = _kept(card.text)
    said = said_of(properties)
    uid = next((p.value for p in properties if p.name == "UID" and len(p.value) >= UNIQUE), "")
    known = folded(" ".join(said.get("name", [])))
    key = uid if named.setdefault(uid, known) == known else ""
    person, more = person_of(said, SOURCE, owner, key=key, card=text)
    return Found(card.line, (person,), left_out=(*left_out, *more)) if person else Problem(name, card.line, NOBODY)


def said_of(properties: list[Property]) -> Said:
    """What the properties say, by field of a person; what is preferred comes first, fax and pager last."""
    old = any(p.name == "VERSION" and p.value.startswith("2") for p in properties)
    said: Said = {}
    for one in sorted(properties, key=_rank):
        if one.name == "BDAY":
            said.setdefault("birthday", []).append(_birthday(one))
        elif one.name in FIELD:
            said.setdefault(FIELD[one.name], []).append(plain(one.value, old))
        elif one.name in LIST:
            said.setdefault(LIST[one.name], []).extend(plain(part, old) for part in _split(one.value, ","))
        elif one.name in PARTS:
            parts = [plain(part, old) for part in _split(one.value, ";")]
            for place, field in PARTS[one.name]:
                said.setdefault(field, []).extend(parts[place : place + 1])
    return said


def _own(properties: list[Property]) -> Person | None:
    """The person of a card that netkit wrote: as they were, and what was changed in the card since."""
    text = next((p.value for p in properties if p.name == OWN), "")
    if not text:
        return None
    said = said_of(properties)
    uid = next((p.value for p in properties if p.name == "UID"), "")
    return own_person(plain(text), {field: said.get(field, []) for field in IN_CARD}, uid)


def _rank(one: Property) -> int:
    if not one.params:
        return 1
    return 0 if FIRST.search(one.params) else 2 if LAST.search(one.params) else 1


def _birthday(one: Property) -> str:
    """The day; without its year where Apple says that it is not one."""
    omit = re.search(r"OMIT-YEAR=\"?(\d{4})", one.params)
    return one.value.replace(f"{omit[1]}-", "--", 1) if omit and one.value.startswith(omit[1]) else one.value


def _split(value: str, mark: str) -> list[str]:
    """The parts between marks that are not escaped."""
    return [match[1] for match in BETWEEN[mark].finditer(value)] if "\\" in value else value.split(mark)


def plain(value: str, old: bool = False) -> str:
    """A value without its escapes; in vCard 2.1 (`old`) an n behind a backslash is no new line."""
    return ESCAPED.sub(lambda match: _unescaped(match[0], match[1], old), value) if "\\" in value else value


def _unescaped(both: str, sign: str, old: bool) -> str:
    if sign in "nN":
        return both if old else "\n"
    return sign if sign in ',;:\\"' else both


def _kept(text: str) -> tuple[str, list[str]]:
    """The card to be kept, and what of it is not."""
    if len(text) <= LARGEST:
        return text, []
    small = PICTURE.sub(r"\1", text)
    if len(small) > LONGEST:
        return "", [f"the card itself is not kept: it has {len(text) // 1000:,} kB"]
    return small, [
        f"its pictures are not kept: they have {(len(text) - len(small)) // 1000:,} kB"
    ] if small != text else []
