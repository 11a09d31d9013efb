"""Entering the register, and a later version of what stands there."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.numbering.actions import next_number
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions import rules
from rapporteur.stages.contributions.actions.dispositions import dispose
from rapporteur.stages.contributions.actions.documents import documents_now
from rapporteur.stages.contributions.actions.versions import (
    File,
    add_version,
    check_items,
    check_lengths,
    read_documents,
    told_languages,
)
from rapporteur.stages.contributions.choices import (
    Capacity,
    Consent,
    DispositionKind,
    ItemChannel,
    Mode,
    Origin,
    Timeliness,
    VersionKind,
)
from rapporteur.stages.contributions.models import Contribution, Document, Item, Signatory
from rapporteur.stages.mandate.choices import DeadlineKind
from rapporteur.stages.mandate.models import Consultation, Question
from rapporteur.stages.mandate.queries import deadlines_in_force
from rapporteur.stages.stakeholders.models import Category, Constituency, Entity, Group
from rapporteur.stages.stakeholders.queries import group_of


def register(
    consultation: Consultation,
    *,
    mode: Mode,
    origin: Origin,
    by: User | str,
    items: Sequence[Item] = (),
    contributor: str = "",
    organization: str = "",
    entity: Entity | None = None,
    group: Group | None = None,
    category: Category | None = None,
    region: str = "",
    capacity: Capacity = Capacity.OWN,
    speaks_for_group: Group | None = None,
    speaks_for_constituency: Constituency | None = None,
    speaks_for: str = "",
    title: str = "",
    abstract: str = "",
    keywords: Sequence[str] = (),
    languages: Sequence[str] = (),
    authored_on: date | None = None,
    received_at: datetime | None = None,
    consent: Consent = Consent.WITHHELD,
    text: str = "",
    answers: Mapping[Question, str] | None = None,
    documents: Sequence[File | Document] | None = None,
    signatories: Sequence[str | Entity] = (),
    reason: str = "",
    further: bool = False,
) -> Contribution:
    """Enter a contribution into the register under the next number of its mode.

    items: what it came in as; they are thereby decided, with `reason`. documents: name and kept
    bytes of each (or a `Document` that was read already); where not given, the files of the items.
    group: the one it is counted in; where not given, the one that the entity was placed in.
    received_at: for an intervention, when it was made; an item's own time stands by itself.
    signatories: of a joint contribution, the lead first: it is counted in the lead's group.
    further: another contribution out of items that stand in the register already.

    Raises Refused when the origin does not fit: `items` without an item, an intervention or a
    reconstruction with one, a reconstruction outside a reconstructed consultation or with a time
    of arrival, anything else inside one; when an item belongs elsewhere, was set aside, or is
    registered; when a text is too long for its place.
    """
    mode, origin = Mode(mode), Origin(origin)
    _check_origin(consultation, origin, items, received_at)
    if documents is None:
        documents = [document for item in items for document in documents_now(item)]
    # Reading a file may take a minute; done before the transaction, it holds nobody else up.
    read = read_documents(documents)
    with transaction.atomic():
        # Locked first: of two who register the same item at once, the second sees the first.
        consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
        check_items(consultation, items, further)
        arrived = min((item.received_at for item in items), default=received_at)
        if group is None and entity is not None:
            group = group_of(consultation, entity)
        contribution = Contribution(
            consultation=consultation,
            mode=mode,
            number=next_number(f"{consultation.slug}/{mode[0].upper()}"),
            origin=origin,
            contributor=contributor or (str(entity) if entity else ""),
            organization=organization,
            entity=entity,
            group=group,
            category=category,
            region=region,
            capacity=capacity,
            speaks_for_group=speaks_for_group,
            speaks_for_constituency=speaks_for_constituency,
            speaks_for=speaks_for,
            title=title,
            abstract=abstract,
            keywords=list(keywords),
            languages=list(languages or told_languages(text, read)),
            channel=items[0].channel if items else "",
            received_at=arrived,
            authored_on=authored_on,
            timeliness=_timeliness(consultation, origin, items),
            consent=consent,
            registered_by=str(by)[:200],
        )
        check_lengths(contribution)
        contribution.save()
        contribution.items.set(items)
        Signatory.objects.bulk_create(
            Signatory(
                contribution=contribution,
                order=order,
                name=str(signatory)[:300],
                entity=signatory if isinstance(signatory, Entity) else None,
                lead=order == 1,
            )
            for order, signatory in enumerate(signatories, start=1)
        )
        add_version(
            contribution,
            kind=VersionKind.FIRST,
            at=arrived,
            item=items[0] if items else None,
            text=text,
            answers=answers,
            documents=read,
        )
        for item in items:
            dispose(
                item,
                kind=DispositionKind.CONTRIBUTION,
                reason=reason or _("Registered as %(number)s.") % {"number": contribution},
                by=by,
            )
        record(
            "contributions.register_contribution",
            contribution,
            by=by,
            consultation=consultation.slug,
            mode=mode,
            origin=origin,
            group=group.key if group else "",
            items=[item.reference for item in items],
        )
    return contribution


def _timeliness(consultation: Consultation, origin: Origin, items: Sequence[Item]) -> Timeliness:
    """Only what arrives is early or late: the dates were announced for comments in writing.

    What was brought in from a folder did not arrive here: the time that its list states decides,
    and where it states none, it is not known.
    """
    if origin is not Origin.ITEMS:
        return Timeliness.UNKNOWN
    held = deadlines_in_force(consultation)
    preferred, final = held.get(DeadlineKind.PREFERRED), held.get(DeadlineKind.FINAL)
    found = {
        rules.timeliness(
            _stated_timing(item) if item.channel == ItemChannel.IMPORT else item.timing,
            preferred=preferred.at if preferred else None,
            final=final.at if final else None,
        )
        for item in items
    }
    # Of several items the earliest decides.
    return next((each for each in Timeliness if each in found), Timeliness.UNKNOWN)


def _stated_timing(item: Item) -> rules.Timing | None:
    return rules.Timing(item.sent_at) if item.sent_at else None


def _check_origin(
    consultation: Consultation,
    origin: Origin,
    items: Sequence[Item],
    received_at: datetime | None,
) -> None:
    why = ""
    if consultation.reconstructed != (origin is Origin.RECONSTRUCTION):
        why = _("What was reconstructed and what was received here are never in one consultation.")
    elif origin is Origin.ITEMS and not items:
        why = _("It has to name the item that it came in as.")
    elif origin is not Origin.ITEMS and items:
        why = _("Only what was received has items behind it.")
    elif origin is Origin.RECONSTRUCTION and received_at is not None:
        why = _("When a reconstructed contribution arrived is not known.")
    if why:
        raise Refused(_("The contribution was not registered."), why)
