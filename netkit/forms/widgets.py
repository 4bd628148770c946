"""The plain parts of a form: text, buttons, boxes. They share one Layout and one style for each class."""

from __future__ import annotations

import asyncio
import warnings
from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as w
from IPython import get_ipython

LATE = 5.0  # seconds after which nobody is waited for: the browser is gone

_styles: dict[Any, Any] = {}


@cache
def _layout() -> w.Layout:
    return w.Layout()


def make(kind: Callable[..., Any], classes: str = "", **traits: Any) -> Any:
    """A widget of a kind with these CSS classes, on the shared layout and style: a third fewer models."""
    if kind in _styles:
        traits["style"] = _styles[kind]
    if hasattr(kind, "tooltip"):
        traits.setdefault("tooltip", "")  # None would be seen as a title "null"
    widget = kind(layout=_layout(), _dom_classes=tuple(classes.split()), **traits)
    if hasattr(widget, "style"):
        _styles.setdefault(kind, widget.style)
    return widget


def html(text: str, classes: str = "") -> w.HTML:
    """A piece of HTML; whoever writes it escapes what people typed."""
    return make(w.HTML, classes, value=text)


def download(text: str | bytes, name: str, kind: str, words: str) -> str:
    """A link that saves a small file from within the page: no file is written before it is clicked."""
    data = b64encode(text.encode() if isinstance(text, str) else text).decode()
    return f'<a class="download" download="{escape(name)}" href="data:{kind};base64,{data}">{escape(words)}</a>'


def stack(*children: w.Widget, classes: str = "") -> w.VBox:
    """Widgets below each other; class "stack" puts them further apart, "card" on a card."""
    return make(w.VBox, classes, children=children)


def flow(*children: w.Widget, classes: str = "flow") -> w.HBox:
    """Widgets beside each other, going on in the next line; "ends" as class puts the last at the right."""
    return make(w.HBox, classes, children=children)


def button(text: str, act: Callable[[], object], look: str = "") -> w.Button:
    """A button that says what it does; look is "" (outlined), "filled", "quiet", "danger", "gave" or "got".

    A form makes its buttons by Form.button, which tells what goes wrong.
    """
    made = make(w.Button, look, description=text)
    made.on_click(lambda _: echo().behind(act))
    return made


class Echo:
    """A number that goes to the browser (`there`) and comes `back`, behind all that was typed before it went.

    JupyterLab holds letters back as long as earlier ones are under way; Enter and a quick click overtake them.
    """

    def __init__(self) -> None:
        self._waiting: dict[int, Callable[[], object]] = {}
        self.there, self.back = html("0"), html("0")
        self.back.observe(lambda change: self._came(int(change["new"])), "value")
        w.jsdlink((self.there, "value"), (self.back, "value"))

    def then(self, act: Callable[[], object]) -> None:
        """Call act once what was typed until now has come; at once where no browser can be."""
        if get_ipython() is None:
            act()
            return
        number = int(self.there.value) + 1
        self._waiting[number] = act
        asyncio.get_running_loop().call_later(LATE, self._came, number)
        self.there.value = str(number)

    def behind(self, act: Callable[[], object]) -> None:
        """Call act at once, or after what still waits: one click never overtakes another."""
        if self._waiting:
            self.then(act)
        else:
            act()

    def _came(self, number: int) -> None:
        for one in sorted(self._waiting):
            if one <= number and (act := self._waiting.pop(one, None)):
                act()


@cache
def echo() -> Echo:
    """The one of this kernel."""
    return Echo()


def on_enter(line: w.Text, act: Callable[[], object]) -> None:
    """Call act when Enter is pressed in a line of text, and all its letters are there."""
    heard = echo()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # on_submit is the only Enter there is
        line.on_submit(lambda _: heard.then(act))


def mark(widget: w.DOMWidget, name: str, on: bool) -> None:
    """Give a widget a CSS class or take it away, in one message and only if that changes something."""
    rest = tuple(one for one in widget._dom_classes if one != name)
    classes = (*rest, name) if on else rest
    if classes != widget._dom_classes:
        widget._dom_classes = classes


def show(widget: w.DOMWidget, on: bool = True) -> None:
    """Show a widget or hide it; what is hidden is out of the tab order too."""
    mark(widget, "hide", not on)


def shown(widget: w.DOMWidget) -> bool:
    """Whether a widget is not hidden (by show)."""
    return "hide" not in widget._dom_classes


@cache
def look(folder: str = "") -> w.HTML:
    """The stylesheet of all forms, or what those of one folder have on top of it; whoever shows it shares it."""
    css = (Path(__file__).parent / folder / "look.css").read_text(encoding="utf-8")
    return html(f"<style>{css}</style>", "style")


def page(children: Sequence[w.Widget]) -> w.VBox:
    """The root of a form: it carries the stylesheet, which all share, and its class."""
    return stack(look(), *children, classes="nk")


def heading(text: str, help: str = "", level: int = 2, above: str = "") -> w.HTML:
    """A heading of plain text, with a muted line above and one below."""
    before = f'<p class="muted small">{escape(above)}</p>' if above else ""
    after = f'<p class="muted">{escape(help)}</p>' if help else ""
    return html(f"{before}<h{level}>{escape(text)}</h{level}>{after}")
