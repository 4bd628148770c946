"""The latest entries, and help without one, as cards that open, and any other one found by whom, when or what."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import ipywidgets as w

from netkit import vocabulary as v
from netkit.forms.fields import Line
from netkit.forms.log.alone import Alone
from netkit.forms.log.helps import Worth
from netkit.forms.ways import called
from netkit.forms.widgets import html, mark, show, stack
from netkit.questions import Question
from netkit.records import Exchange, Interaction, Person
from netkit.vocabulary import say_day

if TYPE_CHECKING:
    from netkit.forms.form import Form

AT_ONCE = 6
UNRATED = Worth.blank
FIND = Question("Find an entry", "By a name, a day (28 Mar 2026), the way or a word you noted.")
NOTHING = "What you log stands here, the newest first, and can be changed at any time."
NOT_FOUND = "No entry has all of these words. Fewer of them may find it."


class Latest:
    """Cards of the latest entries and helps, or of those found; a click opens one.

    `open` is called with the id of an entry; a help opens in the place `alone`. `told` is called after it was changed.
    """

    def __init__(self, form: Form, open: Callable[[str], object], told: Callable[[], object]) -> None:
        self.form, self._open, self._told, self._shown, self._opened = form, open, told, AT_ONCE, ""
        self._cards: list[w.Button] = []
        self._rows: list[Interaction | Exchange] = []
        self._help: Alone | None = None  # made for the first one: few people ever open any
        self.alone = stack(classes="hide")
        self._nothing = html("", "muted")
        self._find = Line(FIND)
        self._find.changed = form.status.safely(self._search)
        self._box = stack(classes="latest")
        self._more = form.button("Earlier ones", self._show_more, "quiet")
        self._unrated = form.button("Help not rated yet", self._find_unrated, "quiet")
        self._title = html("<h3>Latest</h3>")
        parts = (self._title, self._find.widget, self._unrated, self._nothing, self._box, self._more)
        self.widget = stack(*parts, classes="side latest")

    def render(self, opened: str = "") -> None:
        """Show the entries as they are stored; the one that is being edited is marked."""
        self._opened, text = opened, (self._find.value or "").strip()
        found = self._found(text)
        rows = self._rows = found[: self._shown]
        if self._help:
            self._help.render()
        while len(self._cards) < len(rows):
            self._cards.append(self.form.button("", partial(self._click, len(self._cards)), "pick"))
        for card, one in zip(self._cards, rows, strict=False):
            card.description = self._words(one)
            mark(card, "open", one.id in (opened, self._helping))
        self._box.children = tuple(self._cards[: len(rows)])
        self._title.value = f"<h3>{'Found' if text else 'Latest'}</h3>"
        self._nothing.value = "" if rows else f"<p>{NOT_FOUND if text else NOTHING}</p>"
        show(self._find.widget, bool(text) or len(rows) > 1)
        show(self._more, len(found) > len(rows))
        show(self._unrated, text != UNRATED and bool(self.form.workbook.latest_alone(1, UNRATED)))

    def _found(self, text: str) -> list[Interaction | Exchange]:
        """The newest first, one more than are shown."""
        book, most = self.form.workbook, self._shown + 1
        both: list[Interaction | Exchange] = [*book.latest(most, text), *book.latest_alone(most, text)]
        return sorted(both, key=lambda one: one.on, reverse=True)[:most]

    def show_all(self) -> None:
        """Search no more: the newest come first again."""
        self._find.fill("")
        self._shown = AT_ONCE

    def focus(self, id: str) -> None:
        """Put the cursor on an entry's card; on the search if that is not shown."""
        cards = [card for card, one in zip(self._cards, self._rows, strict=False) if one.id == id]
        (cards[0] if cards else self._find).focus()

    def flush(self) -> bool:
        """Store what is typed about a help; False if it is not stored, as its line says."""
        return self._help is None or self._help.saver.flush()

    def _click(self, place: int) -> None:
        one = self._rows[place]
        if isinstance(one, Interaction):
            self._open(one.id)
        else:
            self._open_help(one.id)

    def _open_help(self, id: str) -> None:
        if self._help is None:
            self._help = Alone(self.form, self._told, self._left)
            self.alone.children = (self._help.widget,)
            show(self.alone)
        self._help.open(id)
        self.render(self._opened)

    @property
    def _helping(self) -> str:
        return self._help.help.id if self._help and self._help.help else ""

    def _left(self, id: str) -> None:
        self.render(self._opened)
        self.focus(id)

    def _find_unrated(self) -> None:
        self._find.fill(UNRATED)
        self._search()
        self._find.focus()

    def _search(self) -> None:
        self._shown = AT_ONCE
        self.render(self._opened)

    def _show_more(self) -> None:
        place, self._shown = self._shown, self._shown + AT_ONCE
        self.render(self._opened)
        self.focus(self._rows[place].id if place < len(self._rows) else "")  # some may have been removed elsewhere

    def _words(self, one: Interaction | Exchange) -> str:
        ids = [one.person] if isinstance(one, Exchange) else one.people
        names = [person.called for id in ids for person in self.form.workbook.where(Person, id=id)]
        if isinstance(one, Exchange):
            return "\n".join([*names, say_day(one.on), _helped(one)])
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
    worth = v.HELP_VALUE[one.value].partition(",")[0] if one.value else UNRATED if one.status == "delivered" else ""
    status = "" if one.status == "delivered" else f" ({v.STATUS.say(one.status)})"
    return f"{one.direction}: {v.HELP_KIND.say(one.kind)}{worth and f', {worth}'}{status}"
