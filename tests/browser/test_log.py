"""3_log in a real browser: one entry and how many keys it takes, the latest entries, your 15 minutes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from desk import Notebook, OpenNotebook
from playwright.sync_api import Locator, expect

from netkit import Exchange, Interaction, Person, Workbook, open_workbook
from netkit.questions import Goal, Plan, Why
from netkit.records import Action, Progress

FOCUSED = """() => {
  const one = document.activeElement;
  return (one.labels?.[0]?.innerText || one.innerText || one.getAttribute('aria-label') || one.tagName).trim();
}"""
TOO_WIDE = """() => [...document.querySelectorAll('.jp-OutputArea .nk')]
  .filter(form => form.scrollWidth > form.clientWidth + 1).length"""


def seeded(path: Path) -> Workbook:
    """A workbook with six people, one of them met in April, a promise, and a note."""
    workbook = open_workbook(path)
    today = workbook.today
    ines = Person(id="ines", name="Ines Okafor", role="teacher", organisation="Bright Foods")
    workbook.add_all([ines, *(Person(name=f"{name} Okafor") for name in ("Eve", "Jonas", "Lena", "Ada"))], "Five")
    mara = workbook.add(Person(id="mara", name="Mara Holwell"))
    workbook.add(Interaction(on=today - timedelta(30), people=[ines.id], channel="in_person", outcome="met"))
    workbook.add(Interaction(on=today - timedelta(2), people=[mara.id], channel="email"))
    workbook.add(Action(person=mara.id, kind="promise", what="send the slides", due_on=today))
    return workbook


def log(open_notebook: OpenNotebook, width: int = 1600, dark: bool = False) -> Notebook:
    """3_log with every cell run and the side bar out of the way."""
    notebook = open_notebook("3_log", width=width, dark=dark)
    notebook.side_bar(False)
    notebook.run_all()
    notebook.says("Your 15 minutes")
    return notebook


class Counter:
    """A person at the form, whose keys and clicks are counted."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook, self.keys, self.clicks = notebook, 0, 0

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1

    def type(self, text: str) -> None:
        self.notebook.page.keyboard.type(text, delay=60)
        self.keys += len(text)

    def press(self, key: str) -> None:
        self.notebook.page.keyboard.press(key)
        self.keys += 1

    def tab_to(self, words: str) -> None:
        """Tab until the focus is on what begins with these words."""
        for _ in range(30):
            if self.focused().startswith(words):
                return
            self.press("Tab")
        raise AssertionError(f"{words!r} is not reached by Tab; the focus is on {self.focused()!r}")

    def focused(self) -> str:
        found: str = self.notebook.page.evaluate(FOCUSED)
        return re.sub(r"^✓\s*", "", found)

    def is_at(self, words: str) -> None:
        """Wait until the focus is on what begins with these words."""
        wait = f"words => ({FOCUSED})().startsWith(words)"
        self.notebook.page.wait_for_function(wait, arg=words)


def by_mouse(person: Counter) -> None:
    """A known person, coffee, one thing given, with a mouse where a mouse is quickest."""
    notebook = person.notebook
    person.click(notebook.field("Who?"))
    person.type("okaf")
    person.click(notebook.button("Ines Okafor teacher"))
    person.is_at("coffee")
    person.click(notebook.button("coffee"))
    person.click(notebook.button("+ What I gave"))
    person.is_at("What was it?")
    person.type("i")
    expect(notebook.field("What is it worth to them?")).to_have_value("3  real help, settled a question or a task")
    person.click(notebook.button("Save coffee with Ines"))


def by_keyboard(person: Counter) -> None:
    """The same without a mouse, from the field that has the focus after each save."""
    notebook = person.notebook
    notebook.field("Who?").focus()
    person.type("okaf")
    expect(notebook.button("Ines Okafor teacher")).to_be_visible()
    person.press("Enter")
    person.is_at("coffee")
    person.press("Space")
    expect(notebook.button("Save coffee with Ines")).to_be_visible()
    person.tab_to("+ What I gave")
    person.press("Enter")
    person.is_at("What was it?")
    person.type("i")
    expect(notebook.field("What is it worth to them?")).to_have_value("3  real help, settled a question or a task")
    person.tab_to("In a few words")
    person.press("Enter")


def test_an_entry_is_in_the_review_once_it_is_run_again(open_notebook: OpenNotebook, workbook: Path) -> None:
    today = seeded(workbook).today
    review = open_notebook("4_review")
    review.run_all()
    review.says("Help, both ways, will stand here")
    person = Counter(log(open_notebook))
    by_mouse(person)
    person.notebook.says("coffee with Ines Okafor, 1 given, 0 received")
    review.page.bring_to_front()
    review.run_all()
    review.says(f"Since {today.day} {today:%b}, 3 points given and 0 received")


@pytest.mark.parametrize(("hand", "most"), [(by_mouse, 25), (by_keyboard, 30)])
def test_a_common_entry_takes_few_keys_and_clicks(
    open_notebook: OpenNotebook,
    workbook: Path,
    capsys: pytest.CaptureFixture[str],
    hand: Callable[[Counter], None],
    most: int,
) -> None:
    stored = seeded(workbook)
    person = Counter(log(open_notebook))
    hand(person)
    person.notebook.says("coffee with Ines Okafor, 1 given, 0 received")
    person.is_at("Who?")
    expect(person.notebook.button("Undo")).to_be_in_viewport()
    taken = person.keys + person.clicks
    with capsys.disabled():
        said = f"{taken} ({person.keys} keys, {person.clicks} clicks; at most {most})"
        print(f"\nA common entry {hand.__name__.replace('_', ' ')}: {said}")
    assert taken <= most
    (given,) = stored.where(Exchange)
    assert (given.person, given.direction, given.kind, given.value) == ("ines", "given", "introduction", 3)
    entry = stored.latest(1)[0]
    assert (entry.on, entry.people, entry.avenue, entry.outcome) == (stored.today, ["ines"], "coffee", "met")


def test_an_entry_is_undone_brought_back_changed_and_there_after_a_restart_as_is_what_was_not_saved(
    open_notebook: OpenNotebook, workbook: Path
) -> None:
    stored = seeded(workbook)
    notebook = log(open_notebook)
    by_mouse(Counter(notebook))
    notebook.says("1 given, 0 received")
    notebook.button("Undo").click()
    notebook.says("taken back: Coffee with Ines Okafor")
    assert stored.where(Exchange) == []
    expect(notebook.button("Bring it back")).to_be_focused()
    notebook.page.keyboard.press("Enter")
    notebook.says("there again")
    notebook.button("Ines Okafor Coffee").click()
    notebook.says("Change this entry")
    notebook.field("What happened?").fill("She knows somebody at the hospital.")
    notebook.button("Save changes").click()
    notebook.says("A new entry")
    Counter(notebook).is_at("Who?")
    notebook.field("What happened?").fill("Half a sentence")
    notebook.says("Not saved yet")
    notebook.restart_kernel()
    notebook.run_all()
    notebook.says("Not saved yet: it stands here as you left it")
    expect(notebook.field("What happened?")).to_have_value("Half a sentence")
    notebook.button("Clear").click()
    Counter(notebook).is_at("Who?")
    notebook.field("Find an entry").fill("okafor coffee")
    expect(notebook.button("Mara Holwell E-mail")).to_have_count(0)
    notebook.button("Ines Okafor Coffee").click()
    expect(notebook.field("What happened?")).to_have_value("She knows somebody at the hospital.")
    expect(notebook.field("What was it?")).to_have_value("introduction")
    assert stored.latest(1)[0].note == "She knows somebody at the hospital."


def test_a_promise_is_kept_from_the_board(open_notebook: OpenNotebook, workbook: Path) -> None:
    stored = seeded(workbook)
    notebook = log(open_notebook)
    notebook.says("You promised: send the slides")
    notebook.button("Log Mara").first.click()
    expect(notebook.button("coffee")).to_be_focused()
    notebook.form.get_by_role("button", name="e-mail", exact=True).click()
    notebook.button("Save e-mail to Mara").click()
    notebook.says("e-mail to Mara Holwell, 0 given")
    expect(notebook.output.filter(has_text="You promised: send the slides")).to_have_count(0)
    assert stored.where(Action)[0].done_on == stored.today


def test_enter_right_after_quick_typing_saves_the_last_letters_too(open_notebook: OpenNotebook, workbook: Path) -> None:
    stored = seeded(workbook)
    notebook = log(open_notebook)
    notebook.button("Log Mara").first.click()
    expect(notebook.button("coffee")).to_be_focused()
    notebook.page.keyboard.press("Space")
    expect(notebook.button("Save coffee with Mara")).to_be_visible()
    notebook.field("Next step").click()
    notebook.page.keyboard.type("bring the book about timetables and trains", delay=5)
    notebook.page.keyboard.press("Enter")
    notebook.says("coffee with Mara Holwell, 0 given")
    assert stored.where(Action)[-1].what == "bring the book about timetables and trains"


def test_letters_on_a_buttons_focus_run_no_command_of_the_notebook(open_notebook: OpenNotebook, workbook: Path) -> None:
    seeded(workbook)
    notebook = log(open_notebook)
    cells = notebook.sources()
    notebook.button("+ What I received").focus()
    for key in ("d", "d", "a", "b", "0", "0", "i", "i"):
        notebook.page.keyboard.press(key)
    assert notebook.sources() == cells
    notebook.button("+ What I received").click()
    Counter(notebook).is_at("What was it?")
    notebook.page.keyboard.type("adv")
    expect(notebook.field("What was it?")).to_have_value("advice")


def test_pressed_too_early_the_button_says_why_and_a_failed_save_is_seen(
    open_notebook: OpenNotebook, workbook: Path
) -> None:
    seeded(workbook)
    notebook = log(open_notebook)
    notebook.button("Save").first.click()
    notebook.says("Not saved: who was it? Type a few letters above.")
    expect(notebook.field("Who?")).to_be_focused()
    notebook.field("Who?").fill("ines")
    expect(notebook.button("Ines Okafor").first).to_be_visible()
    notebook.page.keyboard.press("Enter")
    notebook.button("coffee").click()
    expect(notebook.button("Save coffee with Ines")).to_be_visible()
    away = workbook.with_name("away.sqlite")
    workbook.rename(away)
    notebook.button("Save coffee with Ines").click()
    notebook.says("Not saved:")
    away.rename(workbook)
    notebook.button("Save coffee with Ines").click()
    notebook.says("coffee with Ines Okafor, 0 given, 0 received")


@pytest.mark.parametrize(("width", "dark"), [(1600, False), (1000, True)])
def test_the_log_is_accessible_and_fits_with_everything_open(
    open_notebook: OpenNotebook, workbook: Path, width: int, dark: bool
) -> None:
    stored = seeded(workbook)
    goal = Goal(id="papers", outcome="three small analyses on paper", number=3, unit="other")
    stored.save_plan(Plan(why=Why(goals=[goal])), stored.plan())
    notebook = log(open_notebook, width=width, dark=dark)
    notebook.field("three small analyses").click()
    notebook.page.keyboard.type("2.5")
    notebook.says("2.5 of 3 today")
    expect(notebook.field("three small analyses")).to_be_focused()
    assert notebook.axe() == []
    notebook.screenshot(f"log-standing-{width}")
    notebook.page.keyboard.press("Tab")
    notebook.page.keyboard.press("Enter")
    notebook.says("taken back: How far")
    assert stored.where(Progress) == []
    notebook.button("Log Mara").first.click()
    notebook.field("Who?").fill("okaf")
    expect(notebook.button("Eve Okafor")).to_be_visible()
    notebook.screenshot(f"log-search-{width}")
    notebook.button("Eve Okafor").click()
    for button in ("coffee", "+ What I gave", "+ What I received", "More about this entry", "Change the day"):
        notebook.button(button).first.click()
    notebook.field("Next step").fill("send the list")
    expect(notebook.field("By when?")).to_be_visible()
    assert notebook.axe() == []
    assert notebook.page.evaluate(TOO_WIDE) == 0
    notebook.screenshot(f"log-open-{width}")
