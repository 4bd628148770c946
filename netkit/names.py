"""Names as people write them: titles behind a comma, and several names in one line."""

from __future__ import annotations

import re

from netkit.folding import folded

TITLES = frozenset({
    "phd", "dphil", "dr", "mba", "emba", "msc", "bsc", "meng", "beng", "mphil", "mpa", "mph", "llm", "llb", "esq",
    "iii", "cpa", "cfa", "pmp", "csm", "cspo", "cissp", "cisa", "cipd", "frsa", "ceng", "dipl", "ing", "jr", "sr",
})  # fmt: skip
BETWEEN, AND = "[;、]", "&| and "
CAPITALS = 5  # letters up to which a word in capitals is a title: RN, FRAS


def without_titles(name: str) -> str:
    """A name without the titles behind its commas: Ada Stone of "Ada Stone, PhD"; other words stay."""
    first, *rest = name.split(",")
    kept = [part for part in rest if not _is_title(part, name)]
    return " ".join(" ".join([first, *kept]).split())


def listed(text: str) -> list[str]:
    """The names of a line: two of "Ida O'Brien, Ben Schmidt" and "Ida & Ben"; one of "Nora Ek, PhD", "Schmidt, Ben" and
    "Anna and Tom Weber"."""
    names: list[str] = []
    for group in re.split(f"{BETWEEN}|{AND}", text):
        for place, part in enumerate(filter(str.strip, group.split(","))):
            if place and _is_title(part, text):
                names[-1] += f", {part.strip()}"
            else:
                names.append(part.strip())
    return [text.strip()] if _may_be_one(names, text) else names


def _may_be_one(names: list[str], text: str) -> bool:
    """Whether the first of at most two names lacks what the second may hold: a last name behind a comma or an and."""
    if not names or len(names) > 2 or " " in names[0] or "@" in names[0]:
        return not names
    return "," in text or (" " in names[-1] and not re.search(BETWEEN, text))


def _is_title(part: str, name: str) -> bool:
    words = ["".join(filter(str.isalpha, word)) for word in part.split()]
    return all(
        folded(word) in TITLES or (word.isupper() and len(word) <= CAPITALS and not name.isupper()) for word in words
    )
