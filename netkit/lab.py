"""JupyterLab, set up so that a workbook of forms behaves: the folder, the settings, the hook, the server."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import sys
import warnings
import webbrowser
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from netkit.errors import NetkitError
from netkit.workbook import places

_FORM = ":not(.jupyter-widgets *)"
_SHORTCUTS = "@jupyterlab/shortcuts-extension:shortcuts"
_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/cell-toolbar-extension:plugin": {"showToolbar": False},  # its bin deletes the text that one reads
    # Else what is out of sight has a guessed height, and whoever jumps to a chart is moved off it by those above.
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}
_STAMP = ".shipped.json"
LARGEST_UPLOAD = 150_000_000  # bytes that a form takes as a file; the server's own limit, 10 MB, drops the connection

# What the server does for a workbook, whoever starts it: by class and name, as Jupyter's configuration has it.
SERVER: dict[str, dict[str, Any]] = {
    "ContentsManager": {"pre_save_hook": "netkit.lab.drop_outputs"},
    "MappingKernelManager": {"transport_encryption": "auto"},  # else everybody on the machine can listen
    "ServerApp": {"tornado_settings": {"websocket_max_message_size": LARGEST_UPLOAD}},
}


# The folder ------------------------------------------------------------------------------------------------


def project_folder(given: Path | None) -> Path:
    """The folder to open: the one given, else the clone; a new one is furnished with notebooks.

    Raises NetkitError where there is neither, or where the folder can't be made.
    """
    home = places.root()
    folder = (given or home or Path()).expanduser().resolve()
    if given is None and home is None:
        raise NetkitError("Which folder shall hold your workbook? Name it, for example: netkit lab ~/networking")
    private = folder / "data" / "private"
    try:
        places.keep_to_owner(private)
        if folder != home:
            _furnish(folder, private)
    except OSError as error:
        raise NetkitError(f"{folder} can't hold a workbook: {error.strerror or error}.") from error
    return folder


def _furnish(folder: Path, private: Path) -> None:
    (private / ".gitignore").write_text("*\n", encoding="utf-8")
    shutil.copyfile(places.share("PRIVACY.md"), folder / "PRIVACY.md")
    for kept in copy_notebooks(places.share("notebooks"), folder / "notebooks"):
        print(f"{kept} stays as you changed it. For the newest, rename yours and start again.")


def copy_notebooks(source: Path, target: Path) -> list[str]:
    """Bring the notebooks of `source` to `target`; names those left alone because the user has changed them.

    A notebook counts as changed when its cells differ from those that netkit once put there; running and
    saving it changes nothing. A changed one for which netkit has nothing new is not named.
    """
    target.mkdir(parents=True, exist_ok=True)
    stamp = target / _STAMP
    shipped: dict[str, str] = json.loads(stamp.read_text(encoding="utf-8")) if stamp.is_file() else {}
    kept = []
    for new in sorted(source.glob("*.ipynb")):
        mine, latest = target / new.name, fingerprint(new)
        if mine.is_file() and fingerprint(mine) not in (shipped.get(new.name), latest):
            if shipped.get(new.name) != latest:
                kept.append(new.name)
            continue
        if not mine.is_file() or fingerprint(mine) != latest:
            places.put(mine, new.read_bytes())
        shipped[new.name] = latest
    places.put(stamp, json.dumps(shipped, indent=1).encode())
    return kept


def fingerprint(notebook: Path) -> str:
    """A hash of what a notebook's cells say; "" for a file that is no notebook (so it counts as changed)."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        said = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    except (ValueError, KeyError, TypeError):
        return ""
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


# The settings ----------------------------------------------------------------------------------------------


def overrides(schemas: Path) -> dict[str, Any]:
    """JupyterLab's settings: notebook keys taken off the widgets, pages drawn whole, no news or update checks.

    `schemas` is the installed JupyterLab's folder of schemas. Each shortcut that answers to any focused
    element is switched off and put beside itself with a selector that leaves out what is inside a form: else
    `d d` on a form's button deletes the cell (ipywidgets#3912).
    """
    shortcuts = []
    for shortcut in _greedy_shortcuts(schemas):
        shortcuts.append(shortcut | {"disabled": True})
        shortcuts.append(shortcut | {"selector": shortcut["selector"] + _FORM})
    return {_SHORTCUTS: {"shortcuts": shortcuts}} | _SETTINGS


def settle(prefix: Path = Path(sys.prefix)) -> None:
    """Give these settings and the hook to every JupyterLab of an environment that is there for netkit alone."""
    from jupyterlab.commands import get_app_dir

    settings = prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.d" / "netkit.json"
    config = prefix / "etc" / "jupyter" / "jupyter_server_config.json"
    for path, content in ((settings, overrides(Path(get_app_dir()) / "schemas")), (config, SERVER)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=1), encoding="utf-8")


def _greedy_shortcuts(schemas: Path) -> Iterator[dict[str, Any]]:
    plugins = (
        ("notebook-extension/tracker.json", ":focus"),
        ("mainmenu-extension/plugin.json", ":focus:not(:read-write)"),
    )
    for file, ending in plugins:
        plugin = json.loads((schemas / "@jupyterlab" / file).read_text(encoding="utf-8"))
        for shortcut in plugin["jupyter.lab.shortcuts"]:
            if shortcut["selector"].endswith(ending):
                yield shortcut


# The hook --------------------------------------------------------------------------------------------------


def drop_outputs(model: dict[str, Any], **_: Any) -> None:
    """Jupyter's pre_save_hook: what a notebook showed stays on the screen and off the disk.

    What a kernel says of its Python goes too, so that a notebook saved without a change is the file it was.
    """
    if model.get("type") != "notebook" or not isinstance(model.get("content"), dict):
        return
    metadata = model["content"].get("metadata", {})
    metadata.pop("widgets", None)
    if metadata.get("language_info", {}).get("name") == "python":
        metadata["language_info"] = {"name": "python"}
    for cell in model["content"].get("cells", []):
        if cell.get("cell_type") == "code":
            cell["outputs"], cell["execution_count"] = [], None
            cell.get("metadata", {}).pop("execution", None)


# The server ------------------------------------------------------------------------------------------------


def first_notebook(workbook: Path) -> str:
    """Where to begin: the plan until there is one, then the log; says why if the workbook can't be read."""
    if not workbook.is_file():
        return "1_plan.ipynb"
    from netkit.workbook import open_workbook

    try:
        planned = bool(open_workbook(workbook).plans())
    except NetkitError as error:
        print(error, file=sys.stderr)
        planned = False
    return "3_log.ipynb" if planned else "1_plan.ipynb"


def has_display() -> bool:
    """Whether a browser can be opened here: a desktop, and a browser that the system knows."""
    if sys.platform not in ("win32", "darwin") and not {"DISPLAY", "WAYLAND_DISPLAY", "BROWSER"} & os.environ.keys():
        return False
    try:
        return bool(webbrowser.get())
    except webbrowser.Error:
        return False


def arguments(folder: Path, state: Path, port: int, page: str, token: str, browser: bool) -> list[str]:
    """What JupyterLab is started with; `state` holds its settings for this one run."""
    told = [
        f"--ServerApp.root_dir={folder}",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        f"--ServerApp.open_browser={browser}",
        "--ServerApp.answer_yes=True",
        "--Application.log_level=ERROR",
        *(f"--{owner}.{name}={value}" for owner, traits in SERVER.items() for name, value in traits.items()),
        f"--IdentityProvider.token={token}",
        "--ServerApp.allow_unauthenticated_access=False",
        f"--LabApp.default_url={page}",
        f"--LabApp.app_settings_dir={state}",
        f"--LabApp.workspaces_dir={state / 'workspaces'}",
        "--LabApp.extension_manager=readonly",
    ]
    return [*told, "--allow-root"] if _is_root() else told


def _initialized(told: list[str], token: str) -> Any:
    from jupyter_server.utils import JupyterServerAuthWarning
    from jupyterlab.labapp import LabApp

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", JupyterServerAuthWarning)  # they ask for a token all the same
        try:
            server = LabApp.initialize_server(argv=told)
        except ValueError as error:
            raise NetkitError(f"JupyterLab can't be started with these options: {error}.") from None
    if lost := weakened(server, token):
        raise NetkitError(
            f"Not started, since with these options or Jupyter's settings {'; '.join(lost)}. Leave them out; whoever "
            "needs them can run `jupyter lab` in this folder."
        )
    return server


def weakened(server: Any, token: str) -> list[str]:
    """What the owner's options or Jupyter's own settings have taken from the protection of a server; [] if nothing."""
    identity, contents = server.identity_provider, server.contents_manager
    holds = {
        "another computer can reach it": server.ip == "127.0.0.1" and not server.sock,
        "any address may lead to it": not server.allow_remote_access,
        "the token is not its own": identity.token == token and not server.disable_check_xsrf,
        "who asks is not always checked": not server.allow_unauthenticated_access,
        "other websites may ask it": not (server.allow_origin or server.allow_origin_pat or server.allow_credentials),
        "what notebooks show would be saved": contents.pre_save_hook is drop_outputs,
    }
    return [what for what, kept in holds.items() if not kept]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def serve(folder: Path, workbook: Path, port: int = 8888, browser: bool = True, extra: Sequence[str] = ()) -> None:
    """Run JupyterLab on `folder` until it is stopped, begin where `workbook` is, and say the address.

    On loopback only, with a token: NetkitError if `extra`, which goes to JupyterLab, or its settings take that away. A
    busy port makes it take the next free one.
    """
    print("Opening your workbook ...", flush=True)  # what comes next takes seconds
    from jupyterlab.commands import get_app_dir

    from netkit.report.copy import clear_leftovers

    clear_leftovers()
    browser = browser and has_display()
    if _is_root():
        print("You are root: whoever reaches this page can do anything here. Better be an ordinary user.")
    with TemporaryDirectory(prefix="netkit-") as state:
        settings = overrides(Path(get_app_dir()) / "schemas")
        Path(state, "overrides.json").write_text(json.dumps(settings), encoding="utf-8")
        page, token = f"/lab/tree/notebooks/{first_notebook(workbook)}", secrets.token_hex(24)
        told = arguments(folder, Path(state), port, page, token, browser)
        server = _initialized([*told, *extra], token)
        address = f"http://127.0.0.1:{server.port}{page}?token={token}"
        lines = (
            f"Your workbook: {workbook}",
            f"{'In your browser' if browser else 'Open in a browser'}: {address}",
            "To stop: Ctrl+C here. What you typed is saved.",
        )
        server.io_loop.add_callback(print, *lines, sep="\n", flush=True)  # after the callback that makes it listen
        server.start()
