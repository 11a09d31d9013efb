"""The text of an EPUB: a page for each of its chapters, in the order in which they are read."""

import io
import posixpath
import zipfile
from urllib.parse import unquote

from rapporteur.core.text import media
from rapporteur.core.text.extraction import archives
from rapporteur.core.text.extraction.extracted import TEXT_LIMIT, Extracted, Problem, finished
from rapporteur.core.text.extraction.html import read_html
from rapporteur.core.text.extraction.streamed import Attributes, Broken, Reader

_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html", "image/svg+xml")
_MOST = 5_000  # chapters


def read_epub(raw: bytes) -> Extracted:
    """The chapters of a book."""
    pages, room, problem = [], TEXT_LIMIT, None
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            contents = _Contents()
            contents.read(archive.read(_CONTAINER))
            contents.read(archive.read(contents.place))
            names = set(archive.namelist())
            for name in contents.chapters()[:_MOST]:
                if name not in names:
                    problem = Problem.BROKEN_OFF
                    continue
                text = read_html(archive.read(name)).text
                if text.strip():  # a cover is a picture
                    pages.append(text)
                room -= len(text)
                if room < 0:
                    break
    except (*archives.FAULTS, KeyError, Broken):
        return Extracted((), media.EPUB, Problem.DAMAGED)
    return finished(media.EPUB, pages, problem)


class _Contents(Reader):
    """What a book says that it holds (EPUB 3.3, 4 and 5)."""

    def __init__(self) -> None:
        super().__init__()
        self.place = ""
        self._files: dict[str, str] = {}
        self._order: list[str] = []

    def chapters(self) -> list[str]:
        folder = posixpath.dirname(self.place)
        known = (self._files[each] for each in self._order if each in self._files)
        return [posixpath.normpath(posixpath.join(folder, unquote(to))) for to in known]

    def start_rootfile(self, given: Attributes) -> None:
        self.place = self.place or given.get("full-path", "")

    def start_item(self, given: Attributes) -> None:
        if given.get("media-type") in _PAGES:
            self._files[given.get("id", "")] = given.get("href", "")

    def start_itemref(self, given: Attributes) -> None:
        self._order.append(given.get("idref", ""))
