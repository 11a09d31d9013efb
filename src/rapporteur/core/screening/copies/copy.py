"""What a copy is made from, and what comes out."""

from dataclasses import dataclass

from rapporteur.core.screening.redaction import Cut
from rapporteur.core.text import media
from rapporteur.core.text.spans import Span

OFFICE = (media.DOCX, media.ODT, media.XLSX)
STRIPPED = "stripped"
REDACTED = "redacted"


class NotSure(Exception):
    """No copy can be made that surely holds no more than what is shown."""


@dataclass(frozen=True)
class Area:
    """A part of a page that is to be black, in shares of the page as it is shown, from its upper
    left corner. language: that in which the gap is named."""

    left: float
    top: float
    width: float
    height: float
    language: str = "en"


@dataclass(frozen=True)
class PageWords:
    """A page as it was read, and as it is to be.

    text: as read; cuts count its characters. left: without what is cut, with gaps. areas: what of
    its picture goes beside.
    """

    number: int
    text: str
    left: str
    cuts: tuple[Cut, ...] = ()
    areas: tuple[Area, ...] = ()

    @property
    def is_cut(self) -> bool:
        return bool(self.cuts or self.areas)

    @property
    def cut_at(self) -> list[Cut | None]:
        """For each character of the text, the cut that takes it out."""
        found: list[Cut | None] = [None] * len(self.text)
        for cut in self.cuts:
            found[cut.start : cut.end] = [cut] * (cut.end - cut.start)
        return found


@dataclass(frozen=True)
class FileCopy:
    """A file for the public. form: STRIPPED, of what it says of its maker, or REDACTED too."""

    content: bytes
    media_type: str
    form: str


@dataclass(frozen=True)
class Under:
    """What stands under the areas of a page. pages: how many the file has; of one that it has not,
    there is nothing. spans: of the text of the page."""

    pages: int
    spans: tuple[Span, ...] = ()
