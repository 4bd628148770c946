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
from netkit.forms.undo import UndoLine
from netkit.forms.widgets import button, flow, html, stack
from netkit.numbers import plural, spelled

if TYPE_CHECKING:
    from netkit.questions import Plan
    from netkit.scoring import Finding


class Cards(UndoLine):
    """Makes the cards of a form; `then` is called when one of them changed the workbook."""

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
        if name and reason.startswith(f"{name} "):  # the name is said once
            said = f"<p class='muted'><strong>{escape(name)}</strong>{escape(reason.removeprefix(name))}</p>"
        else:
            who = f"<p><strong>{escape(name)}</strong></p>" if name else ""
            said = f"{who}<p class='muted'>{escape(reason)}</p>"
        return stack(html(said), flow(*buttons), classes="mini")

    def _button(self, words: str, act: Callable[..., Kept], about: object) -> w.Button:
        return button(words, self.safely(lambda: self.did(*act(self.form.workbook, about))), "quiet")


def headed(number: int, noun: str, what: str) -> str:
    """The title of so many cards: `Three things to give`; without a number where there is none."""
    words = spelled(number, noun) if number else plural(number, noun)
    return f"{words[:1].upper()}{words[1:]} {what}"


def fill(box: w.VBox, cards: Sequence[w.Widget], nothing: str) -> None:
    """Put these cards in a box in place of those that are there; without any, it says `nothing`."""
    old, box.children = box.children, tuple(cards) or (html(f'<p class="muted">{escape(nothing)}</p>'),)
    for one in old:
        _close(one)


def _close(widget: w.Widget) -> None:
    for child in getattr(widget, "children", ()):
        _close(child)
    widget.close()
