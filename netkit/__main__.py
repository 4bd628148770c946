"""`python -m netkit` is the command `netkit`."""

from __future__ import annotations

from netkit.cli import main

main(prog_name="netkit")
