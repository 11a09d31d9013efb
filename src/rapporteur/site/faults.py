"""What is answered where something broke that no page could foresee."""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

FULL = (errno.ENOSPC, errno.EDQUOT)
FULL_SAYS = ("disk is full", "No space left", "could not extend file")  # SQLite, PostgreSQL
AGAIN = 300  # seconds after which it is worth trying again


def fault(request: HttpRequest) -> HttpResponse:
    """The page for a problem that nothing caught, while it is being handled.

    Where the database could not be written or reached, or the disk is full, it says that nothing
    was taken (503, 507 for want of room); otherwise that something broke (500). It asks neither
    the database nor the session for anything: they may be what broke.
    """
    problem = sys.exc_info()[1]
    if not isinstance(problem, OperationalError | InterfaceError | OSError):
        return server_error(request)
    full = _is_full(problem)
    if isinstance(problem, OSError) and not full:
        return server_error(request)
    page = render_to_string("503.html", {"full": full})
    return HttpResponse(
        page,
        status=507 if full else 503,
        headers={"Retry-After": str(AGAIN), "Cache-Control": "no-store"},
    )


def _is_full(problem: BaseException) -> bool:
    if isinstance(problem, OSError):
        return problem.errno in FULL
    return any(words in str(problem) for words in FULL_SAYS)
