"""Reading drafts of the online form."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from rapporteur.stages.contributions.models import Draft, Item, Upload
from rapporteur.stages.mandate.models import Consultation


def draft_of(consultation: Consultation, token: str) -> Draft | None:
    """The draft that a private link leads to; None where it is erased, or never was there."""
    return Draft.objects.filter(consultation=consultation, token=token).first()


def sent_as(draft: Draft) -> Item | None:
    """The item that a draft was sent as, whichever way; None where it was not sent.

    Told by the name in its mark, with which the item's source begins; hexadecimal digits follow,
    which stand between these two bounds by every database's rules of sorting. By most of them a
    semicolon, say, does not stand after a colon.
    """
    begins = f"form:{draft.mark.split(':')[0]}:"
    return (
        Item.objects.filter(
            consultation=draft.consultation,
            source__gte=begins,
            source__lte=f"{begins}g",
            source__startswith=begins,
        )
        .select_related("consultation")
        .order_by("number")
        .first()
    )


def kept_until(draft: Draft) -> datetime:
    """When a draft is erased that is neither sent nor saved again."""
    return draft.saved_at + settings.DRAFT_KEPT


def path_of(upload: Upload) -> Path:
    """Where the bytes of an upload stand. Nothing of the name that its sender gave is in it."""
    return folder_of(upload.draft_id) / str(upload.pk)


def folder_of(draft: int) -> Path:
    """Where the files of a draft stand, by its primary key."""
    return Path(settings.DRAFTS) / str(draft)


def unfinished(draft: Draft) -> list[Upload]:
    """The files of a draft that have not come whole."""
    return [each for each in draft.uploads.all() if each.completed_at is None]
