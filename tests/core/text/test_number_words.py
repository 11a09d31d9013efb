"""Numbers in words, where the words fit whatever is counted."""

import pytest

from rapporteur.core.text.number_words import in_any_gender


@pytest.mark.parametrize(
    ("number", "language", "words"),
    [
        (85, "en", "eighty-five"),
        (999, "en", "nine hundred and ninety-nine"),
        (85, "fr", "quatre-vingt-cinq"), (80, "fr", "quatre-vingts"),
        (71, "fr", "soixante et onze"),
        (77, "fr", "soixante-dix-sept"), (91, "fr", "quatre-vingt-onze"),
        (99, "fr", "quatre-vingt-dix-neuf"),
        (200, "fr", "deux cents"), (207, "fr", "deux cent sept"), (11, "fr", "onze"),
        (85, "es", "ochenta y cinco"), (22, "es", "veintidós"), (100, "es", "cien"),
        (116, "es", "ciento dieciséis"), (11, "es", "once"),
        (85, "ru", "восемьдесят пять"), (12, "ru", "двенадцать"), (40, "ru", "сорок"),
        (300, "ru", "триста"), (555, "ru", "пятьсот пятьдесят пять"), (0, "ru", "ноль"),
    ],
)  # fmt: skip
def test_words(number, language, words):
    assert in_any_gender(number, language) == words


@pytest.mark.parametrize(
    ("number", "language"),
    [(21, "fr"), (1, "fr"), (81, "fr"), (21, "es"), (200, "es"), (101, "es"), (21, "ru"), (2, "ru"),
     (85, "ar"), (85, "zh"), (1000, "en"), (-1, "fr")],
)  # fmt: skip
def test_no_words_where_they_depend_on_what_is_counted(number, language):
    assert in_any_gender(number, language) is None


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru"])
def test_every_number_has_words_of_its_own(language):
    words = [each for n in range(1000) if (each := in_any_gender(n, language))]
    assert len(set(words)) == len(words) > 100
