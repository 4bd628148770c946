"""A finished HTML file as the texts that a reader, a search or a curious eye can find in it."""

from __future__ import annotations

import base64
import binascii
import re
import tokenize
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from io import StringIO
from urllib.parse import unquote

_INLINE = frozenset(
    re.findall(r"\w+", "a abbr b bdi bdo cite code em i mark q s small span strong sub sup time tspan u var wbr")
)
_EMPTY = frozenset(re.findall(r"\w+", "area base br col embed hr img input link meta source track wbr"))
_HEADINGS = {"title", "h1", "h2", "h3", "h4", "h5", "h6"}
_TAG = re.compile(r"<style\b.*?</style>|<[^>]*>", re.DOTALL)
_DRAWN = {"d", "points", "transform", "viewbox"}  # coordinates only
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_RUN_TOGETHER = re.compile(r"[^\W_]*(?:[^\W\d_]\d|\d[^\W\d_]|[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ])[^\W_]*")  # InesOkafor7
_SEAM = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])")
_APART = "ǁ"  # a word between them that is in no name, so that no two of them make one
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011]\s+(?=[^\W\d_])")  # at the end of a line
_PICTURE = re.compile(r"data:image/[\w.+-]+;base64,")  # in its letters any short name turns up by chance
_TEXTS = {tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}  # the latter from Python 3.12 on
_ESCAPE = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})")


@dataclass(frozen=True)
class Run:
    """A text of the file, with the stretches that are the owner's words and the headings that say where one is."""

    text: str
    own: list[tuple[int, int]] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    where: str = ""

    def is_own(self, at: int) -> bool:
        """Whether the sign at this position is in an element marked as the owner's words."""
        position = bisect(self.own, (at, len(self.text) + 1)) - 1
        return position >= 0 and at < self.own[position][1]

    def place(self, at: int) -> str:
        """Where the sign at this position stands, in words."""
        if self.where:
            return self.where
        position = bisect(self.headings, (at, "\U0010ffff")) - 1
        heading = " ".join(self.headings[position][1].split()) if position >= 0 else ""
        return f"under “{heading}”" if heading else "at the top"


def read_page(html: str) -> list[Run]:
    """Every text of the file: the page (its words joined at tags, and again parted), what is hidden, decoded forms."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    runs = [reader.run(joined=True), reader.run(joined=False)]
    runs.append(whole(_TAG.sub("", html), "in the page's source", False))  # where a broken tag hides what is after it
    runs += [whole(text, where, text in reader.hidden_own) for text, where in reader.hidden.items()]
    owners = [whole(run.text[start:end], run.place(start), True) for run in runs[:2] for start, end in run.own]
    coded = [(run, text) for run in [*runs, *owners] for text in decoded(run.text)]
    return [*runs, *(whole(text, run.where or "in a coded form", run.where and bool(run.own)) for run, text in coded)]


def whole(text: str, where: str, own: object) -> Run:
    """A text that stands in one place, and is the owner's from end to end or not at all."""
    return Run(text, [(0, len(text))] if own else [], where=where)


def decoded(text: str) -> Iterator[str]:
    """The text with percent signs, entities and escapes decoded, and what stands in it as base64.

    Also words that a line's end broke, made whole; and those that were run together, parted (InesOkafor7).
    """
    if "%" in text and (plain := unquote(text)) != text:
        yield plain
    if "&" in text and (plain := unescape(text)) != text:
        yield plain
    if "\\" in text and (plain := _ESCAPE.sub(_sign, text)) != text:
        yield plain
    if (plain := _BROKEN.sub("", text)) != text:
        yield plain
    together = [] if _PICTURE.match(text) else [match.group() for match in _RUN_TOGETHER.finditer(text)]
    if parted := [_SEAM.sub(" ", word) for word in together]:
        yield f" {_APART} ".join(dict.fromkeys(parted))
    for match in _BASE64.finditer(text):
        if plain := _from_base64(match.group()):
            yield plain


def in_quotes(code: str) -> list[str]:
    """The texts in a cell of Python; all of the cell where it is not Python alone."""
    try:
        tokens = list(tokenize.generate_tokens(StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return [code]
    return [token.string for token in tokens if token.type in _TEXTS]


def _sign(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 else match.group()


def _from_base64(text: str) -> str:
    bare = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        found = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except binascii.Error:
        return ""
    return " ".join(re.findall(r"[^\x00-\x1f\ufffd]{3,}", found.decode("utf-8", "replace")))


class _Reader(HTMLParser):
    """Gathers texts with what they are in; `parts` are (text, is the owner's, is a gap at a tag inside a line)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, bool, bool]] = []
        self.headings: list[tuple[int, str]] = []  # index of the part at which a heading begins
        self.hidden: dict[str, str] = {}  # text: where it is
        self.hidden_own: set[str] = set()
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        owner = self._owned() or dict(attrs).get("data-words") == "owner"
        for name, value in attrs:
            if value and name not in _DRAWN:
                self._hide(value, f"in the {name} of a {tag}", owner and not _PICTURE.match(value))
        if tag not in _EMPTY:
            self.open.append((tag, owner))
        if tag in _HEADINGS:
            self.headings.append((len(self.parts), ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        if any(tag == opened for opened, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        inside = self.open[-1][0] if self.open else ""
        if inside in ("script", "style"):
            self._hide(data, f"in the page's {inside}", self._owned())
            return
        if any(tag in _HEADINGS for tag, _ in self.open) and self.headings:
            at, said = self.headings[-1]
            self.headings[-1] = (at, said + data)
        self.parts.append((data, self._owned(), False))

    def handle_comment(self, data: str) -> None:
        self._hide(data, "in a comment", self._owned())

    def handle_decl(self, decl: str) -> None:
        self._hide(decl, "in a declaration", self._owned())

    def handle_pi(self, data: str) -> None:
        self._hide(data, "in an instruction", self._owned())

    def unknown_decl(self, data: str) -> None:
        self._hide(data, "in a declaration", self._owned())

    def _hide(self, text: str, where: str, owner: bool) -> None:
        self.hidden.setdefault(text, where)
        if owner:
            self.hidden_own.add(text)

    def _owned(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def _part(self, tag: str) -> None:
        """A tag between two texts: a gap where words are parted, else only where the tag is no mere style."""
        self.parts.append((" ", self._owned(), tag in _INLINE))

    def run(self, joined: bool) -> Run:
        """The page's text; `joined` leaves no gap at tags inside a line, so that I<b>ne</b>s is one word."""
        texts: list[str] = []
        own: list[tuple[int, int]] = []
        starts, length = [], 0
        for text, owned, inline in self.parts:
            starts.append(length)
            if inline and joined:
                continue
            if owned and own and own[-1][1] == length:
                own[-1] = (own[-1][0], length + len(text))
            elif owned:
                own.append((length, length + len(text)))
            texts.append(text)
            length += len(text)
        starts.append(length)
        return Run("".join(texts), own, [(starts[at], said) for at, said in self.headings])
