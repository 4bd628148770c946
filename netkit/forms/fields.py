"""Fields made from the schema: a question becomes one widget with a label, help, an example and a message."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from html import escape
from typing import Any

import ipywidgets as w

from netkit.forms.widgets import flow, html, make, mark, stack
from netkit.questions import Kind, Question
from netkit.records import label_of, vocabulary_of
from netkit.values import Model

Options = Sequence[tuple[str, str]]
"""What can be chosen: the words that people see, and what is stored."""

LINES = {"names"}
SHORT = {"number", "day", "time", "choice", "link"}


class Field:
    """A question on the screen.

    `widget` is what to show, `value` what it holds; fill() puts a value in without telling anybody,
    say() puts a message below it, focus() puts the cursor there (a day has no such thing), reword() changes its
    words. `hint` is said in the place of a message where nothing is wrong.
    """

    hint = ""

    def __init__(self, question: Question, example: str = "") -> None:
        self.question, self.example, self.message = question, example, ""
        self.changed: Callable[[], None] = lambda: None
        self._filling = False
        self.widget: w.DOMWidget = self._make()
        self._word()

    def _make(self) -> w.DOMWidget:
        raise NotImplementedError

    @property
    def value(self) -> Any:
        return self.widget.value

    def _put(self, value: Any) -> None:
        self.widget.value = value

    def fill(self, value: Any) -> None:
        self._filling = True
        try:
            self._put(value)
        finally:
            self._filling = False
        self.say("")

    def focus(self) -> None:
        self.widget.focus()

    def say(self, message: str) -> None:
        if message != self.message:
            self.message = message
            self._word()

    def reword(self, label: str | None = None, help: str | None = None, example: str | None = None) -> None:
        self._label = label if label is not None else self._label
        self._help = help if help is not None else self._help
        self.example = example if example is not None else self.example
        self._word()

    _label: str | None = None
    _help: str | None = None

    @property
    def words(self) -> str:
        """The label, help, example and message as HTML, with what people typed escaped."""
        said = {
            "hp": self._help if self._help is not None else self.question.help,
            "eg": f"e.g. {self.example}" if self.example else "",
            "no": self.message,
            "hi": "" if self.message else self.hint,
        }
        if self.question.kind in ("choices", "links"):
            del said["eg"]  # the chips themselves say what is possible
        label = self._label if self._label is not None else self.question.label
        shown = {"lb": label} | {name: text for name, text in said.items() if text}
        # JupyterLab would set what people write between dollars as a formula
        return " ".join(f'<span class="{name} mathjax_ignore">{escape(text)}</span>' for name, text in shown.items())

    def _word(self) -> None:
        self.widget.description = self.words
        mark(self.widget, "bad", bool(self.message))

    def _listen(self, widget: w.DOMWidget) -> w.DOMWidget:
        widget.observe(lambda _: None if self._filling else self.changed(), "value")
        return widget

    def _one(self, kind: type[w.DOMWidget], **traits: Any) -> w.DOMWidget:
        return self._listen(make(kind, "f", description=self.words, description_allow_html=True, **traits))


class Line(Field):
    """A line of text; numbers and times are lines too, checked by the library when they are saved."""

    def _make(self) -> w.DOMWidget:
        return self._one(w.Text, continuous_update=True)

    def _put(self, value: Any) -> None:
        self.widget.value = "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)

    @property
    def value(self) -> str | None:
        return self.widget.value or (None if self.question.kind == "number" else "")


class Lines(Field):
    """A few lines of text, or a list with one entry a line."""

    def _make(self) -> w.DOMWidget:
        return self._one(w.Textarea, continuous_update=True)

    def _put(self, value: Any) -> None:
        self.widget.value = "\n".join(value) if self.question.kind in LINES else value

    @property
    def value(self) -> Any:
        if self.question.kind not in LINES:
            return self.widget.value
        return [line.strip() for line in self.widget.value.splitlines() if line.strip()]


class Day(Field):
    """A day, or None. The browser keeps the last whole day while one is being typed.

    Where `today` is set, a day before it says kindly that it has gone by.
    """

    today: date | None = None

    def say(self, message: str) -> None:
        gone = self.today is not None and self.value is not None and self.value < self.today
        self.hint = "This day has gone by. Choose a new one; what you have done so far still counts." if gone else ""
        self.message = message
        self._word()

    def _make(self) -> w.DOMWidget:
        return self._one(w.DatePicker)

    def _put(self, value: Any) -> None:
        self.widget.value = date.fromisoformat(value) if isinstance(value, str) else value

    def focus(self) -> None:
        """Nothing: a date field takes no focus from here, so no form opens on one."""


class Choice(Field):
    """One of a short list; '' is "not said", for which `blank` stands in the list."""

    blank = "Choose ..."

    def __init__(self, question: Question, example: str = "", options: Options = ()) -> None:
        self._options = options
        super().__init__(question, example)

    def _make(self) -> w.DOMWidget:
        return self._one(w.Dropdown, options=[(self.blank, ""), *self._options], value="")

    def offer(self, options: Options) -> None:
        """Change what can be chosen; what is chosen stays if it still can be."""
        held, self._options, self._filling = self.value, options, True
        try:
            self.widget.options = [(self.blank, ""), *options]
            self._put(held)
        finally:
            self._filling = False

    def _put(self, value: Any) -> None:
        self.widget.value = value if value in [stored for _, stored in self._options] else ""


class Chips(Field):
    """Any of a short list, as chips to tick; with `one`, at most one of them (its value is a text then)."""

    def __init__(self, question: Question, example: str = "", options: Options = (), one: bool = False) -> None:
        self._chips: dict[str, w.ToggleButton] = {}
        self._one_only = one
        super().__init__(question, example)
        self.offer(options)

    def _make(self) -> w.DOMWidget:
        self._text, self._box = html(""), flow()
        return stack(self._text, self._box, classes="group")

    def _word(self) -> None:
        self._text.value = self.words

    def offer(self, options: Options) -> None:
        """Change the chips; what is ticked stays ticked where its chip stays."""
        ticked = self._ticked()
        for gone in [chip for term, chip in self._chips.items() if term not in dict(options).values()]:
            gone.close()
        self._chips = {term: self._chips.get(term) or self._chip(words, term) for words, term in options}
        for words, term in options:
            self._chips[term].description = words
        self._box.children = tuple(self._chips.values())
        self.fill(ticked[0] if self._one_only and ticked else "" if self._one_only else ticked)

    def _chip(self, words: str, term: str) -> w.ToggleButton:
        chip = make(w.ToggleButton, "chip", description=words)
        chip.observe(lambda change: self._toggled(term, change["new"]), "value")
        return chip

    def _toggled(self, term: str, on: bool) -> None:
        if self._filling:
            return
        if on and self._one_only:
            self.fill(term)
        self.changed()

    def _ticked(self) -> list[str]:
        return [term for term, chip in self._chips.items() if chip.value]

    @property
    def value(self) -> Any:
        ticked = self._ticked()
        return (ticked[0] if ticked else "") if self._one_only else ticked

    def _put(self, value: Any) -> None:
        on = {value} if self._one_only else set(value)
        for term, chip in self._chips.items():
            chip.value = term in on

    def focus(self) -> None:
        if self._chips:
            next(iter(self._chips.values())).focus()


class Tick(Field):
    """Yes or no: a chip of its own."""

    def _make(self) -> w.DOMWidget:
        return self._listen(make(w.ToggleButton, "chip"))

    def _word(self) -> None:
        self.widget.description = self._label or self.question.label


def field_of(question: Question, example: str = "", options: Options = ()) -> Field:
    """The field for a question; options are what a link or links can point to (people: SearchPicker)."""
    if question.terms is not None:
        options = [(words, term) for term, words in question.terms.items()]
    if question.kind in ("choice", "link"):
        return Choice(question, example, options)
    if question.kind in ("choices", "links"):
        return Chips(question, example, options)
    simple = {"text": Lines, "names": Lines, "day": Day}
    return simple.get(question.kind, Line)(question, example)


def question_of(record: type[Model], name: str, kind: Kind = "line", help: str = "") -> Question:
    """The question for a field of a record, such as Person.role: its title, and the terms it chooses from."""
    return Question(label_of(record, name), help, kind, vocabulary_of(record, name))


def arranged(fields: Iterable[Field]) -> list[w.Widget]:
    """The fields as they stand in a form: short ones two in a row, the others in full width."""
    return [row(*group) if _is_short(group[0]) else group[0].widget for group in _grouped(list(fields))]


def _grouped(fields: list[Field]) -> list[list[Field]]:
    """Short fields by twos: those that belong together first (a number and of what, a day and a time)."""
    groups: list[list[Field]] = []
    for place, field in enumerate(fields):
        after = fields[place + 1] if place + 1 < len(fields) else None
        last = groups[-1] if groups else []
        free = len(last) == 1 and _is_short(last[0]) and _is_short(field)
        if free and (_belong(last[0], field) or after is None or not _belong(field, after)):
            last.append(field)
        else:
            groups.append([field])
    return groups


def _is_short(field: Field) -> bool:
    return field.question.kind in SHORT


def _belong(one: Field, other: Field) -> bool:
    return (one.question.kind, other.question.kind) in {("number", "choice"), ("choice", "time")}


def row(*fields: Field) -> w.Box:
    """Fields beside each other."""
    return make(w.Box, "row", children=[field.widget for field in fields])
