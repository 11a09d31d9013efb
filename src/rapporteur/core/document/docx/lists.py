"""What Word counts by itself: paragraphs, sections, annexes, items.

Every list is counted by the style of its paragraphs, so that a paragraph put in or taken out in
Word renumbers all that follow. Only the headings of an Arabic document bear their numbers as words
in a style of their own: Word cannot count in أولا، ثانيا nor in ألف، باء.
"""

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from rapporteur.core.document.docx.markup import HEAD, NAMESPACES
from rapporteur.core.document.docx.measures import HANG
from rapporteur.core.document.numerals import enclosed, ended
from rapporteur.core.document.tree import DEEPEST_LIST
from rapporteur.core.document.words import direction, own_words

PARAGRAPHS, SECTIONS, ANNEXES, ANNEX_SECTIONS, ITEMS, BULLETS = range(1, 7)
"""The lists that a document has; `Lists` adds one for each place where counting begins anew."""

PARAGRAPH_STYLES = (
    "NumberedParagraph",
    *("SubParagraph", "SubParagraph2", "SubParagraph3", "SubParagraph4"),
)
"""The styles by which paragraphs and what they are parted in are counted, the outermost first."""

_TAB = 652
"""Twentieths of a point from the margin to the words of a paragraph, and for each level more."""


@dataclass(frozen=True)
class _Level:
    format: str
    label: str
    style: str = ""
    left: int = 0
    hanging: int = 0
    first: int = 0
    after: str = "tab"


class Lists:
    """The lists of one document, as `numbering.xml` holds them."""

    def __init__(self, language: str, *, annexes: int) -> None:
        self.language = language
        self._abstract = [
            (PARAGRAPHS, _paragraphs(language)),
            (SECTIONS, _sections(language, styled=True)),
            (ANNEXES, [_annex(language, several=annexes > 1)]),
            (ANNEX_SECTIONS, _sections(language, styled=False)),
            (ITEMS, _degrees(language, first=1)),
            (BULLETS, [_bullet(depth) for depth in range(1, DEEPEST_LIST + 1)]),
        ]
        self._lists = [(number, number, False) for number, _levels in self._abstract]

    def anew(self, abstract: int) -> int:
        """Begin a list of a kind that is counted from one; return its number."""
        self._lists.append((len(self._lists) + 1, abstract, True))
        return self._lists[-1][0]

    def part(self) -> str:
        """The part `word/numbering.xml`."""
        abstract = "".join(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
            f"{''.join(self._level(level, index) for index, level in enumerate(levels))}"
            "</w:abstractNum>"
            for number, levels in self._abstract
        )
        lists = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>'
            + ('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' * anew)
            + "</w:num>"
            for number, of, anew in self._lists
        )
        return f"{HEAD}<w:numbering {NAMESPACES}>{abstract}{lists}</w:numbering>"

    def _level(self, level: _Level, index: int) -> str:
        style = f'<w:pStyle w:val="{level.style}"/>' if level.style else ""
        suffix = f'<w:suff w:val="{level.after}"/>' if level.after != "tab" else ""
        stop = level.left if level.hanging else _TAB + level.first
        tabs = (
            f'<w:tabs><w:tab w:val="num" w:pos="{stop}"/></w:tabs>' if level.after == "tab" else ""
        )
        first = f'w:hanging="{level.hanging}"' if level.hanging else f'w:firstLine="{level.first}"'
        rtl = "<w:rPr><w:rtl/></w:rPr>" if direction(self.language) == "rtl" else ""
        return (
            f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/>{style}'
            f"{suffix}<w:lvlText w:val={quoteattr(level.label)}/>"
            f'<w:lvlJc w:val="left"/><w:pPr>{tabs}<w:ind w:left="{level.left}" {first}/></w:pPr>'
            f"{rtl}</w:lvl>"
        )


def _paragraphs(language: str) -> list[_Level]:
    """1. and what a paragraph is parted in."""
    inner = _degrees(language, first=2, styles=PARAGRAPH_STYLES[1:])
    # LibreOffice sets the number of a right-to-left paragraph outside of its first line.
    room = 340 if direction(language) == "rtl" else 0
    return [_Level("decimal", ended("%1", language), PARAGRAPH_STYLES[0], first=room), *inner]


def _degrees(
    language: str, *, first: int, styles: tuple[str, ...] = ("",) * DEEPEST_LIST
) -> list[_Level]:
    """(a), (i), a., i. as `numerals.subparagraph` has them; `first` is the level of (a), from 1."""
    letters = "arabicAbjad" if language == "ar" else "lowerLetter"
    counts = {"ar": "decimal", "zh": "chineseCountingThousand"}.get(language, "lowerRoman")
    levels = []
    for depth, style in enumerate(styles, start=1):
        counted = f"%{first + depth - 1}"
        form = counts if depth in (2, 4) else letters
        if language == "ar" and depth in (2, 4):
            label = f"'{counted}'"
        elif depth > 2:
            label = ended(counted, language)
        else:
            label = enclosed(counted, language)
        levels.append(_Level(form, label, style, left=(depth + 1) * _TAB, hanging=_TAB))
    return levels


def _sections(language: str, *, styled: bool) -> list[_Level]:
    """I., A., 1., (a), (i); 一、 in Chinese."""
    first = ("chineseCountingThousand", "%1、") if language == "zh" else ("upperRoman", "%1.")
    forms = (
        first,
        ("upperLetter", "%2."),
        ("decimal", "%3."),
        ("lowerLetter", enclosed("%4", language)),
        ("lowerRoman", enclosed("%5", language)),
    )
    return [
        _Level(form, label, f"Heading{depth}" if styled else "", hanging=HANG)
        for depth, (form, label) in enumerate(forms, start=1)
    ]


def _annex(language: str, *, several: bool) -> _Level:
    words = own_words(language)
    form = {"zh": "chineseCountingThousand", "ar": "decimal"}.get(language, "upperRoman")
    label = f"{words.annex} %1" if several else words.annex
    return _Level(form, label, "AnnexHeading", after="nothing")


def _bullet(depth: int) -> _Level:
    return _Level("bullet", "–", left=(depth + 1) * _TAB, hanging=_TAB)
