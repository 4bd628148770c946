"""Plan and review your professional networking; all of it stays in one file on your machine.

Names are loaded when they are first used, so `import netkit` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netkit import advice, charts, forms, importers, metrics, report
    from netkit.errors import BadValue, Conflict, LookOnly, Missing, NetkitError, Problem, WorkbookError
    from netkit.questions import Plan
    from netkit.records import Action, Event, Exchange, Interaction, Person, Settings
    from netkit.scoring import PlanScore, score_plan
    from netkit.workbook import Workbook, open_sample, open_workbook

_HOME = {
    "netkit.errors": (
        "BadValue",
        "Conflict",
        "LookOnly",
        "Missing",
        "NetkitError",
        "Problem",
        "WorkbookError",
    ),
    "netkit.questions": ("Plan",),
    "netkit.records": ("Action", "Event", "Exchange", "Interaction", "Person", "Settings"),
    "netkit.scoring": ("PlanScore", "score_plan"),
    "netkit.workbook": ("Workbook", "open_sample", "open_workbook"),
}
_MODULES = ("advice", "charts", "forms", "importers", "metrics", "report")
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "Action", "BadValue", "Conflict", "Event", "Exchange", "Interaction", "LookOnly", "Missing",
    "NetkitError", "Person", "Plan", "PlanScore", "Problem", "Settings", "Workbook", "WorkbookError",
    "advice", "charts", "forms", "importers", "metrics", "open_sample", "open_workbook", "report",
    "score_plan",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return import_module(f"netkit.{name}")
    if name in _MODULE_OF:
        value: object = getattr(import_module(_MODULE_OF[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'netkit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
