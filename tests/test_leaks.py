"""Whole workbooks of ordinary and of hostile names through redaction and scan, and through the exporter.

What a leak is, is told here without netkit's own reading of names: by plain search in folded text.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from html import escape, unescape
from pathlib import Path
from random import Random
from urllib.parse import quote, unquote

import nbformat
import pytest
from faker import Faker

from netkit.questions import Audience, Goal, Plan, Venue, Where, Who, Why
from netkit.records import Action, Event, Exchange, Interaction, Person, Settings
from netkit.report import LeakError, make
from netkit.report.contents import Contents
from netkit.report.making import report_notebook
from netkit.report.redact import free_texts, redact
from netkit.report.running import read_notebook
from netkit.report.scan import scan, secrets_of
from netkit.vocabulary import LEVEL
from netkit.workbook import Workbook, open_workbook

TODAY = date(2026, 3, 29)
PRIVACY = Path(__file__).parents[1] / "PRIVACY.md"
LEVELS = [*LEVEL]
BELOW_FULL = LEVELS[1:]
LOCALES = ["en_US", "de_DE", "pl_PL", "tr_TR", "el_GR", "ru_RU", "ar_AA", "he_IL", "hi_IN", "ja_JP", "zh_CN", "ko_KR"]
NETKIT_SAYS = ("Help Given", "Moral Support")
HOSTILE = [
    *("X", "Bo", "I", "Ng", "Will", "王", "Zoë", "🦊", "🦊 Fox 🦊", "Ann 🌻 Bell", "A. K.", "Person 1", "Amber Heron"),
    *("(.*) \\d+", "\\1 \\g<0>", "[A-Z]+ $", "Eve|Bob", "<b>Eve</b> & Co", "&lt;Al&gt; &amp;", "{{ name }}", "O'Neil"),
    *("Mr Will Price", "Jean-Luc van der Berg, PhD", "ﬁona ﬂynn", "İpek Işık", "Groß, Uwe", "Ana\u0301 Li\u0301m"),
    *("\u2067مريم\u2069 \u2067حداد\u2069", "\u202eדוד לוי\u202c", "Al\u200bbert Ro\u00adwe", "Ｗｉｄｅ　Ｎａｍｅ"),
    *("Amara Kessler", "Anton Klerk", "Arno Krüger", "Robert'); DROP TABLE people;--", "Groß"),
    *NETKIT_SAYS,
]  # fmt: skip
HELD_BACK = ("note", "email", "url", "phone")  # at every level
TELLING = ("organisation", "role", "place", "need", "offer", "met")  # below full


@pytest.fixture(scope="module")
def ordinary() -> list[str]:
    """Names as they are common in twelve countries, by Faker's lists (github.com/joke2k/faker)."""
    names = []
    for locale in LOCALES:
        faker = Faker(locale)
        faker.seed_instance(1)
        names += [f"{faker.first_name()} {faker.last_name()}" for _ in range(40)]
    return names


def marked(kind: str, number: int) -> str:
    """A text that is nowhere else, of a kind that no report below full shows."""
    return {
        "email": f"qx{number}@mail{number}.example",
        "url": f"https://qx{number}.example/in/qx{number}",
        "phone": f"+44 20 7{number:07}",
        "note": f"qxnote{number} told me in tears",
        "organisation": f"Qxworks{number} & Daughters",
    }.get(kind, f"qx{kind}{number} it is")


def somebody(random: Random, names: list[str]) -> Person:
    number = random.randrange(10**6, 10**7)
    wild = "".join(chr(random.randrange(0x21, 0x2FF)) for _ in range(random.randrange(3, 9)))
    name = random.choice([*random.choices(names, k=5), *random.choices(HOSTILE, k=4), f"{wild} Qa{number}"])
    said = {kind: marked(kind, number) for kind in HELD_BACK + TELLING}
    other = [random.choice(names)] if random.random() < 0.2 else []
    return Person(
        name=name, other_names=other, organisation=said["organisation"], role=said["role"], place=said["place"],
        emails=[said["email"]], phones=[said["phone"]], url=said["url"], note=said["note"], needs=[said["need"]],
        offers=[said["offer"]], how_met=said["met"], circles=[f"friends of {name}"], audience="all",
        keep_out_of_reports=random.random() < 0.1,
    )  # fmt: skip


def story(random: Random, names: list[str], fewest: int = 2) -> Contents:
    """A workbook in which the owner's words name everybody somewhere."""
    people = [somebody(random, names) for _ in range(random.randrange(fewest, fewest + 5))]
    one, two, three = (random.choice(people).name for _ in range(3))
    number = random.randrange(10**6, 10**7)
    day = TODAY - timedelta(days=random.randrange(100))
    plan = Plan(
        why=Why(intent=f"to be as {one} is", goals=[Goal(outcome=f"what {two} does", number=6, unit="conversations")]),
        who=Who(audiences=[Audience(id="all", description=f"those around {three}", places=[f"the desk of {one}"])]),
        where=Where(venues=[Venue(name=f"evenings with {two}")]),
    )
    return Contents(
        Settings(worked=f"then i asked {one}, twice", stuck=f"{two} said no.", wanted=f"a word with ({three})!"),
        [(TODAY - timedelta(days=90), plan)],
        people,
        [Event(name=f"a talk by {one}", place=marked("place", number))],
        [Interaction(on=day, people=[each.id], message=f"as with {two}", outcome="met", note=marked("note", number))
         for each in people],
        [Exchange(on=day, person=each.id, direction=random.choice(["given", "received"]), kind="advice",
                  value=random.randrange(1, 6), note=marked("note", number + 1)) for each in people],
        [Action(person=each.id, what=f"so thank {each.name} soon", due_on=TODAY) for each in people],
    )  # fmt: skip


def folded(text: str) -> str:
    """Text without case, widths, accents and signs that can't be seen."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    shown = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Cf"))
    return " ".join(shown.split())


def says(text: str, name: str) -> bool:
    """Whether folded text has the name as whole words; a script without spaces has no borders."""
    wanted = folded(name)
    edge = r"(?<![^\W_]){}(?![^\W_])" if wanted.isascii() else "{}"
    return bool(wanted) and re.search(edge.format(re.escape(wanted)), text) is not None


def leaks(html: str, contents: Contents, level: str) -> list[str]:
    """What a page betrays, as it stands and with its tags taken out."""
    shown = [unescape(html), unescape(re.sub(r"<[^>]*>", "", html)), unescape(re.sub(r"<[^>]*>", " ", html))]
    page = folded("\n".join(shown))
    owners = "\n".join(unescape(part) for part in re.findall(r'data-words="owner">([^<]*)<', html))
    held_back = ("note", *((*TELLING, "works") if level != "full" else ()), "")
    found = re.findall(rf"qx(?:{'|'.join(held_back)})\d{{7}}", page)
    found += [
        phone
        for person in contents.people
        for phone in person.phones
        if phone in page or phone[4:].replace(" ", "") in page
    ]
    shown_people = [p for p in contents.people if level == "full" and not p.keep_out_of_reports]
    open_names = [name for p in shown_people for name in (p.name, *p.other_names)]
    for person in contents.people:
        for name in (person.name, *person.other_names):
            if any(says(folded(shown), name) or says(folded(name), shown) for shown in open_names):
                continue  # somebody else of that name is shown
            many = len(re.findall(r"[^\W\d_]+", folded(name))) > 1
            alone = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", owners)  # "I" is a name, and "i" is none
            if (says(page, name) and name not in NETKIT_SAYS) if many else alone:
                found.append(name)
    return found


def page_of(safe: Contents) -> str:
    """All that a report could show of redacted contents, on a page."""
    records = [record.model_dump(mode="json") for record in safe.records()]
    own = "".join(f'<p data-words="owner">{escape(text)}</p>' for text in free_texts(safe))
    return f"<h1>Report</h1><pre>{escape(json.dumps(records, ensure_ascii=False))}</pre>{own}"


def passes(html: str, contents: Contents, safe: Contents, level: str) -> bool:
    try:
        scan(html, secrets_of(contents, level), free_texts(safe))
    except LeakError:
        return False
    return True


def test_a_thousand_workbooks_leak_nothing_below_full(ordinary: list[str]) -> None:
    passed = 0
    for seed in range(1000):
        random = Random(seed)
        contents, level = story(random, ordinary), BELOW_FULL[seed % 3]
        safe = redact(contents, level, random)
        html = page_of(safe)
        if passes(html, contents, safe, level):
            passed += 1
            assert leaks(html, contents, level) == [], f"seed {seed}"
        labels = [person.name for person in safe.people]
        assert len(set(labels)) == len(labels), f"seed {seed}"
        if level == "pseudonyms":
            assert labels != [person.name for person in redact(contents, level, Random(-seed - 1)).people] or not labels
    assert passed >= 950  # the rest has a name of one word that is also a word of these sentences, and is asked about


STORED = [
    "{first} {last}", "{last}, {first}", "Dr. {first} {last}", "{first} {last} PhD", "{first} M. {last}",
    '{first} "Nickel" {last}', "{first} (Nickel) {last}", "{first} {last} (Leeds)", "{last}, Prof {first}, MBA",
]  # fmt: skip
WAYS: dict[str, Callable[[str, str], str]] = {
    "as it is": lambda first, last: f"{first} {last}",
    "reversed": lambda first, last: f"{last} {first}",
    "reversed with a comma": lambda first, last: f"{last}, {first}",
    "with another title": lambda first, last: f"Mrs {last}",
    "first name alone": lambda first, last: first,
    "last name alone": lambda first, last: last,
    "initial and last name": lambda first, last: f"{first[0]}. {last}",
    "first name and initial": lambda first, last: f"{first} {last[0]}.",
    "without accents": lambda first, last: folded(f"{first} {last}").title(),
    "umlauts transcribed": lambda first, last: f"{first} {last}".translate(str.maketrans(TRANSCRIBED)),
    "in capitals": lambda first, last: f"{first} {last}".upper(),
    "in small letters": lambda first, last: f"{first} {last}".lower(),
    "possessive": lambda first, last: f"{first} {last}’s",
    "first name possessive": lambda first, last: f"{first}'s",
    "the family": lambda first, last: f"the {last}s",
    "over two lines": lambda first, last: f"{first}\n{last}",
    "broken within": lambda first, last: f"{first} {last[:2]}-\n{last[2:]}",
    "in entities": lambda first, last: "".join(f"&#{ord(sign)};" for sign in f"{first} {last}"),
    "first name in entities": lambda first, last: "".join(f"&#x{ord(sign):x};" for sign in first),
    "percent signs": lambda first, last: quote(f"{first} {last}"),
    "unseen signs between": lambda first, last: "\u200b".join(f"{first} {last}"),
    "soft hyphens": lambda first, last: f"{first[:2]}\u00ad{first[2:]}",
    "hyphenated": lambda first, last: f"{first}-{last}",
    "underscored": lambda first, last: f"{first}_{last}".lower(),
    "an e-mail": lambda first, last: f"{first}.{last}@mail.example".lower(),
    "an e-mail, short": lambda first, last: f"{first[0]}.{last}@mail.example".lower(),
    "a handle": lambda first, last: f"@{first}{last}".lower(),
    "a handle, reversed": lambda first, last: f"#{last}{first}",
    "a handle with a number": lambda first, last: f"@{first}{last}77".lower(),
    "a short handle": lambda first, last: f"@{first[0]}{last}".lower(),
    "a handle in humps": lambda first, last: f"@{first}{last}Official",
    "the short name": lambda first, last: "Nickel",
}  # fmt: skip
TRANSCRIBED = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe"}
LATIN = ["en_US", "de_DE", "pl_PL", "fr_FR", "es_ES", "sv_SE", "da_DK", "it_IT", "nl_NL", "cs_CZ", "ro_RO", "pt_BR"]


def shows(text: str, name: str) -> bool:
    """Whether a stranger reads the name in any word of a text, codes decoded and broken lines joined."""
    read = re.sub(r"-\s+", "", unquote(unescape(text)))
    return any(folded(name) in "".join(filter(str.isalpha, word)) for word in folded(read).split())


@pytest.fixture(scope="module")
def two_words() -> list[tuple[str, str]]:
    """First and last names of one word of at least four letters, which no word of the sentences below holds."""
    found = []
    for locale in LATIN:
        faker = Faker(locale)
        faker.seed_instance(2)
        found += [(faker.first_name(), faker.last_name()) for _ in range(40)]
    return [pair for pair in found if all(re.fullmatch(r"[^\W\d_]{4,}", name) for name in pair)]


@pytest.mark.parametrize(
    ("name", "text"), [("Ines Okafor", "ask ines"), ("Иван Петров", "у Ивана Петрова"), ("Ines Okafor", "I n e s")]
)
def test_what_privacy_md_says_that_it_cannot_find_is_still_so(name: str, text: str) -> None:
    assert f"(*{text}*" in PRIVACY.read_text(encoding="utf-8")
    contents = Contents(Settings(worked=f"then {text} came"), people=[Person(name=name)])
    safe = redact(contents, "initials", Random(1))
    assert passes(page_of(safe), contents, safe, "initials")


@pytest.mark.parametrize("way", WAYS)
def test_a_name_is_known_in_the_owners_words_as_people_write_it(two_words: list[tuple[str, str]], way: str) -> None:
    for seed in range(25):
        random = Random(seed)
        first, last = random.choice(two_words)
        stored_as = random.choice([each for each in STORED if "Nickel" in each] if "short name" in way else STORED)
        written = WAYS[way](first, last)
        person = Person(name=stored_as.format(first=first, last=last), keep_out_of_reports=random.random() < 0.3)
        others = [Person(name=f"{one} {two}") for one, two in random.sample(two_words, 3)]
        contents = Contents(
            Settings(worked=f"then we saw {written}, and it was good", stuck="on Mondays"), people=[person, *others],
            interactions=[Interaction(on=TODAY, people=[person.id])] if random.random() < 0.5 else [],
        )  # fmt: skip
        level = ["initials", "pseudonyms"][seed % 2]
        safe = redact(contents, level, random)
        if passes(f'<p data-words="owner">{escape(safe.settings.worked)}</p>', contents, safe, level):
            assert written not in safe.settings.worked, f"seed {seed}"
            assert not any(shows(safe.settings.worked, name) for name in (first, last)), f"seed {seed}"


def test_the_same_person_has_the_same_label_wherever_a_report_speaks_of_them(ordinary: list[str]) -> None:
    for seed in range(200):
        random = Random(seed)
        people = [Person(name=name) for name in random.sample(ordinary[:40], 5)]  # no two are alike
        said = " and ".join(person.name for person in people)
        steps = [Action(person=person.id, what=f"so thank {person.name} soon") for person in people]
        contents = Contents(Settings(worked=f"we met: {said}, at last"), people=people, actions=steps)
        safe = redact(contents, BELOW_FULL[seed % 2], random)
        labels = [person.name for person in safe.people]
        assert safe.settings.worked == f"we met: {' and '.join(labels)}, at last"
        assert [step.what for step in safe.actions] == [f"so thank {label} soon" for label in labels]


def test_whatever_tells_of_somebody_stops_the_page_into_which_it_slipped(ordinary: list[str]) -> None:
    for seed in range(300):
        random = Random(seed)
        contents, level = story(random, ordinary), BELOW_FULL[seed % 3]
        safe = redact(contents, level, random)
        person = random.choice(contents.people)
        secrets = [person.emails[0], person.phones[0], person.url, person.organisation, person.note]
        slipped = random.choice([*secrets, f"Then {person.name}"])
        html = f'{page_of(safe)}<p data-words="owner">{escape(slipped)}</p>'
        assert not passes(html, contents, safe, level), f"seed {seed}: {slipped}"


OWN_CELL = """
import netkit
book = netkit.open_workbook()
print(book.path, book.settings(), book.plan())
for frame in (book.people(), book.interactions(), book.exchanges(), book.actions(), book.events(), book.reports()):
    display(frame)
    print(frame.to_csv())
"""


def test_twenty_workbooks_leak_nothing_through_the_whole_exporter(ordinary: list[str], tmp_path: Path) -> None:
    """4_review run afresh for each, with a cell of the owner's that prints all there is; five at each level."""
    notebook = read_notebook(report_notebook())
    notebook.cells.append(nbformat.v4.new_code_cell(OWN_CELL))
    written = 0
    for seed in range(20):
        random, level = Random(seed), LEVELS[seed % 4]
        contents = story(random, ordinary, fewest=8)
        book = stored(contents, tmp_path / f"{seed}.sqlite")
        try:
            html = make(book, level, notebook=notebook).html
        except LeakError:
            continue  # a name of one word that is also a word of these sentences, and is asked about
        written += 1
        assert leaks(html, contents, level) == [], f"seed {seed}"
        assert not any(record.id in html for record in contents.records()), f"seed {seed}"
    assert written >= 15


def stored(contents: Contents, path: Path) -> Workbook:
    book = open_workbook(path, today=TODAY)
    with book.change("a story") as change:
        change.add_all(contents.records())
        for day, plan in contents.plans:
            change.write_plan(plan, day)
        for name in ("worked", "stuck", "wanted"):
            change.set(book.settings(), name, getattr(contents.settings, name), "")
        change.set(book.settings(), "report_by_person", True, False)
    return book
