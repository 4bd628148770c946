"""After forgetting somebody no byte of theirs is left in the workbook's folder, wherever they were named."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import netkit as nk
from netkit.folding import without_accents
from netkit.importers import bring_in
from netkit.importers.same import merge_people
from netkit.questions import Offer, Plan
from netkit.records import Action, Distinct, Event, Exchange, ImportBatch, Interaction, Person, SavedReport, Settings
from netkit.workbook import Workbook, backups, store, unsaved

DAY = date(2026, 3, 1)
LETTERS = "abcdefghijklmnopqrstuvwxyzåéïøßçłЖдλñ"
WORD = st.text(LETTERS, min_size=7, max_size=12).map(lambda word: f"q{word}x")
DIGITS = st.integers(10_000_000, 999_999_999).map(lambda number: f"+44 {number}")


@pytest.fixture(scope="module", autouse=True)
def careless() -> Iterator[None]:
    """SQLite as most systems build it: what is deleted stays in the file until something else is written over it."""

    class Careless(store.Connection):
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self.execute("PRAGMA secure_delete = OFF")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "Connection", Careless)
        yield


@st.composite
def somebody(draw: st.DrawFn) -> Person:
    """A person with all fields filled by words that nobody else uses."""
    word = iter(draw(st.lists(WORD, min_size=24, max_size=24, unique_by=str.casefold)))
    mail = draw(st.integers(10**8, 10**9))
    return Person(
        id=f"id{mail}",
        name=f"{next(word).title()} {next(word).title()}",
        other_names=[f"{next(word).title()} {next(word).title()}", next(word).title()],
        birthday="1971-03-17",
        raw=f"VCARD: {next(word)}",
        organisation=next(word),
        role=next(word),
        emails=[f"m{mail}@{mail}.example", f"w{mail}@example.org"],
        phones=[draw(DIGITS)],
        url=f"https://example.org/in/u{mail}",
        circles=[next(word)],
        tags=[next(word)],
        place=next(word),
        how_met=next(word),
        offers=[next(word)],
        needs=[next(word)],
        note=next(word),
        source="linkedin",
        source_key=next(word),
    )  # fmt: skip


def traces(person: Person) -> Iterator[str]:
    """What must not be found: every text of the person, as it was and as a search would fold it."""
    values = [value for name, value in person if name not in ("birthday", "scope", "source")]
    for value in values:
        for text in value if isinstance(value, list) else [value] if isinstance(value, str) else []:
            yield from {text, without_accents(text)} - {""}


@settings(max_examples=25, phases=[Phase.generate])  # a shorter name would say no more
@given(gone=somebody(), data=st.data())
def test_no_byte_of_somebody_forgotten_is_left_in_the_folder(quick: Path, gone: Person, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory(dir=quick) as name:
        book = nk.open_workbook(Path(name) / "book.sqlite", DAY)
        before = gone.changed(note="before", place=f"{gone.place}ville", other_names=[f"Earlier{gone.id} Name"])
        fill(book, before)
        book.set(book.get(Person, gone.id), "note", gone.note, "before")
        for field in ("place", "other_names"):
            book.set(book.get(Person, gone.id), field, getattr(gone, field), getattr(before, field))
        for number in range(data.draw(st.integers(0, 2))):
            backups.keep(book.path, f"version-{number}")
        mention(book, gone)
        if data.draw(st.booleans()):
            book.undo()
        unsaved.keep(book.path, {"note": f"coffee with {gone.name}"})
        left = Path(name) / f"{store.unfinished(book.path)}crash"
        left.mkdir()
        (left / "book.sqlite").write_bytes(book.path.read_bytes())
        book.forget(gone.id)
        store.rest()
        raw = b"\n".join(file.name.encode() + file.read_bytes() for file in Path(name).rglob("*") if file.is_file())
        for text in {*traces(gone), *traces(before)} - {"before"}:
            assert text.encode() not in raw, text
        assert nk.open_workbook(book.path, DAY).check() == []
        assert book.get(Person, "other").name == "Zoë Åkesson"
        store.rest()


def merged(book: Workbook, folder: Path) -> Person:
    """Somebody who stood there twice."""
    kept = book.add(Person(name="Quillan Vostrek"))
    again = Person(
        name="Q. Vostrekova", organisation="Zorgfirma", emails=["qv@zorg.example"], phones=["+44 7700 900777"]
    )
    return merge_people(book, kept, book.add(again))[0]


def brought_in_twice(book: Workbook, folder: Path) -> Person:
    """Somebody of an import that was taken back and done again."""
    card = folder / "people.vcf"
    said = "FN:Quillan Vostrek", "EMAIL:qv@zorg.example", "ORG:Zorgfirma", "TEL:+447700900777"
    card.write_text("\n".join(("BEGIN:VCARD", "VERSION:3.0", *said, "END:VCARD")), encoding="utf-8")
    change = bring_in(book, card).batches[0].change
    book.undo(change)
    bring_in(book, card)
    card.unlink()
    return book.where(Person)[0]


def added_again(book: Workbook, folder: Path) -> Person:
    """Somebody who was removed and came back under another name."""
    first = book.add(Person(name="Quillan Vostrek", organisation="Zorgfirma", emails=["qv@zorg.example"]))
    book.remove(first)
    return book.add(Person(name="Q. Vostrekova", emails=["QV@zorg.example"]))


@pytest.mark.parametrize("was", [merged, brought_in_twice, added_again], ids=lambda was: was.__name__)
def test_whoever_somebody_was_before_is_forgotten_with_them(quick: Path, was: Callable[..., Person]) -> None:
    with tempfile.TemporaryDirectory(dir=quick) as name:
        book = nk.open_workbook(Path(name) / "book.sqlite", DAY)
        person = was(book, Path(name))
        book.forget(person)
        store.rest()
        raw = b"\n".join(file.read_bytes() for file in Path(name).rglob("*") if file.is_file())
        for text in ("Quillan", "Vostrek", "Zorgfirma", "qv@zorg", "QV@zorg", "900777", person.id):
            assert text.encode() not in raw, text
        assert book.check() == []


def test_somebody_removed_who_only_shares_an_address_with_others_too_is_not_forgotten(tmp_path: Path) -> None:
    book = nk.open_workbook(tmp_path / "book.sqlite", DAY)
    ann, bo, cy = (
        book.add(Person(name=f"{name} Okafor", emails=["office@firm.example"])) for name in ("Ann", "Bo", "Cy")
    )
    book.remove(ann)
    removed = book.changes()[0].id
    book.set(cy, "note", "Ann Okafor sent greetings", "")
    book.forget(bo)
    assert book.get(Person, cy.id).note == "Ann Okafor sent greetings"
    assert book.undo(removed).stayed == []
    assert book.get(Person, ann.id) == ann


def fill(book: Workbook, gone: Person) -> None:
    """The person, and everything that is theirs."""
    other = Person(id="other", name="Zoë Åkesson", introduced_by=gone.id)
    talk = Interaction(id="talk", on=DAY, people=[gone.id, "other"])
    alone = Interaction(id="alone", on=DAY, people=[gone.id], note=gone.note, message=gone.note)
    gift: dict[str, Any] = {"on": DAY, "direction": "given", "kind": "introduction"}
    book.add_all(
        [
            gone, other, talk, alone, Exchange(person="other", third_party=gone.id, **gift),
            Exchange(person=gone.id, note=gone.note, **gift), Action(person=gone.id, what=gone.note),
            Distinct(person="other", other=gone.id),
        ],
        f"Imported 1 person from {gone.name}.vcf",
    )  # fmt: skip
    book.set(Plan(), "when.named", [gone.id, "other"], [])
    book.set(book.settings(), "allowed", {"full": [gone.name]}, {})


def mention(book: Workbook, gone: Person) -> None:
    """The person in every text that is written freely about others."""
    said = f"{gone.name} ({gone.emails[0]}, {gone.phones[0]}, {gone.url}), called {gone.other_names[1]}"
    other = book.get(Person, "other")
    for field, value in {"note": said, "how_met": said, "needs": [said], "tags": [said], "raw": said}.items():
        other = book.set(other, field, value, getattr(other, field))
    talk = book.get(Interaction, "talk")
    talk = book.set(talk, "note", said, "")
    book.set(talk, "message", said, "")
    figures = {"people": [gone.name, {"name": said}]}
    book.add_all(
        [
            Event(name=said, place=said), Action(what=said), SavedReport(made_on=DAY, worked=said, figures=figures),
            ImportBatch(made_on=DAY, source="vcard", file=f"{gone.name}.vcf", skipped=[{"reason": said}]),
            Interaction(on=DAY, source="mail", source_key=f"message <{gone.emails[0]}>", note=said),
        ],
        f"About {gone.name}",
    )  # fmt: skip
    book.set(book.plan(), "message.story", said, "")
    offer = Offer(what=said)
    book.set(book.plan(), f"help.offers.{offer.id}", offer, None)
    book.set(Settings(), "worked", said, "")
