"""A calendar file with the next steps and who is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netkit import advice
from netkit.forms.widgets import download, html, show, stack
from netkit.numbers import count

if TYPE_CHECKING:
    from netkit.forms.form import Form


class CalendarFile:
    """A button that makes the file, and the link that saves it."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._link = html("", "hide")
        self.widget = stack(form.button("Put next steps into my calendar", self.make, "quiet"), self._link)

    def make(self) -> None:
        """Make the file from what is stored now."""
        book = self.form.workbook
        found, last = advice.reminders(*book.lately().frames, book.plan(), book.today), book.changes(1)
        if found:
            data = advice.reminders_file(found, book.today, last[0].id if last else 0)
            words = f"Download the calendar file ({count(len(found), 'event')})"
            link = download(data, "reminders.ics", "text/calendar;charset=utf-8", words)
            said = "Open it with your calendar. A newer file changes these events and doubles none."
            self._link.value = f'<p>{link}</p><p class="muted small">{said}</p>'
        else:
            said = "Nothing to remind you of yet: log a next step, or choose in 2_people how often to be in touch."
            self._link.value = f'<p class="muted">{said}</p>'
        show(self._link)
