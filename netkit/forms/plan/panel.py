"""A step of the plan: the fields and lists of its part, the essential ones at once, the rest under "more"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import ipywidgets as w

from netkit.errors import cut
from netkit.forms.fields import Chips, Choice, Day, Field, arranged, field_of
from netkit.forms.form import fields_of, shown_example
from netkit.forms.lists import ListEditor
from netkit.forms.picker import SearchPicker
from netkit.forms.plan.items import LISTS, PlanItems
from netkit.forms.widgets import heading, stack
from netkit.questions import STEPS, Plan, Question, questions_of
from netkit.workbook.plan_fields import at

if TYPE_CHECKING:
    from netkit.forms.plan.form import PlanForm
    from netkit.values import Model

Part = Field | ListEditor


class Panel:
    """One step: `fields` and `lists` by name; the essential ones at once, the rest under "more"."""

    def __init__(self, form: PlanForm, key: str) -> None:
        self.form, self.part, self.step = form, key, STEPS[key]
        self.model = cast("type[Model]", type(getattr(form.plan, key)))
        self.fields: dict[str, Field] = {}
        self.lists: dict[str, ListEditor] = {}
        asked = questions_of(self.model)
        parts = {name: self._part(name, question) for name, question in asked.items()}
        first = [part for name, part in parts.items() if asked[name].essential]
        rest = [part for name, part in parts.items() if not asked[name].essential]
        place = list(STEPS).index(key) + 1
        top = heading(self.step.question, self.step.help, above=f"Step {place} of {len(STEPS)}")
        self.more = form.more(self.step.name.lower(), self._placed(rest), len(rest))
        more = [self.more.widget] if rest else []
        self.widget = stack(top, *self._placed(first), *self.below(), *more, classes="stack")
        self._offer_links()
        self.render()

    # Hooks for the single steps

    def above(self, name: str) -> Sequence[w.Widget]:
        """What stands between the heading of a list and its cards."""
        return ()

    def below(self) -> Sequence[w.Widget]:
        """What stands below the essential parts."""
        return ()

    def opened(self, name: str, item: Any) -> None:
        """Called before the sheet of a list opens on a record."""

    def stored(self, path: str, was: Any) -> None:
        """Called when a field of this step was stored, with what it held before."""

    # Building

    def _part(self, name: str, question: Question) -> Part:
        if question.kind == "items":
            return self._list(name)
        if question.kind == "people":
            field: Field = SearchPicker(self.form, question)
        else:
            field = field_of(question, self._example(self.model, name))
        self.form.watch(field, f"{self.part}.{name}")
        self.fields[name] = field
        return field

    def _example(self, model: type[Model], name: str) -> str:
        return shown_example(model, name, self.form.examples, self.form.workbook.today)

    def _list(self, name: str) -> ListEditor:
        path = f"{self.part}.{name}"
        listed = LISTS[path]
        editor = ListEditor(
            self.form,
            listed.noun,
            PlanItems(self.form, path),
            fields_of(listed.model, self.form.workbook.today, self.form.examples),
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
        name = next(name for name, one in self.lists.items() if one is editor)
        asked = questions_of(self.model)[name]
        title = heading(asked.label, asked.help, level=3)
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
            self.form.saver.refill(field, at(self.form.plan, f"{self.part}.{name}"))
        self.render()

    def leave(self) -> None:
        """Close the open sheets, as far as what was typed there could be saved."""
        for editor in self.lists.values():
            editor.close()

    def reword(self) -> None:
        """Show the examples of the set chosen now."""
        for name, field in self.fields.items():
            field.reword(example=self._example(self.model, name))
        for name, editor in self.lists.items():
            if listed := LISTS.get(f"{self.part}.{name}"):
                for each, field in editor.fields.items():
                    field.reword(example=self._example(listed.model, each))

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
            self.land()
            return
        self._show_rest(field.question)
        (self._before(field) if isinstance(field, Day) else field).focus()

    def land(self) -> None:
        """Where the cursor goes in a step that begins with a list."""
        next(iter(self.lists.values())).focus()

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
        return [(cut(goal.outcome, 40), goal.id) for goal in plan.why.goals if goal.outcome]
    return [(cut(one.description, 40), one.id) for one in plan.who.audiences if one.description]
