"""A line for each goal that the log can't count: where it stands, and a field for where it stands now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from netkit import advice
from netkit.errors import Conflict, cut, shortened
from netkit.forms.acts import Kept
from netkit.forms.cards import Cards
from netkit.forms.fields import Line
from netkit.forms.saver import Saver
from netkit.forms.widgets import show, stack
from netkit.questions import Question
from netkit.records import Progress

if TYPE_CHECKING:
    from netkit.advice import Standing
    from netkit.forms.form import Form
    from netkit.workbook import Workbook


class Standings:
    """The lines, saved as they are typed; `told` is called when something was taken back."""

    def __init__(self, form: Form, told: Callable[[], object]) -> None:
        self.form, self._kept = form, Kept(0, "")
        self.cards = Cards(form, told)
        self.saver = Saver(self.cards.status)
        self.saver.on_saved = self._saved
        self._fields: dict[str, Line] = {}
        self._lines = stack(classes="minutes")
        self.widget = stack(self._lines, self.saver.conflict, self.cards.widget, classes="standings")

    def render(self) -> None:
        """Show where the goals stand now; what is being typed stays."""
        book = self.form.workbook
        found = {one.goal: one for one in advice.standings(book.plan(), book.progress(), book.today)}
        for gone in set(self._fields) - set(found):
            field = self._fields.pop(gone)
            self.saver.let_go([field])
            field.widget.close()
        for goal, one in found.items():
            field = self._fields.get(goal) or self._add(one)
            field.reword(cut(one.outcome), one.told if one.value is not None else f"{one.told}. And now?")
            self.saver.refill(field, one.value)
        self._lines.children = tuple(self._fields[goal].widget for goal in found)
        show(self.widget, bool(found))

    def _add(self, one: Standing) -> Line:
        field = self._fields[one.goal] = Line(Question(one.outcome, kind="number"))
        self.saver.watch(field, one.value, partial(self._store, one))
        field.changed = partial(self._typed, field.changed)
        return field

    def _typed(self, keep: Callable[[], None]) -> None:
        show(self.cards.widget)
        keep()

    def _store(self, one: Standing, new: Any, was: Any) -> Any:
        note = Progress(goal=one.goal, on=self.form.workbook.today, value=new)
        self._kept = noted(self.form.workbook, note, was, shortened(one.outcome))
        return note.value

    def _saved(self) -> None:
        self.render()
        if self.cards.status.state == "saved":
            self.cards.told(*self._kept)
        self.form.tell()


def noted(workbook: Workbook, note: Progress, was: float | None, goal: str) -> Kept:
    """Write how far a goal is as the one note of its day, or take that out where it has no value.

    Conflict if the note of the day is neither as it `was` nor as it is to be.
    """
    stored = next(reversed(workbook.where(Progress, goal=note.goal, on=note.on)), None)
    if stored and stored.value not in (was, note.value):
        raise Conflict("value", note.value, stored.value)
    with workbook.change(f"How far: {goal}", f"progress.{note.goal}", field=True) as draft:
        if note.value is None and stored:
            draft.remove(stored)
        elif stored:
            draft.replace(stored, stored.changed(value=note.value))
        elif note.value is not None:
            draft.add(note)
    return Kept(draft.id, "today’s note is taken out" if note.value is None else f"{note.value:,.10g} noted")
