"""Recognising scans, and typing what recognition could not read."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from rapporteur.base.audit.actions import record
from rapporteur.base.models import Original, User
from rapporteur.base.originals import queries as originals
from rapporteur.base.refusals import Refused
from rapporteur.core.text.extraction import Extractor
from rapporteur.core.text.extraction.recognition import program
from rapporteur.core.text.languages import tell_language
from rapporteur.stages.contributions import rules
from rapporteur.stages.contributions.actions.documents import MOST_PAGES, lease, storable
from rapporteur.stages.contributions.actions.sighting import look_again
from rapporteur.stages.contributions.models import Document, Item, Reading, Typing
from rapporteur.stages.contributions.queries.documents import document_as_read

LEASE = timedelta(minutes=10)


def recognise_waiting(*, most: int = 100) -> int:
    """Recognise the text of scans, and say of how many files. Where Tesseract is not installed
    they go on waiting: nothing is lost, and their pages say so."""
    if program() is None:
        return 0
    with Extractor() as extractor:
        for done in range(most):
            reading = lease(Reading.objects.filter(read_at__isnull=False, to_recognise=True), LEASE)
            if reading is None:
                return done
            _recognise(reading, extractor)
    return most


def type_page(item: Item, order: int, page: int, text: str, *, by: User) -> Typing:
    """Keep what an official typed from the picture of a page, beside what was recognised.

    order: of the file in the item, 0 for what arrived as the item itself. page: from 1. The
    sender stays whoever is claimed to be: the audit trail says who typed.
    """
    text = storable(text.replace("\r\n", "\n"))
    with transaction.atomic():
        typing = Typing.objects.create(item=item, order=order, page=page, text=text, typed_by=by)
        original = item.original if order == 0 else item.attachments.get(order=order).original
        _let_documents_have(original, item)
        look_again(original)
        record(
            "contributions.type_page",
            item,
            by=by,
            consultation=item.consultation.slug,
            file=order,
            page=page,
            characters=len(text),
        )
    return typing


def _recognise(reading: Reading, extractor: Extractor) -> None:
    try:
        raw = originals.read(reading.original)
    except Refused:
        Reading.objects.filter(pk=reading.pk).update(to_recognise=False, leased_until=None)
        return
    pages: list[dict[str, Any]] = []
    programs: set[str] = set()
    for number in range(1, min(extractor.count_pages(raw), MOST_PAGES) + 1):
        Reading.objects.filter(pk=reading.pk).update(leased_until=timezone.now() + LEASE)
        found = extractor.recognise(raw, number, reading.languages)
        page: dict[str, Any] = {"number": number, "text": "", "confidence": 0.0, "doubtful": []}
        if found is not None:
            programs.add(found.by)
            page |= {
                "text": storable(found.text),
                "confidence": found.confidence,
                "doubtful": [list(span) for span in found.doubtful],
            }
        pages.append(page)
    with transaction.atomic():
        if programs:
            reading.pages = pages
            reading.language = tell_language("\f".join(page["text"] for page in pages)) or ""
            reading.recognised_by = "; ".join(sorted(programs))[:100]
            reading.recognised_at = timezone.now()
        reading.to_recognise, reading.leased_until = False, None
        reading.save()
        _let_documents_have(reading.original)
        look_again(reading.original)


def _let_documents_have(original: Original, item: Item | None = None) -> None:
    """Give the text to documents of the register that had none, or only what was recognised.

    What was coded lies on passages of a text, so a text that a file brought itself never changes.
    """
    documents = Document.objects.filter(original=original).select_related("version__item")
    if item is not None:
        documents = documents.filter(version__item=item)
    for document in documents:
        if any(page["text"].strip() and "how" not in page for page in document.pages):
            continue
        owner = document.version.item
        reading = Reading.objects.filter(pk=original.pk).first()
        typed_of = (owner, _order_in(owner, original)) if owner else None
        read = document_as_read(document.filename, original, reading, typed_of=typed_of)
        document.pages, document.problem = read.pages, read.problem
        document.language = read.language
        document.save(update_fields=["pages", "problem", "language"])
        version = document.version
        answers = version.answers.values_list("text", flat=True)
        texts = [page["text"] for each in version.documents.all() for page in each.pages]
        version.fingerprint = rules.fingerprint([version.text, *answers, *texts])
        version.save(update_fields=["fingerprint"])


def _order_in(item: Item, original: Original) -> int:
    if item.original_id == original.pk:
        return 0
    found = item.attachments.filter(original=original).first()
    return found.order if found else 0
