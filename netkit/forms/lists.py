"""Lists of records: a card for each, and one sheet to edit the open one; add, edit, remove, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Protocol

import ipywidgets as w

from netkit.errors import cut, shortened
from netkit.forms.fields import Day, Field, arranged
from netkit.forms.form import Form
from netkit.forms.widgets import flow, html, make, mark, show, stack


class Source(Protocol):
    """Where a list editor's records come from and go to; each record has an id."""

    def items(self) -> Sequence[Any]:
        """The records as they are stored now, in order."""

    def card(self, item: Any) -> tuple[str, str]:
        """The title of a record's card (short, plain text), and its second line."""

    def new(self) -> Any:
        """A blank record; it is stored when the first field of it is."""

    def watch(self, item: Any, name: str, field: Field) -> None:
        """Fill a field of the sheet from a record, and save what is typed there (Saver.watch)."""

    def remove(self, item: Any) -> Callable[[], object]:
        """Remove a record; returns what takes that back."""


class ListEditor:
    """The cards, the sheet and their buttons, as `widget`.

    noun: "goal", for "Add a goal", "Goal 2 of 3", "Remove goal".     fields: those of the sheet, by name
    empty: a title and a sentence for the list without records.       fixed: nothing is added or removed here
    on_open: called with the record before its sheet opens, to reword a field or offer options.
    """

    def __init__(
        self,
        form: Form,
        noun: str,
        source: Source,
        fields: dict[str, Field],
        empty: tuple[str, str] = ("", ""),
        fixed: bool = False,
        on_open: Callable[[Any], None] = lambda item: None,
    ) -> None:
        self.form, self.noun, self.source, self.fields = form, noun, source, fields
        self.empty, self.fixed, self.on_open = empty, fixed, on_open
        self.leads = True  # whether its Add is the main button while the list is empty
        self.turned: Callable[[], None] = self.render  # called when the sheet was opened or closed
        self.item: Any = None  # the record that is open
        self._cards: dict[str, w.Button] = {}
        self._take_back: tuple[list[Callable[[], object]], str] | None = None
        self._box = stack()
        self._nothing = stack(
            html(f'<h3>{escape(empty[0])}</h3><p class="muted">{escape(empty[1])}</p>'), classes="nothing"
        )
        self._add = form.button(f"Add {_a(noun)}", self.add)
        self._removed, self._undo = html(""), form.button("Undo", self.undo)
        self._undo_line = flow(self._removed, self._undo, classes="flow hide")
        self._title = html("")
        self._sheet = stack(self._title, *self._inside(), classes="sheet hide")
        self.widget = stack(self._nothing, self._box, self._undo_line, self._sheet, self._add)
        self.render()

    def _inside(self) -> list[w.Widget]:
        essential = [one for one in self.fields.values() if one.question.essential]
        rest = [one for one in self.fields.values() if not one.question.essential]
        self.more = self.form.more(f"this {self.noun}", arranged(rest), len(rest))
        self._remove = self.form.button(f"Remove {self.noun}", self.remove, "danger")
        self._done = self.form.last_button("Done", self.done, "filled")
        buttons = [self._done] if self.fixed else [self._done, self._remove]
        parts = [*arranged(essential), *([self.more.widget] if rest else [])]
        return [*parts, make(w.HBox, "ends", children=buttons)]

    def render(self) -> None:
        """Show the records as they are stored now."""
        items = self.source.items()
        for gone in set(self._cards) - {item.id for item in items}:
            self._cards.pop(gone).close()
        for item in items:
            self._show_card(item)
        self._box.children = tuple(self._cards[item.id] for item in items)
        new = self.item is not None and self.item.id not in self._cards
        show(self._nothing, bool(self.empty[0]) and not items and self.item is None)
        show(self._add, not self.fixed and self.item is None)
        mark(self._add, "filled", self.leads and bool(self.empty[0]) and not items)
        self._title.value = f"<h3>{escape(self._where(items, new))}</h3>"

    def _where(self, items: Sequence[Any], new: bool) -> str:
        if new or self.item is None:
            return f"New {self.noun}"
        if self.fixed:
            return self.source.card(self.item)[0]
        place = [item.id for item in items].index(self.item.id) + 1
        return f"{self.noun.capitalize()} {place} of {len(items)}"

    def _show_card(self, item: Any) -> None:
        if item.id not in self._cards:
            self._cards[item.id] = self.form.button("", lambda: self._open_id(item.id), "pick")
        title, second = self.source.card(item)
        card = self._cards[item.id]
        card.description = f"{cut(title) if title else f'A {self.noun}'}\n{second}"
        show(card, self.item is None or self.item.id != item.id)  # it has no card above what is being typed

    def _open_id(self, id: str) -> None:
        self.open(next(item for item in self.source.items() if item.id == id))

    def add(self) -> None:
        """Open the sheet on a blank record."""
        self.open(self.source.new())

    def open(self, item: Any, name: str = "") -> None:
        """Open the sheet on a record, with the cursor in a field (the first, unless named)."""
        if not self.close():
            return
        self.item = item
        self.on_open(item)
        for field_name, field in self.fields.items():
            self.source.watch(item, field_name, field)
        show(self._undo_line, False)
        show(self._sheet)
        self.turned()
        self._focus(name)

    def _focus(self, name: str) -> None:
        """The cursor into a field; a day takes none, so into the one before it, else onto Done."""
        names = list(self.fields)
        place = names.index(name) if name in names else 0
        if not self.fields[names[place]].question.essential:
            self.more.turn(True)
        able = [self.fields[one] for one in names[: place + 1] if not isinstance(self.fields[one], Day)]
        (able[-1] if able else self._done).focus()

    def close(self) -> bool:
        """Save and close the sheet; False if something could not be saved, then it stays open."""
        if self.item is None:
            return True
        self.form.saver.flush()
        if self.form.saver.waits(self.fields.values()):
            return False
        self.form.saver.let_go(self.fields.values())
        self.item = None
        show(self._sheet, False)
        self.more.turn(False)
        self.turned()
        return True

    def done(self) -> None:
        """Close the sheet and go to the card of the record that was open."""
        was = self.item
        if was is not None and self.close():
            (self._cards.get(was.id) or self._add).focus()

    def remove(self) -> None:
        """Remove the record that is open; Undo brings it back."""
        item = self.item
        self.form.saver.let_go(self.fields.values())
        self.item = None
        show(self._sheet, False)
        stored = next((one for one in self.source.items() if one.id == item.id), None)
        if stored is not None:
            self.take_out(stored)
        else:
            self.turned()
            self._add.focus()

    def take_out(self, *items: Any) -> None:
        """Remove records that are stored, and offer to undo that for all of them at once."""
        title = self.source.card(items[0])[0]
        self._take_back = [self.source.remove(item) for item in items], items[0].id
        self._removed.value = escape(f"Removed {shortened(title) if title else self.noun}.")
        show(self._undo_line)
        self.render()
        self.form.status.saved(f"{self.noun} removed")
        self._undo.focus()

    def undo(self) -> None:
        """Bring back what was removed last."""
        if self._take_back is None:
            return
        take_back, id = self._take_back
        for one in reversed(take_back):
            one()
        self._take_back = None
        show(self._undo_line, False)
        self.render()
        self.form.status.saved(f"the {self.noun} is back")
        if id in self._cards:
            self._cards[id].focus()

    def focus(self) -> None:
        """Go to the sheet that is open, to the first card, or to the button that adds one."""
        if self.item is not None:
            self._focus("")
        else:
            next(iter(self._cards.values()), self._add).focus()


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
