"""Bringing a file to a draft in pieces, after tus 1.0 (core, creation, termination; see tus.io).

`POST` begins a file, `HEAD` says how much of it is there, `PATCH` sends what follows, `DELETE`
takes it out. Whoever holds the draft's link may; every refusal is one sentence of plain text.
"""

import re
from base64 import b64decode
from collections.abc import Iterator
from time import monotonic

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.actions.uploads import (
    NoRoom,
    NotTheSame,
    OtherOffset,
    begin_upload,
    remove_upload,
    take_piece,
)
from rapporteur.stages.contributions.models import Draft, Upload
from rapporteur.stages.contributions.queries.drafts import draft_of, sent_as
from rapporteur.stages.contributions.views.sent import takes_forms
from rapporteur.stages.mandate.access import visitors
from rapporteur.stages.mandate.models import Consultation

TUS = "1.0.0"
STATES: dict[type[Refused], int] = {OtherOffset: 409, NoRoom: 507, NotTheSame: 460}
READ = 16 * 1024  # bytes asked of the line at once
WRITTEN = 256 * 1024  # bytes, or
SECONDS = 2.0  # after which what has come is written down
_NUMBER = re.compile(r"[0-9]{1,15}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@csrf_exempt
@never_cache
@require_http_methods(["OPTIONS", "POST"])
@visitors
def uploads(request: HttpRequest, consultation: Consultation, token: str) -> HttpResponse:
    draft = _draft(consultation, token)
    if request.method == "OPTIONS":
        return _answer(
            204,
            Tus_Version=TUS,
            Tus_Extension="creation,termination",
            Tus_Max_Size=settings.MAX_ORIGINAL,
        )
    size = request.headers.get("Upload-Length", "")
    if not _NUMBER.fullmatch(size):
        return _refused(_("The length of the file is not stated."), 400)
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    sha256 = told.get("sha256", "")
    try:
        upload = begin_upload(
            draft,
            filename=told.get("filename", ""),
            size=int(size),
            sha256=sha256 if _SHA256.fullmatch(sha256) else "",
        )
    except NoRoom as refusal:
        return _refused(str(refusal), 507)
    except Refused as refusal:
        return _refused(str(refusal), 413)
    place = reverse("contributions:upload", args=[consultation.slug, token, upload.pk])
    return _answer(201, Location=place, Upload_Offset=0)


@csrf_exempt
@never_cache
@require_http_methods(["HEAD", "PATCH", "DELETE"])
@visitors
def upload(request: HttpRequest, consultation: Consultation, token: str, pk: int) -> HttpResponse:
    found = _draft(consultation, token).uploads.filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "DELETE":
        remove_upload(found)
        return _answer(204)
    if request.method == "HEAD":
        return _answer(200, Upload_Offset=found.received, Upload_Length=found.size)
    offset = request.headers.get("Upload-Offset", "")
    if request.content_type != "application/offset+octet-stream":
        return _refused(_("A piece of a file is sent as application/offset+octet-stream."), 415)
    if not _NUMBER.fullmatch(offset):
        return _refused(_("It is not stated where the piece begins."), 400)
    try:
        found = _take(found, int(offset), request)
    except Upload.DoesNotExist:
        raise Http404 from None
    except Refused as refusal:
        return _refused(str(refusal), STATES.get(type(refusal), 413))
    return _answer(204, Upload_Offset=found.received)


def _take(found: Upload, offset: int, request: HttpRequest) -> Upload:
    empty = True
    for piece in _pieces(request):
        found = take_piece(found, offset=offset, piece=piece)
        offset, empty = found.received, False
    return take_piece(found, offset=offset, piece=b"") if empty else found


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """What comes by the line, in pieces worth a flush of the disk; where it breaks, what came.

    Written down every two seconds at the latest, so that a line that dies without a word, as on a
    telephone that is carried about, costs that much and no more.
    """
    waiting, since = bytearray(), monotonic()
    while True:
        try:
            piece = request.read(READ)
        except (UnreadablePostError, OSError):
            piece = b""
        waiting += piece
        late = monotonic() - since >= SECONDS
        if waiting and (not piece or late or len(waiting) >= WRITTEN):
            yield bytes(waiting)
            waiting, since = bytearray(), monotonic()
        if not piece:
            return


def _draft(consultation: Consultation, token: str) -> Draft:
    found = draft_of(consultation, token) if takes_forms(consultation) else None
    if found is None or sent_as(found) is not None:
        raise Http404
    return found


def _metadata(header: str) -> dict[str, str]:
    """The pairs of `Upload-Metadata`: a key and its value in base64, parted by commas."""
    found = {}
    for pair in header.split(","):
        key, _space, value = pair.strip().partition(" ")
        try:
            found[key] = b64decode(value, validate=True).decode("utf-8", "replace")
        except ValueError:  # of base64, or of what is no ASCII
            continue
    return found


def _refused(why: str, status: int) -> HttpResponse:
    response = HttpResponse(why, status=status, content_type="text/plain; charset=utf-8")
    response["Tus-Resumable"] = TUS
    return response


def _answer(status: int, **headers: object) -> HttpResponse:
    response = HttpResponse(status=status)
    response["Tus-Resumable"] = TUS
    for name, value in headers.items():
        response[name.replace("_", "-")] = str(value)
    return response
