"""People as rows, twelve at a time, found by any part of what is known about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import ipywidgets as w

from netkit.forms.fields import Line
from netkit.forms.form import Form
from netkit.forms.widgets import html, make, on_enter, show, stack
from netkit.numbers import count
from netkit.questions import Question
from netkit.records import Person
from netkit.vocabulary import say_day
from netkit.workbook.search import Sought

if TYPE_CHECKING:
    from netkit.questions import Plan
    from netkit.workbook.search import Hit

EACH = 200  # people above which reading all of them at once is quicker
STEP, MOST = 12, 96  # rows at once, and at most: beyond that another word finds quicker than the eye

FIND = Question("Find people", "Any part of a name, a role, a place of work, a circle, a tag or an e-mail address.")


class Rows:
    """A search field (`head`) with the people it finds (`list`); `open` is called with the id of the one clicked.

    `found` is how many there are; `changed` is called when that changes. `among`: only these ids, if there are any;
    `narrow`: the work and role that they must have.
    """

    def __init__(self, form: Form, open: Callable[[str], object], *beside: w.Widget) -> None:
        self.form, self._open = form, open
        self.changed: Callable[[], None] = lambda: None
        self.found = 0
        self.among: tuple[str, ...] = ()
        self.narrow: dict[str, str] = {}
        self._shown = STEP
        self._ids: list[str] = []
        self.line = Line(FIND)
        self.line.changed = form.status.safely(self._typed)
        on_enter(self.line.widget, form.status.safely(self._enter))
        self._count = html("")
        self._rows: list[w.Button] = []
        self._box = stack(classes="rows")
        self._more = form.button("", self._show_more)
        search = make(w.Box, "finding", children=[self.line.widget, *beside])
        self.head, self.list = stack(search, self._count), stack(self._box, self._more)

    @property
    def text(self) -> str:
        """What is searched for."""
        return (self.line.value or "").strip()

    @property
    def those(self) -> str:
        """Whom it finds, in words: this person, these 1,204 people."""
        return "this person" if self.found == 1 else f"these {count(self.found, 'person')}"

    @property
    def sought(self) -> Sought:
        """Who is searched for."""
        return Sought(self.text, among=self.among, **self.narrow)

    def people(self, sought: Sought | None = None) -> list[Person]:
        """All whom the search finds, or another that was made before."""
        workbook, sought = self.form.workbook, sought or self.sought
        ids = [hit.id for hit in workbook.search(sought, limit=workbook.count(sought))]
        if len(ids) <= EACH:
            return [workbook.get(Person, id) for id in ids]
        found = set(ids)
        return [person for person in workbook.where(Person) if person.id in found]

    def focus(self, id: str = "") -> None:
        """Go to somebody's row; to the search field if they have none."""
        if id in self._ids:
            self._rows[self._ids.index(id)].focus()
        else:
            self.line.focus()

    def render(self) -> None:
        """Show whom the search finds now; somebody who is only among the others is found there."""
        workbook = self.form.workbook
        if self.among and self.text and not workbook.count(self.sought) and workbook.count(Sought(self.text)):
            self.among = ()
        self.found = workbook.count(self.sought)
        hits = workbook.search(self.sought, limit=self._shown)
        plan = workbook.plan()
        self._ids = [hit.id for hit in hits]
        for place, hit in enumerate(hits):
            second = about(hit, workbook.get(Person, hit.id), plan)
            self._row(place).description = f"{hit.name}\n{second}"
        self._box.children = tuple(self._rows[: len(hits)])
        show(self._box, bool(hits))
        left = min(self.found, MOST) - len(hits)
        self._more.description = f"{min(STEP, left)} more"
        show(self._more, left > 0)
        self._count.value = f'<p class="muted">{self._said(len(hits), workbook.count())}</p>'
        self.changed()

    def _said(self, shown: int, all_people: int) -> str:
        whole = count(all_people, "person")
        if self.text and not self.found:
            return f"Nobody of your {whole} by that word."
        which = f"{self.found:,} of your {whole}" if self.sought != Sought() else whole
        order = "whom you were in touch with last comes first"
        narrow = " Another word finds the others." if shown == MOST < self.found else ""
        below = f", the first {shown} below" if shown < self.found else ""
        return f"{which}{below}; {order}.{narrow}"

    def _row(self, place: int) -> w.Button:
        while len(self._rows) <= place:
            self._rows.append(self.form.button("", partial(self._take, len(self._rows)), "pick"))
        return self._rows[place]

    def _take(self, place: int) -> None:
        self._open(self._ids[place])

    def _typed(self) -> None:
        self._shown = STEP
        self.render()

    def _enter(self) -> None:
        if self.text and self._ids:
            self._take(0)

    def _show_more(self) -> None:
        at = self._shown
        self._shown += STEP
        self.render()
        self.focus(self._ids[at] if at < len(self._ids) else "")  # some may have been removed elsewhere


def origin(person: Person) -> str:
    """Which kind of file somebody came from, such as "from LinkedIn"; '' if they were typed."""
    return f"from {person.source.capitalize().replace('Linkedin', 'LinkedIn')}" if person.source else ""


def about(hit: Hit, person: Person, plan: Plan) -> str:
    """The second line of a person's row: work, audience, circles, plan, last contact, cadence, wishes."""
    audience = next((a.description for a in plan.who.audiences if a.id == person.audience), "")
    by = f" by {say_day(person.target_by)}" if person.target_by else ""
    parts = [
        ", ".join(part for part in (hit.role, hit.organisation or hit.place) if part),
        audience,
        ", ".join(person.circles),
        f"named in your plan{by}" if person.id in plan.when.named else "",
        *(part.replace(" ", "\u00a0") for part in _touch(hit, person)),  # a date is not to be broken
    ]
    return " · ".join(part for part in parts if part)


def _touch(hit: Hit, person: Person) -> list[str]:
    known = f"known since {say_day(person.first_met_on)}" if person.first_met_on else "not in touch yet"
    return [
        f"last in touch {say_day(hit.last_on)}" if hit.last_on else known,
        f"every {person.cadence_days} days" if person.cadence_days else "",
        "leave in peace" if person.do_not_contact else "",
        "not in reports" if person.keep_out_of_reports else "",
    ]
