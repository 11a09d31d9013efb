"""The forms in which a document can be had, by the ending of their files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rapporteur.core.document import akn, docx, epub, html, markdown, pdf, text
from rapporteur.core.document.json import to_json
from rapporteur.core.document.tree import Document


@dataclass(frozen=True)
class Setting:
    """What a rendering needs beside the document.

    `created` (with a time zone) stands in the file; `fonts` are the folders to look in; with
    `evidence`, web pages link what they cite.
    """

    created: datetime
    fonts: tuple[Path, ...] = pdf.FONT_FOLDERS
    evidence: html.EvidenceAddress | None = None


@dataclass(frozen=True)
class Form:
    """A form: what it is called, what a browser is told of it, and how it is made."""

    name: str
    content_type: str
    render: Callable[[Document, Setting], bytes]


def _html(document: Document, setting: Setting) -> bytes:
    return html.render_page(document, evidence=setting.evidence).encode()


def _pdf(document: Document, setting: Setting) -> bytes:
    return pdf.render(document, created=setting.created, font_folders=setting.fonts)


FORMS: Mapping[str, Form] = {
    "html": Form("HTML", "text/html; charset=utf-8", _html),
    "pdf": Form("PDF", "application/pdf", _pdf),
    "docx": Form(
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda document, setting: docx.render(document, created=setting.created),
    ),
    "epub": Form(
        "EPUB",
        "application/epub+zip",
        lambda document, setting: epub.render(document, created=setting.created),
    ),
    "akn": Form(
        "Akoma Ntoso",
        "application/akn+xml",
        lambda document, setting: akn.render(document, created=setting.created),
    ),
    "txt": Form(
        "Plain text",
        "text/plain; charset=utf-8",
        lambda document, _: text.render(document).encode(),
    ),
    "md": Form(
        "Markdown",
        "text/markdown; charset=utf-8; variant=pandoc",
        lambda document, _: markdown.render(document).encode(),
    ),
    "json": Form("JSON", "application/json", lambda document, _: to_json(document).encode()),
}


def render(document: Document, to: str, setting: Setting) -> bytes:
    """Return `document` in the form `to`, one of `FORMS`.

    Raises `DocumentProblem` where it cannot be printed in that form.
    """
    return FORMS[to].render(document, setting)
