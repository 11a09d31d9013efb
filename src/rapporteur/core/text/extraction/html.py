"""The text of HTML."""

import re

from lxml import etree
from lxml import html as lxml_html

from rapporteur.core.text import media
from rapporteur.core.text.charsets import decoded
from rapporteur.core.text.extraction.extracted import Extracted, Problem, finished

_DECLARATION = re.compile(r"<!doctype[^>\[]{0,300}(?:\[[^\]]{0,3000}\])?\s*>", re.IGNORECASE)
_STATED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([-\w.:]{1,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([-\w.:]{1,40})",
    re.IGNORECASE,
)
_BEGINNING = 4096  # bytes in which it must be stated
_SKIPPED = ("script", "style", "noscript", "template", "svg", "iframe", "object", "head")
_BLOCK_NAMES = (
    "address article aside blockquote body caption dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table text tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())


def read_html(raw: bytes, kind: str = media.HTML) -> Extracted:
    """The text of a page, or of a drawing (SVG), by the encoding that it states if that is so."""
    stated = _STATED.search(raw[:_BEGINNING].replace(b"\0", b""))
    return text_of(decoded(raw, (stated[1] or stated[2]).decode("ascii") if stated else None), kind)


def text_of(page: str, kind: str = media.HTML) -> Extracted:
    """The text of a page in characters, in blocks; what is never shown is left out."""
    try:
        # As text: libxml2 would follow a wrong charset declaration. No network, no entities.
        parser = lxml_html.HTMLParser(no_network=True, huge_tree=True, encoding="utf-8")
        if kind == media.SVG:  # its declarations are no HTML, and would be read as words
            page = _DECLARATION.sub("", page, count=1)
        source = page.encode("utf-8", "surrogatepass")
        tree = lxml_html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError):
        return Extracted((), kind, Problem.DAMAGED)
    skipped = [name for name in _SKIPPED if kind != media.SVG or name != "svg"]
    etree.strip_elements(tree, *skipped, etree.Comment, with_tail=False)
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _BLOCKS:
            pieces.append("\n\n")
        if event == "start":
            pieces.append("\n" if name == "br" else " " if name in ("td", "th") else "")
            pieces.append(_one_line(element.text))
        else:
            pieces.append(_one_line(element.tail))
    cut = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    paragraphs = [
        "\n".join(" ".join(line.split()) for line in one.split("\n")).strip()
        for one in "".join(pieces).split("\n\n")
    ]
    text = "\n\n".join(one for one in paragraphs if one)
    return finished(kind, [text], Problem.CUT if cut else None)


def _one_line(text: str | None) -> str:
    """`text` on one line, a space kept at either end where it had any."""
    return " ".join(f"_{text}_".split())[1:-1] if text else ""
