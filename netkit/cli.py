"""The command `netkit`: each command is a thin edge around one function of the library."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netkit.errors import NetkitError

if TYPE_CHECKING:
    from netkit.importers import Preview
    from netkit.workbook import Workbook

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
LEVELS = ["full", "initials", "pseudonyms", "none"]
DAY = click.DateTime(["%Y-%m-%d"])


@dataclass(frozen=True)
class Choice:
    """Which workbook a command is about, and which day it takes for today."""

    workbook: Path | None
    sample: bool
    today: date | None

    def open(self) -> Workbook:
        """The workbook chosen; the sample has its own today unless one is given."""
        from netkit.workbook import Workbook, open_sample, open_workbook

        if not self.sample:
            return open_workbook(self.workbook, self.today)
        sample = open_sample()
        return Workbook(sample.path, self.today, look_only=True) if self.today else sample


def with_workbook(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command takes; the command gets them as one Choice, its first argument."""

    @click.option("--workbook", type=FILE, help="The workbook's file (else $NETKIT_WORKBOOK, else your own).")
    @click.option("--sample", is_flag=True, help="Look at the invented sample instead.")
    @click.option("--today", type=DAY, metavar="DATE", help="Take this day, such as 2026-03-12, for today.")
    @wraps(command)
    def chosen(*args: Any, workbook: Path | None, sample: bool, today: datetime | None, **options: Any) -> Any:
        if sample and workbook:
            raise click.UsageError("--sample and --workbook don't go together: choose one.")
        return command(Choice(workbook, sample, today.date() if today else None), *args, **options)

    return chosen


with_json = click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")


def say_json(value: object) -> None:
    """Print a value as JSON: days as ISO dates, what is not known as null."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


class Friendly(click.Group):
    """A group that says in one line what a person can mend, and exits with 1; a wrong usage with 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except NetkitError as error:
            raise click.ClickException(" ".join(str(error).split())) from error
        except BrokenPipeError:
            raise
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{where}{error.strerror or error}.") from error


@click.group(cls=Friendly, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="netkit")
def main() -> None:
    """Plan and review your networking; all of it stays in one file on your machine."""


@main.command()
@click.argument("folder", metavar="[DIR]", required=False, type=FOLDER)
@click.argument("jupyter", metavar="[-- JUPYTERLAB OPTION...]", nargs=-1, type=click.UNPROCESSED)
@click.option("--port", type=click.IntRange(1, 65535), default=8888, help="Where to begin to look for a free port.")
@click.option("--no-browser", is_flag=True, help="Only say the address.")
@with_workbook
def lab(choice: Choice, folder: Path | None, jupyter: tuple[str, ...], port: int, no_browser: bool) -> None:
    """Open the notebooks of DIR in JupyterLab: the plan until there is one, then the log.

    DIR is made when it is not there yet, with the notebooks and a place for the workbook. In a clone of the
    repository it can be left out.
    """
    from netkit import lab as house

    if choice.today:
        raise click.UsageError("The notebooks take the day from the clock; leave --today out.")
    project = house.project_folder(folder)
    given = choice.workbook or os.environ.get("NETKIT_WORKBOOK")
    workbook = Path(given or project / "data" / "private" / "workbook.sqlite").expanduser().absolute()
    os.environ["NETKIT_WORKBOOK"] = str(workbook)
    if choice.sample:
        from netkit.forms.desk import choose

        choose("sample")
    house.serve(project, workbook, port, not no_browser, jupyter)


@main.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would come in.")
@with_json
@with_workbook
def import_(choice: Choice, files: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """Bring in people from each FILE, such as LinkedIn's Connections.csv, its ZIP, or the folder it is in."""
    from netkit.importers import commit, preview

    workbook = choice.open()
    previews = [preview(workbook, file) for file in files]
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


def _as_data(found: Preview) -> dict[str, Any]:
    said = {"file": found.name, "source": found.parts[0].source, "rows": found.rows, "counts": found.counts}
    return said | {name: [asdict(p) for p in getattr(found, name)] for name in ("skipped", "problems")}


@main.command()
@click.argument("change", required=False, type=int)
@with_workbook
def undo(choice: Choice, change: int | None) -> None:
    """Take back the last change of the workbook, or the one with the number CHANGE."""
    done = choice.open().undo(change, everywhere=True)
    click.echo(f"Taken back: {done.what}. To have it again: netkit undo {done.id}")
    for stayed in done.stayed:
        click.echo(f"Left as it is: {stayed}")


@main.command()
@with_json
@with_workbook
def score(choice: Choice, as_json: bool) -> None:
    """Say how complete and specific the plan is, and what would make it stronger."""
    from netkit.metrics import volume
    from netkit.scoring import score_plan

    workbook = choice.open()
    people, plans = workbook.people(), workbook.plans()
    weekly = volume.weekly(workbook.interactions(), workbook.contacts(), people, plans, workbook.today)
    scored = score_plan(workbook.plan(), people, workbook.today, weekly)
    if as_json:
        say_json(asdict(scored) | {"ready": scored.ready})
        return
    click.echo(f"{scored.total:.0f} of 100. {scored.summary()}")
    for reason in sorted(scored.reasons, key=lambda reason: -reason.lost):
        click.echo(f"  {reason.why} {reason.how} ({reason.lost:.1f})")
    for finding in scored.findings:
        click.echo(f"  {finding.text}")


@main.command()
@with_json
@with_workbook
def review(choice: Choice, as_json: bool) -> None:
    """Say how it is going: goals, outreach, replies, and help each way. With --json every figure."""
    from netkit.charts.review import Review

    shown = Review(choice.open())
    if as_json:
        say_json(shown.figures())
        return
    for chart in (shown.progress(), shown.outreach(), shown.stages(), shown.help(), shown.balance()):
        click.echo(f"{chart.title}\n  {chart.sub}")
    for said in (shown.outreach_says(), shown.help_says(), shown.made_from()):
        click.echo(said)


@main.command()
@click.option("-o", "--output", type=FILE, help="The HTML file to write, else OWNER-DATE.html here.")
@click.option(
    "--names", type=click.Choice(LEVELS), help="How people appear, else as chosen in 5_share (at first: initials)."
)
@click.option("--since", type=DAY, metavar="DATE", help="The first day that it is about.")
@click.option("--until", type=DAY, metavar="DATE", help="The last day that it is about.")
@with_workbook
def report(
    choice: Choice, output: Path | None, names: str | None, since: datetime | None, until: datetime | None
) -> None:
    """Write the report: one HTML file to send or to print."""
    from netkit import report as reporting

    days = {"since": since.date() if since else None, "until": until.date() if until else None}
    written = reporting.write(choice.open(), output, names=names, **days)
    click.echo(f"Written: {written}")


@main.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@with_workbook
def export(choice: Choice, folder: Path) -> None:
    """Write the workbook to DIR as CSV files and plan.json; its history stays behind."""
    written = choice.open().export(folder)
    click.echo(f"Written to {written}. The history of changes is not in it; `netkit backup` keeps that too.")


@main.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@with_workbook
def load(choice: Choice, folder: Path) -> None:
    """Put what `netkit export` wrote to DIR in the place of what the workbook holds."""
    change = choice.open().load(folder)
    click.echo(f"The workbook now holds what is in {folder}. To take that back: netkit undo {change}")


@main.command()
@click.argument("file", type=FILE)
@with_workbook
def backup(choice: Choice, file: Path) -> None:
    """Copy the whole workbook, its history included, to FILE."""
    click.echo(f"Copied to {choice.open().backup(file)}.")


@main.command()
@click.argument("file", type=FILE)
@with_workbook
def restore(choice: Choice, file: Path) -> None:
    """Put the backup FILE in the place of the workbook, which is kept beside it."""
    from netkit.workbook import restore

    if choice.sample:
        raise click.UsageError("The sample can't be replaced; leave --sample out.")
    kept = restore(file, choice.workbook)
    click.echo(f"Restored from {file}." + (f" What was there is now {kept}." if kept else ""))


@main.command()
@with_workbook
def check(choice: Choice) -> None:
    """Look whether the workbook's file is sound; exits with 1 if it is not."""
    problems = choice.open().check()
    if problems:
        raise NetkitError("; ".join(problems))
    click.echo("All is well.")
