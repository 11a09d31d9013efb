"""What stands between every request and its page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from rapporteur.base.refusals import Refused

_SECRETS = {"token", "code"}  # what an address takes that only some may know


class refusals_as_pages:  # noqa: N801  (used like a function, as Django's settings name it)
    """Turns a refusal that no view has caught into a page that says what to do next (409); and a
    form of which only a part arrived, nothing of which is taken (400)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, UnreadablePostError):
            cut_off = Refused(
                _("Nothing was taken."),
                _("The line broke before all of it was here."),
                _("Go back, and send it again."),
            )
            return render(request, "refusal.html", {"refusal": cut_off}, status=400)
        if not isinstance(problem, Refused):
            return None
        return render(request, "refusal.html", {"refusal": problem}, status=409)


class addresses_without_nul:  # noqa: N801  (as above)
    """Answers an address that holds a NUL with 400: no word has one, and PostgreSQL takes none.

    What is sent in a form is looked at by the form itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            refusal = Refused(
                _("There is no such address."),
                _("It holds a character (NUL) that no text has."),
                _("Go back, and type it again."),
            )
            return render(request, "refusal.html", {"refusal": refusal}, status=400)
        return self.get_response(request)


class buttons_say_so:  # noqa: N801  (as above)
    """Has the address of a button say that it is one, to whoever opens it as a page (405).

    That is where signing in again leads whoever pressed the button when they no longer were.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        refusal = Refused(
            _("Nothing was done."),
            _("This is the address of a button, and the button was not pressed."),
            _("Go back to the page that it is on, and press it there."),
        )
        page = render(request, "refusal.html", {"refusal": refusal}, status=405)
        page["Allow"] = response["Allow"]
        return page


class asked_anew:  # noqa: N801  (as above)
    """Has browsers and caches on the way ask anew before they show a page or a file again: what
    was withdrawn, or cut out of it, since is then shown by none of them (RFC 9111, 5.2.2.4). What
    somebody who is signed in was given is kept by no cache that others use.

    An answer that says itself how long it holds is left as it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            is_known = request.user.is_authenticated
            response["Cache-Control"] = "private, no-cache" if is_known else "no-cache"
        return response


class not_for_everybody:  # noqa: N801  (as above)
    """What is behind a private link is kept by no cache at all; and search engines leave that, and
    what is at the desk, out of their lists: files too, which have no head to say it in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match is None:
            return response
        is_by_link = bool(match.kwargs.keys() & _SECRETS)
        entry = getattr(match.func, "entry", None)
        if is_by_link:
            add_never_cache_headers(response)
        if is_by_link or (entry and entry.readers):
            response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response
