"""An entry that begins with a suggestion: whom it is with, what it is about, and whether it is done with that."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from netkit.advice import Give, Step
from netkit.forms.acts import PURPOSES, kind_of
from netkit.forms.fields import Tick
from netkit.forms.widgets import html, show, stack
from netkit.questions import Question
from netkit.records import Action, Exchange

if TYPE_CHECKING:
    from netkit.forms.log.entry import Entry

OPEN_ENDED = ("due", "nudge", "meet", "meanwhile")  # the contact itself settles these


class Settling:
    """The suggestion that an entry came from, and the tick by which saving settles it."""

    def __init__(self) -> None:
        self.step: Step | None = None
        self.tick = Tick(Question("Done with this"))
        self._reason = html("", "small settles")
        self.widget = stack(self._reason, self.tick.widget, classes="group hide")

    def fill(self, step: Step | None) -> None:
        """Show a suggestion, or none."""
        self.step = step
        self._reason.value = f"<p>{escape(step.reason)}</p>" if step else ""
        self.tick.fill(step is not None and bool(step.ref))
        show(self.widget, step is not None)
        show(self.tick.widget, step is not None and step.kind not in OPEN_ENDED)

    @property
    def settles(self) -> Step | None:
        """The suggestion that is done with, once the entry is saved."""
        return self.step if self.tick.value else None


def begin(entry: Entry, about: Step | Give) -> None:
    """A blank entry with the person of a suggestion, and what the suggestion is about."""
    entry.clear()
    entry.who.take(about.person)
    if isinstance(about, Give):
        entry.helps.add_given(about.kind, about.what)
        return
    workbook = entry.form.workbook
    entry.settling.fill(about)
    for promised in workbook.where(Exchange, id=about.ref) if about.kind == "promise" else []:
        entry.helps.add("given", promised).status.fill("delivered")
    for written in workbook.where(Action, id=about.ref):
        if kind := kind_of(workbook, written):
            entry.helps.add_given(kind, written.what)
    entry.fields["purpose"].fill(PURPOSES.get(about.kind, "other"))
    entry.changed()
