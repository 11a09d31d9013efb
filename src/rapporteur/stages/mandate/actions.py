"""Changing the mandate: recording instruments, opening a consultation, announcing its dates."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from zoneinfo import available_timezones

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.mandate import rules
from rapporteur.stages.mandate.choices import (
    ChannelKind,
    ConsultationKind,
    DeadlineKind,
    InstrumentKind,
    RelationKind,
    RequirementCheck,
    Role,
)
from rapporteur.stages.mandate.models import (
    Appointment,
    Channel,
    Consultation,
    Deadline,
    Instrument,
    Provision,
    Question,
    Relation,
    Requirement,
)
from rapporteur.stages.mandate.queries import deadlines_in_force


@transaction.atomic
def record_instrument(
    *,
    symbol: str,
    kind: InstrumentKind,
    by: User | str,
    titles: Mapping[str, str] | None = None,
    body: str = "",
    session: str = "",
    dated: date | None = None,
    stated_date: str = "",
    provisions: Mapping[str, str] | None = None,
) -> Instrument:
    """Record an instrument and the paragraphs of it that matter, number → text.

    Recording a symbol again fills in what was empty and adds the paragraphs that are new; what
    is there stays as it is, since other consultations may rest on it.
    """
    symbol = " ".join(symbol.split())
    instrument, created = Instrument.objects.get_or_create(symbol=symbol, defaults={"kind": kind})
    offered = {
        "body": body,
        "session": session,
        "dated": dated,
        "stated_date": stated_date,
        "titles": dict(titles or {}),
    }
    for field, value in offered.items():
        if value and not getattr(instrument, field):
            setattr(instrument, field, value)
    instrument.save()
    for number, text in (provisions or {}).items():
        Provision.objects.get_or_create(
            instrument=instrument, number=number, defaults={"text": text}
        )
    if created:
        record("mandate.record_instrument", instrument, by=by)
    return instrument


@transaction.atomic
def relate(
    *,
    source: Instrument,
    kind: RelationKind,
    target: Instrument,
    by: User | str,
    source_provision: Provision | None = None,
    target_provisions: Iterable[Provision] = (),
    note: str = "",
) -> Relation:
    """Say how one instrument stands to another. Saying the same again changes nothing.

    Raises Refused when an instrument is to be related to itself.
    """
    if source == target:
        raise Refused(
            _("The relation was not recorded."),
            _("An instrument cannot stand in a relation to itself."),
            _("Choose two instruments."),
        )
    relation, created = Relation.objects.get_or_create(
        source=source,
        kind=kind,
        target=target,
        defaults={"source_provision": source_provision, "note": note},
    )
    relation.target_provisions.add(*target_provisions)
    if created:
        record("mandate.relate_instruments", relation, by=by)
    return relation


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
    _check_zone(zone)
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


@transaction.atomic
def announce_deadline(
    consultation: Consultation,
    *,
    kind: DeadlineKind,
    stated: date,
    by: User | str,
    at: time | None = None,
    zone: str = "",
    reason: str = "",
    source: str = "",
    announced_at: datetime | None = None,
) -> Deadline:
    """Announce a date, or extend it.

    stated: the day. at: the hour in `zone` (the consultation's where not said); without one the
    deadline runs to the end of that day at UTC−12 (rules.end_of_day_anywhere).

    Raises Refused when the kind has a date already and this one is earlier (a deadline is never
    shortened once announced), or later without a reason.
    """
    zone = zone or consultation.zone
    _check_zone(zone)
    instant = rules.instant(stated, at, zone)
    earlier = deadlines_in_force(consultation).get(kind)
    if earlier is not None:
        if instant == earlier.at:
            return earlier
        if instant < earlier.at:
            raise Refused(
                _("The date was not changed."),
                _("It was announced as %(date)s, and a date is never shortened once announced.")
                % {"date": earlier.stated or earlier.at.date()},
                _("Keep it, or announce a later one."),
            )
        if not reason.strip():
            raise Refused(
                _("The date was not extended."),
                _("An extension is announced with its reason."),
                _("Write the reason and send it again."),
            )
    deadline = Deadline.objects.create(
        consultation=consultation,
        kind=kind,
        at=instant,
        stated=None if at else stated,
        zone=zone,
        announced_at=announced_at or timezone.now(),
        reason=reason,
        source=source,
    )
    record(
        "mandate.announce_deadline",
        deadline,
        by=by,
        consultation=consultation.slug,
        kind=kind,
        at=instant,
        reason=reason,
    )
    return deadline


@transaction.atomic
def add_channel(
    consultation: Consultation,
    *,
    kind: ChannelKind,
    by: User | str,
    address: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    note: str = "",
) -> Channel:
    """Announce an address under which contributions are taken."""
    channel = Channel.objects.create(
        consultation=consultation,
        kind=kind,
        address=address,
        valid_from=valid_from,
        valid_to=valid_to,
        note=note,
    )
    record("mandate.add_channel", channel, by=by, consultation=consultation.slug)
    return channel


@transaction.atomic
def add_question(
    consultation: Consultation,
    *,
    texts: Mapping[str, str],
    by: User | str,
    provisions: Iterable[Provision] = (),
) -> Question:
    """Add a guiding question after those that are there."""
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    number = consultation.questions.count() + 1
    question = Question.objects.create(consultation=consultation, number=number, texts=dict(texts))
    question.provisions.set(provisions)
    record("mandate.add_question", question, by=by, consultation=consultation.slug)
    return question


@transaction.atomic
def add_requirement(
    consultation: Consultation,
    *,
    texts: Mapping[str, str],
    by: User | str,
    provision: Provision | None = None,
    check_by: RequirementCheck = RequirementCheck.QUALITATIVE,
    by_date: date | None = None,
    bodies: Iterable[str] = (),
    evidence: Mapping[str, str] | None = None,
) -> Requirement:
    """Write down something that the mandate demands, and how it is checked."""
    requirement = Requirement.objects.create(
        consultation=consultation,
        provision=provision,
        texts=dict(texts),
        check_by=check_by,
        by_date=by_date,
        bodies=list(bodies),
        evidence=dict(evidence or {}),
    )
    record("mandate.add_requirement", requirement, by=by, consultation=consultation.slug)
    return requirement


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


def _check_zone(zone: str) -> None:
    if zone not in available_timezones():
        raise Refused(
            _("“%(zone)s” is not a time zone.") % {"zone": zone},
            _("Zones are named by continent and city, or UTC."),
            _("Write for example Europe/Geneva as Europe/Zurich, or America/New_York."),
        )
