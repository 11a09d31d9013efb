"""The head of the first page, the head of the pages that follow, and the number at their foot."""

from xml.sax.saxutils import escape

from rapporteur.core.document.docx.markup import HEAD, NAMESPACES, paragraph, wording
from rapporteur.core.document.docx.measures import HANG, WHOLE
from rapporteur.core.document.docx.styles import rule
from rapporteur.core.document.tree import Document
from rapporteur.core.document.words import direction, own_words

_SLIP = 2600
"""The width of the slip."""


def first_header(document: Document) -> str:
    """The masthead: the symbol over a rule, the organs beside the slip."""
    inner = _masthead(document) or "<w:p/>"
    return f"{HEAD}<w:hdr {NAMESPACES}>{inner}</w:hdr>"


def running_header(document: Document, *, even: bool) -> str:
    """The symbol and the draft mark, on the pages but the first that are even, or are not."""
    written = direction(document.language)
    lines = [
        paragraph(
            style, wording(words, "en" if style == "Header" else document.language), way, side
        )
        for style, words, way, side in (
            ("Header", document.masthead.symbol, "ltr", _outer(written, even=even)),
            ("DraftMark", document.draft_mark or "", written, ""),
        )
        if words
    ]
    return f"{HEAD}<w:hdr {NAMESPACES}>{''.join(lines) or '<w:p/>'}</w:hdr>"


def footer(document: Document, *, even: bool) -> str:
    """The number of the page and how many there are, on pages that are even, or are not."""
    page, pages = (
        f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        for field in ("PAGE", "NUMPAGES")
    )
    inner = f"{page}<w:r><w:t>/</w:t></w:r>{pages}"
    # From left to right in Arabic too, or page 2 of 5 would read 5 / 2.
    line = paragraph("Footer", inner, "ltr", _outer(direction(document.language), even=even))
    return f"{HEAD}<w:ftr {NAMESPACES}>{line}</w:ftr>"


def _outer(written: str, *, even: bool) -> str:
    """Sets a line at the outer edge of a leaf that is printed on both sides."""
    side = "left" if even == (written == "ltr") else "right"
    return f'<w:bidi w:val="0"/><w:jc w:val="{side}"/>'


def slip(document: Document) -> tuple[str, ...]:
    """The lines of the slip that say something: distribution, date, original language."""
    masthead, words = document.masthead, own_words(document.language)
    labelled = (
        f"{words.distribution}{words.colon}{masthead.distribution}"
        if masthead.distribution
        else "",
        masthead.date,
        f"{words.original}{words.colon}{masthead.original_language}"
        if masthead.original_language
        else "",
    )
    return tuple(line for line in labelled if line)


def layout_table(
    rows: str, widths: tuple[int, ...], written: str, *, style: str = "MastheadTable", hang: int = 0
) -> str:
    """A table that only sets things side by side or into a box; it hangs out of the text by `hang`
    at its beginning."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    bidi = "<w:bidiVisual/>" if written == "rtl" else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{bidi}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="-{hang}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def layout_cell(inner: str, width: int, borders: str = "") -> str:
    """A cell of such a table; what it holds are paragraphs."""
    lines = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{lines}</w:tcPr>'
    return f"<w:tc>{properties}{inner or '<w:p/>'}</w:tc>"


def _masthead(document: Document) -> str:
    masthead, language = document.masthead, document.language
    written = direction(language)
    organs = "".join(
        paragraph("MastheadBody", wording(body.name, language), written) for body in masthead.bodies
    )
    said = "".join(paragraph("Slip", wording(line, language), written) for line in slip(document))
    if not (organs or said or masthead.symbol):
        return ""
    symbol = paragraph("Symbol", wording(masthead.symbol, "en"), written)
    widths = (WHOLE - _SLIP, _SLIP)
    under, end = rule("bottom", 4, space=0), rule("bottom", 18, space=0)
    rows = (
        f"<w:tr>{layout_cell('', widths[0], under)}{layout_cell(symbol, widths[1], under)}</w:tr>"
        f"<w:tr>{layout_cell(organs, widths[0], end)}{layout_cell(said, widths[1], end)}</w:tr>"
    )
    return (
        layout_table(rows, widths, written, hang=HANG)
        # A table is followed by a paragraph; this one takes no room.
        + '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>'
        "</w:p>"
    )


def escaped(words: str) -> str:
    """Words inside an attribute in quotation marks."""
    return escape(words, {'"': "&quot;"})
