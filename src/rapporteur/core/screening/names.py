"""Names that are not to be published, wherever they stand in a text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from rapporteur.core.screening.finding import Finding, Ground, Kind

_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTEST = 3  # letters of a name that is looked for by itself; of Han characters two
_MOST = 60  # words that are looked for
_TITLES = {
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "the", "and", "von", "van", "der",
    "den", "del", "dos", "las", "los", "bin", "ibn", "abu", "des", "junior", "senior",
    "mme", "mlle", "sra", "señor", "señora", "monsieur", "madame", "господин", "госпожа",
    "السيد", "السيدة", "for",
}  # fmt: skip


def names(
    text: str, persons: Iterable[str], organizations: Iterable[str] = ()
) -> Iterator[Finding]:
    """Where the names stand, whatever their case and accents.

    persons: each of their words is looked for, so that "Smith" and "M. Smith" are found of "Mary
    Smith"; where a script has case, only with a capital. organizations: as a whole.
    """
    folded = _folded(text)
    for pattern in filter(None, (_of_persons(persons), _of_organizations(organizations))):
        held: tuple[int, int] | None = None
        for found in pattern.finditer(folded):
            if text[found.start()].islower():
                continue
            if held is not None and _JOINT.fullmatch(text, held[1], found.start()):
                held = held[0], found.end()
                continue
            if held is not None:
                yield Finding(*held, Kind.NAME, Ground.NAME)
            held = found.span()
        if held is not None:
            yield Finding(*held, Kind.NAME, Ground.NAME)


_JOINT = re.compile(
    r"[\s,.]{0,3}(?:[^\W\d_]\.[\s]{0,2}){0,2}|[\s]{0,2}(?:van|von|de|der|del|al|el|bin)[\s]{1,2}"
)


def _of_persons(persons: Iterable[str]) -> re.Pattern[str] | None:
    wanted: dict[str, None] = {}
    for person in persons:
        for word in _WORDS.findall(_folded(person)):
            if "\u3400" <= word[0] <= "\u9fff":
                if len(word) >= 2:
                    wanted[re.escape(word)] = None
            elif len(word) >= _SHORTEST and word not in _TITLES:
                wanted[rf"(?<!\w){re.escape(word)}(?!\w)"] = None
    return re.compile("|".join([*wanted][:_MOST])) if wanted else None


def _of_organizations(organizations: Iterable[str]) -> re.Pattern[str] | None:
    wanted: dict[str, None] = {}
    for organization in organizations:
        words = _folded(organization).split()
        if len("".join(words)) >= _SHORTEST or (words and "\u3400" <= words[0][0] <= "\u9fff"):
            whole = r"\s{1,3}".join(map(re.escape, words[:30]))
            wanted[rf"(?<!\w){whole}(?!\w)"] = None
    return re.compile("|".join([*wanted][:_MOST])) if wanted else None


def _folded(text: str) -> str:
    """Without case and accents, letter for letter in its place."""
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    bare = unicodedata.normalize("NFD", letter)[0].lower()
    return bare if len(bare) == 1 else letter
