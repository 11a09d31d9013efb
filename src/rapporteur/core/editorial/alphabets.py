"""Letters of another alphabet that look alike: a Latin "C" in «Совет», a Persian "ی" in Arabic.

A search does not find such a word, and a screen reader spells it out.
"""

import re
from collections.abc import Iterator

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding
from rapporteur.core.editorial.reading import OWN, Reading

_LATIN_SIGNS, _CYRILLIC_SIGNS = "ABCEHKMOPTXaceopxyi", "АВСЕНКМОРТХасеорхуі"
_TO_CYRILLIC = str.maketrans(_LATIN_SIGNS, _CYRILLIC_SIGNS)
_TO_LATIN = str.maketrans(_CYRILLIC_SIGNS, _LATIN_SIGNS)
_LATIN, _CYRILLIC = "A-Za-zÀ-ÖØ-öø-ÿ", "А-яЁёІі"
_MIXED = re.compile(
    rf"(?<![\w./-])(?=[{_LATIN}{_CYRILLIC}]*?(?:[{_LATIN}][{_CYRILLIC}]|[{_CYRILLIC}][{_LATIN}]))"
    rf"[{_LATIN}{_CYRILLIC}]{{2,60}}(?![\w/])"
)
# "ПАКЕТX", "вариантA": the letter is a name, not a slip.
_NUMBERED = re.compile(f"[{_CYRILLIC}][A-Z]$")
_IS_LATIN, _IS_CYRILLIC = re.compile(f"[{_LATIN}]"), re.compile(f"[{_CYRILLIC}]")

_ARABIC = "\u0621-\u064a"
_PERSIAN = re.compile(
    f"(?<![{_ARABIC}\u06a9\u06cc])[{_ARABIC}]*[\u06a9\u06cc][{_ARABIC}\u06a9\u06cc]*(?!\\w)"
)
_FINAL = {"فی": "في", "علی": "على", "إلی": "إلى", "حتی": "حتى", "لدی": "لدى", "التی": "التي",
          "الذی": "الذي"}  # fmt: skip


def alike(reading: Reading) -> Iterator[Finding]:
    """Words in two alphabets, where putting the look-alikes right leaves one."""
    if reading.kind not in OWN:
        return
    if reading.stretch.language == "ar":
        yield from reading.findings(rules.TYPING, _PERSIAN, _in_arabic)
        return
    language = reading.stretch.language
    yield from reading.findings(rules.TYPING, _MIXED, lambda found: _in_one(found, language))


def _in_one(found: re.Match[str], language: str) -> str:
    """The word in one alphabet; as it stands where its last letter is a name, or where its letters
    are of two whatever one does."""
    word = found.group()
    if _NUMBERED.search(word):
        return word
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    can_be_cyrillic = _IS_LATIN.search(cyrillic) is None
    can_be_latin = _IS_CYRILLIC.search(latin) is None
    if can_be_cyrillic and can_be_latin:
        return cyrillic if language == "ru" else latin
    return cyrillic if can_be_cyrillic else latin if can_be_latin else word


def _in_arabic(found: re.Match[str]) -> str | None:
    """The final ی can be ي or ى: only of the commonest words is it known which."""
    word = found.group().replace("\u06a9", "ك")
    if word.endswith("\u06cc"):
        return _FINAL.get(found.group())
    return word.replace("\u06cc", "ي")
