"""1_plan in a real browser: filled in, found again, saved while other things happen, and by keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path

import icalendar
from desk import Notebook, OpenNotebook
from playwright.sync_api import Locator, expect

from netkit import Person, Plan, open_workbook

RUN = "code => { jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({code}); }"
SAVED = re.compile(r"^\s*Saved \d\d:\d\d")
NOTICE = "form => getComputedStyle(form, '::before').content"


def open_plan(open_notebook: OpenNotebook, workbook: Path, width: int = 1600, dark: bool = False) -> Notebook:
    """1_plan on one's own workbook, run."""
    open_workbook(workbook)
    notebook = open_notebook("1_plan", width=width, dark=dark)
    notebook.run_all()
    expect(notebook.field("What should be different")).to_be_visible()
    return notebook


def stored(workbook: Path) -> Plan:
    return open_workbook(workbook).plan()


def focused(notebook: Notebook) -> Locator:
    return notebook.page.locator(":focus")


def says_saved(notebook: Notebook) -> None:
    expect(notebook.form.locator(".status").filter(has_text=SAVED).first).to_be_visible()


def step(notebook: Notebook, name: str, question: str) -> None:
    notebook.button(f"{name} ").first.click()
    expect(notebook.form.get_by_role("heading", name=question)).to_be_visible()


def begin(notebook: Notebook, button: str, field: str, text: str) -> None:
    """Press a button that opens a sheet, wait for the cursor there, and type."""
    notebook.button(button).first.click()
    expect(notebook.field(field).first).to_be_focused()
    notebook.page.keyboard.type(text)
    expect(notebook.field(field).first).to_have_value(text)


def done(notebook: Notebook) -> None:
    notebook.button("Done").locator("visible=true").first.click()
    expect(notebook.button("Done").locator("visible=true")).to_have_count(0)


def fill_why_and_who(plan: Notebook) -> None:
    plan.field("What should be different").fill("I know if data work suits me.")
    begin(plan, "Add a goal", "What will you have then?", "I can describe an analyst's week")
    plan.field("What would move you most?").select_option(label="know-how")
    plan.field("How many?").fill("6")
    plan.field("Of what?").select_option(label="conversations")
    done(plan)
    step(plan, "Who", "Who could help")
    begin(plan, "which people?", "For “I can describe an analyst's week”", "analysts at our hospitals")
    plan.field("What fills their working day?").fill("waiting lists")
    plan.field("Where would you run into").fill("Leeds Data Meetup\nStaffroom Door")
    plan.field("Do you know any?").select_option(label="some")
    done(plan)


def fill_the_middle(plan: Notebook) -> None:
    step(plan, "What", "What do you want them to know?")
    plan.field("How did you get here?").fill("Nine years of maths.")
    plan.field("What should stick?").fill("makes numbers plain")
    plan.field("What would you ask for today?").fill("20 minutes about your start")
    plan.field("What can people come to you for?").fill("calming nervous audiences")
    step(plan, "Where", "Where will you meet them?")
    plan.button("near").first.click()
    plan.button("Leeds Data Meetup").first.click()
    step(plan, "How", "How will you reach them?")
    plan.field("One person at a time, groups, or both?").select_option(label="one person at a time")
    plan.button("coffee").first.click()
    begin_ifthen(plan)


def begin_ifthen(plan: Notebook) -> None:
    plan.button("Add an if-then").click()
    expect(plan.field("What sets it off?")).to_be_focused()
    plan.field("What sets it off?").select_option(label="a time of the week")
    plan.field("If it is ...").fill("Wednesday 16:15")
    plan.field("... then I ...").fill("write to one person")
    done(plan)


def fill_when_and_help(plan: Notebook) -> None:
    step(plan, "When", "When, how often, and whom first?")
    plan.field("How many new people").fill("1")
    plan.field("In what time?").first.select_option(label="a week")
    plan.field("Who comes to mind?").fill("Ines Okafor")
    expect(plan.button("Add “Ines Okafor”")).to_be_visible()
    plan.page.keyboard.press("Enter")
    expect(plan.button("Ines Okafor ×")).to_be_visible()
    expect(plan.field("Who comes to mind?")).to_be_focused()
    plan.field("What is your first step?").fill("ask my colleague")
    plan.field("When in the week are your 15 minutes?").select_option(label="Wednesday")
    plan.field("At what time?").fill("16:15")
    plan.field("Which day will you look back?").select_option(label="Sunday")
    step(plan, "Help", "How can I help?")
    begin(plan, "Add an offer", "What could you gladly give?", "try your training on pupils")
    plan.field("How long would it take?").select_option(label="15 minutes")
    done(plan)
    plan.button("Ines Okafor nothing chosen yet").click()
    expect(plan.field("In your own words")).to_be_visible()
    plan.form.locator("button.chip", has_text="try your training on pupils").click()
    done(plan)
    says_saved(plan)


def check_stored(workbook: Path) -> None:
    plan, (ines,) = stored(workbook), open_workbook(workbook).where(Person)
    assert plan.why.intent == "I know if data work suits me."
    assert [(goal.kind, goal.number, goal.unit) for goal in plan.why.goals] == [("knowledge", 6, "conversations")]
    (analysts,) = plan.who.audiences
    assert (analysts.goals, analysts.focus) == ([plan.why.goals[0].id], "waiting lists")
    assert (plan.message.remember, plan.message.help) == ("makes numbers plain", "calming nervous audiences")
    assert (plan.where.scopes, [venue.name for venue in plan.where.venues]) == (["local"], ["Leeds Data Meetup"])
    assert (plan.how.mode, [avenue.channel for avenue in plan.how.avenues]) == ("one_to_one", ["in_person"])
    assert [(one.cue, one.action) for one in plan.how.ifthens] == [("Wednesday 16:15", "write to one person")]
    assert (plan.when.number, plan.when.per, plan.when.named) == (1, "week", [ines.id])
    assert ines.offers == [plan.help.offers[0].id]


def test_the_seven_questions_are_filled_in_and_found_again_after_a_restart(
    open_notebook: OpenNotebook, workbook: Path
) -> None:
    plan = open_plan(open_notebook, workbook)
    plan.says("0 of 7 ready")
    assert plan.axe() == []
    fill_why_and_who(plan)
    fill_the_middle(plan)
    fill_when_and_help(plan)
    check_stored(workbook)
    plan.says("6 conversations")  # on the card
    plan.says("Hello Ines")
    assert plan.axe() == []

    plan.restart_kernel()
    plan.run_all()
    plan.button("Why ").first.click()
    expect(plan.field("What should be different")).to_have_value("I know if data work suits me.")
    plan.button("I can describe an analyst's week").first.click()
    expect(plan.field("How many?")).to_have_value("6")

    saved = plan.save()
    assert all(cell.get("outputs", []) == [] for cell in saved["cells"])
    assert "Ines" not in plan.file.read_text(encoding="utf-8")


def test_two_notebooks_keep_each_others_changes_and_a_conflict_is_shown(
    open_notebook: OpenNotebook, workbook: Path
) -> None:
    one = open_plan(open_notebook, workbook)
    other = open_plan(open_notebook, workbook)
    one.field("What should be different").fill("as the one says")
    says_saved(one)
    other.field("What should be different").fill("as the other says")
    other.says("Yours: “as the other says”")
    expect(other.button("Keep mine")).to_be_in_viewport()
    other.says("The other one: “as the one says”")
    assert other.axe() == []
    assert stored(workbook).why.intent == "as the one says"
    other.button("Keep mine").click()
    says_saved(other)
    assert stored(workbook).why.intent == "as the other says"


def test_a_save_that_fails_is_seen_and_recovers(open_notebook: OpenNotebook, workbook: Path) -> None:
    plan = open_plan(open_notebook, workbook)
    away = workbook.with_name("away.sqlite")
    workbook.rename(away)
    plan.field("What should be different").fill("still here")
    plan.says("Not saved: ")
    expect(plan.form.get_by_text("Not saved: ")).to_be_in_viewport()
    expect(plan.field("What should be different")).to_have_value("still here")
    away.rename(workbook)
    plan.button("Try again").click()
    says_saved(plan)
    assert stored(workbook).why.intent == "still here"


def test_what_is_typed_is_saved_while_another_cell_runs(
    open_notebook: OpenNotebook, workbook: Path, tmp_path: Path
) -> None:
    plan = open_plan(open_notebook, workbook)
    plan.field("What should be different").fill("I")
    says_saved(plan)  # a kernel that runs a cell answers from the second touch of a form on; the first one waits
    go_on = tmp_path / "go-on"
    plan.page.evaluate(RUN, f"import os, time\nwhile not os.path.exists({str(go_on)!r}): time.sleep(.05)")
    text = "I know if data work suits me, letter by letter."
    plan.field("What should be different").press("End")
    plan.field("What should be different").press_sequentially(text[1:], delay=15)
    plan.says(text)  # on the card, which shows what is stored
    assert stored(workbook).why.intent == text
    go_on.touch()
    plan.wait_ready()


def test_the_notebooks_keys_do_nothing_on_a_forms_button(open_notebook: OpenNotebook, workbook: Path) -> None:
    plan = open_plan(open_notebook, workbook)
    before = plan.sources()
    for name in ("Add a goal", "Next: Who", "Why "):
        plan.button(name).first.focus()
        for key in ("d", "d", "a", "b", "x"):
            plan.page.keyboard.press(key)
    assert plan.sources() == before


def test_the_first_pages_can_be_filled_in_by_keyboard_alone(open_notebook: OpenNotebook, workbook: Path) -> None:
    plan = open_plan(open_notebook, workbook)
    keys = plan.page.keyboard
    plan.button("Why ").first.focus()
    keys.press("Enter")
    expect(plan.field("What should be different")).to_be_focused()
    keys.type("I know if data work suits me.")
    keys.press("Tab")
    expect(plan.button("Add a goal")).to_be_focused()
    keys.press("Enter")
    expect(plan.field("What will you have then?")).to_be_focused()
    keys.type("six talks")
    keys.press("Tab")
    keys.type("know")  # a list chooses by its letters
    expect(plan.field("What would move you most?")).to_have_value("know-how")
    plan.button("Done").first.focus()
    keys.press("Enter")
    expect(plan.button("six talks")).to_be_focused()
    keys.press("Enter")
    expect(plan.field("What will you have then?")).to_be_focused()
    plan.button("Remove goal").focus()
    keys.press("Enter")
    expect(plan.button("Undo")).to_be_focused()
    keys.press("Enter")
    expect(plan.button("six talks")).to_be_focused()
    assert [(goal.outcome, goal.kind) for goal in stored(workbook).why.goals] == [("six talks", "knowledge")]


def test_a_form_whose_kernel_is_gone_says_that_it_does_not_save(open_notebook: OpenNotebook, workbook: Path) -> None:
    plan = open_plan(open_notebook, workbook)
    plan.restart_kernel()
    gone = plan.page.locator(".nk.jupyter-widgets-disconnected")
    expect(gone.first).to_be_visible()
    assert "Not saving: run this cell again" in gone.first.evaluate(NOTICE)
    plan.run_all()
    expect(gone).to_have_count(0)
    form = plan.page.locator(".nk").filter(has=plan.page.get_by_label("What should be different"))
    assert form.evaluate(NOTICE) == "none"
    plan.page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    expect(form).to_have_css("pointer-events", "none")
    assert "Not saving: run this cell again" in form.evaluate(NOTICE)


def test_the_first_opening_asks_and_the_sample_is_announced(open_notebook: OpenNotebook, workbook: Path) -> None:
    plan = open_notebook("1_plan")
    plan.run_all()
    plan.button("Look around in the sample").click()
    plan.says("Sample: invented names, look only.")
    plan.says("By May I know if data work suits me.")
    assert plan.axe() == []
    plan.button("Start my own").click()
    plan.says("Your workbook")
    plan.says("0 of 7 ready")


def test_the_sample_plan_is_legible_in_both_themes_and_widths(open_notebook: OpenNotebook, workbook: Path) -> None:
    plan = open_notebook("1_plan")
    plan.run_all()
    plan.button("Look around in the sample").click()
    plan.says("Step 1 of 7")
    for dark, width in ((False, 1000), (True, 1000), (True, 1600)):
        plan.dark(dark)
        plan.width(width)
        for name, question in (("Who", "Who could help"), ("How", "How will you reach"), ("When", "When, how often")):
            step(plan, name, question)
            assert plan.axe() == []
        plan.screenshot(f"plan-{width}-{'dark' if dark else 'light'}")


def pages(notebook: Notebook, file: Path) -> int:
    """How many sheets of paper a page takes."""
    page = notebook.page.context.new_page()
    page.set_content(file.read_text(encoding="utf-8"))
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_the_card_of_the_sample_fits_on_one_sheet(open_notebook: OpenNotebook, workbook: Path) -> None:
    plan = open_notebook("1_plan")
    plan.run_all()
    plan.button("Look around in the sample").click()
    with plan.page.expect_download() as card:
        plan.form.get_by_role("link", name="Download the card").click()
    assert pages(plan, card.value.path()) == 1


def test_the_card_and_the_calendar_are_files_to_save(open_notebook: OpenNotebook, workbook: Path) -> None:
    plan = open_plan(open_notebook, workbook)
    plan.field("What should be different").fill("I know if data work suits me.")
    step(plan, "When", "When, how often, and whom first?")
    plan.field("Which day will you look back?").select_option(label="Sunday")
    plan.says("10 minutes every Sunday")
    with plan.page.expect_download() as card:
        plan.form.get_by_role("link", name="Download the card").click()
    assert "<h1>I know if data work suits me.</h1>" in card.value.path().read_text(encoding="utf-8")
    assert card.value.suggested_filename.startswith("plan-")
    with plan.page.expect_download() as file:
        plan.form.get_by_role("link", name="Download the calendar file").click()
    assert file.value.suggested_filename == "networking.ics"
    (event,) = icalendar.Calendar.from_ical(file.value.path().read_bytes()).walk("VEVENT")
    assert event["rrule"]["freq"] == ["WEEKLY"]


def test_a_first_note_is_marked_by_keyboard_and_no_key_reaches_the_cells(
    open_notebook: OpenNotebook, workbook: Path
) -> None:
    notebook = open_notebook("1_plan")
    notebook.run_all()
    notebook.button("Look around in the sample").click()
    note = notebook.field("First note to Ciara Eastwood")
    note.focus()
    cells = notebook.page.locator(".jp-Cell").count()
    for key in ("Control+a", "d", "d"):
        notebook.page.keyboard.press(key)
    assert note.evaluate("note => note.value.slice(note.selectionStart, note.selectionEnd)") == note.input_value()
    assert note.input_value().startswith("Hello Ciara,")
    assert notebook.page.locator(".jp-Cell").count() == cells
