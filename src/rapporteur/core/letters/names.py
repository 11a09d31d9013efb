"""Names of files that are safe on every system, one for each of many letters."""

import re
import unicodedata

LONGEST = 80  # characters; four bytes each and an ending still fit into the 255 of a file system
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


class FileNames:
    """Gives each letter a name of its own: the same list in the same order gives the same names.

    Names that differ in case or composition alone count as one, as on Windows and macOS.
    """

    def __init__(self) -> None:
        self._given: set[str] = set()

    def name(self, *words: str) -> str:
        """A name, without an ending, from the first of the words that leaves any letter."""
        stem = next(filter(None, map(safe, words)), "letter")
        found, number = stem, 1
        while found.casefold() in self._given:
            number += 1
            found = f"{stem}-{number}"
        self._given.add(found.casefold())
        return found


def safe(words: str) -> str:
    """Letters and digits of any script, in lower case, with hyphens between them; may be empty."""
    plain = unicodedata.normalize("NFC", words.casefold())
    stem = "-".join(re.findall(r"[^\W_]+", plain))[:LONGEST].strip("-")
    return f"{stem}-letter" if _RESERVED.fullmatch(stem) else stem
