"""What all commands share: which workbook, how it is said, and how errors are told."""

from __future__ import annotations

import json
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


class Day(click.DateTime):
    """A day as 2026-03-12, of the years that a workbook holds."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from netkit.values import YEARS

        day = super().convert(value, param, ctx)
        if day.year not in YEARS:
            self.fail(f"a day lies between {YEARS[0]} and {YEARS[-1]}.", param, ctx)
        return day


DAY = Day(["%Y-%m-%d"])


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
