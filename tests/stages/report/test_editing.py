"""What an editor would say, in the reader's language."""

from rapporteur.core.editorial.rules import RULES
from rapporteur.stages.report.queries.editing import SENTENCES


def test_every_rule_has_its_sentence_to_translate():
    assert {rule.code: rule.sentence for rule in RULES} == {
        code: str(sentence) for code, sentence in SENTENCES.items()
    }
