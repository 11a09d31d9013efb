"""Opening a consultation, saying what it is about, and announcing it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.mandate.actions.appointing import appoint
from rapporteur.stages.mandate.actions.zones import check_zone
from rapporteur.stages.mandate.choices import ConsultationKind, DeadlineKind, Role
from rapporteur.stages.mandate.models import Consultation, Instrument, Provision
from rapporteur.stages.mandate.queries import deadlines_in_force


@transaction.atomic
def open_consultation(
    *,
    slug: str,
    prefix: str,
    titles: Mapping[str, str],
    by: User | str,
    kind: ConsultationKind = ConsultationKind.OPEN,
    descriptions: Mapping[str, str] | None = None,
    convener: str = "",
    on_behalf_of: str = "",
    languages: Iterable[str] = ("en",),
    zone: str = "UTC",
    answers: Iterable[Provision] = (),
    instruments: Iterable[Instrument] = (),
    reconstructed: bool = False,
    consent_rule: Mapping[str, str] | None = None,
) -> Consultation:
    """Open a consultation; whoever opens it becomes its administrator. The public sees it only
    once it is announced.

    Raises Refused when the slug is taken, or the zone or a language is not known.
    """
    if Consultation.objects.filter(slug=slug).exists():
        raise Refused(
            _("The consultation was not opened."),
            _("There is one named “%(slug)s” already.") % {"slug": slug},
            _("Choose another name for its address."),
        )
    check_zone(zone)
    if unknown := sorted(set(languages) - set(LANGUAGES)):
        raise Refused(
            _("The consultation was not opened."),
            _("These languages are not known: %(codes)s.") % {"codes": ", ".join(unknown)},
            _("Choose from: %(codes)s.") % {"codes": ", ".join(LANGUAGES)},
        )
    consultation = Consultation.objects.create(
        slug=slug,
        prefix=prefix,
        titles=dict(titles),
        descriptions=dict(descriptions or {}),
        kind=kind,
        convener=convener,
        on_behalf_of=on_behalf_of,
        languages=list(languages),
        zone=zone,
        reconstructed=reconstructed,
        consent_rule=dict(consent_rule or {}),
    )
    consultation.answers.set(answers)
    consultation.instruments.set(instruments)
    record("mandate.open_consultation", consultation, by=by, consultation=slug)
    if isinstance(by, User):
        appoint(consultation, user=by, role=Role.ADMINISTRATOR, by=by)
    return consultation


@transaction.atomic
def describe(
    consultation: Consultation,
    *,
    by: User | str,
    titles: Mapping[str, str],
    descriptions: Mapping[str, str],
    convener: str,
    on_behalf_of: str,
    languages: Iterable[str],
    consent_rule: Mapping[str, str],
) -> Consultation:
    """Change the words in which a consultation presents itself."""
    consultation.titles = dict(titles)
    consultation.descriptions = dict(descriptions)
    consultation.convener = convener
    consultation.on_behalf_of = on_behalf_of
    consultation.languages = list(languages)
    consultation.consent_rule = dict(consent_rule)
    consultation.save()
    record("mandate.describe_consultation", consultation, by=by, consultation=consultation.slug)
    return consultation


@transaction.atomic
def name_instruments(
    consultation: Consultation,
    *,
    by: User | str,
    instruments: Iterable[Instrument] = (),
    answers: Iterable[Provision] = (),
) -> None:
    """Add instruments to the chain of a consultation, and provisions that it answers."""
    consultation.instruments.add(*instruments)
    consultation.answers.add(*answers)
    record("mandate.name_instruments", consultation, by=by, consultation=consultation.slug)


@transaction.atomic
def announce(
    consultation: Consultation, *, by: User | str, at: datetime | None = None
) -> Consultation:
    """Announce a consultation: from this moment the public sees it. Announcing again changes
    nothing.

    Raises Refused when it has no date by which contributions are asked for; one of the past that
    was reconstructed has those that its sources state.
    """
    if consultation.announced_at is not None:
        return consultation
    asked_by = deadlines_in_force(consultation).keys() & {
        DeadlineKind.PREFERRED,
        DeadlineKind.FINAL,
    }
    if not asked_by and not consultation.reconstructed:
        raise Refused(
            _("The consultation was not announced."),
            _("It says nowhere by when contributions are asked for."),
            _("Announce a preferred or a final date first."),
        )
    consultation.announced_at = at or timezone.now()
    consultation.save(update_fields=["announced_at"])
    record("mandate.announce", consultation, by=by, consultation=consultation.slug)
    return consultation
