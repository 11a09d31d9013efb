"""Pages that belong to no single stage."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from rapporteur.site.styleguide import specimens
from rapporteur.stages.mandate import queries as mandate


def home(request: HttpRequest) -> HttpResponse:
    """The consultations that the public may see, with what is open now."""
    shown = [(each, mandate.phase_of(each)) for each in mandate.announced()]
    return render(request, "home.html", {"consultations": shown})


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The consultations in which the person who is signed in has a role."""
    mine = mandate.seen_by(request.user)  # type: ignore[arg-type]
    return render(request, "my_desk.html", {"consultations": mine})


def health(request: HttpRequest) -> HttpResponse:
    """Answers while the application and its database do."""
    mandate.announced().exists()
    return HttpResponse("ok\n", content_type="text/plain")


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component of the design on one page, for those who work on it."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "styleguide.html", specimens())
