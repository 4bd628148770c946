"""Mail: what each message of tests/data/mail says was written out by hand; the rules are RFC 5322, 2047, 2919, 3834."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from email import message_from_string, policy
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit import Workbook
from netkit.errors import NetkitError, Problem
from netkit.importers import File, Owner, commit, mail, preview, uploaded
from netkit.importers.contract import Found, Progress, Stopped
from netkit.importers.mail.headers import addresses, moment, words
from netkit.importers.mail.labels import REASONS, unwanted
from netkit.importers.mail.stream import messages
from netkit.records import Interaction

MAIL = Path(__file__).parent / "data" / "mail"
TODAY = date(2026, 11, 23)
ME = "robin@field.example"
ROBIN = Owner(addresses=frozenset({ME}), zone=ZoneInfo("Europe/Madrid"), today=TODAY)


def read(data: bytes | str, name: str = "some.mbox", owner: Owner = ROBIN) -> list[Found | Problem]:
    return list(mail.read(uploaded(name, data.encode() if isinstance(data, str) else data), owner))


def fixture(name: str) -> list[tuple[object, ...]]:
    return [said(row) for row in read((MAIL / name).read_bytes(), name)]


def said(row: Found | Problem) -> tuple[object, ...]:
    """Line, day, way, mode, who, key and the key of what is answered; or line and why it is skipped."""
    if isinstance(row, Problem):
        return (row.line, row.message)
    contact = row.interaction
    assert contact is not None
    assert [person.id for person in row.people] == contact.people
    who = [(person.name, *person.emails) for person in row.people]
    way = f"{contact.direction}, {contact.mode}" + (", inferred" if contact.date_inferred else "")
    return (row.line, str(contact.on), way, who, contact.source_key, contact.reply_to)


def one(*headers: str, owner: Owner = ROBIN) -> tuple[object, ...]:
    """What is said of one message to the owner with these headers first."""
    rest = ["From: Ines Okafor <ines@okafor.example>", f"To: {ME}", "Date: Mon, 4 Mar 2024 10:00:00 +0000"]
    names = {header.partition(":")[0] for header in headers}
    lines = [*headers, *(line for line in rest if line.partition(":")[0] not in names)]
    (row,) = read("\n".join([*lines, "", "Hello."]), "one.eml", owner)
    return said(row)


# --- the fixtures ------------------------------------------------------------------------------------------------


def test_gmails_takeout_tells_who_wrote_when_and_in_answer_to_what() -> None:
    joerg = ("Jörg Brandt", "joerg.brandt@railnorth.example")
    assert fixture("takeout.mbox") == [
        (1, "2024-01-08", "outbound, one_to_one", [joerg], "first-letter@mail.example", ""),
        (  # half past three in California is half past midnight in Madrid
            21, "2024-01-10", "inbound, one_to_one", [("Jörg Brandt", "Joerg.Brandt@railnorth.example")],
            "answer@railnorth.example", "first-letter@mail.example",
        ),
        (37, "it was thrown away"),
        (44, "it is spam"),
        (52, "it is a draft that was never sent"),
        (59, "it is a chat, no mail"),
        (66, "it went to a mailing list"),
        (75, "2024-01-10", "inbound, one_to_many", [("Tom Nash", "tom@nash.example")], "blind-copy@nash.example", ""),
    ]  # fmt: skip


def test_every_trap_is_taken_or_told() -> None:
    out, into, tom = "outbound, one_to_many", "inbound, one_to_one", [("Tom Nash", "tom@nash.example")]
    crowd = [("", f"{n}@crowd.example") for n in ("one", "two", "three")]
    okafors = [("Okafor", "a@okafor.example"), ("Okafor, Ines", "ines@okafor.example")]
    assert fixture("traps.mbox") == [
        (1, "2024-03-04", out, okafors, "comma@field.example", ""),
        (9, "2024-03-04", out, [*crowd, ("Stone, Ada", "ada@stone.example")], "several@field.example", ""),
        (21, "2024-03-05", into, [("Zoë Lund", "zoe@lund.example")], "utf8@lund.example", ""),
        (29, "2024-03-04", "inbound, one_to_many", [("René Petit", "rene@petit.example")], "cp1252@petit.example", ""),
        (37, "its sender “jane at example.com (Jane Doe)” is no e-mail address"),
        (45, "2024-03-05", f"{into}, inferred", tom, "bad-date@nash.example", ""),
        (55, "2024-03-06", f"{into}, inferred", tom, "no-date@nash.example", ""),
        (62, "2024-03-07", f"{into}, inferred", tom, "from-the-future@nash.example", ""),
        (70, "a machine sent it"),
        (78, "a machine sent it"),
        (87, "it went to a mailing list"),
        (96, "none of your addresses is in it"),
        (104, "a note to yourself"),
        (112, "it names nobody it went to"),
        (120, "it went to a machine"),
        (128, "it names no sender"),
        (
            135, "2024-03-04", into, [("=?utf-8?b?abcde?=", "luis@ferham.example")], "16@ferham.example",
            "several@field.example",
        ),
        (
            145, "2024-03-04", into, [("Noor (at work) Iqbal", "noor@iqbal.example")],
            "sha256:033fbe475dc20f879559b57b5bbec92c", "",  # of its headers, by sha256sum
        ),
        (
            152, "2024-03-04", "outbound, one_to_one", [("Lena Ekberg", "lena@ekberg.example")], "18@field.example", "",
        ),
        (160, "it was thrown away"),
        (166, "2024-03-04", into, [("Cleo Dünn", "cleo@dunn.example")], "20@dunn.example", ""),
    ]  # fmt: skip


def test_what_is_no_address_among_recipients_is_told_and_the_others_are_kept() -> None:
    rows = read((MAIL / "traps.mbox").read_bytes())
    assert [(row.line, row.left_out) for row in rows if isinstance(row, Found) and row.left_out] == [
        (152, ("“somebody at example.com” is left out; an e-mail address has an @",))
    ]


def test_single_mails_have_a_mark_empty_lines_or_a_size_above_them() -> None:
    mara, sven = [("Mara Holwell", "mara@holwell.example")], [("Sven Marquist", "sven@marquist.example")]
    assert fixture("single.eml") == [(3, "2024-02-02", "inbound, one_to_one", mara, "single@holwell.example", "")]
    assert fixture("apple.emlx") == [(2, "2024-02-03", "outbound, one_to_one", sven, "apple@field.example", "")]


def test_a_folder_of_mail_is_brought_in_with_its_replies_linked(workbook: Workbook) -> None:
    found = preview(workbook, MAIL, me=[ME])
    assert (found.left, found.rows) == (["README.md"], 1 + 1 + 8 + 21)
    assert found.counts == {"new": 1 + 1 + 3 + 11, "merged": 0, "unchanged": 0, "skipped": 5 + 10}
    commit(workbook, found)
    letters = {each.source_key: each for each in workbook.where(Interaction)}
    assert len(letters) == 16
    assert letters["answer@railnorth.example"].reply_to == letters["first-letter@mail.example"].id
    assert letters["16@ferham.example"].reply_to == letters["several@field.example"].id
    assert {(each.channel, each.note) for each in letters.values()} == {("email", "")}
    assert not any(ME in person["emails"] for _, person in workbook.people().iterrows())


def test_a_mailbox_within_a_zip_is_read_as_well(workbook: Workbook) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(MAIL / "takeout.mbox", "Takeout/Mail/All mail Including Spam and Trash.mbox")
    found = preview(workbook, uploaded("takeout.zip", packed.getvalue()), me=[ME])
    assert found.counts == {"new": 3, "merged": 0, "unchanged": 0, "skipped": 5}


def test_no_mail_answers_itself_however_the_references_turn(workbook: Workbook) -> None:
    answers = {"a": "a", "b": "c", "c": "d", "d": "b", "e": "b"}
    box = "".join(
        f"From x Mon Mar  4 10:00:00 2024\nFrom: Ines <ines@okafor.example>\nTo: {ME}\nMessage-ID: <{id}@x>\n"
        f"Date: Mon, 4 Mar 2024 10:00:00 +0000\nIn-Reply-To: <{asked}@x>\n\nx\n\n"
        for id, asked in answers.items()
    )
    commit(workbook, preview(workbook, uploaded("loop.mbox", box.encode()), me=[ME]))
    letters = {each.id: each for each in workbook.where(Interaction)}
    links = {one.source_key[0]: letters[one.reply_to].source_key[0] for one in letters.values() if one.reply_to}
    assert links == {"b": "c", "d": "b", "e": "b"}  # that of c to d would come round


# --- which way ---------------------------------------------------------------------------------------------------


def test_without_an_address_of_the_owner_nobody_can_tell_which_way() -> None:
    with pytest.raises(NetkitError, match=r"some\.mbox: say first which e-mail addresses are yours"):
        read((MAIL / "traps.mbox").read_bytes(), owner=Owner(names=frozenset({"robin field"}), today=TODAY))


def test_an_address_of_the_owner_counts_in_any_case_and_with_a_tag() -> None:
    assert one("From: ROBIN+work@Field.example", "To: ada@stone.example")[2] == "outbound, one_to_one"
    assert one("To: Robin+News@field.example")[2] == "inbound, one_to_one"


def test_copies_to_others_make_it_one_to_many_but_a_copy_to_oneself_does_not() -> None:
    assert one("Cc: ada@stone.example")[2] == "inbound, one_to_many"
    assert one("Cc: INES@okafor.example")[2] == "inbound, one_to_one"
    assert one(f"From: {ME}", "To: ada@stone.example", f"Cc: {ME}")[2] == "outbound, one_to_one"
    assert one(f"From: {ME}", "To: ada@stone.example", "Bcc: tom@nash.example")[2] == "outbound, one_to_many"


def test_a_mail_to_more_than_fifty_makes_nobody_an_acquaintance() -> None:
    crowd = ", ".join(f"guest{n}@crowd.example" for n in range(51))
    assert one(f"From: {ME}", f"To: {crowd}") == (1, "it went to 51 people at once")
    assert len(one(f"From: {ME}", f"To: {crowd.partition(', ')[2]}")[3]) == 50  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("List-Id: <data.meetup.example>", "it went to a mailing list"),
        ("List-Unsubscribe: <https://shop.example/out>", "it went to a mailing list"),
        ("Precedence: List", "it went to a mailing list"),
        ("Auto-Submitted: auto-generated", "a machine sent it"),
        ("From: Shop <No-Reply+7@shop.example>", "a machine sent it"),
        ("From: do_not_reply@shop.example", "a machine sent it"),
        ("From: Mail Delivery <MAILER-DAEMON@post.example>", "a machine sent it"),
        ("X-Spam-Flag: YES", "it is spam"),
        ("X-Gmail-Labels: Inbox,Trash", "it was thrown away"),
    ],
)
def test_lists_machines_and_what_nobody_wanted_are_skipped_with_their_reason(header: str, why: str) -> None:
    assert one(header) == (1, why)


def test_what_only_looks_like_a_machine_is_a_person() -> None:
    assert one("Auto-Submitted: no")[1] == "2024-03-04"
    assert one("From: Otto <bouncer@club.example>")[1] == "2024-03-04"
    assert one(f"From: {ME}", "To: ada@stone.example", "List-Unsubscribe: <mailto:out@crm.example>")[1] == "2024-03-04"


def test_a_folder_says_by_its_name_that_it_is_spam() -> None:
    rows = read((MAIL / "single.eml").read_bytes(), "Junk.mbox")
    assert [said(row) for row in rows] == [(3, "it is spam")]


def test_so_does_any_folder_that_it_lies_in(workbook: Workbook, tmp_path: Path) -> None:
    for place in ("Mail/Work/cur", "Mail/Papierkorb/2024", "Mail/Spam.mbox"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "1700000000.M1P2.host:2,S").write_bytes((MAIL / "single.eml").read_bytes())
    with zipfile.ZipFile(tmp_path / "mail.zip", "w") as archive:
        archive.write(MAIL / "single.eml", "Takeout/Trash/1.eml")
        archive.write(MAIL / "single.eml", "Takeout/Inbox/1.eml")
    for source, skipped in (("Mail", ["it was thrown away", "it is spam"]), ("mail.zip", ["it was thrown away"])):
        found = preview(workbook, tmp_path / source, me=[ME])
        assert (found.counts["new"], [problem.message for problem in found.skipped]) == (1, skipped)


@pytest.mark.parametrize(
    "labels", ["Posteingang,Papierkorb", 'Wichtig,"Корзина"', "ΚΆΔΟΣ", "Archiviati,Cestino", "ゴミ箱"]
)
def test_the_trash_is_known_in_many_languages(labels: str) -> None:
    assert unwanted(labels) == "it was thrown away"


def test_no_label_means_two_things() -> None:
    known = Counter(label.casefold() for labels in REASONS.values() for label in labels)
    assert [label for label, times in known.items() if times > 1] == []


# --- when --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("Mon, 4 Mar 2024 10:00:00 +0200", "2024-03-04 08:00"),
        ("4 Mar 24 10:00 EST", "2024-03-04 15:00"),  # RFC 5322, 4.3: two digits of a year, a zone by name
        ("Mon, 4 Mar 2024 10:00:00 -0000", "2024-03-04 10:00"),  # RFC 5322, 3.3: UTC, place unknown
        ("Mon, 04 Mar 2024 10:00:00 GMT (a comment)", "2024-03-04 10:00"),
        ("Mon, 31 Feb 2024 10:00:00 +0000", None),
        ("2024", None),
        ("", None),
        ("Mon, 4 Mar 2024 10:00:00 +999999999", None),
        ("Mon, 4 Mar 99999999999999999999 10:00:00 +0000", None),
    ],
)
def test_a_date_is_read_or_none(text: str, utc: str | None) -> None:
    found = moment(text)
    assert (f"{found.astimezone(ZoneInfo('UTC')):%Y-%m-%d %H:%M}" if found else None) == utc


def test_a_mail_without_any_day_is_skipped() -> None:
    assert one("Date: soon") == (1, "it has no date that can be read: “soon”")
    assert one("Date: Thu, 1 Jan 1970 00:00:00 +0000")[1] == (
        "it has no date that can be read: “Thu, 1 Jan 1970 00:00:00 +0000”"
    )


# --- names and addresses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "Ines Okafor <ines@okafor.example>, ada@stone.example",
        '"Okafor, Ines" <ines@okafor.example>, "Stone \\"A\\" Ada" <ada@stone.example>',
        "=?utf-8?Q?Okafor,_Ines?= <ines@okafor.example>, Bob <bob@x.example>",
        "=?utf-8?Q?Okafor, Ines?= <ines@okafor.example>",
        "=?iso-8859-1?B?Sm9zZQ==?= <jose@x.example>",
        "Team: a@x.example, B <b@x.example>;",
        "<@hub.example:ines@x.example>",
        "undisclosed-recipients:;",
        "Ines <ines@okafor.example",
    ],
)
def test_addresses_are_those_that_the_standard_librarys_slow_parser_finds(value: str) -> None:
    parsed = message_from_string(f"To: {value}\n\n", policy=policy.default)["To"].addresses
    assert addresses(value)[0] == [(each.display_name, each.addr_spec) for each in parsed]


def test_the_space_between_two_encoded_words_is_none() -> None:
    """RFC 2047, 6.2; also where a letter of several bytes is cut in two."""
    assert words("=?utf-8?Q?J=C3=B6rg?= =?utf-8?Q?_Brandt?=") == "Jörg Brandt"
    assert words("=?utf-8?B?SsM=?= =?utf-8?B?tnJn?= Brandt") == "Jörg Brandt"


def test_a_name_that_repeats_the_address_is_none() -> None:
    assert addresses("'ines@okafor.example' <ines@okafor.example>")[0] == [("", "ines@okafor.example")]
    assert addresses('"INES@okafor.example" <ines@okafor.example>')[0] == [("", "ines@okafor.example")]
    assert addresses("\"'Hal' via Choir\" <choir@list.example>")[0] == [("'Hal' via Choir", "choir@list.example")]


def test_an_id_is_the_same_with_and_without_its_brackets() -> None:
    assert one("Message-ID: a1@x.example")[4] == one("Message-ID: <a1@x.example>")[4] == "a1@x.example"
    assert one("In-Reply-To: a1@x.example")[5] == "a1@x.example"
    assert one("References: a1@x.example b2@x.example")[5] == "b2@x.example"
    assert one("In-Reply-To: what ines@okafor.example said", "References: <b2@x.example>")[5] == "b2@x.example"


@pytest.mark.parametrize(
    "value",
    ["(" * 20_000, "a@b." * 50_000, '"' * 30_000, "<" * 30_000, ("x@y.example, " * 20_000), "\\" * 9_999, "=?" * 9_999],
)
def test_hostile_addresses_raise_nothing(value: str) -> None:
    addresses(value)
    words(value)
    assert len(read(f"From: {value}\nTo: {value}\nDate: {value}\nMessage-ID: {value}\n\nx")) == 1


# --- the stream --------------------------------------------------------------------------------------------------


class Counting(io.BytesIO):
    """Bytes that note the largest piece asked of them."""

    largest = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size > 0, "all of it at once"
        self.largest = max(self.largest, size)
        return super().read(size)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_messages_are_found_wherever_a_block_of_the_file_ends(newline: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (MAIL / "traps.mbox").read_bytes().replace(b"\n", newline.encode())
    whole = list(messages(io.BytesIO(text)))
    assert len(whole) == 21
    for size in (1_100, 1_101, 1_237, 4_096):
        monkeypatch.setattr("netkit.importers.mail.stream.BLOCK", size)
        stream = Counting(text)
        assert list(messages(stream)) == whole
        assert stream.largest == size


def test_a_line_of_fifty_megabytes_is_a_message_like_any_other() -> None:
    line = b"x" * 50_000_000
    head = f"From: ines@okafor.example\nTo: {ME}\nDate: Mon, 4 Mar 2024 10:00:00 +0000\n".encode()
    border = b"From x Mon Mar  4 10:00:00 2024\n"
    rows = read(
        border + head + b"\n" + line + b"\n\n" + border + head + b"X-Long: " + line + b"\n\n" + border + head + b"\n"
    )
    assert [row.line for row in rows if isinstance(row, Found)] == [1, 8, 14]


def test_a_long_mailbox_can_be_stopped_on_its_way(workbook: Workbook) -> None:
    box = uploaded("long.mbox", (MAIL / "traps.mbox").read_bytes() * 500)
    shares: list[float] = []

    def watch(progress: Progress) -> bool:
        shares.append(progress.share)
        return progress.share < 0.5

    with pytest.raises(Stopped):
        preview(workbook, box, me=[ME], watch=watch)
    assert 0 < shares[0] < 0.5 <= shares[-1] < 1


def test_only_mail_is_taken_for_mail() -> None:
    for name, data in {
        "cards.vcf": b"BEGIN:VCARD\r\nFN:Ines\r\n",
        "meetings.ics": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
        "messages.csv": b"FROM,TO,DATE\r\nInes,Robin,2024\r\n",
        "notes.txt": b"From Ines: ring at 10:30\nTo: nobody\n",
        "empty.eml": b"",
        "image.png": b"\x89PNG\r\n\x1a\n\x00\x00",
        "utf16.eml": "From: a@x.example\nTo: b@x.example\n".encode("utf-16-le"),
    }.items():
        assert not mail.knows(uploaded(name, data)), name


# --- whatever is in it -------------------------------------------------------------------------------------------

TOKENS = st.sampled_from(
    [
        "From ", "From: ", "To: ", "Cc: ", "Date: ", "Message-ID: ", "References: ", "In-Reply-To: ", "Received: ",
        "X-Gmail-Labels: ", "X-Mozilla-Status: ", "\n", "\r\n", "\n\n", "\n ", "\r", "\x00", "\ufeff", "<", ">", '"',
        "(", ")", ",", ";", ":", "@", "=?utf-8?q?", "=?utf-8?b?", "=?x?q?", "?=", "=2C", "=E9", " at ", "é", "\ud800",
        "robin@field.example", "ines@okafor.example", "Ines Okafor", "Mon, 4 Mar 2024 10:00:00 ", "+0000", "-0000",
        "+9999", "Mon Mar  4 10:00:00 2024\n",
    ]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(TOKENS | st.text(max_size=5), max_size=60).map("".join), st.booleans())
def test_no_text_raises_anything_and_every_message_is_accounted_for(text: str, mailbox: bool) -> None:
    data = text.encode(errors="surrogatepass")
    data = b"From x Mon Mar  4 10:00:00 2024\nFrom: " + data if mailbox else b"From: " + data
    count = sum(1 for _ in messages(io.BytesIO(data)))
    rows = read(data)
    assert len(rows) == count
    assert all(row.message for row in rows if isinstance(row, Problem))


@settings(max_examples=50)
@given(st.binary(max_size=400), st.binary(max_size=60))
def test_no_bytes_raise_anything_and_all_rows_add_up(junk: bytes, piece: bytes) -> None:
    data = (MAIL / "traps.mbox").read_bytes().replace(b"Nash", piece).replace(b"10:1", b"10:1" + junk)
    file: File = uploaded("junk.mbox", data)
    assert mail.knows(file) in (True, False)
    rows = list(mail.read(file, ROBIN))
    assert len(rows) == sum(1 for _ in messages(io.BytesIO(data)))


def test_a_mailbox_is_read_once_and_by_and_by() -> None:
    box = (MAIL / "traps.mbox").read_bytes() * 300

    def opened() -> BinaryIO:
        return Counting(box)

    rows: Iterator[Found | Problem] = mail.read(File("large.mbox", opened, len(box)), ROBIN)
    first = next(rows)
    assert (first.line, sum(1 for _ in rows)) == (1, 21 * 300 - 1)
