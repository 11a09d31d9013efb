"""Reading the text out of what was kept: once, and then it is kept too."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from rapporteur.base.leases import give_up, lease, others_go_on
from rapporteur.base.models import Original
from rapporteur.base.originals import queries as originals
from rapporteur.base.refusals import Refused
from rapporteur.base.together import giving_way
from rapporteur.core.text import media
from rapporteur.core.text.extraction import READER, Extracted, Problem, extract, shared
from rapporteur.core.text.languages import tell_language
from rapporteur.stages.contributions import rules
from rapporteur.stages.contributions.choices import GONE
from rapporteur.stages.contributions.models import Document, Item, Reading
from rapporteur.stages.contributions.queries.documents import document_as_read, typed_pages
from rapporteur.stages.contributions.queries.items import files_of

LEASE = timedelta(minutes=5)
MOST_PAGES = 5_000  # of one file; whoever sends more is told that the rest was not taken
PICTURES = (Problem.IMAGE, Problem.NO_TEXT)  # what may be recognised all the same


def read_document(filename: str, original: Original) -> Document:
    """A document that is not saved yet: a kept file with the text read out of it, by page.

    A file that cannot be read is a document all the same, with the reason as its problem. What
    was not read yet is read now, which may take a minute.
    """
    return document_as_read(filename, original, _read_now(filename, original))


def documents_now(item: Item) -> list[Document]:
    """The files of an item with their text, and with what was typed in place of it."""
    return [
        document_as_read(name, original, _read_now(name, original), typed=typed_pages(item, order))
        for order, name, original in files_of(item, numbered=True)
    ]


def read_waiting(*, most: int = 1000) -> int:
    """Read what nobody has read yet, the longest waiting first, and say how many were read.

    Each is leased before it is read, so that of several workers each reads another, and one that
    a crash interrupted is read again when its lease runs out. One of which nothing came after
    `leases.TRIES` times is said to have taken its reader down.
    """
    waiting = Reading.objects.filter(read_at__isnull=True)
    give_up(waiting, read_at=timezone.now(), problem=str(Problem.DIED), tries=0)
    for done in range(most):
        reading = lease(waiting, LEASE, tries=F("tries") + 1)
        if reading is None:
            return done
        with others_go_on(f"Reading {reading}"):
            _read(reading)
    return most


def _read_now(filename: str, original: Original) -> Reading:
    reading, _new = Reading.objects.get_or_create(
        original=original, defaults={"filename": filename[:300]}
    )
    return reading if reading.read_at is not None else _read(reading)


def _read(reading: Reading) -> Reading:
    pages = 0
    try:
        raw = originals.read(reading.original)
    except Refused:
        extracted, problem = Extracted((), media.UNKNOWN), GONE
    else:
        extracted = extract(raw, reading.filename)
        problem = str(extracted.problem or "")
        if extracted.problem is Problem.IMAGE and media.is_picture(extracted.media_type):
            with shared() as extractor:
                pages = extractor.count_pages(raw)
    reading.media_type = extracted.media_type[:100]
    reading.pages = [
        {"number": page.number, "text": storable(page.text)} for page in extracted.pages
    ] or [{"number": number, "text": ""} for number in range(1, min(pages, MOST_PAGES) + 1)]
    is_picture = extracted.problem in PICTURES and media.is_picture(extracted.media_type)
    for page in reading.pages:
        if is_picture or page["number"] in extracted.pictures:
            page["picture"] = True
    tell_languages(reading)
    if pages > MOST_PAGES:
        problem = str(Problem.CUT)
    reading.problem = problem
    reading.to_recognise = any(rules.waits_for_recognition(page) for page in reading.pages)
    reading.read_at, reading.reader = timezone.now(), READER
    reading.leased_until, reading.tries = None, 0
    with giving_way():
        reading.save()
    return reading


def tell_languages(reading: Reading) -> None:
    """Say in which language a reading is, and where it is in several, each page by stretches; not
    where these are not to be told in a minute."""
    with shared() as extractor:
        told = extractor.languages([(page["number"], page["text"]) for page in reading.pages])
    told = told or [[] for _page in reading.pages]
    several = len({language for page in told for _start, _end, language in page if language}) > 1
    for page, stretches in zip(reading.pages, told, strict=True):
        page.pop("languages", None)
        if several:
            page["languages"] = [list(stretch) for stretch in stretches]
    reading.language = tell_language("\f".join(page["text"] for page in reading.pages)) or ""


def storable(text: str) -> str:
    """The text without what no database stores: NUL, and halves of characters."""
    return text.replace("\0", "␀").encode("utf-8", "replace").decode("utf-8")
