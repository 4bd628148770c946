"""3_log: Your 15 minutes, the entry of what happened, and the latest entries."""

from netkit.forms.log.form import LogForm

__all__ = ["LogForm"]
