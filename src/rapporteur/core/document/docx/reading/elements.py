"""Elements of a Word file: their names, and what stands in one."""

from collections.abc import Iterator

from lxml import etree

from rapporteur.core.document.characters import plain
from rapporteur.core.document.docx.lines import Hand
from rapporteur.core.document.docx.markup import R, W

W_, R_ = f"{{{W}}}", f"{{{R}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def hand(element: etree._Element, did: str, words: str = "") -> Hand:
    author, date = element.get(f"{W_}author") or "", element.get(f"{W_}date") or ""
    return Hand(plain(author), plain(date), did, plain(words))


def chosen(element: etree._Element) -> etree._Element:
    """What a newer Word shows of several forms of the same thing."""
    for name in ("Choice", "Fallback"):
        found = element.find(f"{MC}{name}")
        if found is not None:
            return found
    return element


def within(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows and cells, those inside content controls too."""
    for each in parent:
        if each.tag == f"{W_}{name}":
            yield each
        elif each.tag == f"{W_}sdt":
            inner = each.find(f"{W_}sdtContent")
            if inner is not None:
                yield from within(inner, name)
        elif each.tag in (f"{W_}customXml", f"{W_}ins"):
            yield from within(each, name)


def letters(element: etree._Element | None, *names: str) -> Iterator[str]:
    """The words of an element: of its `t`, `delText`, or of each `p` as one."""
    if element is None:
        return
    if names == ("p",):
        for paragraph in element.iter(f"{W_}p"):
            yield "".join(letters(paragraph, "t"))
        return
    for each in element.iter():
        if isinstance(each.tag, str) and etree.QName(each).localname in names:
            yield each.text or ""


def text_of(root: etree._Element | None, tag: str) -> str:
    found = None if root is None else root.find(tag)
    return "" if found is None else (found.text or "").strip()
