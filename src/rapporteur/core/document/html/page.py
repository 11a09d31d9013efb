"""A fragment of a page of the site, and a page that stands alone."""

from html import escape
from importlib.resources import files

from rapporteur.core.document.html.fragment import Fragment
from rapporteur.core.document.html.inline import EvidenceAddress
from rapporteur.core.document.tree import Document
from rapporteur.core.document.words import direction


def render_fragment(
    document: Document, *, evidence: EvidenceAddress | None = None, top_level: int = 1
) -> str:
    """Return `document` as an `<article class="doc">`.

    With `evidence`, every citation is followed by a link to what it rests on. `top_level` is the
    level of the heading that holds the title: 2 where the page around it has its own h1.
    """
    return Fragment(document, evidence, top_level).article()


def render_page(document: Document, *, evidence: EvidenceAddress | None = None) -> str:
    """Return `document` as a whole page with its style sheet inside, for screen and paper."""
    sheet = files("rapporteur.core.document").joinpath("document.css").read_text(encoding="utf-8")
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{document.language}" dir="{direction(document.language)}">\n'
        '<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(_page_title(document))}</title>\n"
        f"<style>\n{sheet}</style>\n</head>\n"
        f'<body class="doc-page">\n<main>\n{render_fragment(document, evidence=evidence)}'
        "\n</main>\n</body>\n</html>\n"
    )


def _page_title(document: Document) -> str:
    symbol = document.masthead.symbol
    return f"{symbol} {document.title}" if symbol else document.title
