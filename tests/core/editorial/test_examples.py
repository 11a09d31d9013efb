"""Each rule in each language: found by its example, mended without anything new, and silent in
the languages in which it does not hold."""

import pytest

from rapporteur.core.document.tree import LANGUAGES
from rapporteur.core.editorial import rules
from rapporteur.core.editorial.checks import findings
from rapporteur.core.editorial.examples import Example, examples
from rapporteur.core.editorial.mending import mended
from rapporteur.core.editorial.rules import RULES
from tests.core.symbols.test_symbol import IN_USE

EXAMPLES = tuple(examples())
WITHOUT = {  # a person must find the words
    ("length", None), ("table-note", None), ("possessive", None), ("punctuation", "es"),
    ("number-begins-sentence", "ar"),
}  # fmt: skip


def names(each: Example) -> str:
    return f"{each.rule.code}-{each.language}"


def test_the_languages_are_those_of_documents():
    assert sorted(rules.LANGUAGES) == sorted(LANGUAGES)


def test_every_rule_has_an_example_in_each_of_its_languages():
    assert {(each.rule.code, each.language) for each in EXAMPLES} == {
        (rule.code, language) for rule in RULES for language in rule.sources
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=names)
def test_the_rule_finds_something_in_its_example_and_no_other_rule_does(example):
    found = example.findings
    assert {each.rule.code for each in found} == {example.rule.code}
    assert all(each.section == example.rule.sources[example.language] for each in found)
    code = example.rule.code
    has_mend = not {(code, None), (code, example.language)} & WITHOUT
    assert [each.mend is not None for each in found] == [has_mend] * len(found)


@pytest.mark.parametrize("example", EXAMPLES, ids=names)
def test_taking_the_mends_one_by_one_leaves_nothing_and_adds_nothing(example):
    tree, left = example.document, list(example.findings)
    while left and left[0].mend is not None:
        tree = mended(tree, left[0])
        remaining = findings(tree, 0)
        assert [each.words for each in remaining] == [each.words for each in left[1:]]
        left = list(remaining)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_speaks_in_a_language_in_which_it_does_not_hold(language):
    for example in EXAMPLES:
        for found in Example(example.rule, language, example.words).findings:
            assert language in found.rule.sources, found.message


QUOTED = {
    "en": "“{}”",
    "fr": "«\u00a0{}\u00a0»",
    "es": "«{}»",
    "ru": "«{}»",
    "zh": "“{}”",
    "ar": "«{}»",
}
EVEN_IF_QUOTED = {"length", "table-note", "note-mark", "symbol", "quotation-mark"}


@pytest.mark.parametrize(
    "example", [each for each in EXAMPLES if each.rule.code not in EVEN_IF_QUOTED], ids=names
)
def test_what_stands_between_quotation_marks_is_let_alone(example):
    words = QUOTED[example.language].format(example.words)
    quoted = Example(rules.SPELLING, example.language, words)
    assert quoted.findings == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_of_a_symbol_that_is_right(language):
    before = {"zh": "见文件", "ar": "انظر الوثيقة ", "ru": "См. документ "}.get(language, "doc. ")
    for symbol in IN_USE:
        if "/RES/" not in symbol and "/DEC/" not in symbol:
            example = Example(rules.SPELLING, language, f"{before}{symbol}")
            assert (symbol, example.findings) == (symbol, ())
