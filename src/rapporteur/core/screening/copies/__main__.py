"""The process behind `maker.copy_file`."""

from rapporteur.core.killable import answer_all
from rapporteur.core.screening.copies.copy import FileCopy, PageWords
from rapporteur.core.screening.copies.pdf import NotSure, copy_pdf
from rapporteur.core.screening.copies.pictures import Broken, copy_picture
from rapporteur.core.text import media


def answer(question: tuple[bytes, str, tuple[PageWords, ...]]) -> FileCopy | None:
    raw, kind, pages = question
    try:
        return copy_pdf(raw, pages) if kind == media.PDF else copy_picture(raw, kind)
    except (NotSure, Broken, MemoryError, RecursionError):
        return None


if __name__ == "__main__":
    answer_all(answer)
