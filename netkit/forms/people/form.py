"""Who is here: find, add, edit, remove; one answer for all who are shown."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from netkit.forms.ahead import CalendarFile
from netkit.forms.fields import field_of, question_of
from netkit.forms.form import Form
from netkit.forms.people.rows import Rows
from netkit.forms.people.sheet import Sheet
from netkit.forms.people.take import VCardFile
from netkit.forms.people.together import Together
from netkit.forms.people.work import Work
from netkit.forms.picker import add_person
from netkit.forms.undo import say_stayed
from netkit.forms.widgets import flow, html, look, on_enter, show, stack
from netkit.records import ImportBatch, Person

if TYPE_CHECKING:
    from netkit.workbook import Workbook
    from netkit.workbook.history import Undone

EMPTY = """<h3>Nobody here yet</h3>
<p class="muted">Your people stand here, with what you know of them and when you were last in touch.
Three names make a start; or bring in your LinkedIn connections above, and choose among them.</p>"""


class PeopleForm(Form):
    """The people of the workbook: rows to search, a sheet for the one that is open, and undo."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self.saver.on_saved = lambda: self.tell()
        self.add_button = self.button("Add a person", self.start_adding)
        self.rows = Rows(self, self.open, self.add_button)
        self._latest = self._latest_import()
        self._among = self.button("", self._turn_among, "quiet")
        self.work = Work(self)
        self.together = Together(self, self.rows, self.work, self._did)
        self.rows.changed = self._offer
        self.sheet = Sheet(self, self._closed, self._removed, self._forgotten)
        self._empty = stack(
            html(EMPTY), self.button("Add a person", self.start_adding, "filled"), classes="nothing hide"
        )
        self._undo_words, self._change = html(""), 0
        self._undo = self.button("Undo", self.undo)
        self._undo_line = flow(self._undo_words, self._undo, classes="flow hide")
        self._take = VCardFile(self, self.rows)
        take = flow(self._take.widget, CalendarFile(self).widget)
        self._list = stack(self._among, self.rows.head, self.together.widget, self.rows.list, take)
        parts = [look("people"), self._empty, self._adding(), self._list, self.sheet.widget, self.work.widget]
        self.widget = stack(*parts, self._undo_line, self.foot(), classes="stack")
        self.refresh()

    def _adding(self) -> w.Widget:
        self.new_name = field_of(question_of(Person, "name", help="Or an e-mail address, if that is all you have."))
        on_enter(self.new_name.widget, self.status.safely(self.add))
        add = self.last_button("Add", self.add, "filled")
        self._add_box = stack(
            self.new_name.widget, flow(add, self.button("Not now", self.stop_adding)), classes="sheet hide"
        )
        return self._add_box

    def flush(self) -> bool:
        """False while many are being changed: the form is then kept as it is."""
        return super().flush() and not self.work.busy

    def refresh(self) -> None:
        """Show the people as they are stored now, just those of a new import alone; an open sheet stays as it is."""
        latest = self._latest_import()
        if latest != self._latest:
            self.rows.among = self.workbook.written(latest) if latest > self._latest else ()
            self._latest = latest
        if self.sheet.person is None:
            self.rows.render()
            nobody = self.workbook.count() == 0
            show(self._empty, nobody and "hide" in self._add_box._dom_classes)
            show(self._list, not nobody)

    def _latest_import(self) -> int:
        """The change of the latest import that is there; 0 if there is none."""
        return max((batch.change or 0 for batch in self.workbook.where(ImportBatch)), default=0)

    def _turn_among(self) -> None:
        self.rows.among = () if self.rows.among else self.workbook.written(self._latest)
        self.rows.render()
        self._among.focus()

    def _offer(self) -> None:
        """Offer what can be done with those who are found, and the way to those who came in last."""
        self.together.offer()
        self._among.description = "Show everybody" if self.rows.among else "Show only those who came in last"
        show(self._among, bool(self._latest))
        self._take.offer()

    def open(self, id: str) -> None:
        """Open somebody's sheet in the place of the list."""
        show(self._list, False)  # first: the sheet takes the focus, and would be carried off the screen with the list
        try:
            self.sheet.open(id)
            self._offer_undo("", 0)
        finally:
            if self.sheet.person is None:  # something typed is not saved, or they are gone meanwhile
                self.refresh()

    def _closed(self, id: str = "") -> None:
        show(self._list)
        self.refresh()
        self.rows.focus(id)

    # Adding

    def start_adding(self) -> None:
        """Ask for the name of somebody new; what was searched for and not found is offered."""
        self.new_name.fill(self.rows.text if not self.rows.found else "")
        show(self._empty, False)
        show(self._add_box)
        self.new_name.focus()

    def stop_adding(self) -> None:
        """Back to the list."""
        show(self._add_box, False)
        self.refresh()
        self.add_button.focus()

    def add(self) -> None:
        """Store somebody new, and open their sheet."""
        name = self.new_name.value.strip()
        if not name:
            self.new_name.say("Write a name first.")
            self.new_name.focus()
            return
        id = add_person(self, name)
        show(self._add_box, False)
        self.refresh()
        self.open(id)
        self.status.saved(f"{name} is here")
        self.tell()

    # Removing, undoing

    def _did(self, words: str, change: int) -> None:
        self.refresh()
        self.tell()
        self._offer_undo(words, change)
        self.status.saved(words[:1].lower() + words[1:])

    def _removed(self, person: Person, change: int) -> None:
        show(self._list)
        self._did(f"Removed {person.called}", change)

    def _forgotten(self, person: Person) -> None:
        self._closed()
        self._offer_undo("", 0)
        self.status.saved("somebody is forgotten for good")
        self.tell()

    def _offer_undo(self, words: str, change: int) -> None:
        self._change = change
        self._undo_words.value = words and f"<p>{escape(words)}.</p>"
        show(self._undo_line, bool(change))
        if change:
            self._undo.focus()

    def undo(self) -> None:
        """Take back what the line beside the button says."""
        change = self._change
        self.work.start("Taking it back", lambda _: self.workbook.undo(change), self._undone, can_stop=False)

    def _undone(self, undone: Undone) -> None:
        self._offer_undo("", 0)
        self.refresh()
        self.rows.focus()
        self.status.saved(f"{undone.what} is undone{say_stayed(undone.stayed)}")
        self.tell()
