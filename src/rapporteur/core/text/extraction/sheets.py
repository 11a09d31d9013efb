"""The text of a spreadsheet: a page for each sheet, a line for each row, tabs between cells; what
is noted or drawn on it below.

Cells are what they show. A text that looks like a formula is a text; no formula is carried out.
"""

import io
import re
import struct
import zipfile

import python_calamine

from rapporteur.core.text import media
from rapporteur.core.text.extraction import archives
from rapporteur.core.text.extraction.extracted import TEXT_LIMIT, Extracted, Problem, finished
from rapporteur.core.text.extraction.package import Package, as_far_as_it_goes
from rapporteur.core.text.extraction.streamed import Attributes, Reader
from rapporteur.core.text.tables import as_written

_BEGINS = re.compile(rb"\x09\x08(?:\x10\x00\x00\x06|\x08\x00\x00\x05)\x05\x00")  # BOF of a workbook
_BESIDE = ("comments", "drawing", "chart")
_PANIC = "PanicException"
_FILEPASS = 0x002F
_OLD_NAMES = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
"""Under which a workbook lies in a compound file, before 2007 and before 1997."""


def read_sheets(raw: bytes, kind: str) -> Extracted:
    """The sheets of a workbook, each beginning with its name, in order."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        beside = _beside(raw) if kind == media.XLSX else {}
        pages = [_page(book, name, beside.get(name, [])) for name in book.sheet_names]
    except python_calamine.PasswordError:
        return Extracted((), kind, Problem.PASSWORD)
    except (python_calamine.CalamineError, OSError, ValueError):
        if kind == media.OLE and _asks_for_a_password(raw):
            return Extracted((), kind, Problem.PASSWORD)
        # An old kind of Office file that is no workbook is none that text can be taken from.
        other = kind == media.OLE and not any(name in raw for name in _OLD_NAMES)
        return Extracted((), kind, Problem.UNSUPPORTED if other else Problem.DAMAGED)
    except BaseException as fault:  # the library's "panic" is no Exception, and has no name there
        if type(fault).__name__ != _PANIC:
            raise
        return Extracted((), kind, Problem.DAMAGED)
    return finished(kind, pages)


def _asks_for_a_password(raw: bytes) -> bool:
    """Whether a workbook of before 2007 is encrypted: FILEPASS is among its first records
    ([MS-XLS], 2.4.117), which are never encrypted themselves. The library does not tell."""
    begins = _BEGINS.search(raw)
    at = begins.start() if begins else len(raw)
    for _record in range(5):
        if at + 4 > len(raw):
            return False
        kind, size = struct.unpack_from("<HH", raw, at)
        if kind == _FILEPASS:
            return True
        at += 4 + size
    return False


class _Sheets(Reader):
    """The names of the sheets, by the ids of their links."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def start_sheet(self, given: Attributes) -> None:
        self.found[given.get("id", "")] = given.get("name", "")


def _beside(raw: bytes) -> dict[str, list[str]]:
    """What is noted and drawn on each sheet, by its name: it stands in no cell."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            package, sheets = Package(archive), _Sheets()
            book = package.main("xl/workbook.xml")
            as_far_as_it_goes(sheets, package.read(book))
            return {
                sheets.found[key]: package.words_beside(to, *_BESIDE)
                for key, (_kind, to) in package.links(book).items()
                if key in sheets.found
            }
    except (*archives.FAULTS, KeyError):
        return {}


def _page(book: python_calamine.CalamineWorkbook, name: str, beside: list[str]) -> str:
    lines, room = [name], TEXT_LIMIT
    for row in book.get_sheet_by_name(name).iter_rows():
        line = "\t".join(as_written(cell) for cell in row).rstrip("\t")
        if line.strip():
            lines.append(line)
            room -= len(line)
        if room < 0:
            break
    lines += beside
    return "\n".join(lines) if len(lines) > 1 else ""
