"""The page: a notebook that was run, and its first screen, as one HTML file without a script or a request."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup
from nbconvert.exporters.html import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config

from netkit.report.running import is_netkits
from netkit.vocabulary import MONTHS, say_day

TEMPLATES = Path(__file__).with_name("templates")
CHART_CSS = Path(__file__).parents[1] / "charts" / "chart.css"
SHOWN = ["text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain"]
_STYLE = re.compile(r"<(style|script)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ACTIVE = re.compile(
    r"</?(script|style|iframe|object|embed|link|meta|base|form|input|button|video|audio|source)\b[^>]*>", re.IGNORECASE
)
_LINK = r"\s*(?:javascript|data):"
_SCRIPT_LINK = re.compile(rf"\bhref\s*=\s*(?:\"{_LINK}[^\"]*\"|'{_LINK}[^']*'|{_LINK}[^\s>]*)", re.IGNORECASE)
_HANDLER = re.compile(r"[\s/](on\w+|srcset|background)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
_HEAD = re.compile(r"<th\b(?![^>]*\bscope=)", re.IGNORECASE)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class PageExporter(HTMLExporter):
    """Puts a report on its page; what is not the exporter's, such as redaction, comes before it."""

    @property
    def template_extensions(self) -> list[str]:
        return [".html.j2"]

    @property
    def default_config(self) -> Config:
        mine = Config(
            {"NbConvertBase": {"display_data_priority": SHOWN}, "HTMLExporter": {"exclude_anchor_links": True}}
        )
        config: Config = super().default_config
        config.merge(mine)
        return config

    def __init__(self, config: Config | None = None, **kw: Any) -> None:
        kw.setdefault("template_name", "netkit_report")
        kw.setdefault("extra_template_basedirs", [str(TEMPLATES)])
        super().__init__(config=config, **kw)  # type: ignore[no-untyped-call]

    def default_filters(self) -> Any:
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield from (("day", day), ("shown", shown), ("safe_html", safe_html), ("is_netkits", is_netkits))
        yield ("css_text", css_text)

    def page(self, notebook: NotebookNode, front: dict[str, Any]) -> str:
        """The file: `front` is what the first screen and the frame of the page show (see making.py)."""
        css = CHART_CSS.read_text(encoding="utf-8")
        resources = {"netkit": {**front, "chart_css": Markup(css)}, "metadata": {"name": "report"}}
        # HTMLExporter's own would parse the page and write it anew, which changes nothing here but takes its time
        html, _ = super(HTMLExporter, self).from_notebook_node(notebook, resources)
        return re.sub(r"\n\s*\n+", "\n", html)

    def sorry(self, reason: str) -> str:
        """A small page that says in a sentence why there is no report."""
        return str(self.environment.get_template("sorry.html.j2").render(title="No report", reason=reason))


def day(value: date | str, weekday: bool = False, year: bool = True, plain: bool = False) -> Markup:
    """A day as a <time> that doesn't break (`plain`: as bare text): 12 Mar 2026, or Thu 12 Mar."""
    when = date.fromisoformat(value) if isinstance(value, str) else value
    said = say_day(when) if year else f"{when.day} {MONTHS[when.month - 1]}"
    if plain:
        return Markup(said)
    return Markup('<time datetime="{}">{}{}</time>').format(when, f"{_DAYS[when.weekday()]} " if weekday else "", said)


def css_text(text: str) -> Markup:
    """Text for a string in a style sheet: whatever could end it is written as its number."""
    return Markup("".join(sign if sign.isalnum() or sign in " ,." else f"\\{ord(sign):x} " for sign in text))


def shown(output: NotebookNode, is_netkits: bool) -> Markup:
    """An output of a cell: the best form that a page without scripts can show, '' if there is none."""
    if output.output_type == "stream":
        return Markup("<pre>{}</pre>").format(output.text.strip()) if output.name == "stdout" else Markup()
    data = output.get("data", {})
    kind = next((kind for kind in SHOWN if kind in data), "")
    text = "".join(data.get(kind, ""))
    if kind in ("text/html", "image/svg+xml"):
        return Markup(_STYLE.sub("", text)) if is_netkits else safe_html(text)
    if kind.startswith("image/"):
        alt = output.get("metadata", {}).get(kind, {}).get("alt") or "A drawing from a cell of the owner"
        return Markup('<img src="data:{};base64,{}" alt="{}">').format(kind, text.strip(), alt)
    return Markup("<pre>{}</pre>").format(text) if kind and text.strip() else Markup()


def _inert(html: str) -> str:
    plain = _ACTIVE.sub("", _STYLE.sub("", _COMMENT.sub("", html)))
    plain = _SCRIPT_LINK.sub("", _HANDLER.sub(" ", plain))
    return re.sub(r"<img\b(?![^>]*\bsrc=[\"']?data:)[^>]*>", "", plain, flags=re.IGNORECASE)


def safe_html(html: str) -> Markup:
    """What the owner's cell made, without scripts, styles and requests, and with tables that can be read aloud."""
    plain = _inert(html)
    while (again := _inert(plain)) != plain:  # what goes can have held two halves of something apart
        plain = again
    return Markup(_TABLE.sub(_readable, plain))


def _readable(table: re.Match[str]) -> str:
    """A table as pandas writes it, with heads that say what they are the head of."""
    plain = re.sub(r"<th([^>]*)>\s*</th>", r"<td\1></td>", table.group())
    plain = re.sub(r"(<table\b[^>]*?)\s+border=\"\d*\"", r"\1", plain).replace(' style="text-align: right;"', "")
    head, end, body = plain.rpartition("</thead>")
    columns, rows = (_HEAD.sub(f'<th scope="{of}"', part) for part, of in ((head, "col"), (body, "row")))
    return columns + end + rows
