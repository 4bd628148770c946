"""What the log says: pure functions from frames to frames, which know no file and no clock."""

from netkit.metrics import balance, reach, touch, volume

__all__ = ["balance", "reach", "touch", "volume"]
