"""Writing letters, and taking the replies to them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.numbering.actions import next_number
from rapporteur.base.refusals import Refused
from rapporteur.core.letters.body import BodyProblem, parse
from rapporteur.core.letters.fields import Fault, FieldProblem, fields_in
from rapporteur.stages.invitations import queries
from rapporteur.stages.invitations.choices import Answer, LetterKind
from rapporteur.stages.invitations.models import Letter, LetterText, Reply
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
    """Raises Refused for a merge field that does not exist, naming it and those that do, and for
    a note that is called and not given, or the other way round."""
    try:
        for parts in texts.values():
            for words in parts.values():
                unknown = sorted(fields_in(words) - set(FIELDS))
                if unknown:
                    raise FieldProblem(Fault.UNKNOWN, unknown[0])
    except FieldProblem as problem:
        raise Refused(_("The letter was not saved."), *queries.field_fault(problem)) from None
    try:
        for parts in texts.values():
            parse(parts.get("body", ""))
    except BodyProblem as problem:
        raise Refused(_("The letter was not saved."), *queries.note_fault(problem)) from None


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
