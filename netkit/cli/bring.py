"""The commands that bring people in, and take back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netkit.cli.choice import Choice, say_json, with_json, with_workbook
from netkit.errors import NetkitError

if TYPE_CHECKING:
    from netkit.importers import Preview, Progress
    from netkit.workbook import Workbook


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would come in.")
@click.option("--me", multiple=True, metavar="ADDRESS", help="A name or address of your own; kept.")
@click.option("--region", default="", metavar="CC", help="Your country in two letters, for phones and days; kept.")
@click.option(
    "--map", "mapped", multiple=True, metavar="COLUMN=FIELD", help="What a column of a CSV is, such as Who=name."
)
@with_json
@with_workbook
def import_(
    choice: Choice,
    files: tuple[Path, ...],
    dry_run: bool,
    me: tuple[str, ...],
    region: str,
    mapped: tuple[str, ...],
    as_json: bool,
) -> None:
    """Bring in people from each FILE: LinkedIn, contacts, vCard, calendar, mail; its ZIP, or the folder it is in."""
    from netkit.importers import Unknown, bring_in, preview
    from netkit.importers.contract import by_reason, places

    workbook = choice.open()
    mapping = dict(_pair(text) for text in mapped) or _as_last_time(workbook, files)
    if not dry_run:
        _keep(workbook, me, region)
    try:
        with _bar() as watch:
            run = preview if dry_run else bring_in
            found = run(workbook, files, me=me, region=region, mapping=mapping, watch=watch)
    except Unknown as error:
        how = "".join(_how_to_map(workbook, file) for file in files if file.name == error.name and file.is_file())
        raise NetkitError(f"{error.what} {how}" if how else str(error)) from error
    change = found.batches[0].change if found.batches else None
    if as_json:
        say_json(_as_data(found) | {"change": change})
        return
    for part in found.parts:
        counts = ", ".join(f"{count:,} {verdict}" for verdict, count in part.counts.items())
        click.echo(f"{part.name} ({part.label}): {counts}")
        for title, problems in (("Skipped", part.skipped), ("Taken, but for one cell", part.problems)):
            for why, rows in by_reason(problems):
                click.echo(f"  {title}: {len(rows):,} \u00d7 {why} ({places(rows)})")
    for name in found.left:
        click.echo(f"{name} is left: netkit does not read it.")
    if change is not None:
        click.echo(f"{found.gain} came in. To take it back: netkit undo {change}")
    elif not found.gains:
        click.echo("Nothing in it is new.")
    elif dry_run:
        click.echo(f"That would bring in {found.gain}. Nothing is written yet; leave --dry-run out to bring them in.")


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None] | None]:
    """A watch that draws a bar for who sits at a terminal; Ctrl+C stops the import, and nothing is brought in."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1000, file=sys.stderr, label="Reading") as bar:
        yield lambda progress: bar.update(round(progress.share * 1000) - bar.pos)


def _keep(workbook: Workbook, me: tuple[str, ...], region: str) -> None:
    """Keep in the settings what is said of the owner, so that it is said once."""
    from netkit.importers.guesses import countries

    if region and region.upper() not in {letters for _, letters in countries()}:
        raise click.UsageError(f"--region {region}: write your country in two letters, such as --region GB.")
    settings = workbook.settings()
    addresses = [word for word in me if "@" in word or "/" in word]
    names = [word for word in me if word not in addresses]
    with workbook.change("Settings: who you are") as draft:
        for field, said in (("owner_names", names), ("owner_addresses", addresses)):
            was = getattr(settings, field)
            draft.set(settings, field, [*was, *(word for word in said if word not in was)], was)
        draft.set(settings, "region", region.upper() or settings.region, settings.region)


def _how_to_map(workbook: Workbook, file: Path) -> str:
    """The command that reads a table whose columns nobody knows, as far as they can be guessed; '' if it is none."""
    from netkit.importers.card import FIELDS
    from netkit.importers.files import on_disk
    from netkit.importers.mapped import offered

    columns = offered(workbook, on_disk(file))
    if not columns:
        return ""
    pairs = " ".join(f'--map "{column}={field or "..."}"' for column, field in columns.items())
    return (
        f"If it is a table of people, say what its columns are and leave out the others: netkit import {file.name} "
        f"{pairs}; the fields are {', '.join(FIELDS)}."
    )


def _as_last_time(workbook: Workbook, files: tuple[Path, ...]) -> dict[str, str]:
    """The mapping with which a table with the same columns came in before."""
    from netkit.importers.files import on_disk
    from netkit.importers.mapped import remembered

    found = (remembered(workbook, on_disk(file)) for file in files if file.is_file())
    return next((mapping for mapping in found if mapping), {})


def _pair(text: str) -> tuple[str, str]:
    column, sign, field = (part.strip() for part in text.rpartition("="))
    if not (column and sign and field):
        raise click.UsageError(f"--map {text}: write COLUMN=FIELD, such as --map Who=name.")
    return column, field


def _as_data(found: Preview) -> dict[str, Any]:
    files = [
        {"file": part.name, "source": part.source, "counts": part.counts}
        | {name: [asdict(problem) for problem in getattr(part, name)] for name in ("skipped", "problems")}
        for part in found.parts
    ]
    totals = {"rows": found.rows, "counts": found.counts, "gained": found.gained}
    return {"name": found.name, **totals, "files": files, "left": found.left}


@click.command()
@click.argument("change", required=False, type=int)
@with_workbook
def undo(choice: Choice, change: int | None) -> None:
    """Take back the last change of the workbook, or the one with the number CHANGE."""
    done = choice.open().undo(change, everywhere=True)
    said, back = ("There again", "take it back") if done.again else ("Taken back", "have it again")
    click.echo(f"{said}: {done.what}. To {back}: netkit undo {done.id}")
    for stayed in done.stayed:
        click.echo(f"Left as it is: {stayed}")
