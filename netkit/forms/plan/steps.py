"""The seven steps: each shows the fields and lists of its part, and what earlier steps know for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets as w

from netkit.errors import shortened
from netkit.forms.fields import Chips, Choice, Day, Field, Lines, Tick, arranged, field_of, question_of
from netkit.forms.form import fields_of
from netkit.forms.lists import ListEditor
from netkit.forms.picker import SearchPicker
from netkit.forms.plan.items import LISTS, NamedPeople, PlanItems, helped, names_of
from netkit.forms.widgets import heading, show, stack
from netkit.questions import STEPS, Audience, Avenue, Plan, Question, Venue, example_of, questions_of
from netkit.records import Person
from netkit.vocabulary import AVENUE_KIND, AVENUE_MEANS, say_day

if TYPE_CHECKING:
    from netkit.forms.plan.form import PlanForm

Part = Field | ListEditor


class Panel:
    """One step: `fields` and `lists` by name; the essential ones at once, the rest under "more"."""

    def __init__(self, form: PlanForm, key: str) -> None:
        self.form, self.key, self.step = form, key, STEPS[key]
        self.model = type(getattr(form.plan, key))
        self.fields: dict[str, Field] = {}
        self.lists: dict[str, ListEditor] = {}
        asked = questions_of(self.model)
        parts = {name: self._part(name, question) for name, question in asked.items()}
        first = [part for name, part in parts.items() if asked[name].essential]
        rest = [part for name, part in parts.items() if not asked[name].essential] + self.under_more()
        place = list(STEPS).index(key) + 1
        top = heading(self.step.question, self.step.help, above=f"Step {place} of {len(STEPS)}")
        self.more = form.more(self.step.name.lower(), self._placed(rest), len(rest))
        more = [self.more.widget] if rest else []
        self.widget = stack(top, *self._placed(first), *self.below(), *more, classes="stack")
        self._offer_links()
        self.render()

    # Hooks for the single steps

    titles: ClassVar[dict[str, tuple[str, str]]] = {}
    """The headings of lists that are no question of the plan."""

    def above(self, name: str) -> Sequence[w.Widget]:
        """What stands between the heading of a list and its cards."""
        return ()

    def below(self) -> Sequence[w.Widget]:
        """What stands below the essential parts."""
        return ()

    def under_more(self) -> list[Part]:
        """What else stands under "more"."""
        return []

    def opened(self, name: str, item: Any) -> None:
        """Called before the sheet of a list opens on a record."""

    def stored(self, path: str) -> None:
        """Called when a field of this step was stored."""

    # Building

    def _part(self, name: str, question: Question) -> Part:
        if question.kind == "items":
            return self._list(name)
        if question.kind == "people":
            field: Field = SearchPicker(self.form, question)
        else:
            field = field_of(question, example_of(self.model, name, self.form.examples))
        self.form.watch(field, f"{self.key}.{name}")
        self.fields[name] = field
        return field

    def _list(self, name: str) -> ListEditor:
        path = f"{self.key}.{name}"
        listed = LISTS[path]
        editor = ListEditor(
            self.form,
            listed.noun,
            PlanItems(self.form, path),
            fields_of(listed.model, self.form.examples),
            listed.empty,
            on_open=partial(self._opening, name),
        )
        self.lists[name] = editor
        return editor

    def _opening(self, name: str, item: Any) -> None:
        for other in self.lists.values():
            if other is not self.lists[name]:
                other.close()
        self._offer_links_in(self.lists[name].fields.values())
        self.opened(name, item)

    def _placed(self, parts: Iterable[Part]) -> list[w.Widget]:
        placed: list[w.Widget] = []
        together: list[Field] = []
        for part in parts:
            if isinstance(part, ListEditor):
                placed += [*arranged(together), self._placed_list(part)]
                together = []
            else:
                together.append(part)
        return [*placed, *arranged(together)]

    def _placed_list(self, editor: ListEditor) -> w.Widget:
        name = next((name for name, one in self.lists.items() if one is editor), "")
        asked = questions_of(self.model).get(name)
        title = heading(asked.label, asked.help, level=3) if asked else heading(*self.titles[name], level=3)
        return stack(title, *self.above(name), editor.widget, classes="list")

    def _offer_links(self) -> None:
        self._offer_links_in(self.fields.values())

    def _offer_links_in(self, fields: Iterable[Field]) -> None:
        for field in fields:
            if isinstance(field, Choice | Chips) and field.question.of:
                field.offer(linked(self.form.plan, field.question.of))

    # Showing

    def render(self) -> None:
        """Show the lists as they are stored now."""
        for editor in self.lists.values():
            editor.render()

    def refill(self) -> None:
        """Show what is stored now in every field and list, except where something typed still waits."""
        self._offer_links()
        for name, field in self.fields.items():
            self.form.saver.refill(field, getattr(getattr(self.form.plan, self.key), name))
        self.render()

    def leave(self) -> None:
        """Close the open sheets, as far as what was typed there could be saved."""
        for editor in self.lists.values():
            editor.close()

    def reword(self) -> None:
        """Show the examples of the set chosen now."""
        for name, field in self.fields.items():
            field.reword(example=example_of(self.model, name, self.form.examples))
        for name, editor in self.lists.items():
            if listed := LISTS.get(f"{self.key}.{name}"):
                for each, field in editor.fields.items():
                    field.reword(example=example_of(listed.model, each, self.form.examples))

    def focus(self, path: str = "") -> None:
        """Put the cursor into a field, a list or a field of an entry: `intent`, `goals`, `goals.<id>.by`."""
        name, _, rest = path.partition(".")
        id, _, of_item = rest.partition(".")
        if name in self.lists:
            self._show_rest(questions_of(self.model).get(name))
            item = next((one for one in self.lists[name].source.items() if one.id == id), None)
            if item is not None:
                self.lists[name].open(item, of_item)
            else:
                self.start(name)
            return
        field = self.fields.get(name) or next(iter(self.fields.values()), None)
        if field is None:
            self.start(next(iter(self.lists)))
            return
        self._show_rest(field.question)
        (self._before(field) if isinstance(field, Day) else field).focus()

    def start(self, name: str) -> None:
        """Begin with a list: a new entry where there is none, else its first card."""
        editor = self.lists[name]
        if editor.source.items():
            editor.focus()
        else:
            editor.add()

    def _show_rest(self, question: Question | None) -> None:
        if question is not None and not question.essential:
            self.more.turn(True)

    def _before(self, day: Field) -> Field:
        """A day takes no focus: the field before it does, one Tab away."""
        fields = list(self.fields.values())
        return fields[max(fields.index(day) - 1, 0)]


def linked(plan: Plan, of: str) -> list[tuple[str, str]]:
    """What a link can point to: goals by their outcome, audiences by their description."""
    if of == "goals":
        return [(shortened(goal.outcome, 40)[1:-1], goal.id) for goal in plan.why.goals if goal.outcome]
    return [(shortened(one.description, 40)[1:-1], one.id) for one in plan.who.audiences if one.description]


class WhoPanel(Panel):
    """Opens with each goal that nobody serves yet."""

    def above(self, name: str) -> Sequence[w.Widget]:
        self._prompts = stack()
        self._buttons: dict[str, w.Button] = {}
        return (self._prompts,)

    def render(self) -> None:
        super().render()
        plan, is_open = self.form.plan, self.lists["audiences"].is_open
        served = {goal for audience in plan.who.audiences for goal in audience.goals}
        for goal in plan.why.goals:
            button = self._buttons.setdefault(goal.id, self.form.button("", partial(self._for, goal.id)))
            button.description = f"For “{shortened(goal.outcome or 'this goal')[1:-1]}”: which people?"
            show(button, goal.id not in served and not is_open)
        self._prompts.children = tuple(self._buttons[goal.id] for goal in plan.why.goals)

    def _for(self, goal: str) -> None:
        self.lists["audiences"].open(Audience(goals=[goal]))
        self.render()

    def start(self, name: str) -> None:
        waiting = [button for button in self._prompts.children if "hide" not in button._dom_classes]
        if waiting:
            waiting[0].focus()
        else:
            super().start(name)

    def opened(self, name: str, item: Audience) -> None:
        goals = names_of(item.goals, self.form.plan.why.goals, "outcome")
        label = f"For “{goals}”: which people?" if goals else None
        self.lists[name].fields["description"].reword(label=label or "Which people?")


class WherePanel(Panel):
    """Offers the places that were named under Who: a tick makes one a venue of those people."""

    def above(self, name: str) -> Sequence[w.Widget]:
        question = Question("Named under Who", "Tick those you will really go to.", "choices")
        self._ticks = Chips(question)
        self._ticks.changed = self.form.status.safely(self._ticked)
        return (self._ticks.widget,)

    def render(self) -> None:
        super().render()
        places = {_same(place): place for one in self.form.plan.who.audiences for place in one.places}
        self._ticks.offer([(place, key) for key, place in places.items()])
        self._ticks.fill([_same(venue.name) for venue in self.form.plan.where.venues])
        show(self._ticks.widget, bool(places))

    def _ticked(self) -> None:
        held = {_same(venue.name): venue for venue in self.form.plan.where.venues}
        offered = {_same(place): place for one in self.form.plan.who.audiences for place in one.places}
        on = set(self._ticks.value)
        for key in offered.keys() & held.keys() - on:
            self.lists["venues"].take_out(held[key])
        for key in on - held.keys():
            self.form.add_item("where.venues", self._venue(offered[key]))
        self.form.updated()
        self.form.status.saved()

    def _venue(self, place: str) -> Venue:
        plan = self.form.plan
        there = [one.id for one in plan.who.audiences if _same(place) in [_same(other) for other in one.places]]
        scopes = plan.where.scopes
        return Venue(name=place, audiences=there, scope=scopes[0] if len(scopes) == 1 else "")

    def start(self, name: str) -> None:
        if name == "venues" and self._ticks.words and "hide" not in self._ticks.widget._dom_classes:
            self._ticks.focus()
        else:
            super().start(name)


class HowPanel(Panel):
    """Ways are ticked; channel and mode follow from the kind."""

    def above(self, name: str) -> Sequence[w.Widget]:
        if name != "avenues":
            return ()
        options = [(words, term) for term, words in AVENUE_KIND.items()]
        self._ticks = Chips(Question("Tick what suits you", "", "choices"), options=options)
        self._ticks.changed = self.form.status.safely(self._ticked)
        return (self._ticks.widget,)

    def render(self) -> None:
        super().render()
        self._ticks.fill([avenue.kind for avenue in self.form.plan.how.avenues])

    def _ticked(self) -> None:
        held = {avenue.kind: avenue for avenue in self.form.plan.how.avenues}
        on = set(self._ticks.value)
        for kind in held.keys() - on - {""}:
            self.lists["avenues"].take_out(held[kind])
        for kind in on - held.keys():
            channel, mode = AVENUE_MEANS[kind]
            self.form.add_item("how.avenues", Avenue(kind=kind, channel=channel, mode=mode))
        self.form.updated()
        self.form.status.saved()

    def start(self, name: str) -> None:
        if name == "avenues":
            self._ticks.focus()
        else:
            super().start(name)


class WhenPanel(Panel):
    """Under more also: by which day each named person is to be met."""

    titles: ClassVar = {"by": ("Meet by?", "A day for each person you named, if you like.")}

    def under_more(self) -> list[Part]:
        by = field_of(replace(question_of(Person, "target_by", "day")))
        source = NamedPeople(self.form, lambda person: _meet_by(person))
        self.lists["by"] = ListEditor(
            self.form, "person", source, {"target_by": by}, ("", ""), fixed=True, on_open=self._opening_by
        )
        return [self.lists["by"]]

    def _opening_by(self, person: Person) -> None:
        self.lists["off"].close()


class HelpPanel(Panel):
    """Below the offers: what might help each named person."""

    def below(self) -> Sequence[w.Widget]:
        self._offered = Chips(Question("What might make their week easier?", "Or choose “I'll ask”.", "links"))
        words = Lines(Question("In your own words", "One a line.", "names"), "share the meetup list")
        needs = question_of(Person, "needs", "names", "Only what they'd be happy to see written.")
        fields = {
            "offers": self._offered,
            "words": words,
            "will_ask": Tick(question_of(Person, "will_ask")),
            "needs": field_of(replace(needs, essential=False)),
        }
        source = NamedPeople(self.form, lambda person: helped(person, self.form.plan) or "nothing chosen yet")
        empty = "Nobody is named yet", "Name somebody under When; then choose what might make their week easier."
        editor = ListEditor(self.form, "person", source, fields, empty, fixed=True, on_open=self._opening_person)
        self.lists["person"] = editor
        title = heading("For those you named", "One small thing each, or ask them.", level=3)
        to_when = self.form.button("Name somebody", lambda: self.form.go("when.named"))
        self._to_when = to_when
        return (stack(title, editor.widget, to_when),)

    def render(self) -> None:
        super().render()
        show(self._to_when, not self.form.plan.when.named)

    def _opening_person(self, person: Person) -> None:
        self.lists["offers"].close()
        self._offered.reword(label=f"What might make {person.name or 'their'}'s week easier?")
        self._offered.offer(
            [(shortened(offer.what, 40)[1:-1], offer.id) for offer in self.form.plan.help.offers if offer.what]
        )


def _meet_by(person: Person) -> str:
    return f"by {say_day(person.target_by)}" if person.target_by else "no day yet"


def _same(place: str) -> str:
    return " ".join(place.casefold().split())


PANELS: dict[str, Callable[[PlanForm, str], Panel]] = {
    "why": Panel, "who": WhoPanel, "message": Panel, "where": WherePanel,
    "how": HowPanel, "when": WhenPanel, "help": HelpPanel,
}  # fmt: skip
