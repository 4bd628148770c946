"""The seven steps, and what the earlier ones know for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from netkit.errors import cut
from netkit.folding import folded
from netkit.forms.fields import Chips, Choice, Field, Lines, Tick, field_of, question_of
from netkit.forms.lists import ListEditor
from netkit.forms.plan.items import NamedPeople, helped, joined, names_of
from netkit.forms.plan.panel import Panel
from netkit.forms.ways import how_to_help
from netkit.forms.widgets import heading, mark, show, shown, stack
from netkit.questions import Audience, Avenue, IfThen, Item, Plan, Question, Venue, example_of
from netkit.records import Person, label_of
from netkit.vocabulary import AVENUE_KIND, AVENUE_MEANS, say_day
from netkit.workbook.plan_fields import at

if TYPE_CHECKING:
    from netkit.forms.plan.form import PlanForm


CUE_EXAMPLES = {"habit": "my Sunday breakfast", "event": "somebody mentions a name for the second time"}


class WhoPanel(Panel):
    """Opens with each goal that nobody serves yet."""

    def above(self, name: str) -> Sequence[w.Widget]:
        self._prompts = stack()
        self._buttons: dict[str, w.Button] = {}
        return (self._prompts,)

    def render(self) -> None:
        plan = self.form.plan
        editor = self.lists["audiences"]
        editor.leads, editor.turned = not plan.why.goals, self.render
        begun = [editor.item] if editor.item else []
        served = {goal for audience in [*plan.who.audiences, *begun] for goal in audience.goals}
        super().render()
        for goal in plan.why.goals:
            if goal.id not in self._buttons:
                self._buttons[goal.id] = self.form.button("", partial(self._for, goal.id))
            button = self._buttons[goal.id]
            button.description = f"For “{cut(goal.outcome or 'this goal')}”: which people?"
            mark(button, "filled", not plan.who.audiences)
            show(button, goal.id not in served)
        self._prompts.children = tuple(self._buttons[goal.id] for goal in plan.why.goals)

    def _for(self, goal: str) -> None:
        self.lists["audiences"].open(Audience(goals=[goal]))

    def land(self) -> None:
        waiting = [button for button in self._prompts.children if shown(button)]
        if waiting:
            waiting[0].focus()
        else:
            super().land()

    def start(self, name: str) -> None:
        if any(shown(button) for button in self._prompts.children):
            self.land()
        else:
            super().start(name)

    def opened(self, name: str, item: Audience) -> None:
        goals = names_of(item.goals, self.form.plan.why.goals, "outcome")
        label = f"For “{goals}”: which people?" if goals else None
        self.lists[name].fields["description"].reword(label=label or "Which people?")


class TickedPanel(Panel):
    """A step with a list whose usual entries are chips: a tick adds one, taking it away removes all of its kind."""

    ticked = ""  # the list
    asked = Question("")

    def above(self, name: str) -> Sequence[w.Widget]:
        if name != self.ticked:
            return ()
        self._ticks = Chips(self.asked)
        self._ticks.changed = self.form.status.safely(self._toggled)
        return (self._ticks.widget,)

    def offered(self) -> dict[str, str]:
        """The words of the chips, by their key."""
        raise NotImplementedError

    def key(self, item: Any) -> str:
        """Which chip stands for an entry."""
        raise NotImplementedError

    def made(self, key: str) -> Item:
        """The entry that a tick adds."""
        raise NotImplementedError

    def render(self) -> None:
        offered = self.offered()
        self.lists[self.ticked].leads = not offered
        super().render()
        self._ticks.offer([(words, key) for key, words in offered.items()])
        self._ticks.fill([self.key(item) for item in self.lists[self.ticked].source.items()])
        show(self._ticks.widget, bool(offered))

    def _toggled(self) -> None:
        on = set(self._ticks.value)  # before what was ticked last is stored, which shows them as they were
        self.form.saver.flush()
        items = list(self.lists[self.ticked].source.items())
        held, offered = {self.key(item) for item in items}, self.offered()
        try:
            gone = [item for item in items if self.key(item) in offered and self.key(item) not in on]
            if gone:
                self.lists[self.ticked].take_out(*gone)
            for key in [key for key in offered if key in on and key not in held]:
                self.form.add_item(f"{self.part}.{self.ticked}", self.made(key))
                self.form.status.saved()
        finally:
            self.form.updated()

    def start(self, name: str) -> None:
        if name == self.ticked and shown(self._ticks.widget):
            self._ticks.focus()
        else:
            super().start(name)


class WherePanel(TickedPanel):
    """Offers the places that were named under Who: a tick makes one a venue of those people."""

    ticked = "venues"
    asked = Question("Named under Who", "", "choices")

    def offered(self) -> dict[str, str]:
        return {folded(place): place for one in self.form.plan.who.audiences for place in one.places}

    def key(self, item: Venue) -> str:
        return folded(item.name)

    def made(self, key: str) -> Venue:
        plan = self.form.plan
        there = [one.id for one in plan.who.audiences if key in map(folded, one.places)]
        scopes = plan.where.scopes
        return Venue(name=self.offered()[key], audiences=there, scope=scopes[0] if len(scopes) == 1 else "")


class HowPanel(TickedPanel):
    """Ways are ticked; channel and mode follow from the kind."""

    ticked = "avenues"
    asked = Question("Tick what suits you", "", "choices")

    def offered(self) -> dict[str, str]:
        return AVENUE_KIND

    def key(self, item: Avenue) -> str:
        return item.kind

    def made(self, key: str) -> Avenue:
        channel, mode = AVENUE_MEANS[key]
        return Avenue(kind=key, channel=channel, mode=mode)

    def opened(self, name: str, item: Any) -> None:
        if name == "ifthens":
            self._ask(item)

    def _ask(self, ifthen: IfThen) -> None:
        """The cue and the act are asked for by the kind of the cue."""
        fields = self.lists["ifthens"].fields
        for name, label in zip(("cue", "action"), ifthen.asked, strict=True):
            fields[name].reword(label=label)
        fields["cue"].reword(example=CUE_EXAMPLES.get(ifthen.cue_kind) or self._example(IfThen, "cue"))

    def stored(self, path: str, was: Any) -> None:
        """Channel and mode follow a changed kind, unless they were changed by hand."""
        if path.startswith("how.ifthens.") and path.endswith(".cue_kind"):
            self._ask(at(self.form.plan, path.removesuffix(".cue_kind")))
        if not path.startswith("how.avenues.") or not path.endswith(".kind"):
            return
        id = path.split(".")[2]
        avenue = next((one for one in self.form.plan.how.avenues if one.id == id), None)
        if avenue is None or not avenue.kind:
            return
        usual, before = AVENUE_MEANS[avenue.kind], AVENUE_MEANS.get(was or "", ("", ""))
        for field, new, old in zip(("channel", "mode"), usual, before, strict=True):
            if getattr(avenue, field) in ("", old):
                self.form.save(f"how.avenues.{id}.{field}", new, getattr(avenue, field))
                self.form.saver.refill(self.lists["avenues"].fields[field], new)


class WhenPanel(Panel):
    """Below: of each named person, which of the plan's people they are, and by which day they are to be met."""

    def below(self) -> Sequence[w.Widget]:
        help = "From Who: so what you log with them counts for its goals."
        fields: dict[str, Field] = {
            "audience": Choice(Question(label_of(Person, "audience"), help, "link", of="audiences")),
            "target_by": field_of(replace(question_of(Person, "target_by", "day", "If you like."), ahead=True)),
        }
        source = NamedPeople(self.form, lambda person: _meeting(person, self.form.plan))
        editor = ListEditor(self.form, "person", source, fields, fixed=True, on_open=self._opening_person)
        self.lists["person"] = editor
        self._those = stack(heading("Those you named", level=3), editor.widget)
        return (self._those,)

    def render(self) -> None:
        super().render()
        show(self._those, bool(self.form.plan.when.named))

    def _opening_person(self, person: Person) -> None:
        self.lists["off"].close()
        fields = self.lists["person"].fields
        self._offer_links_in(fields.values())
        show(fields["audience"].widget, bool(self.form.plan.who.audiences))


class HelpPanel(Panel):
    """Below the offers: what might help each named person."""

    def below(self) -> Sequence[w.Widget]:
        self._offered = Chips(Question("What might make their week easier?", "Or choose “I'll ask”.", "links"))
        words = Lines(Question("In your own words", "One a line.", "names"), self._thing())
        needs = question_of(Person, "needs", "names", "Only what they'd be happy to see written.")
        fields = {
            "offers": self._offered,
            "words": words,
            "will_ask": Tick(question_of(Person, "will_ask")),
            "needs": field_of(replace(needs, essential=False)),
        }
        source = NamedPeople(self.form, lambda person: helped(person, self.form.plan) or "nothing chosen yet")
        empty = "Nobody is named yet", "Name somebody under When; then choose what might make their week easier."
        editor = ListEditor(self.form, "person", source, fields, empty, fixed=True, on_open=self._opening_person)
        self.lists["person"] = editor
        title = heading("For those you named", "One small thing each, or ask them.", level=3)
        to_when = self.form.button("Name somebody", lambda: self.form.go("when.named"))
        self._to_when = to_when
        return (stack(title, editor.widget, to_when),)

    def render(self) -> None:
        super().render()
        show(self._to_when, not self.form.plan.when.named)

    def _thing(self) -> str:
        return example_of(Person, "offers", self.form.examples, self.form.workbook.today)

    def _opening_person(self, person: Person) -> None:
        self.lists["offers"].close()
        self.lists["person"].fields["words"].reword(example=self._thing())
        self._offered.reword(label=how_to_help(person))
        self._offered.offer([(cut(offer.what, 40), offer.id) for offer in self.form.plan.help.offers if offer.what])


def _meeting(person: Person, plan: Plan) -> str:
    audiences = plan.who.audiences
    whose = names_of([person.audience], audiences, "description") or ("which of your people?" if audiences else "")
    return joined(whose, f"by {say_day(person.target_by)}" if person.target_by else "no day yet")


PANELS: dict[str, Callable[[PlanForm, str], Panel]] = {
    "why": Panel, "who": WhoPanel, "message": Panel, "where": WherePanel,
    "how": HowPanel, "when": WhenPanel, "help": HelpPanel,
}  # fmt: skip
