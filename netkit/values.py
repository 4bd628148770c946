"""The kinds of value that fields hold, each with the sentence that says what would be right."""

from __future__ import annotations

import os
import re
from datetime import date, datetime
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from netkit.errors import BadValue
from netkit.vocabulary import Vocabulary

LONGEST = 1_000_000  # characters of one text: far beyond what is typed, short of what stalls a form
YEARS = range(1900, 2200)  # of a day that is kept or asked about
LETTERS, REST = "abcdefghjkmnpqrstuvwxyz", "abcdefghjkmnpqrstuvwxyz23456789"
ODD = "it has a character that no text can hold; take it out"
NO_TEXT = {  # by pydantic's word for it
    "string_type": "write it as text",
    "string_too_long": f"it is longer than {LONGEST:,} characters",
    "string_pattern_mismatch": ODD,  # a NUL
    "string_unicode": ODD,  # half of a pair, as JSON may have it
}
OF_BYTE = bytes(ord(REST[byte % len(REST)]) for byte in range(256))


def new_id() -> str:
    """A short random id; it begins with a letter, so that no spreadsheet takes it for a number."""
    drawn = os.urandom(10)  # at once: ten draws would be the dearest of a record
    return LETTERS[drawn[0] % len(LETTERS)] + drawn[1:].translate(OF_BYTE).decode("ascii")


class Model(BaseModel):
    """A frozen record whose bad values are told as BadValue: field, value, and what would be right."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise bad_value(type(self).__name__.lower(), error) from None

    # said as pydantic says it of its own: so a plan is validated in one go, and not each of its items apart
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    def changed(self, **values: Any) -> Self:
        """A validated copy with these fields changed."""
        return type(self)(**{**self.__dict__, **values})

    @classmethod
    def read(cls, values: dict[str, Any]) -> Self:
        """A record from plain values (of JSON or CSV), with every error told as BadValue."""
        return cls(**values)


def bad_value(what: str, error: ValidationError) -> BadValue:
    """The first of pydantic's errors as a BadValue; its field is a path such as `plan.why.goals.1.by`."""
    first = error.errors()[0]
    cause = first.get("ctx", {}).get("error")
    path = ".".join([what, *(str(part) for part in first["loc"])])
    if first["type"] == "missing":
        return BadValue(path, "", "it is needed here")
    if first["type"] == "extra_forbidden":
        return BadValue(path, first["input"], "there is no field of that name")
    if first["type"] in NO_TEXT:
        return BadValue(path, first["input"], NO_TEXT[first["type"]])
    expected = str(cause) if isinstance(cause, ValueError) else first["msg"][:1].lower() + first["msg"][1:]
    return BadValue(path, first["input"], expected)


def _day(value: Any) -> date | None:
    if value is None or value == "":
        return None
    try:
        if isinstance(value, datetime):
            value = value.date()
        day = value if isinstance(value, date) else date.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError("write a day as year-month-day, for example 2026-03-12") from None
    if day.year not in YEARS:
        raise ValueError(f"a day lies between {YEARS[0]} and {YEARS[-1]}")
    return day


def _given_day(value: Any) -> date:
    day = _day(value)
    if day is None:
        raise ValueError("a day is needed here, for example 2026-03-12")
    return day


def _birthday(value: str) -> str:
    try:
        date.fromisoformat("2000" + value[1:] if re.fullmatch(r"--\d\d-\d\d", value) else value or "2000-01-01")
    except ValueError:
        raise ValueError("write a birthday as 1980-03-12, or --03-12 without the year") from None
    return value


def _url(value: str) -> str:
    if value and not re.match(r"https?://[^\s/]", value, re.IGNORECASE):
        raise ValueError("an address on the web begins with http:// or https://")
    return value


def _zone(value: str) -> str:
    try:
        return value and ZoneInfo(value).key
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise ValueError("write a time zone as Europe/London, or leave it empty for the computer's own") from None


def _region(value: str) -> str:
    if value and not re.fullmatch("[A-Z]{2}", value):
        raise ValueError("write a country as two capital letters, for example GB")
    return value


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in (0, 1, "0", "1", "", "true", "false"):
        return value in (1, "1", "true")
    raise ValueError("it is either yes (1) or no (0)")


def _unique(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))


def number(low: float, high: float, what: str = "", whole: bool = True) -> BeforeValidator:
    """A validator of a number from low to high, or nothing; `what` says of what, for example "days"."""

    of = f" of {what}" if what else ""

    def check(value: Any) -> float | None:
        if value is None or value == "":
            return None
        right = f"write a {'whole ' if whole else ''}number{of} from {low:,} to {high:,}"
        if isinstance(value, bool):
            raise ValueError(right)
        try:
            got = float(value.strip() if isinstance(value, str) else value)
        except (TypeError, ValueError):
            raise ValueError(right) from None
        if not low <= got <= high or (whole and got != int(got)):
            raise ValueError(right)
        return int(got) if whole else got

    return BeforeValidator(check)


def one_of(terms: Vocabulary, needed: bool = False) -> AfterValidator:
    """A validator of a term of a vocabulary; '' (not said) is right too unless it is needed."""

    def check(value: str) -> str:
        if value in terms or (value == "" and not needed):
            return value
        raise ValueError(f"choose one of {', '.join(terms)}")

    check.terms = terms  # type: ignore[attr-defined]  # read by the forms, the tables and the dictionary
    return AfterValidator(check)


Text = Annotated[str, StringConstraints(strict=True, max_length=LONGEST, pattern=r"^[^\x00]*$")]
Texts = Annotated[list[Text], AfterValidator(_unique)]
Day = Annotated[date | None, BeforeValidator(_day)]
GivenDay = Annotated[date, BeforeValidator(_given_day)]
Birthday = Annotated[Text, AfterValidator(_birthday)]
Url = Annotated[Text, AfterValidator(_url)]
Zone = Annotated[Text, AfterValidator(_zone)]
Region = Annotated[Text, AfterValidator(_region)]
Flag = Annotated[bool, BeforeValidator(_flag)]
