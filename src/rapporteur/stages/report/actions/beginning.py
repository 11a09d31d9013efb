"""Beginning a report, and its head: title, symbol, date, bodies, cut-off."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.document.tree import Body, Masthead
from rapporteur.stages.mandate.choices import RequirementCheck
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report import rules
from rapporteur.stages.report.actions.revisions import add_revision, unissued
from rapporteur.stages.report.models import Report
from rapporteur.stages.report.queries import draft_tree, report_of


@transaction.atomic
def begin_report(
    consultation: Consultation,
    *,
    by: User | str,
    language: str = "en",
    titles: Mapping[str, str] | None = None,
    symbol: str = "",
    dated: date | None = None,
    masthead: Masthead | None = None,
    cut_off: datetime | None = None,
) -> Report:
    """Begin the report of a consultation, with a first draft from the record as revision 1.

    titles: that of the consultation where not given. A symbol or date that is not assigned stays
    empty. masthead: bodies, distribution and original language (its symbols and date are those of
    the report); where not given, the bodies are those that the mandate names.
    Raises Refused where the consultation has a report.
    """
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    if report_of(consultation) is not None:
        raise Refused(
            _("The report was not begun."),
            _("This consultation has one."),
            _("Go on with that one; what changes after it is issued is a corrigendum."),
        )
    report = Report.objects.create(
        consultation=consultation,
        language=language,
        titles=dict(titles or consultation.titles),
        symbol=symbol,
        dated=dated,
        masthead=rules.kept_masthead(masthead or Masthead(bodies=_bodies_named(consultation))),
        cut_off=cut_off,
        begun_by=by if isinstance(by, User) else None,
    )
    with override(language):
        tree = draft_tree(consultation, language)
    add_revision(report, tree, by=by)
    record("report.begin_report", report, by=by, consultation=consultation.slug)
    return report


def _bodies_named(consultation: Consultation) -> tuple[Body, ...]:
    """The bodies to which the mandate has the report go: whom it is for first, and then those
    that it passes on its way ("through the Council, to the Assembly")."""
    demands = consultation.requirements.filter(check_by=RequirementCheck.TRANSMITTED)
    names = dict.fromkeys(name for demand in demands for name in demand.bodies)
    return tuple(Body(name) for name in reversed(names))


@transaction.atomic
def set_masthead(
    report: Report,
    *,
    titles: Mapping[str, str],
    by: User | str,
    symbol: str = "",
    dated: date | None = None,
    masthead: Masthead,
) -> Report:
    """Fill in the head of the report. What is not assigned yet stays empty.

    A symbol and a date are assigned late, so this undoes no clearance. Raises Refused once the
    report is issued.
    """
    report = unissued(report, _("The head was not changed."))
    report.titles, report.symbol, report.dated = dict(titles), symbol, dated
    report.masthead = rules.kept_masthead(masthead)
    report.save(update_fields=["titles", "symbol", "dated", "masthead"])
    record(
        "report.set_masthead",
        report,
        by=by,
        consultation=report.consultation.slug,
        titles=report.titles,
        symbol=symbol,
        dated=dated,
        masthead=report.masthead,
    )
    return report


@transaction.atomic
def set_cut_off(report: Report, *, at: datetime, by: User | str) -> Report:
    """Announce the instant that closes the set: what is registered from then on is too late for
    this report, and published all the same.

    An announced cut-off can be put off, never brought forward. Raises Refused otherwise, and once
    the report is issued.
    """
    report = unissued(report, _("The cut-off was not set."))
    if report.cut_off is not None and at < report.cut_off:
        raise Refused(
            _("The cut-off was not set."),
            _("An announced cut-off is never brought forward."),
            _("Choose a later moment, or leave it."),
        )
    before, report.cut_off = report.cut_off, at
    report.save(update_fields=["cut_off"])
    record(
        "report.set_cut_off",
        report,
        by=by,
        consultation=report.consultation.slug,
        at=at,
        before=before,
    )
    return report
