"""A message comes apart as the standard library takes it apart, whatever is wrong with it."""

import email
from email.message import Message
from email.policy import compat32
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rapporteur.core.text.mime import parsed

BORDERS = ("--A", "--B", "--A--", "--B--", "--AB", "--A ", "--A--\t", "--A x", "--", "---", "-- A")
HEADS = (
    "From x y",
    "From: a",
    "Subject: é",
    "X-Y : z",
    ": x",
    " cont",
    "\tcont",
    "Action: failed",
    "Content-Type: text/plain",
    "Content-Type: multipart/mixed",
    "Content-Type: multipart/mixed; boundary=A",
    'Content-Type: multipart/digest; boundary="B"',
    'Content-Type: multipart/mixed; boundary="A "',
    'Content-Type: multipart/mixed; boundary=""',
    "Content-Type: message/rfc822",
    "Content-Type: message/delivery-status",
    "Content-Type: message/partial",
    "Content-Type: message",
)
LINES = (*BORDERS, *HEADS, "", "", "no head", "été", ">x", "\0", "\x0c--A", "\x1c")
ENDS = ("\n", "\n", "\r\n", "\r")
MESSAGES = st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(ENDS)), max_size=25)


def tree(message: Message) -> Any:
    within = vars(message)["_payload"]
    return (
        message.get_unixfrom(),
        message.items(),
        message.get_default_type(),
        message.preamble,
        message.epilogue,
        list(map(tree, within)) if isinstance(within, list) else within,
    )


@given(MESSAGES, st.sampled_from(("", "Content-Type: multipart/mixed; boundary=A\n")))
@example([("--A", "\n"), ("--A", "\n"), ("--A--", "")], HEADS[10] + "\n")
def test_the_same_parts_as_the_library_finds(lines: list[tuple[str, str]], beginning: str) -> None:
    raw = (beginning + "".join(line + end for line, end in lines)).encode()
    assert tree(parsed(raw, compat32)) == tree(email.message_from_bytes(raw))


def test_borders_by_the_ten_thousand_take_no_longer_than_their_number() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=A\n\n" + b"--A\n\n--B\nx\n" * 10_000
    assert len(parsed(raw, compat32).get_payload()) == 10_000


def test_parts_too_deep_in_one_another_are_refused() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
        for level in range(2000)
    )
    with pytest.raises(RecursionError):
        parsed(deep, compat32)
