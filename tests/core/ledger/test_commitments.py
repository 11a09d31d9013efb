from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.ledger.commitments import LeafKind, canonical, commitment, digest_of
from rapporteur.core.ledger.problem import LedgerProblem

DIGEST, NONCE = "11" * 32, "22" * 32


def test_a_statement_has_one_run_of_bytes_whatever_the_order_of_its_keys():
    statement = {"b": ["é\n", 7, True, None], "a": {"z": "合作", "y": '"\\'}}
    assert canonical(statement).decode() == (
        '{"a":{"y":"\\"\\\\","z":"合作"},"b":["é\\n",7,true,null]}'
    )
    assert canonical(dict(reversed(statement.items()))) == canonical(statement)
    assert digest_of(statement) == sha256(canonical(statement)).hexdigest()


@pytest.mark.parametrize(
    "statement",
    [{"a": 0.5}, {"a": 1 << 53}, {"é": "a"}, {1: "a"}, {"a": "\ud800"}, {"a": b"a"}, {"a": {"b"}}],
    ids=["fraction", "large number", "key", "numbered key", "half character", "bytes", "set"],
)
def test_what_two_readers_could_write_differently_is_refused(statement):
    with pytest.raises(LedgerProblem):
        canonical(statement)


def test_a_statement_nested_without_end_is_refused():
    statement = []
    for _level in range(100_000):
        statement = [statement]
    with pytest.raises(LedgerProblem, match="nested too deep"):
        canonical(statement)


def test_a_commitment_is_the_hash_of_tag_digest_and_nonce():
    assert [commitment(kind, DIGEST, NONCE) for kind in LeafKind] == [
        sha256(b"rapporteur ledger 1 item\n" + b"\x11" * 32 + b"\x22" * 32).hexdigest(),
        sha256(b"rapporteur ledger 1 disposition\n" + b"\x11" * 32 + b"\x22" * 32).hexdigest(),
    ]


@given(st.binary(max_size=40).filter(lambda run: len(run) != 32))
def test_a_nonce_or_digest_of_another_length_is_refused(run):
    for digest, nonce in ((DIGEST, run.hex()), (run.hex(), NONCE)):
        with pytest.raises(ValueError, match="where 32 are needed"):
            commitment(LeafKind.ITEM, digest, nonce)
