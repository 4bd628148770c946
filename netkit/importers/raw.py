"""What is kept verbatim of a person: entries of a word and a text, one after the other in `person.raw`.

An entry is `WORD text`; a text of several lines goes on in lines that begin with a space. PHONE holds a number as it
was written where it was put right, VCARD a whole card, KEY a key (source and its own key) of somebody who was
merged into this person.
"""

from __future__ import annotations

from collections.abc import Iterable

Entries = list[tuple[str, str]]


def entries(raw: str) -> Entries:
    """The entries of a `raw`; [] for ''."""
    found: Entries = []
    for line in raw.split("\n") if raw else ():
        if line.startswith(" ") and found:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line[1:]}")
        else:
            word, _, text = line.partition(" ")
            found.append((word, text))
    return found


def written(found: Iterable[tuple[str, str]]) -> str:
    """Entries as `raw`, each once."""
    lines = dict.fromkeys(f"{word} " + text.replace("\r\n", "\n").replace("\n", "\n ") for word, text in found)
    return "\n".join(lines)


def joined(*raws: str) -> str:
    """The entries of several, each once."""
    return written(entry for raw in raws for entry in entries(raw))
