"""Names as people write them: titles behind a comma, and several names in one line."""

from __future__ import annotations

import re

from netkit.folding import folded

TITLES = frozenset({
    "phd", "dphil", "dr", "mba", "emba", "msc", "bsc", "meng", "beng", "mphil", "mpa", "mph", "llm", "llb", "esq",
    "iii", "cpa", "cfa", "pmp", "csm", "cspo", "cissp", "cisa", "cipd", "frsa", "ceng", "dipl", "ing", "jr", "sr",
})  # fmt: skip
CAPITALS = 5  # letters up to which a word in capitals is a title: RN, FRAS


def without_titles(name: str) -> str:
    """A name without the titles behind its commas: Ada Stone of "Ada Stone, PhD"; other words stay."""
    first, *rest = name.split(",")
    kept = [part for part in rest if not _is_title(part, name)]
    return " ".join(" ".join([first, *kept]).split())


def listed(text: str) -> list[str]:
    """The names of a line: two of "Ida O'Brien, Ben Schmidt"; one of "Nora Ek, PhD" and of "Schmidt, Ben"."""
    names: list[str] = []
    for part in filter(str.strip, re.split("[,;&]| and ", text)):
        if names and _is_title(part, text):
            names[-1] += f", {part.strip()}"
        else:
            names.append(part.strip())
    whole = len(names) > 2 or (names and (" " in names[0] or "@" in names[0]))
    return names if whole else [text.strip()]


def _is_title(part: str, name: str) -> bool:
    words = ["".join(filter(str.isalpha, word)) for word in part.split()]
    return all(
        folded(word) in TITLES or (word.isupper() and len(word) <= CAPITALS and not name.isupper()) for word in words
    )
