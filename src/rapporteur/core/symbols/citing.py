"""How resolutions and decisions are cited in running text: by body and number, not by symbol.

Editorial Manual, "Footnotes and other references", III.E, "Resolutions and decisions": General
Assembly resolution 65/141; the French, Spanish, Russian, Chinese and Arabic forms are those of the
documents in these languages.
"""

import re
from dataclasses import dataclass

from rapporteur.core.symbols.symbol import Symbol

_NUMBER = re.compile(r"(?P<number>\d+)\s?(?:\((?P<session>[^)]+)\))?\s?(?P<letter>[A-Z]?)")


@dataclass(frozen=True)
class _Body:
    """A body that adopts: its name in English, and as it stands in the citation elsewhere."""

    en: str
    fr: str
    es: str
    ru: str
    zh: str
    ar: str


_BODIES = {
    "A": _Body(
        "General Assembly",
        "de l’Assemblée générale",
        "de la Asamblea General",
        "Генеральной Ассамблеи",
        "大会",
        "الجمعية العامة",
    ),
    "E": _Body(
        "Economic and Social Council",
        "du Conseil économique et social",
        "del Consejo Económico y Social",
        "Экономического и Социального Совета",
        "经济及社会理事会",
        "المجلس الاقتصادي والاجتماعي",
    ),
    "S": _Body(
        "Security Council",
        "du Conseil de sécurité",
        "del Consejo de Seguridad",
        "Совета Безопасности",
        "安全理事会",
        "مجلس الأمن",
    ),
    "A/HRC": _Body(
        "Human Rights Council",
        "du Conseil des droits de l’homme",
        "del Consejo de Derechos Humanos",
        "Совета по правам человека",
        "人权理事会",
        "مجلس حقوق الإنسان",
    ),
}
_FORMS = {
    ("en", "RES"): "{body} resolution {number}",
    ("en", "DEC"): "{body} decision {number}",
    ("fr", "RES"): "résolution {number} {body}",
    ("fr", "DEC"): "décision {number} {body}",
    ("es", "RES"): "resolución {number} {body}",
    ("es", "DEC"): "decisión {number} {body}",
    ("ru", "RES"): "резолюция {number} {body}",
    ("ru", "DEC"): "решение {number} {body}",
    ("zh", "RES"): "{body}第{number}号决议",
    ("zh", "DEC"): "{body}第{number}号决定",
    ("ar", "RES"): "قرار {body} {number}",
    ("ar", "DEC"): "مقرر {body} {number}",
}


def cited(symbol: Symbol, language: str = "en") -> str:
    """How a document is named in running text, in one of the six languages.

    A resolution or decision by body and number ("General Assembly resolution 65/141"); any other
    document by its symbol.
    """
    designation = symbol.first
    texts = [component.text for component in designation.components]
    for kind in ("RES", "DEC"):
        if kind in texts and not symbol.is_double:
            at = texts.index(kind)
            body, number = _BODIES.get("/".join(texts[:at])), "/".join(texts[at + 1 :])
            if body and (written := _written(number)):
                return _FORMS[language, kind].format(body=getattr(body, language), number=written)
    return str(symbol)


def _written(number: str) -> str:
    """The number with its spaces: 57/270B is cited as 57/270 B, 1325(2000) as 1325 (2000)."""
    *before, last = number.split("/")
    found = _NUMBER.fullmatch(last)
    if found is None:
        return ""
    spaced = found["number"]
    if found["session"]:
        spaced = f"{spaced} ({found['session']})"
    if found["letter"]:
        spaced = f"{spaced} {found['letter']}"
    return "/".join([*before, spaced])
