"""The metrics of one workbook, each computed once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from netkit.metrics import balance, reach, touch, volume
from netkit.metrics.fives import down_to_fives, goals_in_fives, lines_in_fives
from netkit.metrics.frames import ordered
from netkit.metrics.reach.goals import tally
from netkit.metrics.steps import outcomes, steps

if TYPE_CHECKING:
    from netkit.questions import Plan
    from netkit.workbook import Workbook


def in_report(workbook: Workbook) -> bool:
    """Whether this is the copy that a report is made from, which stands still on one day; the sample is none."""
    return bool(workbook.settings().today) and not workbook.look_only


class Frames:
    """The metrics of a workbook up to its today; `since` is the first day that counts where a period is shown.

    In the copy for a report whose period `is_over` no week runs: each belongs to the period in which it ends. In the
    copy for a report of figures alone, goals and people are counted in fives, and nothing is said of those
    with whom help went both ways: two of its numbers, or two reports, would tell of a few people else.
    """

    def __init__(self, workbook: Workbook, since: date | None) -> None:
        self.workbook, self.today, self.since = workbook, workbook.today, since
        settings = workbook.settings()
        self.figures_only = in_report(workbook) and settings.report_level == "none"
        self.is_over = in_report(workbook) and bool(settings.report_until)

    # ── what was logged ──

    @cached_property
    def log(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        return self.workbook.log()

    @cached_property
    def told(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """The log up to today with what came of it, worked out once for all metrics."""
        interactions, contacts, people = self.log
        known = ordered(outcomes(interactions, self.today), ["on", "id"])
        return known, ordered(steps(known, contacts, self.today), ["on", "interaction", "person"]), people

    @cached_property
    def exchanges(self) -> pd.DataFrame:
        return self.workbook.exchanges()

    @cached_property
    def typed(self) -> pd.DataFrame:
        return self.workbook.progress()

    @cached_property
    def in_period(self) -> pd.DataFrame:
        """The exchanges since the first day that counts."""
        return self._from(self.exchanges, self.exchanges["on"])

    @cached_property
    def plan(self) -> Plan:
        return self.workbook.plan()

    @cached_property
    def plans(self) -> list[tuple[date, Plan]]:
        return self.workbook.plans()

    @property
    def named(self) -> list[str]:
        """The people to meet, of the version of the plan in force."""
        return self.plan.when.named

    @cached_property
    def made_from(self) -> dict[str, int]:
        """How many interactions, exchanges and versions of the plan belong to the period, today its last day."""
        frames = {"interaction": self._from(self.log[0], self.log[0]["on"]), "exchange": self.in_period}
        rows = {noun: int((frame["on"] <= pd.Timestamp(self.today)).sum()) for noun, frame in frames.items()}
        versions = [day for day, _ in self.plans if day <= self.today]
        replaced = sum(day <= self.since for day in versions[1:]) if self.since else 0  # before the period began
        return {**rows, "version of the plan": len(versions) - replaced}

    # ── outreach ──

    @cached_property
    def all_weeks(self) -> pd.DataFrame:
        return volume.weekly(*self.told, self.plans, self.today)

    @cached_property
    def weekly(self) -> pd.DataFrame:
        """The weeks that end on or after the first day that counts, the one that runs too while the period does."""
        after = self.today + timedelta(days=1)  # by then a week that ends with the period is complete
        weeks = volume.weekly(*self.told, self.plans, after).query("complete") if self.is_over else self.all_weeks
        return self._from(weeks, weeks.index + pd.Timedelta(days=6))

    @cached_property
    def pace(self) -> pd.DataFrame:
        return volume.pace(self.all_weeks, self.today)

    @cached_property
    def catch_up_pace(self) -> pd.DataFrame:
        return volume.pace(self.all_weeks, self.today, "catch_ups")

    @cached_property
    def forecast(self) -> pd.Series[Any]:
        return volume.forecast(self.all_weeks)

    @cached_property
    def streak(self) -> pd.Series[Any]:
        return volume.streak(self.all_weeks)

    @cached_property
    def funnel(self) -> pd.DataFrame:
        return volume.funnel(*self.told, self.today, self.named, self.since)

    @cached_property
    def mix(self) -> pd.DataFrame:
        return volume.mix(*self.told, self.plan, self.today, self.since)

    @cached_property
    def reply_rate(self) -> pd.DataFrame:
        return volume.reply_rate(self.told[0], self.today)

    @cached_property
    def reply_rates(self) -> dict[str, pd.DataFrame]:
        """By channel, version of the message, and audience."""
        interactions, contacts, people = self.told
        return {
            "channel": volume.reply_rate(interactions, self.today, "channel"),
            "message": volume.reply_rate(interactions, self.today, "message"),
            "audience": volume.reply_rate(interactions, self.today, "audience", contacts, people),
        }

    @cached_property
    def waits(self) -> pd.DataFrame:
        return volume.time_to_reply(self.told[0], self.today)

    @cached_property
    def median_days(self) -> pd.Series[Any]:
        return volume.median_days(self.waits)

    # ── help ──

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
        made = balance.overall(self.in_period, self.today)
        if self.figures_only:
            made["people"], made["mutuality"] = down_to_fives(made["people"]), float("nan")
        return made

    @cached_property
    def by_person(self) -> pd.DataFrame:
        return balance.by_person(self.in_period, self.today)

    @cached_property
    def by_kind(self) -> pd.DataFrame:
        return balance.by_kind(self.in_period, self.today)

    @cached_property
    def by_group(self) -> dict[str, pd.DataFrame]:
        """By audience and by circle."""
        people = self.told[2]
        return {
            "audience": balance.by_group(self.in_period, people, self.today),
            "circle": balance.by_group(self.in_period, people, self.today, "circle", plan=self.plan),
        }

    @cached_property
    def minutes(self) -> pd.DataFrame:
        return balance.minutes(self.in_period, self.today)

    # ── people ──

    @cached_property
    def due(self) -> pd.DataFrame:
        return touch.due(self.told[2], self.told[1], self.today, self.named)

    @cached_property
    def dormant(self) -> pd.DataFrame:
        return touch.dormant(self.told[2], self.told[1], self.today)

    @cached_property
    def days(self) -> pd.DataFrame:
        return touch.days(self.told[1], self.today)

    @cached_property
    def progress(self) -> pd.DataFrame:
        made = reach.progress(self.plan, self._tally, self.told[2], self.today, self.plans)
        return goals_in_fives(made, self._people_in) if self.figures_only else made

    @cached_property
    def goal_lines(self) -> pd.DataFrame:
        made = reach.over_time(self.progress, self._tally, self.today)
        return lines_in_fives(made, self.progress["unit"], self._people_in) if self.figures_only else made

    @cached_property
    def _people_in(self) -> dict[str, set[str]]:
        """Whom each interaction and each exchange was with."""
        met = self.told[1].groupby("interaction")["person"].agg(set).to_dict()
        return met | {id: {person} for id, person in self.exchanges[["id", "person"]].itertuples(index=False)}

    @cached_property
    def untied(self) -> list[str]:
        """The conversations that count towards no goal."""
        return reach.untied(self.plan, *self.told, self.today, self.plans)

    @cached_property
    def _tally(self) -> pd.DataFrame:
        return tally(self.plan, *self.told, self.exchanges, self.typed, self.today, self.plans)

    @cached_property
    def coverage(self) -> pd.DataFrame:
        return reach.coverage(self.plan, self.told[1], self.told[2], self.today)

    @cached_property
    def circles(self) -> pd.DataFrame:
        return reach.circles(self.told[2], self.plan)

    @cached_property
    def diversity(self) -> pd.Series[Any]:
        return reach.diversity(self.told[2], self.plan)

    @cached_property
    def introductions(self) -> pd.DataFrame:
        interactions, contacts, people = self.told
        return reach.introductions(people, contacts, self.exchanges, self.today, interactions)

    @cached_property
    def met_by_introduction(self) -> pd.Series[Any]:
        interactions, contacts, people = self.told
        return reach.met_by_introduction(people, contacts, self.exchanges, self.today, interactions, self.since)

    @cached_property
    def ties(self) -> pd.DataFrame:
        return reach.ties(self.told[2])

    def _from(self, frame: pd.DataFrame, days: Any) -> pd.DataFrame:
        return frame if self.since is None else frame[days >= pd.Timestamp(self.since)]


FIGURES: dict[str, Callable[[Frames], pd.DataFrame | pd.Series[Any]]] = {
    "reach.progress": lambda f: f.progress,
    "reach.over_time": lambda f: f.goal_lines,
    "reach.untied": lambda f: pd.Series({"n": len(f.untied), "ids": f.untied}, dtype="object"),
    "reach.coverage": lambda f: f.coverage,
    "reach.circles": lambda f: f.circles,
    "reach.diversity": lambda f: f.diversity,
    "reach.introductions": lambda f: f.introductions,
    "reach.met_by_introduction": lambda f: f.met_by_introduction,
    "reach.ties": lambda f: f.ties,
    "volume.weekly": lambda f: f.weekly,
    "volume.in_touch": lambda f: volume.in_touch(*f.told[1:], f.today),
    "volume.pace": lambda f: f.pace,
    "volume.pace.catch_ups": lambda f: f.catch_up_pace,
    "volume.forecast": lambda f: f.forecast,
    "volume.forecast.catch_ups": lambda f: volume.forecast(f.all_weeks, "catch_ups"),
    "volume.streak": lambda f: f.streak,
    "volume.streak.catch_ups": lambda f: volume.streak(f.all_weeks, "catch_ups"),
    "volume.funnel": lambda f: f.funnel,
    "volume.mix": lambda f: f.mix,
    "volume.reply_rate": lambda f: f.reply_rate,
    "volume.reply_rate.channel": lambda f: f.reply_rates["channel"],
    "volume.reply_rate.message": lambda f: f.reply_rates["message"],
    "volume.reply_rate.audience": lambda f: f.reply_rates["audience"],
    "volume.time_to_reply": lambda f: f.waits,
    "volume.median_days": lambda f: f.median_days,
    "balance.overall": lambda f: f.overall,
    "balance.over_time": lambda f: f.rolling,
    "balance.by_person": lambda f: f.by_person,
    "balance.by_kind": lambda f: f.by_kind,
    "balance.by_group.audience": lambda f: f.by_group["audience"],
    "balance.by_group.circle": lambda f: f.by_group["circle"],
    "balance.minutes": lambda f: f.minutes,
    "touch.due": lambda f: f.due,
    "touch.dormant": lambda f: f.dormant,
    "touch.days": lambda f: f.days,
    "touch.stage": lambda f: touch.stage(f.told[2], *f.told[:2], f.today),
}
"""Every figure of the review: the function of netkit.metrics that makes it, and which of its forms after a dot."""
