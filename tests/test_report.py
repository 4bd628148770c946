from __future__ import annotations

import re
import tempfile
from datetime import date, timedelta
from pathlib import Path

import nbformat
import pytest
from checker import complaints
from faker import Faker
from nbformat import NotebookNode

from netkit.charts.frames import Frames
from netkit.errors import NetkitError
from netkit.questions import Audience, Goal, Off, Plan, When, Who, Why
from netkit.records import Action, Exchange, Interaction, Person, SavedReport, Settings
from netkit.report import CellError, LeakError, Report, ReportExporter, make, parts, write
from netkit.report.contents import Contents
from netkit.report.figures import of_frames
from netkit.report.front import at_least, cards, changes
from netkit.report.making import report_notebook
from netkit.report.page import safe_html
from netkit.report.running import LONGEST_SOCKET, fingerprint, is_netkits, read_notebook
from netkit.report.saving import save
from netkit.report.scan import scan, secrets_of
from netkit.vocabulary import LEVEL
from netkit.workbook import Workbook, open_sample, open_workbook

TODAY = date(2026, 3, 29)  # a Sunday
LEVELS = [*LEVEL]
BROUGHT = Path(__file__).parents[1] / "netkit" / "report" / "brought_cells.txt"


def notebook(*sources: str, **metadata: object) -> NotebookNode:
    """A small notebook that is a report, its cells written by the owner; `# ` makes one of prose."""
    new = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
    cells = [new[source.startswith("#")](source) for source in sources]
    return nbformat.v4.new_notebook(cells=cells, metadata={"netkit": {"report": True}, **metadata})


@pytest.fixture
def workbook(own_workbook: Path) -> Workbook:
    """Twelve people met in as many weeks, a plan of one a week, two weeks off, and help both ways."""
    book = open_workbook(own_workbook, today=TODAY)
    goal = Goal(id="goal", outcome="I know a way in", kind="knowledge", number=6, unit="conversations", by="2026-05-31")
    plan = Plan(
        why=Why(intent="See how others work", goals=[goal]),
        who=Who(audiences=[Audience(id="all", description="analysts", goals=["goal"])]),
        when=When(number=1, per="week", off=[Off(first="2026-02-09", last="2026-02-20")]),
    )
    names = "Ada King|Bo Berg|Inés Okafor|王小明|Cy Dent|Di Eads|Ed Fox|Flo Gray|Gus Hale|Hal Ives|Ida Jay|Jo Kerr"
    people = [Person(name=name, audience="all", organisation="Acme Analytics") for name in names.split("|")]
    with book.change("a story") as change:
        change.write_plan(plan, date(2026, 1, 5))
        change.add_all(people)
        for week, person in enumerate(people):
            day = date(2026, 1, 5) + timedelta(weeks=week)
            outcome = "met" if week % 2 else "replied"
            change.add(
                Interaction(on=day, people=[person.id], channel="email", outcome=outcome, note="she cried a lot")
            )
        for n, way in enumerate(["given", "given", "received"]):
            change.add(Exchange(on=TODAY, person=people[n].id, direction=way, kind="advice", value=n + 2))
        change.add(Action(person=people[2].id, what="send Inés the list", due_on=TODAY, kind="promise"))
    book.set(book.settings(), "owner_names", ["Nora Elmfield"], [])
    book.set(book.settings(), "worked", "Asking Inés Okafor about one thing", "")
    return book


def plain(html: str) -> str:
    """The words of a page, without its style and tags."""
    bare = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", bare).replace("&nbsp;", " ").split())


@pytest.fixture(scope="module", params=LEVELS)
def of_sample(request: pytest.FixtureRequest) -> Report:
    return make(open_sample(), request.param)


def test_the_samples_report_is_sound_small_and_asks_nothing_of_anybody(of_sample: Report) -> None:
    html = of_sample.html
    assert complaints(html) == []
    asked = re.findall(r'\s(?:src|srcset|href|action|poster|data|background)="(?!#|data:)([^"]*)"', html)
    assert [link for link in asked if not link.startswith("https://doi.org/10.")] == []  # a source is asked by a click
    assert len(html.encode()) <= 400_000
    assert "<script" not in html
    assert "url(" not in re.sub(r"url\(#", "", html)
    assert "default-src 'none'" in html
    assert "/work" not in html
    assert "/tmp" not in html


def test_the_first_screen_of_the_samples_report_says_what_a_coach_wants_to_know(of_sample: Report) -> None:
    text = plain(of_sample.html)
    assert "Period 1 Dec 2025 to 29 Mar 2026" in text
    told = "Goal 5 of 6 conversations" in text  # tests/test_data.py counts these in the sample's story
    assert told == (of_sample.level != "none")  # they were with four people
    assert ("Weeks kept 10 of 13" in text) == (of_sample.level != "none")
    assert "Since the last report 1 Feb 29 Mar" in text
    assert "This is a sample: nobody in it exists." in text
    intent = "What should be different in three months? “By May I know if data work suits me.”"
    assert (intent in text) == (of_sample.level != "none")
    assert ("What I’d like from you" in text) == (of_sample.level != "none")


def test_the_sample_names_its_people_at_full_only(of_sample: Report) -> None:
    names = [person.name for person in open_sample().where(Person) if person.name]
    named = [name for name in names if name in of_sample.html]
    assert bool(named) == (of_sample.level == "full")
    assert of_sample.people == len(named)
    assert of_sample.warning.startswith("It names") == (of_sample.level == "full")


def test_eighty_people_of_common_names_would_not_stop_the_samples_report(of_sample: Report) -> None:
    faker = Faker("en_US")  # of the most frequent names, by the US Census and Social Security; see tests/test_scan.py
    faker.seed_instance(80)
    people = [Person(name=f"{faker.unique.first_name()} {faker.last_name()}") for _ in range(80)]
    assert scan(of_sample.html, secrets_of(Contents(people=people), of_sample.level)) == []


def test_the_review_of_an_empty_workbook_makes_a_report_too(own_workbook: Path) -> None:
    html = make(open_workbook(own_workbook, today=TODAY)).html
    assert complaints(html) == []
    text = plain(html)
    assert "Period 29 Mar 2026 Names" in text
    assert "There is no goal yet." in text
    assert "There is nothing to draw yet: the charts come with the first entries." in text
    assert [word for word in ("1_plan", "3_log", "will stand here", "Method notes", "Next") if word in text] == []


def test_what_has_no_rows_yet_is_left_out_with_its_method_note(own_workbook: Path) -> None:
    book = open_workbook(own_workbook, today=TODAY)
    ines = book.add(Person(name="Inés Okafor"))
    book.add(Interaction(on=date(2026, 3, 19), people=[ines.id]))
    report = make(book)
    assert report.saved.sections == ["Outreach", "Plan and practice", "Method notes"]
    text = plain(report.html)
    assert "Next step Sun 29 Mar Write to I. O. once more." in text
    notes = text[text.index("Method notes") :]
    assert [name for name in ("Goals.", "Outreach.", "Stages.", "Balance.", "Mutuality.") if name in notes] == [
        "Outreach.", "Stages.",
    ]  # fmt: skip
    assert "Interval Estimation for a Binomial Proportion (2001)" in notes
    assert "not in the plan" not in text
    assert "1_plan" not in text


def test_the_five_figures_are_those_that_one_counts_by_hand(workbook: Workbook) -> None:
    report = make(workbook, notebook=notebook())
    figures = report.saved.figures
    # Conversations: outcome met, so every second of twelve people from 12 Jan on.
    assert figures["goal"] == {"unit": "conversations", "done": 6.0, "target": 6.0, "by": "2026-05-31"}
    # Weeks of 5 Jan to 16 Mar are over on Sunday 29 Mar: eleven, one new person in each; two are off.
    marks = ["kept"] * 5 + ["off"] * 2 + ["kept"] * 4
    assert figures["weeks"] == {"kept": 9, "counted": 9, "per": "week", "off": 2, "marks": marks}
    # One more in the week of 23 Mar, which still runs, against the plan's one a week; two in the weeks off stand apart.
    assert figures["fresh"] == {"new": 10, "again": 0, "planned": 10, "beside": 2, "now": 1, "over": 9}
    assert figures["stages"] == {"contacted": 12, "replied": 12, "met": 6, "waiting": 0}
    assert figures["help"] == {"given": 5.0, "received": 4.0, "times": 3, "rated": 3, "label": "unclear"}
    text = plain(report.html)
    assert "What should be different in three months? “See how others work”" in text
    assert "Goal by 31 May 2026 : know-how. I know a way in , after 6 conversations." in text
    assert "Reached, 63 days ahead." in text
    assert "Weeks kept 9 of 9 Each met the number in the plan. Two weeks off don’t count." in text
    assert "New or back in touch 10 of 10 planned 10 new, 0 after a quiet year; " in text
    assert "one this week; two more beside the plan." in text
    assert "12 → 12 → 6" in text


def test_the_report_speaks_of_people_by_their_labels(workbook: Workbook) -> None:
    text = plain(make(workbook, notebook=notebook()).html)
    assert "Asking I. O. about one thing" in text
    assert "I. O.: send I. O. the list." in text
    assert "Okafor" not in text


def test_a_cell_of_the_owner_is_in_the_report_and_sees_labels_only(workbook: Workbook) -> None:
    own = notebook(
        "## My own question",
        "import netkit as nk\nwb = nk.open_workbook()\nwb.people()[['name', 'organisation', 'note']].head(3)",
        "print(wb.interactions()['note'].max(), wb.today, wb.changes())",
    )
    html = make(workbook, notebook=own).html
    assert "My own question" in html
    assert complaints(html) == []
    assert "I. O." in html
    assert "2026-03-29 []" in plain(html)
    assert [word for word in ("Okafor", "Acme", "cried") if word in html] == []


def test_at_none_the_owners_cells_are_left_out_and_that_is_said(workbook: Workbook) -> None:
    text = plain(make(workbook, "none", notebook=notebook("## Mine", "print('my words')")).html)
    assert "my words" not in text
    assert "2 cells of Nora’s own are left out at this level." in text
    assert "10 → 10 → 5" in text  # twelve, twelve and six people, rounded down to fives
    assert "Weeks kept – Left out of this report" in text
    assert "See how others work" not in text


def test_a_report_is_made_where_the_name_of_a_socket_would_be_too_long(
    workbook: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("deep" * LONGEST_SOCKET)[:LONGEST_SOCKET]
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    ask = "from ipykernel.connect import get_connection_info\nhow = get_connection_info(unpack=True)\n"
    asked = f"{ask}print('encrypted', 'curve_secretkey' in how, how['transport'])"
    assert "encrypted True tcp" in plain(make(workbook, notebook=notebook(asked)).html)


def test_at_none_fewer_than_five_people_make_no_report(own_workbook: Path) -> None:
    with pytest.raises(NetkitError, match="contacts with at least 5 people"):
        make(open_workbook(own_workbook, today=TODAY), "none")


def test_a_cell_that_fails_stops_the_report_and_is_named(workbook: Workbook, tmp_path: Path) -> None:
    with pytest.raises(CellError) as caught:
        make(workbook, notebook=notebook("x = 1", "1 / 0"))
    assert str(caught.value) == (
        "The report was not written, because a cell failed: “1 / 0”. ZeroDivisionError: division by zero"
    )


def test_what_would_leak_is_not_written_and_leaves_nothing_behind(workbook: Workbook, tmp_path: Path) -> None:
    workbook.set(workbook.settings(), "stuck", "At the end of it Okafor said no", "")
    with pytest.raises(LeakError, match="the name “Okafor” under “Where I am stuck”"):
        write(workbook, tmp_path / "report.html")
    assert [file for file in tmp_path.iterdir() if file.suffix == ".html"] == []
    assert workbook.where(SavedReport) == []


def test_what_the_owner_allowed_is_written_and_remembered(workbook: Workbook) -> None:
    workbook.set(workbook.settings(), "stuck", "At the end of it Okafor said no, and so did Blue Harbour", "")
    workbook.add(Person(name="Ada Quill", organisation="Blue Harbour"))
    workbook.set(workbook.settings(), "allowed", {"initials": ["Okafor", "Blue Harbour", "Unused"]}, {})
    report = make(workbook, notebook=notebook())
    assert set(report.saved.allowed) == {"Okafor", "Blue Harbour"}
    # A single word is not named there: a reader would learn that it is a name.
    assert "left out. Except what Nora allowed: Blue Harbour and 1 word that may be a name." in plain(report.html)


def test_a_report_is_written_whole_named_after_its_owner_and_remembered(workbook: Workbook, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = write(workbook, folder)
    assert [file.name for file in folder.iterdir()] == ["nora-elmfield-2026-03-29.html"] == [path.name]
    [saved] = workbook.where(SavedReport)
    assert write(workbook, folder, "none").name == "nora-elmfield-2026-03-29-figures-only.html"
    assert path.read_text(encoding="utf-8").count("I. O."), "what one reader gets does not replace another's"
    assert (saved.made_on, saved.level, saved.until) == (TODAY, "initials", TODAY)
    assert saved.sections[:3] == ["Goals", "Outreach", "Help given and received"]
    assert saved.figures["fresh"]["new"] == 10
    later = make(Workbook(workbook.path, TODAY + timedelta(days=7)), notebook=notebook())
    assert "Since the last report 29 Mar 5 Apr" in plain(later.html)
    with pytest.raises(NetkitError, match="There is no folder"):
        write(workbook, tmp_path / "nowhere" / "report.html")


def test_a_report_that_cannot_be_remembered_is_not_written(workbook: Workbook, tmp_path: Path) -> None:
    report = make(workbook, notebook=notebook())
    workbook.path.chmod(0o400)
    with pytest.raises(NetkitError, match="is read-only"):
        save(workbook, report, tmp_path / "report.html")
    workbook.path.chmod(0o600)
    with pytest.raises(NetkitError, match="There is no folder"):
        save(workbook, report, tmp_path / "nowhere" / "report.html")
    (tmp_path / "out" / "nora-elmfield-2026-03-29.html").mkdir(parents=True)
    with pytest.raises(NetkitError, match="can't be written"):
        save(workbook, report, tmp_path / "out")
    assert [path for path in tmp_path.rglob("*.html") if path.is_file()] == []
    assert workbook.where(SavedReport) == []


def test_the_second_report_without_a_plan_leaves_out_how_old_the_plan_is(own_workbook: Path) -> None:
    book = open_workbook(own_workbook, today=TODAY)
    book.add(SavedReport(made_on=TODAY - timedelta(days=7), level="initials"))
    text = plain(make(book, notebook=notebook()).html)
    assert "Since the last report 22 Mar 29 Mar" in text
    assert "The plan is" not in text


def test_a_plan_to_come_is_not_yet_the_plan_of_a_report(workbook: Workbook) -> None:
    with workbook.change("next month") as change:
        change.write_plan(Plan(when=When(number=3, per="week")), TODAY + timedelta(days=8))
    workbook.add(SavedReport(made_on=TODAY - timedelta(days=7), level="initials"))
    assert "The plan is unchanged since 5 Jan" in plain(make(workbook, notebook=notebook()).html)


def test_weeks_with_a_target_of_none_are_not_kept(workbook: Workbook) -> None:
    with workbook.change("a pause") as change:
        change.write_plan(Plan(when=When(number=0, per="week")), date(2026, 3, 2))
    weeks = make(workbook, notebook=notebook()).saved.figures["weeks"]
    # Of the eleven weeks from 5 Jan on eight are before 2 Mar, and two of these are off.
    marks = ["kept"] * 5 + ["off"] * 2 + ["kept"] + ["none"] * 3
    assert weeks == {"kept": 6, "counted": 6, "per": "week", "off": 2, "marks": marks}


def test_people_from_before_the_plan_are_not_counted_against_its_number(own_workbook: Path) -> None:
    book = open_workbook(own_workbook, today=TODAY)
    days = {"Ada King": date(2026, 3, 12), "Bo Berg": date(2026, 3, 19), "Inés Okafor": date(2026, 3, 26)}
    people = {name: book.add(Person(name=name, first_met_on=date(2024, 1, 1))) for name in days}
    book.add_all([Interaction(on=day, people=[people[name].id]) for name, day in days.items()], "A word each")
    # The plan is of Thursday of the week that runs, and holds from its Monday: one of the three came in it.
    with book.change("a plan") as change:
        change.write_plan(Plan(when=When(number=1, per="week")), date(2026, 3, 26))
    told = of_frames(Frames(book, None))["fresh"]
    assert told == {"new": 0, "again": 1, "planned": 1, "beside": 2, "now": 1, "over": 0}


def test_the_foot_counts_what_belongs_to_the_period(workbook: Workbook) -> None:
    workbook.add_all([Interaction(on=date(2026, 2, 10)) for _ in range(1_000)], "Posts to many")
    text = plain(make(workbook, since=date(2026, 2, 2), until=date(2026, 3, 1), notebook=notebook()).html)
    # One person a week in four weeks, and the posts; all help is of 29 Mar; the plan of 5 Jan is in force.
    assert "from 1,004 entries and 1 version of the plan, up to 1 Mar 2026" in text


def test_the_sample_remembers_no_report(tmp_path: Path) -> None:
    sample = open_sample()
    before = sample.where(SavedReport)
    write(sample, tmp_path / "report.html")
    assert sample.where(SavedReport) == before


def test_a_report_is_for_its_period(workbook: Workbook) -> None:
    report = make(workbook, since=date(2026, 2, 2), until=date(2026, 3, 1), notebook=notebook())
    assert "Period 2 Feb 2026 to 1 Mar 2026" in plain(report.html)
    assert report.saved.figures["stages"]["contacted"] == 4  # one a week in four weeks
    assert report.saved.figures["help"]["times"] == 0  # all of it was later
    with pytest.raises(NetkitError, match="ends before it begins: 2 Mar 2026 to 1 Mar 2026"):
        make(workbook, since=date(2026, 3, 2), until=date(2026, 3, 1))


def test_of_a_period_that_is_over_no_week_runs_and_the_steps_are_of_the_day_it_is_made_on(workbook: Workbook) -> None:
    # Wednesday 14 Jan to Wednesday 4 Mar: seven weeks end in it, from that of 12 Jan to that of 23 Feb.
    report = make(workbook, since=date(2026, 1, 14), until=date(2026, 3, 4))
    figures = report.saved.figures
    assert figures["weeks"]["marks"] == ["kept"] * 4 + ["off"] * 2 + ["kept"]
    assert figures["fresh"] == {"new": 5, "again": 0, "planned": 5, "beside": 2, "now": 0, "over": 5}
    text = plain(report.html)
    assert "Next step, as of 29 Mar Sun 29 Mar I. O.: send I. O. the list." in text
    assert [words for words in ("this week", "This week", "Next week", "still running") if words in text] == []
    # The week that ends with the period belongs to it.
    sunday = make(workbook, since=date(2026, 1, 14), until=date(2026, 3, 1), notebook=notebook())
    assert sunday.saved.figures["weeks"] == figures["weeks"]


def test_the_plans_own_next_step_stands_among_the_next_three_in_labels(workbook: Workbook) -> None:
    ask = "ask Inés Okafor who she knows"
    workbook.set(workbook.set(workbook.plan(), "when.next", ask, ""), "when.next_on", date(2026, 4, 1), None)
    text = plain(make(workbook, notebook=notebook()).html)
    assert "Wed 1 Apr Ask I. O. who she knows." in text
    assert "Okafor" not in text


def test_two_reports_that_begin_on_other_days_are_compared_by_their_periods(workbook: Workbook) -> None:
    workbook.add(
        SavedReport(made_on=date(2026, 2, 2), since=date(2026, 1, 5), until=date(2026, 2, 1), level="initials")
    )
    later = make(workbook, since=date(2026, 2, 2), notebook=notebook())
    assert "Since the last report 5 Jan to 1 Feb 2 Feb to 29 Mar Goal" in plain(later.html)
    same = make(workbook, since=date(2026, 1, 5), notebook=notebook())
    assert "Since the last report 1 Feb 29 Mar Goal" in plain(same.html)


def test_sections_can_be_left_out_and_the_owner_hidden(workbook: Workbook) -> None:
    mine = notebook("## First", "print('apples')", "## Second", "print('pears')")
    chosen = Settings(report_left_out=["First", "Next three steps"], report_owner=False)
    for name in ("report_left_out", "report_owner"):
        workbook.set(workbook.settings(), name, getattr(chosen, name), getattr(Settings(), name))
    text = plain(make(workbook, notebook=mine).html)
    assert "apples" not in text
    assert "pears" in text
    assert "Next three steps" not in text
    assert text.startswith("Networking report, 5 Jan 2026 to 29 Mar 2026 A networking report")
    assert "Nora" not in text


def test_figures_by_person_are_in_it_only_if_chosen(workbook: Workbook) -> None:
    mine = notebook("## People", "print('by person')")
    for cell in mine.cells:
        cell.metadata.tags = ["by-person"]
    assert "by person" not in plain(make(workbook, notebook=mine).html)
    workbook.set(workbook.settings(), "report_by_person", True, False)
    assert "by person" in plain(make(workbook, notebook=mine).html)


def test_what_can_be_left_out_is_what_the_review_has(own_workbook: Path) -> None:
    assert parts()[:2] == ["Since the last report", "Next three steps"]
    assert {"Goals", "Outreach", "Help given and received", "Method notes"} <= set(parts())


def test_the_exporter_makes_the_same_report_in_jupyterlab(workbook: Workbook) -> None:
    run_before = notebook("## Mine", "print('here')")
    run_before.cells[1].outputs = [nbformat.v4.new_output("stream", text="of last week")]
    html, resources = ReportExporter().from_notebook_node(run_before)
    assert resources["output_extension"] == ".html"
    assert "Nora Elmfield’s networking" in html
    assert "here" in plain(html)
    assert "of last week" not in html


def test_the_exporter_takes_no_other_notebook_and_never_raises(workbook: Workbook) -> None:
    other = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("print('secret')")])
    html, _ = ReportExporter().from_notebook_node(other)
    assert "This notebook is no report. Open 4_review, and choose the same there." in html
    assert complaints(html) == []
    failing, _ = ReportExporter().from_notebook_node(notebook("raise ValueError('<b>no</b>')"))
    assert "a cell failed" in failing
    assert "&lt;b&gt;no&lt;/b&gt;" in failing
    assert "Traceback" not in failing


def test_the_cells_that_netkit_brought_are_known_from_those_that_somebody_changed(
    request: pytest.FixtureRequest,
) -> None:
    cells = read_notebook(report_notebook()).cells
    if request.config.getoption("--snapshots"):
        BROUGHT.write_text("".join(sorted(f"{fingerprint(cell)}\n" for cell in cells)), encoding="ascii")
    assert [cell.source for cell in cells if not is_netkits(cell)] == [], "run `make snapshots`"
    assert not is_netkits(nbformat.v4.new_code_cell(cells[1].source + " "))


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<script>alert(1)</script>x", "x"),
        ("<style scoped>a{}</style><p onclick='go()'>x</p>", "<p >x</p>"),
        ('<img src="https://example.org/a.png">x', "x"),
        ('<iframe src="https://example.org"></iframe>x', "x"),
        ("<!-- hidden -->x", "x"),
        ('<table border="1" class="dataframe"><th></th></table>', '<table class="dataframe"><td></td></table>'),
        (
            "<table><thead><th>a</thead><th>1</table>",
            '<table><thead><th scope="col">a</thead><th scope="row">1</table>',
        ),
    ],
)
def test_what_the_owners_cell_shows_runs_nothing_and_asks_for_nothing(html: str, kept: str) -> None:
    assert str(safe_html(html)) == kept


@pytest.mark.parametrize(("people", "shown"), [(0, "under 5"), (4, "under 5"), (5, "5"), (9, "5"), (58, "55")])
def test_numbers_of_people_are_rounded_down_to_fives_in_a_report_of_figures_alone(people: int, shown: str) -> None:
    assert at_least(people) == shown


def test_the_small_drawings_stay_in_their_box() -> None:
    figures = {
        "goal": {"id": "g", "unit": "people", "done": 9.0, "target": 6.0, "by": None},
        "weeks": {"kept": 1, "counted": 2, "off": 1, "marks": ["kept", "missed", "off"] * 30},
        "fresh": {"new": 30, "again": 3, "planned": 4.0, "now": 2, "over": 9},
        "stages": {"contacted": 4, "replied": 3, "met": 1, "waiting": 1},
        "help": {"given": 0.0, "received": 7.0, "times": 3, "rated": 2, "label": "too early"},
    }
    for card in cards(figures, TODAY):
        assert card.says
        assert all(bar.x >= 0 and bar.width >= 0 and bar.x + bar.width <= 162 for bar in card.bars), card.title
    assert changes(figures, {}) == [
        ("Goal", "–", "9 of 6"),
        ("Weeks kept", "–", "1 of 2"),
        ("New or back in touch", "–", "33"),
        ("People met", "–", "1"),
        ("Help given", "–", "0"),
        ("Help received", "–", "7"),
    ]
