"""The review: one workbook's figures, each computed once, as charts, sentences and plain values."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from netkit.charts import sentences
from netkit.charts.chart import Chart, Says
from netkit.charts.funnel import funnel_chart
from netkit.charts.giving import help_chart, month_ends
from netkit.charts.leaning import balance_chart
from netkit.charts.outreach import weekly_chart
from netkit.charts.people import people_chart
from netkit.charts.progress import progress_chart
from netkit.metrics import balance, reach, volume

if TYPE_CHECKING:
    from netkit.questions import Plan
    from netkit.workbook import Workbook


class Frames:
    """The metrics of a workbook up to its today, each computed when it is first asked for."""

    def __init__(self, workbook: Workbook, since: date | None) -> None:
        self.workbook, self.today, self.since = workbook, workbook.today, since

    @cached_property
    def log(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        return self.workbook.interactions(), self.workbook.contacts(), self.workbook.people()

    @cached_property
    def exchanges(self) -> pd.DataFrame:
        return self.workbook.exchanges()

    @cached_property
    def in_period(self) -> pd.DataFrame:
        """The exchanges since the first day that counts."""
        return self._from(self.exchanges, self.exchanges["on"])

    @cached_property
    def plans(self) -> list[tuple[date, Plan]]:
        return self.workbook.plans()

    @cached_property
    def all_weeks(self) -> pd.DataFrame:
        return volume.weekly(*self.log, self.plans, self.today)

    @cached_property
    def weekly(self) -> pd.DataFrame:
        """The weeks that end on or after the first day that counts."""
        return self._from(self.all_weeks, self.all_weeks.index + pd.Timedelta(days=6))

    @cached_property
    def funnel(self) -> pd.DataFrame:
        named = self.plans[-1][1].when.named if self.plans else []
        return volume.funnel(*self.log, self.today, named, self.since)

    @cached_property
    def progress(self) -> pd.DataFrame:
        return reach.progress(*self._for_goals)

    @cached_property
    def goal_lines(self) -> pd.DataFrame:
        return reach.over_time(*self._for_goals)

    @cached_property
    def _for_goals(self) -> tuple[Any, ...]:
        plan = self.workbook.plan()
        return plan, *self.log, self.exchanges, self.workbook.progress(), self.today, self.plans

    @cached_property
    def over_time(self) -> pd.DataFrame:
        return balance.over_time(self.in_period, self.today)

    @cached_property
    def rolling(self) -> pd.DataFrame:
        """The balance of each window that ends in the period; the first windows reach back before it."""
        whole = self.over_time if self.since is None else balance.over_time(self.exchanges, self.today)
        return self._from(whole, whole.index)

    @cached_property
    def overall(self) -> pd.Series[Any]:
        return balance.overall(self.in_period, self.today)

    @cached_property
    def by_person(self) -> pd.DataFrame:
        return balance.by_person(self.in_period, self.today)

    def _from(self, frame: pd.DataFrame, days: Any) -> pd.DataFrame:
        return frame if self.since is None else frame[days >= pd.Timestamp(self.since)]


def report_since(workbook: Workbook) -> date | None:
    """The first day of the report whose copy this is; None for anybody's workbook and for the sample itself."""
    settings = workbook.settings()
    return settings.report_since if settings.today and not workbook.look_only else None


class Review:
    """What a workbook shows up to its today, as charts and sentences that a notebook shows as they are.

    `since` is the first day that counts for what is drawn; what came before still tells who was known. Without it
    everything counts; but in a report's copy, which stands still on one day, the report's own first day holds.
    """

    def __init__(self, workbook: Workbook, since: date | None = None) -> None:
        self.frames = Frames(workbook, since or report_since(workbook))

    def progress(self) -> Chart:
        """Each goal against its date."""
        return progress_chart(self.frames.progress, self.frames.goal_lines, self.frames.today)

    def outreach(self) -> Chart:
        """New and reawakened people by week, against the target in force."""
        return weekly_chart(self.frames.weekly)

    def stages(self) -> Chart:
        """Contacted, replied, met."""
        return funnel_chart(self.frames.funnel, self.frames.today, self.frames.since)

    def help(self) -> Chart:
        """Help given and received, as running sums."""
        return help_chart(self.frames.over_time, self.frames.overall)

    def balance(self) -> Chart:
        """The balance of help over the last 90 days, with its interval."""
        return balance_chart(self.frames.rolling)

    def by_person(self) -> Chart:
        """What went each way, person by person."""
        return people_chart(self.frames.by_person)

    def outreach_says(self) -> Says:
        """This week so far, what lately came to, and how much was answered."""
        weeks, log, today = self.frames.all_weeks, self.frames.log[0], self.frames.today
        rate = volume.reply_rate(log, today).iloc[0]
        median = volume.median_days(volume.time_to_reply(log, today))
        return Says(
            (
                sentences.pace_says(volume.pace(weeks, today), weeks),
                sentences.forecast_says(volume.forecast(weeks)),
                sentences.replies_says(rate, median),
            )
        )

    def help_says(self) -> Says:
        """The balance of the whole network, its interval, and how much was mutual."""
        return Says(sentences.balance_says(self.frames.overall))

    def made_from(self) -> Says:
        """The day, and how many rows all this was made from."""
        log, exchanges, plans = self.frames.log[0], self.frames.in_period, self.frames.plans
        rows = {"interaction": len(log), "exchange": len(exchanges), "version of the plan": len(plans)}
        return Says((sentences.made_from(self.frames.today, rows, self.frames.workbook.look_only),))

    def figures(self) -> dict[str, Any]:
        """Every figure as plain values for JSON; the keys are the names of the functions in netkit.metrics.

        Frames are lists of rows with the index in them, days ISO text, what is not known None.
        """
        frames, today = self.frames, self.frames.today
        log = frames.log[0]
        waits = volume.time_to_reply(log, today)
        made = {
            "reach.progress": frames.progress,
            "volume.weekly": frames.weekly,
            "volume.pace": volume.pace(frames.all_weeks, today),
            "volume.forecast": volume.forecast(frames.all_weeks),
            "volume.streak": volume.streak(frames.all_weeks),
            "volume.funnel": frames.funnel,
            "volume.reply_rate": volume.reply_rate(log, today),
            "volume.median_days": volume.median_days(waits),
            "balance.overall": frames.overall,
            "balance.over_time": month_ends(frames.rolling),
            "balance.by_person": frames.by_person,
        }
        return {name: plain(value) for name, value in made.items()}


def plain(value: Any) -> Any:
    """Frames, series, days and numbers as JSON knows them; NaN and NaT are None."""
    if isinstance(value, pd.DataFrame):
        return [plain(row) for row in value.reset_index().to_dict("records")]
    if isinstance(value, pd.Series):
        return plain(value.to_dict())
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if value is None or value is pd.NaT or value != value:
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    return value.item() if hasattr(value, "item") else value
