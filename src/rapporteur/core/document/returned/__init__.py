"""A document that comes back from an edit in Word or LibreOffice.

`compare` tells what was changed, one change after another, and `apply` takes over those that
somebody accepted. What was changed in the structure is told as such; what cannot be taken over by
itself is told with its reason. `pairing` says which line is which place, `weaving` lays new words
over old runs.
"""

from rapporteur.core.document.returned.applying import apply
from rapporteur.core.document.returned.changes import Change, Kind, Piece, Return, Same, Why
from rapporteur.core.document.returned.comparing import compare

__all__ = ["Change", "Kind", "Piece", "Return", "Same", "Why", "apply", "compare"]
