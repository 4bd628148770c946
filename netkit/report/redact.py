"""What a workbook holds, made fit to be shown: kept-out people and notes gone, names turned into labels.

Pure: records in, records out. PRIVACY.md has the table of what happens to which field at which level.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from random import Random
from typing import Any, TypeVar

from netkit.questions import Plan, questions_of
from netkit.records import Action, Interaction, Model, Person, Settings
from netkit.report.contents import Contents
from netkit.report.groups import large_enough
from netkit.report.names import hidden_owner, labels, name_phrases, names_of, odd_names, part_phrases, single_words
from netkit.report.words import Phrase, Phrases
from netkit.workbook.eraser import SOMEBODY

M = TypeVar("M", bound=Model)
Text = Callable[[str], str]

OWNER = "the owner"

# Fields of a person that nobody else needs to see, and those that would tell who a label stands for.
ALWAYS_BLANK: dict[str, Any] = {
    "birthday": "", "raw": "", "emails": [], "phones": [], "url": "", "note": "", "source_key": "", "tags": [],
}  # fmt: skip
BELOW_FULL: dict[str, Any] = {
    "other_names": [], "organisation": "", "role": "", "place": "", "how_met": "", "offers": [], "needs": [],
}  # fmt: skip
FREE_KINDS = {"line", "text", "names"}


def redact(contents: Contents, level: str, random: Random) -> Contents:
    """The contents as a report of that level may see them; `random` makes the pseudonyms."""
    shown = [person for person in contents.people if not person.keep_out_of_reports]
    hidden = [person for person in contents.people if person.keep_out_of_reports]
    owner = hidden_owner(contents.settings)
    label = labels(shown, level, random, [*hidden, owner] if owner else hidden)
    text = rewriter(contents, label, level)
    seen = _without(contents, {person.id for person in shown})
    redacted = Contents(
        _settings(contents.settings, text, level),
        [(day, _plan(plan, set(label), text, level)) for day, plan in seen.plans],
        [_person(person, label[person.id], text, level) for person in seen.people],
        [event.changed(name=text(event.name) or "event", place=_at_full(event.place, level)) for event in seen.events],
        [each.changed(note="", source_key="", message=text(each.message)) for each in seen.interactions],
        [each.changed(note="", source_key="") for each in seen.exchanges],
        [_action(each, contents.people, label, text, level) for each in seen.actions],
        seen.progress,
        [each.changed(worked="", stuck="", wanted="", allowed=[]) for each in seen.reports],
    )
    return large_enough(redacted) if level == "none" else redacted


def rewriter(contents: Contents, label: dict[str, str], level: str) -> Text:
    """The function that makes a text of the owner fit for a level; at none it is dropped.

    Known whole names become labels, and so does the first name alone of somebody the owner deals with. What may as
    well be another word (at the start of a sentence, say) stays: the scan asks about it.
    """
    if level == "none":
        return lambda text: ""
    people = [person for person in contents.people if level != "full" or person.keep_out_of_reports]
    if owner := hidden_owner(contents.settings):
        people, label = [owner, *people], {**label, owner.id: OWNER}
    called = {person.id: label.get(person.id, SOMEBODY) for person in people}
    whole = Phrases(phrase for person in people for phrase in name_phrases(person, called[person.id]))
    first = Phrases(_first_names(contents, people, called))
    odd = {name: called[person.id] for person in people for name in odd_names(person)}
    return lambda text: first.replace(whole.replace(_without_odd(text, odd)), inside=True)


def _without_odd(text: str, odd: dict[str, str]) -> str:
    plain = unicodedata.normalize("NFC", text)
    for name in sorted(odd, key=len, reverse=True):
        plain = plain.replace(name, odd[name])
    return plain


def _first_names(contents: Contents, people: Sequence[Person], called: dict[str, str]) -> list[Phrase]:
    """The first names of the owner and of those they deal with; one that several bear stands for somebody."""
    familiar = {id for id, label in called.items() if label == OWNER}
    familiar |= {id for interaction in contents.interactions for id in interaction.people}
    familiar |= {exchange.person for exchange in contents.exchanges} | {action.person for action in contents.actions}
    familiar |= {id for _, plan in contents.plans for id in plan.when.named}
    bearers: dict[tuple[str, ...], set[str]] = {}
    for person in (person for person in people if person.id in familiar):
        for first in {single for name in names_of(person) for single in single_words(name)[:1]}:
            bearers.setdefault(first, set()).add(called[person.id])
    return [Phrase(first, who.pop() if len(who) == 1 else SOMEBODY, True) for first, who in bearers.items()]


def _without(contents: Contents, shown: set[str]) -> Contents:
    """The contents without kept-out people, and without what was with nobody else."""
    gone = {person.id for person in contents.people} - shown
    interactions = [_present(each, gone) for each in contents.interactions if not _only(each.people, gone)]
    kept = {each.id for each in interactions}
    return replace(
        contents,
        people=[_unlinked(p, "introduced_by", gone) for p in contents.people if p.id in shown],
        interactions=[i.changed(reply_to=i.reply_to if i.reply_to in kept else "") for i in interactions],
        exchanges=[
            _unlinked(e, "third_party", gone).changed(interaction=e.interaction if e.interaction in kept else "")
            for e in contents.exchanges
            if e.person in shown
        ],
        actions=[action for action in contents.actions if action.person not in gone],
    )


def _only(people: Iterable[str], gone: set[str]) -> bool:
    ids = list(people)
    return bool(ids) and all(id in gone for id in ids)


def _present(interaction: Interaction, gone: set[str]) -> Interaction:
    return interaction.changed(people=[id for id in interaction.people if id not in gone])


def _unlinked(record: M, link: str, gone: set[str]) -> M:
    return record.changed(**{link: ""}) if getattr(record, link) in gone else record


def _person(person: Person, label: str, text: Text, level: str) -> Person:
    circles = [text(circle) for circle in person.circles if text(circle)]
    if level != "full":
        return person.changed(**ALWAYS_BLANK, **BELOW_FULL, name=label, circles=circles)
    lists = {name: [text(each) for each in getattr(person, name)] for name in ("needs", "offers", "other_names")}
    return person.changed(**ALWAYS_BLANK, **lists, name=label, circles=circles, how_met=text(person.how_met))


def _action(action: Action, people: Sequence[Person], label: dict[str, str], text: Text, level: str) -> Action:
    """A step of the owner; where it says whom it is with, that person's first or last name alone is known too."""
    told = text(action.what)
    if level not in ("full", "none") and action.person:
        own = [phrase for p in people if p.id == action.person for phrase in part_phrases(p, label[p.id])]
        told = Phrases(own).replace(told)
    return action.changed(what=told)


def _settings(settings: Settings, text: Text, level: str) -> Settings:
    said = {name: text(getattr(settings, name)) for name in ("worked", "stuck", "wanted")}
    names = settings.owner_names if settings.report_owner else []
    return settings.changed(**said, owner_names=names, owner_addresses=[], allowed={}, report_level=level)


def _plan(plan: Plan, shown: set[str], text: Text, level: str) -> Plan:
    named = [id for id in plan.when.named if id in shown]
    return rewritten(plan.changed(when=plan.when.changed(named=named)), text)


def rewritten(model: M, text: Text) -> M:
    """A part of the plan with every free text in it rewritten; terms, numbers, days and links stay."""
    parts: dict[str, Any] = {n: rewritten(v, text) for n, v in dict(model).items() if isinstance(v, Model)}
    for name, question in questions_of(type(model)).items():
        value = getattr(model, name)
        if question.kind == "items":
            parts[name] = [rewritten(item, text) for item in value]
        elif question.kind in FREE_KINDS:
            parts[name] = text(value) if isinstance(value, str) else [t for t in map(text, value) if t]
    return model.changed(**parts)


def _at_full(value: str, level: str) -> str:
    return value if level == "full" else ""


def free_texts(contents: Contents) -> list[str]:
    """Every text in the contents that the owner or an import wrote: what may show up in a report in their words."""
    found: list[str] = [contents.settings.worked, contents.settings.stuck, contents.settings.wanted]

    def note(text: str) -> str:
        found.append(text)
        return text

    for _, plan in contents.plans:
        rewritten(plan, note)
    for person in contents.people:
        found += [*person.circles, *person.needs, *person.offers, *person.other_names, person.how_met]
        found += [person.organisation, person.role, person.place]
    found += [text for event in contents.events for text in (event.name, event.place)]
    found += [each.message for each in contents.interactions]
    found += [action.what for action in contents.actions]
    return [text for text in dict.fromkeys(found) if text.strip()]
