"""What is made of the plan: the card to print, the first notes to copy, the file for the calendar.

Templates and calendars are loaded when one is made: until then the browser has the seven steps to draw.
"""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

from netkit.advice import first_note
from netkit.forms.form import Form
from netkit.forms.widgets import download, html, stack
from netkit.questions import Plan, When
from netkit.records import Person
from netkit.vocabulary import WEEKDAY, say_day

if TYPE_CHECKING:
    from netkit.workbook import Workbook


class _Shown(Form):
    """A piece of HTML made from the plan, made again whenever the plan changes."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._html = html("")
        self.widget = stack(self._html)
        self.refresh()

    def refresh(self) -> None:
        plan, names = self.workbook.plan(), self.workbook.settings().owner_names
        self.owner = names[0] if names else ""
        found = [person for id in plan.when.named for person in self.workbook.where(Person, id=id)]
        self._html.value = self.made(plan, found)

    def made(self, plan: Plan, people: list[Person]) -> str:
        raise NotImplementedError


class PlanCard(_Shown):
    """The plan on one page, with a link that saves it as a file to print."""

    def made(self, plan: Plan, people: list[Person]) -> str:
        if plan == Plan():
            return _nothing("No plan yet", "With your first answer above, the card begins to fill.")
        from netkit.forms.plan.card import card, page

        made = card(plan, people, self.workbook.today, self.owner)
        name = f"plan-{self.workbook.today.isoformat()}.html"
        link = download(page(made), name, "text/html;charset=utf-8", "Download the card to print it")
        return f'<div class="card plan-card">{made}</div><p class="after">{link}</p>'


class FirstNotes(_Shown):
    """A first note for each person named, in a field of its own, so that it is marked and copied as any text is."""

    def made(self, plan: Plan, people: list[Person]) -> str:
        if not people:
            return _nothing("Nobody is named yet", "Name somebody under When, and a first note is here.")
        help = '<p class="muted small">In a note, Ctrl+A marks all of it and Ctrl+C copies it (on a Mac ⌘A, ⌘C).</p>'
        notes = [_note(person.called, first_note(plan, person, self.owner)) for person in people]
        return f'<div class="notes">{help}{"".join(notes)}</div>'


class CalendarFile(_Shown):
    """The weekly slot and the review day as a file for the calendar."""

    def made(self, plan: Plan, people: list[Person]) -> str:
        from netkit.forms.plan.calendar import calendar

        made = calendar(plan, self.workbook.today)
        if not made:
            return _nothing("No day chosen yet", "Choose a day for your 15 minutes under When, and the file is here.")
        link = download(made, "networking.ics", "text/calendar;charset=utf-8", "Download the calendar file")
        return f'<p>{escape(_days(plan))}</p><p class="after">{link}</p>'


def _days(plan: Plan) -> str:
    when = plan.when
    at = f"at {when.slot_time}" if when.slot_time else "at 9:00, as no time is chosen,"
    slot = [f"15 minutes every {WEEKDAY.say(when.slot_day)} {at}"] if when.slot_day else []
    review = [f"10 minutes {_look_back(when, at)}"] if when.review else []
    weekly = " and ".join([*slot, *review]).rstrip(",")
    return "; ".join([weekly, *(_not_on(*off.span) for off in when.off if off.span)]) + "."


def _look_back(when: When, at: str) -> str:
    """The day and time of the review, as calendar.py has it."""
    if when.review == when.slot_day:
        return "right after them to look back"
    return f"every {WEEKDAY.say(when.review)} to look back, {'at the same time' if when.slot_day else at}"


def _not_on(first: date, last: date) -> str:
    return f"not on {say_day(first)}" if first == last else f"not from {say_day(first)} to {say_day(last)}"


def _note(name: str, text: str) -> str:
    rows = sum(1 + len(line) // 72 for line in text.splitlines())  # where the browser can't fit it to its text
    label = f'aria-label="First note to {escape(name)}"'
    return f'<h3>{escape(name)}</h3><textarea class="copy" readonly rows="{rows}" {label}>{escape(text)}</textarea>'


def _nothing(title: str, text: str) -> str:
    return f'<div class="nothing"><h3>{title}</h3><p class="muted">{text}</p></div>'
