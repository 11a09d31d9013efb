"""Names of files that are safe on every system, one for each of many letters."""

import re
import unicodedata

LONGEST = 80  # characters
LONGEST_IN_BYTES = 200  # with a number and an ending, what a file system holds is 255
# What Windows keeps for devices, and we for the files of the printer.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|letters(?:-\d+)?)", re.IGNORECASE)


class FileNames:
    """Gives each letter a name of its own: the same list in the same order gives the same names.

    Names that differ in case or composition alone count as one, as on Windows and macOS.
    """

    def __init__(self) -> None:
        self._last: dict[str, int] = {}  # by name that was given, the last number behind it

    def name(self, *words: str) -> str:
        """A name, without an ending, from the first of the words that leaves any letter."""
        stem = next(filter(None, map(safe, words)), "letter")
        found, number = stem, self._last.get(stem.casefold(), 0)
        while found.casefold() in self._last:
            number = max(number, 1) + 1
            found = f"{stem}-{number}"
        self._last[stem.casefold()] = max(number, 1)
        if found != stem:
            self._last[found.casefold()] = 1
        return found


def safe(words: str) -> str:
    """Letters and digits of any script, in lower case, with hyphens between them; may be empty."""
    plain = unicodedata.normalize("NFC", words.casefold())
    kept = "".join(sign if sign.isalnum() or _is_of_a_letter(sign) else " " for sign in plain)
    stem = "-".join(word for word in kept.split() if any(map(str.isalnum, word)))[:LONGEST]
    stem = stem.encode()[:LONGEST_IN_BYTES].decode(errors="ignore").strip("-")
    return f"{stem}-letter" if _RESERVED.fullmatch(stem) else stem


def _is_of_a_letter(sign: str) -> bool:
    """Whether a sign is a part of the letter before it, such as a vowel in Hindi."""
    return unicodedata.category(sign).startswith("M")
