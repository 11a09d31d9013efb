"""Findings as lines: where a reader finds them, and what can be told apart."""

from rapporteur.core.document.tree import Document, Footnote, Masthead, Paragraph, Section, Text
from rapporteur.core.editorial.checks import findings
from rapporteur.core.editorial.telling import lines


def told(document: Document) -> list[str]:
    return list(lines(document, findings(document, 0)))


def test_where_is_what_a_reader_counts():
    note = Footnote("n1", (Text("All governments met."),))
    runs = (Text("Well said."), note)
    document = Document(
        "en", "T", Masthead(symbols=("e/2011/103",)),
        sections=(Section("s", "The labor market", (Paragraph("p", runs),)),),
    )  # fmt: skip
    assert [line.split(":")[0] for line in told(document)] == ["masthead", "heading I", "note 1"]


def test_short_words_are_shown_with_those_around_them_and_spaces_are_seen():
    paragraph = Paragraph("p", (Text("Llegó tarde el 45% de las respuestas que se pidieron."),))
    document = Document("es", "T", sections=(Section("s", "S", (paragraph,)),))
    (line,) = told(document)
    assert line.startswith(
        "paragraph 1: in “…legó tarde el 45% de las respuest…”, “%” → “\u237d%”: "
    )


def test_words_with_quotation_marks_stand_between_others():
    paragraph = Paragraph("p", (Text('Он сказал "да".'),))
    (line,) = told(Document("ru", "T", sections=(Section("s", "S", (paragraph,)),)))
    assert '["да"] → [«да»]: ' in line
