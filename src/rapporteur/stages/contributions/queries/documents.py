"""The files of an item as they were read."""

from collections.abc import Mapping
from typing import Any

from rapporteur.base.models import Original
from rapporteur.core.text.extraction import Problem
from rapporteur.stages.contributions import rules
from rapporteur.stages.contributions.choices import NOT_READ, PARTLY
from rapporteur.stages.contributions.models import Document, Item, Reading, Typing
from rapporteur.stages.contributions.queries.items import files_of


def documents_of(item: Item) -> list[Document]:
    """The files of an item, not saved, with what was read or typed so far; nothing is read now."""
    files = files_of(item, numbered=True)
    readings = Reading.objects.in_bulk([original.pk for _order, _name, original in files])
    documents = []
    for order, name, original in files:
        document = document_as_read(
            name, original, readings.get(original.pk), typed_of=(item, order)
        )
        document.place = order
        documents.append(document)
    return documents


def document_as_read(
    filename: str,
    original: Original,
    reading: Reading | None,
    *,
    typed_of: tuple[Item, int] | None = None,
) -> Document:
    """A document that is not saved yet. typed_of: the item and the file in it whose typed pages
    take the place of what a machine read."""
    typed = typed_pages(*typed_of) if typed_of else {}
    read_yet = reading is not None and reading.read_at is not None
    pages: dict[int, dict[str, Any]] = {}
    problem = NOT_READ
    if reading is not None and read_yet:
        problem = reading.problem
        for page in reading.pages:
            how = {"how": "recognised"} if "confidence" in page else {}
            pages[page["number"]] = page | how
    for number, typing in typed.items():
        pages[number] = {"number": number, "text": typing.text, "how": "typed"}
    if problem != Problem.CUT and any(page["text"].strip() for page in pages.values()):
        waits = any(rules.waits_for_recognition(page) for page in pages.values())
        filled = any("how" in page for page in pages.values())
        problem = PARTLY if waits else "" if filled else problem
    return Document(
        original=original,
        filename=filename,
        media_type=reading.media_type if reading else "",
        language=reading.language if reading else "",
        pages=[pages[number] for number in sorted(pages)],
        problem=problem,
    )


def typed_pages(item: Item, order: int) -> Mapping[int, Typing]:
    """What was typed last from each page of a file of an item, by its number."""
    typings = Typing.objects.filter(item=item, order=order).select_related("typed_by")
    return {typing.page: typing for typing in typings.order_by("pk")}
