"""Choice and recognition of the six languages."""

import pytest

from rapporteur.core.text.languages import LANGUAGES, direction, pick, tell_language


def test_the_six() -> None:
    assert {code: one.name for code, one in LANGUAGES.items()} == {
        "ar": "العربية",
        "zh": "中文",
        "en": "English",
        "fr": "Français",
        "ru": "Русский",
        "es": "Español",
    }
    assert [code for code, one in LANGUAGES.items() if one.direction == "rtl"] == ["ar"]
    assert (direction("ar-EG"), direction("fa"), direction("fr")) == ("rtl", "rtl", "ltr")


def test_pick_prefers_the_language_asked_for() -> None:
    texts = {"fr": "oui", "en": "yes", "ar": " "}
    assert pick(texts, "fr") == ("fr", "oui")
    assert pick(texts, "fr-CA") == ("fr", "oui")
    assert pick(texts, "ar") == ("en", "yes")
    assert pick({"pt": "sim"}, "en") == ("pt", "sim")
    assert pick({}, "en") == ("", "")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "All stakeholders should take part on an equal footing."),
        ("en", "Human rights apply online"),
        ("fr", "Toutes les parties prenantes devraient participer sur un pied d'égalité."),
        ("fr", "La gouvernance de l’Internet"),
        ("es", "Todos los interesados deben participar en pie de igualdad."),
        ("es", "Los derechos humanos se aplican en línea"),
        ("ru", "Управление Интернетом"),
        ("ar", "إدارة الإنترنت"),
        (
            "ar",
            "\ufe8d\ufedf\ufe92\ufe96 \ufeeb\ufee8\ufe8e",
        ),  # forms of letters as files of PDF have them
        ("zh", "所有利益攸关方应平等参与 ICANN"),
        (None, "As organizações da sociedade civil não foram ouvidas"),
        (None, "Die Bundesregierung begrüßt diese Initiative und unterstützt sie"),
        (None, "Il governo sostiene questa iniziativa per tutti i cittadini"),
        (None, "Rząd popiera tę inicjatywę i jest gotowy do współpracy"),
        (None, "インターネットの管理について"),
        (None, "인터넷 거버넌스"),
        (None, "Участь громадянського суспільства є важливою"),
        (None, "حکومت باید از حقوق مردم محافظت کند و گزارش دهد"),
        (None, "Правителствата трябва да изпълняват ролите си на равна основа."),
        (None, "Els governs haurien d’exercir les seves funcions en peu d’igualtat."),
        (None, "A cooperação reforçada já começou."),
        (None, "Các chính phủ cần thực hiện vai trò của mình."),
        (None, "Guvernele ar trebui să își exercite rolurile pe picior de egalitate."),
        (None, "12345 !!"),
        (None, ""),
    ],
)
def test_tell_language(code: str | None, text: str) -> None:
    assert tell_language(text) == code
