"""Who is in the sample, as cast.toml tells."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.story.dice import ident


@dataclass(frozen=True)
class Role:
    """One person of the sample; the head of cast.toml says what the fields mean."""

    name: str
    role: str
    organisation: str = ""
    place: str = "Leeds"
    scope: str = "local"
    circles: list[str] = field(default_factory=list)
    audience: str = ""
    closeness: str = "weak"
    how: str = ""
    known: str = ""
    by: str = ""
    first: str = ""
    course: str = ""
    every: int = 0
    until: str = ""
    ways: str = "coffee text call"
    help: str = ""
    chance: float = 0.16
    topic: str = "how things are"
    insight: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What tells them from everybody else."""
        return self.name or self.how

    @property
    def id(self) -> str:
        return ident("person", self.key)

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0] or "Somebody I do not know yet"


CAST = [Role(**each) for each in tomllib.loads(Path(__file__).with_name("cast.toml").read_text("utf-8"))["people"]]


def named(name: str) -> Role:
    """The one person of the cast with that name or first name."""
    found = [role for role in CAST if name in (role.name, role.first_name)]
    if len(found) != 1:
        raise ValueError(f"{name!r} is the name of {len(found)} people of the cast")
    return found[0]
