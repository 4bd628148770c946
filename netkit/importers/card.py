"""What an address book says of somebody, in whatever format, and the person that makes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date

from netkit.errors import shortened
from netkit.importers.addresses import profile_slug, web_address
from netkit.importers.owner import Owner
from netkit.importers.phones import digits, phone
from netkit.importers.raw import written
from netkit.records import Person

Said = dict[str, list[str]]  # what is said, by field of a person; a name may come in three parts
PARTS = ("first name", "middle name", "last name")
SINGLE = ("organisation", "role", "url", "place", "how_met")
MANY = ("other_names", "emails", "phones", "circles", "tags")
FIELDS = (*PARTS, "name", *MANY, *SINGLE, "birthday", "first_met_on", "note")
NOBODY = "it has neither a name nor an e-mail address"
TEL = re.compile(r"^tel:", re.IGNORECASE)
EMAIL = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+")
SYSTEM = {  # groups that Google makes by itself
    "mycontacts", "my contacts", "starred", "starred in android", "meine kontakte", "mes contacts", "mis contactos"
}  # fmt: skip
EMPTY_DAY = re.compile(r"[0\W]*")
ISO_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?")
NO_YEAR = re.compile(r"--(\d\d)-?(\d\d)(?:[T ].*)?")
LOCAL_DAY = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)\.?(?: .*)?")
MONTH_FIRST = {"US", "PH", "FM", "MH", "PW"}  # countries that write the month first
NO_YEAR_SAID = "1604"  # Apple's year for a birthday without one


def person_of(said: Said, source: str, owner: Owner, key: str = "", card: str = "") -> tuple[Person | None, list[str]]:
    """The person, None if there is neither a name nor an e-mail; and what of it could not be taken.

    `key` is what the source knows them by; without one it is a digest of all that tells people apart. `card` is kept
    verbatim; without one, what has no place of its own (a second page, a phone that was put right) is.
    """
    values = {name: _plain(said.get(name, [])) for name in FIELDS}
    left_out: list[str] = []
    name = _name(values)
    emails = _emails(values["emails"], left_out)
    if not name and not emails:
        return None, left_out
    urls = _urls(values["url"], left_out)
    phones = {each: phone(_number(each), owner.region) for each in values["phones"]}
    kept = [("VCARD", card)] if card else _kept(values, urls, phones)
    person = Person(
        name=name,
        other_names=[each for each in [*values["name"][1:], *values["other_names"]] if each != name],
        birthday=_day("Birthday", values["birthday"], owner, left_out),
        first_met_on=_day("First met", values["first_met_on"], owner, left_out) or None,
        **{field: "".join(values[field][:1]) for field in SINGLE if field != "url"},
        emails=emails,
        phones=[number for number in phones.values() if number],
        url=urls[0] if urls else "",
        circles=values["circles"],
        tags=[tag for tag in values["tags"] if not tag.startswith("* ") and tag.casefold() not in SYSTEM],
        note="\n".join(text.strip() for text in said.get("note", []) if text.strip()),
        raw=written(kept),
        source=source,
        source_key=key or _digest(name, emails, values),
    )
    return person, left_out


def _plain(texts: Sequence[str]) -> list[str]:
    """Texts of one line each, without empty ones and repetitions."""
    if len(texts) < 2:
        one = " ".join(texts[0].split()) if texts else ""
        return [one] if one else []
    return [text for text in dict.fromkeys(" ".join(text.split()) for text in texts) if text]


def _name(values: Said) -> str:
    """The name, or its parts, or a nickname, or the place of work: an address book has companies, too."""
    whole = "".join(values["name"][:1]) or " ".join(part for name in PARTS for part in values[name][:1])
    return whole or "".join([*values["other_names"], *values["organisation"]][:1])


def _emails(texts: Sequence[str], left_out: list[str]) -> list[str]:
    found = {text: EMAIL.search(text.removeprefix("mailto:").removeprefix("MAILTO:")) for text in texts}
    left_out += [f"E-mail {shortened(text)} is left out; an address has one @" for text, at in found.items() if not at]
    return list({at[0].casefold(): at[0] for at in found.values() if at}.values())


def _urls(texts: Sequence[str], left_out: list[str]) -> list[str]:
    """Addresses of pages, a profile on LinkedIn first."""
    found = {text: web_address(text) for text in texts}
    bad = [text for text, url in found.items() if not url]
    left_out += [f"URL {shortened(text)} is left out; a page's address begins with https://" for text in bad]
    return sorted((url for url in found.values() if url), key=lambda url: not profile_slug(url))


def _number(text: str) -> str:
    """A phone number out of `tel:+44-20-7946-0958;ext=12`."""
    return TEL.sub("", text).replace(";ext=", " ext. ").partition(";")[0]


def _kept(values: Said, urls: list[str], phones: dict[str, str]) -> list[tuple[str, str]]:
    more = [(name.upper(), text) for name in SINGLE if name != "url" for text in values[name][1:]]
    return (
        [("PHONE", text) for text, number in phones.items() if text != number]
        + [("URL", url) for url in urls[1:]]
        + more
    )


def _day(what: str, texts: Sequence[str], owner: Owner, left_out: list[str]) -> str:
    text = "".join(texts[:1])
    found = parse_day(text, owner)
    if found is None or (what != "Birthday" and found.startswith("--")):
        left_out.append(f"{what} {shortened(text)} is left out; write a day as 1980-03-12")
        return ""
    return found


def parse_day(text: str, owner: Owner) -> str | None:
    """A day as YYYY-MM-DD, or --MM-DD without the year; '' for an empty one such as 0.0.00; None if it can't be told.

    12.03.1980 has its day first. In 12/03/1980 a number over 12 is the day; else it is the owner's country that tells,
    and without one nobody can.
    """
    if EMPTY_DAY.fullmatch(text):
        return ""
    if match := ISO_DAY.fullmatch(text):
        return _valid(match[1], match[2], match[3])
    if match := NO_YEAR.fullmatch(text):
        return _valid(NO_YEAR_SAID, match[1], match[2])
    if match := LOCAL_DAY.fullmatch(text):
        first, mark, second = int(match[1]), match[2], int(match[3])
        if mark != "." and max(first, second) <= 12 and first != second and not owner.region:
            return None
        turned = mark != "." and (second > 12 or (first <= 12 and owner.region in MONTH_FIRST))
        day, month = (second, first) if turned else (first, second)
        return _valid(_year(match[4], owner), month, day)
    return None


def _year(text: str, owner: Owner) -> str:
    """Four figures; of two, the latest year that is not to come."""
    return text if len(text) == 4 else str(int(text) + (2000 if int(text) + 2000 <= owner.today.year else 1900))


def _valid(year: str, month: str | int, day: str | int) -> str | None:
    try:
        found = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
    if year == NO_YEAR_SAID:
        return f"-{found[4:]}"
    return found if 1900 <= int(year) <= 2199 else None


def _digest(name: str, emails: Sequence[str], values: Said) -> str:
    """A key of all that tells people apart: the same for the same words, and no other's."""
    numbers = [digits(number) for number in values["phones"]]
    told = [name, *emails, *numbers, *values["url"], *values["organisation"][:1], *values["birthday"]]
    return hashlib.sha256("\n".join(told).casefold().encode()).hexdigest()[:16]
