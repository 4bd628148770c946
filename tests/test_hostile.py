"""Hostile and unlucky texts in every field: kept to the letter or refused with a reason, and never more than text.

What a browser makes of them is in browser/test_hostile.py.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from email.header import Header
from email.message import Message
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import ipywidgets as w
import pytest
import vobject

import netkit as nk
from netkit import advice, forms
from netkit.charts.review import Review
from netkit.forms.fields import Line, Lines
from netkit.forms.form import Form
from netkit.forms.log import LogForm
from netkit.forms.people import PeopleForm
from netkit.forms.plan import PlanForm
from netkit.forms.plan.calendar import calendar
from netkit.forms.share import ShareForm
from netkit.importers import bring_in
from netkit.importers.week import drafts
from netkit.questions import STEPS, Plan
from netkit.records import RECORDS, Action, Event, Exchange, Interaction, Person, Record, Settings
from netkit.report.page import safe_html
from netkit.values import Model
from netkit.workbook.vcards import IN_CARD, OWN, write_vcards
from tests.hostile import (
    DAY,
    LONGEST,
    NO_TEXT,
    TEXTS,
    free_fields,
    is_any_text,
    is_any_texts,
    once_allowed,
    stuffed,
    stuffed_records,
    stuffed_workbook,
)

every_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
no_text = pytest.mark.parametrize("text", NO_TEXT.values(), ids=NO_TEXT.keys())
ROOT = Path(__file__).resolve().parents[1]
FORMULAS = tuple("=+-@\t\r\n＝＋－＠")
"""How a cell must not begin: OWASP, https://owasp.org/www-community/attacks/CSV_Injection and its issue 1088 (wide)."""
PROPERTIES = {"UID", "N", OWN, *IN_CARD.values()}
Whole = tuple[nk.Workbook, list[Record], Plan, Settings]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """A workbook with every text in every field; the tests only look at it."""
    return stuffed_workbook(tmp_path_factory.mktemp("hostile") / "book.sqlite", TEXTS.values())


def models(model: type[Model] = Plan) -> Iterator[type[Model]]:
    """The plan, its parts and the items of its lists."""
    yield model
    for field in model.model_fields.values():
        for kind in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(kind, type) and issubclass(kind, Model):
                yield from models(kind)


# Kept to the letter, or refused


def holds(book: nk.Workbook, records: list[Record], plan: Plan, settings: Settings) -> bool:
    return (book.plan(), book.settings()) == (plan, settings) and all(book.get(type(r), r.id) == r for r in records)


def test_every_text_comes_back_to_the_letter_and_the_file_is_whole(whole: Whole) -> None:
    assert holds(*whole)
    assert whole[0].check() == []


@pytest.mark.parametrize("model", [*RECORDS, Settings, *models()], ids=lambda model: model.__name__)
@no_text
def test_what_no_text_can_hold_is_refused_at_every_field_with_the_reason(model: type[Model], text: str) -> None:
    right = next((record for record in stuffed_records("Ines") if isinstance(record, model)), None)
    right = right or stuffed(model, ["Ines"])
    for name, field in free_fields(model).items():
        value = text if is_any_text(field) else [text] if is_any_texts(field) else None
        if value is not None:
            with pytest.raises(nk.BadValue, match=r"longer than 1,000,000|no text can hold") as refused:
                right.changed(**{name: value})
            assert name in refused.value.field
            assert len(str(refused.value).encode()) < 300


@every_text
def test_a_search_takes_any_text_as_words(whole: Whole, text: str) -> None:
    found = {hit.id for hit in whole[0].search(text, limit=1000)}
    assert found >= {person.id for person in whole[0].where(Person) if text in person.name}


def test_export_and_load_are_inverse_and_no_cell_is_a_formula(whole: Whole, tmp_path: Path) -> None:
    book, *stuffing = whole
    out = book.export(tmp_path / "out")
    other = nk.open_workbook(tmp_path / "other.sqlite", today=DAY)
    other.load(out)
    assert holds(other, *stuffing)
    assert other.check() == []
    for file in out.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as rows:
            assert not [cell for row in csv.reader(rows) for cell in row if cell.startswith(FORMULAS)]
    assert {text[0] for text in TEXTS.values()} >= set(FORMULAS)


def test_a_text_near_the_limit_is_kept_and_goes_out_and_in(tmp_path: Path) -> None:
    book = nk.open_workbook(tmp_path / "book.sqlite", today=DAY)
    person = book.add(Person(name="Ines", note=LONGEST, needs=[LONGEST]))
    assert book.set(person, "how_met", LONGEST, "").how_met == LONGEST
    write_vcards(book.where(Person), tmp_path / "people.vcf")
    for source in (book.export(tmp_path / "out"), tmp_path / "people.vcf"):
        other = nk.open_workbook(tmp_path / f"{source.name}.sqlite", today=DAY)
        other.load(source) if source.is_dir() else bring_in(other, source)
        assert other.where(Person) == book.where(Person)


# Never more than text

ELEMENTS = set(
    re.findall(
        r"\w+",
        "a blockquote body br caption circle clippath dd defs details div dl dt ellipse em figcaption figure footer g "
        "h1 h2 h3 head header html iframe image li line main meta ol p path pattern polygon polyline rect section "
        "small span strong style summary svg table tbody td text thead th time title tr tspan u ul use",
    )
)
GOES, HERE = ("href", "src", "srcset", "action", "formaction", "data", "background"), ("#", "data:", "/files/")


class Reader(HTMLParser):
    """Gathers what netkit never writes: strange elements, handlers, addresses elsewhere."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.odd: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.odd += [] if tag in ELEMENTS else [f"<{tag}>"]
        for name, value in attrs:
            address = name.rpartition(":")[2] in GOES and not (value or "").startswith(HERE)
            if name.startswith("on") or address or (tag, value) == ("meta", "refresh"):
                self.odd.append(f"{tag} {name}={value}")


def odd(html: str) -> list[str]:
    """What a piece of HTML has that netkit never writes."""
    return Reader(html).odd


ACTING = ("script", "handler", "svg", "math", "end of", "frame", "split", "link", "picture", "refresh", "form")


def test_this_test_would_see_every_text_that_does_something() -> None:
    acting = {name: text for name, text in TEXTS.items() if name.startswith(ACTING) and "<" in text}
    del acting["script in a comment"]  # Python's parser ends a comment later than browsers do
    assert len(acting) > 12
    assert [name for name, text in acting.items() if not odd(text)] == []


def cells(*notebooks: str) -> str:
    found = [json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8")) for name in notebooks]
    return "\n".join("".join(cell["source"]) for notebook in found for cell in notebook["cells"])


@pytest.mark.parametrize("name", re.findall(r"^review\.(\w+)\(", cells("4_review"), re.MULTILINE))
def test_every_chart_and_sentence_shows_texts_as_text(whole: Whole, name: str) -> None:
    shown = getattr(Review(whole[0]), name)()
    assert odd(shown._repr_html_()) == []
    assert "mathjax_ignore" in shown._repr_html_()
    assert str(shown)


def below(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from below(child)


def htmls(form: Form) -> list[str]:
    """All that a form gives to the browser as HTML."""
    described = [each for each in below(form.widget) if getattr(each, "description_allow_html", False)]
    return [
        *(each.value for each in below(form.widget) if isinstance(each, w.HTML)),
        *(d.description for d in described),
    ]


FORMS = re.findall(r"forms\.(\w+)\.(\w+)\)", cells("1_plan", "2_people", "3_log", "4_review", "5_share"))


@pytest.mark.parametrize(("module", "name"), FORMS, ids=[name for _, name in FORMS])
def test_every_form_shows_texts_as_text(whole: Whole, module: str, name: str) -> None:
    form = getattr(getattr(forms, module), name)(whole[0])
    assert odd("".join(htmls(form))) == []


# Typed into the forms


def watched(form: Form) -> list[Line | Lines]:
    """The fields of a form that take any text and are saved while one types."""
    kept = form.saver._kept
    return [
        field for field in kept if isinstance(field, Line | Lines) and field.question.kind not in ("number", "time")
    ]


def type_everywhere(form: Form, text: str) -> None:
    form.saver.delay = 60
    for field in watched(form):
        field.widget.value = text
    form.flush()
    assert odd("".join(htmls(form))) == []
    for field in watched(form):
        kept = text if field.question.kind != "names" else [line.strip() for line in text.splitlines() if line.strip()]
        assert field.message or form.saver._kept[field].was == kept, field.question.label
    form.saver.let_go(watched(form))


@pytest.fixture
def plan_form(own_workbook: Path) -> PlanForm:
    book = nk.open_workbook(today=DAY)
    made, _, plan, _ = stuffed_workbook(own_workbook.with_name("stuffed.sqlite"), ["Ines"])
    book.add_all(made.where(Person), "People")
    book.save_plan(plan, Plan())
    return PlanForm(book)


@every_text
def test_a_text_typed_into_a_persons_sheet_is_kept_or_refused_at_its_field(own_workbook: Path, text: str) -> None:
    book = nk.open_workbook(today=DAY)
    form = PeopleForm(book)
    form.open(book.add(Person(name="Ines")).id)
    type_everywhere(form, text)
    assert book.where(Person)[0].note == text


@every_text
def test_a_text_typed_into_the_plan_is_kept_to_the_letter(plan_form: PlanForm, text: str) -> None:
    for step in STEPS:
        plan_form.go(step)
        type_everywhere(plan_form, text)
    assert {plan_form.workbook.plan().why.intent, plan_form.workbook.plan().message.story} == {text}


def test_texts_typed_into_the_log_are_kept_without_the_space_around_them(own_workbook: Path) -> None:
    book, everything = nk.open_workbook(today=DAY), "\n".join(reversed(TEXTS.values()))
    book.add(Person(id="ines", name="Ines"))
    form = LogForm(book)
    entry = form.entry
    entry.who.take("ines")
    form.put(entry.how, "coffee")
    entry.helps.add_given("advice", everything)
    for field in (entry.note, entry.offer, entry.step, entry.detail.fields["event"]):
        field.widget.value = everything
    form.save()
    assert odd("".join(htmls(form))) == []
    said = [book.where(Interaction)[0].note, book.where(Exchange)[0].note, book.where(Action)[0].what]
    kept = [*said, book.where(Event)[0].name, *book.get(Person, "ines").offers]
    assert kept == [everything.strip()] * 5


def test_what_was_typed_and_not_saved_is_there_again_as_text(own_workbook: Path) -> None:
    book, everything = nk.open_workbook(today=DAY), "\n".join(TEXTS.values())
    LogForm(book).entry.note.widget.value = everything
    again = LogForm(book)
    assert odd("".join(htmls(again))) == []
    assert again.entry.note.value == everything


def test_a_week_that_is_pasted_shows_its_lines_as_text(whole: Whole) -> None:
    form = LogForm(whole[0])
    lines = [line for text in TEXTS.values() for line in (text, f"Coffee with {text} on Tuesday, promised {text}")]
    form.week.text.widget.value = "\n".join(lines)
    form.week.read()
    assert odd("".join(htmls(form))) == []


def test_texts_typed_into_what_a_report_shall_say_are_kept_to_the_letter(own_workbook: Path) -> None:
    form = ShareForm(nk.open_workbook(today=DAY))
    for text in TEXTS.values():
        for field in form.words.values():
            field.widget.value = text
        form.flush()
        settings = form.workbook.settings()
        assert [settings.worked, settings.stuck, settings.wanted] == [text] * 3
    assert odd("".join(htmls(form))) == []


@no_text
def test_what_no_text_can_hold_is_refused_at_its_field_and_stays_there(own_workbook: Path, text: str) -> None:
    book = nk.open_workbook(today=DAY)
    form = PeopleForm(book)
    form.open(book.add(Person(name="Ines")).id)
    form.saver.delay = 60
    for field in watched(form):
        field.widget.value = text
    assert not form.flush()
    assert [field.question.label for field in watched(form) if not field.message] == []
    assert book.where(Person)[0].changed(id="") == Person(name="Ines", id="")


# Brought in

FOLDED = {name: " ".join(text.split()) for name, text in TEXTS.items()}


def unix(text: str) -> str:
    """A text as a vCard and a calendar hold it: they know one line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_table_brings_texts_in_as_they_are(tmp_path: Path) -> None:
    book = nk.open_workbook(tmp_path / "book.sqlite", today=DAY)
    with (tmp_path / "Connections.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, quoting=csv.QUOTE_ALL)
        rows.writerow(["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"])
        for number, text in enumerate(TEXTS.values()):
            rows.writerow([text, "X", f"https://www.linkedin.com/in/x{number}", "", text, text, "08 Jan 2021"])
        rows.writerow([NO_TEXT["nul"], "X", "javascript:alert(1)", "", "Nowhere", "", "08 Jan 2021"])
    done = bring_in(book, tmp_path / "Connections.csv")
    assert done.rows == len(TEXTS) + 1
    people = {person.organisation: person for person in book.where(Person)}
    assert people.keys() >= set(FOLDED.values())
    assert {people[text].name for text in FOLDED.values()} == {f"{text} X".strip() for text in FOLDED.values()}
    assert not [person.url for person in people.values() if "javascript" in person.url]
    assert book.check() == []


def test_vcards_bring_every_field_back_and_say_the_same_to_another_reader(whole: Whole, tmp_path: Path) -> None:
    people = whole[0].where(Person)
    write_vcards(people, tmp_path / "people.vcf")
    other = nk.open_workbook(tmp_path / "other.sqlite", today=DAY)
    bring_in(other, tmp_path / "people.vcf")
    assert {person.id: person for person in other.where(Person)} == {person.id: person for person in people}
    cards = {
        card.uid.value: card for card in vobject.readComponents((tmp_path / "people.vcf").read_text(encoding="utf-8"))
    }
    assert len(cards) == len(people)
    for person in people:
        card = cards[f"{person.id}@netkit"]
        assert card.fn.value == unix(person.name).strip()
        assert (card.note.value, card.title.value) == (unix(person.note), unix(person.role))
        assert card.contents.keys() <= {"version", *(name.lower() for name in PROPERTIES)}


def test_one_card_each_goes_into_the_folder_that_was_named_and_nowhere_else(whole: Whole, tmp_path: Path) -> None:
    count = write_vcards(whole[0].where(Person), tmp_path / "cards")
    assert len(list((tmp_path / "cards").glob("*.vcf"))) == count
    assert {path.name for path in tmp_path.iterdir()} == {"cards", "own"}


def test_reminders_say_the_same_to_another_reader(whole: Whole) -> None:
    book, _, plan, _ = whole
    frames = (book.people(), book.interactions(), book.contacts(), book.exchanges(), book.actions())
    found = advice.reminders(*frames, plan, DAY)
    read = vobject.readOne(advice.reminders_file(found, DAY, 1).decode())
    assert len(read.vevent_list) == len(found)
    weekly = vobject.readOne(calendar(plan, DAY).decode())
    assert len(weekly.vevent_list) == 2
    assert [event.summary.value for event in read.vevent_list] == [unix(each.title) for each in found]
    assert [event.description.value for event in read.vevent_list] == [unix(each.text) for each in found]


def test_mail_brings_names_in_as_text(tmp_path: Path) -> None:
    book = nk.open_workbook(tmp_path / "book.sqlite", today=DAY)
    book.set(Settings(), "owner_addresses", ["me@example.org"], [])
    letters = []
    for number, text in enumerate(TEXTS.values()):
        letter = Message()
        letter["From"] = f"{Header(text, 'utf-8').encode()} <a{number}@example.com>"
        letter["To"], letter["Message-ID"] = "me@example.org", f"<{number}@example.com>"
        letter["Date"] = "Thu, 12 Mar 2026 10:00:00 +0000"
        letters.append(f"From x Thu Mar 12 10:00:00 2026\n{letter.as_string()}\n\nHello\n\n")
    bring_in(book, written(tmp_path, "mail.mbox", "".join(letters).encode()))
    people = book.where(Person)
    assert {person.emails[0] for person in people} == {f"a{number}@example.com" for number in range(len(TEXTS))}
    assert book.check() == []


def test_a_calendar_brings_names_in_as_text_and_nothing_of_what_a_meeting_was_about(tmp_path: Path) -> None:
    book = nk.open_workbook(tmp_path / "book.sqlite", today=DAY)
    book.set(Settings(), "owner_addresses", ["me@example.org"], [])
    names = [re.sub(r'["\x00-\x1f\x7f-\x9f\u2028\u2029]+', "", text).strip(" '") for text in TEXTS.values()]
    events = [  # a quotation mark or a control has no place in a CN (RFC 5545, 3.2)
        f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART:20260302T100000Z\r\nSUMMARY:TOLD {name}\r\nDESCRIPTION:TOLD {name}\r\n"
        f'LOCATION:TOLD {name}\r\nATTENDEE;CN="{name}":mailto:a{n}@example.com\r\nEND:VEVENT\r\n'
        for n, name in enumerate(names)
    ]
    calendar = f"BEGIN:VCALENDAR\r\n{''.join(events)}END:VCALENDAR\r\n"
    done = bring_in(book, written(tmp_path, "calendar.ics", calendar.encode()))
    assert done.counts == {"new": len(TEXTS), "merged": 0, "unchanged": 0, "skipped": 0}
    people = {person.emails[0]: person.name for person in book.where(Person)}
    read = [name.replace("\\,", ",") for name in names]  # as Google writes a comma there
    assert people == {f"a{n}@example.com": name for n, name in enumerate(read)}
    assert b"TOLD" not in book.path.read_bytes()
    assert book.check() == []


@every_text
def test_a_pasted_line_is_never_more_than_a_draft(whole: Whole, text: str) -> None:
    for line in (text, f"Coffee with {text} on Tuesday, promised {text}"):
        assert len(drafts(line, DAY, whole[0].where(Person))) <= len(line.splitlines())


# The report


@pytest.mark.parametrize("level", ["full", "initials", "pseudonyms", "none"])
def test_a_report_of_hostile_texts_is_text(whole: Whole, level: str, tmp_path: Path) -> None:
    whole[0].backup(tmp_path / "copy.sqlite")
    html = once_allowed(nk.open_workbook(tmp_path / "copy.sqlite", today=DAY), level)
    sources = "a href=https://doi.org/10."  # netkit's own method notes
    assert [one for one in odd(html) if not one.startswith(sources)] == []
    assert html.count("<title>") == html.count("<style>") == html.count("<body>") == 1


# The promises


def test_every_test_that_holds_a_promise_of_the_security_page_is_there() -> None:
    named = re.findall(r"`((?:\w+/)?test_\w+\.py)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    assert len(named) > 15
    assert [name for name in named if not (ROOT / "tests" / name).is_file()] == []


@every_text
def test_a_cell_of_the_owners_that_shows_a_text_as_html_does_no_harm_in_a_report(text: str) -> None:
    safe = safe_html(f"<p>{text}</p>")
    assert safe_html(safe) == safe
    assert not re.search(r"<(script|iframe|object|meta|link|base|form|style)\b|[\s/]on\w+=|href='javascript", safe)
