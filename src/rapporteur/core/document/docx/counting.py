"""The labels that Word would show before counted paragraphs, computed from `numbering.xml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from rapporteur.core.document.docx.markup import W
from rapporteur.core.document.numerals import roman, section_number

_W = f"{{{W}}}"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """A level of a list: how it counts, and what it writes ("%1.(%2)")."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""
    legal: bool = False


@dataclass
class Counting:
    """The lists of one file, and how far each has been counted."""

    _levels: Mapping[str, Mapping[int, Level]]
    _abstract: Mapping[str, str]
    _anew: dict[str, dict[int, int]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def level(self, list_: str, level: int) -> Level | None:
        """A level of a list, None where there is none."""
        return self._levels.get(self._abstract.get(list_, ""), {}).get(level)

    def of_style(self, list_: str, style: str) -> int:
        """The level at which a list counts the paragraphs of a style, 0 where it names none."""
        levels = self._levels.get(self._abstract.get(list_, ""), {})
        return next((level for level, each in levels.items() if each.style == style), 0)

    def label(self, list_: str, level: int) -> str:
        """Count one more paragraph at a level of a list, and return its label."""
        abstract = self._abstract.get(list_, "")
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        for at, start in self._anew.pop(list_, {}).items():
            counts[at] = start - 1
            for deeper in [each for each in counts if each > at]:
                del counts[deeper]
        for above in range(level):
            if above in levels:
                counts.setdefault(above, levels[above].start)
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        own = levels[level]
        if own.format in ("bullet", "none"):
            return own.text if own.format == "bullet" else ""

        def counted(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            form = "decimal" if own.legal and at != level else levels.get(at, Level()).format
            return formatted(counts.get(at, 1), form)

        return _PLACE.sub(counted, own.text)


def counting(root: etree._Element | None) -> Counting:
    """Read `numbering.xml`; without it nothing is counted."""
    if root is None:
        return Counting({}, {}, {})
    levels = {
        str(each.get(f"{_W}abstractNumId")): {
            int(level.get(f"{_W}ilvl") or 0): _level(level) for level in each.iter(f"{_W}lvl")
        }
        for each in root.iter(f"{_W}abstractNum")
    }
    abstract, anew = {}, {}
    for each in root.findall(f"{_W}num"):
        number = str(each.get(f"{_W}numId"))
        of = each.find(f"{_W}abstractNumId")
        abstract[number] = "" if of is None else str(of.get(f"{_W}val"))
        starts = {
            int(override.get(f"{_W}ilvl") or 0): int(start.get(f"{_W}val") or 1)
            for override in each.iter(f"{_W}lvlOverride")
            if (start := override.find(f"{_W}startOverride")) is not None
        }
        if starts:
            anew[number] = starts
    return Counting(levels, abstract, anew)


def _level(element: etree._Element) -> Level:
    def value(name: str, default: str) -> str:
        found = element.find(f"{_W}{name}")
        return default if found is None else str(found.get(f"{_W}val") or default)

    start = value("start", "1")
    return Level(
        value("numFmt", "decimal"),
        value("lvlText", ""),
        int(start) if start.isdigit() else 1,
        value("pStyle", ""),
        element.find(f"{_W}isLgl") is not None,
    )


def formatted(number: int, form: str) -> str:
    """A number as Word writes it in a format of lists: after z come aa, bb, cc."""
    match form:
        case "upperRoman":
            return roman(number)
        case "lowerRoman":
            return roman(number).lower()
        case "upperLetter" | "lowerLetter":
            letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter if form == "upperLetter" else letter.lower()
        case "arabicAbjad" | "arabicAlpha":
            signs = _ABJAD if form == "arabicAbjad" else _ALPHA
            return signs[(number - 1) % 28] * ((number - 1) // 28 + 1)
        case (
            "chineseCounting" | "chineseCountingThousand" | "ideographDigital" | "japaneseCounting"
        ):
            return section_number(1, number, "zh").rstrip("、")
        case "decimalZero":
            return f"{number:02d}"
        case _:
            return str(number)
