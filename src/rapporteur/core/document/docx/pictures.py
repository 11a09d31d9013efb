"""The pictures of a Word file, each with its text alternative."""

from io import BytesIO

from PIL import Image as Picture

from rapporteur.core.document.docx.first_page import escaped
from rapporteur.core.document.docx.measures import WIDTH
from rapporteur.core.document.docx.package import Relations
from rapporteur.core.document.drawings import as_png
from rapporteur.core.document.tree import PNG, Image

_EMU = 914_400
"""English metric units to an inch, in which Word measures drawings."""
_DOTS = 96
_WIDEST = WIDTH * 635
_HIGHEST = int(8.5 * _EMU)
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


class Pictures:
    """The pictures of one file, which are kept in `media` and drawn where they stand."""

    def __init__(self, relations: Relations) -> None:
        self.media: dict[str, bytes] = {}
        self._relations = relations
        self._names: dict[bytes, str] = {}
        self._count = 0

    def inline(self, image: Image, alternative: str) -> str:
        """What draws `image` in a run. An SVG is drawn as a PNG, which every Word shows."""
        content = image.content if image.media_type == PNG else as_png(image.content)
        name = self._names.setdefault(content, f"media/{len(self._names) + 1}.png")
        self.media[name] = content
        self._count += 1
        relation = self._relations.picture(name)
        with Picture.open(BytesIO(content), formats=("PNG",)) as picture:
            width, height = _measures(*picture.size, picture.info.get("dpi", (_DOTS, _DOTS)))
        said = f'id="{self._count}" name="Figure {self._count}" descr="{escaped(alternative)}"'
        return (
            f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" '
            f'distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
            f'<wp:docPr {said}/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}/main">'
            f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
            f"<pic:nvPicPr><pic:cNvPr {said}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
            f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
            "</a:graphic></wp:inline></w:drawing>"
        )


def _measures(width: int, height: int, dots: tuple[float, float]) -> tuple[int, int]:
    """How large a picture of so many pixels is drawn: in its own size, and within the page."""
    across, down = (float(each) if each and each > 1 else _DOTS for each in dots)
    wide, high = width * _EMU / across, height * _EMU / down
    shrunk = min(1.0, _WIDEST / wide, _HIGHEST / high)
    return max(1, round(wide * shrunk)), max(1, round(high * shrunk))
