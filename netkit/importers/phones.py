"""Phone numbers, however they were written."""

from __future__ import annotations

import phonenumbers


def phone(text: str, region: str = "") -> str:
    """The number with its country's code, such as "+44 20 7946 0958"; as it was written where that is not certain.

    `region` is the owner's country in two letters, for a number without a code. '' for a text without a digit.
    """
    plain = " ".join(text.split())
    if not any(character.isdigit() for character in plain):
        return ""
    try:
        number = phonenumbers.parse(plain, region or None)
    except phonenumbers.NumberParseException:
        return plain
    if not phonenumbers.is_possible_number(number):
        return plain
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def digits(number: str) -> str:
    """A number for comparison: its digits alone."""
    return "".join(character for character in number if character.isdigit())
