"""The metrics of one workbook, each computed once, when it is first asked for."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from netkit.metrics import balance, reach, touch, volume
from netkit.metrics.balance import delivered
from netkit.metrics.circles import in_circles
from netkit.metrics.fives import down_to_fives, goals_in_fives, lines_in_fives
from netkit.metrics.reach.goals import tally
from netkit.metrics.steps import outcomes, steps
from netkit.metrics.touch import known
from netkit.metrics.volume.weeks import touches

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
        known = outcomes(interactions, self.today)
        return known, touches(steps(known, contacts, self.today), people, self.today), people

    @cached_property
    def exchanges(self) -> pd.DataFrame:
        return self.workbook.exchanges()

    @cached_property
    def helps(self) -> pd.DataFrame:
        """The help given and received up to today, its weights worked out once for all metrics."""
        asked_for = self.workbook.settings().count_endorsements
        return delivered(self.exchanges, self.today, endorsements=asked_for)

    @cached_property
    def typed(self) -> pd.DataFrame:
        return self.workbook.progress()

    @cached_property
    def in_period(self) -> pd.DataFrame:
        """The help given and received since the first day that counts."""
        return self._from(self.helps, self.helps["on"])

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
        """How many entries, times of help and versions of the plan belong to the period, today its last day."""
        logged = {"entry": self.log[0], "time of help": self.exchanges}
        frames = {noun: self._from(frame, frame["on"]) for noun, frame in logged.items()}
        rows = {noun: int((frame["on"] <= pd.Timestamp(self.today)).sum()) for noun, frame in frames.items()}
        versions = [day for day, _ in self.plans if day <= self.today]
        replaced = sum(day <= self.since for day in versions[1:]) if self.since else 0  # before the period began
        return {**rows, "version of the plan": len(versions) - replaced}

    # ── outreach ──

    @cached_property
    def all_weeks(self) -> pd.DataFrame:
        """All weeks up to today, the one that runs too while the period does."""
        if not self.is_over:
            return volume.weekly(*self.told, self.plans, self.today)
        after = self.today + timedelta(days=1)  # by then a week that ends with the period is complete
        return volume.weekly(*self.told, self.plans, after).query("complete")

    @cached_property
    def weekly(self) -> pd.DataFrame:
        """The weeks that end on or after the first day that counts."""
        return self._from(self.all_weeks, self.all_weeks.index + pd.Timedelta(days=6))

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
    def sent(self) -> pd.DataFrame:
        """The interactions since the first day that counts, with what came of them."""
        return self._from(self.told[0], self.told[0]["on"])

    @cached_property
    def reply_rate(self) -> pd.DataFrame:
        return volume.reply_rate(self.sent, self.today)

    @cached_property
    def reply_rates(self) -> dict[str, pd.DataFrame]:
        """By channel, version of the message, and audience."""
        return {
            "channel": volume.reply_rate(self.sent, self.today, "channel"),
            "message": volume.reply_rate(self.sent, self.today, "message"),
            "audience": volume.reply_rate(self.sent, self.today, "audience", *self.told[1:]),
        }

    @cached_property
    def waits(self) -> pd.DataFrame:
        return volume.time_to_reply(self.sent, self.today)

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
        whole = self.over_time if self.since is None else balance.over_time(self.helps, self.today)
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
        return {
            "audience": balance.by_group(self.in_period, self.told[2], self.today),
            "circle": balance.by_group(self.in_period, self.in_circles, self.today, "circle"),
        }

    @cached_property
    def minutes(self) -> pd.DataFrame:
        return balance.minutes(self.in_period, self.today)

    # ── people ──

    @cached_property
    def known(self) -> pd.DataFrame:
        """Everybody with their last contact."""
        return known(self.told[2], self.told[1], self.today)

    @cached_property
    def in_circles(self) -> pd.DataFrame:
        """Each person in each of their circles."""
        return in_circles(self.told[2], self.plan)

    @cached_property
    def due(self) -> pd.DataFrame:
        return touch.due(self.known, self.told[1], self.today, self.named)

    @cached_property
    def dormant(self) -> pd.DataFrame:
        return touch.dormant(self.known, self.told[1], self.today)

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
        return tally(self.plan, *self.told, self.helps, self.typed, self.today, self.plans)

    @cached_property
    def coverage(self) -> pd.DataFrame:
        return reach.coverage(self.plan, self.told[1], self.told[2], self.today)

    @cached_property
    def circles(self) -> pd.DataFrame:
        return reach.circles(self.in_circles)

    @cached_property
    def diversity(self) -> pd.Series[Any]:
        return reach.diversity(self.in_circles)

    @cached_property
    def introductions(self) -> pd.DataFrame:
        interactions, contacts, people = self.told
        return reach.introductions(people, contacts, self.helps, self.today, interactions)

    @cached_property
    def met_by_introduction(self) -> pd.Series[Any]:
        interactions, contacts, people = self.told
        tree = self.introductions
        return reach.met_by_introduction(people, contacts, self.helps, self.today, interactions, self.since, tree)

    @cached_property
    def ties(self) -> pd.DataFrame:
        return reach.ties(self.told[2])

    def _from(self, frame: pd.DataFrame, days: Any) -> pd.DataFrame:
        return frame if self.since is None else frame[days >= pd.Timestamp(self.since)]
