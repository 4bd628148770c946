"""The line that says what was done, with Undo beside it; what was taken back can be brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from netkit.forms.saver import Status
from netkit.forms.widgets import button, flow, show

if TYPE_CHECKING:
    from netkit.forms.form import Form

FEW = 3  # reasons that one line says


def say_stayed(stayed: Sequence[str]) -> str:
    """What an undo left as it was, to put after a sentence: "; the note was changed since"; "" if nothing."""
    return f"; {'; '.join(one.rstrip('.') for one in stayed[:FEW])}" if stayed else ""


class UndoLine:
    """`widget` is hidden until something was done; `then` is called when the workbook was changed by it."""

    def __init__(self, form: Form, then: Callable[[], object]) -> None:
        self.form, self._then = form, then
        self._change, self._taken_back = 0, False
        self._earlier: list[int] = []
        self.status = Status()
        self.status.lock = form.status.lock
        self._undo = button("Undo", self.status.safely(self.undo), "quiet hide")
        self._undo_earlier = button("Undo the one before", self.status.safely(self.undo_earlier), "quiet hide")
        self.widget = flow(self.status.widget, self._undo, self._undo_earlier, classes="flow hide")

    def safely(self, act: Callable[[], object]) -> Callable[..., None]:
        """The same act, with what goes wrong said in this line."""

        def seen() -> None:
            show(self.widget)
            self.status.say("Saving ...")
            act()

        return self.status.safely(seen)

    def did(self, change: int, words: str) -> None:
        """Say what was done, and offer to take it back."""
        self._then()  # first, for a click on a card that is about to go would be lost
        self.told(change, words)
        self.focus()

    def told(self, change: int, words: str, taken_back: bool = False) -> None:
        """Say what was done, with Undo beside it; the cursor stays where it is."""
        if not taken_back and change != self._change:
            self._pass()
        self._change, self._taken_back = change, taken_back
        self._undo.description = "Bring it back" if taken_back else "Undo"
        show(self.widget)
        show(self._undo, bool(change))
        show(self._undo_earlier, taken_back and bool(self._earlier))
        self.status.saved(words)

    def focus(self) -> None:
        """Go to Undo."""
        self._undo.focus()

    def close(self) -> None:
        """Hide the line: something else has begun."""
        self._pass()
        show(self._undo, False)  # there is nothing to take back until something is done again
        show(self.widget, False)

    def _pass(self) -> None:
        """What can be undone now is the one before the next."""
        if self._change and not self._taken_back:
            self._earlier.append(self._change)
        self._change, self._taken_back = 0, False

    def undo(self) -> None:
        """Take back what was done last, or bring it back."""
        undone = self.form.workbook.undo(self._change)
        self._then()
        words = f"{'there again' if undone.again else 'taken back'}: {undone.what}{say_stayed(undone.stayed)}"
        self.told(undone.id, words, taken_back=not undone.again)
        self.focus()

    def undo_earlier(self) -> None:
        """Take back what was done before the one that is taken back."""
        self._change, self._taken_back = self._earlier.pop(), False
        self.undo()
