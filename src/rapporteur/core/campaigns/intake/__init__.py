"""What a folder, a pattern or a file holds for the plan: Parquet, CSV or JSON lines, by ending.

Parquet is read where it lies, unless the plan cannot take it as it is. Everything else is written
anew as Parquet, row by row, so that a row that cannot be read is set aside by its place and the
rest goes on.
"""

from rapporteur.core.campaigns.intake.aside import BrokenOff, SetAside, Unreadable
from rapporteur.core.campaigns.intake.columns import COLUMNS
from rapporteur.core.campaigns.intake.parquet import Source, broken
from rapporteur.core.campaigns.intake.sources import files_of, sources_of

__all__ = [
    "COLUMNS",
    "BrokenOff",
    "SetAside",
    "Source",
    "Unreadable",
    "broken",
    "files_of",
    "sources_of",
]
