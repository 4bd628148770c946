"""What the log says: pure functions from frames to frames, which know no file and no clock."""

from netkit.metrics import balance, volume

__all__ = ["balance", "volume"]
