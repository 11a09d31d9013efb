"""Sending a letter to an audience, and following what becomes of each."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.originals.actions import keep
from rapporteur.base.outbox.actions import post
from rapporteur.base.outbox.models import MessageState
from rapporteur.base.refusals import Refused
from rapporteur.base.together import giving_way
from rapporteur.core.letters import html, text
from rapporteur.core.letters.letter import Letter as WrittenLetter
from rapporteur.stages.invitations import queries
from rapporteur.stages.invitations.actions.printing import print_letter, printed_ahead
from rapporteur.stages.invitations.choices import Carrier, DispatchState
from rapporteur.stages.invitations.models import Dispatch, Letter, Mailing

AT_ONCE = 100  # letters sent before a page answers: a second or two
AT_A_TIME = 1000  # letters printed ahead of their dispatches


@transaction.atomic
def draft_mailing(
    letter: Letter,
    *,
    audience: Mapping[str, list[Any]],
    by: User | str,
    carriers: Sequence[Carrier | str] = (Carrier.EMAIL, Carrier.POST, Carrier.FAX),
) -> Mailing:
    """Fix who gets a letter: one dispatch an entity, with its language, carrier and address.

    audience: as in `queries.recipients`. carriers: in order of preference; who has no address for
    any is listed as "cannot be reached", with the reason. Drafting the same again, before it is
    approved, reads the addresses anew and adds who is missing; nobody gets two.

    Raises Refused where the audience is empty or the letter has no text.
    """
    consultation = letter.consultation
    pen = queries.Pen(letter)
    drafter = by if isinstance(by, User) else None
    chosen = [Carrier(carrier).value for carrier in carriers]
    mailing = Mailing.objects.filter(
        letter=letter,
        audience=dict(audience),
        carriers=chosen,
        drafted_by=drafter,
        approved_at__isnull=True,
    ).first() or Mailing(
        consultation=consultation,
        letter=letter,
        audience=dict(audience),
        carriers=chosen,
        drafted_by=drafter,
    )
    there = {row.entity_id: row for row in mailing.dispatches.all()} if mailing.pk else {}
    rows = []
    for entity in queries.recipients(consultation, audience):
        way = queries.way_to(entity, carriers)
        row = there.get(entity.pk) or Dispatch(entity=entity)
        row.language = pen.language_for(entity)
        row.carrier, row.address, row.contact = way.carrier, way.address, way.contact
        row.reason = way.obstacle
        row.state = DispatchState.UNREACHABLE if way.obstacle else DispatchState.DRAFTED
        rows.append(row)
    if not rows:
        raise Refused(
            _("No mailing was drafted."),
            _("Nobody belongs to the audience that was chosen."),
            _("Choose other lists or groups, or import a roster first."),
        )
    mailing.save()
    for row in rows:
        row.mailing = mailing
    Dispatch.objects.bulk_create([row for row in rows if row.pk is None], batch_size=1000)
    Dispatch.objects.bulk_update(
        [row for row in rows if row.entity_id in there],
        ["language", "carrier", "address", "contact", "reason", "state"],
        batch_size=1000,
    )
    record(
        "invitations.draft_mailing",
        mailing,
        by=by,
        consultation=consultation.slug,
        audience=dict(audience),
        recipients=len(rows),
        unreachable=sum(row.state == DispatchState.UNREACHABLE for row in rows),
    )
    return mailing


@transaction.atomic
def approve_mailing(mailing: Mailing, *, by: User) -> Mailing:
    """Approve a mailing that another person drafted; every letter of it is written out to try.

    Approving twice changes nothing. Raises Refused for the person who drafted it, where nobody can
    be reached, and for a letter whose field is empty, naming the recipient and the field.
    """
    if mailing.approved_at is not None:
        return mailing
    refused = _("The mailing was not approved.")
    if mailing.drafted_by_id == by.pk:
        raise Refused(
            refused,
            _("You drafted it yourself, and a second person has to look at it."),
            _("Ask another registrar or the administrator to approve it."),
        )
    drafted = mailing.dispatches.filter(state=DispatchState.DRAFTED)
    if not drafted.exists():
        raise Refused(
            refused,
            _("Nobody on it can be reached."),
            _("Add addresses to the entities, then draft it again."),
        )
    pen = queries.Pen(mailing.letter)
    for dispatch in drafted.select_related("entity", "contact"):
        pen.to(dispatch)
    drafted.update(state=DispatchState.APPROVED, changed_at=timezone.now())
    mailing.approved_by, mailing.approved_at = by, timezone.now()
    mailing.save(update_fields=["approved_by", "approved_at"])
    record("invitations.approve_mailing", mailing, by=by, consultation=mailing.consultation.slug)
    return mailing


def order_mailing(mailing: Mailing, *, by: User) -> int:
    """Have an approved mailing sent: the first letters at once, the others in the background.

    A page does not wait for thousands: `rapporteur work` goes on where this stops. A letter that
    cannot be printed keeps its reason, and the others go; ordering again tries it again. Returns
    how many are on their way already.

    Raises Refused for a reconstructed consultation, and before approval.
    """
    _check_may_go(mailing)
    with transaction.atomic():
        mailing.dispatches.filter(state=DispatchState.APPROVED).exclude(reason="").update(reason="")
        if mailing.ordered_at is None:
            mailing.ordered_by, mailing.ordered_at = by, timezone.now()
            mailing.save(update_fields=["ordered_by", "ordered_at"])
            slug = mailing.consultation.slug
            record("invitations.order_mailing", mailing, by=by, consultation=slug)
    return _send(mailing, by=by, most=AT_ONCE, patient=True)


def send_ordered() -> int:
    """Send what is left of the mailings that were ordered; how many went on their way.

    A letter that cannot be printed keeps its reason and waits for a person; the others go.
    """
    left = Dispatch.objects.filter(
        state=DispatchState.APPROVED, reason="", mailing__ordered_at__isnull=False
    )
    mailings = Mailing.objects.filter(pk__in=left.values("mailing"))
    sent = 0
    for mailing in mailings.select_related("consultation", "letter", "ordered_by"):
        sent += _send(mailing, by=mailing.ordered_by or "work", patient=True)
    return sent


def dispatch_mailing(mailing: Mailing, *, by: User | str) -> int:
    """Send an approved mailing: e-mail goes into the outbox, the rest is set as PDF to print.

    Each recipient is a transaction of their own, so that after a crash calling it again goes on
    where it stopped; the outbox takes the key of a dispatch once, so nobody is written to twice.
    Returns how many were sent on their way by it.

    Raises Refused for a reconstructed consultation, before approval, and for a character that
    cannot be printed, naming the recipient; those before that one have gone.
    """
    _check_may_go(mailing)
    return _send(mailing, by=by)


def _check_may_go(mailing: Mailing) -> None:
    refused = _("The mailing was not sent.")
    if mailing.consultation.reconstructed:
        raise Refused(
            refused,
            _("This consultation is reconstructed from documents: its letters went out long ago."),
            _("Open a consultation of your own to send letters."),
        )
    if mailing.approved_at is None:
        raise Refused(
            refused,
            _("It has not been approved."),
            _("Ask a second person to look at it and approve it."),
        )


def _send(
    mailing: Mailing, *, by: User | str, most: int | None = None, patient: bool = False
) -> int:
    """Send what waits. patient: a refusal is noted on its dispatch, and the others go."""
    pen = queries.Pen(mailing.letter)
    waiting = mailing.dispatches.filter(state=DispatchState.APPROVED)
    if patient:
        waiting = waiting.filter(reason="")
    sent = 0
    for pk, ahead in _one_by_one(pen, list(waiting.values_list("pk", flat=True)[:most]), patient):
        try:
            sent += _send_one(pen, pk, ahead)
        except Refused as refusal:
            if not patient:
                raise
            with giving_way():
                waiting.filter(pk=pk).update(reason=str(refusal), changed_at=timezone.now())
    if sent:
        with giving_way():
            record(
                "invitations.dispatch_mailing",
                mailing,
                by=by,
                consultation=mailing.consultation.slug,
                sent=sent,
            )
    return sent


def _one_by_one(
    pen: queries.Pen, pks: Sequence[int], many: bool
) -> Iterator[tuple[int, tuple[WrittenLetter, bytes] | None]]:
    """Dispatches by key; of many each with its letter and the PDF of it, where it was printed."""
    for start in range(0, len(pks), AT_A_TIME):
        some = pks[start : start + AT_A_TIME]
        letters = _to_print(pen, some) if many else {}
        printed = {key: (letters[key], made) for key, made in printed_ahead(letters)}
        for pk in some:
            yield pk, printed.pop(pk, None)


def _to_print(pen: queries.Pen, pks: Sequence[int]) -> dict[int, WrittenLetter]:
    letters = {}
    on_paper = Dispatch.objects.filter(pk__in=pks).exclude(carrier=Carrier.EMAIL)
    for dispatch in on_paper.select_related("entity", "contact"):
        with suppress(Refused):  # said when its turn comes
            letters[dispatch.pk] = pen.to(dispatch)
    return letters


@giving_way()
def _send_one(pen: queries.Pen, pk: int, ahead: tuple[WrittenLetter, bytes] | None) -> bool:
    """Send one letter; whether it was still to be sent. Its row is locked meanwhile.

    ahead: the letter as it was printed before; it is printed anew where it reads otherwise now.
    """
    waiting = Dispatch.objects.select_for_update(of=("self",), skip_locked=True)
    dispatch = (
        waiting.filter(pk=pk, state=DispatchState.APPROVED)
        .select_related("entity", "contact")
        .first()
    )
    if dispatch is None:  # another process has it
        return False
    letter, consultation = pen.letter, pen.letter.consultation
    written = pen.to(dispatch)
    if dispatch.carrier == Carrier.EMAIL:
        dispatch.message = post(
            f"dispatch:{dispatch.pk}",
            to=dispatch.address,
            subject=written.subject or letter.reference or str(consultation),
            text=text.render(written),
            html=html.render(written),
            reply_to=letter.contact_email,
            consultation=consultation.slug,
        )
    else:
        made = ahead[1] if ahead and ahead[0] == written else print_letter(written, dispatch)
        dispatch.document = keep(made)
    dispatch.state = DispatchState.QUEUED
    dispatch.save(update_fields=["message", "document", "state", "changed_at"])
    return True


@transaction.atomic
def follow_outbox(mailing: Mailing) -> int:
    """Note on the dispatches what the outbox has done with their messages since; how many.

    A message that was sent is sent, one that failed for good has failed, with the outbox's reason.
    """
    queued = mailing.dispatches.filter(
        state=DispatchState.QUEUED, message__state__in=[MessageState.SENT, MessageState.FAILED]
    )
    rows = list(queued.select_related("message"))
    for row in rows:
        if row.message:
            row.state, row.reason = DispatchState(row.message.state), row.message.failure
        row.changed_at = timezone.now()
    Dispatch.objects.bulk_update(rows, ["state", "reason", "changed_at"], batch_size=1000)
    return len(rows)


# What a person may note of a dispatch that has left, and from which states.
_NOTED: Mapping[DispatchState, frozenset[DispatchState]] = {
    DispatchState.SENT: frozenset({DispatchState.QUEUED}),
    DispatchState.DELIVERED: frozenset({DispatchState.QUEUED, DispatchState.SENT}),
    DispatchState.BOUNCED: frozenset(
        {DispatchState.QUEUED, DispatchState.SENT, DispatchState.DELIVERED}
    ),
    DispatchState.FAILED: frozenset({DispatchState.QUEUED, DispatchState.SENT}),
}


@transaction.atomic
def note_dispatch(
    dispatch: Dispatch, *, state: DispatchState | str, by: User | str, reason: str = ""
) -> Dispatch:
    """Note what became of one letter: posted, delivered (with the evidence), bounced, failed.

    The same state again changes nothing. Raises Refused for a state that cannot follow, and for a
    bounce or failure without its reason.
    """
    state = DispatchState(state)
    if dispatch.state == state:
        return dispatch
    refused = _("It was not noted.")
    if DispatchState(dispatch.state) not in _NOTED.get(state, frozenset()):
        raise Refused(
            refused,
            _("A letter that is “%(before)s” cannot become “%(after)s”.")
            % {"before": dispatch.get_state_display(), "after": state.label},
            _("Look at the mailing again: it may have changed."),
        )
    if state in (DispatchState.BOUNCED, DispatchState.FAILED) and not reason.strip():
        raise Refused(
            refused,
            _("Why the letter did not arrive is not said."),
            _("Write down what came back."),
        )
    before = dispatch.state
    dispatch.state, dispatch.reason = state, reason
    dispatch.save(update_fields=["state", "reason", "changed_at"])
    record(
        "invitations.note_dispatch",
        dispatch,
        by=by,
        consultation=dispatch.mailing.consultation.slug,
        before=before,
        after=state.value,
        reason=reason,
    )
    return dispatch


@transaction.atomic
def note_posted(pile: queries.Pile, *, by: User) -> int:
    """Note a pile of letters on paper as posted, or as faxed; how many they were.

    Raises Refused where others are in the pile by now than when it was looked at.
    """
    there = queries.on_paper(pile.mailing).select_for_update(of=("self",))
    keys = list(there.filter(pile.within).values_list("pk", flat=True))
    if len(keys) != pile.many:
        raise another_pile()
    Dispatch.objects.filter(pk__in=keys).update(
        state=DispatchState.SENT, reason="", changed_at=timezone.now()
    )
    record(
        "invitations.note_posted",
        pile.mailing,
        by=by,
        consultation=pile.mailing.consultation.slug,
        carrier=pile.carrier,
        first=pile.first,
        last=pile.last,
        letters=len(keys),
    )
    return len(keys)


def another_pile() -> Refused:
    """What is said where no pile is there as it is asked for."""
    return Refused(
        _("It was not noted."),
        _("Other letters are in this pile by now than when you looked at it."),
        _("Look at the mailing again, and print the pile as it is now."),
    )
