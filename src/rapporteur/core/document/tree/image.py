"""A picture that a figure shows: a PNG, or an SVG that draws and does nothing else."""

import re
from dataclasses import dataclass
from io import BytesIO

from lxml import etree
from PIL import Image as Picture

from rapporteur.core.document.problem import DocumentProblem

PNG, SVG = "image/png", "image/svg+xml"

_LARGEST = 20_000_000
_MOST_PIXELS = 60_000_000
_SVG_ROOT = "{http://www.w3.org/2000/svg}svg"
_ACTIVE = frozenset({"script", "foreignObject", "iframe", "audio", "video", "handler"})
_ELSEWHERE = re.compile(r"@import|url\(\s*['\"]?\s*(?!#|data:)", re.IGNORECASE)


@dataclass(frozen=True)
class Image:
    """The bytes of a picture and what they are: `PNG` or `SVG`.

    An SVG that runs something, or fetches something from elsewhere, is refused: it would not look
    the same everywhere, and it would tell who reads the report.
    """

    media_type: str
    content: bytes

    def __post_init__(self) -> None:
        if len(self.content) > _LARGEST:
            raise DocumentProblem(
                f"A picture weighs {len(self.content):,} bytes; the most is {_LARGEST:,}. "
                "Make it smaller."
            )
        if self.media_type == PNG:
            _check_png(self.content)
        elif self.media_type == SVG:
            _check_svg(self.content)
        else:
            raise DocumentProblem(
                f"A picture of the type {self.media_type!r} cannot be printed everywhere. "
                f"Make it a PNG ({PNG}) or an SVG ({SVG})."
            )


def _check_png(content: bytes) -> None:
    try:
        with Picture.open(BytesIO(content), formats=("PNG",)) as picture:
            width, height = picture.size
            if width * height > _MOST_PIXELS:
                raise DocumentProblem(
                    f"A picture has {width} × {height} pixels; the most is {_MOST_PIXELS:,}. "
                    "Make it smaller."
                )
            picture.verify()
    except (OSError, SyntaxError, ValueError, Picture.DecompressionBombError) as error:
        if isinstance(error, DocumentProblem):
            raise
        raise DocumentProblem(f"A picture that should be a PNG is none: {error}.") from error


def _check_svg(content: bytes) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentProblem(f"A picture that should be an SVG is none: {error}.") from error
    if root.tag != _SVG_ROOT:
        raise DocumentProblem("A picture that should be an SVG is none: its root is another.")
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in content:
        raise DocumentProblem("An SVG picture defines entities. Save it without them.")
    for element in root.iter(etree.Element):
        strange = _strange(element)
        if strange:
            raise DocumentProblem(
                f"An SVG picture holds {strange}, which a document does not take. "
                "Save it as a plain SVG, or as a PNG."
            )


def _strange(element: etree._Element) -> str:
    """Name what in `element` would act or fetch; empty where nothing does."""
    name = etree.QName(element).localname
    if name in _ACTIVE:
        return f"<{name}>"
    if name == "style" and _ELSEWHERE.search(element.text or ""):
        return "a style sheet from elsewhere"
    for key, value in element.attrib.items():
        attribute = etree.QName(key).localname.lower()
        if attribute.startswith("on"):
            return f"{attribute}=…"
        if attribute in ("href", "src") and not str(value).strip().startswith(("#", "data:image/")):
            return f"an address ({str(value)[:60]!r})"
        if _ELSEWHERE.search(str(value)):
            return f"an address in {attribute}"
    return ""
