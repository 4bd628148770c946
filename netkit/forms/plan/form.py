"""The plan: seven steps in any order, saved while one types, with what would make it stronger beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from netkit.errors import NetkitError
from netkit.forms.fields import Choice, Day, Field, question_of
from netkit.forms.form import Form
from netkit.forms.plan.panel import Panel
from netkit.forms.plan.side import Side
from netkit.forms.plan.steps import PANELS
from netkit.forms.undo import say_stayed
from netkit.forms.widgets import html, make, mark, show, stack
from netkit.questions import STEPS, Item, Plan
from netkit.records import Person, Settings
from netkit.scoring import score_plan
from netkit.workbook.plan_fields import at

if TYPE_CHECKING:
    from netkit.workbook import Workbook

KEYS = list(STEPS)


class PlanForm(Form):
    """The form of the plan. `plan` and `people` (those named, by id) are as the workbook last said."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self.plan: Plan
        self.people: dict[str, Person]
        self.examples = workbook.settings().examples
        self._drafts: dict[str, Item] = {}
        self._panels: dict[str, Panel] = {}
        self._reload()
        self.saver.on_saved = self.updated
        self._steps = {key: self.button("", partial(self.go, key), "step") for key in KEYS}
        self._body = stack()
        self._back = self.button("", lambda: self._move(-1))
        self._next = self.button("", lambda: self._move(1), "filled")
        self._which = self._examples_field()
        self.side = Side(self, self._which.widget)
        self._on = html("<p>Below: your plan on a card, first notes, and the way on to 2_people.</p>", "muted small")
        foot = make(w.Box, "foot three", children=[self._back, self.status.widget, self._next])
        steps = make(w.Box, "steps", children=list(self._steps.values()))
        two = make(w.Box, "two", children=[self._body, self.side.widget])
        end = stack(self.saver.conflict, foot, classes="in-view")
        self.widget = stack(steps, self.side.line, two, end, self._on, classes="stack")
        self.here = ""
        self._open(KEYS[0] if workbook.look_only else self._first_to_do())
        if self.plan != Plan() and not workbook.look_only:
            self.status.say("All saved", "saved")

    # What is stored

    def watch(self, field: Field, path: str, draft: Item | None = None) -> None:
        """Fill a field from the plan and save what is typed; a draft is stored whole with its first field."""
        self.look_ahead(field)
        item_path, _, name = path.rpartition(".")
        is_new = draft is not None and at(self.plan, item_path) is None
        if is_new and draft is not None:
            self._drafts[item_path] = draft
        stored = getattr(draft, name) if is_new else at(self.plan, path)
        self.saver.watch(field, stored, lambda new, was: self.save(path, new, was))

    def look_ahead(self, field: Field) -> None:
        """Let a day that lies ahead say so once it has gone by."""
        if isinstance(field, Day) and field.question.ahead:
            field.today = self.workbook.today

    def save(self, path: str, new: Any, was: Any) -> Any:
        """Save one field of the plan, and return what is stored now."""
        item_path, _, name = path.rpartition(".")
        draft = self._drafts.get(item_path)
        if draft is None:
            self.plan = self.workbook.set(self.plan, path, new, was)
        else:
            self.plan = self.workbook.set(self.plan, item_path, draft.changed(**{name: new}), None)
            del self._drafts[item_path]
        self._panels[path.split(".")[0]].stored(path, was)
        if path == "when.named":
            self._load_people()
        return at(self.plan, path)

    def add_item(self, path: str, item: Item) -> None:
        """Add an entry to a list of the plan."""
        self.plan = self.workbook.set(self.plan, f"{path}.{item.id}", item, None)

    def remove_item(self, path: str, noun: str, item: Item) -> Callable[[], object]:
        """Take an entry out of the plan; returns what brings it back."""
        with self.workbook.change(f"Plan: {noun} removed") as change:
            self.plan = change.set(self.plan, path, None, item)
        self.updated()

        def take_back() -> None:
            undone = self.workbook.undo(change.id)
            self._reload()
            self.updated()
            if undone.stayed:
                raise NetkitError(f"brought back{say_stayed(undone.stayed)}.")

        return take_back

    def set_person(self, person: Person, name: str, new: Any, was: Any) -> Person:
        """Save one field of somebody named in the plan."""
        stored = self.people[person.id] = self.workbook.set(person, name, new, was)
        return stored

    def named(self) -> list[Person]:
        """The people named in the plan, in its order; those removed from the workbook are left out."""
        return [self.people[id] for id in self.plan.when.named if id in self.people]

    def _reload(self) -> None:
        self.plan = self.workbook.plan()
        self._load_people()

    def _load_people(self) -> None:
        found = [person for id in self.plan.when.named for person in self.workbook.where(Person, id=id)]
        self.people = {person.id: person for person in found}

    def score(self) -> Any:
        """The score of the plan as it stands."""
        return score_plan(self.plan, self.named(), self.workbook.today)

    # What is shown

    def refresh(self) -> None:
        self._reload()
        for panel in self._panels.values():
            panel.refill()
        self._show()

    def updated(self) -> None:
        """Show what follows from a save: cards, steps, the side, the other cells."""
        for panel in self._panels.values():
            panel.render()
        self._show()
        self.tell()

    def _show(self) -> None:
        score = self.score()
        for key, step in self._steps.items():
            state = score.state(key)
            with step.hold_sync():  # one message for all
                step.description = f"{STEPS[key].name}\n{state}"
                mark(step, "here", key == self.here)
                for one in ("started", "ready"):
                    mark(step, one, one == state)
        place = KEYS.index(self.here)
        show(self._back, place > 0)
        show(self._next, place < len(KEYS) - 1)
        show(self._on, place == len(KEYS) - 1)
        self._back.description = f"Back: {STEPS[KEYS[max(place - 1, 0)]].name}"
        self._next.description = f"Next: {STEPS[KEYS[min(place + 1, len(KEYS) - 1)]].name}"
        self.side.render(score, self.here)

    def _first_to_do(self) -> str:
        score = self.score()
        return next((key for key in KEYS if score.state(key) != "ready"), KEYS[0])

    def _open(self, key: str) -> Panel:
        if self.here in self._panels:
            self._panels[self.here].leave()
            if key != self.here:
                self._reload()
        if key not in self._panels:
            self._panels[key] = PANELS[key](self, key)
            self._body.children = tuple(panel.widget for panel in self._panels.values())
        elif key != self.here:
            self._panels[key].refill()
        self.here = key
        for name, panel in self._panels.items():
            show(panel.widget, name == key)
        self._show()
        return self._panels[key]

    def _move(self, by: int) -> None:
        self.go(KEYS[KEYS.index(self.here) + by])

    def go(self, path: str) -> None:
        """Open a step, or go to a field of it: `why`, `why.intent`, `why.goals`, `person.<id>.offers`."""
        self.saver.flush()
        key, _, rest = path.partition(".")
        if key == "person":
            key, rest = "help", path
        self._open(key).focus(rest)

    def answer(self, path: str, value: Any) -> None:
        """Answer a question of the plan, as if it had been typed."""
        key, _, name = path.partition(".")
        self.put(self._open(key).fields[name], value)
        self.saver.flush()

    # The examples

    def _examples_field(self) -> Choice:
        field = Choice(question_of(Settings, "examples"), options=_sets())
        field.fill(self.examples)
        field.changed = self.status.safely(lambda: self._choose_examples(field.value))
        return field

    def _choose_examples(self, which: str) -> None:
        if which:
            was, self.examples = self.examples, which
            for panel in self._panels.values():
                panel.reword()
            self.workbook.set(self.workbook.settings(), "examples", which, was)
            self.status.saved()


def _sets() -> list[tuple[str, str]]:
    from netkit.vocabulary import EXAMPLES

    return [(words, term) for term, words in EXAMPLES.items()]
