"""What can go wrong, said so that the person at the keyboard can mend it."""

from __future__ import annotations

from dataclasses import dataclass


class NetkitError(Exception):
    """The family of all errors that a person's input, file or disk can cause; str() is one readable line."""


class BadValue(NetkitError, ValueError):
    """A value that a field does not take: says the field, the value, and what would be right."""

    def __init__(self, field: str, value: object, expected: str) -> None:
        self.field, self.value, self.expected = field, value, expected
        said = "" if isinstance(value, dict) else f"{shortened(value)} can't be used; "  # a whole record says nothing
        super().__init__(f"{field}: {said}{expected}.")


class WorkbookError(NetkitError):
    """The workbook's file can't be read or written; nothing in it was changed."""


class LookOnly(WorkbookError):
    """A change was asked of a workbook that is only for looking around."""


class Missing(NetkitError):
    """What was named is not in the workbook, or not any more."""


class Conflict(NetkitError):
    """Another notebook changed the same field first; `mine` was not saved, `theirs` stands."""

    def __init__(self, field: str, mine: object, theirs: object) -> None:
        self.field, self.mine, self.theirs = field, mine, theirs
        super().__init__(
            f"{field} was changed elsewhere meanwhile: it now says {shortened(theirs)}, "
            f"yours was {shortened(mine)}. Yours is not saved; choose which one to keep."
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """One bad row of a file: where it is from, its line (from 1; None if it has none), and what is wrong."""

    source: str
    line: int | None
    message: str

    def __str__(self) -> str:
        where = self.source if self.line is None else f"{self.source}, line {self.line}"
        return f"{where}: {self.message}"


def shortened(value: object, most: int = 60) -> str:
    """The value in quotation marks, cut to `most` characters, for a message of one line that any program can send."""
    if value is None or value == "" or value == []:
        return "nothing"
    return f"“{cut(str(value), most)}”".encode(errors="replace").decode()  # half a letter becomes a ?


def cut(text: str, most: int = 60) -> str:
    """The text in one line, cut to `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
