"""What is answered where something broke, or came, that no page could foresee."""

import errno
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from rapporteur.base.refusals import Refused

FULL = (errno.ENOSPC, errno.EDQUOT)
FULL_SAYS = ("disk is full", "No space left", "could not extend file")  # SQLite, PostgreSQL
AGAIN = 300  # seconds after which it is worth trying again
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


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


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request that could not be read (400), or was too much at once (413).

    The name by which the site was called may be what is wrong with it, so it asks for none.
    """
    too_much = isinstance(exception, TOO_MUCH)
    page = render_to_string("400.html", {"too_much": too_much})
    return HttpResponse(page, status=413 if too_much else 400)


def unmarked(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form without the mark of the page that it was on (403)."""
    refusal = Refused(
        _("The form was not taken."),
        _(
            "It does not bear the mark of the page that it was on: the browser keeps no cookies of "
            "this site, or somebody signed in or out here since the page was opened."
        ),
        _("Allow this site its cookies, open the page anew and send the form again."),
    )
    return render(request, "refusal.html", {"refusal": refusal}, status=403)


def _is_full(problem: BaseException) -> bool:
    if isinstance(problem, OSError):
        return problem.errno in FULL
    return any(words in str(problem) for words in FULL_SAYS)
