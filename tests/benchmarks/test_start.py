"""How soon netkit is there: what an import loads, and the way to the plan."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from stopwatch import Measured, in_turns, timed_python

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
    sample: Workbook, report: Callable[[Measured], None]
) -> None:
    ours = "import netkit\nplan = netkit.open_workbook().plan()\nassert plan.why.intent"
    floor = (
        "from pydantic import BaseModel\nimport sqlite3\n"
        f"connection = sqlite3.connect({str(sample.path)!r})\n"
        "assert connection.execute('SELECT document FROM plan ORDER BY effective_on DESC LIMIT 1').fetchone()[0]"
    )
    took = in_turns(lambda: timed_python(ours), lambda: timed_python(floor), 21)
    how = "21 fresh processes each, the start of Python itself not counted; the sample's plan, in a file of the sample"
    report(Measured("`open_workbook().plan()`", "`from pydantic import BaseModel` and a bare read", *took, 2, how))
