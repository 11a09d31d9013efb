"""What arrived, what became of it, the queue, and the register of what was said."""

from rapporteur.stages.contributions.models.accounts import Account
from rapporteur.stages.contributions.models.arrivals import (
    Attachment,
    ConfirmedAddress,
    Disposition,
    Item,
    Mailbox,
    PrintedReceipt,
    new_token,
)
from rapporteur.stages.contributions.models.drafts import Draft, Upload
from rapporteur.stages.contributions.models.queue import (
    Batch,
    Pending,
    Resemblance,
    Shingle,
    Sighting,
    Step,
)
from rapporteur.stages.contributions.models.readings import Reading, Typing
from rapporteur.stages.contributions.models.register import (
    Answer,
    Contribution,
    CountingRule,
    Document,
    Reclassification,
    Signatory,
    Version,
)
from rapporteur.stages.contributions.models.screening import (
    Finding,
    PublicAnswer,
    PublicCopy,
    PublicDocument,
)

__all__ = [
    "Account",
    "Answer",
    "Attachment",
    "Batch",
    "ConfirmedAddress",
    "Contribution",
    "CountingRule",
    "Disposition",
    "Document",
    "Draft",
    "Finding",
    "Item",
    "Mailbox",
    "Pending",
    "PrintedReceipt",
    "PublicAnswer",
    "PublicCopy",
    "PublicDocument",
    "Reading",
    "Reclassification",
    "Resemblance",
    "Shingle",
    "Sighting",
    "Signatory",
    "Step",
    "Typing",
    "Upload",
    "Version",
    "new_token",
]
