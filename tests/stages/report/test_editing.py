"""What an editor would say, in the reader's language."""

from rapporteur.core.document.tree import Document, Paragraph, Section, Text
from rapporteur.core.editorial.rules import RULES
from rapporteur.stages.report.queries.editing import SENTENCES, editing


def test_every_rule_has_its_sentence_to_translate():
    assert {rule.code: rule.sentence for rule in RULES} == {
        code: str(sentence) for code, sentence in SENTENCES.items()
    }


def test_the_words_around_are_whole():
    paragraph = Paragraph(
        "p",
        (Text("It was long before that time said that all governments of the whole world met."),),
    )
    document = Document("en", "T", sections=(Section("s", "S", (paragraph,)),))
    (remark,) = editing(document, document).remarks
    assert (remark.where, remark.words, remark.mend) == (
        "Paragraph 1",
        "governments",
        "Governments",
    )
    assert remark.before == "…long before that time said that all "
    assert remark.after == " of the whole world met."
