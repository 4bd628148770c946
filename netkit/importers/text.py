"""Text and tables as people have them: any encoding, any delimiter, a preamble, a quotation mark left open."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from netkit.importers.files import File

DELIMITERS = ",;\t"
SUFFIXES = (".csv", ".tsv", ".txt", "")
PREAMBLE = 50  # lines among which the header is looked for
LONGEST_HEADER = 10_000  # characters
TALLEST_ROW = 1_000  # lines that the cells of one row may span
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the line it begins on (from 1), its cells by column, and what is wrong with it, if anything."""

    line: int
    cells: dict[str, str]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a text: its columns, its delimiter, and the line of its header (from 1)."""

    text: str
    columns: tuple[str, ...]
    delimiter: str
    header: int


def decoded(data: bytes, whole: bool = True) -> tuple[str, str]:
    """The text of some bytes and the name of the encoding that was used; never fails.

    By its byte order mark, else UTF-16 where every second byte is mostly 0, else UTF-8 if it is that without a
    fault, else Windows-1252. `whole` is False for the head of a file, which may end within a character.
    """
    mark, encoding = next(((m, e) for m, e in MARKS if data.startswith(m)), (b"", _guessed(data, whole)))
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    text = decoder.decode(data[len(mark) :], final=whole)
    return text, "windows-1252" if encoding == "cp1252" else encoding


def _guessed(data: bytes, whole: bool) -> str:
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > 0.3 * len(head) / 2 and min(even, odd) < max(even, odd) / 4:
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def is_table(file: File, columns: Sequence[str]) -> bool:
    """Whether a file is called like a table, and a header with all these columns stands near its top."""
    called = PurePath(file.name).suffix.casefold() in SUFFIXES
    return called and find_table(decoded(file.head(), whole=False)[0], columns) is not None


def find_table(text: str, columns: Sequence[str]) -> Table | None:
    """The first line among the first 50 that has all these columns, in any order and with any others; or None."""
    wanted = {folded(column) for column in columns}
    for number, line in enumerate(_lines(text), 1):
        if number > PREAMBLE:
            break
        if len(line) > LONGEST_HEADER:
            continue
        for delimiter in DELIMITERS:
            names = [folded(name) for name in next(csv.reader([line], delimiter=delimiter), [])]
            if wanted <= set(names):
                return Table(text, tuple(names), delimiter, number)
    return None


def folded(column: str) -> str:
    """A column's name without capitals and spare spaces."""
    return " ".join(column.replace("\x00", "").casefold().split())


def rows_of(table: Table) -> Iterator[Row]:
    """The rows below the header; an empty line is none, and one that does not fit the header says so.

    Where a quotation mark stays open, only its own line is lost: reading goes on with the next one.
    """
    csv.field_size_limit(2**31 - 1)
    lines = list(_lines(table.text))
    at = table.header
    while at < len(lines):
        here = lines[at : at + TALLEST_ROW] if '"' in lines[at] else lines[at : at + 1]
        reader = csv.reader(here, delimiter=table.delimiter)
        cells = [_clean(cell) for cell in next(reader)]
        height = reader.line_num
        trouble = _left_open(here[:height], table.delimiter) or _misfit(cells, table.columns)
        if cells:
            yield Row(at + 1, dict(zip(table.columns, cells, strict=False)), trouble)
        at += 1 if trouble else height


def _left_open(lines: list[str], delimiter: str) -> str:
    """What is wrong if these lines are one row only because a quotation mark was not closed."""
    if len(lines) > 1:
        try:
            next(csv.reader(lines, delimiter=delimiter, strict=True))
        except csv.Error:
            return "a quotation mark in it is not closed"
    return ""


def _misfit(cells: list[str], columns: tuple[str, ...]) -> str:
    """What is wrong with the number of cells; empty ones too many (Excel leaves some) are fine."""
    if not cells or (len(cells) >= len(columns) and not any(cells[len(columns) :])):
        return ""
    return f"it has {len(cells)} cells where the header has {len(columns)}"


def _clean(cell: str) -> str:
    return " ".join(cell.replace("\x00", "").split())


def _lines(text: str) -> Iterator[str]:
    return iter(io.StringIO(text, newline=""))
