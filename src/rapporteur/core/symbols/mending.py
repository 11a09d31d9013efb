"""The slips that are made in symbols, each with its sentence, and the symbol that was meant."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from rapporteur.core.symbols.parts import (
    FIRST_COUNTED_SESSION,
    ORGANS,
    WRITTEN,
    session_of_year,
    year_of_session,
)

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe63\uff0d]")
SLASHES = "\\\\\u2044\u2215\uff0f"
"""What is written for a slash; for a class of a pattern."""
_SLASHES = re.compile(f"[{SLASHES}]")
CYRILLIC, LATIN = "АВЕКМНОРСТХаеорсх", "ABEKMHOPCTXaeopcx"
"""Letters that look alike, as a Russian keyboard has them: the Latin one is meant."""
_LOOKALIKES = str.maketrans(CYRILLIC, LATIN)
# What stands between brackets keeps its spaces, and so does the letter of a resolution:
# A/58/49 (Vol. II), A/RES/72/266 B.
_SPACES = re.compile(
    r"(?P<kept>\s?\([^()]*\)|(?<=[\d)])\s[A-Z](?=$|\s\())"
    r"|\s*(?P<parting>[/.])\s*|(?<=\w)\s*(?P<joint>-)\s*(?=[A-Za-z]+/)|\s+(?!\()"
)
_LETTERS = re.compile(r"[A-Za-z]+")
_ORGAN = "|".join(sorted(ORGANS, key=len, reverse=True))
_JOINED = re.compile(rf"(?<=\d)\s*[/,;&+ –]\s*(?=(?:{_ORGAN})/)")
_SECOND = re.compile(rf"(?<=\d-)(?:{_ORGAN})(?=/)", re.IGNORECASE)
_GLUED = re.compile(
    r"(?<=[\dA-Z*)])\s?-?(?=(?:Add|Amend|Corr|Rev)\.)|(?<=\d)(?=(?:CRP|WP|L|PV|SR)\.\d)"
)
_DOTTED = "AC|CN|CONF|CRP|C|L|PV|SC|SER|SR|Sub|WG|WP|Add|Amend|Corr|Rev"
_DOTLESS = re.compile(rf"(?<=[/(])({_DOTTED})(?=[1-9]\d*(?:[/)\s]|$))")
_SLASHED = re.compile(
    r"(?<=/)(?:(AC|CN|CONF|CRP|L|PV|SC|SR|Sub|WG|WP|Add|Amend|Corr|Rev)/|"
    r"(CRP|L|WP|Add|Amend|Corr|Rev)-)(?=[1-9]\d*(?:[/\s(]|$))"
)
_CHANGE_BEHIND_STOP = re.compile(r"(?<=\d)\.(?=(?:Add|Amend|Corr|Rev)\.\d)")
_CORRIGENDUM = re.compile(r"(?<=/)Cor\.?(?=\d)")
_RESOLUTION = re.compile(r"^([AE]/(?:RES|DEC)/\d{2,4})[-.](?=\d+$)")
_ZEROS = re.compile(r"(?<=^A/\d\d/)0+(?=[1-9])|(?<=^E/\d{4}/)0+(?=[1-9])")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_SESSION_YEAR = re.compile(r"^A/(RES/|DEC/)?(19(?:7[6-9]|[89]\d)|20\d\d)(?=/\d)")
_YEAR_SESSION = re.compile(r"(^|-)E/(RES/|DEC/)?(\d\d)(?=/\d)")


@dataclass(frozen=True)
class Slip:
    """A slip, and how it is taken back; `mend` returns the same text where it was not made."""

    sentence: str
    mend: Callable[[str], str]


def _capitals(text: str) -> str:
    text = _SECOND.sub(lambda found: found.group().upper(), text)
    first, *rest = text.split("/")
    return "/".join([_raised(first), *map(_component, rest)])


def _raised(first: str) -> str:
    """The organ in capitals: "a" is A, "wsis-05" is WSIS-05."""
    return first.upper() if first.split("-")[0].upper() in ORGANS else first


def _component(component: str) -> str:
    found = _LETTERS.match(component)
    if found is None:
        return re.sub(
            r"\(([A-Za-z]+)(?=\.)", lambda m: f"({WRITTEN.get(m[1].upper(), m[1])}", component
        )
    word, rest = found.group(), component[found.end() :]
    if word == "Res" and rest.startswith("."):  # as the Environment Assembly has it
        return component
    word = WRITTEN.get(word.upper(), word.upper() if word.islower() else word)
    return word + rest


def _of_session(found: re.Match[str]) -> str:
    return f"A/{found[1] or ''}{session_of_year(int(found[2]))}"


def _of_year(found: re.Match[str]) -> str:
    session = int(found[3])
    year = year_of_session(session) if session >= FIRST_COUNTED_SESSION else session
    return f"{found[1]}E/{found[2] or ''}{year}"


def _resolution(text: str) -> str:
    return _RESOLUTION.sub(r"\1/", text)


def _slashed(text: str) -> str:
    """A symbol written as a file name, with hyphens throughout: A-66-77."""
    if "/" in text or not re.match(rf"(?:{_ORGAN})-", text, re.IGNORECASE):
        return text
    return text.replace("-", "/")


SLIPS = (
    Slip("A symbol has no invisible characters.", lambda text: _UNSEEN.sub("", text)),
    Slip("A symbol has Latin letters.", lambda text: text.translate(_LOOKALIKES)),
    Slip("A symbol has the plain hyphen, not a dash.", lambda text: _DASHES.sub("-", text)),
    Slip("The parts of a symbol are parted by /.", lambda text: _SLASHES.sub("/", text)),
    Slip("The parts of a symbol are parted by /, not by hyphens.", _slashed),
    Slip("The organ is in capitals, and Add., Corr. and Rev. have one.", _capitals),
    Slip(
        "Two symbols of one document are joined by a hyphen.", lambda text: _JOINED.sub("-", text)
    ),
    Slip(
        "A symbol has no spaces.",
        lambda text: _SPACES.sub(
            lambda found: found["kept"] or found["parting"] or found["joint"] or "", text.strip()
        ),
    ),
    Slip("A symbol has no empty part.", lambda text: re.sub(r"/{2,}", "/", text)),
    Slip("A symbol ends with its last part.", lambda text: text.rstrip(".,;:/-")),
    Slip("A / is missing before the last part.", lambda text: _GLUED.sub("/", text)),
    Slip(
        "A / , not a full stop, stands before what changes a document.",
        lambda text: _CHANGE_BEHIND_STOP.sub("/", text),
    ),
    Slip("A corrigendum is Corr.", lambda text: _CORRIGENDUM.sub("Corr.", text)),
    Slip("A full stop is missing before the number.", lambda text: _DOTLESS.sub(r"\1.", text)),
    Slip(
        "A full stop, not a / or a hyphen, stands before the number.",
        lambda text: _SLASHED.sub(lambda found: f"{found[1] or found[2]}.", text),
    ),
    Slip("The parts of a resolution's number are parted by /.", _resolution),
    Slip("A number has no zeros before it.", lambda text: _ZEROS.sub("", text)),
    Slip(
        "The General Assembly counts its documents by session since 1976, not by year.",
        lambda text: _SESSION_YEAR.sub(_of_session, text),
    ),
    Slip(
        "The Economic and Social Council counts its documents by year since 1978, not by session.",
        lambda text: _YEAR_SESSION.sub(_of_year, text),
    ),
)


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` with every known slip taken back, and the sentences of those that were made."""
    sentences = []
    for slip in SLIPS:
        better = slip.mend(text)
        if better != text:
            sentences.append(slip.sentence)
            text = better
    return text, tuple(sentences)
