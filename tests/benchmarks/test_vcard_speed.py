"""vCard against vobject, which reads the same cards into objects of its own."""

from __future__ import annotations

from collections.abc import Callable

import vobject
from stopwatch import Measured, in_turns, timed

from netkit.importers import Owner, uploaded, vcard
from netkit.importers.vcard import WANTED, said_of
from netkit.importers.vcard_lines import cards_of, properties_of
from netkit.records import Person
from netkit.workbook.vcards import vcard as written

CARDS = 1_000


def test_vcard_is_read_three_times_as_fast_as_by_vobject(
    report: Callable[[Measured], None], remark: Callable[[str], None]
) -> None:
    people = [
        Person(
            name=f"Ines Okafor {number}", emails=[f"ines{number}@okafor.example"], phones=[f"+44 20 7946 {number:04}"],
            organisation="Bright Foods", role="Teacher", note="Met in Lyon, likes tea.\n" * 5, tags=["choir", "Lyon"],
            birthday="1980-03-12",
        )
        for number in range(CARDS)
    ]  # fmt: skip
    cards = [card.rsplit("X-NETKIT:", 1)[0] + "END:VCARD\r\n" for card in map(written, people)]
    text = "".join(cards)
    file = uploaded("people.vcf", text.encode())

    def ours() -> float:
        return timed(lambda: [said_of(list(properties_of(card, WANTED))) for card in cards_of(text)])

    def whole() -> float:
        return timed(lambda: list(vcard.read(file, Owner(region="GB"))))

    def floor() -> float:
        return timed(lambda: [card.contents for card in vobject.readComponents(text)])

    assert len(list(vcard.read(file, Owner()))) == CARDS
    took = in_turns(ours, floor, 9)
    people_too = in_turns(whole, floor, 5)
    remark(
        f"{CARDS:,} cards: {took[1] / took[0]:.1f} times as fast as vobject; {people_too[1] / people_too[0]:.1f} times "
        "with what vobject does not do: a person made and checked, each phone in one form, the card kept."
    )
    how = f"9 runs each on {CARDS:,} cards ({len(text) / 1000:,.0f} kB), to values by field, decoded and unescaped"
    report(Measured("reading vCard", "`vobject.readComponents`", *took, 1 / 3, how))
