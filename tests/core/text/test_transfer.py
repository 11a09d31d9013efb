"""Bytes come out of the encoding of their transfer, though something on the way broke it."""

from base64 import b64encode, encodebytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.transfer import encoding_of, unpacked

WORDS = "Coopération renforcée, где бы то ни было. ".encode() * 3
LINES = encodebytes(WORDS)


@pytest.mark.parametrize("stated", ["base64", " Base64", '"base64"', "base64;", "BASE64 (yes)"])
def test_the_name_is_what_counts(stated: str) -> None:
    assert encoding_of(stated) == "base64"


def test_no_name_is_none() -> None:
    assert (encoding_of(""), encoding_of("=")) == ("", "")


@pytest.mark.parametrize(
    "raw",
    [
        LINES,
        LINES.rstrip(b"=\n"),
        LINES[:40] + b"!\r\n \t" + LINES[40:],
        LINES + b"\n-- \nScanned by a gateway\n",
        b"\n".join(b64encode(WORDS[at : at + 55]) for at in range(0, len(WORDS), 55)),
        WORDS,  # it says that it is base64, and is not
    ],
)
def test_base64_as_it_was_meant(raw: bytes) -> None:
    assert unpacked(raw, "base64") == WORDS


def test_base64_that_lost_its_last_digit_loses_one_letter() -> None:
    assert unpacked(LINES.rstrip(b"=\n")[:-1], "base64") == WORDS[:-1]


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (b"renfor=  \nc=C3=A9e", "renforcée"),
        (b"=C3=\r\n=A9t=c3=a9", "été"),
        (b"100= per cent =ZZ", "100= per cent =ZZ"),
        ("déjà =C3=A9".encode(), "déjà é"),
        (b"the end=", "the end"),
    ],
)
def test_quoted_printable_as_it_was_meant(raw: bytes, read: str) -> None:
    assert unpacked(raw, "quoted-printable").decode() == read


@given(st.binary(max_size=300))
def test_what_was_encoded_comes_out(content: bytes) -> None:
    assert unpacked(encodebytes(content), "base64") == content


@given(st.binary(max_size=300), st.sampled_from(["base64", "quoted-printable"]))
def test_nothing_raises(raw: bytes, encoding: str) -> None:
    assert isinstance(unpacked(raw, encoding), bytes)
