"""Confirming by a link in the receipt's mail that an e-mail address answers."""

from django.core.signing import Signer
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from rapporteur.base.audit.actions import record
from rapporteur.stages.contributions.models import ConfirmedAddress, Item

_SIGNER = Signer(salt="contributions.address")
MAIL = "its sender, by the link in the mail"


def address_code(item: Item) -> str:
    """What stands in the link: known to whoever reads the mailbox, and not to who holds a receipt.

    Anybody may type anybody's address, and sees the receipt; so its secret is of no use here.
    """
    return _SIGNER.signature(f"{item.pk}:{item.claimed.get('email', '')}")


def is_code_of(item: Item, code: str) -> bool:
    """Whether a link is the one that was sent to the address that the item states."""
    return bool(item.claimed.get("email")) and constant_time_compare(address_code(item), code)


@transaction.atomic
def confirm_address(item: Item) -> ConfirmedAddress:
    """Note that the address which an item states answered. Again changes nothing.

    It is evidence for officials and no more: it confirms nobody's name, publishes nothing, and no
    item waits for it.
    """
    confirmed, new = ConfirmedAddress.objects.get_or_create(
        item=item, defaults={"address": item.claimed["email"], "at": timezone.now()}
    )
    if new:
        record("contributions.confirm_address", item, by=MAIL, consultation=item.consultation.slug)
    return confirmed
