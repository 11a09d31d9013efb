"""What the real site gives out verifies by a verifier that was written from the standards alone."""

import copy
import json
import re
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import combinations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rapporteur.base.ledger.actions import destroy_nonce, sequence_and_sign
from rapporteur.base.ledger.models import Checkpoint, Leaf
from rapporteur.base.models import Original
from rapporteur.stages.contributions.actions import (
    admit,
    cut_passage,
    decide_kind,
    dispose,
    look_at_waiting,
    publish,
    screen,
)
from rapporteur.stages.contributions.actions.claimed import register_as_claimed
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.actions.marks import new_mark
from rapporteur.stages.contributions.choices import DispositionKind, FindingDecision
from rapporteur.stages.contributions.models import Contribution, Item
from rapporteur.stages.contributions.queries import current_version, reconciliation
from rapporteur.stages.mandate.choices import Role
from tests.core.ledger import rfc9162
from tests.factories.contributions import make_item
from tests.factories.mandate import make_consultation, make_official

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


def leaves_of(client, size):
    response = client.get(reverse("ledger_leaves", args=[size]))
    return b"".join(response.streaming_content).decode().split()


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
    leaves = [bytes.fromhex(each) for each in leaves_of(client, newest)]
    assert rfc9162.root_of(leaves) == signed[newest]


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


def sent(client, consultation, *files, **fields):
    """Something sent by the online form; its item."""
    address = reverse("contributions:take_part", args=[consultation.slug])
    given = [SimpleUploadedFile(name, content) for name, content in files]
    filled = {"name": "Zoë “Z”", "text": "Access for all — 中文.", "consent": "named"}
    answer = client.post(
        address,
        {**filled, "mark": new_mark(), "files_1": given, "email": "zoe@example.org"} | fields,
    )
    return Item.objects.get(token=answer["Location"].rstrip("/").rpartition("/")[2])


def record_of(client, item):
    """The bytes that were kept of what was filled in, as its sender gets them."""
    return client.get(
        reverse("contributions:record_sent", args=[item.consultation.slug, item.token])
    )


def registered(item):
    """Its entry, after what the background does with what came."""
    read_waiting()
    look_at_waiting()
    return register_as_claimed(Item.objects.get(pk=item.pk), by="tests")


def fingerprints(*contents):
    return [sha256(each).hexdigest() for each in contents]


def public_entry(client, contribution):
    slug, number = contribution.consultation.slug, contribution.number
    return client.get(f"/api/consultations/{slug}/contributions/W-{number}")


def test_what_came_too_late_is_in_the_ledger_like_all_else(client):
    consultation = make_consultation(preferred=date(2026, 3, 1), final=date(2026, 3, 15))
    item = sent(client, consultation, ("é.txt", b"one"), ("b.bin", bytes(range(256))))
    mail = make_item(consultation, content=b"Subject: Late\n\nWords")
    promised = receipt_of(client, item)
    entry = registered(item)
    admit(entry, by="tests", reason="The post was on strike")
    sequence_and_sign(AT)
    key = load_pem_public_key(client.get(reverse("ledger_key")).content)
    assert rfc9162.receipt(promised, key) is None
    for each, contents in (
        (item, [record_of(client, item).content, b"one", bytes(range(256))]),
        (mail, [b"Subject: Late\n\nWords"]),
    ):
        held = receipt_of(client, each)
        assert rfc9162.receipt(held, key)[0] == Leaf.objects.count()
        assert rfc9162.opened(held)["parts"] == fingerprints(*contents)
    assert receipt_of(client, item)["promise"] == promised["promise"]
    assert Contribution.objects.get(pk=entry.pk).timeliness == "late"


def test_cuts_and_withdrawal_change_what_is_public_and_no_receipt(client):
    consultation = make_consultation()
    words = "Write to me at zoe@example.org about the cables."
    item = sent(client, consultation, ("a.txt", b"Call +41 22 917 12 34 at noon."), text=words)
    sequence_and_sign(AT)
    before, record = receipt_of(client, item), record_of(client, item).content
    entry = registered(item)
    version = current_version(entry)
    screen(version, by="tests")
    decide_kind(version, None, FindingDecision.CUT, by="tests")
    publish(entry, by="tests")
    shown = public_entry(client, entry).json()
    assert "zoe@example.org" not in json.dumps(shown)
    assert shown["removed"] == {"email": 1, "telephone": 1}
    assert rfc9162.words_published(shown) == shown["sha256"]
    [document] = shown["documents"]
    [number] = Contribution.objects.values_list("number", flat=True)
    page = reverse("record:contribution", args=[consultation.slug, "W", number])
    text = client.get(page).content.decode()
    assert shown["sha256"] in text
    address = re.search(rf'href="({re.escape(page)}files/\d+/)"', text)[1]
    file = b"".join(client.get(address).streaming_content)
    assert sha256(file).hexdigest() == document["file_sha256"]
    assert (b"917" in file, b"at noon." in file) == (False, True)
    secret = [before["nonce"], *before["promise"]["about"]["parts"]]
    assert [each for each in secret if each in text + json.dumps(shown)] == []

    cut_passage(version, words="about the cables", by="tests")
    again = public_entry(client, entry).json()
    assert again["sha256"] != shown["sha256"]
    assert rfc9162.words_published(again) == again["sha256"]
    client.post(reverse("contributions:withdraw", args=[consultation.slug, item.token]))
    assert public_entry(client, entry).status_code == 404
    sequence_and_sign(AT + timedelta(days=1))
    assert receipt_of(client, item) == before
    key = load_pem_public_key(client.get(reverse("ledger_key")).content)
    assert rfc9162.opened(before)["parts"] == fingerprints(
        record, b"Call +41 22 917 12 34 at noon."
    )
    assert rfc9162.receipt(before, key)[0] == 1


def test_after_a_lawful_erasure_the_leaf_stays_and_says_nothing_any_more(client):
    consultation = make_consultation(prefix="T")
    item, twin = (sent(client, consultation, name=name, text=name) for name in ("Ann", "Bea"))
    sequence_and_sign(AT)
    before = receipt_of(client, item)
    destroy_nonce(item.leaf)
    Original.objects.filter(pk=item.original_id).update(
        content=None, erased_at=AT, erased_because="A court ordered it."
    )
    sequence_and_sign(AT)
    make_item(consultation)
    sequence_and_sign(AT + timedelta(days=1))

    key = load_pem_public_key(client.get(reverse("ledger_key")).content)
    after = receipt_of(client, item)
    assert after == {name: value for name, value in before.items() if name != "nonce"}
    assert rfc9162.receipt(after, key) == rfc9162.receipt(before, key)
    with pytest.raises(rfc9162.Wrong):
        rfc9162.opened(after)
    assert rfc9162.opened(receipt_of(client, twin))["reference"] == "T/R-2"
    roots = {
        size: rfc9162.checkpoint(checkpoint_of(client, size), key)[2]
        for size in Checkpoint.objects.values_list("size", flat=True)
    }
    old, new = sorted(roots)
    proof = json.loads(client.get(reverse("ledger_consistency", args=[old, new])).content)
    rfc9162.consistency(proof, roots[old], roots[new])
    assert before["promise"]["commitment"] in leaves_of(client, new)

    page = client.get(reverse("contributions:receipt", args=[consultation.slug, item.token]))
    assert (page.status_code, "A court ordered it." in page.content.decode()) == (200, True)
    assert record_of(client, item).status_code == 409
    assert record_of(client, twin).status_code == 200
    client.force_login(make_official(consultation, Role.REGISTRAR))
    desk = client.get(reverse("contributions:item", args=[consultation.slug, item.number]))
    assert desk.status_code == 200
    assert reconciliation(consultation).clean
