"""Writing letters, sending them to an audience, and taking the replies."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.numbering.actions import next_number
from rapporteur.base.originals.actions import keep
from rapporteur.base.outbox.actions import post
from rapporteur.base.outbox.models import MessageState
from rapporteur.base.refusals import Refused
from rapporteur.core.letters import pdf, text
from rapporteur.core.letters.fields import Fault, FieldProblem, fields_in
from rapporteur.core.letters.letter import Letter as WrittenLetter
from rapporteur.stages.invitations import queries
from rapporteur.stages.invitations.choices import Answer, Carrier, DispatchState, LetterKind
from rapporteur.stages.invitations.models import Dispatch, Letter, LetterText, Mailing, Reply
from rapporteur.stages.invitations.rules.fields import FIELDS
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.models import Entity

PARTS = ("subject", "salutation", "body", "closing")


@transaction.atomic
def write_letter(
    consultation: Consultation,
    *,
    kind: LetterKind | str,
    by: User | str,
    texts: Mapping[str, Mapping[str, str]] | None = None,
    reference: str | None = "",
    **particulars: Any,
) -> Letter:
    """Write a letter; nothing is sent by it.

    texts: by language code, `{"subject", "salutation", "body", "closing"}` each, with merge fields
    (`rules.fields`). reference: as typed (several letters may bear one: DESA-10/3078); "" takes
    the next of the consultation's series, "PREFIX-1"; None leaves it unknown, as for a letter of
    which only its existence is known. particulars: other fields of `Letter` (dated, place,
    signatory, …).

    Raises Refused for a merge field that does not exist.
    """
    check_fields(texts or {})
    if reference == "":
        number = next_number(f"letters:{consultation.slug}")
        reference = f"{consultation.prefix}-{number}"
    letter = Letter.objects.create(
        consultation=consultation,
        kind=kind,
        reference=reference or "",
        written_by=by if isinstance(by, User) else None,
        **particulars,
    )
    _write_texts(letter, texts or {})
    record(
        "invitations.write_letter",
        letter,
        by=by,
        consultation=consultation.slug,
        languages=sorted(texts or {}),
    )
    return letter


@transaction.atomic
def amend_letter(
    letter: Letter, *, by: User | str, texts: Mapping[str, Mapping[str, str]], **particulars: Any
) -> Letter:
    """Change a letter that nobody has approved or published yet; a language left out goes.

    Raises Refused afterwards: what a second person approved is what goes out.
    """
    approved = letter.mailings.filter(approved_at__isnull=False).exists()
    if approved or letter.published_at is not None:
        raise Refused(
            _("The letter %(letter)s was not changed.") % {"letter": letter},
            _("It has been approved for sending.") if approved else _("It has been published."),
            _("Write another letter; it may bear the same reference."),
        )
    check_fields(texts)
    for name, value in particulars.items():
        setattr(letter, name, value)
    letter.save()
    letter.texts.exclude(language__in=texts).delete()
    _write_texts(letter, texts)
    record(
        "invitations.amend_letter",
        letter,
        by=by,
        consultation=letter.consultation.slug,
        languages=sorted(texts),
    )
    return letter


def check_fields(texts: Mapping[str, Mapping[str, str]]) -> None:
    """Raises Refused for a merge field that does not exist, naming it and those that do."""
    try:
        for parts in texts.values():
            for words in parts.values():
                unknown = sorted(fields_in(words) - set(FIELDS))
                if unknown:
                    raise FieldProblem(Fault.UNKNOWN, unknown[0])
    except FieldProblem as problem:
        raise Refused(_("The letter was not saved."), *queries.field_fault(problem)) from None


def _write_texts(letter: Letter, texts: Mapping[str, Mapping[str, str]]) -> None:
    for language, parts in texts.items():
        LetterText.objects.update_or_create(
            letter=letter,
            language=language,
            defaults={part: parts.get(part, "") for part in PARTS},
        )


@transaction.atomic
def publish_letter(letter: Letter, *, by: User | str) -> Letter:
    """Put a letter to everybody on the consultation's public page. Twice changes nothing.

    Raises Refused for a letter to one addressee, and for one whose fields nobody can fill.
    """
    if letter.published_at is not None:
        return letter
    if letter.kind not in queries.PUBLIC_KINDS:
        raise Refused(
            _("The letter %(letter)s was not published.") % {"letter": letter},
            _("A letter to one addressee is between the two."),
            _("Publish an open letter or a circular."),
        )
    pen = queries.Pen(letter)
    for language in pen.texts:
        pen.to_everybody(language)
    letter.published_at = timezone.now()
    letter.save(update_fields=["published_at"])
    record("invitations.publish_letter", letter, by=by, consultation=letter.consultation.slug)
    return letter


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


def dispatch_mailing(mailing: Mailing, *, by: User | str) -> int:
    """Send an approved mailing: e-mail goes into the outbox, the rest is set as PDF to print.

    Each recipient is a transaction of their own, so that after a crash calling it again goes on
    where it stopped; the outbox takes the key of a dispatch once, so nobody is written to twice.
    Returns how many were sent on their way by this call.

    Raises Refused for a reconstructed consultation, before approval, and for a character that
    cannot be printed, naming the recipient; those before that one have gone.
    """
    consultation, letter = mailing.consultation, mailing.letter
    refused = _("The mailing was not sent.")
    if consultation.reconstructed:
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
    pen = queries.Pen(letter)
    waiting = mailing.dispatches.filter(state=DispatchState.APPROVED)
    sent = 0
    for dispatch in waiting.select_related("entity", "contact").iterator(chunk_size=500):
        with transaction.atomic():
            if dispatch.carrier == Carrier.EMAIL:
                written = pen.to(dispatch)
                dispatch.message = post(
                    f"dispatch:{dispatch.pk}",
                    to=dispatch.address,
                    subject=written.subject or letter.reference or str(consultation),
                    text=text.render(written),
                    reply_to=letter.contact_email,
                    consultation=consultation.slug,
                )
            else:
                dispatch.document = keep(print_letter(pen.to(dispatch), dispatch))
            dispatch.state = DispatchState.QUEUED
            dispatch.save(update_fields=["message", "document", "state", "changed_at"])
        sent += 1
    if sent:
        record(
            "invitations.dispatch_mailing",
            mailing,
            by=by,
            consultation=consultation.slug,
            sent=sent,
        )
    return sent


def print_letter(written: WrittenLetter, dispatch: Dispatch) -> bytes:
    """One letter as PDF. Raises Refused, naming the recipient, for what no font can print."""
    folders = tuple(Path(folder) for folder in settings.FONT_FOLDERS)
    try:
        return pdf.render(written, created=timezone.now(), font_folders=folders)
    except pdf.GlyphProblem as problem:
        what = _("The letter to “%(recipient)s” cannot be printed.") % {
            "recipient": dispatch.entity
        }
        if problem.font:
            raise Refused(
                what,
                _("The font %(font)s is not installed.") % {"font": problem.font},
                _("Ask whoever runs this site to install the package %(package)s.")
                % {"package": problem.package},
            ) from None
        codes = ", ".join(f"U+{ord(each):04X}" for each in problem.characters)
        raise Refused(
            what,
            _("No installed font has a glyph for “%(characters)s” (%(codes)s).")
            % {"characters": problem.characters, "codes": codes},
            _("Write it otherwise in the letter or in the recipient's name or address."),
        ) from None


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
def record_reply(
    letter: Letter,
    entity: Entity,
    *,
    answer: Answer | str,
    received_on: date,
    by: User | str,
    note: str = "",
) -> Reply:
    """Record what an addressee answered, and on which day it was received.

    A second answer is a second row; the same one again changes nothing. Raises Refused for a day
    that is yet to come.
    """
    if received_on > timezone.now().date():
        raise Refused(
            _("The reply was not recorded."),
            _("%(day)s is yet to come.") % {"day": received_on.isoformat()},
            _("Write the day on which it was received."),
        )
    reply, created = Reply.objects.get_or_create(
        letter=letter,
        entity=entity,
        answer=answer,
        received_on=received_on,
        note=note,
        defaults={"recorded_by": by if isinstance(by, User) else None},
    )
    if created:
        record(
            "invitations.record_reply",
            reply,
            by=by,
            consultation=letter.consultation.slug,
            answer=str(answer),
            received_on=received_on,
        )
    return reply
