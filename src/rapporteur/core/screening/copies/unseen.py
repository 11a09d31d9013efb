"""Words laid over the picture of a page without being seen, so that it can be read and searched."""

from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf

from rapporteur.core.screening.copies.copy import Area
from rapporteur.core.screening.finding import Kind
from rapporteur.core.screening.redaction import gap_alone

_WIDE = 500  # thousandths of the size that each letter takes


@dataclass(frozen=True)
class Box:
    """In points, from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def and_(self, other: "Box") -> "Box":
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def beside(self, other: "Box") -> bool:
        """Whether both stand in one line: some of the one is as high on the page as some of the
        other."""
        return self.bottom < other.top and other.bottom < self.top

    def meets(self, other: "Box") -> bool:
        """Whether some of the one lies upon some of the other."""
        return self.beside(other) and self.left < other.right and other.left < self.right


@dataclass(frozen=True)
class Run:
    """Some words, in the order in which they are read, and where they stand."""

    text: str
    box: Box


@dataclass(frozen=True)
class Piece:
    """Words of a page that is a picture, or a gap in it, and its box on the page as it is shown."""

    text: str
    box: Box
    is_gap: bool = False


def box_of(area: Area, size: tuple[float, float]) -> Box:
    """Where an area lies on a page of that size."""
    width, height = size
    return Box(
        area.left * width,
        (1 - area.top - area.height) * height,
        (area.left + area.width) * width,
        (1 - area.top) * height,
    )


def blacked_out(
    pieces: Sequence[Piece], areas: Sequence[Area], size: tuple[float, float]
) -> list[Piece]:
    """The pieces of a page without the words that areas touch, and a gap for each area."""
    boxes = [box_of(area, size) for area in areas]
    left = [
        piece for piece in pieces if piece.is_gap or not any(piece.box.meets(box) for box in boxes)
    ]
    gaps = [
        Piece(gap_alone(Kind.AREA, area.language), box, is_gap=True)
        for area, box in zip(areas, boxes, strict=True)
    ]
    return left + gaps


def unseen_text(pdf: pikepdf.Pdf, runs: Sequence[Run]) -> tuple[bytes, pikepdf.Object]:
    """The content that lays the runs, and the font that it names /F.

    The font has no shapes: its letters are numbers that its table says the meaning of, so every
    script is the same to it. Render mode 3 paints nothing (ISO 32000-1, 9.3.6).
    """
    letters = sorted({letter for run in runs for letter in run.text})
    numbers = {letter: number for number, letter in enumerate(letters, 1)}
    content = ["BT 3 Tr"]
    for run in runs:
        box = run.box
        size = max(box.top - box.bottom, 1)
        natural = len(run.text) * size * _WIDE / 1000
        stretch = max(min(100 * (box.right - box.left) / natural, 1000), 1) if natural else 100
        written = "".join(f"{numbers[letter]:04X}" for letter in run.text)
        content.append(
            f"/F {size:.2f} Tf {stretch:.2f} Tz 1 0 0 1 {box.left:.2f} {box.bottom:.2f} Tm "
            f"<{written}> Tj"
        )
    content.append("ET")
    return "\n".join(content).encode(), _font(pdf, letters)


def _font(pdf: pikepdf.Pdf, letters: Sequence[str]) -> pikepdf.Object:
    name = pikepdf.Name
    descriptor = pikepdf.Dictionary(
        Type=name.FontDescriptor, FontName=name.Unseen, Flags=4, FontBBox=[0, 0, _WIDE, 1000],
        ItalicAngle=0, Ascent=1000, Descent=0, CapHeight=1000, StemV=80,
    )  # fmt: skip
    inner = pikepdf.Dictionary(
        Type=name.Font, Subtype=name.CIDFontType2, BaseFont=name.Unseen, DW=_WIDE,
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor), CIDToGIDMap=name.Identity,
    )  # fmt: skip
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=name.Font, Subtype=name.Type0, BaseFont=name.Unseen, Encoding=name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(inner)], ToUnicode=pdf.make_stream(_table(letters)),
        )
    )  # fmt: skip


def _table(letters: Sequence[str]) -> bytes:
    """What each number means (ISO 32000-1, 9.10.3): at most 100 to a part."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Unseen def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(letters), 100):
        part = letters[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [
            f"<{number:04X}> <{letter.encode('utf-16-be', 'replace').hex().upper()}>"
            for number, letter in enumerate(part, start + 1)
        ]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode()
