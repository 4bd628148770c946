"""The commands that bring people in, and take back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netkit.cli.choice import Choice, say_json, with_json, with_workbook

if TYPE_CHECKING:
    from netkit.importers import Preview


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would come in.")
@click.option("--me", multiple=True, metavar="ADDRESS", help="A name or address of your own: that is nobody else.")
@click.option("--region", default="", metavar="CC", help="Your country in two letters, for phones and days.")
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
    """Bring in people from each FILE: LinkedIn, Google, Outlook, vCard, mail; its ZIP, or the folder it is in."""
    from netkit.importers import commit, preview

    workbook = choice.open()
    mapping = dict(_pair(text) for text in mapped)
    previews = [preview(workbook, file, me, region, mapping) for file in files]
    batches = [[] if dry_run else commit(workbook, found) for found in previews]
    changes = [batch[0].change if batch else None for batch in batches]
    if as_json:
        say_json([_as_data(found) | {"change": change} for found, change in zip(previews, changes, strict=True)])
        return
    for found, change in zip(previews, changes, strict=True):
        counts = ", ".join(f"{count} {verdict}" for verdict, count in found.counts.items())
        click.echo(f"{found.name} ({found.label}): {counts}")
        for problem in [*found.skipped, *found.problems]:
            click.echo(f"  {problem}")
        if change is not None:
            click.echo(f"To take it back: netkit undo {change}")
    if dry_run:
        click.echo("Nothing is written yet; leave --dry-run out to bring them in.")


def _pair(text: str) -> tuple[str, str]:
    column, sign, field = (part.strip() for part in text.rpartition("="))
    if not (column and sign and field):
        raise click.UsageError(f"--map {text}: write COLUMN=FIELD, such as --map Who=name.")
    return column, field


def _as_data(found: Preview) -> dict[str, Any]:
    said = {"file": found.name, "source": found.parts[0].source, "rows": found.rows, "counts": found.counts}
    return said | {name: [asdict(p) for p in getattr(found, name)] for name in ("skipped", "problems")}


@click.command()
@click.argument("change", required=False, type=int)
@with_workbook
def undo(choice: Choice, change: int | None) -> None:
    """Take back the last change of the workbook, or the one with the number CHANGE."""
    done = choice.open().undo(change, everywhere=True)
    click.echo(f"Taken back: {done.what}. To have it again: netkit undo {done.id}")
    for stayed in done.stayed:
        click.echo(f"Left as it is: {stayed}")
