"""`python -m netkit` is the command `netkit`."""

from netkit.cli import main

main()
