"""What kind of file some bytes are, told by the bytes: a name may lie."""

import io
import re
import zipfile

from rapporteur.core.text.decoding import wide_without_mark

TEXT = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
ODG = "application/vnd.oasis.opendocument.graphics"
FLAT = "application/vnd.oasis.opendocument.text-flat-xml"  # an OpenDocument text in one XML file
RTF = "application/rtf"
EPUB = "application/epub+zip"
ZIP = "application/zip"
OLE = "application/x-ole-storage"  # Word and Excel before 2007, and their encrypted successors
MESSAGE = "message/rfc822"
SVG = "image/svg+xml"
UNKNOWN = "application/octet-stream"
PICTURES = ("image/png", "image/jpeg", "image/tiff", "image/gif", "image/webp")

_STARTS = (
    (b"{\\rtf", RTF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x7fELF", UNKNOWN),
    (b"MZ", UNKNOWN),
)
_NEWER_PICTURES = {  # ISO/IEC 23008-12, and AVIF: known as pictures, and not shown
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heif",
    b"avif": "image/avif",
}
_IN_ZIP = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
_MARKUP = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|p|div|h1|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_DRAWING = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"(?:<!doctype\s+svg[^>\[]{0,300}(?:\[[^\]]{0,3000}\])?\s*>\s*)?<svg\b",
    re.IGNORECASE | re.DOTALL,
)
_FLAT = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?<office:document\s[^>]{0,9000}"
    rb"office:mimetype=\"application/vnd\.oasis\.opendocument\.text\""
)
_MAIL = re.compile(  # lines of a head, and lines that go on
    rb"(?:\xef\xbb\xbf)?(?:[ \t]*\r?\n){0,20}(?:From [^\n]{1,300}\n)?"
    rb"((?:[\x21-\x39\x3b-\x7e]{1,76}:[^\n]*\n(?:[ \t][^\n]*\n)*)+)"
)
_OF_SENDER = re.compile(rb"^(?:From|Received|Return-Path):", re.I | re.M)
_OF_MAIL = re.compile(
    rb"^(?:Received|Return-Path|Message-ID|Date|MIME-Version|Content-Type|Subject|To|Delivered-To):",
    re.I | re.M,
)
_HEAD = 20_000  # bytes
_BINARY = bytes((*range(0x07), *range(0x0E, 0x1B), *range(0x1C, 0x20)))


def media_type(raw: bytes) -> str:
    """The media type of `raw`, one of the constants above or an image's; UNKNOWN if none fits."""
    if b"%PDF-" in raw[:1024]:
        return PDF
    if raw.startswith(b"PK\x03\x04"):
        return _zipped(raw)
    for start, kind in _STARTS:
        if raw.startswith(start):
            return kind
    if raw[4:8] == b"ftyp" and raw[8:12] in _NEWER_PICTURES:
        return _NEWER_PICTURES[raw[8:12]]
    if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP":
        return "image/webp"
    if _FLAT.match(raw[:_HEAD]):
        return FLAT
    if _DRAWING.match(raw[:4096]):
        return SVG
    if _MARKUP.match(raw[:4096]):
        return HTML
    if is_mail(raw[:_HEAD]):
        return MESSAGE
    return TEXT if _is_text(raw[:65536]) else UNKNOWN


def _zipped(raw: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()
            if names and names[0] == "mimetype":
                with archive.open("mimetype") as file:
                    declared = file.read(100).decode("ascii", "ignore").strip()
                declared = declared.removesuffix("-template")
                return declared if declared in (ODT, ODS, ODP, ODG, EPUB) else ZIP
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError):
        return damaged_zip(raw)
    for folder, kind in _IN_ZIP:
        if "[Content_Types].xml" in names and any(name.startswith(folder) for name in names):
            return kind
    return ZIP


def is_picture(kind: str) -> bool:
    """Whether a file of this kind has pages that can be shown as pictures."""
    return kind == PDF or kind in PICTURES


def damaged_zip(raw: bytes) -> str:
    """A document cut short has lost its directory, but its first entries still name its kind."""
    for folder, kind in _IN_ZIP:
        if b"[Content_Types].xml" in raw and folder.encode() in raw:
            return kind
    return ODT if ODT.encode() in raw[:200] else ZIP


def is_mail(beginning: bytes) -> bool:
    """Whether it begins with the head of a message: a sender, and another line of such a head."""
    if b"\n" not in beginning:  # lines as the first Macintosh ended them
        beginning = beginning.replace(b"\r", b"\n")
    head = _MAIL.match(beginning)
    return head is not None and bool(_OF_SENDER.search(head[1]) and _OF_MAIL.search(head[1]))


def _is_text(raw: bytes) -> bool:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x1b$)C" in raw:  # the last: ISO-2022-KR
        return True
    if wide_without_mark(raw) is not None:
        return True
    return (len(raw) - len(raw.translate(None, _BINARY))) * 50 <= len(raw)
