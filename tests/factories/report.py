"""Reports for tests, made the way the product makes them."""

from datetime import date

from rapporteur.base.models import User
from rapporteur.core.document.draft_writing import written
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report import actions
from rapporteur.stages.report.models import Report, Revision
from rapporteur.stages.report.queries import last_revision, standing, tree_of
from tests.factories.mandate import make_official


def make_report(consultation: Consultation, **fields: object) -> Report:
    """A report with the first draft that the record gives."""
    return actions.begin_report(consultation, **{"by": "tests", **fields})


def draft_of(report: Report) -> str:
    """The draft form of what a report says now."""
    return written(tree_of(last_revision(report)))


def write(report: Report, words: str, *, by: User | str = "tests") -> Revision:
    """A revision that says these words in a section at its beginning."""
    return actions.save_revision(report, text=f"# Views\n\n{words}\n\n{draft_of(report)}", by=by)


def make_cleared_report(consultation: Consultation, words: str = "So it is.") -> Report:
    """A report that another person than the drafter has cleared."""
    report = make_report(consultation)
    revision = write(report, words, by=make_official(consultation, Role.DRAFTER))
    actions.submit(revision, by=make_official(consultation, Role.DRAFTER))
    actions.clear(revision, by=make_official(consultation, Role.CLEARING))
    return report


def make_issued_report(consultation: Consultation, words: str = "So it is.") -> Report:
    """An issued report; what its words do not cite was considered one by one."""
    report = make_report(consultation, symbol="A/80/77", dated=date(2030, 5, 4))
    officer = make_official(consultation, Role.DRAFTER)
    revision = write(report, words, by=officer)
    for line in standing(report, tree_of(revision)).open:
        actions.consider(report, line.contribution, reason="It is on floods.", by=officer)
    actions.submit(revision, by=officer)
    clearing = make_official(consultation, Role.CLEARING)
    actions.clear(revision, by=clearing)
    return actions.issue(report, by=clearing)
