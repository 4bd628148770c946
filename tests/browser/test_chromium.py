"""How the tests find their browser."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import chromium
import pytest


def test_the_chromium_that_is_named_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named = tmp_path / "my-chromium"
    named.write_text("#!/bin/sh\n")
    named.chmod(0o755)
    monkeypatch.setenv("NETKIT_CHROMIUM", str(named))
    assert chromium.find() == str(named)


def test_a_chromium_that_is_not_there_is_an_error_that_says_how_to_get_one(tmp_path: Path) -> None:
    named = os.environ | {"NETKIT_CHROMIUM": str(tmp_path / "none")}
    said = subprocess.run([sys.executable, chromium.__file__], env=named, capture_output=True, text=True)
    assert said.returncode == 1
    assert "apt-get install chromium" in said.stderr
    assert "NETKIT_CHROMIUM=/path/to/chromium" in said.stderr
