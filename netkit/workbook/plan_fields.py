"""Fields of the plan or of its JSON by path: `why.intent`, `why.goals.<id>.by`; a list's item is found by its id."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel

from netkit.errors import BadValue, Missing


def plain(value: Any) -> Any:
    """A value as it stands in the plan's JSON."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, date):
        return value.isoformat()
    return [plain(x) for x in value] if isinstance(value, list | tuple) else value


def at(plan: Any, path: str) -> Any:
    """The value at a path of a plan or of its JSON; None for an item that is not in its list."""
    value = plan
    for key in path.split("."):
        value = _child(value, key, path)
    return value


def _child(value: Any, key: str, path: str) -> Any:
    if isinstance(value, list):
        return next((x for x in value if _id(x) == key), None)
    if isinstance(value, dict) and key in value:
        return value[key]
    if isinstance(value, BaseModel) and key in type(value).model_fields:
        return getattr(value, key)
    if value is None:
        raise Missing("That entry was taken out of the plan meanwhile, in another notebook.")
    raise Missing(f"The plan has no field {path}.")


def _id(item: Any) -> Any:
    return item.get("id") if isinstance(item, dict) else getattr(item, "id", None)


def put(document: Any, path: str, value: Any) -> Any:
    """A copy of the document with the value at a path; None takes an item out of its list."""
    key, _, rest = path.partition(".")
    child = _child(document, key, path)
    new = put(child, rest, value) if rest else value
    if not isinstance(document, list):
        return {**document, key: new}
    if new is None:
        return [x for x in document if x["id"] != key]
    if not rest and new["id"] != key:
        raise BadValue(path, new["id"], f"an item at this place has the id {key}")
    if child is None:
        return [*document, new]
    return [new if x["id"] == key else x for x in document]


def without(document: Any, id: str) -> Any:
    """The document without the links to an item that is gone."""
    if isinstance(document, dict):
        return {key: "" if value == id and key != "id" else without(value, id) for key, value in document.items()}
    return [without(x, id) for x in document if x != id] if isinstance(document, list) else document


def differences(was: Any, new: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """The paths at which two documents differ, each with what it was and what it is now."""
    if was == new:
        return
    if isinstance(was, dict) and isinstance(new, dict):
        for key in new:
            yield from differences(was.get(key), new[key], f"{path}.{key}".lstrip("."))
    elif _is_items(was) and _is_items(new):
        before, after = ({x["id"]: x for x in items} for items in (was, new))
        for key in [*before, *(k for k in after if k not in before)]:
            if key in before and key in after:
                yield from differences(before[key], after[key], f"{path}.{key}")
            else:
                yield f"{path}.{key}", before.get(key), after.get(key)
    else:
        yield path, was, new


def _is_items(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(x, dict) and "id" in x for x in value)


def reordered(document: Any, like: Any) -> Any:
    """The document with its lists of items in the order that they have in another one."""
    if isinstance(document, dict) and isinstance(like, dict):
        return {key: reordered(value, like.get(key, {})) for key, value in document.items()}
    if _is_items(document) and _is_items(like):
        order = {item["id"]: place for place, item in enumerate(like)}
        return sorted(document, key=lambda item: order.get(item["id"], len(order)))
    return document
