"""Handing out what strangers sent, so that no browser carries any of it out."""

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from rapporteur.base.originals.models import Original
from rapporteur.base.originals.queries import pieces, read
from rapporteur.core.text.media import UNKNOWN, media_type

LARGEST_LOOKED_AT = 20_000_000  # bytes: a larger file's kind is not told by its content


def download(original: Original, filename: str) -> StreamingHttpResponse:
    """The bytes as a file to be saved, never shown: its kind is told by its content.

    Raises Refused when they were erased or are not there.
    """
    kind = UNKNOWN
    if original.size <= LARGEST_LOOKED_AT:
        kind = media_type(read(original))
    response = StreamingHttpResponse(pieces(original), content_type=kind)
    response["Content-Length"] = str(original.size)
    response["Content-Encoding"] = "identity"  # byte for byte, with the length that it has
    response["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def pdf_of(made: bytes, filename: str) -> HttpResponse:
    """A PDF that we made, as a file to be saved."""
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    return response
