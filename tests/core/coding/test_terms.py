"""Passages proposed by the codebook's terms."""

import pytest

from rapporteur.core.coding.proposals import Candidate, Silence
from rapporteur.core.coding.terms import (
    PASSAGE_LIMIT,
    Codebook,
    Found,
    TermsProposer,
    ThemeTerms,
    propose,
)

GOVERNANCE = ThemeTerms(
    "governance",
    {
        "en": ["internet governance"],
        "fr": ["gouvernance de l'Internet"],
        "es": ["gobernanza de Internet"],
        "ru": ["управление интернетом"],
        "ar": ["إدارة الإنترنت"],
        "zh": ["互联网治理"],
    },
)
RIGHTS = ThemeTerms("rights", {"en": ["human rights", "privacy"]})


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The Internet and its governance matter.", "Internet and its governance"),
        ("fr", "La gouvernance d’Internet importe.", "gouvernance d’Internet"),
        ("es", "La gobernanza\nde la Internet.", "gobernanza de la Internet"),
        ("ru", "Вопросы управления Интернетом.", "управления Интернетом"),
        ("ar", "تهتم الحكومات بإدارة الإنترنت.", "بإدارة الإنترنت"),
        ("zh", "国际互联网治理很重要。", "互联网治理"),
    ],
)
def test_inflected_terms_in_six_languages(language: str, text: str, found: str) -> None:
    [proposal] = propose(text, [GOVERNANCE], language)
    assert proposal == Found("governance", 0, len(text), GOVERNANCE.terms[language][0], found)


@pytest.mark.parametrize(
    ("language", "term", "text", "found"),
    [
        ("fr", "abordable", "L’école d’abord. Nous abordons le sujet.", []),
        ("fr", "abordable", "À des prix abordables.", ["abordables"]),
        ("fr", "fiabilité", "Un service fiable.", ["fiable"]),
        ("en", "affordable", "The protection that the law affords.", []),
        ("en", "affordability", "At affordable prices.", ["affordable"]),
        ("es", "asequible", "Precios asequibles.", ["asequibles"]),
    ],
)
def test_an_adjective_in_able_is_not_its_verb(language, term, text, found) -> None:
    theme = ThemeTerms("theme", {language: [term]})
    assert [each.found for each in propose(text, [theme], language)] == found


def test_the_passage_is_the_sentence() -> None:
    text = "Nothing here. Privacy is one of the human rights. Rights of a human. Private matters."
    assert propose(text, [GOVERNANCE, RIGHTS], "en") == [
        Found("rights", 14, 49, "human rights", "human rights", hits=2)
    ]
    [proposal] = propose(text, [RIGHTS], "en")
    assert text[proposal.start : proposal.end] == "Privacy is one of the human rights."
    assert proposal.reason == (
        "“human rights” matches the term “human rights”, and 1 more of its terms."
    )


def test_a_term_does_not_reach_across_sentences_or_too_far() -> None:
    assert propose("The Internet. Governance.", [GOVERNANCE], "en") == []
    assert propose("The Internet needs a much better governance.", [GOVERNANCE], "en") == []
    assert propose("Governance of the Internet.", [GOVERNANCE], "en") == []


def test_themes_come_in_the_order_of_the_text() -> None:
    text = "Privacy first. Then Internet governance. Privacy again."
    assert [(one.theme, one.start) for one in propose(text, [GOVERNANCE, RIGHTS], "en")] == [
        ("rights", 0),
        ("governance", 15),
        ("rights", 41),
    ]


def test_a_sentence_without_end_is_cut_around_the_hit() -> None:
    text = "word " * 2000 + "privacy" + " word" * 2000
    [proposal] = propose(text, [RIGHTS], "en")
    assert proposal.end - proposal.start <= PASSAGE_LIMIT
    assert "privacy" in text[proposal.start : proposal.end]


def test_a_language_without_terms_has_no_proposals() -> None:
    assert propose("Les droits de l’homme", [RIGHTS], "fr") == []
    assert Codebook([], "en").propose("privacy") == []


def test_the_language_is_told_when_it_is_not_given() -> None:
    text = "La gouvernance de l’Internet est une question pour les États."
    assert [one.term for one in propose(text, [GOVERNANCE])] == ["gouvernance de l'Internet"]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ('"open internet"', "The open Internet.", "open Internet"),
        ('"open internet"', "An open and free Internet.", None),
        (
            '"gouvernance de l’Internet"',
            "La gouvernance de l’Internet.",
            "gouvernance de l’Internet",
        ),
        (
            "internet ~6 governance",
            "Governance of what we call the Internet.",
            "Governance of what we call the Internet",
        ),
        ("internet ~2 governance", "Governance of what we call the Internet.", None),
        (
            "internet ~999 root zone",
            "The root of the zone, and the Internet.",
            "root of the zone, and the Internet",
        ),
    ],
)
def test_how_a_term_is_written_says_how_its_words_stand(term, text, found) -> None:
    language = "fr" if "ouvern" in text else "en"
    hits = propose(text, [ThemeTerms("t", {language: [term]})], language)
    assert [one.found for one in hits] == ([found] if found else [])


def test_what_is_not_meant_is_no_hit() -> None:
    themes = [ThemeTerms("privacy", {"en": ["privacy", '-"privacy policy"', "-", '""', "~3"]})]
    text = "See our privacy policy. Privacy matters, says our privacy policy."
    [one] = propose(text, themes, "en")
    assert (one.start, one.found, one.hits) == (24, "Privacy", 1)


def test_terms_as_one_of_the_methods() -> None:
    found = TermsProposer([RIGHTS, GOVERNANCE]).propose(
        [
            Candidate("1", "Privacy first. Human rights too.", "en"),
            Candidate("2", "Os direitos humanos e a sociedade não são ouvidos."),
            Candidate("3", "Вопросы управления Интернетом."),
            Candidate("4", ""),
        ]
    )
    assert [(one.candidate, one.theme, one.method, one.words) for one in found.proposals] == [
        ("1", "rights", "terms", ("Human rights",)),
        ("3", "governance", "terms", ("управления Интернетом",)),
    ]
    assert found.silences == (
        Silence("2", "", "The codebook has no terms in its language."),
        Silence("4", "", "The codebook has no terms in its language."),
    )


def test_a_word_that_a_line_cuts_in_two_is_found_where_it_stands() -> None:
    text = "It is about enhanced co-\noperation of all. And pri-\r\nvacy."
    themes = [ThemeTerms("co", {"en": ["enhanced cooperation"]}), RIGHTS]
    assert [(one.theme, one.found) for one in propose(text, themes, "en")] == [
        ("co", "enhanced co- operation"),
        ("rights", "pri- vacy"),
    ]
