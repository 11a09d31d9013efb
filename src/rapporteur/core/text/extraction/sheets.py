"""The text of a spreadsheet: a page for each sheet, a line for each row, tabs between cells.

Cells are what they show. A text that looks like a formula is a text; no formula is carried out.
"""

import io
import re
import struct

import python_calamine

from rapporteur.core.text import media
from rapporteur.core.text.extraction.extracted import TEXT_LIMIT, Extracted, Problem, finished
from rapporteur.core.text.tables import as_written

_BEGINS = re.compile(rb"\x09\x08(?:\x10\x00\x00\x06|\x08\x00\x00\x05)\x05\x00")  # BOF of a workbook
_FILEPASS = 0x002F
_OLD_NAMES = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
"""Under which a workbook lies in a compound file, before 2007 and before 1997."""


def read_sheets(raw: bytes, kind: str) -> Extracted:
    """The sheets of a workbook, each beginning with its name, in order."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        pages = [_page(book, name) for name in book.sheet_names]
    except python_calamine.PasswordError:
        return Extracted((), kind, Problem.PASSWORD)
    except (python_calamine.CalamineError, OSError, ValueError):
        if kind == media.OLE and _asks_for_a_password(raw):
            return Extracted((), kind, Problem.PASSWORD)
        # An old kind of Office file that is no workbook is none that text can be taken from.
        other = kind == media.OLE and not any(name in raw for name in _OLD_NAMES)
        return Extracted((), kind, Problem.UNSUPPORTED if other else Problem.DAMAGED)
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


def _page(book: python_calamine.CalamineWorkbook, name: str) -> str:
    lines, room = [name], TEXT_LIMIT
    for row in book.get_sheet_by_name(name).iter_rows():
        line = "\t".join(as_written(cell) for cell in row).rstrip("\t")
        if line.strip():
            lines.append(line)
            room -= len(line)
        if room < 0:
            break
    return "\n".join(lines) if len(lines) > 1 else ""
