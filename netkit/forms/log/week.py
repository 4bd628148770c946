"""Paste your week: lines of plain text become drafts, and one after the other fills the entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from netkit.forms.fields import Lines
from netkit.forms.log.entry import Entry
from netkit.forms.ways import NOUNS, way_of
from netkit.forms.widgets import flow, html, show, shown, stack
from netkit.numbers import count
from netkit.questions import Question
from netkit.records import Interaction, Person
from netkit.vocabulary import AVENUE_KIND, say_day

if TYPE_CHECKING:
    from netkit.forms.form import Form
    from netkit.importers.week import Draft

ASKED = Question(
    "What was your week like?",
    "A line for each contact, as you'd tell a friend. Nothing is saved before you say so.",
    "text",
)
EXAMPLE = "coffee with Ines on Tuesday, promised the slides"
SHOWN = 5  # drafts at a time
STEP_AFTER = timedelta(days=7)


class PastedWeek:
    """A box for text, and the drafts that were read in it; `fill` takes one of them into the entry."""

    def __init__(self, form: Form, fill: Callable[[Draft], object]) -> None:
        self.form, self._fill = form, fill
        self._drafts: list[Draft] = []
        self._names: dict[str, str] = {}
        self._taken: Draft | None = None
        self.open_button = form.button("Paste your week", self.open, "quiet")
        self.text = Lines(ASKED, EXAMPLE)
        self._cards, self._buttons = stack(classes="stack"), list[w.Button]()
        buttons = flow(form.button("Read it", self.read, "filled"), form.button("Close", self.close))
        self._box = stack(self.text.widget, buttons, self._cards, classes="card stack hide")
        self.widget = stack(self.open_button, self._box)

    def open(self) -> None:
        """Show the box."""
        show(self._box)
        show(self.open_button, False)
        self.text.focus()

    def close(self) -> None:
        """Put the box away; the text and the drafts stay in it."""
        show(self._box, False)
        show(self.open_button)
        self.open_button.focus()

    def read(self) -> None:
        """Make a draft of each line."""
        from netkit.importers.week import drafts  # what reads is loaded when there is something to read

        people = self.form.workbook.where(Person)
        self._names = {person.id: person.called for person in people}
        self._drafts = drafts(self.text.value, self.form.workbook.today, people)
        self._render()
        if not self._drafts:
            self.text.say("Write a line or two first.")
            self.text.focus()
            return
        self.form.status.say(f"{count(len(self._drafts), 'draft')}; nothing is saved yet")
        self._buttons[0].focus()

    def saved(self) -> bool:
        """The draft in the entry was saved: it goes, and the next one is at hand; false if there was none."""
        if self._taken is None:
            return False
        self._drop(self._taken)
        return bool(self._drafts) and shown(self._box)

    def left(self) -> None:
        """The entry was cleared: its draft stays."""
        self._taken = None

    def _take(self, draft: Draft) -> None:
        if self._fill(draft):
            self._taken = draft

    def _drop(self, draft: Draft) -> None:
        self._taken = None
        self._drafts = [one for one in self._drafts if one is not draft]
        self._render()
        if self._buttons:
            self._buttons[0].focus()
        else:
            self.text.fill("")
            self.close()

    def _render(self) -> None:
        for old in self._cards.children:
            old.close()
        self._buttons = []
        cards = [self._card(draft) for draft in self._drafts[:SHOWN]]
        more = len(self._drafts) - SHOWN
        rest = [html(f'<p class="muted small">and {more} more below them</p>')] if more > 0 else []
        self._cards.children = (*cards, *rest)

    def _card(self, draft: Draft) -> w.VBox:
        fill = self.form.button("Fill it in below", partial(self._take, draft))
        self._buttons.append(fill)
        away = self.form.button("Leave it out", partial(self._drop, draft), "quiet")
        return stack(html(said(draft, self._names)), flow(fill, away), classes="mini")


def said(draft: Draft, names: dict[str, str]) -> str:
    """What was read in a line, as HTML, with all that was typed escaped."""
    people = ", ".join([*(names[id] for id in draft.people), *draft.strangers])
    how = AVENUE_KIND.say(draft.avenue) or (NOUNS[draft.channel] if draft.channel else "")
    title = ", ".join(part for part in (how, people) if part) or "A note"
    day = say_day(draft.on) + ("" if draft.day_said else ", as no day is said")
    by = f", by {say_day(draft.due_on)}" if draft.due_on else ""
    lines = [
        f"<p><strong>{escape(title[:1].upper() + title[1:])}</strong></p>",
        f'<p class="muted small">“{escape(draft.text)}”</p>',
        f"<p>{day}.</p>",
        *(f"<p>{escape(name)}: you know {len(ids)} of that name.</p>" for name, ids in draft.several),
        *(f"<p>{escape(name)} is not here yet.</p>" for name in draft.strangers),
        *([f"<p>You promised: {escape(draft.promised)}{by}.</p>"] if draft.promised else []),
        *([f"<p>Kept as a note: {escape(draft.left)}.</p>"] if draft.left else []),
    ]
    return "".join(lines)


def fill_entry(entry: Entry, draft: Draft) -> None:
    """A blank entry with what a draft says; a name that is not certain stands in the search."""
    entry.clear()
    for id in draft.people:
        entry.who.take(id)
    meant = Interaction(on=draft.on, avenue=draft.avenue, channel=draft.channel or "other")
    entry.how.fill(way_of(meant, entry.ways) if draft.avenue or draft.channel else "")
    entry.how.changed()
    for name, value in (("direction", draft.direction), ("outcome", draft.outcome)):
        if value:
            entry.fields[name].fill(value)
            entry.touched.add(name)
    entry.day.fill(draft.on)
    entry.day.changed()
    entry.note.fill(draft.left)
    if draft.promised:
        entry.step.fill(draft.promised)
        entry.step.changed()
        entry.step_kind.fill("promise")
        entry.step_day.fill(draft.due_on or entry.form.workbook.today + STEP_AFTER)
    open_names = [*(name for name, _ in draft.several), *draft.strangers]
    if open_names:
        entry.who.line.value = open_names[0]
    entry.show_typed()
    entry.who.focus()
