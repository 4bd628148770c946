"""Which letters some bytes stand for: by their mark, by their shape, never by asking."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAID = {"utf-8-sig": "utf-8", "utf-16": "utf-16", "cp1252": "windows-1252"}


def encoding_of(blocks: Iterable[bytes], whole: bool = True) -> str:
    """Python's name of the encoding of a text that comes in blocks; never fails.

    By its byte order mark, else UTF-16 where every second byte is mostly 0, else UTF-8 if it is that without a
    fault, else Windows-1252. `whole` is False for the head of a file, which may end within a character.
    """
    check, first = codecs.getincrementaldecoder("utf-8")(), True
    try:
        for block in blocks:
            marked = _marked(block) if first else ""
            if marked:
                return marked
            first = False
            check.decode(block)
        check.decode(b"", final=whole)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _marked(data: bytes) -> str:
    mark = next((encoding for mark, encoding in MARKS if data.startswith(mark)), "")
    if mark:
        return mark
    even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
    if max(even, odd) > 0.3 * len(data[:4096]) / 2 and min(even, odd) < max(even, odd) / 4:
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def decoded(data: bytes, whole: bool = True) -> tuple[str, str]:
    """The text of some bytes, and the name of the encoding for people; what no letter stands for becomes �."""
    encoding = encoding_of([data], whole)
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(data, final=whole)
    return text, said(encoding)


def said(encoding: str) -> str:
    """The name of an encoding as people know it."""
    return SAID.get(encoding, encoding)
