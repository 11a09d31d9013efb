"""What a tagged PDF says of its pages and of what is marked on them."""

import re

import pikepdf

from rapporteur.core.reading_order.glyphs import Glyphs, glyphs
from rapporteur.core.reading_order.pieces import Place

_Key = tuple[int, int]
_REFERENCE = re.compile(rb"(\d+) (\d+) R")


class Structure:
    """The structure of a file, each thing in it looked up once.

    several: whether any element may be in another language than the file, which is then looked up
    through all that it stands in; that takes the most of the time here.
    """

    def __init__(self, pdf: pikepdf.Pdf, *, several: bool = True) -> None:
        self._pdf, self._several = pdf, several
        root = pdf.Root.StructTreeRoot
        numbers = list(root.ParentTree.Nums) if "/ParentTree" in root else []
        self._parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        self._language = str(pdf.Root.get("/Lang", "en"))
        self._places: dict[_Key, Place] = {}
        self._fonts: dict[_Key, Glyphs] = {}

    def fonts(self, page: pikepdf.Page) -> dict[str, Glyphs]:
        """The fonts of a page by their names there."""
        held = page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        return {name.lstrip("/"): self._font(font) for name, font in held.items()}

    def _font(self, font: pikepdf.Object) -> Glyphs:
        if font.objgen not in self._fonts:
            told = font.get("/ToUnicode")
            self._fonts[font.objgen] = glyphs(told.read_bytes()) if told is not None else {}
        return self._fonts[font.objgen]

    def places(self, page: pikepdf.Page) -> list[Place]:
        """Where what is marked on a page belongs, by the numbers of the marks."""
        # Of a page with hundreds of marks, to read the numbers is a tenth of having each object.
        listed = self._parents[int(page.StructParents)].unparse(resolved=True)
        return [self._place((int(one), int(other))) for one, other in _REFERENCE.findall(listed)]

    def _place(self, key: _Key) -> Place:
        if key not in self._places:
            spoken = self._spoken(self._pdf.get_object(key)) if self._several else self._language
            self._places[key] = Place(key, spoken)
        return self._places[key]

    def _spoken(self, element: pikepdf.Object) -> str:
        if "/Lang" in element:
            return str(element.Lang)
        above = element.get("/P")
        return self._language if above is None else self._place(above.objgen).language
