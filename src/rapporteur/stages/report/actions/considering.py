"""Contributions that the report does not cite, and were considered all the same."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.report.actions.revisions import unissued
from rapporteur.stages.report.models import Consideration, Report


@transaction.atomic
def consider(report: Report, contribution: Contribution, *, reason: str, by: User) -> Consideration:
    """Say that a contribution which the report does not cite was considered, and why it is not
    cited. By a named person, one by one; again replaces the reason.

    Raises Refused without a reason, for a contribution of another consultation or one that was
    voided or withdrawn, and once the report is issued.
    """
    refused = _("The contribution was not marked as considered.")
    report = unissued(report, refused)
    reason = reason.strip()
    if not reason:
        raise Refused(refused, _("There is no reason."), _("Say in a sentence what you found."))
    if contribution.consultation_id != report.consultation_id:
        raise Refused(refused, _("It belongs to another consultation."))
    if contribution.voided_at or contribution.withdrawn_at:
        raise Refused(refused, _("It was voided or withdrawn, and is not to be considered."))
    consideration, _created = Consideration.objects.update_or_create(
        report=report,
        contribution=contribution,
        defaults={"reason": reason, "considered_by": by, "considered_at": timezone.now()},
    )
    record(
        "report.consider",
        contribution,
        by=by,
        consultation=report.consultation.slug,
        reason=reason,
    )
    return consideration
