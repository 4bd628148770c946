"""A hand for the forms: finds what a person sees by its words, presses it, types into it; no browser needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets as w

if TYPE_CHECKING:
    from netkit.forms.people import ImportForm, PeopleForm
    from netkit.importers import File

BUTTONS = (w.Button, w.ToggleButton)


class Hand:
    """Works on the widgets below a root, as far as they are shown."""

    def __init__(self, root: w.Widget) -> None:
        self.root = root

    def seen(self) -> Iterator[w.Widget]:
        """The widgets that are shown, in reading order."""
        yield from _seen(self.root)

    def text(self) -> str:
        """All words that are shown."""
        return "\n".join(words for widget in self.seen() if (words := _words(widget)))

    def field(self, label: str) -> Any:
        """The field whose question contains these words."""
        found = [one for one in self.seen() if isinstance(one, w.ValueWidget) and label in _words(one)]
        fields = [one for one in found if not isinstance(one, w.HTML | w.ToggleButton)]
        assert fields, f"no field {label!r} in:\n{self.text()}"
        return fields[0]

    def type(self, label: str, value: Any) -> None:
        """Type into a field, or choose in it by the words that are shown."""
        field = self.field(label)
        if isinstance(field, w.Dropdown):
            field.label = value
        else:
            field.value = value

    def button(self, words: str) -> Any:
        """The button (or chip) whose text contains these words."""
        found = [one for one in self.seen() if isinstance(one, BUTTONS) and words in one.description]
        assert found, f"no button {words!r} in:\n{self.text()}"
        return next((one for one in found if one.description == words), found[0])

    def press(self, words: str) -> None:
        """Press a button, or turn a chip."""
        button = self.button(words)
        if isinstance(button, w.ToggleButton):
            button.value = not button.value
        else:
            button.click()

    def offers(self, words: str) -> bool:
        """Whether there is such a button now."""
        return any(isinstance(one, BUTTONS) and words in one.description for one in self.seen())


class Patient(Hand):
    """A hand on a form of people, which waits until what it started is done."""

    def __init__(self, form: ImportForm | PeopleForm) -> None:
        super().__init__(form.widget)
        self.form = form

    def press(self, words: str) -> None:
        super().press(words)
        self.form.work.wait()

    def look_at(self, source: Path | File) -> None:
        """Look at a file as if it had been chosen."""
        self.form.look_at(source)
        self.form.work.wait()


def _seen(widget: w.Widget) -> Iterator[w.Widget]:
    if {"hide", "style"} & set(widget._dom_classes):
        return
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _seen(child)


def _words(widget: w.Widget) -> str:
    raw = f"{getattr(widget, 'description', '')} {widget.value if isinstance(widget, w.HTML) else ''}"
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", raw))).strip()
