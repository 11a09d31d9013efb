"""The elements of WordprocessingML that a document is written with (ECMA-376, part 1, 17).

Everything here returns XML as a string; what it is given as words is escaped, what it is given as
properties is XML in the order that the schema demands.
"""

import re
from hashlib import sha256
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from rapporteur.core.document.tree import Emphasis
from rapporteur.core.document.words import direction

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
_REGIONS = {
    "ar": "ar-SA",
    "zh": "zh-CN",
    "en": "en-GB",
    "fr": "fr-FR",
    "ru": "ru-RU",
    "es": "es-ES",
}
"""Word proofs a language of a country; the United Nations write British English."""

_LETTERS = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af"
    "\u0370-\u058f\u1e00-\u1fff\u3040-\u9fff"
)
_FROM_LEFT = re.compile(
    f"[{_LETTERS}](?:[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*[{_LETTERS}0-9])?"
)
_STRONG = '<w:rStyle w:val="Strong"/>'
_EMPHASIS = {
    Emphasis.NONE: "",
    Emphasis.ITALIC: '<w:rStyle w:val="Emphasis"/>',
    Emphasis.BOLD: _STRONG,
}
SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'


def anchor(key: str) -> str:
    """The name of the bookmark that carries the id of a node through an edit.

    A name that begins with an underscore is hidden from the list of bookmarks, and may have 40
    letters, digits and underscores; the ids of a document may be longer and hold other signs.
    """
    return f"_Rp{sha256(key.encode()).hexdigest()[:24]}"


class Bookmarks:
    """Counts the bookmarks of one file, since each has a number of its own.

    `keys` are what they stand for, by their names.
    """

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}

    def around(self, key: str, inner: str) -> str:
        """`inner`, the content of a paragraph, inside the bookmark that stands for `key`."""
        self.keys[anchor(key)] = key
        number = f'w:id="{len(self.keys)}"'
        return (
            f"<w:bookmarkStart {number} w:name={quoteattr(anchor(key))}/>{inner}"
            f"<w:bookmarkEnd {number}/>"
        )


def paragraph(style: str, inner: str, written: str, properties: str = "", laid: str = "") -> str:
    """A paragraph in the style with this id; `written` is "rtl" or "ltr".

    `properties` stand between the style and the direction: numbering, borders, tabs; `laid` after
    it: spacing, indents.
    """
    bidi = "<w:bidi/>" if written == "rtl" else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}{bidi}{laid}</w:pPr>{inner}</w:p>'


def listed(list_: int, level: int = 0) -> str:
    """The property of a paragraph that is counted in a list at a level."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'


def text(words: str) -> str:
    """Words inside a run."""
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>' if words else ""


def run(
    inner: str,
    language: str,
    *,
    emphasis: Emphasis = Emphasis.NONE,
    style: str = "",
    raised: bool = False,
    spoken: str = "",
) -> str:
    """A run that holds `inner`, in a document in `language`.

    `spoken` is the language of its words where that is another; `style` the id of a character
    style in place of that of its emphasis.
    """
    properties = f'<w:rStyle w:val="{style}"/>' if style else _EMPHASIS[emphasis]
    if raised:
        properties += SUPERSCRIPT
    if direction(spoken or language) == "rtl":
        properties += "<w:rtl/>"
    if spoken:
        properties += proofed(spoken)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def wording(words: str, language: str, *, spoken: str = "", **look: Any) -> str:
    """The runs that say `words`, with the same properties as a `run`.

    Among words from right to left, what reads from left to right (a symbol, a name in Latin
    letters) is in runs of its own: what a program makes of it in a run that is marked as right to
    left is not specified (ECMA-376, part 1, 17.3.2.30).
    """
    if direction(spoken or language) == "ltr":
        return run(text(words), language, spoken=spoken, **look)
    made, at = "", 0
    for found in _FROM_LEFT.finditer(words):
        if at < found.start():
            made += run(text(words[at : found.start()]), language, spoken=spoken, **look)
        at = found.end()
        if words[at : at + 1] == ")" and found[0].count("(") > found[0].count(")"):
            at += 1
        made += run(text(words[found.start() : at]), "en", **look)
    rest = words[at:]
    return made + (run(text(rest), language, spoken=spoken, **look) if rest else "")


def proofed(language: str) -> str:
    """The property of a run whose words are in `language`."""
    tag = quoteattr(_REGIONS.get(language, language))
    match language.split("-")[0]:
        case "zh" | "ja" | "ko":
            return f"<w:lang w:eastAsia={tag}/>"
        case _ if direction(language) == "rtl":
            return f"<w:lang w:bidi={tag}/>"
        case _:
            return f"<w:lang w:val={tag}/>"


def spoken_words(words: str, spoken: str, around: str) -> str:
    """`words`, held together where they run against the direction of those around them.

    Word has no isolates: without marks "14 January" is turned round between Arabic words.
    """
    if spoken and direction(spoken) != direction(around):
        mark = _MARKS[direction(spoken)]
        return f"{mark}{words}{mark}"
    return words


def field(instruction: str, words: str, language: str, *, style: str = "") -> str:
    """A field that Word computes, and the words that it shows until then."""
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        text(words),
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(run(part, language, style=style) for part in parts)
