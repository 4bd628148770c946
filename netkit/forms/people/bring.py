"""Bring people in: choose a file or type its path, look at what would happen, one button, and undo at any time."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import ipywidgets as w

from netkit.errors import NetkitError
from netkit.forms.fields import Line
from netkit.forms.form import Form
from netkit.forms.people.columns import Columns
from netkit.forms.people.look_at import preview_html, style
from netkit.forms.widgets import flow, html, make, on_enter, show, shown, stack
from netkit.importers import commit, preview, uploaded
from netkit.importers.files import files_of
from netkit.questions import Question
from netkit.records import ImportBatch
from netkit.vocabulary import say_day

if TYPE_CHECKING:
    from netkit.importers import File, Preview
    from netkit.workbook import Workbook

HOW = """<h3>Bring in your LinkedIn connections, contacts, meetings or mail</h3>
<p class="muted">LinkedIn gives you a file of all your connections and messages; Google and Outlook give you contacts
(CSV, vCard), calendars (ICS) and mail (MBOX), of which only who, when and the direction are kept. It all stays on this
computer, nothing is written before you have seen it, and nobody is contacted.</p>
<details><summary>How to ask LinkedIn for the file</summary><ol>
<li>On LinkedIn's web site: your picture at the top, Settings &amp; Privacy, then Data privacy.</li>
<li>Get a copy of your data. Choose Connections alone, or all of it; both will do here.</li>
<li>Request the archive. LinkedIn writes to you when it is ready, which takes up to a day.</li>
<li>Download it, and give it to netkit as it is: the ZIP, or Connections.csv out of it.</li></ol></details>"""
PATH = Question("Or where is it on this computer?", "The better way for a file over 20 MB. A folder will do, too.")
ACCEPT = ".csv,.tsv,.txt,.zip,.vcf,.ics,.mbox,.eml"
LATEST = 3  # imports that are listed


class ImportForm(Form):
    """The card that takes a file, shows what would come of it, and does it; earlier imports can be undone."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._found: Preview | None = None
        self._source: File | Path = Path()
        self._toggle = self.button("Bring in people from a file", self._open, "quiet")
        self.upload = make(w.FileUpload, "", accept=ACCEPT, description="Choose the file", icon="")
        self.upload.observe(self.status.safely(lambda _: self._uploaded()), "value")
        self.path = Line(PATH, "~/Downloads/Connections.csv")
        on_enter(self.path.widget, self.status.safely(self._typed))
        look = self.button("Look at it", self._typed)
        self._preview, self._import = html(""), self.button("", self.run, "filled")
        not_now = self.button("Not now", self._back)
        self._columns = Columns(self, self._mapped)
        self._decide = stack(self._preview, flow(self._import, not_now), classes="sheet hide")
        ways = stack(self.path.widget, look)
        self._card = stack(html(HOW), self.upload, ways, self._columns.widget, self._decide, classes="card stack")
        self._earlier = stack()
        self._undos: list[w.Button] = []
        self._foot = self.foot()
        self.widget = stack(style(), self._toggle, self._card, self._earlier, self._foot, classes="stack")
        self.status.say("Nothing is brought in before you have seen it")
        show(self._card, self.workbook.count() == 0)
        self.refresh()

    def refresh(self) -> None:
        """List the latest imports, each with its undo."""
        show(self._toggle, not shown(self._card))
        show(self._foot, shown(self._card) or bool(self.status.state))
        imports: dict[int | str, list[ImportBatch]] = {}
        for batch in self.workbook.where(ImportBatch):
            imports.setdefault(batch.change or batch.id, []).append(batch)
        latest = list(imports.values())[::-1][:LATEST]
        for old in self._earlier.children:
            old.close()
        self._undos = [self.button("Undo", partial(self.undo, one[0])) for one in latest]
        for one, undo in zip(latest, self._undos, strict=True):
            show(undo, one[0].change is not None)  # a loaded workbook left its history behind
        lines = [flow(html(_said(one)), undo) for one, undo in zip(latest, self._undos, strict=True)]
        title = [html("<h3>Brought in so far</h3>")] if lines else []
        self._earlier.children = (*title, *lines)
        show(self._earlier, bool(lines))

    def _open(self) -> None:
        show(self._card)
        self.refresh()
        self.path.focus()

    def _back(self) -> None:
        self._found = None
        show(self._decide, False)
        show(self._columns.widget, False)
        self.path.focus()
        self.status.say("Nothing was brought in")

    # Looking

    def _uploaded(self) -> None:
        if self.upload.value:
            (one,) = self.upload.value[:1]
            self.look_at(uploaded(one["name"], bytes(one["content"])))
            self.upload.value = ()

    def _typed(self) -> None:
        text = self.path.value or ""
        if not text.strip():
            self.path.say("Write where the file is, or choose it above.")
            self.path.focus()
            return
        self.look_at(Path(text.strip().strip("'\"")).expanduser())

    def look_at(self, source: File | Path, mapping: dict[str, str] | None = None) -> None:
        """Show what an import of this would do; nothing is written. Of a table that nobody knows, ask the columns."""
        self.path.say("")
        self._source = source
        show(self._decide, False)
        show(self._columns.widget, mapping is not None)
        self.status.say(f"Reading {source.name} ...")
        try:
            self._found = preview(self.workbook, source, mapping=mapping)
        except NetkitError as error:
            if mapping is None and self._ask(source):
                return
            self.path.say(str(error))
            self.status.fail(f"nothing in {source.name} could be read.", what="Not brought in")
            self.path.focus()
            return
        self._preview.value = preview_html(self._found)
        some = self._found.gains > 0
        self._import.description = f"Import {self._found.gain}"
        show(self._import, some)
        show(self._decide)
        self.status.say("Nothing is brought in yet")
        if some:
            self._import.focus()

    def _ask(self, source: File | Path) -> bool:
        """Ask about the columns, if it is a table; false if it is none."""
        with suppress(NetkitError):
            files = files_of(source)
            if len(files) == 1 and self._columns.ask(files[0]):
                show(self._columns.widget)
                self._columns.focus()
                self.status.say(f"Say what the columns of {source.name} are")
                return True
        return False

    def _mapped(self, mapping: dict[str, str]) -> None:
        self.look_at(self._source, mapping)

    # Doing

    def run(self) -> None:
        """Bring in what was shown, as one change."""
        if self._found is None:
            return
        self.status.say(f"Bringing in {self._found.gain} ...")
        batch = commit(self.workbook, self._found)
        gain, name = self._found.gain, self._found.name
        self._found = None
        show(self._decide, False)
        show(self._columns.widget, False)
        self.path.fill("")
        self.refresh()
        self.tell()
        self.status.saved(f"{gain} from {name}" if batch else "all of them were here already")
        if batch:
            self._undos[0].focus()

    def undo(self, batch: ImportBatch) -> None:
        """Take an import back; who was edited since stays, and that is said."""
        show(self._foot)
        self.status.say(f"Taking back {batch.file} ...")
        stayed = self.workbook.undo(batch.change).stayed
        self.refresh()
        self.tell()
        few = [*stayed[:3], *([f"{len(stayed) - 3:,} more stay, too"] if len(stayed) > 3 else [])]
        self.status.saved(f"{batch.file} is taken back" + (f", but {'; '.join(few)}" if few else ""))
        self.path.focus() if shown(self._card) else self._toggle.focus()


def _said(batches: list[ImportBatch]) -> str:
    """One import in a line: its day, what became of its rows, its files."""
    counts = {name: sum(batch.counts.get(name, 0) for batch in batches) for name in ("new", "merged", "skipped")}
    parts = [f"{counts['new']:,} new"]
    parts += [f"{counts['merged']:,} completed"] if counts["merged"] else []
    parts += [f"{counts['skipped']:,} left out"] if counts["skipped"] else []
    files = ", ".join(dict.fromkeys(batch.file for batch in batches))
    return f"<p>{say_day(batches[0].made_on)}: {', '.join(parts)}, from {escape(files)}</p>"
