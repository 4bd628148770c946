"""Saving while one types: a second after the last key, field by field, with what went wrong said in words."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

import ipywidgets as w

from netkit.errors import BadValue, Conflict, LookOnly, Missing, NetkitError, shortened
from netkit.forms.fields import Field
from netkit.forms.widgets import button, flow, html, mark, show, stack

DELAY = 1.0  # seconds after the last key

Store = Callable[[Any, Any], Any]
"""(new, was) -> the value as it is stored now; raises what Workbook.set raises."""


class Status:
    """The line that says how it stands: "Nothing to save yet", "Saving ...", "Saved 12:03", "Not saved: why".

    `widget` is the line with its "Try again"; every callback of a form goes through safely(), so that nothing
    that goes wrong is lost or shown as a traceback.
    """

    def __init__(self) -> None:
        self.text = self.state = ""
        self.lock = threading.RLock()  # callbacks and saves come from different threads
        self._line = html("", "status")
        self._again = button("Try again", lambda: self.again(), "hide")
        self.again: Callable[[], object] = lambda: None
        self.widget = flow(self._line, self._again, classes="flow stated")
        self.say("Nothing to save yet")

    def say(self, text: str, state: str = "") -> None:
        """Put words in the line; state is "", "saved" or "failed"."""
        self.text, self.state = text, state
        self._line.value = f'<span role="status" aria-live="polite">{escape(text)}</span>'
        for one in ("saved", "failed"):
            mark(self._line, one, one == state)
        show(self._again, False)

    def saved(self, what: str = "") -> None:
        """Say "Saved 12:03", or "Saved 12:03: what"."""
        self.say(f"Saved {datetime.now():%H:%M}" + (f": {what}" if what else ""), "saved")

    def fail(self, why: object, again: bool = False, what: str = "Not saved") -> None:
        """Say what did not happen and why: "Not saved: why"; with a button to try again where that makes sense."""
        self.say(f"{what}: {why}", "failed")
        show(self._again, again)

    def safely(self, act: Callable[..., object]) -> Callable[..., None]:
        """The same act, with what goes wrong said in the line."""

        def wrapped(*given: Any) -> None:
            try:
                with self.lock:
                    act(*given)
            except NetkitError as error:
                self.fail(error)
            except Exception as error:
                logging.getLogger("netkit").debug("A form's callback failed", exc_info=True)
                self.fail(f"something went wrong here ({type(error).__name__}: {error})")

        return wrapped


@dataclass
class _Kept:
    store: Store
    was: Any


class Saver:
    """Stores what is typed into watched fields: the newest value wins, one lock, nothing typed is ever dropped.

    `conflict` is to be shown beside the status: it appears when another notebook changed the same field first.
    `on_saved` is called after a save.
    """

    def __init__(self, status: Status, delay: float = DELAY) -> None:
        self.status, self.delay = status, delay
        self.on_saved: Callable[[], None] = lambda: None
        self._lock = status.lock
        self._timer: threading.Timer | None = None
        self._kept: dict[Field, _Kept] = {}
        self._waiting: dict[Field, None] = {}
        self._conflicts: dict[Field, Conflict] = {}
        self.conflict: w.VBox = stack(classes="conflict hide")  # filled by the first one: few forms ever see any
        status.again = status.safely(self.flush)

    def watch(self, field: Field, stored: Any, store: Store) -> None:
        """Fill the field with what is stored, and store what is typed into it from now on."""
        with self._lock:
            self.let_go([field])
            self._kept[field] = _Kept(store, stored)
            field.fill(stored)
            field.changed = self.status.safely(lambda: self.typed(field))

    def refill(self, field: Field, stored: Any) -> None:
        """Show what is stored now in a watched field, unless something typed there still waits."""
        with self._lock:
            if field in self._kept and field not in self._waiting and self._kept[field].was != stored:
                self._kept[field].was = stored
                field.fill(stored)

    def let_go(self, fields: Iterable[Field]) -> None:
        """Forget what is not stored yet in these fields, for example because their item is removed."""
        with self._lock:
            for field in fields:
                self._waiting.pop(field, None)
                self._conflicts.pop(field, None)
                self._kept.pop(field, None)
                field.changed = lambda: None
            self._show_conflict()

    def typed(self, field: Field) -> None:
        """Store the field's value a second from now, unless it changes again before."""
        with self._lock:
            self._waiting[field] = None
            self.status.say("Saving ...")
            if self._timer:
                self._timer.cancel()
            self._timer = threading.Timer(self.delay, self.status.safely(self.flush))
            self._timer.daemon = True
            self._timer.start()

    def flush(self) -> bool:
        """Store now whatever waits; False if something could not be, which the status then says."""
        with self._lock:
            if self._timer:
                self._timer.cancel()
            waiting = list(self._waiting)
            if waiting:
                self.status.say("Saving ...")
            for field in waiting:
                self._save(field)
            done, some = not self._waiting, len(self._waiting) < len(waiting)
            if waiting and done and self.status.state != "failed":
                self.status.saved()
        if some:
            self.on_saved()
        return done

    def waits(self, fields: Iterable[Field]) -> bool:
        """Whether something typed into one of these fields is not stored yet."""
        return any(field in self._waiting for field in fields)

    def _save(self, field: Field) -> None:
        kept = self._kept[field]
        try:
            kept.was = kept.store(field.value, kept.was)
        except Conflict as error:
            self._conflicts[field] = error
            field.say("Changed elsewhere meanwhile: choose below which one to keep.")
            self.status.fail("another notebook changed this first. Choose which one to keep.")
        except BadValue as error:
            field.say(f"Not saved: {error.expected}.")
            self.status.fail(f"{field.question.label.rstrip('?. ')}: {error.expected}.")
        except (Missing, LookOnly) as error:
            del self._waiting[field]  # there is nothing to store it in
            self.status.fail(error)
        except NetkitError as error:
            self.status.fail(error, again=True)
        else:
            del self._waiting[field]
            self._conflicts.pop(field, None)
            field.say("")
        self._show_conflict()

    def _show_conflict(self) -> None:
        show(self.conflict, bool(self._conflicts))
        for field, error in list(self._conflicts.items())[:1]:
            if not self.conflict.children:
                self.conflict.children = self._choice()
            self.conflict.children[0].value = (
                f"<h3>{escape(field.question.label)}</h3><p>This was changed elsewhere while you wrote.</p>"
                f"<p>Yours: {escape(shortened(_said(field, error.mine), 400))}</p>"
                f"<p>The other one: {escape(shortened(_said(field, error.theirs), 400))}</p>"
            )

    def _choice(self) -> tuple[w.Widget, ...]:
        mine = button("Keep mine", self.status.safely(lambda: self._settle(mine=True)), "filled")
        theirs = button("Take the other one", self.status.safely(lambda: self._settle(mine=False)))
        return html(""), flow(mine, theirs)

    def _settle(self, mine: bool) -> None:
        with self._lock:
            field, error = next(iter(self._conflicts.items()))
            kept = self._kept[field]
            kept.was = error.theirs
            del self._conflicts[field]
            field.say("")
            if not mine:
                field.fill(error.theirs)
                self._waiting.pop(field, None)
                self.status.say("The other one is kept", "saved")
            self._show_conflict()
        field.focus()
        if mine:
            self.flush()
        else:
            self.on_saved()


def _said(field: Field, value: object) -> object:
    """A value in the words that people see."""
    terms: dict[str, str] = field.question.terms or {}
    if isinstance(value, list):
        return ", ".join(terms.get(one, str(one)) for one in value)
    return terms.get(value, value) if isinstance(value, str) else value
