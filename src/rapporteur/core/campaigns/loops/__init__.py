"""The loops over every character, word and pair: compiled, since there are thousands of millions.

Each is written so that it can be read as Python and run by it. Numba compiles it at its first use
and keeps what it made beside its file, or in the user's cache where this folder is read-only. It
notices when a file changes, not when another does that is called from there: who changes
`compiling` removes what is kept.
"""

from rapporteur.core.campaigns.loops.compiling import RUN, Hashes, Numbers
from rapporteur.core.campaigns.loops.composing import divided, ways
from rapporteur.core.campaigns.loops.nearness import (
    band_keys,
    connected,
    near_pairs,
    pairs_of_band,
    shingles,
)
from rapporteur.core.campaigns.loops.reading import (
    ALONE,
    IGNORED,
    LETTER,
    TABLED,
    TO_EXPAND,
    holding,
    scanned,
)
from rapporteur.core.campaigns.loops.sharing import (
    grouped,
    neighbours_of,
    places_of,
    recurring_words,
    runs_of,
    times_within,
)

__all__ = [
    "ALONE",
    "IGNORED",
    "LETTER",
    "RUN",
    "TABLED",
    "TO_EXPAND",
    "Hashes",
    "Numbers",
    "band_keys",
    "connected",
    "divided",
    "grouped",
    "holding",
    "near_pairs",
    "neighbours_of",
    "pairs_of_band",
    "places_of",
    "recurring_words",
    "runs_of",
    "scanned",
    "shingles",
    "times_within",
    "ways",
]
