"""The text of a presentation (ECMA-376, PresentationML): a page for each slide, in its order."""

import io
import posixpath
import re
import zipfile

from lxml import etree

from rapporteur.core.text import media
from rapporteur.core.text.beside import Beside, Unseen, joined, marked
from rapporteur.core.text.extraction.extracted import Extracted, Problem, finished
from rapporteur.core.text.extraction.hiding import OFF
from rapporteur.core.text.extraction.package import Package

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BESIDE = ("diagramData", "chart", "comments", "notesSlide")
_SHAPES = [f"{_P}{name}" for name in ("sp", "grpSp", "graphicFrame", "pic", "cxnSp")]
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")


def read_slides(raw: bytes) -> Extracted:
    """The paragraphs of each slide, with its diagrams, charts and comments, and its notes below.

    What is hidden is marked: slides, shapes, and slides that the presentation does not name."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            package = Package(archive)
            pages = [
                _page(archive.read(name), package.words_beside(name, *_BESIDE), is_shown)
                for name, is_shown in _order(archive)
            ]
    except (zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError, RuntimeError):
        return Extracted((), media.PPTX, Problem.DAMAGED)
    return finished(media.PPTX, pages)


def _page(raw: bytes, beside: list[str], is_shown: bool) -> str:
    slide = _parsed(raw)
    text = "\n".join([_text(slide), *beside]).strip()
    is_shown = is_shown and slide.get("show", "1") not in OFF
    return text if is_shown else marked(text, Beside.HIDDEN)


def _order(archive: zipfile.ZipFile) -> list[tuple[str, bool]]:
    """The slides as they are shown, or by number where the presentation does not say; and whether
    each is shown."""
    names = [name for name in archive.namelist() if _SLIDE.fullmatch(name)]
    names.sort(key=lambda name: int(name.removeprefix("ppt/slides/slide").removesuffix(".xml")))
    try:
        links = _parsed(archive.read("ppt/_rels/presentation.xml.rels"))
        shown = _parsed(archive.read("ppt/presentation.xml"))
    except KeyError:
        return [(name, True) for name in names]
    targets = {
        link.get("Id"): posixpath.normpath(posixpath.join("/ppt", link.get("Target", "")))[1:]
        for link in links
    }
    order = [targets.get(each.get(f"{_R}id")) for each in shown.iter(f"{_P}sldId")]
    known = [name for name in order if name in names]
    rest = [(name, not known) for name in names if name not in known]
    return [*((name, True) for name in known), *rest]


def _text(slide: etree._Element) -> str:
    hidden = _hidden(slide)
    pieces: list[str] = []
    for paragraph in slide.iter(f"{_A}p"):
        words = "".join(
            "\n" if part.tag == f"{_A}br" else part.text or ""
            for part in paragraph.iter(f"{_A}t", f"{_A}br")
        )
        if words:
            pieces += [Unseen(words) if paragraph in hidden else words, "\n"]
    return joined(pieces).removesuffix("\n")


def _hidden(slide: etree._Element) -> set[etree._Element]:
    """The paragraphs of shapes that are hidden, or in a group that is."""
    found: set[etree._Element] = set()
    for said in slide.iter("{*}cNvPr"):
        if said.get("hidden", "0") not in OFF:
            found.update(next(said.iterancestors(*_SHAPES), slide).iter(f"{_A}p"))
    return found


def _parsed(raw: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(raw, parser)
