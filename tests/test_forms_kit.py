"""The form kit, headless: what is typed is saved or it is said why not; nothing typed is lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import ipywidgets as w
import pytest

from netkit import forms
from netkit.errors import NetkitError
from netkit.forms import widgets
from netkit.forms.desk import Desk
from netkit.forms.fields import Chips, Choice, arranged, field_of, question_of
from netkit.forms.form import Form, fields_of
from netkit.forms.lists import ListEditor
from netkit.forms.picker import SearchPicker
from netkit.forms.widgets import Echo, stack
from netkit.questions import Avenue, Goal, Plan, Question, When, questions_of
from netkit.records import Exchange, Interaction, Person, Settings
from netkit.values import Model
from netkit.workbook import Workbook, open_sample, open_workbook
from tests.hand import Hand

TODAY = date(2026, 3, 12)


@pytest.fixture
def workbook(own_workbook: Path) -> Workbook:
    return open_workbook(today=date(2026, 3, 2))


class RoleForm(Form):
    """One field of one person."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self.role = field_of(question_of(Person, "role"))
        self.keep(self.role, workbook.where(Person)[0], "role")
        self.widget = stack(self.role.widget, self.foot())


def role_form(workbook: Workbook) -> RoleForm:
    if not workbook.where(Person):
        workbook.add(Person(name="Ines Okafor", role="teacher"))
    form = RoleForm(workbook)
    form.saver.delay = 60  # the tests say themselves when a second has passed
    return form


def role(workbook: Workbook) -> str:
    return workbook.where(Person)[0].role


# Saving -----------------------------------------------------------------------------------------------------


def test_what_is_typed_is_saved_when_the_typing_pauses(workbook: Workbook) -> None:
    form = role_form(workbook)
    form.saver.delay = 0.01
    form.role.widget.value = "nurse"
    deadline = time.monotonic() + 20
    while "Saved" not in form.status.text and time.monotonic() < deadline:
        time.sleep(0.01)
    assert role(workbook) == "nurse"


def test_the_newest_of_several_keys_is_what_is_saved_and_as_one_change(workbook: Workbook) -> None:
    form = role_form(workbook)
    for typed in ("n", "nu", "nurse"):
        form.role.widget.value = typed
    assert form.status.text == "Saving ..."
    before = len(workbook.changes())
    assert form.saver.flush()
    assert role(workbook) == "nurse"
    assert form.status.text.startswith("Saved ")
    assert len(workbook.changes()) == before + 1


def test_a_field_changed_elsewhere_is_shown_both_ways_and_mine_can_be_kept(workbook: Workbook) -> None:
    form = role_form(workbook)
    workbook.set(workbook.where(Person)[0], "role", "pilot", "teacher")
    form.role.widget.value = "nurse"
    assert not form.saver.flush()
    hand = Hand(form.widget)
    assert role(workbook) == "pilot"
    assert "Yours: “nurse”" in hand.text()
    assert "The other one: “pilot”" in hand.text()
    hand.press("Keep mine")
    assert role(workbook) == "nurse"
    assert not hand.offers("Keep mine")
    assert form.status.text.startswith("Saved ")


def test_the_other_side_of_a_conflict_can_be_taken(workbook: Workbook) -> None:
    form = role_form(workbook)
    workbook.set(workbook.where(Person)[0], "role", "pilot", "teacher")
    form.role.widget.value = "nurse"
    form.saver.flush()
    Hand(form.widget).press("Take the other one")
    assert (role(workbook), form.role.value) == ("pilot", "pilot")
    form.role.widget.value = "captain"
    assert form.saver.flush()
    assert role(workbook) == "captain"


def test_a_day_in_conflict_can_be_taken_from_the_other_side_too(workbook: Workbook) -> None:
    person = workbook.add(Person(name="Ines"))
    form = Form(workbook)
    day = form.keep(field_of(question_of(Person, "target_by", "day")), person, "target_by")
    workbook.set(person, "target_by", date(2026, 5, 1), None)
    day.widget.value = date(2026, 6, 1)
    form.saver.flush()
    Hand(form.saver.conflict).press("Take the other one")
    assert day.value == date(2026, 5, 1)


def test_a_save_that_fails_says_why_keeps_what_was_typed_and_can_be_tried_again(workbook: Workbook) -> None:
    form = role_form(workbook)
    form.role.widget.value = "nurse"
    away = workbook.path.with_name("away.sqlite")
    workbook.path.rename(away)
    assert not form.saver.flush()
    assert form.status.text.startswith("Not saved: ")
    assert form.role.value == "nurse"
    away.rename(workbook.path)
    Hand(form.widget).press("Try again")
    assert role(workbook) == "nurse"
    assert form.status.text.startswith("Saved ")


def test_after_a_failed_save_the_next_key_saves_everything_that_waits(workbook: Workbook) -> None:
    form = role_form(workbook)
    place = form.keep(field_of(question_of(Person, "place")), workbook.where(Person)[0], "place")
    away = workbook.path.with_name("away.sqlite")
    form.role.widget.value = "nurse"
    workbook.path.rename(away)
    form.saver.flush()
    away.rename(workbook.path)
    place.widget.value = "Leeds"
    assert form.saver.flush()
    assert (role(workbook), workbook.where(Person)[0].place) == ("nurse", "Leeds")


def test_a_bad_number_is_said_at_its_field_and_not_saved(workbook: Workbook) -> None:
    form = Form(workbook)
    person = workbook.add(Person(name="Ines"))
    cadence = form.keep(field_of(question_of(Person, "cadence_days", "number")), person, "cadence_days")
    cadence.widget.value = "soon"
    assert not form.saver.flush()
    assert "whole number of days" in cadence.message
    assert "whole number of days" in cadence.widget.description
    assert form.status.text.startswith("Not saved: ")
    cadence.widget.value = "30"
    assert form.saver.flush()
    assert (cadence.message, workbook.where(Person)[0].cadence_days) == ("", 30)


def test_what_is_typed_into_the_sample_is_not_kept_and_that_is_said() -> None:
    sample = open_sample()
    form = RoleForm(sample)
    before = role(sample)
    form.role.widget.value = "astronaut"
    form.saver.flush()
    assert "only for looking around" in form.status.text
    assert role(sample) == before


def test_what_goes_wrong_in_a_callback_is_said_and_never_raised(workbook: Workbook) -> None:
    form = Form(workbook)

    def known() -> None:
        raise NetkitError("the disk is full.")

    form.button("Go", known).click()
    assert form.status.text == "Not saved: the disk is full."
    form.button("Go", lambda: 1 / 0).click()
    assert "division by zero" in form.status.text


# Fields -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Goal, Avenue, When])
def test_every_question_becomes_a_field_that_gives_back_what_it_is_given(model: type[Model]) -> None:
    values = {
        "line": "a line", "text": "some\ntext", "number": "6", "day": date(2026, 6, 30), "time": "16:15",
        "names": ["Leeds Data Meetup", "Staffroom Door"],
    }  # fmt: skip
    for name, field in fields_of(model, TODAY).items():
        asked = questions_of(model)[name]
        if isinstance(field, Chips):
            field.offer([("one", "a"), ("two", "b")])
        value = values.get(asked.kind) or (["b"] if isinstance(field, Chips) else next(iter(asked.terms or ())))
        field.fill(value)
        assert field.value == value, name


def test_an_empty_field_says_nothing_rather_than_something() -> None:
    fields = {name: field.value for name, field in fields_of(Goal, TODAY).items()}
    assert fields == {"outcome": "", "kind": "", "by": None, "number": None, "unit": ""}


def test_label_help_and_example_stand_in_the_fields_name_and_are_escaped() -> None:
    field = field_of(Question("Who <b>?", "One & only."), "a <i>")
    for words in ("Who &lt;b&gt;?", "One &amp; only.", "e.g. a &lt;i&gt;"):
        assert words in field.widget.description


def test_what_can_be_chosen_can_change_and_what_is_chosen_stays() -> None:
    choice = Choice(Question("Which?", kind="link"), options=[("one", "a"), ("two", "b")])
    choice.fill("b")
    choice.offer([("zwei", "b"), ("drei", "c")])
    assert choice.value == "b"
    chips = Chips(Question("Which?", kind="links"), options=[("one", "a"), ("two", "b")])
    chips.fill(["b"])
    heard: list[object] = []
    chips.changed = lambda: heard.append(chips.value)
    chips.offer([("zwei", "b"), ("drei", "c")])
    assert (chips.value, heard) == (["b"], [])


def test_exclusive_chips_hold_at_most_one() -> None:
    chips = Chips(Question("How?", kind="choices"), options=[("coffee", "a"), ("call", "b")], one=True)
    hand = Hand(chips.widget)
    hand.press("coffee")
    hand.press("call")
    assert chips.value == "b"
    hand.press("call")
    assert chips.value == ""


def test_short_fields_stand_two_in_a_row_and_a_number_with_its_unit() -> None:
    def names(fields: list[w.Widget]) -> list[int]:
        return [len(one.children) if isinstance(one, w.Box) else 1 for one in fields]

    assert names(arranged(fields_of(Goal, TODAY).values())) == [1, 2, 2]  # outcome; kind and day; number and unit


def test_no_widget_shows_null_when_the_mouse_rests_on_it() -> None:
    for field in fields_of(Goal, TODAY).values():
        assert getattr(field.widget, "tooltip", "") == ""


# People -----------------------------------------------------------------------------------------------------


def picker(workbook: Workbook) -> SearchPicker:
    return SearchPicker(Form(workbook), Question("Who?", kind="people"))


def test_enter_takes_the_first_hit_and_the_field_is_ready_for_the_next(workbook: Workbook) -> None:
    workbook.add(Person(name="Ines Okafor", role="teacher", organisation="Bright Foods"))
    sven = workbook.add(Person(name="Sven Marquist"))
    who = picker(workbook)
    who.line.value = "okaf"
    assert "Ines Okafor teacher, Bright Foods · not in touch yet" in Hand(who.widget).text()
    who.enter()
    who.line.value = "sven"
    who.enter()
    assert who.value[1:] == [sven.id]
    assert (who.line.value, len(workbook.where(Person))) == ("", 2)


def test_enter_takes_nobody_whose_name_does_not_begin_as_was_typed_and_goes_to_the_list(workbook: Workbook) -> None:
    candida = workbook.add(Person(name="Candida Rossi", role="teacher"))
    who = picker(workbook)
    for typed in ("ida", "teacher"):
        who.line.value = typed
        assert "Enter goes to the first line" in Hand(who.widget).text()
        who.enter()
        assert (who.value, len(workbook.where(Person))) == ([], 1)
    Hand(who.widget).press("Candida Rossi")
    assert who.value == [candida.id]


def test_of_two_who_begin_as_was_typed_enter_takes_the_one_of_that_very_name(workbook: Workbook) -> None:
    longer, ben = (workbook.add(Person(name=name)) for name in ("Ben Schmidthuber", "Bén Schmidt"))
    workbook.add(Interaction(on=TODAY, people=[longer.id]))
    who = picker(workbook)
    who.line.value = "ben schmidt"
    who.enter()
    assert who.value == [ben.id]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Ida O'Brien, Ben Schmidt", ["Ida O'Brien", "Ben Schmidt"]),
        ("Ida O'Brien, Ben Schmidt and Lukas Kim", ["Ida O'Brien", "Ben Schmidt", "Lukas Kim"]),
        ("Ida O'Brien & Ben Schmidt", ["Ida O'Brien", "Ben Schmidt"]),
        ("Anna and Tom Weber", ["Anna and Tom Weber"]),
        ("Ida & Ben", ["Ida", "Ben"]),
        ("Ida; Ben Schmidt", ["Ida", "Ben Schmidt"]),
        ("李雨桐、王芳", ["李雨桐", "王芳"]),
        ("Nora Ek, PhD & BEN", ["Nora Ek, PhD", "BEN"]),
        ("Ida O'Brien, PhD; Ben Schmidt,", ["Ida O'Brien, PhD", "Ben Schmidt"]),
        ("Ida, Ben, Lukas", ["Ida", "Ben", "Lukas"]),
        ("Nora Ek, PhD", ["Nora Ek, PhD"]),
        ("Zoë Lund, MBA, PMP", ["Zoë Lund, MBA, PMP"]),
        ("Schmidt, Ben", ["Schmidt, Ben"]),
    ],
)
def test_several_names_in_a_line_are_each_a_person(workbook: Workbook, typed: str, names: list[str]) -> None:
    who = picker(workbook)
    who.line.value = typed
    who.enter()
    assert [who.name_of(id) for id in who.value] == names


def test_of_several_names_those_who_are_here_are_taken_and_the_others_added(workbook: Workbook) -> None:
    ben = workbook.add(Person(name="Ben Schmidt"))
    who = picker(workbook)
    who.line.value = "Ida O'Brien, ben schmidt"
    Hand(who.widget).press("Ida O'Brien + ben schmidt\n2 people, each by themselves")
    assert who.value[1:] == [ben.id]
    assert len(workbook.where(Person)) == 2


def test_who_is_chosen_already_is_said_to_be_and_not_made_twice(workbook: Workbook) -> None:
    ben = workbook.add(Person(name="Ben Schmidt"))
    who = picker(workbook)
    for _ in range(2):
        who.line.value = "Schmidt"
        who.enter()
    assert who.value == [ben.id]
    assert "Ben Schmidt is chosen already." in Hand(who.widget).text()
    Hand(who.widget).press("Add “Schmidt”\nsomebody new")
    assert [one.name for one in workbook.where(Person)] == ["Ben Schmidt", "Schmidt"]


def test_a_name_typed_with_the_last_name_first_is_found(workbook: Workbook) -> None:
    ben = workbook.add(Person(name="Ben Schmidt"))
    who = picker(workbook)
    who.line.value = "Schmidt, Ben"
    who.enter()
    assert who.value == [ben.id]


def test_somebody_just_made_goes_again_with_their_chip_and_can_be_brought_back(workbook: Workbook) -> None:
    who = picker(workbook)
    who.line.value = "Luis Ferham"
    who.enter()
    hand = Hand(who.widget)
    hand.press("Luis Ferham ×")
    assert (who.value, workbook.where(Person)) == ([], [])
    assert "Luis Ferham is out of your people again." in hand.text()
    hand.press("Undo")
    (luis,) = workbook.where(Person)
    assert who.value == [luis.id]
    assert not hand.offers("Undo")
    workbook.add(Interaction(on=TODAY, people=[luis.id]))
    hand.press("Luis Ferham ×")
    assert (who.value, workbook.where(Person)) == ([], [luis])


def test_letters_that_come_after_the_click_that_picked_somebody_open_no_search_again(
    workbook: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way: list[Callable[[], object]] = []
    monkeypatch.setattr(Echo, "then", lambda _, act: under_way.append(act))  # a browser that takes its time
    for name in ("Ines Okafor", "Eve Okafor"):
        workbook.add(Person(name=name))
    who = SearchPicker(Form(workbook), Question("Who?"))
    who.line.value = "ok"
    Hand(who.widget).press("Ines Okafor")
    who.line.value = "okaf"  # typed before the click, and slower on its way
    assert (who.line.value, len(who.value)) == ("", 1)
    assert not Hand(who.widget).offers("Eve Okafor")
    who.line.value = "okaf"
    assert Hand(who.widget).offers("Eve Okafor")
    Hand(who.widget).press("Eve Okafor")
    under_way.pop()()
    who.line.value = "okafor"
    assert Hand(who.widget).offers("Add “okafor”")


def test_a_click_waits_for_what_was_clicked_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widgets, "get_ipython", object)  # in a kernel, whose browser takes its time
    done: list[str] = []

    async def two_clicks() -> None:
        widgets.echo().then(partial(done.append, "saved"))
        widgets.button("Open", partial(done.append, "opened")).click()
        assert done == []
        widgets.echo().back.value = widgets.echo().there.value

    asyncio.run(two_clicks())
    assert done == ["saved", "opened"]


def test_enter_adds_somebody_who_is_not_there_yet(workbook: Workbook) -> None:
    who = picker(workbook)
    who.line.value = "Luis Ferham"
    assert Hand(who.widget).offers("Add “Luis Ferham”\nnobody by that name yet")
    who.enter()
    assert [person.name for person in workbook.where(Person)] == ["Luis Ferham"]
    assert who.value == [workbook.where(Person)[0].id]


def test_somebody_of_the_same_name_can_be_added_by_a_button(workbook: Workbook) -> None:
    workbook.add(Person(name="Ines Okafor"))
    who = picker(workbook)
    who.line.value = "Ines Okafor"
    Hand(who.widget).press("somebody new")
    assert [person.name for person in workbook.where(Person)] == ["Ines Okafor"] * 2


def test_a_chosen_person_is_a_chip_and_a_click_takes_them_away(workbook: Workbook) -> None:
    person = workbook.add(Person(emails=["ines@example.org"]))
    who = picker(workbook)
    who.fill([person.id])
    heard: list[object] = []
    who.changed = lambda: heard.append(who.value)
    Hand(who.widget).press("ines@example.org ×")
    assert (who.value, heard) == ([], [[]])


def test_no_more_than_eight_hits_are_shown_and_that_there_are_more_is_said(workbook: Workbook) -> None:
    workbook.add_all([Person(name=f"Ana {number}") for number in range(30)], "thirty")
    who = picker(workbook)
    who.line.value = "ana"
    text = Hand(who.widget).text()
    assert text.count("not in touch yet") == 8
    assert "There are more" in text


# Lists ------------------------------------------------------------------------------------------------------


class Offers:
    """Exchanges of the workbook as a list."""

    def __init__(self, form: Form) -> None:
        self.form = form

    def items(self) -> list[Exchange]:
        return self.form.workbook.where(Exchange)

    def card(self, item: Exchange) -> tuple[str, str]:
        return item.note, item.kind

    def new(self) -> Exchange:
        raise NotImplementedError

    def watch(self, item: Exchange, name: str, field: object) -> None:
        self.form.keep(field, item, name)  # type: ignore[arg-type]

    def remove(self, item: Exchange) -> object:
        self.form.workbook.remove(item)
        return self.form.workbook.undo


def test_an_entry_is_edited_removed_and_brought_back(workbook: Workbook) -> None:
    person = workbook.add(Person(name="Ines"))
    workbook.add(Exchange(on=date(2026, 3, 1), person=person.id, direction="given", kind="advice", note="a book"))
    form = Form(workbook)
    editor = ListEditor(form, "thing", Offers(form), {"note": field_of(question_of(Exchange, "note"))})
    form.saver.on_saved = editor.render
    hand = Hand(editor.widget)
    hand.press("a book")
    hand.type("In a few words", "two books")
    hand.press("Done")
    assert hand.offers("two books\nadvice")
    hand.press("two books")
    hand.press("Remove thing")
    assert "Removed “two books”." in hand.text()
    assert workbook.where(Exchange) == []
    hand.press("Undo")
    assert [one.note for one in workbook.where(Exchange)] == ["two books"]
    assert hand.offers("two books\nadvice")


# Which workbook ---------------------------------------------------------------------------------------------


class NameForm(Form):
    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self.widget = stack(field_of(Question("Name of the sample" if workbook.look_only else "My name")).widget)


def test_the_first_opening_asks_and_the_forms_wait_for_the_answer(own_workbook: Path) -> None:
    desk = Desk()
    box = desk.show(NameForm)
    assert Hand(desk.widget).offers("Start my own")
    assert Hand(desk.widget).offers("Look around in the sample")
    assert "Choose above" in Hand(box).text()
    assert not own_workbook.exists()
    Hand(desk.widget).press("Start my own")
    assert "My name" in Hand(box).text()
    assert own_workbook.exists()


def test_the_sample_is_announced_and_the_choice_holds_in_the_next_notebook(own_workbook: Path) -> None:
    desk = Desk()
    box = desk.show(NameForm)
    Hand(desk.widget).press("Look around in the sample")
    assert "Sample: invented names, look only." in Hand(desk.widget).text()
    assert "Name of the sample" in Hand(box).text()
    assert desk.workbook.look_only
    assert not own_workbook.exists()
    assert "Sample" in Hand(Desk().widget).text()
    assert forms.chosen() == "sample"


def test_the_forms_follow_when_the_workbook_is_switched(workbook: Workbook) -> None:
    desk = Desk()
    box = desk.show(NameForm)
    assert str(workbook.path) in Hand(desk.widget).text()
    Hand(desk.widget).press("Look around in the sample")
    assert "Name of the sample" in Hand(box).text()
    Hand(desk.widget).press("Go to my own")
    assert "My name" in Hand(box).text()


def test_cells_without_a_form_are_marked_as_of_the_other_workbook_until_one_switches_back(workbook: Workbook) -> None:
    desk = Desk()
    band = desk.widget.children[1]
    assert desk.workbook.path == workbook.path
    Hand(desk.widget).press("Look around in the sample")
    assert "What is pale below is still your own; Run ▸ Run All Cells draws it anew." in Hand(desk.widget).text()
    assert "stale" in band._dom_classes
    Hand(desk.widget).press("Go to my own")
    assert "Run All Cells" not in Hand(desk.widget).text()
    assert "stale" not in band._dom_classes


def test_charts_of_the_sample_drawn_before_the_first_choice_are_not_taken_for_ones_own(own_workbook: Path) -> None:
    desk = Desk()
    assert desk.workbook.look_only
    Hand(desk.widget).press("Start my own")
    assert "What is pale below is still the sample’s" in Hand(desk.widget).text()


def test_a_workbook_that_cannot_be_opened_is_said_and_not_touched(own_workbook: Path) -> None:
    own_workbook.write_bytes(b"not a workbook at all")
    desk = Desk()
    box = desk.show(NameForm)
    assert "can't be opened" in Hand(desk.widget).text()
    assert "Choose above" in Hand(box).text()
    assert own_workbook.read_bytes() == b"not a workbook at all"


def test_switching_saves_first_what_was_typed(workbook: Workbook) -> None:
    workbook.add(Person(name="Ines", role="teacher"))
    desk = Desk()
    box = desk.show(RoleForm)
    Hand(box).type("What do they do?", "nurse")
    Hand(desk.widget).press("Look around in the sample")
    assert role(workbook) == "nurse"


def test_a_form_that_fails_to_build_is_said_in_its_place(workbook: Workbook) -> None:
    def broken(workbook: Workbook) -> Form:
        raise RuntimeError("no luck")

    assert "no luck" in Hand(Desk().show(broken)).text()


def test_settings_are_kept_like_records(workbook: Workbook) -> None:
    form = Form(workbook)
    field = form.keep(field_of(question_of(Settings, "worked")), workbook.settings(), "worked")
    field.widget.value = "coffee"
    form.saver.flush()
    assert workbook.settings().worked == "coffee"
    assert workbook.plan() == Plan()
