"""What a contribution says, version by version."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import Original, User
from rapporteur.base.refusals import Refused
from rapporteur.core.text.languages import tell_language
from rapporteur.stages.contributions import rules
from rapporteur.stages.contributions.actions.dispositions import dispose
from rapporteur.stages.contributions.actions.documents import documents_now, read_document
from rapporteur.stages.contributions.choices import Consent, DispositionKind, Origin, VersionKind
from rapporteur.stages.contributions.models import Answer, Contribution, Document, Item, Version
from rapporteur.stages.contributions.queries.items import in_force
from rapporteur.stages.contributions.queries.register import may_still_change
from rapporteur.stages.mandate.models import Consultation, Question

File = tuple[str, Original]  # a file's name and the bytes that are kept


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
    if documents is None:
        documents = documents_now(item) if item else ()
    read = read_documents(documents)  # before the transaction: it may take a minute
    with transaction.atomic():
        # As in `register`: of two who use the same item at once, the second sees the first.
        consultation = Consultation.objects.select_for_update().get(pk=contribution.consultation_id)
        contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if item is not None and contribution.items.filter(pk=item.pk).exists():
            before = contribution.versions.filter(item=item).last()
            if before is not None:
                return before
        _check_may_change(contribution, item)
        if item is not None:
            check_items(consultation, [item], further=False)
            contribution.items.add(item)
        if title is not None:
            contribution.title = title
            check_lengths(contribution)
            contribution.save(update_fields=["title"])
        version = add_version(
            contribution,
            kind=VersionKind.CORRECTION,
            at=item.received_at if item else timezone.now(),
            item=item,
            text=text,
            answers=answers,
            documents=read,
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


@transaction.atomic
def bring_back(
    contribution: Contribution, mistaken: Version, *, title: str, note: str, by: User | str
) -> Version:
    """Add a version that says again what the contribution said before a correction made by mistake.

    The item of the correction no longer stands behind the contribution. title: the one before.
    """
    earlier = contribution.versions.filter(number__lt=mistaken.number).latest("number")
    if mistaken.item is not None:
        contribution.items.remove(mistaken.item)
    contribution.title = title
    contribution.save(update_fields=["title"])
    documents = list(earlier.documents.all())
    for document in documents:
        document.pk, document._state.adding = None, True
    version = add_version(
        contribution,
        kind=VersionKind.CORRECTION,
        at=timezone.now(),
        item=None,
        text=earlier.text,
        answers={each.question: each.text for each in earlier.answers.select_related("question")},
        documents=documents,
        note=note,
    )
    record(
        "contributions.undo_correction",
        contribution,
        by=by,
        consultation=contribution.consultation.slug,
        version=version.number,
        mistaken=mistaken.number,
    )
    return version


def add_version(
    contribution: Contribution,
    *,
    kind: VersionKind,
    at: datetime | None,
    item: Item | None,
    text: str,
    answers: Mapping[Question, str] | None,
    documents: Sequence[Document],
    note: str = "",
) -> Version:
    """One more version of what a contribution says, with documents that are not saved yet."""
    answered = {question: answer for question, answer in (answers or {}).items() if answer.strip()}
    pages = [page["text"] for document in documents for page in document.pages]
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
        to_screen=contribution.consent != Consent.WITHHELD,
    )
    Answer.objects.bulk_create(
        Answer(version=version, question=question, text=answer)
        for question, answer in answered.items()
    )
    for order, document in enumerate(documents, start=1):
        document.version, document.order = version, order
    Document.objects.bulk_create(documents)
    return version


def read_documents(documents: Sequence[File | Document]) -> list[Document]:
    """Documents that are not saved yet, of files by name or of what was read already."""
    return [each if isinstance(each, Document) else read_document(*each) for each in documents]


def told_languages(text: str, documents: Sequence[Document]) -> list[str]:
    """The languages, of the six, that a contribution seems to be written in."""
    found = [tell_language(text), *(document.language for document in documents)]
    return sorted({code for code in found if code})


def check_items(consultation: Consultation, items: Sequence[Item], further: bool) -> None:
    """Raises Refused where an item cannot enter the register here."""
    for item in items:
        why, then = "", ""
        held = in_force(item)
        if item.consultation_id != consultation.pk:
            why = _("%(item)s was received in another consultation.") % {"item": item}
        elif held is not None and held.kind != DispositionKind.CONTRIBUTION:
            why = _("%(item)s was set aside: %(kind)s.") % {
                "item": item,
                "kind": held.get_kind_display(),
            }
            then = _("Reopen it with a reason first.")
        elif held is not None and not further:
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
        contribution.consultation, item.timing if item else rules.Timing(timezone.now())
    ):
        why = _("The final date had passed.")
    if why:
        raise Refused(
            _("%(number)s was not corrected.") % {"number": contribution},
            why,
            _("Register what was sent as a contribution of its own; it is labelled late."),
        )


def check_lengths(contribution: Contribution) -> None:
    """Raises Refused where a text is longer than the register holds; SQLite would not notice."""
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
