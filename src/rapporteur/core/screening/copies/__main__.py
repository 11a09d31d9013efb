"""The process behind `maker`."""

from rapporteur.core.killable import answer_all
from rapporteur.core.screening.copies.copy import OFFICE, FileCopy, NotSure, PageWords, Under
from rapporteur.core.screening.copies.office import copy_office
from rapporteur.core.screening.copies.page import copy_page
from rapporteur.core.screening.copies.pdf import copy_pdf, under_pdf
from rapporteur.core.screening.copies.pictures import Broken, copy_picture
from rapporteur.core.screening.copies.scans import copy_scan, under_scan
from rapporteur.core.text import media
from rapporteur.core.text.extraction.pictures import count_pages


def answer(question: tuple[str, bytes, str, tuple[PageWords, ...]]) -> FileCopy | Under | None:
    wanted, raw, kind, pages = question
    try:
        if wanted == "under":
            return _under(raw, kind, pages[0])
        return _copy(raw, kind, pages)
    except (NotSure, Broken, OSError, MemoryError, RecursionError):
        return None


def _copy(raw: bytes, kind: str, pages: tuple[PageWords, ...]) -> FileCopy:
    if kind == media.PDF:
        return copy_pdf(raw, pages)
    if kind == media.HTML:
        return copy_page(raw, pages)
    if kind in OFFICE:
        return copy_office(raw, kind, pages)
    if any(page.is_cut for page in pages):
        return copy_scan(raw, pages)
    return copy_picture(raw, kind)


def _under(raw: bytes, kind: str, page: PageWords) -> Under:
    many = count_pages(raw)
    if not 1 <= page.number <= many:
        return Under(many)
    of = under_pdf if kind == media.PDF else under_scan
    return Under(many, tuple(of(raw, page)))


if __name__ == "__main__":
    answer_all(answer)
