"""The process behind `maker.copy_file`."""

from rapporteur.core.killable import answer_all
from rapporteur.core.screening.copies.copy import OFFICE, FileCopy, NotSure, PageWords
from rapporteur.core.screening.copies.office import copy_office
from rapporteur.core.screening.copies.pdf import copy_pdf
from rapporteur.core.screening.copies.pictures import Broken, copy_picture
from rapporteur.core.text import media


def answer(question: tuple[bytes, str, tuple[PageWords, ...]]) -> FileCopy | None:
    raw, kind, pages = question
    try:
        if kind == media.PDF:
            return copy_pdf(raw, pages)
        return copy_office(raw, kind, pages) if kind in OFFICE else copy_picture(raw, kind)
    except (NotSure, Broken, MemoryError, RecursionError):
        return None


if __name__ == "__main__":
    answer_all(answer)
