"""Paragraphs and sentences as spans of the text that was given."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.passages import (
    Kind,
    languages_in,
    paragraphs,
    passages,
    sentences,
    told,
)
from rapporteur.core.text.spans import Span, shortened

PORTUGUESE = "As organizações da sociedade civil não foram ouvidas. Não."


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


def test_a_paragraph_is_what_its_form_says() -> None:
    text = (
        "I. Background\n"
        "1. The Assembly decides:\n"
        "(a) To meet;\n"
        "- and to report\n"
        "2.1 This goes on.\n"
        "Article 5\n"
        "一、各国应合作。\n"
        "（二）加强合作；\n"
        "١ - تؤكد الدول.\n"
        "أ) نعم\n"
        "а) Россия\n"
        "iv. Fourth."
    )
    assert [(one.kind, one.mark) for one in told(text)] == [
        (Kind.HEADING, "I."),
        (Kind.PROVISION, "1."),
        (Kind.ITEM, "(a)"),
        (Kind.ITEM, "-"),
        (Kind.PROVISION, "2.1"),
        (Kind.HEADING, "Article 5"),
        (Kind.PROVISION, "一、"),
        (Kind.ITEM, "（二）"),
        (Kind.PROVISION, "١ -"),
        (Kind.ITEM, "أ)"),
        (Kind.ITEM, "а)"),
        (Kind.ITEM, "iv."),
    ]


def test_a_passage_knows_page_paragraph_and_language() -> None:
    pages = [
        (3, "Los Estados deben cooperar entre sí. Así es.\n\nRoles"),
        (
            4,
            f"- Государства должны сотрудничать.\n\n{PORTUGUESE}",
        ),
    ]
    found = list(passages(pages))
    assert [(one.page, one.kind, one.mark, one.language) for one in found] == [
        (3, Kind.TEXT, "", "es"),
        (3, Kind.TEXT, "", "es"),  # too short to tell: its paragraph's
        (3, Kind.HEADING, "", "es"),  # that of what came before
        (4, Kind.ITEM, "-", "ru"),
        (4, Kind.TEXT, "", None),  # Portuguese is none of the six, and is not made one of them
        (4, Kind.TEXT, "", None),
    ]
    texts_by_page = dict(pages)
    assert found[1].span.of(texts_by_page[3]) == "Así es."
    assert found[1].paragraph.of(texts_by_page[3]).startswith("Los Estados")


def test_a_mark_belongs_to_the_first_sentence_of_its_paragraph() -> None:
    text = "ii. Respect for rights. It is owed.\n\n? privacy of users;\n? open standards\n\n"
    text += "\uf0b7 Trust."
    assert [span.of(text) for span in sentences(text)] == [
        "ii. Respect for rights.",
        "It is owed.",
        "? privacy of users;",
        "? open standards",
        "\uf0b7 Trust.",
    ]
    assert [(one.kind, one.mark) for one in told(text)] == [
        (Kind.ITEM, "ii."),
        (Kind.ITEM, "?"),
        (Kind.ITEM, "?"),
        (Kind.ITEM, "\uf0b7"),
    ]


def test_a_question_mark_that_a_line_begins_with_is_one_where_a_sentence_goes_on() -> None:
    text = "Faut-il une convention mondiale sur la question de\nl’internet, et pourquoi\n? Oui."
    assert next(iter(sentences(text))).of(text).endswith("pourquoi\n?")


def test_a_page_is_told_by_stretches_of_one_language():
    french = "Nous demandons que la consultation soit ouverte à tous les États. Elle doit durer."
    english = "We ask that the consultation be open to all of the States and that it be long."
    text = f"{french}\n\n{english}\n\n{english}"
    stretches = languages_in(1, text)
    assert [(text[start:end], language) for start, end, language in stretches] == [
        (french, "fr"),
        (f"{english}\n\n{english}", "en"),
    ]
    assert languages_in(1, "") == []
