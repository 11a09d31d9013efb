"""The copy of a Word, OpenDocument or Excel file for the public.

Parts that are known to show are taken; parts that are known to tell of the maker are left (author,
company, comments, people, settings, thumbnails); a file that has any other part has no copy. What
was deleted with changes tracked goes, what was inserted stays. Every word that is then in the file
must be a word that a person saw in its text: whatever a reader of text leaves out, such as a
header or a hidden row, keeps a file from being given.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence

from lxml import etree

from rapporteur.core.screening.copies.copy import STRIPPED, FileCopy, NotSure, PageWords
from rapporteur.core.screening.copies.pictures import copy_picture
from rapporteur.core.screening.screen import find
from rapporteur.core.text import media
from rapporteur.core.text.extraction.archives import problem_of

_TAKEN = {
    media.DOCX: re.compile(
        r"\[Content_Types\]\.xml|_rels/\.rels|word/(?:_rels/document\.xml\.rels|document\.xml|"
        r"styles\.xml|numbering\.xml|fontTable\.xml|footnotes\.xml|endnotes\.xml|"
        r"(?:header|footer)\d+\.xml|_rels/(?:footnotes|endnotes|(?:header|footer)\d+)\.xml\.rels|"
        r"theme/theme\d+\.xml|media/[\w.-]+\.(?:png|jpe?g))"
    ),
    media.XLSX: re.compile(
        r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:_rels/workbook\.xml\.rels|workbook\.xml|"
        r"styles\.xml|sharedStrings\.xml|theme/theme\d+\.xml|worksheets/sheet\d+\.xml)"
    ),
    media.ODT: re.compile(
        r"mimetype|META-INF/manifest\.xml|content\.xml|styles\.xml|Pictures/[\w.-]+\.(?:png|jpe?g)"
    ),
}
_LEFT = {
    media.DOCX: re.compile(
        r"docProps/.*|word/(?:settings|webSettings|comments\w*|people|stylesWithEffects)\.xml|"
        r"word/_rels/(?:settings|comments\w*)\.xml\.rels|customXml/.*|word/printerSettings/.*"
    ),
    media.XLSX: re.compile(
        r"docProps/.*|xl/(?:calcChain\.xml|comments/?\w+\.xml|persons/.*|threadedComments/.*|"
        r"printerSettings/.*|worksheets/_rels/.*|drawings/\w+\.vml)|customXml/.*"
    ),
    media.ODT: re.compile(
        r"meta\.xml|settings\.xml|manifest\.rdf|layout-cache|Thumbnails/.*|Configurations2/.*"
    ),
}
# Elements that go with all that is in them, and those that go and leave what is in them.
_GONE = {
    "del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
    "tcPrChange", "tblGridChange", "numberingChange", "commentRangeStart", "commentRangeEnd",
    "commentReference", "annotationRef", "proofErr", "moveFromRangeStart", "moveFromRangeEnd",
    "moveToRangeStart", "moveToRangeEnd", "permStart", "permEnd", "tracked-changes", "change",
    "change-start", "change-end", "annotation", "annotation-end", "legacyDrawing", "pageSetup",
    "AlternateContent", "absPath", "revisionPtr", "fileSharing", "fileVersion", "extLst",
}  # fmt: skip
_OPENED = ("ins", "moveTo", "smartTag", "customXml")
_TELLING = re.compile(
    r"rsid|author|initials|^date$|creator|userId|durableId|uid$|paraId$|textId$", re.IGNORECASE
)
_HIDDEN = {
    "vanish", "webHidden", "altChunk", "object", "control", "instrText", "sdt", "oleObjects",
    "controls", "drawingHF", "hyperlinks", "tableParts", "picture", "scripts", "script",
}  # fmt: skip
_OF_LOOKS = ("word/styles.xml", "word/fontTable.xml", "word/numbering.xml", "xl/styles.xml")
_WORD = re.compile(r"\w+")


def copy_office(raw: bytes, kind: str, pages: Sequence[PageWords]) -> FileCopy:
    """The copy. Raises NotSure where none can be made."""
    if problem_of(raw) is not None:
        raise NotSure
    shown = "\n".join(page.text for page in pages)
    known = {word.casefold() for word in _WORD.findall(shown)}
    file = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(file, "w") as made:
            names = source.namelist()
            if len(set(names)) != len(names):
                raise NotSure
            taken = {name for name in names if _TAKEN[kind].fullmatch(name)}
            if any(
                name not in taken and not name.endswith("/") and not _LEFT[kind].fullmatch(name)
                for name in names
            ):
                raise NotSure
            for name in (each for each in names if each in taken):
                content = _part(name, source.read(name), taken, known, shown)
                how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                entry = zipfile.ZipInfo(name)  # of no date: 1980
                entry.compress_type = how
                made.writestr(entry, content)
    except (zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError, OSError) as fault:
        raise NotSure from fault
    return FileCopy(file.getvalue(), kind, STRIPPED)


def _part(name: str, content: bytes, taken: set[str], known: set[str], shown: str) -> bytes:
    if name == "mimetype":
        return content
    if not name.endswith((".xml", ".rels")):
        return copy_picture(content, media.media_type(content)).content
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(content, parser)
    if b"<!DOCTYPE" in content:
        raise NotSure
    if name.endswith(".rels"):
        _keep_links(name, root, taken)
    elif name == "[Content_Types].xml" or name == "META-INF/manifest.xml":
        _keep_listed(root, taken)
    else:
        _clean(root)
        _demand_known(name, root, known, shown)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _keep_links(name: str, root: etree._Element, taken: set[str]) -> None:
    """Only links to parts that are taken; one to elsewhere may say anything."""
    folder = name.replace("_rels/", "").rpartition("/")[0]
    for link in list(root):
        target = link.get("Target", "")
        place = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
        if link.get("TargetMode") == "External":
            raise NotSure
        if place not in taken:
            root.remove(link)


def _keep_listed(root: etree._Element, taken: set[str]) -> None:
    for entry in list(root):
        name = entry.get("PartName") or next(
            (value for key, value in entry.attrib.items() if str(key).endswith("full-path")), None
        )
        if name and str(name) != "/" and str(name).lstrip("/") not in taken:
            root.remove(entry)


def _clean(root: etree._Element) -> None:
    for element in list(root.iter()):
        name = etree.QName(element).localname
        if name in _HIDDEN:
            raise NotSure
        if name in _GONE:
            _take_out(element)
        elif name in _OPENED:
            _open(element)
        for key in [
            each for each in element.attrib if _TELLING.search(etree.QName(each).localname)
        ]:
            del element.attrib[key]


def _take_out(element: etree._Element) -> None:
    parent, tail = element.getparent(), element.tail or ""
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _open(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(place + 1, child)
    _take_out(element)


def _demand_known(name: str, root: etree._Element, known: set[str], shown: str) -> None:
    """Every word in the part was seen, and no attribute holds what may be personal."""
    for text in _texts(name, root):
        if any(word.casefold() not in known for word in _WORD.findall(text)):
            raise NotSure
    values = " | ".join(
        str(value)
        for each in root.iter()
        for value in (*each.attrib.values(), each.text or "", each.tail or "")
    )
    for found in find(values):
        if values[found.start : found.end] not in shown:
            raise NotSure


def _texts(name: str, root: etree._Element) -> Iterator[str]:
    """The texts of a part, those of a paragraph together: its words may stand in pieces."""
    if "theme/" in name or name in _OF_LOOKS:
        return
    if "worksheets/" in name:  # numbers, and strings that stand in their cells
        yield from ("".join(map(str, each.itertext())) for each in root.iter("{*}is"))
        return
    paragraphs = list(root.iter("{*}p", "{*}h", "{*}si", "{*}note-citation"))
    for paragraph in paragraphs:
        yield "".join(_own(paragraph))
    if not paragraphs and name != "styles.xml":
        yield " ".join(str(text) for text in root.itertext())


def _own(paragraph: etree._Element) -> Iterator[str]:
    """The words of a paragraph without those of the notes in it, which have their own."""
    yield paragraph.text or ""
    for child in paragraph:
        if etree.QName(child).localname != "note":
            yield from _own(child)
        yield child.tail or ""
