"""The form of 5_share: for whom, over which time, in which words; a preview, the leak check, and one button."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from netkit.errors import NetkitError
from netkit.forms.fields import Chips, Field, Lines, Tick, arranged, field_of, question_of
from netkit.forms.form import Form
from netkit.forms.widgets import flow, heading, html, show, stack
from netkit.numbers import count
from netkit.questions import Question
from netkit.records import Person, Settings, label_of
from netkit.report import LeakError, Report, parts, save, too_few
from netkit.report import make as make_report
from netkit.vocabulary import LEVEL
from netkit.workbook import default_path, root

if TYPE_CHECKING:
    from ipywidgets import Button

    from netkit.workbook import Workbook

WHAT_OTHERS_SEE = {
    "full": "Names as they are, and what people need. For somebody who may know them.",
    "initials": "Ines Okafor is I. O.; no organisation, no address, nothing about what somebody needs.",
    "pseudonyms": "Ines Okafor is, say, Amber Heron, and somebody else in the next report.",
    "none": "Numbers only: no names, no words of yours, no group of fewer than five people, no cells of your own.",
}
WORDS = {
    "worked": "One thing that you would do again.",
    "stuck": "Where a question would help more than advice.",
    "wanted": "One thing that they could do; small is good.",
}
PERIOD = {"report_since": "Empty: from the first day.", "report_until": "Empty: until today."}
NAMES = "As it stands at the top; below it other names you go by, one a line."
TALLEST = 640  # pixels of the preview


class ShareForm(Form):
    """How the report is to be, kept as it is chosen; a preview; and the button that writes it."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        settings = workbook.settings()
        asked = Question("How shall other people appear?", "Choose for whoever reads it.", kind="choices")
        self.level = Chips(asked, options=_terms(LEVEL), one=True)
        self._seen = html("", "muted")
        self.period = [field_of(question_of(Settings, name, "day", help)) for name, help in PERIOD.items()]
        self.words = {name: Lines(question_of(Settings, name, "text", help)) for name, help in WORDS.items()}
        self.name = Lines(question_of(Settings, "owner_names", "names", NAMES))
        self.left_out = Chips(Question("What shall be left out?", kind="choices"), options=[(p, p) for p in parts()])
        self.owner = Tick(Question(label_of(Settings, "report_owner")))
        self.by_person = Tick(Question("Show figures by person"))
        self._keep_all(settings)
        self._result = html("")
        self._allow = stack(classes="stack hide")
        self._allowed = stack(classes="stack hide")
        self.page = html("")
        self.widget = self._laid_out()
        self._tell_level()
        self._tell_allowed()

    def _keep_all(self, settings: Settings) -> None:
        fields: dict[str, Field] = {
            "report_level": self.level,
            "report_since": self.period[0],
            "report_until": self.period[1],
            **self.words,
            "owner_names": self.name,
            "report_left_out": self.left_out,
            "report_owner": self.owner,
            "report_by_person": self.by_person,
        }
        for name, field in fields.items():
            self.keep(field, settings, name)
            field.changed = partial(self._chosen, field, field.changed)

    def _chosen(self, field: Field, save: Callable[[], None]) -> None:
        """Another answer: what was made before does not hold any more."""
        if field is self.level or field in self.period:
            self._tell_level()
            self._tell_allowed()
        self._clear()
        save()

    def _clear(self) -> None:
        self._result.value = self.page.value = ""
        show(self._allow, False)

    def _laid_out(self) -> Any:
        ticks = flow(self.owner.widget, self.by_person.widget)
        more = self.more("what is in it", [ticks, self.left_out.widget], 3)
        self._look = self.button("Show it to me first", self.preview)
        self._write = self.button("Write the report", self.write, "filled")
        return stack(
            heading("For whom is it?", "The report is made on this computer, and goes nowhere unless you send it."),
            stack(self.level.widget, self._seen),
            *arranged(self.period),
            self.name.widget,
            heading("What do you want to say?", "In your own words; they stand on its first screen.", level=3),
            *[field.widget for field in self.words.values()],
            more.widget,
            self._allowed,
            self.foot(flow(self._look, self._write)),
            self._result,
            self._allow,
            self.page,
            classes="stack",
        )

    def _tell_level(self) -> None:
        level = self._level
        told = WHAT_OTHERS_SEE[level]
        if level == "full":
            names = sum(not person.keep_out_of_reports for person in self.workbook.where(Person))
            told += f" It may name {count(names, 'person')} who may not expect it." if names > 1 else ""
        elif level == "none":
            told += f" {too_few(self.workbook, *self._period)}"
        self._seen.value = f"<p>{escape(told)}</p>"

    def refresh(self) -> None:
        settings = self.workbook.settings()
        for name, field in self.words.items():
            self.saver.refill(field, getattr(settings, name))
        self._tell_allowed()

    def preview(self) -> None:
        """Show the report as it would be written, below the buttons."""
        if (report := self._made(self._look, "Making a preview", "No preview")) is None:
            return
        self.page.value = (
            f'<iframe title="Preview of the report" sandbox="" srcdoc="{escape(report.html)}" '
            f'style="width:100%;height:{TALLEST}px;border:1px solid currentColor;border-radius:8px"></iframe>'
        )
        self._result.value = _said("This is how it would look; nothing is written yet.", report.warning)
        self.status.say("The preview is below")

    def write(self) -> None:
        """Write the report, and say where it is."""
        if (report := self._made(self._write, "Writing the report", "Not written")) is None:
            return
        folder = default_path().parent / "reports"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            self.status.fail(f"the folder {folder} can't be made: {error.strerror}.", what="Not written")
            return
        path = save(self.workbook, report, folder)
        self._result.value = _said(f"{_link(path)} is yours to send: {escape(str(path))}", report.warning, safe=True)
        self.status.saved(f"{path.name}, to open below")

    def _made(self, pressed: Button, saying: str, failing: str) -> Report | None:
        """The report, or None if it can't be: then the status, after `failing`, and the list below say why.

        Until then neither button can be pressed: a second click would wait behind the first and make it all again.
        """
        if not self.saver.flush():
            return None
        self._clear()

        def tell(step: str) -> None:
            self.status.say(f"{saying}: {step} ...")

        self.status.say(f"{saying} ...")
        self._enable(False)
        try:
            return make_report(self.workbook, self._level, *self._period, tell=tell)
        except LeakError as leak:
            self._tell_leak(leak, failing)
        except NetkitError as error:
            self.status.fail(error, what=failing)
        finally:
            self._enable(True)
            pressed.focus()
        return None

    def _enable(self, on: bool) -> None:
        self._look.disabled = self._write.disabled = not on

    def _tell_leak(self, leak: LeakError, failing: str) -> None:
        self.status.fail("it would tell who somebody is; see below.", what=failing)
        rows = "".join(f"<li>{escape(str(hit))}</li>" for hit in leak.hits)
        self._result.value = (
            "<h3>Nothing is written yet</h3><p>The report would show these. Change the words where you wrote them, "
            f"or allow them if they may stand there.</p><ul>{rows}</ul>"
        )
        words = list(dict.fromkeys(hit.words for hit in leak.hits))
        buttons = [self.button(f"Allow “{word}”", partial(self.allow, word)) for word in words]
        self._allow.children = (flow(*buttons),)
        show(self._allow, not self.workbook.look_only)

    def allow(self, word: str) -> None:
        """Let a word stand in reports of this level of names, and say so."""
        if word not in (allowed := self._allowed_words()):
            self._keep_allowed([*allowed, word])
        left = [button for button in self._allow.children[0].children if button.description != f"Allow “{word}”"]
        self._allow.children[0].children = tuple(left)
        self.status.saved(f"“{word}” is allowed" + ("" if left else "; try again now"))
        if left:
            left[0].focus()
        else:
            self._clear()
            self._write.focus()

    def take_back(self, word: str) -> None:
        """Ask about a word again that was allowed at this level."""
        self._clear()
        self._keep_allowed([each for each in self._allowed_words() if each != word])
        self.status.saved(f"“{word}” is asked about again")
        left = self._allowed.children[1].children if self._allowed.children else [self._write]
        left[0].focus()

    def _allowed_words(self) -> list[str]:
        return self.workbook.settings().allowed.get(self._level, [])

    def _keep_allowed(self, words: list[str]) -> None:
        settings = self.workbook.settings()
        others = {level: allowed for level, allowed in settings.allowed.items() if level != self._level}
        self.workbook.set(settings, "allowed", others | ({self._level: words} if words else {}), settings.allowed)
        self._tell_allowed()

    def _tell_allowed(self) -> None:
        """The words that may stand in reports of the level that is chosen, each with a button to take it back."""
        words = self._allowed_words()
        told = f"They stand as they are in every report at “{LEVEL.say(self._level)}”."
        buttons = [self.button(f"Take back “{word}”", partial(self.take_back, word)) for word in words]
        self._allowed.children = (heading("What you allowed", told, 3), flow(*buttons)) if words else ()
        show(self._allowed, bool(words))

    @property
    def _level(self) -> str:
        return self.level.value or "initials"

    @property
    def _period(self) -> tuple[date | None, date | None]:
        since, until = (day.value for day in self.period)
        return since, until


def _terms(terms: dict[str, str]) -> list[tuple[str, str]]:
    return [(words, term) for term, words in terms.items()]


def _said(text: str, warning: str, safe: bool = False) -> str:
    more = f" {escape(warning)}" if warning else ""
    return f"<p>{text if safe else escape(text)}{more}</p>"


def _link(path: Path) -> str:
    """A link that JupyterLab opens, where the file lies in the folder that it shows; else the file's name."""
    for base in (root(), default_path().parents[2]):
        if base is not None and path.is_relative_to(base):
            address = (
                os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "/") + "files/" + quote(path.relative_to(base).as_posix())
            )
            name = escape(path.name)
            return f'<a href="{escape(address)}" target="_blank" rel="noopener"><u>{name}</u></a>'
    return f"<strong>{escape(path.name)}</strong>"
