"""The plan for dockets of any size: Daft runs it on this machine, or on a cluster, alike."""
