"""Symbols in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.symbols.finding import symbols_in
from tests.core.symbols.test_symbol import IN_USE


def found(text):
    return [
        (text[each.start : each.end], each.problem.mend if each.problem else str(each.symbol))
        for each in symbols_in(text)
    ]


@pytest.mark.parametrize("symbol", [each for each in IN_USE if each != "A/66"])
def test_a_symbol_is_found_in_a_sentence(symbol):
    assert found(f"See the report ({symbol}), and {symbol}.") == [(symbol, symbol)] * 2


def test_it_is_found_where_a_script_has_no_spaces_and_in_look_alike_letters():
    assert found("见文件A/66/77号和E/2011/103。") == [
        ("A/66/77", "A/66/77"),
        ("E/2011/103", "E/2011/103"),
    ]
    assert found("См. А/66/77 и Е/СN.16/2011/2.") == [
        ("А/66/77", "A/66/77"),
        ("Е/СN.16/2011/2", "E/CN.16/2011/2"),
    ]
    assert found("В A\\66\\77.") == [("A\\66\\77", "A/66/77")]


def test_those_with_a_slip_are_found_with_their_mend():
    assert found("In A/66/77/E/2011/103 and a/65/9, A/66/77–E/2011/103; e/cn.16/2011/crp2.") == [
        ("A/66/77/E/2011/103", "A/66/77-E/2011/103"),
        ("a/65/9", "A/65/9"),
        ("A/66/77–E/2011/103", "A/66/77-E/2011/103"),
        ("e/cn.16/2011/crp2", "E/CN.16/2011/CRP.2"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "and/or", "he/she", "s/he", "A/B tests", "TCP/IP", "24/7", "9/11", "I/O", "n/a", "S/MIME",
        "https://example.org/A/66/77", "www.example.org/E/2011/103", "./A/66/77", "2010/2",
        "x@E/2011/103", "B/66/77", "CD/DVD", "a/c 12/3",
    ],
)  # fmt: skip
def test_what_only_looks_like_one_is_left_out(words):
    assert found(f"He wrote {words} there.") == []


@given(st.text(max_size=80))
def test_any_text_is_gone_through(text):
    for each in symbols_in(text):
        assert (each.symbol is None) != (each.problem is None)
        assert 0 <= each.start < each.end <= len(text)


def test_a_long_text_of_slashes_is_gone_through_in_no_time():
    assert found("A/" * 50_000) == []
