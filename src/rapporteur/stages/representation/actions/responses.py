"""What the contributors of a group say of its summary, and the answers to that."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.addresses import address_of, in_language_of_reader
from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.outbox.actions import post_to_stranger
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.representation import queries, rules
from rapporteur.stages.representation.actions.designations import lock_consultation
from rapporteur.stages.representation.choices import Stand
from rapporteur.stages.representation.models import Inquiry, Response, Summary


@transaction.atomic
def respond(
    summary: Summary, *, contribution: Contribution, stand: str, by: User | str, words: str = ""
) -> Response:
    """A contributor endorses a circulated summary or dissents from it (`Stand`).

    Responding again ends the earlier response, which is kept.

    Raises Refused when the contribution is not of the group, the summary is not circulated or a
    newer version is, or a dissent has no words.
    """
    _check_may_speak_up(summary, contribution)
    if stand == Stand.DISSENTS and not words.strip():
        raise Refused(
            _("The dissent was not taken."),
            _("A dissent says what the summary gets wrong."),
            _("Write it in your own words."),
        )
    standing = Response.objects.filter(
        summary=summary, contribution=contribution, ended_at__isnull=True
    )
    same = standing.filter(stand=stand, words=words).first()
    if same is not None:
        return same
    standing.update(ended_at=timezone.now())
    response = Response.objects.create(
        summary=summary, contribution=contribution, stand=stand, words=words
    )
    record(
        "representation.respond_to_summary",
        response,
        by=by,
        consultation=contribution.consultation.slug,
        stand=stand,
    )
    return response


@transaction.atomic
def inquire(summary: Summary, *, contribution: Contribution, text: str, by: User | str) -> Inquiry:
    """A contributor asks why something was left out; the answer is due in the time set.

    The coordinator is told by e-mail, where there is an address, of a few a day. Asking the same
    again while it is open changes nothing.

    Raises Refused as `respond` does, or when nothing is asked.
    """
    _check_may_speak_up(summary, contribution)
    if not text.strip():
        raise Refused(
            _("The inquiry was not taken."),
            _("It asks nothing."),
            _("Write what you miss in the summary."),
        )
    now = timezone.now()
    inquiry, created = Inquiry.objects.get_or_create(
        summary=summary,
        contribution=contribution,
        text=text,
        answered_at=None,
        defaults={"answer_by": rules.answer_due(now, summary.answer_within)},
    )
    if created:
        record(
            "representation.inquire",
            inquiry,
            by=by,
            consultation=contribution.consultation.slug,
            answer_by=inquiry.answer_by,
        )
        _tell_coordinator(inquiry)
    return inquiry


def _check_may_speak_up(summary: Summary, contribution: Contribution) -> None:
    designation = summary.designation
    lock_consultation(designation.consultation)
    latest = queries.circulated(designation).first()
    if latest != summary:
        raise Refused(
            _("This was not taken."),
            _("Another version of the summary was circulated since."),
            _("Read the newest version and say what you think of that."),
        )
    if not queries.basis(designation).filter(pk=contribution.pk).exists():
        raise Refused(
            _("This was not taken."),
            _("Only those speak up on a summary whose contributions it rests on."),
            _("Object to the designation on its public page, where anybody may."),
        )


def _tell_coordinator(inquiry: Inquiry) -> None:
    designation = inquiry.summary.designation
    consultation = designation.consultation
    if not designation.email or consultation.reconstructed:
        return
    with in_language_of_reader(designation.entity.language):
        post_to_stranger(
            f"inquiry:{inquiry.pk}",
            to=designation.email,
            subject=_("An inquiry into your summary, to be answered in public"),
            text=_(
                "A contributor of the group asks:\n\n%(text)s\n\n"
                "Your answer is due by %(due)s UTC and is published. Answer here:\n%(link)s"
            )
            % {
                "text": inquiry.text,
                "due": f"{inquiry.answer_by:%Y-%m-%d %H:%M}",
                "link": address_of(
                    "representation:workplace", consultation.slug, designation.token
                ),
            },
            consultation=consultation.slug,
        )


@transaction.atomic
def answer_inquiry(inquiry: Inquiry, *, text: str, by: User | str) -> Inquiry:
    """Answer an inquiry, in public. Answering late is possible, and is seen.

    Raises Refused when it was answered already, or the answer says nothing.
    """
    inquiry = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    if inquiry.answered_at is not None or not text.strip():
        raise Refused(
            _("The answer was not taken."),
            _("It was answered already, and answers stay as they were given.")
            if inquiry.answered_at
            else _("It says nothing."),
            _("Read what stands there."),
        )
    inquiry.answer, inquiry.answered_at = text, timezone.now()
    inquiry.save(update_fields=["answer", "answered_at"])
    record(
        "representation.answer_inquiry",
        inquiry,
        by=by,
        consultation=inquiry.contribution.consultation.slug,
    )
    return inquiry
