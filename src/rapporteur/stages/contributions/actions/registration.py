"""Entering the register, and a later version of what stands there."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import Original, User
from rapporteur.base.numbering.actions import next_number
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions import rules
from rapporteur.stages.contributions.actions.dispositions import dispose
from rapporteur.stages.contributions.actions.documents import read_document
from rapporteur.stages.contributions.choices import (
    Capacity,
    Consent,
    DispositionKind,
    Mode,
    Origin,
    Timeliness,
    VersionKind,
)
from rapporteur.stages.contributions.models import (
    Answer,
    Contribution,
    Document,
    Item,
    Signatory,
    Version,
)
from rapporteur.stages.contributions.queries.items import files_of
from rapporteur.stages.mandate.choices import DeadlineKind
from rapporteur.stages.mandate.models import Consultation, Question
from rapporteur.stages.mandate.queries import deadlines_in_force
from rapporteur.stages.stakeholders.models import Category, Constituency, Entity, Group
from rapporteur.stages.stakeholders.queries import group_of

File = tuple[str, Original]  # a file's name and the bytes that are kept


@transaction.atomic
def register(
    consultation: Consultation,
    *,
    mode: Mode,
    origin: Origin,
    by: User | str,
    items: Sequence[Item] = (),
    contributor: str = "",
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
    # Locked first: of two who register the same item at once, the second sees the first.
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    mode, origin = Mode(mode), Origin(origin)
    _check_origin(consultation, origin, items, received_at)
    _check_items(consultation, items, further)
    arrived = min((item.received_at for item in items), default=received_at)
    if group is None and entity is not None:
        group = group_of(consultation, entity)
    contribution = Contribution(
        consultation=consultation,
        mode=mode,
        number=next_number(f"{consultation.slug}/{mode[0].upper()}"),
        origin=origin,
        contributor=contributor or (str(entity) if entity else ""),
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
        languages=list(languages),
        channel=items[0].channel if items else "",
        received_at=arrived,
        authored_on=authored_on,
        timeliness=_timeliness(consultation, origin, arrived),
        consent=consent,
        registered_by=str(by)[:200],
    )
    _check_lengths(contribution)
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
    if documents is None:
        documents = [file for item in items for file in files_of(item)]
    _add_version(
        contribution,
        kind=VersionKind.FIRST,
        at=arrived,
        item=items[0] if items else None,
        text=text,
        answers=answers,
        documents=documents,
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


@transaction.atomic
def correct(
    contribution: Contribution,
    *,
    by: User | str,
    item: Item | None = None,
    text: str = "",
    answers: Mapping[Question, str] | None = None,
    documents: Sequence[File | Document] | None = None,
    title: str | None = None,
    note: str = "",
) -> Version:
    """Add a version that replaces what the contribution said; the earlier ones stay.

    item: what the correction came in as; it is thereby decided. The same item twice adds one
    version. The rest as in `register`.

    Raises Refused when the contribution is voided, withdrawn or reconstructed, or when the
    correction came after the final date (it can be registered as a late contribution instead).
    """
    contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
    consultation = contribution.consultation
    if item is not None:
        before = contribution.versions.filter(item=item).first()
        if before is not None:
            return before
    _check_may_change(contribution, item)
    if item is not None:
        _check_items(consultation, [item], further=False)
        contribution.items.add(item)
        if documents is None:
            documents = files_of(item)
    if title is not None:
        contribution.title = title
        _check_lengths(contribution)
        contribution.save(update_fields=["title"])
    version = _add_version(
        contribution,
        kind=VersionKind.CORRECTION,
        at=item.received_at if item else timezone.now(),
        item=item,
        text=text,
        answers=answers,
        documents=documents or (),
        note=note,
    )
    if item is not None:
        dispose(
            item,
            kind=DispositionKind.CONTRIBUTION,
            reason=_("Corrects %(number)s.") % {"number": contribution},
            by=by,
        )
    record(
        "contributions.correct_contribution",
        contribution,
        by=by,
        consultation=consultation.slug,
        version=version.number,
        item=item.reference if item else "",
    )
    return version


def _add_version(
    contribution: Contribution,
    *,
    kind: VersionKind,
    at: datetime | None,
    item: Item | None,
    text: str,
    answers: Mapping[Question, str] | None,
    documents: Sequence[File | Document],
    note: str = "",
) -> Version:
    answered = {question: answer for question, answer in (answers or {}).items() if answer.strip()}
    read = [each if isinstance(each, Document) else read_document(*each) for each in documents]
    pages = [page["text"] for document in read for page in document.pages]
    last = contribution.versions.aggregate(models.Max("number"))["number__max"] or 0
    version = Version.objects.create(
        contribution=contribution,
        number=last + 1,
        kind=kind,
        item=item,
        at=at or timezone.now(),
        text=text,
        fingerprint=rules.fingerprint([text, *answered.values(), *pages]),
        note=note,
    )
    Answer.objects.bulk_create(
        Answer(version=version, question=question, text=answer)
        for question, answer in answered.items()
    )
    for order, document in enumerate(read, start=1):
        document.version, document.order = version, order
    Document.objects.bulk_create(read)
    return version


def _timeliness(consultation: Consultation, origin: Origin, arrived: datetime | None) -> Timeliness:
    """Only what arrives is early or late: the dates were announced for comments in writing."""
    if origin is not Origin.ITEMS:
        return Timeliness.UNKNOWN
    held = deadlines_in_force(consultation)
    preferred, final = held.get(DeadlineKind.PREFERRED), held.get(DeadlineKind.FINAL)
    return rules.timeliness(
        arrived,
        preferred=preferred.at if preferred else None,
        final=final.at if final else None,
    )


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


def _check_items(consultation: Consultation, items: Sequence[Item], further: bool) -> None:
    for item in items:
        why, then = "", ""
        in_force = item.dispositions.filter(ended_at__isnull=True).first()
        if item.consultation_id != consultation.pk:
            why = _("%(item)s was received in another consultation.") % {"item": item}
        elif in_force is not None and in_force.kind != DispositionKind.CONTRIBUTION:
            why = _("%(item)s was set aside: %(kind)s.") % {
                "item": item,
                "kind": in_force.get_kind_display(),
            }
            then = _("Reopen it with a reason first.")
        elif in_force is not None and not further:
            numbers = ", ".join(str(each) for each in item.contributions.all())
            why = _("%(item)s stands in the register as %(numbers)s.") % {
                "item": item,
                "numbers": numbers,
            }
            then = _("If it holds a further contribution, say so and register again.")
        if why:
            raise Refused(_("The contribution was not registered."), why, then)


def _check_may_change(contribution: Contribution, item: Item | None) -> None:
    why = ""
    if contribution.origin == Origin.RECONSTRUCTION:
        why = _("It was reconstructed from a published count.")
    elif contribution.voided_at is not None:
        why = _("Its number was voided.")
    elif contribution.withdrawn_at is not None:
        why = _("It was withdrawn.")
    elif not may_still_change(
        contribution.consultation, item.received_at if item else timezone.now()
    ):
        why = _("The final date had passed.")
    if why:
        raise Refused(
            _("%(number)s was not corrected.") % {"number": contribution},
            why,
            _("Register what was sent as a contribution of its own; it is labelled late."),
        )


def may_still_change(consultation: Consultation, at: datetime) -> bool:
    """Whether a contributor may correct or withdraw at an instant: until the last date announced
    for contributions; always where none was."""
    held = deadlines_in_force(consultation)
    last = held.get(DeadlineKind.FINAL) or held.get(DeadlineKind.PREFERRED)
    return last is None or at < last.at


def _check_lengths(contribution: Contribution) -> None:
    for field in contribution._meta.concrete_fields:
        if isinstance(field, models.CharField) and field.max_length:
            value = getattr(contribution, field.attname)
            if len(value) > field.max_length:
                raise Refused(
                    _("The contribution was not registered."),
                    _("“%(field)s” has %(length)d characters, and at most %(most)d are kept.")
                    % {
                        "field": field.verbose_name,
                        "length": len(value),
                        "most": field.max_length,
                    },
                    _("Shorten it here; what was received keeps it whole."),
                )
