"""What the real site gives out verifies by a verifier that was written from the standards alone."""

import copy
import json
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.urls import reverse

from rapporteur.base.ledger.actions import sequence_and_sign
from rapporteur.base.ledger.models import Checkpoint
from rapporteur.stages.contributions.actions import dispose
from rapporteur.stages.contributions.choices import DispositionKind
from tests.core.ledger import rfc9162
from tests.factories.contributions import make_item
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db
AT = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture
def site(client):
    """Items and decisions under five checkpoints, and one that still waits."""
    consultation = make_consultation()
    items = []
    for day, many in enumerate((1, 2, 4, 3, 6)):
        items += [make_item(consultation) for _each in range(many)]
        dispose(items[-1], kind=DispositionKind.SPAM, reason="Sells “shoes”", by="tests")
        sequence_and_sign(AT + timedelta(days=day))
    items.append(make_item(consultation, attachments=[("é.txt", b"x")]))
    return consultation, items


@pytest.fixture
def key(client, site):
    return load_pem_public_key(client.get(reverse("ledger_key")).content)


def receipt_of(client, item):
    address = reverse("contributions:receipt_json", args=[item.consultation.slug, item.token])
    return json.loads(client.get(address).content)


def checkpoint_of(client, size):
    return client.get(reverse("ledger_checkpoint", args=[size])).content.decode()


def test_every_receipt_is_proven_and_the_last_one_promises(client, site, key):
    _consultation, items = site
    found = [rfc9162.receipt(receipt_of(client, item), key) for item in items]
    sizes = list(Checkpoint.objects.order_by("size").values_list("size", flat=True))
    assert sizes == [2, 5, 10, 14, 21]
    assert found[-1] is None
    assert {size for size, _root in found[:-1]} == set(sizes)


def test_every_checkpoint_is_signed_and_continues_every_earlier_one(client, site, key):
    signed = {
        size: rfc9162.checkpoint(checkpoint_of(client, size), key)[2]
        for size in Checkpoint.objects.values_list("size", flat=True)
    }
    for old, new in combinations(sorted(signed), 2):
        proof = json.loads(client.get(reverse("ledger_consistency", args=[old, new])).content)
        rfc9162.consistency(proof, signed[old], signed[new])
        with pytest.raises(rfc9162.Wrong):
            rfc9162.consistency(proof, signed[new], signed[old])
    newest = max(signed)
    response = client.get(reverse("ledger_leaves", args=[newest]))
    leaves = b"".join(response.streaming_content).split()
    assert rfc9162.root_of([bytes.fromhex(each.decode()) for each in leaves]) == signed[newest]


def test_nothing_altered_passes(client, site, key):
    _consultation, items = site
    held = receipt_of(client, items[3])
    stranger = Ed25519PrivateKey.generate().public_key()
    with pytest.raises(rfc9162.Wrong):
        rfc9162.receipt(held, stranger)
    for change in (
        lambda made: made["promise"]["about"].update(reference="X/R-1"),
        lambda made: made["promise"]["about"]["parts"].append("0" * 64),
        lambda made: made.update(nonce="0" * 64),
        lambda made: made["inclusion"].update(index=made["inclusion"]["index"] + 1),
        lambda made: made["inclusion"]["path"].pop(),
        lambda made: made["inclusion"]["path"].append("0" * 64),
        lambda made: made["inclusion"].update(
            checkpoint=made["inclusion"]["checkpoint"].replace("time 2030-01-0", "time 2031-01-0")
        ),
    ):
        altered = copy.deepcopy(held)
        change(altered)
        with pytest.raises(rfc9162.Wrong):
            rfc9162.receipt(altered, key)
