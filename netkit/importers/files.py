"""Where an import comes from: a file, a folder, a ZIP, or bytes that a form was given."""

from __future__ import annotations

import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TextIO

from netkit.errors import NetkitError
from netkit.importers import encoding

LARGEST = 200_000_000  # bytes of what is read whole: far beyond any address book, short of what fills the memory
MOST = 10_000  # files in a ZIP or folder
HEAD = 65_536  # bytes that are looked at to tell what a file is
BLOCK = 1 << 20
SWOLLEN, SMALL = 200, 10_000_000  # a text shrinks to a tenth in a ZIP; a bomb to a thousandth, and is large


@dataclass(frozen=True)
class File:
    """One file to read: its name as people know it, how to open it, its bytes, and the folders it lies in.

    `folder` begins with the folder that was given, or within the ZIP; '' for a file that was given itself.
    """

    name: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    size: int
    folder: str = ""

    @cached_property
    def head(self) -> bytes:
        """Its first 64 KB."""
        with troubles(self.name), self.open() as stream:
            return stream.read(HEAD)

    @cached_property
    def start(self) -> str:
        """Its first 64 KB as text."""
        return encoding.decoded(self.head, whole=len(self.head) < HEAD)[0]

    @cached_property
    def encoding(self) -> str:
        """Python's name of the encoding that its text is in, told from all of it."""
        with troubles(self.name), self.open() as stream:
            return encoding.encoding_of(iter(lambda: stream.read(BLOCK), b""))

    @contextmanager
    def text(self) -> Iterator[TextIO]:
        """Its text, to be read line by line; line ends stay as they are, what is no letter becomes �."""
        found = self.encoding
        with self.open() as stream, io.TextIOWrapper(stream, found, errors="replace", newline="") as text:
            yield text

    def content(self) -> bytes:
        """All of it; NetkitError if it can't be read, or is larger than 200 MB."""
        with troubles(self.name), self.open() as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise NetkitError(f"{self.name} is larger than {LARGEST // 1_000_000} MB; is it the right file?")
        return data

    def hashed(self, into: hashlib._Hash) -> None:
        """Feed all of it to a hash."""
        with troubles(self.name), self.open() as stream:
            for block in iter(lambda: stream.read(BLOCK), b""):
                into.update(block)


def uploaded(name: str, data: bytes) -> File:
    """A file that came as bytes and lies on no disk."""
    called = PurePosixPath(name.replace("\\", "/")).name or "file"
    return File(called, lambda: nullcontext(io.BytesIO(data)), len(data))


def on_disk(path: Path, folder: str = "") -> File:
    """A file at a path."""
    with troubles(path.name):
        return File(path.name, lambda: path.open("rb"), path.stat().st_size, folder)


def watched(file: File, tick: Callable[[int], None]) -> File:
    """The same file, which says with each block that is read how far it has come (bytes)."""

    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        with file.open() as stream, io.BufferedReader(_Watched(stream, tick), HEAD) as buffered:
            yield buffered

    return _WatchedFile(file.name, opened, file.size, file.folder, of=file)


@dataclass(frozen=True, kw_only=True)
class _WatchedFile(File):
    """What is looked at beforehand is not counted."""

    of: File

    @cached_property
    def head(self) -> bytes:
        return self.of.head

    @cached_property
    def encoding(self) -> str:
        return self.of.encoding


class _Watched(io.RawIOBase):
    def __init__(self, stream: BinaryIO, tick: Callable[[int], None]) -> None:
        self.stream, self.tick, self.position = stream, tick, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block = self.stream.read(len(buffer))
        buffer[: len(block)] = block
        self.position += len(block)
        self.tick(self.position)
        return len(block)


def files_of(source: Path | File) -> list[File]:
    """The files of a folder or a ZIP, or the one file itself; hidden ones are left alone, a ZIP within is one file.

    NetkitError if there is nothing at the path, if the ZIP is damaged, locked or a bomb, or if there are over 10,000.
    """
    if isinstance(source, File):
        return _inside(source) if _is_zip(source) else [source]
    path = source.expanduser()
    if path.is_dir():
        files = sorted(_limited(path.name, _walk(path)))
        return [on_disk(each, str(path.name / each.parent.relative_to(path))) for each in files]
    if not path.is_file():
        raise NetkitError(f"There is no file {path}. Check the path, or choose the file instead.")
    return files_of(on_disk(path))


def _walk(folder: Path) -> Iterator[Path]:
    hidden = (each for each in folder.rglob("*") if not each.is_symlink() and each.is_file())
    return (p for p in hidden if not any(part.startswith(".") for part in p.relative_to(folder).parts))


def _limited(name: str, paths: Iterator[Path]) -> Iterator[Path]:
    for count, path in enumerate(paths):
        if count == MOST:
            raise NetkitError(f"{name} holds over {MOST:,} files; choose the folder of the export itself.")
        yield path


def _is_zip(file: File) -> bool:
    with troubles(file.name), file.open() as stream:
        if stream.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
            return False
        if not zipfile.is_zipfile(stream):
            raise zipfile.BadZipFile  # cut off, as a download that was broken off leaves it
        return True


def _inside(archive: File) -> list[File]:
    """The members of a ZIP; nothing is unpacked to the disk, and a member's path is only a name."""
    with troubles(archive.name), archive.open() as stream, zipfile.ZipFile(stream) as opened:
        members = [m for m in opened.infolist() if not m.is_dir() and not _is_litter(m.filename)]
    if len(members) > MOST:
        raise NetkitError(f"{archive.name} holds over {MOST:,} files; it is no export that netkit knows.")
    for name, packed, size in [
        *((PurePosixPath(m.filename).name, m.compress_size, m.file_size) for m in members),
        (archive.name, archive.size, sum(m.file_size for m in members)),
    ]:
        if size > max(SMALL, SWOLLEN * packed):
            raise NetkitError(f"{name} would swell to {size // 1_000_000:,} MB when unpacked; it is no export.")
    return [_member(archive, member) for member in members]


def _is_litter(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or any(part.startswith(".") and part != ".." for part in parts)


def _member(archive: File, member: zipfile.ZipInfo) -> File:
    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        with archive.open() as stream, zipfile.ZipFile(stream) as whole, whole.open(member) as inner:
            yield inner  # type: ignore[misc]  # a ZipExtFile reads like any binary file

    place = PurePosixPath(member.filename)
    return File(place.name, opened, member.file_size, str(place.parent))


@contextmanager
def troubles(name: str) -> Iterator[None]:
    """Tell what the disk and the ZIP complain about as a NetkitError of one sentence."""
    try:
        yield
    except OSError as error:
        raise NetkitError(f"{name} can't be read: {error.strerror or error}.") from error
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise NetkitError(f"{name} is a damaged ZIP; fetch it again, or unpack it and give the folder.") from error
    except RuntimeError as error:  # zipfile's word for a locked member
        raise NetkitError(f"{name} is locked with a password; unpack it first.") from error
