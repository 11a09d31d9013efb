"""Paragraphs and sentences as spans of the text that was given."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.parts import PartKind, label
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


def test_marks_without_a_space_behind_them() -> None:
    text = (
        "We contribute to a safe and effective global cyberspace, in which all take part,\n"
        "·as a partnership of all\n"
        "2.Do not bring oversight back: end it\n"
        "-Maritza Aguero, Peru\n"
        "-Martín Porras, Peru"
    )
    assert [one.mark for one in told(text)] == ["", "·", "2.", "-", "-"]
    wrapped = "This is what we call the multi\n-Stakeholder model, which is wrapped at a hyphen."
    assert len(paragraphs(wrapped)) == 1


def test_a_number_alone_on_its_line_counts_what_stands_on_the_next() -> None:
    text = "Available at a library of some renown, 01/08/13.\n8.\nAlmeida, M. (2008). Tecnologias."
    assert [span.of(text) for span in paragraphs(text)][1] == "8.\nAlmeida, M. (2008). Tecnologias."


def test_a_heading_that_no_blank_line_parts_from_its_text() -> None:
    text = (
        "It takes account of all the dimensions of the information society at large.\n"
        "It ends here.\n"
        "Terms of Reference\n"
        "Following Resolution 52 adopted by the General Conference at its last session\n"
        "the Secretariat begins this study."
    )
    assert [one.kind for one in told(text)] == [Kind.TEXT, Kind.HEADING, Kind.TEXT]


def test_a_sentence_without_a_space_behind_its_stop() -> None:
    text = "It is relevant for some reasons.The first is access. See www.cgi.br.Then e.g.This one."
    assert [span.of(text) for span in sentences(text)][:2] == [
        "It is relevant for some reasons.",
        "The first is access.",
    ]


@given(st.lists(st.text(max_size=120), max_size=4))
def test_each_passage_is_its_place_on_its_page(texts: list[str]) -> None:
    """Whatever the characters: halves of pairs, marks that combine, controls of direction."""
    pages = list(enumerate(texts, 5))
    by_number = dict(pages)
    for one in passages(pages):
        page = by_number[one.page]
        words = page[one.span.start : one.span.end]
        assert words
        assert words == words.strip() == one.span.of(page)
        assert one.paragraph.start <= one.span.start < one.span.end <= one.paragraph.end


def test_two_hundred_pages_in_six_languages() -> None:
    lines = [
        "{0}. The delegation said that access was costly. It was noted that much remained open.",
        "{0}. La délégation a dit que l’accès était coûteux. Il a été noté que tout reste ouvert.",
        "{0}. La delegación dijo que el acceso era costoso. Se señaló que mucho seguía abierto.",
        "{0}. Делегация заявила, что доступ дорогостоящий. Было отмечено, что вопрос открыт.",
        "{0}. قال الوفد إن الوصول إلى الإنترنت مكلف. ولوحظ أن مسائل كثيرة لا تزال معلقة.",
        "{0}. 代表团说，上网费用很高。据指出，许多问题仍未解决。",
    ]
    pages = [
        (
            number,
            f"E/2011/{number % 2}\n\n"
            + "\n\n".join(line.format(6 * number + at) for at, line in enumerate(lines))
            + f"\n\n{number}",
        )
        for number in range(1, 201)
    ]
    parts = label(pages)
    assert sum(part.kind is PartKind.RUNNING for part in parts) == 200
    assert sum(part.kind is PartKind.PAGE_NUMBER for part in parts) == 200
    outside = {(part.page, part.span) for part in parts}
    found = [one for one in passages(pages) if (one.page, one.span) not in outside]
    assert len(found) == 200 * 12
    assert [one.language for one in found[:12]] == [
        code for code in ("en", "fr", "es", "ru", "ar", "zh") for _ in range(2)
    ]
    assert [one.page for one in found[::12]] == list(range(1, 201))


@pytest.mark.parametrize("part", ["A. B. C. ", "....", "“A.” ", "\ud800 x. ", "a\u0301" * 9])
def test_what_means_no_good_takes_no_longer_than_its_length(part: str) -> None:
    text = part * (400_000 // len(part)) + "x"
    begun = process_time()
    assert sum(span.end - span.start for span in sentences(text)) <= len(text)
    assert process_time() - begun < 8  # each took minutes where a stop looked back to its beginning
