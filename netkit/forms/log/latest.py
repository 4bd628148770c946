"""The latest entries as cards that open, and any other one found by whom, when or what."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import ipywidgets as w

from netkit import vocabulary as v
from netkit.forms.fields import Line
from netkit.forms.ways import called
from netkit.forms.widgets import html, mark, show, stack
from netkit.questions import Question
from netkit.records import Exchange, Interaction, Person
from netkit.vocabulary import say_day

if TYPE_CHECKING:
    from netkit.forms.form import Form

AT_ONCE = 6
FIND = Question("Find an entry", "By a name, a day (28 Mar 2026), the way or a word you noted.")
NOTHING = "What you log stands here, the newest first, and can be changed at any time."
NOT_FOUND = "No entry has all of these words. Fewer of them may find it."


class Latest:
    """Cards of the latest entries, or of those found; a click opens one."""

    def __init__(self, form: Form, open: Callable[[str], object]) -> None:
        self.form, self._open, self._shown, self._opened = form, open, AT_ONCE, ""
        self._cards: list[w.Button] = []
        self._ids: list[str] = []
        self._nothing = html("", "muted")
        self._find = Line(FIND)
        self._find.changed = form.status.safely(self._search)
        self._box = stack(classes="latest")
        self._more = form.button("Earlier ones", self._show_more, "quiet")
        self._title = html("<h3>Latest</h3>")
        parts = (self._title, self._find.widget, self._nothing, self._box, self._more)
        self.widget = stack(*parts, classes="side latest")

    def render(self, opened: str = "") -> None:
        """Show the entries as they are stored; the one that is being edited is marked."""
        self._opened, text = opened, (self._find.value or "").strip()
        found = self.form.workbook.latest(self._shown + 1, text)
        rows = found[: self._shown]
        while len(self._cards) < len(rows):
            self._cards.append(self.form.button("", partial(self._click, len(self._cards)), "pick"))
        self._ids = [one.id for one in rows]
        for card, one in zip(self._cards, rows, strict=False):
            card.description = self._words(one)
            mark(card, "open", one.id == opened)
        self._box.children = tuple(self._cards[: len(rows)])
        self._title.value = f"<h3>{'Found' if text else 'Latest'}</h3>"
        self._nothing.value = "" if rows else f"<p>{NOT_FOUND if text else NOTHING}</p>"
        show(self._find.widget, bool(text) or len(rows) > 1)
        show(self._more, len(found) > len(rows))

    def show_all(self) -> None:
        """Search no more: the newest come first again."""
        self._find.fill("")
        self._shown = AT_ONCE

    def focus(self, id: str) -> None:
        """Put the cursor on an entry's card; on the search if that is not shown."""
        (self._cards[self._ids.index(id)] if id in self._ids else self._find).focus()

    def _click(self, place: int) -> None:
        self._open(self._ids[place])

    def _search(self) -> None:
        self._shown = AT_ONCE
        self.render(self._opened)

    def _show_more(self) -> None:
        place, self._shown = self._shown, self._shown + AT_ONCE
        self.render(self._opened)
        self.focus(self._ids[place] if place < len(self._ids) else "")  # some may have been removed elsewhere

    def _words(self, one: Interaction) -> str:
        people = [person for id in one.people for person in self.form.workbook.where(Person, id=id)]
        names = [person.called for person in people]
        kind = called(one, []).rpartition(" ")[0].rpartition(" ")[0]
        outcome = v.OUTCOME.say(one.outcome) if one.outcome != "other" else ""
        lines = [
            _listed(names) or "To many",
            f"{kind[:1].upper()}{kind[1:]}, {say_day(one.on)}" + (f" · {outcome}" if outcome else ""),
        ]
        return "\n".join([*lines, *map(_helped, self.form.workbook.where(Exchange, interaction=one.id))])


def _listed(names: list[str]) -> str:
    return ", ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")


def _helped(one: Exchange) -> str:
    worth = f", {v.HELP_VALUE[one.value].partition(',')[0]}" if one.value else ""
    status = "" if one.status == "delivered" else f" ({v.STATUS.say(one.status)})"
    return f"{one.direction}: {v.HELP_KIND.say(one.kind)}{worth}{status}"
