"""Charts: each takes a tidy frame of netkit.metrics, and comes with the sentence that says what is seen."""
