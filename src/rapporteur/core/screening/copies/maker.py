"""Making the copy of a file by its kind, and telling what stands where in it, in a process that
can be killed."""

from collections.abc import Sequence
from typing import Any

from rapporteur.core.killable import Died, Shared
from rapporteur.core.screening.copies.copy import (
    OFFICE,
    REDACTED,
    STRIPPED,
    FileCopy,
    PageWords,
    Under,
)
from rapporteur.core.text import media

SECONDS_LIMIT = 300  # for one file
_process = Shared("rapporteur.core.screening.copies")


def copy_file(
    raw: bytes, kind: str, pages: Sequence[PageWords], *, seconds: float = SECONDS_LIMIT
) -> FileCopy | None:
    """The copy of a file that the public may have; None where none can be made that surely holds
    no more than what is shown.

    kind: its media type, by content. pages: all that was read out of it, and what of it is cut.
    """
    form = REDACTED if any(page.is_cut for page in pages) else STRIPPED
    if kind == media.TEXT:
        words = "\f".join(page.left for page in pages)
        return FileCopy(words.encode("utf-8", "replace"), media.TEXT, form)
    if not (media.is_picture(kind) or kind in OFFICE or kind == media.HTML):
        return None
    if form == REDACTED and kind in OFFICE:
        return None
    made: FileCopy | None = _answer(("copy", raw, kind, tuple(pages)), seconds)
    return made


def words_under(
    raw: bytes, kind: str, page: PageWords, *, seconds: float = SECONDS_LIMIT
) -> Under | None:
    """What stands under the areas of a page; None where it cannot be told."""
    under: Under | None = _answer(("under", raw, kind, (page,)), seconds)
    return under


def _answer(question: tuple[str, bytes, str, tuple[PageWords, ...]], seconds: float) -> Any:
    try:
        return _process.ask(question, seconds=seconds)
    except (TimeoutError, Died):
        return None
