"""The document as a Word file (Office Open XML, ECMA-376, transitional).

It is written directly: `body` the blocks, `line_writing` the words of each, `notes` the footnotes,
`lists` what Word counts, `styles` their look, `first_page` the masthead, `package` the whole.
Everything that bears a number is counted by Word itself, in the order in which `numbering` counted
it, so that they agree until somebody edits the file.
"""

from datetime import datetime
from hashlib import sha256

from rapporteur.core.document.docx import first_page, package, styles
from rapporteur.core.document.docx.body import Writer
from rapporteur.core.document.json import to_json
from rapporteur.core.document.numbering import number
from rapporteur.core.document.tree import Document


def render(document: Document, *, created: datetime) -> bytes:
    """Return `document` as a .docx file.

    `created` (with a time zone) stands in the file as its time of creation; the same document and
    time give the same bytes.
    """
    return with_keys(document, created=created)[0]


def with_keys(document: Document, *, created: datetime) -> tuple[bytes, dict[str, str]]:
    """Return the file, and for each bookmark in it the key of the place that it stands for."""
    writer = Writer(document, number(document))
    body = writer.body()
    parts = {
        "document.xml": body,
        "_rels/document.xml.rels": writer.relations.part(),
        "styles.xml": styles.part(document.language),
        "numbering.xml": writer.numbering.part(),
        "footnotes.xml": writer.notes.part(),
        "_rels/footnotes.xml.rels": writer.notes.relations.part(),
        "header1.xml": first_page.first_header(document),
        "header2.xml": first_page.running_header(document, even=False),
        "header3.xml": first_page.running_header(document, even=True),
        "footer1.xml": first_page.footer(document, even=False),
        "footer2.xml": first_page.footer(document, even=True),
    }
    media, told = writer.pictures.media, digest(document)
    file = package.packed(parts, media, document, created=created, digest=told)
    return file, writer.bookmarks.keys


def digest(document: Document) -> str:
    """What a file says of the document that it was made of, to be known again when it returns."""
    return sha256(to_json(document).encode()).hexdigest()


__all__ = ["digest", "render", "with_keys"]
