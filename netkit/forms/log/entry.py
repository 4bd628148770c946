"""The form of one entry: who, how, what happened, help each way, the next step; the rest under "more"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import ipywidgets as w

from netkit.advice.giving import thought_of
from netkit.errors import BadValue, NetkitError
from netkit.folding import folded
from netkit.forms.acts import WEEK
from netkit.forms.fields import Chips, Day, Field, Line, Lines, Tick, field_of, question_of
from netkit.forms.log.begun import Settling
from netkit.forms.log.detail import Detail
from netkit.forms.log.helps import Helps, known_of
from netkit.forms.log.said import Said
from netkit.forms.log.wrong import happened, told
from netkit.forms.picker import SearchPicker, add_person
from netkit.forms.ways import Way, called_by, first_name, how_to_help, way_of, ways_of
from netkit.forms.widgets import make, on_enter, show, shown, stack
from netkit.questions import Question
from netkit.records import Action, Exchange, Interaction, Person
from netkit.vocabulary import say_day

if TYPE_CHECKING:
    from netkit.forms.form import Form

FILLED = "Filled in for you."
SHORT = "Under ten minutes."
TYPED = ("note", "offer", "will_ask", "step", "minutes", "event", "needs")  # fields that are blank by themselves


class Entry:
    """The fields of one entry; `was` is the stored entry that is being edited, or None for a new one."""

    def __init__(self, form: Form, save: Callable[[], object]) -> None:
        self.form = form
        self.was: Said | None = None
        self.changed: Callable[[], None] = lambda: None
        self.ways: dict[str, Way] = ways_of(form.workbook.plan())
        self.touched: set[str] = set()
        safely = form.status.safely
        self.how = Chips(
            Question("How?", kind="choice"), options=[(way.words, term) for term, way in self.ways.items()], one=True
        )
        self.who = SearchPicker(
            form,
            Question("Who?", "Type a few letters of a name, a place of work or a role.", "people"),
            add=self._add_somebody,
            then=self.how.focus,
        )
        self.outcome = field_of(question_of(Interaction, "outcome"))
        self.direction = field_of(question_of(Interaction, "direction"))
        self.day = Day(Question("Which day?", kind="day"))
        self.note = Lines(question_of(Interaction, "note", "text", "A line for your own memory."))
        self.helps = Helps(form, save)
        self.offer = Line(Question("How can I help?", "What might make their week easier?"))
        self.will_ask = Tick(Question("I'll ask them"))
        self.step = Line(question_of(Action, "what", help=SHORT), "send the meetup list")
        self.step_kind = field_of(question_of(Action, "kind"))
        self.step_day = Day(question_of(Action, "due_on", "day"))
        self.detail, self.settling = Detail(form), Settling()
        self.who.changed = safely(self._people_changed)
        self.how.changed = safely(self._how_changed)
        self.fields: dict[str, Field] = {
            "on": self.day, "note": self.note, "offer": self.offer, "will_ask": self.will_ask, "step": self.step,
            "step_kind": self.step_kind, "due_on": self.step_day, "settled": self.settling.tick,
            "outcome": self.outcome, "direction": self.direction, **self.detail.fields,
        }  # fmt: skip
        for field in self.fields.values():
            field.changed = safely(partial(self._typed, field))
        self.day.changed = safely(self._day_changed)
        for name, follows in self._follows.items():
            follows.changed = safely(partial(self._touch, name))
        for field in (self.offer, self.step):
            on_enter(field.widget, safely(save))
        self.widget = self._laid_out()
        self.clear()

    def _laid_out(self) -> w.VBox:
        self._day_button = self.form.button("", lambda: show(self.day.widget, not shown(self.day.widget)), "quiet")
        self._whose = stack(self.detail.fields["audience"].widget, classes="group hide")
        came = make(w.Box, "row", children=[self.outcome.widget, self.direction.widget])
        self._step_row = make(w.Box, "row hide", children=[self.step_kind.widget, self.step_day.widget])
        return stack(
            stack(self.who.widget, self._whose, self.settling.widget, classes="group"),
            self.how.widget,
            stack(came, self._day_button, self.day.widget, classes="group"),
            self.note.widget,
            self.helps.widget,
            stack(self.offer.widget, self.will_ask.widget, classes="group"),
            stack(self.step.widget, self._step_row, classes="group"),
            self.detail.widget,
            classes="stack",
        )

    # Filling

    def clear(self) -> None:
        """A blank entry of today."""
        self.was, self.touched = None, set()
        self.who.clear()
        self.how.fill("")
        self._fill(Interaction(on=self.form.workbook.today))
        self.helps.fill([])
        self.settling.fill(None)
        self._people_changed()

    def load(self, said: Said) -> None:
        """Show a stored entry, to be edited."""
        self.clear()
        self.was, self.touched = said, set(self._follows)
        self.who.fill(said.interaction.people)
        self.how.fill(way_of(said.interaction, self.ways))
        self._fill(said.interaction, said.event)
        self._people_changed()
        self.helps.fill(said.helps)

    def rebase(self, said: Said) -> None:
        """Take what is stored now as what was there, and keep what is typed."""
        self.was = said
        for row in self.helps.rows:
            row.stored = said.known.get(row.stored.id) if row.stored else None

    def _fill(self, interaction: Interaction, event: str = "") -> None:
        self.outcome.fill(interaction.outcome)
        self.direction.fill(interaction.direction)
        self.day.fill(interaction.on)
        show(self.day.widget, False)
        self._say_day()
        self.note.fill(interaction.note)
        self.detail.fill(interaction, event)
        for line in (self.offer, self.step):
            line.fill("")
        self.will_ask.fill(False)
        self._say_filled()
        self.step_kind.fill("follow_up")
        self.step_day.fill(self.form.workbook.today + WEEK)
        show(self._step_row, False)
        show(self.step.widget, self.was is None)

    # Following what is typed

    @property
    def _follows(self) -> dict[str, Field]:
        """What follows from How as long as it is not chosen by hand."""
        return {"outcome": self.outcome, "direction": self.direction}

    def _touch(self, name: str) -> None:
        self.touched.add(name)
        self._say_filled()
        self._link()
        self.changed()

    def _say_filled(self) -> None:
        for name, field in self._follows.items():
            field.reword(help=FILLED if self.how.value and name not in self.touched else "")

    def _typed(self, field: Field) -> None:
        field.say("")
        self.show_typed()

    def show_typed(self) -> None:
        """Show what goes with what is typed: the day in words, the sort and the day of a next step."""
        show(self._step_row, bool(text_of(self.step)))
        self._say_day()
        self._say_filled()
        self.changed()

    def _day_changed(self) -> None:
        self._link()
        self._typed(self.day)

    def _how_changed(self) -> None:
        way = self.ways.get(self.how.value)
        if way:
            self.detail.fill_way(way)
            for name in set(self._follows) - self.touched:
                self._follows[name].fill(getattr(way, name))
            self._link()
        self._say_filled()
        self.changed()

    def _link(self) -> None:
        self.detail.link(self.who.value, self.direction.value, self._on, self.was is None)

    def _add_somebody(self, name: str) -> str:
        return add_person(self.form, name, of_plan=not self.who.value)  # of several the field may show what none is

    def _people_changed(self) -> None:
        people = [person for id in self.who.value for person in self.form.workbook.where(Person, id=id)]
        self._names = [person.called for person in people]
        self.helps.offer([(name, person.id) for name, person in zip(self._names, people, strict=True)])
        workbook, plan = self.form.workbook, self.form.workbook.plan()
        helps = [(person, workbook.where(Exchange, person=person.id)) for person in people]
        self.helps.think_of([give for person, theirs in helps for give in thought_of(person, theirs, plan)])
        one = people[0] if len(people) == 1 else None
        first = first_name(self._names[0]) if one else ""
        self.offer.reword(
            label=how_to_help(one) if one else "How can I help?",
            help=known_of(one, plan) if one else "What might make their week easier?",
        )
        self.will_ask.reword(f"I'll ask {first}" if one else "I'll ask them")
        self.step.reword(help=f"{SHORT} It stands for {self._names[0]}." if len(people) > 1 else SHORT)
        self.detail.fill_people(people)
        open = [person for person in people if not person.audience or person.id in self.who.added]
        show(self._whose, bool(open and plan.who.audiences))
        self._link()
        self.changed()

    def _say_day(self) -> None:
        on = self.day.value
        today = "Today, " if on == self.form.workbook.today else ""
        self._day_button.description = f"{today}{say_day(on)}. Change the day" if on else "Choose the day"

    # What it says

    @property
    def _on(self) -> date:
        return self.day.value or (self.was.interaction.on if self.was else self.form.workbook.today)

    @property
    def dirty(self) -> bool:
        """Whether anything was entered that is not stored."""
        typed = any(self.fields[name].value for name in TYPED)
        return bool(self.was or self.who.value or self.how.value or typed or self.helps.rows)

    @property
    def called(self) -> str:
        """What the entry is called: "coffee with Ines"; "" as long as who or how is missing."""
        chosen = self.how.value or self.was
        if not chosen or not (self.who.value or self._to_many):
            return ""
        avenue, channel = (self.detail.fields[name].value for name in ("avenue", "channel"))
        return called_by(avenue, channel, self.direction.value, [first_name(name) for name in self._names])

    @property
    def names(self) -> list[str]:
        """The whole names of its people."""
        return list(self._names)

    @property
    def _to_many(self) -> bool:
        return bool(self.detail.fields["mode"].value == "one_to_many")

    def said(self) -> Said:
        """What the entry says; NetkitError says what is missing or wrong, and the cursor goes there."""
        try:
            return self._said()
        except BadValue as error:
            if error.field.partition(".")[2] in self.detail.fields:
                self.detail.turn(True)
            raise told(error, self.fields) from None

    def _said(self) -> Said:
        if not self.who.value and not self._to_many:
            self._missing(self.who.focus, "who was it? Type a few letters above.")
        if not self.how.value and self.was is None:
            self._missing(self.how.focus, "how was it? Choose one of the ways.")
        for row in self.helps.rows:
            if not row.kind.value:
                self._missing(row.kind.focus, "what kind of help was it? Choose it in its row.")
            if not row.person.value:
                focus = row.person.focus if self.who.value else self.who.focus
                self._missing(focus, "with whom was the help? Choose it in its row, or take it out.")
        old = self.was.interaction if self.was else Interaction(on=self.form.workbook.today)
        on = self._on
        interaction = self.detail.said(old).changed(
            on=on if self.was and on == old.on else happened(on, self.form.workbook.today),
            people=self.who.value,
            outcome=self.outcome.value or old.outcome,
            direction=self.direction.value or old.direction,
            note=self.note.value.strip(),
        )
        return Said(
            interaction,
            self.helps.said(interaction.on, old.on),
            self.helps.known,
            self._action(),
            self.detail.fields["event"].value.strip(),
            self._offer(),
            self.will_ask.value,
            self.detail.needs,
            self.detail.audience,
            self.settling.settles,
        )

    def _missing(self, focus: Callable[[], object], what: str) -> None:
        focus()
        raise NetkitError(what)

    def _action(self) -> Action | None:
        what = text_of(self.step)
        if not what:
            return None
        person = self.who.value[0] if self.who.value else ""
        return Action(person=person, what=what, kind=self.step_kind.value or "follow_up", due_on=self.step_day.value)

    def _offer(self) -> str:
        """The id of the plan's offer where it is said in the same words, else the words."""
        said = text_of(self.offer)
        same = [one.id for one in self.form.workbook.plan().help.offers if folded(one.what) == folded(said)]
        return same[0] if said and same else said


def text_of(field: Field) -> str:
    """What was typed in a line, without the space around it."""
    return (field.value or "").strip()
