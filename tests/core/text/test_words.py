"""Words stand where the text has them."""

from rapporteur.core.text.words import Word, fold, stems, words


def test_words_have_their_places() -> None:
    text = "l’Internet 合作 A/66/77, non\u00adtechnical"
    assert list(words(text)) == [
        Word("Internet", 2, 10, "word"),
        Word("合", 11, 12, "han"),
        Word("作", 12, 13, "han"),
        Word("A/66/77", 14, 21, "symbol"),
        Word("non\u00adtechnical", 23, 36, "word"),
    ]


def test_a_letter_that_is_no_elision_stays() -> None:
    assert [word.text for word in words("plan d and it's t")] == ["plan", "d", "and", "it", "t"]


def test_the_script_decides_before_the_language() -> None:
    assert stems("الحكومات", "en") == stems("حكومة", "ar") == ("حكوم",)
    assert stems("государства", "en") == ("государств",)
    assert stems("governments", "ru") == ("govern",)
    assert stems("йогурт", "ru") == ("йогурт",)


def test_fold() -> None:
    assert fold("łódź œuvre naïve ñandú йод") == "lodz oeuvre naive nandu йод"
