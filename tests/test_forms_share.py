"""The form of 5_share, headless: what is chosen is kept, the preview, the leak check, and the button."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from netkit.forms.share import ShareForm
from netkit.records import Action, Interaction, Person, SavedReport
from netkit.report import LeakError, make
from netkit.workbook import Workbook, open_sample, open_workbook
from tests.hand import Hand

TODAY = date(2026, 3, 29)


@pytest.fixture
def workbook(own_workbook: Path) -> Workbook:
    book = open_workbook(own_workbook, today=TODAY)
    ines = book.add(Person(name="Inés Okafor"))
    book.add(Interaction(on=TODAY, people=[ines.id], outcome="met"))
    book.set(book.settings(), "owner_names", ["Nora Elmfield"], [])
    return book


def share_form(workbook: Workbook) -> ShareForm:
    form = ShareForm(workbook)
    form.saver.delay = 60  # the buttons save what waits; no test depends on the clock
    return form


def reports(workbook: Workbook) -> list[Path]:
    folder = workbook.path.parent / "reports"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_what_is_chosen_and_typed_is_kept_in_the_settings(workbook: Workbook) -> None:
    form = share_form(workbook)
    hand = Hand(form.widget)
    hand.press("made-up names")
    hand.type("What worked", "Writing on Wednesdays")
    assert form.saver.flush()
    settings = workbook.settings()
    assert (settings.report_level, settings.worked) == ("pseudonyms", "Writing on Wednesdays")
    again = share_form(workbook)
    assert (again.level.value, again.words["worked"].value) == ("pseudonyms", "Writing on Wednesdays")


def test_each_level_says_what_others_will_see(workbook: Workbook) -> None:
    workbook.add(Person(name="Ada King"))
    workbook.add(Person(name="Kept Out", keep_out_of_reports=True))
    form = share_form(workbook)
    hand = Hand(form.widget)
    hand.press("full names")
    assert "It may name 2 people who may not expect it." in hand.text()
    hand.press("figures only, no names")
    assert "Numbers only" in hand.text()
    assert "2 people" not in hand.text()


def test_the_preview_shows_the_report_in_a_box_without_rights_and_writes_nothing(workbook: Workbook) -> None:
    form = share_form(workbook)
    hand = Hand(form.widget)
    both = [hand.button("Show it to me first"), hand.button("Write the report")]
    seen: list[tuple[str, bool]] = []
    both[0].observe(lambda change: seen.append((form.status.text, change["new"])), "disabled")
    hand.press("Show it to me first")
    assert seen[0] == ("Making a preview ...", True), "said before it begins, and a second click makes no second one"
    assert [button.disabled for button in both] == [False, False]
    assert 'sandbox=""' in form.page.value
    assert "Nora Elmfield’s networking" in form.page.value
    assert "nothing is written yet" in hand.text()
    assert (reports(workbook), workbook.where(SavedReport)) == ([], [])
    hand.press("made-up names")
    assert form.page.value == "", "a preview of another level does not stay"


def test_the_button_writes_the_report_beside_the_workbook_and_says_where_it_is(workbook: Workbook) -> None:
    form = share_form(workbook)
    hand = Hand(form.widget)
    hand.type("Where I am stuck", "On Thursdays")
    hand.press("Write the report")
    [path] = reports(workbook)
    assert path.name == "nora-elmfield-2026-03-29.html"
    assert "On Thursdays" in path.read_text(encoding="utf-8")
    assert str(path) in hand.text()
    assert form.status.text.endswith("nora-elmfield-2026-03-29.html, to open below")
    assert len(workbook.where(SavedReport)) == 1


def test_a_name_that_slipped_in_stops_it_and_can_be_allowed(workbook: Workbook) -> None:
    form = share_form(workbook)
    hand = Hand(form.widget)
    hand.type("What worked", "Then Okafor wrote back")
    hand.press("Write the report")
    assert "the name “Okafor” under “What worked”" in hand.text()
    assert form.status.text == "Not written: it would tell who somebody is; see below."
    hand.press("Show it to me first")
    assert form.status.text == "No preview: it would tell who somebody is; see below."
    assert reports(workbook) == []
    hand.press("Allow “Okafor”")
    assert workbook.settings().allowed == {"initials": ["Okafor"]}
    assert "under “What worked”" not in hand.text(), "nothing is left to allow"
    hand.press("Write the report")
    assert workbook.where(SavedReport)[0].allowed == ["Okafor"]
    assert "It shows “Okafor”, as you allowed." in hand.text()
    assert len(reports(workbook)) == 1


def test_what_was_allowed_is_listed_holds_at_its_level_alone_and_can_be_taken_back(workbook: Workbook) -> None:
    workbook.set(workbook.settings(), "allowed", {"initials": ["Okafor"], "full": ["Will"]}, {})
    workbook.set(workbook.settings(), "stuck", "Then Okafor said no", "")
    form = share_form(workbook)
    hand = Hand(form.widget)
    assert "What you allowed They stand as they are in every report at “initials”." in " ".join(hand.text().split())
    hand.press("made-up names")
    assert "What you allowed" not in hand.text()
    hand.press("Write the report")
    assert "the name “Okafor” under “Where I am stuck”" in hand.text()
    hand.press("initials")
    hand.press("Take back “Okafor”")
    assert form.status.text.endswith("“Okafor” is asked about again")
    assert workbook.settings().allowed == {"full": ["Will"]}
    assert "What you allowed" not in hand.text()
    hand.press("Write the report")
    assert "the name “Okafor” under “Where I am stuck”" in hand.text()
    assert reports(workbook) == []


def test_a_name_in_ones_own_words_is_found_before_any_cell_runs_and_each_step_is_told(workbook: Workbook) -> None:
    settings = workbook.settings()
    workbook.set(settings, "worked", "Then Okafor wrote back", settings.worked)
    steps: list[str] = []
    with pytest.raises(LeakError, match="under “What worked”"):
        make(workbook, tell=steps.append)
    assert steps == ["looking through your words"]
    settings = workbook.settings()
    workbook.set(settings, "worked", "Then somebody wrote back", settings.worked)
    make(workbook, tell=steps.append)
    told = [step for step in steps if step.startswith("figures, 1 of ")]
    assert (len(told), steps[-1]) == (1, "looking for names in it")


def test_what_cannot_be_is_said_in_the_status(workbook: Workbook) -> None:
    form = share_form(workbook)
    hand = Hand(form.widget)
    hand.press("figures only, no names")
    assert "needs contacts with at least 5 people" in hand.text()  # as soon as it is chosen
    hand.press("Write the report")
    assert "needs contacts with at least 5 people" in form.status.text
    assert reports(workbook) == []


def test_too_few_people_are_told_anew_for_another_period(workbook: Workbook) -> None:
    people = [workbook.add(Person(name=name)).id for name in ("Ada Quill", "Bo Berg", "Cy Dent", "Di Eads")]
    workbook.add(Interaction(on=date(2026, 3, 10), people=people, channel="event"))
    hand = Hand(share_form(workbook).widget)
    hand.press("figures only, no names")
    assert "at least 5 people" not in hand.text()
    hand.type("From", date(2026, 3, 20))
    assert "so far there are 1" in hand.text()


def test_a_folder_that_cannot_be_made_is_said(workbook: Workbook) -> None:
    (workbook.path.parent / "reports").write_text("a file in its place", encoding="utf-8")
    form = share_form(workbook)
    Hand(form.widget).press("Write the report")
    assert form.status.text.startswith("Not written: the folder ")
    assert "reports can't be made: File exists." in form.status.text


def test_a_report_with_full_names_says_how_many_people_it_names(workbook: Workbook) -> None:
    workbook.add(Action(person=workbook.where(Person)[0].id, what="thank Ada King", due_on=TODAY))
    workbook.add(Person(name="Ada King"))
    workbook.add(Person(name="Bo Berg"))  # in no chart and no step
    form = share_form(workbook)
    hand = Hand(form.widget)
    hand.press("full names")
    hand.press("Write the report")
    assert "It names 2 people who may not expect it." in hand.text()


def test_the_sample_can_be_tried_at_any_level_and_keeps_nothing(own_workbook: Path) -> None:
    form = share_form(open_sample())
    hand = Hand(form.widget)
    hand.press("figures only, no names")
    hand.press("Show it to me first")
    assert "rounded down to fives" in form.page.value
