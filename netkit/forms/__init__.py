"""The forms of the notebooks, on plain ipywidgets, generated from the schema; the only user of ipywidgets.

A notebook begins with hello(), which says whose workbook it is and can switch, and then shows forms:

    from netkit import forms
    desk = forms.hello()
    desk.show(forms.plan.PlanForm)  # a class or function: workbook -> Form; called again when it is switched
    desk.workbook                   # for cells without a form

How a form is built (netkit.forms.plan is the fullest example):

    class NoteForm(Form):                                      # form.py: .workbook .status .saver .button .keep .more
        def __init__(self, workbook):
            super().__init__(workbook)
            person = workbook.where(Person)[0]
            self.role = field_of(question_of(Person, "role"))  # fields.py: .widget .value .focus() .say(words)
            self.who = SearchPicker(self, Question("Who?"))    # picker.py: a field; its value is a list of ids
            self.keep(self.role, person, "role")               # filled now; saved from now on, while one types
            self.saver.on_saved = self.tell                    # the other forms of the notebook refresh()
            done = self.last_button("Save coffee", self.save, "filled")
            self.widget = stack(heading("What happened?", "Who and how are enough."),
                                *arranged([self.role]), self.who.widget, self.foot(done), classes="stack")

- A field is saved by saver.watch(field, stored, store), with store(new, was) -> the value as stored now;
  keep() is that for a record. A field not watched is read by `.value` when a button is pressed; set `.changed`
  to a callable to hear of keys (wrap it in status.safely). `.say("...")` puts a message at the field.
- Whatever goes wrong in a button's or a field's callback is said in the status line: "Not saved: why".
  status.saved("coffee with Ines") says "Saved 12:03: coffee with Ines".
- Kinds of fields: line, text, number, time, day, choice, choices (chips), names (one a line), link, links
  (offer() says what they can point to), people (SearchPicker). Chips(question, options=..., one=True) is an
  exclusive choice. arranged() puts short fields side by side.
- ListEditor (lists.py): cards and one sheet over a Source. Form.more: "More about why (1 field)".
- widgets.py: html, heading, stack, flow, button, make, show (hidden by class, never by Layout), mark (a class
  on or off), on_enter. Classes: stack (24 px apart), flow, ends, two + side (a column at the side), board
  (up to four columns), card, sheet, nothing (empty state), band, row (fields side by side), muted,
  small, given, received, bad, gave and got (buttons), pick (a card that is a button), chip, hit. Tables in
  html() are styled; inside <div class="wide"> they scroll. Escape what people typed: html.escape.
- Focus has a place after every action; a day (and the chips' box) takes none.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from netkit.forms.desk import Desk, hello
from netkit.workbook.places import choose, chosen

FORMS = ("people", "log", "plan", "share", "steps")


def __getattr__(name: str) -> ModuleType:
    if name in FORMS:
        return import_module(f"netkit.forms.{name}")
    raise AttributeError(f"module 'netkit.forms' has no attribute {name!r}")


__all__ = ["Desk", "choose", "chosen", "hello"]
