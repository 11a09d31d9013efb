"""How the languages of the United Nations count sections and items.

Roman and Latin in English, French, Russian and Spanish; 一、二、 in Chinese and أولا، ثانيا in
Arabic, as the documents of the United Nations in those languages have them.
"""

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ABJAD = ("أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن", "س", "ع", "ف")
_ABJAD_NAMES = ("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام")
_ARABIC_ORDINALS = (
    *("أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا"),
    *("حادي عشر", "ثاني عشر", "ثالث عشر", "رابع عشر", "خامس عشر", "سادس عشر", "سابع عشر"),
    *("ثامن عشر", "تاسع عشر", "عشرون"),
)
_CHINESE = "零一二三四五六七八九"


def section_number(depth: int, index: int, language: str) -> str:
    """Return the number of the `index`-th section (from 1) at `depth` 1 to 5: "II.", "B.", …"""
    match depth:
        case 1:
            return _first_level(index, language)
        case 2 if language == "ar":
            return f"{_named(_ABJAD_NAMES, index)} -"
        case 2:
            return f"{_letters(index).upper()}."
        case 3:
            return ended(index, language)
        case 4:
            return enclosed(letter(index, language), language)
        case _:
            return enclosed(str(index) if language == "ar" else roman(index).lower(), language)


def ended(count: int | str, language: str) -> str:
    """Return a number with the sign behind it: "12.", in Arabic "12 -" (as in A/71/1007).

    So paragraphs are numbered, and what has no brackets around its number.
    """
    return f"{count} -" if language == "ar" else f"{count}."


def subparagraph(depth: int, index: int, language: str) -> str:
    """Return the mark of the `index`-th sub-paragraph (from 1) at `depth` 1 to 4.

    (a), (i), a., i. (Editorial Manual, paragraphs and sub-paragraphs); the second degree is a
    number within quotation marks in Arabic and a Chinese numeral in Chinese documents.
    """
    if depth in (2, 4):
        if language == "ar":
            return f"'{index}'"
        count = _chinese(index) if language == "zh" else roman(index).lower()
    else:
        count = letter(index, language)
    if depth > 2:
        return ended(count, language)
    return enclosed(count, language)


def letter(index: int, language: str) -> str:
    """Return the `index`-th letter (from 1) that marks an item or a note: a … z, aa, ab …"""
    return _named(_ABJAD, index) if language == "ar" else _letters(index)


def enclosed(mark: str, language: str) -> str:
    """Return (a), or a) as French and Spanish documents have it (Editorial Manual)."""
    return f"{mark})" if language in ("fr", "es") else f"({mark})"


def ordinal(index: int, language: str) -> str:
    """Return how the `index`-th annex (from 1) is counted: "II", in Chinese "二", in Arabic "2"."""
    if language == "zh":
        return _chinese(index)
    return str(index) if language == "ar" else roman(index)


def roman(number: int) -> str:
    """Return a positive `number` in Roman capitals."""
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


def _first_level(index: int, language: str) -> str:
    if language == "zh":
        return f"{_chinese(index)}、"
    if language == "ar":
        return f"{_named(_ARABIC_ORDINALS, index)} -"
    return f"{roman(index)}."


def _named(names: tuple[str, ...], index: int) -> str:
    return names[index - 1] if index <= len(names) else str(index)


def _letters(number: int) -> str:
    written = ""
    while number:
        number, rest = divmod(number - 1, 26)
        written = _LATIN[rest] + written
    return written


def _chinese(number: int) -> str:
    """Return 1 to 99 in Chinese numerals; beyond that nobody counts sections."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    ten = ("" if tens < 2 else _CHINESE[tens]) + ("十" if tens else "")
    return ten + (_CHINESE[ones] if ones else "")
