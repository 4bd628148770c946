"""How much outreach is answered, by channel, version of the message and audience, each with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from netkit.charts.chart import Chart, Table, nothing
from netkit.charts.lanes import lanes, lay, named, say
from netkit.charts.style import GIVEN, INK, MUTED, PAPER, styled
from netkit.charts.words import listed, sentence, shortened
from netkit.numbers import figure, in_words
from netkit.vocabulary import CHANNEL

GROUPS = {"channel": "By channel", "message": "By version of the message", "audience": "By kind of people"}
NOT_SAID = {"channel": "not noted", "message": "no version noted", "audience": "kind not noted"}
MOST = 6  # rows of a group


def shown_answers(rates: Mapping[str, pd.DataFrame], audiences: Mapping[str, str]) -> pd.DataFrame:
    """The frames of volume.reply_rate by channel, message and audience as one: group, name, n, answered, rate, low ...

    A group in which nothing is noted is left out; of each the six most frequent, what is not noted last.
    """
    parts = []
    for by, frame in rates.items():
        rows = frame.rename_axis("term").reset_index()
        rows = pd.concat([rows[rows["term"] != ""].head(MOST), rows[rows["term"] == ""]])
        if (rows["term"] != "").any():
            names = [_name(by, str(term), audiences) for term in rows["term"]]
            parts.append(rows.assign(group=GROUPS[by], by=by, name=names))
    empty = pd.DataFrame(columns=["group", "by", "name", "term", "n", "answered", "rate", "low", "high", "label"])
    return pd.concat(parts, ignore_index=True) if parts else empty


def _name(by: str, term: str, audiences: Mapping[str, str]) -> str:
    if not term:
        return NOT_SAID[by]
    return CHANNEL.say(term) if by == "channel" else audiences.get(term, term)


def _words(shown: pd.DataFrame) -> list[str]:
    return [answered(row) for row in shown.to_dict("records")]


@styled(lanes(left=216, right=128, bottom=28, words=_words), named)
def plot_answers(shown: pd.DataFrame, ax: Axes) -> Axes:
    """A dot for each share with its interval as a line, on a scale from none to all; no dot with too few.

    `shown` has one row a lane with name (else the index names it), n, answered, rate, low, high and label (not '': too
    few for a share); where it has `group`, a heading stands before each. Without rows the axes stay empty.
    """
    ax.set_xlim(0, 1)
    rows = lay(ax, shown)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "", "50%", "", "100%"])
    ax.get_xticklabels()[0].set_horizontalalignment("left")
    ax.get_xticklabels()[-1].set_horizontalalignment("right")
    ax.grid(visible=True, axis="x")
    for at, row in zip(rows, shown.to_dict("records"), strict=True):
        if not row["label"]:
            ax.plot([row["low"], row["high"]], [at, at], color=GIVEN, alpha=0.4, linewidth=6, label="interval")
            style: Any = {"markersize": 9, "markeredgecolor": PAPER, "markeredgewidth": 1.5, "clip_on": False}
            ax.plot([row["rate"]], [at], "o", color=GIVEN, label="share", **style)
        say(ax, at, row["name"], answered(row), 28, MUTED if row["label"] else INK)
    return ax


def answered(row: Mapping[Any, Any]) -> str:
    """`67 of 97, 69%`, without the share where there are too few."""
    said = f"{figure(row['answered'])} of {figure(row['n'])}"
    return said if row["label"] else f"{said}, {row['rate']:.0%}"


def answers_title(overall: pd.Series[Any], shown: pd.DataFrame) -> str:
    """The share of all that was answered, and which channels or versions stand out from it."""
    n, hits = int(overall["n"]), int(overall["answered"])
    lead = sentence(f"{in_words(hits, n)} of {in_words(n, hits)} {'was' if hits == 1 else 'were'} answered")
    if n == 1:
        lead = "The one message so far was answered" if hits else "The one message so far has no answer yet"
    if overall["label"]:
        return lead
    telling = shown[(shown["label"] == "") & shown["by"].isin(["channel", "message"]) & (shown["term"] != "")]
    more = [shortened(name, 24) for name in telling["name"][telling["low"] > overall["rate"]]]
    less = [shortened(name, 24) for name in telling["name"][telling["high"] < overall["rate"]]]
    ends = [f"{word} often: {listed(names[:3])}" for word, names in (("more", more), ("less", less)) if names]
    return f"{lead}, {overall['rate']:.0%}" + (f"; {'; '.join(ends)}" if ends else "; none stands out")


def answers_chart(overall: pd.Series[Any], rates: Mapping[str, pd.DataFrame], audiences: Mapping[str, str]) -> Chart:
    """The chart of metrics.volume.reply_rate, overall and by channel, message and audience, or what to log."""
    shown = shown_answers(rates, audiences)
    if not overall["n"] or shown.empty:
        return nothing(
            "answers", "Who answers, and by which way, will stand here",
            "Two weeks after your first message: how many were answered, by channel, by version of your message and "
            "by kind of people. Log what you send in 3_log, and later what came of it.",
        )  # fmt: skip
    rows = [
        (f"{row['group']}: {row['name']}", figure(row["n"]), figure(row["answered"]),
         "–" if row["label"] else f"{row['rate']:.0%}",
         row["label"] or f"{row['low']:.0%} to {row['high']:.0%}")
        for row in shown.to_dict("records")
    ]  # fmt: skip
    said = "; ".join(f"{row['name']}: {answered(row)}" for row in shown.to_dict("records"))
    few = " Too few for a share: fewer than five." if (shown["label"] != "").any() else ""
    between = "" if overall["label"] else f", in the long run between {overall['low']:.0%} and {overall['high']:.0%}"
    return Chart(
        "answers", answers_title(overall, shown),
        "Share of messages that were answered; the pale line is where it most likely lies in the long run (95%)",
        f"n = {figure(overall['n'])} messages that are two weeks old or more{between}.{few}",
        f"Dots with intervals, from 0% to 100%. {said}.", plot_answers, shown,
        Table("Answers", ["What", "Sent", "Answered", "Share", "Likely between"], rows, first=True),
    )  # fmt: skip
