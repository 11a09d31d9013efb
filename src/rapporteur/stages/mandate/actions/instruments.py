"""Recording instruments and how they stand to each other."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.mandate.choices import InstrumentKind, RelationKind
from rapporteur.stages.mandate.models import Instrument, Provision, Relation


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
