"""matplotlib's SVG made fit to stand inside a page: themed, small, and with ids of its own."""

from __future__ import annotations

import re
import warnings
from io import StringIO
from xml.etree import ElementTree as ET

from matplotlib import rc_context
from matplotlib.figure import Figure

from netkit.charts.style import LIGHT, RC

_ROLE = {colour.lower(): f"var(--{role}, {colour})" for role, colour in LIGHT.items()}
_NOTHING = {"Date": None, "Creator": None, "Format": None, "Type": None}
_LINK = re.compile(r"#([\w.-]+)")
_URL = re.compile(r"url\(#([\w.-]+)\)")
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # signs that XML has no way to write


def inline_svg(figure: Figure, key: str, css_class: str, label: str) -> str:
    """The figure as one `<svg>` element; the same figure gives the same bytes.

    Ids begin with `key`; colours are `var(--role, #HEX)`; text has size and weight but no font; there is no
    `<style>`, since that would reach the whole page. `label` is read aloud in place of the drawing.
    """
    buffer = StringIO()
    with rc_context({**RC, "svg.hashsalt": key}), warnings.catch_warnings():
        # the font at hand is only for measuring: names in any script are drawn by the reader's own
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        figure.savefig(buffer, format="svg", metadata=_NOTHING)
    root = ET.fromstring(_NOT_XML.sub("", buffer.getvalue()))
    _drop_namespaces(root)
    _drop(root)
    _rename_ids(root, key)
    for element in root.iter():
        _tidy(element)
    root.attrib = {"class": css_class, "viewBox": root.attrib["viewBox"], "role": "img", "aria-label": label}
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)


def _drop_namespaces(root: ET.Element) -> None:
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.attrib = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}


def _drop(element: ET.Element) -> None:
    """Takes out metadata and style; unwraps plain groups, and leaves out the empty."""
    kept: list[ET.Element] = []
    for child in element:
        if child.tag in ("metadata", "style"):
            continue
        _drop(child)
        child.tail = None
        if child.tag == "g" and not set(child.attrib) - {"id"}:
            kept.extend(child)
        elif len(child) or child.tag not in ("g", "defs"):
            kept.append(child)
    element[:] = kept
    element.text = element.text if element.tag == "text" else None


def _rename_ids(root: ET.Element, key: str) -> None:
    """Numbers the ids that something refers to, in order of appearance, and drops the others."""
    used = {name for element in root.iter() for value in element.attrib.values() for name in _referred(value)}
    ids = [element.attrib["id"] for element in root.iter() if element.get("id") in used]
    new = {old: f"{key}-{n}" for n, old in enumerate(ids)}
    for element in root.iter():
        if element.get("id") in new:
            element.set("id", new[element.attrib["id"]])
        else:
            element.attrib.pop("id", None)
        for name, value in element.attrib.items():
            if name == "href":
                element.set(name, _LINK.sub(lambda m: "#" + new[m[1]], value))
            elif "url(#" in value:
                element.set(name, _URL.sub(lambda m: f"url(#{new[m[1]]})", value))


def _referred(value: str) -> list[str]:
    return [value[1:]] if value.startswith("#") else _URL.findall(value)


def _tidy(element: ET.Element) -> None:
    """Rounds coordinates, turns colours into roles, and leaves the font to the page."""
    for name in ("d", "x", "y", "width", "height", "transform", "points"):
        if name in element.attrib:
            element.set(name, _rounded(element.attrib[name]))
    if "rotate(-0 " in element.get("transform", "") or "rotate(0 " in element.get("transform", ""):
        del element.attrib["transform"]
    if "style" in element.attrib:
        style = re.sub(r"font-family: [^;]*;? ?", "", element.attrib["style"])
        style = re.sub(r"#[0-9a-f]{6}\b", lambda m: _ROLE.get(m[0], m[0]), style)
        element.set("style", style.strip("; "))


def _rounded(text: str) -> str:
    short = re.sub(r"-?\d+\.\d+(?:e-?\d+)?", lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), text)
    return re.sub(r"\s+", " ", short).replace("-0 ", "0 ").strip()
