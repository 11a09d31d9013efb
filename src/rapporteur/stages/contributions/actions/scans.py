"""Recognising scans, and typing what recognition could not read."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from rapporteur.base.audit.actions import record
from rapporteur.base.leases import TRIES, is_free, lease, others_go_on
from rapporteur.base.models import Original, User
from rapporteur.base.originals import queries as originals
from rapporteur.base.refusals import Refused
from rapporteur.base.together import giving_way
from rapporteur.core.text.extraction import Extractor
from rapporteur.core.text.extraction.recognition import program
from rapporteur.stages.contributions import rules
from rapporteur.stages.contributions.actions.documents import storable, tell_languages
from rapporteur.stages.contributions.actions.screening import carry_findings, screen_again
from rapporteur.stages.contributions.actions.sighting import look_again
from rapporteur.stages.contributions.models import Document, Item, Reading, Typing
from rapporteur.stages.contributions.queries.documents import document_as_read, typed_pages

LEASE = timedelta(minutes=10)
NOTHING_READ: dict[str, object] = {"confidence": 0.0, "doubtful": []}
TURN = 20  # pages of one file that are recognised before another has its turn


def recognise_waiting(*, most: int = 100) -> int:
    """Recognise the text of scans, some pages of each in turn, so that a long one keeps nobody
    waiting; and say how many turns that took. Where Tesseract is not installed they go on waiting:
    nothing is lost, and their pages say so. Those of a file of which nothing came after `TRIES`
    times are left to be typed.
    """
    if program() is None:
        return 0
    _leave_to_be_typed()
    had: set[str] = set()
    with Extractor() as extractor:
        for done in range(most):
            waiting = Reading.objects.filter(read_at__isnull=False, to_recognise=True)
            once_more = {"tries": F("tries") + 1}
            reading = lease(waiting.exclude(pk__in=had), LEASE, **once_more)
            if reading is None and had:  # everybody had a turn: the first is next again
                had.clear()
                reading = lease(waiting, LEASE, **once_more)
            if reading is None:
                return done
            had.add(reading.pk)
            with others_go_on(f"Recognising {reading}"):
                _recognise(reading, extractor)
    return most


def _leave_to_be_typed() -> None:
    waiting = Reading.objects.filter(read_at__isnull=False, to_recognise=True)
    for reading in waiting.filter(is_free(timezone.now()), tries__gte=TRIES):
        for page in filter(rules.waits_for_recognition, reading.pages):
            page |= NOTHING_READ
        reading.to_recognise, reading.leased_until, reading.tries = False, None, 0
        with giving_way():
            reading.save(update_fields=["pages", "to_recognise", "leased_until", "tries"])
            _let_documents_have(reading.original)


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
    """One turn: the next pages of a reading that wait, kept before anybody sees them."""
    try:
        raw = originals.read(reading.original)
    except Refused:
        Reading.objects.filter(pk=reading.pk).update(to_recognise=False, leased_until=None)
        return
    waiting = [page for page in reading.pages if rules.waits_for_recognition(page)]
    script, programs = "", set(filter(None, reading.recognised_by.split("; ")))
    for page in waiting[:TURN]:
        with giving_way():
            Reading.objects.filter(pk=reading.pk).update(leased_until=timezone.now() + LEASE)
        found = extractor.recognise(raw, page["number"], reading.languages, as_before=script)
        page |= NOTHING_READ
        if found is None:
            continue
        script = found.script
        programs.add(found.by)
        page |= {
            "text": storable(found.text),
            "confidence": found.confidence,
            "doubtful": [list(span) for span in found.doubtful],
        }
    if programs:
        tell_languages(reading)
    with giving_way():
        if programs:
            reading.recognised_by = "; ".join(sorted(programs))[:100]
            reading.recognised_at = timezone.now()
        reading.to_recognise, reading.leased_until = len(waiting) > TURN, None
        reading.tries = 0
        reading.save()
        _let_documents_have(reading.original)
        look_again(reading.original)  # what the queue knows of it is that no word could be read


def _let_documents_have(original: Original, item: Item | None = None) -> None:
    """Give the text to documents of the register that had none, or only what was recognised.

    What was coded lies on passages of a page, so a page's text that a file brought itself never
    changes: of a file that is partly scanned, the other pages are filled in beside it.
    """
    documents = Document.objects.filter(original=original).select_related(
        "version__item", "version__contribution"
    )
    if item is not None:
        documents = documents.filter(version__item=item)
    for document in documents:
        own = {
            page["number"]: page
            for page in document.pages
            if page["text"].strip() and not {"how", "picture"} & page.keys()
        }
        owner = document.version.item
        reading = Reading.objects.filter(pk=original.pk).first()
        typed = typed_pages(owner, _order_in(owner, original)) if owner else {}
        read = document_as_read(document.filename, original, reading, typed=typed)
        pages = [
            own[page["number"]] if page["number"] in own and "how" in page else page
            for page in read.pages
        ]
        if pages == document.pages and read.problem == document.problem:
            continue
        before = {int(page["number"]): page["text"] for page in document.pages}
        document.pages, document.problem = pages, read.problem
        document.language = read.language
        document.save(update_fields=["pages", "problem", "language"])
        carry_findings(document, before)
        version = document.version
        screen_again(version)
        answers = version.answers.values_list("text", flat=True)
        texts = [page["text"] for each in version.documents.all() for page in each.pages]
        version.fingerprint = rules.fingerprint([version.text, *answers, *texts])
        version.save(update_fields=["fingerprint"])


def _order_in(item: Item, original: Original) -> int:
    if item.original_id == original.pk:
        return 0
    found = item.attachments.filter(original=original).first()
    return found.order if found else 0
