"""What is received is promised at once, and proven at the same link after the next checkpoint."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.urls import reverse

from rapporteur.base.ledger.actions import destroy_nonce, sequence_and_sign
from rapporteur.base.ledger.keys import public_key
from rapporteur.base.models import Leaf, Message
from rapporteur.core.ledger.commitments import commitment, digest_of
from rapporteur.core.ledger.verification import verify_receipt
from rapporteur.stages.contributions.actions import dispose, reopen
from rapporteur.stages.contributions.actions.marks import Mark
from rapporteur.stages.contributions.actions.submissions import post_receipts_due, submit
from rapporteur.stages.contributions.choices import Consent, DispositionKind
from rapporteur.stages.contributions.models import Attachment, Disposition, Item
from rapporteur.stages.contributions.queries import reconciliation
from rapporteur.stages.contributions.queries.receipts import receipt
from rapporteur.stages.contributions.rules import Submission
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db
AT = datetime(2030, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


def link(view, item):
    return reverse(f"contributions:{view}", args=[item.consultation.slug, item.token])


def test_the_leaf_is_about_the_item_its_time_and_every_byte():
    there = AT.astimezone(timezone(timedelta(hours=-5)))
    consultation = make_consultation(prefix="EC", slug="ec")
    item = make_item(
        consultation, content=b"one", attachments=[("b", b"two"), ("a", b"")], received_at=there
    )
    about = {
        "consultation": "ec",
        "reference": "EC/R-1",
        "received_at": "2030-01-02T03:04:05.678901Z",
        "parts": [hashlib.sha256(part).hexdigest() for part in (b"one", b"two", b"")],
    }
    item = Item.objects.get()
    assert receipt(item)["promise"]["about"] == about
    assert item.leaf.commitment == commitment("item", digest_of(about), item.leaf.nonce)


def test_the_leaf_of_a_decision_is_about_what_was_decided_and_why():
    item = make_item(make_consultation(prefix="EC", slug="ec"))
    made = dispose(item, kind=DispositionKind.SPAM, reason="Sells shoes", by="tests")
    about = {
        "consultation": "ec",
        "item": "EC/R-1",
        "disposition": "spam",
        "reason": "Sells shoes",
        "duplicate_of": "",
        "decided_at": made.decided_at.isoformat(timespec="microseconds")[:-6] + "Z",
    }
    assert made.leaf.commitment == commitment("disposition", digest_of(about), made.leaf.nonce)


def test_every_item_and_decision_has_a_leaf_of_its_own_and_what_is_repeated_has_none_more():
    consultation = make_consultation()
    item = make_item(consultation, content=b"same", source="box:1")
    assert make_item(consultation, content=b"same", source="box:1") == item
    twin = make_item(consultation, content=b"same", source="box:2")
    for _turn in range(2):
        dispose(twin, kind=DispositionKind.DUPLICATE, reason="Twice", duplicate_of=item, by="t")
    reopen(twin, reason="No", by="t")
    dispose(twin, kind=DispositionKind.SPAM, reason="It is", by="t")
    assert list(Leaf.objects.values_list("kind", flat=True)) == [
        "item",
        "item",
        "disposition",
        "disposition",
    ]


def test_at_the_same_link_first_the_promise_and_then_the_proof(client):
    item = make_item(make_consultation())
    address = link("receipt_json", item)
    before = client.get(address).json()
    found = verify_receipt(before, public_key())
    assert (found.failed, len(found.proven)) == ((), 2)
    assert "signed a promise" in client.get(link("receipt", item)).content.decode()

    sequence_and_sign(AT)
    after = client.get(address).json()
    found = verify_receipt(after, public_key(), client.get("/ledger/checkpoint").content.decode())
    assert (found.failed, len(found.proven)) == ((), 4)
    assert {**after, "inclusion": None} == {**before, "inclusion": None}
    assert "mark number 0 of the 1" in client.get(link("receipt", item)).content.decode()


def test_the_mail_to_the_sender_holds_the_promise():
    consultation = make_consultation()
    submission = Submission(
        consultation.slug, "Ana", Consent.NAMED, email="a@example.org", text="é"
    )
    item = submit(consultation, submission, mark=Mark("f"))
    post_receipts_due()
    text = Message.objects.get().text
    told = json.loads(text[text.index("{") : text.rindex("}") + 1])
    assert told == receipt(item)
    assert verify_receipt(told, public_key()).holds


def test_what_was_received_before_there_was_a_ledger_has_a_receipt_without_promise(client):
    item = make_item(make_consultation())
    Item.objects.update(leaf=None)
    assert client.get(link("receipt", item)).status_code == 200
    assert "promise" not in client.get(link("receipt_json", item)).json()


def test_nobody_but_the_sender_is_shown_a_nonce(client):
    consultation = make_consultation()
    contributions = [
        make_contribution(consultation, consent=consent, published=True)
        for consent in (Consent.NAMED, Consent.UNNAMED)
    ]
    sequence_and_sign(AT)
    nonces = list(Leaf.objects.values_list("nonce", flat=True))
    addresses = [
        reverse("ledger"),
        reverse("ledger_leaves", args=[4]),
        reverse("record:register", args=[consultation.slug]),
        reverse("record:data", args=[consultation.slug]),
        *(
            reverse("record:contribution", args=[consultation.slug, "W", each.number])
            for each in contributions
        ),
    ]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        text = b"".join(response).decode()
        assert [nonce for nonce in nonces if nonce in text] == []


@pytest.mark.parametrize(
    ("alter", "sentence"),
    [
        (lambda: Item.objects.update(received_at=AT), "T/R-1 is not as the ledger has it."),
        (lambda: Attachment.objects.all().delete(), "T/R-1 is not as the ledger has it."),
        (
            lambda: Disposition.objects.update(reason="Another"),
            "The decision on T/R-1 is not as the ledger has it.",
        ),
    ],
    ids=["time", "attachment", "reason"],
)
def test_what_was_altered_behind_our_back_is_found(alter, sentence):
    consultation = make_consultation(prefix="T")
    item = make_item(consultation, attachments=[("b", b"b"), ("a", b"a")])
    dispose(item, kind=DispositionKind.SPAM, reason="Sells shoes", by="tests")
    assert reconciliation(consultation).clean
    alter()
    assert sentence in reconciliation(consultation).differences
    for leaf in Leaf.objects.all():
        destroy_nonce(leaf)
    assert sentence not in reconciliation(consultation).differences
