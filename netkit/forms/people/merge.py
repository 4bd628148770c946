"""People who may be here twice: two side by side, and the user says whether they are one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from netkit.forms.cards import headed
from netkit.forms.form import Form
from netkit.forms.people.rows import origin
from netkit.forms.undo import say_stayed
from netkit.forms.widgets import flow, html, look, mark, show, shown, stack
from netkit.importers.same import Suggestion, merge_people, put_off, say_different, suggestions
from netkit.numbers import count
from netkit.records import Person, label_of
from netkit.vocabulary import say_day

if TYPE_CHECKING:
    from datetime import date

    from netkit.workbook import Workbook

SURE = 100  # from this score on "The same person" is the answer that stands out
COMPARED = (
    "name", "other_names", "organisation", "role", "emails", "phones", "url", "place", "birthday", "circles", "tags",
    "how_met", "first_met_on", "note",
)  # fmt: skip
WHY = (
    "The same person often comes in twice, from two files or under two names. Nobody is put together by a name alone: "
    "you decide. Together they keep both notes, every address and all that happened."
)


class MergeForm(Form):
    """One pair at a time: the same person, different people (which is remembered), or later; and an undo."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._pairs: list[Suggestion] = []
        self._among: set[str] | None = None
        self._change = 0
        self._open = self.button("Look for people who are here twice", self.look_at_all, "quiet")
        self._why, self._pair = html(f'<p class="muted">{WHY}</p>'), html("")
        self._same = self.button("The same person", self.same, "filled")
        self._later = self.button("Later", self.later, "quiet")
        answers = flow(self._same, self.button("Different people", self.different), self._later)
        self._card = stack(self._why, self._pair, answers, classes="card stack hide")
        self._undo = self.button("Undo", self.undo)
        show(self._undo, False)
        self.widget = stack(look("people"), self._open, self._card, self.foot(self._undo), classes="stack")

    @property
    def pair(self) -> Suggestion:
        """The pair that is shown."""
        return self._pairs[0]

    def look_at_all(self) -> None:
        """Look for pairs among everybody."""
        self.look()

    def look(self, among: set[str] | None = None) -> None:
        """Find the pairs anew (`among`: those of which one has such an id) and show the likeliest."""
        self.status.say("Looking ...")
        self._among = among
        self._find()
        self._next("Nobody seems to be here twice" if not self._pairs else "")

    def _find(self) -> None:
        self._pairs = suggestions(self.workbook, self._among)

    def refresh(self) -> None:
        """Leave out pairs of whom one is gone meanwhile, and show the others as they now stand."""
        if shown(self._card):
            self._find()
            self._next("")

    def _next(self, said: str) -> None:
        show(self._card, bool(self._pairs))
        show(self._open, not self._pairs)
        if self._pairs:
            pair = self.pair
            self._pair.value = side_by_side(pair, [used(self.workbook, one) for one in (pair.one, pair.other)])
            mark(self._same, "filled", pair.score >= SURE)
            left = headed(len(self._pairs), "pair", "to look at")
            self.status.say(f"{said}. {left}" if said else left)
            self._later.focus()  # a second Enter, meant for what was here before, decides nothing unseen
        else:
            self.status.say(said or "That was the last")

    def same(self) -> None:
        """Put the two together, in one change."""
        pair = self.pair
        _, change = merge_people(self.workbook, pair.one, pair.other)
        if self._among is not None:
            self._among |= {pair.one.id}
        others = [each for each in self._pairs if not each.ids & pair.ids]
        self._pairs = [*suggestions(self.workbook, {pair.one.id}), *others]
        self._did(f"{pair.one.called} is one person now", change)

    def different(self) -> None:
        """Remember that they are two, so that nobody asks again."""
        change = say_different(self.workbook, self.pair.one, self.pair.other)
        self._pairs.pop(0)
        self._did("They stay two people", change)

    def later(self) -> None:
        """Put the pair at the end, today and whenever it is looked for."""
        change = put_off(self.workbook, self.pair.one, self.pair.other)
        self._pairs.append(self._pairs.pop(0))
        self._did("Later, then", change)

    def _did(self, said: str, change: int) -> None:
        self._change = change
        show(self._undo)
        self._next(said if self._pairs else f"{said}. That was the last.")
        if not self._pairs:
            self._undo.focus()
        self.tell()

    def undo(self) -> None:
        """Take the last decision back."""
        stayed = self.workbook.undo(self._change).stayed
        show(self._undo, False)
        self._find()
        self._next("Taken back" + say_stayed(stayed))
        self.tell()


def used(workbook: Workbook, person: Person) -> str:
    """Where somebody stands in the workbook, and where they came from, in words."""
    times = workbook.uses(person.id)
    parts = [
        "named in your plan" if person.id in workbook.plan().when.named else "",
        f"{count(times, 'time')} in your log" if times else "",
        origin(person) or "typed here",
    ]
    return ", ".join(part for part in parts if part)


def side_by_side(pair: Suggestion, places: Sequence[str] = ("", "")) -> str:
    """The two as a table, a row for each field that either has, with all that they say escaped.

    `places` says of each where they stand in the workbook.
    """
    values = {label_of(Person, name): (getattr(pair.one, name), getattr(pair.other, name)) for name in COMPARED}
    head, *others = values.items()
    rows = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td>{_said(one)}</td><td>{_said(other)}</td></tr>'
        for label, (one, other) in [head, ("In your workbook", places), *others]
        if one or other
    )
    why = ", ".join(pair.reasons)
    caption = escape(why[:1].upper() + why[1:])
    return f'<table class="pair"><caption>{caption}</caption>{rows}</table>'


def _said(value: str | list[str] | date | None) -> str:
    if isinstance(value, list):
        return "<br>".join(escape(each) for each in value)
    return escape(value) if isinstance(value, str) else say_day(value) if value else ""
