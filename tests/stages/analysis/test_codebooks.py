"""The codebook that comes along, held against the report that it is taken from."""

import re

import pytest

from rapporteur.core.coding.terms import Codebook, ThemeTerms
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.analysis.choices import ThemeKind
from rapporteur.stages.analysis.codebooks import bundled, bundled_named

INTERNET = bundled_named("internet-governance")

# Report of 4 May 2011, para. 17: the issues identified at the World Summit, in its order.
PARAGRAPH_17 = [
    "cybersecurity",
    "privacy",
    "spam",
    "freedom-of-information",
    "electronic-commerce",
    "consumer-protection",
    "e-government",
    "interconnection-costs",
    "capacity-building",
    "education-and-training",
    "multilingualism",
    "investment",
    "critical-resources",
    "affordability",
]


def test_it_holds_every_issue_that_paragraph_17_names_and_no_other_under_that_paragraph():
    named = {
        theme.key for theme in INTERNET.themes if re.search(r"paras?\. .*\b17\b", theme.source)
    }
    assert named == set(PARAGRAPH_17)


def test_it_holds_the_two_positions():
    positions = [theme for theme in INTERNET.themes if theme.kind is ThemeKind.POSITION]
    assert [(theme.key, theme.source) for theme in positions] == [
        ("already-under-way", "report of 4 May 2011, para. 30"),
        ("not-yet-begun", "report of 4 May 2011, para. 33"),
    ]


def test_every_theme_is_whole():
    keys = [theme.key for theme in INTERNET.themes]
    assert len(keys) == len(set(keys))
    for at, theme in enumerate(INTERNET.themes):
        assert set(theme.names) == set(LANGUAGES), theme.key
        assert set(theme.terms) == set(LANGUAGES), theme.key
        assert {"en", "ar"} <= set(theme.definitions), theme.key
        assert theme.parent in {"", *keys[:at]}, theme.key
        assert re.fullmatch(r"report of 4 May 2011, paras?\. [\d, and]+", theme.source), theme.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_finds_itself_in_its_own_language(language):
    for theme in INTERNET.themes:
        for term in theme.terms[language]:
            found = Codebook([ThemeTerms(theme.key, {language: [term]})], language).propose(term)
            assert [proposal.theme for proposal in found] == [theme.key], term


def test_a_name_that_is_not_there():
    assert bundled_named("none-such") is None
    assert [codebook.name for codebook in bundled()] == ["internet-governance"]
