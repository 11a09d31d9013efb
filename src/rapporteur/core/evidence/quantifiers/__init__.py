"""Words of quantity in a report ("most", "several", "it was noted") against what was counted."""
