"""Who the owner is: asked once, when an import needs it, with guesses to agree to; it can be changed later."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from netkit.errors import BadValue
from netkit.forms.fields import Choice, Field, Line, Lines, question_of
from netkit.forms.form import Form
from netkit.forms.widgets import flow, heading, make, show, stack
from netkit.importers.guesses import Guess, countries, guess
from netkit.questions import Kind
from netkit.records import Settings

TITLE = "Which of these people are you?"
HELP = (
    "Asked once, so that you are not taken for somebody else, and a message of yours for one to you. "
    "It stays on this computer."
)
WORDS: dict[str, tuple[Kind, str]] = {
    "owner_names": ("names", "One a line, as they stand in the files."),
    "owner_addresses": ("names", "One a line: all that you write from, or are reached at."),
    "region": ("choice", "For phone numbers without their country."),
    "zone": ("line", "For the day of a message; empty means the computer's."),
}


class AboutYou:
    """The four questions about the owner, as `widget`; `go_on` is called when they are answered or put off."""

    def __init__(self, form: Form, go_on: Callable[[], object]) -> None:
        self._form, self._go_on = form, go_on
        self._fields: dict[str, Field] = {
            name: Choice(asked, "", countries()) if kind == "choice" else (Lines if kind == "names" else Line)(asked)
            for name, (kind, help) in WORDS.items()
            for asked in (question_of(Settings, name, kind, help),)
        }
        self.skipped = False  # put off: not asked again as long as this form lives
        self._save = form.button("", self.save, "filled")
        buttons = flow(self._save, form.button("Not now", self._put_off))
        names, addresses, region, zone = (field.widget for field in self._fields.values())
        rows = [make(w.Box, "row", children=pair) for pair in ([names, addresses], [region, zone])]
        self.widget = stack(heading(TITLE, HELP, level=3), *rows, buttons, classes="sheet stack hide")

    def open(self, guessed: Guess | None = None) -> None:
        """Show what is known, and what is guessed where nothing is; before an import, or to change it."""
        settings, guesses = self._form.workbook.settings(), guessed or guess()
        for name, field in self._fields.items():
            field.fill(getattr(settings, name) or getattr(guesses, name.removeprefix("owner_")))
        self._save.description = "That's me, go on" if guessed else "Save"
        show(self.widget)
        self._fields["owner_names"].focus()

    def save(self) -> None:
        """Keep the four in the settings, in one change, and go on."""
        workbook = self._form.workbook
        settings = workbook.settings()
        try:
            with workbook.change("About you") as draft:
                for name, field in self._fields.items():
                    field.say("")
                    draft.set(settings, name, field.value, getattr(settings, name))
        except BadValue as error:
            self._fields[error.field.rpartition(".")[2]].say(f"Not saved: {error.expected}.")
            self._form.status.fail(f"{error.expected}.")
            return
        self._close()

    def _put_off(self) -> None:
        self.skipped = True
        self._close()

    def _close(self) -> None:
        show(self.widget, False)
        self._go_on()
