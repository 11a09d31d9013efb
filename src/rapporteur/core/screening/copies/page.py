"""The copy of a web page for the public: its headings, lists and tables, and nothing that acts.

What may stay is a short list of elements: no links, pictures, forms, frames, styles or scripts;
whatever else there is goes, with all that is in it where it would not have been read. Nothing that
stays can load anything or run anything. The words that stay must be, letter for letter, those that
a person saw; so it is known where each cut lies, across elements too.
"""

import re
from collections.abc import Iterator, Sequence

import nh3
from lxml import etree
from lxml import html as lxml_html

from rapporteur.core.screening.copies.copy import REDACTED, STRIPPED, FileCopy, NotSure, PageWords
from rapporteur.core.screening.redaction import Cut, gap
from rapporteur.core.text import media
from rapporteur.core.text.decoding import decode

LARGEST = 2_000_000  # characters: beyond, the text alone is given
DEEPEST = 200  # elements in one another: the cleaner takes as long as their square
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
# Often left open, and ended by the next of their kind.
_NOT_COUNTED = {
    "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "colgroup",
    "br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr", "source", "param",
}  # fmt: skip
_STAYS = {
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd",
    "blockquote", "pre", "code", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
    "b", "strong", "i", "em", "u", "s", "sub", "sup", "small", "q", "cite", "abbr", "bdi", "bdo",
    "div", "span", "section", "article", "header", "footer", "address", "figure", "figcaption",
}  # fmt: skip
_GOES_WHOLE = {
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "title", "embed",
    "frameset", "noembed", "noframes", "plaintext", "xmp", "applet", "audio", "video", "canvas",
}  # fmt: skip
_DIRECTIONS = {"ltr", "rtl", "auto"}
_SPANS = {str(number) for number in range(1, 101)}
_OF_TABLES = {"colspan": _SPANS, "rowspan": _SPANS}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def sanitised(source: str) -> str:
    """A fragment of HTML of which nothing is left but its words and how they are laid out. What is
    clean already stays as it is."""
    return nh3.clean(
        source,
        tags=_STAYS,
        clean_content_tags=_GOES_WHOLE,
        attributes={"*": {"lang"}},
        attribute_filter=_attribute,
        tag_attribute_values={
            **{name: {"dir": _DIRECTIONS} for name in _STAYS - {"td", "th"}},
            "td": {"dir": _DIRECTIONS, **_OF_TABLES},
            "th": {
                "dir": _DIRECTIONS,
                "scope": {"col", "row", "colgroup", "rowgroup"},
                **_OF_TABLES,
            },
        },
        url_schemes=set(),
        link_rel=None,
        strip_comments=True,
    )


def laid_out(raw: bytes) -> str:
    """The page that was received, sanitised; empty where it is too long or too deep for that."""
    if len(raw) > 4 * LARGEST:
        return ""
    source = decode(raw).text
    return sanitised(source) if len(source) <= LARGEST and not _is_too_deep(source) else ""


def copy_page(raw: bytes, pages: Sequence[PageWords]) -> FileCopy:
    """The copy. Raises NotSure where none can be made."""
    fragment = laid_out(raw)
    if len(pages) != 1 or not fragment:
        raise NotSure
    [page] = pages
    left = sanitised(_without(fragment, page))
    head = '<!doctype html>\n<html><head><meta charset="utf-8"><title></title></head><body>\n'
    content = f"{head}{left}\n</body></html>\n".encode("utf-8", "replace")
    return FileCopy(content, media.HTML, REDACTED if page.cuts else STRIPPED)


def body_of(content: bytes) -> str:
    """What a copy that was made here shows, sanitised again: for a page of ours to hold."""
    return sanitised(content.decode("utf-8", "replace"))


def _is_too_deep(source: str) -> bool:
    depth = 0
    for tag in _TAG.finditer(source):
        if tag[2].lower() not in _NOT_COUNTED:
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            if depth > DEEPEST:
                return True
    return False


def _attribute(_element: str, name: str, value: str) -> str | None:
    if name == "lang" and not _LANGUAGE.fullmatch(value):
        return None
    return value


def _without(fragment: str, page: PageWords) -> str:
    """A sanitised fragment without what is cut, with a gap in the place of each."""
    try:
        tree = lxml_html.fragment_fromstring(fragment, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError) as fault:
        raise NotSure from fault
    of = iter(_cut_of_each_letter(page))
    begun: set[Cut] = set()
    for element, field in list(_texts(tree)):
        left = []
        for letter in getattr(element, field):
            if letter.isspace():
                left.append(letter)
                continue
            seen, cut = next(of, ("", None))
            if seen != letter:
                raise NotSure  # it shows other words than a person saw
            if cut is None:
                left.append(letter)
            elif cut not in begun:
                begun.add(cut)
                left.append(gap(cut.kind, cut.language))
        setattr(element, field, "".join(left))
    if next(of, None) is not None:
        raise NotSure
    written: str = etree.tostring(tree, encoding="unicode", method="html")
    return written.removeprefix("<div>").removesuffix("</div>")


def _cut_of_each_letter(page: PageWords) -> Iterator[tuple[str, Cut | None]]:
    """The letters of a page that are no spaces, each with the cut that takes it out."""
    for letter, cut in zip(page.text, page.cut_at, strict=True):
        if not letter.isspace():
            yield letter, cut


def _texts(tree: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Where the words of a tree stand, in the order in which they are read."""
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        field = "text" if event == "start" else "tail"
        if getattr(element, field) and (field == "text" or element is not tree):
            yield element, field
