"""Work that takes a while, done beside the form, which stays alive: how far it is, and a button that stops it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from html import escape
from threading import Event, Thread
from typing import TYPE_CHECKING, NoReturn, TypeVar

from netkit.errors import NetkitError
from netkit.forms.form import Form
from netkit.forms.widgets import flow, html, show, stack

if TYPE_CHECKING:
    from netkit.importers import Progress, Watch

Done = TypeVar("Done")
PAUSE = 0.2  # seconds between two words on how far it is


class Work:
    """One piece of work at a time, in a thread of its own; `widget` is its bar, which a moment's work never shows.

    The callbacks of a notebook's widgets run one after the other, so that none of them could stop a longer one.
    """

    def __init__(self, form: Form) -> None:
        self._form, self._stopped, self._told = form, Event(), 0.0
        self._thread = Thread()
        self.busy = False  # whether something is being done
        self._what, self._bar = "", html("")
        self._stop = form.button("Stop", self.stop)
        self.widget = stack(self._bar, flow(self._stop), classes="sheet work hide")

    def start(
        self,
        what: str,
        act: Callable[[Watch], Done],
        done: Callable[[Done], object],
        wrong: Callable[[NetkitError], object] | None = None,
        can_stop: bool = True,
    ) -> None:
        """Do `act`, then `done` with what it gave, or `wrong` with its NetkitError (else the status line says it)."""
        if not self.is_free():
            return
        self.busy, self._what = True, what
        self._stopped.clear()
        self._form.status.say(f"{what} ...")
        self._say(None)
        show(self._stop, can_stop)
        show(self.widget)
        self._stop.focus()
        self._thread = Thread(target=self._run, args=(act, done, wrong or _raise), daemon=True)
        self._thread.start()

    def is_free(self) -> bool:
        """Whether nothing is being done; else the status line says what is."""
        if self.busy:
            self._form.status.say(f"{self._what} ... One thing at a time.")
        return not self.busy

    def stop(self) -> None:
        """Ask it to stop; it then says itself that it did."""
        self._stopped.set()
        self._form.status.say("Stopping ...")

    def wait(self) -> None:
        """Come back when it is done."""
        if self._thread.ident is not None:
            self._thread.join()

    def _run(
        self, act: Callable[[Watch], Done], done: Callable[[Done], object], wrong: Callable[[NetkitError], object]
    ) -> None:
        then: Callable[[], object]
        try:
            then = partial(done, act(self._watch))
        except NetkitError as error:
            then = partial(wrong, error)
        except Exception as error:
            then = partial(_raise, error)
        self._form.status.safely(self._end)(then)

    def _end(self, then: Callable[[], object]) -> None:
        self.busy = False
        show(self.widget, False)
        then()

    def _watch(self, progress: Progress) -> bool:
        now = time.monotonic()
        if now - self._told > PAUSE:
            self._told = now
            self._say(progress)
        return not self._stopped.is_set()

    def _say(self, progress: Progress | None) -> None:
        """Words and a bar, which moves by itself as long as nothing is known."""
        how_far = ""
        if progress:
            how_far = f": {escape(progress.file)}, {progress.rows:,} rows" if progress.file else f": {progress.rows:,}"
        value = f' value="{progress.share:.2f}"' if progress else ""
        label = escape(self._what, quote=True)
        self._bar.value = f'<p>{escape(self._what)}{how_far}</p><progress{value} aria-label="{label}"></progress>'


def _raise(error: Exception) -> NoReturn:
    raise error
