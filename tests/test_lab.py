"""What `netkit lab` makes and starts; the browser's side of it is in browser/test_lab.py."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tarfile
import time
import tomllib
import urllib.error
import urllib.parse
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from jupyterlab.commands import get_app_dir

from netkit import lab
from netkit.errors import NetkitError
from netkit.records import Person
from netkit.workbook import open_workbook, places, restore
from tests.test_house import committed

ROOT = Path(__file__).resolve().parents[1]
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]


def notebook(path: Path, *sources: str, **cell: Any) -> Path:
    cells = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} | cell for source in sources]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    return path


# The folder


def test_a_new_folder_gets_the_notebooks_and_a_private_place(tmp_path: Path) -> None:
    folder = lab.project_folder(tmp_path / "mine")
    shipped = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert {path.name for path in (folder / "notebooks").glob("*.ipynb")} == shipped
    assert (folder / "data" / "private" / ".gitignore").read_text() == "*\n"
    assert (folder / "PRIVACY.md").read_bytes() == (ROOT / "PRIVACY.md").read_bytes(), "5_share points to it"
    if os.name == "posix":
        assert (folder / "data" / "private").stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_in_a_clone_the_private_place_that_git_made_for_all_is_closed_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "data" / "private"
    private.mkdir(parents=True, mode=0o755)
    monkeypatch.setattr(places, "root", lambda: tmp_path)
    assert lab.project_folder(None) == tmp_path
    assert private.stat().st_mode & 0o777 == 0o700


def test_without_a_folder_the_clone_is_opened_and_left_as_it_is() -> None:
    assert lab.project_folder(None) == ROOT
    assert not (ROOT / "notebooks" / ".shipped.json").exists()


def test_without_a_folder_and_a_clone_it_asks_for_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(places, "PACKAGE", tmp_path / "site-packages" / "netkit")
    with pytest.raises(NetkitError, match="netkit lab ~/networking"):
        lab.project_folder(None)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NetkitError, match="can't hold a workbook"):
        lab.project_folder(tmp_path / "file")


def test_an_untouched_notebook_is_brought_up_to_date_even_after_it_was_run(tmp_path: Path) -> None:
    notebook(tmp_path / "shipped" / "1_plan.ipynb", "old")
    assert lab.copy_notebooks(tmp_path / "shipped", tmp_path / "mine") == []
    notebook(tmp_path / "mine" / "1_plan.ipynb", "old", execution_count=3)
    notebook(tmp_path / "shipped" / "1_plan.ipynb", "new")
    assert lab.copy_notebooks(tmp_path / "shipped", tmp_path / "mine") == []
    assert "new" in (tmp_path / "mine" / "1_plan.ipynb").read_text()


def test_a_notebook_that_the_user_changed_is_never_overwritten(tmp_path: Path) -> None:
    notebook(tmp_path / "shipped" / "1_plan.ipynb", "old")
    lab.copy_notebooks(tmp_path / "shipped", tmp_path / "mine")
    notebook(tmp_path / "mine" / "1_plan.ipynb", "old", "my own")
    assert lab.copy_notebooks(tmp_path / "shipped", tmp_path / "mine") == []
    notebook(tmp_path / "shipped" / "1_plan.ipynb", "new")
    for _ in range(2):
        assert lab.copy_notebooks(tmp_path / "shipped", tmp_path / "mine") == ["1_plan.ipynb"]
        assert "my own" in (tmp_path / "mine" / "1_plan.ipynb").read_text()


@pytest.mark.parametrize("broken", ["", "[]", "{}", "not json", '{"cells": [1]}'])
def test_a_broken_notebook_counts_as_changed(tmp_path: Path, broken: str) -> None:
    notebook(tmp_path / "shipped" / "1_plan.ipynb", "old")
    mine = tmp_path / "mine" / "1_plan.ipynb"
    mine.parent.mkdir()
    mine.write_text(broken)
    assert lab.copy_notebooks(tmp_path / "shipped", tmp_path / "mine") == ["1_plan.ipynb"]
    assert mine.read_text() == broken


@pytest.fixture
def nobody_masks() -> Iterator[None]:
    """A system that would let everybody read and write what is made."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """What below a folder somebody else on the machine could read or write."""
    return [str(path) for path in [folder, *folder.rglob("*")] if path.stat().st_mode & 0o077]


def test_all_that_is_written_is_for_the_owner_alone(nobody_masks: None, tmp_path: Path) -> None:
    if os.name != "posix":
        return  # such modes are known there only
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    book = open_workbook(home / "book.sqlite")
    person = book.add(Person(name="Ines", cadence_days=7))
    with book.change("Half done") as change:
        change.set(person, "note", "x" * 10_000, "")
        assert (home / "book.sqlite-journal").exists()
        assert open_to_others(home) == []
    book.backup(home / "backup.sqlite")
    restore(home / "backup.sqlite", home / "book.sqlite")
    for command in (
        "export out",
        "vcard -o people.vcf",
        "vcard -o cards",
        "remind",
        "report -o report.html --names full",
    ):
        done = [sys.executable, "-m", "netkit", *command.split(), "--workbook", home / "book.sqlite"]
        subprocess.run(done, cwd=home, check=True, capture_output=True)
    assert len(list(home.rglob("*"))) > 18
    assert open_to_others(home) == []


def test_the_private_folder_is_closed_to_others_even_if_git_made_it(
    nobody_masks: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "1_plan.ipynb").touch()
    (tmp_path / "data" / "private").mkdir(parents=True)
    monkeypatch.setattr(places, "PACKAGE", tmp_path / "netkit")
    open_workbook(tmp_path / "data" / "private" / "workbook.sqlite")
    assert os.name != "posix" or open_to_others(tmp_path / "data" / "private") == []


# The settings and the hook


def test_every_key_of_the_installed_jupyterlab_that_reaches_a_form_is_taken_off_it() -> None:
    schemas = Path(get_app_dir()) / "schemas"
    shortcuts = lab.overrides(schemas)["@jupyterlab/shortcuts-extension:shortcuts"]["shortcuts"]
    off, on = shortcuts[::2], shortcuts[1::2]
    assert {"notebook:delete-cell", "notebook:insert-cell-above", "kernelmenu:restart"} <= {s["command"] for s in on}
    assert all(one["disabled"] for one in off)
    assert all(one["selector"].endswith(":not(.jupyter-widgets *)") for one in on)
    assert [(one["command"], one["keys"]) for one in off] == [(one["command"], one["keys"]) for one in on]


def test_every_setting_is_one_that_the_installed_jupyterlab_knows() -> None:
    schemas = Path(get_app_dir()) / "schemas"
    for plugin, settings in lab.overrides(schemas).items():
        package, _, name = plugin.partition(":")
        known = json.loads((schemas / package / f"{name}.json").read_text(encoding="utf-8"))["properties"]
        assert settings.keys() <= known.keys()


def test_saving_drops_outputs_counts_and_widgets_and_nothing_else() -> None:
    code = {"cell_type": "code", "source": "1", "metadata": {"tags": ["form"], "execution": {"x": "2026"}}}
    text = {"cell_type": "markdown", "source": "Why?", "metadata": {}}
    content = {
        "cells": [code | {"outputs": [{"text": "Ada"}], "execution_count": 4}, text],
        "metadata": {"widgets": {"state": "Ada"}, "kernelspec": {"name": "python3"}},
    }
    lab.drop_outputs(model={"type": "notebook", "content": content}, path="x.ipynb", contents_manager=None)
    bare = {
        "cell_type": "code",
        "source": "1",
        "metadata": {"tags": ["form"]},
        "outputs": [],
        "execution_count": None,
    }
    assert content == {"cells": [bare, text], "metadata": {"kernelspec": {"name": "python3"}}}


@pytest.mark.parametrize("model", [{"type": "file", "content": "text"}, {"type": "notebook", "content": None}, {}])
def test_saving_leaves_other_files_alone(model: dict[str, Any]) -> None:
    before = dict(model)
    lab.drop_outputs(model=model, path="notes.txt", contents_manager=None)
    assert model == before


def test_an_option_for_jupyterlab_is_never_taken_for_a_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "netkit", "lab", "--no-browser", "--", "--version"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert re.search(r"^\d+\.\d+", done.stdout, re.MULTILINE)
    assert not (tmp_path / "--version").exists()


# The server


@contextmanager
def started(
    python: str, folder: Path, *options: str, command: str = "netkit lab", **environment: str
) -> Iterator[tuple[str, str]]:
    """`netkit lab`, or another such command, without a display: what it said, and the address."""
    gone = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "NETKIT_WORKBOOK", "PYTHONPATH")
    kept = {name: value for name, value in os.environ.items() if name not in gone}
    log = folder.parent / f"{folder.name}.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [python, "-m", *command.split(), str(folder), *options],
            cwd=folder.parent,
            env=kept | environment | {"JUPYTER_CONFIG_DIR": str(folder.parent / "config")},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        for _ in range(480):
            if found := re.search(r"http://\S+", said := log.read_text()):
                break
            assert process.poll() is None, said
            time.sleep(0.25)
        assert found, said
        yield said, found[0]
    finally:
        process.terminate()
        process.wait(timeout=60)


def wait_for(address: str) -> None:
    """Until somebody listens there; a plain JupyterLab says its address before it does."""
    at = urllib.parse.urlsplit(address)
    for _ in range(480):
        with suppress(OSError), socket.create_connection((at.hostname, at.port or 80), timeout=10):
            return
        time.sleep(0.25)


def test_it_says_its_address_and_lets_nobody_in_without_the_token(tmp_path: Path) -> None:
    with started(sys.executable, tmp_path / "mine") as (said, address):
        assert said.startswith("Opening your workbook ...\n"), "JupyterLab takes seconds to load"
        assert "Open in a browser: http://127.0.0.1:" in said
        assert str(tmp_path / "mine" / "data" / "private" / "workbook.sqlite") in said
        assert ("You are root" in said) == (hasattr(os, "geteuid") and os.geteuid() == 0)
        assert "/lab/tree/notebooks/1_plan.ipynb?token=" in address
        page, token = address.split("?token=")
        contents = page.split("/lab")[0] + "/api/contents"
        with urllib.request.urlopen(f"{contents}?token={token}") as answer:
            assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(contents)
        assert refused.value.code == 403
        refused.value.close()


def answered(address: str, **headers: str) -> int:
    """The status of an answer, no redirection followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    try:
        request = urllib.request.Request(
            address, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        with urllib.request.build_opener(Stay).open(request, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


INSIDE = (
    "/lab/tree/notebooks/1_plan.ipynb", "/files/notebooks/1_plan.ipynb", "/files/data/private/.gitignore",
    "/view/notebooks/1_plan.ipynb", "/nbconvert/netkit_report/notebooks/4_review.ipynb", "/api/contents/data/private",
    "/api/kernels", "/api/sessions", "/api/terminals", "/api/status", "/lab/api/settings", "/lab/api/workspaces",
    "/metrics", "/nothing/of/this/name",
)  # fmt: skip
CHANNELS = ("/api/kernels/1/channels", "/terminals/websocket/1", "/api/events/subscribe")


def test_nothing_is_answered_without_the_token_nor_by_another_name_or_address(tmp_path: Path) -> None:
    with started(sys.executable, tmp_path / "mine") as (_, address):
        base, token = address.split("/lab/")[0], address.split("token=")[1]
        upgrade = {
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec_WebSocket_Key": "x" * 24,
            "Sec_WebSocket_Version": "13",
        }
        assert {path: answered(base + path) for path in INSIDE} == dict.fromkeys(INSIDE, 302) | {
            path: 403 for path in INSIDE if path.startswith(("/api", "/lab/api", "/metrics"))
        }
        assert {answered(base + path, **upgrade) for path in CHANNELS} <= {302, 403}
        assert answered(f"{base}/api/contents", Authorization="token guessed") == 403
        right = f"token {token}"
        assert answered(f"{base}/api/contents", Authorization=right) == 200
        assert answered(f"{base}/api/contents", Authorization=right, Host="evil.example") == 403
        if sys.platform == "linux":  # where 127.0.0.2 is this machine too, as any address of its network is
            with pytest.raises(OSError, match="refused"):
                socket.create_connection(("127.0.0.2", int(base.rpartition(":")[2])), timeout=60)
            commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
            assert not [command for command in commands if token.encode() in command]


def test_what_would_take_its_protection_away_keeps_it_from_starting(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "jupyter_server_config.py").write_text(
        "c.ServerApp.allow_origin = '*'\nc.ServerApp.disable_check_xsrf = True\n"
        "c.ServerApp.allow_remote_access = True\nc.FileContentsManager.pre_save_hook = print\n"
    )
    said = refused(tmp_path)
    for lost in ("other websites may ask it", "any address may lead to it", "what notebooks show would be saved"):
        assert lost in said


@pytest.mark.parametrize("option", ["--ServerApp.ip=0.0.0.0", "--IdentityProvider.token="])
def test_no_option_opens_it_to_others(tmp_path: Path, option: str) -> None:
    assert "only accepts one value" in refused(tmp_path, option)


def refused(folder: Path, *options: str) -> str:
    """What `netkit lab` says when it does not start."""
    command = [sys.executable, "-m", "netkit", "lab", str(folder / "mine"), "--no-browser", "--", *options]
    environment = os.environ | {"JUPYTER_CONFIG_DIR": str(folder / "config")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "token=" not in done.stdout
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_busy_port_makes_it_take_another(tmp_path: Path) -> None:
    with started(sys.executable, tmp_path / "one") as (_, first):
        port = re.search(r":(\d+)/", first)[1]  # type: ignore[index]
        with started(sys.executable, tmp_path / "two", "--port", port) as (_, second):
            assert f":{port}/" not in second


def test_a_plain_jupyterlab_of_a_settled_environment_saves_no_outputs_and_keeps_its_keys_off_the_forms(
    tmp_path: Path,
) -> None:
    lab.settle(tmp_path)
    options = ("--no-browser", "--allow-root", f"--LabApp.app_settings_dir={tmp_path / 'share/jupyter/lab/settings'}")
    found = {"JUPYTER_CONFIG_PATH": str(tmp_path / "etc" / "jupyter")}
    saved = notebook(tmp_path / "mine" / "x.ipynb", "open_workbook().people()")
    cell = json.loads(saved.read_text())["cells"][0]
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "Ada"}]
    content = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    with started(sys.executable, tmp_path / "mine", *options, command="jupyterlab", **found) as (_, address):
        wait_for(address)
        page, token = address.split("/lab?token=")
        headers = {"Authorization": f"token {token}"}

        def ask(path: str, method: str = "GET", **body: Any) -> Any:
            data = json.dumps(body).encode() if body else None
            with urllib.request.urlopen(urllib.request.Request(page + path, data, headers, method=method)) as answer:
                return json.load(answer)

        ask("/api/contents/x.ipynb", "PUT", type="notebook", content=content)
        keys = ask("/lab/api/settings/@jupyterlab/shortcuts-extension:shortcuts")["schema"]
    assert "Ada" not in saved.read_text()
    kept = {
        one["command"] for one in keys["properties"]["shortcuts"]["default"] if "jupyter-widgets" in one["selector"]
    }
    assert "notebook:delete-cell" in kept


# The wheel


OWN = (
    "data/private/workbook.sqlite", "data/private/backups/book.sqlite", "data/private/reports/ines.html", "people.vcf",
    "data/mine.sqlite", "netkit/mine.sqlite-journal", "notebooks/people.csv", "notebooks/.ipynb_checkpoints/1.ipynb",
    "export/person.csv", "report.html", "reminders.ics", "netkit/ines.csv", "netkit/report/nora.html", "netkit/ines",
    "data/sample/ines.csv", "data/story/ines.vcf", "notebooks/4_ines.ipynb", "tests/ines.csv",
)  # fmt: skip
"""What may lie in the clone of somebody who works in it."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the archive of a clone in which somebody has data of their own."""
    folder = tmp_path_factory.mktemp("built")
    left = shutil.ignore_patterns(".venv", ".git", ".*_cache", ".hypothesis", "__pycache__", "private", "shots")
    shutil.copytree(ROOT, folder / "clone", ignore=left)
    for own in OWN:
        (folder / "clone" / own).parent.mkdir(parents=True, exist_ok=True)
        (folder / "clone" / own).write_text("Ines", encoding="utf-8")
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    subprocess.run([*PIP, "install", "--target", folder / "tools", *wanted], check=True)
    build = "import sys; from hatchling import build as b; b.build_wheel(sys.argv[1]); b.build_sdist(sys.argv[1])"
    path = os.environ | {"PYTHONPATH": str(folder / "tools")}
    subprocess.run([sys.executable, "-c", build, folder], cwd=folder / "clone", env=path, check=True)
    return folder


def test_neither_the_wheel_nor_the_archive_takes_what_is_somebodys_own(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        packed = {name: wheel.read(name) for name in wheel.namelist()}
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        packed |= {member.name: archive.extractfile(member).read() for member in archive if member.isfile()}  # type: ignore[union-attr]
    assert [name for name, content in packed.items() if content == b"Ines"] == []
    archived = {name.partition("/")[2] for name in packed}
    parts = ("netkit/", "notebooks/", "data/sample/", "data/story/", "tests/")
    assert [file for file in committed() if file.startswith(parts) and file not in archived] == []


@pytest.fixture(scope="module")
def installed(built: Path) -> str:
    """The Python of an environment with netkit's wheel; what that stands on is lent from this one."""
    venv.create(built / "env", with_pip=False)
    python = str(built / "env" / ("Scripts" if os.name == "nt" else "bin") / "python")
    where = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(where, capture_output=True, text=True, check=True).stdout.strip())
    subprocess.run([*PIP, "install", "--no-deps", "--target", packages, next(built.glob("*.whl"))], check=True)
    lent = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "lent.pth").write_text("\n".join(lent))
    return python


def test_the_wheel_carries_the_notebooks_and_the_sample(installed: str) -> None:
    ask = "from netkit.workbook import places; print(places.PACKAGE, places.root())"
    said = subprocess.run(
        [installed, "-c", ask], cwd=Path(installed).parent, capture_output=True, text=True, check=True
    )
    package = Path(said.stdout.split()[0])
    assert said.stdout.split()[1] == "None"
    for folder, packed in (("notebooks", "notebooks"), ("data/sample", "sample")):
        ours = {path.name for path in (ROOT / folder).iterdir() if path.is_file()}
        assert {path.name for path in (package / "share" / packed).iterdir() if path.is_file()} == ours


def test_the_installed_netkit_makes_a_folder_and_opens_the_sample(installed: str, tmp_path: Path) -> None:
    with started(installed, tmp_path / "mine") as (_, address):
        assert "1_plan.ipynb" in address
    assert (tmp_path / "mine" / "notebooks" / "1_plan.ipynb").is_file()
    ask = "import netkit; print(len(netkit.open_sample().people()))"
    said = subprocess.run([installed, "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert int(said.stdout) > 50
