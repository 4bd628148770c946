"""What every form stands on: a workbook, a status line, a saver, and buttons whose errors are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import ipywidgets as w

from netkit.forms import widgets
from netkit.forms.fields import Field, field_of
from netkit.forms.saver import Saver, Status
from netkit.forms.widgets import make, show, shown, stack
from netkit.numbers import count
from netkit.questions import example_of, questions_of
from netkit.records import Record, Settings

if TYPE_CHECKING:
    from netkit.values import Model
    from netkit.workbook import Workbook

Thing = TypeVar("Thing", Record, Settings)


class Form:
    """A form on a workbook. Subclasses build their widgets and set `widget`, the page that is shown.

    refresh() is called when another part of the notebook changed the workbook; `tell` tells the others.
    """

    widget: w.VBox

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.status = Status()
        self.saver = Saver(self.status)
        self.tell: Callable[[], None] = lambda: None

    def refresh(self) -> None:
        """Show what the workbook says now."""

    def _told(self) -> None:
        self.refresh()
        self.tell()

    def flush(self) -> bool:
        """Store what was typed in the last second; False if something typed is not stored, as its line says."""
        return self.saver.flush()

    def button(self, text: str, act: Callable[[], object], look: str = "") -> w.Button:
        """A button; what goes wrong is said in the status line."""
        return widgets.button(text, self.status.safely(act), look)

    def last_button(self, text: str, act: Callable[[], object], look: str = "") -> w.Button:
        """A button that ends what is typed, such as Save: it acts once all of that is there."""
        return widgets.button(text, lambda: widgets.echo().then(self.status.safely(act)), look)

    def put(self, field: Field, value: Any) -> None:
        """Put a value in a watched field as if it had been typed."""
        field.fill(value)
        field.changed()

    def foot(self, *beside: w.Widget) -> w.VBox:
        """The foot of a form: the conflict if there is one, the status line, and what stands beside it."""
        return stack(
            self.saver.conflict,
            make(w.HBox, "ends foot", children=[self.status.widget, *beside]),
            classes="in-view",
        )

    def keep(self, field: Field, record: Thing, name: str) -> Field:
        """Fill a field from a record of the workbook, and save what is typed there from now on."""

        def store(new: Any, was: Any) -> Any:
            return getattr(self.workbook.set(record, name, new, was), name)

        self.saver.watch(field, getattr(record, name), store)
        return field

    def more(self, about: str, children: Sequence[w.Widget], fields: int) -> More:
        """What stands under "More about why (1 field)", closed at first."""
        return More(self, about, children, fields)


class More:
    """A button that opens what is not essential; it says how many fields there are."""

    def __init__(self, form: Form, about: str, children: Sequence[w.Widget], fields: int) -> None:
        self._inside = stack(*children, classes="stack hide")
        self._closed = f"More about {about} ({count(fields, 'field')})"
        self._opened = f"Less about {about}"
        self._button = form.button(self._closed, lambda: self.turn(not shown(self._inside)), "quiet")
        self.widget = stack(self._button, self._inside, classes="list")

    def turn(self, on: bool) -> None:
        """Open it, or close it."""
        show(self._inside, on)
        self._button.description = self._opened if on else self._closed


def shown_example(model: type[Model], name: str, which: str, today: date) -> str:
    """The example below a field; '' where one chooses, since the choices say themselves what is possible."""
    chosen = questions_of(model)[name].kind in ("choice", "choices", "link", "links")
    return "" if chosen else example_of(model, name, which, today)


def fields_of(
    model: type[Model], today: date, which: str = "career", leave_out: Iterable[str] = ()
) -> dict[str, Field]:
    """A field for each question of a part of the plan or of a list item, lists of records left out.

    `which` is the set of examples, whose days come after `today`. A field of kind link or links is offered its
    options later (Chips.offer).
    """
    return {
        name: field_of(question, shown_example(model, name, which, today))
        for name, question in questions_of(model).items()
        if question.kind not in ("items", "people") and name not in set(leave_out)
    }
