"""How the United Nations names a document in Akoma Ntoso.

Rules: UN System HLCM, Akoma Ntoso for the United Nations, guidelines for mark-up, part 1: document
classes (a report is a `doc` of the subtype `paper`) and naming convention
(`/akn/un/{type}/{subtype}/{actor}/{date}/{number}`, the symbol's strokes written as dashes).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from babel.dates import get_month_names

from rapporteur.core.document.tree import Document, Masthead

LANGUAGES = {"ar": "ara", "zh": "zho", "en": "eng", "fr": "fra", "ru": "rus", "es": "spa"}
"""ISO 639-2, as the naming convention lists them."""

_ACTORS = (
    ("A/HRC", "un-hrc", "Human Rights Council"),
    ("A", "un-ga", "General Assembly"),
    ("S", "un-sc", "Security Council"),
    ("E", "un-ecosoc", "Economic and Social Council"),
    ("T", "un-tc", "Trusteeship Council"),
    ("ST", "un-secretariat", "Secretariat"),
)
_ORGANS = {
    "un-ga": {"general assembly", "assemblée générale", "asamblea general", "генеральная ассамблея"}
    | {"大会", "الجمعية العامة"},
    "un-ecosoc": {"economic and social council", "conseil économique et social"}
    | {"consejo económico y social", "экономический и социальный совет", "经济及社会理事会"}
    | {"المجلس الاقتصادي والاجتماعي"},
    "un-sc": {"security council", "conseil de sécurité", "consejo de seguridad"}
    | {"совет безопасности", "安全理事会", "مجلس الأمن"},
}
_NAMES = {actor: name for _prefix, actor, name in _ACTORS}


@dataclass(frozen=True)
class Names:
    """The names of one document: `number` as in the IRI, `shown` as people write it."""

    work: str
    expression: str
    number: str
    shown: str
    actor: str
    actor_name: str
    date: date
    language: str

    def component(self, level: str, name: str = "main") -> str:
        """The IRI of a component ("main", "annex_1") at a level, which is an IRI of ours."""
        return f"{level}/!{name}"


def names_of(document: Document, otherwise: date) -> Names:
    """Return the names of `document`; dated `otherwise` where its masthead bears no date.

    A document without a symbol is named by its title, or, where that has no Latin letters, by a
    number made of it.
    """
    masthead = document.masthead
    dated = date_in(masthead.date, document.language) or otherwise
    number = _number(masthead.symbol) or _title_number(document.title)
    actor, name = _actor(masthead)
    work = f"/akn/un/doc/paper/{actor}/{dated.isoformat()}/{number}"
    language = LANGUAGES[document.language]
    return Names(
        work=work,
        expression=f"{work}/{language}@{dated.isoformat()}",
        number=number,
        shown=masthead.symbol or document.title,
        actor=actor,
        actor_name=name,
        date=dated,
        language=language,
    )


def date_in(words: str, language: str) -> date | None:
    """The day that a masthead's date names in `language`; None where none can be told."""
    numbers = [int(found) for found in re.findall(r"\d+", words)]
    year = next((number for number in numbers if 1900 <= number <= 2999), None)
    if year is None:
        return None
    rest = [number for number in numbers if number != year]
    if language == "zh":
        month, day = (*rest, 0, 0)[:2]
    else:
        month, day = _month(words, language), rest[0] if rest else 0
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(words: str, language: str) -> int:
    parts = set(re.findall(r"[^\W\d]+", words.casefold()))
    for context in ("format", "stand-alone"):
        months = get_month_names("wide", context, "en_GB" if language == "en" else language)
        for number, name in months.items():
            if name.casefold() in parts:
                return int(number)
    for number, name in enumerate(_LEVANTINE, start=1):
        if language == "ar" and name <= parts:
            return number
    return 0


# The months by which documents in Arabic go beside the Gregorian names: "أيار/مايو".
_LEVANTINE = tuple(
    frozenset(name.split())
    for name in (
        *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول"),
        *("تشرين الأول", "تشرين الثاني", "كانون الأول"),
    )
)


def _number(symbol: str) -> str:
    """Strokes become dashes and spaces underscores; what an IRI cannot hold is left out."""
    written = symbol.replace("/", "-").replace(" ", "_")
    return re.sub(r"[^A-Za-z0-9._()-]", "", written).strip("-")


def _title_number(title: str) -> str:
    parts = unicodedata.normalize("NFKD", title).lower()
    letters_alone = "".join(sign for sign in parts if not unicodedata.combining(sign))
    slug = re.sub(r"[^a-z0-9]+", "-", letters_alone).strip("-")[:80].strip("-")
    letters = sum(sign.isalpha() for sign in title)
    if slug and len(slug) * 2 > letters:
        return slug
    return f"untitled-{sha256(title.encode()).hexdigest()[:12]}"


def _actor(masthead: Masthead) -> tuple[str, str]:
    for symbol in masthead.symbols:
        for prefix, actor, name in _ACTORS:
            if symbol == prefix or symbol.startswith(f"{prefix}/"):
                return actor, name
    for body in masthead.bodies:
        for actor, organs in _ORGANS.items():
            if body.name.casefold() in organs:
                return actor, _NAMES[actor]
    return "un", "United Nations"
