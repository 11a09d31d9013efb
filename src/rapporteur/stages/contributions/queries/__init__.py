"""Reading what was received, what stands in the register, and what the public may see of it."""

from rapporteur.stages.contributions.queries.account import PublicAccount, account_of
from rapporteur.stages.contributions.queries.items import files_of, items, undecided
from rapporteur.stages.contributions.queries.reconciliation import (
    ItemLine,
    Outcome,
    Reconciliation,
    reconciliation,
)
from rapporteur.stages.contributions.queries.register import (
    counted,
    current_version,
    current_versions,
    entries,
    may_still_change,
    public,
    registered,
    shown_name,
    shown_signatories,
)
from rapporteur.stages.contributions.queries.tally import Column, LeftOut, Row, Tally, tally

__all__ = [
    "Column",
    "ItemLine",
    "LeftOut",
    "Outcome",
    "PublicAccount",
    "Reconciliation",
    "Row",
    "Tally",
    "account_of",
    "counted",
    "current_version",
    "current_versions",
    "entries",
    "files_of",
    "items",
    "may_still_change",
    "public",
    "reconciliation",
    "registered",
    "shown_name",
    "shown_signatories",
    "tally",
    "undecided",
]
