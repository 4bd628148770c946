"""Tables as people have them: any encoding, any delimiter, a preamble, a quotation mark left open."""

from __future__ import annotations

import csv
import io
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import PurePath
from typing import TextIO

from netkit.folding import folded
from netkit.importers.files import File

DELIMITERS = ",;\t"
SUFFIXES = (".csv", ".tsv", ".txt", "")
PREAMBLE = 50  # lines among which the header is looked for
LONGEST_HEADER = 10_000  # characters
LONGEST_LINE = 1 << 26  # characters; what is longer is read as several lines
TALLEST_ROW = 1_000  # lines that the cells of one row may span


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the line it begins on (from 1), its cells by column, and what is wrong with it, if anything."""

    line: int
    cells: dict[str, str]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """How a table stands in a file: its columns (folded), its delimiter, and the line of its header (from 1)."""

    columns: tuple[str, ...]
    delimiter: str
    header: int


def find_table(file: File, columns: Sequence[str]) -> Table | None:
    """The first line near the top that has all these columns, in any order and with any others.

    None if there is none among the first 50, or if the file is called like something else than a table.
    """
    if PurePath(file.name).suffix.casefold() not in SUFFIXES:
        return None
    wanted = {column_name(column) for column in columns}
    for number, line in enumerate(islice(io.StringIO(file.start, newline=""), PREAMBLE), 1):
        for delimiter in DELIMITERS if len(line) <= LONGEST_HEADER else "":
            names = _columns(next(csv.reader([line], delimiter=delimiter), []))
            if wanted <= set(names):
                return Table(names, delimiter, number)
    return None


def any_table(file: File) -> Table | None:
    """The table of a file whose columns nobody knows: its header is the first line that is as wide as most are.

    None if the file is called like something else than a table, or is empty.
    """
    if PurePath(file.name).suffix.casefold() not in SUFFIXES:
        return None
    lines = list(islice(io.StringIO(file.start, newline=""), PREAMBLE))
    found: list[tuple[int, int, Table]] = []
    for delimiter in DELIMITERS:
        rows = [next(csv.reader([line[:LONGEST_HEADER]], delimiter=delimiter), []) for line in lines]
        widths = Counter(len(row) for row in rows if any(row))
        width, often = max(widths.items(), key=lambda one: (one[0] > 1, one[1]), default=(0, 0))
        header = next((number for number, row in enumerate(rows, 1) if any(row) and len(row) == width), 0)
        if header:
            found.append((often if width > 1 else 0, width, Table(_columns(rows[header - 1]), delimiter, header)))
    return max(found, key=lambda one: one[:2])[2] if found else None


def column_name(column: str) -> str:
    """What the rows of a table call a column: its name folded, without NUL."""
    return folded(column.replace("\x00", ""))


def _columns(header: Sequence[str]) -> tuple[str, ...]:
    """The columns of a header; of those with one name the second is called "email 2", so that none hides another."""
    names: list[str] = []
    for name in map(column_name, header):
        called = (name if n == 1 else f"{name} {n}" for n in count(1))
        names.append(next(one for one in called if one not in names) if name else "")
    return tuple(names)


def rows_of(file: File, table: Table, keep_lines: bool = False) -> Iterator[Row]:
    """The rows below the header, one by one; an empty line is none, and one that does not fit the header says so.

    Where a quotation mark stays open, only its own line is lost: reading goes on with the next one. A cell of several
    lines becomes one line, unless `keep_lines`.
    """
    csv.field_size_limit(2**31 - 1)
    with file.text() as stream:
        lines = _Lines(stream, table.header)
        while True:
            at = lines.start_row()
            cells, trouble = _parsed(lines, table.delimiter)
            if not lines.taken:
                return
            cells = [_clean_lines(cell) for cell in cells] if keep_lines else [" ".join(cell.split()) for cell in cells]
            trouble = trouble or _misfit(cells, table.columns)
            if cells:
                yield Row(at, dict(zip(table.columns, cells, strict=False)), trouble)
            if trouble:
                lines.give_back(1)


def _parsed(lines: _Lines, delimiter: str) -> tuple[list[str], str]:
    """The cells of the next row, and what is wrong if it is one only because a quotation mark was not closed."""
    try:
        return next(csv.reader(lines, delimiter=delimiter, strict=True), []), ""
    except csv.Error:
        lines.give_back(0)
        cells = next(csv.reader(lines, delimiter=delimiter), [])
        return cells, "a quotation mark in it is not closed" if len(lines.taken) > 1 else ""


class _Lines:
    """The lines of a stream; those of one row are kept until the next, and all but its first can be read again."""

    def __init__(self, stream: TextIO, skip: int) -> None:
        self.rest = iter(lambda: stream.readline(LONGEST_LINE), "")
        self.again: deque[str] = deque()
        self.taken: list[str] = []
        self.number = len(list(islice(self.rest, skip)))

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) == TALLEST_ROW:
            raise StopIteration
        line = self.again.popleft() if self.again else next(self.rest)
        self.taken.append(line)
        return line.replace("\x00", "") if "\x00" in line else line

    def start_row(self) -> int:
        """Forget the row before; the number of the line (from 1) that comes next."""
        self.number += len(self.taken)
        self.taken = []
        return self.number + 1

    def give_back(self, kept: int) -> None:
        """Let the lines of this row but the first few be read again."""
        self.again.extendleft(reversed(self.taken[kept:]))
        del self.taken[kept:]


def _misfit(cells: list[str], columns: tuple[str, ...]) -> str:
    """What is wrong with the number of cells; empty ones too many (Excel leaves some) are fine."""
    if not cells or (len(cells) >= len(columns) and not any(cells[len(columns) :])):
        return ""
    return f"it has {len(cells)} cells where the header has {len(columns)}"


def _clean_lines(cell: str) -> str:
    return "\n".join(" ".join(line.split()) for line in cell.splitlines()).strip()
