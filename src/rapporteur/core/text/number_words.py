"""Numbers below 1,000 in words, in the languages whose documents begin a sentence with them.

English from `numbers`; French, Spanish and Russian where the words do not depend on what is
counted (21 pages is "vingt et une pages"), since only then can they be proposed without reading
on. Arabic words always depend on it; Chinese documents have figures.
"""

from rapporteur.core.text.numbers import in_words

_FRENCH_ONES_WRITTEN = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf"
)
_FRENCH_ONES = _FRENCH_ONES_WRITTEN.split()
_FRENCH_TENS_WRITTEN = "vingt trente quarante cinquante soixante"
_FRENCH_TENS = _FRENCH_TENS_WRITTEN.split()
_SPANISH_ONES_WRITTEN = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés "
    "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_SPANISH_ONES = _SPANISH_ONES_WRITTEN.split()
_SPANISH_TENS_WRITTEN = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_SPANISH_TENS = _SPANISH_TENS_WRITTEN.split()
_RUSSIAN_ONES_WRITTEN = (
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
    "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
)
_RUSSIAN_ONES = _RUSSIAN_ONES_WRITTEN.split()
_RUSSIAN_TENS_WRITTEN = (
    "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
)
_RUSSIAN_TENS = _RUSSIAN_TENS_WRITTEN.split()
_RUSSIAN_HUNDREDS_WRITTEN = (
    "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"
)
_RUSSIAN_HUNDREDS = _RUSSIAN_HUNDREDS_WRITTEN.split()


def in_any_gender(number: int, language: str) -> str | None:
    """`number` in words that fit whatever is counted; None where there are none."""
    if not 0 <= number <= 999:
        return None
    match language:
        case "en":
            return in_words(number)
        case "fr":
            return None if number % 10 == 1 and number % 100 not in (11, 71, 91) else _fr(number)
        case "es":
            ends_in_one = number % 10 == 1 and number % 100 != 11
            return None if ends_in_one or number >= 200 else _es(number)
        case "ru":
            return None if number % 10 in (1, 2) and number % 100 not in (11, 12) else _ru(number)
    return None


def _fr(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if hundreds:
        head = "cent" if hundreds == 1 else f"{_FRENCH_ONES[hundreds]} cent"
        return f"{head} {_fr(rest)}" if rest else head + ("s" if hundreds > 1 else "")
    if number < 20:
        return _FRENCH_ONES[number]
    if number < 70:
        tens, ones = divmod(number, 10)
        return _joined(_FRENCH_TENS[tens - 2], ones, " et ")
    if number < 80:
        return "soixante et onze" if number == 71 else f"soixante-{_FRENCH_ONES[number - 60]}"
    return f"quatre-vingt-{_FRENCH_ONES[number - 80]}" if number > 80 else "quatre-vingts"


def _joined(tens: str, ones: int, before_one: str) -> str:
    if not ones:
        return tens
    return f"{tens}{before_one if ones == 1 else '-'}{_FRENCH_ONES[ones]}"


def _es(number: int) -> str:
    if number >= 100:
        return "cien" if number == 100 else f"ciento {_es(number - 100)}"
    if number < 30:
        return _SPANISH_ONES[number]
    tens, ones = divmod(number, 10)
    return _SPANISH_TENS[tens - 3] + (f" y {_SPANISH_ONES[ones]}" if ones else "")


def _ru(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [_RUSSIAN_HUNDREDS[hundreds - 1]] if hundreds else []
    if rest >= 20:
        tens, rest = divmod(rest, 10)
        words.append(_RUSSIAN_TENS[tens - 2])
    if rest or not words:
        words.append(_RUSSIAN_ONES[rest])
    return " ".join(words)
