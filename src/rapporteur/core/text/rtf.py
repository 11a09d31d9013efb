"""The text in a document of Rich Text Format (specification 1.9.1), one text per page break.

Read by ourselves because pandoc takes every code page for Windows-1252 (Russian and Arabic from
Word come out garbled) and drops a letter behind some Unicode escapes.
Words that are hidden are marked; what was deleted with changes tracked is left out, and so are
comments.
"""

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapporteur.core.text.beside import Unseen, joined

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<end>[\r\n]+)"
    rb"|(?P<plain>[^\\{}\r\n]+)",
    re.DOTALL,
)
_TEXTS = {
    b"par": "\n\n",
    b"sect": "\n\n",
    b"line": "\n",
    b"row": "\n\n",
    b"page": "\f",
    b"tab": "\t",
    b"cell": "\t",
    b"nestcell": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"emspace": "\u2003",
    b"enspace": "\u2002",
    b"qmspace": "\u2005",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
}
_PAGE = re.compile("(\f)")
_SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"-": "\u00ad", b"\n": "\n\n", b"\r": "\n\n"}
# Groups that hold no text of the document, besides all that begin with \*.
_NOT_TEXT = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl "
    b"footerr footerf fldinst bkmkstart bkmkend listtable revtbl rsidtbl xmlnstbl nonshppict "
    b"ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn generator themedata colorschememapping".split()
)
# \fcharset of a font to the code page of its letters.
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


class Damaged(ValueError):
    """The bytes are no whole RTF document. pages: what could be read of it."""

    def __init__(self, message: str, pages: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.pages = pages


@dataclass
class _Group:
    """What a brace opens and its fellow ends. struck: deleted with changes tracked. skips:
    characters that stand in for a \\u."""

    silent: bool = False
    hidden: bool = False
    struck: bool = False
    note: bool = False
    codec: str | None = None
    skips: int = 1
    fresh: bool = True


@dataclass
class _Reader:
    codec: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    in_fonts: int = 0
    pieces: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)
    groups: list[_Group] = field(default_factory=lambda: [_Group()])
    to_skip: int = 0

    @property
    def group(self) -> _Group:
        return self.groups[-1]

    def write(self, text: str) -> None:
        self.flush()
        self._put(text)

    def flush(self) -> None:
        """Bytes of a code page wait until all of a character is there."""
        if self.pending:
            codec = self.group.codec or self.codec
            text = bytes(self.pending).decode(codec, "backslashreplace")
            self.pending.clear()
            for piece in _PAGE.split(text):
                self._put(piece)

    def _put(self, text: str) -> None:
        if not self.group.silent and not self.group.struck:
            self.pieces.append(Unseen(text) if self.group.hidden else text)


def read(raw: bytes) -> list[str]:
    """The texts of the pages (parted by hard page breaks); raises `Damaged`."""
    if not raw.startswith(b"{\\rtf"):
        raise Damaged("does not begin as RTF")
    reader = _Reader()
    at = 0
    while token := _TOKEN.match(raw, at):
        at = token.end()
        kind = token.lastgroup
        if token["word"]:
            at += _word(reader, token["word"], token["number"])
        elif kind == "hex":
            _byte(reader, bytes.fromhex(token["hex"].decode()))
        elif kind == "plain":
            _plain(reader, token["plain"])
        elif kind == "sign":
            _sign(reader, token["sign"])
        elif kind == "brace":
            _brace(reader, token["brace"])
        reader.group.fresh = kind == "brace" or (kind == "sign" and token["sign"] == b"*")
        if len(reader.groups) < 2:
            break  # what follows the last brace is no part of the document
    reader.flush()
    text = joined(reader.pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    pages = [page.strip("\n") for page in text.split("\f")]
    if len(reader.groups) > 1:
        raise Damaged("ends within a group", pages)
    return pages


def _brace(reader: _Reader, brace: bytes) -> None:
    reader.flush()
    reader.to_skip = 0
    if brace == b"{":
        above = reader.group
        reader.groups.append(replace(above, note=False, fresh=True))
        return
    if len(reader.groups) == reader.in_fonts:
        reader.in_fonts = 0
    if len(reader.groups) > 1 and reader.groups.pop().note:
        reader.write("]")


def _word(reader: _Reader, word: bytes, number: bytes | None) -> int:
    """Do what a control word says; returns how many bytes of binary data follow it."""
    value = int(number) if number is not None else None
    if word == b"u" and value is not None:
        reader.write(chr(value % 0x10000))
        reader.to_skip = reader.group.skips
        return 0
    reader.to_skip = 0
    if word in _TEXTS:
        reader.write(_TEXTS[word])
    elif word in _NOT_TEXT and reader.group.fresh:
        reader.flush()
        reader.group.silent = True
        if word == b"fonttbl":
            reader.in_fonts = len(reader.groups)
    elif word == b"footnote" and reader.group.fresh:
        reader.group.silent = reader.groups[-2].silent
        reader.group.note = True
        reader.write(" [")
    elif word in (b"v", b"deleted", b"plain"):
        _see(reader, word, value != 0)
    elif word == b"pagebb" and value != 0:
        _begin_page(reader)
    elif word == b"bin":
        return max(value or 0, 0)
    elif value is not None:
        _setting(reader, word, value)
    return 0


def _see(reader: _Reader, word: bytes, on: bool) -> None:
    """What comes now is hidden, or was deleted, or is neither."""
    reader.flush()
    if word != b"deleted":
        reader.group.hidden = on and word == b"v"
    if word != b"v":
        reader.group.struck = on and word == b"deleted"


def _begin_page(reader: _Reader) -> None:
    """The paragraph is the first of a page; not again where it is already."""
    reader.flush()
    for piece in reversed(reader.pieces):
        if piece == "\f":
            return
        if piece.strip():
            reader.write("\f")
            return


def _setting(reader: _Reader, word: bytes, value: int) -> None:
    if word == b"ansicpg":
        reader.codec = _known(f"cp{value}") or reader.codec
    elif word == b"uc":
        reader.group.skips = max(0, min(value, 8))
    elif word == b"f":
        reader.flush()
        if reader.in_fonts:
            reader.font = value
        reader.group.codec = reader.fonts.get(value)
    elif word == b"fcharset" and reader.in_fonts and value in _CHARSETS and value:
        reader.fonts[reader.font] = _CHARSETS[value]


def _known(codec: str) -> str | None:
    try:
        return codecs.lookup(codec).name
    except LookupError:
        return None


def _byte(reader: _Reader, byte: bytes) -> None:
    if reader.to_skip:
        reader.to_skip -= 1
    else:
        reader.pending += byte


def _plain(reader: _Reader, plain: bytes) -> None:
    skipped, reader.to_skip = plain[: reader.to_skip], max(0, reader.to_skip - len(plain))
    plain = plain[len(skipped) :]
    if reader.pending and not plain.isascii():
        reader.pending += plain
    elif reader.pending and _waits(reader):
        reader.pending += plain[:1]  # the second byte of a character may be an ASCII letter
        reader.write(plain[1:].decode("ascii"))
    elif plain:
        reader.flush()
        reader.pending += plain


def _waits(reader: _Reader) -> bool:
    """Whether the bytes so far end within a character of several bytes."""
    decoder = codecs.getincrementaldecoder(reader.group.codec or reader.codec)("replace")
    decoder.decode(bytes(reader.pending))
    return bool(decoder.getstate()[0])


def _sign(reader: _Reader, sign: bytes) -> None:
    if sign == b"*":
        reader.flush()
        reader.group.silent = True
    elif sign in _SIGNS:
        reader.write(_SIGNS[sign])
    elif reader.to_skip:
        reader.to_skip -= 1
    else:
        reader.write(sign.decode("latin-1"))
