"""The files of an item as they were read."""

from collections.abc import Mapping, Sequence
from typing import Any

from rapporteur.base.models import Original
from rapporteur.core.text.extraction import Problem
from rapporteur.stages.contributions import rules
from rapporteur.stages.contributions.choices import NOT_READ, PARTLY
from rapporteur.stages.contributions.models import Document, Item, Reading, Typing
from rapporteur.stages.contributions.queries.items import files_of_all

NOTHING: Mapping[int, Typing] = {}


def documents_of(item: Item) -> list[Document]:
    """The files of an item, not saved, with what was read or typed so far; nothing is read now."""
    return documents_of_all([item])[item.pk]


def documents_of_all(items: Sequence[Item]) -> dict[int, list[Document]]:
    """As `documents_of`, of several items, by their keys."""
    files = files_of_all(items)
    readings = Reading.objects.in_bulk(
        {original.pk for of_one in files.values() for _order, _name, original in of_one}
    )
    typed: dict[tuple[int, int], dict[int, Typing]] = {}
    for typing in Typing.objects.filter(item__in=files).order_by("pk"):
        typed.setdefault((typing.item_id, typing.order), {})[typing.page] = typing
    documents: dict[int, list[Document]] = {}
    for item, of_one in files.items():
        documents[item] = []
        for order, name, original in of_one:
            document = document_as_read(
                name, original, readings.get(original.pk), typed=typed.get((item, order), {})
            )
            document.place = order
            documents[item].append(document)
    return documents


def document_as_read(
    filename: str,
    original: Original,
    reading: Reading | None,
    *,
    typed: Mapping[int, Typing] = NOTHING,
) -> Document:
    """A document that is not saved yet. typed: the pages that were typed, by their numbers, which
    take the place of what a machine read."""
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
        reader=reading.reader if reading else 0,
    )


def typed_pages(item: Item, order: int) -> Mapping[int, Typing]:
    """What was typed last from each page of a file of an item, by its number."""
    typings = Typing.objects.filter(item=item, order=order).select_related("typed_by")
    return {typing.page: typing for typing in typings.order_by("pk")}
