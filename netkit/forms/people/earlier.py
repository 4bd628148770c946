"""The latest imports, each with its undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

import ipywidgets as w

from netkit.forms.fields import Tick
from netkit.forms.form import Form
from netkit.forms.widgets import flow, html, show, stack
from netkit.questions import Question
from netkit.records import ImportBatch, Settings, label_of
from netkit.vocabulary import say_day

LATEST = 3  # imports that are listed
ENDORSED = (
    "LinkedIn’s endorsements are a click each: they stay out of the balance of help, unless you want them in. "
    "They count as times then, and with points once you rate them, under Latest in 3_log."
)


class Earlier:
    """A line for each of the latest imports, as `widget`; `undo` is called with the one to take back."""

    def __init__(self, form: Form, undo: Callable[[list[ImportBatch]], object]) -> None:
        self._form, self._undo = form, undo
        self._buttons: list[w.Button] = []
        self.endorsements = Tick(Question(label_of(Settings, "count_endorsements")))
        form.keep(self.endorsements, form.workbook.settings(), "count_endorsements")
        self._asked = flow(html(f"<p>{ENDORSED}</p>"), self.endorsements.widget)
        self._lines, self.widget = stack(), stack()

    def render(self) -> None:
        """Show the imports as the workbook has them now."""
        imports: dict[int | str, list[ImportBatch]] = {}
        for batch in self._form.workbook.where(ImportBatch):
            imports.setdefault(batch.change or batch.id, []).append(batch)
        latest = list(imports.values())[::-1][:LATEST]
        for old in self._lines.children:
            old.close()
        self._buttons = [self._form.button("Undo", partial(self._undo, one)) for one in latest]
        for one, undo in zip(latest, self._buttons, strict=True):
            show(undo, one[0].change is not None)  # a loaded workbook left its history behind
        lines = [flow(html(_said(one)), undo) for one, undo in zip(latest, self._buttons, strict=True)]
        self._lines.children = (html("<h3>Brought in so far</h3>"), *lines) if lines else ()
        endorsed = any(batch.source.startswith("linkedin_endorsements") for one in imports.values() for batch in one)
        self.widget.children = (self._lines, self._asked) if endorsed else (self._lines,)
        self._form.saver.refill(self.endorsements, self._form.workbook.settings().count_endorsements)
        show(self.widget, bool(lines))

    def focus(self) -> None:
        """Put the cursor on the undo of the latest."""
        self._buttons[0].focus()


def _said(batches: list[ImportBatch]) -> str:
    """One import in a line: its day, what became of its rows, its files."""
    counts = {name: sum(batch.counts.get(name, 0) for batch in batches) for name in ("new", "merged", "skipped")}
    parts = [f"{counts['new']:,} new"]
    parts += [f"{counts['merged']:,} completed"] if counts["merged"] else []
    parts += [f"{counts['skipped']:,} left out"] if counts["skipped"] else []
    return f"<p>{say_day(batches[0].made_on)}: {', '.join(parts)}, from {escape(names_of(batches))}</p>"


def names_of(batches: list[ImportBatch]) -> str:
    """The files of one import."""
    return ", ".join(dict.fromkeys(batch.file for batch in batches))
