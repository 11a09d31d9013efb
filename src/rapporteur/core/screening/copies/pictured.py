"""A page of a PDF that is a picture, with boxes burnt in and what words are left laid over it."""

import io
from collections.abc import Sequence

import pikepdf
from PIL import Image, ImageDraw

from rapporteur.core.screening.copies.unseen import Piece, Run, unseen_text
from rapporteur.core.text.languages import has_from_right

_MARGIN = 1.5  # points around a cut, so that no edge of a letter shows


def add_picture(
    made: pikepdf.Pdf, image: Image.Image, pieces: Sequence[Piece], size: tuple[float, float]
) -> None:
    """Add a page to a PDF. pieces: in points from its lower left corner. size: in points.

    The boxes are drawn into the picture before it is written, so that nothing is under them.
    """
    width, height = size
    pen = ImageDraw.Draw(image)
    across, down = image.width / width, image.height / height
    for piece in pieces:
        if piece.is_gap:
            box = piece.box
            pen.rectangle(
                (
                    (box.left - _MARGIN) * across,
                    (height - box.top - _MARGIN) * down,
                    (box.right + _MARGIN) * across,
                    (height - box.bottom + _MARGIN) * down,
                ),
                fill="black",
            )
    file = io.BytesIO()
    plain = _plain(image)
    plain.save(file, "JPEG", quality=80)
    runs = [Run(_as_drawn(piece.text) + " ", piece.box) for piece in pieces if piece.text]
    content, font = unseen_text(made, runs)
    dots = made.make_stream(
        file.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=pikepdf.Name.DeviceGray if plain.mode == "L" else pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    made.add_blank_page(page_size=(width, height))
    fresh = made.pages[-1].obj
    fresh.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(P=dots), Font=pikepdf.Dictionary(F=font)
    )
    place = f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /P Do Q\n".encode()
    fresh.Contents = made.make_stream(place + content)


def _plain(image: Image.Image) -> Image.Image:
    """In shades of grey where it has no colour."""
    red, green, blue = image.split()
    return red if red.tobytes() == green.tobytes() == blue.tobytes() else image


def _as_drawn(text: str) -> str:
    """Words as a page draws them from left to right, which their readers expect."""
    return text[::-1] if has_from_right(text) else text
