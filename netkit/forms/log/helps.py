"""Help each way: what I gave and what I received, a row for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from netkit import vocabulary as v
from netkit.errors import cut
from netkit.forms.fields import Choice, Field, Line, Options, field_of, question_of
from netkit.forms.ways import first_name
from netkit.forms.widgets import flow, html, make, on_enter, show, shown, stack
from netkit.questions import Question
from netkit.records import Exchange, Person

if TYPE_CHECKING:
    from netkit.advice import Give
    from netkit.forms.form import Form
    from netkit.questions import Plan

TITLES = {"given": "What I gave →", "received": "← What I received"}
WORTH = {
    "given": ("What is it worth to them?", "How would they put it?"),
    "received": ("What is it worth to you?", "As it looks today."),
}
GONE = "Whose help this was is not under Who any more. Choose with whom, or take it out."


class Worth(Choice):
    """How much help is worth; each option begins with its digit, so that one key chooses it."""

    blank = "not rated yet"

    def __init__(self, question: Question) -> None:
        worth = [(f"{value}  {words}", str(value)) for value, words in v.HELP_VALUE.items()]
        super().__init__(question, options=worth)

    def _put(self, value: Any) -> None:
        super()._put("" if value is None else str(value))


class HelpRow:
    """One exchange: its kind prefills its worth, which can be changed; `stored` is as it was, None for a new one.

    It never goes over to somebody else by itself: when the one it was with is taken out of Who, it asks.
    """

    def __init__(self, helps: Helps, direction: str, stored: Exchange | None = None) -> None:
        self.helps, self.direction, self.stored = helps, direction, stored
        self._with = stored.person if stored else ""
        self._rated = bool(stored and stored.value)  # by hand: it stays when the kind is changed
        form = helps.form
        self.person = Choice(Question("With whom?", kind="link"))
        self.kind = field_of(question_of(Exchange, "kind"))
        self.worth = Worth(Question(*WORTH[direction], kind="choice"))
        self.note = Line(Question("In a few words", kind="line"))
        self.status = field_of(question_of(Exchange, "status"))
        self.fields: dict[str, Field] = {
            "person": self.person, "kind": self.kind, "worth": self.worth, "note": self.note, "status": self.status
        }  # fmt: skip
        for field in self.fields.values():
            field.changed = form.status.safely(partial(self._typed, field))
        on_enter(self.note.widget, form.status.safely(helps.save))
        remove = form.button("Take it out", lambda: helps.remove(self), "quiet")
        last = make(w.Box, "row", children=[self.note.widget, self.status.widget])
        head = make(w.HBox, "ends", children=[html(f'<span class="{direction}">{TITLES[direction]}</span>'), remove])
        fields = (self.person.widget, self.kind.widget, self.worth.widget, last)
        self.widget = stack(head, *fields, classes=f"help {direction}-side")
        show(self.person.widget, False)
        self.status.fill("delivered")
        if stored:
            self._fill(stored)

    def _fill(self, stored: Exchange) -> None:
        self.kind.fill(stored.kind)
        self.worth.fill(stored.value)
        self.note.fill(stored.note)
        self.status.fill(stored.status)

    def _typed(self, field: Field) -> None:
        field.say("")
        self._rated = self._rated or field is self.worth
        if field is self.kind:
            self._prefill()
        self.helps.changed()

    def _prefill(self) -> None:
        if not self._rated:
            self.worth.fill(v.USUAL_VALUE.get(self.kind.value))

    def choose(self, kind: str) -> None:
        """Choose the kind of help, with its usual worth."""
        self.kind.fill(kind)
        self._prefill()

    def offer(self, people: Options) -> None:
        """Ask with whom where there are several, or where the one it was with is not among them any more."""
        asked = bool(self.stored) or shown(self.person.widget)
        self._with = self.person.value or self._with
        terms = [id for _, id in people]
        self.person.offer(people)
        self.person.fill(self._with if self._with in terms else terms[0] if terms and not asked else "")
        lost = bool(people) and not self.person.value
        self.person.say(GONE if lost else "")
        show(self.person.widget, lost or len(people) > 1)

    def said(self, on: date, was: date) -> Exchange:
        """The exchange that the row says, of an entry on a day; help of a day of its own stays there."""
        values = {
            "person": self.person.value,
            "direction": self.direction,
            "kind": self.kind.value,
            "value": self.worth.value,
            "note": (self.note.value or "").strip(),
            "status": self.status.value,
        }
        if self.stored is None:
            return Exchange(on=on, **values)
        came_true = self.stored.status != "delivered" == self.status.value
        return self.stored.changed(**values, on=on if came_true or self.stored.on == was else self.stored.on)


class Helps:
    """The rows, and the two buttons that add one."""

    def __init__(self, form: Form, save: Callable[[], object]) -> None:
        self.form, self.save = form, save
        self.rows: list[HelpRow] = []
        self.changed: Callable[[], None] = lambda: None
        self._people: Sequence[tuple[str, str]] = ()
        self._box = stack()
        self._gave = form.button("+ What I gave", lambda: self.add("given").kind.focus(), "gave")
        got = form.button("+ What I received", lambda: self.add("received").kind.focus(), "got")
        self._gives: Sequence[Give] = ()
        self._thought = flow(classes="flow hide")
        head = html('<h3>Help, each way</h3><p class="muted small">Everyday things count.</p>')
        self.widget = stack(head, self._box, flow(self._gave, got), self._thought, classes="group")

    def add(self, direction: str, stored: Exchange | None = None) -> HelpRow:
        """Add a row, of a stored exchange if one is given."""
        row = HelpRow(self, direction, stored)
        row.offer(self._people)
        self.rows.append(row)
        self._show()
        return row

    def add_given(self, kind: str, what: str, person: str = "") -> HelpRow:
        """Add a row of something given, in words."""
        row = self.add("given")
        row.choose(kind)
        row.note.fill(what)
        if person:
            row.person.fill(person)
        self._show()
        return row

    def think_of(self, gives: Sequence[Give]) -> None:
        """Offer what was thought of for its people; a click adds it as given, and once saved it comes up no more."""
        self._gives = gives
        self._show_thought()

    def _show_thought(self) -> None:
        noted = {row.note.value for row in self.rows}
        gives = [give for give in self._gives if give.what not in noted]
        for old in self._thought.children:
            old.close()
        words = html('<p class="muted small">You thought of</p>')
        self._thought.children = (words, *map(self._chip, gives)) if gives else ()
        show(self._thought, bool(gives))

    def _chip(self, give: Give) -> w.Button:
        whose = f" ({first_name(give.name)})" if len(self._people) > 1 else ""
        add = partial(self.add_given, give.kind, give.what, give.person)
        return self.form.button(f"+ {cut(give.what)}{whose}", lambda: add().kind.focus(), "gave")

    def remove(self, row: HelpRow) -> None:
        """Take a row out."""
        self.rows.remove(row)
        row.widget.close()
        self._show()
        self._gave.focus()

    def fill(self, stored: Sequence[Exchange]) -> None:
        """Show these exchanges and no others."""
        for row in self.rows:
            row.widget.close()
        self.rows = []
        for one in stored:
            self.add(one.direction, one)
        self._show()

    def offer(self, people: Options) -> None:
        """The people that the help can be with."""
        self._people = people
        for row in self.rows:
            row.offer(people)

    @property
    def known(self) -> dict[str, Exchange]:
        """Those that are stored already, as they were."""
        return {row.stored.id: row.stored for row in self.rows if row.stored}

    def said(self, on: date, was: date) -> list[Exchange]:
        """The exchanges that the rows say, of an entry that moved from a day to another."""
        return [row.said(on, was) for row in self.rows]

    def _show(self) -> None:
        self._box.children = tuple(row.widget for row in self.rows)
        self._show_thought()
        self.changed()


def known_of(person: Person, plan: Plan) -> str:
    """What might help somebody, as far as it is known."""
    words = {offer.id: offer.what for offer in plan.help.offers}
    so_far = ", ".join(filter(None, (words.get(offer, offer).strip() for offer in person.offers)))
    needs = ", ".join(person.needs)
    said = [f"So far: {so_far}." if so_far else "", f"They need: {needs}." if needs else ""]
    return " ".join(part for part in said if part) or "Small is good."
