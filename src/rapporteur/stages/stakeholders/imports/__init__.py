"""Lists of entities, as others send them."""

from rapporteur.stages.stakeholders.imports.roster import (
    Fault,
    Preview,
    headings,
    kept_aside,
    preview_roster,
    receive_roster,
    refuse_too_large,
    take_roster,
)

__all__ = [
    "Fault",
    "Preview",
    "headings",
    "kept_aside",
    "preview_roster",
    "receive_roster",
    "refuse_too_large",
    "take_roster",
]
