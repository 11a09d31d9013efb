"""Paragraphs and sentences as spans of the text that was given."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.passages import Span, paragraphs, sentences, shortened


def texts(spans: list[Span], text: str) -> list[str]:
    return [span.of(text) for span in spans]


def test_sentences_and_what_only_looks_like_their_end() -> None:
    text = (
        "Mr. J. F. Smith of the U.S. Department said so, e.g. in para. 3.5. He went on (see No. 7)."
        " 1. Is it so? «Oui.» It was … said. Yes!"
    )
    assert texts(sentences(text), text) == [
        "Mr. J. F. Smith of the U.S. Department said so, e.g. in para. 3.5.",
        "He went on (see No. 7).",
        "1. Is it so?",
        "«Oui.»",
        "It was … said.",
        "Yes!",
    ]


def test_sentences_of_chinese_and_arabic() -> None:
    text = "各国应合作。这很重要！是。"
    assert texts(sentences(text), text) == ["各国应合作。", "这很重要！", "是。"]
    text = "هل هذا واضح؟ نعم. شكرا"
    assert texts(sentences(text), text) == ["هل هذا واضح؟", "نعم.", "شكرا"]


def test_paragraphs_by_blank_lines_and_items() -> None:
    text = "A heading\r\n \r\nOne line\r\nwrapped.\r\n\r\n\r\n- first\r\n- second\r\n"
    assert texts(paragraphs(text), text) == [
        "A heading",
        "One line\r\nwrapped.",
        "- first",
        "- second",
    ]


def test_paragraphs_of_a_text_without_blank_lines() -> None:
    text = (
        "This first paragraph is wrapped at a margin that is about here\n"
        "and ends before it.\n"
        "The second begins a line of its own and is wrapped at the same\n"
        "margin too, no end\n"
        "here."
    )
    assert len(paragraphs(text)) == 2
    assert paragraphs(text)[1].of(text).startswith("The second")


@given(st.text(alphabet="aA. \n\r!?…“”。-1)\t", max_size=200))
def test_nothing_is_lost_between_sentences(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert spans == sorted(spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


def test_shortened_keeps_what_it_is_about() -> None:
    text = "word " * 100 + "the hit" + " word" * 100
    hit = Span(500, 507)
    cut = shortened(text, Span(0, len(text)), hit, 60)
    assert cut.of(text) == "word word word word word the hit word word word word word"
    assert shortened(text, hit, hit, 60) == hit
