"""The command `netkit`, run as a person runs it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from netkit.charts.review import Review
from netkit.cli import main
from netkit.records import Interaction, Person, Settings
from netkit.report.saving import ENDS, file_name
from netkit.workbook import open_sample, open_workbook

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = sorted(main.commands)
CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ines,Okafor,https://www.linkedin.com/in/ines-okafor-example,ines@example.org,Example Clinic,Head of care,03 Apr 2026
Bo,Lindqvist,https://www.linkedin.com/in/bo-lindqvist-example,,Example Works,Engineer,11 Nov 2025
"""


def netkit(*arguments: str | Path) -> Result:
    """What the command says and how it leaves; an error that is not meant for people stays an error here."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def connections(tmp_path: Path) -> Path:
    file = tmp_path / "Connections.csv"
    file.write_text(CONNECTIONS, encoding="utf-8")
    return file


def commands_in(document: Path) -> set[str]:
    """The commands of netkit that a document names, in its lines or blocks of code."""
    code = re.findall(r"^```.*?^```|`[^`\n]+`", document.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return {name for part in code for name in re.findall(r"(?<!import )\bnetkit ([a-z]\w*)", part)}


def test_the_readme_names_every_command_and_no_document_names_another() -> None:
    assert commands_in(ROOT / "README.md") == set(COMMANDS)
    documents = [
        document for where in ("*.md", "data/*.md", "data/story/*.md", "tests/**/*.md") for document in ROOT.glob(where)
    ]
    assert len(documents) > 10
    assert {document.name: odd for document in documents if (odd := commands_in(document) - set(COMMANDS))} == {}


def test_what_a_command_writes_where_it_runs_is_not_published_by_git(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".gitignore", tmp_path)
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    outputs = [one for command in main.commands.values() for one in command.params if one.name == "output"]
    names = [str(one.default) for one in outputs if isinstance(one.default, str)]
    names += [file_name(Settings(owner_names=["Nora Elmfield"]), date(2026, 3, 12), level) for level in ENDS]
    assert len(names) == len(outputs) - 1 + len(ENDS)
    ignored = subprocess.run(["git", "check-ignore", *names], cwd=tmp_path, capture_output=True, text=True)
    assert ignored.stdout.splitlines() == names


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_what_it_does(command: str) -> None:
    said = netkit(command, "--help")
    assert said.exit_code == 0
    assert main.commands[command].help


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_a_workbook_the_sample_and_a_day(command: str) -> None:
    options = {name for parameter in main.commands[command].params for name in parameter.opts}
    assert {"--workbook", "--sample", "--today"} <= options


@pytest.mark.parametrize(
    "wrong",
    [
        ["no-such-command"],
        ["score", "--today", "tomorrow"],
        ["score", "--today", "9999-12-31"],
        ["score", "--today", "1899-12-31"],
        ["score", "--sample", "--workbook", "mine.sqlite"],
        ["export"],
        ["lab", "--port", "0"],
        ["lab", "--today", "2026-03-12"],
        ["restore", "--sample", "copy.sqlite"],
        ["import", "--region", "Britain", "."],
    ],
    ids=" ".join,
)
def test_a_wrong_usage_exits_with_2(wrong: list[str]) -> None:
    assert netkit(*wrong).exit_code == 2


def test_what_a_person_can_mend_is_one_line_and_exits_with_1(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("not a workbook", encoding="utf-8")
    for wrong in (["score", "--workbook", other], ["undo"], ["load", tmp_path], ["restore", tmp_path / "none"]):
        said = netkit(*wrong)
        assert (said.exit_code, said.stdout) == (1, "")
        assert said.stderr.startswith("Error: ")
        assert said.stderr.count("\n") == 1


def test_a_place_that_cannot_be_written_is_one_line_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    said = netkit("export", tmp_path / "file" / "folder")
    assert (said.exit_code, said.stderr.count("\n")) == (1, 1)


def test_people_are_imported_and_an_import_is_taken_back(connections: Path, own_workbook: Path) -> None:
    said = netkit("import", connections)
    assert said.exit_code == 0
    assert "2 new, 0 merged, 0 unchanged, 0 skipped" in said.stdout
    assert set(open_workbook(own_workbook).people()["name"]) == {"Ines Okafor", "Bo Lindqvist"}
    assert netkit("undo").exit_code == 0
    assert open_workbook(own_workbook).count() == 0


def test_a_dry_run_of_an_import_writes_nothing(connections: Path, own_workbook: Path) -> None:
    said = json.loads(netkit("import", "--dry-run", "--json", connections).stdout)
    assert [file["file"] for file in said["files"]] == [said["name"]] == ["Connections.csv"]
    assert said["rows"] == 2
    assert said["counts"] == {"new": 2, "merged": 0, "unchanged": 0, "skipped": 0}
    assert said["change"] is None
    assert open_workbook(own_workbook).count() == 0


def test_what_is_left_out_is_said_by_its_reason(tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    rows = "".join(f",,,,,0{day} Jan 2021\n" for day in range(1, 8))
    file.write_text("First Name,Last Name,Email Address,Company,Position,Connected On\n" + rows, encoding="utf-8")
    assert netkit("import", file).stdout.splitlines() == [
        "Connections.csv (LinkedIn connections): 0 new, 0 merged, 0 unchanged, 7 skipped",
        "  Skipped: 7 × a hidden member: LinkedIn gives only the day (lines 2, 3, 4, 5, 6 and 2 more)",
        "Nothing in it is new.",
    ]


def test_several_files_come_in_as_one_change(connections: Path, tmp_path: Path) -> None:
    file = tmp_path / "Invitations.csv"
    file.write_text('From,To,Sent At,Direction\nNora,Bo Fox,"1/29/26, 2:37 PM",\n', encoding="utf-8")
    said = json.loads(netkit("import", "--json", "--me", "nora", connections, file).stdout)
    assert said["gained"] == {"people": 3, "interactions": 1, "exchanges": 0}
    assert [file["source"] for file in said["files"]] == ["linkedin_connections", "linkedin_invitations"]
    assert [change.what for change in open_workbook().changes()] == [
        "Imported 3 people, 1 contact from Connections.csv and 1 more",
        "Settings: who you are",
    ]
    assert open_workbook().settings().owner_names == ["nora"]  # said once, kept


def test_one_file_that_is_unknown_keeps_all_of_them_out(connections: Path, tmp_path: Path) -> None:
    (tmp_path / "shopping.png").write_bytes(b"\x89PNG\x00\x01")
    said = netkit("import", connections, tmp_path / "shopping.png")
    assert said.exit_code == 1
    assert said.stderr.startswith("Error: shopping.png can't be read. Expected: ")
    assert open_workbook().count() == 0


def test_of_a_table_that_nobody_knows_the_command_that_reads_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "club.csv").write_text("Who,Company\nEva Lind,Data Works\n", encoding="utf-8")
    said = netkit("import", tmp_path / "club.csv").stderr
    assert 'netkit import club.csv --map "who=..." --map "company=organisation"; the fields are first name' in said
    assert netkit("import", tmp_path / "club.csv", "--map", "who=name").exit_code == 0


def test_an_undone_import_is_had_again_by_undoing_the_undo(connections: Path, own_workbook: Path) -> None:
    netkit("import", connections)
    redo = netkit("undo").stdout.split("netkit undo ")[1].split()[0]
    assert netkit("undo", redo).stdout.startswith("There again: Imported 2 people")
    assert open_workbook(own_workbook).count() == 2


def test_export_and_load_carry_the_people_over(connections: Path, tmp_path: Path) -> None:
    netkit("import", connections)
    other = tmp_path / "other.sqlite"
    assert netkit("export", tmp_path / "out").exit_code == 0
    assert netkit("load", tmp_path / "out", "--workbook", other).exit_code == 0
    assert {person.name: person for person in open_workbook(other).where(Person)} == {
        person.name: person for person in open_workbook().where(Person)
    }


def test_a_backup_is_restored_and_what_was_there_is_kept(connections: Path, tmp_path: Path) -> None:
    netkit("import", connections)
    copy = tmp_path / "copy.sqlite"
    assert netkit("backup", copy).exit_code == 0
    netkit("undo")
    said = netkit("restore", copy)
    assert said.exit_code == 0
    assert open_workbook().count() == 2
    kept = Path(said.stdout.split("is now ")[1].strip().removesuffix("."))
    assert open_workbook(kept).count() == 0


def test_a_sound_workbook_is_well() -> None:
    assert netkit("check").stdout == "All is well.\n"


def test_the_score_of_an_empty_plan_is_nothing_and_says_where_to_begin() -> None:
    assert netkit("score").stdout.startswith("0 of 100. 0 of 7 ready, next: ")


def test_the_score_as_json_has_a_part_for_each_question() -> None:
    said = json.loads(netkit("score", "--sample", "--json").stdout)
    assert list(said["parts"]) == ["why", "who", "message", "where", "how", "when", "help"]
    assert sum(said["parts"].values()) == pytest.approx(said["total"])
    assert 0 <= said["ready"] <= 7


def test_the_review_is_said_in_sentences_and_as_figures_named_by_functions() -> None:
    said = netkit("review", "--sample").stdout
    figures = json.loads(netkit("review", "--sample", "--json").stdout, parse_constant=pytest.fail)
    assert {"volume.weekly", "volume.funnel", "balance.overall", "balance.over_time", "reach.progress"} <= set(figures)
    headings = [block.splitlines()[0] for block in said.split("\n\n")]
    assert headings[:3] == ["Goals", "Outreach", "Help given and received"]
    review = Review(open_sample())
    for chart in (*review.week().charts, *review.in_touch().charts, *review.reach().charts, review.by_person()):
        assert f"  {chart.title}.\n" in said


def test_the_keys_of_every_figure_are_those_that_others_rely_on(golden: Callable[[str, str], None]) -> None:
    figures = json.loads(netkit("review", "--sample", "--json").stdout)
    keys = {name: list(found[0] if isinstance(found, list) else found) for name, found in figures.items()}
    golden("review_keys.txt", "".join(f"{name}: {' '.join(of)}\n" for name, of in keys.items()))


def test_the_review_of_an_empty_workbook_says_what_each_chart_waits_for() -> None:
    said = netkit("review").stdout
    assert said.startswith("Still to come\n  Your goals will stand here.")
    assert "nothing is logged yet" in said


@pytest.mark.parametrize("command", [["score"], ["review"], ["score", "--json"], ["review", "--json"], ["check"]])
def test_an_empty_workbook_is_as_good_as_a_full_one(command: list[str]) -> None:
    said = netkit(*command)
    assert (said.exit_code, said.stderr) == (0, "")
    assert said.stdout.strip()


def test_the_day_given_stands_for_today() -> None:
    early, late = (netkit("score", "--sample", "--json", "--today", day).stdout for day in ("2020-01-01", "2040-01-01"))
    assert json.loads(early)["total"] == 0
    assert json.loads(late)["total"] > 0


def test_the_sample_is_only_for_looking() -> None:
    said = netkit("undo", "--sample")
    assert said.exit_code == 1
    assert "sample" in said.stderr


def test_the_program_is_a_click_group_named_by_what_people_type() -> None:
    assert isinstance(main, click.Group)
    assert netkit("--version").stdout.strip().endswith("0.1.0")


def test_remind_writes_a_calendar_file(tmp_path: Path) -> None:
    file = tmp_path / "next.ics"
    said = netkit("remind", "--sample", "-o", str(file))
    assert said.output.startswith(f"Written: {file}, with ")
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    again = tmp_path / "again.ics"
    netkit("remind", "--sample", "-o", str(again))
    assert again.read_bytes() == file.read_bytes()


def test_remind_with_nothing_to_remind_of_says_what_to_do(tmp_path: Path) -> None:
    said = netkit("remind", "-o", str(tmp_path / "a.ics"))
    assert (said.exit_code, list(tmp_path.glob("*.ics"))) == (1, [])
    assert "There is nothing to remind you of yet." in said.output


def test_vcard_writes_one_file_or_one_a_person(tmp_path: Path) -> None:
    said = netkit("vcard", "--sample", "-o", str(tmp_path / "people.vcf"))
    assert said.exit_code == 0
    count = (tmp_path / "people.vcf").read_bytes().count(b"BEGIN:VCARD\r\n")
    assert f"with {count:,} people" in said.output
    netkit("vcard", "--sample", "-o", str(tmp_path / "cards"))
    assert len(list((tmp_path / "cards").glob("*.vcf"))) == count > 1
    assert "is not empty" in netkit("vcard", "--sample", "-o", str(tmp_path / "cards")).output


def test_any_table_comes_in_by_its_mapped_columns(tmp_path: Path) -> None:
    file = tmp_path / "club.csv"
    file.write_text("Who,Where from\nEva Lind,Data Works\n", encoding="utf-8")
    assert "can't be read" in netkit("import", str(file)).output
    said = netkit("import", str(file), "--map", "Who=name", "--map", "Where from=organisation")
    assert "1 new" in said.output
    assert netkit("import", str(file), "--map", "Who").exit_code == 2
    assert "Choose one of" in netkit("import", str(file), "--map", "Who=nobody").output


def test_a_report_with_full_names_says_how_many_people_it_names(tmp_path: Path) -> None:
    said = netkit("report", "--sample", "--names", "full", "-o", tmp_path / "report.html")
    page = unescape((tmp_path / "report.html").read_text(encoding="utf-8"))
    named = {person.name for person in open_sample().where(Person) if person.name and person.name in page}
    assert len(named) > 1
    assert said.output.splitlines() == [
        f"Written: {tmp_path / 'report.html'}",
        f"It names {len(named)} people who may not expect it.",
    ]


def test_a_report_of_figures_alone_that_is_too_small_is_refused_before_anything_is_written(
    own_workbook: Path, tmp_path: Path
) -> None:
    book = open_workbook(own_workbook)
    people = [book.add(Person(name=name)) for name in ("Ines Okafor", "Bo Lindqvist", "Ada King", "Cy Dent")]
    book.add(Interaction(on=book.today, people=[person.id for person in people]))
    said = netkit("report", "--names", "none", "-o", tmp_path / "report.html")
    assert said.exit_code == 1
    assert "needs contacts with at least 5 people" in said.output
    assert "so far there are 4" in said.output
    assert not (tmp_path / "report.html").exists()


def test_the_columns_of_a_table_are_remembered(tmp_path: Path) -> None:
    first, second = tmp_path / "club.csv", tmp_path / "later.csv"
    first.write_text("Who,Where from\nEva Lind,Data Works\n", encoding="utf-8")
    second.write_text("Who,Where from\nBen Ost,Rail North\n", encoding="utf-8")
    netkit("import", str(first), "--map", "Who=name", "--map", "Where from=organisation")
    netkit("import", str(second))
    there = open_workbook().where(Person)
    assert sorted((person.name, person.organisation) for person in there) == [
        ("Ben Ost", "Rail North"),
        ("Eva Lind", "Data Works"),
    ]
