"""Beside the steps: how many are ready, and the one thing that would make this one stronger."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from netkit.forms.widgets import html, show, stack
from netkit.questions import STEPS
from netkit.scoring import POINTS, Finding, PlanScore, Reason
from netkit.scoring.result import say_points

if TYPE_CHECKING:
    from netkit.forms.plan.form import PlanForm


class Side:
    """The card at the side: a tip is a button that takes you there."""

    def __init__(self, form: PlanForm, examples: w.Widget) -> None:
        self.form = form
        self._tip: Reason | None = None
        self._finding: Finding | None = None
        self.line = html("", "now")  # where there is no room at the side
        self._how, self._why, self._what = html(""), html("", "tip"), html("", "tip")
        self._act = form.button("", lambda: self._go(self._tip))
        self._mend = form.button("", self._go_to_finding)
        foot = html("" if form.workbook.look_only else "Everything is kept on this computer.", "muted small")
        card = stack(self._how, self._why, self._act, self._what, self._mend, foot, classes="card")
        self.widget = stack(card, examples, classes="side stack")

    def render(self, score: PlanScore, here: str) -> None:
        """Show the score of the plan and what comes next at this step."""
        if not score.answered:
            self._invite()
            return
        self.line.value = f"<p>{escape(score.summary())}</p>"
        self._how.value = _standing(score, here)
        self._tip = score.next(here) or score.next()
        said = self._tip.field if self._tip else ""
        self._finding = next((one for one in score.findings if one.question == here and one.field != said), None)
        self._why.value = _tip(self._tip, here)
        self._show(self._act, self._tip.act if self._tip else "")
        self._what.value = f"<h3>Something to look at</h3><p>{escape(self._finding.text)}</p>" if self._finding else ""
        self._show(self._mend, self._finding.act if self._finding else "")

    def _invite(self) -> None:
        self._tip = self._finding = None
        self.line.value = "<p>Start with any step.</p>"
        self._how.value = "<h3>0 of 7 ready</h3>"
        self._why.value = (
            "<p>A first draft takes about ten minutes, and it begins with one sentence: "
            "what should be different in three months?</p>"
        )
        self._what.value = ""
        self._show(self._act, "Write that sentence")
        self._show(self._mend, "")

    def _show(self, button: w.Button, text: str) -> None:
        button.description = text
        show(button, bool(text))

    def _go(self, to: Reason | Finding | None) -> None:
        self.form.go(to.field if to else "why.intent")

    def _go_to_finding(self) -> None:
        found = self._finding
        if found is None:
            return
        for field, value in found.answers:
            self.form.answer(field, value)
        self._go(found)


def _standing(score: PlanScore, here: str) -> str:
    got, all_points = score.parts[here], POINTS[here]
    name = STEPS[here].name
    return (
        f"<h3>{escape(score.summary())}</h3>"
        f'<p class="muted small">{name}: {say_points(got, earned=True) if got else 0} of {all_points} points</p>'
        f'<div class="bar"><span style="width:{100 * got / all_points:.0f}%"></span></div>'
    )


def _tip(tip: Reason | None, here: str) -> str:
    if tip is None:
        return "<p>There is nothing left to add. Now it is about doing it.</p>"
    title = "What would make it stronger" if tip.question == here else f"Next: {STEPS[tip.question].name}"
    return f"<h3>{title}</h3><p>{escape(tip.why)} {escape(tip.how)}</p>"
