"""Say what the columns of a table are, when it is one that nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from netkit.errors import shortened
from netkit.forms.fields import Choice, arranged
from netkit.forms.widgets import flow, heading, stack
from netkit.importers.card import FIELDS, PARTS
from netkit.importers.mapped import examples, offered
from netkit.questions import Question
from netkit.records import Person, label_of

if TYPE_CHECKING:
    from netkit.forms.form import Form
    from netkit.importers import File

MOST = 40  # columns that are asked about
WORDS = {  # where a column is called otherwise than the question in the sheet
    **{part: part.capitalize() for part in PARTS},
    "organisation": "Company", "role": "Job", "url": "Web page", "circles": "Circle", "how_met": "How you met",
}  # fmt: skip
OPTIONS = [(WORDS.get(field) or label_of(Person, field), field) for field in FIELDS]
TITLE = "What are these columns?"
HELP = "Choose what you want to have; leave the others. The answer is kept for the next time."


class _Column(Choice):
    """What a column is, with an example of what stands in it."""

    blank = "Leave it out"

    def __init__(self, column: str, told: str) -> None:
        example = shortened(told, 40) if told else ""
        super().__init__(Question(column.capitalize(), kind="choice"), example, OPTIONS)


class Columns:
    """A choice for each column of a table; `look` gets the mapping."""

    def __init__(self, form: Form, look: Callable[[dict[str, str]], object]) -> None:
        self.form, self._look = form, look
        self._fields: dict[str, _Column] = {}
        self._rows = stack(classes="stack")
        buttons = flow(form.button("Look at it with these", self._chosen, "filled"))
        self.widget = stack(heading(TITLE, HELP, level=3), self._rows, buttons, classes="sheet stack hide")

    def ask(self, file: File) -> bool:
        """Ask about the columns of a file, as they were answered before or as they look; false if it is no table."""
        mapping = offered(self.form.workbook, file)
        if mapping is None:
            return False
        told = examples(file)
        self._fields = {column: _Column(column, told.get(column, "")) for column in list(mapping)[:MOST]}
        for column, field in self._fields.items():
            field.fill(mapping[column])
        for old in self._rows.children:
            old.close()
        self._rows.children = tuple(arranged(self._fields.values()))
        return True

    def focus(self) -> None:
        """Put the cursor on the first column."""
        next(iter(self._fields.values())).focus()

    def _chosen(self) -> None:
        mapping = {column: field.value for column, field in self._fields.items() if field.value}
        if not {"name", "emails", *PARTS} & set(mapping.values()):
            self.focus()
            why = "choose at least the column of the names or of the e-mail addresses."
            self.form.status.fail(why, what="Not looked at yet")
            return
        self._look(mapping)
