"""The review in plain text: what each chart says, under the questions that they answer."""

from __future__ import annotations

from collections.abc import Sequence

from netkit.charts.chart import Chart, Says
from netkit.charts.review import Review


def sections(review: Review) -> dict[str, Sequence[Chart]]:
    """Every chart of the review under its question, in the order of 4_review."""
    return {
        "Goals": (review.progress(),),
        "Outreach": (review.outreach(), review.stages()),
        "Help given and received": (review.help(), review.balance()),
        "Plan and practice": (review.plan_and_practice(),),
        "This week": review.week().charts,
        "Answers": review.answers().charts,
        "What sort of help, and with whom": review.help_both_ways().charts,
        "Person by person": (review.by_person(),),
        "Keeping in touch": review.in_touch().charts,
        "Reach": review.reach().charts,
    }


def in_plain_text(review: Review) -> str:
    """The sentences of all charts that have rows; of the others what they wait for, at the end."""
    beside: dict[str, Says] = {"Outreach": review.outreach_says(), "Help given and received": review.help_says()}
    blocks, waiting = [], []
    for heading, charts in sections(review).items():
        said = [f"{chart.title}." for chart in charts if chart.plot]
        waiting += [f"{chart.title}. {chart.sub}" for chart in charts if not chart.plot]
        if said:
            blocks.append((heading, said + [text for text in beside.get(heading, Says(())).paragraphs if text]))
    if waiting:
        blocks.append(("Still to come", waiting))
    return "\n\n".join(["\n  ".join([heading, *said]) for heading, said in blocks] + [str(review.made_from())])
