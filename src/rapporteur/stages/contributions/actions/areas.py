"""Blacking out a part of a page that a person drew: a signature, handwriting, a stamp."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapporteur.base.models import User
from rapporteur.base.originals import queries as originals
from rapporteur.base.refusals import Refused
from rapporteur.core.screening.copies import PageWords, Under, words_under
from rapporteur.core.text.media import is_picture
from rapporteur.stages.contributions.actions.publishing import renew_copy
from rapporteur.stages.contributions.actions.redaction import (
    chosen_in,
    cut_chosen,
    public_beside,
)
from rapporteur.stages.contributions.actions.screening import record_on
from rapporteur.stages.contributions.choices import FindingKind, Part
from rapporteur.stages.contributions.models import Document, Version
from rapporteur.stages.contributions.queries.screening import Words, area_of, words_of

Box = tuple[float, float, float, float]
_FINE = 2  # figures after the point of a hundredth of a page


def cut_area(document: Document, *, page: int, box: Box, by: User | str) -> int:
    """Black out a part of a page of a file, in the other versions of the contribution that are
    public too, and cut the words that are known to stand under it; in how many passages they stand.

    box: left, top, width and height, in hundredths of the page as it is shown. Again, the same
    changes nothing. Raises Refused where the file has no such page, the box is not on it, or it
    is not known where the words of the page stand.
    """
    version = document.version
    box = _on_the_page(box)
    if not is_picture(document.media_type):
        raise _refused(_("This file has no pages that can be shown as pictures."))
    raw = originals.read(document.original)
    # Before the transaction: telling where words stand takes seconds.
    under: dict[str, Under] = {}
    places = []
    for each in (version, *public_beside(version)):
        for words in _pages_of(each, document, page):
            if words.text not in under:
                under[words.text] = _under(raw, document, words, box)
            places.append((each, words))
    if not places or not any(each.pages >= page for each in under.values()):
        many = len(document.pages)
        raise _refused(
            ngettext("This file has %(many)d page.", "This file has %(many)d pages.", many)
            % {"many": many}
        )
    for each, of_one in groupby(places, key=lambda place: place[0]):
        _cut_in(each, document, [words for _version, words in of_one], under, box, by)
    own = [words for each, words in places if each == version and words.document == document]
    return sum(len(under[words.text].spans) for words in own)


def _pages_of(version: Version, document: Document, page: int) -> list[Words]:
    """The page in a version, wherever the same file is in it."""
    return [
        words
        for words in words_of(version)
        if words.document is not None
        and (words.document.original_id, words.page) == (document.original_id, page)
    ]


def _under(raw: bytes, document: Document, words: Words, box: Box) -> Under:
    areas = (area_of(box, words.language),)
    page = PageWords(words.page or 0, words.text, words.text, areas=areas)
    under = words_under(raw, document.media_type, page)
    if under is None:
        raise _refused(
            _("It cannot be told which words of the page stand there."),
            _("Cut the words by hand, or the whole file."),
        )
    return under


def _cut_in(
    version: Version,
    document: Document,
    pages: Sequence[Words],
    under: Mapping[str, Under],
    box: Box,
    by: User | str,
) -> None:
    fields = {"part": Part.AREA, "kind": FindingKind.AREA, "box": list(box)}
    chosen = [chosen_in(words, version, 0, 0, by, **fields) for words in pages]
    chosen += [
        chosen_in(words, version, span.start, span.end, by)
        for words in pages
        for span in under[words.text].spans
    ]
    with transaction.atomic():
        cut_chosen(version, chosen, by)
        place = {"file": document.order, "page": pages[0].page, "box": list(box)}
        record_on("cut_area", version, by, **place, passages=len(chosen) - len(pages))
    renew_copy(version, by=by)


def _on_the_page(box: Box) -> Box:
    left, top, width, height = (round(float(each), _FINE) for each in box)
    if not (width > 0 and height > 0):
        raise _refused(_("The part has no size: give a width and a height above 0."))
    if left < 0 or top < 0 or round(max(left + width, top + height), _FINE) > 100:
        raise _refused(
            _("The part is not on the page: left and width, and top and height, are 100 at most.")
        )
    return left, top, width, height


def _refused(why: str, then: str = "") -> Refused:
    return Refused(_("Nothing was blacked out."), why, then)
