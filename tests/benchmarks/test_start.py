"""How soon netkit is there: what an import loads, and the way to the plan."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from stopwatch import Measured, in_turns, memory_of, timed_python

from netkit.workbook import Workbook

HEAVY = ("pandas", "numpy", "matplotlib", "ipywidgets", "pydantic", "scipy")
HELP = "from netkit.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass"


@pytest.mark.parametrize(("what", "code"), [("import netkit", "import netkit"), ("netkit --help", HELP)])
def test_it_loads_neither_pandas_nor_matplotlib_nor_ipywidgets_nor_the_models(
    what: str, code: str, remark: Callable[[str], None]
) -> None:
    asked = f"{code}\nimport sys\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    loaded = {module.split(".")[0] for module in done.stderr.split()}
    ours = sorted(module for module in done.stderr.split() if module.startswith("netkit"))
    assert sorted(loaded & set(HEAVY)) == []
    assert not {"netkit.records", "netkit.questions", "netkit.values"} & set(ours)
    took = sorted(timed_python(code) for _ in range(9))[4] if what == "import netkit" else None
    said = f", {took * 1000:.1f} ms beyond the start of Python" if took else ""
    remark(f"`{what}` loads {', '.join(ours)}, and none of {', '.join(HEAVY)}{said}.")


def test_the_plan_is_there_in_twice_the_time_of_pydantic_and_a_bare_read(
    life: Callable[[int], Workbook], size: int, report: Callable[[Measured], None]
) -> None:
    path = str(life(size).path)
    ours = f"import netkit\nplan = netkit.open_workbook({path!r}).plan()\nassert plan.why.intent"
    floor = (
        f"from pydantic import BaseModel\nimport sqlite3\nconnection = sqlite3.connect({path!r})\n"
        "assert connection.execute('SELECT document FROM plan ORDER BY effective_on DESC LIMIT 1').fetchone()[0]"
    )
    took = in_turns(lambda: timed_python(ours), lambda: timed_python(floor), 40, enough=20)
    how = "up to 40 fresh processes each, the start of Python itself not counted; the sample's plan"
    peer = "`from pydantic import BaseModel` and a bare read"
    report(Measured("`open_workbook().plan()`", peer, *took, 2, how, size, memory_of(ours)))
