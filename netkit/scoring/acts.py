"""The criteria of How, When and Help: what is lost, why, and how to earn it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil

from netkit.questions import IfThen, Plan
from netkit.scoring.likeness import distinct, is_said
from netkit.scoring.links import catch_ups_a_week, fits, new_a_week
from netkit.scoring.people import Named
from netkit.scoring.result import Reason, lose
from netkit.targets import DUST
from netkit.vocabulary import PLAN_MODE, say_day

FEW = 3  # names that are enough to begin
GIVEN = ("", "; two are enough to begin, three earn all", ": enough to begin, three earn all")
SOON = 14  # days within which the next action lies


def how_reasons(plan: Plan) -> Iterator[Reason]:
    """What How does not earn: a mode, a way that fits it, a firm if-then."""
    if not plan.how.mode:
        yield lose(
            "how",
            "mode",
            3,
            "how.mode",
            "It isn't said yet whether you'd meet people one by one, or in groups.",
            "Choose what you'd keep up.",
            "Choose one, groups or both",
        )
    if not any(fits(avenue, plan.how.mode) for avenue in plan.how.avenues):
        chosen = any(avenue.kind for avenue in plan.how.avenues) and plan.how.mode
        yield lose(
            "how",
            "avenue",
            4,
            "how.avenues",
            f"None of the ways you chose fits “{PLAN_MODE.say(plan.how.mode)}”, as you said above."
            if chosen
            else "There is no way yet that fits.",
            "Pick one that works on a tired Tuesday.",
            "Pick a way",
        )
    whole = [ifthen for ifthen in plan.how.ifthens if is_said(ifthen.cue) and is_said(ifthen.action)]
    if not any(ifthen.cue_kind in ("time", "habit") for ifthen in whole):
        yield _no_firm_cue(plan.how.ifthens, whole)


def _no_firm_cue(ifthens: list[IfThen], whole: list[IfThen]) -> Reason:
    if whole:
        return lose(
            "how",
            "ifthen",
            4,
            f"how.ifthens.{whole[0].id}.cue_kind",
            "Its cue is an event, and events don't come by themselves.",
            "Tie it to a time of the week, or to a habit that you have already.",
            "Tie it to a time or habit",
        )
    begun = next((ifthen for ifthen in ifthens if is_said(ifthen.cue) or is_said(ifthen.action)), None)
    field = f"how.ifthens.{begun.id}.{'action' if is_said(begun.cue) else 'cue'}" if begun else "how.ifthens"
    return lose(
        "how",
        "ifthen",
        8,
        field,
        "There is no if-then yet: the one line that most helps a plan along.",
        "A cue you can't miss and one small act: if it is Wednesday 16:15, then I write to one person.",
        "Make an if-then",
    )


def when_reasons(plan: Plan, named: Sequence[Named], today: date) -> Iterator[Reason]:
    """What When does not earn: a number, names for four weeks, a step soon, a day to look back."""
    when = plan.when
    target = new_a_week(plan) or catch_ups_a_week(plan)
    if not target:
        lacks = "number" if not when.number else "per"
        yield lose(
            "when",
            "target",
            5,
            f"when.{lacks}",
            "It isn't said yet how many people in what time.",
            "A small number that you keep is the right number: 1 a week.",
            "Choose a number" if lacks == "number" else "Say in what time",
        )
    need = min(max(4 * target, 3), 10)
    have = len({person.key for person in named})
    if have < need - DUST:
        whole = _number(ceil(need - DUST)).lower()
        begun = (
            f"enough to begin. {whole.capitalize()} last" if have >= FEW else f"three are enough to begin, {whole} last"
        )
        yield lose(
            "when",
            "names",
            5 * (1 - have / need),
            "when.named",
            f"{_number(have)} named: {begun} four weeks at your number.",
            "Write down who comes to mind; you needn't know them yet.",
            "Name more people" if have else "Name people",
        )
    yield from _next_lacks(plan, today)
    if not when.review:
        yield lose(
            "when",
            "review",
            2,
            "when.review",
            "There is no day yet to look back.",
            "Ten minutes a week; add them to your calendar.",
            "Choose a day to look back",
        )


def _next_lacks(plan: Plan, today: date) -> Iterator[Reason]:
    step, on, last = plan.when.next, plan.when.next_on, today + timedelta(days=SOON)
    if not is_said(step):
        why, how = "There is no first step yet.", "Something under ten minutes."
        field, act = "next", "Choose a first step"
    elif on is None:
        why, how = "Your next step has no day yet.", "Choose one within two weeks."
        field, act = "next_on", "Choose its day"
    elif on < today:
        why = f"Time went by: its day was {say_day(on)}."
        how = "Choose the next one; done or not, it's a fresh start."
        field, act = "next_on", "Choose a new day"
    elif on > last:
        why = f"{say_day(on)} is more than two weeks away."
        how = f"Take a smaller step, by {say_day(last)}."
        field, act = "next_on", "Choose a nearer day"
    else:
        return
    yield lose("when", "next", 3, f"when.{field}", why, how, act)


def help_reasons(plan: Plan, named: Sequence[Named]) -> Iterator[Reason]:
    """What Help does not earn: three offers, something for each named person, something small."""
    offers = [offer for offer in plan.help.offers if is_said(offer.what)]
    count = distinct(offer.what for offer in offers)
    if count < 3:
        so_far = f"{_number(count)} to give so far{GIVEN[count]}." if count else "There is nothing to give here yet."
        alike = " Two that say nearly the same count once." if count < len(offers) else ""
        yield lose(
            "help",
            "offers",
            2 * (3 - count),
            "help.offers",
            so_far + alike,
            "Add a small thing you'd gladly do; everyday skills count.",
            "Add another offer" if count else "Add an offer",
        )
    yield from _named_without_offer(named)
    if not any(offer.effort in ("five_minutes", "fifteen_minutes") for offer in offers):
        first = next((offer for offer in offers if not offer.effort), None)
        yield lose(
            "help",
            "small",
            3,
            f"help.offers.{first.id}.effort" if first else "help.offers",
            "None of your offers is known to take 15 minutes or less.",
            "Small help gets given: an article, a name, a kind word.",
            "Add something small",
        )


def _named_without_offer(named: Sequence[Named]) -> Iterator[Reason]:
    if not named:
        yield lose(
            "help",
            "named",
            6,
            "when.named",
            "Nobody is named yet whom you could help.",
            "Name somebody, then choose what might make their week easier, or “I'll ask”.",
            "Name somebody first",
        )
        return
    offered = {person.key for person in named if person.offered}
    lacking = {person.key: person for person in named if person.key not in offered}
    need = min(5, len(offered) + len(lacking))
    for person in list(lacking.values())[: max(need - len(offered), 0)]:
        yield lose(
            "help",
            "named",
            6 / need,
            f"person.{person.id}.offers",
            f"Nothing yet for {person.name}.",
            f"What might help {person.name}? “I'll ask” is an answer, too.",
            f"Choose something for {person.name}",
        )


def _number(n: int) -> str:
    return ("Nobody", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")[n]
