"""Files that carry words which whoever reads them does not see, a file of each kind."""

import io
import zipfile
from collections.abc import Mapping

import openpyxl
import pypdf
from openpyxl.comments import Comment
from pypdf.annotations import Text

from rapporteur.core.text import media
from tests.factories import doc, xls

SEEN = "We agree."
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OPEN = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        **{each: each for each in ("office", "text", "table", "style", "presentation")},
        "draw": "drawing",
    }.items()
)
_DRAWN = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_PARAGRAPH = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"


def packed(files: Mapping[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def word(words: str) -> bytes:
    """Hidden by a style."""
    style = '<w:style w:styleId="Off"><w:rPr><w:vanish/></w:rPr></w:style>'
    link = '<Relationship Id="r" Type="x/styles" Target="styles.xml"/>'
    body = (
        f"<w:p><w:r><w:t>{SEEN}</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val='Off'/></w:pPr>"
        f"<w:r><w:t>{words}</w:t></w:r></w:p>"
    )
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {_WORD}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {_WORD}>{style}</w:styles>",
            "word/_rels/document.xml.rels": f"<Relationships>{link}</Relationships>",
        }
    )


def _opened(kind: str, styles: str, body: str) -> bytes:
    content = (
        f"<office:document-content {_OPEN}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    )
    return packed(
        {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"}
    )


def open_text(words: str) -> bytes:
    body = (
        f'<office:text><text:p>{SEEN}</text:p><text:section text:display="none"><text:p>{words}'
        "</text:p></text:section></office:text>"
    )
    return _opened(media.ODT, "", body)


def open_slides(words: str) -> bytes:
    style = (
        '<style:style style:family="drawing-page" style:name="off">'
        '<style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    )
    slide = "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    body = (
        f"<office:presentation><draw:page>{slide.format(SEEN)}</draw:page>"
        f'<draw:page draw:style-name="off">{slide.format(words)}</draw:page></office:presentation>'
    )
    return _opened(media.ODP, style, body)


def open_sheet(words: str) -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = (
        '<office:spreadsheet><table:table table:name="One"><table:table-column/>'
        f"<table:table-row>{cell.format(SEEN)}</table:table-row>"
        f'<table:table-row table:visibility="collapse">{cell.format(words)}</table:table-row>'
        "</table:table></office:spreadsheet>"
    )
    return _opened(media.ODS, "", body)


def slides(words: str) -> bytes:
    slide = f"<p:sld {_DRAWN}{{}}>{_PARAGRAPH}</p:sld>"
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/slides/slide1.xml": slide.format("", SEEN),
            "ppt/slides/slide2.xml": slide.format(' show="0"', words),
        }
    )


def slides_with_notes(words: str) -> bytes:
    link = '<Relationship Id="r" Type="x/notesSlide" Target="../notes.xml"/>'
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/slides/slide1.xml": f"<p:sld {_DRAWN}>{_PARAGRAPH.format(SEEN)}</p:sld>",
            "ppt/slides/_rels/slide1.xml.rels": f"<Relationships>{link}</Relationships>",
            "ppt/notes.xml": f"<p:notes {_DRAWN}>{_PARAGRAPH.format(words)}</p:notes>",
        }
    )


def _book(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheet_hidden(words: str) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = SEEN
    other = book.create_sheet("Other")
    other["A1"], other.sheet_state = words, "veryHidden"
    return _book(book)


def column_hidden(words: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"] = SEEN, words
    sheet.column_dimensions["B"].hidden = True
    return _book(book)


def comment_in_a_sheet(words: str) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = SEEN
    book.worksheets[0]["A1"].comment = Comment(words, "Ada")
    return _book(book)


def old_sheet(words: str) -> bytes:
    return xls.workbook([[SEEN], [words]], hidden_rows=[1])


def comment_in_an_old_document(words: str) -> bytes:
    said = f"\x05{words}\r"
    return doc.document([SEEN, said], lengths=[len(SEEN), 0, 0, 0, len(said)])


def rich_text(words: str) -> bytes:
    return rb"{\rtf1 %s\par{\v %s}}" % (SEEN.encode(), words.encode())


def _pdf(writer: pypdf.PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def note_on_a_page(words: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(300, 300)
    writer.add_annotation(0, Text(rect=(10, 10, 30, 30), text=words))
    return _pdf(writer)


def file_in_a_pdf(words: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(300, 300)
    writer.add_attachment("annex.txt", words.encode())
    return _pdf(writer)


HIDDEN = {
    "docx": word, "odt": open_text, "odp": open_slides, "ods": open_sheet, "pptx": slides,
    "xlsx, sheet": sheet_hidden, "xlsx, column": column_hidden, "xls": old_sheet, "rtf": rich_text,
}  # fmt: skip
COMMENTS = {
    "pptx": slides_with_notes, "xlsx": comment_in_a_sheet, "doc": comment_in_an_old_document,
    "pdf": note_on_a_page,
}  # fmt: skip
ATTACHED = {"pdf": file_in_a_pdf}
