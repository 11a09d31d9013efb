"""Receipts, as somebody who does not trust us checks them."""

import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.ledger.checkpoints import Checkpoint, sign
from rapporteur.core.ledger.commitments import LeafKind, commitment, digest_of
from rapporteur.core.ledger.hashing import leaf_hash
from rapporteur.core.ledger.proofs import consistency_proof, inclusion_proof, root
from rapporteur.core.ledger.receipts import Inclusion, Promise, issue
from rapporteur.core.ledger.tree import Tiles
from rapporteur.core.ledger.verification import verify_receipt

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
PUBLIC = KEY.public_key()
ORIGIN = "example.org"
ABOUT = {
    "reference": "EC2010/R-7",
    "received_at": "2010-11-15T23:58:00.000000Z",
    "parts": ["ab" * 32],
}
NONCE = "07" * 32
OURS = commitment(LeafKind.ITEM, digest_of(ABOUT), NONCE)
INDEX = 6
PROVEN = (
    (
        "example.org signed that it holds this item: reference EC2010/R-7, received_at "
        f"2010-11-15T23:58:00.000000Z, parts {'ab' * 32}; and that it is in the ledger by "
        "2026-11-25T00:00:00Z."
    ),
    "The leaf is about this item and nothing else.",
    "The leaf is number 6 of the 11 in the ledger that was signed at 2026-11-23T11:00:00Z.",
)
NOT_YOURS = "That the fingerprints are those of your own files: work out their SHA-256 and compare."


def ledger(fill="00"):
    tiles = Tiles()
    for number in range(20):
        entry = OURS if number == INDEX else fill * 31 + f"{number:02x}"
        tiles.append(leaf_hash(bytes.fromhex(entry)))
    return tiles


def checkpoint(size, key=KEY, tiles=None, origin=ORIGIN):
    at = datetime(2026, 11, 23, size, tzinfo=UTC)
    return sign(Checkpoint(origin, size, root(size, (tiles or TREE).node), at), key)


def receipt(size=11, *, nonce=NONCE, about=ABOUT, leaf=OURS, key=KEY, index=INDEX, under=None):
    promise = Promise(ORIGIN, LeafKind.ITEM, about, leaf, datetime(2026, 11, 25, tzinfo=UTC))
    inclusion = None
    if size:
        path = tuple(inclusion_proof(INDEX, size, TREE.node))
        inclusion = Inclusion(index, path, under or checkpoint(size))
    return json.loads(json.dumps(issue(promise, key, nonce=nonce, inclusion=inclusion)))


def consistency(old, new):
    path = [each.hex() for each in consistency_proof(old, new, TREE.node)]
    roots = {"old_root": root(old, TREE.node).hex(), "new_root": root(new, TREE.node).hex()}
    return {"old": old, "new": new, **roots, "path": path}


TREE = ledger()


def test_a_whole_receipt_is_proven():
    found = verify_receipt(receipt(), PUBLIC)
    assert found.holds
    assert found.proven == PROVEN
    assert len(found.unproven) == 2
    assert found.unproven[1] == NOT_YOURS


def test_before_the_next_checkpoint_the_promise_alone_is_proven():
    found = verify_receipt(receipt(0), PUBLIC)
    assert (found.holds, found.proven) == (True, PROVEN[:2])
    assert [each[:44] for each in found.unproven] == [
        "That the leaf is in the ledger: the receipt ",
        NOT_YOURS[:44],
    ]


def test_without_the_nonce_it_is_not_known_what_the_leaf_is_about():
    found = verify_receipt(receipt(nonce=""), PUBLIC)
    assert found.holds
    assert found.unproven[0] == (
        "That the leaf is about this item: the receipt does not hold its nonce."
    )


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (receipt(key=OTHER), "The promise was not signed with this key, or was changed after."),
        (receipt(nonce="08" * 32), "The leaf is not about this item."),
        (receipt(about={**ABOUT, "reference": "R-8"}), "The leaf is not about this item."),
        (receipt(index=5), "The proof does not lead from the leaf to the checkpoint."),
        (receipt(under=checkpoint(12)), "The proof does not lead from the leaf to the checkpoint."),
        (
            receipt(under=checkpoint(11, origin="elsewhere.org")),
            "The promise and the checkpoint are those of two ledgers.",
        ),
        (
            receipt(under=checkpoint(11, OTHER)),
            "The checkpoint that stands in the receipt bears no good signature by this key.",
        ),
    ],
    ids=["key", "nonce", "about", "index", "size", "origin", "signature"],
)
def test_what_is_false_is_said(made, sentence):
    assert verify_receipt(made, PUBLIC).failed == (sentence,)


@pytest.mark.parametrize(
    ("name", "same", "other"),
    [
        ("reference", "EC2010/R-7", "EC2010/R-8"),
        ("received_at", "2010-11-15T23:58:00+00:00", "2010-11-15T23:57:00+00:00"),
        ("received_at", "2010-11-16T01:58:00+02:00", "yesterday"),
        ("parts", [{"name": "a.pdf", "size": 1, "sha256": "ab" * 32}], [{"sha256": "ac" * 32}]),
        ("parts", ["ab" * 32], []),
        ("reference", "EC2010/R-7", None),
        ("reference", "EC2010/R-7", ["EC2010/R-7"]),
    ],
)
def test_what_stands_beside_the_promise_says_the_same(name, same, other):
    assert verify_receipt({**receipt(), name: same, "receipt": "https://…"}, PUBLIC).holds
    failed = verify_receipt({**receipt(), name: other}, PUBLIC).failed
    assert [each.partition(":")[0] for each in failed] == [
        f"Beside the promise stands another {name} than in it"
    ]


def test_a_name_that_could_be_a_day_is_no_moment():
    signed = receipt(0, nonce="", about=ABOUT | {"consultation": "20101115"})
    assert verify_receipt(signed | {"consultation": "20101115"}, PUBLIC).holds
    assert not verify_receipt(signed | {"consultation": "2010-11-15"}, PUBLIC).holds


def test_the_same_checkpoint_got_by_another_way():
    found = verify_receipt(receipt(), PUBLIC, checkpoint(11))
    assert found.proven[3:] == ("The checkpoint that you gave is the receipt's own.",)
    assert (found.failed, found.unproven) == ((), (NOT_YOURS,))


@pytest.mark.parametrize("size", [3, 19])
def test_an_earlier_or_later_checkpoint_with_the_proof_between(size):
    old, new = sorted((11, size))
    found = verify_receipt(receipt(), PUBLIC, checkpoint(size), consistency(old, new))
    sentence = f"from {old} to {new} leaves it was only added to."
    assert found.holds
    assert found.proven[3:] == (
        f"The checkpoint that you gave and the receipt's are of one ledger: {sentence}",
    )


def test_a_checkpoint_of_another_size_is_not_believed_without_that_proof():
    found = verify_receipt(receipt(), PUBLIC, checkpoint(19))
    assert (found.holds, found.failed) == (False, ())
    assert found.unproven[0] == (
        "That the checkpoint that you gave and the receipt's are of one ledger: the receipt's has "
        "11 leaves, yours 19. Fetch /ledger/consistency/11-19.json and give that too."
    )


@pytest.mark.parametrize(
    "proof",
    [
        None,
        [],
        {},
        {"old": 11, "new": 20},
        consistency(11, 19) | {"path": ["x"]},
        consistency(11, 19) | {"path": []},
        consistency(11, 19) | {"path": consistency(11, 18)["path"]},
        consistency(11, 19) | {"old": 11.0},
        consistency(11, 19) | {"old_root": consistency(10, 19)["old_root"]},
        consistency(11, 19) | {"new_root": None},
    ],
    ids=[
        "none",
        "list",
        "empty",
        "other sizes",
        "no hashes",
        "no path",
        "another's path",
        "no number",
        "another's root",
        "no root",
    ],
)
def test_a_bad_proof_of_consistency_shows_nothing(proof):
    found = verify_receipt(receipt(), PUBLIC, checkpoint(19), proof)
    assert (found.holds, found.proven, found.failed) == (False, PROVEN, ())
    open_one, not_yours = found.unproven
    assert not_yours == NOT_YOURS
    assert open_one.startswith(
        "That the checkpoint that you gave and the receipt's are of one ledger: "
    )


def test_two_ledgers_shown_to_two_people_contradict_each_other():
    forked = ledger(fill="01")
    assert (
        verify_receipt(receipt(), PUBLIC, checkpoint(11, tiles=forked))
        .failed[0]
        .startswith("The two checkpoints contradict each other")
    )
    later = verify_receipt(receipt(), PUBLIC, checkpoint(19, tiles=forked), consistency(11, 19))
    assert "the proof of consistency states another root for 19 leaves" in later.unproven[0]
    forged = consistency(11, 19) | {"new_root": root(19, forked.node).hex()}
    later = verify_receipt(receipt(), PUBLIC, checkpoint(19, tiles=forked), forged)
    assert "the proof of consistency does not lead" in later.unproven[0]
    assert (later.holds, later.failed) == (False, ())


def test_a_checkpoint_by_another_name_is_of_another_ledger():
    assert verify_receipt(receipt(), PUBLIC, checkpoint(11, origin="elsewhere.org")).failed == (
        (
            "The checkpoint that you gave and the receipt's are of two ledgers, example.org and "
            "elsewhere.org."
        ),
    )


def test_a_receipt_without_proof_cannot_be_held_against_a_checkpoint():
    found = verify_receipt(receipt(0), PUBLIC, checkpoint(11))
    assert (found.holds, found.proven, found.failed) == (False, PROVEN[:2], ())
    assert found.unproven[1] == (
        "That the checkpoint that you gave is of the same ledger: the receipt has no good proof of "
        "inclusion that could be held against it. Fetch the receipt again from its address."
    )


@pytest.mark.parametrize(
    ("held", "given", "sentence"),
    [
        (
            {},
            None,
            (
                "What this receipt claims, since it cannot be read: There is no promise in this "
                "file, or it is not an object."
            ),
        ),
        (receipt(), "", "What the checkpoint that you gave says: This text is not a checkpoint."),
        (
            receipt(under="11"),
            None,
            "What the checkpoint that stands in the receipt says: This text is not a checkpoint.",
        ),
    ],
    ids=["receipt", "given", "own"],
)
def test_what_cannot_be_read_shows_nothing_and_is_not_false(held, given, sentence):
    found = verify_receipt(held, PUBLIC, given)
    assert (found.holds, found.failed, found.unproven[0]) == (False, (), sentence)


def test_a_checkpoint_that_was_not_signed_with_the_key_is_false():
    assert verify_receipt(receipt(), PUBLIC, checkpoint(11, OTHER)).failed == (
        "The checkpoint that you gave bears no good signature by this key.",
    )


@given(place=st.integers(0, len(checkpoint(11)) - 1), character=st.characters())
def test_a_changed_character_of_a_checkpoint_is_noticed(place, character):
    text = checkpoint(11)
    changed = text[:place] + character + text[place + 1 :]
    if changed != text:
        assert not verify_receipt(receipt(), PUBLIC, changed).holds


WHOLE = json.dumps(receipt(), ensure_ascii=False)


@given(place=st.integers(0, len(WHOLE) - 1), character=st.characters())
def test_a_changed_character_is_noticed(place, character):
    try:
        changed = json.loads(WHOLE[:place] + character + WHOLE[place + 1 :])
    except ValueError:
        return
    if changed != receipt() and changed.keys() == receipt().keys():
        assert not verify_receipt(changed, PUBLIC).holds


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
FIELDS = ("promise", "signature", "nonce", "inclusion")
PROMISED = ("version", "origin", "kind", "about", "commitment", "include_by")


@given(anything)
def test_anything_at_all_is_answered_with_a_sentence(value):
    assert not verify_receipt(value, PUBLIC).holds


@given(field=st.sampled_from(FIELDS), value=anything)
def test_any_field_may_hold_anything(field, value):
    found = verify_receipt({**receipt(), field: value}, PUBLIC)
    assert found.holds is (value is None and field in ("nonce", "inclusion"))


@given(field=st.sampled_from(PROMISED), value=anything)
def test_any_field_of_the_promise_may_hold_anything(field, value):
    made = receipt()
    made["promise"][field] = value
    if made != receipt():
        assert not verify_receipt(made, PUBLIC).holds


@given(field=st.sampled_from(("index", "path", "checkpoint")), value=anything)
def test_any_field_of_the_proof_may_hold_anything(field, value):
    made = receipt()
    made["inclusion"][field] = value
    if made != receipt():
        assert not verify_receipt(made, PUBLIC).holds
