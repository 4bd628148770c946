"""Find people as one types, take several, and add those who are not there yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from netkit.folding import folded, without_accents
from netkit.forms.fields import Field
from netkit.forms.form import Form
from netkit.forms.widgets import echo, flow, html, make, mark, on_enter, show, stack
from netkit.names import listed
from netkit.numbers import count
from netkit.questions import Question
from netkit.records import Person
from netkit.vocabulary import say_day

if TYPE_CHECKING:
    from netkit.workbook.search import Hit

ROWS = 8


class SearchPicker(Field):
    """A search field with its hits, and the chosen people as chips; its value is the list of their ids.

    Enter takes the first hit if its name begins as was typed, goes into the list if not, and adds the person when
    there is no hit, not even among the chips; several names in a line are taken each. A click on a chip takes that
    one away, out of the workbook too if they were made here and nothing else tells of them. `add` makes a person of a
    name and gives their id (by default add_person); `added` are those made here. `then` says where the cursor goes
    when somebody was picked (by default it stays, so that several can be taken).
    """

    def __init__(
        self,
        form: Form,
        question: Question,
        example: str = "",
        add: Callable[[str], str] | None = None,
        then: Callable[[], object] | None = None,
    ) -> None:
        self.form, self._add, self._then = form, add or partial(add_person, form), then or self.focus
        self._ids: list[str] = []
        self.added: dict[str, Person] = {}
        self._found: list[Hit] = []
        self._chosen: list[Hit] = []  # found as well, and among the chips already
        self._chips: dict[str, w.Button] = {}
        self._overtaken = ""  # what had been typed when somebody was picked, as long as more of it may come
        super().__init__(question, example)

    def _make(self) -> w.DOMWidget:
        form = self.form
        self.line = make(w.Text, "f", description_allow_html=True, continuous_update=True)
        self.line.observe(form.status.safely(lambda _: self._search()), "value")
        on_enter(self.line, form.status.safely(self.enter))
        self._rows = [form.button("", partial(self._take_row, row), "hit hide") for row in range(ROWS)]
        self._new = form.button("", self._take_new, "hit hide")
        self._hits = stack(*self._rows, self._new, classes="hits hide")
        self._note = html("", "small muted")
        self._box, self._gone = flow(), html("")
        self._change, self._dropped = 0, ""  # who was taken out again by the last click on a chip, and how
        self._undo = flow(self._gone, form.button("Undo", self._bring_back), classes="flow hide")
        return stack(self.line, self._hits, self._note, self._box, self._undo, classes="group")

    def _word(self) -> None:
        self.line.description = self.words
        mark(self.line, "bad", bool(self.message))

    @property
    def value(self) -> list[str]:
        return list(self._ids)

    def _put(self, value: Any) -> None:
        self._ids = list(value)
        self._show_chips()

    def focus(self) -> None:
        self.line.focus()

    def clear(self) -> None:
        """Choose nobody, and empty the search."""
        self.fill([])
        show(self._undo, False)
        self.line.value = self._overtaken = ""

    def name_of(self, id: str) -> str:
        """The name of a chosen person, or their e-mail address where there is no name."""
        found = self.form.workbook.where(Person, id=id)
        return found[0].called if found else "somebody removed since"

    # Searching

    @property
    def _typed(self) -> str:
        text: str = self.line.value
        return text.strip(" ,;")

    def _search(self) -> None:
        text = self._typed
        if self._is_late(text):
            self.line.value = ""
            return
        words = text.replace(",", " ").replace(";", " ")
        found = self.form.workbook.search(words, limit=ROWS + len(self._ids) + 1) if text else []
        self._found = [hit for hit in found if hit.id not in self._ids]
        self._chosen = [hit for hit in found if hit.id in self._ids]
        for row, hit in zip(self._rows, self._found, strict=False):
            row.description = f"{hit.name}\n{_about(hit)}"
        sure = self._is_sure()
        for place, row in enumerate(self._rows):
            show(row, place < len(self._found))
            mark(row, "first", place == 0 and sure)
        self._new.description = self._offered()
        mark(self._new, "first", not self._found and not self._chosen)
        show(self._new, bool(text))
        show(self._hits, bool(text))
        show(self._undo, False)
        self._note.value = self._said() if text else ""

    def _is_sure(self) -> bool:
        """Whether each word that was typed begins a word of the first name that is found."""
        names = without_accents(self._found[0].name).split() if self._found else []
        typed = without_accents(self._typed.replace(",", " ")).split()
        return bool(names) and all(any(name.startswith(word) for name in names) for word in typed)

    def _offered(self) -> str:
        """What the button for new people says."""
        names = self._names()
        if len(names) > 1:
            return f"{' + '.join(names)}\n{count(len(names), 'person')}, each by themselves"
        return f"Add “{self._typed}”\n{'somebody new' if self._found or self._chosen else 'nobody by that name yet'}"

    def _said(self) -> str:
        if self._chosen and not self._found:
            return f"{escape(self._chosen[0].name)} is chosen already."
        keys = "Enter takes the marked line" if self._is_sure() or not self._found else "Enter goes to the first line"
        more = " There are more: another letter or two will find them." if len(self._found) > ROWS else ""
        return f"{keys}, Tab goes from one to the next.{more}"

    def _names(self) -> list[str]:
        """The names that were typed, one or several."""
        return [self._typed] if self._found else listed(self._typed)

    def _is_late(self, text: str) -> bool:
        """Whether this is the rest of a search that a click has overtaken, and would only open the hits again."""
        before, self._overtaken = self._overtaken, ""
        return bool(before) and text.startswith(before)

    def enter(self) -> None:
        """Take the first hit or go to it, or add somebody new."""
        if not self._typed:
            return
        self._search()
        if self._is_sure():
            self._take_row(0)
        elif self._found:
            self._rows[0].focus()
        elif self._chosen:
            self._new.focus()
        else:
            self._take_new()

    def _take_row(self, row: int) -> None:
        self.take(self._found[row].id)

    def _take_new(self) -> None:
        names = self._names()
        self.take(*(self._whole(name) if len(names) > 1 else self._make_new(name) for name in names))

    def _whole(self, name: str) -> str:
        """Somebody of just this name, made if there is nobody."""
        hits = self.form.workbook.search(name)
        return next((hit.id for hit in hits if folded(hit.name) == folded(name)), "") or self._make_new(name)

    def _make_new(self, name: str) -> str:
        id = self._add(name)
        self.added[id] = self.form.workbook.get(Person, id)
        return id

    def take(self, *ids: str) -> None:
        """Choose somebody, or several, and be ready for the next."""
        typed, self.line.value = self._typed, ""
        self._overtaken = typed
        echo().then(self._all_has_come)
        new = [id for id in dict.fromkeys(ids) if id not in self._ids]
        if new:
            self._ids += new
            self._show_chips()
            self.changed()
        self._then()

    def _all_has_come(self) -> None:
        self._overtaken = ""

    def _drop(self, id: str) -> None:
        self._ids.remove(id)
        self._show_chips()
        self.changed()
        show(self._undo, False)
        if id in self.added:
            self._unmake(self.added[id])
        self.focus()

    def _unmake(self, person: Person) -> None:
        """Take somebody who was made here out again, unless more is known of them by now."""
        self.form.saver.flush()
        workbook = self.form.workbook
        named = person.id in workbook.plan().when.named
        if named or workbook.uses(person.id) or workbook.where(Person, id=person.id) != [person]:
            return
        with workbook.change(f"Removed {person.called}") as draft:
            draft.remove(person)
        self._change, self._dropped = draft.id, person.id
        self._gone.value = f"<p>{escape(person.called)} is out of your people again.</p>"
        show(self._undo)

    def _bring_back(self) -> None:
        self.form.workbook.undo(self._change)
        show(self._undo, False)
        self.take(self._dropped)

    def _show_chips(self) -> None:
        for gone in set(self._chips) - set(self._ids):
            self._chips.pop(gone).close()
        for id in self._ids:
            if id not in self._chips:
                text = f"{self.name_of(id)} ×"
                self._chips[id] = self.form.button(text, partial(self._drop, id), "chip")
        self._box.children = tuple(self._chips[id] for id in self._ids)


def add_person(form: Form, name: str, of_plan: bool = True) -> str:
    """Add somebody by a name or an e-mail address; their id.

    `of_plan`: they are of the plan's only kind of people, if it has just one. Whoever asks for that shows it.
    """
    named: dict[str, Any] = {"emails": [name]} if "@" in name and " " not in name else {"name": name}
    audiences = form.workbook.plan().who.audiences if of_plan else []
    return form.workbook.add(Person(**named, audience=audiences[0].id if len(audiences) == 1 else "")).id


def _about(hit: Hit) -> str:
    work = ", ".join(part for part in (hit.role, hit.organisation or hit.place) if part)
    met = f"last in touch {say_day(hit.last_on)}" if hit.last_on else "not in touch yet"
    return f"{work} · {met}" if work else met
