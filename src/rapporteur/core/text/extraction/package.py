"""The parts of an Office file (ECMA-376, part 2), and the words of what is drawn in it."""

import posixpath
import zipfile
from collections.abc import Container
from pathlib import PurePosixPath

from rapporteur.core.text.beside import Beside, marked
from rapporteur.core.text.extraction.flow import Flow, Full
from rapporteur.core.text.extraction.hiding import Shapes
from rapporteur.core.text.extraction.streamed import Attributes, Broken, Reader

_UNSHOWN = ("comments", "notesSlide")


class Package:
    """An Office file that is open."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = frozenset(archive.namelist())
        self._told: set[str] = set()

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises what the standard library raises for broken archives."""
        return self._archive.read(name)

    def main(self, usual: str) -> str:
        """The name of the part that the others hang on; usual: what it is mostly called."""
        mains = (to for kind, to in self.links("").values() if kind == "officeDocument")
        return next(mains, usual)

    def links(self, part: str) -> dict[str, tuple[str, str]]:
        """The links from a part to others that are there, by their id: the last word of what they
        are, and where they lead."""
        folder, name = posixpath.split(part)
        place = posixpath.join(folder, "_rels", f"{name}.rels")
        links = _Links(folder)
        if place in self.names:
            as_far_as_it_goes(links, self.read(place))
        return {key: link for key, link in links.found.items() if link[1] in self.names}

    def words_beside(self, part: str, *kinds: str, hidden: Container[str] = ()) -> list[str]:
        """The words of parts of these kinds that hang on a part, and of what hangs on those.

        hidden: the ids of links to what a reader does not see. Each part is told once: parts may
        hang on each other and on themselves."""
        found: list[str] = []
        for key, (kind, to) in self.links(part).items():
            if kind in kinds and to not in self._told:
                self._told.add(to)
                words = Flow()
                reader = _Beside(words)
                as_far_as_it_goes(reader, self.read(to))
                pages = list(filter(None, words.finish()))
                if kind in _UNSHOWN:
                    pages = [marked(page) for page in pages]
                elif key in hidden:
                    pages = [marked(page, Beside.HIDDEN) for page in pages]
                found += pages
                if kind == "drawing":
                    found += self.words_beside(to, *kinds, hidden=reader.hidden_links)
        return found


def as_far_as_it_goes(reader: Reader, raw: bytes) -> None:
    """What stands beside the text of a document is no reason not to read it."""
    try:
        reader.read(raw)
    except (Broken, Full):
        return


class _Links(Reader):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def start_relationship(self, given: Attributes) -> None:
        if given.get("TargetMode") != "External":
            kind = PurePosixPath(given.get("Type", "")).name
            to = posixpath.normpath(posixpath.join("/", self._folder, given.get("Target", "")))
            self.found[given.get("Id", "")] = (kind, to.lstrip("/"))


class _Beside(Shapes):
    """Words in a drawing, a diagram or a comment; the texts and numbers of a chart."""

    skipped = frozenset(["fld"])  # the number of a slide

    def __init__(self, flow: Flow) -> None:
        super().__init__()
        self._flow = flow
        self._in_words = False

    def words(self, words: str) -> None:
        if self._in_words:
            self._flow.write(words, unseen=self.levels.hidden)

    def start_t(self, _given: Attributes) -> None:
        self._in_words = True

    start_v = start_text = start_t

    def end_t(self) -> None:
        self._in_words = False

    def end_v(self) -> None:
        self.end_t()
        self._flow.write("\t")

    def end_text(self) -> None:
        self.end_t()
        self._flow.end_paragraph()

    def end_p(self) -> None:
        self._flow.end_paragraph()

    end_tx = end_cat = end_val = end_p
