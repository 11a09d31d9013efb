"""The six official languages of the United Nations."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Language:
    """A language by its ISO 639-1 code, its name in itself, and the direction it is written in."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"]


LANGUAGES: Mapping[str, Language] = {
    language.code: language
    for language in (
        Language("ar", "العربية", "rtl"),
        Language("zh", "中文", "ltr"),
        Language("en", "English", "ltr"),
        Language("fr", "français", "ltr"),
        Language("ru", "русский", "ltr"),
        Language("es", "español", "ltr"),
    )
}

# Where a text is missing in the language asked for, the next best; then any that there is.
_FALLBACKS = ("en", "fr", "es", "ru", "ar", "zh")


def pick(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """The text in a language, or in the nearest there is: (its language, the text).

    With no text at all: the language asked for and an empty text.
    """
    for code in (language, *_FALLBACKS):
        if texts.get(code):
            return code, texts[code]
    return language, ""
