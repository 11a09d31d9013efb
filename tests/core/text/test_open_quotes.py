"""Quotation marks that are opened in a list and never closed cost their own record alone."""

import csv
import io
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.open_quotes import Fault, records

NAMES = "EPA-HQ-2017-0355-"


def read(text: str) -> Iterator[tuple[int, int, tuple[str, ...], str | None]]:
    for each in records(io.StringIO(text, newline=""), document=0, reaches=1):
        yield each.first, each.last, each.cells, each.why


def test_a_mark_that_is_never_closed_swallows_no_record() -> None:
    text = (
        f'{NAMES}1,"Fine, this.",a\n'
        f'{NAMES}2,"Not closed, this.,b\nand on it goes\n'
        f'{NAMES}3,"Two lines,\nall well",c\n'
        f'"{NAMES}4","Not closed either,d\n'
        f"{NAMES}5,words,e\n"
        f'{NAMES}6,"to the end'
    )
    assert list(read(text)) == [
        (1, 1, (f"{NAMES}1", "Fine, this.", "a"), None),
        (2, 3, (), Fault.UNCLOSED),
        (4, 5, (f"{NAMES}3", "Two lines,\nall well", "c"), None),
        (6, 6, (), Fault.UNCLOSED),
        (7, 7, (f"{NAMES}5", "words", "e"), None),
        (8, 8, (), Fault.UNCLOSED),
    ]


def test_the_first_record_says_how_names_look() -> None:
    told = list(read(f'{NAMES}1,"Not closed\n{NAMES}2,words\n'))
    assert [why for _first, _last, _cells, why in told] == [Fault.UNCLOSED, None]


def test_a_line_that_only_speaks_of_another_record_stays_where_it_is() -> None:
    words = f"As I said in\n{NAMES}7\nthis is wrong."
    [(first, last, cells, why)] = read(f'{NAMES}8,"{words}",x\n')
    assert (first, last, cells[1], why) == (1, 3, words, None)


def test_what_the_reader_cannot_take_costs_itself_alone(monkeypatch) -> None:
    monkeypatch.setattr("rapporteur.core.text.open_quotes.LONGEST_CELL", 100)
    told = list(read(f"{NAMES}1,{'x' * 200}\n\n{NAMES}2,words\n"))
    assert [(each[0], each[3]) for each in told] == [(1, Fault.UNREADABLE), (2, None), (3, None)]


def test_a_list_of_a_thousand_shapes_and_one_open_mark_is_read_to_its_end() -> None:
    names = [f"{chr(65 + number % 26)}{'B' * (number // 26)}-1" for number in range(2000)]
    text = "".join(f"{name},words\n" for name in names) + 'A-2,"open\n' + "line of words\n" * 5000
    told = list(read(text))
    assert len(told) == 2001
    assert told[-1][:2] == (2001, 7001)


@given(st.lists(st.lists(st.text(' ",\n\rab;', max_size=8), min_size=1, max_size=3), max_size=5))
def test_what_is_well_written_is_read_as_it_was(rows: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    whole = [(f"{NAMES}{number}", *cells) for number, cells in enumerate(rows)]
    csv.writer(written).writerows(whole)
    assert [(cells, why) for _first, _last, cells, why in read(written.getvalue())] == [
        (cells, None) for cells in whole
    ]
