"""Chance without surprises: the same key throws the same numbers, on every machine and every Python."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

from netkit.values import LETTERS, REST

T = TypeVar("T")


class Dice:
    """Throws that follow from a key alone, so that a change to one person leaves all others as they are.

    Only `random()` of a seeded generator is promised to stay the same between versions of Python.
    """

    def __init__(self, *key: object) -> None:
        self._random = random.Random("netkit sample " + " ".join(str(part) for part in key))

    def chance(self, p: float) -> bool:
        """True in p of all throws."""
        return self._random.random() < p

    def pick(self, things: Sequence[T]) -> T:
        """One of them, each as likely as the others."""
        return things[int(self._random.random() * len(things))]

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))


def ident(*key: object) -> str:
    """The id that belongs to a key, of the same shape as a new one."""
    dice = Dice("id", *key)
    return dice.pick(LETTERS) + "".join(dice.pick(REST) for _ in range(9))
