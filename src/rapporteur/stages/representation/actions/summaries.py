"""Writing a group's summary and circulating it."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.addresses import address_of, in_language_of_reader
from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.outbox.actions import post_to_stranger
from rapporteur.base.outbox.models import Message, MessageState
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.models import Contribution, Item
from rapporteur.stages.representation import queries
from rapporteur.stages.representation.actions.designations import check_speaks
from rapporteur.stages.representation.models import Designation, Statement, Summary


@transaction.atomic
def draft_summary(designation: Designation, *, by: User | str) -> Summary:
    """The version that is being written; where there is none, a new one is begun.

    A new version begins with the statements of the last one that was circulated.

    Raises Refused when the designation is not accepted.
    """
    check_speaks(designation)
    Designation.objects.select_for_update().get(pk=designation.pk)
    if (current := queries.draft(designation)) is not None:
        return current
    last = designation.summaries.order_by("-number").first()
    summary = Summary.objects.create(designation=designation, number=last.number + 1 if last else 1)
    for statement in last.statements.all() if last else ():
        copy = Statement.objects.create(summary=summary, order=statement.order, text=statement.text)
        copy.contributions.set(statement.contributions.all())
    record(
        "representation.draft_summary",
        summary,
        by=by,
        consultation=designation.consultation.slug,
    )
    return summary


@transaction.atomic
def write_statement(
    summary: Summary,
    *,
    text: str,
    contributions: Iterable[Contribution],
    by: User | str,
    order: int | None = None,
) -> Statement:
    """Write one statement of a draft: a new one at the end, or anew the one at `order`.

    Raises Refused when the summary was circulated, when the statement is tied to no contribution,
    or to one that is not a published contribution of the group.
    """
    _check_draft(summary)
    tied = list(contributions)
    seen = set(queries.seen_by_coordinator(summary.designation).values_list("pk", flat=True))
    if not tied or not {each.pk for each in tied} <= seen:
        raise Refused(
            _("The statement was not kept."),
            _("Each statement is tied to the published contributions of the group that say it."),
            _("Choose at least one of them."),
        )
    if order is None:
        order = summary.statements.count() + 1
    statement, _created = Statement.objects.update_or_create(
        summary=summary, order=order, defaults={"text": text}
    )
    statement.contributions.set(tied)
    record(
        "representation.write_statement",
        statement,
        by=by,
        consultation=summary.designation.consultation.slug,
        summary=summary.number,
        order=order,
    )
    return statement


@transaction.atomic
def remove_statement(statement: Statement, *, by: User | str) -> None:
    """Take a statement out of a draft; those after it move up.

    Raises Refused when the summary was circulated.
    """
    _check_draft(statement.summary)
    record(
        "representation.remove_statement",
        statement,
        by=by,
        consultation=statement.summary.designation.consultation.slug,
        text=statement.text,
    )
    order, rest = statement.order, statement.summary.statements.all()
    statement.delete()
    for each in rest.filter(order__gt=order).order_by("order"):
        Statement.objects.filter(pk=each.pk).update(order=F("order") - 1)


def _check_draft(summary: Summary) -> None:
    """Locks the summary too, so that no word changes while it is being circulated."""
    summary.circulated_at = Summary.objects.select_for_update().get(pk=summary.pk).circulated_at
    if summary.circulated_at is not None:
        raise Refused(
            _("The summary was not changed."),
            _("Version %(number)d was circulated, which fixed its words.")
            % {"number": summary.number},
            _("Begin a new version."),
        )


@transaction.atomic
def circulate(summary: Summary, *, by: User | str, answer_within: int = 7) -> list[str]:
    """Fix the words of a summary and post it to the contributors of its group.

    answer_within: days in which inquiries must be answered. Gives the register numbers of the
    contributions whose contributors cannot be reached by e-mail, or have had as many messages
    within a day as an address gets that anybody may have typed, so that somebody writes to them.
    Circulating again changes nothing.

    Raises Refused when the summary says nothing, or in a reconstructed consultation.
    """
    designation = summary.designation
    consultation = designation.consultation
    check_speaks(designation)
    if consultation.reconstructed:
        raise Refused(
            _("The summary was not circulated."),
            _("This consultation is reconstructed from published documents."),
            _("Nothing can be sent from it."),
        )
    summary.refresh_from_db()
    if summary.circulated_at is None:
        _check_draft(summary)
        if not summary.statements.exists():
            raise Refused(
                _("The summary was not circulated."),
                _("It says nothing yet."),
                _("Write at least one statement."),
            )
        summary.circulated_at = timezone.now()
        summary.answer_within = answer_within
        summary.save()
        record("representation.circulate_summary", summary, by=by, consultation=consultation.slug)
    unreached = []
    for contribution in queries.basis(designation).prefetch_related("items"):
        reached = queries.address_of_contributor(contribution)
        if (
            reached is None
            or _send_summary(summary, contribution, *reached).state == MessageState.HELD
        ):
            unreached.append(contribution.register_number)
    return unreached


def _send_summary(
    summary: Summary, contribution: Contribution, address: str, item: Item
) -> Message:
    designation = summary.designation
    consultation = designation.consultation
    with in_language_of_reader(*contribution.languages):
        return post_to_stranger(
            f"summary:{summary.pk}:{contribution.pk}",
            to=address,
            subject=_("A summary of your group's contributions, to endorse or to dissent from"),
            text=_(
                "%(entity)s speaks for %(group)s in “%(consultation)s” and has summarized the "
                "group's contributions, yours (%(number)s) among them.\n\n"
                "Endorse the summary, dissent from it in your words, or ask why something was "
                "left out:\n%(link)s\n\n"
                "What you write there is published. The link is yours alone."
            )
            % {
                "entity": designation.entity,
                "group": designation.speaks_for,
                "consultation": consultation,
                "number": contribution.register_number,
                "link": address_of("representation:respond", consultation.slug, item.token),
            },
            consultation=consultation.slug,
        )
