"""Contacts as CSV: what each fixture of tests/data/contacts holds was written out by hand, beside the file."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit import Workbook
from netkit.errors import NetkitError, Problem
from netkit.importers import File, Mapped, Owner, commit, contacts_csv, identify, preview, uploaded
from netkit.importers.card import FIELDS
from netkit.importers.contacts_columns import BOOKS
from netkit.importers.contract import Found
from netkit.importers.mapped import offered
from netkit.records import ImportBatch, Person
from netkit.workbook.files import read_csv, write_csv

CONTACTS = Path(__file__).parent / "data" / "contacts"
TODAY = date(2026, 11, 23)
GB = Owner(region="GB", today=TODAY)
CLUB = {
    "Who": "name", "Firma": "organisation", "Mail 1": "emails", "Mail 2": "emails", "Joined": "first_met_on",
    "Remarks": "note",
}  # fmt: skip


def file_of(name: str) -> File:
    return uploaded(name, (CONTACTS / name).read_bytes())


def rows(name: str, owner: Owner = GB) -> list[tuple[int | None, object]]:
    """Line and what is said of the person, or the reason why it is skipped."""
    found = list(contacts_csv.read(file_of(name), owner))
    return [(row.line, row.message if isinstance(row, Problem) else said(row.people[0])) for row in found]


def said(person: Person) -> dict[str, object]:
    """What a person has, but for the id and the key."""
    blank = Person(name="x")
    fields = {name: value for name, value in person if name not in ("id", "source_key", "source")}
    return {name: value for name, value in fields.items() if value != getattr(blank, name) or name == "name"}


def left_out(name: str, owner: Owner = GB) -> list[tuple[int, str]]:
    found = [row for row in contacts_csv.read(file_of(name), owner) if isinstance(row, Found)]
    return [(row.line, words) for row in found for words in row.left_out]


# --- every program, every trap -----------------------------------------------------------------------------------


def test_google_of_old_is_utf_16_joins_values_and_marks_the_primary_one() -> None:
    assert rows("google_old_utf16.csv") == [
        (2, {
            "name": "Inès Okafor", "other_names": ["Nès"], "birthday": "1980-03-12", "raw": "PHONE 020 7946 0958",
            "organisation": "Bright Foods", "role": "Teacher",
            "emails": ["ines@bright.example", "i.okafor@bright.example", "ines@okafor.example"],
            "phones": ["+44 20 7946 0958", "+44 113 496 0000"], "url": "https://okafor.example",
            "tags": ["Choir", "Old school"], "place": "Leeds", "note": "Met in Lyon\nLikes tea",
        }),
        (4, {"name": "", "emails": ["only@address.example"]}),
        (5, "it has neither a name nor an e-mail address"),
    ]  # fmt: skip


def test_google_of_today_has_no_whole_name_and_labels() -> None:
    assert rows("google_new.csv") == [
        (2, {
            "name": "Mara Lee Holwell, PhD", "birthday": "--03-12", "raw": "PHONE (020) 7946 0958",
            "organisation": "Kestrel Books", "role": "Editor",
            "emails": ["mara@kestrel.example", "mara@holwell.example"], "phones": ["+44 20 7946 0958"],
            "url": "https://www.linkedin.com/in/mara-holwell", "tags": ["Book club"], "place": "Leeds",
            "note": "=HYPERLINK(1)",
        }),
        (3, {"name": "Rail North", "organisation": "Rail North", "phones": ["+44 113 496 0000"]}),
        (4, {"name": "", "emails": ["only@address.example"]}),
        (5, {"name": "Tom"}),
        (6, "it has neither a name nor an e-mail address"),
    ]  # fmt: skip
    assert left_out("google_new.csv") == [
        (5, "E-mail “tom at nash.example” is left out; an address has one @"),
        (5, "URL “javascript:alert(1)” is left out; a page's address begins with https://"),
        (5, "Birthday “sometime” is left out; write a day as 1980-03-12"),
    ]


def test_google_can_write_the_columns_of_outlook() -> None:
    assert rows("google_as_outlook.csv") == [
        (2, {
            "name": "Ravi Linova", "organisation": "Data Works", "role": "Analyst", "emails": ["ravi@linova.example"],
            "phones": ["+44 20 7946 0958"], "tags": ["Cycling"],
        }),
    ]  # fmt: skip


def test_outlook_on_the_desktop_has_empty_days_and_addresses_of_its_own_server() -> None:
    ada = {"name": "Ada Stone", "birthday": "1980-12-03"}
    assert rows("outlook.csv") == [
        (2, {
            "name": "Zoë Lund", "raw": "PHONE +47 900 00 000", "organisation": "Café Nord", "role": "Cook",
            "emails": ["zoe@lund.example"], "phones": ["+47 90 00 00 00", "+47 22 00 00 00", "+47 22 00 00 01"],
            "tags": ["Choir", "Old friends"], "place": "Oslo", "note": "Line one\nLine two",
        }),
        (4, ada),
        (5, {"name": "Jonas Brandt", "birthday": "1980-03-25"}),
    ]  # fmt: skip
    assert left_out("outlook.csv") == [(2, "E-mail “/o=ExchangeLabs/cn=zoe” is left out; an address has one @")]
    american = dict(rows("outlook.csv", Owner(region="US", today=TODAY)))
    assert american[4] == {"name": "Ada Stone", "birthday": "1980-03-12"}
    assert (4, "Birthday “3/12/1980” is left out; write a day as 1980-03-12") in left_out("outlook.csv", Owner())


def test_outlook_speaks_german_with_semicolons() -> None:
    assert rows("outlook_de.csv", Owner(today=TODAY)) == [
        (2, {
            "name": "Käthe Groß", "birthday": "1980-03-12", "organisation": "Müller & Söhne", "role": "Köchin",
            "emails": ["kaethe@gross.example"], "phones": ["+49 171 0000000", "+49 221 9100"],
            "tags": ["Chor", "Schule"], "place": "Köln", "note": "mag Tee",
        }),
        (3, {"name": "Uwe"}),
    ]  # fmt: skip


def test_outlook_speaks_french_and_calls_two_columns_titre() -> None:
    assert rows("outlook_fr.csv") == [
        (2, {
            "name": "Hélène Dupré", "birthday": "1980-03-25", "organisation": "Librairie Lumière", "role": "Libraire",
            "emails": ["helene@dupre.example", "h.dupre@lumiere.example"],
            "phones": ["+33 6 00 00 00 00", "+33 4 72 00 00 00"], "place": "Lyon",
        }),
    ]  # fmt: skip


def test_outlook_speaks_spanish_and_leaves_half_in_english() -> None:
    assert rows("outlook_es.csv") == [
        (2, {
            "name": "José María Núñez Peña", "organisation": "Panadería Sol", "role": "Panadero",
            "emails": ["jose@nunez.example", "jm@sol.example"],
            "phones": ["+34 600 00 00 00", "+34 956 00 00 00", "+34 956 00 00 01"], "tags": ["Coro"], "place": "Cádiz",
        }),
    ]  # fmt: skip


def test_outlook_on_the_web_has_two_pages_the_second_is_kept_beside() -> None:
    assert rows("outlook.com.csv") == [
        (2, {
            "name": "Noor Iqbal", "other_names": ["N"], "birthday": "1980-03-12", "raw": "URL https://noor.example",
            "organisation": "City Library", "role": "Librarian", "emails": ["noor@iqbal.example"],
            "phones": ["+44 113 496 0003", "+44 113 496 0002"], "url": "https://iqbal.example", "place": "York",
        }),
    ]  # fmt: skip


def test_outlook_in_utf_16_says_the_same_as_in_windows_letters() -> None:
    text = (CONTACTS / "outlook.csv").read_bytes().decode("cp1252")
    people = [list(contacts_csv.read(uploaded("o.csv", text.encode(letters)), GB)) for letters in ("cp1252", "utf-16")]
    first, second = ([said(row.people[0]) for row in rows if isinstance(row, Found)] for rows in people)
    assert first == second
    assert len(first) == 3


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("outlook_de.csv", "windows-1252"), ("google_old_utf16.csv", "utf-16"), ("outlook.com.csv", "utf-8")],
)
def test_it_says_how_the_letters_were_read(workbook: Workbook, name: str, encoding: str) -> None:
    assert preview(workbook, CONTACTS / name).encoding == encoding


def test_a_folder_of_them_all_has_nobody_twice(workbook: Workbook) -> None:
    found = preview(workbook, CONTACTS, region="GB")
    assert found.counts == {"new": 14, "merged": 0, "unchanged": 1, "skipped": 2}  # only@address.example is in two
    assert found.left == ["README.md", "club.csv"]


def test_nobody_gets_a_cadence_by_importing(workbook: Workbook) -> None:
    commit(workbook, preview(workbook, CONTACTS))
    assert {person.cadence_days for person in workbook.where(Person)} == {None}


# --- any other table ---------------------------------------------------------------------------------------------


def test_any_other_table_is_read_by_its_mapped_columns() -> None:
    found = list(Mapped(CLUB).read(file_of("club.csv"), GB))
    assert [(row.line, row.message if isinstance(row, Problem) else said(row.people[0])) for row in found] == [
        (4, {
            "name": "Eva Lind", "organisation": "Data Works", "emails": ["eva@lind.example", "eva@works.example"],
            "first_met_on": date(2024, 3, 12), "note": "sings,\nand cooks",
        }),
        (6, {"name": "Ben Ost", "note": "=1+1"}),
        (7, "the row is empty"),
        (8, "it has 2 cells where the header has 6"),
    ]  # fmt: skip
    assert isinstance(found[1], Found)
    assert found[1].left_out == (
        "E-mail “not yet” is left out; an address has one @",
        "First met “31.31.2024” is left out; write a day as 1980-03-12",
    )


def test_a_mapping_is_offered_as_it_looks_and_the_next_time_as_it_was(workbook: Workbook) -> None:
    assert offered(workbook, file_of("club.csv")) == {
        "who": "", "firma": "organisation", "mail 1": "", "mail 2": "", "joined": "", "remarks": "",
    }  # fmt: skip
    commit(workbook, preview(workbook, CONTACTS / "club.csv", mapping=CLUB))
    assert [batch.mapping for batch in workbook.where(ImportBatch)] == [CLUB]
    remembered = {column.casefold(): field for column, field in CLUB.items()}
    assert offered(workbook, file_of("club.csv")) == remembered
    assert preview(workbook, CONTACTS / "club.csv", mapping=remembered).counts["unchanged"] == 2


@pytest.mark.parametrize("name", ["picture.png", "people.vcf"])
def test_what_is_no_table_has_no_columns_to_map(workbook: Workbook, name: str) -> None:
    assert offered(workbook, uploaded(name, b"BEGIN:VCARD")) is None
    assert offered(workbook, uploaded("empty.csv", b"")) is None


def test_the_header_of_a_table_is_the_first_line_as_wide_as_most(workbook: Workbook) -> None:
    text = "Members, as of today\n\nname;mail\nEva, the first;eva@lind.example\nBen;ben@ost.example\n"
    assert offered(workbook, uploaded("a.csv", text.encode())) == {"name": "name", "mail": "emails"}


def test_of_columns_with_one_name_none_hides_another(workbook: Workbook) -> None:
    file = uploaded("a.csv", b"Name,Email,email,\nEva,eva@lind.example,eva@works.example,\nBen,ben@ost.example,,\n")
    assert offered(workbook, file) == {"name": "name", "email": "emails", "email 2": ""}
    mapping = {"Name": "name", "Email": "emails", "email 2": "emails"}
    people = [row.people[0] for row in Mapped(mapping).read(file, GB) if isinstance(row, Found)]
    assert [person.emails for person in people] == [["eva@lind.example", "eva@works.example"], ["ben@ost.example"]]


def test_a_field_that_there_is_not_is_named() -> None:
    with pytest.raises(NetkitError, match="There is no field “surname” to map to"):
        Mapped({"Who": "surname"})


# --- whatever comes ----------------------------------------------------------------------------------------------

PIECES = "|Ines|a@b.example|a@b ::: c@d|* myContacts|0/0/00|31/31/80|+44 1|x\ny|\"|'=1|:::|;"
CELLS = st.sampled_from(PIECES.split("|")) | st.text(st.characters(codec="utf-8"), max_size=8)
HEADERS = st.sampled_from([list(signature) for _, signature, _ in BOOKS])
COLUMNS = [column for _, _, columns in BOOKS for column in columns]
MORE = st.lists(st.sampled_from([*COLUMNS, "E-mail 1 - Value", "E-mail 1 - Type"]))


@settings(max_examples=200)
@given(HEADERS, MORE, st.lists(st.lists(CELLS, max_size=12), max_size=8), st.sampled_from([",", ";", "\t"]), st.data())
def test_every_row_of_whatever_table_is_a_person_or_a_reason(
    header: list[str], more: list[str], cells: list[list[str]], delimiter: str, data: st.DataObject
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow([*header, *more])
    for row in cells:
        writer.writerow([*row, *[""] * (len(header) + len(more) - len(row))])
    text = out.getvalue()
    cut = data.draw(st.integers(len(text.split("\n")[0]) + 1, len(text)))
    file = uploaded("contacts.csv", text[:cut].encode(data.draw(st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))))
    assert contacts_csv.knows(file)
    found = list(contacts_csv.read(file, GB))
    assert all(isinstance(row, Found | Problem) for row in found)
    if cut == len(text):
        filled = list(csv.reader(io.StringIO(text), delimiter=delimiter))[1:]
        assert len(found) >= len([row for row in filled if row])


@given(st.text(max_size=300), st.dictionaries(st.text(max_size=5), st.sampled_from(FIELDS), max_size=4))
def test_a_mapping_of_any_text_ends_well(text: str, mapping: dict[str, str]) -> None:
    file = uploaded("a.csv", text.encode("utf-8", "replace"))
    importer = Mapped(mapping)
    if mapping and importer.knows(file):
        assert all(isinstance(row, Found | Problem) for row in importer.read(file, GB))


# --- out, and in again -------------------------------------------------------------------------------------------


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1).filter(str.strip),
    st.lists(st.sampled_from(["+44 1", "=cmd|'/c calc'!A0", "'+1", "@x", "-1", ";", ",", "\n"]) | st.text(max_size=5)),
    st.sampled_from(["=1+1", "+1", "-1", "@a", "'a", "\ta", "a;b", "ünï\ncödé", '"']),
)
def test_our_own_csv_is_safe_in_a_spreadsheet_and_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, name: str, phones: list[str], note: str
) -> None:
    try:
        person = Person(name=name, phones=phones, note=note)
    except NetkitError:  # a letter that no text can hold
        return
    path = tmp_path_factory.mktemp("csv") / "person.csv"
    write_csv(path, Person, [person])
    with path.open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert read_csv(path, Person) == [person]


def test_a_contacts_file_is_claimed_by_one_importer_only() -> None:
    for path in CONTACTS.glob("*.csv"):
        if path.name != "club.csv":
            taken, _ = identify(path)
            assert [importer for _, importer in taken] == [contacts_csv]
