"""Campaigns among contributions: copies, near-duplicates, letters composed from phrases.

`words` turns texts into numbers, `keys` tells copies, `near` near-duplicates; `groups` finds texts
that are made of the same phrases, `alignment`, `slots` and `templates` what they were made from,
and `letters` every other text that was made from it.
"""
