"""Taking somebody's names, addresses and ids out of what others wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from unicodedata import normalize

from netkit.folding import letter_by_letter, without_accents
from netkit.workbook import rows

SOMEBODY = "somebody"
FEWEST_DIGITS = 7  # a shorter phone number may be any number
NATIONAL = 9  # so many digits at the end of a longer one are the same in every country's way to write it


class Eraser:
    """Takes a person out of a free text, also out of the JSON in it.

    A name of several words goes wherever it stands whole, however it is spelt: with its accents or without, the last
    name first, as a handle. A name of one word goes only where it is written as theirs is, and not within the name of
    somebody else (`others`), so that ordinary words and namesakes stay.
    """

    def __init__(self, ids: Iterable[str], rows_of_person: Iterable[dict[str, Any]], others: Iterable[str]) -> None:
        self.ids = tuple(ids)
        names: set[str] = set()
        keys: set[str] = set()
        for row in rows_of_person:
            names |= {normalize("NFC", name) for name in (row["name"], *json.loads(row["other_names"]))}
            keys |= {_address(without_accents(key)) for key in (*json.loads(row["emails"]), row["url"]) if key.strip()}
            keys |= {_phone(phone) for phone in json.loads(row["phones"])}
        alone = {name.strip() for name in names if len(name.split()) == 1}
        theirs = _either(_whole(re.escape(name)) for name in others if alone & set(name.split()))
        self.anyhow = re.compile(_either([*keys, *(form for name in names for form in _forms(name))]))
        self.alone = re.compile(f"(?P<other>{theirs})|{_either(_whole(re.escape(name)) for name in alone)}")

    def clean(self, value: Any) -> Any:
        """What is written freely, without the person."""
        if isinstance(value, str):
            return self._clean_text(value)
        if isinstance(value, list):
            return [self.clean(x) for x in value if x not in self.ids]
        if isinstance(value, dict):
            return {name: self.clean(x) for name, x in value.items()}
        return value

    def _clean_text(self, text: str) -> str:
        if text[:1] in ("{", "["):
            try:
                found = json.loads(text)
            except ValueError:
                found = None
            if isinstance(found, dict | list):
                clean = self.clean(found)
                return text if clean == found else rows.to_json(clean)
        for id in self.ids:
            text = text.replace(id, "")
        return self.alone.sub(lambda match: match["other"] or SOMEBODY, self.clean_fact(text))

    def clean_fact(self, text: str) -> str:
        """What is said about somebody else, without the names of several words and the addresses of the person."""
        plain, places = letter_by_letter(text)
        for match in reversed([*self.anyhow.finditer(plain)]):
            rest = text[places[match.end()] :] if match.end() < len(plain) else ""
            text = text[: places[match.start()]] + SOMEBODY + rest
        return text


def _forms(name: str) -> list[str]:
    """The patterns of a name of several words, whole and first and last alone: as it is, turned round, as a handle."""
    words = [re.escape(word) for word in without_accents(name).split()]
    found = []
    for said in (words, [words[0], words[-1]]) if len(words) > 1 else ():
        found.append(_whole(r"(?:\s+|[._-])".join(said)))
        found.append(_whole(rf"{said[-1]},?\s+" + r"\s+".join(said[:-1])))
        found.append("@" + "[._-]?".join(said) + r"(?!\w)")
    return found


def _whole(name: str) -> str:
    return rf"(?<!\w){name}(?!\w)"


def _address(key: str) -> str:
    """The pattern of an e-mail address, or of a page's, with https:// and www. or without."""
    bare = re.sub(r"^https?://(www\.)?", "", key).rstrip("/")
    before = "" if "@" in key else r"(?:https?://)?(?:[a-z-]+\.)?"
    return rf"(?<![\w.@/-]){before}{re.escape(bare)}(?:/(?!\w)|(?![\w@/-]))"


def _phone(phone: str) -> str:
    """The pattern of a phone number, with or without the code of its country."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) < FEWEST_DIGITS:
        return ""
    spaced = r"[\s().-]*".join(digits[-NATIONAL:])
    before = r"(?:\(?\d[\s().-]*){0,5}" if len(digits) >= NATIONAL else ""
    return rf"(?<!\d)\+?{before}{spaced}(?!\d)"


def _either(parts: Iterable[str]) -> str:
    return "|".join(sorted((part for part in set(parts) if part.strip()), key=len, reverse=True)) or r"(?!)"
