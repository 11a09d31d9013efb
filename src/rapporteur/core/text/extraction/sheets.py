"""The text of a spreadsheet: a page for each sheet, a line for each row, tabs between cells.

Cells are what they show. A text that looks like a formula is a text; no formula is carried out.
"""

import io

import python_calamine

from rapporteur.core.text import media
from rapporteur.core.text.extraction.extracted import TEXT_LIMIT, Extracted, Problem, finished
from rapporteur.core.text.tables import as_written


def read_sheets(raw: bytes, kind: str) -> Extracted:
    """The sheets of a workbook, each beginning with its name, in order."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        pages = [_page(book, name) for name in book.sheet_names]
    except python_calamine.PasswordError:
        return Extracted((), kind, Problem.PASSWORD)
    except (python_calamine.CalamineError, OSError, ValueError):
        # An old kind of Office file that is no workbook is none that text can be taken from.
        return Extracted((), kind, Problem.UNSUPPORTED if kind == media.OLE else Problem.DAMAGED)
    return finished(kind, pages)


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
