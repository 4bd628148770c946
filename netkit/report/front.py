"""The first screen of a report in words: the five figures, what changed since the last one, the next three steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from netkit.charts.words import sentence
from netkit.metrics.fives import FEWEST_PEOPLE, down_to_fives
from netkit.metrics.reach.goals import COUNTED
from netkit.numbers import count, figure, in_words, spelled
from netkit.vocabulary import say_unit


class Say(Protocol):
    """How a number of people is written."""

    def __call__(self, n: float, /) -> str: ...


FRESH = "New or back in touch"
LEAN = {
    "giving more": "More went out than came in.",
    "receiving more": "More came in than went out.",
    "balanced": "Balanced.",
    "unclear": "No clear lean either way.",
    "too early": "Too early to say more.",
}
STEP = {
    "promise": "Give {name} the help I promised.",
    "thank": "Thank {name}.",
    "planned": "Write to {name}.",
    "report_back": "Tell {name} what came of their help.",
    "due": "Catch up with {name}.",
    "nudge": "Write to {name} once more.",
    "meet": "Say hello to {name}.",
    "meanwhile": "Say hello to {name}, while others take their time.",
}


@dataclass(frozen=True)
class Bar:
    """A stretch of the small drawing under a figure, in a box of 160 x 16; `look` is its CSS class."""

    look: str
    x: float
    width: float
    y: float = 4
    height: float = 8


@dataclass(frozen=True)
class Card:
    """One figure: its title, the value as pieces of (text, CSS class), a small drawing, and its sentence."""

    title: str
    value: list[tuple[str, str]]
    says: str
    bars: list[Bar] = field(default_factory=list)


def cards(figures: dict[str, Any], today: date, coarse: bool = False) -> list[Card]:
    """The five figures; `coarse` has people in fives and no weeks, for a report of figures alone."""
    say: Say = at_least if coarse else figure
    figures = _coarse(figures) if coarse else figures
    return [
        goal_card(figures["goal"], today, coarse),
        weeks_card(figures["weeks"], coarse),
        fresh_card(figures["fresh"], say),
        stages_card(figures["stages"], say),
        help_card(figures["help"], coarse),
    ]


def _coarse(figures: dict[str, Any]) -> dict[str, Any]:
    """The figures with people in fives, so that no drawing tells more; goal and help came so from the copy."""
    people = {"fresh": ("new", "again"), "stages": ("contacted", "replied", "met", "waiting")}
    fives = {name: {each: down_to_fives(figures[name][each]) for each in of} for name, of in people.items()}
    return {**figures, **{name: {**figures[name], "now": 0, "beside": 0, **of} for name, of in fives.items()}}


def at_least(n: float, /) -> str:
    """A number of people rounded down to fives; below five no number, so that nobody can be found by subtracting."""
    return f"{down_to_fives(n):,}" if n >= FEWEST_PEOPLE else f"under {FEWEST_PEOPLE}"


def goal_card(goal: dict[str, Any] | None, today: date, coarse: bool = False) -> Card:
    """How far the goal is, and how many days are left; `coarse` says so where it has none that can be told in fives."""
    if goal is None:
        small = "None that can be told of five people or more; smaller goals are left out of this report."
        return Card("Goal", [("–", "")], small if coarse else "There is no goal yet.")
    done, target, by = goal["done"], goal["target"], goal["by"] and date.fromisoformat(goal["by"])
    unit = say_unit(target or 0, goal["unit"])
    of = f"of {figure(target)} {unit}".strip() if target else unit
    if done is None:
        few = (
            "Too few people yet to tell how far it is."
            if goal["unit"] in COUNTED
            else "How far it is was not noted yet."
        )
        return Card("Goal", [("–", ""), (of, "small")], few)
    left = (by - today).days if by else None
    at_most = coarse and goal["unit"] in COUNTED
    says = _goal_says(done, target, left, at_most)
    return Card("Goal", [(figure(done), ""), (of, "small")], says, _steps(done, target))


def _goal_says(done: float, target: float | None, left: int | None, at_most: bool = False) -> str:
    if target and done >= target:
        return f"Reached, {spelled(left, 'day')} ahead." if left and left > 0 else "Reached."
    rest = (target or done) - done
    rest_says = f"{'at most ' if at_most else ''}{in_words(int(rest)) if rest == int(rest) else figure(rest)} to go"
    so_far = rest_says if target else "on its way"
    if left is None:
        return sentence(f"{so_far}; no day is set.")
    when = f"{spelled(left, 'day')} left" if left > 0 else f"its day was {spelled(-left, 'day')} ago"
    return sentence(f"{so_far}, and {when if left else 'its day has come'}.")


def _steps(done: float, target: float | None) -> list[Bar]:
    if not target or target > 40 or done != int(done):
        share = min(1.0, done / target) if target else 0.0
        return _share(share)
    step = 162 / target
    return [
        Bar("g" if n < done else "o", n * step + (0 if n < done else 0.75), step - (2 if n < done else 3.5))
        for n in range(int(target))
    ]


def _share(share: float) -> list[Bar]:
    return [Bar("o", 0.75, 158.5, 4.75, 6.5), Bar("g", 0, 160 * share)]


def weeks_card(weeks: dict[str, Any], coarse: bool = False) -> Card:
    """In how many weeks (or months) the plan's number was met; weeks off stand apart. Nothing if `coarse`."""
    if coarse:
        return Card(_kept(weeks), [("–", "")], "Left out of this report: one week may be one person.")
    if not weeks["counted"]:
        return Card(_kept(weeks), [("–", "")], "No week or month with a number in the plan is over yet.")
    n = weeks["off"]
    off = f" {sentence(spelled(n, 'week'))} off {'does' if n == 1 else 'do'}n’t count." if n else ""
    value = [(str(weeks["kept"]), ""), (f"of {weeks['counted']}", "small")]
    return Card(_kept(weeks), value, f"Each met the number in the plan.{off}", _marks(weeks["marks"]))


def _kept(weeks: dict[str, Any]) -> str:
    """A plan with numbers by the month alone is kept by the month."""
    return f"{sentence(weeks.get('per', 'week'))}s kept"


def _marks(marks: list[str]) -> list[Bar]:
    shown = marks[-40:]
    slot = 162 / max(len(shown), 16)
    looks = {"kept": ("g", 4, 8), "missed": ("o", 4.75, 6.5), "off": ("m", 7.25, 1.5), "none": ("m", 7.25, 1.5)}
    return [Bar(looks[mark][0], n * slot, slot - 2.25, *looks[mark][1:]) for n, mark in enumerate(shown)]


def fresh_card(fresh: dict[str, Any], say: Say) -> Card:
    """New people and people in touch again, this week included, against the number planned."""
    both, planned = fresh["new"] + fresh["again"], fresh["planned"]
    when = "" if fresh["over"] else " this week"
    beside = f"{'of' if both <= planned else 'with'} {figure(planned)} planned{when}"
    value = [(say(both), ""), (beside if planned else f"{when} so far".strip(), "small")]
    told = f"{say(fresh['new'])} new, {say(fresh['again'])} after a quiet year"
    if not both:
        told = "people in touch for the first time, or after a quiet year"
    parts = [told, _this_week(fresh), _beside(fresh)]
    return Card(FRESH, value, sentence("; ".join(filter(None, parts)) + "."), _against(both, planned))


def _this_week(fresh: dict[str, Any]) -> str:
    """`two this week`, where earlier weeks count too; nothing in a report of figures alone."""
    now = fresh.get("now") if fresh["over"] else None
    return f"{in_words(now)} this week" if now else ""


def _beside(fresh: dict[str, Any]) -> str:
    """Whom the weeks brought that asked for nobody: before the first plan, or off; not in a report of figures alone."""
    beside = fresh.get("beside")
    return f"{in_words(beside)} more beside the plan" if beside else ""


def _against(done: float, planned: float) -> list[Bar]:
    if not planned:
        return []
    whole = max(done, planned) * 1.02
    mark = 160 * planned / whole
    return [Bar("g", 0, 160 * done / whole), Bar("c", mark - 2, 4, 0, 16), Bar("k", mark - 1, 2, 0, 16)]


def stages_card(stages: dict[str, Any], say: Say) -> Card:
    """With how many people one was in touch, whoever began, from how many one heard, and how many one met."""
    names = ("contacted", "replied", "met")
    arrow = (" → ", "then")
    value = [piece for name in names for piece in ((say(stages[name]), ""), arrow)][:-1]
    waiting = stages["waiting"]
    says = "Each person counts at every stage that they reached."
    if waiting:
        who = say(waiting) if say is at_least else in_words(waiting)
        says = f"{who} heard from me in the last two weeks and may answer."
    whole = stages["contacted"]
    bars = [Bar("o", 0.75, 158.5, 4.75, 6.5)] if whole else []
    bars += [Bar(look, 0, 160 * stages[name] / whole) for look, name in (("h", "replied"), ("g", "met")) if whole]
    return Card("In touch, heard, met", value, sentence(says), bars)


def help_card(help: dict[str, Any], coarse: bool = False) -> Card:
    """What went each way in points, by what it was worth to whoever received it; `coarse` has rated help alone."""
    value = [(figure(help["given"]), "given"), (" and ", "then"), (figure(help["received"]), "received")]
    if not help["times"]:
        return Card("Help given, received", value, "No help is logged yet, in either direction.")
    times = _points(help["rated"], help["times"] - help["rated"], coarse)
    whole = max(help["given"], help["received"]) or 1
    bars = [Bar("g", 0, 160 * help["given"] / whole, 1, 6), Bar("r", 0, 160 * help["received"] / whole, 9, 6)]
    return Card("Help given, received", value, f"{times} {LEAN.get(help['label'], '')}".strip(), bars)


def _points(rated: int, unrated: int, coarse: bool) -> str:
    """What the points are of: `Points for 60 times, each rated 1 to 5; four not rated yet.`"""
    if coarse:
        return f"Points for the {count(rated, 'rated time')} that can be told."
    if not rated:
        return f"{sentence('once' if unrated == 1 else spelled(unrated, 'time'))}, not rated yet."
    times = "one time, rated" if rated == 1 else f"{figure(rated)} times, each rated"
    rest = f"; {in_words(unrated)} not rated yet" if unrated else ""
    return f"Points for {times} 1 to 5{rest}."


def changes(now: dict[str, Any], last: dict[str, Any], coarse: bool = False) -> list[tuple[str, str, str]]:
    """What the figures were and are: (name, before, now), in the words of the first screen."""
    say: Say = at_least if coarse else figure
    last = last if _is_same_goal(last.get("goal"), now.get("goal")) else last | {"goal": None}
    before, after = (_row(_coarse(each) | {"weeks": None} if coarse else each, say) for each in (last, now))
    return [(name, before.get(name, "–"), value) for name, value in after.items()]


def _is_same_goal(one: dict[str, Any] | None, other: dict[str, Any] | None) -> bool:
    """Whether two reports tell of one goal, as far as can be told without its words: its day and what it counts."""
    return one is not None and other is not None and all(one.get(name) == other.get(name) for name in ("unit", "by"))


def _row(figures: dict[str, Any], say: Say) -> dict[str, str]:
    goal, weeks, fresh, stages, help = (
        figures.get(name) or {} for name in ("goal", "weeks", "fresh", "stages", "help")
    )
    row = {}
    if goal.get("done") is not None:
        row["Goal"] = figure(goal["done"]) + (f" of {figure(goal['target'])}" if goal.get("target") else "")
    if weeks:
        row[_kept(weeks)] = f"{weeks['kept']} of {weeks['counted']}"
    if fresh:
        row[FRESH] = say(fresh["new"] + fresh["again"] + fresh.get("beside", 0))
    if stages:
        row["People met"] = say(stages["met"])
    if help:
        row |= {"Help given": figure(help["given"]), "Help received": figure(help["received"])}
    return row


def step_says(kind: str, name: str, what: str) -> tuple[str, str]:
    """A next step in netkit's words and then the owner's; the owner's are '' where netkit says it all."""
    own = what.strip().rstrip(".")
    if own:
        return (f"{name}: ", f"{own}.") if name else ("", f"{own[:1].upper()}{own[1:]}.")
    said = STEP[kind].format(name=name)
    return (said.removesuffix(".") if said.endswith("..") else said), ""  # the full stop of an initial ends it too
