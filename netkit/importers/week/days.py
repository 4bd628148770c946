"""Days as people say them in a sentence: on Tuesday, yesterday, two days ago, 12 March."""

from __future__ import annotations

import re
from datetime import date, timedelta

from netkit.vocabulary import MONTH_NAMES, MONTHS, WEEKDAY

WORDS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
RELATIVE = {
    "today": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "tonight": 0, "yesterday": 1,
    "last night": 1, "the day before yesterday": 2,
}  # fmt: skip
RELATIVES = "|".join(sorted(RELATIVE, key=len, reverse=True)).replace(" ", r"\s")
SHORT = "Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun"  # only with a capital: one also sat in the sun
WEEKDAYS = f"{'|'.join(WEEKDAY)}|(?-i:{SHORT})"
MONTH = "|".join([*MONTH_NAMES, "Sept", *MONTHS])
PAST = re.compile(
    rf"""\b(?:
    (?P<relative>{RELATIVES})
    | (?P<count>\d{{1,2}}|{"|".join(WORDS)})\s(?P<unit>day|week)s?\sago
    | (?P<iso>\d{{4}}-\d\d-\d\d)
    | (?:on\s)?(?:(?:{WEEKDAYS}),?\s)?(?:the\s)?
      (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{MONTH})
      (?:,?\s(?P<year>\d{{4}}))?
    | (?:on\s)?(?:(?:{WEEKDAYS}),?\s)?
      (?P<month2>{MONTH})\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year2>\d{{4}}))?
    | (?P<how>on\s|last\s|this\s)?(?P<weekday>{WEEKDAYS})
    )\b[:,]?""",
    re.IGNORECASE | re.VERBOSE,
)
AHEAD = re.compile(
    rf"\b(?:by|until|before|on|next|this)?\s?"
    rf"(?:(?P<word>tomorrow|today|next week|next month)|(?P<weekday>{WEEKDAYS}))\b",
    re.IGNORECASE,
)
STEPS = {"today": 0, "tomorrow": 1, "next week": 7, "next month": 30}


def past_day(text: str, today: date) -> tuple[date, tuple[int, int]] | None:
    """The first day that lies behind, or today, and where it stands; None if none is said, or it is to come.

    A date says more than a weekday: of "Saturday 14 November" it is the date.
    """
    found = []
    for match in PAST.finditer(text):
        day = _said(match, today)
        ahead = text[: match.start()].lower().endswith(("next ", "by ", "until ", "before "))
        if day and day <= today and not ahead:
            found.append((bool(match["weekday"]), day, match.span()))
    return min(found, key=lambda one: one[0])[1:] if found else None


def _said(match: re.Match[str], today: date) -> date | None:
    said = match.groupdict()
    if said["relative"]:
        return today - timedelta(days=RELATIVE[said["relative"].lower()])
    if said["count"]:
        count = WORDS.get(said["count"].lower()) or int(said["count"])
        return today - timedelta(days=count * (7 if said["unit"].lower() == "week" else 1))
    if said["weekday"]:
        behind = (today.weekday() - _weekday(said["weekday"])) % 7
        return today - timedelta(days=behind or (7 if (said["how"] or "").lower() == "last " else 0))
    if said["iso"]:
        return _date(*said["iso"].split("-"))
    day, month, year = (said[name] or said[f"{name}2"] for name in ("day", "month", "year"))
    number = MONTHS.index(month[:3].capitalize()) + 1
    this_year = _date(year or today.year, number, day)
    return this_year if year or not this_year or this_year <= today else _date(today.year - 1, number, day)


def coming_day(text: str, today: date) -> tuple[date, tuple[int, int]] | None:
    """The first day to come that a promise names, and where it stands: by Friday, tomorrow, next week."""
    match = AHEAD.search(text)
    if match is None:
        return None
    if match["word"]:
        return today + timedelta(days=STEPS[match["word"].lower()]), match.span()
    return today + timedelta(days=(_weekday(match["weekday"]) - today.weekday()) % 7 or 7), match.span()


def _weekday(text: str) -> int:
    return [day[:3] for day in WEEKDAY].index(text[:3].lower())


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
