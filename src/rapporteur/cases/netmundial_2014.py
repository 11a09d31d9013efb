"""The consultation into which the contributions to NETmundial (São Paulo, April 2014) are brought.

The contributions come from their own files; of the meeting itself nothing is reconstructed.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

from django.db import transaction

from rapporteur.base.models import User
from rapporteur.stages.analysis.actions import (
    Proposed,
    begin_codebook_from,
    propose_codings,
    publish_codebook,
)
from rapporteur.stages.analysis.queries import codebook_in_force
from rapporteur.stages.mandate.actions import announce, announce_deadline, open_consultation
from rapporteur.stages.mandate.choices import ConsultationKind, DeadlineKind
from rapporteur.stages.mandate.models import Consultation

SLUG = "netmundial-2014"
CODEBOOK = "internet-governance"
ANNOUNCED = datetime(2014, 1, 1, tzinfo=UTC)  # of the day only the year is known here
LAST_DAY = date(2014, 3, 8)


@transaction.atomic
def make(*, by: User | str) -> Consultation:
    """The consultation, made where it is not there yet; its groups come with the contributions."""
    there = Consultation.objects.filter(slug=SLUG).first()
    if there is not None:
        return there
    consultation = open_consultation(
        slug=SLUG,
        prefix="NM2014",
        titles={
            "en": "NETmundial: Global Multistakeholder Meeting on the Future of Internet "
            "Governance",
            "ar": "نتمونديال: الاجتماع العالمي لأصحاب المصلحة المتعددين بشأن مستقبل إدارة الإنترنت",
        },
        descriptions={
            "en": "The contributions sent to NETmundial in 2014, as the organizers published them.",
            "ar": "المساهمات المرسلة إلى نتمونديال في عام 2014، كما نشرها المنظمون.",
        },
        kind=ConsultationKind.CALL,
        languages=["en", "fr", "es"],
        zone="America/Sao_Paulo",
        by=by,
    )
    announce_deadline(
        consultation,
        kind=DeadlineKind.FINAL,
        stated=LAST_DAY,
        source="the organizers' call for content contributions",
        announced_at=ANNOUNCED,
        by=by,
    )
    return announce(consultation, by=by, at=ANNOUNCED)


def propose(
    consultation: Consultation,
    *,
    by: User | str,
    progress: Callable[[int, int], None] | None = None,
) -> Proposed:
    """Propose passages by the codebook in force, that of Internet governance where there is none.

    What was proposed or decided before stays as it is.
    """
    if codebook_in_force(consultation) is None:
        publish_codebook(begin_codebook_from(consultation, CODEBOOK, by=by), by=by)
    return propose_codings(consultation, by=by, progress=progress)
