"""Bring people in: choose a file or type its path, look at what would happen, one button, and undo at any time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import ipywidgets as w

from netkit.errors import NetkitError
from netkit.forms.fields import Line
from netkit.forms.form import Form
from netkit.forms.people.about_you import AboutYou
from netkit.forms.people.columns import Columns
from netkit.forms.people.earlier import Earlier, names_of
from netkit.forms.people.look_at import expected_html, preview_html
from netkit.forms.people.merge import MergeForm
from netkit.forms.people.work import Work
from netkit.forms.widgets import flow, html, look, make, mark, on_enter, show, shown, stack
from netkit.importers import Preview, Stopped, Unknown, commit, preview, uploaded
from netkit.importers.files import files_of
from netkit.importers.guesses import Guess, asked
from netkit.questions import Question
from netkit.records import ImportBatch

if TYPE_CHECKING:
    from netkit.importers import File, Watch
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
FEW = 50  # people below which bringing in more of them is what one is here for
ACCEPT = ".csv,.tsv,.txt,.zip,.vcf,.ics,.mbox,.eml"


class ImportForm(Form):
    """The card that takes a file, shows what would come of it, and does it; earlier imports can be undone."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._found: Preview | None = None
        self._source: File | Path | None = None
        self._mapping: dict[str, str] = {}
        self._waits = False  # an import for who the owner is
        self._toggle = self.button("Bring in people from a file", self._open)
        self.work = Work(self)
        self._about = AboutYou(self, self._answered)
        self._columns = Columns(self, self._mapped)
        self.earlier = Earlier(self, self.undo)
        self.twice = MergeForm(workbook)
        self.twice.tell = lambda: self.tell()
        show(self.twice.widget, False)
        self._card = stack(
            html(HOW), *self._ways(), self._about.widget, self._columns.widget, self._decision(), classes="card stack"
        )
        self._who = self.button("Who you are", self._open_about, "quiet")
        self._foot = self.foot(self._who)
        self.earlier.endorsements.changed = partial(self._ticked, self.earlier.endorsements.changed)
        parts = [self._toggle, self._card, self.work.widget, self.earlier.widget, self.twice.widget, self._foot]
        self.widget = stack(look("people"), *parts, classes="stack")
        self.status.say("Nothing is brought in before you have seen it")
        show(self._card, self.workbook.count() == 0)
        self.refresh()

    def _ways(self) -> list[w.Widget]:
        self.upload = make(w.FileUpload, "", accept=ACCEPT, description="Choose the file", icon="")
        self.upload.observe(self.status.safely(lambda _: self._uploaded()), "value")
        self.path = Line(PATH, "~/Downloads/Connections.csv")
        on_enter(self.path.widget, self.status.safely(self._typed))
        self._expected = html("")
        return [self.upload, stack(self.path.widget, self._expected, self.button("Look at it", self._typed))]

    def _decision(self) -> w.Widget:
        self._preview, self._import = html(""), self.button("", self.run, "filled")
        buttons = flow(self._import, self.button("Not now", self._back))
        self._decide = stack(self._preview, buttons, classes="sheet hide")
        return self._decide

    def flush(self) -> bool:
        """False while something is being brought in: the form is then kept as it is."""
        return super().flush() and not self.work.busy

    def refresh(self) -> None:
        """List the latest imports, each with its undo."""
        few = self.workbook.count() < FEW
        mark(self._toggle, "filled", few)
        mark(self._toggle, "quiet", not few)
        show(self._toggle, not shown(self._card))
        show(self._foot, shown(self._card) or bool(self.status.state))
        if not self.work.busy:
            self.earlier.render()

    def _open(self) -> None:
        show(self._card)
        self.refresh()
        self.path.focus()

    def _open_about(self) -> None:
        self._waits = False
        show(self._card)
        self._about.open()

    def _ticked(self, save: Callable[[], None]) -> None:
        """Save a tick, with the foot there to say so, which is hidden while the card is closed."""
        show(self._foot)
        save()

    def _back(self) -> None:
        self._found = None
        self._close()
        self.path.focus()
        self.status.say("Nothing was brought in")

    def _close(self) -> None:
        for part in (self._decide, self._columns.widget, self._about.widget, self.twice.widget):
            show(part, False)

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
        """Show what an import of this would do; nothing is written.

        Of a table that nobody knows, ask what the columns are; where the owner must be known, ask who that is.
        """
        if not self.work.is_free():
            return
        self.path.say("")
        self._expected.value = ""
        self._close()
        self._source, self._mapping = source, mapping or {}
        self.work.start(
            f"Reading {source.name}", partial(self._look, source, self._mapping), self._looked, self._unread
        )

    def _look(self, source: File | Path, mapping: dict[str, str], watch: Watch) -> Preview | Guess:
        guess = None if self._about.skipped else asked(self.workbook, source, mapping)
        return guess or preview(self.workbook, source, mapping=mapping, watch=watch)

    def _looked(self, found: Preview | Guess) -> None:
        if isinstance(found, Guess):
            self._waits = True
            self._about.open(found)
            self.status.say("One question first; nothing is brought in yet")
            return
        self._found = found
        self._preview.value = preview_html(found)
        self._import.description = f"Import {found.gain}"
        show(self._columns.widget, bool(self._mapping))
        show(self._import, found.gains > 0)
        show(self._decide)
        self.status.say(f"Nothing of {found.name} is brought in yet")
        self._import.focus() if found.gains else self.path.focus()

    def _unread(self, error: NetkitError) -> None:
        """Say why nothing can be read; of a table, ask about the columns."""
        assert self._source is not None
        if isinstance(error, Unknown) and not self._mapping and self._ask(self._source):
            return
        self.path.focus()
        if isinstance(error, Stopped):
            self.status.say(str(error))
            return
        self.path.say(error.what if isinstance(error, Unknown) else str(error))
        self._expected.value = expected_html(error.expected) if isinstance(error, Unknown) else ""
        self.status.fail(f"nothing in {self._source.name} could be read.", what="Not brought in")

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
        assert self._source is not None
        self.look_at(self._source, mapping)

    def _answered(self) -> None:
        if self._waits and self._source is not None:
            self.look_at(self._source, self._mapping)
        else:
            self.status.say("What you bring in from now on is read with that" if not self._about.skipped else "")
            self._who.focus()

    # Doing

    def run(self) -> None:
        """Bring in what was shown, as one change."""
        if self._found is None or not self.work.is_free():
            return
        found, self._found = self._found, None
        self._close()
        doing = f"Bringing in {found.gain}"
        self.work.start(doing, partial(commit, self.workbook, found), partial(self._done, found), self._not_done)

    def _done(self, found: Preview, batches: list[ImportBatch]) -> None:
        self.path.fill("")
        self.refresh()
        self.tell()
        self.status.saved(f"{found.gain} from {found.name}" if batches else "all of them were here already")
        if batches and found.alike:
            show(self.twice.widget)
            self.twice.look(set(found.alike))
        elif batches:
            self.earlier.focus()

    def _not_done(self, error: NetkitError) -> None:
        self.path.focus()
        self.status.say(str(error)) if isinstance(error, Stopped) else self.status.fail(error, what="Not brought in")

    def undo(self, batches: list[ImportBatch]) -> None:
        """Take an import back; who was edited since stays, and that is said."""
        show(self._foot)
        show(self.twice.widget, False)
        self.work.start(
            f"Taking back {names_of(batches)}",
            lambda _: self.workbook.undo(batches[0].change).stayed,
            partial(self._undone, names_of(batches)),
            can_stop=False,
        )

    def _undone(self, name: str, stayed: list[str]) -> None:
        self.refresh()
        self.tell()
        few = [*stayed[:3], *([f"{len(stayed) - 3:,} more stay, too"] if len(stayed) > 3 else [])]
        self.status.saved(f"{name} is taken back" + (f", but {'; '.join(few)}" if few else ""))
        self.path.focus() if shown(self._card) else self._toggle.focus()
