"""One answer for all who are found: a tag, an audience, a circle, a cadence; in one change, which can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from netkit.errors import BadValue, NetkitError
from netkit.forms.fields import Choice, Field, Line, row
from netkit.forms.form import Form
from netkit.forms.people.rows import Rows
from netkit.forms.people.work import Work
from netkit.forms.widgets import html, show, shown, stack
from netkit.importers.contract import Progress, Stopped
from netkit.numbers import count
from netkit.questions import Question
from netkit.records import Person, label_of
from netkit.workbook.search import Sought

if TYPE_CHECKING:
    from netkit.importers import Watch
    from netkit.workbook import Workbook

ADDED = ("tags", "circles")  # what is put beside those that they have already
BREATH = 100  # people after whom the watch is asked


class Narrow(Choice):
    """A choice of what most of those who are found have, to find those alone."""

    blank = "All of them"


class Together:
    """A button that opens fields and applies what they say to everybody whom `rows` finds.

    Two more fields narrow down whom it finds, to one place of work or one role. `done` is called with the words and
    the number of the change.
    """

    def __init__(self, form: Form, rows: Rows, work: Work, done: Callable[[str, int], object]) -> None:
        self.form, self._rows, self._work, self._done = form, rows, work, done
        self._narrow = {
            "organisation": Narrow(Question("Only one company?", kind="choice")),
            "role": Narrow(Question("Only one position?", kind="choice")),
        }
        for narrow in self._narrow.values():
            narrow.changed = form.status.safely(self._narrowed)
        self._fields: dict[str, Field] = {
            "tags": Line(Question("A tag", "Beside those they have already."), "met in Lyon"),
            "audience": Choice(Question(label_of(Person, "audience"), "From your plan.", "link")),
            "circles": Line(Question("Which part of your life?", "A circle, beside those they have already."), "choir"),
            "cadence_days": Line(Question(label_of(Person, "cadence_days"), "Days between contacts.", "number"), "90"),
        }
        self._toggle = form.button("", self._turn, "quiet")
        self._apply = form.button("", self.apply, "filled")
        why = html('<p class="muted">What you leave empty stays as it is for each of them.</p>')
        tags, audience, circles, cadence = self._fields.values()
        fields = [row(*self._narrow.values()), why, row(tags, circles), row(audience, cadence)]
        self._inside = stack(*fields, self._apply, classes="card stack hide")
        self.widget = stack(self._toggle, self._inside)

    def offer(self) -> None:
        """Say how many it would be, and what there is to choose."""
        number = self._rows.found
        self._toggle.description = f"Tag or change {self._rows.those} at once" if number else "Tag or change nobody"
        self._apply.description = "Apply to this person" if number == 1 else f"Apply to all {number:,} found"
        show(self._apply, number > 0)
        self._fields["audience"].offer(  # type: ignore[attr-defined]
            [(a.description or "?", a.id) for a in self.form.workbook.plan().who.audiences]
        )
        if shown(self._inside):
            self._offer_narrow()
        narrowed = any(self._rows.narrow.values())  # to be widened again, it must be seen
        show(self.widget, number > 1 or (shown(self._inside) and (number > 0 or narrowed)))

    def _offer_narrow(self) -> None:
        """Offer the places of work and the roles of those who are found, whatever is chosen there."""
        for name, field in self._narrow.items():
            others = {other: one.value for other, one in self._narrow.items() if other != name}
            sought = Sought(self._rows.text, among=self._rows.among, **others)
            found = dict(self.form.workbook.commonest(name, sought))
            if field.value:
                found.setdefault(field.value, 0)
            field.offer([(f"{value} ({number:,})", value) for value, number in found.items()])

    def _narrowed(self) -> None:
        self._rows.narrow = {name: field.value for name, field in self._narrow.items()}
        self._rows.render()

    def _turn(self) -> None:
        self._open(not shown(self._inside))

    def _open(self, on: bool) -> None:
        show(self._inside, on)
        for field in self._narrow.values():
            field.fill("")
        self._narrowed()
        if on:
            self._fields["tags"].focus()

    def apply(self) -> None:
        """Write the fields that are filled for everybody who is found now."""
        chosen = {name: field.value for name, field in self._fields.items()}
        stripped = {name: value.strip() if isinstance(value, str) else value for name, value in chosen.items()}
        wanted = {name: value for name, value in stripped.items() if value}
        if not wanted:
            self.form.status.fail("write a tag, a circle or a number of days, or choose which of your people they are.")
            self._fields["tags"].focus()
            return
        if not self._rows.found:
            self.form.status.fail("nobody is listed; look for somebody first.")
            self._rows.focus()
            return
        sought = self._rows.sought
        self._work.start(
            f"Changing {count(self._rows.found, 'person')}",
            lambda watch: apply(self.form.workbook, self._rows.people(sought), wanted, watch),
            self._applied,
            self._refused,
        )

    def _applied(self, done: tuple[int, int]) -> None:
        changed, change = done
        for field in self._fields.values():
            field.fill("")
        self._done(f"Changed {count(changed, 'person')}", change)

    def _refused(self, error: NetkitError) -> None:
        if isinstance(error, Stopped):
            self.form.status.say(str(error))
            self._apply.focus()
            return
        if not isinstance(error, BadValue):
            raise error
        field = self._fields[error.field.rpartition(".")[2]]
        field.say(f"Not saved: {error.expected}.")
        self.form.status.fail(f"{error.expected}.")
        field.focus()


def apply(workbook: Workbook, people: list[Person], wanted: dict[str, Any], watch: Watch) -> tuple[int, int]:
    """Set fields of all these people (tags and circles are added); how many changed, and the change's number.

    Those who have it already are left alone; with nobody left the change is 0. Stopped if the watch says so.
    """
    with workbook.change(f"Changed {count(len(people), 'person')} at once") as draft:
        changed = 0
        for number, person in enumerate(people):
            if number % BREATH == 0 and watch(Progress("", number / len(people), number)) is False:
                raise Stopped("Stopped. Nobody was changed.")
            after = person.changed(**{name: _added(person, name, value) for name, value in wanted.items()})
            if after != person:
                draft.replace(person, after)
                changed += 1
    return changed, draft.id


def _added(person: Person, name: str, value: Any) -> Any:
    return list(dict.fromkeys([*getattr(person, name), value])) if name in ADDED else value
