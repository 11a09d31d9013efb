"""Proposals of codings: which passage may be about which theme, for a person to decide."""
