"""The register and the tally as open formats; receipts and stamped copies on paper."""

from rapporteur.stages.contributions.exports.register import (
    REGISTER_COLUMNS,
    register_csv,
    register_json,
    register_rows,
    tally_csv,
    tally_json,
    tally_rows,
)

__all__ = [
    "REGISTER_COLUMNS",
    "register_csv",
    "register_json",
    "register_rows",
    "tally_csv",
    "tally_json",
    "tally_rows",
]
