"""Addresses that lead to one mailbox."""

import pytest

from rapporteur.core.text.mailboxes import mailbox_of


@pytest.mark.parametrize(
    "address",
    [
        "ana@bücher.example",
        " Ana@Bücher.Example ",
        "ana+1@bücher.example",
        "ANA+anything+else@xn--bcher-kva.example",
        '"ana"@bücher.example',
    ],
)
def test_they_are_one_however_they_are_written(address: str) -> None:
    assert mailbox_of(address) == "ana@xn--bcher-kva.example"


def test_dots_part_mailboxes_but_where_they_are_known_not_to() -> None:
    assert mailbox_of("a.na@example.org") != mailbox_of("ana@example.org")
    assert mailbox_of("a.n.a+x@googlemail.com") == mailbox_of("ana@gmail.com")


def test_what_is_no_address_is_counted_too() -> None:
    assert mailbox_of("+@example.org") == "+@example.org"
    assert mailbox_of(f"a@{'x' * 70}.example.") == f"a@{'x' * 70}.example"
    assert mailbox_of("nobody") == "@nobody"
