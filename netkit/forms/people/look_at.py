"""A preview that can be read at a glance: four numbers, the first rows, what is left out and why."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from netkit.errors import Problem
from netkit.importers.contract import by_reason, places
from netkit.numbers import count
from netkit.vocabulary import say_day

if TYPE_CHECKING:
    from netkit.importers import Line, Preview

GUESSED = "windows-1252"  # the encoding that any bytes could be
FIRST = 5  # rows of the table, reasons
NAMES = 5  # files that are not read
HAPPENED = {
    "outbound": "you wrote", "inbound": "they wrote", "mutual": "you met", "given": "you helped",
    "received": "they helped",
}  # fmt: skip
WORDS = {
    "new": ("new", "not here yet"),
    "merged": ("completed", "here already, and the file knows more"),
    "unchanged": ("unchanged", "here already"),
    "skipped": ("left out", "the reason is below"),
}


def expected_html(expected: list[str]) -> str:
    """What can be read, behind a word, below the sentence that something can't; '' if that says all."""
    if not expected:
        return ""
    items = "".join(f"<li>{escape(one)}</li>" for one in expected)
    return f"<details><summary>What can be read</summary><ul>{items}</ul></details>"


def preview_html(found: Preview) -> str:
    """What an import would do, as HTML with all that the file says escaped."""
    title = f"<h3>{escape(found.name)}</h3>"
    read = f'<p class="muted small">{escape(found.label)}; {count(found.rows, "row")}.{_letters(found.encoding)}</p>'
    parts = [
        title, read, _counts(found), _by_part(found), _alike(len(found.alike)), _first(found.lines),
        _reasons(found), _left(found.left),
    ]  # fmt: skip
    return f'<div class="preview">{"".join(parts)}</div>'


def _counts(found: Preview) -> str:
    counts = "".join(
        f'<li><strong>{found.counts[name]:,}</strong> {word}<br><span class="muted small">{why}</span></li>'
        for name, (word, why) in WORDS.items()
        if found.counts[name]
    )
    return f'<ul class="counts">{counts}</ul>'


def _by_part(found: Preview) -> str:
    """The same numbers for each kind of file, where there are several."""
    if len(found.parts) == 1:
        return ""
    words = {name: word for name, (word, _) in WORDS.items() if found.counts[name]}
    cells = {part.label: "".join(f"<td>{part.counts[name]:,}</td>" for name in words) for part in found.parts}
    rows = "".join(f'<tr><th scope="row">{escape(label)}</th>{row}</tr>' for label, row in cells.items())
    heads = "".join(f'<th scope="col">{word}</th>' for word in words.values())
    return f'<div class="wide"><table><caption>By file</caption><tr><td></td>{heads}</tr>{rows}</table></div>'


def _letters(encoding: str) -> str:
    """A word of warning where nothing in the file says how its letters are written."""
    if encoding != GUESSED:
        return ""
    return " Its accents are a guess: if names look wrong below, save the file as UTF-8 and look again."


def _alike(number: int) -> str:
    if not number:
        return ""
    one = number == 1
    who = "One new person has the name of somebody" if one else f"{number:,} new people have the name of somebody"
    return f"<p>{who} who is here already. After the import you see them side by side and decide.</p>"


def _first(lines: list[Line]) -> str:
    shown = [line for line in lines if line.verdict != "unchanged"][:FIRST] or lines[:FIRST]
    if not shown:
        return ""
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in _cells(line))}</tr>" for line in shown)
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Name", "Role", "Work", "When", ""))
    caption = "The first of them" if len(lines) > len(shown) else "All of them"
    return f'<div class="wide"><table><caption>{caption}</caption><tr>{heads}</tr>{rows}</table></div>'


def _cells(line: Line) -> tuple[str, ...]:
    person, record = line.person, line.record
    day = record.on if record else person.first_met_on
    what = HAPPENED.get(record.direction, "") if record else ""
    verdict = WORDS[line.verdict][0]
    return (
        person.called, person.role, person.organisation, say_day(day) if day else "",
        f"{verdict}: {what}" if what else verdict,
    )  # fmt: skip


def _reasons(found: Preview) -> str:
    several = len(found.parts) > 1
    return _listed("Left out", found.skipped, several) + _listed("Taken, but for one cell", found.problems, several)


def _listed(title: str, problems: Iterable[Problem], several: bool) -> str:
    reasons = by_reason(problems)
    if not reasons:
        return ""
    items = "".join(
        f'<li>{len(rows):,} \u00d7 {escape(why)} <span class="muted small">{escape(places(rows, several))}</span></li>'
        for why, rows in reasons[:FIRST]
    )
    rest = f"<li>and {count(len(reasons) - FIRST, 'more reason')}</li>" if len(reasons) > FIRST else ""
    return f"<p><strong>{title}</strong></p><ul>{items}{rest}</ul>"


def _left(names: list[str]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - NAMES} more" if len(names) > NAMES else ""
    return f'<p class="muted small">Not read: {escape(", ".join(names[:NAMES]))}{more}.</p>'
