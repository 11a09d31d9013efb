"""The numbers of the paragraphs of a list in Word (17.9), which do not stand in their text."""

from collections import ChainMap
from dataclasses import dataclass, field, replace

from rapporteur.core.text.extraction.counting import (
    ABJAD,
    ARABIC,
    LATIN,
    RUSSIAN,
    lettered,
    roman,
)
from rapporteur.core.text.extraction.streamed import Attributes, Reader, whole_number

_LEVELS = 9
_DEEPEST = 100  # styles that one goes back to
_LONGEST = 1_000  # characters that stand around a number
_BULLET = "•"


@dataclass(frozen=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    plain: bool = False  # all its numbers in figures


@dataclass
class _Style:
    base: str = ""
    list: str | None = None
    level: int | None = None


@dataclass
class _List:
    kind: str = ""  # the abstract list that it is one of
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)  # where it begins anew


class Numbering(Reader):
    """Read from a document's styles and its lists; then asked paragraph by paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self._styles: dict[str, _Style] = {}
        self._style = _Style()
        self._default = ""
        self._lists: dict[str, _List] = {}
        self._kinds: dict[str, dict[int, _Level]] = {}
        self._levels: dict[int, _Level] = {}
        self._list: _List | None = None
        self._at = 0
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, style: str, of_list: str | None, level: int | None) -> str:
        """What stands before the next paragraph; empty where nothing does."""
        by_style = self._of_style(style or self._default)
        number = by_style.list if of_list is None else of_list
        if number is None or (its := self._lists.get(number)) is None:
            return ""
        at = level if level is not None else by_style.level or 0
        if at >= _LEVELS:
            return ""
        levels = ChainMap(its.levels, self._kinds.get(its.kind, {}))
        counts = self._counts.setdefault(its.kind, {})
        if number not in self._begun:
            self._begun.add(number)
            for each, start in its.starts.items():
                counts[each] = start - 1
        of = levels.get(at, _Level())
        counts[at] = counts.get(at, of.start - 1) + 1
        for deeper in [each for each in counts if each > at]:
            del counts[deeper]
        if of.form == "bullet":
            return _BULLET if of.text.strip() else ""
        text = of.text
        for each in range(_LEVELS):
            if f"%{each + 1}" in text:
                its_level = levels.get(each, _Level())
                form = "decimal" if of.plain else its_level.form
                written = _written(counts.get(each, its_level.start), form)
                text = text.replace(f"%{each + 1}", written)
        return text.strip()

    def _of_style(self, name: str) -> _Style:
        told = _Style()
        for _step in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                break
            told.list = style.list if told.list is None else told.list
            told.level = style.level if told.level is None else told.level
            name = style.base
        return told

    # Styles

    def start_style(self, given: Attributes) -> None:
        self._style = self._styles[given.get("styleId", "")] = _Style()
        if given.get("default") in ("1", "true") and given.get("type") == "paragraph":
            self._default = given.get("styleId", "")

    def start_based_on(self, given: Attributes) -> None:
        self._style.base = given.get("val", "")

    def start_num_id(self, given: Attributes) -> None:
        self._style.list = given.get("val", "")

    def start_ilvl(self, given: Attributes) -> None:
        self._style.level = whole_number(given.get("val"))

    # Lists

    def start_abstract_num(self, given: Attributes) -> None:
        self._levels = self._kinds[given.get("abstractNumId", "")] = {}
        self._list = None

    def start_num(self, given: Attributes) -> None:
        self._list = self._lists[given.get("numId", "")] = _List()
        self._levels = self._list.levels

    def start_abstract_num_id(self, given: Attributes) -> None:
        if self._list:
            self._list.kind = given.get("val", "")

    def start_lvl_override(self, given: Attributes) -> None:
        self._at = whole_number(given.get("ilvl")) or 0

    def start_start_override(self, given: Attributes) -> None:
        if self._list:
            self._list.starts[self._at] = whole_number(given.get("val")) or 1

    def start_lvl(self, given: Attributes) -> None:
        self._at = whole_number(given.get("ilvl")) or 0
        self._levels[self._at] = _Level()

    def start_start(self, given: Attributes) -> None:
        start = whole_number(given.get("val"))
        self._levels[self._at] = replace(self._level, start=1 if start is None else start)

    def start_num_fmt(self, given: Attributes) -> None:
        self._levels[self._at] = replace(self._level, form=given.get("val", ""))

    def start_lvl_text(self, given: Attributes) -> None:
        self._levels[self._at] = replace(self._level, text=given.get("val", "")[:_LONGEST])

    def start_is_lgl(self, given: Attributes) -> None:
        plain = given.get("val") not in ("0", "false")
        self._levels[self._at] = replace(self._level, plain=plain)

    @property
    def _level(self) -> _Level:
        return self._levels.get(self._at, _Level())


def _written(number: int, form: str) -> str:
    match form:
        case "none":
            return ""
        case "lowerLetter":
            return lettered(number, LATIN)
        case "upperLetter":
            return lettered(number, LATIN).upper()
        case "lowerRoman":
            return roman(number)
        case "upperRoman":
            return roman(number).upper()
        case "russianLower":
            return lettered(number, RUSSIAN)
        case "russianUpper":
            return lettered(number, RUSSIAN).upper()
        case "arabicAlpha":
            return lettered(number, ARABIC)
        case "arabicAbjad":
            return lettered(number, ABJAD)
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)
