"""Keeping what somebody has begun to write, and sending it."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.addresses import address_of
from rapporteur.base.languages import said
from rapporteur.base.originals.queries import CHUNK
from rapporteur.base.outbox.actions import post_to_stranger
from rapporteur.base.outbox.queries import has_enough
from rapporteur.base.refusals import Refused
from rapporteur.base.together import giving_way
from rapporteur.stages.contributions.actions.marks import new_mark, read_mark
from rapporteur.stages.contributions.actions.submissions import submit
from rapporteur.stages.contributions.models import Draft, Item, Upload
from rapporteur.stages.contributions.queries.drafts import (
    folder_of,
    kept_until,
    path_of,
    sent_as,
    unfinished,
)
from rapporteur.stages.contributions.rules import LONGEST_TEXT, Submission, without_nul
from rapporteur.stages.mandate.models import Consultation

MOST_LINKS = 3  # times that the link of one draft is mailed: nobody's mailbox is filled by it


class Changed(Refused):
    """A draft was saved elsewhere since this form was opened."""


def begin_draft(consultation: Consultation, fields: Mapping[str, str], *, mark: str) -> Draft:
    """Keep what was typed under a new private link. mark: of the form that it was typed in.

    Raises Refused as `save_draft` does, and where the consultation takes nothing.
    """
    if consultation.reconstructed:
        raise Refused(
            _("Nothing was saved."),
            _("This consultation was reconstructed from published documents and receives nothing."),
        )
    _demand_short(fields)
    return Draft.objects.create(
        consultation=consultation,
        fields=without_nul(dict(fields)),
        mark=mark if read_mark(mark).opened_at else new_mark(),
        revision=1,
        saved_at=timezone.now(),
    )


@transaction.atomic
def save_draft(draft: Draft, fields: Mapping[str, str], *, revision: int) -> Draft:
    """Keep what was typed in the place of what was there.

    fields: as typed, good or not. revision: of the draft that they were typed over. Saving the
    same again changes nothing but the date until which it is kept.

    Raises Changed where the draft was saved otherwise since, and Refused where a text is longer
    than a form takes.
    """
    _demand_short(fields)
    Draft.objects.select_for_update().get(pk=draft.pk)
    draft.refresh_from_db()
    wanted = without_nul(dict(fields))
    if wanted != draft.fields:
        if revision != draft.revision:
            raise Changed(
                _("This draft was changed in another window since you opened it here."),
                _("What you typed is still in this form, and the other words are kept too."),
                _("Save once more to put these words in their place; or open the link anew."),
            )
        draft.fields, draft.revision = wanted, draft.revision + 1
    draft.saved_at = timezone.now()
    draft.save(update_fields=["fields", "revision", "saved_at"])
    return draft


def send_draft(
    draft: Draft,
    submission: Submission,
    *,
    begun_at: datetime | None = None,
    doubts: Sequence[str] = (),
) -> Item:
    """Send a draft with its files: it becomes an item, and is erased.

    Sent twice, from two browsers or after a line broke, it is one item. An upload that was still
    under way within the time of grace counts as the beginning of what arrives.

    Raises Refused where a file has not come whole yet, where the draft was sent already with other
    words, and as `submit` does.
    """
    waiting = unfinished(draft)
    if waiting:
        raise Refused(
            _("It was not sent yet: everything is saved."),
            _("Not whole yet: %(names)s.")
            % {"names": ", ".join(f"“{each.filename}”" for each in waiting)},
            _("Choose the same files again to go on where they broke off, or take them out."),
        )
    uploads = list(draft.uploads.all())
    begun = [
        each.begun_at
        for each in uploads
        if each.completed_at and timezone.now() - each.completed_at < settings.GRACE
    ]
    item = submit(
        draft.consultation,
        submission,
        mark=read_mark(draft.mark),
        files=[(each.filename, _Pieces(each)) for each in uploads],
        begun_at=min([*begun, *([begun_at] if begun_at else [])], default=None),
        doubts=doubts,
    )
    erase_draft(draft)
    return item


def mail_link(draft: Draft, *, to: str) -> None:
    """Send the draft's private link to an address, by the outbox; none of its words go along.

    Raises Refused where the address is none, after it was sent three times, and after many links
    of whatever drafts were sent to the address within a day.
    """
    what = _("The link was not sent.")
    try:
        validate_email(to)
    except ValidationError:
        raise Refused(what, _("“%(to)s” is no e-mail address.") % {"to": to}) from None
    if has_enough(to, "draft"):
        raise Refused(
            what,
            _("Many links were sent to this address within a day."),
            _("Copy it from the page instead."),
        )
    with transaction.atomic():
        counted = Draft.objects.filter(pk=draft.pk, links_mailed__lt=MOST_LINKS)
        if not counted.update(links_mailed=F("links_mailed") + 1):
            raise Refused(
                what,
                _("It was sent %(many)d times already.") % {"many": MOST_LINKS},
                _("Copy it from the page instead."),
            )
        draft.refresh_from_db()
        context = {
            "consultation": draft.consultation,
            "address": address_of("contributions:draft", draft.consultation.slug, draft.token),
            "kept_until": kept_until(draft),
        }
        post_to_stranger(
            f"draft:{draft.token}:{draft.links_mailed}",
            to=to,
            subject=_("Your draft for “%(title)s”") % {"title": said(draft.consultation.titles)},
            text=render_to_string("contributions/mail/draft.txt", context),
            consultation=draft.consultation.slug,
        )


def erase_draft(draft: Draft) -> None:
    """Erase a draft with its files. Again changes nothing."""
    pk = draft.pk
    with giving_way():
        Draft.objects.filter(pk=pk).delete()
    shutil.rmtree(folder_of(pk), ignore_errors=True)


def purge_drafts(now: datetime) -> int:
    """Erase the drafts that were sent, and those that nobody saved for as long as they are kept.

    Files that no draft has, as a crash may leave them, go too. Says how many drafts were erased.
    """
    erased = 0
    for draft in Draft.objects.select_related("consultation").order_by("id").iterator():
        if now >= kept_until(draft) or sent_as(draft) is not None:
            erase_draft(draft)
            erased += 1
    for folder in _folders():
        if not Draft.objects.filter(pk=int(folder.name)).exists():
            shutil.rmtree(folder, ignore_errors=True)
    return erased


class _Pieces:
    """The bytes of an upload, which can be read more than once and are never whole in memory."""

    def __init__(self, upload: Upload) -> None:
        self.path = path_of(upload)

    def __iter__(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            while piece := file.read(CHUNK):
                yield piece


def _folders() -> list[Path]:
    place = Path(settings.DRAFTS)
    return [each for each in place.iterdir() if each.name.isdecimal()] if place.is_dir() else []


def _demand_short(fields: Mapping[str, str]) -> None:
    if any(len(text) > LONGEST_TEXT for text in fields.values()):
        raise Refused(
            _("Nothing was saved."),
            _("A field has more than %(most)d characters.") % {"most": LONGEST_TEXT},
            _("Send long texts as files."),
        )
