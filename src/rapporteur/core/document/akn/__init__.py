"""The document as Akoma Ntoso 3.0 (OASIS LegalDocML), named as the United Nations name theirs.

`naming` makes the IRIs, `meta` what the file says of itself, `body` the elements.
"""

from datetime import datetime

from lxml import etree

from rapporteur.core.document.akn.body import Body
from rapporteur.core.document.akn.elements import NAMESPACES, element
from rapporteur.core.document.akn.naming import names_of
from rapporteur.core.document.tree import Document


def render(document: Document, *, created: datetime) -> bytes:
    """Return `document` as XML in UTF-8, valid against the schema of Akoma Ntoso 3.0.

    `created` (with a time zone) dates the file, and the document where its masthead has no date.
    """
    names = names_of(document, created.date())
    root = element("akomaNtoso", Body(document, names, created.date()).doc())
    etree.cleanup_namespaces(root, top_nsmap=NAMESPACES)
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return made + b"\n"
