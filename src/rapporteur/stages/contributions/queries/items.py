"""Reading what was received."""

from collections.abc import Sequence
from typing import Any, Literal, overload

from django.db.models import Exists, OuterRef, QuerySet

from rapporteur.base.models import Original
from rapporteur.base.originals import queries as originals
from rapporteur.stages.contributions.choices import DispositionKind, ItemChannel
from rapporteur.stages.contributions.models import Attachment, Contribution, Disposition, Item
from rapporteur.stages.contributions.rules import Submission, is_file_itself
from rapporteur.stages.mandate.models import Consultation


def items(consultation: Consultation) -> QuerySet[Item]:
    """Everything received in a consultation, the first to arrive first."""
    return Item.objects.filter(consultation=consultation).select_related("consultation")


def undecided(consultation: Consultation) -> QuerySet[Item]:
    """The items of which nobody has decided yet what became of them, the oldest first."""
    return items(consultation).filter(~is_decided())


@overload
def files_of(item: Item) -> list[tuple[str, Original]]: ...
@overload
def files_of(item: Item, *, numbered: Literal[True]) -> list[tuple[int, str, Original]]: ...
def files_of(item: Item, *, numbered: bool = False) -> Any:
    """The files in which an item says what it says, each with its name, in order.

    Of the online form these are the attachments: its original is the record of the fields, which
    a version holds as text and answers. So they are of a fax that a gateway passed on: its
    original is the gateway's message. On any other channel what arrived is a file itself.
    numbered: each with its order in the item first, 0 for what arrived as the item itself.
    """
    files = files_of_all([item])[item.pk]
    return files if numbered else [(name, original) for _order, name, original in files]


def files_of_all(items: Sequence[Item]) -> dict[int, list[tuple[int, str, Original]]]:
    """As `files_of` with numbers, of several items, by their keys."""
    files: dict[int, list[tuple[int, str, Original]]] = {}
    for item in items:
        own = is_file_itself(item.channel, item.claimed)
        name = str(item.claimed.get("filename") or item.reference)
        files[item.pk] = [(0, name, item.original)] if own else []
    attached = Attachment.objects.filter(item__in=files).select_related("original")
    for each in attached.order_by("item", "order"):
        files[each.item_id].append((each.order, each.filename, each.original))
    return files


def submission_of(item: Item) -> Submission | None:
    """What was filled in on the online form; None for what came another way.

    Raises Refused where its bytes were erased or are not there.
    """
    if item.channel != ItemChannel.FORM:
        return None
    return Submission.from_bytes(originals.read(item.original))


def submission_left(item: Item) -> Submission | None:
    """What was filled in on the online form, for a page; None too where it was lawfully erased."""
    return submission_of(item) if item.original.erased_at is None else None


def first_of(item: Item) -> Item:
    """The item that a correction by private link corrects, or the item itself."""
    corrected = item.claimed.get("corrects")
    if corrected is None:
        return item
    return items(item.consultation).get(number=corrected)


def entry_to_correct(item: Item) -> Contribution | None:
    """The entry that a correction by private link is meant for, where it can still be made."""
    first = first_of(item)
    if first == item or in_force(item) is not None:
        return None
    standing = Contribution.objects.filter(
        items=first, voided_at__isnull=True, withdrawn_at__isnull=True
    )
    return standing.select_related("consultation").first()


def is_decided(item: str = "pk") -> Exists:
    """Whether a decision holds of an item, in a query of rows that name it by `item`."""
    return Exists(Disposition.objects.filter(item=OuterRef(item), ended_at__isnull=True))


def withdrawn_items() -> QuerySet[Any, int]:
    """The keys of the items that their senders took back: out of the register, with every entry
    that stood on them, or before anybody had decided on them."""
    through = Contribution.items.through.objects
    standing = through.filter(
        item=OuterRef("item"),
        contribution__withdrawn_at__isnull=True,
        contribution__voided_at__isnull=True,
    )
    registered = through.filter(
        ~Exists(standing),
        contribution__withdrawn_at__isnull=False,
        contribution__voided_at__isnull=True,
    )
    sooner = Disposition.objects.filter(kind=DispositionKind.WITHDRAWN, ended_at__isnull=True)
    return registered.values_list("item", flat=True).union(
        sooner.order_by().values_list("item", flat=True)
    )


def in_force(item: Item) -> Disposition | None:
    """What was decided of an item and still holds."""
    return item.dispositions.filter(ended_at__isnull=True).first()
