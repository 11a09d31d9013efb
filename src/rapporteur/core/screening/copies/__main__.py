"""The process behind `maker.copy_file`."""

from rapporteur.core.killable import answer_all
from rapporteur.core.screening.copies.copy import OFFICE, FileCopy, NotSure, PageWords
from rapporteur.core.screening.copies.office import copy_office
from rapporteur.core.screening.copies.page import copy_page
from rapporteur.core.screening.copies.pdf import copy_pdf
from rapporteur.core.screening.copies.pictures import Broken, copy_picture
from rapporteur.core.screening.copies.scans import copy_scan
from rapporteur.core.text import media


def answer(question: tuple[bytes, str, tuple[PageWords, ...]]) -> FileCopy | None:
    raw, kind, pages = question
    try:
        if kind == media.PDF:
            return copy_pdf(raw, pages)
        if kind == media.HTML:
            return copy_page(raw, pages)
        if kind in OFFICE:
            return copy_office(raw, kind, pages)
        if any(page.cuts for page in pages):
            return copy_scan(raw, pages)
        return copy_picture(raw, kind)
    except (NotSure, Broken, OSError, MemoryError, RecursionError):
        return None


if __name__ == "__main__":
    answer_all(answer)
