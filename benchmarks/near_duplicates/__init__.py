"""Near-duplicates: ours beside datasketch and rensa on the same texts."""
