"""The document as HTML: a fragment for a page of the site, or a page that stands alone.

No script, no inline style, nothing fetched from elsewhere. Class names begin with `doc-`, ids are
those of `anchors` and `fnref-3` for the call of a footnote, so a document stands once on a page.
"""

from rapporteur.core.document.html.inline import EvidenceAddress
from rapporteur.core.document.html.page import render_fragment, render_page

__all__ = ["EvidenceAddress", "render_fragment", "render_page"]
