"""The sheet of one person: what matters first, the rest under "more"; saved while one types."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from netkit.errors import BadValue
from netkit.forms.fields import Chips, Choice, Field, field_of, question_of, row
from netkit.forms.form import Form
from netkit.forms.people.rows import origin
from netkit.forms.picker import SearchPicker, add_person
from netkit.forms.widgets import html, make, show, stack
from netkit.questions import Kind, Question
from netkit.records import Person, label_of
from netkit.vocabulary import say_day

if TYPE_CHECKING:
    from netkit.questions import Plan

KINDS: dict[str, tuple[Kind, str]] = {  # the fields that are kept as they are: how they are asked, and a line of help
    "name": ("line", "As you would greet them."),
    "role": ("line", ""),
    "organisation": ("line", ""),
    "closeness": ("choice", ""),
    "cadence_days": ("number", "Empty: no reminder."),
    "target_by": ("day", "For those you want to meet."),
    "needs": ("names", "Only what they'd be happy to see written. One a line."),
    "note": ("text", "Private; in no report."),
    "emails": ("names", "The one to use first on top. One a line."),
    "phones": ("names", "One a line."),
    "url": ("line", "It begins with https://"),
    "circles": ("names", "Such as school or choir. One a line."),
    "tags": ("names", "Words of your own, to find them again. One a line."),
    "place": ("line", "Town or country."),
    "scope": ("choice", "Seen from where you are."),
    "how_met": ("line", ""),
    "first_met_on": ("day", ""),
    "other_names": ("names", "Earlier, short or other spellings. One a line."),
    "birthday": ("line", "1980-03-12, or --03-12 without the year."),
}
ASK, NAMED, PEACE, OUT = "will_ask", "named", "do_not_contact", "keep_out_of_reports"
HELP = Question(label_of(Person, "offers"), "Something you offer, or ask them.", "choices")
OWN = Question("Or in your own words", "One a line.", "names")
MEET = Question("Do you want to meet them?", "Three names will do for a start.", "choices")
WISHES = Question(
    "Anything to respect?", "In peace: never suggested, never due. Out of reports: at every level.", "choices"
)


class Sheet:
    """The fields of one person, as `widget`; open() fills them, close() saves what still waits.

    `done`, `removed` and `forgotten` are called with the person when their buttons have done their work.
    """

    def __init__(
        self,
        form: Form,
        done: Callable[[str], object],
        removed: Callable[[Person, int], object],
        forgotten: Callable[[Person], object],
    ) -> None:
        self.form, self._done, self._removed, self._forgotten = form, done, removed, forgotten
        self.person: Person | None = None
        self._offers: set[str] = set()  # ids of what the plan offers
        self.fields: dict[str, Field] = {
            name: field_of(question_of(Person, name, kind, help)) for name, (kind, help) in KINDS.items()
        }
        self.audience = Choice(Question(label_of(Person, "audience"), "From your plan.", "link"))
        self.meet, self.help, self.own_help, self.wishes = Chips(MEET), Chips(HELP), field_of(OWN), Chips(WISHES)
        introducer = Question(label_of(Person, "introduced_by"), "Type a few letters.")
        self.introduced_by = SearchPicker(form, introducer, add=partial(add_person, form, of_plan=False))
        self._title = html("")
        self._forget = Forget(self)
        self.widget = stack(self._title, *self._essential(), self._more(), self._buttons(), classes="sheet hide")

    def _essential(self) -> list[w.Widget]:
        one = self.fields
        return [
            one["name"].widget,
            row(one["role"], one["organisation"]),
            row(self.audience, one["closeness"]),
            self.meet.widget,
            self.help.widget,
            self.own_help.widget,
            row(one["cadence_days"], one["target_by"]),
            one["note"].widget,
        ]

    def _more(self) -> w.Widget:
        one = self.fields
        parts = [
            row(one["emails"], one["phones"]),
            row(one["circles"], one["tags"]),
            row(one["place"], one["scope"]),
            one["needs"].widget,
            one["url"].widget,
            row(one["how_met"], one["first_met_on"]),
            self.introduced_by.widget,
            row(one["other_names"], one["birthday"]),
            self.wishes.widget,
            self._forget.widget,
        ]
        self.more = self.form.more("them", parts, 13)
        return self.more.widget

    def _buttons(self) -> w.Widget:
        done = self.form.last_button("Done", self.done, "filled")
        self._remove = self.form.button("", self.remove, "danger")
        return make(w.HBox, "ends", children=[done, self._remove])

    # Opening and closing

    def open(self, id: str) -> None:
        """Fill the fields with a person as they are stored, and save what is typed there from now on."""
        if not self.form.saver.flush():
            return
        workbook = self.form.workbook
        person, plan = workbook.get(Person, id), workbook.plan()
        self.person = person
        for name, field in self.fields.items():
            self.form.keep(field, person, name)
        self.audience.offer([(a.description or "?", a.id) for a in plan.who.audiences])
        self.form.keep(self.audience, person, "audience")
        self._watch_links(person, plan)
        self._title.value = _title(person)
        self._remove.description = f"Remove {person.called}"
        self._forget.close()
        self.more.turn(False)
        show(self.widget)
        self.fields["name" if not person.name else "role"].focus()

    def close(self) -> bool:
        """Save and let go; False if something could not be saved, then the sheet stays."""
        if not self.form.saver.flush():
            return False
        self._let_go()
        return True

    def _let_go(self) -> None:
        own = [self.audience, self.meet, self.help, self.own_help, self.wishes, self.introduced_by]
        self.form.saver.let_go([*self.fields.values(), *own])
        self.person = None
        show(self.widget, False)

    def _watch_links(self, person: Person, plan: Plan) -> None:
        watch = self.form.saver.watch
        offers = [(offer.what, offer.id) for offer in plan.help.offers if offer.what]
        self._offers = {offer.id for offer in plan.help.offers}  # those without words too, so that no id shows up
        self.help.offer([*offers, (label_of(Person, ASK), ASK)])
        ticked = [id for id in person.offers if id in self._offers]
        own = [words for words in person.offers if words not in self._offers]
        watch(self.help, ticked + [ASK] * person.will_ask, self._store_help)
        watch(self.own_help, own, self._store_own_help)
        self.meet.offer([("Yes, name them in my plan", NAMED)])
        watch(self.meet, [NAMED] * (person.id in plan.when.named), self._store_named)
        self.wishes.offer([(label_of(Person, name), name) for name in (PEACE, OUT)])
        watch(self.wishes, [name for name in (PEACE, OUT) if getattr(person, name)], self._store_wishes)
        watch(self.introduced_by, [person.introduced_by] * bool(person.introduced_by), self._store_introducer)

    # What is stored otherwise than it is shown

    def _now(self) -> Person:
        assert self.person is not None
        return self.form.workbook.get(Person, self.person.id)

    def _store_help(self, new: list[str], was: list[str]) -> list[str]:
        now = self._now()
        own = [words for words in now.offers if words not in self._offers]
        with self.form.workbook.change(f"{now.name}: {HELP.label}") as draft:
            offers = [[id for id in side if id != ASK] + own for side in (new, was)]
            draft.set(now, "offers", *offers)
            draft.set(now, ASK, ASK in new, ASK in was)
        return new

    def _store_own_help(self, new: list[str], was: list[str]) -> list[str]:
        now = self._now()
        ticked = [id for id in now.offers if id in self._offers]
        self.form.workbook.set(now, "offers", ticked + new, ticked + was)
        return new

    def _store_named(self, new: list[str], was: list[str]) -> list[str]:
        id, plan = self._now().id, self.form.workbook.plan()
        others = [one for one in plan.when.named if one != id]
        self.form.workbook.set(plan, "when.named", others + [id] * (NAMED in new), plan.when.named)
        return new

    def _store_wishes(self, new: list[str], was: list[str]) -> list[str]:
        now = self._now()
        with self.form.workbook.change(f"{now.name}: {WISHES.label}") as draft:
            for name in (PEACE, OUT):
                draft.set(now, name, name in new, name in was)
        return new

    def _store_introducer(self, new: list[str], was: list[str]) -> list[str]:
        now = self._now()
        if now.id in new:
            raise BadValue("person.introduced_by", now.name, "somebody else must have introduced them")
        self.form.workbook.set(now, "introduced_by", new[-1] if new else "", was[-1] if was else "")
        if len(new) > 1:
            self.introduced_by.fill(new[-1:])  # the one chosen last
        return new[-1:]

    # Buttons

    def done(self) -> None:
        """Save, close, and go back to the person's row."""
        person = self.person
        if person is not None and self.close():
            self._done(person.id)

    def remove(self) -> None:
        """Take the person out, with what belongs to them; the history can bring them back."""
        person = self._now()
        with self.form.workbook.change(f"Removed {person.called}") as draft:
            draft.remove(person)
        self._let_go()
        self._removed(person, draft.id)

    def forget(self) -> None:
        """Take the person out of everything, history and backups too."""
        person = self._now()
        self.form.status.say("Forgetting ...")
        self.form.workbook.forget(person)
        self._let_go()
        self._forgotten(person)


class Forget:
    """Two steps to forget somebody for good: a button that says what it means, and one that does it."""

    def __init__(self, sheet: Sheet) -> None:
        form = sheet.form
        self._sheet = sheet
        self._ask = form.button("Forget them for good ...", self.open, "quiet")
        self._words = html("")
        self._keep = form.button("Keep them", self._back)
        self._forget = form.button("", sheet.forget, "danger")
        buttons = make(w.HBox, "ends", children=[self._keep, self._forget])
        self._box = stack(self._words, buttons, classes="conflict hide")
        self.widget = stack(self._ask, self._box, classes="nested")

    def open(self) -> None:
        """Say what would go, and ask."""
        assert self._sheet.person is not None
        name = self._sheet.person.called
        self._words.value = (
            f"<h3>Forget {escape(name)} for good?</h3><p>They go from your people, your log and your plan, and from "
            "the history and the backups that netkit keeps. In your notes their name becomes “somebody”. "
            "<strong>This can't be undone.</strong> Reports and files that you shared are beyond its reach.</p>"
        )
        self._forget.description = f"Forget {name} for good"
        show(self._ask, False)
        show(self._box)
        self._keep.focus()

    def close(self) -> None:
        """Back to the one button."""
        show(self._box, False)
        show(self._ask)

    def _back(self) -> None:
        self.close()
        self._ask.focus()


def _title(person: Person) -> str:
    parts = [
        f"met {say_day(person.first_met_on)}" if person.first_met_on else "",
        origin(person),
    ]
    said = " · ".join(part for part in parts if part)
    return f'<h3>{escape(person.called)}</h3><p class="muted small">{escape(said)}</p>'
