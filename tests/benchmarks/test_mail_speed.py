"""Mail against the standard library's own mailbox, and its memory at a gigabyte."""

from __future__ import annotations

import base64
import mailbox
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from email import message_from_binary_file, policy
from email.header import decode_header, make_header
from email.policy import Policy
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from stopwatch import Measured, in_turns, run_python, timed

from netkit.importers import Owner, mail
from netkit.importers.contract import Found
from netkit.importers.files import on_disk

ME = "robin@field.example"
NAMES = ("From", "To", "Cc", "Date", "Message-ID", "In-Reply-To", "References", "X-Gmail-Labels")
LARGE = 1_000_000_000  # bytes
PREVIEW = """
from datetime import date
from pathlib import Path
from netkit import open_workbook
from netkit.importers import preview
assert preview(open_workbook({file!r}, date(2026, 11, 23)), Path({box!r}), me=["robin@field.example"]).rows > 100_000
"""


def message(number: int, body: str) -> bytes:
    """A message as Gmail's Takeout has it: six stations, two signatures, names with and without encoding."""
    day, one = 1 + number % 28, f"person{number % 900}@firm{number % 50}.example"
    name = f"=?utf-8?Q?J=C3=B6rg_{number % 900}?=" if number % 5 == 0 else f'"Person, {number % 900}"'
    me, other = f"Robin Field <{ME}>", f"{name} <{one}>"
    sender, to = (me, other) if number % 3 == 0 else (other, me)
    signature = "\n        b=" + "A" * 344
    stations = "".join(
        f"Received: by 2002:a05:{n}:b0:1 with SMTP id abc{number}csp{n};\n"
        f"        Mon, {day} Jan 2024 10:00:0{n} -0800 (PST)\n"
        for n in range(6)
    )
    return (
        f"From {number}@xxx Mon Jan {day:02} 18:00:00 +0000 2024\nX-Gmail-Labels: =?UTF-8?Q?Gesendet,Ge=C3=B6ffnet?=\n"
        f"Delivered-To: {ME}\n{stations}ARC-Seal: i=1; a=rsa-sha256; t=1700000000; cv=none;{signature}\n"
        f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;{signature}\nMIME-Version: 1.0\n"
        f"References: <m{number - 9}@field.example> <m{number - 3}@field.example>\n"
        f"In-Reply-To: <m{number - 3}@field.example>\nFrom: {sender}\nDate: Mon, {day} Jan 2024 10:00:00 -0800\n"
        f"Message-ID: <m{number}@field.example>\nSubject: Coffee {number}\nTo: {to}\n"
        f"Cc: Ada Stone <ada@stone.example>, noor@library.example\n"
        f"Content-Type: multipart/mixed; boundary=0{number}\n\n"
        f"--0{number}\n\n>From here on it is a letter.\n\n{body}\n\n"
    ).encode()


def write(path: Path, count: Callable[[int, int], bool]) -> Path:
    """A mailbox of messages of about 8 KB, until `count` (messages, bytes) says that it is enough."""
    chance, size, number = random.Random(1), 0, 0
    bodies = [base64.encodebytes(chance.randbytes(3_600)).decode() for _ in range(50)]
    with path.open("wb") as stream:
        while not count(number, size):
            size += stream.write(message(number, bodies[number % 50]).replace(b"\n", b"\r\n"))
            number += 1
    return path


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("mail") / "box.mbox", lambda number, _: number == 1_000)


def ours(box: Path) -> None:
    owner = Owner(addresses=frozenset({ME}), today=date(2026, 11, 23))
    assert sum(isinstance(row, Found) for row in mail.read(on_disk(box), owner)) == 1_000


def theirs(box: Path, how: Policy[Any], take: Callable[[Any], object]) -> None:
    """Who, when and in answer to what, by mailbox.mbox."""
    with closing(mailbox.mbox(box, lambda stream: message_from_binary_file(stream, policy=how))) as letters:
        assert sum(1 for letter in letters if take(letter)) == 1_000


def taken_by_default(letter: Any) -> object:
    people = [
        (each.display_name, each.addr_spec) for name in NAMES[:3] if letter[name] for each in letter[name].addresses
    ]
    return people, letter["Date"].datetime, [str(letter[name]) for name in NAMES[4:]]


def taken_by_compat32(letter: Any) -> object:
    named = [pair for name in NAMES[:3] for pair in getaddresses(letter.get_all(name, []))]
    people = [(str(make_header(decode_header(name))), email) for name, email in named]
    return people, parsedate_to_datetime(letter["Date"]), [str(letter[name]) for name in NAMES[4:]]


HOW = "1,000 messages of 8 KB as Gmail's Takeout has them; who, when and in answer to what, as records of the workbook"


def test_mail_is_read_eight_times_as_fast_as_by_mailbox_with_policy_default(
    box: Path, report: Callable[[Measured], None]
) -> None:
    took = in_turns(
        lambda: timed(lambda: ours(box)), lambda: timed(lambda: theirs(box, policy.default, taken_by_default)), 3
    )
    report(Measured("headers of mail", "mailbox.mbox, policy.default", *took, 1 / 8, HOW))


def test_mail_is_read_three_times_as_fast_as_by_mailbox_with_compat32(
    box: Path, report: Callable[[Measured], None]
) -> None:
    took = in_turns(
        lambda: timed(lambda: ours(box)), lambda: timed(lambda: theirs(box, policy.compat32, taken_by_compat32)), 3
    )
    report(Measured("headers of mail", "mailbox.mbox, compat32", *took, 1 / 3, HOW))


@pytest.fixture
def gigabyte(tmp_path: Path) -> Iterator[Path]:
    path = write(tmp_path / "large.mbox", lambda _, size: size >= LARGE)
    yield path
    path.unlink()


def test_a_mailbox_of_a_gigabyte_is_previewed_in_under_200_megabytes_of_memory(
    gigabyte: Path, tmp_path: Path, remark: Callable[[str], None]
) -> None:
    took, held = run_python(PREVIEW.format(file=str(tmp_path / "workbook.sqlite"), box=str(gigabyte)))
    remark(f"The preview of a mailbox of {LARGE / 1e9:g} GB takes {took:.0f} s and {held or 0:,.0f} MB of memory.")
    assert held is None or held < 200
