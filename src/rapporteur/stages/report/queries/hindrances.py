"""What stands in the way of issuing a report."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from rapporteur.stages.contributions.queries import undecided
from rapporteur.stages.report.choices import ReportState
from rapporteur.stages.report.models import Report, Revision
from rapporteur.stages.report.queries.reports import state_of
from rapporteur.stages.report.queries.standing import Standings

NAMED = 5
"""How many are named one by one before "and others"."""


def hindrances(
    report: Report, revision: Revision, standings: Standings, *, now: datetime
) -> list[str]:
    """Why a report cannot be issued yet, a sentence each; none where it can.

    Everything registered before the cut-off is cited or considered (promise 2: everything is
    considered), nothing that arrived before it is undecided (promise 1), and another person than
    the drafter has cleared the last revision. Without a cut-off that is announced, issuing is it.
    """
    found = []
    if report.cut_off is not None and report.cut_off > now:
        found.append(_("The cut-off has not come yet: until then contributions are taken in."))
    if standings.open:
        found.append(_open(standings))
    waiting = undecided(report.consultation)
    if report.cut_off is not None:
        waiting = waiting.filter(received_at__lt=report.cut_off)
    if many := waiting.count():
        found.append(
            ngettext(
                "%(many)d item that arrived before the cut-off is undecided: %(names)s.",
                "%(many)d items that arrived before the cut-off are undecided: %(names)s.",
                many,
            )
            % {"many": many, "names": _named([str(each) for each in waiting[:NAMED]], many)}
        )
    if state_of(report, revision) is not ReportState.CLEARED:
        found.append(_("The last revision is not cleared by a second person."))
    return found


def _open(standings: Standings) -> str:
    many = len(standings.open)
    first = [line.contribution.register_number for line in standings.open[:NAMED]]
    return ngettext(
        "%(many)d contribution is neither cited nor considered: %(names)s.",
        "%(many)d contributions are neither cited nor considered: %(names)s.",
        many,
    ) % {"many": many, "names": _named(first, many)}


def _named(first: list[str], many: int) -> str:
    names = pgettext("between items", ", ").join(first)
    return _("%(names)s and others") % {"names": names} if many > len(first) else names
