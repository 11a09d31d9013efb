"""Making the copy of a file by its kind."""

from collections.abc import Sequence

from rapporteur.core.screening.copies.copy import REDACTED, STRIPPED, FileCopy, PageWords
from rapporteur.core.text import media


def copy_file(raw: bytes, kind: str, pages: Sequence[PageWords]) -> FileCopy | None:
    """The copy of a file that the public may have; None where none can be made that surely holds
    no more than what is shown.

    kind: its media type, by content. pages: all that was read out of it.
    """
    if kind == media.TEXT:
        words = "\f".join(page.left for page in pages)
        return FileCopy(words.encode("utf-8", "replace"), media.TEXT, _form(pages))
    return None


def _form(pages: Sequence[PageWords]) -> str:
    return REDACTED if any(page.cuts for page in pages) else STRIPPED
