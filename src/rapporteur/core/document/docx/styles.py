"""The styles of a Word document, under the names that Word itself gives them where it has one.

Measures are Word's: twentieths of a point, and half points for the size of letters.
"""

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from rapporteur.core.document.docx.lists import ANNEXES, PARAGRAPHS, SECTIONS
from rapporteur.core.document.docx.markup import HEAD, NAMESPACES, listed
from rapporteur.core.document.docx.measures import HANG, INSET
from rapporteur.core.document.words import direction

LATIN, ARABIC, CHINESE = "Times New Roman", "Noto Naskh Arabic", "SimSun"
"""The fonts that a document asks for; `package` says what may stand in for them."""

DRAFT_COLOUR = "8A2B1D"
_SOFT = "595959"
_UPRIGHT = ("ar", "zh")
"""Scripts without an italic: bold stands in."""


@dataclass(frozen=True)
class _Style:
    """A style by its name; `paragraph` and `run` are the XML of its properties, in schema order.

    `next` is the style of the paragraph that Enter begins behind one of this style.
    """

    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    kind: str = "paragraph"
    next: str = ""


def _spacing(before: int, after: int, line: int = 252) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _letters(size: int, *, bold: bool = False, italic: bool = False, colour: str = "") -> str:
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size + 2}"/>'
    )


def rule(side: str, size: int, colour: str = "auto", space: int = 4) -> str:
    """A line at a side of a paragraph or a cell; `size` in eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _frame(size: int, colour: str) -> str:
    sides = "".join(rule(side, size, colour) for side in ("top", "left", "bottom", "right"))
    return f"<w:pBdr>{sides}</w:pBdr>"


_KEEP = "<w:keepNext/><w:keepLines/>"
_END = '<w:jc w:val="right"/>'
_JUSTIFIED = '<w:jc w:val="both"/>'
_HANGING = f'<w:ind w:left="0" w:hanging="{HANG}"/>'
_WIDE = f'<w:ind w:left="-{HANG}" w:right="-{INSET}"/>'


def _styles(language: str) -> tuple[_Style, ...]:
    upright, counted = language in _UPRIGHT, language != "ar"
    slanted = "<w:b/><w:bCs/>" if upright else "<w:i/><w:iCs/>"
    return (
        _Style("Body Text", _spacing(0, 120) + _JUSTIFIED),
        *(
            _Style(name, listed(PARAGRAPHS, level), based_on="Body Text")
            for level, name in enumerate(
                (
                    *("Numbered Paragraph", "Sub Paragraph"),
                    *(f"Sub Paragraph {depth}" for depth in (2, 3, 4)),
                )
            )
        ),
        _Style("Title", _KEEP + _spacing(360, 120, 240), _letters(30, bold=True), next="Subtitle"),
        _Style("Subtitle", _KEEP + _spacing(0, 360, 240), _letters(23, bold=True)),
        *(
            _Style(
                f"heading {level}",
                f"{_KEEP}{listed(SECTIONS, level - 1) if level <= 5 and counted else ''}"
                f"{_spacing(320, 140, 240)}{'' if counted else _HANGING}"
                f'<w:outlineLvl w:val="{level - 1}"/>',
                _letters(max(20, 30 - 4 * level), bold=True),
                next="Numbered Paragraph",
            )
            for level in range(1, 7)
        ),
        _Style(
            "Annex Heading",
            f"{_KEEP}<w:pageBreakBefore/>{listed(ANNEXES) if counted else ''}"
            f'{_spacing(0, 240, 240)}<w:outlineLvl w:val="0"/>',
            _letters(26, bold=True),
            next="Numbered Paragraph",
        ),
        _Style(
            "Block Text", _spacing(0, 120) + '<w:ind w:left="1304" w:right="652"/>' + _JUSTIFIED
        ),
        _Style("List Item", _spacing(0, 80) + _JUSTIFIED),
        _Style("footnote text", _spacing(0, 40, 240), _letters(17)),
        _Style("caption", _KEEP + _spacing(240, 100, 240), _letters(20, bold=True)),
        _Style("Figure", _KEEP + _spacing(120, 80, 240) + '<w:jc w:val="center"/>'),
        _Style("Table Heading", _KEEP + _spacing(30, 30, 240), slanted + _letters(19)),
        _Style("Figure Heading", _END, based_on="Table Heading"),
        _Style("Joined Heading", '<w:jc w:val="center"/>', based_on="Table Heading"),
        _Style("Table Cell", _spacing(30, 30, 240), _letters(19)),
        _Style("Table Figure", _spacing(30, 30, 240) + _END, _letters(19)),
        _Style("Table Note", _spacing(40, 40, 240), _letters(17, colour=_SOFT)),
        _Style(
            "Draft Mark",
            _frame(6, DRAFT_COLOUR) + _spacing(0, 240) + '<w:jc w:val="center"/>',
            _letters(20, bold=True, colour=DRAFT_COLOUR),
        ),
        _Style("Symbol", _spacing(0, 40, 240) + _END, _letters(26, bold=True)),
        _Style("Masthead Body", _spacing(0, 60, 240), _letters(34, bold=True)),
        _Style("Slip", _spacing(0, 20, 240), _letters(20)),
        _Style("Body Name", _KEEP + _spacing(0, 0, 240), _letters(20, bold=True)),
        _Style("Session", _spacing(0, 0, 240), _letters(20, bold=True)),
        _Style("Session Place", _spacing(0, 0, 240), _letters(20)),
        _Style("Agenda Item", _spacing(0, 0, 240), _letters(20)),
        _Style("Agenda Title", _spacing(0, 0, 240), _letters(20, bold=True)),
        _Style("Summary Heading", _KEEP + _spacing(0, 80), slanted + _letters(20)),
        _Style("Summary", based_on="Body Text"),
        _Style("TOC Heading", _KEEP + _spacing(320, 120, 240), _letters(26, bold=True)),
        *(
            _Style(f"toc {level}", f'{_spacing(0, 40)}<w:ind w:left="{360 * (level - 1)}"/>')
            for level in range(1, 6)
        ),
        _Style(
            "header",
            f"<w:pBdr>{rule('bottom', 4, space=3)}</w:pBdr>{_spacing(0, 60, 240)}{_WIDE}",
            _letters(19, bold=True),
        ),
        _Style("footer", _spacing(0, 0, 240) + _WIDE, _letters(18, bold=True)),
        _Style("annotation text", _spacing(0, 0, 240), _letters(18)),
        _Style("footnote reference", run='<w:vertAlign w:val="superscript"/>', kind="character"),
        _Style("Heading Number", kind="character"),
        _Style("Emphasis", run=slanted, kind="character"),
        _Style("Strong", run="<w:b/><w:bCs/>", kind="character"),
        _Style("Hyperlink", run='<w:color w:val="1F4E79"/>', kind="character"),
    )


_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable">'
    '<w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
    f"<w:tblPr><w:tblBorders>{rule('top', 4, space=0)}{rule('bottom', 8, space=0)}"
    f"{rule('insideH', 2, 'BFBFBF', space=0)}</w:tblBorders></w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    f"{rule('bottom', 4, space=0)}</w:tcBorders></w:tcPr></w:tblStylePr>"
    '<w:tblStylePr w:type="lastRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
    f"{rule('top', 4, space=0)}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="MastheadTable">'
    '<w:name w:val="Masthead Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblCellMar>'
    '<w:top w:w="80" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="120" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="SummaryBox">'
    '<w:name w:val="Summary Box"/><w:basedOn w:val="MastheadTable"/><w:tblPr><w:tblBorders>'
    f"{''.join(rule(side, 10, space=0) for side in ('top', 'left', 'bottom', 'right'))}"
    '</w:tblBorders><w:tblCellMar><w:top w:w="200" w:type="dxa"/><w:left w:w="260" w:type="dxa"/>'
    '<w:bottom w:w="100" w:type="dxa"/><w:right w:w="260" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)
_BUILT_IN = frozenset(
    (
        *("Body Text", "Title", "Subtitle", "Block Text", "footnote text", "caption", "header"),
        *("footer", "annotation text", "footnote reference", "Emphasis", "Strong", "Hyperlink"),
        *("TOC Heading", *(f"toc {n}" for n in range(1, 10))),
        *(f"heading {n}" for n in range(1, 10)),
    )
)


def part(language: str) -> str:
    """The part `word/styles.xml` of a document in `language`."""
    rtl = direction(language) == "rtl"
    fonts = (
        f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{CHINESE}" '
        f'w:cs="{ARABIC if language == "ar" else LATIN}"/>'
    )
    spoken = {"zh": "en-GB", "ar": "en-GB", "en": "en-GB", "fr": "fr-FR"}.get(
        language, f"{language}-{language.upper()}"
    )
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_letters(20)}"
        f'<w:lang w:val="{spoken}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/>{'<w:pPr><w:bidi/></w:pPr>' if rtl else ''}</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    styles = "".join(map(_style, _styles(language)))
    return f"{HEAD}<w:styles {NAMESPACES}>{defaults}{styles}{_TABLES}</w:styles>"


def _style(style: _Style) -> str:
    based_on = style.based_on if style.kind == "paragraph" else "Default Paragraph Font"
    custom = "" if style.name in _BUILT_IN else ' w:customStyle="1"'
    following = f'<w:next w:val="{style_id(style.next)}"/>' if style.next else ""
    return (
        f'<w:style w:type="{style.kind}"{custom} w:styleId="{style_id(style.name)}">'
        f"<w:name w:val={quoteattr(style.name)}/>"
        f'<w:basedOn w:val="{style_id(based_on)}"/>{following}<w:qFormat/>'
        + (f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else "")
        + (f"<w:rPr>{style.run}</w:rPr>" if style.run else "")
        + "</w:style>"
    )


def style_id(name: str) -> str:
    """Word's own habit: the name without spaces, its words capitalized."""
    return "".join(word[0].upper() + word[1:] for word in name.split())
