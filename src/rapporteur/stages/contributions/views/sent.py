"""What the pages of the online form share: reading what was sent, and the dates."""

from datetime import datetime
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.refusals import Refused
from rapporteur.base.whence import BEGUN_AT
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.contributions.actions.uploads import no_room_for
from rapporteur.stages.contributions.exports.paper import language_of
from rapporteur.stages.contributions.forms.take_part import TakePart
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.mandate.choices import DeadlineKind, Phase
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import deadlines_in_force, phase_of


def begun_at(request: HttpRequest) -> datetime:
    """When a request began to arrive: asked before its body is read, which may take an hour."""
    return request.META.get(BEGUN_AT) or timezone.now()


def sent_form(
    request: HttpRequest, consultation: Consultation, **further: Any
) -> tuple[TakePart, int]:
    """The form as it was sent; where it was too large to be read, an empty one that says so.

    further: what the form takes besides. The status is that of the page, should it be shown again.
    """
    try:
        return TakePart(consultation, request.POST, request.FILES, **further), 422
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        why = _(
            "What you sent was too much for one form, and nothing of it was taken. Send long "
            "texts as files, at most 50 at a time; go back a page to find what you had typed."
        )
        status = 413
    except OSError as problem:  # a large file is written to the disk while it is read
        if not no_room_for(problem):
            raise
        why, status = no_room(), 507
    form = TakePart(consultation, {}, **further)
    form.full_clean()
    form.errors.clear()
    form.add_error(None, why)
    return form, status


def no_room() -> str:
    """The sentence for a disk that is full, which is nobody's fault who sends."""
    return str(
        Refused(
            _("It was not taken."),
            _("There is no room for it here at the moment; what was sent before is kept."),
            _("Try again in an hour, or send it by e-mail. Keep your own copy."),
        )
    )


def language_wished(request: HttpRequest, item: Item) -> str:
    """In which of the six languages something is to be printed: the one asked for, or else the one
    that the sender is most likely to read."""
    wished = request.GET.get("in", "")
    return wished if wished in LANGUAGES else language_of(item)


def takes_forms(consultation: Consultation) -> bool:
    """Whether the online form of a consultation is open: from its announcement on, for good."""
    return phase_of(consultation) is not Phase.PLANNED and not consultation.reconstructed


def dates(consultation: Consultation) -> list[object]:
    """The dates for contributions that hold, the preferred one first."""
    held = deadlines_in_force(consultation)
    return [held[kind] for kind in (DeadlineKind.PREFERRED, DeadlineKind.FINAL) if kind in held]
