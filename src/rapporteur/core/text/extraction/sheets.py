"""The text of a spreadsheet: a page for each sheet, a line for each row, tabs between cells; what
is in hidden columns below, and what is noted or drawn on it.

Words that are hidden are marked, and comments are. Cells are what they show. A text that looks like
a formula is a text; no formula is carried out.
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, compress
from operator import not_

import python_calamine

from rapporteur.core.text import media
from rapporteur.core.text.beside import Beside, Unseen, joined, marked
from rapporteur.core.text.compound import Damaged
from rapporteur.core.text.extraction import archives, grids
from rapporteur.core.text.extraction.extracted import TEXT_LIMIT, Extracted, Problem, finished
from rapporteur.core.text.extraction.grids import Grid
from rapporteur.core.text.extraction.package import Package, as_far_as_it_goes
from rapporteur.core.text.extraction.streamed import Attributes, Reader
from rapporteur.core.text.tables import as_written

_BEGINS = re.compile(rb"\x09\x08(?:\x10\x00\x00\x06|\x08\x00\x00\x05)\x05\x00")  # BOF of a workbook
_BESIDE = ("comments", "drawing", "chart")
_PANIC = "PanicException"
_SHOWN = python_calamine.SheetVisibleEnum.Visible
_FILEPASS = 0x002F
_OLD_NAMES = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
"""Under which a workbook lies in a compound file, before 2007 and before 1997."""


def read_sheets(raw: bytes, kind: str) -> Extracted:
    """The sheets of a workbook, each beginning with its name, in order."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        told = _grids(raw, kind, book.sheet_names)
        pages = [_page(book, sheet, told.get(sheet.name, Grid())) for sheet in book.sheets_metadata]
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


def _grids(raw: bytes, kind: str, names: Sequence[str]) -> Mapping[str, Grid]:
    """Of each sheet, by its name, what is hidden, noted and drawn, as far as that can be read."""
    try:
        if kind == media.OLE:
            found = grids.before_2007(raw)
            return dict(zip(names, found, strict=True)) if len(found) == len(names) else {}
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if kind == media.XLSX:
                return _of_excel(Package(archive))
            sheets = grids.OpenSheets()
            as_far_as_it_goes(sheets, archive.read("content.xml"))
            return sheets.found
    except (*archives.FAULTS, KeyError, Damaged):
        return {}


def _of_excel(package: Package) -> Mapping[str, Grid]:
    sheets, book = _Sheets(), package.main("xl/workbook.xml")
    as_far_as_it_goes(sheets, package.read(book))
    told = {}
    for key, (_kind, to) in package.links(book).items():
        if key in sheets.found:
            grid = told[sheets.found[key]] = grids.of_worksheet(package.read(to))
            grid.notes += package.words_beside(to, *_BESIDE)
    return told


def _page(
    book: python_calamine.CalamineWorkbook, of: python_calamine.SheetMetadata, grid: Grid
) -> str:
    sheet, room = book.get_sheet_by_name(of.name), TEXT_LIMIT
    first = sheet.start[1] if sheet.start else 0
    lines: list[str] = []
    aside: list[str] = []  # what stands in hidden columns, where the row is shown
    for number, row in enumerate(sheet.iter_rows()):
        cells = [as_written(cell) for cell in row]
        if grid.hides_row(number):
            lines.append(Unseen(_line(cells)))
        else:
            shown = [at + first not in grid.columns for at in range(len(cells))]
            lines.append(_line(compress(cells, shown)))
            aside.append(_line(compress(cells, map(not_, shown))))
        room -= sum(map(len, cells))
        if room < 0:
            break
    below = [marked(_together(aside), Beside.HIDDEN), *grid.notes]
    text = _together([*lines, *below])
    if not text:
        return ""
    text = f"{of.name}\n{text}"
    return text if of.visible == _SHOWN else marked(text, Beside.HIDDEN)


def _together(lines: Iterable[str]) -> str:
    """The lines that are not blank, one below another."""
    ended = ((line, "\n") for line in lines if line.strip())
    return joined(chain.from_iterable(ended)).rstrip("\n")


def _line(cells: Iterable[str]) -> str:
    return "\t".join(cells).rstrip("\t")
