"""Dockets of any size, in the proportions of a real one, with the truth about every comment."""
