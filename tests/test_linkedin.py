"""The other files of a LinkedIn export: what each fixture of tests/data/linkedin holds was written out by hand."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit import Workbook, open_workbook
from netkit.importers import Preview, commit, preview, uploaded
from netkit.importers.linkedin import parse_moment
from netkit.records import Exchange, Interaction, Person
from tests.imports import comes_in_once

LINKEDIN = Path(__file__).parent / "data" / "linkedin"
TODAY = date(2026, 11, 23)
FILES = [*sorted(LINKEDIN.glob("messages_*.csv")), *sorted(LINKEDIN.glob("[EIR]*.csv"))]
ME = ["Nora Elmfield"]


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    workbook = open_workbook(tmp_path / "workbook.sqlite", TODAY)
    workbook.set(workbook.settings(), "zone", "Europe/London", "")
    return workbook


def talk(workbook: Workbook, found: Preview) -> list[tuple[object, ...]]:
    """After a commit: line, day, who began, mode, with whom, outcome, and the line of what it answers."""
    lines = {line.record.id: line.line for line in found.lines if line.record}
    names = {person.id: person.name for person in workbook.where(Person)}
    (part,) = found.parts
    assert part.lines == found.lines
    return sorted(
        (
            lines[one.id],
            str(one.on),
            one.direction,
            one.mode,
            [names[id] for id in one.people],
            one.outcome,
            lines.get(one.reply_to),
        )
        for one in workbook.where(Interaction)
    )


def brought_in(workbook: Workbook, name: str, me: list[str] = ME) -> Preview:
    """The preview of a fixture, after it was committed; its records are those that were written."""
    found = preview(workbook, LINKEDIN / name, me=me)
    commit(workbook, found)
    keys = workbook.keys(Interaction)
    for part in found.parts:
        part.lines = [
            line
            if line.record is None
            else type(line)(line.line, line.verdict, line.person, _stored(line.record, keys))
            for line in part.lines
        ]
    return found


def _stored(record: Interaction | Exchange, keys: dict[tuple[str, str], str]) -> Interaction | Exchange:
    return record.model_copy(update={"id": keys.get((record.source, record.source_key), record.id)})


def said(found: Preview) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.message) for problem in found.skipped]


# --- messages, every era -----------------------------------------------------------------------------------------


def test_messages_of_2018_have_names_alone_and_say_their_direction(workbook: Workbook) -> None:
    found = brought_in(workbook, "messages_2018.csv", me=[])
    ines, one = ["Ines Okafor"], "one_to_one"
    assert talk(workbook, found) == [
        (2, "2018-03-02", "outbound", one, ines, "replied", None),
        (3, "2018-03-03", "inbound", one, ines, "replied", 2),
        (4, "2018-03-04", "outbound", one, ["Ada Stone, PhD"], "pending", None),
        (5, "2018-03-05", "outbound", "one_to_many", ["Ines Okafor", "Bo Fox"], "pending", None),
    ]
    assert said(found) == [
        (6, "the sender is hidden: LinkedIn gives neither name nor profile"),
        (7, "DATE: “31/31/18” can't be used; a moment is written like 2021-03-04 10:20:30 UTC."),
    ]
    assert found.counts == {"new": 4, "merged": 0, "unchanged": 0, "skipped": 2}


def test_messages_of_2021_have_the_senders_profile_and_days_in_the_owners_zone(workbook: Workbook) -> None:
    workbook.set(workbook.settings(), "zone", "Asia/Tokyo", "Europe/London")
    found = brought_in(workbook, "messages_2021.csv")
    one, mara = "one_to_one", ["Mara Holwell"]
    assert talk(workbook, found) == [
        (2, "2021-03-06", "inbound", one, mara, "replied", 4),
        (3, "2021-03-04", "outbound", one, mara, "pending", None),
        (4, "2021-03-04", "outbound", one, mara, "replied", None),
        (8, "2021-03-09", "inbound", one, ["Gita Kadell"], "replied", None),
    ]
    assert said(found) == [
        (5, "sponsored, not from a person"),
        (6, "sponsored, not from a person"),
        (7, "spam"),
        (9, "the sender is hidden: LinkedIn gives neither name nor profile"),
    ]
    assert {person.source_key for person in workbook.where(Person)} == {"mara-holwell", "gita-kadell"}


def test_messages_of_2024_are_matched_by_profile_since_names_hold_commas(workbook: Workbook) -> None:
    found = brought_in(workbook, "messages_2024.csv")
    zoe, tom, many = "Zoë Lund, MBA", "Tom Nash", "one_to_many"
    assert talk(workbook, found) == [
        (2, "2024-05-01", "outbound", many, [zoe, tom], "replied", None),
        (3, "2024-05-02", "inbound", many, [zoe], "replied", 2),
        (4, "2024-05-03", "inbound", many, [tom], "replied", 2),
        (7, "2024-05-06", "outbound", "one_to_one", ["Eve Cole, RN"], "pending", None),
    ]
    assert said(found) == [
        (5, "a draft, never sent"),
        (6, "a draft, never sent"),
        (8, "it names nobody but you, or a hidden member"),
    ]


def test_of_several_names_that_hold_commas_the_one_left_over_is_of_the_one_who_never_wrote(workbook: Workbook) -> None:
    head = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT\n"
    nora, ada, bo = (f"linkedin.com/in/{slug}" for slug in ("nora", "ada", "bo"))
    rows = [
        f'1,Nora Elmfield,{nora},"Ann Fox, PhD, Ann","{ada},{bo}",2024-01-01 10:00:00 UTC,x\n',
        f'1,Ann,{bo},"Nora Elmfield, Ann Fox, PhD","{nora},{ada}",2024-01-02 10:00:00 UTC,x\n',
    ]
    commit(workbook, preview(workbook, uploaded("messages.csv", (head + "".join(rows)).encode()), me=ME))
    assert {person.source_key: person.name for person in workbook.where(Person)} == {"ada": "Ann Fox, PhD", "bo": "Ann"}


def test_messages_of_2026_are_quoted_and_hold_lines_and_a_bad_row_loses_only_itself(workbook: Workbook) -> None:
    found = brought_in(workbook, "messages_2026.csv")
    mara = ["Mara Holwell"]
    assert talk(workbook, found) == [
        (2, "2026-01-02", "outbound", "one_to_one", mara, "replied", None),
        (6, "2026-01-02", "inbound", "one_to_one", mara, "replied", 2),
        (9, "2026-01-04", "inbound", "one_to_one", ["Lena Ekberg"], "replied", None),
    ]
    assert [line for line, _ in said(found)] == [7, 8]
    assert [person.url for person in workbook.where(Person, name="Lena Ekberg")] == [""]


def test_no_word_of_a_message_is_stored_anywhere(workbook: Workbook) -> None:
    for file in FILES:
        commit(workbook, preview(workbook, file, me=ME))
    assert b"SECRET" not in workbook.path.read_bytes()


def test_without_a_name_the_owner_is_whoever_is_in_most_of_the_talks(workbook: Workbook) -> None:
    found = brought_in(workbook, "messages_2024.csv", me=[])
    assert [line.record.direction for line in found.lines if isinstance(line.record, Interaction)] == [
        "outbound", "inbound", "inbound", "outbound",
    ]  # fmt: skip


def test_where_nobody_can_tell_who_the_owner_is_every_row_says_so(workbook: Workbook) -> None:
    head = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT\n"
    row = "1,Ada,linkedin.com/in/ada,Bo,linkedin.com/in/bo,2024-01-01 10:00:00 UTC,x\n"
    found = preview(workbook, uploaded("messages.csv", (head + row).encode()))
    assert [message[:42] for _, message in said(found)] == ["it does not say which of them is you; give"]
    assert preview(workbook, uploaded("messages.csv", (head + row).encode()), me=["linkedin.com/in/bo"]).skipped == []


def test_a_file_of_talks_with_oneself_alone_has_nobody_in_it(workbook: Workbook) -> None:
    row = "{},Nora Elmfield,Nora Elmfield,2024-01-01 10:00:00 UTC,x\n"
    data = "CONVERSATION ID,FROM,TO,DATE,CONTENT\n" + row.format(1) + row.format(2)
    found = preview(workbook, uploaded("messages.csv", data.encode()))
    assert said(found) == [(line, "it names nobody but you, or a hidden member") for line in (2, 3)]


def test_the_owner_of_the_settings_is_nobody_else(workbook: Workbook) -> None:
    workbook.set(workbook.settings(), "owner_names", ["nora  ELMFIELD"], [])
    commit(workbook, preview(workbook, LINKEDIN / "messages_2024.csv"))
    rows = b"First Name,Last Name,Email Address,Company,Position,Connected On\nNora,Elmfield,,,,01 Jan 2024\n"
    found = preview(workbook, uploaded("Connections.csv", rows))
    assert said(found) == [(2, "it is about nobody but you")]
    assert workbook.where(Person, name="Nora Elmfield") == []


@pytest.mark.parametrize("name", ["coach_messages.csv", "guide_messages.csv"])
def test_talks_with_linkedins_machines_are_left(workbook: Workbook, name: str, tmp_path: Path) -> None:
    data = (LINKEDIN / "messages_2024.csv").read_bytes()
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / name).write_bytes(data)
    (tmp_path / "export" / "Messages.csv").write_bytes(data)
    found = preview(workbook, tmp_path / "export", me=ME)
    assert (found.left, [part.name for part in found.parts]) == ([name], ["Messages.csv"])


# --- invitations, recommendations, endorsements ------------------------------------------------------------------


def test_an_invitation_says_who_began(workbook: Workbook) -> None:
    found = brought_in(workbook, "Invitations.csv", me=[])
    assert talk(workbook, found) == [
        (2, "2026-01-29", "outbound", "one_to_one", ["Mara Holwell"], "pending", None),
        (3, "2026-01-30", "inbound", "one_to_one", ["Tom Nash"], "replied", None),
    ]
    assert {one.purpose for one in workbook.where(Interaction)} == {"first_contact"}
    assert said(found) == [
        (4, "To: “LinkedIn Member” can't be used; LinkedIn hides who it is."),
        (5, "Sent At: “29/1/26, 2:37 PM” can't be used; a moment is written like 1/29/26, 2:37 PM."),
        (6, "Direction: “SIDEWAYS” can't be used; it is OUTGOING or INCOMING."),
    ]


def test_an_invitation_of_2018_has_names_alone(workbook: Workbook) -> None:
    found = brought_in(workbook, "Invitations 2018.csv", me=[])
    assert talk(workbook, found) == [(2, "2018-01-05", "inbound", "one_to_one", ["Ines Okafor"], "replied", None)]


def helps(workbook: Workbook) -> list[tuple[object, ...]]:
    names = {person.id: (person.name, person.role, person.url) for person in workbook.where(Person)}
    return [
        (str(one.on), one.direction, one.kind, one.status, one.value, *names[one.person])
        for one in workbook.where(Exchange)
    ]


def test_recommendations_are_help_that_is_not_rated_yet(workbook: Workbook) -> None:
    brought_in(workbook, "Recommendations_Given.csv")
    found = brought_in(workbook, "Recommendations Received.csv")
    assert helps(workbook) == [
        ("2022-08-30", "given", "recommendation", "delivered", None, "Mara Holwell", "Editor", ""),
        ("2019-01-16", "given", "recommendation", "delivered", None, "Tom Nash", "", ""),
        ("2018-06-05", "received", "recommendation", "offered", None, "Gita Kadell", "Founder", ""),
    ]
    expected = "a day is written like 2023/06/05 15:47:58 UTC or 08/30/22, 05:51 PM"
    assert said(found) == [(4, f"Creation Date: “soon” can't be used; {expected}.")]


def test_endorsements_are_known_by_their_source_so_that_the_balance_leaves_them_out(workbook: Workbook) -> None:
    from netkit.metrics import balance

    brought_in(workbook, "Endorsement_Given_Info.csv")
    found = brought_in(workbook, "Endorsement_Received_Info.csv")
    mara, tom, vic = (f"https://www.linkedin.com/in/{slug}" for slug in ("mara-holwell", "tom-nash", "vic-hale"))
    given = ("2023-06-06", "given", "endorsement", "delivered", None, "Mara Holwell", "", mara)
    assert helps(workbook) == [
        given,
        given,
        ("2023-07-05", "received", "endorsement", "delivered", None, "Tom Nash", "", tom),
        ("2023-07-05", "received", "endorsement", "declined", None, "Vic Hale", "", vic),
    ]
    assert [line for line, _ in said(found)] == [4]
    assert balance.overall(workbook.exchanges(), TODAY)["n"] == 0
    assert balance.overall(workbook.exchanges(), TODAY, endorsements=True)["n"] == 3


# --- all of them together ----------------------------------------------------------------------------------------


def test_a_whole_export_is_one_change_with_a_batch_for_each_file_and_one_undo(
    workbook: Workbook, tmp_path: Path
) -> None:
    path = tmp_path / "Complete_LinkedInDataExport_01-31-2026.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("Invitations.csv", "Recommendations_Given.csv", "Endorsement_Given_Info.csv"):
            archive.write(LINKEDIN / name, f"export/Basic/{name}")
        archive.write(LINKEDIN / "messages_2024.csv", "export/messages.csv")
        archive.write(LINKEDIN / "2022.csv", "export/Connections.csv")
        archive.writestr("export/Skills.csv", "Name\nTea\n")
        archive.writestr("export/more.zip", path.name)
    found = preview(workbook, path, me=ME)
    assert [part.source for part in found.parts] == [
        "linkedin_connections", "linkedin_invitations", "linkedin_messages",
        "linkedin_recommendations_given", "linkedin_endorsements_given",
    ]  # fmt: skip
    assert sorted(found.left) == ["Skills.csv", "more.zip"]
    # Mara (twice by profile, once more by the bare name of the recommendation), Zoë, Gita, Luis; Tom (and his bare
    # name); Eve; Ines, the odd direction of whose invitation the owner's name settles: 9 people. 3 invitations and 4
    # messages; 2 recommendations and 2 endorsements.
    assert found.gained == {"people": 9, "interactions": 7, "exchanges": 4}
    assert found.gain == "9 people, 7 contacts, 4 acts of help"
    batches = commit(workbook, found)
    assert {batch.change for batch in batches} == {workbook.changes()[0].id}
    assert [batch.source for batch in batches] == [part.source for part in found.parts]
    assert workbook.undo(batches[0].change).stayed == []
    assert (workbook.count(), workbook.where(Interaction), workbook.where(Exchange)) == (0, [], [])
    assert workbook.check() == []


def test_several_files_at_once_are_one_change(workbook: Workbook) -> None:
    found = preview(workbook, [LINKEDIN / "2022.csv", LINKEDIN / "Invitations.csv"], me=ME)
    assert found.name == "2022.csv and 1 more"
    assert len({batch.change for batch in commit(workbook, found)}) == 1


# --- small parts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021-03-04 10:20:30 UTC", "2021-03-04T10:20:30+00:00"),
        ("2023/06/05 15:47:58 UTC", "2023-06-05T15:47:58+00:00"),
        ("2026-01-05 09:00:00", "2026-01-05T09:00:00"),
        ("2026-01-05T09:00:00Z", "2026-01-05T09:00:00+00:00"),
        ("11/17/17, 9:40 PM", "2017-11-17T21:40:00"),
        ("1/1/18, 12:05 AM", "2018-01-01T00:05:00"),
        ("1/1/18, 12:05 PM", "2018-01-01T12:05:00"),
        ("08/30/22 05:51 PM", "2022-08-30T17:51:00"),
        ("31/31/18, 9:40 PM", None),
        ("2021-03-04 99:20:30 UTC", None),
        ("1/1/18, 99:99", None),
        ("", None),
    ],
)
def test_a_moment_is_read_in_the_forms_that_linkedin_writes(text: str, moment: str | None) -> None:
    assert parse_moment(text) == (datetime.fromisoformat(moment) if moment else None)


# --- whatever comes ----------------------------------------------------------------------------------------------

WHO = st.sampled_from(["Nora Elmfield", "Ada Stone", "Stone, PhD", "LinkedIn Member", "", "\x00", "Ada Stone, Bo Fox"])
URLS = st.sampled_from(
    ["", "linkedin.com/in/nora", "linkedin.com/in/ada", "linkedin.com/in/%FF,x", "javascript:x", ",,"]
)
DATES = st.sampled_from(
    [
        "2024-01-01 10:00:00 UTC",
        "2024-01-02 10:00:00 UTC",
        "1/1/18, 9:00 PM",
        "",
        "9999-99-99",
        "0001-01-01 00:00:00 UTC",
    ]
)
WORDS = st.sampled_from(["", "hello", 'a "quote"', "two\nlines", "No", "Yes", "SPAM", "OUTGOING"])
CELL = {
    "FROM": WHO, "TO": WHO, "SENDER PROFILE URL": URLS, "RECIPIENT PROFILE URLS": URLS, "DATE": DATES,
    "Sent At": DATES, "Direction": WORDS, "inviterProfileUrl": URLS, "inviteeProfileUrl": URLS,
    "First Name": WHO, "Last Name": WHO, "Creation Date": DATES, "Endorsement Date": DATES,
    "Endorser First Name": WHO, "Endorser Last Name": WHO, "Endorser Public Url": URLS,
}  # fmt: skip
HEADERS = {
    "messages.csv": (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,"
        "FOLDER,IS MESSAGE DRAFT"
    ),
    "Messages.csv": "FROM,TO,DATE,SUBJECT,CONTENT,DIRECTION,FOLDER",
    "Invitations.csv": "FROM,TO,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
    "Recommendations_Given.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
    "Endorsement_Received_Info.csv": (
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status"
    ),
}


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """One of the files, of any era, quoted well or badly, then damaged or not."""
    name = draw(st.sampled_from(sorted(HEADERS)))
    columns = HEADERS[name].split(",")
    quoted = draw(st.sampled_from(['"{}"', "{}"]))
    lines = [HEADERS[name]]
    for _ in range(draw(st.integers(0, 7))):
        cells = [draw(CELL.get(column, WORDS)) for column in columns]
        lines.append(",".join(quoted.format(cell.replace('"', '""')) for cell in cells))
    data = (
        draw(st.sampled_from(["\n", "\r\n"]))
        .join(lines)
        .encode(draw(st.sampled_from(["utf-8", "utf-16", "cp1252"])), "replace")
    )
    if draw(st.booleans()):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=6)) + data[at + draw(st.integers(0, 6)) :]
    return name, data


@given(files(), st.sampled_from([["Nora Elmfield"], []]))
@settings(max_examples=80)
def test_whatever_comes_every_row_is_accounted_for_and_a_second_time_changes_nothing(
    file: tuple[str, bytes], me: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workbook = open_workbook(Path(folder) / "workbook.sqlite", TODAY)
        comes_in_once(workbook, uploaded(*file), me=me)
