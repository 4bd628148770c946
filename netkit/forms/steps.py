"""What to do next, for 4_review: next steps, things to give, and where the plan and the log do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from netkit import advice
from netkit.advice import Step
from netkit.forms.cards import Cards, fill, headed
from netkit.forms.form import Form
from netkit.forms.widgets import html, make, show, stack

if TYPE_CHECKING:
    from netkit.workbook import Workbook

STEPS, GIVES = 4, 3
NO_STEP = "Nothing is waiting. Whoever you name in 1_plan, or log in 3_log, comes up here in time."
NO_GIVE = "Write down in 2_people what somebody said they need, and what you could give comes up here."
NO_MEND = "Nothing to change. With a plan and a few weeks in the log, what does not fit comes up here."


class StepsForm(Form):
    """Next steps, gives and changes to the plan as cards; each is done, put off or let go by a click."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self.cards = Cards(self, self._told)
        self._shown = STEPS
        self._steps, self._gives, self._mends = (make(w.Box, "board") for _ in range(3))
        self._pace, self._giving = html(""), html("")
        self._more = self.button("Show all", self._show_all, "quiet")
        self.widget = stack(
            self.cards.widget,
            _part("Next steps", self._steps, self._more, self._pace),
            stack(self._giving, self._gives, classes="group"),
            _part("Does the plan still fit?", self._mends),
            classes="stack",
        )
        self.refresh()

    def refresh(self) -> None:
        """Work it all out anew from the workbook."""
        book = self.workbook
        today, plan = book.today, book.plan()
        (interactions, contacts, people), exchanges, actions = book.log(), book.exchanges(), book.actions()
        steps = advice.next_steps(people, interactions, contacts, exchanges, actions, plan, today)
        gives = advice.gives(people, exchanges, plan, today, GIVES, actions=actions)
        mends = advice.mends(plan, book.plans(), people, interactions, contacts, today)
        names = advice.next_names(people, contacts, plan, today, actions)
        self._show_steps(steps)
        self._giving.value = f"<h3>{headed(len(gives), 'thing', 'to give this week')}</h3>"
        fill(self._gives, [self.cards.of_give(one) for one in gives], NO_GIVE)
        fill(self._mends, [self.cards.of_mend(one, plan) for one in mends], NO_MEND)
        self._pace.value = f'<p class="muted">{advice.pace(names, today)}</p>'

    def _show_steps(self, steps: list[Step]) -> None:
        first = advice.each_once(steps, STEPS)
        chosen = [*first, *(one for one in steps if one not in first)][: self._shown]
        fill(self._steps, [self.cards.of_step(one) for one in chosen], NO_STEP)
        self._more.description = f"Show all {len(steps)}"
        show(self._more, len(steps) > len(chosen))

    def _show_all(self) -> None:
        self._shown = 10**6
        self.refresh()


def _part(title: str, *children: w.Widget) -> w.VBox:
    return stack(html(f"<h3>{title}</h3>"), *children, classes="group")
