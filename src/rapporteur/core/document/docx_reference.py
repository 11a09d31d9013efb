"""The reference document from which pandoc takes a Word document's styles, numbering and headers.

It is made for each document, since its headers carry the symbol and the draft mark. Measures are
Word's: twentieths of a point, and half points for the size of letters.
"""

from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from rapporteur.core.document.tree import Document
from rapporteur.core.document.words import direction

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

DRAFT_COLOUR = "8A2B1D"
SOFT = "595959"
_NUMBERING = 1
"""The list that counts the numbered paragraphs; pandoc's own lists begin at 1000."""


@dataclass(frozen=True)
class _Style:
    """A style by its name; `paragraph` and `run` are the XML of its properties, in schema order."""

    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    kind: str = "paragraph"


def _spacing(before: int, after: int, line: int = 252) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _letters(size: int, *, bold: bool = False, italic: bool = False, colour: str = "") -> str:
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size + 2}"/>'
    )


def _rule(side: str, size: int, colour: str = "auto", space: int = 4) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _frame(size: int, colour: str) -> str:
    sides = "".join(_rule(side, size, colour) for side in ("top", "left", "bottom", "right"))
    return f"<w:pBdr>{sides}</w:pBdr>"


_KEEP = "<w:keepNext/><w:keepLines/>"
_END = '<w:jc w:val="right"/>'
_JUSTIFIED = '<w:jc w:val="both"/>'

_STYLES = (
    _Style("Body Text", _spacing(0, 120) + _JUSTIFIED),
    _Style("First Paragraph", based_on="Body Text"),
    _Style("Compact", _spacing(0, 40), based_on="Body Text"),
    _Style(
        "Numbered Paragraph",
        f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{_NUMBERING}"/></w:numPr>',
        based_on="Body Text",
    ),
    _Style("Title", _KEEP + _spacing(480, 120, 240), _letters(32, bold=True)),
    _Style("Subtitle", _KEEP + _spacing(0, 360, 240), _letters(24, bold=True, colour=SOFT)),
    *(
        _Style(
            f"heading {level}",
            f'{_KEEP}{_spacing(320, 140, 240)}<w:outlineLvl w:val="{level - 1}"/>',
            _letters(max(20, 30 - 4 * level), bold=True),
        )
        for level in range(1, 7)
    ),
    _Style("Block Text", _spacing(80, 120) + '<w:ind w:left="720" w:right="360"/>' + _JUSTIFIED),
    _Style("Footnote Text", _spacing(0, 40, 240), _letters(17)),
    _Style("Table Caption", _KEEP + _spacing(240, 100, 240), _letters(20, bold=True)),
    _Style("Table Cell", _spacing(30, 30, 240), _letters(19)),
    _Style("Crowded Cell", _spacing(20, 20, 240), _letters(15)),
    _Style("Table Note", _spacing(40, 100, 240), _letters(17, colour=SOFT)),
    _Style(
        "Draft Mark",
        _frame(6, DRAFT_COLOUR) + _spacing(0, 240) + '<w:jc w:val="center"/>',
        _letters(20, bold=True, colour=DRAFT_COLOUR),
    ),
    _Style(
        "Symbol",
        f"<w:pBdr>{_rule('bottom', 18)}</w:pBdr>{_spacing(0, 80)}{_END}",
        _letters(26, bold=True),
    ),
    _Style("Slip", _spacing(0, 0) + _END, _letters(18, colour=SOFT)),
    _Style("Body Name", _KEEP + _spacing(160, 20, 240), _letters(24, bold=True)),
    _Style("Session", _spacing(0, 0, 240), _letters(19)),
    _Style("Agenda Title", _spacing(0, 0, 240), _letters(19, bold=True)),
    _Style("Asterisk Note", _spacing(60, 0, 240), _letters(17, colour=SOFT)),
    _Style("Summary Heading", _KEEP + _spacing(120, 80), _letters(20, bold=True, italic=True)),
    _Style("Summary", '<w:ind w:left="360" w:right="360"/>', based_on="Body Text"),
    _Style("Contents Heading", _KEEP + _spacing(320, 120, 240), _letters(26, bold=True)),
    *(
        _Style(f"Contents {level}", f'{_spacing(0, 40)}<w:ind w:left="{360 * (level - 1)}"/>')
        for level in range(1, 6)
    ),
    _Style("Item", _spacing(0, 80) + '<w:ind w:left="1140" w:hanging="420"/>' + _JUSTIFIED),
    _Style("header", _spacing(0, 60, 240) + _END, _letters(17, colour=SOFT)),
    _Style("footer", _spacing(0, 0, 240) + _END, _letters(17, colour=SOFT)),
    _Style("Footnote Reference", run='<w:vertAlign w:val="superscript"/>', kind="character"),
    _Style("Hyperlink", run='<w:color w:val="1F4E79"/>', kind="character"),
)

_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/>'
    f"<w:pPr>{_spacing(30, 30, 240)}</w:pPr>"
    f"<w:tblPr><w:tblBorders>{_rule('top', 4, space=0)}{_rule('bottom', 8, space=0)}"
    "</w:tblBorders><w:tblCellMar>"
    '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    f"{_rule('bottom', 4, space=0)}</w:tcBorders>"
    '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
)


def reference_document(document: Document) -> bytes:
    """Return a .docx file that holds the styles and headers for `document`, and no words of it."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relationships(
            ("styles", "styles.xml"),
            ("numbering", "numbering.xml"),
            ("header", "header1.xml"),
            ("header", "header2.xml"),
            ("footer", "footer1.xml"),
        ),
        "word/document.xml": _body(),
        "word/styles.xml": _styles(document.language),
        "word/numbering.xml": _numbering(),
        "word/header1.xml": _header(document),
        "word/header2.xml": f"<w:hdr {_W}><w:p/></w:hdr>",
        "word/footer1.xml": _footer(),
    }
    return zipped({name: (_HEAD + part).encode() for name, part in parts.items()})


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a zip archive of `parts`, the same bytes for the same parts."""
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as file:
        for name, part in parts.items():
            entry = ZipInfo(name)  # without a time it bears 1980
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, part)
    return archive.getvalue()


def _content_types() -> str:
    parts = {"document": "document.main", "styles": "styles", "numbering": "numbering"}
    parts |= {"header1": "header", "header2": "header", "footer1": "footer"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for part, kind in parts.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )


def _relationships(*targets: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{index}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets, start=1)
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{entries}</Relationships>'


def _body() -> str:
    """A4, with a first page that has a header of its own. The ids are those of the relations."""
    return (
        f"<w:document {_W} {_R}><w:body><w:p/><w:sectPr>"
        '<w:headerReference w:type="default" r:id="rId3"/>'
        '<w:headerReference w:type="first" r:id="rId4"/>'
        '<w:footerReference w:type="default" r:id="rId5"/>'
        '<w:footerReference w:type="first" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1587" w:right="1474" w:bottom="1474" '
        'w:left="1474" w:header="737" w:footer="737" w:gutter="0"/><w:titlePg/>'
        "</w:sectPr></w:body></w:document>"
    )


def _styles(language: str) -> str:
    fonts = (
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun" '
        'w:cs="Times New Roman"/>'
    )
    spoken = f'<w:lang w:val="{language}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_letters(20)}{spoken}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>"
    )
    return f"<w:styles {_W}>{defaults}{''.join(map(_style, _STYLES))}{_TABLES}</w:styles>"


def _style(style: _Style) -> str:
    based_on = f'<w:basedOn w:val="{_style_id(style.based_on)}"/>'
    return (
        f'<w:style w:type="{style.kind}" w:styleId="{_style_id(style.name)}">'
        f"<w:name w:val={quoteattr(style.name)}/>"
        f"{based_on if style.kind == 'paragraph' else ''}<w:qFormat/>"
        + (f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else "")
        + (f"<w:rPr>{style.run}</w:rPr>" if style.run else "")
        + "</w:style>"
    )


def _style_id(name: str) -> str:
    """Word's own habit: the name without spaces, its words capitalized."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def _numbering() -> str:
    """One list for all numbered paragraphs, tied to their style: Word renumbers by itself."""
    return (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="{_NUMBERING}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:pStyle w:val="NumberedParagraph"/><w:lvlText w:val="%1."/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="652"/></w:tabs>'
        '<w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>'
        f'<w:num w:numId="{_NUMBERING}"><w:abstractNumId w:val="{_NUMBERING}"/></w:num>'
        "</w:numbering>"
    )


def _header(document: Document) -> str:
    symbol = _header_line("Header", document.masthead.symbol, "ltr")
    draft = _header_line("DraftMark", document.draft_mark or "", direction(document.language))
    return f"<w:hdr {_W}>{symbol}{draft}{'' if symbol or draft else '<w:p/>'}</w:hdr>"


def _header_line(style: str, words: str, written: str) -> str:
    if not words:
        return ""
    paragraph, run = ("<w:bidi/>", "<w:rPr><w:rtl/></w:rPr>") if written == "rtl" else ("", "")
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{paragraph}</w:pPr>'
        f'<w:r>{run}<w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'
    )


def _footer() -> str:
    page, pages = (
        f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        for field in ("PAGE", "NUMPAGES")
    )
    return (
        f'<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{page}'
        f'<w:r><w:t xml:space="preserve"> / </w:t></w:r>{pages}</w:p></w:ftr>'
    )
