"""A report made: redacted at the source, run afresh, put on one page, scanned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING, Any

from netkit.errors import NetkitError
from netkit.metrics.fives import FEWEST_PEOPLE
from netkit.numbers import count, figure
from netkit.questions import Goal, Plan, Why, questions_of
from netkit.records import SavedReport, Settings
from netkit.report.contents import Contents, read_contents
from netkit.report.copy import private_copy
from netkit.report.groups import TOLD, told_groups
from netkit.report.ids import with_new_ids, without_id
from netkit.report.names import name_phrases
from netkit.report.reading import in_quotes
from netkit.report.redact import free_texts, redact
from netkit.report.running import NOTEBOOK, chosen_cells, is_netkits, read_notebook, run, sections, titles
from netkit.report.scan import scan, secrets_of
from netkit.report.words import Phrases, key, words
from netkit.vocabulary import GOAL_KIND, LEVEL, say_day, say_unit
from netkit.workbook import default_path, share

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from netkit.workbook import Workbook

FRONT_PARTS = ("Since the last report", "Next three steps", "What worked, where I am stuck, what I’d like from you")


@dataclass(frozen=True)
class Report:
    """A report that is ready to be written: the file's text, and what is kept about it."""

    html: str
    saved: SavedReport
    level: str
    people: int

    @property
    def warning(self) -> str:
        """What to think of before sending it; '' if nothing."""
        named = (
            f"It names {count(self.people, 'person')} who may not expect it."
            if self.level == "full" and self.people
            else ""
        )
        allowed = ", ".join(f"“{word}”" for word in self.saved.allowed)
        return " ".join(filter(None, (named, f"It shows {allowed}, as you allowed." if allowed else "")))


def report_notebook() -> Path:
    """The notebook that the report is made of: 4_review beside the owner's workbook, with the cells they added."""
    try:
        project = default_path().parent.parent.parent  # of PROJECT/data/private/workbook.sqlite
    except NetkitError:
        return share("notebooks") / NOTEBOOK
    own = project / "notebooks" / NOTEBOOK
    return own if own.is_file() else share("notebooks") / NOTEBOOK


def parts() -> list[str]:
    """What can be left out of a report, by its headings, in order."""
    return [*FRONT_PARTS, *titles(read_notebook(report_notebook()))]


def make(
    workbook: Workbook,
    names: str | None = None,
    since: date | None = None,
    until: date | None = None,
    notebook: NotebookNode | None = None,
    folder: Path | None = None,
    tell: Callable[[str], object] = lambda step: None,
) -> Report:
    """A report of a workbook, made and scanned, not yet written; what is not said is as last chosen in its settings.

    `tell` hears which step is on: "figures, 3 of 14".
    Raises CellError if a cell fails, LeakError if it would betray somebody, NetkitError for a period that ends before
    it begins or too few people for the level none.
    """
    from netkit.report.page import PageExporter  # nbconvert takes its time

    contents = read_contents(workbook)
    settings = _settings(contents.settings, names, since, until)
    level, today = settings.report_level, workbook.today
    last = min(settings.report_until or today, today)
    settings = settings.changed(report_until=last if last < today else None)  # the copy knows by it what is over
    _check(contents, settings, last)
    source = report_notebook()
    cells, left_out = chosen_cells(notebook or read_notebook(source), settings)
    tell("looking through your words")
    safe = redact(_with(contents, settings), level, SystemRandom())
    secrets, own_words = secrets_of(_with(contents, settings), level), free_texts(safe)
    may_stand = settings.allowed.get(level, [])
    scan(_said(safe.settings, cells), secrets, own_words, may_stand)  # now, for the cells take their time
    copied = with_new_ids(safe)
    with private_copy(copied, last) as copy:
        facts = run(cells, copy, folder or source.parent, today, tell)
    tell("putting it on one page")
    shown = sections(cells, settings.report_left_out)
    front = _front(copied, facts, settings, last, today) | {
        "sections": shown, "left_out": left_out, "sample": workbook.look_only, "made_from": facts["made_from"],
    }  # fmt: skip
    html = PageExporter().page(cells, front)
    tell("looking for names in it")
    allowed = scan(html, secrets, own_words, may_stand)
    if allowed:  # the foot says so; what is written is what was scanned
        html = PageExporter().page(cells, front | _allowed(allowed))
        scan(html, secrets, own_words, may_stand)
    figures = without_id(facts["figures"]) | ({TOLD: told_groups(safe.exchanges)} if level == "none" else {})
    saved = _saved(settings, figures, [section.title for section in shown if section.level <= 2], allowed, last, today)
    return Report(html, saved, level, _named(html, contents) if level == "full" else 0)


def _settings(settings: Settings, names: str | None, since: date | None, until: date | None) -> Settings:
    return settings.changed(
        report_level=names or settings.report_level,
        report_since=since or settings.report_since,
        report_until=until or settings.report_until,
    )


def _with(contents: Contents, settings: Settings) -> Contents:
    return Contents(**{**vars(contents), "settings": settings})


def _check(contents: Contents, settings: Settings, last: date) -> None:
    first = settings.report_since
    if first and first > last:
        raise NetkitError(f"The period ends before it begins: {say_day(first)} to {say_day(last)}.")
    if settings.report_level == "none" and (reason := _too_few(contents, first, last)):
        raise NetkitError(reason)


def too_few(workbook: Workbook, since: date | None, until: date | None) -> str:
    """Why there can be no report of figures alone yet, for this period; '' if there can."""
    return _too_few(read_contents(workbook), since, min(until or workbook.today, workbook.today))


def _too_few(contents: Contents, first: date | None, last: date) -> str:
    shown = {person.id for person in contents.people if not person.keep_out_of_reports}
    period = [each for each in contents.interactions if (first or date.min) <= each.on <= last]
    met = {id for each in period for id in each.people} & shown
    if len(met) >= FEWEST_PEOPLE:
        return ""
    return (
        f"A report of figures alone needs contacts with at least {FEWEST_PEOPLE} people, so that nobody can be told "
        f"from the others; so far there are {len(met)}. Choose another level of names, or wait a little."
    )


def _front(safe: Contents, facts: dict[str, Any], settings: Settings, last: date, today: date) -> dict[str, Any]:
    """What the template needs besides the notebook."""
    plan = max(
        ((day, plan) for day, plan in safe.plans if day <= last), key=lambda pair: pair[0], default=(last, Plan())
    )[1]
    goal_id = (facts["figures"]["goal"] or {}).get("id")
    goal = next((goal for goal in plan.why.goals if goal.id == goal_id), None)
    owner = safe.settings.owner_names[0] if safe.settings.owner_names else ""
    left = settings.report_left_out
    return {
        "owner": owner,
        "first_name": owner.split()[0] if owner else "",
        "since": settings.report_since or _first_day(safe, last),
        "is_over": last < today,
        "until": last,
        "today": today,
        "level": settings.report_level,
        "level_says": LEVEL.say(settings.report_level),
        "asked": questions_of(Why)["intent"].label,
        "intent": plan.why.intent.strip(),
        "goal": goal and _goal_words(goal, settings.report_level),
        "cards": facts["cards"],
        "changes": facts["changes"] if FRONT_PARTS[0] not in left else None,
        "steps": facts["steps"] if FRONT_PARTS[1] not in left else [],
        "words": _words(safe.settings) if FRONT_PARTS[2] not in left else [],
    }


def _first_day(contents: Contents, last: date) -> date:
    days = [each.on for each in contents.interactions] + [each.on for each in contents.exchanges]
    return min([*days, *(day for day, _ in contents.plans), last])


def _goal_words(goal: Goal, level: str) -> dict[str, Any]:
    unit = say_unit(goal.number or 0, goal.unit)
    return {
        "kind": GOAL_KIND.say(goal.kind),
        "outcome": goal.outcome if level != "none" else "",
        "much": f"{figure(goal.number)} {unit}" if goal.number and unit else "",
        "by": goal.by,
    }


def _words(settings: Settings) -> list[tuple[str, str]]:
    said = [
        ("What worked", settings.worked),
        ("Where I am stuck", settings.stuck),
        ("What I’d like from you", settings.wanted),
    ]
    return [(title, text.strip()) for title, text in said if text.strip()]


def _said(settings: Settings, cells: NotebookNode) -> str:
    """The owner’s words alone, as a page, and the texts in their cells, which may become a part of a drawing."""
    said = [] if FRONT_PARTS[2] in settings.report_left_out else _words(settings)
    own = [cell for cell in cells.cells if cell.cell_type == "code" and not is_netkits(cell)]
    said += [("A cell of your own", text) for cell in own for text in in_quotes(cell.source)]
    return "".join(f"<h2>{escape(title)}</h2><p data-words='owner'>{escape(text)}</p>" for title, text in said)


def _allowed(allowed: list[str]) -> dict[str, Any]:
    """What was allowed, for the foot: a single word is only counted, since naming it would tell that it is a name."""
    named = [each for each in allowed if len(key(each)) > 1]
    return {"allowed": named, "allowed_words": len(allowed) - len(named)}


def _saved(
    settings: Settings, figures: dict[str, Any], titles: list[str], allowed: list[str], last: date, today: date
) -> SavedReport:
    return SavedReport(
        made_on=today, level=settings.report_level, since=settings.report_since, until=last, sections=titles,
        worked=settings.worked, stuck=settings.stuck, wanted=settings.wanted, allowed=allowed, figures=figures,
    )  # fmt: skip


def _named(html: str, contents: Contents) -> int:
    """How many people the file names."""
    names = Phrases(phrase for person in contents.people for phrase in name_phrases(person, person.id))
    return len({phrase.value for _, phrase in names.find(words(unescape(html)), overlapping=True)})
