from base64 import b64decode
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.ledger.checkpoints import Checkpoint, read, sign, verifier_key
from rapporteur.core.ledger.keys import (
    new_key_pem,
    public_pem,
    read_public_key,
    read_signing_key,
)
from rapporteur.core.ledger.problem import LedgerProblem

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
PUBLIC = KEY.public_key()
AT = datetime(2026, 11, 23, 5, 0, 7, tzinfo=UTC)
MADE = Checkpoint("example.org/ledger", 1291, bytes(range(32)), AT)
TEXT = sign(MADE, KEY)


def test_a_checkpoint_is_four_lines_and_a_signature():
    assert TEXT.split("\n")[:6] == [
        "example.org/ledger",
        "1291",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "time 2026-11-23T05:00:07Z",
        "",
        TEXT.split("\n")[5],
    ]
    signature = b64decode(TEXT.removesuffix("\n").rpartition(" ")[2])
    PUBLIC.verify(signature[4:], MADE.body().encode())
    assert len(signature) == 4 + 64


def test_the_moment_is_said_in_utc():
    there = AT.astimezone(timezone(timedelta(hours=-5)))
    assert sign(Checkpoint(MADE.origin, MADE.size, MADE.root, there), KEY) == TEXT


def test_it_is_read_back():
    assert read(TEXT, PUBLIC) == MADE


def test_signatures_of_others_may_stand_beside_ours():
    theirs = sign(MADE, OTHER).rpartition("\n\n")[2]
    body, _blank, ours = TEXT.rpartition("\n\n")
    assert read(f"{body}\n\n— witness.example AAAA\n{theirs}{ours}", PUBLIC) == MADE


def test_the_key_is_named_as_tools_for_signed_notes_name_it():
    # the example of https://pkg.go.dev/golang.org/x/mod/sumdb/note
    published = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    key = Ed25519PublicKey.from_public_bytes(b64decode(published.rpartition("+")[2])[1:])
    assert verifier_key("PeterNeumann", key) == published


def test_another_key_did_not_sign_it():
    with pytest.raises(LedgerProblem, match="no good signature"):
        read(TEXT, OTHER.public_key())


@given(place=st.integers(0, len(TEXT) - 2), character=st.characters())
def test_a_changed_character_is_noticed(place, character):
    changed = TEXT[:place] + character + TEXT[place + 1 :]
    if changed != TEXT:
        with pytest.raises(LedgerProblem):
            read(changed, PUBLIC)


@given(st.text() | st.text().map(lambda end: f"a\n1\n{end}") | st.text().map(TEXT.__add__))
def test_no_text_makes_it_stumble(text):
    with suppress(LedgerProblem):
        assert read(text, PUBLIC) == MADE


def test_a_signature_has_one_spelling():
    with pytest.raises(LedgerProblem, match="no good signature"):
        read(TEXT[:-3] + chr(ord(TEXT[-3]) + 1) + TEXT[-2:], PUBLIC)


def test_a_text_too_long_is_not_looked_at():
    with pytest.raises(LedgerProblem, match="far too long"):
        read(TEXT + "\n" * 10_000, PUBLIC)


@pytest.mark.parametrize("origin", ["", "two words", "line\nline", "a+b", "é", "x" * 201])
def test_an_origin_that_would_break_the_format_is_refused(origin):
    with pytest.raises(LedgerProblem, match="cannot name a ledger"):
        sign(Checkpoint(origin, 1, bytes(32), AT), KEY)


def test_keys_are_kept_as_pem():
    key = read_signing_key(new_key_pem())
    assert read_public_key(public_pem(key.public_key()).encode()) == key.public_key()


@pytest.mark.parametrize("pem", [b"", b"no key", new_key_pem()])
def test_what_is_no_public_key_is_refused(pem):
    with pytest.raises(LedgerProblem):
        read_public_key(pem)


@pytest.mark.parametrize("pem", [b"", b"no key", public_pem(PUBLIC).encode()])
def test_what_is_no_signing_key_is_refused(pem):
    with pytest.raises(LedgerProblem):
        read_signing_key(pem)
