"""The messages in an mbox end where their programs meant them to."""

import tracemalloc
from pathlib import Path

import pytest

from rapporteur.core.mail import mbox
from rapporteur.core.mail.mbox import is_mbox, messages_in

FROM = b"From a@example.org Mon Jan  5 10:00:00 2026\n"
ONE = b"Subject: x\n\nwords\n"
FORWARDED = b"see\n\n" + FROM + b"Subject: inner\n\ninner\n"


@pytest.fixture
def told(tmp_path: Path):
    def read(raw: bytes, most: int = 1000) -> list[tuple[int, bytes]]:
        place = tmp_path / "box"
        place.write_bytes(raw)
        assert is_mbox(place)
        return list(messages_in(place, most=most))

    return read


@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n"])
def test_messages_with_the_line_on_which_they_begin(told, end: bytes) -> None:
    assert [line for line, _raw in told(FROM + ONE + b"\n" + FROM + ONE + end)] == [2, 7]
    assert told(FROM + ONE + b"\n" + FROM + ONE.rstrip()) == [(2, ONE), (7, ONE.rstrip())]


def test_line_ends_of_two_bytes(told) -> None:
    raw = (FROM + ONE + b"\n" + FROM + ONE).replace(b"\n", b"\r\n")
    assert told(raw) == [(line, ONE.replace(b"\n", b"\r\n")) for line in (2, 7)]


@pytest.mark.parametrize(
    "words",
    [
        b"From here on at 10:00 in March 2026 we met.\n",
        b"From Mary: yes\nTo: no\n",
        b"From there\nNote: this\n",
        b">From quoted\n",
        b"From\n",
    ],
)
def test_words_that_begin_as_such_a_line_does_end_nothing(told, words: bytes) -> None:
    whole = ONE + b"\n" + words
    assert told(FROM + whole + b"\n" + FROM + ONE) == [(2, whole), (8 + words.count(b"\n"), ONE)]


@pytest.mark.parametrize(
    "line",
    [
        b"From - Mon Jan 05 10:00:00 2026\n",
        b"From a@b.example Mon Jan  5 10:00:00 +0100 2026\n",
        b"From a b c Mon, 5 Jan 2026 10:00:00 +0100\n",
        b"From -\n",
        b"From ???@???\n",
    ],
)
def test_such_lines_as_programs_write_them(told, line: bytes) -> None:
    assert told(line + ONE + b"\n" + line + ONE) == [(2, ONE), (7, ONE)]


def test_a_message_that_says_how_long_it_is_holds_whatever_it_holds(told) -> None:
    head = b"Content-Length: %d\n\n" % len(FORWARDED)
    assert told(FROM + head + FORWARDED + b"\n" + FROM + ONE) == [(2, head + FORWARDED), (12, ONE)]
    lies = head.replace(b": ", b": 9")
    assert [raw for _line, raw in told(FROM + lies + FORWARDED)] == [
        lies + b"see\n",
        b"Subject: inner\n\ninner\n",
    ]


def test_a_long_head_without_a_body_takes_no_length_from_the_message_behind_it(told) -> None:
    long = b"Subject: " + b"x" * mbox._HEAD + b"\n"
    said = told(FROM + long + FROM + b"Content-Length: 4\n\nabc\n\n" + FROM + ONE)
    assert [line for line, _raw in said] == [2, 4, 9]


def test_what_is_before_the_first_and_what_is_no_message(told) -> None:
    assert told(b"\xef\xbb\xbf\r\n" + FROM + ONE) == [(3, ONE)]
    assert told(FROM) == [(2, b"")]
    assert told(b"From ") == [(2, b"")]


def test_of_a_message_that_is_too_long_no_more_is_given_than_tells_it(told) -> None:
    assert told(FROM + ONE + b"\n" + FROM + b"x" * 100, most=50)[1] == (7, b"x" * 51)


BOX = b"\r\n" + b"\n".join(
    [
        FROM + ONE,
        FROM + b"Content-Length: %d\n\n" % len(FORWARDED) + FORWARDED,
        FROM.replace(b"\n", b"\r\n") + b"Subject: y\r\n\r\nFrom here on\r\nFrom\r\n",
        FROM + b"x" * 300 + b"\n",
        b"From -\n" + ONE,
    ]
)


@pytest.mark.parametrize("piece", [*range(1, 60), 400, 500])
def test_it_makes_no_difference_where_the_pieces_end_that_are_read(
    told, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    whole = told(BOX, most=100)
    assert [line for line, _raw in whole] == [3, 8, 18, 24, 27]
    monkeypatch.setattr(mbox, "_PIECE", piece)
    assert told(BOX, most=100) == whole


def test_of_a_large_file_little_is_in_memory(tmp_path: Path) -> None:
    place = tmp_path / "box"
    with place.open("wb") as file:
        for _each in range(20):
            file.write(FROM + b"Subject: x\n\n" + b"a line of words\n" * 60_000 + b"\n")
        file.write(FROM + ONE)
        file.truncate(40_000_000)  # one long message of a single line
    tracemalloc.start()
    try:
        assert sum(1 for _each in messages_in(place, most=1000)) == 21
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()
