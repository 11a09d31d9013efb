"""What a list may put into a letter: words of a person or a place, and nothing that hides."""

import re
import unicodedata

from rapporteur.core.text.languages import direction, has_from_right

LONGEST_LINE = 300  # characters: names, titles, lines of an address
LONGEST = 4_000  # of any other field
LONGEST_WORD = 80  # what has no place to break would run off the page

_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Joiners and marks of direction belong to writing; these do not.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_HALF = re.compile("[\ud800-\udfff]")
# Scripts that break anywhere, or where a word has no spaces around it.
_BREAKS_ANYWHERE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af]")


class ValueProblem(ValueError):
    """A value that does not go into a letter; `message` says why, without its name."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def check(value: str, *, longest: int = LONGEST) -> str:
    """The value in Unicode's composed form. Raises ValueProblem for what no letter may hold:
    characters that turn the order of words round or are not seen, half characters, and what is
    too long for its place."""
    if found := _OVERRIDES.search(value):
        raise ValueProblem(
            f"holds {_named(found[0])}, which turns the order of what follows; take it out"
        )
    if found := _HIDDEN.search(value):
        raise ValueProblem(f"holds {_named(found[0])}, which is not seen; take it out")
    if _HALF.search(value):
        raise ValueProblem("holds half a character; write it again")
    if len(value) > longest:
        raise ValueProblem(f"has {len(value):,} characters; at most {longest:,} fit")
    for word in value.split():
        if len(word) > LONGEST_WORD and not _BREAKS_ANYWHERE.search(word):
            raise ValueProblem(
                f"has a word of {len(word):,} characters, which no line holds; part it"
            )
    return unicodedata.normalize("NFC", value)


def held_together(value: str, language: str) -> str:
    """The value as it stands in words of a language: what is written from left to right keeps the
    sign at its edge ("Inc.", "+41") where those run from right to left (UAX #9, isolates)."""
    if direction(language) == "ltr" or not value.strip() or has_from_right(value):
        return value
    return value if value[0].isalnum() and value[-1].isalnum() else f"\u2066{value}\u2069"


def one_line(value: str) -> str:
    """The value without line breaks and runs of spaces."""
    return " ".join(value.split())


def _named(character: str) -> str:
    name = unicodedata.name(character, "a control character")
    return f"U+{ord(character):04X} ({name.lower()})"
