"""Receipts and stamped copies as PDF, to go back by the way by which an item came."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapporteur.base.addresses import address_of, in_language_of_reader
from rapporteur.base.ledger.queries import covering
from rapporteur.base.originals.queries import read
from rapporteur.base.printing import font_folders, glyphs_refused
from rapporteur.base.refusals import Refused
from rapporteur.core.letters.printer import join
from rapporteur.core.paper.receipt import Entry, Kept, PaperReceipt, print_receipt
from rapporteur.core.paper.stamp import Stamp, stamped_copy
from rapporteur.core.text import media
from rapporteur.core.text.extraction import shared
from rapporteur.core.text.languages import LANGUAGES, pick
from rapporteur.stages.contributions.models import Item, Reading, Sighting
from rapporteur.stages.contributions.queries.items import files_of
from rapporteur.stages.contributions.queries.receipts import receipt
from rapporteur.stages.mandate.models import Consultation

WIDTH = 1600  # pixels of the page's picture: some 190 dots an inch on A4
SECONDS = 15  # for making it


def receipt_pdf(item: Item, *, language: str, now: datetime) -> bytes:
    """The receipt of an item, to be printed. language: one of the six.

    It holds the private link: for the sender, and for the official who sends it back to them.
    Raises Refused where a font is not installed.
    """
    consultation = item.consultation
    with in_language_of_reader(language):
        address = address_of("contributions:receipt", consultation.slug, item.token)
    attached = [
        Kept(each.filename, each.original.size, each.original.sha256)
        for each in item.attachments.select_related("original")
    ]
    told = PaperReceipt(
        office=_office(consultation),
        title=pick(consultation.titles, language)[1] or consultation.slug,
        reference=item.reference,
        received_at=item.received_at,
        zone=consultation.zone,
        channel=item.channel,
        sender=_sender(item),
        kept=[Kept("", item.original.size, item.original.sha256), *attached],
        address=address,
        entry=_entry(item),
    )
    with glyphs_refused():
        return print_receipt(told, language, created=now, font_folders=font_folders())


def stamped_pdf(item: Item, *, language: str, now: datetime) -> bytes:
    """A copy of the first page of an item with the stamp of reception; language: one of the six.

    Raises Refused where nothing that came can be shown as a picture, or a font is not installed.
    """
    made = _stamped(item, language, now)
    if made is None:
        raise Refused(
            _("%(item)s was not stamped.") % {"item": item},
            _("Nothing in it has a page that can be shown as a picture."),
            _("Print the receipt alone."),
        )
    return made


def _stamped(item: Item, language: str, now: datetime) -> bytes | None:
    """None where nothing that came can be shown as a picture."""
    picture = _first_page(item)
    if picture is None:
        return None
    stamp = Stamp(
        office=_office(item.consultation),
        reference=item.reference,
        received_at=item.received_at,
        zone=item.consultation.zone,
    )
    with glyphs_refused():
        return stamped_copy(picture, stamp, language, created=now, font_folders=font_folders())


def receipts_pdf(items: Sequence[Item], *, stamped: bool, now: datetime) -> bytes:
    """The receipts of some items as one file for the printer, each in its sender's language.

    stamped: with the stamped copy of the first page after each, where there is one.
    Raises Refused where a font is not installed.
    """
    with TemporaryDirectory() as folder:
        files: dict[Path, str] = {}  # and what each is of
        for item in items:
            language = language_of(item)
            parts: list[bytes | None] = [receipt_pdf(item, language=language, now=now)]
            if stamped:
                parts.append(_stamped(item, language, now))
            for part in filter(None, parts):
                file = Path(folder, f"{len(files):05}.pdf")
                file.write_bytes(part)
                files[file] = item.reference
        whole = Path(folder, "whole.pdf")
        join(list(files), whole, title=_("Receipts"), names=list(files.values()))
        return whole.read_bytes()


def language_of(item: Item) -> str:
    """In which of the six languages the sender is most likely to read: the one stated, the one in
    which they wrote, or the consultation's first."""
    stated = item.claimed.get("language")
    read = Reading.objects.filter(
        original__in=[original.pk for _name, original in files_of(item)]
    ).values_list("language", flat=True)
    # What was filled in on the online form is in no file of its own: the queue told its language.
    told = Sighting.objects.filter(pk=item.pk).values_list("language", flat=True)
    wished = [stated, *read, *told, *item.consultation.languages, get_language()]
    return next((each for each in wished if each in LANGUAGES), "en")


def _office(consultation: Consultation) -> list[str]:
    return [line for line in (consultation.convener, consultation.on_behalf_of) if line]


def _sender(item: Item) -> list[str]:
    claimed = item.claimed
    lines = [item.sender, claimed.get("name"), claimed.get("organization"), claimed.get("fax")]
    return list(dict.fromkeys(str(line) for line in lines if line))


def _entry(item: Item) -> Entry | None:
    if item.leaf is None:
        return None
    signed: Any = receipt(item)
    promise, checkpoint = signed["promise"], covering(item.leaf)
    place = None
    if checkpoint is not None and item.leaf.index is not None:
        place = (item.leaf.index, checkpoint.size, checkpoint.at)
    return Entry(
        origin=promise["origin"],
        commitment=promise["commitment"],
        signature=signed["signature"],
        by=datetime.fromisoformat(promise["include_by"]),
        place=place,
    )


def _first_page(item: Item) -> bytes | None:
    """The picture of the first page of the first file that has such, as JPEG."""
    for _name, original in files_of(item):
        kind = Reading.objects.filter(original=original).values_list("media_type", flat=True)
        if not media.is_picture(kind.first() or ""):
            continue
        with shared() as extractor:
            picture = extractor.picture(read(original), 1, WIDTH, seconds=SECONDS)
        if picture is not None:
            return picture
    return None
