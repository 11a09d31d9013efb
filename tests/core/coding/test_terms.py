"""Passages proposed by the codebook's terms."""

import pytest

from rapporteur.core.coding.terms import PASSAGE_LIMIT, Codebook, Proposal, ThemeTerms, propose

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
    assert proposal == Proposal("governance", 0, len(text), GOVERNANCE.terms[language][0], found)


def test_the_passage_is_the_sentence() -> None:
    text = "Nothing here. Privacy is one of the human rights. Rights of a human. Private matters."
    assert propose(text, [GOVERNANCE, RIGHTS], "en") == [
        Proposal("rights", 14, 49, "human rights", "human rights", hits=2)
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
