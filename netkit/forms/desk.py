"""Which workbook is shown, one's own or the sample; every notebook says so first, and can switch."""

from __future__ import annotations

import atexit
import logging
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w
from IPython.display import Javascript, display

from netkit.errors import NetkitError
from netkit.forms.form import Form
from netkit.forms.widgets import button, flow, html, mark, page, show
from netkit.vocabulary import say_day
from netkit.workbook import open_sample, open_workbook, root
from netkit.workbook.places import Which, choose, chosen, has_own

if TYPE_CHECKING:
    from netkit.workbook import Workbook

# JupyterLab goes to the last cell when all are run (jupyterlab#16402); a page is read from its top.
_TO_THE_TOP = "setTimeout(() => element.closest('.jp-WindowedPanel-outer')?.scrollTo(0, 0))"

_shown: list[Desk] = []  # the desk of this kernel, once there is one


class Desk:
    """The workbook that a notebook shows, and the forms on it, which follow when it is switched.

    show(build) shows the form that build(workbook) makes; before the first choice it says where to choose.
    `workbook` is what the cells without a form work on; before the first choice the sample.
    """

    def __init__(self) -> None:
        self.which: Which | None = chosen()
        self._workbook: Workbook | None = None
        self._pages: dict[str, tuple[w.VBox, Callable[[Workbook], Form]]] = {}
        self._forms: dict[str, Form] = {}
        self._read: Which | None = None  # what the cells without a form were drawn from
        self._words = html("")
        self._own = button("", lambda: self.switch("own"))
        self._sample = button("Look around in the sample", lambda: self.switch("sample"))
        self._band = flow(self._words, flow(self._own, self._sample), classes="ends band")
        self.widget = page([self._band])
        self._open()
        atexit.register(self.flush)

    @property
    def workbook(self) -> Workbook:
        self._read = self.which or "sample"
        return self._workbook or open_sample()

    def switch(self, which: Which) -> None:
        """Show one's own workbook or the sample, here and in every notebook from now on."""
        if not self.flush():
            self._say("Not switched yet.", "Something below is not saved; its status line says why.")
            return
        choose(which)
        self.which = which
        self._open()
        for name in self._pages:
            self._build(name)
        (self._sample if which == "own" else self._own).focus()  # the button that was pressed is gone

    def show(self, build: Callable[[Workbook], Form]) -> w.VBox:
        """The form that build makes on the workbook shown; it is made anew when another one is chosen."""
        name = f"{build.__module__}.{build.__qualname__}"
        self._pages[name] = page([]), build
        self.flush()
        held = self._forms.get(name)
        if held and not held.flush():
            self._put(name, held.widget)
        else:
            self._build(name)
        return self._pages[name][0]

    def take_over(self, before: Desk) -> None:
        """Keep the forms of the desk before in which something typed is not stored, when a cell runs again."""
        if self._workbook and before._workbook and self._workbook.path == before._workbook.path:
            for name, form in before._forms.items():
                if not form.flush():
                    self._keep(name, form)

    def flush(self) -> bool:
        """Store what was typed in the last second; False if something could not be."""
        return [form for form in self._forms.values() if not form.flush()] == []

    def _open(self) -> None:
        self._workbook = None
        try:
            if self.which is not None:
                self._workbook = open_sample() if self.which == "sample" else open_workbook()
            self._say(*_words(self.which, self._workbook))
        except NetkitError as error:
            self._say("This workbook can't be opened", str(error))
        mark(self._band, "sample", self.which == "sample")
        mark(self._band, "stale", self._read not in (None, self.which))
        self._own.description = "Go to my own" if has_own() else "Start my own"
        mark(self._own, "filled", self.which is None)
        show(self._own, self.which != "own")
        show(self._sample, self.which != "sample")

    def _say(self, what: str, more: str) -> None:
        told = escape(more)
        if self._read not in (None, self.which):
            whose = "the sample’s" if self._read == "sample" else "your own"
            told += f"<br>What is pale below is still {whose}; Run ▸ Run All Cells draws it anew."
        self._words.value = f'<strong>{escape(what)}</strong> <span class="muted small">{told}</span>'

    def _build(self, name: str) -> None:
        self._forms.pop(name, None)
        self._put(name, self._built(name, self._pages[name][1]))

    def _put(self, name: str, widget: w.Widget) -> None:
        place = self._pages[name][0]
        place.children = (place.children[0], widget)

    def _keep(self, name: str, form: Form) -> None:
        self._forms[name] = form
        form.tell = lambda: self._tell(form)

    def _built(self, name: str, build: Callable[[Workbook], Form]) -> w.Widget:
        if self._workbook is None:
            return html('<p class="muted">Choose above, and this form is here.</p>')
        try:
            form = build(self._workbook)
        except NetkitError as error:
            return html(f'<p class="bad">{escape(str(error))}</p>')
        except Exception as error:
            logging.getLogger("netkit").debug("A form could not be built", exc_info=True)
            said = f"This part can't be shown: {type(error).__name__}: {error}"
            return html(f'<p class="bad">{escape(said)}</p>')
        self._keep(name, form)
        return form.widget

    def _tell(self, teller: Form) -> None:
        for form in self._forms.values():
            if form is not teller:
                form.refresh()


def hello() -> Desk:
    """Show which workbook this notebook is on, and the button that switches, and go to the top of the page.

    Run again, what was typed stays.
    """
    desk = Desk()
    for before in _shown:
        desk.take_over(before)
    _shown[:] = [desk]
    display(desk.widget, Javascript(_TO_THE_TOP))  # type: ignore[no-untyped-call]
    return desk


def _words(which: Which | None, workbook: Workbook | None) -> tuple[str, str]:
    if which is None or workbook is None:
        return (
            "Welcome.",
            "Start your own workbook, or look around in the sample. It all stays on this computer.",
        )
    if which == "sample":
        return (
            "Sample: invented names, look only.",
            f"What you type here is not kept. Its today is {say_day(workbook.today)}.",
        )
    home, path = root(), workbook.path
    place = path.relative_to(home) if home and path.is_relative_to(home) else path
    return "Your workbook", f"{place}"
