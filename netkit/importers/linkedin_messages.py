"""messages.csv of a LinkedIn export since 2018: who wrote to whom and when, and what answers what; never the words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import PurePath

from netkit.errors import BadValue, Problem
from netkit.folding import folded
from netkit.importers.addresses import profile_slug, web_address
from netkit.importers.contract import Found
from netkit.importers.files import File
from netkit.importers.linkedin import EXPORT, FAMILY, People, key_of, parse_moment
from netkit.importers.owner import Owner
from netkit.importers.text import Row, find_table, rows_of
from netkit.records import Interaction, Person

SOURCE = "linkedin_messages"
LABEL = "LinkedIn messages"
LOOKS_LIKE = EXPORT
COLUMNS = ("From", "To", "Date", "Content")
MACHINES = ("coach", "guide", "learning")  # files of the same columns that are talks with LinkedIn's own helpers
YES = {"yes", "true", "1"}
WHO = "it does not say which of them is you; give your name under “Who you are” in 2_people, or with --me"


@dataclass(slots=True)
class Message:
    """A message without its words: who (name, profile), and what it answers."""

    line: int
    talk: str
    sent: datetime
    sender: tuple[str, str]
    to: str
    to_urls: list[str]
    mine: bool | None  # None: not known yet
    key: str = ""
    answers: str = ""
    answered: bool = False
    receivers: list[tuple[str, str]] = field(default_factory=list)
    others: list[Person] = field(default_factory=list)


def knows(file: File) -> bool:
    """Whether it is a table that has all the columns, and no talk with a machine."""
    stem = PurePath(file.name).stem.casefold()
    return not any(word in stem for word in MACHINES) and find_table(file, COLUMNS) is not None


def read(file: File, owner: Owner) -> Iterator[Found | Problem]:
    """A contact a message; drafts, spam, sponsored and hidden senders are skipped."""
    table = find_table(file, COLUMNS)
    messages: list[Message] = []
    for row in rows_of(file, table) if table else ():
        why = row.trouble or _dropped(row.cells)
        sent = None if why else parse_moment(row.cells["date"])
        if why or sent is None:
            expected = "a moment is written like 2021-03-04 10:20:30 UTC"
            yield Problem(file.name, row.line, why or str(BadValue("DATE", row.cells["date"], expected)))
        else:
            messages.append(_message(row, sent))
    yield from Talks(messages, owner).found(file.name)


def _dropped(cells: dict[str, str]) -> str:
    if YES & {cells.get("is message draft", "").casefold(), cells.get("is conversation draft", "").casefold()}:
        return "a draft, never sent"
    folder = cells.get("folder", "").casefold()
    if folder in ("spam", "draft", "drafts"):
        return "spam" if folder == "spam" else "a draft, never sent"
    url = web_address(cells.get("sender profile url", ""))
    title = cells.get("conversation title", "").casefold()
    if "sponsored" in title or "sponsored" in cells["from"].casefold() or (url and not profile_slug(url)):
        return "sponsored, not from a person"
    return "" if key_of(cells["from"], url) else "the sender is hidden: LinkedIn gives neither name nor profile"


def _message(row: Row, sent: datetime) -> Message:
    cells = row.cells
    urls = [url.strip() for url in cells.get("recipient profile urls", "").split(",") if url.strip()]
    return Message(
        line=row.line,
        talk=cells.get("conversation id", ""),
        sent=sent,
        sender=(cells["from"], cells.get("sender profile url", "")),
        to=cells["to"],
        to_urls=urls,
        mine={"OUTGOING": True, "INCOMING": False}.get(cells.get("direction", "").upper()),
    )


class Talks:
    """The messages of a file together: who the owner is, who a name means, and what answers what."""

    def __init__(self, messages: list[Message], owner: Owner) -> None:
        self.messages, self.owner, self.people = messages, owner, People()
        self.names: dict[str, str] = {}  # of a profile
        self.spoke: dict[tuple[str, str], tuple[str, str]] = {}  # who is meant by a name in a talk
        self.whole: set[str] = set()  # names of one person, folded
        for message in messages:
            self._learn(message)
        self.own = self._own_keys()

    def _learn(self, message: Message) -> None:
        name, url = message.sender
        self.whole.add(folded(name))
        self.names.setdefault(key_of(name, url), name)
        self.spoke.setdefault((message.talk, folded(name)), message.sender)
        if len(message.to_urls) == 1:
            self.names.setdefault(key_of(message.to, message.to_urls[0]), message.to)

    def _receivers(self, message: Message) -> list[tuple[str, str]]:
        """Names and profiles of those it went to: by the profiles where there are any, since names hold commas."""
        if message.to_urls:
            split = message.to.split(", ")
            known = [self.names.get(key_of("", url), "") for url in message.to_urls]
            names = split if len(split) == len(known) else _left_over(message.to, known)
            return [(one or name, url) for one, name, url in zip(known, names, message.to_urls, strict=True)]
        return [self.spoke.get((message.talk, folded(name)), (name, "")) for name in self._split(message.to)]

    def _split(self, to: str) -> list[str]:
        """The names in a list of names: "Ada Stone, PhD" is one, "Ada Stone, Bo Fox" two."""
        parts = [part.strip() for part in to.split(", ")]
        if folded(to) in self.whole or any(" " not in part and folded(part) not in self.whole for part in parts):
            return [to]
        return parts

    def _own_keys(self) -> set[str]:
        """What the owner is known by: as the settings say, by the direction, else the name in most of the talks."""
        own: set[str] = set()
        mine: dict[str, bool] = {}
        for message in self.messages:
            own |= {key_of(*message.sender)} if message.mine else set()
            message.receivers = self._receivers(message)
            for name, url in (message.sender, *message.receivers):
                key = key_of(name, url)
                if key not in mine:
                    mine[key] = self.owner.is_me(name, url=url)
        return own | {key for key, holds in mine.items() if holds} or self._keys_of_most_frequent()

    def _keys_of_most_frequent(self) -> set[str]:
        """The keys of the one name that is in more than half of several talks, and in more than any other; or none."""
        talks: dict[str, set[str]] = {}
        keys: dict[str, set[str]] = {}
        for message in self.messages:
            for name, url in (message.sender, *message.receivers):
                if key_of(name, url):
                    talks.setdefault(folded(name), set()).add(message.talk)
                    keys.setdefault(folded(name), set()).add(key_of(name, url))
        number = len({message.talk for message in self.messages})
        ranks = sorted((len(found) for found in talks.values()), reverse=True)
        if number < 2 or not ranks or ranks[0] <= max([number / 2, *ranks[1:2]]):
            return set()
        return keys[next(name for name, found in talks.items() if len(found) == ranks[0])]

    def found(self, file: str) -> Iterator[Found | Problem]:
        """A Found or a Problem for each message, talk by talk, the oldest first."""
        talks: dict[str, list[Message]] = {}
        for message in self.messages:
            why = self._settle(message)
            if why:
                yield Problem(file, message.line, why)
            else:
                talks.setdefault(message.talk or " ".join(sorted(p.source_key for p in message.others)), []).append(
                    message
                )
        for talk, messages in talks.items():
            messages.sort(key=lambda m: (m.sent.replace(tzinfo=None), m.line))
            _name(talk, messages)
            _link(messages)
            for message in messages:
                try:
                    yield self._found(message)
                except BadValue as error:
                    yield Problem(file, message.line, str(error))

    def _settle(self, message: Message) -> str:
        """Find out whose message it is and who the others are; what is wrong with it, or ''."""
        if message.mine is None:
            if not self.own:
                return WHO
            message.mine = key_of(*message.sender) in self.own
        others = message.receivers if message.mine else [message.sender, *message.receivers]
        keys = {key: party for party in others if (key := key_of(*party)) and key not in self.own}
        message.others = [self.people.get(*party) for party in keys.values()]
        return "" if message.others else "it names nobody but you, or a hidden member"

    def _found(self, message: Message) -> Found:
        people = message.others if message.mine else message.others[:1]
        contact = Interaction(
            on=self.owner.day_of(message.sent),
            people=[person.id for person in people],
            channel="linkedin",
            mode="one_to_many" if len(message.others) > 1 else "one_to_one",
            direction="outbound" if message.mine else "inbound",
            outcome="replied" if message.answered or not message.mine else "pending",
            reply_to=message.answers,
            source=FAMILY,
            source_key=message.key,
        )
        return Found(message.line, tuple(people), contact)


def _left_over(to: str, known: list[str]) -> list[str]:
    """Names that hold commas, beside those that are known: if one alone is not, it is what they leave of the list."""
    left = f", {to}, "
    for name in filter(None, known):
        left = left.replace(f", {name}, ", ", ", 1)
    return [left.strip(", ") if known.count("") == 1 else ""] * len(known)


def _name(talk: str, messages: list[Message]) -> None:
    """Give each message its key: talk, moment and sender, and a number where that is not enough."""
    taken: set[str] = set()
    for message in messages:
        sender = "me" if message.mine else message.others[0].source_key
        key = f"message {talk} {message.sent.isoformat()} {sender}"
        message.key = next(k for n in count(1) if (k := key if n == 1 else f"{key} #{n}") not in taken)
        taken.add(message.key)


def _link(messages: list[Message]) -> None:
    """Say what each message of a talk answers: the last one of the other side, which each person answers once."""
    mine: Message | None = None
    theirs: Message | None = None
    spoke: set[str] = set()
    for message in messages:
        if message.mine:
            message.answers = theirs.key if theirs else ""
            mine, theirs, spoke = message, None, set()
            continue
        sender = message.others[0].source_key
        if mine and sender not in spoke:
            message.answers, mine.answered = mine.key, True
        spoke.add(sender)
        theirs = message
