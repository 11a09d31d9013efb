"""What stands before the whole site: the short way in for a form that nothing is wrong with.

Sessions, languages and the page itself cost ten times what keeping the words does. A submission
that is plainly in order is kept and answered here; everything else goes on to the site, whole.
"""

import io
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseError
from django.http.request import split_domain_port, validate_host
from django.urls import reverse
from django.utils import timezone, translation
from multipart import MultipartError, parse_form_data

from rapporteur.base.refusals import Refused
from rapporteur.base.whence import BEGUN_AT, network_address
from rapporteur.site.cut_off import Body
from rapporteur.stages.contributions.actions.quick import take_later, take_quickly
from rapporteur.stages.contributions.models import Item

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

ACCEPTED = "302 Found"
LARGEST = 1_000_000  # bytes of a request that is looked at here
_OTHERS = "|".join(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
_ADDRESS = re.compile(rf"(?:/({_OTHERS}))?/consultations/([-a-zA-Z0-9_]+)/contribute/")
_KINDS = ("multipart/form-data", "application/x-www-form-urlencoded")


class Accept:
    """A WSGI application around the site's."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("CONTENT_LENGTH", "").isdecimal():
            environ["wsgi.input"] = Body(environ["wsgi.input"], int(environ["CONTENT_LENGTH"]))
        wanted = _wanted(environ)
        if wanted is None:
            return self.application(environ, start_response)
        environ[BEGUN_AT] = timezone.now()
        language, slug = wanted
        with translation.override(language):
            item = _taken(slug, environ)
            if item is None:
                return self.application(environ, start_response)
            headers = _answer(_receipts(language, slug), item)
        start_response(ACCEPTED, headers)
        return []

    def later(self, environ: Environ, then: Callable[[Headers | None], None]) -> bool:
        """Whether a form is being kept, of which all is there and this thread waits for nothing.

        then: is told the headers of the answer, whose status is ACCEPTED, once the form is
        durable, from another thread; None where the site must look. It must look too where this
        returns False, and then nothing was done.
        """
        wanted = _wanted(environ)
        fields = _fields(environ) if wanted else None
        if wanted is None or fields is None:
            return False
        language, slug = wanted
        with translation.override(language):
            receipts = _receipts(language, slug)
            try:
                return take_later(
                    slug,
                    fields,
                    begun_at=timezone.now(),
                    address=network_address(environ),
                    then=lambda item: then(_answer(receipts, item) if item else None),
                )
            except Refused:
                return False


def _wanted(environ: Environ) -> tuple[str, str] | None:
    """The language and the consultation of a form that may be taken here."""
    wanted = _ADDRESS.fullmatch(environ.get("PATH_INFO", ""))
    if wanted is None or not _is_short_form(environ) or not _is_ours(environ):
        return None
    return wanted[1] or settings.LANGUAGE_CODE, wanted[2]


def _answer(receipts: str, item: Item) -> Headers:
    return [
        ("Location", f"{receipts}{item.token}/"),
        ("Content-Length", "0"),
        ("Cache-Control", "no-store"),
        ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
        ("X-Content-Type-Options", "nosniff"),
    ]


def _taken(slug: str, environ: Environ) -> Item | None:
    try:
        sent = environ["wsgi.input"].read()
    except OSError:
        return None  # the site meets the same
    environ["wsgi.input"] = io.BytesIO(sent)
    fields = _fields({**environ, "wsgi.input": io.BytesIO(sent)})
    if fields is None:
        return None
    try:
        return take_quickly(
            slug, fields, begun_at=environ[BEGUN_AT], address=network_address(environ)
        )
    except (DatabaseError, Refused):
        return None  # the site meets the same, and has a page that says so


@cache
def _receipts(_language: str, slug: str) -> str:
    """The address of the receipts of a consultation, in the language that is active."""
    return reverse("contributions:receipt", args=[slug, "token"]).removesuffix("token/")


def _is_short_form(environ: Environ) -> bool:
    return (
        environ.get("REQUEST_METHOD") == "POST"
        and not environ.get("QUERY_STRING")
        and environ.get("CONTENT_TYPE", "").lower().startswith(_KINDS)
        and environ.get("CONTENT_LENGTH", "").isdecimal()
        and int(environ["CONTENT_LENGTH"]) <= LARGEST
    )


def _is_ours(environ: Environ) -> bool:
    """Whether the site would answer at all under this name, and this way."""
    domain, _port = split_domain_port(environ.get("HTTP_HOST", ""))
    secure = not settings.HTTPS or environ.get("HTTP_X_FORWARDED_PROTO") == "https"
    return secure and bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _fields(environ: Environ) -> dict[str, str] | None:
    """The fields, each of which was sent once; None where there is a file, or anything is odd."""
    try:
        words, files = parse_form_data(environ, strict=True, ignore_errors=False)
    except MultipartError:
        return None
    fields = dict(words.items())
    each_once = len(fields) == len(list(words.iterallitems()))
    return fields if each_once and not len(files) else None
