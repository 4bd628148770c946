"""3_log in one form: the board, the entry, and the latest entries beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from netkit.advice import Give, Step
from netkit.errors import Conflict, NetkitError, shortened
from netkit.forms.ahead import CalendarFile
from netkit.forms.form import Form
from netkit.forms.log.begun import begin
from netkit.forms.log.board import Board
from netkit.forms.log.entry import Entry
from netkit.forms.log.latest import Latest
from netkit.forms.log.said import Said, read, store
from netkit.forms.log.typed import retype, typed
from netkit.forms.log.week import PastedWeek, fill_entry
from netkit.forms.undo import UndoLine
from netkit.forms.ways import called
from netkit.forms.widgets import flow, heading, html, look, make, show, stack
from netkit.records import Interaction, label_of
from netkit.vocabulary import say_day
from netkit.workbook import unsaved

if TYPE_CHECKING:
    from netkit.importers.week import Draft
    from netkit.workbook import Workbook

NEW = ("A new entry", "Who and how are enough. The rest helps you later.")


class LogForm(Form):
    """Log what happened: pick a person, a way, save; everything else is there when it is needed."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self.entry = Entry(self, self.save)
        self.entry.changed = self.entry.helps.changed = self._typed
        self.board = Board(self, self.begin, self._told)
        self.latest = Latest(self, self.open, self._told)
        self.week = PastedWeek(self, self.begin_draft)
        self.done = UndoLine(self, self._told)
        self._head = stack(heading(*NEW), self.done.widget)
        self._save = self.last_button("Save", self.save, "filled")
        self._leave = self.button("Clear", self.leave, "hide")
        self._remove = self.button("Remove", self.remove, "danger hide")
        self._both = self._conflict_box()
        buttons = flow(self._save, self._leave, self.status.widget)
        foot = stack(self._both, make(w.HBox, "ends foot", children=[buttons, self._remove]), classes="in-view")
        left = stack(self.latest.alone, self._head, self.entry.widget, foot, classes="stack")
        two = make(w.Box, "two", children=[left, self.latest.widget])
        beside = stack(self.week.widget, CalendarFile(self).widget)
        self.widget = stack(look("log"), self.board.widget, beside, two, classes="stack")
        self.refresh()
        self._reword()
        self._bring_back()

    def refresh(self) -> None:
        """Show the board and the latest entries as they are stored; what is being entered stays."""
        self.board.render()
        self.latest.render(self.entry.was.interaction.id if self.entry.was else "")

    def flush(self) -> bool:
        """Whether nothing typed would be lost: an entry waits for its button; in the sample nothing is kept."""
        kept = all([self.board.standings.saver.flush(), self.latest.flush()])
        if not self.entry.dirty or self.workbook.look_only:
            return kept
        self.status.say(f"Not saved yet: {self.entry.called or 'what is typed above'}. Save or clear it.", "failed")
        return False

    def _typed(self) -> None:
        self._reword()
        if not self.workbook.look_only:
            unsaved.keep(self.workbook.path, typed(self.entry) if self.entry.dirty else {})
        self.status.say("Not saved yet" if self.entry.dirty else "Nothing to save yet")

    def _bring_back(self) -> None:
        """What was typed and not saved before the kernel stopped; what can't be read is left out."""
        found = {} if self.workbook.look_only else unsaved.kept(self.workbook.path)
        if not found:
            return
        try:
            retype(self.entry, found)
        except (KeyError, TypeError, ValueError, NetkitError):
            self._blank()
            return
        if self.entry.was:
            self._title("Change this entry", _full(self.entry.was, self.entry.names))
        self.status.say("Not saved yet: it stands here as you left it")

    def _reword(self) -> None:
        what = f" {self.entry.called}" if self.entry.called and not self.entry.was else ""
        self._save.description = "Save changes" if self.entry.was else f"Save{what}"
        self._leave.description = "Leave it as it was" if self.entry.was else "Clear"
        show(self._leave, self.entry.dirty)
        show(self._remove, self.entry.was is not None)
        show(self._both, False)

    # Beginning an entry

    def begin(self, about: Step | Give) -> None:
        """Fill the entry from a suggestion; what is typed there already is not thrown away."""
        if self.entry.dirty:
            self.status.say("Save or clear what is below first; then this one.", "failed")
            self._save.focus()
            return
        begin(self.entry, about)
        self.done.close()

    def begin_draft(self, draft: Draft) -> bool:
        """Fill the entry from a draft; false if what is typed there already would be lost."""
        if self.entry.dirty:
            self.status.say("Save or clear what is below first; then this one.", "failed")
            self._save.focus()
            return False
        fill_entry(self.entry, draft)
        self.done.close()
        return True

    def open(self, id: str) -> None:
        """Open a stored entry to be edited."""
        if self.entry.dirty and not self.entry.was:
            self.status.say("Save or clear what is there first; then open this one.", "failed")
            self._save.focus()
            return
        said = read(self.workbook, id)
        self.week.left()
        self.entry.load(said)
        self._title("Change this entry", _full(said, self.entry.names))
        self.status.say("Nothing to save yet")
        self.done.close()
        self.latest.render(id)
        self.entry.who.focus()

    def leave(self) -> None:
        """Close the entry that is being edited, or empty the new one."""
        id = self.entry.was.interaction.id if self.entry.was else ""
        self._blank()
        self.week.left()
        self.status.say("Nothing to save yet")
        self.latest.render()
        if id:
            self.latest.focus(id)
        else:
            self.entry.who.focus()

    # Saving

    def save(self) -> None:
        """Store the entry with all that goes with it, and be ready for the next."""
        said, was = self.entry.said(), self.entry.was
        what = called(said.interaction, self.entry.names)
        try:
            change = store(self.workbook, said, was, what[:1].upper() + what[1:])
        except Conflict as error:
            if was is None:
                raise
            self._show_conflict(error)
            return
        given = sum(one.direction == "given" for one in said.helps)
        self._blank()
        if was is None:
            self.latest.show_all()
        self.status.saved()
        self._told()
        self.done.told(change, f"{what}, {given} given, {len(said.helps) - given} received")
        if not self.week.saved():
            self.entry.who.focus()

    def remove(self) -> None:
        """Take the entry that is being edited out, with its help."""
        was = self.entry.was
        if was is None:
            return
        what = called(was.interaction, self.entry.names)
        with self.workbook.change(f"Removed: {what}") as change:
            change.remove(was.interaction)
        self._blank()
        self.status.saved()
        self.done.did(change.id, f"{what} is removed")

    def _blank(self) -> None:
        self.entry.clear()
        self._title(*NEW)
        self._reword()

    def _title(self, title: str, help: str) -> None:
        self._head.children[0].value = heading(title, help).value
        self._reword()

    # Two notebooks on one entry

    def _conflict_box(self) -> w.VBox:
        self._conflict_words = html("")
        mine = self.button("Keep mine", self._keep_mine, "filled")
        theirs = self.button("Take the other one", self._take_theirs)
        return stack(self._conflict_words, flow(mine, theirs), classes="conflict hide")

    def _show_conflict(self, error: Conflict) -> None:
        label = label_of(Interaction, error.field) if error.field in Interaction.model_fields else error.field
        self._conflict_words.value = heading(
            label, f"This was changed elsewhere while you wrote. The other one says {shortened(error.theirs)}."
        ).value
        show(self._both)
        self.status.fail("another notebook changed this first. Choose which one to keep.")

    def _keep_mine(self) -> None:
        if self.entry.was:
            self.entry.rebase(read(self.workbook, self.entry.was.interaction.id))
            self.save()

    def _take_theirs(self) -> None:
        if self.entry.was:
            self.open(self.entry.was.interaction.id)
            show(self._both, False)


def _full(said: Said, names: list[str]) -> str:
    what = called(said.interaction, names)
    return f"{what[:1].upper()}{what[1:]}, {say_day(said.interaction.on)}."
