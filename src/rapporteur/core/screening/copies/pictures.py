"""Copies of pictures without what they say of their maker: EXIF and GPS, XMP, IPTC, comments,
thumbnails, whatever stands behind their end."""

import io
import warnings

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from rapporteur.core.screening.copies.copy import STRIPPED, FileCopy

MOST_PIXELS = 100_000_000  # of one picture
MOST_FRAMES = 500
_ORIENTATION = 0x0112  # EXIF's tag
_FAULTS = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError)


class Broken(Exception):
    """The picture cannot be read."""


def copy_picture(raw: bytes, kind: str) -> FileCopy:
    """The copy of a picture. Raises Broken where it cannot be read.

    A JPEG keeps its very dots; every other kind is written anew from its dots, a GIF as PNG.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _copied(raw, kind)
    except (*_FAULTS, Image.DecompressionBombError) as fault:
        raise Broken from fault


def _copied(raw: bytes, kind: str) -> FileCopy:
    with Image.open(io.BytesIO(raw)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Broken
        if kind == "image/jpeg" and picture.getexif().get(_ORIENTATION, 1) == 1:
            return FileCopy(without_properties(raw), kind, STRIPPED)
        frames = [
            _dots_of(ImageOps.exif_transpose(frame))
            for _at, frame in zip(range(MOST_FRAMES), ImageSequence.Iterator(picture), strict=False)
        ]
    file = io.BytesIO()
    if kind == "image/jpeg":
        frames[0].convert("RGB").save(file, "JPEG", quality=92)
        return FileCopy(file.getvalue(), kind, STRIPPED)
    if kind == "image/tiff":
        frames[0].save(
            file, "TIFF", save_all=True, append_images=frames[1:], compression="tiff_deflate"
        )
        return FileCopy(file.getvalue(), kind, STRIPPED)
    frames[0].save(file, "PNG")
    return FileCopy(file.getvalue(), "image/png", STRIPPED)


def _dots_of(picture: Image.Image) -> Image.Image:
    """A picture of the same dots and of nothing else that stood beside them."""
    if picture.mode == "P":
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    fresh = Image.new(picture.mode, picture.size)
    fresh.paste(picture)
    return fresh


def without_properties(jpeg: bytes) -> bytes:
    """A JPEG without the segments that hold no dots (ISO/IEC 10918-1, annex B): of APP0 to APP15
    those stay that say how colours are meant (JFIF, ICC profile, Adobe); comments go, and whatever
    follows the end.

    Raises Broken where it is no JPEG from beginning to end.
    """
    if not jpeg.startswith(b"\xff\xd8"):
        raise Broken
    kept, at = [b"\xff\xd8"], 2
    while True:
        while jpeg[at : at + 2] == b"\xff\xff":
            at += 1
        marker = jpeg[at : at + 2]
        if marker == b"\xff\xd9":
            return b"".join([*kept, marker])
        if len(marker) < 2 or marker[0] != 0xFF:
            raise Broken
        length = int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if length < 2:
            raise Broken
        end = at + 2 + length
        if marker[1] == 0xDA:  # the dots follow it
            end = _end_of_dots(jpeg, end)
        if not _says_of_its_maker(marker[1], jpeg[at + 4 : at + 18]):
            kept.append(jpeg[at:end])
        at = end


def _says_of_its_maker(marker: int, begins: bytes) -> bool:
    if marker == 0xFE:
        return True
    if not 0xE0 <= marker <= 0xEF:
        return False
    of_colours = ((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
    return not any(marker == app and begins.startswith(sign) for app, sign in of_colours)


def _end_of_dots(jpeg: bytes, at: int) -> int:
    while True:
        at = jpeg.find(b"\xff", at)
        if at == -1 or at + 1 >= len(jpeg):
            raise Broken
        if jpeg[at + 1] != 0 and not 0xD0 <= jpeg[at + 1] <= 0xD7:
            return at
        at += 2
