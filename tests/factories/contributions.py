"""Items and register entries for tests, made the way the product makes them."""

from itertools import count
from typing import Any

from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.choices import Consent, ItemChannel, Mode, Origin
from rapporteur.stages.contributions.models import Contribution, Item
from rapporteur.stages.mandate.models import Consultation

_numbers = count(1)


def make_item(consultation: Consultation, **fields: Any) -> Item:
    """Something received: an e-mail whose words no other item has, unless said otherwise."""
    number = next(_numbers)
    return actions.receive(
        consultation,
        **{
            "channel": ItemChannel.EMAIL,
            "content": f"Message {number} about the Internet".encode(),
            "sender": f"Sender {number}",
            "claimed": {"name": f"Contributor {number}", "filename": f"message-{number}.txt"},
            "by": "tests",
            **fields,
        },
    )


def make_contribution(
    consultation: Consultation, *, published: bool = False, **fields: Any
) -> Contribution:
    """A written contribution registered from an item of its own, with consent to its name."""
    number = next(_numbers)
    origin = fields.setdefault("origin", Origin.ITEMS)
    if origin == Origin.ITEMS and "items" not in fields:
        fields["items"] = [make_item(consultation)]
    contribution = actions.register(
        consultation,
        **{
            "mode": Mode.WRITTEN,
            "contributor": f"Contributor {number}",
            "title": f"Title {number}",
            "text": f"Text {number}.",
            "documents": (),
            "consent": Consent.NAMED,
            "by": "tests",
            **fields,
        },
    )
    return actions.publish(contribution, by="tests") if published else contribution
