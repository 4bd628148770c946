"""The commands that take out what is in the workbook, and put it back."""

from __future__ import annotations

from pathlib import Path

import click

from netkit.cli.choice import FILE, FOLDER, Choice, with_workbook
from netkit.errors import NetkitError
from netkit.numbers import count


@click.command()
@click.option("-o", "--output", type=FILE, default="reminders.ics", show_default=True, help="The file to write.")
@with_workbook
def remind(choice: Choice, output: Path) -> None:
    """Write next steps and who is due to a calendar file, with alarms.

    Brought in again, a newer file changes its events and doubles none.
    """
    from netkit import advice
    from netkit.workbook.places import put

    book = choice.open()
    found = advice.reminders(*book.lately().frames, book.plan(), book.today)
    if not found:
        raise NetkitError("There is nothing to remind you of yet. Log a next step, or choose how often to be in touch.")
    last = book.changes(1)
    put(output, advice.reminders_file(found, book.today, last[0].id if last else 0))
    click.echo(f"Written: {output}, with {count(len(found), 'event')}. Open it with your calendar.")


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="people.vcf",
    show_default=True,
    help="A .vcf file for all, or a new folder for one file each.",
)
@with_workbook
def vcard(choice: Choice, output: Path) -> None:
    """Write the people as vCard 3.0, for a phone or an address book."""
    from netkit.records import Person
    from netkit.workbook.vcards import write_vcards

    people = choice.open().where(Person)
    if not people:
        raise NetkitError("There is nobody in the workbook yet.")
    written = write_vcards(people, output)
    click.echo(
        f"Written: {output}, with {count(written, 'person')}. Your notes about them are in it; keep it to yourself."
    )


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@with_workbook
def export(choice: Choice, folder: Path) -> None:
    """Write the workbook to DIR as CSV files and plan.json; its history stays behind."""
    written = choice.open().export(folder)
    click.echo(f"Written to {written}. The history of changes is not in it; `netkit backup` keeps that too.")


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@with_workbook
def load(choice: Choice, folder: Path) -> None:
    """Put what `netkit export` wrote to DIR in the place of what the workbook holds."""
    change = choice.open().load(folder)
    back = f" To take that back: netkit undo {change}" if change else " Nothing differs, so nothing was changed."
    click.echo(f"The workbook now holds what is in {folder}.{back}")


@click.command()
@click.argument("file", type=FILE)
@with_workbook
def backup(choice: Choice, file: Path) -> None:
    """Copy the whole workbook, its history included, to FILE."""
    click.echo(f"Copied to {choice.open().backup(file)}.")


@click.command()
@click.argument("file", type=FILE)
@with_workbook
def restore(choice: Choice, file: Path) -> None:
    """Put the backup FILE in the place of the workbook, which is kept beside it."""
    from netkit.workbook import restore

    if choice.sample:
        raise click.UsageError("The sample can't be replaced; leave --sample out.")
    kept = restore(file, choice.workbook)
    click.echo(f"Restored from {file}." + (f" What was there is now {kept}." if kept else ""))
