"""The models of the ground floor, each defined in the folder of the thing it is about."""

from rapporteur.base.audit.models import AuditEntry
from rapporteur.base.ledger.models import Checkpoint, Leaf, Tile
from rapporteur.base.numbering.models import Series
from rapporteur.base.originals.models import Original
from rapporteur.base.outbox.models import Message
from rapporteur.base.people.models import User
from rapporteur.base.viruses.models import Scan

__all__ = [
    "AuditEntry",
    "Checkpoint",
    "Leaf",
    "Message",
    "Original",
    "Scan",
    "Series",
    "Tile",
    "User",
]
