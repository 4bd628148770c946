"""The rules of the house: who imports whom, what is loaded when, what lies where, what is pinned."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import pytest
import yaml
from packaging.specifiers import SpecifierSet

import netkit

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

FLOORS = [
    {"collector", "errors", "folding", "names", "numbers", "values", "vocabulary", "targets", "records", "questions"},
    {"scoring", "workbook", "metrics"},
    {"importers", "advice", "charts"},
    {"report"},
    {"forms", "lab"},
    {"cli"},
    {"__main__"},
]
FLOOR = {module: number for number, modules in enumerate(FLOORS) for module in modules}
HEAVY = {
    "pandas",
    "numpy",
    "scipy",
    "matplotlib",
    "ipywidgets",
    "pydantic",
    "IPython",
    "jupyterlab",
    "nbconvert",
}


def modules() -> list[Path]:
    return [path for path in (ROOT / "netkit").rglob("*.py") if path != ROOT / "netkit" / "__init__.py"]


def own_part(path: Path) -> str:
    """The name of the module, or of the folder of modules, directly below netkit/."""
    return path.relative_to(ROOT / "netkit").parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Full names of all that a module imports, at its top, inside functions, or for type checking alone."""
    package = path.relative_to(ROOT).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) + 1 - node.level]) if node.level else ""
            origin = ".".join(part for part in (base, node.module) if part)
            yield from (f"{origin}.{name.name}" for name in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT / "netkit")))
def test_a_module_imports_lower_floors_only(path: Path) -> None:
    own = own_part(path)
    assert own in FLOOR, f"give {own} a floor in this file"
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "netkit" or len(parts) == 1 or parts[1] == own:
            continue
        assert parts[1] in FLOOR, f"{own} imports {name}: name the module that it comes from"
        lower = FLOOR[parts[1]] < FLOOR[own] or FLOOR[parts[1]] == FLOOR[own] == 0
        assert lower, f"{own} (floor {FLOOR[own]}) imports {name} (floor {FLOOR[parts[1]]})"


@pytest.mark.parametrize(("library", "user"), [("matplotlib", "charts"), ("ipywidgets", "forms")])
def test_one_part_alone_uses(library: str, user: str) -> None:
    users = {own_part(path) for path in modules() if any(n.split(".")[0] == library for n in imported(path))}
    assert users <= {user}


@pytest.mark.parametrize(
    "code", ["import netkit", "from netkit.cli import main; main(['--help'], standalone_mode=False)"]
)
def test_loading_netkit_or_its_help_loads_nothing_heavy(code: str) -> None:
    asked = f"{code}\nimport sys; print('LOADED', *sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    loaded = set(said.split("LOADED")[1].split())
    assert not loaded & (HEAVY | {"netkit.questions", "netkit.records", "netkit.workbook"})


@pytest.mark.parametrize(
    ("form", "never"),
    [
        ("plan", {"netkit.importers", "netkit.metrics", "netkit.charts", "pandas", "matplotlib"}),
        ("log", {"netkit.importers", "netkit.charts", "matplotlib"}),
    ],
)
def test_the_forms_of_every_day_load_only_what_they_show(form: str, never: set[str]) -> None:
    asked = f"import netkit.forms.{form}, sys; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    loaded = set(said.split())
    assert f"netkit.forms.{form}" in loaded
    assert not loaded & never


@pytest.mark.parametrize("name", netkit.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert getattr(netkit, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="graph"):
        netkit.graph  # noqa: B018  (looking it up is the test)


def committed() -> list[str]:
    """The files of the repository; of an unpacked archive all but the hidden ones."""
    listing = ["git", "-c", "safe.directory=*", "ls-files"]  # whoever owns the clone
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True)
    if listed.returncode == 0 and listed.stdout:
        return listed.stdout.splitlines()
    files = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return [str(file) for file in files if not any(part.startswith(".") for part in file.parts)]


def test_the_repository_has_these_folders_and_no_others() -> None:
    folders = {Path(file).parts[0] for file in committed() if "/" in file}
    assert folders <= {"notebooks", "netkit", "data", "tests", ".ci", ".github"}


def test_nothing_private_is_committed() -> None:
    assert [file for file in committed() if file.startswith("data/private/")] in (
        [],
        ["data/private/.gitignore"],
    )
    assert not [file for file in committed() if Path(file).suffix in (".sqlite", ".db")]


@pytest.mark.parametrize(
    "name", ["LICENSE", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "PRIVACY.md", "SECURITY.md"]
)
def test_a_document_is_there(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").strip()


def test_the_license_is_the_one_named() -> None:
    assert PROJECT["license"] == "BSD-3-Clause"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("BSD 3-Clause License")
    assert "2026, the netkit authors" in text


def constraint_lines() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_every_constraint_is_one_exact_version_without_an_address() -> None:
    assert [line for line in constraint_lines() if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9a-z.]*", line)] == []


def requirement(text: str) -> tuple[str, str]:
    """A requirement's name, folded as PyPI does it, and its range."""
    name, version = re.fullmatch(r"([A-Za-z0-9._-]+)(.*)", text).groups()  # type: ignore[union-attr]
    return re.sub(r"[-_.]+", "-", name).lower(), version


def test_every_dependency_is_pinned() -> None:
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    assert {requirement(text)[0] for text in wanted} <= {requirement(line)[0] for line in constraint_lines()}


def test_every_pinned_version_takes_the_oldest_python_that_netkit_takes() -> None:
    oldest = PROJECT["requires-python"].removeprefix(">=") + ".0"
    pinned = {requirement(line)[0] for line in constraint_lines()}
    assert [
        f"{found.name} {found.version}"
        for found in distributions()
        if requirement(found.name)[0] in pinned
        and oldest not in SpecifierSet(found.metadata.get("Requires-Python", ""))
    ] == []


def test_every_dependency_is_used_by_netkit_or_its_notebooks() -> None:
    used = {name.split(".")[0].lower().replace("_", "-") for path in modules() for name in imported(path)}
    behind = {"ipykernel", "tzdata"}  # the notebooks' kernel; time zones where the system has none
    assert {requirement(text)[0] for text in PROJECT["dependencies"]} - behind <= used


def test_conda_and_binder_get_the_same_ranges_as_pip() -> None:
    conda_names = {"matplotlib-base": "matplotlib", "python-tzdata": "tzdata"}
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    ranges = dict(requirement(text) for text in listed if isinstance(text, str))
    assert ranges.pop("python") == PROJECT["requires-python"]
    ranges.pop("pip")
    assert {conda_names.get(name, name): version for name, version in ranges.items()} == dict(
        requirement(text) for text in PROJECT["dependencies"]
    )
    assert listed[-1] == {"pip": ["--editable ."]}


def test_every_target_of_the_makefile_is_in_contributing() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [target for target in targets if f"make {target}" not in guide] == []
