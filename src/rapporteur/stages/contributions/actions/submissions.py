"""What a contributor does by the online form and by the private link of the receipt."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from rapporteur.base.addresses import address_of
from rapporteur.base.models import User
from rapporteur.base.outbox.actions import post_to_stranger
from rapporteur.base.refusals import Refused
from rapporteur.base.together import giving_way
from rapporteur.stages.contributions.actions.confirming import address_code
from rapporteur.stages.contributions.actions.decisions import withdraw
from rapporteur.stages.contributions.actions.dispositions import dispose
from rapporteur.stages.contributions.actions.intake import Arrival, Named, receive_all
from rapporteur.stages.contributions.actions.marks import Mark
from rapporteur.stages.contributions.actions.versions import correct
from rapporteur.stages.contributions.choices import DispositionKind, ItemChannel
from rapporteur.stages.contributions.models import Contribution, Item, Version
from rapporteur.stages.contributions.queries.items import first_of, submission_of
from rapporteur.stages.contributions.queries.receipts import mail_of, receipt
from rapporteur.stages.contributions.queries.register import may_still_change
from rapporteur.stages.contributions.rules import Part, Submission, Timing, plain_filename
from rapporteur.stages.mandate.models import Consultation, Question

FORM = "online form"
LINK = "its sender, by private link"


def submit(
    consultation: Consultation,
    submission: Submission,
    *,
    mark: Mark,
    files: Sequence[Named] = (),
    begun_at: datetime | None = None,
    doubts: Sequence[str] = (),
) -> Item:
    """Take in what was sent by the online form; a receipt is due where an address is given.

    mark: of the form that was filled in; the same form sent twice with the same words and files is
    one item. files: the attachments; their bytes are read twice, so each is given as something
    that can be read again. begun_at: when all this began to arrive. doubts: why it may come from a
    machine, beside those of the mark; they sort the queue and refuse nothing.

    A correction (`submission.corrects`) becomes a version at once where the contribution stands in
    the register and is not public yet; otherwise an official decides, so that nothing new is read
    by everybody before anybody has seen it. Raises Refused as `receive` does.
    """
    parts = tuple(_part(name, content) for name, content in files)
    arrival = arrival_of(
        replace(submission, parts=parts), mark=mark, files=files, begun_at=begun_at, doubts=doubts
    )
    [item] = receive_all(consultation, [arrival], by=FORM)
    if submission.corrects is not None:
        _correct_where_it_may(item, submission)
    return item


def arrival_of(
    submission: Submission,
    *,
    mark: Mark,
    files: Sequence[Named] = (),
    begun_at: datetime | None = None,
    doubts: Sequence[str] = (),
) -> Arrival:
    """What arrives where a submission is sent in; see `submit`. Its parts are those of `files`."""
    content = submission.as_bytes()
    digest = hashlib.sha256(content).hexdigest()[:16]
    return Arrival(
        channel=ItemChannel.FORM,
        content=content,
        attachments=files,
        sender=submission.name,
        claimed={
            **submission.claims,
            "doubts": [*mark.doubts, *doubts],
            "page_language": get_language(),
        },
        source=f"form:{mark.name}:{digest}",
        receipt_to=submission.email,
        opened_at=mark.opened_at,
        begun_at=begun_at,
        grace=settings.GRACE,
    )


def post_receipts_due(*, most: int = 1000) -> int:
    """Post the receipts that are due by e-mail, each once, and say how many they were.

    They are not posted while the sender waits: what a receipt says is durable before it is shown,
    and its mail can be written any time after. Where many went to an address within a day, those
    that follow are held back: what was sent in is kept all the same, and its page says so.
    """
    due = Item.objects.exclude(receipt_to="").order_by("id").values_list("pk", flat=True)[:most]
    return sum(_post_receipt_due(pk) for pk in due)


def _post_receipt_due(pk: int) -> bool:
    """The mail is written first, while nobody waits for it; then it is posted by whoever takes the
    address away."""
    items = Item.objects.filter(pk=pk).exclude(receipt_to="")
    item = items.select_related("consultation", "original", "leaf").first()
    if item is None:  # somebody else has posted it
        return False
    with override(item.claimed.get("page_language")):
        subject, text = _receipt_of(item)
    with giving_way():
        if not items.update(receipt_to=""):
            return False
        post_to_stranger(
            mail_of(item),
            to=item.receipt_to,
            subject=subject,
            text=text,
            consultation=item.consultation.slug,
        )
    return True


def _receipt_of(item: Item) -> tuple[str, str]:
    """The subject and the words of the mail with a receipt."""
    # No name of a file: anybody may send anybody a message of ours, but none of their own words.
    context = {
        "item": item,
        "consultation": item.consultation,
        "files": [each.original for each in item.attachments.select_related("original")],
        "address": address_of("contributions:receipt", item.consultation.slug, item.token),
        "confirm": address_of(
            "contributions:confirm_address",
            item.consultation.slug,
            item.number,
            address_code(item),
        ),
        "receipt": json.dumps(receipt(item), ensure_ascii=False, indent=1),
    }
    subject = _("Receipt %(reference)s") % {"reference": item.reference}
    return subject, render_to_string("contributions/mail/receipt.txt", context)


@transaction.atomic
def withdraw_by_link(item: Item) -> Item:
    """Take back what was sent, as the holder of its private link may until the final date.

    What stands in the register is withdrawn there; what nobody has decided on yet is set aside.
    Withdrawing again changes nothing. Raises Refused after the final date, and where an official
    has set it aside already.
    """
    item = first_of(item)
    entries = list(Contribution.objects.filter(items=item, voided_at__isnull=True))
    for entry in entries:
        withdraw(entry, by=LINK, note=_("Withdrawn by private link."))
    if entries:
        return item
    if not may_still_change(item.consultation, Timing(timezone.now())):
        raise Refused(
            _("%(item)s was not withdrawn.") % {"item": item},
            _("A contribution can be withdrawn until the final date, which has passed."),
        )
    dispose(
        item,
        kind=DispositionKind.WITHDRAWN,
        reason=_("Withdrawn by private link before anybody had decided on it."),
        by=LINK,
    )
    return item


def answers_of(consultation: Consultation, submission: Submission) -> dict[Question, str]:
    """The answers of a submission by the guiding question that each is to."""
    return {
        question: submission.answers[str(question.number)]
        for question in consultation.questions.all()
        if str(question.number) in submission.answers
    }


def apply_correction(item: Item, contribution: Contribution, *, by: User | str) -> Version:
    """Make what an item says the contribution's next version, whatever it came as."""
    submission = submission_of(item)
    if submission is None:
        return correct(contribution, item=item, by=by)
    return correct(
        contribution,
        item=item,
        text=submission.text,
        answers=answers_of(item.consultation, submission),
        title=submission.title,
        by=by,
    )


def _correct_where_it_may(item: Item, submission: Submission) -> None:
    entries = list(Contribution.objects.filter(items=first_of(item), voided_at__isnull=True))
    if len(entries) != 1 or entries[0].published_at or entries[0].withdrawn_at:
        return
    if may_still_change(item.consultation, item.timing):
        apply_correction(item, entries[0], by=LINK)


def _part(name: str, content: bytes | Iterable[bytes]) -> Part:
    digest, size = hashlib.sha256(), 0
    for piece in [content] if isinstance(content, bytes) else content:
        digest.update(piece)
        size += len(piece)
    return Part(plain_filename(name), size, digest.hexdigest())
