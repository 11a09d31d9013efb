"""Web pages: what stays is words and how they are laid out; what is cut is gone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from rapporteur.core.screening.copies import PageWords
from rapporteur.core.screening.copies.copy import NotSure
from rapporteur.core.screening.copies.page import (
    DEEPEST,
    LARGEST,
    body_of,
    copy_page,
    laid_out,
    sanitised,
)
from rapporteur.core.screening.finding import Kind
from rapporteur.core.screening.redaction import Cut, gap, redacted
from rapporteur.core.text.extraction.html import read_html
from tests.factories.hostile_pages import HOSTILE

PAGE = (
    "<!doctype html><title>Ours</title><style>p{color:red}</style><h1>Our <i>view</i></h1>"
    "<p>Call <b>+41 22</b> 730 5111 now.</p><table><caption>Votes</caption><tr><th scope=col>Year"
    "<th colspan=2>Votes<tr><td>2010<td>85<td>13</table><ul><li>one<li dir=rtl lang=ar>اثنان</ul>"
)


def words_of(raw, *cut):
    text = read_html(raw).pages[0].text
    cuts = tuple(
        Cut(text.index(each), text.index(each) + len(each), Kind.TELEPHONE) for each in cut
    )
    return PageWords(1, text, redacted(text, cuts).text, cuts)


def test_headings_lists_and_tables_stay():
    raw = PAGE.encode()
    made = copy_page(raw, [words_of(raw)])
    assert made.form == "stripped"
    assert body_of(made.content).strip() == (
        "<h1>Our <i>view</i></h1><p>Call <b>+41 22</b> 730 5111 now.</p><table><caption>Votes"
        '</caption><tbody><tr><th scope="col">Year</th><th colspan="2">Votes</th></tr><tr>'
        "<td>2010</td><td>85</td><td>13</td></tr></tbody></table><ul><li>one</li>"
        '<li dir="rtl" lang="ar">اثنان</li></ul>'
    )


def test_what_is_cut_is_gone_across_elements():
    raw = PAGE.encode()
    made = copy_page(raw, [words_of(raw, "+41 22 730 5111")])
    shown = made.content.decode()
    assert made.form == "redacted"
    assert f"<p>Call <b>{gap(Kind.TELEPHONE)} </b>" in shown
    for piece in ("+41", "22", "730", "5111"):
        assert piece not in shown


def test_words_that_nobody_saw_keep_the_page_from_being_given():
    raw = b"<p>Words.</p>"
    with pytest.raises(NotSure):
        copy_page(raw, [PageWords(1, "Words", "Words")])
    with pytest.raises(NotSure):
        copy_page(raw, [PageWords(1, "Words. More.", "Words. More.")])
    with pytest.raises(NotSure):
        copy_page(raw, [PageWords(1, "Words.", "Words."), PageWords(2, "", "")])


def test_what_is_too_long_or_too_deep_is_not_laid_out():
    assert laid_out(b"<p>" + b"a" * LARGEST) == ""
    assert laid_out(b"<div>" * (DEEPEST + 1)) == ""
    assert laid_out(b"<ul><li>" * 40_000) == ""
    assert laid_out(b"<p>one" * 5000).count("<p>") == 5000


ACTS = re.compile(r"\bon\w+\s*=|javascript:|(?:src|href|style|action|data)\s*=", re.IGNORECASE)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_acts_and_nothing_is_loaded(hostile):
    raw = f"<p>Before.</p>{hostile}<p>After.</p>".encode()
    for shown in (laid_out(raw), sanitised(laid_out(raw)), body_of(laid_out(raw).encode())):
        tree = lxml_html.fragment_fromstring(shown, create_parent="div")
        for element in tree.iterdescendants():
            assert element.tag not in ("script", "img", "a", "form", "input", "style", "svg")
            assert {*element.attrib} <= {"lang", "dir", "colspan", "rowspan", "scope"}
            assert not ACTS.search(" ".join(element.attrib.values()))


@given(st.lists(st.sampled_from([*HOSTILE, "<p>", "</p>", "<table>", "<td>", "a", "</svg>"])))
def test_what_is_clean_stays_as_it_is(pieces):
    once = sanitised("".join(pieces))
    assert sanitised(once) == once
    assert all(
        set(each.attrib) <= {"lang", "dir", "colspan", "rowspan", "scope"}
        for each in lxml_html.fragment_fromstring(once, create_parent="div").iterdescendants()
    )


@given(st.integers(0, 25), st.integers(0, 25))
def test_whatever_is_cut_the_rest_stays_letter_for_letter(start, end):
    raw = b"<p>The <b>first</b> words</p><ul><li>and <i>more</i></ul>"
    text = read_html(raw).pages[0].text
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    cuts = (Cut(start, end, Kind.PASSAGE),) if text[start:end].strip() else ()
    left = redacted(text, cuts).text
    shown = copy_page(raw, [PageWords(1, text, left, cuts)]).content.decode()
    words = lxml_html.fragment_fromstring(body_of(shown.encode()), create_parent="div")
    assert "".join(words.text_content().split()) == "".join(left.split())
