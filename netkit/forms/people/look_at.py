"""A preview that can be read at a glance: four numbers, the first rows, what is left out and why."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import ipywidgets as w

from netkit.errors import Problem
from netkit.forms.widgets import html
from netkit.vocabulary import say_day

if TYPE_CHECKING:
    from netkit.importers import Line, Preview

FIRST, LINES = 5, 5  # rows of the table; lines named for a reason
WORDS = {
    "new": ("new", "not here yet"),
    "merged": ("completed", "here already, and the file knows more"),
    "unchanged": ("unchanged", "here already"),
    "skipped": ("left out", "the reason is below"),
}


def style() -> w.HTML:
    """The look of the two forms of people, on top of that of all forms."""
    return html(f"<style>{Path(__file__).with_name('look.css').read_text(encoding='utf-8')}</style>", "style")


def preview_html(found: Preview) -> str:
    """What an import would do, as HTML with all that the file says escaped."""
    title = f"<h3>{escape(found.name)}</h3>"
    letters = f", letters read as {found.encoding.upper()}" if found.encoding else ""
    read = f'<p class="muted small">{found.label}; {found.rows:,} rows{letters}.</p>'
    counts = "".join(
        f'<li><strong>{found.counts[name]:,}</strong> {word}<br><span class="muted small">{why}</span></li>'
        for name, (word, why) in WORDS.items()
        if found.counts[name]
    )
    parts = [title, read, f'<ul class="counts">{counts}</ul>', _first(found.lines), _reasons(found), _left(found.left)]
    return f'<div class="preview">{"".join(parts)}</div>'


def _first(lines: list[Line]) -> str:
    shown = [line for line in lines if line.verdict != "unchanged"][:FIRST] or lines[:FIRST]
    if not shown:
        return ""
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{escape(cell)}</td>" for cell in (person.name, person.role, person.organisation))
        + f"<td>{say_day(person.first_met_on) if person.first_met_on else ''}</td>"
        + f"<td>{WORDS[line.verdict][0]}</td></tr>"
        for line in shown
        for person in (line.person,)
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Name", "Role", "Work", "Met", ""))
    caption = "The first of them" if len(lines) > len(shown) else "All of them"
    return f'<div class="wide"><table><caption>{caption}</caption><tr>{heads}</tr>{rows}</table></div>'


def _reasons(found: Preview) -> str:
    several = len(found.parts) > 1
    return _listed("Left out", found.skipped, several) + _listed("Taken, but for one cell", found.problems, several)


def _listed(title: str, problems: Iterable[Problem], several: bool) -> str:
    lines: dict[str, list[str]] = {}
    for problem in problems:
        why = f"{problem.message} ({problem.source})" if several else problem.message
        lines.setdefault(why, []).append(str(problem.line))
    if not lines:
        return ""
    items = "".join(f"<li>{_where(where)}: {escape(why)}</li>" for why, where in list(lines.items())[:FIRST])
    rest = f"<li>and {len(lines) - FIRST} more reasons</li>" if len(lines) > FIRST else ""
    return f"<p><strong>{title}</strong></p><ul>{items}{rest}</ul>"


def _where(lines: list[str]) -> str:
    more = f" and {len(lines) - LINES:,} more" if len(lines) > LINES else ""
    return f"{'Line' if len(lines) == 1 else 'Lines'} {', '.join(lines[:LINES])}{more}"


def _left(names: list[str]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - LINES} more" if len(names) > LINES else ""
    return f'<p class="muted small">Not read: {escape(", ".join(names[:LINES]))}{more}.</p>'
