"""Who may enter a page.

Three kinds of people come to the desk of a consultation: one who holds the role that a page asks
for, one who holds another role there, and a stranger. The second reads, and is told in a sentence
why they may not write (403); the stranger is not told that the consultation exists (404).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from rapporteur.base.models import User
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import roles_of

View = Callable[..., HttpResponseBase]
READING = {"GET", "HEAD", "OPTIONS"}


class VisitorRequest(HttpRequest):
    """What a public page gets: the consultation that it is about is known."""

    consultation: Consultation


class DeskRequest(VisitorRequest):
    """What a page of the desk gets: the official who is signed in, and their roles here."""

    user: User
    roles: frozenset[Role]


@dataclass(frozen=True)
class Entry:
    """Who may enter a page, kept as `entry` on its view; without readers it is a public page."""

    readers: tuple[Role, ...] = ()
    writers: tuple[Role, ...] = ()


def desk(*writers: Role, readers: tuple[Role, ...] = tuple(Role)) -> Callable[[View], View]:
    """A page of a consultation's desk: `view(request, consultation, …)`, reached by its slug.

    writers: who may send the page's forms; the administrator always may, and with none named only
    the administrator may. readers: who may look at it; every appointed official where not said.
    """

    def dress(view: View) -> View:
        @wraps(view)
        @login_required
        def enter(request: HttpRequest, slug: str, **rest: object) -> HttpResponseBase:
            consultation = Consultation.objects.filter(slug=slug).first()
            held = roles_of(request.user, consultation) if consultation else frozenset()  # type: ignore[arg-type]
            if consultation is None or not held:
                raise Http404
            wanted = readers if request.method in READING else writers
            if not held & {*wanted, Role.ADMINISTRATOR}:
                raise PermissionDenied(refusal_of(wanted))
            request.consultation = consultation  # type: ignore[attr-defined]
            request.roles = held  # type: ignore[attr-defined]
            return view(request, consultation, **rest)

        enter.entry = Entry(readers, (*writers, Role.ADMINISTRATOR))  # type: ignore[attr-defined]
        return enter

    return dress


def refusal_of(wanted: tuple[Role, ...]) -> str:
    """The sentence that tells an official why a page is not theirs, and whom to ask."""
    named = get_text_list([str(role.label) for role in wanted or (Role.ADMINISTRATOR,)], _("or"))
    return _(
        "This is for the %(roles)s of this consultation, and you hold another role here. "
        "Ask its administrator to do it or to appoint you."
    ) % {"roles": named}


def visitors(view: View) -> View:
    """A public page of a consultation: `view(request, consultation, …)`, reached by its slug.

    Before it is announced only its officials see it, as a preview; to all others it is not there.
    """

    @wraps(view)
    def enter(request: HttpRequest, slug: str, **rest: object) -> HttpResponseBase:
        consultation = Consultation.objects.filter(slug=slug).first()
        if consultation is None or not _may_see(request, consultation):
            raise Http404
        request.consultation = consultation  # type: ignore[attr-defined]
        return view(request, consultation, **rest)

    enter.entry = Entry()  # type: ignore[attr-defined]
    return enter


def _may_see(request: HttpRequest, consultation: Consultation) -> bool:
    announced = consultation.announced_at
    if announced is not None and announced <= timezone.now():
        return True
    return request.user.is_authenticated and bool(roles_of(request.user, consultation))
