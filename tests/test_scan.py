from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest
from faker import Faker
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit.records import Exchange, Interaction, Person, Settings
from netkit.report.contents import Contents
from netkit.report.reading import in_quotes
from netkit.report.redact import free_texts, redact
from netkit.report.scan import LeakError, Secrets, netkit_says, scan, secrets_of

INES = Person(
    name="Inés Okafor",
    other_names=["Inés de la Cruz"],
    organisation="Acme Analytics",
    emails=["ines.okafor@example.org"],
    phones=["+44 20 7946 0123"],
    url="https://www.linkedin.com/in/ines-okafor-7",
    note="told me about her divorce",
)
WILL = Person(name="Will May", organisation="Council")
HIDDEN = Person(name="Kept Away", keep_out_of_reports=True)
CHINESE = Person(name="王小明")
PEOPLE = [INES, WILL, HIDDEN, CHINESE, Person(name="Ines")]


def found(html: str, level: str = "initials", own: tuple[str, ...] = (), allowed: tuple[str, ...] = ()) -> list[str]:
    """The words that stop the report; [] if it passes."""
    return stopping(html, secrets_of(Contents(people=PEOPLE), level), own, allowed)


def stopping(html: str, secrets: Secrets, own: Iterable[str] = (), allowed: tuple[str, ...] = ()) -> list[str]:
    try:
        scan(html, secrets, own, allowed)
    except LeakError as error:
        return [hit.words for hit in error.hits]
    return []


ENCODED = base64.b64encode(b"by Ines Okafor").decode()


@pytest.mark.parametrize(
    "html",
    [
        "<p>Inés Okafor</p>",
        "<p>INES   OKAFOR's</p>",
        "<p>In&eacute;s Okafor</p>",
        "<p>I&#110;e&#x301;s&nbsp;Okafor</p>",
        "<p>&amp;#73;nes Okafor</p>",
        "<p>Okafor, Ines</p>",
        "<p>Ines Cruz</p>",
        "<p>I<b>nes</b> Oka\u00adfor</p>",
        "<p><span>Ines</span><span>Okafor</span></p>",
        "<table><tr><td>Ines</td><td>Okafor</td></tr></table>",
        "<svg><text>Ines</text><text>Okafor</text></svg>",
        "<svg><title>Ines Okafor</title></svg>",
        '<svg aria-label="Bars for Ines Okafor"></svg>',
        '<img alt="Ines Okafor" src="x">',
        '<p title="Ines%20Okafor">x</p>',
        f'<img src="data:text/plain;base64,{ENCODED}">',
        f"<p>{ENCODED}</p>",
        '<p data-x="{&quot;n&quot;: &quot;\\u0049nes Okafor&quot;}">x</p>',
        "<!-- Ines Okafor -->",
        "<style>/* Ines Okafor */</style>",
        '<meta name="author" content="Ines Okafor">',
        "<title>Report by Ines Okafor</title>",
        "<p>ines.okafor@example.org</p>",
        '<a href="mailto:ines.okafor%40example.org">x</a>',
        "<p>Call 020 7946 0123</p>",
        "<p>+44-(0)20-7946.0123</p>",
        "<p>linkedin.com/in/ines-okafor-7</p>",
        "<p>the acme analytics people</p>",
        "<p>She told me, about her divorce.</p>",
        "<p>我和王小明吃饭</p>",
        "<p>Kept Away</p>",
    ],
)
def test_what_tells_who_somebody_is_stops_the_report_wherever_it_stands(html: str) -> None:
    assert found(html) != []


@pytest.mark.parametrize(
    "html",
    [
        "<p>You will find that they may answer. Will they? In May they may.</p>",  # netkit's words
        "<p>Ines</p>",  # a single word, and not the owner's
        "<p>I. O. met W. M.</p>",
        "<p>Kokafor Inest, Acme</p>",
        "<p>the Council</p>",
        '<svg><path d="M 20.79 46.01 L 23.44 20.79" /></svg>',
        "<p>2079 people in 460 weeks, 12 Mar 2026</p>",
        "<p>divorce</p>",
    ],
)
def test_ordinary_words_and_numbers_pass(html: str) -> None:
    assert found(html) == []


@pytest.mark.parametrize("word", ["Ines", "Okafor", "Will", "Council"])
def test_a_single_name_stops_the_report_in_the_owners_words_where_it_is_capitalised(word: str) -> None:
    marked = f'<p data-words="owner">Then {word} came</p>'
    assert found(marked) == [word]
    assert found(marked.replace(word, word.lower())) == []
    assert found(f"<figcaption>Then {word} came to us</figcaption>", own=(f"Then {word} came to us",)) == [word]
    assert found(f"<p>Then {word} came</p>", own=(f"I saw {word} there",)) == []


@pytest.mark.parametrize(
    ("organisation", "text", "hits"),
    [
        ("Google", "an intro at google, please", ["google"]),
        ("acme", "the people at ACME", ["ACME"]),
        ("Initech GmbH", "an intro to Initech", ["Initech"]),
        ("Initech GmbH", "@initechgmbh", ["initechgmbh"]),
        ("The Mercy Hospital, Inc.", "at mercy hospital", ["mercy hospital"]),
        ("Verein für Chöre e. V.", "der Verein für Chore", ["Verein für Chore"]),
        ("Acme Analytics", "Acme has a desk", ["Acme"]),
        ("Acme Analytics", "the acme of it", []),
        ("Acme Analytics", "at Acme Analytics", ["Acme Analytics"]),
        ("Leeds University", "I move to Leeds", []),  # where somebody lives
        ("Apple Inc.", "an apple a day", []),
        ("Target", "My target is a square meal", []),
        ("Square", "My target is a square meal", []),
        ("Target", "she left Target", ["Target"]),
        ("3M", "at 3M now", ["3M"]),
        ("東京電力", "東京電力の人", ["東京電力"]),
    ],
)
def test_an_organisation_counts_in_the_owners_words_unless_it_is_an_everyday_word(
    organisation: str, text: str, hits: list[str]
) -> None:
    people = [Person(name="Ada King", organisation=organisation), Person(name="Bo Berg", place="Leeds, UK")]
    secrets = secrets_of(Contents(people=people), "initials")
    assert stopping(f'<p data-words="owner">{text}</p>', secrets) == hits


def test_a_handle_stops_the_owners_words_and_a_part_of_a_text_is_known_where_a_drawing_cuts_it() -> None:
    known = INES.changed(emails=["io77@corp.example"], url="https://social.example/@nessie_o")
    secrets = secrets_of(Contents(people=[known]), "initials")
    for handle in ("io77 (at) corp", "@nessie_o", "iokafor", "okafori"):
        assert stopping(f'<p data-words="owner">write to {handle}</p>', secrets) != []
    text = "the friends of Okafor who sing in the evening"
    assert stopping("<svg><text>the friends of Okafor…</text></svg>", secrets, [text]) == ["Okafor"]
    assert stopping("<svg><text>Okafor who sing…</text></svg>", secrets, [text]) == ["Okafor"]


def test_a_phone_number_in_other_digits_and_the_home_folder_stop_the_report() -> None:
    assert found("<p>٠٢٠ ٧٩٤٦ ٠١٢٣</p>") == ["+44 20 7946 0123"]
    assert found(f"<pre>{Path.home()}/notes.txt</pre>") == [str(Path.home())]


def test_the_names_of_months_do_not_stop_the_owners_words() -> None:
    assert found('<p data-words="owner">By May I know</p>') == []


def test_the_error_says_what_where_and_what_to_do() -> None:
    with pytest.raises(LeakError) as caught:
        scan("<h2>Help</h2><p>Ines Okafor</p>", secrets_of(Contents(people=PEOPLE), "initials"))
    assert str(caught.value) == (
        "The report was not written, because it would show the name “Ines Okafor” under “Help”. "
        "Change those words where you wrote them, or allow them in 5_share."
    )


def test_what_the_owner_allows_passes_and_is_told() -> None:
    html = '<p data-words="owner">Will at Acme Analytics</p>'
    secrets = secrets_of(Contents(people=PEOPLE), "initials")
    assert scan(html, secrets, allowed=["will", "ACME analytics", "Unused"]) == ["Will", "Acme Analytics"]
    assert found(html, allowed=("Will",)) == ["Acme Analytics"]


def test_who_allows_one_name_made_of_signs_allows_no_other() -> None:
    secrets = secrets_of(Contents(people=[Person(name="🦊"), Person(name="🐻"), Person(name="🦊 🐻")]), "initials")
    html = '<p data-words="owner">🦊, and then 🐻</p>'
    assert stopping(html, secrets, allowed=("🦊",)) == ["🐻"]
    assert stopping(html, secrets, allowed=("🦊", "🐻")) == []


def test_at_full_only_kept_out_people_addresses_and_notes_stop_the_report() -> None:
    assert found("<p>Ines Okafor, Acme Analytics</p>", "full") == []
    assert found("<p>Kept Away</p>", "full") == ["Kept Away"]
    assert found("<p>ines.okafor@example.org</p>", "full") == ["ines.okafor@example.org"]
    assert found("<p>told me about her divorce</p>", "full") == ["told me about her divorce"]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Ines helped me. Dr Okafor is great.", ["Ines", "Okafor"]),
        ("a desk at Acme Analytics", ["Acme Analytics"]),
        ("Ada King, at the Council of Leeds", []),  # she is shown, and works where he does
        ("Ada told Will King", []),
        ("Will you come in May?", ["Will"]),
    ],
)
def test_at_full_what_tells_of_somebody_kept_out_alone_stops_the_owners_words(text: str, hits: list[str]) -> None:
    kept_out = [each.changed(keep_out_of_reports=True) for each in (INES, WILL)]
    ada = Person(name="Ada King", organisation="The Council", how_met="Okafor knew her", other_names=["Ada May"])
    shown = [ada, Person(name="Will King")] if "King" in text else [ada]
    contents = Contents(people=[*kept_out, *shown], settings=Settings(worked=text))
    safe, secrets = redact(contents, "full", Random(7)), secrets_of(contents, "full")
    assert stopping(f"<p>{safe.settings.worked}</p>", secrets, free_texts(safe)) == hits
    assert stopping(f"<p>{safe.people[0].how_met}</p>", secrets, free_texts(safe)) == ["Okafor"]


def test_notes_of_conversations_and_of_help_stop_the_report_too() -> None:
    contents = Contents(
        people=[INES],
        interactions=[Interaction(on="2026-03-12", note="cried over the lost job")],
        exchanges=[Exchange(on="2026-03-12", person=INES.id, direction="given", kind="advice", note="go and see Bo")],
    )
    for note in ("cried over the lost job", "go and see Bo"):
        with pytest.raises(LeakError):
            scan(f"<p>{note}</p>", secrets_of(contents, "full"))


def test_the_owners_name_stops_the_report_only_when_it_is_hidden() -> None:
    owner = Settings(owner_names=["Nora Elmfield"], owner_addresses=["nora@example.org"])
    scan("<p>Nora Elmfield, nora@example.org</p>", secrets_of(Contents(settings=owner), "initials"))
    hidden = secrets_of(Contents(settings=owner.changed(report_owner=False)), "initials")
    for text in ("Nora Elmfield", "nora@example.org"):
        with pytest.raises(LeakError):
            scan(f"<p>{text}</p>", hidden)
    for text in ("Elmfield said", "Ask Nora", "the Elmfields", "@nelmfield"):
        with pytest.raises(LeakError, match=r"your name|the handle"):
            scan(f'<p data-words="owner">{text}</p>', hidden)


def test_what_netkit_says_itself_never_stops_a_report_whoever_is_called_so() -> None:
    assert netkit_says(("moral", "support"))
    contents = Contents(people=[Person(name="Moral Support")])
    scan("<p>moral support</p>", secrets_of(contents, "initials"))
    with pytest.raises(LeakError):
        scan('<p data-words="owner">moral support</p>', secrets_of(contents, "initials"))


def test_a_number_that_netkit_spells_is_nobodys_name_run_together() -> None:
    scan("<p>thirteen weeks</p>", secrets_of(Contents(people=[Person(name="Thir Teen")]), "initials"))


def test_ordinary_words_that_are_also_names_do_not_stop_netkits_own_words() -> None:
    """Drawn from Faker's lists (github.com/joke2k/faker): the first names that were most often given in the US in the
    1960s to 1990s (ssa.gov/OACT/babynames/decades) and the 1,000 most frequent last names (US Census)."""
    faker = Faker("en_US")
    faker.seed_instance(80)
    people = [Person(name=f"{faker.unique.first_name()} {faker.last_name()}") for _ in range(80)]
    people += [Person(name="Will Price"), Person(name="Grace Long"), Person(name="Frank Week"), Person(name="Mark Day")]
    secrets = secrets_of(Contents(people=people), "initials")
    alone = " and ".join(sorted({word for person in people for word in person.name.split()}))  # no two side by side
    assert scan(f"<h1>{alone}</h1><p>{alone.lower()}</p>", secrets) == []
    assert scan(f'<p data-words="owner">{alone.lower()}</p>', secrets) == []
    netkits = "<p>Weeks kept: 11 of 14. Will help given be received? Early in the week, a small price. By grace.</p>"
    assert scan(netkits, secrets) == []


SIGNS = st.text("abcdefgh ÉßøIiKkﬁ王李мирΩ'-.,&<>\"%", min_size=2, max_size=14)


@given(SIGNS.filter(lambda name: name.strip()), st.integers(0, 5))
@settings(max_examples=500)
def test_a_name_put_into_the_owners_words_is_either_replaced_or_found(name: str, form: int) -> None:
    person = Person(name=name, emails=["someone@example.org"])
    contents = Contents(settings=Settings(worked=f"Then I asked {name}, twice"), people=[person])
    safe = redact(contents, "initials", Random(1))
    secrets = secrets_of(contents, "initials")
    scan(f"<p>{escape(safe.settings.worked)}</p>", secrets, free_texts(safe))
    if any(len(phrase.key) > 1 and phrase.kind == "the name" for phrase in secrets.anywhere):
        shown = [
            f"<p>{escape(name)}</p>",
            f'<p title="{escape(name)}">x</p>',
            f'<p title="{quote(name)}">x</p>',
            f"<p>{escape(escape(name))}</p>",
            f"<!-- {escape(name)} -->",
            f"<p>{escape(name.upper())}</p>",
        ][form]
        with pytest.raises(LeakError):
            scan(shown, secrets)


def test_no_short_name_is_read_out_of_the_letters_of_a_picture() -> None:
    """Thirty thousand bytes have any name of two or three letters among their letters."""
    picture = base64.b64encode(Random(1).randbytes(30_000)).decode()
    html = f"<div data-words='owner'><img alt='' src='data:image/png;base64,{picture}'></div>"
    people = [Person(name="Xu", organisation="SAP"), Person(name="Jo"), Person(name="Li Ma", organisation="IBM")]
    assert stopping(html, secrets_of(Contents(people=people), "initials")) == []


@pytest.mark.parametrize(
    "code",
    [
        "# it's mine\nplt.title('Ines Okafor')",
        'x = f"by Ines Okafor {n}"',
        "%matplotlib inline\nplt.title('Ines Okafor')",
        'plt.title("""Ines\nOkafor""")',
    ],
)
def test_the_texts_in_a_cell_are_found_whatever_stands_before_them(code: str) -> None:
    page = "".join(f"<p data-words='owner'>{escape(text)}</p>" for text in in_quotes(code))
    assert [" ".join(words.split()) for words in found(page)] == ["Ines Okafor"]
