"""Elements of Akoma Ntoso, briefly."""

from typing import Any

from lxml import etree

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_XML = "http://www.w3.org/XML/1998/namespace"
NAMESPACES: Any = {None: NAMESPACE}
"""The stubs of lxml do not know that a prefix may be None."""

Element = etree._Element
Content = Element | str


def element(tag: str, *content: Content, **attributes: str) -> Element:
    """Return an element. `xml_lang` is written as xml:lang, `class_` as class; "" is left out."""
    made = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap=NAMESPACES)
    for name, value in attributes.items():
        key = f"{{{_XML}}}lang" if name == "xml_lang" else name.rstrip("_")
        if value:
            made.set(key, value)
    append(made, *content)
    return made


def append(to: Element, *content: Content) -> None:
    """Add words and elements at the end of `to`."""
    for each in content:
        if not isinstance(each, str):
            to.append(each)
        elif len(to):
            to[-1].tail = (to[-1].tail or "") + each
        else:
            to.text = (to.text or "") + each
