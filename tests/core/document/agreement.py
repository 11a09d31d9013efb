"""Whether what a rendering says is what the document says.

`expected` tells it from the tree; each reader tells it from a finished file. A rendering agrees
when both are equal. A new form needs one reader more, and a line in `READERS`.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from rapporteur.core.document.forms import Setting, render
from rapporteur.core.document.tree import Document
from tests.core.document.said import Said, expected
from tests.core.document.said_in_files import in_docx, in_epub, in_pdf, in_text
from tests.core.document.said_in_markup import in_akn, in_html, in_markdown

CREATED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

READERS: dict[str, Callable[[bytes], Said]] = {
    "html": in_html,
    "epub": in_epub,
    "docx": in_docx,
    "pdf": in_pdf,
    "akn": in_akn,
    "txt": in_text,
    "md": in_markdown,
}


def said_in(document: Document, form: str) -> Said:
    """Render `document` and read it back."""
    return READERS[form](render(document, form, Setting(CREATED)))


def found_and_wanted(document: Document, form: str) -> tuple[Said, Said]:
    """What a rendering says and what it must say, as far as the form can tell.

    Plain text tells its headings by its contents. A PDF has no spaces at the ends of lines, and
    hyphens of its own.
    """
    if form == "txt":
        document = replace(document, contents=True)
    found, wanted = said_in(document, form), expected(document, counted=form == "md")
    if form == "md":  # pandoc reads headings and lists in ways of its own
        found, wanted = (replace(said, headings=[], subparagraphs=[]) for said in (found, wanted))
    if form == "pdf":
        return _by_letters(found), _by_letters(wanted)
    return found, wanted


def _by_letters(said: Said) -> Said:
    def letters(words: str) -> str:
        return re.sub(r"[\s\xad\u202a-\u202e-]", "", words)

    return Said(
        list(map(letters, said.headings)),
        list(map(letters, said.paragraphs)),
        list(map(letters, said.subparagraphs)),
        list(map(letters, said.footnotes)),
        [list(map(letters, row)) for row in said.cells],
    )
