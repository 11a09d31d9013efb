"""What a consultation asks, what is demanded of it, and under which addresses it is answered."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.stages.mandate.choices import ChannelKind, RequirementCheck
from rapporteur.stages.mandate.models import Channel, Consultation, Provision, Question, Requirement


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
