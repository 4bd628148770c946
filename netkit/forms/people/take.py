"""A vCard file of all who are shown, for a phone or an address book."""

from __future__ import annotations

from netkit.forms.form import Form
from netkit.forms.people.rows import Rows
from netkit.forms.widgets import download, html, show, stack
from netkit.numbers import count
from netkit.workbook.vcards import vcard_file

SAID = "Open it with your phone or your address book. Your notes about them are in it; keep it to yourself."


class VCardFile:
    """A button that makes the file of those whom `rows` finds, and the link that saves it."""

    def __init__(self, form: Form, rows: Rows) -> None:
        self._rows = rows
        self._link = html("", "hide")
        self._button = form.button("", self.make, "quiet")
        self.widget = stack(self._button, self._link)

    def offer(self) -> None:
        """Say how many it would be; a link made before is for others."""
        self._button.description = f"Take {self._rows.those} along (vCard)"
        show(self._link, False)
        show(self.widget, self._rows.found > 0)

    def make(self) -> None:
        """Make the file from what is stored now."""
        people = self._rows.people()
        words = f"Download the vCard file ({count(len(people), 'person')})"
        link = download(vcard_file(people), "people.vcf", "text/vcard;charset=utf-8", words)
        self._link.value = f'<p>{link}</p><p class="muted small">{SAID}</p>'
        show(self._link)
