"""The pages of the contributions: what contributors see, and what officials do."""
