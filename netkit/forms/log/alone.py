"""Help that belongs to no entry, such as a recommendation brought in: one at a time, saved as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from netkit.forms.acts import Kept
from netkit.forms.fields import Day, Field, Line, arranged, field_of, question_of
from netkit.forms.log.helps import WORTH, Worth
from netkit.forms.log.wrong import happened
from netkit.forms.saver import Saver
from netkit.forms.undo import UndoLine
from netkit.forms.widgets import heading, html, make, show, stack
from netkit.records import Exchange, Person, label_of
from netkit.vocabulary import HELP_KIND, say_day

if TYPE_CHECKING:
    from netkit.forms.form import Form
    from netkit.workbook import Workbook


class Alone:
    """The fields of one help, as `widget`; `told` is called after a change, `left` with the id of the one closed."""

    def __init__(self, form: Form, told: Callable[[], object], left: Callable[[str], object]) -> None:
        self.form, self._told, self._left = form, told, left
        self.help: Exchange | None = None
        self._kept = Kept(0, "")
        self._line = UndoLine(form, told)
        self.saver = Saver(self._line.status)
        self.saver.on_saved = self._saved
        self.fields: dict[str, Field] = {
            "direction": field_of(question_of(Exchange, "direction")),
            "kind": field_of(question_of(Exchange, "kind")),
            "value": Worth(question_of(Exchange, "value", "choice")),
            "status": field_of(question_of(Exchange, "status")),
            "on": Day(question_of(Exchange, "on", "day")),
            "note": Line(question_of(Exchange, "note")),
        }
        self._title = html("")
        buttons = [form.last_button("Done", self.done, "filled"), form.button("Remove", self.remove, "danger")]
        ends = make(w.HBox, "ends", children=buttons)
        self._box = stack(self._title, *arranged(self.fields.values()), self.saver.conflict, ends, classes="sheet")
        self.widget = stack(self._box, self._line.widget)

    def open(self, id: str) -> None:
        """Show a help as it is stored, and save what is typed there from now on; Missing if it is gone."""
        if not self.saver.flush():
            return
        self.help = self.form.workbook.get(Exchange, id)
        for name, field in self.fields.items():
            self.saver.watch(field, getattr(self.help, name), partial(self._store, self.help, name))
            field.changed = partial(self._typed, field.changed)
        self._line.close()
        self.render()
        self.fields["value"].focus()

    def render(self) -> None:
        """Show what is stored now; what is being typed stays. One that is gone is closed."""
        found = self.form.workbook.where(Exchange, id=self.help.id) if self.help else []
        show(self._box, bool(found))
        if not found:
            self._close()
            return
        (self.help,) = found
        for name, field in self.fields.items():
            self.saver.refill(field, getattr(self.help, name))
        self.fields["value"].reword(*WORTH[self.help.direction])
        what = called_help(self.form.workbook, self.help)
        words = f"{what[:1].upper()}{what[1:]}, {say_day(self.help.on)}."
        self._title.value = heading("Change this help", words).value

    def done(self) -> None:
        """Save, and close."""
        id = self.help.id if self.help else ""
        if self.saver.flush():
            self._close()
            self._left(id)

    def remove(self) -> None:
        """Take the help out; it can be brought back."""
        if self.help is None:
            return
        what = called_help(self.form.workbook, self.help)
        with self.form.workbook.change(f"Removed: {what}") as draft:
            draft.remove(self.help)
        self._close()
        self._line.did(draft.id, f"{what} is removed")

    def _close(self) -> None:
        self.saver.let_go(self.fields.values())
        self.help = None

    def _typed(self, keep: Callable[[], None]) -> None:
        show(self._line.widget)
        keep()

    def _store(self, help: Exchange, name: str, new: Any, was: Any) -> Any:
        if name == "on" and new:
            happened(new, self.form.workbook.today)
        what = called_help(self.form.workbook, help)
        with self.form.workbook.change(
            f"{what}: {label_of(Exchange, name)}", f"exchange.{help.id}.{name}", field=True
        ) as draft:
            now = draft.set(help, name, new, was)
        self._kept = Kept(draft.id, what)
        return getattr(now, name)

    def _saved(self) -> None:
        self._told()
        if self._line.status.state == "saved":
            self._line.told(*self._kept)


def called_help(workbook: Workbook, help: Exchange) -> str:
    """What help is called: recommendation received, Ines Okafor."""
    return f"{HELP_KIND.say(help.kind)} {help.direction}, {workbook.get(Person, help.person).called}"
