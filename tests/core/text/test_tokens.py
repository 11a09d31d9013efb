"""A word is found whatever its inflection, accents, article or separators."""

import pytest

from rapporteur.core.text.tokens import query_tokens, tokens


def finds(query: str, text: str, language: str | None = None) -> bool:
    """What the database does with the two: every tuple has one of its tokens in the text."""
    held = set(tokens(text, language))
    wanted = query_tokens(query)
    return bool(wanted) and all(held.intersection(ways) for ways in wanted)


@pytest.mark.parametrize(
    ("language", "query", "text"),
    [
        ("en", "government", "the governments’ views"),
        ("en", "policies", "public policy"),
        ("en", "multistakeholder", "a multi-stakeholder model"),
        ("en", "multi-stakeholder", "a multi-stakeholder model"),
        ("en", "multistakeholder", "a multi-\nstakeholder model"),
        ("fr", "gouvernement", "les gouvernements"),
        ("fr", "Internet", "la gouvernance de l’Internet"),
        ("fr", "cooperation", "Coopération renforcée"),
        ("fr", "état", "LES ÉTATS"),
        ("fr", "adopter", "la résolution adoptée"),
        ("es", "gobierno", "los gobiernos"),
        ("es", "gobiernos", "el gobierno"),
        ("es", "cooperacion", "la cooperación internacional"),
        ("es", "políticas", "la politica"),
        ("ru", "сотрудничество", "развитию сотрудничества"),
        ("ru", "государствами", "ГОСУДАРСТВА"),
        ("ru", "объем", "весь объём"),
        ("ar", "حكومة", "الحكومات"),
        ("ar", "الحكومة", "حكومات"),
        ("ar", "تعاون", "بالتعاون الدولي"),
        ("ar", "إدارة", "بإدارة الإنترنت"),
        ("ar", "انترنت", "إدارة الإنترنت"),
        ("ar", "مجتمع", "مُجتَمَعات"),
        ("ar", "عربية", "العـــربيه"),
        ("ar", "٢٠١٠", "في عام 2010"),
        ("zh", "合作", "加强国际合作与发展"),
        ("zh", "国际合作", "加强国际合作与发展"),
        ("zh", "合", "国际合作"),
        ("zh", "ＩＣＡＮＮ", "ICANN的作用"),
    ],
)
def test_found(language: str, query: str, text: str) -> None:
    assert finds(query, text, language)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("合作", "合理的工作"),
        ("国际合作", "国际组织"),
        ("governance", "the Internet"),
        ("A/66/77", "A/667/7"),
    ],
)
def test_not_found(query: str, text: str) -> None:
    assert not finds(query, text)


def test_symbols_and_numbers() -> None:
    assert tokens("A/66/77-E/2011/103 and 3,500", "en") == [
        "aq66q77qeq2011q103",
        "aq66q77",
        "eq2011q103",
        *("a", "66", "77", "e", "2011", "103"),
        "and",
        "3500",
        *("3", "500"),
    ]
    assert query_tokens("A/66/77–E/2011/103") == [("aq66q77qeq2011q103",)]
    for query in ("A/66/77-E/2011/103", "a/66/77", "E/2011/103", "2011"):
        assert finds(query, "See document A/66/77-E/2011/103, para. 12.")
    assert finds("3,500", "some 3500 entities")


def test_the_language_is_told_when_it_is_not_given() -> None:
    assert tokens("les gouvernements et les administrations de la région") == tokens(
        "les gouvernements et les administrations de la région", "fr"
    )


def test_tokens_hold_nothing_that_a_database_would_split() -> None:
    text = "L’État, e-mail: a.b@c.example – A/66/77; 合作! «Права» الحكومة, naïve_word’s"
    assert [token for token in tokens(text, "fr") if not token.isalnum()] == []


def test_a_query_without_words_looks_for_nothing() -> None:
    assert query_tokens(" ’—! ") == []
