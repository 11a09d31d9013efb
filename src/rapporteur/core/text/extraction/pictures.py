"""Pictures of the pages of a file: of a PDF, and of what a scanner or a fax gateway makes.

Runs in the process that can be killed.
"""

import io
import warnings

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from rapporteur.core.text import media

PIXELS_LIMIT = 100_000_000  # of one page
DOTS = 300  # an inch, of a PDF's page: what recognition is made for
_INCH = 72  # points of a PDF
_WIDEST = 4000  # pixels
# Whatever is in a broken file makes the library stumble on one of these.
_FAULTS = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError)

Image.MAX_IMAGE_PIXELS = PIXELS_LIMIT
warnings.filterwarnings("ignore", module="PIL")  # what is broken shows itself


def count_pages(raw: bytes) -> int:
    """How many pages can be shown; 0 where the file is broken or no such file."""
    try:
        if media.media_type(raw) == media.PDF:
            with pypdfium2.PdfDocument(raw) as document:
                return len(document)
        with Image.open(io.BytesIO(raw)) as image:
            return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
    except (*_FAULTS, pypdfium2.PdfiumError, Image.DecompressionBombError):
        return 0


def page_picture(raw: bytes, number: int) -> Image.Image | None:
    """The page, counted from 1, in shades of grey and upright; None where there is none."""
    try:
        if media.media_type(raw) == media.PDF:
            return _of_pdf(raw, number)
        return _of_image(raw, number)
    except (*_FAULTS, pypdfium2.PdfiumError, Image.DecompressionBombError):
        return None


def _of_pdf(raw: bytes, number: int) -> Image.Image | None:
    with pypdfium2.PdfDocument(raw) as document:
        if not 1 <= number <= len(document):
            return None
        page = document[number - 1]
        width = max(page.get_width(), page.get_height(), 1)
        scale = min(DOTS / _INCH, _WIDEST / width)
        picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
        return picture


def _of_image(raw: bytes, number: int) -> Image.Image | None:
    with Image.open(io.BytesIO(raw)) as image:
        if image.width * image.height > PIXELS_LIMIT:
            return None
        try:
            image.seek(number - 1)
        except EOFError:
            return None
        across, down = (float(dots) for dots in image.info.get("dpi", (0, 0)))
        picture = ImageOps.exif_transpose(image).convert("L")
    # A fax has fewer lines than dots (ITU-T T.4: 204 by 98 an inch): made square again.
    if across > 0 and down > 0 and not 0.8 < across / down < 1.25 and across / down < 4:
        picture = picture.resize((picture.width, round(picture.height * across / down)))
    if max(picture.size) > _WIDEST:
        picture.thumbnail((_WIDEST, _WIDEST))
    return picture


def as_jpeg(raw: bytes, number: int, width: int, turns: int = 0) -> bytes | None:
    """The picture of a page, `width` pixels wide at most; None where there is none.

    turns: quarters by which it is turned to the right.
    """
    picture = page_picture(raw, number)
    if picture is None:
        return None
    if turns:
        picture = picture.rotate(-90 * turns, expand=True)
    if picture.width > width:
        picture = picture.resize((width, max(round(picture.height * width / picture.width), 1)))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=70)
    return file.getvalue()
