"""Writing letters, sending them to an audience, and taking the replies."""

from rapporteur.stages.invitations.actions.letters import (
    amend_letter,
    publish_letter,
    record_reply,
    write_letter,
)
from rapporteur.stages.invitations.actions.mailings import (
    approve_mailing,
    dispatch_mailing,
    draft_mailing,
    follow_outbox,
    note_dispatch,
    note_posted,
    order_mailing,
    send_ordered,
)
from rapporteur.stages.invitations.actions.printing import for_the_printer, print_letter

__all__ = [
    "amend_letter",
    "approve_mailing",
    "dispatch_mailing",
    "draft_mailing",
    "follow_outbox",
    "for_the_printer",
    "note_dispatch",
    "note_posted",
    "order_mailing",
    "print_letter",
    "publish_letter",
    "record_reply",
    "send_ordered",
    "write_letter",
]
