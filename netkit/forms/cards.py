"""Cards of suggestions, each with what can be done about it; what was done is said, with Undo beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from netkit.advice import Give, Step
from netkit.forms import acts
from netkit.forms.acts import Kept
from netkit.forms.saver import Status
from netkit.forms.widgets import button, flow, html, show, stack

if TYPE_CHECKING:
    from netkit.forms.form import Form
    from netkit.questions import Plan
    from netkit.scoring import Finding


class Cards:
    """Makes the cards of a form; `then` is called when one of them changed the workbook.

    `widget` is the line that says what was done, and is hidden until then.
    """

    def __init__(self, form: Form, then: Callable[[], object]) -> None:
        self.form, self._then, self._change = form, then, 0
        self.status = Status()
        self.status.lock = form.status.lock
        self._undo = button("Undo", self.status.safely(self.undo), "quiet")
        self.widget = flow(self.status.widget, self._undo, classes="flow hide")

    def of_step(self, step: Step, *first: w.Widget) -> w.VBox:
        """The card of a next step; `first` stands before its own buttons."""
        return self._card(step.name, step.reason, *first, self._button("Done", acts.do, step), *self._aside(step))

    def of_give(self, give: Give, *first: w.Widget) -> w.VBox:
        """The card of something to give."""
        chosen, done = self._button("I’ll do it", acts.promise, give), self._button("Done", acts.give, give)
        return self._card(give.name, give.reason, *first, chosen, done, *self._aside(give))

    def of_mend(self, finding: Finding, plan: Plan) -> w.VBox:
        """The card of what does not fit together in a plan, with the change that a click makes."""
        return self._card("", finding.text, self._button(finding.act, partial(acts.mend, plan=plan), finding))

    def _aside(self, about: Step | Give) -> list[w.Button]:
        return [self._button("Next week", acts.put_off, about), self._button("Let it go", acts.let_go, about)]

    def _card(self, name: str, reason: str, *buttons: w.Widget) -> w.VBox:
        who = f"<p><strong>{escape(name)}</strong></p>" if name else ""
        return stack(html(f"{who}<p class='muted'>{escape(reason)}</p>"), flow(*buttons), classes="mini")

    def _button(self, words: str, act: Callable[..., Kept], about: object) -> w.Button:
        return button(words, self.safely(lambda: self.did(*act(self.form.workbook, about))), "quiet")

    def safely(self, act: Callable[[], object]) -> Callable[..., None]:
        """The same act, with what goes wrong said in this line."""

        def seen() -> None:
            show(self.widget)
            self.status.say("Saving ...")
            act()

        return self.status.safely(seen)

    def did(self, change: int, words: str) -> None:
        """Say what was done, and offer to take it back."""
        self._offer(change, "Undo", words)

    def told(self, change: int, words: str) -> None:
        """Say what was saved while typing, with Undo beside it; the cursor stays where it is."""
        self._say(change, "Undo", words)

    def undo(self) -> None:
        """Take back what was done last, or bring it back."""
        undone = self.form.workbook.undo(self._change)
        back = self._undo.description == "Undo"
        stayed = f" {' '.join(undone.stayed)}" if undone.stayed else ""
        words = f"{'taken back' if back else 'there again'}: {undone.what}{stayed}"
        self._offer(undone.id, "Bring it back" if back else "Undo", words)

    def _offer(self, change: int, undo: str, words: str) -> None:
        self._then()  # first, for a click on a card that is about to go would be lost
        self._say(change, undo, words)
        self._undo.focus()

    def _say(self, change: int, undo: str, words: str) -> None:
        self._change, self._undo.description = change, undo
        show(self.widget)
        show(self._undo, bool(change))
        self.status.saved(words)


def fill(box: w.VBox, cards: Sequence[w.Widget], nothing: str) -> None:
    """Put these cards in a box in place of those that are there; without any, it says `nothing`."""
    old, box.children = box.children, tuple(cards) or (html(f'<p class="muted">{escape(nothing)}</p>'),)
    for one in old:
        _close(one)


def _close(widget: w.Widget) -> None:
    for child in getattr(widget, "children", ()):
        _close(child)
    widget.close()
