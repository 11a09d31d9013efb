"""Taking in e-mail: the whole message is kept, then told what it is."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.mail import Automatic, Mail, Reader
from rapporteur.core.text import media
from rapporteur.stages.contributions.actions.dispositions import dispose
from rapporteur.stages.contributions.actions.intake import Arrival, receive_all
from rapporteur.stages.contributions.choices import DispositionKind, ItemChannel
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.contributions.queries.items import in_force
from rapporteur.stages.contributions.queries.mail import Answered, answered
from rapporteur.stages.invitations.actions import note_dispatch
from rapporteur.stages.invitations.choices import DispatchState
from rapporteur.stages.mandate.models import Consultation

MAIL = "e-mail"
RULE = "rule: a delivery status notification about a letter of ours"


def receive_mail(
    consultation: Consultation,
    messages: Sequence[bytes],
    *,
    reader: Reader,
    by: User | str = MAIL,
    channel: ItemChannel = ItemChannel.EMAIL,
    received_at: datetime | None = None,
) -> list[Item]:
    """Keep messages, each whole, with the files in it beside it, and say what they seem to be.

    messages: as they came over the wire. One that cannot be read is kept all the same, with the
    reason for the queue. The same bytes again are the same item. All are durable together when
    this returns. News that a letter of ours was not delivered is noted on the letter, and decided,
    where the Message-ID proves that it is about ours and trying again is of no use; everything
    else is for a person to decide. A receipt is due to whoever wrote it, unless a machine did.

    channel: FAX for what a fax gateway sends: a message with a page in it is then that fax, from
    the number that the gateway states; the message is what it came in, and is kept whole. One
    without is an e-mail all the same. received_at: when, where that was before now.

    Raises Refused as `receive_all` does.
    """
    read = [reader.read(raw) for raw in messages]
    told = [answered(consultation, mail) for mail in read]
    arrivals = [
        replace(
            _fax(raw, mail)
            if channel is ItemChannel.FAX and _is_fax(mail)
            else _email(raw, mail, about),
            received_at=received_at,
        )
        for raw, mail, about in zip(messages, read, told, strict=True)
    ]
    items = receive_all(consultation, arrivals, by=by)
    for item, mail, about in zip(items, read, told, strict=True):
        _decide_where_sure(item, mail, about)
    return items


def _email(raw: bytes, mail: Mail, about: Answered) -> Arrival:
    return Arrival(
        channel=ItemChannel.EMAIL,
        content=raw,
        attachments=[(each.filename, each.content) for each in mail.attachments],
        sender=mail.sender,
        claimed=_claims(mail, about),
        sent_at=mail.sent_at,
        source=f"email:{hashlib.sha256(raw).hexdigest()}",
        receipt_to=_receipt_to(mail),
    )


def _is_fax(mail: Mail) -> bool:
    """Whether it brings a page: TIFF, PDF or another picture, whatever it is called."""
    return any(media.is_picture(media.media_type(each.content)) for each in mail.attachments)


def _fax(raw: bytes, mail: Mail) -> Arrival:
    """What a gateway passes on. Its own address is nobody's who contributes: no receipt goes to it,
    and the words around the fax are the gateway's."""
    claims = {
        "fax": mail.caller,
        "filename": "message.eml",
        "carried_by": mail.sender or mail.subject or "?",
        "message_id": mail.message_id,
        "unread": mail.problem,
    }
    return Arrival(
        channel=ItemChannel.FAX,
        content=raw,
        attachments=[(each.filename, each.content) for each in mail.attachments],
        sender=mail.caller,
        claimed={name: value for name, value in claims.items() if value},
        sent_at=mail.sent_at,
        source=f"email:{hashlib.sha256(raw).hexdigest()}",
    )


def _claims(mail: Mail, about: Answered) -> dict[str, Any]:
    """What the message says of itself, as far as it says something."""
    claims = {
        "name": mail.sender.partition(" <")[0],
        "email": mail.address,
        "title": mail.subject[:500],
        "filename": "message.eml",
        "message_id": mail.message_id,
        "to": list(mail.recipients[:20]),
        "answers": about.reference,
        "automatic": mail.automatic,
        "unread": mail.problem,
    }
    if mail.bounce is not None:
        claims |= {"undelivered": mail.bounce.recipient, "why": mail.bounce.why}
    return {name: value for name, value in claims.items() if value}


def _receipt_to(mail: Mail) -> str:
    """The address for a receipt; empty where a machine wrote, for it might answer for ever."""
    try:
        validate_email(mail.address)
    except ValidationError:
        return ""
    return "" if mail.automatic or len(mail.address) > 254 else mail.address


def _decide_where_sure(item: Item, mail: Mail, about: Answered) -> None:
    bounce, dispatch = mail.bounce, about.dispatch
    if mail.automatic is not Automatic.BOUNCE or bounce is None or dispatch is None:
        return
    if not bounce.permanent or in_force(item) is not None:
        return
    why = bounce.why or bounce.status or _("no reason was given")
    dispose(
        item,
        kind=DispositionKind.BOUNCE,
        reason=_("%(letter)s did not reach %(address)s: %(why)s")
        % {"letter": about.reference, "address": bounce.recipient or dispatch.address, "why": why},
        by=RULE,
    )
    try:
        note_dispatch(dispatch, state=DispatchState.BOUNCED, reason=why, by=RULE)
    except Refused:  # it was noted otherwise by a person, who knows better
        return
