"""The forms of 2_people, headless: bring people in, find them, write down what is known, change many at once."""

from __future__ import annotations

from base64 import b64decode
from datetime import date, datetime
from pathlib import Path
from threading import Event

import pytest

from netkit.charts.frames import Frames
from netkit.forms.people import ImportForm, MergeForm, PeopleForm
from netkit.forms.people.look_at import preview_html
from netkit.forms.people.merge import side_by_side
from netkit.importers import File, Progress, preview, uploaded
from netkit.questions import Audience, Offer, Plan
from netkit.records import Exchange, ImportBatch, Interaction, Person
from netkit.workbook import Workbook, open_sample, open_workbook
from tests.hand import Hand, Patient

LINKEDIN = Path(__file__).parent / "data" / "linkedin"
MAIL = Path(__file__).parent / "data" / "mail" / "takeout.mbox"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


@pytest.fixture
def workbook(own_workbook: Path) -> Workbook:
    return open_workbook(today=date(2026, 3, 2))


def people_form(workbook: Workbook) -> tuple[PeopleForm, Patient]:
    form = PeopleForm(workbook)
    form.saver.delay = 60  # Done saves what waits; no test depends on the clock
    return form, Patient(form)


def import_form(workbook: Workbook) -> tuple[ImportForm, Patient]:
    form = ImportForm(workbook)
    return form, Patient(form)


def with_plan(workbook: Workbook) -> Plan:
    plan = workbook.plan()
    analysts = Audience(id="analysts", description="analysts at our hospitals")
    wanted = plan.changed(
        who=plan.who.changed(audiences=[analysts]),
        help=plan.help.changed(offers=[Offer(id="pupils", what="try your training on pupils")]),
    )
    return workbook.save_plan(wanted, plan)


def only(workbook: Workbook) -> Person:
    (person,) = workbook.where(Person)
    return person


# --- finding -----------------------------------------------------------------------------------------------------


def test_an_empty_workbook_says_what_will_be_here_and_offers_one_button(workbook: Workbook) -> None:
    _, hand = people_form(workbook)
    assert "Nobody here yet" in hand.text()
    assert hand.offers("Add a person")
    assert not hand.offers("at once")


def test_a_row_says_work_audience_circles_plan_last_contact_and_cadence(workbook: Workbook) -> None:
    plan = with_plan(workbook)
    ines = workbook.add(
        Person(
            name="Ines Okafor",
            role="teacher",
            organisation="Bright Foods",
            audience="analysts",
            circles=["school", "choir"],
            target_by=date(2026, 4, 30),
            cadence_days=60,
            keep_out_of_reports=True,
        )
    )
    workbook.set(plan, "when.named", [ines.id], [])
    workbook.add(Interaction(on=date(2026, 2, 3), people=[ines.id]))
    _, hand = people_form(workbook)
    assert hand.button("Ines").description.replace("\xa0", " ") == (
        "Ines Okafor\nteacher, Bright Foods · analysts at our hospitals · school, choir · "
        "named in your plan by 30 Apr 2026 · last in touch 3 Feb 2026 · every 60 days · not in reports"
    )


def test_a_search_finds_any_part_and_says_how_many(workbook: Workbook) -> None:
    for name in ("Ines Okafor", "Zoë Okafor", "Sven Marquist"):
        workbook.add(Person(name=name))
    form, hand = people_form(workbook)
    hand.type("Find people", "kafor zoe")
    assert [row.description.split("\n")[0] for row in form.rows._box.children] == ["Zoë Okafor"]
    assert "1 of your 3 people" in hand.text()
    hand.type("Find people", "nobody at all")
    assert "Nobody of your 3 people by that word." in hand.text()
    assert not hand.offers("Okafor")


def test_many_people_come_twelve_at_a_time(workbook: Workbook) -> None:
    workbook.add_all([Person(name=f"Person {n:03}") for n in range(130)], "Many")
    form, hand = people_form(workbook)
    assert len(form.rows._box.children) == 12
    assert "130 people, the first 12 below" in hand.text()
    hand.press("12 more")
    assert len(form.rows._box.children) == 24
    for _ in range(6):
        hand.press("12 more")
    assert len(form.rows._box.children) == 96
    assert not hand.offers("more")
    assert "Another word finds the others." in hand.text()
    hand.type("Find people", "person")
    assert len(form.rows._box.children) == 12


# --- adding and editing ------------------------------------------------------------------------------------------


def test_a_person_is_added_by_name_and_their_sheet_opens(workbook: Workbook) -> None:
    _, hand = people_form(workbook)
    hand.press("Add a person")
    hand.press("Add")
    assert "Write a name first." in hand.text()
    hand.type("Name", "Ines Okafor")
    hand.press("Add")
    assert only(workbook).name == "Ines Okafor"
    hand.type("What do they do?", "teacher")
    hand.press("Done")
    assert only(workbook).role == "teacher"
    assert hand.offers("Ines Okafor")


def test_an_e_mail_alone_is_enough_for_a_person(workbook: Workbook) -> None:
    _, hand = people_form(workbook)
    hand.press("Add a person")
    hand.type("Name", "r.whitlock@example.net")
    hand.press("Add")
    assert (only(workbook).name, only(workbook).emails) == ("", ["r.whitlock@example.net"])


def test_a_name_that_was_not_found_is_offered_for_adding(workbook: Workbook) -> None:
    workbook.add(Person(name="Sven Marquist"))
    _, hand = people_form(workbook)
    hand.type("Find people", "Ines Okafor")
    hand.press("Add a person")
    assert hand.field("Name").value == "Ines Okafor"


def test_everything_in_the_sheet_is_kept(workbook: Workbook) -> None:
    with_plan(workbook)
    ines = workbook.add(Person(name="Ines"))
    mara = workbook.add(Person(name="Mara Holwell"))
    form, hand = people_form(workbook)
    hand.press("Ines")
    hand.type("Name", "Ines Okafor")
    hand.type("Which of your people", "analysts at our hospitals")
    hand.type("How well do you know", "close")
    hand.press("try your training on pupils")
    hand.press("I'll ask")
    hand.type("Or in your own words", "lend her the projector")
    hand.type("Be in touch every", "60")
    hand.type("Meet by?", date(2026, 4, 30))
    hand.type("Note", "likes tea")
    hand.press("More about them")
    hand.type("E-mail", "ines@okafor.example\nio@work.example")
    hand.type("Which parts of your life?", "school\nchoir")
    hand.press("Leave in peace")
    hand.press("Keep out of reports")
    hand.type("Who introduced you?", "holw")
    hand.press("Mara Holwell")
    hand.press("Done")
    assert workbook.get(Person, ines.id) == ines.changed(
        name="Ines Okafor",
        audience="analysts",
        closeness="close",
        offers=["pupils", "lend her the projector"],
        will_ask=True,
        cadence_days=60,
        target_by=date(2026, 4, 30),
        note="likes tea",
        emails=["ines@okafor.example", "io@work.example"],
        circles=["school", "choir"],
        do_not_contact=True,
        keep_out_of_reports=True,
        introduced_by=mara.id,
    )
    assert form.status.text.startswith("Saved")


def test_the_sheet_shows_again_what_was_kept(workbook: Workbook) -> None:
    with_plan(workbook)
    workbook.add(Person(name="Ines", offers=["pupils", "the projector"], will_ask=True, do_not_contact=True))
    form, hand = people_form(workbook)
    hand.press("Ines")
    assert form.sheet.help.value == ["pupils", "will_ask"]
    assert form.sheet.own_help.value == ["the projector"]
    assert form.sheet.wishes.value == ["do_not_contact"]
    hand.press("try your training on pupils")
    hand.press("Done")
    assert only(workbook).offers == ["the projector"]


def test_an_offer_that_lost_its_words_is_not_shown_by_its_id(workbook: Workbook) -> None:
    plan = with_plan(workbook)
    workbook.add(Person(name="Ines", offers=["pupils", "the projector"]))
    workbook.set(plan, "help.offers.pupils.what", "", "try your training on pupils")
    form, hand = people_form(workbook)
    hand.press("Ines")
    assert form.sheet.own_help.value == ["the projector"]
    hand.type("Or in your own words", "a lift")
    hand.press("Done")
    assert only(workbook).offers == ["pupils", "a lift"]


def test_a_bad_value_is_said_at_its_field_and_nothing_is_lost(workbook: Workbook) -> None:
    workbook.add(Person(name="Ines"))
    _, hand = people_form(workbook)
    hand.press("Ines")
    hand.type("Be in touch every", "often")
    hand.press("Done")
    assert "write a whole number of days from 1 to 3,650" in hand.text()
    assert hand.field("Be in touch every").value == "often"
    hand.type("Be in touch every", "90")
    hand.press("Done")
    assert only(workbook).cadence_days == 90


def test_nobody_introduced_themselves(workbook: Workbook) -> None:
    workbook.add(Person(name="Ines Okafor"))
    _, hand = people_form(workbook)
    hand.press("Ines")
    hand.press("More about them")
    hand.type("Who introduced you?", "okafor")
    hand.press("Ines Okafor")
    hand.press("Done")
    assert "somebody else must have introduced them" in hand.text()
    assert only(workbook).introduced_by == ""


def test_naming_somebody_puts_them_in_the_plan_and_back(workbook: Workbook) -> None:
    ines = workbook.add(Person(name="Ines"))
    _, hand = people_form(workbook)
    hand.press("Ines")
    hand.press("Yes, name them in my plan")
    hand.press("Done")
    assert workbook.plan().when.named == [ines.id]
    assert "named in your plan" in hand.text()
    hand.press("Ines")
    hand.press("Yes, name them in my plan")
    hand.press("Done")
    assert workbook.plan().when.named == []


def test_a_change_from_elsewhere_is_shown_beside_mine(workbook: Workbook) -> None:
    ines = workbook.add(Person(name="Ines"))
    _, hand = people_form(workbook)
    hand.press("Ines")
    open_workbook().set(ines, "note", "from the other notebook", "")
    hand.type("Note", "mine")
    hand.press("Done")
    assert "from the other notebook" in hand.text()
    hand.press("Keep mine")
    assert only(workbook).note == "mine"


# --- taking out --------------------------------------------------------------------------------------------------


def test_a_row_of_somebody_who_was_removed_elsewhere_says_so_and_the_others_stay(workbook: Workbook) -> None:
    for name in ("Ada Stone", "Bo Fox"):
        workbook.add(Person(name=name))
    form, hand = people_form(workbook)
    open_workbook(workbook.path).remove(workbook.where(Person)[0])
    hand.press("Ada Stone")
    assert form.status.state == "failed"
    assert not hand.offers("Ada Stone")
    hand.press("Bo Fox")
    assert form.sheet.person is not None


def test_a_removed_person_comes_back_with_their_log(workbook: Workbook) -> None:
    ines = workbook.add(Person(name="Ines"))
    coffee = workbook.add(Interaction(on=date(2026, 2, 3), people=[ines.id]))
    _, hand = people_form(workbook)
    hand.press("Ines")
    hand.press("Remove Ines")
    assert workbook.count() == 0
    assert workbook.where(Interaction) == []
    assert "Removed Ines." in hand.text()
    hand.press("Undo")
    assert only(workbook) == ines
    assert workbook.where(Interaction) == [coffee]
    assert not hand.offers("Undo")


def test_forgetting_somebody_takes_two_steps_and_leaves_no_trace(workbook: Workbook) -> None:
    workbook.add(Person(name="Ines Okafor", note="tea"))
    _, hand = people_form(workbook)
    hand.press("Ines")
    hand.press("More about them")
    hand.press("Forget them for good")
    assert "This can't be undone." in hand.text()
    hand.press("Keep them")
    assert workbook.count() == 1
    hand.press("Forget them for good")
    hand.press("Forget Ines Okafor for good")
    assert workbook.count() == 0
    assert b"Okafor" not in workbook.path.read_bytes()
    assert "Nobody here yet" in hand.text()


# --- many at once ------------------------------------------------------------------------------------------------


def test_tag_audience_circle_and_cadence_go_to_all_who_are_shown_and_back(workbook: Workbook) -> None:
    with_plan(workbook)
    before = [
        workbook.add(Person(name="Ines", organisation="Leeds General", circles=["choir"], cadence_days=30)),
        workbook.add(Person(name="Sven", organisation="Leeds General")),
        workbook.add(Person(name="Mara", organisation="Kestrel Books")),
    ]
    _, hand = people_form(workbook)
    hand.type("Find people", "leeds")
    hand.press("Tag or change these 2 people at once")
    hand.type("A tag", "met in Leeds")
    hand.type("Which of your people", "analysts at our hospitals")
    hand.type("Which part of your life?", "health")
    hand.type("Be in touch every", "90")
    hand.press("Apply to all 2 found")
    ines, sven, mara = before
    assert workbook.where(Person) == [
        ines.changed(audience="analysts", circles=["choir", "health"], cadence_days=90, tags=["met in Leeds"]),
        sven.changed(audience="analysts", circles=["health"], cadence_days=90, tags=["met in Leeds"]),
        mara,
    ]
    assert workbook.changes()[0].what == "Changed 2 people at once"
    hand.press("Undo")
    assert workbook.where(Person) == before


def test_all_who_are_found_are_meant_also_those_who_are_not_on_the_screen(workbook: Workbook) -> None:
    workbook.add_all([Person(name=f"Person {n:02}") for n in range(25)], "Many")
    _, hand = people_form(workbook)
    hand.press("Tag or change these 25 people at once")
    hand.type("A tag", "choir")
    hand.press("Apply to all 25 found")
    assert all(person.tags == ["choir"] for person in workbook.where(Person))


def test_one_person_and_one_row_are_said_as_one(workbook: Workbook) -> None:
    for name in ("Ines", "Mara"):
        workbook.add(Person(name=name))
    _, hand = people_form(workbook)
    hand.press("Tag or change these 2 people at once")
    hand.type("Find people", "mara")
    assert hand.offers("Tag or change this person at once")
    assert hand.offers("Take this person along")
    found = preview(workbook, uploaded("Connections.csv", f"{HEADER}Ada,Quill,,,,,01 Jan 2024\n".encode()))
    assert "; 1 row." in preview_html(found)


def test_a_change_of_very_many_says_how_far_it_is_and_can_be_stopped(workbook: Workbook) -> None:
    workbook.add_all([Person(name=f"Person {n:03}") for n in range(300)], "Many")
    form, hand = people_form(workbook)
    hand.press("Tag or change these 300 people at once")
    hand.type("A tag", "choir")
    seen: list[int] = []

    def stop(progress: Progress) -> bool:
        seen.append(progress.rows)
        return progress.rows < 200

    form.work._watch = stop  # type: ignore[method-assign]
    hand.press("Apply to all 300 found")
    assert (seen, form.status.text) == ([0, 100, 200], "Stopped. Nobody was changed.")
    assert not any(person.tags for person in workbook.where(Person))


def test_more_of_those_who_were_removed_elsewhere_meanwhile_are_just_not_there(workbook: Workbook) -> None:
    workbook.add_all([Person(name=f"Person {n:03}") for n in range(14)], "Many")
    form, hand = people_form(workbook)
    elsewhere = open_workbook(workbook.path)
    for person in elsewhere.where(Person)[:3]:
        elsewhere.remove(person)
    hand.press("2 more")
    assert form.status.state != "failed"
    assert len(form.rows._box.children) == 11


def test_where_nobody_is_found_nobody_is_changed(workbook: Workbook) -> None:
    workbook.add_all([Person(name="Ines"), Person(name="Sven")], "Two")
    form, hand = people_form(workbook)
    hand.press("Tag or change these 2 people at once")
    hand.type("A tag", "choir")
    hand.type("Find people", "nobody")
    assert not hand.offers("Tag or change")
    assert not hand.offers("Apply")
    form.together.apply()  # a click that was under way
    assert form.status.text == "Not saved: nobody is listed; look for somebody first."
    hand.type("Find people", "")
    assert hand.field("A tag").value == "choir"


def test_a_company_that_was_chosen_stays_in_sight_when_nobody_is_found(workbook: Workbook) -> None:
    workbook.add_all([Person(name=name, organisation="Data Works") for name in ("Ines", "Sven")], "Two")
    _, hand = people_form(workbook)
    hand.press("Tag or change these 2 people at once")
    hand.type("Only one company?", "Data Works (2)")
    hand.type("Find people", "nobody")
    assert not hand.offers("Apply")
    assert hand.field("Only one company?").value == "Data Works"


def test_applying_nothing_or_nonsense_changes_nobody(workbook: Workbook) -> None:
    workbook.add_all([Person(name="Ines"), Person(name="Sven")], "Two")
    form, hand = people_form(workbook)
    before = workbook.changes()
    hand.press("Tag or change these 2 people at once")
    hand.press("Apply to all 2 found")
    assert "write a tag, a circle or a number of days, or choose which of your people they are" in form.status.text
    hand.type("Which part of your life?", "choir")
    hand.type("Be in touch every", "seldom")
    hand.press("Apply to all 2 found")
    assert "write a whole number of days" in form.status.text
    assert workbook.changes() == before


@pytest.mark.parametrize(("number", "look"), [(4, "filled"), (60, "quiet")])
def test_with_few_people_the_way_to_bring_in_more_stands_out(workbook: Workbook, number: int, look: str) -> None:
    workbook.add_all([Person(name=f"Person {n}") for n in range(number)], "Some")
    _, hand = import_form(workbook)
    looks = {"filled", "quiet"} & set(hand.button("Bring in people from a file")._dom_classes)
    assert looks == {look}


# --- bringing in -------------------------------------------------------------------------------------------------


def test_an_import_is_looked_at_then_done_by_one_button_then_undone(workbook: Workbook) -> None:
    form, hand = import_form(workbook)
    told: list[int] = []
    form.tell = lambda: told.append(workbook.count())
    assert "How to ask LinkedIn for the file" in hand.text()
    hand.type("Or where is it", f'"{LINKEDIN / "2022.csv"}"')
    hand.press("Look at it")
    assert workbook.count() == 0
    assert "4 new" in hand.text()
    assert "1 × a hidden member: LinkedIn gives only the day line 7" in hand.text()
    hand.press("Import 4 people")
    assert workbook.count() == 4
    assert "2 Mar 2026: 4 new, 1 left out, from 2022.csv" in hand.text()
    assert not hand.offers("Import")
    hand.press("Undo")
    assert workbook.count() == 0
    assert workbook.where(ImportBatch) == []
    assert told == [4, 0]


def test_a_chosen_file_is_looked_at_and_not_now_leaves_everything(workbook: Workbook) -> None:
    form, hand = import_form(workbook)
    content = (LINKEDIN / "2018.csv").read_bytes()
    one = {"name": "Connections.csv", "type": "text/csv", "size": len(content), "last_modified": datetime(2026, 3, 1)}
    form.upload.value = ({**one, "content": memoryview(content)},)
    form.work.wait()
    assert form.upload.value == ()
    assert hand.offers("Import 2 people")
    hand.press("Not now")
    assert not hand.offers("Import")
    assert workbook.count() == 0


def test_a_file_that_cannot_be_read_is_said_at_the_field(workbook: Workbook, tmp_path: Path) -> None:
    (tmp_path / "shopping.pdf").write_text("eggs,milk\n")
    form, hand = import_form(workbook)
    hand.press("Look at it")
    assert "Write where the file is" in hand.text()
    unread = {"shopping.pdf": "What can be read", "nowhere": "There is no file"}
    for path, said in unread.items():
        hand.type("Or where is it", str(tmp_path / path))
        hand.press("Look at it")
        assert said in hand.text()
        assert form.status.state == "failed"


def test_what_is_known_already_offers_no_import(workbook: Workbook) -> None:
    _form, hand = import_form(workbook)
    for _ in range(2):
        hand.look_at(LINKEDIN / "2018.csv")
        if hand.offers("Import 2 people"):
            hand.press("Import 2 people")
    assert "2 unchanged" in hand.text()
    assert not hand.offers("Import")


def test_with_people_the_import_waits_behind_one_button(workbook: Workbook) -> None:
    workbook.add(Person(name="Ines"))
    _, hand = import_form(workbook)
    assert not hand.offers("Look at it")
    hand.press("Bring in people from a file")
    assert hand.offers("Look at it")


def test_a_preview_escapes_what_the_file_says_and_gathers_the_reasons(workbook: Workbook) -> None:
    rows = [f"<b>{n}</b>,<script>x</script>,,,,,99 Foo {n}" for n in range(8)] + [",,,,,,01 Jan 2024"] * 7
    found = preview(workbook, uploaded("<i>.csv", (HEADER + "\n".join(rows) + "\n").encode()))
    said = preview_html(found)
    assert "<b>" not in said
    assert "<script" not in said
    assert "<i>" not in said
    assert "lines 10, 11, 12, 13, 14 and 2 more" in said
    assert "and 3 more reasons" in said
    assert "The first of them" in said


# --- the sample --------------------------------------------------------------------------------------------------


def test_the_sample_can_be_looked_at_and_says_that_it_keeps_nothing() -> None:
    sample = open_sample()
    form, hand = people_form(sample)
    assert len(form.rows._box.children) == 12
    form.rows._box.children[0].click()
    hand.type("Note", "x")
    hand.press("Done")
    assert "only for looking around" in form.status.text
    bring, other = import_form(sample)
    other.press("Bring in people from a file")
    other.look_at(LINKEDIN / "2018.csv")
    other.press("Import 2 people")
    assert "only for looking around" in bring.status.text


# --- here twice --------------------------------------------------------------------------------------------------


def merge_form(workbook: Workbook) -> tuple[MergeForm, Hand]:
    form = MergeForm(workbook)
    hand = Hand(form.widget)
    hand.press("Look for people who are here twice")
    return form, hand


def test_two_who_may_be_one_stand_side_by_side_and_become_one_and_two_again(workbook: Workbook) -> None:
    workbook.add(Person(name="Ada Stone", organisation="Rail North", note="<b>tea</b>"))
    typed = workbook.add(Person(name="Ada Stone", emails=["ada@stone.example"], role="Editor", source="linkedin"))
    workbook.add(Exchange(on=workbook.today, person=typed.id, direction="given", kind="advice"))
    plan = workbook.plan()
    workbook.save_plan(plan.changed(when=plan.when.changed(named=[typed.id])), plan)
    form, hand = merge_form(workbook)
    assert "The same name" in hand.text()
    assert "In your workbook named in your plan, 1 time in your log, from LinkedIn typed here" in hand.text()
    assert "ada@stone.example" in hand.text()
    assert "&lt;b&gt;tea&lt;/b&gt;" in side_by_side(form.pair)
    hand.press("The same person")
    assert only(workbook).emails == ["ada@stone.example"]
    assert not hand.offers("Different people")
    hand.press("Undo")
    assert workbook.count() == 2
    assert hand.offers("Different people")


def test_different_people_are_not_asked_about_again_and_later_comes_last(workbook: Workbook) -> None:
    for name in ("Ada Stone", "Ada Stone", "Bo Fox", "Bo Foxe"):
        workbook.add(Person(name=name))
    _, hand = merge_form(workbook)
    assert "Two pairs" in hand.text()
    hand.press("Later")
    assert "Bo Foxe" in hand.text()
    hand.press("Different people")
    assert "Ada Stone" in hand.text()
    hand.press("Different people")
    assert not hand.offers("The same person")
    assert "They stay two people. That was the last." in hand.text()
    hand.press("Look for people")
    assert "Nobody seems to be here twice" in hand.text()


def test_after_two_are_one_the_pairs_that_are_left_are_asked_about_too(workbook: Workbook) -> None:
    ids = [workbook.add(Person(name=name, note="tea" * n)).id for n, name in enumerate(["Ada Stone"] * 4)]
    form = MergeForm(workbook)
    form.look({ids[0]})  # as after an import: the one who was there, whose name three new people have
    hand = Hand(form.widget)
    for said in ("Three pairs to look at", "is one person now. Two pairs to look at", "now. One pair to look at"):
        assert said in hand.text()
        hand.press("The same person")
    assert "Ada Stone is one person now. That was the last." in hand.text()
    assert workbook.count() == 1


def test_only_a_sure_pair_has_an_answer_that_stands_out_and_a_company_is_written_as_it_is(workbook: Workbook) -> None:
    for name in ("Robert Smith", "Bob Smith", "Ada Stone", "Ada Stone"):
        workbook.add(Person(name=name, organisation="eBay"))
    _, hand = merge_form(workbook)
    assert "filled" in hand.button("The same person")._dom_classes
    hand.press("Different people")
    assert "Names that are alike, both at eBay" in hand.text()
    assert "filled" not in hand.button("The same person")._dom_classes


@pytest.mark.parametrize("answer", ["The same person", "Different people", "Later"])
def test_an_answer_that_could_not_be_kept_is_not_given_to_the_next_pair(workbook: Workbook, answer: str) -> None:
    for name in ("Ada Stone", "Ada Stone", "Bo Fox", "Bo Foxe"):
        workbook.add(Person(name=name))
    form, hand = merge_form(Workbook(workbook.path, workbook.today, look_only=True))
    before = form.pair
    for _ in range(3):
        hand.press(answer)
        assert "only for looking around" in form.status.text
        assert form.pair == before


def test_an_import_of_several_files_is_one_line_with_one_undo(workbook: Workbook, tmp_path: Path) -> None:
    for name in ("2022.csv", "Invitations.csv"):
        (tmp_path / name).write_bytes((LINKEDIN / name).read_bytes())
    _form, hand = import_form(workbook)
    hand.look_at(tmp_path)
    hand.press("Import")
    assert hand.text().count("left out, from 2022.csv, Invitations.csv") == 1
    hand.press("Undo")
    assert (workbook.count(), workbook.where(ImportBatch)) == (0, [])


# --- who the owner is --------------------------------------------------------------------------------------------


def test_who_you_are_is_asked_once_where_it_matters_with_a_guess_and_can_be_changed_later(
    workbook: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/London")
    _form, hand = import_form(workbook)
    hand.look_at(MAIL)
    assert "Which of these people are you?" in hand.text()
    assert not hand.offers("Import")
    assert hand.field("Your name").value == "Robin Field"
    assert hand.field("Your e-mail addresses").value == "robin@field.example"
    assert (hand.field("Country").value, hand.field("Time zone").value) == ("GB", "Europe/London")
    hand.type("Time zone", "London")
    hand.press("That's me, go on")
    assert "write a time zone as Europe/London" in hand.text()
    hand.type("Time zone", "Europe/London")
    hand.press("That's me, go on")
    settings = workbook.settings()
    assert (settings.owner_names, settings.owner_addresses) == (["Robin Field"], ["robin@field.example"])
    assert (settings.region, settings.zone) == ("GB", "Europe/London")
    assert hand.offers("Import")
    hand.look_at(MAIL)
    assert "Which of these people are you?" not in hand.text()
    hand.press("Who you are")
    hand.type("Your e-mail addresses", "robin@field.example\nr.field@work.example")
    hand.press("Save")
    assert workbook.settings().owner_addresses == ["robin@field.example", "r.field@work.example"]


def test_who_you_are_can_be_said_while_the_columns_of_a_table_are_asked_about(workbook: Workbook) -> None:
    form, hand = import_form(workbook)
    hand.look_at(uploaded("friends.csv", b"Wer,Wo\nInes Okafor,Leeds\n"))
    hand.type("Wer", "Name")
    hand.press("Who you are")
    hand.type("Your name", "Nora Elmfield")
    hand.press("Save")
    assert workbook.settings().owner_names == ["Nora Elmfield"]
    hand.press("Look at it with these")
    assert form.status.text == "Nothing of friends.csv is brought in yet"
    hand.press("Import 1 person")
    assert only(workbook).name == "Ines Okafor"


def test_who_you_are_can_wait_but_mail_says_that_it_needs_an_address(workbook: Workbook) -> None:
    _, hand = import_form(workbook)
    hand.look_at(MAIL)
    hand.press("Not now")
    assert "say first which e-mail addresses are yours" in hand.text()
    hand.look_at(LINKEDIN / "messages_2021.csv")
    assert "Which of these people are you?" not in hand.text()
    assert hand.offers("Import")


def test_connections_alone_need_nobody_to_say_who_they_are(workbook: Workbook) -> None:
    _, hand = import_form(workbook)
    hand.look_at(LINKEDIN / "2022.csv")
    assert hand.offers("Import 4 people")


# --- while it runs -----------------------------------------------------------------------------------------------


def many(number: int) -> File:
    rows = [f"Ines,Okafor {n},https://www.linkedin.com/in/okafor-{n},,,,08 Jan 2021\n" for n in range(number)]
    return uploaded("Connections.csv", (HEADER + "".join(rows)).encode())


def test_what_is_pressed_while_something_runs_takes_nothing_away(workbook: Workbook) -> None:
    form, hand = import_form(workbook)
    hand.look_at(LINKEDIN / "2018.csv")
    go_on = Event()
    form.work.start("Taking its time", lambda _: go_on.wait(), lambda _: None)
    form.run()
    form.look_at(LINKEDIN / "nowhere.csv")
    assert "One thing at a time" in form.status.text
    go_on.set()
    form.work.wait()
    hand.press("Import 2 people")
    assert workbook.count() == 2


def test_an_import_that_runs_says_how_far_it_is_and_a_stop_leaves_nothing_half_done(workbook: Workbook) -> None:
    form, hand = import_form(workbook)
    hand.look_at(many(3_000))
    Hand(form.widget).press("Import 3,000 people")
    running = Hand(form.widget)
    assert "Bringing in 3,000 people" in running.text()
    assert not form.flush()
    form.run()  # a second click does nothing
    running.press("Stop")
    form.work.wait()
    assert form.status.text == "Stopped. Nothing was brought in."
    assert not hand.offers("Stop")
    assert form.flush()
    assert (workbook.count(), workbook.where(ImportBatch), workbook.changes()) == (0, [], [])
    hand.look_at(many(3_000))
    hand.press("Import 3,000 people")
    assert workbook.count() == 3_000


# --- right after an import ---------------------------------------------------------------------------------------


def test_somebody_typed_before_and_imported_by_name_is_put_together_right_after(workbook: Workbook) -> None:
    workbook.add(Person(name="zoë  lund, mba, PMP", note="tea"))
    _, hand = import_form(workbook)
    hand.press("Bring in people from a file")
    hand.look_at(LINKEDIN / "2022.csv")
    assert "One new person has the name of somebody who is here already." in hand.text()
    hand.press("Import 4 people")
    assert workbook.count() == 5
    assert "One pair to look at" in hand.text()
    hand.press("The same person")
    assert workbook.count() == 4
    (one,) = [person for person in workbook.where(Person) if person.note == "tea"]
    assert (one.url, one.source) == ("https://uk.linkedin.com/in/Zo%C3%AB-Lund/", "linkedin")


def test_after_an_import_those_who_came_in_are_shown_alone_and_tagged_by_company_and_position(
    workbook: Workbook,
) -> None:
    workbook.add_all([Person(name="Ada Stone", organisation="Data Works"), Person(name="Bo Fox")], "Two")
    rows = [
        f"Ines,Okafor {n},https://www.linkedin.com/in/okafor-{n},,{company},{role},08 Jan 2021\n"
        for n, (company, role) in enumerate(
            [("Data Works", "Analyst")] * 3 + [("Data Works", "Baker")] * 2 + [("Kestrel", "Analyst"), ("", "")]
        )
    ]
    people, seen = people_form(workbook)
    bring, hand = import_form(workbook)
    bring.tell = people.refresh
    assert not seen.offers("Show only those who came in last")
    hand.press("Bring in people from a file")
    hand.look_at(uploaded("Connections.csv", (HEADER + "".join(rows)).encode()))
    hand.press("Import 7 people")
    assert "7 of your 9 people" in seen.text()
    seen.press("Tag or change these 7 people at once")
    seen.type("Only one company?", "Data Works (5)")
    assert "5 of your 9 people" in seen.text()
    seen.type("Only one position?", "Analyst (3)")
    seen.type("A tag", "data people")
    seen.press("Apply to all 3 found")
    tagged = [person for person in workbook.where(Person) if person.tags == ["data people"]]
    assert {(person.organisation, person.role) for person in tagged} == {("Data Works", "Analyst")}
    assert len(tagged) == 3
    assert all(person.cadence_days is None for person in workbook.where(Person))
    seen.press("Show everybody")
    seen.type("Only one position?", "All of them")
    assert "6 of your 9 people" in seen.text()  # Ada Stone is at Data Works, too


def test_somebody_who_did_not_come_in_last_is_found_after_an_import_too(workbook: Workbook) -> None:
    workbook.add(Person(name="Bo Fox"))
    people, seen = people_form(workbook)
    bring, hand = import_form(workbook)
    bring.tell = people.refresh
    hand.press("Bring in people from a file")
    hand.look_at(uploaded("Connections.csv", f"{HEADER}Ines,Okafor,,,Data Works,,08 Jan 2021\n".encode()))
    hand.press("Import 1 person")
    assert "1 of your 2 people" in seen.text()
    seen.type("Find people", "nobody of that name")
    assert "Nobody of your 2 people by that word" in seen.text()
    assert seen.offers("Show everybody")  # a slip of the hand keeps to those who came in
    seen.type("Find people", "fox")
    assert seen.offers("Bo Fox")


# --- taking along ------------------------------------------------------------------------------------------------


def test_those_who_are_shown_go_along_as_one_vcard_file(workbook: Workbook) -> None:
    workbook.add_all([Person(name="Ines Okafor"), Person(name="Zoë Okafor"), Person(name="Mara Holwell")], "Three")
    form, hand = people_form(workbook)
    hand.type("Find people", "okafor")
    hand.press("Take these 2 people along (vCard)")
    (link,) = [one.value for one in hand.seen() if "people.vcf" in str(getattr(one, "value", ""))]
    cards = b64decode(link.split("base64,")[1].split('"')[0]).decode()
    assert [line for line in cards.splitlines() if line.startswith("FN:")] == ["FN:Ines Okafor", "FN:Zoë Okafor"]
    hand.type("Find people", "mara")
    assert "Download the vCard file" not in hand.text()  # it was for others
    assert form.status.state != "failed"


def test_endorsements_stay_out_of_the_balance_until_somebody_counts_them(workbook: Workbook) -> None:
    form, hand = import_form(workbook)
    assert "endorsements" not in hand.text()
    named = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status"
    row = "2024/03/07 09:12:00 UTC,Statistics,Ines,Okafor,www.linkedin.com/in/ines-okafor-7,ACCEPTED"
    form.look_at(uploaded("Endorsement_Received_Info.csv", f"{named}\n{row}\n".encode()))
    form.work.wait()
    form.run()
    form.work.wait()
    assert "a click each" in hand.text()
    assert "They count as times then, and with points once you rate them, under Latest in 3_log." in hand.text()
    assert Frames(workbook, None).overall["n"] == 0
    hand.press("Count endorsements as help")
    assert form.flush()
    overall = Frames(workbook, None).overall
    assert (overall["n"], overall["given"], overall["received"]) == (1, 0, 0)
    again, other = import_form(workbook)
    other.press("Count endorsements as help")
    assert "Saving" in other.text()
    assert again.flush()
    assert "Saved" in other.text()
    form.refresh()
    assert not hand.button("Count endorsements as help").value, "it was changed elsewhere"
