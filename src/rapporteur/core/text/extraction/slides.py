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
            pages = [_page(package, name, is_shown) for name, is_shown in _order(archive)]
    except (zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError, RuntimeError):
        return Extracted((), media.PPTX, Problem.DAMAGED)
    return finished(media.PPTX, pages)


def _page(package: Package, name: str, is_shown: bool) -> str:
    slide = _parsed(package.read(name))
    hidden = _hidden(slide)
    links = {
        str(to)
        for shape in hidden
        for part in shape.iter()
        for key, to in part.attrib.items()
        if str(key).startswith(_R)
    }
    beside = package.words_beside(name, *_BESIDE, hidden=links)
    text = "\n".join([_text(slide, hidden), *beside]).strip()
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


def _text(slide: etree._Element, hidden: set[etree._Element]) -> str:
    unseen = {paragraph for shape in hidden for paragraph in shape.iter(f"{_A}p")}
    pieces: list[str] = []
    for paragraph in slide.iter(f"{_A}p"):
        words = "".join(
            "\n" if part.tag == f"{_A}br" else part.text or ""
            for part in paragraph.iter(f"{_A}t", f"{_A}br")
        )
        if words:
            pieces += [Unseen(words) if paragraph in unseen else words, "\n"]
    return joined(pieces).removesuffix("\n")


def _hidden(slide: etree._Element) -> set[etree._Element]:
    """The shapes that are hidden, and groups."""
    return {
        next(said.iterancestors(*_SHAPES), slide)
        for said in slide.iter("{*}cNvPr")
        if said.get("hidden", "0") not in OFF
    }


def _parsed(raw: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(raw, parser)
