"""One answer for all who are shown: an audience, a circle, a cadence; in one change, which can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from netkit.errors import BadValue
from netkit.forms.fields import Choice, Line
from netkit.forms.form import Form
from netkit.forms.widgets import html, make, show, shown, stack
from netkit.questions import Question
from netkit.records import Person, label_of

if TYPE_CHECKING:
    from netkit.workbook import Workbook

EACH = 200  # people above which reading all of them at once is quicker


class Together:
    """A button that opens three fields and applies what they say to everybody whom `text` finds.

    `done` is called with the words and the number of the change.
    """

    def __init__(self, form: Form, text: Callable[[], str], done: Callable[[str, int], object]) -> None:
        self.form, self._text, self._done, self._number = form, text, done, 0
        self._audience = Choice(Question(label_of(Person, "audience"), "From your plan.", "link"))
        self._circle = Line(Question("Which part of your life?", "A circle, beside those they have already."), "choir")
        self._cadence = Line(Question(label_of(Person, "cadence_days"), "Days between contacts.", "number"), "90")
        self._toggle = form.button("", self._turn, "quiet")
        self._apply = form.button("", self.apply, "filled")
        fields = [self._audience.widget, self._circle.widget, self._cadence.widget]
        self._why = html('<p class="muted">What you leave empty stays as it is for each of them.</p>')
        self._inside = stack(self._why, make(w.Box, "row of3", children=fields), self._apply, classes="card hide")
        self.widget = stack(self._toggle, self._inside)

    def offer(self, number: int) -> None:
        """Say how many it would be, and which audiences there are."""
        self._number = number
        people = "1 person" if number == 1 else f"{number:,} people"
        self._toggle.description = f"Change {'these' if number != 1 else 'this'} {people} at once"
        self._apply.description = f"Apply to the {number:,} shown"
        self._audience.offer([(a.description or "?", a.id) for a in self.form.workbook.plan().who.audiences])
        show(self.widget, number > 1)

    def _turn(self) -> None:
        show(self._inside, not shown(self._inside))
        if shown(self._inside):
            self._audience.focus()

    def apply(self) -> None:
        """Write the fields that are filled for everybody who is found now."""
        chosen = {
            "audience": self._audience.value,
            "circles": (self._circle.value or "").strip(),
            "cadence_days": self._cadence.value,
        }
        wanted = {name: value for name, value in chosen.items() if value}
        if not wanted:
            self.form.status.fail("choose an audience, write a circle or a number of days first.")
            self._audience.focus()
            return
        self.form.status.say("Saving ...")
        try:
            count, change = apply(self.form.workbook, self._text(), wanted)
        except BadValue as error:
            self._cadence.say(f"Not saved: {error.expected}.")
            self.form.status.fail(f"{error.expected}.")
            self._cadence.focus()
            return
        for field in (self._audience, self._circle, self._cadence):
            field.fill("")
        show(self._inside, False)
        self._done(f"Changed {count:,} people" if count != 1 else "Changed 1 person", change)


def apply(workbook: Workbook, text: str, wanted: dict[str, Any]) -> tuple[int, int]:
    """Set fields of everybody whom a search finds (a circle is added); how many changed, and the change's number.

    Those who have it already are left alone; with nobody left the change is 0.
    """
    ids = {hit.id for hit in workbook.search(text, limit=workbook.count(text))}
    with workbook.change(f"Changed {len(ids):,} people at once") as draft:
        many = len(ids) > EACH
        people = workbook.where(Person) if many else [workbook.get(Person, id) for id in ids]
        count = 0
        for person in (person for person in people if person.id in ids):
            after = person.changed(**{name: _added(person, name, value) for name, value in wanted.items()})
            count += after != person
            for name in wanted:
                draft.set(person, name, getattr(after, name), getattr(person, name))
    return count, draft.id


def _added(person: Person, name: str, value: Any) -> Any:
    return list(dict.fromkeys([*person.circles, value])) if name == "circles" else value
