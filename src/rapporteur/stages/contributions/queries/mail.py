"""What a message that arrived belongs to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapporteur.base.outbox.queries import messages_of
from rapporteur.core.mail import Mail
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.contributions.queries.items import items
from rapporteur.stages.invitations.models import Dispatch
from rapporteur.stages.mandate.choices import ChannelKind
from rapporteur.stages.mandate.models import Channel, Consultation

_TAGGED = re.compile(r"[^+@\s]+\+([^@\s]+)@\S+")


@dataclass(frozen=True)
class Answered:
    """What a message answers: an item, or a letter that left; neither where that is not known."""

    item: Item | None = None
    dispatch: Dispatch | None = None

    @property
    def reference(self) -> str:
        """As one says it: the item's number, or the letter's reference and its addressee."""
        if self.item is not None:
            return self.item.reference
        if self.dispatch is None:
            return ""
        letter = self.dispatch.mailing.letter
        return f"{letter.reference or letter} ({self.dispatch.entity})"


def consultation_for(recipients: Iterable[str]) -> Consultation | None:
    """The one consultation that these addresses lead to; None where there is none, or several.

    An address leads to it by its tag (`mail+SLUG@…`), or by being a channel of it, now or once:
    what was announced stays watched.
    """
    recipients = list(recipients)
    tags = {match[1].lower() for each in recipients if (match := _TAGGED.fullmatch(each))}
    tagged = list(Consultation.objects.filter(slug__in=tags, reconstructed=False)[:2])
    if len(tagged) == 1:
        return tagged[0]
    held = Channel.objects.filter(kind=ChannelKind.EMAIL, consultation__reconstructed=False)
    known = {
        channel.consultation_id: channel.consultation
        for channel in held.select_related("consultation")
        if channel.address.strip().lower() in recipients
    }
    return next(iter(known.values())) if len(known) == 1 else None


def answered(consultation: Consultation, mail: Mail) -> Answered:
    """What a message answers: by the Message-IDs that it names, or by a number in its subject."""
    named = [mail.bounce.of] if mail.bounce and mail.bounce.of else list(mail.answers)
    for message in messages_of(named):
        dispatch = (
            Dispatch.objects.filter(message=message, mailing__consultation=consultation)
            .select_related("mailing__letter", "entity")
            .first()
        )
        if dispatch is not None:
            return Answered(dispatch=dispatch)
        number = _number(consultation, message.key.removeprefix("receipt:"), slug=True)
        if number and (item := items(consultation).filter(number=number).first()):
            return Answered(item=item)
    if named:
        earlier = (
            Item.objects.filter(message_id__in=named)
            .order_by()
            .values_list("consultation", "number")
        )
        numbers = [number for held, number in earlier if held == consultation.pk]
        if numbers:
            return Answered(item=items(consultation).get(number=min(numbers)))
    number = _number(consultation, mail.subject)
    return Answered(item=items(consultation).filter(number=number).first() if number else None)


def _number(consultation: Consultation, text: str, *, slug: bool = False) -> int | None:
    """The R-number in a text: `EC2010/R-7`."""
    prefix = re.escape(consultation.slug if slug else consultation.prefix)
    found = re.search(rf"(?<![\w/-]){prefix}/R-(\d{{1,9}})(?!\d)", text)
    return int(found[1]) if found else None
