"""Meetings: what each event of tests/data/calendar says was written out by hand; the rules are those of RFC 5545."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit import Workbook
from netkit.errors import NetkitError, Problem
from netkit.importers import Owner, commit, meetings, preview, uploaded
from netkit.importers.contract import Found
from netkit.importers.meetings.repeats import refusal
from netkit.records import Interaction

CALENDARS = Path(__file__).parent / "data" / "calendar"
TODAY = date(2026, 11, 23)
ME = "robin@field.example"
ROBIN = Owner(addresses=frozenset({ME}), zone=ZoneInfo("Europe/Madrid"), today=TODAY)


def read(data: bytes | str, owner: Owner = ROBIN) -> list[Found | Problem]:
    return list(meetings.read(uploaded("some.ics", data.encode() if isinstance(data, str) else data), owner))


def fixture(name: str) -> list[tuple[object, ...]]:
    return [said(row) for row in read((CALENDARS / name).read_bytes())]


def said(row: Found | Problem) -> tuple[object, ...]:
    """Line, day, how, minutes, who, and key; or line and why it is skipped."""
    if isinstance(row, Problem):
        return (row.line, row.message)
    held = row.interaction
    assert held is not None
    assert (held.direction, held.outcome) == ("mutual", "met")
    who = [(person.name, *person.emails) for person in row.people]
    return (row.line, str(held.on), f"{held.channel}, {held.mode}", held.minutes, who, held.source_key)


def event(*lines: str) -> str:
    usual = ["UID:one", "DTSTART:20240304T100000Z", "ATTENDEE:mailto:ines@okafor.example"]
    names = {line.partition(":")[0].partition(";")[0] for line in lines}
    body = [*lines, *(line for line in usual if line.partition(":")[0] not in names)]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", *body, "END:VEVENT", "END:VCALENDAR", ""])


def days(*lines: str, owner: Owner = ROBIN) -> list[str]:
    return [str(row.interaction.on) for row in read(event(*lines), owner) if isinstance(row, Found) and row.interaction]


def why(*lines: str) -> list[object]:
    return [said(row)[1] for row in read(event(*lines)) if isinstance(row, Problem)]


# --- the fixtures ------------------------------------------------------------------------------------------------


def test_google_a_meeting_a_repeated_one_with_a_day_off_one_moved_one_cancelled_and_what_is_none() -> None:
    alone, many = "one_to_one", "one_to_many"
    assert fixture("google.ics") == [
        (  # half past eleven at night in UTC is the next day in Madrid
            8, "2024-01-10", f"in_person, {alone}", 60, [("Okafor, Ines", "ines@okafor.example")],
            "coffee@google.example",
        ),
        (
            31, "2024-01-08", f"video, {many}", 30,
            [("", "tom@nash.example"), ("Mara Holwell", "mara@holwell.example")],
            "weekly@google.example 2024-01-08T09:00:00+00:00",
        ),
        (
            46, "2024-01-23", f"phone, {alone}", 60, [("Tom Nash", "tom@nash.example")],
            "weekly@google.example 2024-01-22T09:00:00+00:00",
        ),
        (57, "it was cancelled"),
        (65, "it lies ahead, on 1 Jan 2027"),
        (70, "you declined it"),
        (77, "it names nobody else"),
        (82, "none of your addresses is in it"),
    ]  # fmt: skip


def test_outlook_a_zone_of_its_own_a_windows_zone_an_unknown_one_and_a_second_calendar() -> None:
    luis = [("", "luis@ferham.example")]
    assert fixture("outlook.ics") == [
        (  # 18:00 at UTC-8 is 3 in the morning in Madrid
            20, "2024-03-05", "video, one_to_one", 60, [("Gita Kadell", "gita@kadell.example")],
            "040000008200E00074C5B7101A82E008",
        ),
        (30, "2024-03-05", "other, one_to_one", 45, luis, "windows-zone"),
        (36, "2024-03-06", "in_person, one_to_one", 60, luis, "unknown-zone"),
        (47, "it was cancelled"),
    ]  # fmt: skip
    rows = read((CALENDARS / "outlook.ics").read_bytes())
    assert [row.left_out for row in rows if isinstance(row, Found)] == [
        (),
        (),
        ("its time zone “Mars/Olympus Mons” is not known; yours is taken",),
    ]


def test_a_damaged_calendar_loses_its_broken_events_only_and_says_why() -> None:
    alone = "other, one_to_one"
    assert fixture("damaged.ics") == [
        (3, "it has no beginning"),
        (7, "it has two beginnings"),
        (13, "its beginning “20240231T250000Z” is no day"),
        (18, "2024-03-04", alone, None, [("", "a@x.example")], "ends-before"),
        (24, "2024-03-04", alone, None, [("", "a@x.example")], "bad-end"),
        (32, "it is repeated more often than once a day: “FREQ=SECONDLY”"),
        (38, "it is repeated in steps that lead nowhere: “FREQ=DAILY;INTERVAL=0”"),
        (44, "it is repeated more often than anybody can meet: “FREQ=DAILY;COUNT=999999999”"),
        (50, "it is repeated since 1492"),
        (56, "it is repeated in a way that nobody knows: “every other week”"),
        (62, "2024-03-04", alone, None, [("", "a@x.example")], "no-end"),
        (
            66, "2024-03-05", alone, None, [("No key of its own", "b@x.example")],
            "sha256:308dd10fdc6b855cede4535777736329",
        ),
    ]  # fmt: skip
    rows = read((CALENDARS / "damaged.ics").read_bytes())
    assert [words for row in rows if isinstance(row, Found) for words in row.left_out] == [
        "its end “20240304T090000Z” is left out; an end lies after the beginning",
        "its end “soon” is left out; an end lies after the beginning",
        "Attendee “invalid:nomail” is left out; an e-mail address has an @",
    ]


def test_small_letters_and_windows_letters_are_read() -> None:
    zoe = [("Zoë Müller", "zoe@mueller.example")]
    assert fixture("cp1252.ics") == [(3, "2024-03-04", "phone, one_to_one", None, zoe, "cp1252")]


def test_a_folder_of_calendars_is_brought_in_without_a_word_of_them(workbook: Workbook) -> None:
    found = preview(workbook, CALENDARS, me=[ME])
    assert (found.left, found.rows) == (["README.md"], 8 + 4 + 12 + 1)
    assert found.counts == {"new": 3 + 3 + 4 + 1, "merged": 0, "unchanged": 0, "skipped": 5 + 1 + 8}
    commit(workbook, found)
    held = workbook.where(Interaction)
    assert len(held) == 11
    assert {each.note for each in held} == {""}
    assert not any(ME in person["emails"] for _, person in workbook.people().iterrows())


# --- repetitions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [  # RFC 5545, 3.8.5.3: its own examples, moved to where DTSTART is Monday, 4 March 2024
        ("FREQ=DAILY;COUNT=3", ["2024-03-04", "2024-03-05", "2024-03-06"]),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;WKST=SU;BYDAY=MO,TH",
            ["2024-03-04", "2024-03-07", "2024-03-18", "2024-03-21"],
        ),
        ("FREQ=MONTHLY;COUNT=2;BYDAY=1MO", ["2024-03-04", "2024-04-01"]),
        ("FREQ=MONTHLY;COUNT=3;BYMONTHDAY=4,31", ["2024-03-04", "2024-03-31", "2024-04-04"]),
        ("FREQ=YEARLY;UNTIL=20260304T100000Z", ["2024-03-04", "2025-03-04", "2026-03-04"]),
    ],
)
def test_repetitions_come_on_the_days_of_the_standard(rule: str, expected: list[str]) -> None:
    assert days(f"RRULE:{rule}") == expected


def test_repetitions_end_today_and_go_back_a_thousand_times_or_ten_years() -> None:
    daily = days("DTSTART:20100101T100000Z", "RRULE:FREQ=DAILY")
    assert (len(daily), daily[0], daily[-1]) == (1_000, "2024-02-28", "2026-11-23")
    yearly = days("DTSTART:20100101T100000Z", "RRULE:FREQ=YEARLY")
    assert yearly == [f"{year}-01-01" for year in range(2016, 2027)]
    (first, *_) = read(event("DTSTART:20100101T100000Z", "RRULE:FREQ=DAILY"))
    # from 1 Jan 2016 to 23 Nov 2026 there are 10 years and 3 leap days to the end of 2025, and 327 days of 2026
    left = 10 * 365 + 3 + 327 - 1_000
    assert isinstance(first, Found)
    assert first.left_out == (f"{left:,} earlier times of it are left out; the last 1,000 are taken",)


def test_repetitions_that_lie_ahead_or_long_back_are_skipped_with_their_reason() -> None:
    assert why("DTSTART:20270101T100000Z", "RRULE:FREQ=DAILY") == ["it lies ahead, on 1 Jan 2027"]
    assert why("DTSTART:20050101T100000Z", "RRULE:FREQ=DAILY;COUNT=3") == ["it was not held in the last 10 years"]


def test_each_event_of_a_repeated_meeting_is_accounted_for() -> None:
    def also(master: str, *lines: str) -> list[tuple[object, ...]]:
        moved = "\r\n".join(["BEGIN:VEVENT", "UID:one", "ATTENDEE:mailto:a@x.example", *lines, "END:VEVENT", ""])
        return [said(row)[:2] for row in read(event(master).replace("END:VCALENDAR", moved + "END:VCALENDAR"))]

    second = "RECURRENCE-ID:20240305T100000Z"
    assert also("RRULE:FREQ=DAILY;COUNT=2", second, "DTSTART:20270305T100000Z") == [
        (9, "it lies ahead, on 5 Mar 2027"),
        (3, "2024-03-04"),
    ]
    assert also("RRULE:FREQ=DAILY;COUNT=1", "RECURRENCE-ID:20240304T100000Z", "DTSTART:20240306T100000Z") == [
        (3, "no time of it is taken: it was moved, taken out, or lies too far back"),
        (9, "2024-03-06"),
    ]
    broken = "its repetition can't be read"
    assert also("RRULE:FREQ=WEEKLY;BYDAY=9XX", second, "DTSTART:20240305T100000Z") == [(3, broken), (9, broken)]


def test_a_change_of_this_and_all_that_follow_is_each_of_them() -> None:
    later = "\r\n".join([
        "BEGIN:VEVENT", "UID:one", "RECURRENCE-ID;RANGE=THISANDFUTURE:20240306T100000Z", "DTSTART:20240306T120000Z",
        "ATTENDEE:mailto:tom@nash.example", "END:VEVENT", "END:VCALENDAR",
    ])  # fmt: skip
    rows = [said(row) for row in read(event("RRULE:FREQ=DAILY;COUNT=4").replace("END:VCALENDAR", later))]
    assert [(row[1], row[5]) for row in rows] == [
        ("2024-03-04", "one 2024-03-04T10:00:00+00:00"), ("2024-03-05", "one 2024-03-05T10:00:00+00:00"),
        ("2024-03-06", "one 2024-03-06T12:00:00+00:00"), ("2024-03-07", "one 2024-03-07T12:00:00+00:00"),
    ]  # fmt: skip


def test_a_moved_time_that_is_named_by_its_day_alone_is_held_once() -> None:
    moved = "\r\n".join([
        "BEGIN:VEVENT", "UID:one", "RECURRENCE-ID;VALUE=DATE:20240305", "DTSTART;TZID=Europe/Berlin:20240306T120000",
        "ATTENDEE:mailto:tom@nash.example", "END:VEVENT", "END:VCALENDAR",
    ])  # fmt: skip
    series = event("DTSTART;TZID=Europe/Berlin:20240304T100000", "RRULE:FREQ=DAILY;COUNT=2")
    rows = [said(row) for row in read(series.replace("END:VCALENDAR", moved))]
    assert [(row[1], row[5]) for row in rows] == [
        ("2024-03-04", "one 2024-03-04T09:00:00+00:00"), ("2024-03-06", "one 2024-03-05T09:00:00+00:00"),
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["DTSTART:20240304T220000Z", "DTSTART;TZID=America/New_York:20240304T220000"])
def test_a_repetition_until_a_day_is_held_on_that_day(start: str) -> None:
    assert len(days(start, "RRULE:FREQ=DAILY;UNTIL=20240306")) == 3


@pytest.mark.parametrize(
    ("taken_out", "left"),
    [
        ("EXDATE;VALUE=DATE:20240305", 3), ("EXDATE:20240305T090000Z", 3), ("EXDATE:20240305T100000", 3),
        ("EXDATE;TZID=Europe/Berlin:20240305T100000,20240306T100000", 2),
        ("EXDATE;TZID=W. Europe Standard Time:20240305T100000", 3),
    ],
)  # fmt: skip
def test_a_day_taken_out_is_written_in_many_ways(taken_out: str, left: int) -> None:
    assert len(days("DTSTART;TZID=Europe/Berlin:20240304T100000", "RRULE:FREQ=DAILY;COUNT=4", taken_out)) == left


def test_days_named_one_by_one_are_repetitions_too() -> None:
    assert days("RDATE:20240311T100000Z,20240320T100000Z") == ["2024-03-04", "2024-03-11", "2024-03-20"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=3", "freq=hourly", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1",
        "FREQ=WEEKLY;INTERVAL=99999999999", "FREQ=DAILY;COUNT=10001", "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;COUNT=9" + "0" * 400, "FREQ=MONTHLY;BYMONTHDAY=" + "1," * 500, "FREQ=DAILY;BYSECOND=0,1,2,3",
        "FREQ=YEARLY;BYHOUR=1,2;BYMINUTE=3,4", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=DAILY;BYSETPOS=9", "FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2", "FREQ=MONTHLY;BYMONTHDAY=99",
        "FREQ=MONTHLY;BYDAY=6MO", "FREQ=YEARLY;BYDAY=-54SU", "FREQ=FORTNIGHTLY", "", "COUNT=3",
        "FREQ=DAILY;COUNT=3;UNTIL=20240306T100000Z",
    ],
)  # fmt: skip
def test_a_rule_that_no_meeting_has_is_refused(rule: str) -> None:
    assert refusal(rule)
    assert len(why(f"RRULE:{rule}")) == 1


@pytest.mark.parametrize("rule", ["FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=2MO", "FREQ=YEARLY;BYDAY=MO;BYSETPOS=60"])
def test_days_that_never_come_leave_the_first_one(rule: str) -> None:
    assert days(f"RRULE:{rule}") == ["2024-03-04"]


def test_a_time_zone_that_counts_seconds_is_not_learned() -> None:
    zone = "\r\n".join([
        "BEGIN:VTIMEZONE", "TZID:Clock", "BEGIN:STANDARD", "DTSTART:19700101T000000", "RRULE:FREQ=SECONDLY",
        "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE", "BEGIN:VEVENT",
    ])  # fmt: skip
    (row,) = read(event("DTSTART;TZID=Clock:20240304T100000").replace("BEGIN:VEVENT", zone))
    assert isinstance(row, Found)
    assert row.left_out == ("its time zone “Clock” is not known; yours is taken",)


@pytest.mark.parametrize(
    ("zone", "day"),
    [  # half past midnight in Madrid and Berlin; the evening before in Madrid where it is midnight in Helsinki
        ("/freeassociation.sourceforge.net/Europe/Berlin", "2024-07-04"), ("FLE Standard Time", "2024-07-03"),
        ("tzone://Microsoft/Utc", "2024-07-04"), ('"tzone://Microsoft/Utc"', "2024-07-04"),
    ],
)  # fmt: skip
def test_a_time_zone_is_known_by_the_names_that_programs_give_it(zone: str, day: str) -> None:
    (row,) = read(event(f"DTSTART;TZID={zone}:20240704T003000"))
    assert isinstance(row, Found)
    assert row.interaction
    assert (str(row.interaction.on), row.left_out) == (day, ())


@pytest.mark.parametrize("start", ["DTSTART:99991231T235959Z", "DTSTART;TZID=America/New_York:99991231T235959"])
def test_the_last_moment_that_there_is_lies_ahead_in_every_zone(start: str) -> None:
    assert why(start) == ["it lies ahead, on 31 Dec 9999"]


def test_a_time_zone_that_exchange_describes_is_known_by_its_name() -> None:
    zone = "\r\n".join([
        "BEGIN:VTIMEZONE", "TZID:tzone://Microsoft/Custom", "BEGIN:STANDARD", "DTSTART:16010101T000000",
        "TZOFFSETFROM:-0800", "TZOFFSETTO:-0800", "END:STANDARD", "END:VTIMEZONE", "BEGIN:VEVENT",
    ])  # fmt: skip
    (row,) = read(event("DTSTART;TZID=tzone://Microsoft/Custom:20240304T200000").replace("BEGIN:VEVENT", zone))
    assert said(row)[1] == "2024-03-05"  # five in the morning in Madrid


# --- people and places -------------------------------------------------------------------------------------------


def test_without_an_address_of_the_owner_nobody_can_tell_the_others() -> None:
    with pytest.raises(NetkitError, match=r"some\.ics: say first which e-mail addresses are yours"):
        read(event(), Owner(today=TODAY))


@pytest.mark.parametrize(
    ("lines", "who"),
    [
        (["ATTENDEE;CN=Ines:MAILTO:Ines@okafor.example"], [("Ines", "Ines@okafor.example")]),
        (["ATTENDEE;EMAIL=ines@okafor.example;CN=Ines:/o=work/cn=1"], [("Ines", "ines@okafor.example")]),
        (["ATTENDEE;CN=ines@okafor.example:urn:uuid:1"], [("", "ines@okafor.example")]),
        (["ATTENDEE:ines@okafor.example"], [("", "ines@okafor.example")]),
        (
            [f"ORGANIZER:mailto:{ME}", "ATTENDEE;CUTYPE=ROOM:mailto:r@x.example", "ATTENDEE:mailto:a@x.example"],
            [("", "a@x.example")],
        ),
        (
            [f"ATTENDEE:mailto:{ME.upper()}", "ORGANIZER:mailto:tom@nash.example", "ATTENDEE:mailto:TOM@nash.example"],
            [("", "TOM@nash.example")],
        ),
    ],
)  # fmt: skip
def test_who_was_there_is_told_by_their_addresses(lines: list[str], who: list[tuple[str, str]]) -> None:
    (row,) = read(event(*lines))
    assert isinstance(row, Found), row
    assert [(person.name, *person.emails) for person in row.people] == who


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            'ATTENDEE;CN="Stone, ""Ada:mailto:ada@x.example',
            "“ATTENDEE;CN=\"Stone, \"\"Ada:mailto:ada@x.example” is left out; it can't be read",
        ),
        ("ATTENDEE;CN=" + "x" * 200_000, "Attendee without an address is left out; an e-mail address has an @"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_told_and_the_others_are_kept(line: str, told: str) -> None:
    (row,) = read(event(line, "ATTENDEE:mailto:tom@nash.example"))
    assert isinstance(row, Found)
    assert ([person.emails for person in row.people], row.left_out) == ([["tom@nash.example"]], (told,))


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["ATTENDEE;PARTSTAT=declined:mailto:a@x.example"], "everybody else declined it"),
        ([f"ATTENDEE:mailto:{ME}"], "it names nobody else"),
        (["ATTENDEE;CUTYPE=RESOURCE:mailto:beamer@x.example"], "it names nobody else"),
        (["ATTENDEE:mailto:noreply@x.example"], "it names nobody else"),
        (["STATUS:cancelled"], "it was cancelled"),
        (["DTSTART:20261124T120000Z"], "it lies ahead, on 24 Nov 2026"),
        ([f"ATTENDEE:mailto:guest{n}@x.example" for n in range(51)], "51 people were asked to it"),
    ],
)
def test_what_is_no_contact_says_why(lines: list[str], reason: str) -> None:
    assert why(*lines) == [reason]


@pytest.mark.parametrize(
    ("line", "channel"),
    [
        ("LOCATION:Café Nord", "in_person"), ("LOCATION:https://us02web.zoom.us/j/1", "video"),
        ("LOCATION:Zoom", "video"), ("DESCRIPTION:Join https://teams.microsoft.com/l/meetup-join/1", "video"),
        ("LOCATION:tel:+44 20 7946 0000", "phone"), ("LOCATION:+44 (0)20 7946-0000", "phone"),
        ("LOCATION:", "other"), ("SUMMARY:Zoom out", "other"),
    ],
)  # fmt: skip
def test_how_people_met_is_told_by_the_place(line: str, channel: str) -> None:
    (row,) = read(event(line))
    assert isinstance(row, Found)
    assert row.interaction
    assert row.interaction.channel == channel


def test_of_two_versions_of_a_meeting_the_later_one_counts(workbook: Workbook) -> None:
    early = "BEGIN:VEVENT\r\nUID:one\r\nDTSTART:20240301T100000Z\r\nATTENDEE:mailto:a@x.example\r\nEND:VEVENT\r\n"
    data = event("SEQUENCE:2").replace("BEGIN:VEVENT", early + "BEGIN:VEVENT")
    found = preview(workbook, uploaded("two.ics", data.encode()), me=[ME])
    assert found.counts == {"new": 1, "merged": 0, "unchanged": 0, "skipped": 1}
    commit(workbook, found)
    assert [str(each.on) for each in workbook.where(Interaction)] == ["2024-03-04"]


def test_of_two_meetings_with_one_uid_the_second_is_told_unless_it_is_the_same() -> None:
    first, again = event().partition("END:VCALENDAR")[0], event().partition("VERSION:2.0\r\n")[2]
    other, *same = read(first + again.partition("END:VCALENDAR")[0] + again.replace("0304T", "0305T"))
    assert said(other) == (13, "an earlier event of the file has the same UID, and begins at another time")
    assert [said(row)[1] for row in same] == ["2024-03-04", "2024-03-04"]


@pytest.mark.parametrize("newest", ["STATUS:CANCELLED", "DTSTART:20270304T100000Z"])
@pytest.mark.parametrize("at", [[], ["RECURRENCE-ID:20240304T100000Z"]], ids=["alone", "repeated"])
def test_a_meeting_cancelled_or_moved_ahead_was_not_held_as_an_older_version_says(newest: str, at: list[str]) -> None:
    # RFC 5545, 3.8.7.4: of one UID and RECURRENCE-ID the one with the greater SEQUENCE is the later revision
    older = event("SEQUENCE:0", *at).partition("END:VCALENDAR")[0]
    later = event("SEQUENCE:1", newest, *at).partition("VERSION:2.0\r\n")[2]
    replaced, now = read(older + later)
    assert said(replaced)[1] == "it was replaced by a newer version"
    assert str(said(now)[1]).startswith(("it was cancelled", "it lies ahead"))


def test_of_two_with_the_same_number_the_one_written_down_later_holds() -> None:
    # RFC 5546, 2.1.5: where the SEQUENCE is the same, the one with the later DTSTAMP
    later = event("SEQUENCE:1", "DTSTAMP:20240302T090000Z", "DTSTART:20240305T100000Z").partition("END:VCALENDAR")[0]
    older = event("SEQUENCE:1", "DTSTAMP:20240301T090000Z").partition("VERSION:2.0\r\n")[2]
    now, replaced = sorted(map(said, read(later + older)), key=str, reverse=True)
    assert {replaced[1], now[1]} == {"it was replaced by a newer version", "2024-03-05"}


def test_a_meeting_without_a_uid_is_the_same_in_the_next_export() -> None:
    (one,), (again,) = (read(event(f"DTSTAMP:2024040{day}T090000Z").replace("UID:one\r\n", "")) for day in (1, 2))
    assert said(one) == said(again)


# --- whatever is in it -------------------------------------------------------------------------------------------


def test_deep_nesting_and_a_line_of_fifty_megabytes_are_passed_over() -> None:
    deep = "BEGIN:VALARM\r\n" * 100_000
    assert days(deep + "END:VALARM\r\n" * 3) == []  # its own lines are within the alarm then
    assert days("DESCRIPTION:" + "x" * 50_000_000) == ["2024-03-04"]
    assert days("DESCRIPTION:x" + "\r\n x" * 500_000) == ["2024-03-04"]


def test_a_calendar_in_utf_16_without_a_mark_is_read() -> None:
    (row,) = read(event().encode("utf-16-le"))
    assert isinstance(row, Found)
    assert meetings.knows(uploaded("x.ics", event().encode("utf-16-le")))


TOKENS = st.sampled_from(
    [
        "BEGIN:VCALENDAR\n", "END:VCALENDAR\n", "BEGIN:VEVENT\n", "END:VEVENT\n", "BEGIN:VALARM\n", "END:VALARM\n",
        "BEGIN:VTIMEZONE\n", "END:VTIMEZONE\n", "TZID:X\n", "UID:1\n", "UID:2\n", "METHOD:CANCEL\n", "\n", "\r\n ",
        "DTSTART:20240304T100000Z\n", "DTSTART;TZID=X:20240304T100000\n", "DTSTART;VALUE=DATE:20240304\n", "DTSTART",
        "DTEND:20240304\n", "DTEND:20240304T110000Z\n", "DURATION:PT1H\n", "DURATION:-P9999999999D\n", "SEQUENCE:9\n",
        "DURATION;X=\":P1D\n", "RDATE:20240311\n", "RDATE;VALUE=PERIOD:20240311T100000Z/PT1H\n", "EXDATE:20240311\n",
        "RRULE:FREQ=DAILY;COUNT=3\n", "RRULE:FREQ=WEEKLY;BYDAY=9XX\n", "RRULE:FREQ=MONTHLY;BYMONTHDAY=99\n",
        "RRULE:FREQ=SECONDLY\n", "RECURRENCE-ID:20240305T100000Z\n", "RECURRENCE-ID;RANGE=THISANDFUTURE:20240305\n",
        "RECURRENCE-ID;VALUE=DATE:20240305\n", "DTSTAMP:20240304T100000Z\n", "DTSTART;TZID=tzone://Microsoft/X:",
        "ATTENDEE:mailto:a@x.example\n", "ATTENDEE;CN=\"a\n", "ATTENDEE;PARTSTAT=DECLINED:MAILTO:robin@field.example\n",
        "ORGANIZER;CN=;:x\n", "STATUS:CANCELLED\n", ":", ";", ",", "=", "\"", "é", "\x00",
        "99991231T235959Z", "00010101T000000Z",
    ]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(TOKENS | st.text(max_size=5), max_size=60).map("".join))
def test_no_text_raises_anything_and_every_event_is_accounted_for(text: str) -> None:
    data = ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + text).encode(errors="surrogatepass")
    rows = read(data)
    lines = re.sub(r"\r\r\n|\r\n?", "\n", data.decode(errors="replace").replace("\0", ""))
    unfolded = re.sub(r"\n+[ \t]", "", lines)
    begun = re.findall(r"^BEGIN:VEVENT *$", unfolded, re.MULTILINE | re.IGNORECASE)
    assert len({row.line for row in rows}) == len(begun)
    assert all(row.message for row in rows if isinstance(row, Problem))
    assert meetings.knows(uploaded("x.ics", data))


@settings(max_examples=30)
@given(st.sampled_from(sorted(CALENDARS.glob("*.ics"))), st.integers(0, 3_000), st.binary(max_size=30))
def test_a_file_damaged_anywhere_still_accounts_for_every_event_outside_the_damage(
    file: Path, at: int, junk: bytes
) -> None:
    data = file.read_bytes()
    rows = read(data[:at] + junk + data[at + len(junk) :])
    assert all(row.message if isinstance(row, Problem) else row.interaction for row in rows)
