"""Importers: what each fixture of tests/data/linkedin holds was written out by hand, beside the file."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit import Workbook, importers, open_workbook
from netkit.errors import NetkitError
from netkit.importers import Owner, Preview, bring_in, commit, identify, linkedin_connections, preview, uploaded
from netkit.importers.addresses import personal, profile_slug, web_address
from netkit.importers.encoding import decoded
from netkit.importers.guesses import Guess, guess
from netkit.importers.linkedin import parse_day
from netkit.records import ImportBatch, Person
from tests.imports import comes_in_once

LINKEDIN = Path(__file__).parent / "data" / "linkedin"
TODAY = date(2026, 11, 23)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def table(found: Preview) -> list[tuple[object, ...]]:
    """Line, verdict, and what the person then is."""
    return [
        (
            line.line,
            line.verdict,
            line.person.name,
            line.person.organisation,
            line.person.role,
            *line.person.emails,
            line.person.url,
            str(line.person.first_met_on),
        )
        for line in found.lines
    ]


def said(problems: list[importers.Problem]) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.message) for problem in problems]


def connections(*rows: str) -> importers.File:
    return uploaded("Connections.csv", (HEADER + "\n".join(rows) + "\n").encode())


# --- every era, every trap ---------------------------------------------------------------------------------------


def test_2018_has_no_url_and_dates_with_the_month_first(workbook: Workbook) -> None:
    found = preview(workbook, LINKEDIN / "2018.csv")
    assert table(found) == [
        (2, "new", "Ines Okafor", "Bright Foods", "Teacher", "ines@okafor.example", "", "2017-11-17"),
        (3, "new", "Sven Marquist", "Rail North", "Planner, timetables", "", "2018-03-02"),
    ]
    assert (found.skipped, found.problems, found.encoding, found.rows) == ([], [], "utf-8", 2)


def test_2021_has_no_url_and_two_people_of_one_name_and_day_stay_two(workbook: Workbook) -> None:
    found = preview(workbook, LINKEDIN / "2021.csv")
    assert table(found) == [
        (2, "new", "Ines Okafor", "Bright Foods", "Teacher", "", "2021-01-08"),
        (3, "new", "Ada Stone, PhD", "Leeds General", "Analyst", "", "2020-02-29"),
        (4, "new", "Ada Stone, PhD", "Data Works", "Head of data", "", "2020-02-29"),
    ]
    assert said(found.skipped) == [(5, "a hidden member: LinkedIn gives only the day")]


def test_2022_has_a_preamble_a_url_and_hidden_members(workbook: Workbook) -> None:
    found = preview(workbook, LINKEDIN / "2022.csv")
    mara, lund = "https://www.linkedin.com/in/mara-holwell", "https://uk.linkedin.com/in/Zo%C3%AB-Lund/"
    gita = "https://www.linkedin.com/in/gita-kadell?trk=x"
    assert table(found) == [
        (5, "new", "Mara Holwell", "Kestrel Books", "Editor", "mara@holwell.example", mara, "2022-09-05"),
        (6, "new", "Zoë Lund, MBA, PMP", "", "", lund, "2023-03-12"),
        (8, "new", "Gita Kadell", "Kadell, Dunn & Co", "Founder", gita, "2023-03-14"),
        (9, "new", "Luis Ferham", "Rail North", "Driver", "", "2023-03-15"),
    ]
    assert said(found.skipped) == [(7, "a hidden member: LinkedIn gives only the day")]
    refused = "URL “javascript:alert(1)” is left out; a profile's address begins with https://"
    assert said(found.problems) == [(9, refused)]
    keys = ["mara-holwell", "zoë-lund", "gita-kadell", "luis ferham 2023-03-15"]
    assert [(line.person.source, line.person.source_key) for line in found.lines] == [("linkedin", key) for key in keys]
    assert found.counts == {"new": 4, "merged": 0, "unchanged": 0, "skipped": 1}


def test_2024_has_a_byte_order_mark_and_no_preamble(workbook: Workbook) -> None:
    found = preview(workbook, LINKEDIN / "2024.csv")
    mara, ravi = "https://www.linkedin.com/in/MARA-HOLWELL", "https://www.linkedin.com/in/ravi-linova"
    assert table(found) == [
        (2, "new", "Mara Holwell", "Kestrel Books", "Publisher", mara, "2022-09-05"),
        (3, "new", "Ravi Linova", "Data Works", "Analyst", "RAVI@linova.example", ravi, "None"),
        (4, "new", "Noor Iqbal", "City Library", "Librarian", "info@library.example", "", "2024-02-01"),
    ]
    assert said(found.problems) == [(3, "Connected On “31 Feb 2024” is left out; a day is written like 08 Jan 2021")]


def test_a_file_saved_again_by_excel_has_semicolons_spare_cells_and_another_encoding(workbook: Workbook) -> None:
    found = preview(workbook, LINKEDIN / "excel.csv")
    zoe, jonas = "https://www.linkedin.com/in/zoe-mueller", "https://www.linkedin.com/in/jonas-brandt"
    assert table(found) == [
        (2, "new", "Zoë Müller", "Café Nord", "Köchin", zoe, "2022-09-07"),
        (3, "new", "Jonas Brandt", "Rail North", "", jonas, "None"),
    ]
    assert found.encoding == "windows-1252"
    assert said(found.problems) == [(3, "Connected On “08/01/2021” is left out; a day is written like 08 Jan 2021")]


@pytest.mark.parametrize(("name", "encoding"), [("utf16.txt", "utf-16"), ("utf16_big_without_mark.txt", "utf-16-be")])
def test_utf_16_is_read_with_and_without_its_mark(workbook: Workbook, name: str, encoding: str) -> None:
    found = preview(workbook, LINKEDIN / name)
    url = "https://www.linkedin.com/in/zofie-novak"
    assert table(found) == [(2, "new", "Žofie Novák", "Lékárna", "Pharmacist", url, "2023-06-02")]
    assert found.encoding == encoding


def test_a_damaged_file_loses_its_bad_rows_only_and_says_which(workbook: Workbook) -> None:
    found = preview(workbook, LINKEDIN / "damaged.csv")
    at = "https://www.linkedin.com/in/"
    assert table(found) == [
        (3, "new", "Tom Nash", "Data Works", "Analyst", at + "tom-nash", "2024-03-02"),
        (4, "new", "Uma Grant Lee", "Bright Foods", "Cook", at + "uma-grant", "2024-03-03"),
        (12, "new", "Cleo Dunn", "=HYPERLINK(1)", "<b>Baker</b>", at + "cleo-dunn", "2024-03-06"),
        (14, "new", "Lena Ekberg", "Rail North", "Guard", at + "lena-ekberg", "2024-03-08"),
    ]
    assert said(found.skipped) == [
        (2, "a quotation mark in it is not closed"),
        (8, "it has 3 cells where the header has 7"),
        (9, "it has 8 cells where the header has 7"),
        (10, "it has neither a name nor an e-mail address"),
        (11, "the row is empty"),
        (13, "a quotation mark in it is not closed"),
    ]
    assert said(found.problems) == [(12, "Email Address “not an address” is left out; an e-mail address has an @")]
    assert str(found.skipped[0]) == "damaged.csv, line 2: a quotation mark in it is not closed"


# --- one person once ---------------------------------------------------------------------------------------------


def test_a_later_export_meets_the_earlier_one_by_the_profile(workbook: Workbook) -> None:
    commit(workbook, preview(workbook, LINKEDIN / "2022.csv"))
    found = preview(workbook, LINKEDIN / "2024.csv")
    assert [line.verdict for line in found.lines] == ["unchanged", "new", "new"]


def test_what_the_user_wrote_stays_and_empty_fields_are_filled(workbook: Workbook) -> None:
    own = workbook.add(
        Person(name="Mara H.", role="my editor", emails=["MARA@holwell.example"], note="tea", tags=["book"])
    )
    found = preview(workbook, LINKEDIN / "2022.csv")
    assert found.counts == {"new": 3, "merged": 1, "unchanged": 0, "skipped": 1}
    commit(workbook, found)
    assert workbook.get(Person, own.id) == own.changed(
        other_names=["Mara Holwell"],
        organisation="Kestrel Books",
        url="https://www.linkedin.com/in/mara-holwell",
        first_met_on=date(2022, 9, 5),
        source="linkedin",
        source_key="mara-holwell",
    )


def test_a_name_alone_or_the_address_of_a_role_merges_nobody(workbook: Workbook) -> None:
    workbook.add(Person(name="Noor Iqbal"))
    workbook.add(Person(name="The library", emails=["info@library.example"]))
    assert preview(workbook, LINKEDIN / "2024.csv").counts["merged"] == 0


def test_the_same_profile_twice_in_a_file_is_one_person(workbook: Workbook) -> None:
    url = "https://www.linkedin.com/in/ada"
    found = preview(
        workbook,
        connections(f"Ada,Stone,{url},,,,01 Jan 2024", f"Ada,S,{url.upper()},ada@stone.example,Rail North,,"),
    )
    assert [line.verdict for line in found.lines] == ["new", "merged"]
    commit(workbook, found)
    (ada,) = workbook.where(Person)
    assert (ada.name, ada.organisation, ada.emails) == ("Ada Stone", "Rail North", ["ada@stone.example"])


def test_two_profiles_with_one_e_mail_are_one_person_the_next_time_too(workbook: Workbook) -> None:
    file = connections("Bo,,linkedin.com/in/bo,bo@fox.example,,,", "Bo,,linkedin.com/in/fox,bo@fox.example,,,",
                       "Bo,,linkedin.com/in/fox,,,,")  # fmt: skip
    found = comes_in_once(workbook, file)
    assert found
    assert found.gained["people"] == 1


def test_an_e_mail_of_somebody_else_is_not_given_to_a_second_person(workbook: Workbook) -> None:
    ada = "Ada,Stone,https://www.linkedin.com/in/ada"
    found = preview(
        workbook, connections(f"{ada},,,,", "Bo,Stone,,stones@home.example,,,", f"{ada},stones@home.example,,,")
    )
    assert [line.verdict for line in found.lines] == ["new", "new", "unchanged"]


# --- preview, commit, undo ---------------------------------------------------------------------------------------


def test_a_preview_writes_nothing(workbook: Workbook) -> None:
    preview(workbook, LINKEDIN / "2022.csv")
    assert workbook.count() == 0
    assert workbook.changes() == []


def test_a_commit_is_one_change_with_its_batch_and_undo_takes_all_of_it_back(workbook: Workbook) -> None:
    (batch,) = commit(workbook, preview(workbook, LINKEDIN / "2022.csv"))
    assert [(change.id, change.what) for change in workbook.changes()] == [
        (batch.change, "Imported 4 people from 2022.csv")
    ]
    assert workbook.where(ImportBatch) == [batch]
    assert batch.model_dump(exclude={"id", "hash"}) == {
        "made_on": TODAY,
        "change": batch.change,
        "source": "linkedin_connections",
        "file": "2022.csv",
        "mapping": {},
        "counts": {"new": 4, "merged": 0, "unchanged": 0, "skipped": 1},
        "skipped": [{"file": "2022.csv", "reason": "a hidden member: LinkedIn gives only the day", "lines": [7]}],
    }
    assert workbook.undo(batch.change).stayed == []
    assert workbook.count() == 0
    assert workbook.where(ImportBatch) == []


def test_the_hash_is_the_sha_256_of_the_file(workbook: Workbook) -> None:
    # printf 'First Name,Last Name,Email Address,Company,Position,Connected On\nA,B,,,,\n' | sha256sum
    file = uploaded("c.csv", b"First Name,Last Name,Email Address,Company,Position,Connected On\nA,B,,,,\n")
    assert preview(workbook, file).parts[0].hash == "e800554643cd4a374115742cd7c8a417bb6a18ee11567a7f1d289fc4812364f5"


def test_somebody_edited_since_stays_when_the_import_is_undone(workbook: Workbook) -> None:
    (batch,) = commit(workbook, preview(workbook, LINKEDIN / "2018.csv"))
    ines = next(person for person in workbook.where(Person) if person.name == "Ines Okafor")
    workbook.set(ines, "note", "owes me a cake recipe", "")
    assert workbook.undo(batch.change).stayed == ["Ines Okafor has changed since and stays"]
    assert [person.name for person in workbook.where(Person)] == ["Ines Okafor"]


def test_one_preview_committed_twice_adds_nobody_twice(workbook: Workbook) -> None:
    found = preview(workbook, LINKEDIN / "2018.csv")
    assert commit(workbook, found)
    assert commit(workbook, found) == []
    assert workbook.count() == 2


def test_an_import_says_how_far_it_is_and_can_be_stopped_leaving_nothing_half_done(workbook: Workbook) -> None:
    file = connections(*(f"Ada{n},Stone,,,,,01 Jan 2024" for n in range(9_000)))
    seen: list[importers.Progress] = []
    found = preview(workbook, file, watch=seen.append)
    shares = [progress.share for progress in seen]
    assert shares == sorted(shares)
    assert (shares[-1], {progress.file for progress in seen}) == (1, {"Connections.csv"})
    for stop in (preview, bring_in):
        with pytest.raises(importers.Stopped, match="Nothing was brought in"):
            stop(workbook, file, watch=lambda progress: progress.rows < 5_000)
    with pytest.raises(importers.Stopped):
        commit(workbook, found, watch=lambda progress: progress.rows < 5_000)
    assert (workbook.count(), workbook.changes()) == (0, [])


def test_others_read_on_while_an_import_runs_and_who_would_save_is_told_of_it(
    workbook: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netkit.workbook.store.TIMEOUT", 0.01)  # one need not wait to see that one would
    people = "".join(f"Ada,Stone,https://www.linkedin.com/in/ada-{n},,,,08 Jan 2021\n" for n in range(6_000))
    seen: list[int] = []
    said: list[str] = []

    def meanwhile(progress: importers.Progress) -> None:
        other = open_workbook(workbook.path, TODAY)
        if progress.rows == 6_000 and not seen:  # 4,000 are written by now, far beyond SQLite's own 2 MB of memory
            seen.append(other.count())
            with pytest.raises(NetkitError) as told:
                other.add(Person(name="Somebody else"))
            said.append(str(told.value))

    bring_in(workbook, uploaded("Connections.csv", (HEADER + people).encode()), watch=meanwhile)
    assert (seen, workbook.count()) == ([0], 6_000)
    assert "is used by another program, or by an import" in said[0]


def test_others_read_on_while_very_many_are_changed_or_an_import_is_taken_back(
    workbook: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netkit.workbook.store.TIMEOUT", 0.01)
    people = [Person(name="Ada Stone", note="x" * 500) for _ in range(6_000)]
    workbook.add_all(people, "Many")
    with workbook.change("Nicer") as draft:
        for person in people:
            draft.replace(person, person.model_copy(update={"note": "y" * 500}))  # 6 MB with its history
        assert open_workbook(workbook.path, TODAY).get(Person, people[0].id).note == "x" * 500


def test_a_file_that_changed_since_it_was_looked_at_is_not_brought_in(workbook: Workbook, tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    file.write_text(HEADER + "Ada,Stone,,,,,\n", encoding="utf-8")
    found = preview(workbook, file)
    file.write_text(HEADER + "Eve,Stone,,,,,\n", encoding="utf-8")
    with pytest.raises(NetkitError, match=r"^Connections.csv has changed since you looked at it"):
        commit(workbook, found)
    assert workbook.count() == 0


def test_what_is_brought_in_without_looking_is_what_looking_would_show(workbook: Workbook) -> None:
    looked = preview(workbook, LINKEDIN / "2022.csv")
    done = bring_in(workbook, LINKEDIN / "2022.csv")
    assert (done.counts, done.gained, done.skipped) == (looked.counts, looked.gained, looked.skipped)
    assert done.batches == workbook.where(ImportBatch)
    assert bring_in(workbook, LINKEDIN / "2022.csv").batches == []


# --- files, folders, ZIPs ----------------------------------------------------------------------------------------


def test_the_whole_export_as_a_zip_gives_the_connections_and_names_what_is_left(
    workbook: Workbook, tmp_path: Path
) -> None:
    data = (LINKEDIN / "2022.csv").read_bytes()
    path = tmp_path / "Complete_LinkedInDataExport.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("export/Connections.csv", data)
        archive.writestr("export/messages.csv", "CONVERSATION ID,FROM,TO,DATE\n")
        archive.writestr("__MACOSX/export/._Connections.csv", b"\x00\x05\x16\x07")
    found = preview(workbook, path)
    assert found.counts["new"] == 4
    assert found.left == ["messages.csv"]
    assert found.name == "Complete_LinkedInDataExport.zip"


def test_a_folder_is_searched_and_hidden_files_are_left_alone(workbook: Workbook, tmp_path: Path) -> None:
    inner = tmp_path / "export" / "Basic"
    inner.mkdir(parents=True)
    (inner / "Connections.csv").write_bytes((LINKEDIN / "2018.csv").read_bytes())
    (inner / ".Connections.csv").write_bytes((LINKEDIN / "2021.csv").read_bytes())
    (inner / "Invitations.csv").write_text("From,To\n")
    found = preview(workbook, tmp_path / "export")
    assert (found.rows, found.left) == (2, ["Invitations.csv"])


def test_a_zip_that_would_climb_out_of_its_folder_writes_nothing_anywhere(workbook: Workbook, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "evil.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../Connections.csv", (LINKEDIN / "2018.csv").read_bytes())
    before = sorted(tmp_path.rglob("*"))
    assert preview(workbook, path).rows == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_a_zip_bomb_is_refused(workbook: Workbook, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("Connections.csv", "w") as member:
        member.write(HEADER.encode())
        for _ in range(201):
            member.write(b"," * 1_000_000)
    with pytest.raises(NetkitError, match=r"^Connections.csv would swell to 201 MB"):
        preview(workbook, path)


def test_a_zip_whose_members_are_small_but_together_too_large_is_refused(workbook: Workbook, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(30):
            archive.writestr(f"{n}.csv", HEADER + "," * 9_000_000)
    with pytest.raises(NetkitError, match=r"^bomb.zip would swell to 270 MB when unpacked; it is no export\."):
        preview(workbook, path)


def test_a_damaged_or_locked_zip_is_one_clear_error(workbook: Workbook, tmp_path: Path) -> None:
    data = (LINKEDIN / "2018.csv").read_bytes()
    with zipfile.ZipFile(tmp_path / "whole.zip", "w") as archive:
        archive.writestr("Connections.csv", data)
    whole = (tmp_path / "whole.zip").read_bytes()
    at = whole.index(b"PK\x01\x02")
    locked = bytearray(whole)
    locked[6] |= 1
    locked[at + 8] |= 1
    broken = whole.replace(b"Okafor", b"Okapor", 1)
    for name, content, reason in (
        ("locked.zip", bytes(locked), "locked with a password"),
        ("broken.zip", broken, "damaged ZIP"),
        ("short.zip", whole[:60], "damaged ZIP; fetch it again"),
    ):
        with pytest.raises(NetkitError, match=reason):
            preview(workbook, uploaded(name, content))


def test_a_file_that_nobody_knows_is_named_with_what_was_expected(workbook: Workbook, tmp_path: Path) -> None:
    with pytest.raises(importers.Unknown, match=r"^shopping.csv can't be read. Expected: LinkedIn's export") as told:
        preview(workbook, uploaded("shopping.csv", b"eggs,milk\n2,1\n"))
    assert len(told.value.expected) == 5  # LinkedIn, vCard, contacts, mail, calendars
    (tmp_path / "empty").mkdir()
    with pytest.raises(NetkitError, match=r"^In empty there is nothing that can be read. Expected: LinkedIn"):
        preview(workbook, tmp_path / "empty")
    with pytest.raises(NetkitError, match=r"There is no file .*nowhere\.csv"):
        preview(workbook, tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("people.xls", b"\xd0\xcf\x11\xe0", "people.xls is a spreadsheet; open it and save it as CSV."),
        ("all.PST", b"!BDN", "all.PST is Outlook's own store; in Outlook, export the contacts as CSV."),
        ("people.csv", b"", "people.csv is empty."),
    ],
)
def test_what_another_program_has_to_save_anew_says_so(workbook: Workbook, name: str, data: bytes, reason: str) -> None:
    with pytest.raises(NetkitError) as told:
        preview(workbook, uploaded(name, data))
    assert str(told.value) == reason


def test_a_spreadsheet_or_a_zip_within_a_zip_is_not_searched_for_people(workbook: Workbook, tmp_path: Path) -> None:
    for name, inner in (("people.xlsx", "xl/workbook.xml"), ("backup.zip", "export.zip")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(inner, "x")
    with pytest.raises(NetkitError, match=r"^people.xlsx is a spreadsheet; open it and save it as CSV\.$"):
        preview(workbook, tmp_path / "people.xlsx")
    with pytest.raises(NetkitError, match=r"^In backup.zip there is nothing that can be read but another ZIP; unpack"):
        preview(workbook, tmp_path / "backup.zip")


def test_a_file_that_two_importers_claim_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importers, "IMPORTERS", (linkedin_connections, linkedin_connections))
    claim = "2018.csv can be read as LinkedIn connections and as LinkedIn connections"
    with pytest.raises(NetkitError, match=claim):
        identify(LINKEDIN / "2018.csv")


def test_a_single_line_of_50_mb_is_no_trouble(workbook: Workbook) -> None:
    row = f"Ada,{'x' * 50_000_000},,,,,01 Jan 2024"
    found = preview(workbook, connections("Bo,Fox,,,,,", row))
    assert (found.counts["new"], found.counts["skipped"]) == (1, 1)
    assert "longer than" in found.skipped[0].message
    with pytest.raises(NetkitError, match="can't be read"):
        preview(workbook, uploaded("Connections.csv", b"," * 50_000_000))


# --- small parts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("08 Jan 2021", date(2021, 1, 8)),
        ("7-Sep-22", date(2022, 9, 7)),
        ("7-Sept-22", date(2022, 9, 7)),
        ("11/17/17, 9:40 PM", date(2017, 11, 17)),
        ("2021-01-08", date(2021, 1, 8)),
        ("08/01/2021", None),
        ("17/11/17, 9:40 PM", None),
        ("30 Feb 2021", None),
        ("08 Janvier2021", None),
        ("08 Foo 2021", None),
        ("٣ Jan 2021", date(2021, 1, 3)),
        ("", None),
    ],
)
def test_a_day_is_read_in_the_forms_that_linkedin_and_excel_write(text: str, day: date | None) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://www.linkedin.com/in/a", "https://www.linkedin.com/in/a"),
        ("HTTP://x.example", "HTTP://x.example"),
        ("www.linkedin.com/in/a", "https://www.linkedin.com/in/a"),
        ("linkedin.com:443/in/a", "https://linkedin.com:443/in/a"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt://linkedin.com/%0aalert(1)", ""),
        ("java script:alert(1)", ""),
        ("data:text/html,x", ""),
        ("mailto:a@b.example", ""),
        ("https:///in/a", ""),
        ("/in/a", ""),
        ("", ""),
    ],
)
def test_only_an_address_on_the_web_is_taken(text: str, address: str) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://www.linkedin.com/in/Ada-Stone", "ada-stone"),
        ("https://de.linkedin.com/in/ada-stone/?x=1#top", "ada-stone"),
        ("http://linkedin.com/in/Zo%C3%8B", "zoë"),
        ("https://linkedin.com/company/ada", ""),
        ("https://notlinkedin.com/in/ada", ""),
        ("https://evil.example/https://linkedin.com/in/ada", ""),
        ("", ""),
    ],
)
def test_a_profile_is_known_by_its_slug(url: str, slug: str) -> None:
    assert profile_slug(url) == slug


@pytest.mark.parametrize(
    ("email", "key"),
    [
        (" Ada@Stone.example ", "ada@stone.example"),
        ("info@stone.example", ""),
        ("Sales+uk@stone.example", ""),
        ("no-at-sign", ""),
        ("@stone.example", ""),
    ],
)
def test_an_e_mail_is_personal_unless_it_is_that_of_a_role(email: str, key: str) -> None:
    assert personal(email) == key


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        (b"caf\xe9", "café", "windows-1252"),
        (b"caf\xc3\xa9", "café", "utf-8"),
        (b"\xef\xbb\xbfa", "a", "utf-8"),
        (b"\xff\xfea\x00", "a", "utf-16"),
        (b"\xfe\xff\x00a", "a", "utf-16"),
        (b"\x9d\x81", "��", "windows-1252"),
    ],
)
def test_bytes_are_read_in_the_encoding_that_they_are_in(data: bytes, text: str, encoding: str) -> None:
    assert decoded(data) == (text, encoding)


def test_a_head_that_ends_within_a_letter_is_still_utf_8() -> None:
    assert decoded("é".encode()[:1], whole=False) == ("", "utf-8")


# --- whatever comes ----------------------------------------------------------------------------------------------

NAMES = st.sampled_from(["", "Ada", "Bo", "Lee, PhD", 'Ann "Nan"', "Zoë", "<b>", "=1+1", "\x00", "a\nb", "陳"])
CELLS = st.tuples(
    NAMES,
    NAMES,
    st.sampled_from(
        ["", "https://linkedin.com/in/ada", "linkedin.com/in/bo", "https://linkedin.com/in/%FF", "javascript:x", "a b"]
    ),
    st.sampled_from(["", "ada@x.example", "BO@x.example", "info@x.example", "@", "x" * 300]),
    st.text(max_size=4),
    NAMES,
    st.sampled_from(["", "08 Jan 2021", "7-Sep-22", "1/29/26, 2:37 PM", "99 Foo 0000", "1/1/1"]),
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A Connections.csv of any era, quoted well or badly, in any encoding, then damaged or not."""
    delimiter = draw(st.sampled_from(",;\t"))
    quoted = draw(st.sampled_from(['"{}"', "{}"]))
    lines = ["Notes:", ""] * draw(st.integers(0, 1)) + [HEADER.strip().replace(",", delimiter)]
    for cells in draw(st.lists(CELLS, max_size=8)):
        lines.append(delimiter.join(quoted.format(cell.replace('"', '""')) for cell in cells))
    text = draw(st.sampled_from(["\n", "\r\n", "\r"])).join(lines)
    data = text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be"])), "replace")
    if draw(st.booleans()):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=6)) + data[at + draw(st.integers(0, 6)) :]
    return data


@given(files())
@settings(max_examples=60)
def test_whatever_comes_every_row_is_accounted_for_and_a_second_time_changes_nothing(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workbook = open_workbook(Path(folder) / "workbook.sqlite", TODAY)
        comes_in_once(workbook, uploaded("Connections.csv", data))


@given(st.binary(max_size=400), st.booleans())
@settings(max_examples=100)
def test_any_bytes_as_a_file_or_in_a_zip_are_read_or_refused_in_words(data: bytes, packed: bool) -> None:
    if packed:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("Connections.csv", HEADER.encode() + data)
        data = stream.getvalue()[: -len(data) or None]
    said = ""
    try:
        taken, _ = identify(uploaded("Connections.csv", data))
        assert [list(importer.read(file, Owner())) for file, importer in taken]
    except NetkitError as error:
        said = str(error)
    assert "\n" not in said


def test_a_reader_that_goes_through_its_file_first_can_be_stopped_on_the_way_out(workbook: Workbook) -> None:
    head = "From,To,Date,Subject,Content,Direction,Folder\n"
    rows = [f'Ada {n},Nora,"1/{n % 28 + 1}/26, 2:37 PM",,hello,INCOMING,INBOX\n' for n in range(1_000)]
    file = uploaded("messages.csv", (head + "".join(rows)).encode())
    with pytest.raises(importers.Stopped):
        bring_in(workbook, file, watch=lambda progress: progress.rows < 400)
    assert (workbook.count(), workbook.changes()) == (0, [])


def test_a_preview_says_for_each_new_person_who_has_the_same_name_already(workbook: Workbook) -> None:
    ada = workbook.add(Person(name="ADA  Stone"))
    bo = workbook.add(Person(name="Bob Fox", other_names=["Bo Fox"]))
    workbook.add(Person(name="Cy Ross", url="https://www.linkedin.com/in/cy-ross"))
    rows = [
        f"{first},{last},https://www.linkedin.com/in/{slug},,,,08 Jan 2021\n"
        for first, last, slug in [
            ("Ada", "Stone", "ada-1"), ("Ada", "Stone", "ada-2"), ("Bo", "Fox", "bo"), ("Cy", "Ross", "cy-ross"),
            ("Di", "Moss", "di-1"), ("Di", "Moss", "di-2"),
        ]
    ]  # fmt: skip
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    found = preview(workbook, uploaded("Connections.csv", (head + "".join(rows)).encode()))
    assert found.alike == [ada.id, ada.id, bo.id]


@pytest.mark.parametrize(
    ("file", "names", "addresses"),
    [
        ("mail/takeout.mbox", ("Robin Field",), ("robin@field.example",)),
        ("linkedin/messages_2021.csv", ("Nora Elmfield",), ()),
        ("linkedin/2022.csv", (), ()),
        ("contacts/club.csv", (), ()),
    ],
)
def test_the_owner_is_guessed_from_who_is_in_most_of_it(
    file: str, names: tuple[str, ...], addresses: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    assert guess(LINKEDIN.parent / file) == Guess(names, addresses, "US", "America/New_York")


def test_linkedins_own_words_about_the_owner_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")  # no country's
    (tmp_path / "Profile.csv").write_text("First Name,Last Name,Headline\nNora,Elmfield,Teacher\n", encoding="utf-8")
    addresses = "Email Address,Confirmed,Primary\nnora@elmfield.example,Yes,Yes\nn@work.example,Yes,No\n"
    (tmp_path / "Email Addresses.csv").write_text(addresses, encoding="utf-8")
    assert guess(tmp_path) == Guess(("Nora Elmfield",), ("nora@elmfield.example", "n@work.example"), "", "")
