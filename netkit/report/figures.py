"""The figures of a report's first screen: plain numbers, kept with the report so that the next one can compare."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import pandas as pd

from netkit import advice
from netkit.charts.frames import Frames
from netkit.metrics import volume
from netkit.metrics.volume.replies import WAITING_DAYS, outreach
from netkit.numbers import count
from netkit.records import SavedReport
from netkit.report import front
from netkit.targets import whole
from netkit.workbook import Workbook

STEPS = 3
MARKS = {"met": "kept", "below": "missed", "off": "off"}
Figures = dict[str, Any]


def figures(
    progress: pd.DataFrame,
    weekly: pd.DataFrame,
    funnel: pd.DataFrame,
    overall: pd.Series[Any],
    interactions: pd.DataFrame,
    today: date,
) -> Figures:
    """The five figures as values for JSON: goal, weeks, fresh, stages, help.

    Takes the frames of reach.progress, volume.weekly (of the period), volume.funnel and balance.overall.

    - goal: the first of the plan that has a number, else its first; None without a goal
    - weeks: kept, counted (of weeks, or months: per), off, marks (a word a week)
    - fresh: new, again and planned, with the week that runs, of the weeks that asked for people (of all weeks, where
      none did); beside, people of the other weeks; now, how many came in the week that runs; over, the weeks gone by
    - stages: contacted, replied, met, waiting (people written to within 14 days, without an answer yet)
    - help: given, received (sums of worth), times, rated, label
    """
    return {
        "goal": _goal(progress),
        "weeks": _weeks(weekly),
        "fresh": _fresh(weekly),
        "stages": {**_stages(funnel), "waiting": _waiting(interactions, today)},
        "help": _help(overall),
    }


def _goal(progress: pd.DataFrame) -> Figures | None:
    if progress.empty:
        return None
    row = (progress[progress["target"] > 0] if (progress["target"] > 0).any() else progress).iloc[0]
    done, target = (None if pd.isna(row[name]) else float(row[name]) for name in ("done", "target"))
    by = None if pd.isna(row["by"]) else row["by"].date().isoformat()
    return {"id": str(row.name), "unit": row["unit"], "done": done, "target": target, "by": by}


def _weeks(weekly: pd.DataFrame) -> Figures:
    marks = weekly.loc[weekly["complete"], "verdict"].map(MARKS).fillna("none").tolist()
    row = volume.streak(weekly)
    return {
        "kept": row["met"], "counted": row["judged"], "per": row["per"], "off": marks.count("off"), "marks": marks,
    }  # fmt: skip


def _fresh(weekly: pd.DataFrame) -> Figures:
    asked = (weekly["target"] > 0) & ~weekly["off"].astype(bool)
    planned = whole(float(weekly.loc[asked, "target"].sum()))
    people = weekly["new_people"] + weekly["reawakened"]
    counted = asked | (planned == 0)
    over = counted & weekly["complete"].astype(bool)
    return {
        "new": int(weekly.loc[counted, "new_people"].sum()), "again": int(weekly.loc[counted, "reawakened"].sum()),
        "planned": planned, "beside": int(people[~counted].sum()),
        "now": int(people[counted & ~over].sum()), "over": int(over.sum()),
    }  # fmt: skip


def _stages(funnel: pd.DataFrame) -> Figures:
    people = funnel["n"].astype("int64").to_dict()
    return {name: int(people[name]) for name in ("contacted", "replied", "met")}


def _waiting(interactions: pd.DataFrame, today: date) -> int:
    sent = outreach(interactions, today)
    young = (pd.Timestamp(today) - sent["on"]).dt.days < WAITING_DAYS
    open_ones = sent.loc[young & ~sent["answered"] & (sent["outcome"] == "pending"), "id"]
    return len({person for people in interactions.set_index("id").loc[open_ones, "people"] for person in people})


def _help(overall: pd.Series[Any]) -> Figures:
    sums = {name: round(float(overall[name]), 1) for name in ("given", "received")}
    return {**sums, "times": int(overall["n"]), "rated": int(overall["rated"]), "label": str(overall["label"])}


def of_frames(frames: Frames) -> Figures:
    """The figures of a workbook's period, from its frames; in a report of figures alone of a goal that can be told.

    Of a period that is over nobody is said to wait: by now they may have answered.
    """
    goals = frames.progress
    if frames.figures_only and goals["done"].notna().any():
        goals = goals[goals["done"].notna()]
    made = figures(goals, frames.weekly, frames.funnel, frames.overall, frames.log[0], frames.today)
    return made | {"stages": made["stages"] | {"waiting": 0}} if frames.is_over else made


def facts(workbook: Workbook, made_on: date, made: Frames | None = None) -> dict[str, Any]:
    """What the first screen of a report shows, as values for JSON, taken from its redacted copy.

    figures; made_from: (how many, the same in words); cards (see front.Card); changes since the last report (see
    `_changes`), or None; steps, as of the day that it is made on: (day, netkit's words, the owner's words). At the
    level none people are rounded, and there are no steps. Frames that the notebook has `made` already are not made
    again.
    """
    settings = workbook.settings()
    coarse, since = settings.report_level == "none", settings.report_since
    fits = made is not None and (made.workbook.path, made.since) == (workbook.path, since)
    frames = made if made is not None and fits else Frames(workbook, since)
    now = of_frames(frames)
    return {
        "figures": now,
        "made_from": [(n, count(n, noun)) for noun, n in _made_from(frames).items()],
        "cards": [asdict(card) for card in front.cards(now, workbook.today, coarse)],
        "changes": _changes(workbook, now, since, coarse),
        "steps": [] if coarse else _steps(Workbook(workbook.path, made_on)),
    }


def _made_from(frames: Frames) -> dict[str, int]:
    """Without the entries in a report of figures alone: how many there are with a few people may be known."""
    return {noun: n for noun, n in frames.made_from.items() if not frames.figures_only or noun != "entry"}


def _changes(workbook: Workbook, now: Figures, since: date | None, coarse: bool) -> dict[str, Any] | None:
    """What changed since the report of the period before: the last one that ended before this one ends.

    on: the day on which that ended; since: its first day (None: from the start); same_start: whether that is the
    first day of this one too, else they are of two periods; rows; plan: the day of the version in force, None without
    one. Figures that it didn't keep, or not as coarse as they are now, are made anew as of its day.
    """
    ends = [(min(report.until or report.made_on, report.made_on), report) for report in workbook.where(SavedReport)]
    before = [(until, report) for until, report in ends if until < workbook.today]
    if not before:
        return None
    until, last = max(before, key=lambda pair: (pair[0], pair[1].made_on))
    exact = not coarse and last.level != "none"
    kept = (exact and last.figures) or of_frames(Frames(Workbook(workbook.path, until), last.since))
    versions = [day for day, _ in workbook.plans() if day <= workbook.today]
    return {
        "on": until.isoformat(),
        "since": last.since and last.since.isoformat(),
        "same_start": last.since == since,
        "rows": front.changes(now, kept, coarse),
        "plan": versions[-1].isoformat() if versions else None,
    }


def _steps(workbook: Workbook) -> list[tuple[str, str, str]]:
    today, near, plan = workbook.today, workbook.lately(), workbook.plan()
    whats = dict(zip(near.actions["id"], near.actions["what"], strict=True)) | {advice.NEXT: plan.when.next}
    chosen = advice.each_once(advice.next_steps(*near.frames, plan, today), STEPS)
    days = {step: max(step.due_on or today, today) for step in chosen}
    return [
        (day.isoformat(), *front.step_says(step.kind, step.person and step.name, whats.get(step.ref, "")))
        for step, day in sorted(days.items(), key=lambda pair: pair[1])
    ]
