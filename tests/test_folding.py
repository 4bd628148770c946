"""Text that is compared: what says the same is the same, however it was typed."""

from __future__ import annotations

import pytest

from netkit.folding import folded, without_accents


# Unicode Standard Annex 15, figures 3 and 6, and the Unicode Character Database's CaseFolding.txt
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\u212b", "A\u030a"),  # the Angstrom sign, and A with a ring in two code points
        ("\u1e9b\u0323", "\u1e69"),  # long s with a dot above and one below
        ("\ufb01", "FI"),  # a ligature
        ("Stra\u00dfe", "STRASSE"),
        ("\uff2a\uff2f\uff33\uff25", "jose"),  # full width
        (" Ines\u00a0 \n Duarte ", "ines duarte"),
    ],
)
def test_two_spellings_of_one_text_are_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_an_accent_tells_two_names_apart_but_is_not_needed_to_find_one() -> None:
    assert folded("José") != folded("Jose")
    assert without_accents("  JOSÉ   Ñandú ") == without_accents("jose nandu") == "jose nandu"
