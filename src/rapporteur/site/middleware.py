"""What stands between every request and its page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rapporteur.base.refusals import Refused


class refusals_as_pages:  # noqa: N801  (used like a function, as Django's settings name it)
    """Turns a refusal that no view has caught into a page that says what to do next (409)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, Refused):
            return None
        return render(request, "refusal.html", {"refusal": problem}, status=409)
