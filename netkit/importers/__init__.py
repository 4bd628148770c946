"""Bring in what people already have: tell what a file is, show what would happen, then do it as one change.

    found = preview(workbook, Path("LinkedInDataExport.zip"))   # a file, a folder, a ZIP, an upload, or several
    found.counts                                # {"new": 871, "merged": 2, "unchanged": 0, "skipped": 14}
    batches = commit(workbook, found)           # one change of the history, an ImportBatch for each format
    workbook.undo(batches[0].change)            # at any time later
    bring_in(workbook, paths).batches           # the same in one pass, without looking first

How to write an importer
------------------------
A format is one module with SOURCE, LABEL, LOOKS_LIKE, knows() and read() (contract.Importer), listed in IMPORTERS.

- `knows(file)` looks at `file.name`, `file.head` (bytes) or `file.start` (text), each the first 64 KB and kept, or
  asks `text.find_table(file, COLUMNS)`. It is false for everything else and never raises. No two claim one file.
- `read(file, owner)` is a generator that goes through the file once, from `file.text()` (lines, encoding found),
  `text.rows_of(file, table)` (rows of a CSV), `file.open()` (bytes) or, for what is small, `file.content()`. It keeps
  nothing that grows with the file but keys and people. It yields one Found for each row that can be taken and one
  Problem(file.name, line, reason) for each that cannot: **rows read = Found + Problem**, so nothing is lost in silence.
  A row is a line of a table, a card, an event, a message; its line is that on which it begins in the file (from 1). No
  input raises anything but NetkitError: a record refuses a bad value with BadValue, which becomes a Problem, or the
  value goes and `left_out` says so ("Birthday “31/31” is left out; ...").
- A Found has one or more people, and perhaps one interaction or one exchange with them. People: `Person(...)` with
  `source` the family (linkedin, google, outlook, vcard, calendar, mail, csv) and, where the source has one,
  `source_key`. A profile on LinkedIn goes into `url`, e-mails into `emails`. Who is in the workbook already is found
  here, by profile, key or personal e-mail (matching.py), never by name: a reader says what the file says. Give the same
  Person object again for the same person of the file where that is cheap. A note, a tag or a circle that the file has
  goes into its field; nobody gets a cadence. Phones by `phones.phone(text, owner.region)`; where that changed the text,
  and for whatever else is kept verbatim, `raw=raw.written([("PHONE", text), ("VCARD", card)])`.
- The owner is never a person: `owner.is_me(name=, email=, url=)`. `owner.day_of(moment)` is the day in their zone.
- Interactions and exchanges have `source` and a `source_key` that is the same in every export of the same thing (start
  it with the kind: "message 2-abc ...", since a family shares its keys): a known key is there already, and its row is
  unchanged, so importing twice changes nothing. `people` and `person` are ids of the row's own people. Outbound: all
  recipients; inbound: the sender alone; with more than one other person the mode is one_to_many. `reply_to` is the
  source_key of what is answered, wherever it stands in the file; if it is not there the link stays empty. Outcome:
  "replied" for what came in, "pending" for what went out. Bodies, subjects and titles are never stored.
- Text is stored as it is in the file; it is escaped where it is shown and exported.
- Heavy libraries are imported inside read().

Matching, the owner as a last net, counting, writing in chunks, one transaction, progress, stop and undo are here and in
reading.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TypedDict, Unpack

from netkit.errors import NetkitError, Problem
from netkit.importers import (
    contacts_csv,
    linkedin_connections,
    linkedin_help,
    linkedin_invitations,
    linkedin_messages,
    mail,
    meetings,
    vcard,
)
from netkit.importers.contract import Found, Importer, Line, Part, Preview, Progress, Stopped, Unknown, Watch
from netkit.importers.files import File, files_of, uploaded
from netkit.importers.mapped import Mapped
from netkit.importers.owner import Owner, owner_of
from netkit.importers.reading import Pass
from netkit.records import ImportBatch

if TYPE_CHECKING:
    from netkit.workbook import Workbook
    from netkit.workbook.draft import Draft

Source = Path | str | File
INSTEAD = {  # what only its own program can read, and what to do then
    (".xlsx", ".xls", ".ods", ".numbers"): "a spreadsheet; open it and save it as CSV",
    (".pst", ".ost", ".olm"): "Outlook's own store; in Outlook, export the contacts as CSV",
    (".msg",): "a mail in Outlook's own form; save it as .eml",
    (".abbu",): "a backup of Apple's Contacts; export them there as vCard",
}

IMPORTERS: tuple[Importer, ...] = (  # people first: what comes later finds them
    linkedin_connections,
    linkedin_invitations,
    linkedin_messages,
    *linkedin_help.FILES,
    vcard,
    contacts_csv,
    mail,
    meetings,
)

__all__ = [
    "IMPORTERS", "File", "Found", "Importer", "Line", "Mapped", "Owner", "Part", "Preview", "Problem", "Progress",
    "Stopped", "Unknown", "Watch", "bring_in", "commit", "identify", "importers_of", "preview", "uploaded",
]  # fmt: skip


class How(TypedDict, total=False):
    """How an import goes: `me` (names, e-mails, profiles of the owner) and `region` go beside the settings; `mapping`
    (column -> field of a person) reads a CSV that no importer knows; `watch` gets a Progress now and then and stops
    by returning False."""

    me: Iterable[str]
    region: str
    mapping: Mapping[str, str]
    watch: Watch | None


def identify(source: Source, importers: Sequence[Importer] = ()) -> tuple[list[tuple[File, Importer]], list[str]]:
    """The files that can be read, each with its importer, and the names of those that are left.

    `source` is a file, a folder or a ZIP. NetkitError names the file if two claim it; Unknown also says what was
    expected, if no importer knows any of it.
    """
    place = source if isinstance(source, File) else Path(source)
    choice = importers or IMPORTERS
    claims = [(file, [one for one in choice if one.knows(file)]) for file in files_of(place)]
    for file, claimed in claims:
        if len(claimed) > 1:
            names = " and as ".join(one.LABEL for one in claimed)
            raise NetkitError(f"{file.name} can be read as {names}; keep only the columns of one of them.")
    taken = [(file, claimed[0]) for file, claimed in claims if claimed]
    if not taken:
        raise _unknown(place.name, [file for file, _ in claims], choice)
    return taken, [file.name for file, claimed in claims if not claimed]


def _unknown(name: str, files: list[File], importers: Sequence[Importer]) -> Unknown:
    """Why nothing of a file, a folder or a ZIP can be read, and what would help, if that is known."""
    suffix, alone = PurePath(name).suffix.casefold(), [file.name for file in files] == [name]
    if instead := next((instead for suffixes, instead in INSTEAD.items() if suffix in suffixes), ""):
        return Unknown(name, f"{name} is {instead}", [])
    if alone and not files[0].size:
        return Unknown(name, f"{name} is empty", [])
    packed = " but another ZIP; unpack it first" if any(file.name.casefold().endswith(".zip") for file in files) else ""
    what = f"{name} can't be read" if alone else f"In {name} there is nothing that can be read{packed}"
    return Unknown(name, what, list(dict.fromkeys(one.LOOKS_LIKE for one in importers)))


def preview(workbook: Workbook, source: Source | Sequence[Source], **how: Unpack[How]) -> Preview:
    """What an import of one or several files would do with each row; nothing is written. NetkitError as identify."""
    found = _listed(source, how)
    _pass(workbook, found, how.get("watch"))
    return found


def bring_in(workbook: Workbook, source: Source | Sequence[Source], **how: Unpack[How]) -> Preview:
    """Import without looking first, in one pass and one change: what was done, with its `batches`; else as preview."""
    return _written(workbook, _listed(source, how), how.get("watch"))


def commit(workbook: Workbook, preview: Preview, watch: Watch | None = None) -> list[ImportBatch]:
    """Do what was previewed as one change; a batch for each format, [] if there was nothing to change.

    The files are read again and held against the workbook as it is now, so that a second commit of one preview adds
    nothing twice. NetkitError if a file is not the one that was looked at; then, and when it is stopped, nothing is
    brought in.
    """
    parts = [
        Part(part.source, part.label, part.name, part.files, part.hash, mapping=part.mapping) for part in preview.parts
    ]
    return _written(workbook, Preview(preview.name, parts, preview.left, again=preview.again), watch).batches


def _listed(source: Source | Sequence[Source], how: How) -> Preview:
    """A preview of what is still to be read."""
    sources = [source] if isinstance(source, str | Path | File) else list(source)
    mapping = how.get("mapping", {})
    found = _sorted(sources, importers_of(mapping))
    for part in found.parts:
        part.mapping = dict(mapping) if part.source == Mapped.SOURCE else {}
    found.again = (tuple(how.get("me", ())), how.get("region", ""))
    return found


def _written(workbook: Workbook, done: Preview, watch: Watch | None) -> Preview:
    """Read, match and write in one change; what was seen before must be what is there now."""
    seen = {part.source: part.hash for part in done.parts}
    with workbook.change(f"Imported {done.name}") as draft:
        _pass(workbook, done, watch, draft)
        for part in done.parts:
            if seen[part.source] not in ("", part.hash):
                raise NetkitError(f"{part.name} has changed since you looked at it. Look at it again.")
        if done.gains:
            draft.call(f"Imported {done.gain} from {done.name}")
            done.batches = [draft.add(_batch(part, draft.today, draft.id)) for part in done.parts]
    return done


def _pass(workbook: Workbook, found: Preview, watch: Watch | None, draft: Draft | None = None) -> None:
    mapping = next((part.mapping for part in found.parts if part.mapping), {})
    importers = {one.SOURCE: one for one in importers_of(mapping)}
    Pass(workbook, found, owner_of(workbook, *found.again), watch, draft).run(importers)


def importers_of(mapping: Mapping[str, str]) -> tuple[Importer, ...]:
    """The importers, with one for tables whose columns are mapped to fields."""
    return (*IMPORTERS, Mapped(mapping, IMPORTERS)) if mapping else IMPORTERS


def _sorted(sources: list[Source], importers: tuple[Importer, ...]) -> Preview:
    """A preview with the files of the sources by importer, in the order of the importers."""
    files: dict[str, list[File]] = {one.SOURCE: [] for one in importers}
    names, left = [source.name if isinstance(source, File) else Path(source).name for source in sources], []
    for source in sources:
        taken, others = identify(source, importers)
        left += others
        for file, one in taken:
            files[one.SOURCE].append(file)
    name = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
    parts = [
        Part(one.SOURCE, one.LABEL, own[0].name if len(own) == 1 else name, own)
        for one in importers
        if (own := files[one.SOURCE])
    ]
    return Preview(name, parts, left)


def _batch(part: Part, today: date, change: int) -> ImportBatch:
    reasons: dict[tuple[str, str], list[int | None]] = {}
    for problem in part.skipped:
        reasons.setdefault((problem.source, problem.message), []).append(problem.line)
    return ImportBatch(
        made_on=today,
        change=change,
        source=part.source,
        file=part.name,
        hash=part.hash,
        mapping=part.mapping,
        counts=part.counts,
        skipped=[{"file": file, "reason": reason, "lines": lines} for (file, reason), lines in reasons.items()],
    )
