"""Organisations: how they may be spelt, and which of them are ordinary words too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from netkit.report.names import SHORTEST_JOINED
from netkit.report.words import Phrase, is_everyday, key

_LEGAL_FORMS = frozenset(re.findall(r"\w+", """
    inc incorporated corp corporation co company ltd limited llc llp lp plc pty pte gmbh mbh ag kg kgaa ug ohg gbr ev eg
    se sa sas sarl sl srl spa snc bv nv vof ab as asa aps oy oyj kk zrt kft doo sro group holding holdings gruppe
"""))  # fmt: skip
_SHORTENED = re.compile(r"\b([A-Za-z])\.\s?(?=[A-Za-z]\b)")  # e. V., S.A.: one word


def organisation_phrases(organisation: str, places: Collection[str] = ()) -> Iterator[Phrase]:
    """Every spelling of an organisation: as stored, without its legal form and a leading The, run together.

    One of several words counts however it is written, and so does one word that is no everyday word (google); an
    everyday word (Target) only with a capital. So does the first word of several if the others are everyday words
    (Acme Analytics), unless it is one of the `places`, folded.
    """
    spellings = list(dict.fromkeys(filter(None, (key(organisation), core(organisation)))))
    for spelling in spellings:
        yield _phrase(spelling, organisation, len(spelling) == 1 and is_everyday(spelling[0]))
        if len(spelling) > 1 and len("".join(spelling)) >= SHORTEST_JOINED:
            yield _phrase(("".join(spelling),), organisation, capital=False)
    first, *rest = spellings[-1] if spellings else [""]
    if rest and first not in places and not is_everyday(first) and all(map(is_everyday, rest)):
        yield _phrase((first,), organisation, capital=True)


def _phrase(spelling: tuple[str, ...], organisation: str, capital: bool) -> Phrase:
    return Phrase(spelling, organisation, capital, "the organisation")


def core(organisation: str) -> tuple[str, ...]:
    """The folded words of an organisation without what says only what kind of firm it is."""
    found = list(key(_SHORTENED.sub(r"\1", organisation)))
    while len(found) > 1 and found[-1] in _LEGAL_FORMS:
        found.pop()
    return tuple(found[1:] if len(found) > 1 and found[0] == "the" else found)
