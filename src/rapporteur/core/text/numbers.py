"""Numbers as the United Nations Editorial Manual Online has them ("Numbers, dates and time").

Words under 10, figures from 10; a number that begins a sentence is spelled out. In the other five
languages a number is always in figures: their words inflect with what is counted, and a sentence
is there begun in another way.
"""

_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_ONES = _TO_NINETEEN.split()
_TO_NINETY = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = _TO_NINETY.split()
_THOUSANDS = {"en": ",", "es": ".", "ar": ","}
"""What parts thousands where it is not a space; the sources stand in `editorial.rules`."""


def in_words(n: int, language: str = "en") -> str:
    """`n`, 0 to 999, in English words: "eighty-five", "one hundred and one".

    Raises ValueError outside that range, and for a language other than English.
    """
    if language != "en":
        raise ValueError(f"no number words for {language!r}")
    if not 0 <= n <= 999:
        raise ValueError(f"{n} is not from 0 to 999")
    if n < 20:
        return _ONES[n]
    if n < 100:
        tens, ones = divmod(n, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    hundreds, rest = divmod(n, 100)
    return f"{_ONES[hundreds]} hundred" + (f" and {in_words(rest)}" if rest else "")


def number(n: int, language: str = "en", sentence_start: bool = False) -> str:
    """`n` as it stands in running text; with a capital where it begins a sentence.

    Above 999 it is in figures even there: the sentence should be begun otherwise.
    """
    if language == "en" and (0 <= n < 10 or (sentence_start and 0 <= n <= 999)):
        words = in_words(n)
        return words[0].upper() + words[1:] if sentence_start else words
    return figures(n, language)


def figures(n: int, language: str = "en") -> str:
    """`n` in figures, thousands parted as `language` does: 3,500 in English, 3 500 in French."""
    return f"{n:,}".replace(",", _THOUSANDS.get(language, "\u00a0"))
