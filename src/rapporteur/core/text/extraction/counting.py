"""How word processors count the paragraphs of lists, in figures, letters and Roman numerals."""

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_MOST = 1_000  # beyond it nobody writes letters or Roman numerals


def lettered(number: int, letters: str) -> str:
    """The letter of a number from 1; past the last they are doubled: z, aa, bb (17.18.59)."""
    if not 0 < number < _MOST:
        return str(number)
    times, at = divmod(number - 1, len(letters))
    return letters[at] * (times + 1)


def roman(number: int) -> str:
    """In small Roman numerals."""
    if not 0 < number < _MOST:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written
