"""vCard in and out: what each fixture of tests/data/vcard holds was written out by hand; out follows RFC 2426."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit import Workbook, open_workbook
from netkit.errors import NetkitError, Problem
from netkit.importers import Owner, commit, preview, uploaded, vcard
from netkit.importers.contract import Found
from netkit.importers.raw import entries
from netkit.records import Person
from netkit.vocabulary import CLOSENESS, SCOPE
from netkit.workbook.vcards import vcard as written
from netkit.workbook.vcards import write_vcards

CARDS = Path(__file__).parent / "data" / "vcard"
TODAY = date(2026, 11, 23)
GB = Owner(region="GB", today=TODAY)
UID = "urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    return open_workbook(tmp_path / "workbook.sqlite", TODAY)


def read(data: bytes | str, owner: Owner = GB, name: str = "cards.vcf") -> list[Found | Problem]:
    return list(vcard.read(uploaded(name, data.encode() if isinstance(data, str) else data), owner))


def fixture(name: str) -> list[tuple[int, object]]:
    """Line and what is said of the person, or the reason why it is skipped."""
    rows = read((CARDS / name).read_bytes())
    return [(row.line or 0, row.message if isinstance(row, Problem) else said(row.people[0])) for row in rows]


def said(person: Person) -> dict[str, object]:
    """What a person has, but for ids, keys and what is kept verbatim."""
    blank = Person(name="x")
    fields = {name: value for name, value in person if name not in ("id", "raw", "source", "source_key")}
    return {name: value for name, value in fields.items() if value != getattr(blank, name) or name == "name"}


def left_out(data: bytes | str) -> list[str]:
    return [words for row in read(data) if isinstance(row, Found) for words in row.left_out]


def only(data: bytes | str, owner: Owner = GB) -> Person:
    (row,) = read(data, owner)
    assert isinstance(row, Found), row
    return row.people[0]


def card(*lines: str, version: str = "3.0") -> str:
    return "\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


# --- every era, every trap ---------------------------------------------------------------------------------------


def test_a_phone_writes_2_1_with_soft_breaks_doubled_line_ends_bare_types_and_a_picture() -> None:
    assert fixture("phone_2.1.vcf") == [
        (1, {
            "name": "Jürgen Müller", "organisation": "Bright Foods", "emails": ["juergen@mueller.example"],
            "phones": ["+49 30 901820", "+49 30 901821"], "place": "Berlin",
            "note": "Met at the fair\nLikes = tea and long walks",
        }),
        (17, {
            "name": "Ines Okafor", "role": "Head of data", "birthday": "1980-03-12",
            "note": "C:\\new is a folder; not a line",
        }),
    ]  # fmt: skip


def test_apple_groups_its_lines_nests_an_agent_and_leaves_the_year_out() -> None:
    assert fixture("apple_3.0.vcf") == [
        (1, {
            "name": "Jane Doe, PhD", "other_names": ["Janie", "JD"], "birthday": "--03-12",
            "organisation": "Kestrel Books, Ltd", "role": "Editor",
            "emails": ["jane@kestrel.example", "jane@doe.example"], "phones": ["+44 20 7946 0958"],
            "url": "https://www.linkedin.com/in/jane-doe", "tags": ["Choir", "Old, but gold"],
            "note": "Likes tea, cake; and a very long line which Apple folds at seventy-five octets\n"
            "Second line with a backslash \\ in it",
        }),
        (27, {"name": "Rail North", "organisation": "Rail North", "phones": ["+44 113 496 0000"]}),
        (35, "it is a group, not a person"),
    ]  # fmt: skip
    jane = read((CARDS / "apple_3.0.vcf").read_bytes())[0]
    assert isinstance(jane, Found)
    assert jane.people[0].source_key == "5B1F0C1E-6F0A-4B62-9F57-0A3E2D9C1B11"


def test_version_4_has_addresses_for_phones_and_a_preferred_name() -> None:
    assert fixture("rfc_4.0.vcf") == [
        (1, {
            "name": "Zoë Novák Lund", "other_names": ["Zoë Lund"], "birthday": "--04-12", "organisation": "Data Works",
            "role": "Analyst", "emails": ["zoe@lund.example"],
            "phones": ["+1 650-253-0000 ext. 12", "+44 20 7946 0958"], "place": "Norway",
        }),
        (18, "it is a group, not a person"),
    ]  # fmt: skip
    refused = "URL “javascript:alert(1)” is left out; a page's address begins with https://"
    assert left_out((CARDS / "rfc_4.0.vcf").read_bytes()) == [refused]


def test_a_damaged_file_has_junk_before_it_no_ends_no_indents_and_unknown_letters() -> None:
    assert fixture("damaged.vcf") == [
        (3, {
            "name": "Tom Nash", "phones": ["+44 113 496 0001"],
            "note": "A line which goes on for so long that its writer broke it without any sign of an indent\n"
            "And a line of its own",
        }),
        (12, {"name": "Renée Blanc", "emails": ["renee@blanc.example"]}),
        (17, "it has neither a name nor an e-mail address"),
        (21, "it has neither a name nor an e-mail address"),
        (23, {"name": "", "emails": ["only@address.example"], "note": "cut"}),
    ]  # fmt: skip
    assert left_out((CARDS / "damaged.vcf").read_bytes()) == [
        "E-mail “tom at nash.example” is left out; an address has one @",
        "Birthday “sometime in May” is left out; write a day as 1980-03-12",
    ]


def test_each_line_is_read_in_its_own_letters_where_they_differ() -> None:
    assert fixture("windows.vcf") == [
        (1, {"name": "Zoë Kranz", "note": "a letter is cut: ä!"}),
        (6, {"name": "Ľubica Šťastná"}),
        (10, {"name": "Jonas “J” Köhler"}),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r\r\n", "\r"])
def test_a_charset_holds_for_its_own_line_however_lines_end(end: str) -> None:
    lines = ["BEGIN:VCARD", "ORG;CHARSET=UTF-16:Rail North", "FN:Zoë Kranz", "END:VCARD", ""]
    (row,) = read(end.join(lines).encode("cp1252"))
    assert isinstance(row, Found)
    assert row.people[0].name == "Zoë Kranz"


@pytest.mark.parametrize(
    ("name", "who", "work"),
    [("utf16.vcf", "Žofie Nováková", "Lékárna"), ("utf16_without_mark.vcf", "Eva Lind", "Čajovna")],
)
def test_utf_16_is_read_with_and_without_its_mark(name: str, who: str, work: str) -> None:
    assert fixture(name) == [(1, {"name": who, "organisation": work})]


def test_the_card_is_kept_verbatim() -> None:
    text = (CARDS / "apple_3.0.vcf").read_text(encoding="utf-8")
    first = read(text)[0]
    assert isinstance(first, Found)
    assert entries(first.people[0].raw) == [("VCARD", text.split("\nBEGIN:VCARD\nVERSION:3.0\nN:;;;;")[0])]


def test_a_card_over_100_kb_is_kept_without_its_picture_and_that_is_said() -> None:
    text = card("FN:Ines", "PHOTO;ENCODING=b;TYPE=JPEG:" + "\n ".join(["abcd" * 15] * 2_000), "TEL:1")
    (row,) = read(text)
    assert isinstance(row, Found)
    kept = "BEGIN:VCARD\nVERSION:3.0\nFN:Ines\nPHOTO;ENCODING=b;TYPE=JPEG:\nTEL:1\nEND:VCARD"
    assert entries(row.people[0].raw) == [("VCARD", kept)]
    assert row.left_out == ("its pictures are not kept: they have 123 kB",)


@pytest.mark.parametrize(
    ("region", "written", "day"),
    [
        ("", "1980-03-12T00:00:00Z", "1980-03-12"), ("", "--0312", "--03-12"), ("", "12.03.1980", "1980-03-12"),
        ("", "13/03/80", "1980-03-13"), ("", "03/13/1980", "1980-03-13"), ("GB", "03/12/1980", "1980-12-03"),
        ("US", "03/12/1980", "1980-03-12"), ("", "0000-00-00", ""), ("", "0/0/00", ""), ("", "1604-02-29", "--02-29"),
    ],
)  # fmt: skip
def test_a_birthday_is_read_as_its_writer_meant_it(region: str, written: str, day: str) -> None:
    assert only(card("FN:Ines", f"BDAY:{written}"), Owner(region=region, today=TODAY)).birthday == day


@pytest.mark.parametrize("written", ["03/12/1980", "1980-02-30", "1204-01-01", "in May"])
def test_a_birthday_that_nobody_can_tell_is_left_out(written: str) -> None:
    (row,) = read(card("FN:Ines", f"BDAY:{written}"), Owner(today=TODAY))
    assert isinstance(row, Found)
    assert row.people[0].birthday == ""
    assert row.left_out == (f"Birthday “{written}” is left out; write a day as 1980-03-12",)


@pytest.mark.parametrize(
    ("name", "start", "is_one"),
    [
        ("a.vcf", "junk\nBEGIN:VCARD\n", True),
        ("a.txt", "\ufeff\n begin:vcard\n", False),
        ("a.txt", "begin:vcard\n", True),
        ("a.eml", "From: ines@okafor.example\n\nBEGIN:VCARD\n", False), ("a.vcf", "##fileformat=VCFv4.2\n", False),
    ],
)  # fmt: skip
def test_a_vcard_is_known_by_its_name_and_its_beginning(name: str, start: str, is_one: bool) -> None:
    assert vcard.knows(uploaded(name, start.encode())) is is_one


def test_two_people_of_one_name_without_an_address_stay_two(workbook: Workbook) -> None:
    text = card("FN:John Smith", "ORG:Rail North") + card("FN:John Smith", "ORG:Data Works")
    commit(workbook, preview(workbook, uploaded("a.vcf", text.encode())))
    assert sorted(person.organisation for person in workbook.where(Person)) == ["Data Works", "Rail North"]
    again = preview(workbook, uploaded("a.vcf", text.encode()))
    assert again.counts == {"new": 0, "merged": 0, "unchanged": 2, "skipped": 0}


def test_a_uid_that_a_program_gives_to_several_people_makes_them_no_one_person(workbook: Workbook) -> None:
    uid = "UID:00000000-0000-0000-0000-000000000000"
    text = card("FN:Ada Stone", uid) + card("FN:Bo Fox", uid) + card("FN:ADA  Stone", uid, "ORG:Rail North")
    commit(workbook, preview(workbook, uploaded("a.vcf", text.encode())))
    people = sorted((person.name, person.organisation) for person in workbook.where(Person))
    assert people == [("Ada Stone", "Rail North"), ("Bo Fox", "")]


# --- whatever comes ----------------------------------------------------------------------------------------------

PIECES = (
    """
BEGIN:VCARD;END:VCARD;VERSION:2.1;VERSION:3.0;VERSION:4.0;FN:Ines;N:Okafor;AGENT:;EMAIL:ines@okafor.example;BDAY:99
EMAIL\tTYPE="x:ines@okafor.example;TEL\tCELL\tPREF:123;NOTE\tENCODING=QUOTED-PRINTABLE:a=C3=;NOTE\tENCODING=BASE64:!!!;=;:
FN\tCHARSET=UTF-16\tENCODING=QUOTED-PRINTABLE:=00;unindented;item1.URL:javascript:x;PHOTO\tENCODING=b:AAAA;KIND:group
X-NETKIT:{"id": 1};UID:abcdefghjk@netkit;X-NETKIT:{"note": 3};X-NETKIT:[];X-NETKIT:{"name": "", "emails": ["a@b"]}
""".strip()
    .replace("\n", ";")
    .split(";")
)
PIECES = [piece.replace("\t", ";") for piece in PIECES] + [" folded", "\tfolded", "", ";", "\ufeff", "NOTE:\x00\ud7ff"]
LINES = st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=20), max_size=30)


@settings(max_examples=300)
@given(LINES, st.sampled_from(["\n", "\r\n", "\r\r\n", "\r"]), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_whatever_stands_in_a_file_each_card_is_a_person_or_a_reason(lines: list[str], end: str, encoding: str) -> None:
    text = end.join(lines)
    rows = read(text.encode(encoding, "replace"))
    assert all(isinstance(row, Found | Problem) for row in rows)
    whole = re.sub(r"[\r\n]+", "\n", text)
    begun = len(re.findall(r"^(?:[\w-]{1,60}\.)?BEGIN[ \t]*:[ \t]*VCARD[ \t]*$", whole, re.MULTILINE | re.IGNORECASE))
    assert len(rows) <= begun
    assert (len(rows) > 0) == (begun > 0)


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_no_reason_to_stop(data: bytes) -> None:
    read(b"BEGIN:VCARD\n" + data + b"\nEND:VCARD\n")


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCARD\nFN:" + b"a" * 50_000_000,
        b"BEGIN:VCARD\n" + b"a" * 50_000_000,
        b"BEGIN:VCARD\nTEL" + b";" * 20_000_000,
        b"BEGIN:VCARD\nTEL;" + b'"' * 20_000_001,
        b"AGENT:\nBEGIN:VCARD\n" * 100_000,
        b"BEGIN:VCARD\n" + b"a\n" * 500_000,
        b"BEGIN:VCARD\nPHOTO:x\n" + b" " * 20_000_000,
        b"BEGIN:VCARD\nN:" + b"\\" * 5_000_001,
    ],
    ids=["a long name", "a long line", "semicolons", "quotation marks", "nesting", "no colon", "spaces", "backslashes"],
)
def test_hostile_files_end(data: bytes) -> None:
    assert len(read(data)) >= 1


# --- out, and in again -------------------------------------------------------------------------------------------

INES = Person(
    id="k2mnpqrstu", name="Inès Okafor, PhD", other_names=["Inès; the first"], organisation="Bright, Foods; Ltd",
    role="Head\\of data", emails=["ines@okafor.example"], phones=["+44 20 7946 0958"], birthday="--03-12",
    url="https://okafor.example/", tags=["choir"], place="Leeds",
    note="First line\nand a second one, which is longer than a line of a card may be: ünïcödé",
    closeness="close", cadence_days=30,
)  # fmt: skip


def test_a_card_is_escaped_and_folded_as_rfc_2426_says() -> None:
    text = written(INES)
    assert text.encode().startswith(b"BEGIN:VCARD\r\nVERSION:3.0\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "UID:k2mnpqrstu@netkit",
        "N:Okafor;Inès;;;PhD",
        "FN:Inès Okafor\\, PhD",
        "NICKNAME:Inès\\; the first",
        "EMAIL:ines@okafor.example",
        "TEL:+44 20 7946 0958",
        "ORG:Bright\\, Foods\\; Ltd",
        "TITLE:Head\\\\of data",
        "URL:https://okafor.example/",
        "BDAY:--03-12",
        "CATEGORIES:choir",
        "ADR:;;;Leeds;;;",
        "NOTE:First line\\nand a second one\\, which is longer than a line of a card may be: ünïcödé",
        'X-NETKIT:{"closeness": "close"\\, "cadence_days": 30}',
        "END:VCARD",
        "",
    ]


def people() -> Iterator[st.SearchStrategy[Person]]:
    text = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
    texts = st.lists(text, max_size=3)
    days = st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31))
    yield st.builds(
        Person, name=text | st.just(""), other_names=texts, birthday=st.sampled_from(["", "--02-29", "1980-03-12"]),
        raw=text, organisation=text, role=text, phones=texts,
        emails=st.lists(st.emails() | text.filter(str.strip), min_size=1, max_size=3),
        url=st.sampled_from(["", "https://x.example/a;b,c\\d"]), audience=text, circles=texts, tags=texts,
        scope=st.sampled_from(list(SCOPE)), place=text, closeness=st.sampled_from(["", *CLOSENESS]), how_met=text,
        first_met_on=days, target_by=days, offers=texts, will_ask=st.booleans(), needs=texts,
        cadence_days=st.none() | st.integers(1, 3650), do_not_contact=st.booleans(), keep_out_of_reports=st.booleans(),
        note=st.text(st.characters(codec="utf-8", exclude_characters="\0")), source=text, source_key=text,
    )  # fmt: skip


@settings(max_examples=300)
@given(*people())
def test_a_card_that_netkit_wrote_gives_the_person_back(person: Person) -> None:
    text = written(person)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert only(text, Owner(today=TODAY)) == person


def test_all_people_go_into_one_file_and_come_back_as_they_were(workbook: Workbook, tmp_path: Path) -> None:
    mentor = workbook.add(Person(name="Mara Holwell"))
    workbook.add(INES.changed(introduced_by=mentor.id))
    there = workbook.where(Person)
    assert write_vcards(there, tmp_path / "people.vcf") == 2
    assert preview(workbook, tmp_path / "people.vcf").counts["unchanged"] == 2
    other = open_workbook(tmp_path / "other.sqlite", TODAY)
    commit(other, preview(other, tmp_path / "people.vcf"))
    assert sorted(other.where(Person), key=lambda p: p.id) == sorted(there, key=lambda p: p.id)


def test_a_link_to_somebody_who_is_in_neither_is_left_empty(workbook: Workbook, tmp_path: Path) -> None:
    write_vcards([INES.changed(introduced_by="zzzzzzzzzz")], tmp_path / "ines.vcf")
    commit(workbook, preview(workbook, tmp_path / "ines.vcf"))
    assert workbook.get(Person, INES.id) == INES


def test_one_file_a_person_goes_into_a_new_folder_only(tmp_path: Path) -> None:
    assert write_vcards([INES], tmp_path / "cards") == 1
    assert [path.name for path in (tmp_path / "cards").iterdir()] == ["Inès-Okafor-PhD-k2mnpqrstu.vcf"]
    with pytest.raises(NetkitError, match="is not empty"):
        write_vcards([INES], tmp_path / "cards")
