"""A Chromium for the tests: find one, or bring one. `python tests/browser/chromium.py` says what it did."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing reaches the network
]
HELP = (
    "No Chromium was found, and none could be brought. Install one (on Debian: apt-get install chromium), "
    "or say where it is: NETKIT_CHROMIUM=/path/to/chromium make test"
)


def find() -> str | None:
    """The path of an installed Chromium: $NETKIT_CHROMIUM, else on the PATH, else Playwright's own."""
    if named := os.environ.get("NETKIT_CHROMIUM"):
        return shutil.which(named)
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        path = play.chromium.executable_path
    return path if Path(path).exists() else None


def bring() -> str | None:
    """Let Playwright fetch its Chromium, else the system's package manager; says what it tries.

    Not where $NETKIT_CHROMIUM names one that is not there: that is for the person to put right.
    """
    if "NETKIT_CHROMIUM" in os.environ:
        return None
    print("No Chromium here: trying `playwright install chromium` ...", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, timeout=900)
    if path := find():
        return path
    if (root := _as_root()) is not None and shutil.which("apt-get"):
        print("That did not work: trying `apt-get install chromium` ...", flush=True)
        subprocess.run([*root, "apt-get", "update", "-qq"], check=False)
        subprocess.run([*root, "apt-get", "install", "-y", "-qq", "chromium"], check=False)
    return find()


def _as_root() -> list[str] | None:
    """What makes a command root's: nothing, sudo, or None where neither goes without a question."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


if __name__ == "__main__":
    chromium = find() or bring()
    if chromium is None:
        sys.exit(HELP)
    print(f"Chromium for the tests: {chromium}")
