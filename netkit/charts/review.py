"""The review: one workbook's figures as charts, sentences and plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from netkit.charts import sentences
from netkit.charts.answers import answers_chart
from netkit.charts.behind import Log, pairs, rows_table
from netkit.charts.chart import Chart, Charts, Says, nothing
from netkit.charts.circles import circles_chart, ties_chart
from netkit.charts.contact_days import days_chart
from netkit.charts.coverage import coverage_chart
from netkit.charts.dormant import dormant_chart
from netkit.charts.due import due_chart
from netkit.charts.figures import FIGURES
from netkit.charts.forecast import forecast_chart
from netkit.charts.frames import Frames, in_report
from netkit.charts.funnel import funnel_chart
from netkit.charts.giving import help_chart
from netkit.charts.introductions import introductions_chart
from netkit.charts.kinds import groups_chart, kinds_chart
from netkit.charts.leaning import balance_chart
from netkit.charts.minutes import minutes_chart
from netkit.charts.mixing import mix_chart
from netkit.charts.outreach import weekly_chart
from netkit.charts.pace import pace_chart
from netkit.charts.people import people_chart
from netkit.charts.progress import progress_chart
from netkit.charts.streak import streak_chart
from netkit.charts.waiting import waiting_chart
from netkit.errors import BadValue

if TYPE_CHECKING:
    from netkit.workbook import Workbook


def report_since(workbook: Workbook) -> date | None:
    """The first day of the report whose copy this is; None for anybody's workbook and for the sample itself."""
    return workbook.settings().report_since if in_report(workbook) else None


class Review:
    """What a workbook shows up to its today, as charts and sentences that a notebook shows as they are.

    `since` is the first day that counts for what is drawn; what came before still tells who was known. Without it
    everything counts; but in a report's copy, which stands still on one day, the report's own first day holds. Below
    each chart the rows that it was made from can be opened, and it is said what to log or to choose: not in a
    report, which others read.
    """

    def __init__(self, workbook: Workbook, since: date | None = None) -> None:
        self.frames = Frames(workbook, since or report_since(workbook))
        self._for_owner = not in_report(workbook)

    # ── the four questions ──

    def progress(self) -> Chart:
        """Each goal against its date."""
        frames = self.frames
        untied = len(frames.untied) if self._for_owner else None
        chart = progress_chart(frames.progress, frames.goal_lines, frames.today, untied)
        return self._traced(chart, "reach.progress")

    def outreach(self) -> Chart:
        """New and reawakened people by week, against the target in force."""
        return self._traced(weekly_chart(self.frames.weekly), "volume.weekly")

    def stages(self) -> Chart:
        """In touch, heard from, met."""
        chart = funnel_chart(self.frames.funnel, self.frames.today, self.frames.since)
        return self._traced(chart, "volume.funnel")

    def help(self) -> Chart:
        """Help given and received, as running sums."""
        f = self.frames
        return self._traced(help_chart(f.over_time, f.overall, f.figures_only), "balance.overall")

    def balance(self) -> Chart:
        """The balance of help over the last 90 days, with its interval."""
        return self._traced(balance_chart(self.frames.rolling), "balance.over_time")

    # ── deeper: one question each ──

    def plan_and_practice(self) -> Chart:
        """What the plan wants beside what was done."""
        first = self.frames.since or self._first_day()
        chart = mix_chart(self.frames.mix, self._audiences, first, self.frames.today)
        return self._traced(chart, "volume.mix")

    def week(self) -> Charts:
        """What is needed this week, what next week may bring, and weeks in a row."""
        f = self.frames
        off = bool(len(f.all_weeks) and f.all_weeks["off"].iloc[-1])
        shown = [self._traced(pace_chart(f.pace, f.today, off=off), "volume.pace")]
        if len(f.catch_up_pace) and not off:
            shown.append(self._traced(pace_chart(f.catch_up_pace, f.today, "catch_ups"), "volume.pace.catch_ups"))
        shown.append(self._traced(forecast_chart(f.forecast, f.all_weeks), "volume.forecast"))
        shown.append(self._traced(streak_chart(f.streak, f.all_weeks), "volume.streak"))
        return Charts(tuple(shown))

    def answers(self) -> Charts:
        """How many answer, by which way, and how soon."""
        f = self.frames
        rates = answers_chart(f.reply_rate.iloc[0], f.reply_rates, self._audiences)
        names = [f"volume.reply_rate.{by}" for by in f.reply_rates]
        waits = waiting_chart(f.waits, f.median_days)
        return Charts((self._traced(rates, *names), self._traced(waits, "volume.time_to_reply")))

    def help_both_ways(self) -> Charts:
        """Help by kind, by kind of people and circle, and the time that it took."""
        f = self.frames
        groups = groups_chart(f.by_group, self._audiences)
        return Charts(
            (
                self._traced(kinds_chart(f.by_kind), "balance.by_kind"),
                self._traced(groups, *(f"balance.by_group.{by}" for by in f.by_group)),
                self._traced(minutes_chart(f.minutes), "balance.minutes"),
            )
        )

    def by_person(self) -> Chart:
        """What went each way, person by person."""
        return self._traced(people_chart(self.frames.by_person), "balance.by_person")

    def in_touch(self) -> Charts:
        """Who is due for a word, old ties, and the days with contact."""
        f = self.frames
        return Charts(
            (
                self._traced(due_chart(f.due, f.today), "touch.due"),
                self._traced(dormant_chart(f.dormant, f.today), "touch.dormant"),
                self._traced(days_chart(f.days, f.today), "touch.days"),
            )
        )

    def reach(self) -> Charts:
        """Who carries the goals; in the notebook also the circles, how close people are and who introduced whom."""
        f = self.frames
        carried = self._traced(coverage_chart(f.coverage, f.today), "reach.coverage")
        if not self._for_owner:
            return Charts((carried,))
        circles = self._traced(circles_chart(f.circles, f.diversity), "reach.circles")
        return Charts((carried, circles, self._traced(ties_chart(f.ties), "reach.ties"), self._introductions()))

    def _introductions(self) -> Chart:
        try:
            chart = introductions_chart(self.frames.introductions, self.frames.met_by_introduction)
        except BadValue as error:
            return nothing("introductions", "The tree of introductions can't be drawn yet", str(error))
        return self._traced(chart, "reach.introductions")

    # ── sentences ──

    def outreach_says(self) -> Says:
        """This week so far and what lately came to, while the period lasts, and how much was answered."""
        f, said = self.frames, []
        if not f.is_over and (self._for_owner or len(f.pace)):
            said.append(sentences.pace_says(f.pace, f.all_weeks))
        if not f.is_over and (self._for_owner or not f.forecast["label"]):
            said.append(sentences.forecast_says(f.forecast))
        return Says((*said, sentences.replies_says(f.reply_rate.iloc[0], f.median_days)))

    def help_says(self) -> Says:
        """The balance of the whole network, its interval, and how much was mutual."""
        return Says(sentences.balance_says(self.frames.overall, self.frames.since))

    def made_from(self) -> Says:
        """The day, and how many rows all this was made from."""
        f = self.frames
        return Says((sentences.made_from(f.today, f.made_from, f.workbook.look_only),))

    # ── values, and what they are made from ──

    def figures(self) -> dict[str, Any]:
        """Every figure as plain values for JSON; the keys are the names of the functions in netkit.metrics.

        Frames are lists of rows with the index in them, days ISO text, what is not known None; what can't be made says
        why under `error`.
        """
        return {name: self._plain(make) for name, make in FIGURES.items()}

    def _plain(self, make: Callable[[Frames], Any]) -> Any:
        try:
            return plain(make(self.frames))
        except BadValue as error:
            return {"error": str(error)}

    def rows(self, name: str) -> pd.DataFrame:
        """The rows behind a figure (a name of `figures`): part (of the figure), id, table, on, who, what."""
        if name not in FIGURES:
            raise BadValue("figure", name, f"take one of {', '.join(FIGURES)}")
        made = pairs(FIGURES[name](self.frames), self._audiences)
        told = self._log.rows(made["id"].unique().tolist())
        return made.merge(told, on="id")

    def _traced(self, chart: Chart, *names: str) -> Chart:
        """The chart with the list of the rows behind these figures, which is made when it is shown."""
        if not self._for_owner or chart.plot is None:
            return chart
        return replace(chart, behind=lambda: rows_table(self._pairs(names), self._log))

    def _pairs(self, names: tuple[str, ...]) -> pd.DataFrame:
        return pd.concat([pairs(FIGURES[name](self.frames), self._audiences) for name in names], ignore_index=True)

    @cached_property
    def _log(self) -> Log:
        return Log(self.frames.log[0], self.frames.log[2], self.frames.exchanges, self.frames.typed)

    @cached_property
    def _audiences(self) -> dict[str, str]:
        every = [audience for _, plan in self.frames.plans for audience in plan.who.audiences]
        return {audience.id: audience.description or "somebody" for audience in every}

    def _first_day(self) -> date | None:
        days = self.frames.log[0]["on"]
        return days.min().date() if len(days) else None


def plain(value: Any) -> Any:
    """Frames, series, days and numbers as JSON knows them; NaN and NaT are None."""
    if isinstance(value, pd.DataFrame):
        rows = value if isinstance(value.index, pd.RangeIndex) else value.reset_index()
        return [plain(row) for row in rows.to_dict("records")]
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
