"""What stands under "more" of an entry."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netkit.forms.fields import Choice, Field, Line, Lines, Tick, arranged, field_of, question_of
from netkit.forms.ways import Way, called
from netkit.forms.widgets import show
from netkit.questions import Question
from netkit.records import Interaction, Person, label_of
from netkit.vocabulary import say_day

if TYPE_CHECKING:
    from netkit.forms.form import Form

LOOK_BACK = 300  # entries among which an answer finds what it answers
WAY = ("avenue", "channel", "mode")
CHOSEN = (*WAY, "purpose", "minutes", "message", "reply_to")
WRITTEN = {"email", "linkedin", "text", "letter"}


class Detail:
    """The fields of an interaction that are mostly right by themselves, and what they need."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.fields: dict[str, Field] = {
            "avenue": field_of(question_of(Interaction, "avenue")),
            "channel": field_of(question_of(Interaction, "channel", help="Filled in for you.")),
            "mode": field_of(question_of(Interaction, "mode", help="Filled in for you.")),
            "purpose": field_of(question_of(Interaction, "purpose")),
            "minutes": field_of(question_of(Interaction, "minutes", "number")),
            "message": Choice(question_of(Interaction, "message", "link")),
            "reply_to": Choice(question_of(Interaction, "reply_to", "link")),
            "audience": Choice(
                Question(label_of(Person, "audience"), "So it counts for the goals they are for.", "link")
            ),
            "event": Line(Question("At which event?", "Its name; it is kept for the next entry, too.")),
            "needs": Lines(
                question_of(Person, "needs", "names", "Only what they'd be happy to see written. One a line.")
            ),
            "counts_as_contact": Tick(question_of(Interaction, "counts_as_contact")),
        }
        self._audience = self._linked = ""
        *lines, counts = self.fields.values()
        self._more = form.more("this entry", [*arranged(lines), counts.widget], len(self.fields))
        self.widget = self._more.widget
        self.turn = self._more.turn

    def fill(self, interaction: Interaction, event: str = "") -> None:
        """Show what an interaction says of itself."""
        versions = {plan.message.version for _, plan in self.form.workbook.plans()} | {interaction.message}
        self._offer("message", [(version, version) for version in sorted(versions) if version])
        self._linked = ""
        self._offer_answered([interaction.reply_to])
        for name in CHOSEN:
            self.fields[name].fill(getattr(interaction, name))
        self.fields["event"].fill(event)
        self.fields["counts_as_contact"].fill(interaction.counts_as_contact)
        self.fields["needs"].fill([])

    def fill_people(self, people: list[Person]) -> None:
        """Which of the plan's people they are, where all of them are the same."""
        audiences = self.form.workbook.plan().who.audiences
        held, field = {person.audience for person in people}, self.fields["audience"]
        self._offer("audience", [(one.description or "without words yet", one.id) for one in audiences])
        self._audience = held.pop() if len(held) == 1 else ""
        field.fill(self._audience)
        show(field.widget, bool(audiences))

    def fill_way(self, way: Way) -> None:
        """Fill in what a way means; a message written gets the version of the plan's message."""
        for name in WAY:
            self.fields[name].fill(getattr(way, name))
        version = self.form.workbook.plan().message.version if way.channel in WRITTEN else ""
        self.fields["message"].fill(version)

    def link(self, people: list[str], direction: str, day: date, by_itself: bool) -> None:
        """Offer what an answer of these people on a day could answer; by itself it goes with the last open one."""
        field = self.fields["reply_to"]
        sent = [
            one
            for one in (self.form.workbook.latest(LOOK_BACK) if direction == "inbound" and people else [])
            if one.direction == "outbound" and set(one.people) & set(people) and one.on <= day
        ]
        if field.value == self._linked and self._linked not in [one.id for one in sent]:
            self._linked = ""
            field.fill("")
        self._offer_answered([field.value, *(one.id for one in sent[:8])])
        waiting = [one.id for one in sent if one.outcome in ("pending", "no_reply")]
        if by_itself and waiting and not field.value:
            self._linked = waiting[0]
            field.fill(self._linked)

    def _offer_answered(self, ids: list[str]) -> None:
        found = [one for id in dict.fromkeys(ids) if id for one in self.form.workbook.where(Interaction, id=id)]
        self._offer("reply_to", [(f"{called(one, ['them'])}, {say_day(one.on)}", one.id) for one in found])

    def _offer(self, name: str, options: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, Choice)
        field.offer(options)

    @property
    def needs(self) -> list[str]:
        """What they said they need."""
        said: list[str] = self.fields["needs"].value
        return said

    @property
    def audience(self) -> tuple[str, str]:
        """Which of the plan's people they were, and are said to be now."""
        return self._audience, self.fields["audience"].value

    def said(self, interaction: Interaction) -> Interaction:
        """The interaction with what is said here."""
        values = {name: self.fields[name].value for name in CHOSEN}
        values["channel"] = values["channel"] or interaction.channel
        values["mode"] = values["mode"] or interaction.mode
        values["purpose"] = values["purpose"] or interaction.purpose
        return interaction.changed(**values, counts_as_contact=self.fields["counts_as_contact"].value)
