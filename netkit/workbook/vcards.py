"""People as vCard 3.0 (RFC 2426), for a phone or an address book; read in again, nothing is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from netkit.records import Person
from netkit.workbook.places import new_folder, put

OWN = "X-NETKIT"  # the property that holds what no other has a place for, as JSON
OWN_UID = re.compile(r"([a-z][a-z0-9]{9})@netkit")
IN_CARD = {  # fields that have a property of their own
    "name": "FN", "other_names": "NICKNAME", "emails": "EMAIL", "phones": "TEL", "organisation": "ORG", "role": "TITLE",
    "url": "URL", "birthday": "BDAY", "tags": "CATEGORIES", "place": "ADR", "note": "NOTE",
}  # fmt: skip
LISTS = {"other_names", "emails", "phones", "tags"}
ONE_EACH = {"EMAIL", "TEL"}  # one property for each value; other lists stand between commas
AROUND = {"ADR": (";;;", ";;;")}  # the place is the locality, fourth of seven parts
WIDTH = 75  # octets of a line, its line end not counted


def vcard(person: Person) -> str:
    """The card of one person, with line ends of its own; escaped and folded at 75 octets, never within a letter."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{person.id}@netkit",
        "N:" + ";".join(map(_escaped, _name_parts(person.called))),
        *_properties(person),
        f"{OWN}:{_escaped(_rest(person))}",
        "END:VCARD",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _name_parts(name: str) -> tuple[str, str, str, str, str]:
    """Family and given name, more given names, what stands before, and what stands after it: "Ines Okafor, PhD"."""
    whole, _, after = name.partition(", ")
    given, _, family = whole.rpartition(" ")
    return (family, given, "", "", after) if given else ("", name, "", "", "")


def _properties(person: Person) -> Iterator[str]:
    for field, property in IN_CARD.items():
        value = person.called if field == "name" else getattr(person, field)
        values = [_escaped(each) for each in (value if isinstance(value, list) else [value]) if each.strip()]
        before, after = AROUND.get(property, ("", ""))
        for text in values if property in ONE_EACH else [",".join(values)]:
            if text:
                yield f"{property}:{before}{text}{after}"


def _rest(person: Person) -> str:
    """The fields that have no property, or that a property would not give back to the letter, as JSON."""
    blank = {name: field.get_default(call_default_factory=False) for name, field in Person.model_fields.items()}
    values = person.model_dump(mode="json")
    kept = {
        name: value
        for name, value in values.items()
        if value != blank[name] and name != "id" and (name not in IN_CARD or not _survives(value))
    }
    kept |= {"name": ""} if not person.name else {}
    return json.dumps(kept, ensure_ascii=False)


def _survives(value: str | list[str]) -> bool:
    """Whether a property gives a value back as it is."""
    texts = value if isinstance(value, list) else [value]
    return all(text and text == text.strip() and "\r" not in text for text in texts)


def _escaped(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in "\\;,":
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The pieces of a line: 75 octets each, those after the first behind a space."""
    data, start, space = line.encode("utf-8"), 0, ""
    while start < len(data) or not start:
        end = start + WIDTH - len(space)
        while end < len(data) and data[end] & 0xC0 == 0x80:  # within a letter
            end -= 1
        yield space + data[start:end].decode("utf-8")
        start, space = end, " "


def vcard_file(people: Iterable[Person]) -> bytes:
    """People as one .vcf file, in UTF-8 without a byte order mark."""
    return "".join(map(vcard, _introducers_first(people))).encode("utf-8")


def write_vcards(people: list[Person], place: Path) -> int:
    """Write people as one .vcf file, or (for any other name) one file each into a new or empty folder.

    Returns how many. NetkitError if the folder is not empty or can't be written; then there is none of them.
    """
    if place.suffix.casefold() in (".vcf", ".vcard"):
        put(place, vcard_file(people))
        return len(people)
    with new_folder(place, or_else=" or a file that ends in .vcf"):
        for person in people:
            called = re.sub(r"[^\w-]+", "-", person.called).strip("-")[:40] or "person"
            put(place / f"{called}-{person.id}.vcf", vcard(person).encode("utf-8"))
    return len(people)


def _introducers_first(people: Iterable[Person]) -> Iterator[Person]:
    """Whoever introduced somebody comes before them, so that a reader knows whom the link means."""
    left = {person.id: person for person in people}
    while left:
        ready = [person for person in left.values() if person.introduced_by not in left] or list(left.values())[:1]
        for person in ready:
            yield left.pop(person.id)


def own_person(rest: str, said: Mapping[str, list[str]], uid: str) -> Person | None:
    """The person of a card that `vcard` wrote: `rest` is its own property, `said` its others by field.

    None if the card is not one of those; BadValue as for Person.
    """
    match = OWN_UID.fullmatch(uid)
    try:
        kept: Any = json.loads(rest)
    except ValueError:
        return None
    if match is None or not isinstance(kept, dict) or not kept.keys() <= Person.model_fields.keys():
        return None
    values = {
        name: [text for text in texts if text] if name in LISTS else next((text for text in texts if text), "")
        for name, texts in said.items()
    }
    return Person.read({**values, **kept, "id": match[1]})
