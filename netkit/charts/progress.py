"""Each goal of the plan against its date: steps that climb, beside an even pace."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.style import GIVEN, GRID, INK, MUTED, PAPER, Space, day_ticks, is_narrow, styled
from netkit.charts.words import listed, sentence, short_day, shortened, span, wrapped
from netkit.numbers import count, figure, in_words, plural
from netkit.vocabulary import say_day

NOUNS = {"conversations": "conversation", "people": "person", "introductions": "introduction", "meetings": "meeting"}
MOST_GOALS = 8
TOP = 0.58  # of a lane's height, which its number reaches; the words stand above
KEPT = ["outcome", "unit", "target", "by", "start", "label"]


def progress_lines(progress: pd.DataFrame, over_time: pd.DataFrame) -> pd.DataFrame:
    """One row a goal and day, with the facts of the goal: what plot_progress draws. The first eight goals."""
    facts = progress[KEPT].head(MOST_GOALS)
    return facts.join(over_time.set_index("goal")[["day", "done"]], how="left").rename_axis("goal").reset_index()


def _space(lines: pd.DataFrame, width: int) -> Space:
    goals, lane, right = max(1, lines["goal"].nunique()), 84, 112
    if width < 500:
        lane, right = 98, 88  # room for names of two lines
    return Space(height=24 + lane * goals + 40, left=24, right=right, top=24, bottom=40)


@styled(_space)
def plot_progress(lines: pd.DataFrame, ax: Axes) -> Axes:
    """A lane for each goal: steps in blue up to its number, and the even pace as a thin line to its day.

    `lines` has one row a goal and day: goal, day, done, and of the goal outcome, target, by, start (NaN: not said).
    Without rows the axes stay empty.
    """
    goals = list(dict.fromkeys(lines["goal"]))
    ax.set_ylim(-max(1, len(goals)) + 0.0, 0)
    ax.set_yticks([])
    if not goals:
        return ax
    days = pd.concat([lines["day"], lines["by"], lines["start"]]).dropna()
    day_ticks(ax, days.min().date(), days.max().date())
    for at, goal in enumerate(goals):
        _lane(ax, -at - 1, lines[lines["goal"] == goal])
    today = lines["day"].max()
    ax.axvline(today, color=MUTED, linewidth=1, linestyle=(0, (2, 3)), zorder=1)
    begins = (today - days.min()) * 20 <= days.max() - days.min()
    style: Any = {"ha": "left" if begins else "center", "color": MUTED, "annotation_clip": False}
    ax.annotate(short_day(today), (today, 0), (0, 6), textcoords="offset points", **style)
    return ax


def _lane(ax: Axes, base: float, rows: pd.DataFrame) -> None:
    goal, right = rows.iloc[-1], ax.get_xlim()[1]
    scale = TOP / (goal["target"] if goal["target"] > 0 else max(1.0, rows["done"].max()))
    ax.plot(ax.get_xlim(), [base, base], color=MUTED, linewidth=1, zorder=2)
    if goal["target"] > 0:
        ax.plot(ax.get_xlim(), [base + TOP] * 2, color=GRID, linewidth=1, zorder=1)
    if goal["target"] > 0 and pd.notna(goal["by"]):
        ax.plot([goal["by"]] * 2, [base, base + TOP], color=INK, linewidth=2, zorder=2, clip_on=False)
        if pd.notna(goal["start"]):
            ax.plot([goal["start"], goal["by"]], [base, base + TOP], color=MUTED, linewidth=1, zorder=2, label="pace")
    done = (rows["done"] * scale).clip(upper=TOP * 1.08)
    ax.plot(rows["day"], base + done, drawstyle="steps-post", color=GIVEN, linewidth=2.5, zorder=3, label="done")
    ax.fill_between(rows["day"], base, base + done, step="post", color=GIVEN, alpha=0.12, linewidth=0)
    dot: Any = {"color": GIVEN, "markeredgecolor": PAPER, "markersize": 9, "clip_on": False, "zorder": 4}
    ax.plot(rows["day"].iloc[-1:], base + done.iloc[-1:], "o", label="now", **dot)
    words: Any = {"annotation_clip": False, "textcoords": "offset points"}
    lines = wrapped(goal["outcome"] or "A goal without words", 34 if is_narrow(ax) else 78)
    for up, line in enumerate(reversed(lines)):
        ax.annotate(line, (ax.get_xlim()[0], base + TOP), (0, 8 + 14 * up), color=INK, va="bottom", **words)
    said: Any = {"color": GIVEN, "fontsize": 14, "fontweight": "bold"}
    ax.annotate(done_of(goal["done"], goal["target"]), (right, base + TOP / 2), (8, 2), va="bottom", **said, **words)
    ax.annotate(_by(goal["by"], is_narrow(ax)), (right, base + TOP / 2), (8, -2), va="top", color=MUTED, **words)


def _by(by: Any, short: bool) -> str:
    return "no day yet" if pd.isna(by) else f"by {short_day(by) if short else say_day(by)}"


def done_of(done: float, target: float) -> str:
    """`5 of 6`, `5` without a number to reach, `– of 6` where nothing was noted yet."""
    return figure(done) if target != target else f"{figure(done)} of {figure(target)}"


# ── words ──


def progress_title(progress: pd.DataFrame, today: date) -> str:
    """With one goal how far it is and the days left; with more, how many keep an even pace."""
    if len(progress) == 1:
        return _one(progress.iloc[0], today)
    judged = progress[progress["expected"].notna() & progress["done"].notna()]
    n = len(judged)
    if n == 0:
        return f"{sentence(in_words(len(progress)))} goals; with a number and a day it is seen how they go"
    ahead = int((judged["done"] >= judged["expected"]).sum())
    if ahead == n:
        many = {1: "One goal keeps", 2: "Both goals keep"}.get(n, f"All {in_words(n)} goals keep")
        return f"{many} an even pace"
    if n == 1:
        return "One goal is below an even pace"
    keep = "keeps" if ahead == 1 else "keep"
    return sentence(f"{in_words(ahead, n)} of {in_words(n, ahead)} goals {keep} an even pace")


def _one(goal: pd.Series[Any], today: date) -> str:
    noun = NOUNS.get(goal["unit"], "")
    if goal["done"] != goal["done"]:
        return f"One goal, and {'too few people to tell' if noun else 'nothing noted towards it'} yet"
    if goal["target"] != goal["target"]:
        return sentence(f"{figure(goal['done'])} {plural(goal['done'], noun) if noun else 'so far'}")
    whole = goal["done"] == int(goal["done"]) and goal["target"] == int(goal["target"])
    numbers = [int(goal["done"]), int(goal["target"])]
    told = f"{in_words(*numbers)} of {in_words(*numbers[::-1])}" if whole else done_of(goal["done"], goal["target"])
    told = sentence(f"{told} {plural(goal['target'], noun)}" if noun else told)
    if goal["done"] >= goal["target"]:
        return f"{told}: reached"
    return told if pd.isna(goal["by"]) else f"{told}, {_left((goal['by'].date() - today).days, goal['by'])}"


def _left(days: int, by: date) -> str:
    if days < 0:
        return f"and the day was {say_day(by)}"
    return "and the day is today" if days == 0 else f"{count(days, 'day')} left"


def progress_foot(progress: pd.DataFrame, today: date, untied: int | None = 0) -> str:
    """n, the period, and what a goal lacks; for its owner, with `untied` conversations, also where to mend it."""
    n, goals = int(progress["ids"].map(len).sum()), len(progress)
    starts = progress["start"].dropna()
    period = f", {span(starts.min().date(), today)}" if len(starts) else f", up to {say_day(today)}"
    entries = f"{count(n, 'entry')} that {'counts' if n == 1 else 'count'}"
    parts = [f"n = {entries} towards {'the goal' if goals == 1 else f'{in_words(goals)} goals'}{period}."]
    if goals > MOST_GOALS:
        parts.append(f"The first {in_words(MOST_GOALS)} are drawn.")
    lonely = [f"“{shortened(o, 40)}”" for o in progress["outcome"][progress["label"].str.startswith("nobody")]]
    if lonely and untied is not None:
        parts.append(
            f"Nobody is tied to {listed(lonely)} yet: choose people for it under Who in 1_plan and in 2_people."
        )
    if untied:
        told = f"{count(untied, 'conversation')} {'is' if untied == 1 else 'are'} not tied to a goal yet"
        parts.append(f"{told}: say in 2_people which of your people they are.")
    untold, counted = progress["done"].isna(), progress["unit"].isin(list(NOUNS))
    if (untold & counted).any():
        parts.append("A dash: fewer than five people.")
    if (untold & ~counted).any():
        note = "it can't be counted from the log; note it under This week in 3_log."
        parts.append(f"A dash: {'not noted yet.' if untied is None else note}")
    return " ".join(parts)


def progress_alt(progress: pd.DataFrame) -> str:
    said = []
    for goal in progress.head(MOST_GOALS).to_dict("records"):
        pace = (
            f", on an even pace {figure(round(goal['expected'], 1))} by now"
            if goal["expected"] == goal["expected"]
            else ""
        )
        by = "" if pd.isna(goal["by"]) else f", {_by(goal['by'], False)}"
        said.append(f"{goal['outcome'] or 'A goal without words'}: {done_of(goal['done'], goal['target'])}{by}{pace}")
    return f"A rising step line for each goal, beside a straight line to its day. {'. '.join(said)}."


def progress_table(progress: pd.DataFrame) -> Table:
    rows = [
        (
            goal["outcome"] or "A goal without words",
            figure(goal["done"]),
            figure(goal["target"]),
            figure(round(goal["expected"], 1)),
            "–" if pd.isna(goal["by"]) else say_day(goal["by"]),
        )
        for goal in progress.to_dict("records")
    ]
    return Table(
        "The goals, and what an even pace would be by now", ["Goal", "Done", "Number", "Even pace", "By"], rows
    )


def progress_chart(progress: pd.DataFrame, over_time: pd.DataFrame, today: date, untied: int | None = 0) -> Chart:
    """The chart of metrics.reach.progress and over_time, or what to write to see it.

    `untied` is the number of conversations in metrics.reach.untied; None for readers who can't tie them.
    """
    if progress.empty:
        return nothing(
            "progress",
            "Your goals will stand here",
            "For each goal a line that climbs towards its number and its day. Add one under Why in 1_plan: "
            "what you will have then, how many, and by which day.",
        )
    lines = progress_lines(progress, over_time)
    return Chart(
        "progress", progress_title(progress, today),
        "What counts towards each goal, up to its number; the thin line is an even pace from its start to its day",
        progress_foot(progress, today, untied), progress_alt(progress), plot_progress, lines, progress_table(progress),
    )  # fmt: skip
