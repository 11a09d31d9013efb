"""The ledger on a database: leaves wait, are given their places once, and are signed for."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction

from rapporteur.base.ledger import actions, queries
from rapporteur.base.ledger.actions import append, destroy_nonce, sequence_and_sign
from rapporteur.base.ledger.keys import public_key
from rapporteur.base.ledger.models import Checkpoint, Leaf, Tile
from rapporteur.base.models import AuditEntry
from rapporteur.base.refusals import Refused
from rapporteur.core.ledger.checkpoints import read
from rapporteur.core.ledger.commitments import LeafKind, commitment, digest_of
from rapporteur.core.ledger.hashing import leaf_hash
from rapporteur.core.ledger.proofs import verify_consistency, verify_inclusion
from rapporteur.core.ledger.tree import Frontier
from rapporteur.core.ledger.verification import verify_receipt

AT = datetime(2026, 11, 23, 5, tzinfo=UTC)
DIGEST = sha256(b"something").hexdigest()


def add(count=1):
    return [append(LeafKind.ITEM, DIGEST) for _turn in range(count)]


def root_over(leaves):
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf_hash(bytes.fromhex(leaf.commitment)))
    return frontier.root()


@pytest.mark.django_db
def test_a_leaf_is_one_insert_and_commits_to_its_digest(django_assert_num_queries):
    with django_assert_num_queries(1):
        leaf = append(LeafKind.DISPOSITION, DIGEST)
    assert leaf.index is None
    assert leaf.commitment == commitment(LeafKind.DISPOSITION, DIGEST, leaf.nonce)


@pytest.mark.django_db
def test_the_same_digest_twice_makes_two_leaves_that_look_unlike():
    first, second = add(2)
    assert first.nonce != second.nonce
    assert first.commitment != second.commitment


@pytest.mark.django_db
def test_waiting_leaves_get_their_places_in_order_and_the_root_is_signed():
    leaves = add(3)
    checkpoint = sequence_and_sign(AT)
    assert list(Leaf.objects.values_list("id", "index")) == [
        (leaf.pk, index) for index, leaf in enumerate(leaves)
    ]
    found = read(checkpoint.text, public_key())
    assert (found.origin, found.size, found.at) == ("127.0.0.1", 3, AT)
    assert found.root == root_over(leaves) == bytes.fromhex(checkpoint.root)
    entry = AuditEntry.objects.get(act="ledger.sign_checkpoint")
    assert (entry.actor, entry.particulars) == ("sequencer", {"size": 3})


@pytest.mark.django_db
def test_gaps_between_waiting_leaves_leave_none_between_their_places():
    leaves = add(6)
    for gone in (leaves[1], leaves[4]):
        gone.delete()
    sequence_and_sign(AT)
    kept = [leaves[0], leaves[2], leaves[3], leaves[5]]
    assert list(Leaf.objects.values_list("id", "index")) == [
        (leaf.pk, index) for index, leaf in enumerate(kept)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://consultations.example.org", "consultations.example.org"),
        ("http://127.0.0.1:8000", "127.0.0.1"),
        ("http://[::1]:8000", "::1"),
        ("https://bücher.example", "xn--bcher-kva.example"),
        ("https://example.org/un/", "example.org"),
        ("", "rapporteur"),
    ],
)
def test_the_ledger_is_named_after_the_host_and_keeps_its_name(settings, url, name):
    settings.SITE_URL = url
    assert queries.origin() == name
    add()
    sequence_and_sign(AT)
    settings.SITE_URL = "https://renamed.example"
    leaf = append(LeafKind.ITEM, digest_of({}))
    sequence_and_sign(AT)
    leaf.refresh_from_db()
    assert queries.origin() == name
    assert verify_receipt(queries.receipt(leaf, {}, reveal=True), public_key()).failed == ()


@pytest.mark.django_db
def test_with_nothing_new_nothing_is_signed():
    assert sequence_and_sign(AT) is None
    add()
    assert sequence_and_sign(AT).size == 1
    assert sequence_and_sign(AT) is None
    assert Checkpoint.objects.count() == 1


@pytest.mark.django_db
def test_many_leaves_are_signed_in_portions(monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 4)
    add(18)
    assert sequence_and_sign(AT).size == 18
    assert sorted(Checkpoint.objects.values_list("size", flat=True)) == [8, 16, 18]
    assert list(queries.differences()) == []
    add(8)
    assert (sequence_and_sign(AT).size, sequence_and_sign(AT)) == (26, None)


@pytest.mark.django_db
def test_in_the_pause_after_a_checkpoint_none_is_signed():
    add()
    pause = timedelta(minutes=10)
    assert sequence_and_sign(AT, pause=pause).size == 1
    add()
    assert sequence_and_sign(AT + pause - timedelta(seconds=1), pause=pause) is None
    assert sequence_and_sign(AT + pause, pause=pause).size == 2


@pytest.mark.django_db
def test_signing_reads_no_more_where_much_is_there_already(django_assert_max_num_queries):
    add(700)
    sequence_and_sign(AT)
    add(3)
    with django_assert_max_num_queries(25):
        sequence_and_sign(AT)


@pytest.mark.django_db
def test_over_many_tiles_every_leaf_is_proven_and_any_two_checkpoints_agree():
    leaves, made = [], []
    for count in (1, 254, 1, 1, 300):
        leaves += add(count)
        made.append(sequence_and_sign(AT))
    assert [each.size for each in made] == [1, 255, 256, 257, 557]
    assert Tile.objects.count() == 4
    for index in (0, 1, 254, 255, 256, 300, 556):
        leaf = Leaf.objects.get(index=index)
        proof = queries.inclusion(leaf)
        checkpoint = read(proof.checkpoint, public_key())
        assert checkpoint.size == next(each.size for each in made if each.size > index)
        assert verify_inclusion(
            leaf_hash(bytes.fromhex(leaves[index].commitment)),
            index,
            checkpoint.size,
            proof.path,
            checkpoint.root,
        )
    for old in made:
        for new in made[made.index(old) :]:
            path = queries.consistency(old, new)
            roots = [bytes.fromhex(each.root) for each in (old, new)]
            assert verify_consistency(old.size, new.size, *roots, path)
    assert list(queries.commitments(300)) == [leaf.commitment for leaf in leaves[:300]]
    assert list(queries.differences()) == []


@pytest.mark.django_db
def test_a_proof_reads_a_handful_of_tiles(django_assert_max_num_queries):
    add(600)
    sequence_and_sign(AT)
    leaf = Leaf.objects.get(index=5)
    with django_assert_max_num_queries(5):
        queries.inclusion(leaf)


@pytest.mark.django_db
def test_a_receipt_promises_at_once_and_proves_after_the_next_checkpoint():
    about = {"reference": "T/R-1"}
    leaf = append(LeafKind.ITEM, digest_of(about))
    before = queries.receipt(leaf, about, reveal=True)
    sequence_and_sign(AT)
    leaf.refresh_from_db()
    after = queries.receipt(leaf, about, reveal=True)
    assert (before["promise"], before["signature"]) == (after["promise"], after["signature"])
    assert "inclusion" not in before
    assert [len(verify_receipt(each, public_key()).proven) for each in (before, after)] == [2, 3]
    add(5)
    sequence_and_sign(AT)
    assert queries.receipt(leaf, about, reveal=True) == after


@pytest.mark.django_db
def test_a_receipt_without_revealing_says_nothing_of_the_nonce():
    leaf = append(LeafKind.ITEM, digest_of({}))
    assert leaf.nonce not in str(queries.receipt(leaf, {}, reveal=False))


@pytest.mark.django_db
def test_a_destroyed_nonce_leaves_the_tree_as_it_was():
    leaf = add(3)[1]
    sequence_and_sign(AT)
    leaf.refresh_from_db()
    destroy_nonce(leaf)
    assert Leaf.objects.get(index=1).nonce == ""
    assert "nonce" not in queries.receipt(leaf, {}, reveal=True)
    assert list(queries.differences()) == []


@pytest.mark.django_db
def test_a_history_that_was_altered_is_not_signed_on():
    add(3)
    sequence_and_sign(AT)
    tile = Tile.objects.get()
    Tile.objects.update(hashes=bytes(32) + bytes(tile.hashes)[32:])
    add()
    with pytest.raises(Refused, match=r"not what was signed last \(3 leaves\)"):
        sequence_and_sign(AT)
    assert Leaf.objects.filter(index__isnull=True).count() == 1


@pytest.mark.django_db
def test_an_altered_or_missing_leaf_is_found():
    add(3)
    sequence_and_sign(AT)
    add(2)
    sequence_and_sign(AT)
    Leaf.objects.filter(index=3).update(commitment="00" * 32)
    assert list(queries.differences()) == [
        "The leaves no longer have the root that was signed at 5 leaves."
    ]
    Leaf.objects.filter(index=3).delete()
    assert list(queries.differences()) == ["A checkpoint of 5 leaves was signed, and 4 are there."]


@pytest.mark.django_db
def test_no_two_leaves_share_a_place_and_no_two_checkpoints_a_size():
    first, second = add(2)
    Leaf.objects.filter(pk=first.pk).update(index=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Leaf.objects.filter(pk=second.pk).update(index=0)
    Checkpoint.objects.create(size=1, root="", at=AT, text="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Checkpoint.objects.create(size=1, root="", at=AT, text="")


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_leaf():
    with transaction.atomic():
        add(2)
        transaction.set_rollback(True)
    assert sequence_and_sign(AT) is None


@pytest.mark.django_db(transaction=True)
def test_many_append_while_two_sequence_and_nothing_is_lost_or_doubled():
    def work(act):
        try:
            for _turn in range(25):
                act()
        finally:
            connection.close()

    add()
    threads = [
        Thread(target=work, args=[act])
        for act in (add, add, add, lambda: sequence_and_sign(AT), lambda: sequence_and_sign(AT))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sequence_and_sign(AT)
    assert sorted(Leaf.objects.values_list("index", flat=True)) == list(range(76))
    assert list(queries.differences()) == []
    assert queries.latest().size == 76
