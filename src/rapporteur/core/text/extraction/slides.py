"""The text of a presentation (ECMA-376, PresentationML): a page for each slide, in its order."""

import io
import posixpath
import re
import zipfile

from lxml import etree

from rapporteur.core.text import media
from rapporteur.core.text.extraction.extracted import Extracted, Problem, finished
from rapporteur.core.text.extraction.package import Package

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BESIDE = ("diagramData", "chart", "comments", "notesSlide")
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")


def read_slides(raw: bytes) -> Extracted:
    """The paragraphs of each slide, with its diagrams, charts and comments, and its notes below."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            package = Package(archive)
            pages = [
                "\n".join(
                    [_text(archive.read(name)), *package.words_beside(name, *_BESIDE)]
                ).strip()
                for name in _order(archive)
            ]
    except (zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError, RuntimeError):
        return Extracted((), media.PPTX, Problem.DAMAGED)
    return finished(media.PPTX, pages)


def _order(archive: zipfile.ZipFile) -> list[str]:
    """The slides as they are shown, or by number where the presentation does not say."""
    names = [name for name in archive.namelist() if _SLIDE.fullmatch(name)]
    names.sort(key=lambda name: int(name.removeprefix("ppt/slides/slide").removesuffix(".xml")))
    try:
        links = _parsed(archive.read("ppt/_rels/presentation.xml.rels"))
        shown = _parsed(archive.read("ppt/presentation.xml"))
    except KeyError:
        return names
    targets = {
        link.get("Id"): posixpath.normpath(posixpath.join("/ppt", link.get("Target", "")))[1:]
        for link in links
    }
    order = [targets.get(each.get(f"{_R}id")) for each in shown.iter(f"{_P}sldId")]
    known = [name for name in order if name in names]
    return [*known, *(name for name in names if name not in known)]


def _text(raw: bytes) -> str:
    paragraphs = (
        "".join(
            "\n" if part.tag == f"{_A}br" else part.text or ""
            for part in paragraph.iter(f"{_A}t", f"{_A}br")
        )
        for paragraph in _parsed(raw).iter(f"{_A}p")
    )
    return "\n".join(filter(None, paragraphs))


def _parsed(raw: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(raw, parser)
