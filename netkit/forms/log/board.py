"""Your 15 minutes: what happened this week, two people to reach, three things to give, next week's names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from netkit import advice
from netkit.advice import Give, Step, Week
from netkit.forms.cards import Cards, fill, headed
from netkit.forms.log.standing import Standings
from netkit.forms.picker import SearchPicker
from netkit.forms.ways import first_name
from netkit.forms.widgets import html, make, show, stack
from netkit.questions import Question
from netkit.vocabulary import WEEKDAY, say_day

if TYPE_CHECKING:
    from netkit.forms.form import Form

REACH, GIVES, NAMES = 2, 3, 2  # how many people a column shows
LOG_OR_DONE = "“Log” opens an entry below, to say how it went. “Done” ticks it off at once."
NOBODY_DUE = "Nobody is waiting. Choose in 2_people how often you'd like to hear from somebody, and they come up here."
NOTHING_TO_GIVE = "Write down what somebody said they need (under “more” below), and what you could give comes up here."
ALL_BESIDE = "Those you named are among the people to reach. Who comes after them?"
NOBODY_NAMED = "Whom would you like to meet next? One name is enough."


class Board:
    """The four columns; `log` fills the entry below with a suggestion, `told` is called after a change."""

    def __init__(self, form: Form, log: Callable[[Step | Give], object], told: Callable[[], object]) -> None:
        self.form, self.log = form, log
        self.cards = Cards(form, told)
        self.standings = Standings(form, told)
        self._seen: dict[str, set[str]] = {"reach": set(), "give": set()}
        self._steps: list[Step] = []
        self._gives: list[Give] = []
        self._head, self._enough = html(""), html('<p class="muted">One of them is enough.</p>')
        self._reaching, self._giving = html(""), html("")
        self._week, self._reach, self._give = html(""), stack(classes="minutes"), stack(classes="minutes")
        self._next: list[Step] = []
        self._names, self._pace = stack(classes="minutes"), html("", "small muted")
        self._other_step = form.button("Another one", self._another_step, "quiet")
        self._other_give = form.button("Another one", self._another_give, "quiet")
        self._choose = form.button("", self._start_naming)
        self._who = SearchPicker(
            form, Question("Whom would you like to meet?", "Type a few letters.", "people"), then=lambda: None
        )
        self._who.changed = self.cards.safely(self._name)
        show(self._who.widget, False)
        columns = [
            _column("1 minute", html("<h3>This week</h3>"), self._week, self.standings.widget),
            _column("6 minutes", self._reaching, self._reach, self._other_step),
            _column("3 minutes to choose", self._giving, self._enough, self._give, self._other_give),
            _column(
                "5 minutes", html("<h3>Next week’s names</h3>"), self._names, self._pace, self._who.widget, self._choose
            ),
        ]
        self.widget = stack(self._head, self.cards.widget, make(w.Box, "board", children=columns), classes="stack")

    def render(self) -> None:
        """Work it all out anew from the workbook."""
        today, now = self.form.workbook.today, advice.now(self.form.workbook)
        weekday = list(WEEKDAY.values())[today.weekday()]
        self._head.value = (
            f'<h2>Your 15 minutes</h2><p class="muted">{weekday} {say_day(today)}, week {today.isocalendar().week}</p>'
            + (f'<p class="muted small">{LOG_OR_DONE}</p>' if now.steps or now.gives or now.names else "")
        )
        self._week.value = _week(now.week)
        self.standings.render()
        self._steps, self._gives, self._next = now.steps, now.gives, now.names
        self._show_steps()
        self._show_give()
        self._choose.description = "Choose another name" if self._next else "Choose a name"

    def _show_steps(self) -> None:
        steps = advice.each_once(self._steps, REACH, self._seen["reach"])
        whom = ("person", "to reach") if all(one.person for one in steps) else ("thing", "to do")
        self._reaching.value = f"<h3>{headed(len(steps), *whom)}</h3>"
        fill(self._reach, [self._card(one) for one in steps], NOBODY_DUE)
        show(self._other_step, len({one.whom for one in self._steps}) > REACH)
        self._show_names({one.person for one in steps})

    def _show_names(self, beside: set[str]) -> None:
        """The names that do not stand among those to reach already."""
        others = [one for one in self._next if one.person not in beside]
        nobody = ALL_BESIDE if self._next else NOBODY_NAMED
        fill(self._names, [self._card(one) for one in others[:NAMES]], nobody)
        more = f"And {len(others) - NAMES} more in your plan. " if len(others) > NAMES else ""
        self._pace.value = more + advice.pace(self._next, self.form.workbook.today)

    def _show_give(self) -> None:
        gives = self._gives_left()[:GIVES]
        self._giving.value = f"<h3>{headed(len(gives), 'thing', 'to give')}</h3>"
        fill(self._give, [self.cards.of_give(one, self._log(one)) for one in gives], NOTHING_TO_GIVE)
        show(self._enough, len(gives) > 1)
        show(self._other_give, len(self._gives) > GIVES)

    def _gives_left(self) -> list[Give]:
        return [one for one in self._gives if one.person not in self._seen["give"]]

    def _card(self, step: Step) -> w.VBox:
        return self.cards.of_step(step, *([self._log(step)] if step.person else []))

    def _log(self, about: Step | Give) -> w.Button:
        return self.form.button(f"Log {first_name(about.name)}", partial(self.log, about), "quiet")

    # Another one

    def _another_step(self) -> None:
        shown = advice.each_once(self._steps, REACH, self._seen["reach"])
        self._seen["reach"] |= {one.whom for one in shown[:1]}
        if len(advice.each_once(self._steps, REACH, self._seen["reach"])) < REACH:
            self._seen["reach"] = set()  # round again
        self._show_steps()
        self._other_step.focus()

    def _another_give(self) -> None:
        self._seen["give"] |= {one.person for one in self._gives_left()[:1]}
        if len(self._gives_left()) < GIVES:
            self._seen["give"] = set()  # round again
        self._show_give()
        self._other_give.focus()

    # Next week's names

    def _start_naming(self) -> None:
        show(self._who.widget)
        show(self._choose, False)
        self._who.focus()

    def _name(self) -> None:
        ids, workbook = self._who.value, self.form.workbook
        self._who.clear()
        show(self._who.widget, False)
        show(self._choose)
        plan, names = workbook.plan(), " and ".join(self._who.name_of(id) for id in ids)
        with workbook.change(f"Next: {names}") as draft:
            named = list(dict.fromkeys([*plan.when.named, *ids]))
            draft.set(plan, "when.named", named, plan.when.named)
        self.cards.did(draft.id, f"{names} {'is' if len(ids) == 1 else 'are'} in your plan")
        self._choose.focus()


def _column(minutes: str, title: w.HTML, *parts: w.Widget) -> w.VBox:
    head = stack(html(f'<p class="small muted">{minutes}</p>'), title, classes="tight")
    return stack(head, *parts, classes="card")


def _week(week: Week) -> str:
    helped = f'<span class="given">{week.given} given →</span> <span class="received">← {week.received} received</span>'
    before = f'<p class="small muted">{escape(week.before)}</p>' if week.before else ""
    return f"<p>{escape(week.reached)}</p><p>{helped}</p>{before}"
