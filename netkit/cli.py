"""The command `netkit`: each command is a thin edge around one function of the library."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netkit.errors import NetkitError

if TYPE_CHECKING:
    from netkit.workbook import Workbook

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


@dataclass(frozen=True)
class Choice:
    """Which workbook a command is about, and which day it takes for today."""

    workbook: Path | None
    sample: bool
    today: date | None

    def open(self) -> Workbook:
        from netkit.workbook import open_sample, open_workbook

        return open_sample() if self.sample else open_workbook(self.workbook, self.today)


def with_workbook(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command takes; the command gets them as one Choice, its first argument."""

    @click.option("--workbook", type=FILE, help="The workbook's file (else $NETKIT_WORKBOOK, else your own).")
    @click.option("--sample", is_flag=True, help="Look at the invented sample instead.")
    @click.option("--today", type=DAY, metavar="DATE", help="Take this day, such as 2026-03-12, for today.")
    @wraps(command)
    def chosen(
        *args: Any, workbook: Path | None, sample: bool, today: datetime | None, **options: Any
    ) -> Any:
        if sample and workbook:
            raise click.UsageError("--sample and --workbook don't go together: choose one.")
        return command(Choice(workbook, sample, today.date() if today else None), *args, **options)

    return chosen


class Friendly(click.Group):
    """A group that says in one line what a person can mend, and exits with 1; a wrong usage with 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except NetkitError as error:
            raise click.ClickException(" ".join(str(error).split())) from error
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
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8888, help="Where to begin to look for a free port."
)
@click.option("--no-browser", is_flag=True, help="Only say the address.")
@with_workbook
def lab(choice: Choice, folder: Path | None, jupyter: tuple[str, ...], port: int, no_browser: bool) -> None:
    """Open the notebooks of DIR in JupyterLab: the plan until there is one, then the log.

    DIR is made when it is not there yet, with the notebooks and a place for the workbook. In a clone of the
    repository it can be left out.
    """
    from netkit import lab as house

    project = house.project_folder(folder)
    given = choice.workbook or os.environ.get("NETKIT_WORKBOOK")
    workbook = Path(given or project / "data" / "private" / "workbook.sqlite").expanduser().resolve()
    house.serve(project, workbook, port, not no_browser, jupyter)
