"""The command `netkit`: each command is a thin edge around one function of the library."""

from __future__ import annotations

import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from netkit.cli import bring, take
from netkit.cli.choice import DAY, FILE, FOLDER, Choice, Friendly, say_json, with_json, with_workbook
from netkit.errors import NetkitError
from netkit.vocabulary import LEVEL


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
    if folder is not None and str(folder).startswith("-"):  # `netkit lab -- --option`, without DIR
        folder, jupyter = None, (str(folder), *jupyter)
    project = house.project_folder(folder)
    given = choice.workbook or os.environ.get("NETKIT_WORKBOOK")
    workbook = Path(given or project / "data" / "private" / "workbook.sqlite").expanduser().absolute()
    os.environ["NETKIT_WORKBOOK"] = str(workbook)
    if choice.sample:
        from netkit.workbook.places import choose

        choose("sample")
    house.serve(project, workbook, port, not no_browser, jupyter)


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
    """Say how it is going, in the sentences of 4_review. With --json every figure."""
    from netkit.charts.review import Review
    from netkit.charts.telling import in_plain_text

    shown = Review(choice.open())
    if as_json:
        say_json(shown.figures())
        return
    click.echo(in_plain_text(shown))


@main.command()
@click.option(
    "-o",
    "--output",
    type=FILE,
    help="The HTML file to write, else OWNER-DATE.html here (with the level of names, if it is not initials).",
)
@click.option(
    "--names", type=click.Choice(LEVEL), help="How people appear, else as chosen in 5_share (at first: initials)."
)
@click.option("--since", type=DAY, metavar="DATE", help="The first day that it is about.")
@click.option("--until", type=DAY, metavar="DATE", help="The last day that it is about.")
@with_workbook
def report(
    choice: Choice, output: Path | None, names: str | None, since: datetime | None, until: datetime | None
) -> None:
    """Write the report: one HTML file to send or to print."""
    from netkit import report as reporting

    workbook = choice.open()
    first, last = (day.date() if day else None for day in (since, until))
    made = reporting.make(workbook, names, first, last)
    click.echo(f"Written: {reporting.save(workbook, made, output)}")
    if made.warning:
        click.echo(made.warning)


@main.command()
@with_workbook
def check(choice: Choice) -> None:
    """Look whether the workbook's file is sound; exits with 1 if it is not."""
    problems = choice.open().check()
    if problems:
        raise NetkitError("; ".join(problems))
    click.echo("All is well.")


for command in (
    bring.import_, bring.undo, take.remind, take.vcard, take.export, take.load, take.backup, take.restore
):  # fmt: skip
    main.add_command(command)
