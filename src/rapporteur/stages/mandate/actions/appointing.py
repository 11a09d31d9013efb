"""Giving officials their roles, and ending them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Appointment, Consultation


@transaction.atomic
def appoint(consultation: Consultation, *, user: User, role: Role, by: User | str) -> Appointment:
    """Give an official a role in a consultation. Appointing again changes nothing."""
    appointment, created = Appointment.objects.get_or_create(
        consultation=consultation,
        user=user,
        role=role,
        ended_at=None,
        defaults={"appointed_by": by if isinstance(by, User) else None},
    )
    if created:
        record("mandate.appoint", appointment, by=by, consultation=consultation.slug)
    return appointment


@transaction.atomic
def end_appointment(appointment: Appointment, *, by: User) -> Appointment:
    """End an official's role; what they did stays theirs.

    Raises Refused for the last administrator: nobody could appoint another.
    """
    others = appointment.consultation.appointments.filter(
        role=Role.ADMINISTRATOR, ended_at__isnull=True
    ).exclude(pk=appointment.pk)
    if appointment.role == Role.ADMINISTRATOR and not others.exists():
        raise Refused(
            _("The appointment was not ended."),
            _("%(name)s is the last administrator of this consultation.")
            % {"name": appointment.user},
            _("Appoint another administrator first."),
        )
    appointment.ended_by, appointment.ended_at = by, timezone.now()
    appointment.save(update_fields=["ended_by", "ended_at"])
    record(
        "mandate.end_appointment", appointment, by=by, consultation=appointment.consultation.slug
    )
    return appointment
