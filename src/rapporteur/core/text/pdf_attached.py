"""What a PDF carries beside its pages: files, and the values of a form of the old kind (XFA)."""

import ctypes
from collections.abc import Iterator
from itertools import chain

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

_MOST = 100  # files
_ROOM = 200 * 1024 * 1024  # bytes that all of them have
_SAME_WORDS = ("Source", "Alternative")  # ISO 32000-2, 7.11.3: what the pages were made of


def files_in(document: pypdfium2.PdfDocument) -> list[tuple[str, bytes]]:
    """The files that are no other form of the pages themselves, by name; within bounds."""
    found, room = [], _ROOM
    for number in range(min(document.count_attachments(), _MOST)):
        try:
            attached = document.get_attachment(number)
            if _relation(attached) in _SAME_WORDS:
                continue
            content = bytes(attached.get_data())
        except pypdfium2.PdfiumError:
            continue
        room -= len(content)
        if room < 0:
            break
        found.append((attached.get_name(), content))
    return found


def _relation(attached: pypdfium2.PdfAttachment) -> str:
    size = pdfium.FPDFAttachment_GetAFRelationship(attached, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAttachment_GetAFRelationship(
        attached, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size
    )
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def values_of_form(document: pypdfium2.PdfDocument) -> str:
    """What is filled in where a PDF is nothing but such a form, whose one page asks for another
    program; empty where it is none."""
    if pdfium.FPDF_GetFormType(document) != pdfium.FORMTYPE_XFA_FULL:
        return ""
    packets = range(pdfium.FPDF_GetXFAPacketCount(document))
    values = (
        _values(_content(document, at)) for at in packets if _name(document, at) == "datasets"
    )
    return "\n".join(chain.from_iterable(values))


def _name(document: pypdfium2.PdfDocument, number: int) -> str:
    size = pdfium.FPDF_GetXFAPacketName(document, number, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetXFAPacketName(document, number, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _content(document: pypdfium2.PdfDocument, number: int) -> bytes:
    size = ctypes.c_ulong()
    pdfium.FPDF_GetXFAPacketContent(document, number, None, 0, size)
    buffer = ctypes.create_string_buffer(size.value)
    pdfium.FPDF_GetXFAPacketContent(document, number, buffer, size.value, size)
    return buffer.raw


def _values(packet: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        fields = etree.fromstring(packet, parser)
    except etree.LxmlError:
        return
    for field in fields.iter(etree.Element):
        if len(field) == 0 and (value := (field.text or "").strip()):
            yield f"{etree.QName(field).localname}: {value}"
